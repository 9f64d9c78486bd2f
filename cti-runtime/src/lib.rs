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

#[doc = include_str!("../docs/protocol.md")]
#[doc(inline)]
pub use cti_macros::protocol;
#[doc(hidden)]
pub use cti_macros::rules as __rules;

/// Origins of an application's own, as literals in its source, to widen a policy with.
///
/// They are checked when they are compiled, like those of a declaration: `https`, a host, no path, at
/// most one `*`. Data cannot become one.
///
/// ```
/// use cti_runtime::{Origin, OriginPolicy, origins};
///
/// let policy = OriginPolicy::pages([Origin::parse("https://crm.example")?])?
///     .widened(origins!("https://crm.staging.example", "https://crm-*.test.example"));
/// assert!(policy.admits("https://crm-7.test.example"));
/// # Ok::<(), cti_runtime::OriginError>(())
/// ```
///
/// A crate that re-exports this one says so first: `origins!(crate = "my_crate::cti_runtime", "…")`.
///
/// ```compile_fail
/// let slash = cti_runtime::origins!("https://crm.staging.example/");
/// ```
#[doc(inline)]
pub use cti_macros::origins;

pub use codec::{Fault, FaultKind, Location};
pub use limits::Limits;
pub use origin::{Origin, OriginError, OriginPattern, OriginPolicy, Origins};
pub use post::{Data, Millis, OutPost, Payload, Post, Signal, Source, Witness};
pub use protocol::{App, Dispatch, Message, Protocol, Request, Vendor};
pub use session::{
    CallError, CallId, Counters, Delivered, Drifted, Gate, Order, Peer, Received, Refusal,
    ReplyNote, SendError, Session, Ticket, Turn, Unknown,
};
