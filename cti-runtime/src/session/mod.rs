//! The session: from what arrived to a message that a handler can trust, and back.

mod admit;
mod answers;
mod calls;
mod core;
mod counters;
pub(crate) mod features;
mod handshake;
mod inbound;
mod incoming_requests;
mod machines;
mod notice;
mod numbers;
mod observe;
mod open;
mod order;
mod peer;
mod pending;
mod receive;
mod received;
mod reported;
mod request;
mod sample;
mod send;
mod signals;
mod stamps;
mod typed;
mod untyped;

pub use counters::Counters;
pub use inbound::Slot;
pub use notice::SessionNotice;
pub use open::Session;
pub use order::{Moved, Order, ReplyNote, Turn, Violation};
pub use peer::{Peer, SendError};
pub use received::{ContentError, Delivered, Drifted, Gate, Received, Refusal, Settled, Unknown};
pub use request::{
    Answer, RequestError, RequestId, Return, Ticket, callback, check_callback, check_outcome,
    not_an_answer, outcome,
};
pub use send::Outgoing;
pub use stamps::{SessionFields, Stamps, Unsent};
pub use untyped::Untyped;

pub(crate) use answers::masked_request;
pub(crate) use request::{callback_body, masked_answer};
pub(crate) use sample::{sample, sample_named};
