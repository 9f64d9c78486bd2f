//! State machines, the slow way: straight from the description, no bits, no tables.

use cti_runtime::Turn;
use cti_runtime::describe::{Description, From, Machine, Message, Move, Scalar};
use cti_runtime::tools::StateNow;

/// The machines of a session.
#[derive(Clone, Debug)]
pub struct States {
    description: &'static Description,
    /// For each machine without a key, its state, if it is known.
    single: Vec<Option<&'static str>>,
    /// For each machine with one, its calls in the order in which they were first seen.
    calls: Vec<Vec<(u64, &'static str)>>,
    late: bool,
    limit: usize,
    /// Calls that had to be forgotten.
    pub forgotten: u64,
}

/// What a message says, as far as it could be read: the call that it is about, and values by the Rust
/// names of their fields.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The key of its call.
    pub key: Option<u64>,
    /// What conditions may ask for.
    pub values: Vec<(&'static str, Scalar)>,
}

impl Said {
    /// A message that says nothing but which call it is about.
    pub const fn of(key: Option<u64>) -> Self {
        Self {
            key,
            values: Vec::new(),
        }
    }

    fn fulfils(&self, rule: &Move) -> bool {
        let asked = rule.condition.as_ref();
        asked.is_none_or(|asked| self.values.contains(&(asked.field, asked.value)))
    }
}

/// What a rule finds.
struct Now {
    state: Option<&'static str>,
    /// Whether the session would know if there were one.
    known: bool,
}

impl States {
    /// A session's machines at the start.
    pub fn new(description: &'static Description, late: bool, limit: usize) -> Self {
        let mut states = Self {
            description,
            single: Vec::new(),
            calls: Vec::new(),
            late,
            limit,
            forgotten: 0,
        };
        states.restart();
        states
    }

    /// The other side was reloaded: all begins anew, and that is known.
    pub fn reload(&mut self) {
        self.late = false;
        self.restart();
    }

    fn restart(&mut self) {
        let machines = self.description.machines;
        let start = |machine: &Machine| (!self.late).then_some(machine.states[0].name);
        self.single = machines.iter().map(start).collect();
        self.calls = vec![Vec::new(); machines.len()];
    }

    /// What is shown of them.
    pub fn shown(&self) -> Vec<StateNow> {
        let mut shown = Vec::new();
        for (index, machine) in self.description.machines.iter().enumerate() {
            if machine.key.is_none() {
                shown.push(StateNow {
                    machine: machine.name,
                    call: None,
                    state: self.single[index],
                });
                continue;
            }
            let mut calls = self.calls[index].clone();
            calls.sort_unstable();
            shown.extend(calls.into_iter().map(|(key, state)| StateNow {
                machine: machine.name,
                call: Some(key.to_string()),
                state: Some(state),
            }));
        }
        shown
    }

    /// Whether a message may come, or go, now; and where it leads. From the other side's messages a
    /// late session also learns the only state in which they can be sent.
    pub fn judge(
        &self,
        message: &Message,
        said: &Said,
        theirs: bool,
    ) -> (Turn, Vec<(usize, &'static str)>) {
        let (mut turns, mut changes) = (Vec::new(), Vec::new());
        for only in message.only {
            let (index, machine) = self.machine(only.machine);
            let Some(now) = self.now(index, machine, said.key) else {
                continue;
            };
            match now.state {
                Some(state) if only.states.contains(&state) => turns.push(Turn::InTurn),
                None if !now.known => {
                    turns.push(Turn::Unsynced);
                    if let ([only], true) = (only.states, theirs) {
                        changes.push((index, *only));
                    }
                }
                _ => turns.push(Turn::OutOfTurn),
            }
        }
        for (index, machine) in self.description.machines.iter().enumerate() {
            let rules: Vec<_> = message
                .moves
                .iter()
                .filter(|rule| rule.machine == machine.name && said.fulfils(rule))
                .collect();
            let Some((first, now)) = rules.first().zip(self.now(index, machine, said.key)) else {
                continue;
            };
            let fits = rules.iter().find(|rule| match (rule.from, now.state) {
                (From::Any, _) | (From::New, None) => true,
                (From::States(from), Some(state)) => from.contains(&state),
                _ => false,
            });
            turns.push(match (now.known || now.state.is_some(), fits) {
                (false, _) => Turn::Unsynced,
                (true, Some(_)) => Turn::InTurn,
                (true, None) => Turn::OutOfTurn,
            });
            changes.push((index, fits.unwrap_or(first).to));
        }
        let worst = [Turn::OutOfTurn, Turn::Unsynced];
        let turn = worst.into_iter().find(|turn| turns.contains(turn));
        (turn.unwrap_or(Turn::InTurn), changes)
    }

    /// A message came or went.
    pub fn apply(&mut self, message: &Message, said: &Said, theirs: bool) -> Turn {
        let (turn, changes) = self.judge(message, said, theirs);
        for (index, to) in changes {
            let machine = &self.description.machines[index];
            let Some(key) = said.key.filter(|_| machine.key.is_some()) else {
                self.single[index] = Some(to);
                continue;
            };
            let over = machine
                .states
                .iter()
                .any(|state| state.name == to && state.end);
            let calls = &mut self.calls[index];
            match calls.iter().position(|(known, _)| *known == key) {
                Some(at) if over => drop(calls.remove(at)),
                Some(at) => calls[at].1 = to,
                None if over => {}
                None => {
                    if calls.len() >= self.limit {
                        calls.remove(0);
                        self.forgotten += 1;
                    }
                    calls.push((key, to));
                }
            }
        }
        turn
    }

    fn machine(&self, name: &str) -> (usize, &'static Machine) {
        let mut machines = self.description.machines.iter().enumerate();
        machines
            .find(|(_, machine)| machine.name == name)
            .expect("a machine of the description")
    }

    /// `None` if the machine runs per call and the message doesn't say which.
    fn now(&self, index: usize, machine: &Machine, key: Option<u64>) -> Option<Now> {
        if machine.key.is_none() {
            let state = self.single[index];
            let known = state.is_some();
            return Some(Now { state, known });
        }
        let key = key?;
        let found = self.calls[index].iter().find(|(known, _)| *known == key);
        Some(Now {
            state: found.map(|(_, state)| *state),
            known: !self.late,
        })
    }
}
