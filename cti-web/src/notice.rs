//! What handlers are not told.

use cti_runtime::{Drifted, Refusal, SendError};

/// What happened on a connection besides messages for the handler.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Notice {
    /// Something was turned away; noise is routine. An event that a script made, and a message of
    /// another window, don't pass the first gate, [`Gate::Source`](cti_runtime::Gate).
    Refused(Refusal),
    /// A message whose tag is known, and whose body isn't what the declaration says.
    Drifted(Drifted),
    /// What was sent from inside a handler of the same connection, through its
    /// [`Remote`](crate::Remote), is forbidden.
    NotSent(SendError),
    /// A message was not handed over: the window is gone, or the library has no such function or
    /// threw.
    Undelivered,
    /// The frame's `load` fired. `another` if the document that it had before is gone: calls that waited
    /// are lost, and the rules stay as they are until a message says otherwise, or
    /// [`Remote::restart`](crate::Remote::restart).
    Loaded {
        /// Whether another document had loaded in the frame before, or must have.
        another: bool,
    },
    /// A message that only begins a session came in the middle of one: the other side's document
    /// was replaced. Calls that waited are lost, and the rules begin at their start.
    Restarted,
    /// So many messages wait for somebody to take them (out of a stream, or until a handler
    /// returns), and one more was dropped.
    Overrun(usize),
}
