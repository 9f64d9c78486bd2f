//! State machines, and the rules of messages that move them.

use crate::json::Scalar;

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

/// A transition.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Index of the machine.
    pub machine: u8,
    /// From which states, a bit each; [`Move::NEW`] and [`Move::ANY`] besides.
    pub from: u64,
    /// To which state.
    pub to: u8,
    /// The [place](crate::json::Record::call_key) of the key, for a keyed machine.
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
    /// The [place](crate::json::Record::matches) of the value.
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
    /// The [place](crate::json::Record::call_key) of the key, for a keyed machine.
    pub key: Option<u16>,
}
