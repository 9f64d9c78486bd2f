//! What the macro implements: protocols, their sides, and the enums and structs of their messages.

use crate::describe::{Description, Direction};
use crate::json::{Fault, Fill, Put};
use crate::message::{Answer, Outgoing, SessionFields, Settled, Unknown};
use crate::table::{DirectionTable, ProtocolTable};

/// A declared protocol. Implemented by the macro for the protocol's marker.
pub trait Protocol: Sized + Send + Sync + 'static {
    /// How the two sides reach each other: [`Window`] or [`Library`].
    type Transport: Transport;
    /// What the vendor sends.
    type Event: Messages;
    /// What the application sends.
    type Command: Messages;
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
    type In: Messages;
    /// What this side sends.
    type Out: Messages;
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

/// An enum of messages. Of a family, it has a variant per message and `Unknown`; of a direction with
/// several families, a variant per family. A direction with one family is that family's enum.
pub trait Messages: Sendable<Self> + Clone + PartialEq + core::fmt::Debug + Send + Sync {
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

/// A struct that is one message.
pub trait Message: Into<Self::Direction> + Put + Fill + Clone + Send + 'static {
    /// The messages of its direction.
    type Direction: Messages;
    /// The message's row in the direction's table.
    const ROW: usize;
}

/// What can be sent in a direction: one of its messages, or the enum of a family or of all.
///
/// A program has in it what writes the messages that it sends as structs; if it sends the enum, what
/// writes all of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no message that this side sends",
    label = "not one of `{F}`"
)]
pub trait Sendable<F: Messages>: 'static {
    /// The message, without its type.
    fn outgoing(&self) -> Outgoing<'_>;
    /// The message, to be filled in.
    fn as_fill(&mut self) -> &mut dyn Fill;
}

impl<M: Message> Sendable<M::Direction> for M {
    fn outgoing(&self) -> Outgoing<'_> {
        Outgoing::message(M::ROW, self)
    }

    fn as_fill(&mut self) -> &mut dyn Fill {
        self
    }
}

impl<'a> Outgoing<'a> {
    /// Any message of a family that has so many rows before it. For generated code.
    #[doc(hidden)]
    pub fn any<F: Messages>(message: &'a F, before: usize) -> Self {
        let unknown = message.as_unknown();
        let settled = message.as_settled().is_some();
        Self {
            row: if unknown.is_some() || settled {
                usize::MAX
            } else {
                before + message.row()
            },
            record: message.record(),
            unknown,
            settled,
        }
    }
}

/// A message that is answered.
pub trait Request: Message {
    /// The family in which answers by name come.
    type Answers: Messages;
    /// What the answer is on success.
    type Ok;
    /// What the answer is on failure; [`Infallible`](core::convert::Infallible) if none is defined.
    type Err;
    /// Picks the outcome out of the answer.
    fn settle(answer: Answer<Self::Answers>) -> Result<Result<Self::Ok, Self::Err>, Fault>;
    /// The success that no answer within the time is, where only a failure is answered.
    fn silence() -> Option<Self::Ok> {
        None
    }
}

/// A message that is answered many times.
pub trait Streamed: Message {
    /// The family in which answers by name come.
    type Answers: Messages;
    /// What each answer is.
    type Item;
    /// What a failure is; [`Infallible`](core::convert::Infallible) if none is defined.
    type Err;
    /// What cancels it; the message itself if nothing does.
    type Cancel: Message<Direction = Self::Direction>;
    /// Picks an answer, or a failure, out of what came.
    fn settle(answer: Answer<Self::Answers>) -> Result<Result<Self::Item, Self::Err>, Fault>;
    /// What cancels it, blank, if something does.
    fn cancel() -> Option<Self::Cancel>;
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
