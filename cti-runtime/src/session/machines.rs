//! Order rules: the state machines of a session.

use super::calls::Calls;
use super::order::{NO_STATE, Order, Step, Turn};
use super::part::Part;
use crate::Limits;
use crate::json::{CallKey, Record, field_of};
use crate::table::{MachineTable, Move, Row};

/// Whether a session that joined late learns a state from the states that a message needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TransitionMode {
    /// From what the other side sends: it knows its state.
    FromTheirs,
    /// From what this side sends nothing can be learned: it may be wrong to send it.
    Nothing,
    /// From a part of a handshake that comes again nothing is learned, and it isn't out of turn: where
    /// no rule has it move, it moves nothing.
    Repetition,
    /// What acknowledges a handshake that hasn't begun moves nothing.
    Stray,
}

/// The state machines of a session.
pub(super) struct Machines {
    tables: &'static [MachineTable],
    /// The state of each machine; [`NO_STATE`] while the session doesn't know. Means nothing if it runs
    /// per call.
    states: Vec<u8>,
    /// The calls of those that run per call, if there are any.
    calls: Part<Calls>,
    late: bool,
    open_calls: usize,
    evicted: u64,
}

impl Machines {
    pub(super) fn new(tables: &'static [MachineTable], open_calls: usize) -> Self {
        Self {
            tables,
            states: vec![0; tables.len()],
            calls: Part::NONE,
            late: false,
            open_calls,
            evicted: 0,
        }
    }

    /// From here on, machines that run once per call do.
    pub(super) fn track_calls(&mut self) {
        self.calls = Part::new(Calls::new(self.tables.len()));
    }

    /// Every machine at its start, no call known.
    pub(super) fn restart(&mut self) {
        self.late = false;
        self.states.fill(0);
        if let Some(calls) = self.calls.get_mut() {
            calls.clear();
        }
    }

    /// The session doesn't know what happened before.
    pub(super) fn unsync(&mut self) {
        self.late = true;
        self.states.fill(NO_STATE);
    }

    pub(super) const fn limit(&mut self, open_calls: usize) {
        self.open_calls = open_calls;
    }

    /// How many calls were forgotten because too many were open.
    pub(super) const fn evicted(&self) -> u64 {
        self.evicted
    }

    fn is_keyed(&self, machine: usize) -> bool {
        self.calls.is_there() && self.tables.get(machine).is_some_and(|table| table.keyed)
    }

    /// The calls of a machine, if it runs per call.
    fn calls_of(&self, machine: usize) -> Option<&Calls> {
        self.calls.get().filter(|_| self.is_keyed(machine))
    }

    pub(super) fn state(&self, machine: usize) -> Option<usize> {
        let state = *self.states.get(machine)?;
        (state != NO_STATE && !self.is_keyed(machine)).then_some(state.into())
    }

    pub(super) fn state_of(&self, machine: usize, key: &CallKey) -> Option<usize> {
        let state = self.calls_of(machine)?.get(machine, key);
        (state != NO_STATE).then_some(state.into())
    }

    pub(super) fn calls(&self, machine: usize) -> impl Iterator<Item = (&CallKey, usize)> {
        let mut found = Vec::new();
        if let Some(calls) = self.calls_of(machine) {
            calls.each(machine, &mut |key, state| found.push((key, state.into())));
        }
        found.into_iter()
    }

    /// Whether a message may begin a conversation: all that it does is to take machines from their
    /// start, or from anywhere, to another state. Machines that run per call begin with every call, and
    /// tell nothing.
    pub(super) fn may_begin(&self, row: &Row) -> bool {
        row.moves.iter().any(|rule| rule.to != 0) && self.only_leaves_starts(row)
    }

    /// Whether this message does, by what it says.
    pub(super) fn begins(&self, row: &Row, record: &dyn Record) -> bool {
        let leads_on = |rule: &Move| rule.to != 0 && holds(rule, record, u64::MAX);
        self.may_begin(row) && row.moves.iter().any(leads_on)
    }

    fn only_leaves_starts(&self, row: &Row) -> bool {
        row.moves.iter().all(|rule| {
            !self.is_keyed(rule.machine.into()) && (rule.from == 1 || rule.from == Move::ANY)
        })
    }

    /// What the rules say of a message, without moving.
    pub(super) fn check(&self, row: &Row, record: &dyn Record) -> Order {
        if !has_rules(row) {
            return Order::new(self.tables);
        }
        let mut changes = Changes::default();
        self.judge(row, record, u64::MAX, TransitionMode::Nothing, &mut changes)
    }

    /// What the rules say of a message; moves to the states that it implies.
    ///
    /// `fields` are the fields of the message that could be read: a drifted message still moves.
    pub(super) fn apply(
        &mut self,
        row: &Row,
        record: &dyn Record,
        fields: u64,
        mode: TransitionMode,
    ) -> Order {
        if !has_rules(row) {
            return Order::new(self.tables);
        }
        let mut changes = Changes::default();
        let order = self.judge(row, record, fields, mode, &mut changes);
        self.repeat(&changes);
        order
    }

    /// Moves to the states that a message of this side implies; gives what it changed.
    pub(super) fn registered(
        &mut self,
        row: &Row,
        record: &dyn Record,
        mode: TransitionMode,
    ) -> Changes {
        let mut changes = Changes::default();
        self.judge(row, record, u64::MAX, mode, &mut changes);
        self.repeat(&changes);
        changes
    }

    /// Moves as a message did before.
    pub(super) fn repeat(&mut self, changes: &Changes) {
        for ((machine, to), key) in changes.list.iter().zip(&changes.keys).take(changes.len) {
            self.change(usize::from(*machine), *to, key.as_ref());
        }
    }

    fn change(&mut self, machine: usize, to: u8, key: Option<&CallKey>) {
        if let (Some(key), Some(calls)) = (key, self.calls.get_mut()) {
            let end = self.tables.get(machine).map_or(0, |table| table.end);
            if end & (1 << (to & 63)) != 0 {
                calls.remove(machine, key);
            } else if calls.set(machine, key, to, self.open_calls) {
                self.evicted += 1;
            }
        } else if let Some(state) = self.states.get_mut(machine) {
            *state = to;
        }
    }

    fn judge(
        &self,
        row: &Row,
        record: &dyn Record,
        fields: u64,
        mode: TransitionMode,
        changes: &mut Changes,
    ) -> Order {
        let mut judge = Judge {
            order: Order::new(self.tables),
            mode,
            changes,
        };
        for only in row.only {
            let key = judge.changes.key();
            if let Some(seen) = self.look(only.machine, only.key, record, fields, key) {
                judge.take(only.machine, seen, only.states, NO_STATE);
            }
        }
        let mut judged = 0_u64;
        for first in row.moves {
            let bit = 1 << (first.machine & 63);
            if judged & bit != 0 || !holds(first, record, fields) {
                continue;
            }
            judged |= bit;
            let key = judge.changes.key();
            let Some(seen) = self.look(first.machine, first.key, record, fields, key) else {
                continue;
            };
            // Of the rules that say where it may come from, the first says where it goes.
            let (mut allowed, mut to) = (0, first.to);
            for rule in row.moves {
                if rule.machine == first.machine && holds(rule, record, fields) {
                    if allowed & seen.bit() == 0 && rule.from & seen.bit() != 0 {
                        to = rule.to;
                    }
                    allowed |= rule.from;
                }
            }
            judge.take(first.machine, seen, allowed, to);
        }
        judge.order
    }

    /// Where the machine is, for this message; `None` if the machine runs per call and the message
    /// doesn't say which. The key of the call is put into its slot.
    fn look(
        &self,
        machine: u8,
        place: Option<u16>,
        record: &dyn Record,
        fields: u64,
        slot: Option<&mut Option<CallKey>>,
    ) -> Option<Seen> {
        let machine = usize::from(machine);
        let Some(calls) = self.calls_of(machine) else {
            let state = *self.states.get(machine)?;
            let unsynced = state == NO_STATE;
            return Some(Seen { state, unsynced });
        };
        let place = place?;
        if fields & field_of(place) == 0 {
            return None;
        }
        let key = record.call_key(usize::from(place)).filter(is_trackable)?;
        let state = calls.get(machine, &key);
        let unsynced = state == NO_STATE && self.late;
        *slot? = Some(key);
        Some(Seen { state, unsynced })
    }
}

/// Where a machine is.
#[derive(Clone, Copy)]
struct Seen {
    /// [`NO_STATE`] if it isn't known, or there is no such call.
    state: u8,
    /// Whether the session doesn't know because it joined late.
    unsynced: bool,
}

impl Seen {
    /// The state as rules have it.
    const fn bit(self) -> u64 {
        if self.state == NO_STATE {
            Move::NEW
        } else {
            1 << (self.state & 63)
        }
    }
}

/// Takes down what the rules of each machine say of a message.
struct Judge<'a> {
    order: Order,
    mode: TransitionMode,
    changes: &'a mut Changes,
}

impl Judge<'_> {
    /// Where a machine is, where the rules want it to be, and where they have it go, if anywhere.
    fn take(&mut self, machine: u8, seen: Seen, allowed: u64, to: u8) {
        let turn = if seen.unsynced {
            Turn::Unsynced
        } else if allowed & seen.bit() != 0 {
            Turn::InTurn
        } else {
            Turn::OutOfTurn
        };
        let to = match self.mode {
            TransitionMode::Repetition if turn == Turn::OutOfTurn => return,
            TransitionMode::Stray => NO_STATE,
            _ => to,
        };
        let from = seen.state;
        let step = Step {
            machine,
            from,
            to,
            turn,
        };
        self.order.push(step, allowed);
        let learns = turn == Turn::Unsynced && self.mode == TransitionMode::FromTheirs;
        let to = if to == NO_STATE && learns && allowed.is_power_of_two() {
            // The other side knows its state: what only one state allows tells which it is.
            u8::try_from(allowed.trailing_zeros()).unwrap_or(NO_STATE)
        } else {
            to
        };
        if to != NO_STATE {
            self.changes.push(machine, to);
        }
    }
}

/// Whether any rule speaks of a message.
fn has_rules(row: &Row) -> bool {
    !(row.moves.is_empty() && row.only.is_empty())
}

/// Whether the message says what a transition wants to hear, as far as it could be read.
fn holds(rule: &Move, record: &dyn Record, fields: u64) -> bool {
    rule.condition.is_none_or(|condition| {
        fields & field_of(condition.place) != 0
            && record.matches(usize::from(condition.place), &condition.value)
    })
}

/// Whether a call with this key is tracked. Open calls are bounded by number; a bound on the length of
/// their keys bounds the memory too.
fn is_trackable(key: &CallKey) -> bool {
    match key {
        CallKey::Text(text) => text.len() <= Limits::CALL_KEY_BYTES,
        CallKey::Number(_) | CallKey::Uuid(_) => true,
    }
}

/// What a message changes: machines, the states that they move to, and the keys of those that run per
/// call.
#[derive(Default)]
pub(super) struct Changes {
    list: [(u8, u8); Order::STEPS],
    keys: [Option<CallKey>; Order::STEPS],
    len: usize,
}

impl Changes {
    /// The slot of the next key.
    fn key(&mut self) -> Option<&mut Option<CallKey>> {
        let free = self.keys.get_mut(self.len)?;
        // That of a machine which was looked at and changes nothing.
        *free = None;
        Some(free)
    }

    fn push(&mut self, machine: u8, to: u8) {
        if let Some(free) = self.list.get_mut(self.len) {
            *free = (machine, to);
            self.len += 1;
        }
    }
}
