//! Types for fields, beside Rust's own.
//!
//! Vendors write the same thing in several ways: a phone number is a string or a number, a time has
//! this separator or that. These types take what comes, keep it as it came, and write it back the
//! same. Those that hold personal data show it neither in `Debug` nor in a log.

mod date_time;
mod phone_number;
mod query;
mod secret;
mod url;

use std::collections::BTreeMap;

pub use date_time::DateTime;
pub use phone_number::PhoneNumber;
pub use query::Query;
pub use secret::Secret;
pub use url::Url;
pub use uuid::Uuid;

/// Any JSON value.
pub type Json = serde_json::Value;

/// An object with any keys.
pub type Map<V> = BTreeMap<String, V>;

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
