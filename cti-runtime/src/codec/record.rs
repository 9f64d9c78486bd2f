//! Records: what generated structs are to the codec.

use super::{CallKey, Fault, Reader, Writer};

/// A key on the wire, and the field that it fills.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key as it is on the wire, unescaped.
    pub key: &'static str,
    /// Index of the field.
    pub field: u8,
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
    /// The Rust name of the type.
    pub name: &'static str,
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
    /// internally tagged enum.
    pub first: Option<u8>,
    /// The record is a single value, field 0, and no object: `Whole(Map<Json>)`.
    pub whole: bool,
}

impl Shape {
    /// A record without fields.
    pub const fn empty(name: &'static str) -> Self {
        Self { name, keys: &[], beside: &[], required: 0, one_of: &[], first: None, whole: false }
    }
}

/// A struct whose fields are read and written one by one. Implemented by generated code.
///
/// At most 64 fields, so that a mask of those seen fits a word.
pub trait Record {
    /// The table of this record.
    fn shape(&self) -> &'static Shape;

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

    /// Writes each field that is inside the object as `,"key":value`, or, for a whole record, the
    /// bare value.
    fn put(&self, out: &mut Writer);

    /// Writes each field that stands beside the content as `,"key":value`.
    fn put_beside(&self, out: &mut Writer) {
        let _ = out;
    }

    /// The value of a field as the key of a state machine, if it can be one.
    fn call_key(&self, field: usize) -> Option<CallKey> {
        let _ = field;
        None
    }
}
