//! The tables that a session runs on: what a declaration says, as far as a session has to know it.
//!
//! Generated code fills them. The rest of a declaration is its [description](crate::describe).

mod conversions;
mod direction;
mod family;
mod order;
mod path;
mod requests;
mod row;
mod stamps;
mod streams;

pub use conversions::{Conversion, Converted, Step};
pub use direction::DirectionTable;
pub use family::FamilyTable;
pub use order::{Condition, MachineTable, Move, Only};
pub use path::{Path, Rest};
pub use requests::{AnswerTable, Entry, Requests};
pub use row::{Content, Handshake, IdField, Reply, Row};
pub use stamps::{Stamp, StampValue};
pub use streams::Stream;

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
