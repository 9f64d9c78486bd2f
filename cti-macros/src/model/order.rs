//! State machines, and the rules that move them.

use super::at::{At, Doc};
use super::envelope::Scalar;
use crate::idents;
use proc_macro2::{Ident, Span};
use std::fmt;

/// `#[states] enum Name { A, B, #[end] C }`
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    pub ident: Ident,
    pub doc: Doc,
    /// The field by which calls are told apart.
    pub key: Option<Path>,
    pub states: Vec<State>,
}

#[derive(Clone, Debug)]
pub(crate) struct State {
    pub ident: Ident,
    pub doc: Doc,
    pub end: bool,
}

/// `#[moves(Machine: A | B => C, if field = "value")]`
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub machine: Ident,
    pub from: From,
    pub to: Ident,
    pub condition: Option<Condition>,
}

/// `if call.telephony_status = "Ringing"`
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub path: Path,
    pub value: At<Scalar>,
}

/// `call.telephony_status`: Rust names of a field, and of fields inside of it. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(pub Vec<Ident>);

impl Path {
    pub(crate) fn span(&self) -> Span {
        self.0.first().map_or_else(Span::call_site, Ident::span)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(idents::plain).collect();
        f.write_str(&names.join("."))
    }
}

#[derive(Clone, Debug)]
pub(crate) enum From {
    /// `*`
    Any(Span),
    /// `new`
    New(Span),
    States(Vec<Ident>),
}

/// `#[only(Machine: A | B)]`
#[derive(Clone, Debug)]
pub(crate) struct Only {
    pub machine: Ident,
    pub states: Vec<Ident>,
}
