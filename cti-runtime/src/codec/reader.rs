//! Where values come from.

use std::borrow::Cow;

use super::{Fault, Fill};

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
