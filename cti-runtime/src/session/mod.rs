//! The session: from what arrived to a message that a handler can trust, and back.

mod admit;
mod answers;
mod asked;
mod call;
mod calls;
mod core;
mod counters;
mod edge;
mod handshake;
mod incoming;
mod machines;
pub(crate) mod needs;
mod numbers;
mod observe;
mod open;
mod order;
mod peer;
mod receive;
mod received;
mod replies;
mod reported;
mod sample;
mod send;
mod signals;
mod typed;

pub use call::{
    Answer, CallError, CallId, Return, Ticket, callback, check_callback, check_outcome,
    not_an_answer, outcome,
};
pub use counters::Counters;
pub use edge::Untyped;
pub use incoming::Slot;
pub use open::Session;
pub use order::{Moved, Order, ReplyNote, Turn, Violation};
pub use peer::{Peer, SendError};
pub use received::{ContentError, Delivered, Drifted, Gate, Received, Refusal, Settled, Unknown};
pub use send::Said;

pub(crate) use answers::masked_request;
pub(crate) use call::{callback_body, masked_answer};
pub(crate) use sample::{sample, sample_named};
