//! What becomes of a message that arrived: gates, decoding, order and replies, in this order.

use super::admit::{Admitted, Known};
use super::asked::Asker;
use super::core::{Core, Evidence};
use super::incoming::{self, Incoming, Slot};
use super::needs::{CODECS, IDS, REPORTS};
use super::order::{Order, ReplyNote};
use super::received::{Gate, Received, Refusal};
use super::send::answer_id;
use crate::codec::{Fault, Fill, Record};
use crate::protocol::{New, Requests, Row};
use crate::{Millis, Post};

impl Core {
    /// Whether the sender of a message that arrived is listened to. Time passes first.
    pub(super) fn know<'p, 'a>(
        &mut self,
        post: &'p Post<'a>,
        now: Millis,
    ) -> Result<Known<'p, 'a>, Refusal> {
        self.pass_time(now);
        self.doorman.know(post).inspect_err(|refusal| {
            self.counters.refuse(refusal.gate());
        })
    }

    /// Takes a message that arrived, and puts it into the slot if it is to be delivered.
    pub(super) fn receive(&mut self, known: Known<'_, '_>, slot: &mut dyn Slot) -> Received<()> {
        let (encoding, limits) = (&self.theirs.encoding, &self.limits);
        let (mut copied, mut decoded) = (String::new(), String::new());
        let admitted = known.admit(encoding, limits, &mut copied);
        let admitted = admitted.and_then(|admitted| {
            if CODECS.is_there() {
                admitted.read_by(encoding.codec(), limits, &mut decoded)
            } else {
                Ok(admitted)
            }
        });
        match admitted {
            Ok(admitted) => self.receive_admitted(&admitted, known.another(), slot),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// As [`receive`](Self::receive), of an object that the edge has written. For tables of one plain
    /// part, and without answers to requests.
    pub(super) fn receive_object(
        &mut self,
        known: Known<'_, '_>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let (encoding, limits) = (&self.theirs.encoding, &self.limits);
        let mut room = String::new();
        let found = known
            .admit(encoding, limits, &mut room)
            .and_then(|admitted| incoming::object(&admitted, self.theirs, limits.nesting()));
        match found {
            Ok(object) => self.hear(&object, known.another(), slot),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Takes a message whose sender was checked.
    #[inline]
    pub(super) fn receive_admitted(
        &mut self,
        admitted: &Admitted<'_>,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        match incoming::heard(admitted, self.theirs, self.limits.nesting()) {
            Ok(envelope) => {
                // An answer may look like a message with an unknown tag, but for its constants.
                let marked = envelope.row().is_none().then_some(admitted);
                marked
                    .and_then(|admitted| self.hear_answer(admitted, origin, true, slot))
                    .unwrap_or_else(|| self.hear(&envelope, origin, slot))
            }
            Err(refusal) if refusal.gate() == Gate::NotOurs => self
                .hear_answer(admitted, origin, false, slot)
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
    pub(super) fn hear(
        &mut self,
        envelope: &dyn Incoming,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let Some((index, row)) = envelope.row() else {
            return self.hear_unknown(envelope, origin, slot);
        };
        let record = slot.make(New::Row(index));
        let read = envelope.read(row, record);
        let read = read.and_then(|()| match envelope.request() {
            Some((requests, id)) => id.map(|id| Some((id, requests))),
            None => Ok(None),
        });
        match read {
            Ok(request) => {
                let new_origin = match origin {
                    None => false,
                    Some(origin) => match self.meet(origin, self.evidence(index, row, record)) {
                        Ok(new_origin) => new_origin,
                        Err(refusal) => return self.refuse(refusal),
                    },
                };
                self.note_reported(envelope);
                let json = envelope.json();
                let mut order = self.heard(json, (index, row), new_origin, record, u64::MAX);
                if let Some((id, requests)) = request {
                    self.take_request(id, requests, Some((index, row.tag)), &mut order);
                }
                self.counters.accept(&order);
                Received::Message((), order)
            }
            Err(fault) if fault.is_malformed() => self.refuse(envelope.refusal(fault)),
            Err(why) => self.hear_drifted(envelope, (index, row), origin, record, why),
        }
    }

    fn hear_unknown(
        &mut self,
        envelope: &dyn Incoming,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        match envelope.unknown() {
            Ok(unknown) => {
                if let Err(refusal) = self.settle_on(origin) {
                    return self.refuse(refusal);
                }
                slot.make(New::Unknown(unknown));
                self.counters.accept_unknown();
                self.note_reported(envelope);
                let mut order = self.no_order();
                if let Some((requests, Ok(id))) = envelope.request() {
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
        self.take_asked(
            Asker::Window {
                id: id.into(),
                requests,
                row,
            },
            order,
        );
    }

    /// A message that has drifted still moves the state machines. If it answers a call, the owner of
    /// the ticket learns that the answer drifted.
    #[cold]
    fn hear_drifted(
        &mut self,
        envelope: &dyn Incoming,
        row: (usize, &'static Row),
        origin: Option<&str>,
        record: &mut dyn Fill,
        why: Fault,
    ) -> Received<()> {
        if let Err(refusal) = self.settle_on(origin) {
            return self.refuse(refusal);
        }
        let fields = envelope.read_leniently(row.1, record);
        self.note_reported(envelope);
        let order = self.heard(envelope.json(), row, false, record, fields);
        self.counters.drift(&order);
        Received::Drifted(incoming::drifted(envelope, row.1, why, order))
    }

    /// Moves the state machines and settles the call that is answered.
    #[inline]
    pub(super) fn heard(
        &mut self,
        json: &str,
        (index, row): (usize, &'static Row),
        new_origin: bool,
        record: &dyn Record,
        fields: u64,
    ) -> Order {
        let learning = self.hearing(index);
        let mut order = self.machines.apply(row, record, fields, learning);
        let note = if IDS.is_there() && row.id.is_some() && self.replies.is_answer(index) {
            let id = answer_id(row, record, fields);
            self.replies.answer_by_id(id.as_deref(), json)
        } else {
            self.replies.answer(index, json)
        };
        if note == ReplyNote::Settled {
            self.post_queued();
        }
        order.note(note);
        order.new_origin = new_origin;
        self.had_heard(index, new_origin);
        order
    }

    /// Remembers what a message says of its sender.
    #[inline]
    fn note_reported(&mut self, envelope: &dyn Incoming) {
        if REPORTS.is_there()
            && let Some(part) = envelope.part()
        {
            let nesting = self.limits.nesting();
            self.reported.hear(envelope.json(), part, nesting);
        }
    }

    #[cold]
    pub(super) fn refuse(&mut self, refusal: Refusal) -> Received<()> {
        self.counters.refuse(refusal.gate());
        Received::Refused(refusal)
    }
}
