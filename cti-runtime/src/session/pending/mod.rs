//! Requests of this side: which answer belongs to which.
//!
//! Where a protocol answers by callback, the number of the request decides; where its messages have ids,
//! the id, which is made of that number. Where it answers by the name of a message, one request per name
//! is in flight and the others queue; an answer that may be the late one of a request whose deadline
//! passed settles none, unless it is as good as another.

mod items;
mod owed;
mod settle;
mod waiting;

use std::sync::Arc;

use super::numbers::Numbers;
use super::part::optional;
use super::send_error::SendError;
use crate::Millis;
use crate::table::{DirectionTable, Reply};
pub(super) use items::{End, NEVER, Next};
use owed::Owed;
use settle::Named;
pub(super) use waiting::{By, RawAnswer};
use waiting::{Phase, Waiting};

#[derive(Default)]
pub(super) struct PendingRequests {
    waiting: Vec<Waiting>,
    /// Answers by name that may still come although their deadline passed.
    owed: Owed,
    /// What each message of the other side is to the requests of this one; empty if nothing is
    /// answered by name.
    roles: Vec<Named>,
    numbers: Numbers,
}

/// A request that this side made by other means.
pub(super) struct Observed {
    pub(super) id: Option<u64>,
    /// The id on the wire, for a request that is answered by it.
    pub(super) wire_id: Option<Box<str>>,
    pub(super) row: usize,
    pub(super) by: By,
    /// Whether it has no fields.
    pub(super) plain: bool,
}

/// What the owner of a ticket is told.
pub(super) enum Outcome {
    Pending,
    Settled(RawAnswer),
    Missed,
    Reloaded,
    NotPosted(SendError),
    Unclaimed,
}

/// A request that waits, and what must be posted for it now.
pub(super) struct NewRequest {
    pub(super) id: u64,
    pub(super) claim: Arc<()>,
    /// `None` if it queues behind another.
    pub(super) text: Option<String>,
}

optional!(PendingRequests);

impl PendingRequests {
    /// For requests of one table that are answered out of another.
    pub(super) fn new(requests: &DirectionTable, answers: &DirectionTable) -> Self {
        let mut pending = Self {
            waiting: Vec::new(),
            owed: Owed::default(),
            roles: Vec::new(),
            numbers: Numbers::new(),
        };
        for (_, stream) in requests.streams() {
            pending.learn(stream.until.as_slice(), Named::Ok, answers.len());
        }
        for request in requests.rows() {
            if let Some(Reply::Named { ok, error }) = request.reply {
                pending.learn(ok, Named::Ok, answers.len());
                pending.learn(error, Named::Error, answers.len());
            }
        }
        pending
    }

    /// Some request is answered by these messages. One that is the answer of a request and the failure of
    /// another is taken for an answer.
    fn learn(&mut self, answers: &[u16], named: Named, rows: usize) {
        self.roles.resize(rows, Named::No);
        for answer in answers {
            if let Some(role) = self.roles.get_mut(usize::from(*answer))
                && *role != Named::Ok
            {
                *role = named;
            }
        }
    }

    pub(super) fn is_idle(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Requests that are held, queued or in flight.
    pub(super) fn count(&self) -> usize {
        self.waiting.iter().filter(|w| w.is_pending()).count()
    }

    /// Makes room for one more entry: outcomes whose tickets are gone, then the oldest outcomes
    /// that were not asked for, are dropped. Says whether there is room.
    pub(super) fn make_room(&mut self, limit: usize) -> bool {
        if self.waiting.len() < limit {
            return true;
        }
        self.sweep(0);
        if self.waiting.len() >= limit {
            self.sweep(self.waiting.len() + 1 - limit);
        }
        self.waiting.len() < limit
    }

    /// Drops outcomes whose tickets are gone, and so many others, the oldest first. Who gives up an answer
    /// still wanted the message to be sent.
    #[inline(never)]
    fn sweep(&mut self, mut others: usize) {
        self.waiting.retain(|w| {
            if w.is_kept() || (w.is_claimed() && others == 0) {
                return true;
            }
            others = others.saturating_sub(1);
            false
        });
    }

    /// A request is made; `plain` says that its message has no fields.
    pub(super) fn ask(
        &mut self,
        (row, plain): (u16, bool),
        by: By,
        json: String,
        now: Millis,
        timeout: Millis,
    ) -> NewRequest {
        let id = self.numbers.take();
        let claim = Arc::new(());
        let mut waiting = Waiting {
            id,
            wire_id: None,
            claim: Arc::clone(&claim),
            by,
            row,
            plain,
            phase: Phase::Queued,
            deadline: now,
            timeout,
            json,
            given: None,
            stream: None,
        };
        let text = (!self.is_busy(by)).then(|| waiting.start(now));
        self.waiting.push(waiting);
        NewRequest { id, claim, text }
    }

    /// A request that was just made waits until the handshake is over: this is what would be posted, if
    /// it doesn't queue anyway.
    pub(super) fn hold(&mut self, id: u64, free: Option<String>) {
        if let Some(waiting) = self.waiting.iter_mut().find(|w| w.id == id) {
            waiting.phase = Phase::Held;
            if let Some(json) = free {
                waiting.json = json;
            }
        }
    }

    /// The handshake is over. Gives what is to be posted for a request that was held; `None` if it queues
    /// behind another.
    pub(super) fn start(&mut self, id: u64, now: Millis) -> Option<String> {
        let held = |w: &Waiting| w.id == id && matches!(w.phase, Phase::Held);
        let at = self.waiting.iter().position(held)?;
        let busy = self.is_busy(self.waiting.get(at)?.by);
        let waiting = self.waiting.get_mut(at)?;
        if busy {
            waiting.phase = Phase::Queued;
            return None;
        }
        Some(waiting.start(now))
    }

    /// A request was made by other means, with a number of its own if it is answered by callback.
    /// There is no ticket for it, but its answer is known for one.
    /// Gives its number.
    pub(super) fn observe(&mut self, request: Observed, now: Millis, timeout: Millis) -> u64 {
        let Observed {
            id,
            wire_id,
            row,
            by,
            plain,
        } = request;
        if wire_id.is_some() {
            // Who asks anew with an id doesn't wait for the answer of before.
            self.waiting
                .retain(|w| w.wire_id != wire_id || !w.is_pending());
        }
        let id = if let Some(id) = id {
            self.waiting.retain(|w| w.id != id);
            self.numbers.pass(id);
            id
        } else {
            self.numbers.take()
        };
        self.waiting.push(Waiting {
            id,
            wire_id,
            claim: Arc::new(()),
            by,
            row: u16::try_from(row).unwrap_or(u16::MAX),
            plain,
            phase: Phase::InFlight,
            deadline: now.plus(timeout),
            timeout,
            json: String::new(),
            given: None,
            stream: None,
        });
        id
    }

    fn is_busy(&self, by: By) -> bool {
        let By::Name { ok, .. } = by else {
            return false;
        };
        let shares = |w: &Waiting| ok.iter().any(|row| w.by.succeeds_with(*row));
        self.waiting.iter().any(|w| w.is_in_flight() && shares(w))
    }

    /// The number of the next request.
    pub(super) const fn next(&self) -> u64 {
        self.numbers.next()
    }

    /// Where the numbers of requests begin.
    pub(super) const fn numbers(&mut self) -> &mut Numbers {
        &mut self.numbers
    }

    /// The rows of the requests whose deadlines are missed at this time.
    #[cfg(feature = "tracing")]
    pub(super) fn overdue(&self, now: Millis) -> impl Iterator<Item = u16> + '_ {
        let overdue = self.waiting.iter().filter(move |w| w.is_overdue(now));
        overdue.map(|waiting| waiting.row)
    }

    /// Time passes: deadlines are missed, and requests that queued become [free](Self::next_free) to go.
    pub(super) fn tick(&mut self, now: Millis) {
        for waiting in &mut self.waiting {
            if waiting.is_overdue(now) {
                waiting.phase = Phase::Missed;
                self.owed.owe(waiting.row, waiting.by);
            }
        }
        self.sweep(0);
    }

    /// Lets the next request go whose name is free. Gives its number, its row, and what must be
    /// posted for it.
    pub(super) fn next_free(&mut self, now: Millis) -> Option<(u64, u16, String)> {
        let free = |w: &Waiting| matches!(w.phase, Phase::Queued) && !self.is_busy(w.by);
        let at = self.waiting.iter().position(free)?;
        let waiting = self.waiting.get_mut(at)?;
        Some((waiting.id, waiting.row, waiting.start(now)))
    }

    /// A request that was to be posted wasn't: it gets no answer.
    pub(super) fn not_posted(&mut self, id: u64, why: SendError) {
        let waiting = self.waiting.iter_mut();
        if let Some(waiting) = { waiting }.find(|w| w.id == id && w.is_in_flight()) {
            waiting.phase = Phase::NotPosted(why);
        }
    }

    /// A stream that was made by other means was cancelled by other means.
    pub(super) fn end_observed(&mut self, id: u64) {
        self.waiting.retain(|w| w.id != id || w.wire_id.is_none());
    }

    /// A request was held, and the handshake was given up.
    pub(super) fn drop_held(&mut self, id: u64, why: SendError) {
        let waiting = self.waiting.iter_mut();
        if let Some(waiting) = { waiting }.find(|w| w.id == id && matches!(w.phase, Phase::Held)) {
            waiting.phase = Phase::NotPosted(why);
        }
    }

    /// When time next matters.
    pub(super) fn next_deadline(&self) -> Option<Millis> {
        let in_flight = self.waiting.iter().filter(|w| w.is_in_flight());
        let deadlines = in_flight.map(|w| w.deadline);
        deadlines.filter(|deadline| *deadline != NEVER).min()
    }

    /// The other side's document was replaced: what waits gets no answer, and nothing late can
    /// come.
    pub(super) fn reload(&mut self) {
        self.owed.clear();
        for waiting in &mut self.waiting {
            if waiting.is_pending() {
                waiting.phase = Phase::Reloaded;
            }
        }
    }

    /// As [`reload`](Self::reload), but for requests that are held: the document that was replaced has
    /// never seen them.
    pub(super) fn reload_posted(&mut self) {
        self.owed.clear();
        for waiting in &mut self.waiting {
            if waiting.is_expected() {
                waiting.phase = Phase::Reloaded;
            }
        }
    }

    /// How many answers by name may still come to requests that were given up.
    pub(super) fn owed(&self) -> u64 {
        self.owed.answers()
    }

    /// Answers to requests that were given up aren't waited for any more.
    pub(super) fn forget_owed(&mut self) {
        self.owed.clear();
    }

    /// The outcome of a request, taken out.
    pub(super) fn outcome(&mut self, id: u64, claim: &Arc<()>) -> Outcome {
        let found = self
            .waiting
            .iter()
            .position(|w| w.id == id && Arc::ptr_eq(&w.claim, claim));
        let Some(at) = found else {
            return Outcome::Unclaimed;
        };
        if self.waiting.get(at).is_some_and(Waiting::is_pending) {
            return Outcome::Pending;
        }
        let waiting = self.waiting.remove(at);
        match (waiting.given, waiting.phase) {
            (Some(given), _) => Outcome::Settled(given),
            (None, Phase::Reloaded) => Outcome::Reloaded,
            (None, Phase::NotPosted(why)) => Outcome::NotPosted(why),
            (None, _) => Outcome::Missed,
        }
    }
}
