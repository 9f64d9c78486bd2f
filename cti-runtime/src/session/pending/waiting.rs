//! A request that waits for its answer.

use std::sync::Arc;

use super::items::Items;
use crate::Millis;
use crate::message::Answer;
use crate::session::inbound::KeptMessage;
use crate::session::send_error::SendError;
use crate::table::{Reply, Row};

/// An answer as it came, as JSON: only its request knows the type that it is read into.
pub(in crate::session) type RawAnswer = Answer<KeptMessage>;

pub(super) struct Waiting {
    pub(super) id: u64,
    /// The id on the wire, if it isn't the number: of a request that this side made by other means.
    pub(super) wire_id: Option<Box<str>>,
    /// Shared with the ticket, if there is one and it wasn't given up.
    pub(super) claim: Arc<()>,
    pub(super) by: By,
    /// Row of the message that asked.
    pub(super) row: u16,
    /// Whether the message has no fields: each of its row asks for the same.
    pub(super) plain: bool,
    pub(super) phase: Phase,
    /// When it is given up, once it is in flight.
    pub(super) deadline: Millis,
    pub(super) timeout: Millis,
    /// What will be posted, until it is.
    pub(super) json: String,
    /// What answered it.
    pub(super) given: Option<RawAnswer>,
    /// What came of it, if it is answered many times.
    pub(super) stream: Option<Box<Items>>,
}

/// How an answer finds its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum By {
    Name {
        ok: &'static [u16],
        error: &'static [u16],
    },
    Number,
    /// By the id that both messages have.
    Id,
    /// By the port over which it comes, which was posted with the request.
    Port,
}

impl By {
    /// Whether a message of this row is the answer or the failure.
    pub(super) fn is_answered_by(self, row: u16) -> bool {
        self.succeeds_with(row) || self.fails_with(row)
    }

    /// Whether a message of this row is the answer.
    pub(super) fn succeeds_with(self, row: u16) -> bool {
        matches!(self, Self::Name { ok, .. } if ok.contains(&row))
    }

    /// Whether a message of this row is the failure.
    pub(super) fn fails_with(self, row: u16) -> bool {
        matches!(self, Self::Name { error, .. } if error.contains(&row))
    }

    /// How the answer of a message finds its request.
    pub(in crate::session) const fn of(row: &Row) -> Self {
        match (row.reply, row.id) {
            (Some(Reply::Request { .. }), _) | (Some(Reply::Named { .. }), Some(_)) => Self::Id,
            (Some(Reply::Named { ok, error }), None) => Self::Name { ok, error },
            (Some(Reply::Callback { .. }) | None, _) => Self::Number,
        }
    }
}

#[derive(Debug)]
pub(super) enum Phase {
    /// Another request of the same name is in flight.
    Queued,
    /// The handshake isn't over.
    Held,
    InFlight,
    Settled,
    Missed,
    Reloaded,
    Cancelled,
    NotPosted(SendError),
}

impl Waiting {
    pub(super) fn is_in_flight(&self) -> bool {
        matches!(self.phase, Phase::InFlight)
    }

    /// Whether its deadline is missed at this time.
    pub(super) fn is_overdue(&self, now: Millis) -> bool {
        self.is_in_flight() && self.deadline <= now
    }

    pub(super) fn is_pending(&self) -> bool {
        self.is_expected() || matches!(self.phase, Phase::Held)
    }

    /// Whether it waits, and its answer is wanted: a stream of this session's that nobody claims is given up.
    pub(super) fn is_kept(&self) -> bool {
        let is_wanted = || self.stream.is_none() || self.is_claimed() || self.wire_id.is_some();
        self.is_pending() && is_wanted()
    }

    /// Whether it is in flight, or queues behind one that is.
    pub(super) fn is_expected(&self) -> bool {
        self.is_in_flight() || matches!(self.phase, Phase::Queued)
    }

    /// Whether its ticket still exists.
    pub(super) fn is_claimed(&self) -> bool {
        Arc::strong_count(&self.claim) > 1
    }

    /// Marks it as in flight, and gives what is to be posted.
    pub(super) fn start(&mut self, now: Millis) -> String {
        self.phase = Phase::InFlight;
        self.deadline = now.plus(self.timeout);
        std::mem::take(&mut self.json)
    }

    /// Stores its answer.
    pub(super) fn settle(&mut self, given: RawAnswer) {
        self.phase = Phase::Settled;
        self.given = Some(given);
    }

    /// Whether it is in flight and has this id on the wire.
    pub(super) fn waits_for(&self, id: &str) -> bool {
        self.by == By::Id
            && self.is_in_flight()
            && match &self.wire_id {
                Some(wire_id) => **wire_id == *id,
                None => is_number(id, self.id),
            }
    }
}

/// Whether a text is a number as a session writes it: `07` and `+7` are other ids than `7`.
fn is_number(text: &str, number: u64) -> bool {
    let canonical = text.starts_with(|first: char| first.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    canonical && text.parse() == Ok(number)
}
