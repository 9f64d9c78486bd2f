//! What a comparison is told: the messages of a recording, and what a session reported of them.

use cti_runtime::Gate;
use cti_runtime::describe::Direction;

/// A message of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Where it stands in the recording, for the report.
    pub number: usize,
    /// Who sent it.
    pub direction: Direction,
    /// What was sent.
    pub what: What<'a>,
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// A message between windows, in the encoding that the declaration has: its JSON, or the string
    /// of the envelope's codec.
    Message(&'a str),
    /// A message between windows that was posted as a string.
    Text(&'a str),
    /// A message between windows that was posted as an object, given as its JSON.
    Object(&'a str),
    /// A function of a library was called with these arguments, a JSON array, or an object if it takes one.
    Call {
        /// The function.
        name: &'a str,
        /// The arguments without the callback.
        arguments: &'a str,
    },
    /// The callback of a function was called.
    Reply {
        /// The function.
        name: &'a str,
        /// What the callback received, as JSON.
        body: &'a str,
    },
    /// A function has failed by itself: its second callback was called, or its promise rejected.
    Reject {
        /// The function.
        name: &'a str,
        /// What the failure says, as JSON.
        body: &'a str,
    },
    /// A subscriber was called.
    Fire {
        /// The subscription.
        name: &'a str,
        /// What the subscriber received, as JSON.
        body: &'a str,
    },
}

/// A message that broke an order rule, as a session reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfTurn<'a> {
    /// Where the message stands in the recording.
    pub line: usize,
    /// Who sent it.
    pub direction: Direction,
    /// Its tag, or the name of the function or subscription.
    pub name: &'a str,
    /// The machine whose rule it broke.
    pub machine: &'a str,
    /// The state that the machine was in; `None` if the call wasn't known.
    pub state: Option<&'a str>,
}

/// A message whose body a session couldn't read, as it reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drifted<'a> {
    /// Where the message stands in the recording.
    pub line: usize,
    /// Who sent it.
    pub direction: Direction,
    /// Its tag, or the name of the function or subscription.
    pub name: &'a str,
    /// The path to what didn't fit, as the session's report shows it.
    pub path: &'a str,
    /// What didn't fit, in words.
    pub why: &'a str,
}

/// A message that a session turned away, as it reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused<'a> {
    /// Where the message stands in the recording.
    pub line: usize,
    /// Who sent it.
    pub direction: Direction,
    /// The gate that it didn't pass.
    pub gate: Gate,
    /// The origin that it came from, between windows.
    pub origin: Option<&'a str>,
    /// The number of the window that it came from, between windows.
    pub source: Option<u32>,
    /// The reason in words, as the session's refusal shows it.
    pub why: &'a str,
}
