//! Receives a message: gates, decoding, order rules and answers, in this order.

use super::admit::{AdmittedJson, TrustedPost};
use super::core::{Core, Evidence};
use super::features::{CODECS, IDS, REPORTS};
use super::inbound::{self, Inbound, Slot};
use super::incoming_requests::Requester;
use super::order::{Order, ReplyNote};
use super::received::Received;
use super::refusal::{Gate, Reason, Refusal};
use super::send::answer_id;
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
        self.sender_gate.check_sender(post).inspect_err(|refusal| {
            self.counters.refuse(refusal.gate());
        })
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
        let admitted = admitted.and_then(|admitted| {
            if CODECS.is_linked() {
                admitted.read_by(encoding.codec(), limits, &mut decoded)
            } else {
                Ok(admitted)
            }
        });
        match admitted {
            Ok(admitted) => self.receive_admitted(&admitted, trusted.new_origin(), slot),
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
        match inbound::find_message(admitted, self.theirs, self.limits.nesting(), &mut room) {
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
        let read = read.and_then(|()| match incoming.request() {
            Some((requests, id)) => id.map(|id| Some((id, requests))),
            None => Ok(None),
        });
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
                let json = incoming.json();
                let mut order = self.apply(json, (index, row), new_origin, record, u64::MAX);
                if let Some((id, requests)) = request {
                    self.take_request(id, requests, Some((index, row.tag)), &mut order);
                }
                self.counters.accept(&order);
                Received::Message((), order)
            }
            Err(fault) if fault.is_malformed() => self.refuse(incoming.refusal(fault)),
            Err(why) => self.accept_drifted(incoming, (index, row), origin, record, why),
        }
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
                slot.make(New::Unknown(unknown));
                self.counters.accept_unknown();
                self.note_reported(incoming);
                let mut order = self.no_order();
                if let Some((requests, Ok(id))) = incoming.request() {
                    self.take_request(id, requests, None, &mut order);
                }
                Received::Message((), order)
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// A request was delivered: it can be answered from here on.
    fn take_request(
        &mut self,
        id: &str,
        requests: &'static Requests,
        row: Option<(usize, &'static str)>,
        order: &mut Order,
    ) {
        self.register_request(
            Requester::Window {
                id: id.into(),
                requests,
                row,
            },
            order,
        );
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
        let order = self.apply(incoming.json(), row, false, record, fields);
        self.counters.drift(&order);
        Received::Drifted(inbound::drifted(incoming, row.1, why, order))
    }

    /// Moves the state machines and settles the request that is answered.
    #[inline]
    pub(super) fn apply(
        &mut self,
        json: &str,
        (index, row): (usize, &'static Row),
        new_origin: bool,
        record: &dyn Record,
        fields: u64,
    ) -> Order {
        let mode = self.mode_of_received(index);
        let mut order = self.machines.apply(row, record, fields, mode);
        let note = if IDS.is_linked() && row.id.is_some() && self.pending.is_answer(index) {
            let id = answer_id(row, record, fields);
            self.answer_by_id(index, id.as_deref(), json)
        } else {
            self.pending.answer(index, json)
        };
        if note == ReplyNote::Settled {
            self.post_queued();
        }
        order.note(note);
        order.new_origin = new_origin;
        order.reloaded = self.is_new_document(index);
        self.note_cancelled((index, row), record, fields, &mut order);
        self.after_transition(index, new_origin);
        order
    }

    /// Remembers what a message says of its sender.
    #[inline]
    fn note_reported(&mut self, incoming: &dyn Inbound) {
        if REPORTS.is_linked()
            && let Some(family) = incoming.family()
        {
            let nesting = self.limits.nesting();
            self.reported.update(incoming.lifted(), family, nesting);
        }
    }

    #[cold]
    pub(super) fn refuse(&mut self, refusal: Refusal) -> Received<()> {
        self.counters.refuse(refusal.gate());
        Received::Refused(refusal)
    }
}
