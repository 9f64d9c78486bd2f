//! Results of receiving: `Received`, `Delivered`, `Drifted`.

use std::fmt;

use super::order::Order;
use super::refusal::Refusal;
use crate::json::{Fault, Location};
use crate::message::RequestId;

/// The result of receiving a message in a window.
///
/// ```
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[states] enum Line { Idle, Ringing }
/// #     #[event] pub enum Event { #[moves(Line: Idle => Ringing)] Ringing { call_id: u64 }, #[moves(Line: * => Idle)] Over }
/// # }
/// use acme_phone::AcmePhone;
/// use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
///
/// let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
/// let mut receive = |json| {
///     let post = Post::new(Source(1), "https://phone.acme.example", Data::Object(json));
///     match session.receive(post, Millis(0)) {
///         Received::Message(message, order) => format!("{message:?}, {:?}", order.turn()),
///         Received::Drifted(drifted) => format!("drifted: {}", drifted.why()),
///         Received::Refused(refusal) => format!("refused: {refusal}"),
///     }
/// };
/// assert_eq!(receive(r#"{"type":"ringing","callId":7}"#), r#"Ringing {"callId":7}, InTurn"#);
/// assert_eq!(receive(r#"{"type":"ringing","callId":8}"#), r#"Ringing {"callId":8}, OutOfTurn"#);
/// assert!(receive(r#"{"type":"muted"}"#).starts_with("Unknown"));
/// assert!(receive(r#"{"type":"ringing","callId":"x"}"#).starts_with("drifted"));
/// assert!(receive(r#"{"source":"devtools"}"#).starts_with("refused: not ours"));
/// ```
#[derive(Debug)]
#[must_use = "a message that isn't dispatched is lost"]
pub enum Received<M> {
    /// It passed every gate. `M::Unknown` if the declaration doesn't list its tag.
    Message(M, Order),
    /// Its tag is known, its body isn't what the declaration says. The state machines have moved.
    Drifted(Drifted),
    /// It was turned away.
    Refused(Refusal),
}

/// The result of receiving a signal that crossed the edge of an in-page library.
#[derive(Debug)]
#[must_use = "a message that isn't dispatched is lost"]
pub enum Delivered<M> {
    /// A request (on the vendor's side) or an event of a subscription.
    Message(M, Order),
    /// A callback was called; the ticket has the outcome.
    Answered {
        /// The request that was answered.
        request: RequestId,
        /// The function that had been called.
        method: &'static str,
    },
    /// Its name is known, its body isn't what the declaration says.
    Drifted(Drifted),
    /// It was turned away.
    Refused(Refusal),
}

impl<M> From<Received<M>> for Delivered<M> {
    fn from(received: Received<M>) -> Self {
        match received {
            Received::Message(message, order) => Self::Message(message, order),
            Received::Drifted(drifted) => Self::Drifted(drifted),
            Received::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

/// A message whose tag is known and whose body isn't what the declaration says: the vendor has
/// moved on, or the document was wrong.
///
/// `Debug` shows what doesn't fit and where, and none of its payload.
#[derive(Clone, PartialEq)]
pub struct Drifted {
    pub(super) name: &'static str,
    pub(super) json: String,
    /// The string of which a codec made the JSON.
    pub(super) posted: Option<String>,
    pub(super) why: Fault,
    pub(super) order: Order,
}

impl Drifted {
    pub(super) fn new(
        name: &'static str,
        json: &str,
        posted: Option<&str>,
        why: Fault,
        order: Order,
    ) -> Self {
        Self {
            name,
            json: json.to_owned(),
            posted: posted.map(str::to_owned),
            why,
            order,
        }
    }

    /// The tag, or the name of the function, as the declaration has it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The message as it arrived: its JSON, or the string that the envelope's codec read. It may hold
    /// personal data.
    pub fn raw(&self) -> &str {
        self.posted.as_deref().unwrap_or(&self.json)
    }

    /// The message as JSON, which is what a codec makes of a string. It may hold personal data.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// What doesn't fit.
    pub const fn why(&self) -> Fault {
        self.why
    }

    /// Line, column and path of what doesn't fit, in the message's [JSON](Self::json).
    pub fn location(&self) -> Location {
        self.why.locate(&self.json)
    }

    /// How it stood to the order rules.
    pub const fn order(&self) -> &Order {
        &self.order
    }
}

impl fmt::Debug for Drifted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bytes, at) = (self.json.len(), self.location());
        write!(
            f,
            "Drifted {} ({}, {at}) of {bytes} bytes",
            self.name, self.why
        )
    }
}
