//! Values that are posted as objects of JavaScript which JSON doesn't have.

use crate::describe::Posted;
use crate::json::Scalar;

/// What of a message, or of the answer to it, is posted as something else than its JSON says.
#[derive(Debug)]
pub struct Converted {
    /// The message's row within its family.
    pub row: u16,
    /// Whether it is about the answer to the message.
    pub answer: bool,
    /// The values. What is inside of another comes before it.
    pub conversions: &'static [Conversion],
}

/// Values of a message that are posted as objects of JavaScript which JSON doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conversion {
    /// The way to them from the message's root.
    pub path: &'static [Step],
    /// What they are posted as.
    pub to: Posted,
}

impl Conversion {
    /// What is posted as something else, by the way there. For generated code.
    #[doc(hidden)]
    pub const fn new(path: &'static [Step], to: Posted) -> Self {
        Self { path, to }
    }
}

/// A step from a value to what is inside of it. Where there is nothing, there is nothing to convert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of this key.
    Key(&'static str),
    /// To each item of a list; to the value itself if it is no list.
    Items,
    /// To each value of an object, whatever its key is.
    Values,
    /// To the object itself, if it has this value under this key.
    If(&'static str, Scalar),
}
