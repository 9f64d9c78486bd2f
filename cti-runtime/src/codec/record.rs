//! Records: what generated structs are to the codec.

use super::literal::Literal;
use super::scan::same;
use super::{CallKey, Fault, FaultKind, Reader, Writer};
use crate::describe::Scalar;

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

/// What else an object says of a field, seen from one of its aliases.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    /// Nothing behind it that counts before it.
    Last,
    /// A name that counts before it follows.
    Overruled,
    /// The same name follows, at this offset.
    Again(u32),
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
    /// internally tagged enum.
    pub first: Option<u8>,
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
        whole: false,
    };
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

    /// Whether the value at a [place](Self::call_key) is this one.
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

/// Which fields of a record have been read: the part of reading an object that is the same wherever
/// its entries come from.
///
/// For each entry a reader asks [`find`](Self::find) for the field and has it
/// [`fill`](Self::fill)ed; at the end of the object comes [`finish`](Self::finish). A field that
/// [must be read first](Shape::first) is read before that by [`Fill::set`] and announced by
/// [`read_ahead`](Self::read_ahead).
#[derive(Clone, Debug)]
pub struct Fields {
    /// Fields of one-of groups.
    groups: u64,
    /// Fields that were read.
    seen: u64,
    /// Fields of a one-of group that were null, which counts as absent.
    nulls: u64,
    /// Fields that were read before their turn, and whose turn has not come yet.
    ahead: u64,
    /// Fields that a lenient reader passed over.
    refused: u64,
    /// Index of the key that is expected next.
    next: usize,
}

impl Fields {
    /// None of the fields of a record.
    #[inline]
    pub fn new(shape: &'static Shape) -> Self {
        let groups = shape
            .one_of
            .iter()
            .fold(0, |mask, group| mask | group.fields);
        Self {
            groups,
            seen: 0,
            nulls: 0,
            ahead: 0,
            refused: 0,
            next: 0,
        }
    }

    /// The field that a key fills. Senders mostly write keys in one order, so the key behind the
    /// last one found is tried first.
    #[inline]
    pub fn find(&mut self, keys: &'static [Key], key: &str) -> Option<&'static Key> {
        if let Some(expected) = keys.get(self.next)
            && same(expected.key.as_bytes(), key.as_bytes())
        {
            self.next += 1;
            return Some(expected);
        }
        let index = keys
            .iter()
            .position(|known| same(known.key.as_bytes(), key.as_bytes()))?;
        self.next = index + 1;
        keys.get(index)
    }

    /// The key that is expected next.
    #[inline]
    pub(super) fn expected(&self, keys: &'static [Key]) -> Option<&'static Key> {
        keys.get(self.next)
    }

    /// The key that was expected has come.
    #[inline]
    pub(super) fn advance(&mut self) {
        self.next += 1;
    }

    /// Starts over with other keys; what was read stays read.
    pub(super) fn rewind(&mut self, next: usize) -> usize {
        core::mem::replace(&mut self.next, next)
    }

    /// Reads the value behind an alias, of which all that follows is known. The name that is declared
    /// first counts; the value of another is passed over.
    ///
    /// # Errors
    ///
    /// As [`fill`](Self::fill).
    #[cold]
    pub(crate) fn fill_alias(
        &mut self,
        record: &mut dyn Fill,
        key: &'static Key,
        names: Names,
        at: u32,
        reader: &mut dyn Reader,
    ) -> Result<(), Fault> {
        match names {
            Names::Again(at) => Err(Fault::new(FaultKind::Repeated(key.key), at)),
            Names::Overruled => reader.skip(),
            // What was read before it counts before it: it would have been overruled otherwise.
            Names::Last if (self.seen | self.nulls) & bit(key.field) != 0 => reader.skip(),
            Names::Last => self.fill(record, key, at, reader),
        }
    }

    /// Reads the value of a field, once; `at` is where its key stands.
    ///
    /// # Errors
    ///
    /// [`Repeated`](FaultKind::Repeated), or what the field's type says to the value.
    #[inline]
    pub fn fill(
        &mut self,
        record: &mut dyn Fill,
        key: &'static Key,
        at: u32,
        reader: &mut dyn Reader,
    ) -> Result<(), Fault> {
        let bit = bit(key.field);
        if (self.seen | self.nulls) & bit != 0 {
            return Err(Fault::new(FaultKind::Repeated(key.key), at));
        }
        if self.groups & bit != 0 && reader.null()? {
            self.nulls |= bit;
            return Ok(());
        }
        self.seen |= bit;
        if self.ahead & bit != 0 {
            self.ahead &= !bit;
            return reader.skip();
        }
        record.set(usize::from(key.field), reader)
    }

    /// Notes that a field was read before its turn: when the turn comes, its value is passed over.
    pub fn read_ahead(&mut self, field: u8) {
        self.ahead |= bit(field);
    }

    /// Notes that a field was read that has no key: the value of a [whole](Shape::whole) record.
    pub(super) fn mark(&mut self, field: u8) {
        self.seen |= bit(field);
    }

    /// Notes that a field's value doesn't fit.
    pub(super) fn refuse(&mut self, key: &Key) {
        self.refused |= bit(key.field);
    }

    /// Fields that were read, a bit each.
    pub const fn read(&self) -> u64 {
        self.seen & !self.refused
    }

    /// Checks at the end of an object that what must be there is; `at` is where the object begins.
    ///
    /// # Errors
    ///
    /// [`Missing`](FaultKind::Missing) or [`OneOf`](FaultKind::OneOf).
    #[inline]
    pub fn finish(&self, record: &mut dyn Fill, at: impl FnOnce() -> u32) -> Result<(), Fault> {
        let missing = record.required() & !self.seen;
        if missing == 0 && self.groups == 0 {
            return Ok(());
        }
        self.finish_slowly(record, missing, at())
    }

    #[cold]
    fn finish_slowly(&self, record: &mut dyn Fill, missing: u64, at: u32) -> Result<(), Fault> {
        let shape = record.shape();
        if missing != 0 {
            let mut keys = shape.keys.iter().chain(shape.beside);
            let key = keys.find(|key| bit(key.field) & missing != 0);
            return Err(Fault::new(
                FaultKind::Missing(key.map_or("value", |key| key.key)),
                at,
            ));
        }
        for group in shape.one_of {
            let fault = Fault::new(FaultKind::OneOf(group.name), at);
            match (group.fields & self.seen).count_ones() {
                0 if group.required => {
                    // A lone null is the value of a type that has it, and absent otherwise.
                    let null = group.fields & self.nulls;
                    if null.count_ones() != 1 {
                        return Err(fault);
                    }
                    let field = null.trailing_zeros() as usize;
                    Literal::Null.fill(record, field).map_err(|_| fault)?;
                }
                0 | 1 => {}
                _ => return Err(fault),
            }
        }
        Ok(())
    }
}

/// The bit of a field in a mask.
const fn bit(field: u8) -> u64 {
    1 << (field & 63)
}
