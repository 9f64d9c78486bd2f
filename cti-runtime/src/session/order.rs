//! How a message stood to the order rules, and to the replies that are waited for.

use std::fmt;

use crate::table::{MachineTable, Move};

/// How a message stood to the order rules and to the replies that are waited for.
#[derive(Clone, Copy, PartialEq)]
pub struct Order {
    machines: &'static [MachineTable],
    steps: [Step; Self::STEPS],
    len: u8,
    /// The states in which the first step that is out of turn would have been in turn.
    allowed: u64,
    turn: Turn,
    reply: ReplyNote,
    pub(super) request: Option<crate::message::RequestId>,
    pub(super) new_origin: bool,
    pub(super) reloaded: bool,
    pub(super) port: bool,
}

/// Whether a message came when the rules say it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It did, or no rule speaks of it.
    InTurn,
    /// It didn't. A received message is delivered all the same, and its state adopted.
    OutOfTurn,
    /// The session joined late and doesn't know; it adopted the state that the message implies.
    Unsynced,
}

/// What a message was to the replies that are waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplyNote {
    /// Nothing: it answers no request.
    None,
    /// It settled the request that was waiting for it: by name, the oldest that it can be the answer of.
    Settled,
    /// It is an answer that no request waits for.
    Unsolicited,
    /// It may be the late answer of a request that was given up at its deadline. It settled no request, and a
    /// request that waits for one of this name can't be told whether it was meant:
    /// [`Peer::owed_answers`](super::Peer::owed_answers) says how many more are taken for late ones.
    Ambiguous,
    /// It reports a failure, and several requests wait that it could belong to. It settled none.
    Shared {
        /// How many requests wait.
        waiting: u16,
    },
}

/// A transition that a message made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Moved {
    /// The machine.
    pub machine: &'static str,
    /// The state before; `None` if there was none or it wasn't known.
    pub from: Option<&'static str>,
    /// The state now.
    pub to: &'static str,
    /// Whether that was in turn.
    pub turn: Turn,
}

/// A rule that a message broke.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The machine.
    pub machine: &'static str,
    /// The state that it was in; `None` if the call isn't known.
    pub state: Option<&'static str>,
    /// The states that would have been in turn; empty if only a new call would.
    pub allowed: Vec<&'static str>,
}

impl Violation {
    /// What `Display` writes. In a WebAssembly module it is smaller, since it formats nothing.
    pub fn text(&self) -> String {
        let mut text = vec![self.machine];
        match self.state {
            Some(state) => text.extend([" is ", state]),
            None => text.push(" knows no such call"),
        }
        text.push(match self.allowed.len() {
            0 => ", and a new call",
            1 => ", and ",
            _ => ", and one of ",
        });
        for (index, state) in self.allowed.iter().enumerate() {
            text.extend([if index == 0 { "" } else { ", " }, state]);
        }
        text.push(" is needed");
        text.concat()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// What one rule said of a message.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Step {
    pub(super) machine: u8,
    pub(super) from: u8,
    pub(super) to: u8,
    pub(super) turn: Turn,
}

/// In place of a state: there is none, or it isn't known.
pub(super) const NO_STATE: u8 = u8::MAX;

impl Order {
    /// How many steps are kept. The macro lets no message have more.
    pub(super) const STEPS: usize = 4;

    pub(super) const fn new(machines: &'static [MachineTable]) -> Self {
        const STEP: Step = Step {
            machine: 0,
            from: 0,
            to: 0,
            turn: Turn::InTurn,
        };
        Self {
            machines,
            steps: [STEP; Self::STEPS],
            len: 0,
            allowed: 0,
            turn: Turn::InTurn,
            reply: ReplyNote::None,
            request: None,
            new_origin: false,
            reloaded: false,
            port: false,
        }
    }

    /// Whether the message came in turn. Of several rules the worst counts.
    pub const fn turn(&self) -> Turn {
        self.turn
    }

    /// What the message was to the replies that are waited for.
    pub const fn reply(&self) -> ReplyNote {
        self.reply
    }

    /// Whether the message came from another origin of the policy than the session was with, or was to
    /// post to. It began the conversation anew then, as after a
    /// [`reload`](super::Session::reload): the window has another document, and what waited for the one
    /// before is given up.
    pub const fn is_new_origin(&self) -> bool {
        self.new_origin
    }

    /// Whether the message shows that the other side's document is new, as the declaration says of it with
    /// [`#[reloaded]`](macro@crate::protocol#new-documents) or in a handshake's `again`. The session began
    /// anew with it: what waited for an answer is given up.
    pub const fn is_reloaded(&self) -> bool {
        self.reloaded
    }

    /// Whether the message hands over a message port, as the declaration says of it with
    /// [`#[port]`](macro@crate::protocol#ports): the session goes on there. For edges.
    pub const fn hands_over_port(&self) -> bool {
        self.port
    }

    /// The request of a [trait](macro@crate::protocol#requests) or of a library that the message is, settles
    /// or cancels.
    pub const fn request(&self) -> Option<crate::message::RequestId> {
        self.request
    }

    /// The transitions that the message made.
    pub fn moved(&self) -> impl Iterator<Item = Moved> + '_ {
        self.steps()
            .filter(|step| step.to != NO_STATE)
            .map(|step| Moved {
                machine: self.machine_name(step.machine),
                from: self.state_name(step.machine, step.from),
                to: self.state_name(step.machine, step.to).unwrap_or_default(),
                turn: step.turn,
            })
    }

    /// The rule that the message broke, if it came out of turn.
    #[cold]
    pub fn violation(&self) -> Option<Violation> {
        let step = self.steps().find(|step| step.turn == Turn::OutOfTurn)?;
        let machine = self.machines.get(usize::from(step.machine))?;
        let mut allowed = Vec::new();
        for (index, state) in machine.states.iter().enumerate() {
            if self.allowed & !Move::NEW & (1 << (index & 63)) != 0 {
                allowed.push(*state);
            }
        }
        Some(Violation {
            machine: machine.name,
            state: self.state_name(step.machine, step.from),
            allowed,
        })
    }

    pub(super) const fn note(&mut self, reply: ReplyNote) {
        self.reply = reply;
    }

    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().take(usize::from(self.len))
    }

    pub(super) fn push(&mut self, step: Step, allowed: u64) {
        if step.turn == Turn::OutOfTurn && self.turn != Turn::OutOfTurn {
            self.allowed = allowed;
        }
        self.turn = match (self.turn, step.turn) {
            (Turn::OutOfTurn, _) | (_, Turn::OutOfTurn) => Turn::OutOfTurn,
            (Turn::Unsynced, _) | (_, Turn::Unsynced) => Turn::Unsynced,
            _ => Turn::InTurn,
        };
        if let Some(slot) = self.steps.get_mut(usize::from(self.len)) {
            *slot = step;
            self.len += 1;
        }
    }

    fn machine_name(&self, machine: u8) -> &'static str {
        self.machines
            .get(usize::from(machine))
            .map_or("", |machine| machine.name)
    }

    fn state_name(&self, machine: u8, state: u8) -> Option<&'static str> {
        self.machines
            .get(usize::from(machine))?
            .states
            .get(usize::from(state))
            .copied()
    }
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.turn)?;
        for moved in self.moved() {
            write!(
                f,
                ", {} {} → {}",
                moved.machine,
                moved.from.unwrap_or("?"),
                moved.to
            )?;
        }
        if self.reply != ReplyNote::None {
            write!(f, ", {:?}", self.reply)?;
        }
        if self.new_origin {
            f.write_str(", new origin")?;
        }
        if self.reloaded {
            f.write_str(", new document")?;
        }
        Ok(())
    }
}
