//! What the macro implements: protocols, families of messages, and the tables that a session runs
//! on.

use std::cmp::Ordering;

use crate::Millis;
use crate::codec::{Fault, Fill, Put, Writer, same};
use crate::describe::{Constant, Description, Direction, Encoding, Posted, Scalar};
use crate::session::{Answer, Outgoing, Peer, SessionFields, Settled, Unknown};

/// A declared protocol. Implemented by the macro for the protocol's marker.
pub trait Protocol: Sized + Send + Sync + 'static {
    /// How the two sides reach each other: [`Window`] or [`Library`].
    type Transport: Transport;
    /// What the vendor sends.
    type Event: Family;
    /// What the application sends.
    type Command: Family;
    /// What the vendor's sessions say in each of their messages; `()` if nothing.
    type EventFields: SessionFields;
    /// What the application's sessions say in each of their messages; `()` if nothing.
    type CommandFields: SessionFields;
    /// The table that sessions run on.
    const TABLE: &'static ProtocolTable;
    /// The whole declaration as data.
    fn description() -> &'static Description;
}

/// How the two sides of a protocol reach each other.
pub trait Transport: sealed::Sealed + Send + Sync + 'static {
    /// Whether it is a library.
    const IS_LIBRARY: bool;
}

/// Windows that post messages to each other.
#[derive(Clone, Copy, Debug)]
pub struct Window;

/// A library in the vendor's page that the application calls.
#[derive(Clone, Copy, Debug)]
pub struct Library;

impl Transport for Window {
    const IS_LIBRARY: bool = false;
}

impl Transport for Library {
    const IS_LIBRARY: bool = true;
}

/// One side of a protocol: [`App`] or [`Vendor`].
pub trait Side<P: Protocol>: sealed::Sealed + Send + Sync + 'static {
    /// What this side receives.
    type In: Family;
    /// What this side sends.
    type Out: Family;
    /// What a session of this side is opened with.
    type Fields: SessionFields;
    /// Who sends what this side receives.
    const RECEIVES: Direction;
}

/// The application's side: receives events, sends commands.
#[derive(Clone, Copy, Debug)]
pub struct App;

/// The vendor's side: receives commands, sends events. For simulators, tests and vendors.
#[derive(Clone, Copy, Debug)]
pub struct Vendor;

impl<P: Protocol> Side<P> for App {
    type In = P::Event;
    type Out = P::Command;
    type Fields = P::CommandFields;
    const RECEIVES: Direction = Direction::FromVendor;
}

impl<P: Protocol> Side<P> for Vendor {
    type In = P::Command;
    type Out = P::Event;
    type Fields = P::EventFields;
    const RECEIVES: Direction = Direction::ToVendor;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Window {}
    impl Sealed for super::Library {}
    impl Sealed for super::App {}
    impl Sealed for super::Vendor {}
}

/// The messages of one envelope: an enum with a variant per message and `Unknown`. Or all messages of
/// a direction that has several envelopes: an enum with a variant per family.
pub trait Family: Sendable<Self> + Clone + PartialEq + core::fmt::Debug + Send + Sync {
    /// The table of the direction.
    const TABLE: &'static DirectionTable;
    /// A message, mostly to be read into.
    fn make(new: New) -> Self;
    /// The unknown message, if this is one.
    fn as_unknown(&self) -> Option<&Unknown>;
    /// The answer of a request, if this is one.
    fn as_settled(&self) -> Option<&Settled> {
        None
    }
    /// The message's row in the table; the number of rows if it is unknown.
    fn row(&self) -> usize;
    /// The message as a record to be written.
    fn record(&self) -> &dyn Put;
    /// The message as a record to be read into.
    fn record_mut(&mut self) -> &mut dyn Fill;
}

/// Which message is made.
#[derive(Debug)]
pub enum New {
    /// A blank one of this row, to be read into; unknown if there is no such row.
    Row(usize),
    /// One whose tag the declaration doesn't know.
    Unknown(Unknown),
    /// The answer of a request of the other direction, if that has requests.
    Settled(Settled),
}

impl New {
    /// None yet: where a message will be.
    pub(crate) const NONE: Self = Self::Row(usize::MAX);
}

/// A struct that is one message of a family.
pub trait Message: Into<Self::Family> + Put + Fill + Clone + Send + 'static {
    /// The family that the message belongs to.
    type Family: Family;
    /// The message's row in the family's table.
    const ROW: usize;
}

/// What can be sent where messages of a family are: one of them, or the family's enum.
///
/// A program has in it what writes the messages that it sends as structs; if it sends the enum, what
/// writes all of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no message that this side sends",
    label = "not one of `{F}`"
)]
pub trait Sendable<F: Family>: 'static {
    /// The message, without its type.
    fn outgoing(&self) -> Outgoing<'_>;
    /// The message, to be filled in.
    fn as_fill(&mut self) -> &mut dyn Fill;
}

impl<M: Message> Sendable<M::Family> for M {
    fn outgoing(&self) -> Outgoing<'_> {
        Outgoing::message(M::ROW, self)
    }

    fn as_fill(&mut self) -> &mut dyn Fill {
        self
    }
}

/// A message that is answered.
pub trait Request: Message {
    /// The family in which answers by name come.
    type Answers: Family;
    /// What the answer is on success.
    type Ok;
    /// What the answer is on failure; [`Infallible`](core::convert::Infallible) if none is defined.
    type Err;
    /// Picks the outcome out of the answer.
    fn settle(answer: Answer<Self::Answers>) -> Result<Result<Self::Ok, Self::Err>, Fault>;
}

/// Hands a message to the method of a handler that is meant for it.
pub trait Dispatch<H: ?Sized, P: Protocol, S: Side<P>> {
    /// Calls the handler's method for this message.
    fn dispatch(self, handler: &mut H, peer: &mut Peer<P, S>);
}

/// A `#[states]` enum.
pub trait States: Copy + PartialEq + core::fmt::Debug + 'static {
    /// The protocol whose machine this is.
    type Protocol: Protocol;
    /// Index of the machine in [`ProtocolTable::machines`].
    const MACHINE: usize;
    /// The state with this index.
    fn from_index(state: usize) -> Option<Self>;
}

/// What a session needs to know of a protocol.
#[derive(Debug)]
pub struct ProtocolTable {
    /// Name for tools, in kebab-case.
    pub name: &'static str,
    /// The vendor's origins, as patterns; empty for a library.
    pub origins: &'static [crate::OriginPattern],
    /// The state machines.
    pub machines: &'static [MachineTable],
}

/// A state machine.
#[derive(Debug, PartialEq)]
pub struct MachineTable {
    /// Rust name of the `#[states]` enum.
    pub name: &'static str,
    /// Whether it runs once per call, told apart by a field.
    pub keyed: bool,
    /// Names of the states; the first is the start.
    pub states: &'static [&'static str],
    /// States in which a call is over, a bit each.
    pub end: u64,
}

/// The messages of one direction.
///
/// A message has a row in the part that lists it, and one in the table: the rows of the parts before
/// it come first.
#[derive(Debug)]
pub struct DirectionTable {
    /// The Rust name.
    pub name: &'static str,
    /// What is posted.
    pub encoding: Encoding,
    /// How this side begins.
    pub handshake: Option<Handshake>,
    /// What differs in its envelope, in order of declaration; mostly one.
    pub parts: &'static [&'static FamilyTable],
}

impl DirectionTable {
    /// The message with this row.
    #[inline]
    pub fn row(&self, row: usize) -> Option<&'static Row> {
        let mut row = row;
        for part in self.parts {
            match part.rows.get(row) {
                Some(found) => return Some(found),
                None => row -= part.rows.len(),
            }
        }
        None
    }

    /// How the message with this row is answered, if it is a request.
    pub(crate) fn requests(&self, row: usize) -> Option<&'static Requests> {
        let mut row = row;
        for part in self.parts {
            match row.checked_sub(part.rows.len()) {
                Some(behind) => row = behind,
                None => return part.requests,
            }
        }
        None
    }

    /// How the requests among its messages are answered, each part's by itself.
    pub(crate) fn all_requests(&self) -> impl Iterator<Item = &'static Requests> + use<> {
        self.parts.iter().filter_map(|part| part.requests)
    }

    /// The only part, if there is one around whose messages is nothing but a tag and perhaps a
    /// content.
    pub(crate) const fn only_plain(&self) -> Option<&'static FamilyTable> {
        match self.parts {
            [part] if part.is_plain() => Some(part),
            _ => None,
        }
    }

    /// Whether sessions fill in fields of its messages.
    pub(crate) const fn is_stamped(&self) -> bool {
        let mut parts = self.parts;
        while let [part, rest @ ..] = parts {
            if !part.stamps.is_empty() {
                return true;
            }
            parts = rest;
        }
        false
    }

    /// The fields of a message that its session fills in.
    pub(crate) fn stamps(&self, row: usize) -> impl Iterator<Item = &'static Stamp> + use<> {
        let mut row = row;
        let mut parts = self.parts.iter();
        let part = parts.find(|part| match row.checked_sub(part.rows.len()) {
            Some(behind) => {
                row = behind;
                false
            }
            None => true,
        });
        let stamps = part.map_or(&[][..], |part| part.stamps);
        stamps
            .iter()
            .filter(move |stamp| usize::from(stamp.row) == row)
    }

    /// Fields of a message that its session fills in, whatever its sender has put there, a bit each: stamps,
    /// and the id by which it is answered. For edges.
    pub fn made_fields(&self, row: usize) -> u64 {
        let stamped = self
            .stamps(row)
            .fold(0, |mask, stamp| mask | 1 << (stamp.field & 63));
        let request = self.row(row).filter(|row| row.reply.is_some());
        let id = request.and_then(|row| row.id);
        stamped | id.map_or(0, |id| 1 << (id.field & 63))
    }

    /// Whether a message shows that its sender's document is new.
    pub(crate) fn is_reload(&self, row: usize) -> bool {
        self.row(row).is_some_and(|row| row.reloaded)
    }

    /// Whether some of its messages do.
    pub(crate) const fn has_reloads(&self) -> bool {
        let mut parts = self.parts;
        while let [part, further @ ..] = parts {
            let mut rows = part.rows;
            while let [row, rest @ ..] = rows {
                if row.reloaded {
                    return true;
                }
                rows = rest;
            }
            parts = further;
        }
        false
    }

    /// Whether there are requests among its messages.
    pub(crate) const fn has_requests(&self) -> bool {
        let mut parts = self.parts;
        while let [part, rest @ ..] = parts {
            if part.requests.is_some() {
                return true;
            }
            parts = rest;
        }
        false
    }

    /// Whether some of its messages move machines only if they say something.
    pub(crate) const fn conditions(&self) -> bool {
        let mut parts = self.parts;
        while let [part, further @ ..] = parts {
            let mut rows = part.rows;
            while let [row, rest @ ..] = rows {
                let mut moves = row.moves;
                while let [rule, others @ ..] = moves {
                    if rule.condition.is_some() {
                        return true;
                    }
                    moves = others;
                }
                rows = rest;
            }
            parts = further;
        }
        false
    }

    /// What of a message, or of the answer to it, is posted as something else than its JSON says.
    pub(crate) fn conversions(&self, row: usize, answer: bool) -> &'static [Conversion] {
        let mut row = row;
        for part in self.parts {
            match row.checked_sub(part.rows.len()) {
                Some(behind) => row = behind,
                None => return part.conversions(row, answer),
            }
        }
        &[]
    }

    /// Whether there are such messages, or answers to messages.
    pub(crate) const fn converts(&self, answers: bool) -> bool {
        let mut parts = self.parts;
        while let [part, further @ ..] = parts {
            let mut all = part.converted;
            while let [converted, rest @ ..] = all {
                if converted.answer == answers {
                    return true;
                }
                all = rest;
            }
            parts = further;
        }
        false
    }

    /// Whether its envelopes report something.
    pub(crate) const fn reports(&self) -> bool {
        let mut parts = self.parts;
        while let [part, rest @ ..] = parts {
            if !part.reports.is_empty() {
                return true;
            }
            parts = rest;
        }
        false
    }

    /// How many messages there are, unknown ones aside.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.rows.len()).sum()
    }

    /// Whether this direction is silent.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The messages, in order of their rows.
    pub fn rows(&self) -> impl Iterator<Item = &'static Row> {
        self.parts.iter().flat_map(|part| part.rows)
    }

    /// The row of the message that has this name.
    pub fn find(&self, name: &str) -> Option<usize> {
        let mut before = 0;
        for part in self.parts {
            if let Some(row) = part.find(name) {
                return Some(before + usize::from(row));
            }
            before += part.rows.len();
        }
        None
    }

    /// The place of the part that lists the message with this row.
    pub(crate) fn part_of(&self, row: usize) -> usize {
        let mut before = 0;
        let here = |part: &&FamilyTable| {
            before += part.rows.len();
            row < before
        };
        self.parts.iter().position(here).unwrap_or(0)
    }

    /// The place of a part.
    pub(crate) fn index_of(&self, part: &FamilyTable) -> usize {
        let mut parts = self.parts.iter();
        parts.position(|of| std::ptr::eq(*of, part)).unwrap_or(0)
    }

    /// The first part, of which a family by itself consists. For generated code.
    pub const fn first(&self) -> &'static FamilyTable {
        match self.parts {
            [first, ..] => first,
            [] => &FamilyTable::NONE,
        }
    }
}

/// Messages that share an envelope.
#[derive(Debug)]
pub struct FamilyTable {
    /// The key of the tag.
    pub tag: &'static str,
    /// How a message mostly begins, up to the value of its tag: `{"action":`.
    pub open: &'static str,
    /// The key of the content, unless a message says otherwise.
    pub content: Option<&'static str>,
    /// Entries that every message has.
    pub constants: &'static [Constant],
    /// Entries that every message is written with, and whose values are remembered when it is read.
    pub reports: &'static [Constant],
    /// How its messages are answered, if they are requests.
    pub requests: Option<&'static Requests>,
    /// What of its messages, and of their answers, is posted as something else than its JSON says.
    pub converted: &'static [Converted],
    /// The fields of its messages that their session fills in.
    pub stamps: &'static [Stamp],
    /// Every tag that is read, aliases included, with its row: shorter ones first, which costs least to
    /// search, and else by bytes.
    pub tags: &'static [(&'static str, u16)],
    /// The messages, in order of declaration.
    pub rows: &'static [Row],
}

/// How tags are sorted: most differ in what costs nothing to compare.
#[inline]
fn order(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| {
        if same(left.as_bytes(), right.as_bytes()) {
            Ordering::Equal
        } else {
            // Most differ in their first bytes, which isn't worth a call.
            left.bytes().cmp(right.bytes())
        }
    })
}

impl FamilyTable {
    /// Nothing.
    const NONE: Self = Self {
        tag: "",
        open: "",
        content: None,
        constants: &[],
        reports: &[],
        requests: None,
        converted: &[],
        stamps: &[],
        tags: &[],
        rows: &[],
    };

    /// Whether a tag and perhaps a content are all that is around a message.
    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.constants.is_empty() && self.reports.is_empty() && self.requests.is_none()
    }

    /// What of a message of this part is posted as something else than its JSON says.
    fn conversions(&self, row: usize, answer: bool) -> &'static [Conversion] {
        let mut all = self.converted.iter();
        let found = all.find(|of| usize::from(of.row) == row && of.answer == answer);
        found.map_or(&[], |converted| converted.conversions)
    }

    /// The row, within this part, of the message that has this tag.
    #[inline]
    pub(crate) fn find(&self, tag: &str) -> Option<u16> {
        let at = self.tags.binary_search_by(|(known, _)| order(known, tag));
        self.tags.get(at.ok()?).map(|(_, row)| *row)
    }
}

/// What of a message, or of the answer to it, is posted as something else than its JSON says.
#[derive(Debug)]
pub struct Converted {
    /// The message's row within its part.
    pub row: u16,
    /// Whether it is about the answer to the message.
    pub answer: bool,
    /// The values. What is inside of another comes before it.
    pub conversions: &'static [Conversion],
}

/// Values of a message that are posted as objects of JavaScript which JSON doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conversion {
    /// The way to them from the message's root.
    pub path: &'static [Step],
    /// What they are posted as.
    pub to: Posted,
}

impl Conversion {
    /// What is posted as something else, by the way there. For generated code.
    pub const fn new(path: &'static [Step], to: Posted) -> Self {
        Self { path, to }
    }
}

/// A step from a value to what is inside of it. Where there is nothing, there is nothing to convert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of this key.
    Key(&'static str),
    /// To each item of a list; to the value itself if it is no list.
    Items,
    /// To each value of an object, whatever its key is.
    Values,
    /// To the object itself, if it has this value under this key.
    If(&'static str, Scalar),
}

/// A field of a message that its session fills in.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    /// The message's row within its part.
    pub row: u16,
    /// Index of the field.
    pub field: u8,
    /// With what it is filled in.
    pub value: StampValue,
}

/// With what a session fills in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampValue {
    /// With what it was opened with, by the number of the protocol's session field.
    Session(u16),
    /// With a number that no other message has.
    FreshNumber,
    /// With the digits of such a number.
    FreshText,
}

/// How requests find their answers.
#[derive(Debug)]
pub struct Requests {
    /// The key of a request's id.
    pub id: Entry,
    /// Whether ids are made as numbers, and not as strings.
    pub numbers: bool,
    /// What an answer looks like.
    pub answer: AnswerTable,
    /// What is answered, as JSON, where nobody else answers: the error, or the result if there is
    /// no failure.
    pub unknown: Option<&'static str>,
}

/// What answers to requests look like.
#[derive(Debug)]
pub struct AnswerTable {
    /// How a written answer begins, up to the id: `{"type":"response","responseId":`.
    pub open: &'static str,
    /// The key of the id of the request that is answered.
    pub id: &'static str,
    /// Entries that every answer has.
    pub constants: &'static [Constant],
    /// The key of the boolean that is true on success; without, the key that is there says which of
    /// the two it is.
    pub flag: Option<Entry>,
    /// The key of what is there on success. If there is none, its fields stand beside the flag.
    pub ok: Option<Entry>,
    /// The key of what is there on failure. If there is none, its fields stand beside the flag, or,
    /// without a flag, there is no failure.
    pub error: Option<Entry>,
}

impl AnswerTable {
    /// Whether there is a place for a failure.
    pub(crate) const fn may_fail(&self) -> bool {
        self.flag.is_some() || self.error.is_some()
    }
}

/// A key, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The key.
    pub key: &'static str,
    /// The key as it is written behind another entry: `,"id":`.
    pub open: &'static str,
}

/// A message with which a side begins: nothing else is sent before it is acknowledged.
#[derive(Clone, Copy, Debug)]
pub struct Handshake {
    /// Its row.
    pub row: u16,
    /// Row of the other side's message that acknowledges it.
    pub until: u16,
    /// Row of the other side's message that shows that its document is new.
    pub again: Option<u16>,
    /// How long it waits before it is posted again, in milliseconds; posted once if unset.
    pub every_ms: Option<u32>,
    /// Whether what is sent before the acknowledgement waits for it, and isn't refused.
    pub hold: bool,
}

/// A message.
#[derive(Debug)]
pub struct Row {
    /// The tag that is written; the path of a library's function from the library's root, whose names
    /// have dots between them.
    pub tag: &'static str,
    /// How a written message begins: `{"action":"call"`.
    pub open: &'static str,
    /// The content, if fields don't stand beside the tag.
    pub content: Option<Content>,
    /// Transitions, for each machine in order of preference.
    pub moves: &'static [Move],
    /// States that the message needs.
    pub only: &'static [Only],
    /// How the message is answered.
    pub reply: Option<Reply>,
    /// How long its answer is waited for, unless a request says otherwise.
    pub within: Option<Millis>,
    /// The field by which an answer finds its request.
    pub id: Option<IdField>,
    /// Whether a library may lack this function.
    pub optional: bool,
    /// Whether it shows that its sender's document is new.
    pub reloaded: bool,
}

/// The field of a message by which an answer finds its request.
#[derive(Clone, Copy, Debug)]
pub struct IdField {
    /// Index of the field.
    pub field: u8,
    /// Whether it is a number on the wire, and not a string.
    pub number: bool,
}

impl Row {
    /// A message without content and rules, which isn't answered.
    pub const fn new(tag: &'static str, open: &'static str) -> Self {
        Self {
            tag,
            open,
            content: None,
            moves: &[],
            only: &[],
            reply: None,
            within: None,
            id: None,
            optional: false,
            reloaded: false,
        }
    }
}

/// The content of a message.
#[derive(Debug)]
pub struct Content {
    /// Its key.
    pub key: &'static str,
    /// Its key as it is written: `,"params":`.
    pub open: &'static str,
    /// What is left out, with its key, when it would be written: `{}` of a message without fields,
    /// `null` of a value that may be absent.
    pub omit: Option<&'static str>,
}

impl Content {
    /// Whether nothing in its key has to be escaped.
    #[inline]
    pub(crate) const fn is_plain(&self) -> bool {
        self.open.len() == self.key.len() + ",\"\":".len()
    }
}

/// A transition.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Index of the machine.
    pub machine: u8,
    /// From which states, a bit each; [`Move::NEW`] and [`Move::ANY`] besides.
    pub from: u64,
    /// To which state.
    pub to: u8,
    /// The [place](crate::codec::Record::call_key) of the key, for a keyed machine.
    pub key: Option<u16>,
    /// What the message must say to move the machine.
    pub condition: Option<&'static Condition>,
}

impl Move {
    /// A call that was not known before.
    pub const NEW: u64 = 1 << 63;
    /// Any state, known before or not.
    pub const ANY: u64 = u64::MAX;

    /// A transition that the message makes whatever it says.
    pub const fn new(machine: u8, from: u64, to: u8, key: Option<u16>) -> Self {
        Self {
            machine,
            from,
            to,
            key,
            condition: None,
        }
    }
}

/// What a message must say to move a machine.
#[derive(Debug)]
pub struct Condition {
    /// The [place](crate::codec::Record::matches) of the value.
    pub place: u16,
    /// What it must be.
    pub value: Scalar,
}

/// States that a message needs.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// Index of the machine.
    pub machine: u8,
    /// The states, a bit each.
    pub states: u64,
    /// The [place](crate::codec::Record::call_key) of the key, for a keyed machine.
    pub key: Option<u16>,
}

/// Reads what a request was answered, on success or on failure.
type CheckAnswer = fn(Result<&str, &str>, Option<&mut Writer>) -> Result<(), Fault>;

/// How a message is answered.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// By a message of the other direction.
    Named {
        /// Row of the answer.
        ok: u16,
        /// Row of the answer that reports a failure.
        error: Option<u16>,
    },
    /// By a callback.
    Callback {
        /// Reads the callback's argument, and shows what was read to a writer, if there is one.
        check: fn(&str, Option<&mut Writer>) -> Result<(), Fault>,
    },
    /// By a message that has the id of the request.
    Request {
        /// Reads what is there on success, or on failure, and shows what was read to a writer, if
        /// there is one.
        check: CheckAnswer,
        /// Whether success may say nothing.
        silent: bool,
    },
}
