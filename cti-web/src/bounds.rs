//! How much may wait: by count and by bytes.

use crate::{Overrun, Queue};

/// How many messages wait at most in one place.
pub(crate) const MOST: usize = 4096;

/// How many bytes those are at most, as JSON. One message may wait whatever its size.
const MOST_BYTES: usize = 4 << 20;

/// What waits in one place, and what found no room there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Load {
    waiting: usize,
    bytes: usize,
    dropped: u64,
}

impl Load {
    /// So many bytes more are to wait; they are dropped if there is no room for them.
    pub(crate) fn put(&mut self, bytes: usize, queue: Queue) -> Result<(), Overrun> {
        let more = self.bytes.saturating_add(bytes);
        if self.waiting == 0 || (self.waiting < MOST && more <= MOST_BYTES) {
            self.waiting += 1;
            self.bytes = more;
            return Ok(());
        }
        self.dropped += 1;
        Err(Overrun {
            queue,
            waiting: self.waiting,
            bytes: self.bytes,
            dropped: self.dropped,
        })
    }

    /// So many bytes wait no more.
    pub(crate) const fn take(&mut self, bytes: usize) {
        self.waiting = self.waiting.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_small_ones_are_bounded_by_their_count() {
        let mut load = Load::default();
        for _ in 0..MOST {
            assert_eq!(load.put(1, Queue::Stream), Ok(()));
        }
        let overrun = |dropped| Overrun {
            queue: Queue::Stream,
            waiting: MOST,
            bytes: MOST,
            dropped,
        };
        assert_eq!(load.put(1, Queue::Stream), Err(overrun(1)));
        assert_eq!(load.put(1, Queue::Stream), Err(overrun(2)), "each is told");
        load.take(1);
        assert_eq!(load.put(1, Queue::Stream), Ok(()));
    }

    #[test]
    fn few_large_ones_are_bounded_by_their_bytes() {
        let mut load = Load::default();
        assert_eq!(
            load.put(MOST_BYTES * 2, Queue::Inbox),
            Ok(()),
            "one always waits"
        );
        assert!(load.put(0, Queue::Inbox).is_err());
        load.take(MOST_BYTES * 2);
        assert_eq!(load.put(MOST_BYTES, Queue::Inbox), Ok(()));
        assert!(load.put(1, Queue::Inbox).is_err());
        assert_eq!(load.put(0, Queue::Inbox), Ok(()));
    }
}
