//! What came of a stream, and wasn't taken yet.

use std::collections::VecDeque;
use std::sync::Arc;

use super::PendingRequests;
use super::waiting::{Phase, RawAnswer, Waiting};
use crate::Millis;
use crate::session::send_error::SendError;

/// What came of a stream, and wasn't taken yet.
#[derive(Default)]
pub(super) struct Items {
    queue: VecDeque<RawAnswer>,
    /// How many were dropped in front of the queue since too many waited.
    skipped: u64,
}

/// What the owner of a stream's ticket is told.
pub(in crate::session) enum Next {
    Pending,
    Item(RawAnswer),
    Skipped(u64),
    End(End),
    Unclaimed,
}

/// Why a stream has ended.
pub(in crate::session) enum End {
    /// The message came that ends it.
    Finished,
    Cancelled,
    /// The other side answered with a failure.
    Failed(RawAnswer),
    Missed,
    Reloaded,
    NotPosted(SendError),
}

/// A stream's deadline once an answer has come, or if it has none.
pub(in crate::session) const NEVER: Millis = Millis(u64::MAX);

impl PendingRequests {
    /// A request that was just made is a stream.
    pub(in crate::session) fn make_stream(&mut self, id: u64) {
        if let Some(waiting) = self.waiting.iter_mut().find(|w| w.id == id) {
            waiting.stream = Some(Box::default());
        }
    }

    /// An answer of a stream came.
    pub(in crate::session) fn put_item(&mut self, request: u64, given: RawAnswer, limit: usize) {
        let Some(waiting) = self.in_flight(request) else {
            return;
        };
        waiting.deadline = NEVER;
        let is_claimed = waiting.is_claimed();
        if let Some(items) = waiting.stream.as_mut().filter(|_| is_claimed) {
            if items.queue.len() >= limit {
                items.queue.pop_front();
                items.skipped += 1;
            }
            items.queue.push_back(given);
        }
    }

    /// A stream has ended: with a failure, or because the message came that ends it.
    pub(in crate::session) fn end_stream(&mut self, request: u64, failure: Option<RawAnswer>) {
        if let Some(waiting) = self.in_flight(request) {
            waiting.phase = Phase::Settled;
            waiting.given = failure;
        }
    }

    /// A stream isn't wanted any more.
    pub(in crate::session) fn cancel(&mut self, id: u64, claim: &Arc<()>) {
        if let Some(waiting) = self
            .claimed(id, claim)
            .filter(|waiting| waiting.is_pending())
        {
            waiting.phase = Phase::Cancelled;
        }
    }

    /// Whether a request was handed over to be posted, and waits.
    pub(in crate::session) fn is_asked(&self, id: u64) -> bool {
        self.waiting.iter().any(|w| w.id == id && w.is_in_flight())
    }

    /// Whether a stream has not ended.
    pub(in crate::session) fn is_open(&self, id: u64, claim: &Arc<()>) -> bool {
        let is_claimed = |w: &&Waiting| w.id == id && Arc::ptr_eq(&w.claim, claim);
        let waiting = self.waiting.iter().find(is_claimed);
        waiting.is_some_and(Waiting::is_pending)
    }

    /// What comes next of a stream, taken out.
    pub(in crate::session) fn next_item(&mut self, id: u64, claim: &Arc<()>) -> Next {
        let Some(waiting) = self.claimed(id, claim) else {
            return Next::Unclaimed;
        };
        if let Some(items) = &mut waiting.stream {
            if items.skipped > 0 {
                return Next::Skipped(std::mem::take(&mut items.skipped));
            }
            if let Some(item) = items.queue.pop_front() {
                return Next::Item(item);
            }
        }
        if waiting.is_pending() {
            return Next::Pending;
        }
        let given = waiting.given.take();
        let phase = std::mem::replace(&mut waiting.phase, Phase::Settled);
        self.waiting.retain(|w| w.id != id);
        Next::End(match (phase, given) {
            (_, Some(given)) => End::Failed(given),
            (Phase::Cancelled, None) => End::Cancelled,
            (Phase::Reloaded, None) => End::Reloaded,
            (Phase::NotPosted(why), None) => End::NotPosted(why),
            (Phase::Missed, None) => End::Missed,
            (Phase::Settled | Phase::Queued | Phase::Held | Phase::InFlight, None) => End::Finished,
        })
    }

    fn claimed(&mut self, id: u64, claim: &Arc<()>) -> Option<&mut Waiting> {
        let mut waiting = self.waiting.iter_mut();
        waiting.find(|w| w.id == id && Arc::ptr_eq(&w.claim, claim))
    }

    fn in_flight(&mut self, id: u64) -> Option<&mut Waiting> {
        let mut waiting = self.waiting.iter_mut();
        waiting.find(|w| w.id == id && w.is_in_flight())
    }
}
