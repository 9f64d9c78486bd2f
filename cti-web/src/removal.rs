//! A frame that is taken out of the page while something waits for it. No event tells.

use std::cell::Cell;
use std::rc::Weak;

use wasm_bindgen::JsValue;

use crate::browser::{self, MutationObserver, Target, member};
use crate::shared::Shared;
use crate::transport::{Callback, callback};

/// Watches the page that a frame is in, as long as something waits.
pub(crate) struct Removal {
    changed: Callback,
    watching: Cell<Option<MutationObserver>>,
}

impl Removal {
    pub(crate) fn new(shared: &Weak<Shared>, changed: fn(&Shared, u64, &JsValue)) -> Self {
        Self {
            changed: callback(shared, 0, changed),
            watching: Cell::new(None),
        }
    }

    /// Watches the page around a frame, or doesn't any more.
    pub(crate) fn watch(&self, frame: &Target, waits: bool) {
        let watching = self.watching.take();
        self.watching.set(match watching {
            None if waits => self.begin(frame),
            Some(watching) if !waits => {
                watching.disconnect();
                None
            }
            as_before => as_before,
        });
    }

    fn begin(&self, frame: &Target) -> Option<MutationObserver> {
        let all = browser::parse(r#"{"childList":true,"subtree":true}"#).ok()?;
        let observer = MutationObserver::new(self.changed.as_ref());
        let document = member(frame, "ownerDocument");
        observer.observe(&document, &all).ok()?;
        Some(observer)
    }
}
