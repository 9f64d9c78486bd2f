//! Messages and values as JavaScript has them.

use std::fmt;

use cti_runtime::json::{self, Wire, Writer};
use cti_runtime::message;
use cti_runtime::protocol::Messages;
use cti_runtime::{Fault, FaultKind, Limits};
use js_sys::{Error, JSON};
use wasm_bindgen::JsValue;

use crate::value::json_of;

/// A message as an object.
pub fn message<F: Messages>(message: &F) -> JsValue {
    parsed(&message::encode(message))
}

/// A value of a message, as it is written in one. It shows what it has: secrets, too.
pub fn value<T: Wire>(value: &T) -> JsValue {
    let mut out = Writer::new();
    value.write(&mut out);
    parsed(out.as_str())
}

/// A value of a message, of what [`value`] makes of one.
///
/// # Errors
/// What isn't as its type is written.
pub fn read_value<T: Wire>(value: &JsValue) -> Result<T, Fault> {
    let json = json_of(value, &Limits::DEFAULT).ok_or(Fault::nowhere(FaultKind::TooLarge))?;
    json::read_value(&json)
}

/// What was written is JSON.
fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_default()
}

/// An `Error` with this text.
pub(super) fn error(why: impl fmt::Display) -> JsValue {
    Error::new(&why.to_string()).into()
}
