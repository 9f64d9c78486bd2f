//! Where a session begins to number requests: not where another one does.
//!
//! The ids that go over the wire are made of these numbers, and the other side's answers are found by
//! them. A second session of a page, or the same page after a reload, would take the first one's
//! answers if it made the same.

/// The numbers of a session's requests.
#[derive(Debug)]
pub(super) struct Numbers {
    next: u64,
    /// Whether one was taken.
    taken: bool,
    /// Whether the application said where to begin.
    chosen: bool,
}

/// JavaScript holds whole numbers below 2⁵³: as many are left behind the last first one.
const LAST_FIRST: u64 = 1 << 52;

impl Numbers {
    /// Numbers that no other session of this process has, and none of another process with any
    /// likelihood.
    pub(super) fn new() -> Self {
        Self {
            next: unlikely(),
            taken: false,
            chosen: false,
        }
    }

    /// The next number.
    pub(super) const fn next(&self) -> u64 {
        self.next
    }

    /// Takes the next number.
    pub(super) const fn take(&mut self) -> u64 {
        self.taken = true;
        self.next += 1;
        self.next - 1
    }

    /// A number that was taken elsewhere isn't given again. One beyond all that are given never is.
    pub(super) const fn pass(&mut self, number: u64) {
        if number >= self.next && number < 2 * LAST_FIRST {
            self.next = number + 1;
        }
        self.taken = true;
    }

    /// Begins at this number, brought within bounds; or goes on, if it was given before.
    pub(super) fn choose(&mut self, first: u64) {
        self.begin(first);
        self.chosen = true;
    }

    /// Begins at this number unless the application has chosen another.
    pub(super) fn offer(&mut self, first: u64) {
        if !self.chosen {
            self.begin(first);
        }
    }

    fn begin(&mut self, first: u64) {
        let first = first.clamp(1, LAST_FIRST);
        self.next = if self.taken {
            self.next.max(first)
        } else {
            first
        };
    }
}

impl Default for Numbers {
    fn default() -> Self {
        Self::new()
    }
}

/// A number of the process's randomness.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn unlikely() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    // Each has keys of its own.
    let random = RandomState::new().build_hasher().finish();
    (random % LAST_FIRST).max(1)
}

/// There is no randomness here: the edge has to offer some. Without it, the sessions of a module are
/// told apart all the same.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn unlikely() -> u64 {
    use std::sync::atomic::{AtomicU32, Ordering};
    static SESSIONS: AtomicU32 = AtomicU32::new(1);
    u64::from(SESSIONS.fetch_add(1, Ordering::Relaxed) % (1 << 20)) << 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_begin_at_the_same_number_or_near_it() {
        let mut firsts: Vec<u64> = (0..1000).map(|_| Numbers::new().next()).collect();
        firsts.sort_unstable();
        assert!(firsts.windows(2).all(|pair| pair[1] - pair[0] > 1000));
        assert!(firsts.iter().all(|first| (1..=LAST_FIRST).contains(first)));
    }

    #[test]
    fn what_an_edge_offers_counts_unless_the_application_chose() {
        let mut numbers = Numbers::new();
        numbers.offer(77);
        assert_eq!(numbers.next(), 77);
        numbers.choose(1);
        numbers.offer(78);
        assert_eq!((numbers.take(), numbers.take()), (1, 2));
        numbers.choose(1);
        assert_eq!(numbers.take(), 3, "never a number that was given");
        numbers.pass(10);
        assert_eq!(numbers.take(), 11);
        numbers.pass(4);
        assert_eq!(numbers.next(), 12);
        numbers.pass(u64::MAX);
        assert_eq!(numbers.next(), 12);
    }
}
