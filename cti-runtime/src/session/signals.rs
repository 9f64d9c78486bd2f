//! Receives what crossed the edge of an in-page library; [functions](super::functions) sends.

use std::collections::VecDeque;

use super::admit::AdmittedJson;
use super::core::Core;
use super::inbound::{self, Inbound as _, Slot};
use super::incoming_requests::Requester;
use super::part::optional;
use super::received::{Delivered, Drifted, Received};
use super::refusal::{Reason, Refusal};
use crate::describe::Direction;
use crate::message::{self, Answer, RequestId};
use crate::table::{CheckAnswer, Reply, Row};
use crate::{LibraryFault, Millis, Signal};

/// Why a signal is refused by a session with a window.
pub(super) const NO_LIBRARY: Refusal = Refusal::new(Reason::NoLibrary);

/// What waits to cross the edge of a library.
pub(super) type Signals = VecDeque<Signal<'static>>;

optional!(Signals);

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
            (Signal::Reply { id, body }, _) if self.calls() => {
                let reply = self.reply(*id, body, false);
                reply.unwrap_or_else(|refusal| self.refuse(refusal).into())
            }
            (Signal::Reject { id, body }, _) if self.calls() => {
                let reply = self.reply(*id, body, true);
                reply.unwrap_or_else(|refusal| self.refuse(refusal).into())
            }
            (Signal::Fail { id, why }, _) if self.calls() => {
                let failed = self.fail(*id, *why);
                failed.unwrap_or_else(|refusal| self.refuse(refusal).into())
            }
            (Signal::Fire { name, body }, Direction::FromVendor)
                if !self.is_called(self.receives, name) =>
            {
                self.accept_named(name, body, None, slot)
            }
            (
                Signal::Request {
                    id,
                    name,
                    arguments,
                },
                _,
            ) if self.is_called(self.receives, name) => {
                self.accept_named(name, arguments, Some(*id), slot)
            }
            _ => self.refuse(Refusal::new(Reason::SentHere)).into(),
        }
    }

    /// Whether this side calls functions: that of a library does if the page answers some.
    fn calls(&self) -> bool {
        self.receives == Direction::FromVendor || self.page_functions.is_there()
    }

    /// Whether what a direction has by this name is a function, and no event: any of the library, and what
    /// the page answers.
    pub(super) fn is_called(&self, direction: Direction, name: &str) -> bool {
        if direction == Direction::ToVendor || !self.page_functions.is_there() {
            return direction == Direction::ToVendor;
        }
        let table = if direction == self.receives {
            self.theirs
        } else {
            self.ours
        };
        let row = table.find(name).and_then(|row| table.row(row));
        row.is_some_and(|row| row.reply.is_some())
    }

    /// A callback was called, that of the failure or another one; or a promise is settled.
    fn reply(&mut self, id: u64, body: &str, failed: bool) -> Result<Delivered<()>, Refusal> {
        let admitted = AdmittedJson::in_page(body, &self.limits)?;
        let (index, row, check) = self.called(id)?;
        let nesting = self.limits.nesting();
        let keys = inbound::convention(self.ours, index).keys;
        // A failure that comes by itself has no keys.
        let keys = keys.as_ref().filter(|_| !failed);
        message::check_callback(admitted.json(), keys, nesting).map_err(Refusal::malformed)?;
        let value = if failed {
            Ok(Err((admitted.json(), 0)))
        } else {
            message::read_callback(admitted.json(), keys, nesting)
        };
        let checked = value.and_then(|value| {
            let (Ok((_, start)) | Err((_, start))) = value;
            let value = value.map(|(json, _)| json).map_err(|(json, _)| json);
            check(value, None).map_err(|fault| fault.behind(start))
        });
        if let Err(fault) = checked
            && fault.is_malformed()
        {
            return Err(Refusal::malformed(fault));
        }
        let owned = |(json, _): (&str, u32)| json.to_owned();
        let given = match value {
            Ok(value) => Answer::Outcome(value.map(owned).map_err(owned)),
            Err(fault) => Answer::Fault(fault),
        };
        if let Some(pending) = self.pending.get_mut() {
            pending.answer_by_number(id, given);
        }
        let Err(why) = checked else {
            self.counters.answer();
            trace!(answered(&self.span, RequestId(id), row.tag));
            return Ok(Delivered::Answered {
                request: RequestId(id),
                method: row.tag,
            });
        };
        let drifted = Drifted::new(row.tag, body, None, why, self.no_order());
        self.note_drifted(&drifted);
        Ok(Delivered::Drifted(drifted))
    }

    /// A request ends without an answer.
    fn fail(&mut self, id: u64, why: LibraryFault) -> Result<Delivered<()>, Refusal> {
        let (_, row, _) = self.called(id)?;
        if let Some(pending) = self.pending.get_mut() {
            pending.answer_by_number(id, Answer::Library(why));
        }
        self.counters.answer();
        trace!(answered(&self.span, RequestId(id), row.tag));
        Ok(Delivered::Answered {
            request: RequestId(id),
            method: row.tag,
        })
    }

    /// The function that was called with this number, and what reads its answer.
    fn called(&self, id: u64) -> Result<(usize, &'static Row, CheckAnswer), Refusal> {
        let pending = self.pending.get();
        let Some(row) = pending.and_then(|pending| pending.pending_by_number(id)) else {
            return Err(Refusal::new(Reason::NotAwaited));
        };
        let index = usize::from(row);
        let row = self.ours.row(index);
        match row.and_then(|row| Some((row, row.reply?))) {
            Some((row, Reply::Callback { check })) => Ok((index, row, check)),
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
        let row = incoming.row();
        // One that the declaration doesn't know may want an answer, too.
        let answered = row.is_none_or(|(_, row)| row.reply.is_some());
        let mut received = self.accept(&incoming, None, slot);
        if let (Received::Message((), order), Some(number)) = (&mut received, request)
            && answered
        {
            let row = row.map_or(usize::MAX, |(index, _)| index);
            self.register_request(Requester::Page { number, row }, order);
        }
        received.into()
    }
}
