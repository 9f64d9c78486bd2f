//! What handlers are not told.

use cti_runtime::{Drifted, Origin, Refusal, SendError};

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
    /// threw. A request in it ends at once, as [`RequestError::NotPosted`](cti_runtime::RequestError).
    Undelivered,
    /// The frame's `load` fired. `another` if the document that it had before is gone: requests that waited
    /// are lost, and the rules stay as they are until a message says otherwise, or
    /// [`Remote::restart`](crate::Remote::restart).
    Loaded {
        /// Whether another document had loaded in the frame before, or must have.
        another: bool,
    },
    /// The frame was taken out of the page while something waited: requests that waited are lost. It is told
    /// only then.
    Removed,
    /// A message that only begins a session came in the middle of one, or one that says so: the other side's
    /// document was replaced. Calls that waited are lost, and the rules begin at their start.
    Restarted,
    /// As [`Restarted`](Self::Restarted), and the new document is at this origin of the policy, not at
    /// that of the one before. What is sent goes there from here on.
    Moved(Origin),
    /// The handshake was not acknowledged within its time: see
    /// [`SessionNotice::HandshakeGivenUp`](cti_runtime::SessionNotice).
    HandshakeGivenUp {
        /// The tag of the message that begins.
        begin: &'static str,
        /// The tag of the other side's message that didn't come.
        until: &'static str,
    },
    /// A message came without its port. The session stays where it is, if the port was to be gone on through;
    /// a request that is answered over one can't be.
    NoPort,
    /// A message was dropped, since too many wait. Each that is dropped is told.
    Overrun(Overrun),
}

/// A message that was dropped: where, and what waits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overrun {
    /// Where it would have waited.
    pub queue: Queue,
    /// How many messages wait there.
    pub waiting: usize,
    /// How many bytes these are, as JSON.
    pub bytes: usize,
    /// How many were dropped there since the connection was opened, this one among them.
    pub dropped: u64,
}

/// Where messages wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Queue {
    /// Until a handler returns: what a library calls back with, and what scripts make up, while the
    /// handler runs. Messages of other windows wait in the browser until then, which drops none.
    Inbox,
    /// For somebody to take them out of [`Events`](crate::Events).
    Stream,
    /// For the connection to be opened: see [`early`](crate::early).
    Early,
}
