//! Scalars that a declaration has.

use std::fmt;

use super::writer::Writer;

/// A string, a whole number or a boolean. `Display` shows it as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// A boolean.
    Bool(bool),
}

/// For generated code, which compares fields with conditions.
impl Scalar {
    /// Whether it is this boolean.
    pub fn is_bool(&self, bool: bool) -> bool {
        *self == Self::Bool(bool)
    }

    /// Whether it is this number.
    pub fn is_integer(&self, number: i128) -> bool {
        matches!(self, Self::Integer(own) if i128::from(*own) == number)
    }

    /// Whether it is this text.
    pub fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(own) if *own == text)
    }
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => {
                let mut out = Writer::new();
                out.str(text);
                f.write_str(out.as_str())
            }
            Self::Integer(number) => number.fmt(f),
            Self::Bool(bool) => bool.fmt(f),
        }
    }
}
