//! Requests of the other side: those that wait for an answer of this one.

use std::collections::VecDeque;

use super::numbers::Numbers;
use super::part::optional;
use crate::message::{RequestId, id_text};
use crate::table::Requests;

/// Requests that were delivered, and are not answered yet.
#[derive(Default)]
pub(super) struct IncomingRequests {
    open: VecDeque<Request>,
    /// Those whose answer waits to be posted.
    answered: Vec<Request>,
    /// A request's own number, since its id is the other side's and may be anything.
    numbers: Numbers,
    forgotten: u64,
    superseded: u64,
}

/// A request of the other side.
pub(super) struct Request {
    id: RequestId,
    pub(super) asker: Requester,
}

/// What an answer needs to find the request on the other side.
pub(super) enum Requester {
    /// A window, by a message.
    Window {
        /// The id as it arrived, as JSON; empty, if it is answered over a port.
        id: Box<str>,
        requests: &'static Requests,
        /// The row and the tag, if the declaration lists it.
        row: Option<(usize, &'static str)>,
    },
    /// The page, by a call of the library.
    Page {
        /// Its callback's number.
        number: u64,
        /// The row of the function, if the declaration lists it.
        row: usize,
    },
}

impl Requester {
    /// Whether an answer to the one would be taken for an answer to the other.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Window { id, requests, .. },
                Self::Window {
                    id: other,
                    requests: others,
                    ..
                },
            ) => {
                let alike = requests.answer.open == others.answer.open;
                alike && !requests.by_port() && id_text(id) == id_text(other)
            }
            (Self::Page { number, .. }, Self::Page { number: other, .. }) => number == other,
            _ => false,
        }
    }
}

optional!(IncomingRequests);

impl IncomingRequests {
    /// A request was delivered. Beyond the limit, the oldest is forgotten: it is never answered. Nor is
    /// one of the same id: its answer would be taken for this one's, and only a document that knows
    /// nothing of it uses its id again. Gives its number too if its answer waits to be posted.
    pub(super) fn take(
        &mut self,
        asker: Requester,
        limit: usize,
    ) -> (RequestId, Option<RequestId>) {
        // Of one that is answered many times, answers may wait while it is open.
        let mut before = self.answered.iter().chain(&self.open);
        let before = before.find(|request| request.asker.is_same(&asker));
        let before = before.map(|request| request.id);
        let open = self.open.len();
        self.open.retain(|request| !request.asker.is_same(&asker));
        self.superseded += u64::from(self.open.len() < open);
        while self.open.len() >= limit {
            self.open.pop_front();
            self.forgotten += 1;
        }
        let id = RequestId(self.numbers.take());
        self.open.push_back(Request { id, asker });
        (id, before)
    }

    /// Where the numbers of requests begin.
    pub(super) const fn numbers(&mut self) -> &mut Numbers {
        &mut self.numbers
    }

    /// The request with this number, while it waits.
    pub(super) fn get(&self, id: RequestId) -> Option<&Requester> {
        let request = self.open.iter().find(|request| request.id == id)?;
        Some(&request.asker)
    }

    /// The request of these that has this id, as JSON: its number, and its row and tag.
    pub(super) fn find(
        &self,
        id: &str,
        requests: &Requests,
    ) -> Option<(RequestId, Option<(usize, &'static str)>)> {
        let id = id_text(id);
        self.open.iter().find_map(|request| match &request.asker {
            Requester::Window {
                id: own,
                requests: those,
                row,
            } if std::ptr::eq(*those, requests) && id_text(own) == id => Some((request.id, *row)),
            _ => None,
        })
    }

    /// The request of this row that has this id.
    pub(super) fn of_row(&self, id: &str, row: usize) -> Option<RequestId> {
        self.open.iter().find_map(|request| match &request.asker {
            Requester::Window {
                id: own,
                row: Some((asked, _)),
                ..
            } if *asked == row && id_text(own) == id => Some(request.id),
            _ => None,
        })
    }

    /// The id of a request on the wire.
    pub(super) fn wire_id(&self, id: RequestId) -> Option<String> {
        match self.get(id)? {
            Requester::Window { requests, .. } if requests.by_port() => None,
            Requester::Window { id, .. } => Some(id_text(id).into_owned()),
            Requester::Page { .. } => None,
        }
    }

    /// Whether the request with this number is answered over its port, and hasn't been, or that waits to be
    /// posted.
    pub(super) fn is_asked_at_port(&self, id: RequestId) -> bool {
        let mut all = self.open.iter().chain(&self.answered);
        let asked = all.find(|request| request.id == id);
        asked.is_some_and(|request| {
            matches!(request.asker, Requester::Window { requests, .. } if requests.by_port())
        })
    }

    /// The request with this number was answered by other means, or never will be.
    pub(super) fn remove(&mut self, id: RequestId) {
        self.open.retain(|request| request.id != id);
    }

    /// The call with this number was answered by other means: gives the request, and its row, if it waited.
    pub(super) fn called_back(&mut self, number: u64) -> Option<(RequestId, usize)> {
        let mut requests = self.open.iter().enumerate();
        let (at, id, row) = requests.find_map(|(at, request)| match request.asker {
            Requester::Page { number: own, row } if own == number => Some((at, request.id, row)),
            _ => None,
        })?;
        self.open.remove(at);
        Some((id, row))
    }

    /// The request with this number was answered: the answer waits to be posted.
    pub(super) fn answer(&mut self, id: RequestId) {
        let at = self.open.iter().position(|request| request.id == id);
        self.answered.extend(at.and_then(|at| self.open.remove(at)));
    }

    /// The answer to the request with this number was posted, or never will be.
    pub(super) fn posted(&mut self, id: RequestId) {
        self.answered.retain(|request| request.id != id);
    }

    /// Forgets all requests: the document that asked is gone.
    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.answered.clear();
    }

    /// How many were forgotten because too many waited.
    pub(super) const fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// How many were given up because their id was used again.
    pub(super) const fn superseded(&self) -> u64 {
        self.superseded
    }
}
