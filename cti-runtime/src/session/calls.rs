//! The calls that keyed state machines track: bounded, the oldest forgotten first.

use std::collections::{HashMap, VecDeque};

use super::order::NO_STATE;
use super::part::optional;
use crate::json::CallKey;

/// The calls of each machine.
pub(super) struct Calls(Vec<Open>);

optional!(Calls);

impl Calls {
    pub(super) fn new(machines: usize) -> Self {
        let mut calls = Vec::new();
        calls.resize_with(machines, Open::default);
        Self(calls)
    }

    /// The state of a call; [`NO_STATE`] if it isn't open.
    pub(super) fn get(&self, machine: usize, key: &CallKey) -> u8 {
        let call = self.0.get(machine).and_then(|open| open.calls.get(key));
        call.map_or(NO_STATE, |call| call.state)
    }

    /// Shows each open call of a machine.
    pub(super) fn each<'a>(&'a self, machine: usize, see: &mut dyn FnMut(&'a CallKey, u8)) {
        if let Some(open) = self.0.get(machine) {
            for (key, call) in &open.calls {
                see(key, call.state);
            }
        }
    }

    /// Sets the state of a call; says whether an older call had to be forgotten for it.
    pub(super) fn set(&mut self, machine: usize, key: &CallKey, state: u8, limit: usize) -> bool {
        (self.0.get_mut(machine)).is_some_and(|open| open.set(key, state, limit))
    }

    /// The call has ended.
    pub(super) fn remove(&mut self, machine: usize, key: &CallKey) {
        if let Some(open) = self.0.get_mut(machine) {
            open.remove(key);
        }
    }

    /// Every call is forgotten.
    pub(super) fn clear(&mut self) {
        self.0.fill_with(Open::default);
    }
}

/// The open calls of a machine.
#[derive(Default)]
struct Open {
    calls: HashMap<CallKey, Call>,
    /// Calls in the order in which they were first seen. A call that has ended stays until it comes
    /// to the front or the queue is swept.
    seen: VecDeque<(u64, CallKey)>,
    next: u64,
}

struct Call {
    state: u8,
    seen: u64,
}

impl Open {
    fn set(&mut self, key: &CallKey, state: u8, limit: usize) -> bool {
        if let Some(call) = self.calls.get_mut(key) {
            call.state = state;
            return false;
        }
        let full = self.calls.len() >= limit;
        if full {
            self.forget_oldest();
        }
        let seen = self.next;
        self.next += 1;
        self.seen.push_back((seen, key.clone()));
        self.calls.insert(key.clone(), Call { state, seen });
        full
    }

    fn remove(&mut self, key: &CallKey) {
        self.calls.remove(key);
        if self.seen.len() > 32 && self.seen.len() > self.calls.len() * 2 {
            let calls = &self.calls;
            self.seen
                .retain(|(seen, key)| calls.get(key).is_some_and(|call| call.seen == *seen));
        }
    }

    fn forget_oldest(&mut self) {
        while let Some((seen, key)) = self.seen.pop_front() {
            if self.calls.get(&key).is_some_and(|call| call.seen == seen) {
                self.calls.remove(&key);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(calls: &Calls) -> usize {
        let mut count = 0;
        calls.each(0, &mut |_, _| count += 1);
        count
    }

    fn waits(calls: &Calls) -> usize {
        calls.0.iter().map(|open| open.seen.len()).sum()
    }

    #[test]
    fn the_oldest_call_is_forgotten_first_and_memory_stays_bounded() {
        let mut calls = Calls::new(1);
        for id in 0..10_000 {
            assert_eq!(calls.set(0, &CallKey::Number(id), 0, 4), id >= 4);
            if id % 3 == 0 {
                // A call that moves on does not become younger.
                calls.set(0, &CallKey::Number(id.saturating_sub(3)), 1, 4);
            }
        }
        assert!(count(&calls) <= 4);
        assert!(waits(&calls) <= 64, "{}", waits(&calls));
        assert_eq!(calls.get(0, &CallKey::Number(9_999)), 0);
        assert_eq!(calls.get(0, &CallKey::Number(17)), NO_STATE);
    }

    #[test]
    fn calls_that_end_leave_nothing_behind() {
        let mut calls = Calls::new(1);
        for id in 0..10_000 {
            calls.set(0, &CallKey::Number(id), 0, 1_000);
            calls.remove(0, &CallKey::Number(id));
        }
        assert_eq!(count(&calls), 0);
        assert!(waits(&calls) <= 33, "{}", waits(&calls));
    }

    #[test]
    fn many_calls_in_any_order_are_each_found_and_forgotten_in_the_order_in_which_they_came() {
        // Every number below 10007 once, far apart.
        let key = |turn: u64| CallKey::Number(turn * 7_919 % 10_007);
        let mut calls = Calls::new(2);
        for turn in 0..10_007 {
            let state = u8::from(turn % 2 == 1);
            assert_eq!(calls.set(1, &key(turn), state, 5_000), turn >= 5_000);
        }
        assert_eq!(calls.get(0, &key(10_006)), NO_STATE);
        for turn in 0..10_007 {
            let state = u8::from(turn % 2 == 1);
            let expected = if turn < 5_007 { NO_STATE } else { state };
            assert_eq!(calls.get(1, &key(turn)), expected, "{turn}");
        }
        for turn in 0..10_007 {
            calls.remove(1, &key(turn));
        }
        calls.each(1, &mut |key, _| panic!("{key:?} is open"));
    }
}
