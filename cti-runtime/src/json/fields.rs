//! Which fields of a record have been read.

use super::bytes::same;
use super::fault::{Fault, FaultKind};
use super::literal::Literal;
use super::record::{Fill, Key, Reader, Shape};

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
    pub(crate) fn expected(&self, keys: &'static [Key]) -> Option<&'static Key> {
        keys.get(self.next)
    }

    /// The key that was expected has come.
    #[inline]
    pub(crate) fn advance(&mut self) {
        self.next += 1;
    }

    /// Starts over with other keys; what was read stays read.
    pub(crate) fn rewind(&mut self, next: usize) -> usize {
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
        if self.groups & bit != 0 {
            if reader.null()? {
                self.nulls |= bit;
                return Ok(());
            }
            if self.is_decided(record.shape(), key.field) {
                self.nulls |= bit;
                return reader.skip();
            }
        }
        self.seen |= bit;
        if self.ahead & bit != 0 {
            self.ahead &= !bit;
            return reader.skip();
        }
        record.set(usize::from(key.field), reader)
    }

    /// Whether another field of a one-of group, which decides for the group, was read already.
    fn is_decided(&self, shape: &Shape, field: u8) -> bool {
        let Some(first) = shape.first.filter(|first| *first != field) else {
            return false;
        };
        let both = bit(first) | bit(field);
        let decided = (self.seen | self.ahead) & bit(first) != 0;
        decided && shape.one_of.iter().any(|group| group.fields & both == both)
    }

    /// Whether a field is one of a one-of group, where null counts as absent.
    pub(crate) const fn may_be_null(&self, field: u8) -> bool {
        self.groups & bit(field) != 0
    }

    /// Notes that a field was read before its turn: when the turn comes, its value is passed over.
    pub fn read_ahead(&mut self, field: u8) {
        self.ahead |= bit(field);
    }

    /// Notes that a field was read that has no key: the value of a [whole](Shape::whole) record.
    pub(crate) fn mark(&mut self, field: u8) {
        self.seen |= bit(field);
    }

    /// Notes that a field's value doesn't fit.
    pub(crate) fn refuse(&mut self, key: &Key) {
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
