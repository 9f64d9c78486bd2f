//! Where a recording and a declaration differ.
//!
//! Vendors change their messages without a word. [`compare`] reads what was really posted and says
//! what the declaration doesn't know, what it has that never came, which types and which order it
//! has wrong, and which line would put it right. It looks at values by the description alone and
//! keeps none of them: examples are [shapes](cti_runtime::mask::shape_of), personal data doesn't
//! get into a report.

mod families;
mod guess;
mod look;
mod report;
mod suggest;

use core::fmt;

use cti_runtime::Gate;
use cti_runtime::describe::{Description, Direction};

use crate::json::Json;

/// A message of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Where it stands in the recording, for the report.
    pub number: usize,
    /// Who sent it.
    pub direction: Direction,
    /// What was sent.
    pub what: What<'a>,
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// A message between windows, in the encoding that the declaration has: its JSON, or the string
    /// of the envelope's codec.
    Message(&'a str),
    /// A message between windows that was posted as a string.
    Text(&'a str),
    /// A message between windows that was posted as an object, given as its JSON.
    Object(&'a str),
    /// A function of a library was called with these arguments, a JSON array.
    Call {
        /// The function.
        name: &'a str,
        /// The arguments without the callback.
        arguments: &'a str,
    },
    /// The callback of a function was called.
    Reply {
        /// The function.
        name: &'a str,
        /// What the callback received, as JSON.
        body: &'a str,
    },
    /// A subscriber was called.
    Fire {
        /// The subscription.
        name: &'a str,
        /// What the subscriber received, as JSON.
        body: &'a str,
    },
}

/// A message that broke an order rule, as a session reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfTurn<'a> {
    /// Where the message stands in the recording.
    pub line: usize,
    /// Who sent it.
    pub direction: Direction,
    /// Its tag, or the name of the function or subscription.
    pub name: &'a str,
    /// The machine whose rule it broke.
    pub machine: &'a str,
    /// The state that the machine was in; `None` if the call wasn't known.
    pub state: Option<&'a str>,
}

/// A message whose body a session couldn't read, as it reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drifted<'a> {
    /// Where the message stands in the recording.
    pub line: usize,
    /// Who sent it.
    pub direction: Direction,
    /// Its tag, or the name of the function or subscription.
    pub name: &'a str,
    /// The path to what didn't fit, as the session's report shows it.
    pub path: &'a str,
    /// What didn't fit, in words.
    pub why: &'a str,
}

/// A message that a session turned away, as it reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused<'a> {
    /// Where the message stands in the recording.
    pub line: usize,
    /// Who sent it.
    pub direction: Direction,
    /// The gate that it didn't pass.
    pub gate: Gate,
    /// The origin that it came from, between windows.
    pub origin: Option<&'a str>,
    /// The number of the window that it came from, between windows.
    pub source: Option<u32>,
    /// The reason in words, as the session's refusal shows it.
    pub why: &'a str,
}

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
    /// Whether the recording was read to its end. [`Comparison::finish`] takes it that it was.
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

    const fn heading(self) -> &'static str {
        match self {
            Self::Malformed => "refused as malformed",
            Self::TooLarge => "refused as too large",
            Self::Encoding => "posted in another form than declared",
            Self::Type => "of another type than declared",
            Self::Missing => "missing, but declared as always there",
            Self::Value => "values that the declaration doesn't list",
            Self::UnknownMessage => "messages that the declaration doesn't know",
            Self::UnknownField => "fields that the declaration doesn't know",
            Self::Order => "out of turn",
            Self::MessageNeverSeen => "declared messages that never came",
            Self::FieldNeverSeen => "declared fields that never came",
        }
    }
}

/// Compares a recording with a declaration.
///
/// Order is judged by a session, not here: hand in what it reported.
///
/// ```
/// use cti_export::drift::{self, Kind, Line, What};
/// use cti_runtime::Protocol;
/// use cti_runtime::describe::Direction;
///
/// #[cti_runtime::protocol(
///     vendor = "Acme",
///     origins("https://phone.acme.example"),
///     envelope(object, tag = "type")
/// )]
/// pub mod acme_phone {
///     #[event]
///     pub enum Event {
///         /// Somebody calls.
///         Incoming { call_id: String },
///     }
/// }
///
/// # fn main() {
/// let json = r#"{"type": "incoming", "callId": "c-1", "queueName": "sales"}"#;
/// let line = Line { number: 1, direction: Direction::FromVendor, what: What::Message(json) };
/// let drift = drift::compare(acme_phone::AcmePhone::description(), [line], []);
/// let finding = &drift.findings[0];
/// assert_eq!(finding.kind, Kind::UnknownField);
/// assert_eq!(finding.suggestion, "queue_name: String,");
/// # }
/// ```
pub fn compare<'a>(
    description: &Description,
    lines: impl IntoIterator<Item = Line<'a>>,
    out_of_turn: impl IntoIterator<Item = OutOfTurn<'a>>,
) -> Drift {
    let mut comparison = Comparison::new(description);
    for line in lines {
        comparison.line(&line);
    }
    for broken in out_of_turn {
        comparison.out_of_turn(&broken);
    }
    comparison.finish()
}

/// A comparison under way: it is told of each line as it is read, and keeps counts and shapes.
///
/// Its memory has a bound, however long the recording is: see [`MOST`].
pub struct Comparison<'d> {
    look: look::Look<'d>,
}

impl<'d> Comparison<'d> {
    /// Begins a comparison with this declaration.
    pub fn new(description: &'d Description) -> Self {
        Self {
            look: look::Look::new(description),
        }
    }

    /// Looks at a message that the gates let through.
    pub fn line(&mut self, line: &Line<'_>) {
        self.look.line(line);
    }

    /// Notes an order rule that was broken.
    pub fn out_of_turn(&mut self, broken: &OutOfTurn<'_>) {
        self.look.out_of_turn(broken);
    }

    /// Notes that a session couldn't read the message that was [looked at](Self::line) last. It is a
    /// finding of its own if looking at the message has found no reason: a session knows more, such as
    /// what JSON can't hold.
    pub fn drifted(&mut self, drifted: &Drifted<'_>) {
        self.look.drifted(drifted);
    }

    /// Notes a message that a gate turned away.
    pub fn refused(&mut self, refused: &Refused<'_>) {
        self.look.refused(refused);
    }

    /// The report.
    pub fn finish(self) -> Drift {
        self.look.finish()
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

    /// The report for machines.
    pub fn to_json(&self) -> String {
        let findings = self.findings.iter().map(Finding::json).collect::<Vec<_>>();
        let turned_away = self.turned_away.iter().map(TurnedAway::json);
        Json::object()
            .with("protocol", self.protocol)
            .with("complete", self.complete)
            .with("messages", self.messages)
            .with("foreign", self.foreign)
            .with("turned_away", turned_away.collect::<Vec<_>>())
            .with("drift", self.is_drift())
            .with("left_off", self.left_off)
            .with("findings", findings)
            .pretty()
    }
}

impl TurnedAway {
    fn json(&self) -> Json {
        Json::object()
            .with("gate", self.gate.name())
            .with("origin", self.origin.as_str())
            .with("source", usize::try_from(self.source).unwrap_or(usize::MAX))
            .with("count", self.count)
            .with("line", self.line)
    }
}

impl fmt::Display for TurnedAway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gate = self.gate.name();
        write!(f, "{} at the gate {gate}, from {}", self.count, self.origin)?;
        if self.gate == Gate::Source {
            write!(f, " in window {}", self.source)?;
        }
        Ok(())
    }
}

impl Finding {
    fn json(&self) -> Json {
        Json::object()
            .with("kind", self.kind.name())
            .with(
                "direction",
                match self.direction {
                    Direction::FromVendor => "from_vendor",
                    Direction::ToVendor => "to_vendor",
                },
            )
            .with("message", self.message.as_str())
            .with("path", self.path.as_str())
            .with("detail", self.detail.as_str())
            .with("count", self.count)
            .with_some("line", self.line)
            .with_some("example", self.example.as_deref())
            .with("into", self.into.as_str())
            .with("suggestion", self.suggestion.as_str())
    }
}

/// The report for people.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let messages = if self.messages == 1 {
            "message"
        } else {
            "messages"
        };
        writeln!(f, "{}", self.protocol)?;
        write!(f, "{} {messages} looked at", self.messages)?;
        if self.foreign > 0 {
            write!(f, ", {} of somebody else's passed over", self.foreign)?;
        }
        writeln!(f)?;
        for turned_away in &self.turned_away {
            writeln!(
                f,
                "refused: {turned_away} (first in line {})",
                turned_away.line
            )?;
        }
        if !self.complete {
            writeln!(f, "the recording couldn't be read to its end")?;
        }
        let mut before = None;
        for finding in &self.findings {
            if before != Some(finding.kind) {
                before = Some(finding.kind);
                writeln!(f, "\n{}", finding.kind.heading())?;
            }
            write!(f, "{finding}")?;
        }
        if self.left_off > 0 {
            let (times, most) = (self.left_off, MOST);
            writeln!(
                f,
                "\nmore differences, {times} times, that are left off: a report has {most} kinds"
            )?;
        }
        if self.looked_at_nothing() {
            writeln!(f, "\nnothing was looked at")?;
        } else if self.findings.is_empty() {
            writeln!(f, "\nno differences")?;
        }
        Ok(())
    }
}

/// A few lines.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrow = crate::order::arrow(self.direction);
        write!(f, "  {arrow}")?;
        if !self.message.is_empty() {
            write!(f, " {}", self.message)?;
        }
        if !self.path.is_empty() {
            write!(f, "  {}", self.path)?;
        }
        if !self.detail.is_empty() {
            write!(f, "  {}", self.detail)?;
        }
        if let Some(line) = self.line {
            let times = if self.count == 1 {
                "once".to_owned()
            } else {
                format!("{} times", self.count)
            };
            write!(f, "  ({times}, first in line {line})")?;
        }
        writeln!(f)?;
        if let Some(example) = &self.example {
            writeln!(f, "      {example}")?;
        }
        if !self.into.is_empty() && !self.suggestion.is_empty() {
            writeln!(f, "    in {}:", self.into)?;
        }
        for line in self.suggestion.lines() {
            writeln!(f, "    + {line}")?;
        }
        Ok(())
    }
}
