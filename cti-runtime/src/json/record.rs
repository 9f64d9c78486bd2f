//! The seam between generated code and the wire: records, which are read from a reader and put to a
//! writer.

use std::borrow::Cow;

use super::fault::Fault;
use super::scalar::Scalar;
use super::writer::Writer;

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, or `undefined` where a reader can see it.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A value about to be read, wherever it comes from: JSON text, or a query string.
///
/// Each method reads exactly one value. The trait is object-safe, so generated code compiles once,
/// not once per place that values come from.
pub trait Reader {
    /// What comes next, without reading it.
    fn kind(&mut self) -> Result<Kind, Fault>;
    /// Reads `null` if it comes next, and says whether it did.
    fn null(&mut self) -> Result<bool, Fault>;
    /// Reads a boolean.
    fn bool(&mut self) -> Result<bool, Fault>;
    /// Reads a whole number from 0 on.
    fn u64(&mut self) -> Result<u64, Fault>;
    /// Reads a whole number.
    fn i64(&mut self) -> Result<i64, Fault>;
    /// Reads a number as its text, as the sender wrote it.
    fn number(&mut self) -> Result<Cow<'_, str>, Fault>;
    /// Reads a string; borrowed where nothing in it is escaped.
    fn str(&mut self) -> Result<Cow<'_, str>, Fault>;
    /// Reads an object into a record, fields in any order.
    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault>;
    /// Reads an array: calls `each` once per item, which must read that item.
    fn items(
        &mut self,
        each: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault>;
    /// Reads an object with any keys: calls `each` once per entry, which must read the value.
    /// A repeated key is the callee's to refuse ([`FaultKind::Repeated`](super::FaultKind)).
    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault>;
    /// Reads any value as its JSON text.
    fn raw(&mut self) -> Result<Cow<'_, str>, Fault>;
    /// Passes over any value.
    fn skip(&mut self) -> Result<(), Fault>;
    /// Where the next value begins, for faults.
    fn at(&self) -> u32;
}

/// The value by which a keyed state machine tells calls apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CallKey {
    /// A number.
    Number(u64),
    /// A UUID.
    Uuid(u128),
    /// Any text.
    Text(Box<str>),
}

/// A key on the wire, and the field that it fills.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key as it is on the wire, unescaped.
    pub key: &'static str,
    /// Index of the field.
    pub field: u8,
    /// Whether something in it has to be escaped.
    pub escaped: bool,
    /// Whether it is another name of a field: it counts only where none stands that is declared before
    /// it.
    pub alias: bool,
}

impl Key {
    /// A key in which nothing has to be escaped.
    pub const fn new(key: &'static str, field: u8) -> Self {
        Self {
            key,
            field,
            escaped: false,
            alias: false,
        }
    }

    /// The same key as another name of its field.
    #[must_use]
    pub const fn alias(self) -> Self {
        Self {
            alias: true,
            ..self
        }
    }

    /// Whether this key counts before another one of the same field.
    pub(crate) fn counts_before(&self, other: &Self, keys: &[Self]) -> bool {
        let place = |key: &Self| keys.iter().position(|known| core::ptr::eq(known, key));
        self.field == other.field && place(self) < place(other)
    }
}

/// Fields of which exactly one (or, if it is optional, at most one) may be there.
#[derive(Clone, Copy, Debug)]
pub struct OneOf {
    /// The name of the type, for faults.
    pub name: &'static str,
    /// The fields of the group, a bit each.
    pub fields: u64,
    /// Whether one must be there.
    pub required: bool,
}

/// The table of a record: which keys fill which fields.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Keys inside the object (the content, if the envelope has one): each field's own key in
    /// order of declaration, then the aliases.
    pub keys: &'static [Key],
    /// Keys of the fields that stand beside the content in the envelope.
    pub beside: &'static [Key],
    /// Fields that must be there, a bit each.
    pub required: u64,
    /// Groups of which one must be there.
    pub one_of: &'static [OneOf],
    /// The field that must be read before the others, wherever it stands: the tag of an
    /// internally tagged enum. One of a group decides for it: where it is there, and not null, the others
    /// are passed over.
    pub first: Option<u8>,
    /// Entries that are no field's are kept.
    pub rest: bool,
    /// The record is a single value, field 0, and no object: `Whole(Map<Json>)`.
    pub whole: bool,
}

impl Shape {
    /// A record without fields.
    pub const EMPTY: Self = Self {
        keys: &[],
        beside: &[],
        required: 0,
        one_of: &[],
        first: None,
        rest: false,
        whole: false,
    };

    /// Whether nothing in an object is looked for.
    pub(crate) const fn is_empty(&self) -> bool {
        self.keys.is_empty() && !self.rest
    }
}

/// A struct whose fields are read and written one by one. Implemented by generated code.
///
/// Reading and writing are a trait each, so that a program has in it only what it does: an application
/// reads events and writes commands.
///
/// At most 64 fields, so that a mask of those seen fits a word.
pub trait Record {
    /// The table of this record.
    fn shape(&self) -> &'static Shape;

    /// The value at a place as the key of a state machine, if it can be one.
    ///
    /// The place of a field is its index. That of a value inside of a field has the field's index in
    /// its lowest 6 bits, and in those above a number that tells it from others there.
    fn call_key(&self, place: usize) -> Option<CallKey> {
        let _ = place;
        None
    }

    /// Whether the value at a [place](Record::call_key) is this one.
    fn matches(&self, place: usize, value: &Scalar) -> bool {
        let _ = (place, value);
        false
    }
}

/// A record whose fields are filled one by one: its reading half.
pub trait Fill: Record {
    /// Reads one value into the field with this index.
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault>;

    /// Fields that must be there; may depend on a tag read before.
    fn required(&self) -> u64 {
        self.shape().required
    }

    /// Takes an entry that is no field's; passes over it unless the record keeps the rest.
    fn rest(&mut self, key: &str, reader: &mut dyn Reader) -> Result<(), Fault> {
        let _ = key;
        reader.skip()
    }
}

/// A record whose fields are put on the wire: its writing half.
pub trait Put: Record {
    /// Writes each field that is inside the object as `,"key":value`, or, for a whole record, the
    /// bare value.
    fn put(&self, out: &mut Writer);

    /// Writes each field that stands beside the content as `,"key":value`.
    fn put_beside(&self, out: &mut Writer) {
        let _ = out;
    }
}

/// The field at a [place](Record::call_key), as a bit in a mask.
pub(crate) const fn field_of(place: u16) -> u64 {
    1 << (place & 63)
}
