//! A call that waits for its answer.

use std::sync::Weak;

use super::Given;
use crate::Millis;
use crate::protocol::{Reply, Row};
use crate::session::needs::{IDS, LIBRARIES, NAMES};

#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) id: u64,
    /// The id on the wire, if it isn't the number: of a call that this side made by other means.
    pub(super) foreign: Option<Box<str>>,
    pub(super) claim: Weak<()>,
    pub(super) by: By,
    /// Row of the message that asked.
    pub(super) row: u16,
    pub(super) phase: Phase,
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

#[derive(Debug)]
pub(super) enum Phase {
    /// Another call of the same name is in flight; this is what will be posted.
    Queued {
        json: String,
        allowance: Millis,
    },
    /// The handshake isn't over; this is what will be posted.
    Held {
        json: String,
        allowance: Millis,
    },
    InFlight {
        deadline: Millis,
        allowance: Millis,
    },
    Settled(Given),
    Missed,
    Reloaded,
}

impl Waiting {
    pub(super) const fn is_in_flight(&self) -> bool {
        matches!(self.phase, Phase::InFlight { .. })
    }

    pub(super) const fn is_pending(&self) -> bool {
        self.is_expected() || matches!(self.phase, Phase::Held { .. })
    }

    /// Whether it is in flight, or queues behind one that is.
    pub(super) const fn is_expected(&self) -> bool {
        matches!(self.phase, Phase::InFlight { .. } | Phase::Queued { .. })
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

    pub(super) fn answers_to(&self, row: u16) -> bool {
        matches!(self.by, By::Name { ok, .. } if ok == row)
    }

    pub(super) fn fails_by(&self, row: u16) -> bool {
        matches!(self.by, By::Name { error: Some(error), .. } if error == row)
    }
}

/// Whether a text is a number as a session writes it: `07` and `+7` are other ids than `7`.
fn is_number(text: &str, number: u64) -> bool {
    let canonical = text.starts_with(|first: char| first.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    canonical && text.parse() == Ok(number)
}
