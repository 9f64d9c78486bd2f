//! Order rules: the state machines of a session.

use super::calls::{Calls, Tracking};
use super::needs::{CALLS, RULES};
use super::order::{NO_STATE, Order, Step, Turn};
use crate::Limits;
use crate::codec::{CallKey, Record, field_of};
use crate::protocol::{MachineTable, Move, Only, Row};

/// Whether a session that joined late learns a state from the states that a message needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Learning {
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

impl Learning {
    /// Whether a rule has something to say that isn't said of a repetition.
    fn hears(self, step: Step) -> bool {
        self != Self::Repetition || step.turn != Turn::OutOfTurn
    }
}

/// The state machines of a session.
pub(super) struct Machines {
    tables: &'static [MachineTable],
    /// One entry per machine.
    runs: Vec<Run>,
    late: bool,
    open_calls: usize,
    evicted: u64,
}

enum Run {
    /// `None` while the session doesn't know.
    Single(Option<u8>),
    PerCall(Box<dyn Tracking>),
}

impl Machines {
    pub(super) fn new(tables: &'static [MachineTable], open_calls: usize) -> Self {
        let mut machines = Self {
            tables,
            runs: Vec::new(),
            late: false,
            open_calls,
            evicted: 0,
        };
        machines.restart();
        machines
    }

    /// Every machine at its start, no call known.
    pub(super) fn restart(&mut self) {
        self.late = false;
        self.runs = self
            .tables
            .iter()
            .map(|table| {
                if CALLS.is_there() && table.keyed {
                    Run::PerCall(Box::new(Calls::default()))
                } else {
                    Run::Single(Some(0))
                }
            })
            .collect();
    }

    /// The session doesn't know what happened before.
    pub(super) fn unsync(&mut self) {
        self.late = true;
        for run in &mut self.runs {
            if let Run::Single(state) = run {
                *state = None;
            }
        }
    }

    pub(super) const fn limit(&mut self, open_calls: usize) {
        self.open_calls = open_calls;
    }

    /// How many calls were forgotten because too many were open.
    pub(super) const fn evicted(&self) -> u64 {
        self.evicted
    }

    pub(super) fn state(&self, machine: usize) -> Option<usize> {
        match self.runs.get(machine)? {
            Run::Single(state) => state.map(usize::from),
            Run::PerCall(_) => None,
        }
    }

    pub(super) fn state_of(&self, machine: usize, key: &CallKey) -> Option<usize> {
        match self.runs.get(machine)? {
            Run::Single(_) => None,
            Run::PerCall(calls) => calls.get(key).map(usize::from),
        }
    }

    pub(super) fn calls(&self, machine: usize) -> impl Iterator<Item = (&CallKey, usize)> {
        let calls = match self.runs.get(machine) {
            Some(Run::PerCall(calls)) => Some(calls),
            _ => None,
        };
        calls
            .into_iter()
            .flat_map(|calls| calls.iter().map(|(key, state)| (key, state.into())))
    }

    /// Whether nothing is going on: every machine at its start (or unknown), no call open.
    pub(super) fn at_rest(&self) -> bool {
        self.runs.iter().all(|run| match run {
            Run::Single(state) => state.is_none_or(|state| state == 0),
            Run::PerCall(calls) => calls.len() == 0,
        })
    }

    /// What the rules say of a message, without moving.
    pub(super) fn check(&self, row: &Row, record: &dyn Record) -> Order {
        self.judge(row, record, u64::MAX, Learning::Nothing, &mut |_, _| {})
    }

    /// What the rules say of a message; moves to the states that it implies.
    ///
    /// `fields` are the fields of the message that could be read: a drifted message still moves.
    pub(super) fn apply(
        &mut self,
        row: &Row,
        record: &dyn Record,
        fields: u64,
        learning: Learning,
    ) -> Order {
        if !RULES.is_there() || (row.moves.is_empty() && row.only.is_empty()) {
            return Order::new(self.tables);
        }
        let mut changes = Changes::default();
        let order = self.judge(row, record, fields, learning, &mut changes.collect());
        for change in changes.0.into_iter().flatten() {
            self.change(change);
        }
        order
    }

    /// Moves to the states that a message of this side implies; gives what it changed.
    pub(super) fn noted(&mut self, row: &Row, record: &dyn Record, learning: Learning) -> Changes {
        let mut changes = Changes::default();
        self.judge(row, record, u64::MAX, learning, &mut changes.collect());
        self.repeat(&changes);
        changes
    }

    /// Moves as a message did before.
    pub(super) fn repeat(&mut self, changes: &Changes) {
        for change in changes.0.iter().flatten() {
            self.change(change.clone());
        }
    }

    fn change(&mut self, change: Change) {
        let machine = usize::from(change.machine);
        match (self.runs.get_mut(machine), change.key) {
            (Some(Run::Single(state)), _) => *state = Some(change.to),
            (Some(Run::PerCall(calls)), Some(key)) => {
                let end = self.tables.get(machine).map_or(0, |table| table.end);
                if end & (1 << change.to) != 0 {
                    calls.remove(&key);
                } else if calls.set(key, change.to, self.open_calls) {
                    self.evicted += 1;
                }
            }
            _ => {}
        }
    }

    fn judge(
        &self,
        row: &Row,
        record: &dyn Record,
        fields: u64,
        learning: Learning,
        change: &mut dyn FnMut(Step, Option<CallKey>),
    ) -> Order {
        let mut order = Order::new(self.tables);
        for only in row.only {
            if let Some((step, key)) = self.judge_only(*only, record, fields)
                && learning.hears(step)
            {
                order.push(step, only.states);
                // The other side knows its state: what only one state allows tells which it is.
                let learns = learning == Learning::FromTheirs && only.states.is_power_of_two();
                if step.turn == Turn::Unsynced && learns {
                    #[expect(clippy::cast_possible_truncation, reason = "a bit index is < 64")]
                    let to = only.states.trailing_zeros() as u8;
                    change(Step { to, ..step }, key);
                }
            }
        }
        let mut judged = 0_u64;
        for first in row.moves {
            if judged & (1 << first.machine) != 0 || !holds(first, record, fields) {
                continue;
            }
            judged |= 1 << first.machine;
            let same = |rule: &&Move| rule.machine == first.machine && holds(rule, record, fields);
            let moves = row.moves.iter().filter(same);
            let allowed = moves.clone().fold(0, |allowed, rule| allowed | rule.from);
            if let Some((step, key)) = self.judge_moves(*first, moves, record, fields)
                && learning.hears(step)
            {
                if learning == Learning::Stray {
                    let to = NO_STATE;
                    order.push(Step { to, ..step }, allowed);
                } else {
                    order.push(step, allowed);
                    change(step, key);
                }
            }
        }
        order
    }

    fn judge_only(
        &self,
        only: Only,
        record: &dyn Record,
        fields: u64,
    ) -> Option<(Step, Option<CallKey>)> {
        let (state, known, key) = self.look(only.machine, only.key, record, fields)?;
        let turn = match state {
            Some(state) if only.states & (1 << state) != 0 => Turn::InTurn,
            Some(_) => Turn::OutOfTurn,
            None if known => Turn::OutOfTurn,
            None => Turn::Unsynced,
        };
        let from = state.unwrap_or(NO_STATE);
        Some((
            Step {
                machine: only.machine,
                from,
                to: NO_STATE,
                turn,
            },
            key,
        ))
    }

    fn judge_moves<'m>(
        &self,
        first: Move,
        moves: impl Iterator<Item = &'m Move>,
        record: &dyn Record,
        fields: u64,
    ) -> Option<(Step, Option<CallKey>)> {
        let (state, known, key) = self.look(first.machine, first.key, record, fields)?;
        let bit = state.map_or(Move::NEW, |state| 1 << state);
        for rule in moves {
            if rule.from & bit != 0 {
                let turn = if state.is_none() && !known {
                    Turn::Unsynced
                } else {
                    Turn::InTurn
                };
                let from = state.unwrap_or(NO_STATE);
                return Some((
                    Step {
                        machine: first.machine,
                        from,
                        to: rule.to,
                        turn,
                    },
                    key,
                ));
            }
        }
        let turn = if state.is_none() && !known {
            Turn::Unsynced
        } else {
            Turn::OutOfTurn
        };
        let from = state.unwrap_or(NO_STATE);
        Some((
            Step {
                machine: first.machine,
                from,
                to: first.to,
                turn,
            },
            key,
        ))
    }

    /// The state of the machine for this message; whether the session knows what happened before;
    /// and the key. `None` if the machine runs per call and the message doesn't say which.
    fn look(
        &self,
        machine: u8,
        key: Option<u16>,
        record: &dyn Record,
        fields: u64,
    ) -> Option<(Option<u8>, bool, Option<CallKey>)> {
        match self.runs.get(usize::from(machine))? {
            Run::Single(state) => Some((*state, state.is_some(), None)),
            Run::PerCall(calls) => {
                let place = key?;
                if fields & field_of(place) == 0 {
                    return None;
                }
                let key = record.call_key(usize::from(place)).filter(is_trackable)?;
                Some((calls.get(&key), !self.late, Some(key)))
            }
        }
    }
}

/// Whether the message says what a transition wants to hear, as far as it could be read.
fn holds(rule: &Move, record: &dyn Record, fields: u64) -> bool {
    rule.condition.is_none_or(|condition| {
        fields & field_of(condition.place) != 0
            && record.says(usize::from(condition.place), &condition.value)
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

/// What a message changes.
#[derive(Clone, Default)]
pub(super) struct Changes([Option<Change>; Order::STEPS]);

#[derive(Clone)]
struct Change {
    machine: u8,
    to: u8,
    key: Option<CallKey>,
}

impl Changes {
    /// Takes a change at a time.
    fn collect(&mut self) -> impl FnMut(Step, Option<CallKey>) {
        let mut free = self.0.iter_mut();
        move |step, key| {
            if let Some(slot) = free.next() {
                *slot = Some(Change {
                    machine: step.machine,
                    to: step.to,
                    key,
                });
            }
        }
    }
}
