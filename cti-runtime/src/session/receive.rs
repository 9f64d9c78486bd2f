//! What becomes of a message that arrived: gates, decoding, order and replies, in this order.

use super::admit::{Admitted, Known};
use super::core::Core;
use super::decode::{self, Envelope, Slot};
use super::needs::{CODECS, IDS, REPORTS};
use super::order::{Order, ReplyNote};
use super::received::{Gate, Reason, Received, Refusal};
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
        let refusal = match self.doorman.know(post) {
            // Of a document that is new, it depends on the message: see `judge_origin`.
            Ok(known) if known.another().is_none() || self.renewed || !self.is_settled() => {
                return Ok(known);
            }
            Ok(_) => Refusal::new(Reason::AnotherOrigin),
            Err(refusal) => refusal,
        };
        self.counters.refuse(refusal.gate());
        Err(refusal)
    }

    /// Takes a message that arrived, and puts it into the slot if it is to be delivered.
    pub(super) fn receive(&mut self, known: Known<'_, '_>, slot: &mut dyn Slot) -> Received<()> {
        let (encoding, limits) = (&self.theirs.encoding, &self.limits);
        let mut room = String::new();
        let admitted = known.admit(encoding, limits).and_then(|admitted| {
            if CODECS.is_there() {
                admitted.read_by(encoding.codec(), limits, &mut room)
            } else {
                Ok(admitted)
            }
        });
        match admitted {
            Ok(admitted) => self.receive_admitted(&admitted, known.another(), slot),
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
        self.current_call = None;
        // An answer comes from where its request went.
        let answers = origin.is_none() || !self.is_settled();
        match decode::heard(admitted, self.theirs, self.limits.nesting()) {
            Ok(envelope) => {
                // An answer may look like a message with an unknown tag, but for its constants.
                let marked = (answers && envelope.row().is_none()).then_some(admitted);
                marked
                    .and_then(|admitted| self.hear_answer(admitted, origin, true, slot))
                    .unwrap_or_else(|| self.hear(&envelope, origin, slot))
            }
            Err(refusal) if answers && refusal.gate() == Gate::NotOurs => self
                .hear_answer(admitted, origin, false, slot)
                .unwrap_or_else(|| self.refuse(refusal)),
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Takes a message of the other side, and settles on the origin if it is accepted.
    #[inline]
    pub(super) fn hear(
        &mut self,
        envelope: &Envelope<'_>,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let Some((index, row)) = envelope.row() else {
            return self.hear_unknown(envelope, origin, slot);
        };
        let record = slot.make(New::Row(index));
        let requests = envelope.requests();
        let read = envelope.read(row, record);
        let read = match (read, requests) {
            (Ok(()), Some(requests)) => envelope.request_id(requests).map(Some),
            (read, _) => read.map(|()| None),
        };
        match read {
            Ok(id) => {
                if let Err(refusal) = self.judge_origin(origin, Some(index)) {
                    return self.refuse(refusal);
                }
                self.note_reported(envelope);
                let json = envelope.json();
                let mut order = self.heard(json, (index, row), origin, record, u64::MAX);
                if let (Some(id), Some(requests)) = (id, requests) {
                    self.take_request(id, requests, Some((index, row.tag)), &mut order);
                }
                self.counters.accept(&order);
                Received::Message((), order)
            }
            Err(fault) if fault.is_malformed() => self.refuse(envelope.refusal(fault)),
            Err(why) => match self.judge_origin(origin, Some(index)) {
                Ok(()) => self.hear_drifted(envelope, (index, row), origin, record, why),
                Err(refusal) => self.refuse(refusal),
            },
        }
    }

    fn hear_unknown(
        &mut self,
        envelope: &Envelope<'_>,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let judged = self.judge_origin(origin, None);
        match judged.and_then(|()| envelope.unknown()) {
            Ok(unknown) => {
                slot.make(New::Unknown(unknown));
                self.counters.accept_unknown();
                self.settle_on(origin);
                self.note_reported(envelope);
                let mut order = self.no_order();
                if let Some(requests) = envelope.requests()
                    && let Ok(id) = envelope.request_id(requests)
                {
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
        let call = self.asked.take(id, requests, row, self.limits.unanswered());
        order.call = Some(call);
        self.current_call = Some(call);
    }

    /// A message that has drifted still moves the state machines. If it answers a call, the owner of
    /// the ticket learns that the answer drifted.
    #[cold]
    fn hear_drifted(
        &mut self,
        envelope: &Envelope<'_>,
        row: (usize, &'static Row),
        origin: Option<&str>,
        record: &mut dyn Fill,
        why: Fault,
    ) -> Received<()> {
        let fields = envelope.read_leniently(row.1, record);
        self.note_reported(envelope);
        let order = self.heard(envelope.json(), row, origin, record, fields);
        self.counters.drift(&order);
        Received::Drifted(envelope.drifted(row.1, why, order))
    }

    /// Moves the state machines and settles the call that is answered.
    #[inline]
    pub(super) fn heard(
        &mut self,
        json: &str,
        (index, row): (usize, &'static Row),
        origin: Option<&str>,
        record: &dyn Record,
        fields: u64,
    ) -> Order {
        let learning = self.hearing(index);
        self.settle_on(origin);
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
        self.had_heard(index);
        order
    }

    /// Remembers what a message says of its sender.
    #[inline]
    fn note_reported(&mut self, envelope: &Envelope<'_>) {
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
