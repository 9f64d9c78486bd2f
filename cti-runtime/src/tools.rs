//! Sessions whose protocol is chosen at run time, by name: for command lines and other tools.
//!
//! What a tool is shown is masked: personal data doesn't leave a session through this door.
//!
//! ```
//! # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
//! # pub mod acme_phone {
//! #     #[event] pub enum Event { Incoming { from: PhoneNumber } }
//! # }
//! use cti_runtime::tools::{self, AnySession, Input};
//! use cti_runtime::{Data, Millis, OriginPolicy, Post, Session, Source};
//!
//! let policy = OriginPolicy::declared::<acme_phone::AcmePhone>();
//! let mut session: Box<dyn AnySession> =
//!     tools::watch(Session::<acme_phone::AcmePhone>::new(policy, Source(1)));
//!
//! let data = Data::Object(r#"{"type":"incoming","from":"+12025550123"}"#);
//! let post = Post::new(Source(1), "https://phone.acme.example", data);
//! let report = session.receive(&Input::Post(post), Millis(0));
//! assert_eq!((&*report.name, report.handler), ("incoming", Some("incoming")));
//! assert_eq!(report.fields, r#"{"from":"•••23"}"#);
//! ```

use std::fmt;

use crate::describe::{Description, Direction};
use crate::json::CallKey;
use crate::mask::{self, Keys};
use crate::protocol::{Messages, Protocol, Side};
use crate::session::Dispatch;
use crate::session::{self, Delivered, Drifted, Received};
use crate::{
    Counters, Data, Fault, Location, Millis, Order, OutPost, Peer, Post, Refusal, SendError,
    Session, Settled, Signal,
};

/// What arrives at a session.
#[derive(Clone, Debug)]
pub enum Input<'a> {
    /// A message, for a protocol between windows.
    Post(Post<'a>),
    /// A request, an answer or an event, for a protocol with an in-page library.
    Signal(Signal<'a>),
}

/// What a session has to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// A message to be posted.
    Post(OutPost),
    /// A request, an answer or an event.
    Signal(Signal<'static>),
}

/// The result of an input, ready to be shown.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Report {
    /// Whether it was accepted, and as what.
    pub verdict: Verdict,
    /// The tag, or the name of the function or subscription; empty if it was refused. An unknown one that
    /// doesn't [look like a name](mask::is_name) is masked.
    pub name: String,
    /// The Rust name of the family that it is of, if it is meant for a handler: the method is that of
    /// its trait.
    pub family: Option<&'static str>,
    /// The handler's method that it is meant for.
    pub handler: Option<&'static str>,
    /// Its fields as JSON, personal data masked; empty if it was refused.
    pub fields: String,
    /// How it stood to the order rules.
    pub order: Option<Order>,
}

/// Whether an input was accepted, and as what.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// A message of the declaration.
    Accepted,
    /// A message whose tag the declaration doesn't list; kept.
    Unknown,
    /// The answer of a call, by callback.
    Answered,
    /// A known tag with an unexpected body; kept.
    Drifted {
        /// What doesn't fit.
        why: Fault,
        /// Where.
        at: Location,
    },
    /// Turned away.
    Refused(Refusal),
}

/// What a machine, or a call of it, is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateNow {
    /// The machine.
    pub machine: &'static str,
    /// The call, for a machine that runs per call; masked if its id is personal data.
    pub call: Option<String>,
    /// The state; `None` if the session joined late and doesn't know.
    pub state: Option<&'static str>,
}

/// Why a tool's message was not sent.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ToolError {
    /// It is no message that this side sends; says what is wrong.
    NoSuchMessage(String),
    /// It may not be sent now.
    Send(SendError),
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchMessage(why) => write!(f, "not a message of this side: {why}"),
            Self::Send(why) => why.fmt(f),
        }
    }
}

impl std::error::Error for ToolError {}

/// A session of any protocol and side.
pub trait AnySession: Send {
    /// The protocol.
    fn description(&self) -> &'static Description;
    /// Who sends what this session receives.
    fn receives(&self) -> Direction;
    /// Takes what arrived, through every gate, and hands it to the handler if there is one.
    fn receive(&mut self, input: &Input<'_>, now: Millis) -> Report;
    /// Takes what this side sent by other means, so that the rules know of it.
    fn observe(&mut self, input: &Input<'_>, now: Millis) -> Report;
    /// Sends a message that is given as it is posted: as JSON, envelope included, or as a string of
    /// the envelope's codec.
    ///
    /// # Errors
    /// If it is no message of this side, or may not be sent now.
    fn send(&mut self, json: &str) -> Result<(), ToolError>;
    /// Calls a function of an in-page library, or fires a subscription, by name: `json` is the
    /// arguments as an array, or what the subscriber is called with.
    ///
    /// # Errors
    /// If this side has nothing of that name, or it may not be sent now.
    fn send_named(&mut self, name: &str, json: &str) -> Result<(), ToolError>;
    /// What is to be handed out next.
    fn poll(&mut self) -> Option<Output>;
    /// Lets time pass.
    fn tick(&mut self, now: Millis);
    /// The other side's document was replaced.
    fn reload(&mut self);
    /// What every machine and every open call is in.
    fn states(&self) -> Vec<StateNow>;
    /// What the session has counted.
    fn counters(&self) -> Counters;
}

/// A session that only watches: every message is accepted or refused, and none is handled.
pub fn watch<P: Protocol, S: Side<P>>(session: Session<P, S>) -> Box<dyn AnySession> {
    Box::new(Erased {
        session,
        act: |_: S::In, _: &mut Peer<P, S>| {},
    })
}

/// A session whose messages are handed to a handler: a simulated phone, or an application.
pub fn act<P, S, H>(session: Session<P, S>, mut handler: H) -> Box<dyn AnySession>
where
    P: Protocol,
    S: Side<P>,
    S::In: Dispatch<H, P, S>,
    H: Send + 'static,
{
    Box::new(Erased {
        session,
        act: move |message: S::In, peer: &mut Peer<P, S>| message.dispatch(&mut handler, peer),
    })
}

struct Erased<P: Protocol, S: Side<P>, A> {
    session: Session<P, S>,
    act: A,
}

impl<P, S, A> AnySession for Erased<P, S, A>
where
    P: Protocol,
    S: Side<P>,
    A: FnMut(S::In, &mut Peer<P, S>) + Send,
{
    fn description(&self) -> &'static Description {
        P::description()
    }

    fn receives(&self) -> Direction {
        S::RECEIVES
    }

    fn receive(&mut self, input: &Input<'_>, now: Millis) -> Report {
        match input {
            Input::Post(post) => match self.session.take_post(post, now) {
                Received::Message(message, order) => match message.as_settled() {
                    Some(settled) => Report::settled::<P, S::Out>(settled, post, order),
                    None => self.handle(message, order),
                },
                Received::Drifted(drifted) => Report::drifted::<P>(&drifted),
                Received::Refused(refusal) => Report::refused(refusal),
            },
            Input::Signal(signal) => match self.session.take_signal(signal, now) {
                Delivered::Message(message, order) => self.handle(message, order),
                Delivered::Answered { method, .. } => Report::answered::<P, S::Out>(method, signal),
                Delivered::Drifted(drifted) => Report::drifted::<P>(&drifted),
                Delivered::Refused(refusal) => Report::refused(refusal),
            },
        }
    }

    fn observe(&mut self, input: &Input<'_>, now: Millis) -> Report {
        match input {
            Input::Post(post) => match self.session.observe_post(post.data, now) {
                Received::Message(message, order) => match message.as_settled() {
                    Some(settled) => Report::settled::<P, S::In>(settled, post, order),
                    None => Report::message::<P, _>(&message, sends::<P, S>(), order),
                },
                Received::Drifted(drifted) => Report::drifted::<P>(&drifted),
                Received::Refused(refusal) => Report::refused(refusal),
            },
            Input::Signal(signal) => match self.session.observe_sent_signal(signal, now) {
                Delivered::Message(message, order) => {
                    Report::message::<P, _>(&message, sends::<P, S>(), order)
                }
                Delivered::Answered { method, .. } => Report::answered::<P, S::In>(method, signal),
                Delivered::Drifted(drifted) => Report::drifted::<P>(&drifted),
                Delivered::Refused(refusal) => Report::refused(refusal),
            },
        }
    }

    fn send(&mut self, json: &str) -> Result<(), ToolError> {
        let message = session::sample::<S::Out>(json).map_err(ToolError::NoSuchMessage)?;
        self.session.peer().send(message).map_err(ToolError::Send)
    }

    fn send_named(&mut self, name: &str, json: &str) -> Result<(), ToolError> {
        let unheard = || ToolError::NoSuchMessage(format!("there is no `{}`", mask::name(name)));
        <S::Out as Messages>::TABLE.find(name).ok_or_else(unheard)?;
        let call = S::RECEIVES == Direction::FromVendor;
        let message = session::sample_named::<S::Out>(name, json, call);
        let message = message.map_err(ToolError::NoSuchMessage)?;
        self.session.peer().send(message).map_err(ToolError::Send)
    }

    fn poll(&mut self) -> Option<Output> {
        match self.session.next_post() {
            Some(post) => Some(Output::Post(post)),
            None => self.session.next_signal().map(Output::Signal),
        }
    }

    fn tick(&mut self, now: Millis) {
        self.session.tick(now);
    }

    fn reload(&mut self) {
        self.session.reload();
    }

    fn states(&self) -> Vec<StateNow> {
        self.session.view().all_states()
    }

    fn counters(&self) -> Counters {
        self.session.view().counters()
    }
}

impl<P, S, A> Erased<P, S, A>
where
    P: Protocol,
    S: Side<P>,
    A: FnMut(S::In, &mut Peer<P, S>) + Send,
{
    fn handle(&mut self, message: S::In, order: Order) -> Report {
        let report = Report::message::<P, _>(&message, S::RECEIVES, order);
        (self.act)(message, self.session.handling(&order));
        report
    }
}

impl Report {
    /// A message that goes in a direction.
    fn message<P: Protocol, F: Messages>(message: &F, direction: Direction, order: Order) -> Self {
        let row = F::TABLE.row(message.row());
        let family = match message.as_unknown() {
            Some(unknown) => unknown.family(),
            None => F::TABLE.family_of(message.row()),
        };
        let family = P::description().families_of(direction).nth(family);
        let messages = P::description().families_of(direction);
        let mut messages = messages.flat_map(|family| family.messages);
        let declared = messages.nth(message.row());
        Self {
            verdict: if row.is_some() {
                Verdict::Accepted
            } else {
                Verdict::Unknown
            },
            name: match message.as_unknown() {
                Some(unknown) => unknown.masked_name().to_owned(),
                None => row.map_or("", |row| row.tag).to_owned(),
            },
            family: family.map(|family| family.name),
            handler: Some(declared.map_or("unknown", |of| of.handler)),
            fields: mask::fields(message.record()),
            order: Some(order),
        }
    }

    /// The answer of a request, of which `F` is the family.
    fn settled<P: Protocol, F: Messages>(settled: &Settled, post: &Post<'_>, order: Order) -> Self {
        let json = match post.data {
            Data::Text(json) | Data::Object(json) => json,
            _ => "",
        };
        Self {
            verdict: Verdict::Answered,
            name: settled.method().to_owned(),
            family: None,
            handler: None,
            fields: session::masked_request(F::TABLE, settled.row(), json)
                .unwrap_or_else(|| Keys::of(P::description()).shape_of(json)),
            order: Some(order),
        }
    }

    fn answered<P: Protocol, F: Messages>(method: &str, signal: &Signal<'_>) -> Self {
        let failed = matches!(signal, Signal::Reject { .. });
        let fields = match signal {
            Signal::Reply { body, .. }
            | Signal::Reject { body, .. }
            | Signal::Fire { body, .. }
            | Signal::Request {
                arguments: body, ..
            } => session::masked_answer::<F>(method, body, failed)
                .unwrap_or_else(|| Keys::of(P::description()).shape_of(body)),
            // There is none.
            Signal::Fail { .. } => String::new(),
        };
        Self {
            verdict: Verdict::Answered,
            name: method.to_owned(),
            family: None,
            handler: None,
            fields,
            order: None,
        }
    }

    fn drifted<P: Protocol>(drifted: &Drifted) -> Self {
        Self {
            verdict: Verdict::Drifted {
                why: drifted.why(),
                at: drifted.location(),
            },
            name: drifted.name().to_owned(),
            family: None,
            handler: None,
            fields: Keys::of(P::description()).shape_of(drifted.json()),
            order: Some(*drifted.order()),
        }
    }

    const fn refused(refusal: Refusal) -> Self {
        Self {
            verdict: Verdict::Refused(refusal),
            name: String::new(),
            family: None,
            handler: None,
            fields: String::new(),
            order: None,
        }
    }
}

/// The direction of what a side sends.
const fn sends<P: Protocol, S: Side<P>>() -> Direction {
    S::RECEIVES.opposite()
}

impl<P: Protocol, S: Side<P>> Peer<P, S> {
    /// What every machine and every open call is in.
    pub fn all_states(&self) -> Vec<StateNow> {
        let mut states = Vec::new();
        for (index, machine) in P::TABLE.machines.iter().enumerate() {
            let name = |state: usize| machine.states.get(state).copied();
            if machine.keyed {
                let mut calls: Vec<_> = self.machine_calls(index).collect();
                calls.sort_unstable();
                let hidden = mask::hides_calls(P::description(), machine.name);
                states.extend(calls.into_iter().map(|(key, state)| StateNow {
                    machine: machine.name,
                    call: Some(if hidden {
                        mask::MASK.to_owned()
                    } else {
                        key_text(key)
                    }),
                    state: name(state),
                }));
            } else {
                states.push(StateNow {
                    machine: machine.name,
                    call: None,
                    state: self.machine_state(index).and_then(name),
                });
            }
        }
        states
    }
}

fn key_text(key: &CallKey) -> String {
    match key {
        CallKey::Number(number) => number.to_string(),
        CallKey::Uuid(uuid) => uuid::Uuid::from_u128(*uuid).to_string(),
        CallKey::Text(text) => text.to_string(),
    }
}
