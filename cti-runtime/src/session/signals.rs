//! Receives what crossed the edge of an in-page library.

use std::collections::VecDeque;

use super::admit::AdmittedJson;
use super::core::Core;
use super::inbound::{self, Slot};
use super::incoming_requests::Requester;
use super::part::optional;
use super::received::{Delivered, Drifted, Received};
use super::refusal::{Reason, Refusal};
use super::send_error::SendError;
use crate::describe::Direction;
use crate::json::{self, Writer};
use crate::message::{Answer, Outgoing, RequestId};
use crate::table::{Reply, Row};
use crate::{LibraryFault, Millis, Signal};

/// Why a signal is refused by a session with a window.
pub(super) const NO_LIBRARY: Refusal = Refusal::new(Reason::NoLibrary);

/// What waits to cross the edge of a library.
#[derive(Default)]
pub(super) struct Signals(VecDeque<Signal<'static>>);

optional!(Signals);

impl Signals {
    pub(super) fn push(&mut self, signal: Signal<'static>) {
        self.0.push_back(signal);
    }

    pub(super) fn pop(&mut self) -> Option<Signal<'static>> {
        self.0.pop_front()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn drop_requests(&mut self) {
        self.0
            .retain(|signal| !matches!(signal, Signal::Request { .. }));
    }

    pub(super) fn drop_answers(&mut self) {
        self.0.retain(|signal| signal.answers().is_none());
    }

    pub(super) fn drop_answers_to(&mut self, request: u64) {
        self.0.retain(|signal| signal.answers() != Some(request));
    }
}

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
        if let Some(pending) = self.pending.get_mut() {
            pending.answer_by_number(id, Answer::Callback(body.to_owned()));
        }
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
        if let Some(pending) = self.pending.get_mut() {
            pending.answer_by_number(id, Answer::Library(why));
        }
        self.counters.answer();
        Ok(Delivered::Answered {
            request: RequestId(id),
            method: row.tag,
        })
    }

    /// The function that was called with this number, and what reads its answer.
    fn called(&self, id: u64) -> Result<(&'static Row, Check), Refusal> {
        let pending = self.pending.get();
        let Some(row) = pending.and_then(|pending| pending.pending_by_number(id)) else {
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

    /// Calls the subscribers.
    pub(super) fn fire(&mut self, message: Outgoing<'_>) -> Result<(), SendError> {
        let name = match (self.row(message), message.unknown) {
            (Some(row), _) => row.tag.into(),
            (None, Some(unknown)) => unknown.name().to_owned().into(),
            (None, None) => return Ok(()),
        };
        let write = |out: &mut Writer| {
            if message.record.shape().whole {
                message.record.put(out);
            } else {
                out.null();
            }
        };
        let body = self.exactly(&write, true)?;
        self.push_signal(Signal::Fire {
            name,
            body: body.into(),
        })
    }
}

/// Reads what a callback received.
type Check = fn(&str, Option<&mut Writer>) -> Result<(), json::Fault>;
