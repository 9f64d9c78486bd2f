//! Values of JavaScript: which of them JSON can hold, and reading those where they are.
//!
//! What is read is what `JSON.stringify` would write of plain data: own enumerable members, array
//! items, strings, finite numbers, booleans, `null`; an `undefined` member is absent. What it would
//! rewrite (`Map`, `Set`, `Date`, typed arrays, boxed values, `NaN`), leave out (functions, symbols)
//! or fail on (`BigInt`, cycles, whatever throws) is refused.

mod plain;
mod reader;
mod walk;

use cti_runtime::Limits;
use cti_runtime::codec::{Fault, Live, LiveReader, Writer};
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};

pub(crate) use plain::{has_own, own_keys};
use reader::JsReader;
use walk::Walk;

/// An object of JavaScript, or any other value, as a message that is yet to be read.
pub(crate) struct JsMessage<'a>(pub(crate) &'a JsValue);

impl Live for JsMessage<'_> {
    fn read(&self, limits: &Limits, read: &mut dyn FnMut(&mut dyn LiveReader)) {
        let walk = Walk::new(limits);
        read(&mut JsReader::new(self.0, &walk, limits.nesting()));
    }
}

/// A value as JSON text; `undefined` as `null`.
pub(crate) fn json_of(value: &JsValue, limits: &Limits) -> Result<String, Fault> {
    let walk = Walk::new(limits);
    let mut out = Writer::new();
    JsReader::new(value, &walk, limits.nesting()).write(&mut out)?;
    Ok(out.into_string())
}

/// A string of JavaScript, if it is one without lone surrogates; cut off behind so many units.
pub(crate) fn text_of(value: &JsValue, units: usize) -> Option<String> {
    if !value.is_string() {
        return None;
    }
    let string: &JsString = value.unchecked_ref();
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    if string.length() > units {
        return string.substring(0, units).as_string();
    }
    whole_text(value)
}

/// The text of a string that has no lone surrogates: those become U+FFFD on the way.
fn whole_text(string: &JsValue) -> Option<String> {
    let text = string.as_string()?;
    let replaced = text.chars().any(|char| char == char::REPLACEMENT_CHARACTER);
    let altered = replaced && *string != JsValue::from_str(&text);
    (!altered).then_some(text)
}
