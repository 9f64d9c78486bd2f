//! A vendor's phone for pages in JavaScript. Which vendor's, `CTI_VENDOR` says when it is built.
//!
//! Pages don't use it as it is: the classes of the package (`../src`) load it, and say what is wrong.

use cti_runtime::{OriginPolicy, Session, Source};
use cti_web::{Place, js};
#[cfg(requests)]
use js_sys::{Error, Promise};
use js_sys::{Function, Object};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

include!(concat!(env!("OUT_DIR"), "/vendor.rs"));

/// Smaller than the standard library's, by a twentieth of a module.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The phone in its frame.
#[wasm_bindgen]
pub struct Phone(js::Phone<Vendor>);

#[wasm_bindgen]
impl Phone {
    /// Listens to the frame, and calls these functions for its events.
    #[wasm_bindgen(constructor)]
    pub fn new(
        frame: &HtmlIFrameElement,
        events: Object,
        notice: Option<Function>,
    ) -> Result<Phone, JsValue> {
        let session = Session::new(OriginPolicy::declared::<Vendor>(), Source(1));
        js::Phone::connect(session, Place::frame(frame), events, notice).map(Self)
    }

    /// Listens and sends no more.
    pub fn close(&self) {
        self.0.close();
    }
}

#[cfg(commands)]
#[wasm_bindgen]
impl Phone {
    /// Sends a command, given as the vendor documents it.
    pub fn send(&self, command: &JsValue) -> Result<(), JsValue> {
        self.0.send(command)
    }
}

#[cfg(requests)]
#[wasm_bindgen]
impl Phone {
    /// Sends a command that is answered, given as the vendor documents it: a promise of the answer.
    pub fn request(&self, command: &JsValue) -> Result<Promise, JsValue> {
        let command = js::Phone::<Vendor>::read(command)?;
        request(&self.0, command)
            .ok_or_else(|| Error::new("nothing answers this command: it is to be sent").into())
    }
}
