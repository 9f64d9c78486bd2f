//! Typed, origin-checked sessions with embedded softphones.
//!
//! A CTI protocol is declared with [`macro@protocol`]; this crate runs what the declaration says.
//! It owns no window, socket, thread or clock: a [`Session`] takes what arrived and the time, and
//! hands out what is to be posted. Browsers, relays and tests are thin edges around the same
//! session.

pub mod codec;
pub mod describe;
pub mod erased;
pub mod mask;
pub mod protocol;
pub mod session;
pub mod testing;
pub mod types;

mod limits;
mod origin;
mod post;

#[doc(hidden)]
pub use cti_macros::rules as __rules;
pub use cti_macros::{origins, protocol};

pub use codec::{Fault, FaultKind, Location};
pub use limits::Limits;
pub use origin::{Origin, OriginError, OriginPattern, OriginPolicy, Origins};
pub use post::{Data, Millis, OutPost, Payload, Post, Signal, Source, Witness};
pub use protocol::{App, Dispatch, Message, Protocol, Request, Vendor};
pub use session::{
    CallError, CallId, Counters, Delivered, Drifted, Gate, Order, Peer, Received, Refusal,
    ReplyNote, SendError, Session, Ticket, Turn, Unknown,
};
