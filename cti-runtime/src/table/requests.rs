//! How requests find their answers.

use super::path::Path;
use crate::describe::{Constant, Decides};

/// How requests find their answers.
#[derive(Debug)]
pub struct Requests {
    /// The key of a request's id; `None` if a port is posted with it, over which it is answered.
    pub id: Option<Entry>,
    /// Whether ids are made as numbers, and not as strings.
    pub numbers: bool,
    /// What an answer looks like.
    pub answer: AnswerTable,
    /// What is answered, as JSON, where no handler answers: the error, or the result if there is
    /// no failure.
    pub unknown: Option<&'static str>,
}

/// What answers to requests look like.
#[derive(Debug)]
pub struct AnswerTable {
    /// How a written answer begins, up to the id: `{"type":"response","responseId":`; without one, up to what
    /// it says: `{"type":"response"`.
    pub open: &'static str,
    /// The key of the id of the request that is answered; `None` if it comes over that one's port.
    pub id: Option<&'static str>,
    /// Entries that every answer has.
    pub constants: &'static [Constant],
    /// The key of the boolean that is true on success; without, the key that is there says which of
    /// the two it is.
    pub flag: Option<Entry>,
    /// The key of what is there on success. If there is none, its fields stand beside the flag, or,
    /// without a flag, only a failure is answered.
    pub ok: Option<Entry>,
    /// The key of what is there on failure. If there is none, its fields stand beside the flag, or,
    /// without a flag, there is no failure.
    pub error: Option<Entry>,
    /// Which of the three counts where the others speak against it; without, what is both has drifted.
    pub decides: Option<Decides>,
    /// What of it stands in other objects.
    pub paths: &'static [Path],
}

impl Requests {
    /// Whether a port is posted with a request, over which it is answered.
    pub(crate) const fn by_port(&self) -> bool {
        self.id.is_none()
    }
}

impl AnswerTable {
    /// Whether there is a place for a failure.
    pub(crate) const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }

    /// Whether there is a place for nothing else.
    pub(crate) const fn only_fails(&self) -> bool {
        self.flag.is_none() && self.ok.is_none()
    }
}

/// A key, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key.
    pub key: &'static str,
    /// The key as it is written behind another entry: `,"id":`.
    pub open: &'static str,
}
