//! Families: declared enums and traits, and the direction of what they have.

use super::at::{At, Doc};
use super::envelope::{Constant, Envelope};
use super::field::OutcomeKeys;
use super::message::Message;
use super::sample::Sample;
use super::types::Type;
use crate::idents;
use proc_macro2::Ident;

impl Family {
    /// The names that are generated from a family's: those of its enum, its handler and its module.
    pub(crate) fn names(of: &Ident) -> [Ident; 3] {
        [of.clone(), idents::handler(of), idents::snake_ident(of)]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    FromVendor,
    ToVendor,
}

impl Direction {
    pub(crate) const BOTH: [Self; 2] = [Self::FromVendor, Self::ToVendor];

    /// The enum of a direction that the declaration gives no name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::FromVendor => "Event",
            Self::ToVendor => "Command",
        }
    }

    /// The attribute of its families.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::FromVendor => "event",
            Self::ToVendor => "command",
        }
    }

    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::FromVendor => Self::ToVendor,
            Self::ToVendor => Self::FromVendor,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FamilyKind {
    /// `#[event]` or `#[command]` on an enum.
    Messages,
    /// `#[event]` or `#[command]` on a trait.
    Requests,
    /// `#[method]` on a trait.
    Methods,
    /// `#[subscription]` on a trait.
    Subscriptions,
}

impl FamilyKind {
    /// Whether its messages are posted in an envelope.
    pub(crate) const fn is_posted(self) -> bool {
        matches!(self, Self::Messages | Self::Requests)
    }
}

/// How the requests of a trait find their answers.
#[derive(Clone, Debug)]
pub(crate) struct Requests {
    /// The key of a request's id; `None` if a port is posted with it, over which it is answered.
    pub id: Option<At<String>>,
    /// Whether ids are made as numbers, and not as strings.
    pub numbers: bool,
    pub answer: Answer,
    /// `error = Type`: what a failure says, where a function doesn't say it itself.
    pub error: Option<Type>,
    /// What is answered where no handler answers.
    pub unknown: Option<Sample>,
}

/// `answer(id = "responseId", flag = "success", ok = "data", error = "errorCode", constants(…))`, or
/// `answer(port, …)`
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// The key of the id of the request that it answers; `None` over the request's port.
    pub id: Option<At<String>>,
    pub keys: OutcomeKeys,
    pub constants: Vec<Constant>,
}

#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// `Event`; the module of its structs is its snake case, the handler `EventHandler`.
    pub ident: Ident,
    pub doc: Doc,
    pub direction: Direction,
    pub kind: FamilyKind,
    pub envelope: Envelope,
    /// Of requests, unless what is said of their answers is broken.
    pub requests: Option<Requests>,
    pub messages: Vec<Message>,
}
