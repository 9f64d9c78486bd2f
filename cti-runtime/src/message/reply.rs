//! Answers before they are read.

use std::fmt;

use crate::LibraryFault;
use crate::json::{Fault, FaultKind};

/// An answer before it is read: a message, or what is there on success or on failure. `Debug` shows how
/// large the latter is, and none of it.
#[derive(Clone)]
pub enum Answer<F> {
    /// A message of the other side.
    Message(F),
    /// What was there on success, or on failure: as JSON.
    Outcome(Result<String, String>),
    /// It was no answer at all.
    Fault(Fault),
    /// The library didn't answer.
    Library(LibraryFault),
}

impl<F: fmt::Debug> fmt::Debug for Answer<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(message) => message.fmt(f),
            Self::Outcome(Ok(json)) => write!(f, "success of {} bytes", json.len()),
            Self::Outcome(Err(json)) => write!(f, "failure of {} bytes", json.len()),
            Self::Fault(fault) => fault.fmt(f),
            Self::Library(why) => why.fmt(f),
        }
    }
}

/// The fault of an answer that is no answer to the request. For generated code.
pub const fn not_an_answer() -> Fault {
    Fault::nowhere(FaultKind::Value("an answer to this request"))
}
