//! Requests of the other side that wait for an answer of this one.

use std::collections::VecDeque;

use super::call::CallId;
use crate::codec::id_text;
use crate::protocol::Requests;

/// Requests that were delivered, and that nobody has answered yet.
#[derive(Debug)]
pub(super) struct Asked {
    open: VecDeque<Request>,
    /// The number of the next one: its id is the other side's, and may be anything.
    next: u64,
    forgotten: u64,
}

/// A request of the other side.
#[derive(Debug)]
pub(super) struct Request {
    call: CallId,
    /// The id as it arrived, as JSON.
    pub(super) id: Box<str>,
    pub(super) requests: &'static Requests,
    /// The tag, if the declaration lists it, and the row.
    pub(super) row: Option<(usize, &'static str)>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            open: VecDeque::new(),
            next: 1,
            forgotten: 0,
        }
    }
}

impl Asked {
    /// A request was delivered. Beyond the limit, the oldest is forgotten: it is never answered.
    pub(super) fn take(
        &mut self,
        id: &str,
        requests: &'static Requests,
        row: Option<(usize, &'static str)>,
        limit: usize,
    ) -> CallId {
        while self.open.len() >= limit {
            self.open.pop_front();
            self.forgotten += 1;
        }
        let call = CallId(self.next);
        self.next += 1;
        self.open.push_back(Request {
            call,
            id: id.into(),
            requests,
            row,
        });
        call
    }

    /// The request with this number, while it waits.
    pub(super) fn get(&self, call: CallId) -> Option<&Request> {
        self.open.iter().find(|request| request.call == call)
    }

    /// The oldest request of these that has this id, as JSON, and its number.
    pub(super) fn find(&self, id: &str, requests: &Requests) -> Option<(CallId, &Request)> {
        let id = id_text(id);
        let mut open = self.open.iter();
        let request = open.find(|request| {
            std::ptr::eq(request.requests, requests) && id_text(&request.id) == id
        })?;
        Some((request.call, request))
    }

    /// The request with this number was answered.
    pub(super) fn remove(&mut self, call: CallId) {
        self.open.retain(|request| request.call != call);
    }

    /// Nobody is there any more who would be answered.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// How many were forgotten because too many waited.
    pub(super) const fn forgotten(&self) -> u64 {
        self.forgotten
    }
}
