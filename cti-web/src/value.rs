//! Values of JavaScript: which of them JSON can hold, and copying those.
//!
//! | value | is copied as |
//! |---|---|
//! | plain objects | their own enumerable members; an `undefined` one is absent |
//! | arrays | their items; an `undefined` one is `null` |
//! | strings, finite numbers, booleans, `null` | what they are |
//! | a `BigInt` | a whole number |
//! | a `Date` | its ISO text |
//! | a `Map` with string keys | an object |
//!
//! All else is [put in as such](Snapshot::unholdable): functions, symbols, numbers that aren't finite,
//! halves of surrogate pairs, objects that are more than their members (`Set`, typed arrays, boxed
//! values, whatever has a `toJSON`), arrays with holes, cycles. Where no field is declared, such a
//! value is passed over.
//!
//! Looking at a value may run code of others: that of a proxy, a getter, `Symbol.toStringTag`. Whatever
//! is called here that may throw therefore catches: what is thrown would leave through this program
//! without tidying up its stack.

use cti_runtime::Limits;
use cti_runtime::codec::{CopyError, Fault, Live, Snapshot, Unholdable, json_text};
use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A string, or an array of this program's own making: looking at one doesn't throw.
    type Held;
    #[wasm_bindgen(method, getter, structural)]
    fn length(this: &Held) -> u32;
    #[wasm_bindgen(method, indexing_getter, structural)]
    fn at(this: &Held, index: u32) -> JsValue;
    #[wasm_bindgen(method)]
    fn substring(this: &Held, start: u32, end: u32) -> JsValue;
    #[wasm_bindgen(method, js_name = charCodeAt)]
    fn unit(this: &Held, index: u32) -> u16;

    /// An object of others.
    type Foreign;
    #[wasm_bindgen(method, getter, structural, catch, js_name = length)]
    fn items(this: &Foreign) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, structural, catch, js_name = toJSON)]
    fn to_json(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Object, catch)]
    fn entries(object: &JsValue) -> Result<Held, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = keys, catch)]
    pub(crate) fn own_keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(js_namespace = Object, js_name = hasOwn, catch)]
    pub(crate) fn has_own(object: &JsValue, key: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    pub(crate) fn is_array(object: &JsValue) -> Result<bool, JsValue>;
    /// What kind of object it is, in brackets.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn brand(object: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["Date", "prototype", "toISOString"], js_name = call, catch)]
    fn iso(date: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["Map", "prototype", "entries"], js_name = call, catch)]
    fn map_entries(map: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = Array, js_name = from, catch)]
    fn list(iterator: &JsValue) -> Result<Held, JsValue>;
    #[wasm_bindgen(js_name = String)]
    fn digits(number: f64) -> String;
    #[wasm_bindgen(js_name = String)]
    fn digits_of(number: &JsValue) -> String;
    #[wasm_bindgen(js_name = Number)]
    fn nearest(number: &JsValue) -> f64;
}

/// An object of JavaScript, or any other value, as a message that is yet to be read.
pub(crate) struct JsMessage<'a>(pub(crate) &'a JsValue);

impl Live for JsMessage<'_> {
    fn copy(&self, copy: &mut Snapshot) -> Result<(), CopyError> {
        self::copy(self.0, None, copy)
    }
}

/// A value as JSON text; `undefined` as `null`.
pub(crate) fn json_of(value: &JsValue, limits: &Limits) -> Result<String, Fault> {
    let mut json = Snapshot::new(limits);
    copy(value, None, &mut json)?;
    Ok(json.into_json())
}

/// The objects around a value.
struct Around<'a> {
    object: &'a JsValue,
    around: Option<&'a Around<'a>>,
}

fn copy(value: &JsValue, around: Option<&Around<'_>>, to: &mut Snapshot) -> Result<(), CopyError> {
    if value.is_string() {
        text(value, to)
    } else if let Some(number) = value.as_f64() {
        if number.is_finite() {
            // -0 is written 0.
            to.number(number + 0.0, &digits(number))
        } else {
            to.unholdable(if number.is_nan() {
                Unholdable::NotANumber
            } else {
                Unholdable::Infinite
            })
        }
    } else if let Some(value) = value.as_bool() {
        to.bool(value)
    } else if value.is_null() || value.is_undefined() {
        to.null()
    } else if value.is_bigint() {
        to.number(nearest(value), &digits_of(value))
    } else if value.is_function() {
        to.unholdable(Unholdable::Function)
    } else if value.is_symbol() {
        to.unholdable(Unholdable::Symbol)
    } else {
        match look(value, around, to)? {
            Ok(Looked::Text(date)) => text(&date, to),
            Ok(Looked::Members(list, entries)) => children(value, around, list, &entries, to),
            Err(what) => to.unholdable(what),
        }
    }
}

/// Copies a string, whose length is looked at before.
fn text(string: &JsValue, to: &mut Snapshot) -> Result<(), CopyError> {
    let held: &Held = string.unchecked_ref();
    let length = held.length();
    to.room(length as usize)?;
    match whole_text(string) {
        Some(text) => to.string(text),
        None => to.units((0..length).map(|index| held.unit(index))),
    }
}

/// What an object is for JSON.
enum Looked {
    /// A string, as JavaScript has it.
    Text(JsValue),
    /// A list of pairs: the indices and items of an array, or the keys and values of an object.
    Members(bool, Held),
}

/// Looks at an object, once. Refuses an array that is too long before it is gone through.
fn look(
    object: &JsValue,
    mut around: Option<&Around<'_>>,
    to: &Snapshot,
) -> Result<Result<Looked, Unholdable>, CopyError> {
    while let Some(outer) = around {
        if outer.object == object {
            return Ok(Err(Unholdable::Cycle));
        }
        around = outer.around;
    }
    let Some(brand) = brand(object).ok().and_then(|brand| brand.as_string()) else {
        return Ok(Err(Unholdable::Throws));
    };
    let is_list = match brand.as_str() {
        "[object Date]" => {
            let date = iso(object).map(Looked::Text);
            return Ok(date.map_err(|_| Unholdable::InvalidDate));
        }
        "[object Map]" => return Ok(map(object)),
        "[object Array]" => true,
        "[object Object]" => false,
        _ => return Ok(Err(Unholdable::NotPlain)),
    };
    let foreign: &Foreign = object.unchecked_ref();
    match foreign.to_json() {
        Ok(own) if own.is_function() => return Ok(Err(Unholdable::NotPlain)),
        Ok(_) => {}
        Err(_) => return Ok(Err(Unholdable::Throws)),
    }
    let mut length = None;
    if is_list {
        let Ok(items) = foreign.items() else {
            return Ok(Err(Unholdable::Throws));
        };
        let Some(items) = items.as_f64() else {
            return Ok(Err(Unholdable::NotPlain));
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an array's is a whole number of 32 bits; a proxy's may be anything"
        )]
        let least = items as usize;
        to.room(least)?;
        length = Some(items);
    }
    let Ok(entries) = entries(object) else {
        return Ok(Err(Unholdable::Throws));
    };
    let count = entries.length();
    #[expect(clippy::float_cmp, reason = "both are whole")]
    if let Some(length) = length {
        // As many entries as items may be a hole and a member beside them.
        let last = count.checked_sub(1).map(|last| {
            let entry = entries.at(last);
            entry.unchecked_ref::<Held>().at(0).as_string() == Some(digits(last.into()))
        });
        if length != f64::from(count) || last == Some(false) {
            return Ok(Err(Unholdable::Holes));
        }
    }
    Ok(Ok(Looked::Members(is_list, entries)))
}

/// Looks at a `Map`: an object, if its keys are strings.
fn map(object: &JsValue) -> Result<Looked, Unholdable> {
    let entries = map_entries(object).and_then(|entries| list(&entries));
    let entries = entries.map_err(|_| Unholdable::Throws)?;
    let is_key = |index| {
        let entry = entries.at(index);
        entry.unchecked_ref::<Held>().at(0).is_string()
    };
    if (0..entries.length()).all(is_key) {
        Ok(Looked::Members(false, entries))
    } else {
        Err(Unholdable::NotPlain)
    }
}

/// Copies what is inside of an array or an object.
fn children(
    object: &JsValue,
    around: Option<&Around<'_>>,
    is_list: bool,
    entries: &Held,
    to: &mut Snapshot,
) -> Result<(), CopyError> {
    let open = if is_list { to.array() } else { to.object() }?;
    for index in 0..entries.length() {
        let entry = entries.at(index);
        let entry: &Held = entry.unchecked_ref();
        let value = entry.at(1);
        if !is_list {
            if value.is_undefined() {
                continue;
            }
            text(&entry.at(0), to)?;
            to.colon();
        }
        let around = Around { object, around };
        copy(&value, Some(&around), to)?;
    }
    to.close(open)
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
    let string: &Held = value.unchecked_ref();
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    let units = (0..string.length().min(units)).map(|index| string.unit(index));
    Some(json_text(units))
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
