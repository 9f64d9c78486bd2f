//! What is posted: the value of JavaScript that is made of a payload, with `Date`s and `Map`s where the
//! declaration asks for them.

use cti_runtime::describe::{Posted, Scalar};
use cti_runtime::protocol::{Protocol, Side};
use cti_runtime::table::{Conversion, Step};
use cti_runtime::{OutPost, Payload, Session};
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::browser;

#[wasm_bindgen(module = "/convert.js")]
extern "C" {
    #[wasm_bindgen(js_name = convert)]
    fn convert(value: JsValue, path: Array, to_map: bool) -> JsValue;
}

/// What is posted; none if it can't be.
pub(crate) type Write = fn(&OutPost) -> Option<JsValue>;

/// Known when it is compiled, so that a program has nothing in it that converts unless one of its
/// protocols asks for it.
pub(crate) const fn write<P: Protocol, S: Side<P>>() -> Write {
    if Session::<P, S>::CONVERTS {
        |post| converted(post, Session::<P, S>::conversions(post))
    } else {
        plain
    }
}

fn plain(post: &OutPost) -> Option<JsValue> {
    match &post.data {
        Payload::Text(text) => Some(JsValue::from_str(text)),
        Payload::Object(json) => browser::parse(json).ok(),
    }
}

fn converted(post: &OutPost, conversions: &[Conversion]) -> Option<JsValue> {
    let value = plain(post)?;
    let convert = |value, of: &Conversion| match of.to {
        Posted::Date => convert(value, path(of.path), false),
        Posted::Map => convert(value, path(of.path), true),
    };
    Some(conversions.iter().fold(value, convert))
}

/// As `convert.js` reads it.
fn path(steps: &[Step]) -> Array {
    let step = |step: &Step| match step {
        Step::Key(key) => JsValue::from_str(key),
        Step::Items => JsValue::TRUE,
        Step::Values => JsValue::FALSE,
        Step::If(key, value) => Array::of2(&JsValue::from_str(key), &scalar(*value)).into(),
    };
    steps.iter().map(step).collect()
}

fn scalar(value: Scalar) -> JsValue {
    match value {
        Scalar::Text(text) => JsValue::from_str(text),
        // A declaration has no larger ones than JavaScript has exactly.
        #[expect(clippy::cast_precision_loss, reason = "as JSON.parse reads it")]
        Scalar::Integer(number) => JsValue::from_f64(number as f64),
        Scalar::Bool(is) => JsValue::from_bool(is),
    }
}
