//! State machines and order rules.

use std::fmt;

use crate::json::Scalar;

/// A state machine.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// The field by which calls are told apart, if there are several: its Rust name, or a path
    /// (`call.id`).
    pub key: Option<&'static str>,
    /// The states; the first is the start.
    pub states: &'static [State],
}

/// A state of a machine.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// The Rust name.
    pub name: &'static str,
    /// Doc comment.
    pub doc: &'static str,
    /// Whether a call in this state is over.
    pub end: bool,
}

/// A transition.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The machine.
    pub machine: &'static str,
    /// From which states.
    pub from: From,
    /// To which state.
    pub to: &'static str,
    /// What the message must say to make it.
    pub condition: Option<Condition>,
}

impl Move {
    /// A transition that the message makes whatever it says.
    pub const fn new(machine: &'static str, from: From, to: &'static str) -> Self {
        Self {
            machine,
            from,
            to,
            condition: None,
        }
    }
}

/// What a message must say to make a transition. `Display` shows it as it is on the wire:
/// `call.telephonyStatus = "Ringing"`.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// The field by its Rust names: `call.telephony_status`.
    pub field: &'static str,
    /// The keys that lead to it from the message's own fields; none if the value is the content.
    pub keys: &'static [&'static str],
    /// What it must be.
    pub value: Scalar,
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = match self.keys {
            [] => self.field.to_owned(),
            keys => keys.join("."),
        };
        write!(f, "{path} = {}", self.value)
    }
}

/// From which states a transition is in turn.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// From any, or from nothing.
    Any,
    /// A call that was not known before.
    New,
    /// From one of these.
    States(&'static [&'static str]),
}

/// States that a message needs.
#[derive(Clone, Copy, Debug)]
pub struct Only {
    /// The machine.
    pub machine: &'static str,
    /// The states.
    pub states: &'static [&'static str],
}
