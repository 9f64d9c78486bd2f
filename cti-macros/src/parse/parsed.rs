//! Results of parsing: the model, and what is missing in it.

use crate::model::{Data, Machine, Message, Protocol};
use proc_macro2::Ident;

/// A declaration that was read.
pub(crate) struct Parsed {
    pub(crate) protocol: Protocol,
    /// What was left out because of a slip in it.
    pub(crate) fallbacks: Vec<Fallback>,
    pub(crate) reading: Reading,
}

/// How much of a declaration could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing was left out: checks that look at several parts can trust the model.
    Complete,
    /// What was left out is known by name.
    Named,
    Partial,
}

/// The name of something that could not be read, with a harmless body.
pub(crate) enum Fallback {
    /// Of the family with this name.
    Message(Ident, Box<Message>),
    Data(Box<Data>),
    Machine(Machine),
}

impl Fallback {
    pub(super) fn ident(&self) -> &Ident {
        match self {
            Self::Message(_, message) => &message.ident,
            Self::Data(data) => &data.ident,
            Self::Machine(machine) => &machine.ident,
        }
    }
}
