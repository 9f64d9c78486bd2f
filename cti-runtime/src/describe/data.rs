//! Declared data types.

use super::field::Field;
use crate::json::Type;

/// A declared data type.
#[derive(Clone, Copy, Debug)]
pub struct Data {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Whether all of it is personal data.
    pub personal: bool,
    /// What it is on the wire.
    pub shape: DataShape,
}

/// What a data type is on the wire.
#[derive(Clone, Copy, Debug)]
pub enum DataShape {
    /// An object.
    Object(&'static [Field]),
    /// A list of its fields, in order. Those that need not be there may be missing at its end.
    Positional(&'static [Field]),
    /// A value of another type.
    Newtype(Type),
    /// One of some strings.
    Enum {
        /// The strings.
        values: &'static [Value],
        /// Whether other strings are kept.
        open: bool,
    },
    /// An object with exactly one of some keys.
    OneOf(&'static [Variant]),
    /// An object whose tag says which other keys it has.
    Tagged {
        /// The key of the tag.
        tag: &'static str,
        /// The variants.
        variants: &'static [Variant],
    },
    /// A value of one of several types, which differ in what they are in JSON.
    Union(&'static [Variant]),
}

/// A value of an enum of strings.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    /// The Rust name.
    pub name: &'static str,
    /// The string on the wire, or its prefix.
    pub value: &'static str,
    /// Other strings that are read.
    pub aliases: &'static [&'static str],
    /// Whether `value` is a prefix and anything may follow.
    pub prefix: bool,
    /// Doc comment.
    pub doc: &'static str,
}

/// A variant of a data type.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// The Rust name.
    pub name: &'static str,
    /// Key or tag on the wire; empty in a union.
    pub key: &'static str,
    /// Other keys or tags that are read.
    pub aliases: &'static [&'static str],
    /// What JSON values the tags are; strings elsewhere.
    pub tag: TagKind,
    /// Doc comment.
    pub doc: &'static str,
    /// The variant's fields.
    pub fields: &'static [Field],
    /// The variant's value, in a one-of group or a union.
    pub ty: Type,
}

/// What JSON values the tags of a type are. All of its variants have the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// Strings.
    String,
    /// Booleans: `true` and `false` without quotes.
    Boolean,
    /// Whole numbers: their digits without quotes.
    Number,
}
