//! Receives what crossed the edge of an in-page library.

use super::admit::AdmittedJson;
use super::core::Core;
use super::inbound::{self, Slot};
use super::incoming_requests::Requester;
use super::received::{Delivered, Drifted, Received};
use super::refusal::{Reason, Refusal};
use crate::describe::Direction;
use crate::json;
use crate::message::{Answer, RequestId};
use crate::table::{Reply, Row};
use crate::{LibraryFault, Millis, Signal};

/// Why a signal is refused by a session with a window.
pub(super) const NO_LIBRARY: Refusal = Refusal::new(Reason::NoLibrary);

impl Core {
    /// Takes a signal that arrived, and puts it into the slot if it is to be delivered.
    pub(super) fn deliver(
        &mut self,
        signal: &Signal<'_>,
        now: Millis,
        slot: &mut dyn Slot,
    ) -> Delivered<()> {
        self.pass_time(now);
        match (signal, self.receives) {
            // A signal has no origin: where messages have one it would be a way around the gate.
            _ if !self.is_library() => self.refuse(NO_LIBRARY).into(),
            (Signal::Reply { id, body }, Direction::FromVendor) => match self.reply(*id, body) {
                Ok(delivered) => delivered,
                Err(refusal) => self.refuse(refusal).into(),
            },
            (Signal::Fail { id, why }, Direction::FromVendor) => match self.fail(*id, *why) {
                Ok(delivered) => delivered,
                Err(refusal) => self.refuse(refusal).into(),
            },
            (Signal::Fire { name, body }, Direction::FromVendor) => {
                self.accept_named(name, body, None, slot)
            }
            (
                Signal::Request {
                    id,
                    name,
                    arguments,
                },
                Direction::ToVendor,
            ) => self.accept_named(name, arguments, Some(*id), slot),
            _ => self.refuse(Refusal::new(Reason::SentHere)).into(),
        }
    }

    fn reply(&mut self, id: u64, body: &str) -> Result<Delivered<()>, Refusal> {
        let admitted = AdmittedJson::in_page(body, &self.limits)?;
        let (row, check) = self.called(id)?;
        let nesting = self.limits.nesting();
        let checked = json::check(admitted.json(), &["result", "error"], nesting)
            .and_then(|()| check(admitted.json(), None));
        if let Err(fault) = checked
            && fault.is_malformed()
        {
            return Err(Refusal::malformed(fault));
        }
        self.pending
            .answer_by_number(id, Answer::Callback(body.to_owned()));
        let Err(why) = checked else {
            self.counters.answer();
            return Ok(Delivered::Answered {
                request: RequestId(id),
                method: row.tag,
            });
        };
        let order = self.no_order();
        self.counters.drift(&order);
        Ok(Delivered::Drifted(Drifted::new(
            row.tag, body, None, why, order,
        )))
    }

    /// A request ends without an answer.
    fn fail(&mut self, id: u64, why: LibraryFault) -> Result<Delivered<()>, Refusal> {
        let (row, _) = self.called(id)?;
        self.pending.answer_by_number(id, Answer::Library(why));
        self.counters.answer();
        Ok(Delivered::Answered {
            request: RequestId(id),
            method: row.tag,
        })
    }

    /// The function that was called with this number, and what reads its answer.
    fn called(&self, id: u64) -> Result<(&'static Row, Check), Refusal> {
        let Some(row) = self.pending.pending_by_number(id) else {
            return Err(Refusal::new(Reason::NotAwaited));
        };
        let row = self.ours.row(usize::from(row));
        match row.and_then(|row| Some((row, row.reply?))) {
            Some((row, Reply::Callback { check })) => Ok((row, check)),
            _ => Err(Refusal::new(Reason::NoCall)),
        }
    }

    fn accept_named(
        &mut self,
        name: &str,
        body: &str,
        request: Option<u64>,
        slot: &mut dyn Slot,
    ) -> Delivered<()> {
        let nesting = self.limits.nesting();
        let admitted = match AdmittedJson::in_page(body, &self.limits) {
            Ok(admitted) => admitted,
            Err(refusal) => return self.refuse(refusal).into(),
        };
        let incoming = inbound::named(&admitted, self.theirs, name, request.is_some(), nesting);
        let mut received = self.accept(&incoming, None, slot);
        if let (Received::Message((), order), Some(number)) = (&mut received, request) {
            self.register_request(Requester::Page(number), order);
        }
        received.into()
    }
}

/// Reads what a callback received.
type Check = fn(&str, Option<&mut json::Writer>) -> Result<(), json::Fault>;
