//! Which call does an answer settle?

use super::waiting::By;
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
        let role = self.roles.get(row).copied().unwrap_or(Named::No);
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        match role {
            Named::No => ReplyNote::None,
            Named::Ok => self.answer_by_name(row, json),
            Named::Error => self.answer_by_shared_error(row, json),
        }
    }

    fn answer_by_name(&mut self, row: u16, json: &str) -> ReplyNote {
        if let Some(late) = self.owed.iter().position(|owed| owed.ok == row) {
            self.owed.remove(late);
            return ReplyNote::Ambiguous;
        }
        match self
            .waiting
            .iter_mut()
            .find(|w| w.is_in_flight() && w.answers_to(row))
        {
            Some(waiting) => {
                waiting.settle(Answer::Message(json.to_owned()));
                ReplyNote::Settled
            }
            None => ReplyNote::Unasked,
        }
    }

    fn answer_by_shared_error(&mut self, row: u16, json: &str) -> ReplyNote {
        // The failure may be that of a call whose deadline passed. Its answer stays owed: had the
        // failure nothing to do with it, its late answer would be taken for another call's.
        if self.owed.iter().any(|owed| owed.error == Some(row)) {
            return ReplyNote::Ambiguous;
        }
        let waiting = self
            .waiting
            .iter()
            .filter(|w| w.is_in_flight() && w.fails_by(row))
            .count();
        if waiting > 1 {
            return ReplyNote::Shared {
                waiting: u16::try_from(waiting).unwrap_or(u16::MAX),
            };
        }
        match self
            .waiting
            .iter_mut()
            .find(|w| w.is_in_flight() && w.fails_by(row))
        {
            Some(only) => {
                only.settle(Answer::Message(json.to_owned()));
                ReplyNote::Settled
            }
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

    /// A callback was called.
    pub(in crate::session) fn answer_by_number(&mut self, id: u64, body: String) {
        let waiting = self
            .waiting
            .iter_mut()
            .find(|w| w.id == id && w.by == By::Number && w.is_in_flight());
        if let Some(waiting) = waiting {
            waiting.settle(Answer::Callback(body));
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
