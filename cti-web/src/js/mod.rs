//! For pages that are written in JavaScript: a connection whose handler is one of theirs.
//!
//! Whatever the protocol, the messages are plain objects as the vendor documents them, and only what
//! passed every gate and was decoded is handed on. A class of JavaScript's for a vendor is what is
//! left to write:
//!
//! ```no_run
//! use cti_runtime::{OriginPolicy, Session, Source};
//! use cti_vendors::leaddesk_talk::{LeaddeskTalk, command};
//! use cti_web::{Place, js};
//! use js_sys::{Function, Object, Promise};
//! use wasm_bindgen::prelude::*;
//! use web_sys::HtmlIFrameElement;
//!
//! #[wasm_bindgen]
//! pub struct TalkPhone(js::Phone<LeaddeskTalk>);
//!
//! #[wasm_bindgen]
//! impl TalkPhone {
//!     #[wasm_bindgen(constructor)]
//!     pub fn new(
//!         frame: &HtmlIFrameElement,
//!         #[wasm_bindgen(unchecked_param_type = "TalkEvents")] events: Object,
//!         #[wasm_bindgen(unchecked_param_type = "(notice: Notice) => void")] notice: Option<Function>,
//!     ) -> Result<TalkPhone, JsValue> {
//!         let session = Session::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
//!         js::Phone::connect(session, Place::frame(frame), events, notice).map(Self)
//!     }
//!
//!     pub fn send(
//!         &self,
//!         #[wasm_bindgen(unchecked_param_type = "Talk.Command")] command: &JsValue,
//!     ) -> Result<(), JsValue> {
//!         self.0.send(command)
//!     }
//!
//!     #[wasm_bindgen(js_name = getJwt, unchecked_return_type = "Promise<string>")]
//!     pub fn get_jwt(&self) -> Promise {
//!         let token = |answer: cti_vendors::leaddesk_talk::event::Jwt| js::value(answer.jwt.expose());
//!         self.0.request(command::GetJwt::new(), token)
//!     }
//!
//!     pub fn close(&self) {
//!         self.0.close();
//!     }
//! }
//! ```
//!
//! | in JavaScript | |
//! |---|---|
//! | `new TalkPhone(frame, events, notice)` | `events` has a function for each event that matters, under its tag: `{ call(event) {…} }` |
//! | `send(command)` | a command as documented: `{ action: "hangup" }`; throws if it isn't one, or may not be sent now |
//! | `notice` | is told all else, as [`TYPES`] says |
//!
//! The types of the messages are written by `cti-export` (`typescript_types`), so that TypeScript
//! checks them too; `cti-web/example/js` has it all. Events are handed on after the session is
//! done with them: what a function of the page sends goes out as soon as it returns, and what forbids it
//! is thrown where it was sent. A function that throws is reported to the page (`reportError`) like any
//! other that the browser calls.
//!
//! Only for protocols between windows: a library of the page is JavaScript's already. What the vendor
//! asks (requests among its events) is handed on without its id, and not answered: that takes a
//! handler in Rust.

mod command;
mod to_page;
mod told;
mod values;

use std::cell::RefCell;
use std::fmt;

use cti_runtime::protocol::{Sendable, Side, Window};
use cti_runtime::{Protocol, Request, Session};
use js_sys::futures::future_to_promise;
use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;

use crate::open::connect_sink;
use crate::{Connection, Place, Remote};
use to_page::ToPage;
use told::Told;
use values::error;

pub use told::TYPES;
pub use values::{message, read_value, value};

/// A vendor's window, as a page in JavaScript talks to it.
pub struct Phone<P: Protocol> {
    remote: Remote<P>,
    open: RefCell<Option<Connection<P>>>,
}

impl<P: Protocol<Transport = Window>> Phone<P> {
    /// Connects a session to a window, and its events to the functions of an object, which are found
    /// by the tags of the declaration. Each is called with the message, as it is posted or would be
    /// as an object.
    ///
    /// # Errors
    /// An `Error` that says what [`OpenError`](crate::OpenError) does.
    pub fn connect(
        session: Session<P>,
        place: Place,
        events: Object,
        notice: Option<Function>,
    ) -> Result<Self, JsValue> {
        let told = Told::new(notice);
        let sink = ToPage::<P::Event>::new(events, told.clone());
        let connection = connect_sink(session, place, Box::new(sink)).map_err(error)?;
        tell(&connection, told);
        Ok(Self {
            remote: connection.remote(),
            open: RefCell::new(Some(connection)),
        })
    }

    /// Sends a command, given as an object that is as documented. Ids of requests, and what the session was
    /// opened with, are filled in by the session, whatever is given; they may be left out.
    ///
    /// # Errors
    /// An `Error` that says what isn't as declared, with the `path` to it, or what forbids the
    /// command now. Nothing has happened then.
    pub fn send(&self, command: &JsValue) -> Result<(), JsValue> {
        self.say(Self::read(command)?)
    }

    /// Reads a command that is given as for [`send`](Self::send): to be sent as what it is, or
    /// [asked](Self::request).
    ///
    /// # Errors
    /// An `Error` that says what isn't as declared, with the `path` to it.
    pub fn read(command: &JsValue) -> Result<P::Command, JsValue> {
        command::read(command)
    }

    /// Sends a command that was made in Rust.
    ///
    /// # Errors
    /// An `Error` that says what forbids it.
    pub fn say(&self, command: impl Sendable<P::Command>) -> Result<(), JsValue> {
        self.remote.send(command).map_err(error)
    }

    /// Sends a command that is answered: a promise of what `show` makes of the answer.
    pub fn request<M>(&self, command: M, show: impl FnOnce(M::Ok) -> JsValue + 'static) -> Promise
    where
        M: Request<Direction = P::Command, Answers = P::Event> + 'static,
        M::Ok: 'static,
        M::Err: fmt::Debug + 'static,
    {
        let call = self.remote.request(command);
        future_to_promise(async move { call.await.map(show).map_err(error) })
    }

    /// Closes the connection: no function of the page is called any more, and nothing is sent.
    pub fn close(&self) {
        let open = self.open.try_borrow_mut().ok();
        drop(open.and_then(|mut open| open.take()));
    }
}

impl<P: Protocol> fmt::Debug for Phone<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "js::Phone of {}", P::TABLE.name)
    }
}

/// Calls a function of the page with what the handlers of a connection aren't told, as [`TYPES`] says. For
/// sessions that have a handler in Rust: a [`Phone`] has it already.
pub fn on_notice<P: Protocol, S: Side<P>>(remote: &Remote<P, S>, notice: Option<Function>) {
    tell(remote, Told::new(notice));
}

fn tell<P: Protocol, S: Side<P>>(remote: &Remote<P, S>, told: Told) {
    remote.on_notice(move |notice| told.notice(&notice));
}
