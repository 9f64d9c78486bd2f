//! The calls that keyed state machines track: bounded, the oldest forgotten first.

use super::order::NO_STATE;
use crate::codec::CallKey;

/// Tracks the calls of machines. Called through pointers, so that it is only part of programs with a
/// protocol that has calls to track.
pub(super) trait Tracking: Send + Sync {
    /// The state of a call; [`NO_STATE`] if it isn't open.
    fn get(&self, machine: usize, key: &CallKey) -> u8;
    /// Whether no machine has an open call.
    fn is_empty(&self) -> bool;
    /// Shows each open call of a machine.
    fn each<'a>(&'a self, machine: usize, see: &mut dyn FnMut(&'a CallKey, u8));
    /// Sets the state of a call; says whether an older call had to be forgotten for it.
    fn set(&mut self, machine: usize, key: &CallKey, state: u8, limit: usize) -> bool;
    /// The call has ended.
    fn remove(&mut self, machine: usize, key: &CallKey);
    /// Every call is forgotten.
    fn clear(&mut self);
}

/// The calls of each machine.
pub(super) struct Calls(Vec<Open>);

impl Calls {
    pub(super) fn new(machines: usize) -> Self {
        let mut calls = Vec::new();
        calls.resize_with(machines, Open::default);
        Self(calls)
    }
}

impl Tracking for Calls {
    fn get(&self, machine: usize, key: &CallKey) -> u8 {
        self.0.get(machine).map_or(NO_STATE, |open| open.state(key))
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|open| open.shelves.is_empty())
    }

    fn each<'a>(&'a self, machine: usize, see: &mut dyn FnMut(&'a CallKey, u8)) {
        for shelf in self.0.get(machine).map_or(&[][..], |open| &open.shelves) {
            for call in &shelf.calls {
                see(&call.key, call.state);
            }
        }
    }

    fn set(&mut self, machine: usize, key: &CallKey, state: u8, limit: usize) -> bool {
        (self.0.get_mut(machine)).is_some_and(|open| open.set(key, state, limit))
    }

    fn remove(&mut self, machine: usize, key: &CallKey) {
        if let Some(open) = self.0.get_mut(machine)
            && let (shelf, Ok(place)) = open.find(key)
        {
            open.remove(shelf, place);
        }
    }

    fn clear(&mut self) {
        for open in &mut self.0 {
            open.shelves.clear();
            open.count = 0;
        }
    }
}

/// How many calls stand on a shelf at most: what is moved when a call is put between others.
const SHELF: usize = 256;

/// The open calls of a machine, sorted by their keys. No choice of keys makes finding one slow.
#[derive(Default)]
struct Open {
    shelves: Vec<Shelf>,
    count: usize,
    /// How many calls there have been.
    seen: u64,
}

/// Calls that are neighbours.
struct Shelf {
    /// When the first seen of them was seen.
    oldest: u64,
    calls: Vec<Call>,
}

struct Call {
    key: CallKey,
    /// How many calls were seen before.
    seen: u64,
    state: u8,
}

impl Shelf {
    fn look_for_oldest(&mut self) {
        self.oldest = u64::MAX;
        for call in &self.calls {
            self.oldest = self.oldest.min(call.seen);
        }
    }
}

impl Open {
    /// The shelf of a call, and its place there: that it has, or would have.
    fn find(&self, key: &CallKey) -> (usize, Result<usize, usize>) {
        let behind = self.shelves.partition_point(|shelf| {
            let first = shelf.calls.first();
            first.is_some_and(|call| call.key <= *key)
        });
        let shelf = behind.saturating_sub(1);
        let place = self.shelves.get(shelf).map_or(Err(0), |shelf| {
            shelf.calls.binary_search_by(|call| call.key.cmp(key))
        });
        (shelf, place)
    }

    fn state(&self, key: &CallKey) -> u8 {
        let (shelf, Ok(place)) = self.find(key) else {
            return NO_STATE;
        };
        let call = self.shelves.get(shelf).and_then(|s| s.calls.get(place));
        call.map_or(NO_STATE, |call| call.state)
    }

    fn set(&mut self, key: &CallKey, state: u8, limit: usize) -> bool {
        if let (at, Ok(place)) = self.find(key)
            && let Some(shelf) = self.shelves.get_mut(at)
            && let Some(call) = shelf.calls.get_mut(place)
        {
            call.state = state;
            return false;
        }
        let full = self.count >= limit;
        if full {
            self.forget_oldest();
        }
        self.insert(Call {
            key: key.clone(),
            seen: self.seen,
            state,
        });
        self.seen += 1;
        self.count += 1;
        full
    }

    fn insert(&mut self, call: Call) {
        let mut found = self.find(&call.key);
        let full = |shelf: &Shelf| shelf.calls.len() >= SHELF;
        if self.shelves.get(found.0).is_none_or(full) {
            self.add_shelf(found.0);
            found = self.find(&call.key);
        }
        if let (at, Err(place)) = found
            && let Some(shelf) = self.shelves.get_mut(at)
        {
            shelf.oldest = shelf.oldest.min(call.seen);
            shelf.calls.insert(place, call);
        }
    }

    /// Adds a shelf with half of what stands on a full one, or the first.
    fn add_shelf(&mut self, at: usize) {
        let mut calls = Vec::new();
        if let Some(full) = self.shelves.get_mut(at) {
            calls = full.calls.split_off(SHELF / 2);
            full.calls.shrink_to_fit();
            full.look_for_oldest();
        }
        let mut shelf = Shelf { oldest: 0, calls };
        shelf.look_for_oldest();
        let behind = self.shelves.len().min(at + 1);
        self.shelves.insert(behind, shelf);
    }

    fn remove(&mut self, at: usize, place: usize) {
        let Some(shelf) = self.shelves.get_mut(at) else {
            return;
        };
        self.count -= 1;
        let removed = shelf.calls.remove(place);
        if shelf.calls.is_empty() {
            self.shelves.remove(at);
        } else if removed.seen == shelf.oldest {
            shelf.look_for_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        let shelves = self.shelves.iter().enumerate();
        let oldest = shelves.min_by_key(|(_, shelf)| shelf.oldest);
        if let Some((at, shelf)) = oldest
            && let Some(place) = (shelf.calls.iter()).position(|call| call.seen == shelf.oldest)
        {
            self.remove(at, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelves(calls: &Calls) -> usize {
        calls.0.iter().map(|open| open.shelves.len()).sum()
    }

    fn count(calls: &Calls) -> usize {
        let mut count = 0;
        calls.each(0, &mut |_, _| count += 1);
        count
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
        assert_eq!(shelves(&calls), 1);
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
        assert!(calls.is_empty());
        assert_eq!(shelves(&calls), 0);
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
        let mut keys = Vec::new();
        calls.each(1, &mut |key, _| keys.push(key.clone()));
        assert!(keys.is_sorted() && keys.len() == 5_000);
        assert!(shelves(&calls) <= 2 * 5_000 / (SHELF / 2));
        for turn in 0..10_007 {
            calls.remove(1, &key(turn));
        }
        assert!(calls.is_empty());
    }
}
