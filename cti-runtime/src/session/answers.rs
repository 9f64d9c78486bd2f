//! Answers to requests: those that arrive, and those that are posted.

use super::admit::AdmittedJson;
use super::assemble::Shown;
use super::core::{Core, index};
use super::inbound::{self, Slot};
use super::incoming_requests::Requester;
use super::order::{Order, ReplyNote};
use super::part::Part;
use super::received::{Drifted, Received};
use super::refusal::{Reason, Refusal};
use super::send_error::SendError;
use crate::json::{Fault, Wire, Writer};
use crate::message::{self, Answer, Answered, Failure, Lifted, RequestId, Settled};
use crate::post::Carries;
use crate::protocol::New;
use crate::table::{DirectionTable, Reply, Requests, Row};
use crate::{LibraryFault, Signal};

const NOT_AWAITED: Refusal = Refusal::new(Reason::NotAwaited);

const NO_ANSWER: Refusal = Refusal::new(Reason::NoAnswer);

const NOT_ASKED: Refusal = Refusal::new(Reason::NotAsked);

/// A request that an answer answers.
struct Found<'a> {
    request: RequestId,
    index: usize,
    row: &'static Row,
    answer: Answered<'a>,
    requests: &'static Requests,
    silent: bool,
    /// Where what of it stands in other objects came from.
    room: Option<&'a Lifted>,
}

impl Core {
    /// Takes a message that no family has taken, or none that knows its tag, if it is an answer;
    /// `None` if it looks like none. `marked` asks for answers that have constants only.
    #[cold]
    pub(super) fn accept_answer(
        &mut self,
        admitted: &AdmittedJson<'_>,
        origin: Option<&str>,
        marked: bool,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>> {
        self.request_traits.get()?;
        let json = admitted.json();
        let mut looks_like_one = false;
        for requests in self.ours.requests_by_id() {
            if marked && requests.answer.constants.is_empty() {
                continue;
            }
            let Some(room) = self.lift_answer(json, requests) else {
                continue;
            };
            match message::read_answer(room.text(json), &requests.answer, self.limits.nesting()) {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    looks_like_one |= answer.says_something();
                    if let Some(mut found) = self.request_answered(answer, requests) {
                        found.room = Some(&room);
                        return Some(self.answered(&found, admitted, origin, slot));
                    }
                }
                Err(fault) => return Some(self.refuse(Refusal::malformed(fault))),
            }
        }
        looks_like_one.then(|| self.refuse(NOT_AWAITED))
    }

    /// Takes what came over the port of a request of this side: it answers that one, or nothing.
    #[cold]
    pub(super) fn accept_by_port(
        &mut self,
        admitted: &AdmittedJson<'_>,
        origin: Option<&str>,
        request: RequestId,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let pending = self.pending.get();
        let asked = pending.and_then(|pending| pending.pending_by_port(request.get()));
        let asked = asked.and_then(|index| {
            let (row, requests) = (self.ours.row(index)?, self.ours.requests(index)?);
            match row.reply {
                Some(Reply::Request { silent, .. }) => Some((index, row, requests, silent)),
                _ => None,
            }
        });
        let Some((index, row, requests, silent)) = asked else {
            return self.refuse(NOT_AWAITED);
        };
        let json = admitted.json();
        let Some(room) = self.lift_answer(json, requests) else {
            return self.refuse(NO_ANSWER);
        };
        match message::read_answer(room.text(json), &requests.answer, self.limits.nesting()) {
            Ok(None) => self.refuse(NO_ANSWER),
            Ok(Some(answer)) => {
                let found = Found {
                    request,
                    index,
                    row,
                    answer,
                    requests,
                    silent,
                    room: Some(&room),
                };
                self.answered(&found, admitted, origin, slot)
            }
            Err(fault) => self.refuse(Refusal::malformed(moved(fault, Some(&room)))),
        }
    }

    /// What an answer to one of these requests has in other objects, lifted; `None` if a message can't be one.
    #[inline]
    fn lift_answer(&self, json: &str, requests: &Requests) -> Option<Lifted> {
        let mut room = Lifted::default();
        let elsewhere = self.inner_objects.is_there() && !requests.answer.paths.is_empty();
        let may_be = !elsewhere || room.lift_answer(json, &requests.answer, self.limits.nesting());
        may_be.then_some(room)
    }

    /// The request with the id that an answer has, if it waits for answers of this kind.
    fn request_answered<'a>(
        &self,
        answer: Answered<'a>,
        requests: &'static Requests,
    ) -> Option<Found<'a>> {
        let pending = self.pending.get()?;
        let (request, index) = pending.pending_by_id(&message::id_text(answer.id))?;
        let own = self.ours.requests(index)?;
        let row = self.ours.row(index)?;
        let Some(Reply::Request { silent, .. }) = row.reply else {
            return None;
        };
        // One that its constants mark is an answer, whatever it lacks.
        let says = answer.says_something()
            || !requests.answer.constants.is_empty()
            || (silent && requests.answer.flag.is_none());
        (std::ptr::eq(own, requests) && says).then_some(Found {
            request: RequestId(request),
            index,
            row,
            answer,
            requests,
            silent,
            room: None,
        })
    }

    /// Settles the request that is answered.
    fn answered(
        &mut self,
        found: &Found<'_>,
        admitted: &AdmittedJson<'_>,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let outcome = found.answer.outcome(&found.requests.answer, found.silent);
        let outcome = outcome.map_err(|fault| moved(fault, found.room));
        let checked = outcome.and_then(|outcome| {
            check(found.row, outcome).map_err(|fault| moved(fault, found.room))
        });
        if let Err(fault) = checked
            && fault.is_malformed()
        {
            return self.refuse(Refusal::malformed(fault));
        }
        if let Err(refusal) = self.settle_on(origin) {
            return self.refuse(refusal);
        }
        let mut order = self.no_order();
        order.note(ReplyNote::Settled);
        order.request = Some(found.request);
        let given = match outcome {
            Ok(Ok((value, _))) => Answer::Outcome(Ok(value.to_owned())),
            Ok(Err((value, _))) => Answer::Outcome(Err(value.to_owned())),
            Err(fault) => Answer::Fault(fault),
        };
        self.take_answer(found.index, found.request, given);
        let Err(why) = checked else {
            self.counters.answer();
            trace!(answered(&self.span, found.request, found.row.tag));
            slot.make(New::Settled(Settled {
                request: found.request,
                method: found.row.tag,
                row: found.index,
            }));
            return Received::Message((), order);
        };
        let drifted = drifted(found.row.tag, admitted, why, order);
        self.note_drifted(&drifted);
        Received::Drifted(drifted)
    }

    /// Takes a message that this side posted by other means, and that no family has taken, or none that
    /// knows its tag, if it is an answer; `None` if it looks like none. `marked` asks for answers that
    /// have constants only.
    pub(super) fn observe_answer(
        &mut self,
        admitted: &AdmittedJson<'_>,
        marked: bool,
        slot: &mut dyn Slot,
    ) -> Option<Received<()>> {
        let json = admitted.json();
        let mut looks_like_one = false;
        for requests in self.theirs.requests_by_id() {
            if marked && requests.answer.constants.is_empty() {
                continue;
            }
            let Some(room) = self.lift_answer(json, requests) else {
                continue;
            };
            match message::read_answer(room.text(json), &requests.answer, self.limits.nesting()) {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    looks_like_one |= answer.says_something();
                    let incoming = self.incoming.get();
                    let asked = incoming.and_then(|incoming| incoming.find(answer.id, requests));
                    if let Some((request, row)) = asked {
                        return Some(self.observed_answer(
                            request,
                            row,
                            (&answer, &room),
                            admitted,
                            slot,
                        ));
                    }
                }
                Err(fault) => return Some(Received::Refused(Refusal::malformed(fault))),
            }
        }
        looks_like_one.then_some(Received::Refused(NOT_ASKED))
    }

    /// A request of the other side was answered by other means.
    fn observed_answer(
        &mut self,
        request: RequestId,
        row: Option<(usize, &'static str)>,
        (answer, room): (&Answered<'_>, &Lifted),
        admitted: &AdmittedJson<'_>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        // What is said to a request that the declaration doesn't know is of no type.
        let (index, method) = row.unwrap_or((usize::MAX, ""));
        let mut failed = false;
        let checked = self.theirs.row(index).map_or(Ok(()), |row| {
            let requests = self.theirs.requests(index);
            let (Some(requests), Some(Reply::Request { silent, .. })) = (requests, row.reply)
            else {
                return Ok(());
            };
            let outcome = answer.outcome(&requests.answer, silent);
            failed = matches!(outcome, Ok(Err(_)));
            let checked = outcome.and_then(|outcome| check(row, outcome));
            checked.map_err(|fault| moved(fault, Some(room)))
        });
        if let Err(fault) = checked
            && fault.is_malformed()
        {
            return Received::Refused(Refusal::malformed(fault));
        }
        if failed || !self.is_asked_for_more(index) {
            self.remove_incoming(request);
        }
        let mut order = self.no_order();
        order.request = Some(request);
        let Err(why) = checked else {
            slot.make(New::Settled(Settled {
                request,
                method,
                row: index,
            }));
            return Received::Message((), order);
        };
        Received::Drifted(drifted(method, admitted, why, order))
    }

    /// A request was delivered: it can be answered from here on, and one of the same id no more.
    pub(super) fn register_request(&mut self, asker: Requester, order: &mut Order) {
        if let Requester::Page { number, .. } = asker
            && let Some(signals) = self.signals.get_mut()
        {
            signals.retain(|signal| signal.answers() != Some(number));
        }
        let Some(incoming) = self.incoming.get_mut() else {
            return;
        };
        let (request, before) = incoming.take(asker, self.limits.unanswered());
        if let Some(before) = before {
            incoming.posted(before);
            self.drop_posts(|carries| carries.answered() == Some(before.get()));
        }
        order.request = Some(request);
    }

    /// The document of the other side that asked is gone.
    pub(super) fn forget_incoming_requests(&mut self) {
        let Some(incoming) = self.incoming.get_mut() else {
            return;
        };
        incoming.clear();
        self.drop_posts(|carries| carries.answered().is_some());
        if let Some(signals) = self.signals.get_mut() {
            signals.retain(|signal| signal.answers().is_none());
        }
        self.current_request = None;
    }

    /// Answers a request of the other side.
    pub(super) fn answer_request<T: Wire, E: Failure>(
        &mut self,
        request: RequestId,
        result: &Result<T, E>,
    ) -> Result<(), SendError> {
        let Some(Requester::Window { id, requests, row }) = self.incoming_request(request) else {
            return Err(SendError::NoSuchRequest);
        };
        let (requests, row) = (*requests, *row);
        let table = &requests.answer;
        if table.only_fails() && result.is_ok() {
            // Silence says so.
            self.remove_incoming(request);
            return Ok(());
        }
        let text = self.as_posted(
            &|out| message::write_answer(table, id, result, out),
            table.paths,
        )?;
        let is_last = result.is_err() || !row.is_some_and(|(row, _)| self.is_asked_for_more(row));
        self.post_answer(request, requests, row, text, is_last)
    }

    /// Answers a request of the library, as its convention says.
    pub(super) fn call_back<T: Wire, E: Failure>(
        &mut self,
        request: RequestId,
        result: &Result<T, E>,
    ) -> Result<(), SendError> {
        self.call_back_with(request, result.is_ok(), &|out| match result {
            Ok(value) => value.write(out),
            Err(failure) => failure.write_value(out),
        })
    }

    fn call_back_with(
        &mut self,
        request: RequestId,
        is_ok: bool,
        value: &dyn Fn(&mut Writer),
    ) -> Result<(), SendError> {
        let Some(Requester::Page { row, .. }) = self.incoming_request(request) else {
            return Err(SendError::NoSuchRequest);
        };
        let convention = inbound::convention(self.theirs, *row);
        let apart = !is_ok && convention.fails_apart();
        let keys = convention.keys.as_ref().filter(|_| !apart);
        let write = |out: &mut Writer| message::write_callback(keys, is_ok, value, out);
        let body = self.exactly(&write, true)?.into();
        self.answer_call(request, |id| {
            if apart {
                Signal::Reject { id, body }
            } else {
                Signal::Reply { id, body }
            }
        })
    }

    /// There is no function for a request of the library.
    pub(super) fn lack(&mut self, request: RequestId) -> Result<(), SendError> {
        let why = LibraryFault::Missing;
        self.answer_call(request, |id| Signal::Fail { id, why })
    }

    /// Answers a request of the library by its callback's number: once.
    fn answer_call(
        &mut self,
        request: RequestId,
        answer: impl FnOnce(u64) -> Signal<'static>,
    ) -> Result<(), SendError> {
        let Some(Requester::Page { number, .. }) = self.incoming_request(request) else {
            return Err(SendError::NoSuchRequest);
        };
        let signal = answer(*number);
        self.push_signal(signal)?;
        self.remove_incoming(request);
        Ok(())
    }

    /// Answers a request that no handler takes with what the declaration has for that, if anything.
    pub(super) fn answer_unsupported(&mut self, request: RequestId) {
        let Some(Requester::Window { id, requests, row }) = self.incoming_request(request) else {
            return;
        };
        let Some(said) = requests.unknown else {
            self.remove_incoming(request);
            return;
        };
        let (requests, row) = (*requests, *row);
        let table = &requests.answer;
        let text = self.as_posted(
            &|out| message::write_unknown(table, id, said, out),
            table.paths,
        );
        // A full outbox loses the answer, and the caller's deadline says so.
        let _ = text.and_then(|text| self.post_answer(request, requests, row, text, true));
    }

    fn post_answer(
        &mut self,
        request: RequestId,
        requests: &Requests,
        row: Option<(usize, &'static str)>,
        text: String,
        is_last: bool,
    ) -> Result<(), SendError> {
        let row = row.map_or(u16::MAX, |(row, _)| index(row));
        let carries = if requests.by_port() {
            Carries::PortAnswer
        } else {
            Carries::Answer
        };
        self.post(carries(request.get()), row, text)?;
        if let Some(incoming) = self.incoming.get_mut().filter(|_| is_last) {
            incoming.answer(request);
        }
        Ok(())
    }

    /// Whether a request of this side waits for what comes over its port.
    pub(super) fn waits_at_port(&self, request: RequestId) -> bool {
        let pending = self.pending.get();
        pending.is_some_and(|pending| pending.waits_at_port(request.get()))
    }

    /// Whether a request of the other side can be answered over its port.
    pub(super) fn is_asked_at_port(&self, request: RequestId) -> bool {
        let incoming = self.incoming.get();
        incoming.is_some_and(|incoming| incoming.is_asked_at_port(request))
    }

    fn incoming_request(&self, request: RequestId) -> Option<&Requester> {
        self.incoming.get()?.get(request)
    }

    pub(super) fn remove_incoming(&mut self, request: RequestId) {
        if let Some(incoming) = self.incoming.get_mut() {
            incoming.remove(request);
        }
    }
}

/// A fault of an answer that was lifted, as one of the answer.
fn moved(fault: Fault, room: Option<&Lifted>) -> Fault {
    match room {
        Some(lifted) => lifted.fault(fault),
        None => fault,
    }
}

/// An answer, of which this doesn't fit.
fn drifted(name: &'static str, admitted: &AdmittedJson<'_>, why: Fault, order: Order) -> Drifted {
    Drifted::new(name, admitted.json(), admitted.posted(), why, order)
}

/// Whether what is there is of the type that the declaration says.
fn check(row: &Row, outcome: message::Value<'_>) -> Result<(), Fault> {
    let Some(Reply::Request { check, .. }) = row.reply else {
        return Err(message::not_an_answer());
    };
    let (Ok((_, start)) | Err((_, start)), outcome) = (
        outcome,
        outcome.map(|(json, _)| json).map_err(|(json, _)| json),
    );
    check(outcome, None).map_err(|fault| fault.behind(start))
}

/// What an answer says, personal data masked: for tools. `None` if it isn't of the declared type.
pub(crate) fn masked_request(table: &DirectionTable, row: usize, json: &str) -> Option<String> {
    let requests = table.requests(row)?;
    let Some(Reply::Request { check, silent }) = table.row(row)?.reply else {
        return None;
    };
    let nesting = crate::limits::MAX_NESTING;
    let mut room = Lifted::default();
    if !room.lift_answer(json, &requests.answer, nesting) {
        return None;
    }
    let answer = message::read_answer(room.text(json), &requests.answer, nesting).ok()??;
    let outcome = answer.outcome(&requests.answer, silent).ok()?;
    let outcome = outcome.map(|(json, _)| json).map_err(|(json, _)| json);
    let _ = Part::new(Shown);
    let mut out = Writer::masked();
    check(outcome, Some(&mut out)).ok()?;
    Some(out.into_string())
}
