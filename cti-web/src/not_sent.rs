//! Why a message was not sent.

use std::borrow::Cow;
use std::fmt;

use cti_runtime::SendError;
use wasm_bindgen::JsValue;

/// What is said wherever a connection was dropped.
pub(crate) const CLOSED: &str = "the connection is closed";

/// Why a message was not sent. Nothing has happened then.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum NotSent {
    /// The session forbids it.
    Session(SendError),
    /// The connection was dropped.
    Closed,
    /// No port can be handed over: inside a handler, to a library, or to a window that is gone.
    NoPort,
}

impl NotSent {
    fn text(&self) -> Cow<'static, str> {
        match self {
            Self::Session(why) => why.text(),
            Self::Closed => CLOSED.into(),
            Self::NoPort => "no port can be handed over here".into(),
        }
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for NotSent {}

/// An `Error` of JavaScript with the text. A module that has no use for formatting is smaller with
/// this one than with `JsError`.
impl From<NotSent> for JsValue {
    fn from(why: NotSent) -> Self {
        js_sys::Error::new(&why.text()).into()
    }
}
