//! Which call does an answer settle?

use super::waiting::By;
use super::{Given, Owed, Replies};
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

    fn answer_by_name(&mut self, row: u16, role: Named, json: &str) -> ReplyNote {
        let late = |owed: &Owed| owed.by.is_answered_by(row, role);
        if let Some(late) = self.owed.iter_mut().find(|owed| late(owed)) {
            // A failure may be that of a call whose deadline passed. Its answer stays owed: had the
            // failure nothing to do with it, its late answer would be taken for another call's.
            if role == Named::Ok {
                late.by = By::Number;
            }
            return ReplyNote::Ambiguous;
        }
        let (mut first, mut waiting) = (None, 0_u16);
        for call in &mut self.waiting {
            if call.is_in_flight() && call.by.is_answered_by(row, role) {
                waiting = waiting.saturating_add(1);
                first.get_or_insert(call);
            }
        }
        match first {
            Some(_) if waiting > 1 && role == Named::Error => ReplyNote::Shared { waiting },
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
