//! The calls that a keyed state machine tracks: bounded, the oldest forgotten first.

use std::collections::{HashMap, VecDeque};

use crate::codec::CallKey;

/// Tracks calls. Called through pointers, so that it is only part of programs with a protocol that has
/// calls to track.
pub(super) trait Tracking: Send + Sync {
    fn get(&self, key: &CallKey) -> Option<u8>;
    fn len(&self) -> usize;
    fn iter(&self) -> Box<dyn Iterator<Item = (&CallKey, u8)> + '_>;
    /// Sets the state of a call; says whether an older call had to be forgotten for it.
    fn set(&mut self, key: CallKey, state: u8, limit: usize) -> bool;
    fn remove(&mut self, key: &CallKey);
}

#[derive(Default)]
pub(super) struct Calls {
    states: HashMap<CallKey, Tracked>,
    /// Calls in the order in which they were first seen. A call that has ended stays until it comes
    /// to the front or the queue is swept.
    seen: VecDeque<(u64, CallKey)>,
    next: u64,
}

#[derive(Clone, Copy, Debug)]
struct Tracked {
    state: u8,
    seen: u64,
}

impl Tracking for Calls {
    fn get(&self, key: &CallKey) -> Option<u8> {
        self.states.get(key).map(|tracked| tracked.state)
    }

    fn len(&self) -> usize {
        self.states.len()
    }

    fn iter(&self) -> Box<dyn Iterator<Item = (&CallKey, u8)> + '_> {
        let states = self.states.iter();
        Box::new(states.map(|(key, tracked)| (key, tracked.state)))
    }

    fn set(&mut self, key: CallKey, state: u8, limit: usize) -> bool {
        if let Some(tracked) = self.states.get_mut(&key) {
            tracked.state = state;
            return false;
        }
        if limit == 0 {
            return true;
        }
        let evicted = self.states.len() >= limit && self.forget_oldest();
        let seen = self.next;
        self.next += 1;
        self.seen.push_back((seen, key.clone()));
        self.states.insert(key, Tracked { state, seen });
        evicted
    }

    fn remove(&mut self, key: &CallKey) {
        self.states.remove(key);
        if self.seen.len() > 32 && self.seen.len() > self.states.len() * 2 {
            let states = &self.states;
            self.seen
                .retain(|(seen, key)| states.get(key).is_some_and(|t| t.seen == *seen));
        }
    }
}

impl Calls {
    fn forget_oldest(&mut self) -> bool {
        while let Some((seen, key)) = self.seen.pop_front() {
            if self
                .states
                .get(&key)
                .is_some_and(|tracked| tracked.seen == seen)
            {
                self.states.remove(&key);
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_call_is_forgotten_first_and_memory_stays_bounded() {
        let mut calls = Calls::default();
        for id in 0..10_000 {
            assert_eq!(calls.set(CallKey::Number(id), 0, 4), id >= 4);
            if id % 3 == 0 {
                // A call that moves on does not become younger.
                calls.set(CallKey::Number(id.saturating_sub(3)), 1, 4);
            }
        }
        assert!(calls.len() <= 4);
        assert!(calls.seen.len() <= 64, "{}", calls.seen.len());
        assert_eq!(calls.get(&CallKey::Number(9_999)), Some(0));
        assert_eq!(calls.get(&CallKey::Number(17)), None);
    }

    #[test]
    fn calls_that_end_leave_nothing_behind() {
        let mut calls = Calls::default();
        for id in 0..10_000 {
            calls.set(CallKey::Number(id), 0, 1_000);
            calls.remove(&CallKey::Number(id));
        }
        assert_eq!(calls.len(), 0);
        assert!(calls.seen.len() <= 33, "{}", calls.seen.len());
    }
}
