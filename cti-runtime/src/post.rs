//! What crosses the edge of a session.

use std::borrow::Cow;
use std::fmt;

use crate::json::FaultKind;
use crate::message::RequestId;
use crate::{Limits, Origin, mask};

/// A point in time, in milliseconds since any fixed moment; or how long something may take.
///
/// The caller hands time in: a browser has no `Instant`, and tests have no wish to wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub u64);

impl Millis {
    /// The moment that is `later` milliseconds after this one; the last moment if there is none.
    #[must_use]
    pub const fn plus(self, later: Self) -> Self {
        Self(self.0.saturating_add(later.0))
    }

    /// The earlier moment of those that there are.
    pub(crate) fn sooner(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }
}

impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ms", self.0)
    }
}

/// The window that posted a message, as the caller numbers windows.
///
/// A browser compares windows by identity (`event.source`); the edge gives each window that it
/// knows a number and hands that in.
///
/// ```
/// use cti_runtime::{Data, Post, Source};
///
/// const PHONE: Source = Source(1); // the frame's `contentWindow`
/// let post = Post::new(PHONE, "https://phone.acme.example", Data::Text(r#"{"type":"ready"}"#));
/// assert_eq!(post.source, PHONE);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(pub u32);

/// Who says which origin a message has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Witness {
    /// The browser that this code runs in: `event.origin`.
    #[default]
    Browser,
    /// A relay asserts it. A session believes a relay only if it was told to:
    /// [`Session::believing`](crate::Session::believing).
    Relay(&'static str),
    /// None: a script made the event (`event.isTrusted` is false), and could write any origin and any
    /// window into it. It is always refused.
    Script,
}

/// What was posted. `Debug` shows how large it is, and none of it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Data<'a> {
    /// A string.
    Text(&'a str),
    /// An object, given as its JSON.
    Object(&'a str),
    /// A string outside of this program's memory, to be [received](crate::Session::receive).
    LiveText(&'a dyn Live),
    /// An object outside of this program's memory, to be [received](crate::Session::receive).
    LiveObject(&'a dyn Live),
    /// Anything that is neither a string nor an object that JSON can hold.
    Other,
}

impl fmt::Debug for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "text of {} bytes", text.len()),
            Self::Object(json) => write!(f, "object of {} bytes", json.len()),
            Self::LiveText(_) => f.write_str("text that wasn't looked at"),
            Self::LiveObject(_) => f.write_str("object that wasn't looked at"),
            Self::Other => f.write_str("neither an object nor a text"),
        }
    }
}

/// What was posted, outside of this program's memory: in a browser, a value of JavaScript. It is looked
/// at only once its sender is known.
pub trait Live {
    /// Its text: that of a string, or the JSON of an object, in which stands what JSON can't hold as
    /// [`Unholdable`](crate::json::Unholdable) says.
    ///
    /// # Errors
    ///
    /// [`FaultKind::TooLarge`] if it has more bytes than the [limit](Limits::message_bytes). Anything else
    /// if it has no text.
    fn text(&self, limits: &Limits) -> Result<String, FaultKind>;
}

/// A message that arrived in a window, before any check. `Debug` shows none of what was posted.
#[derive(Clone, Copy, Debug)]
pub struct Post<'a> {
    /// The window that posted it.
    pub source: Source,
    /// Its origin, exactly as the browser serialised it.
    pub origin: &'a str,
    /// Who says so.
    pub witness: Witness,
    /// What was posted.
    pub data: Data<'a>,
    /// The request of this side with whose [port](macro@crate::protocol#requests) it came; `None` if it was
    /// posted to the window, or to a port through which the session goes on.
    pub answers: Option<RequestId>,
}

impl<'a> Post<'a> {
    /// A message as a browser reports it.
    pub const fn new(source: Source, origin: &'a str, data: Data<'a>) -> Self {
        Self {
            source,
            origin,
            witness: Witness::Browser,
            data,
            answers: None,
        }
    }

    /// The same message, come over the port that was posted with a request of this side: see
    /// [`Session::port_of_request`](crate::Session::port_of_request).
    #[must_use]
    pub const fn over_port_of(self, request: RequestId) -> Self {
        Self {
            answers: Some(request),
            ..self
        }
    }

    /// A message as a relay reports it: the origin is the relay's assertion.
    pub const fn asserted(
        relay: &'static str,
        source: Source,
        origin: &'a str,
        data: Data<'a>,
    ) -> Self {
        Self {
            source,
            origin,
            witness: Witness::Relay(relay),
            data,
            answers: None,
        }
    }
}

/// A message to be posted, to one exact origin. `Debug` shows none of what is posted.
///
/// One that can't be posted, since its window is gone, is handed back with
/// [`Session::not_posted`](crate::Session::not_posted).
#[derive(Clone)]
pub struct OutPost {
    /// The target origin for `postMessage`. Never `*`.
    pub target: Origin,
    /// What to post.
    pub data: Payload,
    pub(crate) carries: Carries,
    /// The row of its message; of an answer, that of the request in the other side's table.
    pub(crate) row: u16,
}

/// What a post is to the session that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carries {
    /// A message that isn't answered.
    Message,
    /// The request with this number.
    Request(u64),
    /// The answer to the other side's request with this number.
    Answer(u64),
    /// The same, to be posted over the port that came with it.
    PortAnswer(u64),
}

impl Carries {
    /// The number of the other side's request that it answers.
    pub(crate) const fn answered(self) -> Option<u64> {
        match self {
            Self::Answer(request) | Self::PortAnswer(request) => Some(request),
            Self::Message | Self::Request(_) => None,
        }
    }
}

/// By what is posted, and where.
impl PartialEq for OutPost {
    fn eq(&self, other: &Self) -> bool {
        self.target == other.target && self.data == other.data
    }
}

impl Eq for OutPost {}

impl fmt::Debug for OutPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutPost to {}: {:?}", self.target, self.data)
    }
}

/// What to post: an object or a string. `Debug` shows how large it is, and none of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Payload {
    /// An object, given as its JSON.
    Object(String),
    /// A string.
    Text(String),
}

impl Payload {
    /// The JSON, whether it is posted as an object or as a string; or the string that the
    /// envelope's codec wrote.
    pub fn json(&self) -> &str {
        match self {
            Self::Object(json) | Self::Text(json) => json,
        }
    }

    /// The payload as it arrives at the other end.
    pub fn as_data(&self) -> Data<'_> {
        match self {
            Self::Object(json) => Data::Object(json),
            Self::Text(json) => Data::Text(json),
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_data(), f)
    }
}

/// What crosses the edge between an application and an in-page library. `Debug` shows how large it is,
/// and none of it.
#[derive(Clone, PartialEq, Eq)]
pub enum Signal<'a> {
    /// The application calls a function; or the library one that the page gave it, and that answers.
    Request {
        /// Number of the request, to be given back with the reply.
        id: u64,
        /// Path of the function from the library's root: `interaction.dial`; the name of the page's.
        name: Cow<'a, str>,
        /// The arguments as a JSON array, or as an object if the function takes one, without callbacks.
        arguments: Cow<'a, str>,
    },
    /// What was called calls the callback of a request, that of success if there are two; or it returns, or
    /// fulfils a promise.
    Reply {
        /// Number of the request.
        id: u64,
        /// What it gives as JSON: `{"result": …, "error": …}`, or what the function's
        /// [convention](crate::describe::Convention) says.
        body: Cow<'a, str>,
    },
    /// What was called calls the callback of a request's failure, or rejects the promise.
    Reject {
        /// Number of the request.
        id: u64,
        /// What it gives as JSON: the failure itself.
        body: Cow<'a, str>,
    },
    /// The library calls a subscriber.
    Fire {
        /// Path of the subscription from the library's root; the event's name, where a function subscribes
        /// to all.
        name: Cow<'a, str>,
        /// The subscriber's argument as JSON; `null` if there is none.
        body: Cow<'a, str>,
    },
    /// A request is answered with nothing: the function isn't there, or has thrown.
    Fail {
        /// Number of the request.
        id: u64,
        /// What went wrong.
        why: LibraryFault,
    },
}

/// Why a library didn't do what it was called for, and answered nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LibraryFault {
    /// It has no such function.
    Missing,
    /// The function has thrown.
    Threw,
}

impl Signal<'_> {
    pub(crate) const fn carries(&self) -> Carries {
        match self {
            Self::Request { id, .. } => Carries::Request(*id),
            Self::Reply { .. } | Self::Reject { .. } | Self::Fire { .. } | Self::Fail { .. } => {
                Carries::Message
            }
        }
    }

    /// The number of the request that it answers, if it answers one.
    pub(crate) const fn answers(&self) -> Option<u64> {
        match self {
            Self::Reply { id, .. } | Self::Reject { id, .. } | Self::Fail { id, .. } => Some(*id),
            Self::Request { .. } | Self::Fire { .. } => None,
        }
    }
}

impl fmt::Debug for Signal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request {
                id,
                name,
                arguments,
            } => {
                let (name, bytes) = (mask::name(name), arguments.len());
                write!(f, "request {id} of {name} with {bytes} bytes")
            }
            Self::Reply { id, body } => write!(f, "reply to {id} of {} bytes", body.len()),
            Self::Reject { id, body } => write!(f, "failure of {id} of {} bytes", body.len()),
            Self::Fire { name, body } => {
                write!(f, "{} fires {} bytes", mask::name(name), body.len())
            }
            Self::Fail { id, why } => write!(f, "request {id} fails: {why:?}"),
        }
    }
}
