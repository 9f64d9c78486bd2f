//! What a session tells its application that is no message.

use super::core::Core;

/// What a session tells its application that is no message:
/// [`Session::poll_notice`](super::Session::poll_notice).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionNotice {
    /// The [handshake](macro@crate::protocol#handshakes) was not acknowledged within its time. It is as if
    /// nothing had been sent: the state machines are at their start, and what was held is given up.
    HandshakeGivenUp {
        /// The tag of the message that begins.
        begin: &'static str,
        /// The tag of the other side's message that didn't come.
        until: &'static str,
    },
}

impl Core {
    /// What is to be told next.
    pub(super) fn next_notice(&mut self) -> Option<SessionNotice> {
        self.handshake.get_mut()?.next_notice()
    }
}
