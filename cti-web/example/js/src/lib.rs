//! LeadDesk Talk for pages in JavaScript: compiled once, and used without Rust.
//!
//! What another vendor's class would have is the same, with its own names.

use cti_runtime::{OriginError, OriginPolicy, Session, Source};
use cti_vendors::leaddesk_talk::{LeaddeskTalk, command, event};
use cti_web::{Place, js};
use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::HtmlIFrameElement;

#[wasm_bindgen(typescript_custom_section)]
const MESSAGES: &str = include_str!(concat!(env!("OUT_DIR"), "/talk.d.ts"));

#[wasm_bindgen(typescript_custom_section)]
const NOTICE: &str = js::TYPES;

#[wasm_bindgen(typescript_custom_section)]
const EVENTS: &str = r#"
/** A function for each event that matters to the page, under its tag. */
export type TalkEvents = { [E in Talk.Event as E["action"]]?: (event: E) => void };
"#;

/// LeadDesk Talk in an iframe. Its `src` is that of your account: `https://login-….leaddesk.com/`.
#[wasm_bindgen]
pub struct TalkPhone(js::Phone<LeaddeskTalk>);

#[wasm_bindgen]
impl TalkPhone {
    /// Listens to Talk from here on: best right after the frame is made, before its document loads.
    ///
    /// `notice` is told what isn't an event.
    #[wasm_bindgen(constructor)]
    pub fn new(
        frame: &HtmlIFrameElement,
        #[wasm_bindgen(unchecked_param_type = "TalkEvents")] events: Object,
        #[wasm_bindgen(unchecked_optional_param_type = "(notice: Notice) => void")] notice: Option<
            Function,
        >,
    ) -> Result<TalkPhone, JsValue> {
        let policy = policy().map_err(JsError::from)?;
        js::Phone::connect(
            Session::new(policy, Source(1)),
            Place::frame(frame),
            events,
            notice,
        )
        .map(Self)
    }

    /// Sends a command as LeadDesk documents it. Throws an `Error` if it isn't one, with the `path`
    /// to what is wrong, or if it may not be sent now.
    pub fn send(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Talk.Command")] command: &JsValue,
    ) -> Result<(), JsValue> {
        self.0.send(command)
    }

    /// Click-to-dial. Throws if nobody is logged in.
    pub fn dial(&self, number: &str) -> Result<(), JsValue> {
        self.0.say(command::Call::new(number, true))
    }

    /// The agent's token. Rejected if Talk has none, or doesn't answer in time.
    #[wasm_bindgen(js_name = getJwt, unchecked_return_type = "Promise<string>")]
    pub fn get_jwt(&self) -> Promise {
        let token = |answer: event::Jwt| js::value(answer.jwt.expose());
        self.0.request(command::GetJwt::new(), token)
    }

    /// Listens and sends no more.
    pub fn close(&self) {
        self.0.close();
    }
}

/// Whom the module believes: LeadDesk's origins, and nobody else.
#[cfg(not(feature = "simulated"))]
#[expect(clippy::unnecessary_wraps, reason = "as the simulation's")]
fn policy() -> Result<OriginPolicy, OriginError> {
    Ok(OriginPolicy::declared::<LeaddeskTalk>())
}

/// Whom the module believes while a page is developed: one exact origin on this machine. It is
/// compiled in by the feature `simulated` alone.
#[cfg(feature = "simulated")]
fn policy() -> Result<OriginPolicy, OriginError> {
    OriginPolicy::simulation(&["http://localhost:8081"])
}
