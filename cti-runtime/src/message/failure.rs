//! What a failure of a request says.

use core::convert::Infallible;

use crate::json::{Fault, FaultKind, Wire, Writer, read_value};
use crate::table::{AnswerTable, Entry};

/// What a failure of a request says: any [`Wire`] type, or [`Infallible`] where the declaration has no
/// place for one.
pub trait Failure: Sized + sealed::Sealed {
    /// Reads a failure.
    ///
    /// # Errors
    ///
    /// What the type says to it.
    fn from_json(json: &str) -> Result<Self, Fault>;

    /// Writes the failure as a value.
    fn write_value(&self, out: &mut Writer);

    /// Writes the failure into an answer.
    fn put(&self, out: &mut Writer, table: &AnswerTable);
}

mod sealed {
    pub trait Sealed {}
    impl<T: super::Wire> Sealed for T {}
    impl Sealed for super::Infallible {}
}

impl<T: Wire> Failure for T {
    fn from_json(json: &str) -> Result<Self, Fault> {
        read_value(json)
    }

    fn write_value(&self, out: &mut Writer) {
        self.write(out);
    }

    fn put(&self, out: &mut Writer, table: &AnswerTable) {
        put(out, table, table.error.as_ref(), self);
    }
}

impl Failure for Infallible {
    fn from_json(_: &str) -> Result<Self, Fault> {
        Err(Fault::nowhere(FaultKind::Value("no failure")))
    }

    fn write_value(&self, _: &mut Writer) {
        match *self {}
    }

    fn put(&self, _: &mut Writer, _: &AnswerTable) {
        match *self {}
    }
}

/// Writes what is there under its key, or its fields beside the flag.
pub(super) fn put<T: Wire>(
    out: &mut Writer,
    table: &AnswerTable,
    entry: Option<&Entry>,
    value: &T,
) {
    match (entry, &table.flag) {
        // With a flag, what says nothing is left out; without, its key says which of the two it is.
        (Some(entry), Some(_)) => out.optional(entry.open, value),
        (Some(entry), None) => out.field(entry.open, value),
        (None, _) => {
            let mut own = out.alike();
            value.write(&mut own);
            out.spread(own.as_str());
        }
    }
}
