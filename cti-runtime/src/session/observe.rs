//! Observes what this side sent by other means: for tools that watch a conversation.

use super::admit::AdmittedJson;
use super::core::Core;
use super::inbound::{self, Inbound, Slot};
use super::received::{Delivered, Received};
use super::refusal::{Gate, Reason, Refusal};
use super::signals::NO_LIBRARY;
use crate::describe::Direction;
use crate::message::{Lifted, RequestId};
use crate::protocol::New;
use crate::{Data, Millis, Signal};

impl Core {
    /// Takes a message that this side posted.
    pub(super) fn observe(
        &mut self,
        data: Data<'_>,
        now: Millis,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        self.pass_time(now);
        let codec = self.ours.encoding.codec();
        let json = match data {
            Data::Text(text) => text,
            Data::Object(json) if codec.is_none_or(|codec| codec.takes_object(json)) => json,
            _ => {
                return Received::Refused(Refusal::new(Reason::NotPosted));
            }
        };
        let mut room = String::new();
        let admitted = AdmittedJson::in_page(json, &self.limits)
            .and_then(|admitted| admitted.read_by(codec, &self.limits, &mut room));
        let admitted = match admitted {
            Ok(admitted) => admitted,
            Err(refusal) => return Received::Refused(refusal),
        };
        // As receiving does it.
        let mut lifted = Lifted::default();
        match inbound::posted(&admitted, self.ours, self.limits.nesting(), &mut lifted) {
            Ok(incoming) => {
                let marked = incoming.row().is_none().then_some(&admitted);
                marked
                    .and_then(|admitted| self.observe_answer(admitted, true, slot))
                    .unwrap_or_else(|| self.observe_message(&incoming, None, slot))
            }
            Err(refusal) if refusal.gate() == Gate::NotOurs => self
                .observe_answer(&admitted, false, slot)
                .unwrap_or(Received::Refused(refusal)),
            Err(refusal) => Received::Refused(refusal),
        }
    }

    /// Takes a signal that this side sent.
    pub(super) fn observe_signal(
        &mut self,
        signal: &Signal<'_>,
        now: Millis,
        slot: &mut dyn Slot,
    ) -> Delivered<()> {
        self.pass_time(now);
        let (name, body, request) = match (signal, self.receives) {
            _ if !self.is_library() => return Delivered::Refused(NO_LIBRARY),
            (
                Signal::Request {
                    id,
                    name,
                    arguments,
                },
                _,
            ) if self.is_called(self.receives.opposite(), name) => {
                (name, arguments, Some(RequestId(*id)))
            }
            (Signal::Fire { name, body }, Direction::ToVendor) => (name, body, None),
            (Signal::Reply { id, .. } | Signal::Reject { id, .. } | Signal::Fail { id, .. }, _) => {
                let incoming = self.incoming.get_mut();
                let asked = incoming.and_then(|incoming| incoming.called_back(*id));
                let of_row = |(id, row)| Some((id, self.theirs.row(row)?.tag));
                return match asked.and_then(of_row) {
                    Some((request, method)) => Delivered::Answered { request, method },
                    None => Delivered::Refused(Refusal::new(Reason::SentThere)),
                };
            }
            _ => {
                return Delivered::Refused(Refusal::new(Reason::SentThere));
            }
        };
        let nesting = self.limits.nesting();
        match AdmittedJson::in_page(body, &self.limits) {
            Ok(admitted) => {
                let incoming =
                    inbound::named(&admitted, self.ours, name, request.is_some(), nesting);
                self.observe_message(&incoming, request, slot).into()
            }
            Err(refusal) => Delivered::Refused(refusal),
        }
    }

    /// Takes a message of this side: moves the state machines, waits for the answer.
    fn observe_message(
        &mut self,
        incoming: &dyn Inbound,
        request: Option<RequestId>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let Some((index, row)) = incoming.row() else {
            return match incoming.unknown() {
                Ok(unknown) => {
                    slot.make(New::Unknown(unknown));
                    Received::Message((), self.no_order())
                }
                Err(refusal) => Received::Refused(refusal),
            };
        };
        let record = slot.make(New::Row(index));
        let read = incoming.read(row, record);
        let fields = match read {
            Ok(()) => u64::MAX,
            Err(fault) if fault.is_malformed() => {
                return Received::Refused(incoming.refusal(fault));
            }
            Err(_) => incoming.read_leniently(row, record),
        };
        // A function was called, whatever its arguments.
        if read.is_ok() || request.is_some() {
            let nesting = self.limits.nesting();
            // What is answered over a port goes on where nothing is observed.
            let requests = incoming.requests().filter(|requests| !requests.by_port());
            let id =
                requests.and_then(|requests| inbound::request_id(incoming, requests, nesting).ok());
            self.observe_request(index, record, id, request);
        }
        if read.is_ok() {
            self.note_ended(index, record);
        }
        let mode = self.mode_of_sent(index);
        let order = self.machines.apply(row, record, fields, mode);
        match read {
            Ok(()) => Received::Message((), order),
            Err(why) => Received::Drifted(inbound::drifted(incoming, row, why, order)),
        }
    }
}
