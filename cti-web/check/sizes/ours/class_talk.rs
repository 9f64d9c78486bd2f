//! LeadDesk Talk for pages in JavaScript.

// For its allocator.
use check_sizes as _;
use cti_runtime::{OriginPolicy, Session, Source};
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_web::{Place, js};
use js_sys::{Function, Object};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::HtmlIFrameElement;

/// The phone in its frame.
#[wasm_bindgen]
pub struct Phone(js::Phone<LeaddeskTalk>);

#[wasm_bindgen]
impl Phone {
    /// Listens to the frame, and calls these functions for its events.
    #[wasm_bindgen(constructor)]
    pub fn new(
        frame: &HtmlIFrameElement,
        events: Object,
        notice: Option<Function>,
    ) -> Result<Phone, JsValue> {
        let session = Session::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
        js::Phone::connect(session, Place::frame(frame), events, notice).map(Self)
    }

    /// Sends a command, given as the vendor documents it.
    pub fn send(&self, command: &JsValue) -> Result<(), JsValue> {
        self.0.send(command)
    }

    /// Listens and sends no more.
    pub fn close(&self) {
        self.0.close();
    }
}
