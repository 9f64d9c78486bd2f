//! Results of receiving: `Received`, `Refusal`, `Drifted`, `Unknown`.

use std::borrow::Cow;
use std::fmt;

use serde::de::DeserializeOwned;

use super::RequestId;
use super::order::Order;
use crate::codec::{
    self, Fault, FaultKind, Fill, Location, Put, Reader, Record, Shape, Tagged, Writer,
};
use crate::mask;
use crate::types::Json;

/// What became of a message that arrived in a window.
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

/// What became of a signal that crossed the edge of an in-page library.
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

/// A gate that every message must pass, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gate {
    /// A window posted it, not a script, and that window is the session's.
    Source,
    /// Its origin is one that the policy admits, and that the session talks to.
    Origin,
    /// It is not larger than [`Limits::message_bytes`](crate::Limits).
    Size,
    /// It is an object or a text of this protocol, with a tag.
    NotOurs,
    /// It is well-formed.
    Malformed,
}

impl Gate {
    /// Every gate, in the order in which a message passes them.
    pub const ALL: [Self; 5] = [
        Self::Source,
        Self::Origin,
        Self::Size,
        Self::NotOurs,
        Self::Malformed,
    ];

    /// Name in one or two words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Origin => "origin",
            Self::Size => "size",
            Self::NotOurs => "not ours",
            Self::Malformed => "malformed",
        }
    }
}

/// Why a message was turned away. `Copy`, and made without allocating; holds nothing of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    gate: Gate,
    why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Said(Reason),
    Fault(Fault),
}

/// Why a message was turned away that isn't malformed. A code, so that a program which shows no
/// refusals has none of these texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Script,
    OtherWindow,
    UnbelievedRelay,
    ForeignOrigin,
    AnotherOrigin,
    AnotherSession,
    TooLarge,
    ObjectForString,
    StringForObject,
    NeitherOfBoth,
    NoString,
    NoTag,
    NobodyWaits,
    NobodyAsked,
    NoCall,
    NoLibrary,
    SentHere,
    SentThere,
    NotPosted,
}

impl Reason {
    const fn gate(self) -> Gate {
        match self {
            Self::Script | Self::OtherWindow => Gate::Source,
            Self::UnbelievedRelay | Self::ForeignOrigin | Self::AnotherOrigin => Gate::Origin,
            Self::TooLarge => Gate::Size,
            _ => Gate::NotOurs,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Script => "an event that a script made",
            Self::OtherWindow => "posted by another window",
            Self::UnbelievedRelay => "asserted by a relay that this session does not believe",
            Self::ForeignOrigin => "not an origin of this protocol",
            Self::AnotherOrigin => "the session is with another origin of this protocol",
            Self::AnotherSession => "a message of another session",
            Self::TooLarge => "larger than the limit",
            Self::ObjectForString => "an object where strings are posted",
            Self::StringForObject => "a string where objects are posted",
            Self::NeitherOfBoth => "neither an object nor a string",
            Self::NoString => "no string of this protocol",
            Self::NoTag => "no tag of this protocol",
            Self::NobodyWaits => {
                "answers no call that waits: never made, answered before, or past its deadline"
            }
            Self::NobodyAsked => "answers no request that waits: never asked, or answered before",
            Self::NoCall => "answers no call",
            Self::NoLibrary => "a signal where messages are posted",
            Self::SentHere => "sent by this side, not to it",
            Self::SentThere => "not sent by this side",
            Self::NotPosted => "nothing that this side posts",
        }
    }
}

impl Refusal {
    pub(super) const fn new(reason: Reason) -> Self {
        Self {
            gate: reason.gate(),
            why: Why::Said(reason),
        }
    }

    pub(super) const fn malformed(fault: Fault) -> Self {
        Self {
            gate: match fault.kind {
                FaultKind::TooLarge => Gate::Size,
                _ => Gate::Malformed,
            },
            why: Why::Fault(fault),
        }
    }

    /// Whether all that it is refused for is that the session is with another origin of its policy. From
    /// the window that the session is with, it shows that another document is there.
    pub const fn is_of_another_origin(&self) -> bool {
        matches!(self.why, Why::Said(Reason::AnotherOrigin))
    }

    /// The gate that it didn't pass.
    pub const fn gate(&self) -> Gate {
        self.gate
    }

    /// What is wrong with it, if it is malformed.
    pub const fn fault(&self) -> Option<Fault> {
        match self.why {
            Why::Fault(fault) => Some(fault),
            Why::Said(_) => None,
        }
    }

    /// Line, column and path of what is wrong, in the text that was refused. The path is
    /// [masked](Location).
    pub fn locate(&self, text: &str) -> Option<Location> {
        self.fault().map(|fault| fault.locate(text))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.why {
            Why::Said(reason) => write!(f, "{}: {}", self.gate.name(), reason.text()),
            Why::Fault(fault) => write!(f, "{}: {fault}", self.gate.name()),
        }
    }
}

impl std::error::Error for Refusal {}

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

/// A message whose tag the declaration doesn't list. Kept, so that nothing is lost.
///
/// Its payload shows masked in `Debug`, and so do its tag and its keys unless they
/// [look like names](crate::mask::is_name).
#[derive(Clone)]
pub struct Unknown {
    json: String,
    /// The string of which a codec made the JSON.
    posted: Option<Box<str>>,
    name: Name,
    content: Option<&'static str>,
    /// Which part of its direction's table took it.
    part: usize,
}

/// The tag of an unknown message: mostly a part of the message, so that keeping it costs nothing.
#[derive(Clone)]
enum Name {
    /// From here to there in the message's JSON.
    FamilyTable(u32, u32),
    /// Spelled with escapes, or no part of the message.
    Own(Box<str>),
}

impl Unknown {
    pub(super) fn new(name: Box<str>, json: String, content: Option<&'static str>) -> Self {
        Self {
            json,
            posted: None,
            name: Name::Own(name),
            content,
            part: 0,
        }
    }

    /// The string of which a codec made the JSON.
    pub(crate) fn posted(&self) -> Option<&str> {
        self.posted.as_deref()
    }

    /// A message whose tag is this string token, quotes included, and the string of which a codec
    /// made its JSON, if one did.
    #[inline]
    pub(super) fn tagged(
        json: &str,
        posted: Option<&str>,
        token: &str,
        tagged: &Tagged<'_>,
        part: usize,
    ) -> Self {
        let name = match codec::unescape(token) {
            Cow::Borrowed(name) => {
                let start = u32::try_from(tagged.at() + 1).unwrap_or(u32::MAX);
                let len = u32::try_from(name.len()).unwrap_or(u32::MAX);
                Name::FamilyTable(start, start.saturating_add(len))
            }
            Cow::Owned(name) => Name::Own(name.into()),
        };
        Self {
            json: json.to_owned(),
            posted: posted.map(Into::into),
            name,
            content: tagged.part().content,
            part,
        }
    }

    /// A message that the declaration doesn't list, to be sent: its tag, and all of it, envelope
    /// included.
    ///
    /// ```
    /// use cti_runtime::types::Json;
    ///
    /// let message = Json::from_iter([("type", "beeped"), ("tone", "high")]);
    /// let unknown = cti_runtime::Unknown::of("beeped", &message);
    /// assert_eq!(unknown.name(), "beeped");
    /// ```
    pub fn of(name: &str, message: &Json) -> Self {
        Self {
            json: message.to_string(),
            name: Name::Own(name.into()),
            ..Self::blank()
        }
    }

    /// Which part of its direction's table took it.
    #[doc(hidden)]
    pub const fn part(&self) -> usize {
        self.part
    }

    /// No message: what stands where one will be.
    #[doc(hidden)]
    pub const fn blank() -> Self {
        Self {
            json: String::new(),
            posted: None,
            name: Name::FamilyTable(0, 0),
            content: None,
            part: 0,
        }
    }

    /// The tag. It may be anything; [`mask::name`](crate::mask::name) masks what doesn't look like a
    /// name.
    pub fn name(&self) -> &str {
        match &self.name {
            Name::FamilyTable(start, end) => self
                .json
                .get(*start as usize..*end as usize)
                .unwrap_or_default(),
            Name::Own(name) => name,
        }
    }

    /// The whole message as it arrived: its JSON, or the string that the envelope's codec read. It
    /// may hold personal data.
    pub fn raw(&self) -> &str {
        self.posted().unwrap_or(&self.json)
    }

    /// The whole message as JSON, which is what a codec makes of a string. It may hold personal data.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The content read into a type of the caller's own: the member that the envelope calls the
    /// content if there is one, else the whole message.
    ///
    /// # Errors
    /// A message that doesn't fit the type.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
    /// # }
    /// # use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
    /// # let mut session = Session::<acme_phone::AcmePhone>::new(OriginPolicy::declared::<acme_phone::AcmePhone>(), Source(1));
    /// # let data = Data::Object(r#"{"type":"muted","by":"agent"}"#);
    /// # let received = session.receive(Post::new(Source(1), "https://phone.acme.example", data), Millis(0));
    /// use acme_phone::Event;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Muted {
    ///     by: String,
    /// }
    ///
    /// if let Received::Message(Event::Unknown(unknown), _) = received {
    ///     assert_eq!(unknown.name(), "muted");
    ///     assert_eq!(unknown.content::<Muted>()?.by, "agent");
    /// }
    /// # Ok::<(), cti_runtime::session::ContentError>(())
    /// ```
    pub fn content<T: DeserializeOwned>(&self) -> Result<T, ContentError> {
        let content = self.content.and_then(|key| codec::member(&self.json, key));
        serde_json::from_str(content.unwrap_or(&self.json)).map_err(ContentError)
    }
}

/// Why the content of an [`Unknown`] message couldn't be read into a type.
///
/// `Display` and `Debug` say where: what serde says of it quotes values and keys, and is had
/// [on purpose](Self::into_unmasked) only.
pub struct ContentError(serde_json::Error);

impl ContentError {
    /// Line in the content, from 1.
    pub fn line(&self) -> usize {
        self.0.line()
    }

    /// Column in bytes, from 1; 0 if nothing of the line was read.
    pub fn column(&self) -> usize {
        self.0.column()
    }

    /// What serde says, which quotes values and keys of the message: it may hold personal data.
    pub fn into_unmasked(self) -> serde_json::Error {
        self.0
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line(), self.column());
        write!(
            f,
            "the content is not of this type, line {line}, column {column}"
        )
    }
}

impl fmt::Debug for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentError({}:{})", self.line(), self.column())
    }
}

impl std::error::Error for ContentError {}

/// However the tag is kept, it says the same.
impl PartialEq for Unknown {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
            && self.json == other.json
            && self.posted == other.posted
            && self.content == other.content
            && self.part == other.part
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Unknown {:?} {}",
            mask::name(self.name()),
            mask::shape_of(&self.json)
        )
    }
}

/// An unknown message is written as it was read.
impl Record for Unknown {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            whole: true,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Unknown {
    fn set(&mut self, _: usize, _: &mut dyn Reader) -> Result<(), Fault> {
        Err(Fault::nowhere(FaultKind::Value(
            "a message with a trusted tag",
        )))
    }
}

impl Put for Unknown {
    fn put(&self, out: &mut Writer) {
        out.unknown(&self.json);
    }
}

/// A request of this side was answered: its ticket has the outcome.
///
/// It is no message of the declaration, but stands among those of the direction from which the answer
/// came, so that a page's loop needs no case of its own for it. Handlers don't see it.
#[derive(Clone, PartialEq)]
pub struct Settled {
    pub(super) request: RequestId,
    pub(super) method: &'static str,
    /// Row of the request.
    pub(super) row: usize,
}

impl Settled {
    /// The number of the request, which its ticket has too.
    pub const fn request(&self) -> RequestId {
        self.request
    }

    /// The function that was called, by its name on the wire.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    pub(crate) const fn row(&self) -> usize {
        self.row
    }
}

impl fmt::Debug for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Settled {} ({})", self.request.get(), self.method)
    }
}

/// It has nothing to be read or written: what was answered is the ticket's.
impl Record for Settled {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            whole: true,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Settled {
    fn set(&mut self, _: usize, _: &mut dyn Reader) -> Result<(), Fault> {
        Err(Fault::nowhere(FaultKind::Value("a message with a tag")))
    }
}

impl Put for Settled {
    fn put(&self, out: &mut Writer) {
        out.null();
    }
}
