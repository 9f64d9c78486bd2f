//! serde's `Serialize` and `Deserialize` for messages and types of fields, behind the feature `serde`.
//!
//! They go through the readers and writers that a session uses, so what is written is what would be
//! posted, and what isn't as declared is refused: a message is the whole message in its envelope, with
//! its tag. Nothing is masked: secrets, phone numbers and whatever is `#[personal]` are written as they
//! are. Formats that don't say what a value is (`bincode` and its like) can't be read from.

mod read;
mod write;

use serde_core::de::Error as _;
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::json::{Put, Wire, Writer, read_value};
use crate::message::{encode, write_row};
use crate::protocol::Messages;
use crate::session::parsed;
use crate::types::{
    DateTime, EpochMillis, EpochSeconds, Id, InText, OneOrMany, PhoneNumber, Query, Secret, Text,
    Url,
};

/// Writes a value. For generated code.
///
/// # Errors
/// If it can't be said exactly, such as a number that isn't finite, or the format can't write it.
pub fn write_value<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Writer::new();
    value.write(&mut out);
    write::json(out.as_str(), serializer)
}

/// Reads a value. For generated code.
///
/// # Errors
/// If it isn't one as declared.
pub fn read<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read_value(&read::json(deserializer)?).map_err(D::Error::custom)
}

/// Writes a message of a row in its envelope. For generated code.
///
/// # Errors
/// As [`write_value`].
pub fn write_message<F: Messages, S: Serializer>(
    row: usize,
    message: &dyn Put,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut out = Writer::new();
    write_row(F::TABLE.row(row), message, &mut out);
    write::json(out.as_str(), serializer)
}

/// Writes any message of a family. For generated code.
///
/// # Errors
/// As [`write_value`].
pub fn write_any<F: Messages, S: Serializer>(
    message: &F,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    write::json(&encode(message), serializer)
}

/// Reads any message of a family. For generated code.
///
/// # Errors
/// If it is none of its messages, or isn't as declared. One whose tag isn't known is kept.
pub fn read_any<'de, F: Messages, D: Deserializer<'de>>(deserializer: D) -> Result<F, D::Error> {
    parsed(&read::json(deserializer)?).map_err(D::Error::custom)
}

/// That a message is another one than was wanted. For generated code.
pub fn another_message<E: serde_core::de::Error>(tag: Option<&str>) -> E {
    E::custom(format_args!(
        "another message than `{}`",
        tag.unwrap_or_default()
    ))
}

/// serde's traits of types that are [`Wire`].
macro_rules! bridge {
    ($($({$($generics:tt)*})? $name:ty;)*) => {$(
        impl<$($($generics)*)?> Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_value(self, serializer)
            }
        }

        impl<'de, $($($generics)*)?> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(deserializer)
            }
        }
    )*};
}

bridge! {
    DateTime;
    EpochMillis;
    EpochSeconds;
    Id;
    PhoneNumber;
    Url;
    {T: Wire} OneOrMany<T>;
    {T: Wire} Query<T>;
    {T: Wire} Secret<T>;
    {T: InText} Text<T>;
}
