//! Types of values on the wire.

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// A boolean.
    Bool,
    /// A whole number with this many bits; signed or not.
    Integer {
        /// Bits of the Rust type.
        bits: u8,
        /// Whether it may be negative.
        signed: bool,
    },
    /// Any finite number that fits into this many bits of IEEE 754: 64, or 32 in a type of yours.
    Float {
        /// Bits of the Rust type.
        bits: u8,
    },
    /// Any text.
    String,
    /// A phone number: a string, or a number.
    PhoneNumber,
    /// An id: a string, or a whole number.
    Id,
    /// A date and time without a zone, as text.
    DateTime,
    /// A point in time, as a whole number of milliseconds since 1970.
    EpochMillis,
    /// A point in time, as a whole number of seconds since 1970.
    EpochSeconds,
    /// A URL, as text.
    Url,
    /// A UUID.
    Uuid,
    /// Any JSON value.
    Json,
    /// A value that may be absent or null.
    Option(&'static Type),
    /// An array.
    List(&'static Type),
    /// A value, or an array of them.
    OneOrMany(&'static Type),
    /// A boolean or a number, written as a string and read with or without the quotes.
    Text(&'static Type),
    /// An object with any keys.
    Map(&'static Type),
    /// A secret.
    Secret(&'static Type),
    /// A query string that carries the fields of a declared type.
    Query(&'static Type),
    /// A declared `#[data]` type, by its Rust name.
    Named(&'static str),
    /// A serde type that has no description.
    Opaque,
    /// No value.
    Nothing,
}
