//! Receives a message: gates, decoding, order rules and answers, in this order.

use super::admit::{AdmittedJson, TrustedPost};
use super::core::{Core, Evidence};
use super::inbound::{self, Inbound, Posted, Slot};
use super::incoming_requests::Requester;
use super::order::Order;
use super::received::{Drifted, Received};
use super::refusal::{Gate, Reason, Refusal};
use crate::json::{Fault, Fill, Record};
use crate::message::Lifted;
use crate::protocol::New;
use crate::table::{Requests, Row};
use crate::{Millis, Post};

impl Core {
    /// Whether the sender of a message that arrived is listened to. Time passes first.
    pub(super) fn check_sender<'p, 'a>(
        &mut self,
        post: &'p Post<'a>,
        now: Millis,
    ) -> Result<TrustedPost<'p, 'a>, Refusal> {
        self.pass_time(now);
        let trusted = self.sender_gate.check_sender(post);
        trusted.inspect_err(|refusal| self.note_refused(refusal))
    }

    /// Takes a message that arrived, and puts it into the slot if it is to be delivered.
    pub(super) fn receive(
        &mut self,
        trusted: TrustedPost<'_, '_>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let (encoding, limits) = (&self.theirs.encoding, &self.limits);
        let (mut copied, mut decoded) = (String::new(), String::new());
        let admitted = trusted.admit(encoding, limits, &mut copied);
        let codec = encoding.codec();
        let admitted = admitted.and_then(|admitted| admitted.read_by(codec, limits, &mut decoded));
        match admitted {
            Ok(admitted) => {
                let origin = trusted.new_origin();
                if self.request_traits.is_there()
                    && let Some(request) = trusted.answers()
                {
                    return self.accept_by_port(&admitted, origin, request, slot);
                }
                self.receive_admitted(&admitted, origin, slot)
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// As [`receive`](Self::receive), of an object that the edge has written. For tables of one plain
    /// family, and without answers to requests.
    pub(super) fn receive_object(
        &mut self,
        trusted: TrustedPost<'_, '_>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let (encoding, limits) = (&self.theirs.encoding, &self.limits);
        let mut room = String::new();
        let found = trusted
            .admit(encoding, limits, &mut room)
            .and_then(|admitted| inbound::object(&admitted, self.theirs, limits.nesting()));
        match found {
            Ok(object) => self.accept(&object, trusted.new_origin(), slot),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Takes a message whose sender was checked.
    #[inline]
    pub(super) fn receive_admitted(
        &mut self,
        admitted: &AdmittedJson<'_>,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let mut room = Lifted::default();
        let nesting = self.limits.nesting();
        match self.find_message(admitted, nesting, &mut room) {
            Ok(incoming) => {
                // An answer may look like a message with an unknown tag, but for its constants.
                let marked = incoming.row().is_none().then_some(admitted);
                marked
                    .and_then(|admitted| self.accept_answer(admitted, origin, true, slot))
                    .unwrap_or_else(|| self.accept(&incoming, origin, slot))
            }
            Err(refusal) if refusal.gate() == Gate::NotOurs => self
                .accept_answer(admitted, origin, false, slot)
                .unwrap_or_else(|| self.refuse(refusal)),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Finds out which message was posted.
    #[inline]
    fn find_message<'a>(
        &self,
        admitted: &AdmittedJson<'a>,
        nesting: u16,
        room: &'a mut Lifted,
    ) -> Result<Posted<'a>, Refusal> {
        if self.inner_objects.is_there() && self.theirs.has_paths() {
            inbound::lifted(admitted, self.theirs, nesting, room)
        } else if self.envelopes.is_there() {
            inbound::enveloped(admitted, self.theirs, nesting)
        } else {
            inbound::plain(admitted, self.theirs, nesting)
        }
    }

    /// Settles on the origin of a message that tells nothing for certain, unless the session has one.
    #[inline]
    pub(super) fn settle_on(&mut self, origin: Option<&str>) -> Result<(), Refusal> {
        origin.map_or(Ok(()), |origin| {
            self.meet(origin, Evidence::Nothing).map(|_| ())
        })
    }

    /// Takes a message of the other side, and settles on the origin if it is accepted.
    #[inline]
    pub(super) fn accept(
        &mut self,
        incoming: &dyn Inbound,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let Some((index, row)) = incoming.row() else {
            return self.accept_unknown(incoming, origin, slot);
        };
        let record = slot.make(New::Row(index));
        let read = incoming.read(row, record);
        let read = read.and_then(|()| self.request_of(incoming));
        match read {
            Ok(_) if self.is_of_another_session(index, record, u64::MAX) => {
                self.refuse(Refusal::new(Reason::AnotherSession))
            }
            Ok(request) => {
                let new_origin = match origin {
                    None => false,
                    Some(origin) => match self.meet(origin, self.evidence(index, row, record)) {
                        Ok(new_origin) => new_origin,
                        Err(refusal) => return self.refuse(refusal),
                    },
                };
                self.note_reported(incoming);
                let mut order = self.apply(incoming, (index, row), new_origin, record, u64::MAX);
                if let Some((requests, id)) = request {
                    let (id, row) = (id.into(), Some((index, row.tag)));
                    self.register_request(Requester::Window { id, requests, row }, &mut order);
                }
                self.counters.accept(&order);
                trace!(received(&self.span, row.tag, slot, &order));
                Received::Message((), order)
            }
            Err(fault) if fault.is_malformed() => self.refuse(incoming.refusal(fault)),
            Err(why) => self.accept_drifted(incoming, (index, row), origin, record, why),
        }
    }

    /// How a message is answered, if it is a request, and its id as JSON.
    #[inline]
    fn request_of<'a>(
        &self,
        incoming: &'a dyn Inbound,
    ) -> Result<Option<(&'static Requests, &'a str)>, Fault> {
        let requests = self.incoming.get().and_then(|_| incoming.requests());
        let id = |requests| inbound::request_id(incoming, requests, self.limits.nesting());
        requests.map(|of| Ok((of, id(of)?))).transpose()
    }

    fn accept_unknown(
        &mut self,
        incoming: &dyn Inbound,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        match incoming.unknown() {
            Ok(unknown) => {
                if let Err(refusal) = self.settle_on(origin) {
                    return self.refuse(refusal);
                }
                trace!(unknown(&self.span, &unknown));
                slot.make(New::Unknown(unknown));
                self.counters.accept_unknown();
                self.note_reported(incoming);
                let mut order = self.no_order();
                if let Ok(Some((requests, id))) = self.request_of(incoming) {
                    let (id, row) = (id.into(), None);
                    self.register_request(Requester::Window { id, requests, row }, &mut order);
                }
                Received::Message((), order)
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// A message that has drifted still moves the state machines. If it answers a request, the owner of
    /// the ticket learns that the answer drifted.
    #[cold]
    fn accept_drifted(
        &mut self,
        incoming: &dyn Inbound,
        row: (usize, &'static Row),
        origin: Option<&str>,
        record: &mut dyn Fill,
        why: Fault,
    ) -> Received<()> {
        let fields = incoming.read_leniently(row.1, record);
        if self.is_of_another_session(row.0, record, fields) {
            return self.refuse(Refusal::new(Reason::AnotherSession));
        }
        if let Err(refusal) = self.settle_on(origin) {
            return self.refuse(refusal);
        }
        self.note_reported(incoming);
        let order = self.apply(incoming, row, false, record, fields);
        let drifted = inbound::drifted(incoming, row.1, why, order);
        self.note_drifted(&drifted);
        Received::Drifted(drifted)
    }

    pub(super) fn note_drifted(&mut self, drifted: &Drifted) {
        self.counters.drift(drifted.order());
        trace!(drifted(&self.span, drifted));
    }

    /// Moves the state machines and settles the request that is answered.
    #[inline]
    pub(super) fn apply(
        &mut self,
        incoming: &dyn Inbound,
        (index, row): (usize, &'static Row),
        new_origin: bool,
        record: &dyn Record,
        fields: u64,
    ) -> Order {
        let mode = self.mode_of_received(index);
        let mut order = self.machines.apply(row, record, fields, mode);
        order.note(self.settle_request((index, row), record, fields, incoming));
        order.new_origin = new_origin;
        order.reloaded = self.is_new_document(index);
        order.port = row.port;
        self.note_cancelled((index, row), record, fields, &mut order);
        self.after_transition(index, new_origin);
        order
    }

    /// Remembers what a message says of its sender.
    #[inline]
    fn note_reported(&mut self, incoming: &dyn Inbound) {
        if let Some(reported) = self.reported.get_mut()
            && let Some(family) = incoming.family()
        {
            reported.update(incoming.lifted(), family, self.limits.nesting());
        }
    }

    #[cold]
    pub(super) fn refuse(&mut self, refusal: Refusal) -> Received<()> {
        self.note_refused(&refusal);
        Received::Refused(refusal)
    }

    fn note_refused(&mut self, refusal: &Refusal) {
        self.counters.refuse(refusal.gate());
        trace!(refused(&self.span, refusal));
    }
}
