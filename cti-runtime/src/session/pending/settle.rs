//! Finds the request that an answer settles.

use super::PendingRequests;
use super::waiting::{By, RawAnswer, Waiting};
use crate::message::Answer;
use crate::session::inbound::Inbound;
use crate::session::order::ReplyNote;

impl PendingRequests {
    /// Whether a message of this row may answer a request.
    #[inline]
    pub(in crate::session) fn is_answer(&self, row: usize) -> bool {
        self.roles.get(row).is_some_and(|role| *role != Named::No)
    }

    /// A message with this id arrived: settles the request that it answers. Whether it is one of the
    /// messages that may, the ticket's owner finds out.
    pub(in crate::session) fn answer_by_id(
        &mut self,
        id: Option<&str>,
        incoming: &dyn Inbound,
    ) -> ReplyNote {
        let Some(id) = id else {
            return ReplyNote::Unsolicited;
        };
        match self.waiting.iter_mut().find(|w| w.waits_for(id)) {
            Some(waiting) => {
                waiting.settle(Answer::Message(incoming.keep()));
                ReplyNote::Settled
            }
            None => ReplyNote::Unsolicited,
        }
    }

    /// The number and the row of the request with this id, if it waits.
    pub(in crate::session) fn pending_by_id(&self, id: &str) -> Option<(u64, usize)> {
        let waiting = self.waiting.iter().find(|w| w.waits_for(id))?;
        Some((waiting.id, waiting.row.into()))
    }

    /// Whether the request with this number waits for what comes over its port: one whose answers are given up
    /// doesn't.
    pub(in crate::session) fn waits_at_port(&self, id: u64) -> bool {
        let mut waiting = self.waiting.iter();
        let asked = waiting.find(|w| w.id == id && w.by == By::Port);
        asked.is_some_and(Waiting::is_kept)
    }

    /// The row of the request with this number, if it waits for what comes over its port.
    pub(in crate::session) fn pending_by_port(&self, id: u64) -> Option<usize> {
        let mut waiting = self.waiting.iter();
        let asked = waiting.find(|w| w.id == id && w.by == By::Port && w.is_in_flight())?;
        Some(asked.row.into())
    }

    /// A request was answered.
    pub(in crate::session) fn answer_request(&mut self, request: u64, given: RawAnswer) {
        let waiting = self.waiting.iter_mut();
        if let Some(waiting) = { waiting }.find(|w| w.id == request && w.is_in_flight()) {
            waiting.settle(given);
        }
    }

    /// A message arrived: settles the request that it answers.
    #[inline]
    pub(in crate::session) fn answer(&mut self, row: usize, incoming: &dyn Inbound) -> ReplyNote {
        match self.roles.get(row) {
            None | Some(Named::No) => ReplyNote::None,
            Some(role) => {
                self.answer_by_name(u16::try_from(row).unwrap_or(u16::MAX), *role, incoming)
            }
        }
    }

    /// Settles the request that a message must be the answer or the failure of; none if it may be that of
    /// another one, or of one that was given up.
    fn answer_by_name(&mut self, row: u16, role: Named, incoming: &dyn Inbound) -> ReplyNote {
        let answered = |w: &&mut Waiting| w.is_in_flight() && w.by.is_answered_by(row);
        let mut requests = self.waiting.iter_mut().filter(answered);
        let first = requests.next();
        let mut fails = first
            .as_ref()
            .is_some_and(|request| request.by.fails_with(row));
        let (mut waiting, is_late) = (u16::from(first.is_some()), self.owed.may_be(row));
        for request in requests {
            waiting = waiting.saturating_add(1);
            fails |= request.by.fails_with(row);
        }
        if is_late {
            // Where all that is owed was asked for in the same words, its answer is as good.
            let as_good = |request: &Waiting| {
                request.plain
                    && request.by.succeeds_with(row)
                    && self.owed.is_of_one(row, request.row)
            };
            if !first.as_ref().is_some_and(|request| as_good(request)) {
                // A failure may have nothing to do with what is owed, which stays so: its late answer
                // would be taken for another request's.
                if !fails && !self.owed.may_fail_with(row) {
                    self.owed.came(row);
                }
                return ReplyNote::Ambiguous;
            }
        }
        match first {
            Some(_) if waiting > 1 && fails => ReplyNote::Shared { waiting },
            Some(request) => {
                request.settle(Answer::Message(incoming.keep()));
                ReplyNote::Settled
            }
            None if role == Named::Ok => ReplyNote::Unsolicited,
            None => ReplyNote::None,
        }
    }

    /// The row of the request with this number, if it waits for a callback.
    pub(in crate::session) fn pending_by_number(&self, id: u64) -> Option<u16> {
        self.waiting
            .iter()
            .find(|w| w.id == id && w.by == By::Number && w.is_in_flight())
            .map(|w| w.row)
    }

    /// A callback was called, or never will be.
    pub(in crate::session) fn answer_by_number(&mut self, id: u64, given: RawAnswer) {
        let waiting = self
            .waiting
            .iter_mut()
            .find(|w| w.id == id && w.by == By::Number && w.is_in_flight());
        if let Some(waiting) = waiting {
            waiting.settle(given);
        }
    }
}

/// What a message of the other direction is to the requests of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The answer of some request.
    Ok,
    /// The failure of some request.
    Error,
    /// Neither.
    No,
}
