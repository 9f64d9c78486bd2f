//! Messages that are to be sent, without their types.

use std::fmt;

use super::unknown::Unknown;
use crate::json::Put;
use crate::mask;

/// A message that is to be sent, without its type.
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    /// No row of the table if it is unknown, or the answer of a request.
    pub(crate) row: usize,
    pub(crate) record: &'a dyn Put,
    pub(crate) unknown: Option<&'a Unknown>,
    /// Whether it is the answer of a request, which only its session can post.
    pub(crate) settled: bool,
}

impl<'a> Outgoing<'a> {
    /// A message of a row. For generated code.
    #[doc(hidden)]
    pub const fn message(row: usize, record: &'a dyn Put) -> Self {
        Self {
            row,
            record,
            unknown: None,
            settled: false,
        }
    }
}

impl fmt::Debug for Outgoing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unknown {
            Some(unknown) => unknown.fmt(f),
            None => mask::debug("Outgoing", self.record, f),
        }
    }
}
