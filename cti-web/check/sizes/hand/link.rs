//! Another window, by hand: the listener, its two checks, and posting.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{HtmlIFrameElement, MessageEvent, Window, window};

/// The window at the other end; it is looked up anew for every message.
type Other = Rc<dyn Fn() -> Option<Window>>;

/// A listener for one other window of one origin.
pub struct Link {
    other: Other,
    origin: String,
    listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Link {
    /// Listens to a frame in this page.
    pub fn frame(
        frame: HtmlIFrameElement,
        origin: &str,
        hear: fn(JsValue),
    ) -> Result<Self, JsValue> {
        Self::new(Rc::new(move || frame.content_window()), origin, hear)
    }

    /// Listens to the page around this one.
    pub fn parent(origin: &str, hear: fn(JsValue)) -> Result<Self, JsValue> {
        Self::new(Rc::new(|| window()?.parent().ok()?), origin, hear)
    }

    fn new(other: Other, origin: &str, hear: fn(JsValue)) -> Result<Self, JsValue> {
        let (from, expected) = (other.clone(), origin.to_owned());
        let listener = Closure::new(move |message: MessageEvent| {
            let source = message.source().map(JsValue::from);
            if message.origin() == expected && source == from().map(JsValue::from) {
                hear(message.data());
            }
        });
        let page = window().ok_or("no window")?;
        page.add_event_listener_with_callback("message", listener.as_ref().unchecked_ref())?;
        Ok(Self {
            other,
            origin: origin.to_owned(),
            listener,
        })
    }

    /// Posts to the other window.
    pub fn post(&self, data: &JsValue) -> Result<(), JsValue> {
        let window = (self.other)().ok_or("no window")?;
        window.post_message(data, &self.origin)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(page) = window() {
            let listener = self.listener.as_ref().unchecked_ref();
            let _ = page.remove_event_listener_with_callback("message", listener);
        }
    }
}
