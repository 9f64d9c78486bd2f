//! Values of JavaScript as text: strings, and the JSON of all else.
//!
//! | value | JSON |
//! |---|---|
//! | plain objects | their own enumerable members; an `undefined` one is absent |
//! | arrays | their items; an `undefined` one is `null` |
//! | strings, finite numbers, booleans, `null` | what they are |
//! | a `BigInt` | a whole number |
//! | a `Date` | its ISO text |
//! | a `Map` with string keys | an object |
//!
//! All else stands in the JSON as an [unholdable value](cti_runtime::json::Unholdable): functions,
//! symbols, numbers that aren't finite, halves of surrogate pairs, objects that are more than their
//! members (`Set`, typed arrays, boxed values, whatever has a `toJSON`), arrays with holes, cycles. Where
//! no field is declared, such a value is passed over.
//!
//! `value.js` goes through a value, and not this program: it takes one crossing instead of nine for each
//! member, and what a value throws when it is looked at stays there.

use cti_runtime::Limits;
use cti_runtime::json::json_text;
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/value.js")]
extern "C" {
    #[wasm_bindgen(js_name = json)]
    fn json(value: &JsValue, units: u32, nesting: u16, member: &JsValue) -> Option<String>;
}

#[wasm_bindgen]
extern "C" {
    type Text;
    #[wasm_bindgen(method, getter, structural)]
    fn length(this: &Text) -> u32;
    #[wasm_bindgen(method)]
    fn substring(this: &Text, start: u32, end: u32) -> JsValue;
    #[wasm_bindgen(method, js_name = charCodeAt)]
    fn unit(this: &Text, index: u32) -> u16;

    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(crate) fn own_keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = hasOwn, catch)]
    pub(crate) fn has_own(object: &JsValue, key: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    pub(crate) fn is_array(object: &JsValue) -> Result<bool, JsValue>;
}

/// A value as JSON, `undefined` as `null`; `None` if it is too large. Nested too deep, it is nested too
/// deep in the JSON, too.
pub(crate) fn json_of(value: &JsValue, limits: &Limits) -> Option<String> {
    json_of_object(value, limits, &JsValue::UNDEFINED)
}

/// An object as JSON, as [`json_of`] writes it; without this member, as an empty one.
pub(crate) fn json_of_object(
    object: &JsValue,
    limits: &Limits,
    member: &JsValue,
) -> Option<String> {
    let units = u32::try_from(limits.message_bytes()).unwrap_or(u32::MAX);
    json(object, units, limits.nesting(), member)
}

/// A string of JavaScript as text in which JSON stands, cut off behind so many units. Half of a surrogate
/// pair becomes its escape, which says the same inside of a string of JSON; elsewhere neither is JSON.
pub(crate) fn json_text_of(value: &JsValue, units: usize) -> Option<String> {
    if let Some(text) = text_of(value, units) {
        return Some(text);
    }
    if !value.is_string() {
        return None;
    }
    let string: &Text = value.unchecked_ref();
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    let units = (0..string.length().min(units)).map(|index| string.unit(index));
    Some(json_text(units))
}

/// A string of JavaScript, if it is one without lone surrogates; cut off behind so many units.
pub(crate) fn text_of(value: &JsValue, units: usize) -> Option<String> {
    if !value.is_string() {
        return None;
    }
    let string: &Text = value.unchecked_ref();
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
        .then(|| value.unchecked_ref::<Text>().length() as usize)
}

/// The text of a string that has no lone surrogates: those become U+FFFD on the way.
fn whole_text(string: &JsValue) -> Option<String> {
    let text = string.as_string()?;
    // U+FFFD begins with this byte, and little else that is used does.
    let altered = text.bytes().any(|byte| byte == 0xef) && *string != JsValue::from_str(&text);
    (!altered).then_some(text)
}
