//! What one reading of a message has in common: how much it may pass, and where it failed.

use std::cell::{Cell, RefCell};

use cti_runtime::Limits;
use cti_runtime::codec::{Fault, FaultKind};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

use super::whole_text;

#[cold]
pub(super) const fn syntax(expected: &'static str) -> Fault {
    Fault::nowhere(FaultKind::Syntax(expected))
}

/// What has no place in JSON.
pub(super) const NO_JSON: Fault = syntax("a value that JSON can hold");

/// What one reading of a message has in common.
pub(super) struct Walk {
    limit: usize,
    /// How many more bytes of JSON may be passed.
    left: Cell<usize>,
    /// Where the last fault arose: an object or array, and which of its children.
    blamed: RefCell<Option<(JsValue, u32)>>,
    /// Where that stands in the JSON text.
    found: Cell<Option<usize>>,
}

impl Walk {
    pub(super) fn new(limits: &Limits) -> Self {
        let limit = limits.message_bytes();
        Self {
            limit,
            left: Cell::new(limit),
            blamed: RefCell::new(None),
            found: Cell::new(None),
        }
    }

    /// Counts bytes that the JSON text would have at least.
    pub(super) fn charge(&self, bytes: usize) -> Result<(), Fault> {
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.unwrap_or(0));
        left.map(drop).ok_or(Fault::nowhere(FaultKind::TooLarge))
    }

    /// The text of a value that is a string. Its length is looked at before it is copied.
    pub(super) fn text(&self, string: &JsValue) -> Result<String, Fault> {
        let units = string.unchecked_ref::<JsString>().length() as usize;
        self.charge(units.saturating_add(2))?;
        let text = whole_text(string).ok_or(syntax("a whole surrogate pair"))?;
        self.charge(text.len().saturating_sub(units))?;
        Ok(text)
    }

    pub(super) fn blame(&self, parent: &JsValue, child: u32) {
        if let Ok(mut blamed) = self.blamed.try_borrow_mut() {
            blamed.get_or_insert_with(|| (parent.clone(), child));
        }
    }

    /// Notes where a child stands in the text, if it is the one that is looked for.
    pub(super) fn look(&self, parent: &JsValue, child: u32, at: usize) {
        if let Ok(blamed) = self.blamed.try_borrow()
            && let Some((object, index)) = &*blamed
            && *index == child
            && self.found.get().is_none()
            && object == parent
        {
            self.found.set(Some(at));
        }
    }

    /// Counts from the start again. What was to be found is forgotten once it was found.
    pub(super) fn again(&self) {
        self.left.set(self.limit);
        if self.found.take().is_some()
            && let Ok(mut blamed) = self.blamed.try_borrow_mut()
        {
            *blamed = None;
        }
    }

    /// Where the last fault arose, in the text that was written since; 0 for the value as a whole.
    pub(super) fn found(&self) -> usize {
        self.found.get().unwrap_or(0)
    }

    pub(super) fn left(&self) -> usize {
        self.left.get()
    }

    pub(super) fn set_left(&self, left: usize) {
        self.left.set(left);
    }
}
