//! Which call does an answer settle?

use super::waiting::{By, Waiting};
use super::{Given, Replies};
use crate::session::call::Answer;
use crate::session::needs::REPLIES;
use crate::session::order::ReplyNote;

impl Replies {
    /// Whether a message of this row may answer a call.
    #[inline]
    pub(in crate::session) fn is_answer(&self, row: usize) -> bool {
        REPLIES.is_there() && self.roles.get(row).is_some_and(|role| *role != Named::No)
    }

    /// A message with this id arrived: settles the call that it answers. Whether it is one of the
    /// messages that may, the ticket's owner finds out.
    pub(in crate::session) fn answer_by_id(&mut self, id: Option<&str>, json: &str) -> ReplyNote {
        let Some(id) = id else {
            return ReplyNote::Unasked;
        };
        match self.waiting.iter_mut().find(|w| w.waits_for(id)) {
            Some(waiting) => {
                waiting.settle(Answer::Message(json.to_owned()));
                ReplyNote::Settled
            }
            None => ReplyNote::Unasked,
        }
    }

    /// The number and the row of the call with this id, if it waits.
    pub(in crate::session) fn asked_by_id(&self, id: &str) -> Option<(u64, usize)> {
        let waiting = self.waiting.iter().find(|w| w.waits_for(id))?;
        Some((waiting.id, waiting.row.into()))
    }

    /// A request was answered.
    pub(in crate::session) fn answer_request(&mut self, call: u64, given: Given) {
        let waiting = self.waiting.iter_mut();
        if let Some(waiting) = { waiting }.find(|w| w.id == call && w.is_in_flight()) {
            waiting.settle(given);
        }
    }

    /// A message arrived: settles the call that it answers.
    #[inline]
    pub(in crate::session) fn answer(&mut self, row: usize, json: &str) -> ReplyNote {
        if !REPLIES.is_there() {
            return ReplyNote::None;
        }
        match self.roles.get(row) {
            None | Some(Named::No) => ReplyNote::None,
            Some(role) => self.answer_by_name(u16::try_from(row).unwrap_or(u16::MAX), *role, json),
        }
    }

    /// Settles the call that a message must be the answer or the failure of; none if it may be that of
    /// another one, or of one that was given up.
    fn answer_by_name(&mut self, row: u16, role: Named, json: &str) -> ReplyNote {
        let answered = |w: &&mut Waiting| w.is_in_flight() && w.by.is_answered_by(row);
        let mut calls = self.waiting.iter_mut().filter(answered);
        let first = calls.next();
        let mut fails = first.as_ref().is_some_and(|call| call.by.fails_with(row));
        let (mut waiting, is_late) = (u16::from(first.is_some()), self.owed.may_be(row));
        for call in calls {
            waiting = waiting.saturating_add(1);
            fails |= call.by.fails_with(row);
        }
        if is_late {
            // Where all that is owed was asked for in the same words, its answer is as good.
            let as_good = |call: &Waiting| {
                call.plain && call.by.succeeds_with(row) && self.owed.is_of_one(row, call.row)
            };
            if !first.as_ref().is_some_and(|call| as_good(call)) {
                // A failure may have nothing to do with what is owed, which stays so: its late answer
                // would be taken for another call's.
                if !fails && !self.owed.may_fail_with(row) {
                    self.owed.came(row);
                }
                return ReplyNote::Ambiguous;
            }
        }
        match first {
            Some(_) if waiting > 1 && fails => ReplyNote::Shared { waiting },
            Some(call) => {
                call.settle(Answer::Message(json.to_owned()));
                ReplyNote::Settled
            }
            None if role == Named::Ok => ReplyNote::Unasked,
            None => ReplyNote::None,
        }
    }

    /// The row of the call with this number, if it waits for a callback.
    pub(in crate::session) fn asked_by_number(&self, id: u64) -> Option<u16> {
        self.waiting
            .iter()
            .find(|w| w.id == id && w.by == By::Number && w.is_in_flight())
            .map(|w| w.row)
    }

    /// A callback was called, or never will be.
    pub(in crate::session) fn answer_by_number(&mut self, id: u64, given: Given) {
        let waiting = self
            .waiting
            .iter_mut()
            .find(|w| w.id == id && w.by == By::Number && w.is_in_flight());
        if let Some(waiting) = waiting {
            waiting.settle(given);
        }
    }
}

/// What a message of the other direction is to the calls of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The answer of some call.
    Ok,
    /// The failure of some call.
    Error,
    /// Neither.
    No,
}
