//! Types for fields, beside Rust's own.
//!
//! Vendors write the same thing in several ways: a phone number is a string or a number, a time has
//! this separator or that. These types take what comes, keep it as it came, and write it back the
//! same. Those that hold personal data show it neither in `Debug` nor in a log.

mod date_time;
mod epoch;
mod id;
mod in_text;
mod one_or_many;
mod phone_number;
mod query;
mod secret;
mod url;

use std::collections::BTreeMap;

pub use date_time::DateTime;
pub use epoch::{EpochMillis, EpochSeconds};
pub use id::Id;
pub use in_text::{InText, Text};
pub use one_or_many::OneOrMany;
pub use phone_number::PhoneNumber;
pub use query::Query;
pub use secret::Secret;
pub use url::Url;
pub use uuid::Uuid;

use crate::json::{Fault, FaultKind, Kind, Reader};

pub(crate) use date_time::is_time;
pub(crate) use phone_number::masked_number;
pub(crate) use url::masked as masked_url;

/// Any JSON value.
pub type Json = serde_json::Value;

/// An object with any keys.
pub type Map<V> = BTreeMap<String, V>;

/// Reads a string, or a whole number as its digits, and says whether it is a number.
#[inline(never)] // one for all types
fn string_or_number(
    text: &mut String,
    reader: &mut dyn Reader,
    signed: bool,
    expected: &'static str,
) -> Result<bool, Fault> {
    let refused = Err(Fault::new(FaultKind::Expected(expected), reader.at()));
    match reader.kind()? {
        Kind::String => {
            *text = reader.str()?.into_owned();
            Ok(false)
        }
        Kind::Number => {
            let number = reader.number()?;
            let mut digits = number.as_bytes();
            if let Some(behind) = digits.strip_prefix(b"-")
                && signed
                && behind != b"0"
            {
                digits = behind;
            }
            if !digits.iter().all(u8::is_ascii_digit) {
                return refused;
            }
            *text = number.into_owned();
            Ok(true)
        }
        _ => refused,
    }
}

/// A wire type that is a text in a tuple struct: how it is made, shown, read.
macro_rules! text {
    ($name:ident) => {
        impl $name {
            /// The text, as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, as it came.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        /// Shows the text as it is.
        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
use text;
