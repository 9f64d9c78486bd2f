//! The report of a comparison: how a recording and a declaration differ.

mod github;
mod json;
mod sarif;
mod text;

pub use self::sarif::sarif;

use cti_runtime::Gate;
use cti_runtime::describe::Direction;

/// Messages that one of the gates `source` and `origin` turned away, from one place.
///
/// `Display` shows it on a line: `2 at the gate origin, from https://phone.acme.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedAway {
    /// The gate.
    pub gate: Gate,
    /// The origin.
    pub origin: String,
    /// The number of the window, as the recording numbers windows.
    pub source: u32,
    /// How often.
    pub count: usize,
    /// The first line with it.
    pub line: usize,
}

/// How a recording and a declaration differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The protocol's name.
    pub protocol: &'static str,
    /// Whether the recording was read to its end. [`finish`](super::Comparison::finish) takes it that it was.
    pub complete: bool,
    /// Messages that were the protocol's.
    pub messages: usize,
    /// Messages that weren't: no JSON, no object, or without a tag.
    pub foreign: usize,
    /// What the gates `source` and `origin` turned away.
    pub turned_away: Vec<TurnedAway>,
    /// How many times something came that isn't in `findings` or `turned_away`, since those are
    /// full: a report has [`MOST`] kinds of differences.
    pub left_off: usize,
    /// The differences: what breaks a reader first, what was never seen last.
    pub findings: Vec<Finding>,
}

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Who sends the message.
    pub direction: Direction,
    /// The message's tag, or the name of the function or subscription; `•••` for all whose names
    /// [don't look like names](cti_runtime::mask::is_name).
    pub message: String,
    /// The field, from the message inwards: `call.reason.name`, `tags[]`; empty for the message. Keys
    /// that data chose are `•••`.
    pub path: String,
    /// In words, what was found where what was expected.
    pub detail: String,
    /// How often.
    pub count: usize,
    /// The first line with it; `None` for what was never seen.
    pub line: Option<usize>,
    /// The message of that line, its values masked.
    pub example: Option<String>,
    /// Where the suggestion goes: a family (`Event`), a message of it (`Event::Ring`), a type
    /// (`Customer`), or the attribute of the module (`protocol`). Empty if there is none.
    pub into: String,
    /// What to write in the declaration: a whole field, variant, function or attribute. A field,
    /// variant or function that is declared by that name is replaced by it; an `#[alias]` is put
    /// above the one that is declared. Empty if no line puts it right.
    pub suggestion: String,
}

/// How many kinds of differences a report has at most.
pub const MOST: usize = 500;

/// What a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A message that isn't well-formed, or that has a key twice.
    Malformed,
    /// A message larger than a session takes.
    TooLarge,
    /// A message that was posted as text and is declared as an object, or the other way round.
    Encoding,
    /// A value has another type than declared.
    Type,
    /// A field that must be there wasn't.
    Missing,
    /// A string that isn't one of those listed.
    Value,
    /// A message that the declaration doesn't know.
    UnknownMessage,
    /// A field that the declaration doesn't know.
    UnknownField,
    /// A message came when no rule lets it.
    Order,
    /// A declared message that never came.
    MessageNeverSeen,
    /// A declared field that never came with its message.
    FieldNeverSeen,
}

impl Kind {
    /// The name in machine-readable reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::Encoding => "encoding",
            Self::Type => "type",
            Self::Missing => "missing",
            Self::Value => "value",
            Self::UnknownMessage => "unknown-message",
            Self::UnknownField => "unknown-field",
            Self::Order => "order",
            Self::MessageNeverSeen => "message-never-seen",
            Self::FieldNeverSeen => "field-never-seen",
        }
    }

    /// Whether a recording that is merely short has it too.
    pub const fn is_absence(self) -> bool {
        matches!(self, Self::MessageNeverSeen | Self::FieldNeverSeen)
    }
}

impl Drift {
    /// Whether something came that the declaration gets wrong. What was merely never seen doesn't
    /// count: recordings are short.
    pub fn is_drift(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| !finding.kind.is_absence())
            || self.left_off > 0
    }

    /// Whether there was nothing to compare: no message was the protocol's, so that no difference
    /// says nothing.
    pub fn looked_at_nothing(&self) -> bool {
        self.messages == 0 && !self.is_drift()
    }
}
