//! What a failure of a request says.

use core::convert::Infallible;

use super::{Fault, FaultKind, JsonReader, Wire, Writer, answer};
use crate::limits::MAX_NESTING;
use crate::protocol::AnswerTable;

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
    #[doc(hidden)]
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
        answer::put(out, table, table.error.as_ref(), self);
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

/// Reads a value that the session has checked against its own limits.
pub(crate) fn read_value<T: Wire>(json: &str) -> Result<T, Fault> {
    let mut reader = JsonReader::new(json, MAX_NESTING);
    let mut value = T::blank();
    value.read(&mut reader)?;
    reader.end()?;
    Ok(value)
}
