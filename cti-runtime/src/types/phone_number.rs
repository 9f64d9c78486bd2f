//! Phone numbers.

use core::fmt;
use core::hash::{Hash, Hasher};

use super::string_or_number;
use crate::describe::Type;
use crate::json::{Fault, Reader, Wire, Writer, digits};
use crate::mask::MASK;

/// A phone number, as it came: a string in whatever notation, or a whole number.
///
/// Numbers that consist of digits and the usual separators (spaces, `+ - ( ) . /`) are equal if
/// their digits are: `+358 40 1234567` is `358401234567`. Nothing is known of countries and
/// prefixes, so `00358…` and `040…` are others. Anything else, such as `*100#`, `anonymous` or a SIP
/// address, is equal to the same text only.
///
/// It is written back as it was read, as a string or as a number. `Display` shows it; `Debug` and
/// logs show its last two digits.
///
/// ```
/// use cti_runtime::types::PhoneNumber;
///
/// let number = PhoneNumber::from("+358 (40) 1234567");
/// assert_eq!(number, PhoneNumber::from(358_401_234_567));
/// assert_eq!(number.digits(), "358401234567");
/// assert_eq!(number.to_string(), "+358 (40) 1234567");
/// assert_eq!(format!("{number:?}"), "•••67");
/// ```
#[derive(Clone)]
pub struct PhoneNumber {
    text: String,
    /// Whether it is a number on the wire, not a string.
    bare: bool,
}

impl PhoneNumber {
    /// The number as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its digits, without anything else.
    pub fn digits(&self) -> String {
        digits_of(&self.text)
    }

    /// What is compared: the digits if there is nothing beside them but separators, else all.
    fn compared(&self) -> impl Iterator<Item = u8> {
        let mut digits = 0;
        let dialable = self.text.bytes().all(|byte| {
            digits += usize::from(byte.is_ascii_digit());
            byte.is_ascii_digit() || b" +-()./".contains(&byte)
        });
        let digits_only = dialable && digits > 0;
        self.text
            .bytes()
            .filter(move |byte| !digits_only || byte.is_ascii_digit())
    }
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The last two digits of a number that has more to hide.
pub(crate) fn masked_number(text: &str) -> String {
    let digits = digits_of(text);
    let shown = match digits.len().checked_sub(2) {
        Some(hidden @ 3..) => digits.get(hidden..).unwrap_or_default(),
        _ => "",
    };
    [MASK, shown].concat()
}

impl PartialEq for PhoneNumber {
    fn eq(&self, other: &Self) -> bool {
        self.compared().eq(other.compared())
    }
}

impl Eq for PhoneNumber {}

impl Hash for PhoneNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.compared().for_each(|byte| state.write_u8(byte));
        state.write_u8(0xFF);
    }
}

impl From<String> for PhoneNumber {
    fn from(text: String) -> Self {
        Self { text, bare: false }
    }
}

impl From<&str> for PhoneNumber {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// A number on the wire too.
impl From<u64> for PhoneNumber {
    fn from(number: u64) -> Self {
        Self {
            text: digits(number),
            bare: true,
        }
    }
}

/// Shows the number as it came.
impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked_number(&self.text))
    }
}

impl Wire for PhoneNumber {
    const TYPE: Type = Type::PhoneNumber;
    fn blank() -> Self {
        Self {
            text: String::new(),
            bare: false,
        }
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.bare = string_or_number(&mut self.text, reader, false, "a phone number")?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        if self.bare && !out.is_masked() {
            out.raw(&self.text);
        } else {
            out.number(&self.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::hash::DefaultHasher;

    use super::*;

    fn hash(number: &PhoneNumber) -> u64 {
        let mut hasher = DefaultHasher::new();
        number.hash(&mut hasher);
        hasher.finish()
    }

    #[test]
    fn numbers_are_compared_by_digits() {
        let same = [
            "+358401234567",
            "358401234567",
            "+358 40-123 (4567)",
            "358.40/1234567",
        ];
        for left in same.map(PhoneNumber::from) {
            for right in same.map(PhoneNumber::from) {
                assert_eq!(left, right);
                assert_eq!(hash(&left), hash(&right));
            }
            assert_eq!(left, PhoneNumber::from(358_401_234_567));
        }
        let different = [
            "",
            "+",
            "-",
            "100",
            "*100#",
            "100#",
            "anonymous",
            "jo1",
            "jo2",
            "00100",
        ];
        for (i, left) in different.iter().enumerate() {
            for (j, right) in different.iter().enumerate() {
                assert_eq!(
                    PhoneNumber::from(*left) == PhoneNumber::from(*right),
                    i == j
                );
            }
        }
    }

    #[test]
    fn short_numbers_show_nothing() {
        assert_eq!(format!("{:?}", PhoneNumber::from("1234")), "•••");
        assert_eq!(format!("{:?}", PhoneNumber::from("12345")), "•••45");
        assert_eq!(format!("{:?}", PhoneNumber::from("jo@a.example")), "•••");
    }
}
