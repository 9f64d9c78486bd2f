//! Ids.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::string_or_number;
use crate::describe::Type;
use crate::json::{CallKey, Fault, Reader, Wire, Writer, digits};

/// An id of a vendor's, as it came: a string, or a whole number.
///
/// Vendors write the same id now as `7` and now as `"7"`. Ids are equal, ordered and hashed by their
/// text, whichever it was, and written back as they were read. A number keeps all of its digits, also
/// beyond what JavaScript holds. An id can be the key of a state machine.
///
/// ```
/// use cti_runtime::types::Id;
///
/// assert_eq!(Id::from(7), Id::from("7"));
/// assert_ne!(Id::from("7"), Id::from("07"));
/// assert_eq!(Id::from("c-7").as_str(), "c-7");
/// ```
#[derive(Clone)]
pub struct Id {
    text: String,
    /// Whether it is a number on the wire, not a string.
    bare: bool,
}

impl Id {
    /// The text, or the digits of the number.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, or the digits of the number.
    pub fn into_string(self) -> String {
        self.text
    }

    /// Whether it is a number on the wire.
    pub const fn is_number(&self) -> bool {
        self.bare
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By the text: `10` comes before `9`.
impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// A string on the wire too, digits or not.
impl From<String> for Id {
    fn from(text: String) -> Self {
        Self { text, bare: false }
    }
}

/// A string on the wire too, digits or not.
impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// A number on the wire too.
impl From<u64> for Id {
    fn from(number: u64) -> Self {
        Self {
            text: digits(number),
            bare: true,
        }
    }
}

/// Shows the text, or the digits of the number.
impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Shows a string in quotes and a number without.
impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bare {
            f.write_str(&self.text)
        } else {
            fmt::Debug::fmt(&self.text, f)
        }
    }
}

impl Wire for Id {
    const TYPE: Type = Type::Id;
    fn blank() -> Self {
        Self::from(String::new())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.bare = string_or_number(&mut self.text, reader, true, "a string or a whole number")?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        if self.bare {
            out.raw(&self.text);
        } else {
            out.str(&self.text);
        }
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Text(self.text.as_str().into()))
    }
}
