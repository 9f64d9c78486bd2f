//! Values of JavaScript: which of them JSON can hold, and copying those.
//!
//! What is copied is what `JSON.stringify` would write of plain data: own enumerable members, array
//! items, strings, finite numbers, booleans, `null`; an `undefined` member is absent. What it would
//! rewrite (`Map`, `Set`, `Date`, typed arrays, boxed values, `NaN`), leave out (functions, symbols)
//! or fail on (`BigInt`, cycles, whatever throws) is refused.

use cti_runtime::Limits;
use cti_runtime::codec::{CopyError, Fault, Live, Snapshot};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An object, an array or a string.
    type Held;
    #[wasm_bindgen(method, getter, structural)]
    fn length(this: &Held) -> u32;
    #[wasm_bindgen(method, indexing_getter, structural)]
    fn at(this: &Held, index: u32) -> JsValue;
    #[wasm_bindgen(method, getter, structural, catch, js_name = toJSON)]
    fn to_json(this: &Held) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn substring(this: &Held, start: u32, end: u32) -> JsValue;

    #[wasm_bindgen(js_namespace = Object, catch)]
    fn entries(object: &JsValue) -> Result<Held, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(crate) fn own_keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = hasOwn, catch)]
    pub(crate) fn has_own(object: &JsValue, key: &JsValue) -> Result<bool, JsValue>;
    /// What kind of object it is, in brackets.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn brand(object: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = String)]
    fn digits(number: f64) -> String;
}

/// An object of JavaScript, or any other value, as a message that is yet to be read.
pub(crate) struct JsMessage<'a>(pub(crate) &'a JsValue);

impl Live for JsMessage<'_> {
    fn copy(&self, copy: &mut Snapshot) -> Result<(), CopyError> {
        self::copy(self.0, copy)
    }
}

/// A value as JSON text; `undefined` as `null`.
pub(crate) fn json_of(value: &JsValue, limits: &Limits) -> Result<String, Fault> {
    let mut json = Snapshot::new(limits);
    copy(value, &mut json)?;
    Ok(json.into_json())
}

fn copy(value: &JsValue, to: &mut Snapshot) -> Result<(), CopyError> {
    if value.is_string() {
        text(value, to)
    } else if let Some(number) = value.as_f64() {
        if !number.is_finite() {
            return Err(CopyError::NoJson);
        }
        // -0 is written 0.
        to.number(number + 0.0, &digits(number))
    } else if let Some(value) = value.as_bool() {
        to.bool(value)
    } else if value.is_null() || value.is_undefined() {
        to.null()
    } else {
        children(value, to)
    }
}

/// Copies a string, whose length is looked at before.
fn text(string: &JsValue, to: &mut Snapshot) -> Result<(), CopyError> {
    to.room(string.unchecked_ref::<Held>().length() as usize)?;
    match whole_text(string) {
        Some(text) => to.string(text),
        None => Err(CopyError::HalfCharacter),
    }
}

/// Whether an object that is nothing but its members is an array.
fn is_list(object: &JsValue) -> Option<bool> {
    let (Ok(brand), Ok(own)) = (brand(object), object.unchecked_ref::<Held>().to_json()) else {
        return None;
    };
    match brand.as_string()?.as_str() {
        _ if own.is_function() => None,
        "[object Array]" => Some(true),
        "[object Object]" => Some(false),
        _ => None,
    }
}

/// Copies an array or an object.
fn children(parent: &JsValue, to: &mut Snapshot) -> Result<(), CopyError> {
    let list = is_list(parent).ok_or(CopyError::NoJson)?;
    let (open, length) = if list {
        let length = parent.unchecked_ref::<Held>().length();
        to.room(length as usize)?;
        (to.array()?, length)
    } else {
        (to.object()?, 0)
    };
    let Ok(entries) = entries(parent) else {
        return Err(CopyError::NoJson);
    };
    let count = entries.length();
    if list && count != length {
        return Err(CopyError::NoJson);
    }
    for index in 0..count {
        let entry = entries.at(index);
        let entry: &Held = entry.unchecked_ref();
        let (key, value) = (entry.at(0), entry.at(1));
        if list {
            // As many entries as items, but a hole and a member beside them.
            if index + 1 == count && key.as_string() != Some(digits(index.into())) {
                return Err(CopyError::NoJson);
            }
        } else if value.is_undefined() {
            continue;
        } else {
            text(&key, to)?;
            to.colon();
        }
        copy(&value, to)?;
    }
    to.close(open)
}

/// A string of JavaScript, if it is one without lone surrogates; cut off behind so many units.
pub(crate) fn text_of(value: &JsValue, units: usize) -> Option<String> {
    if !value.is_string() {
        return None;
    }
    let string: &Held = value.unchecked_ref();
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    if string.length() > units {
        return string.substring(0, units).as_string();
    }
    whole_text(value)
}

/// How long a string of JavaScript is.
pub(crate) fn text_length(value: &JsValue) -> Option<usize> {
    value
        .is_string()
        .then(|| value.unchecked_ref::<Held>().length() as usize)
}

/// The text of a string that has no lone surrogates: those become U+FFFD on the way.
fn whole_text(string: &JsValue) -> Option<String> {
    let text = string.as_string()?;
    let mut triples = text.as_bytes().windows(3);
    let replaced = triples.any(|triple| triple == "\u{fffd}".as_bytes());
    let altered = replaced && *string != JsValue::from_str(&text);
    (!altered).then_some(text)
}
