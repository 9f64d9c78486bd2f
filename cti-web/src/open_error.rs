//! Why connections aren't opened.

use std::borrow::Cow;
use std::fmt;

use wasm_bindgen::JsValue;

/// Why a connection could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no window here: this is a worker, or no browser.
    NoWindow,
    /// This page is in no frame, or not in so many: there is no such window around it.
    NotFramed,
    /// The library has no such function, by its path from the library's root, or no name for such an event
    /// where one function subscribes to all; and the declaration doesn't say that it is optional.
    Missing(&'static str),
    /// This function of the library has thrown when it was to subscribe.
    Threw(&'static str),
    /// No page has opened this one, or it is closed, or is kept apart from this one.
    NotOpened,
    /// The window that was opened is closed.
    WindowClosed,
}

impl OpenError {
    fn text(self) -> Cow<'static, str> {
        match self {
            Self::NoWindow => "there is no window here".into(),
            Self::NotFramed => "this page is in no frame".into(),
            Self::Missing(function) => ["the library has no function ", function].concat().into(),
            Self::Threw(function) => ["the library's function ", function, " has thrown"]
                .concat()
                .into(),
            Self::NotOpened => "this page has no opener".into(),
            Self::WindowClosed => "the window is closed".into(),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for OpenError {}

/// An `Error` of JavaScript with the text, as of [`NotSent`](crate::NotSent).
impl From<OpenError> for JsValue {
    fn from(why: OpenError) -> Self {
        js_sys::Error::new(&why.text()).into()
    }
}
