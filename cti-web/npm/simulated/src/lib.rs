//! Simulated phones for pages in JavaScript: the vendor's side, in a frame of the page that is tested.
//!
//! A class for each vendor. Its methods are those of the phone in `cti_vendors::simulated`, from whose
//! source `build.rs` writes them. `CTI_VENDORS` names the vendors when it is built.

use cti_runtime::json::Wire;
use cti_runtime::protocol::{Messages, Window};
use cti_runtime::types::Uuid;
use cti_runtime::{Dispatch, Origin, OriginPolicy, Peer, Protocol, Session, Source, Vendor};
use cti_vendors::simulated::Cannot;
use cti_web::{Connection, Place, connect, js};
use js_sys::{Array, Error, Function};
use wasm_bindgen::JsValue;

include!(concat!(env!("OUT_DIR"), "/phones.rs"));

/// A phone, and the page around it.
struct Simulated<P: Protocol, H> {
    page: Connection<P, Vendor, Phone<H>>,
    received: Array,
}

/// What handles the page's commands, which are kept for the test to look at.
struct Phone<H> {
    simulated: H,
    received: Array,
}

impl<H> Phone<H> {
    fn take<P: Protocol, M>(&mut self, command: M, page: &mut Peer<P, Vendor>)
    where
        M: Messages + Dispatch<H, P, Vendor>,
    {
        self.received.push(&js::message(&command));
        command.dispatch(&mut self.simulated, page);
    }
}

impl<P: Protocol<Transport = Window>, H: 'static> Simulated<P, H>
where
    P::Command: Dispatch<Phone<H>, P, Vendor>,
{
    /// Serves the page of this origin, in a frame of which this document is.
    fn open(simulated: H, page: &str, notice: Option<Function>) -> Result<Self, JsValue> {
        let origin = Origin::parse(page).map_err(error)?;
        let pages = OriginPolicy::pages([origin]).map_err(error)?;
        let received = Array::new();
        let phone = Phone {
            simulated,
            received: received.clone(),
        };
        let session = Session::<P, Vendor>::serve(pages, Source(1));
        let page = connect(session, Place::parent(), phone).map_err(error)?;
        js::on_notice(&page, notice);
        Ok(Self { page, received })
    }

    /// Does what an agent or a caller does.
    fn act(
        &self,
        act: impl FnOnce(&mut H, &mut Peer<P, Vendor>) -> Result<JsValue, Cannot>,
    ) -> Result<JsValue, JsValue> {
        let done = self.page.act(|phone, page| act(&mut phone.simulated, page));
        done.unwrap_or(Err(Cannot::Now("the phone is busy")))
            .map_err(error)
    }
}

fn error(why: impl std::fmt::Display) -> JsValue {
    Error::new(&why.to_string()).into()
}

/// An argument of JavaScript's.
fn taken<T: Wire>(name: &str, value: &JsValue) -> Result<T, JsValue> {
    js::read_value(value).map_err(|why| error(format!("{name}: {why}")))
}

/// What a phone's method gives, for JavaScript.
trait Given {
    fn given(self) -> JsValue;
}

impl Given for () {
    fn given(self) -> JsValue {
        JsValue::UNDEFINED
    }
}

impl Given for Option<&str> {
    fn given(self) -> JsValue {
        self.map_or(JsValue::UNDEFINED, JsValue::from_str)
    }
}

impl<T: Wire> Given for &[T] {
    fn given(self) -> JsValue {
        self.iter().map(js::value).collect::<Array>().into()
    }
}

macro_rules! given {
    ($($of:ty),*) => {
        $(impl Given for $of {
            fn given(self) -> JsValue {
                js::value(&self)
            }
        })*
    };
}
given!(u64, String, Uuid);
