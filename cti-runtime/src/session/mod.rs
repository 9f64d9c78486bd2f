//! The session: from what arrived to a message that a handler can trust, and back.

mod admit;
mod call;
mod calls;
mod decode;
mod order;
mod peer;
mod receive;
mod received;
mod replies;

pub use call::{
    Answer, CallError, CallId, Return, Ticket, callback, check_callback, not_an_answer,
};
pub use order::{Moved, Order, ReplyNote, Turn, Violation};
pub use peer::{Counters, Peer, SendError};
pub use receive::Session;
pub use received::{Delivered, Drifted, Gate, Received, Refusal, Unknown};

pub(crate) use call::{callback_body, masked_answer};
pub(crate) use decode::{find_row, sample, sample_named};
pub(crate) use peer::Outgoing;
