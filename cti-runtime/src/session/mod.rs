//! The session: from what arrived to a message that a handler can trust, and back.

/// Calls a function of `trace`, if the feature `tracing` is there; nothing else, not even its arguments.
macro_rules! trace {
    ($function:ident($($argument:expr),*)) => {
        #[cfg(feature = "tracing")]
        $crate::session::trace::$function($($argument),*);
    };
}

mod admit;
mod answers;
mod assemble;
mod calls;
mod core;
mod counters;
mod dispatch;
mod functions;
mod handshake;
mod inbound;
mod incoming_requests;
mod machines;
mod notice;
mod numbers;
mod observe;
mod open;
mod order;
mod outgoing_requests;
mod part;
mod peer;
mod pending;
mod receive;
mod received;
mod refusal;
mod reported;
mod request;
mod sample;
mod send;
mod send_error;
mod signals;
mod stamps;
mod streams;
#[cfg(feature = "tracing")]
mod trace;
mod typed;
mod untyped;

#[doc(hidden)]
pub use assemble::page_answers;
pub use counters::Counters;
pub use dispatch::Dispatch;
pub use inbound::Slot;
#[doc(hidden)]
pub use inbound::convention;
pub use notice::SessionNotice;
pub use open::Session;
pub use order::{Moved, Order, ReplyNote, Turn, Violation};
pub use peer::Peer;
pub use received::{Delivered, Drifted, Received};
pub use refusal::{Gate, Refusal};
pub use request::{RequestError, Return, Ticket};
#[doc(hidden)]
pub use request::{check_outcome, outcome};
pub use send_error::SendError;
pub use streams::{StreamEnd, StreamEvent};
pub use untyped::Untyped;

pub(crate) use answers::masked_request;
pub(crate) use request::masked_answer;
#[cfg(feature = "serde")]
pub(crate) use sample::parsed;
pub(crate) use sample::{sample, sample_named};
