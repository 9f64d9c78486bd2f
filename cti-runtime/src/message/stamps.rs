//! What a session is opened with, and what it fills in of messages.

use std::fmt;

use crate::json::{CallKey, Fault, Fill, Reader, Record, Shape, Wire, Writer};
use crate::table::DirectionTable;

/// What a session is opened with: the values that each of its messages has. Implemented by the macro for
/// the `…Fields` struct of a direction with fields that are declared `#[session]`, and for `()`, which
/// stands for none.
pub trait SessionFields {
    /// Whether there are none.
    const NONE: bool = false;
    /// Tells the values.
    fn tell(&self, stamps: &mut Stamps);
}

impl SessionFields for () {
    const NONE: bool = true;
    fn tell(&self, _: &mut Stamps) {}
}

/// The values that a session was opened with.
#[derive(Default)]
pub struct Stamps(Vec<Given>);

/// A value of a session's.
pub(crate) struct Given {
    /// Which of the protocol's session fields it is of.
    field: u16,
    pub(crate) json: String,
    /// What messages of the other side are compared with.
    pub(crate) key: Option<CallKey>,
}

impl Stamps {
    /// The value of a field. For generated code.
    pub fn tell<T: Wire>(&mut self, field: u16, value: &T) {
        let mut out = Writer::new();
        value.write(&mut out);
        self.0.push(Given {
            field,
            json: out.into_string(),
            key: value.call_key(),
        });
    }

    pub(crate) fn get(&self, field: u16) -> Option<&Given> {
        self.0.iter().find(|given| given.field == field)
    }
}

/// A message of this side's that is read before it is sent: what its session fills in need not be there.
/// For edges.
pub struct Unsent<'a> {
    record: &'a mut dyn Fill,
    /// The fields that the session fills in, a bit each.
    made: u64,
}

impl<'a> Unsent<'a> {
    /// A message of a row, to be read into.
    pub fn new(record: &'a mut dyn Fill, table: &DirectionTable, row: usize) -> Self {
        let made = table.made_fields(row);
        Self { record, made }
    }
}

impl fmt::Debug for Unsent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unsent").finish_non_exhaustive()
    }
}

impl Record for Unsent<'_> {
    fn shape(&self) -> &'static Shape {
        self.record.shape()
    }
}

impl Fill for Unsent<'_> {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.record.set(field, reader)
    }

    fn required(&self) -> u64 {
        self.record.required() & !self.made
    }

    fn rest(&mut self, key: &str, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.record.rest(key, reader)
    }
}

/// Values of a session may be secrets.
impl fmt::Debug for Stamps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stamps").finish_non_exhaustive()
    }
}
