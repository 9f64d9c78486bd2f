//! Messages: what a session has to know of each.

use super::order::{Move, Only};
use crate::Millis;
use crate::json::{Fault, Writer};

/// A message.
#[derive(Debug)]
pub struct Row {
    /// The tag that is written; the path of a library's function from the library's root, whose names
    /// have dots between them.
    pub tag: &'static str,
    /// How a written message begins: `{"action":"call"`.
    pub open: &'static str,
    /// The content, if fields don't stand beside the tag.
    pub content: Option<Content>,
    /// Transitions, for each machine in order of preference.
    pub moves: &'static [Move],
    /// States that the message needs.
    pub only: &'static [Only],
    /// How the message is answered.
    pub reply: Option<Reply>,
    /// How long its answer is waited for, unless a request says otherwise.
    pub within: Option<Millis>,
    /// The field by which an answer finds its request.
    pub id: Option<IdField>,
    /// Whether a library may lack this function.
    pub optional: bool,
    /// Whether it shows that its sender's document is new.
    pub reloaded: bool,
    /// Whether it hands over a message port, through which the session goes on.
    pub port: bool,
}

impl Row {
    /// A message without content and rules, which isn't answered.
    pub const fn new(tag: &'static str, open: &'static str) -> Self {
        Self {
            tag,
            open,
            content: None,
            moves: &[],
            only: &[],
            reply: None,
            within: None,
            id: None,
            optional: false,
            reloaded: false,
            port: false,
        }
    }
}

/// The field of a message by which an answer finds its request.
#[derive(Clone, Copy, Debug)]
pub struct IdField {
    /// Index of the field.
    pub field: u8,
    /// Whether it is a number on the wire, and not a string.
    pub number: bool,
}

/// The content of a message.
#[derive(Debug)]
pub struct Content {
    /// Its key.
    pub key: &'static str,
    /// Its key as it is written: `,"params":`.
    pub open: &'static str,
    /// What is left out, with its key, when it would be written: `{}` of a message without fields,
    /// `null` of a value that may be absent.
    pub omit: Option<&'static str>,
}

impl Content {
    /// Whether nothing in its key has to be escaped.
    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.open.len() == self.key.len() + ",\"\":".len()
    }
}

/// Reads what a request was answered, on success or on failure.
pub type CheckAnswer = fn(Result<&str, &str>, Option<&mut Writer>) -> Result<(), Fault>;

/// How a message is answered.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// By a message of the other direction.
    Named {
        /// Rows of the messages of which one is the answer. If there are none, that no failure has come in
        /// time is the success.
        ok: &'static [u16],
        /// Rows of the messages of which one reports a failure.
        error: &'static [u16],
    },
    /// By a library, as its [convention](crate::describe::Convention) says.
    Callback {
        /// Reads what is there on success, or on failure, and shows what was read to a writer, if
        /// there is one.
        check: CheckAnswer,
    },
    /// By a message that has the id of the request.
    Request {
        /// Reads what is there on success, or on failure, and shows what was read to a writer, if
        /// there is one.
        check: CheckAnswer,
        /// Whether success may say nothing.
        silent: bool,
    },
}

/// A message with which a side begins: nothing else is sent before it is acknowledged.
#[derive(Clone, Copy, Debug)]
pub struct Handshake {
    /// Its row.
    pub row: u16,
    /// Row of the other side's message that acknowledges it.
    pub until: u16,
    /// Row of the other side's message that shows that its document is new.
    pub again: Option<u16>,
    /// How long it waits before it is posted again, in milliseconds; posted once if unset.
    pub every_ms: Option<u32>,
    /// Whether what is sent before the acknowledgement waits for it, and isn't refused.
    pub hold: bool,
}
