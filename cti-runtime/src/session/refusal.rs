//! Gates, and why a message was turned away at one.

use std::fmt;

use crate::json::{Fault, FaultKind, Location};

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
    NotCoded,
    NoTag,
    NotAwaited,
    NoAnswer,
    NotAsked,
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
            Self::NotCoded => "nothing the codec reads",
            Self::NoTag => "no tag of this protocol",
            Self::NotAwaited => {
                "answers no request that waits: never made, answered before, or past its deadline"
            }
            Self::NoAnswer => "came over the port of a request, and is no answer",
            Self::NotAsked => "answers no request of the other side that waits",
            Self::NoCall => "answers no request of a function",
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
