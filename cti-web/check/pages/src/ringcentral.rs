//! RingCentral for pages in JavaScript: a vendor with several envelopes, and with requests.

use cti_runtime::{OriginPolicy, Session, Source};
use cti_vendors::ringcentral::{Ringcentral, request};
use cti_web::{Place, js};
use js_sys::{Function, Object, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlIFrameElement;

/// RingCentral's widget in an iframe.
#[wasm_bindgen]
pub struct RingcentralPhone(js::Phone<Ringcentral>);

#[wasm_bindgen]
impl RingcentralPhone {
    /// Listens to the widget.
    #[wasm_bindgen(constructor)]
    pub fn new(
        frame: &HtmlIFrameElement,
        events: Object,
        notice: Option<Function>,
    ) -> Result<RingcentralPhone, JsValue> {
        let session = Session::new(OriginPolicy::declared::<Ringcentral>(), Source(1));
        js::Phone::connect(session, Place::frame(frame), events, notice).map(Self)
    }

    /// Sends what RingCentral documents.
    pub fn send(&self, command: &JsValue) -> Result<(), JsValue> {
        self.0.send(command)
    }

    /// Whether the widget has a window of its own.
    #[wasm_bindgen(js_name = isPopup)]
    pub fn is_popup(&self) -> Promise {
        let ask = request::CheckPopupWindow::new(false);
        self.0.request(ask, |is_popup| js::value(&is_popup))
    }
}
