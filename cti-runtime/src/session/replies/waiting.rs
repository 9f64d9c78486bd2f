//! A call that waits for its answer.

use std::sync::Arc;

use super::Given;
use super::settle::Named;
use crate::Millis;
use crate::protocol::{Reply, Row};
use crate::session::needs::{IDS, LIBRARIES, NAMES};
use crate::session::peer::NotSent;

#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) id: u64,
    /// The id on the wire, if it isn't the number: of a call that this side made by other means.
    pub(super) foreign: Option<Box<str>>,
    /// Shared with the ticket, if there is one and it wasn't given up.
    pub(super) claim: Arc<()>,
    pub(super) by: By,
    /// Row of the message that asked.
    pub(super) row: u16,
    pub(super) phase: Phase,
    /// When it is given up, once it is in flight.
    pub(super) deadline: Millis,
    pub(super) allowance: Millis,
    /// What will be posted, until it is.
    pub(super) json: String,
    /// What answered it.
    pub(super) given: Option<Given>,
}

/// How an answer finds its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum By {
    Name {
        ok: u16,
        error: Option<u16>,
    },
    Number,
    /// By the id that both messages have.
    Id,
}

impl By {
    /// Whether a message that is this to some call is it to this one.
    pub(super) fn is_answered_by(self, row: u16, role: Named) -> bool {
        match self {
            Self::Name { error, .. } if role == Named::Error => error == Some(row),
            Self::Name { ok, .. } => ok == row,
            _ => false,
        }
    }

    /// How the answer of a message finds its call; `None` if no protocol of this program has such
    /// calls.
    pub(in crate::session) fn of(row: &Row) -> Option<Self> {
        match (row.reply, row.id) {
            (Some(Reply::Request { .. }), _) | (Some(Reply::Named { .. }), Some(_)) => {
                IDS.is_there().then_some(Self::Id)
            }
            (Some(Reply::Named { ok, error }), None) => {
                NAMES.is_there().then_some(Self::Name { ok, error })
            }
            (Some(Reply::Callback { .. }) | None, _) => {
                LIBRARIES.is_there().then_some(Self::Number)
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Another call of the same name is in flight.
    Queued,
    /// The handshake isn't over.
    Held,
    InFlight,
    Settled,
    Missed,
    Reloaded,
    NotPosted(NotSent),
}

impl Waiting {
    pub(super) fn is_in_flight(&self) -> bool {
        self.phase == Phase::InFlight
    }

    pub(super) fn is_pending(&self) -> bool {
        self.is_expected() || self.phase == Phase::Held
    }

    /// Whether it is in flight, or queues behind one that is.
    pub(super) fn is_expected(&self) -> bool {
        self.is_in_flight() || self.phase == Phase::Queued
    }

    /// Whether somebody can still ask for its outcome.
    pub(super) fn is_claimed(&self) -> bool {
        Arc::strong_count(&self.claim) > 1
    }

    /// It is posted now. Gives what is.
    pub(super) fn go(&mut self, now: Millis) -> String {
        self.phase = Phase::InFlight;
        self.deadline = now.plus(self.allowance);
        std::mem::take(&mut self.json)
    }

    /// It is answered.
    pub(super) fn settle(&mut self, given: Given) {
        self.phase = Phase::Settled;
        self.given = Some(given);
    }

    /// Whether it is in flight and has this id on the wire.
    pub(super) fn waits_for(&self, id: &str) -> bool {
        self.by == By::Id
            && self.is_in_flight()
            && match &self.foreign {
                Some(foreign) => **foreign == *id,
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
