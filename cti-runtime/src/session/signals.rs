//! What becomes of a signal that crossed the edge of an in-page library.

use super::admit::Admitted;
use super::call::CallId;
use super::core::Core;
use super::decode::{self, Envelope, Opened};
use super::receive::Arrival;
use super::received::{Drifted, Gate, Received, Refusal};
use crate::codec::{self, Record};
use crate::describe::Direction;
use crate::protocol::{FamilyTable, Reply, Row};
use crate::{Millis, Signal};

/// Why a signal is refused by a session with a window.
pub(super) const NO_LIBRARY: Refusal =
    Refusal::new(Gate::NotOurs, "a signal where messages are posted");

/// What a signal is.
pub(super) enum Delivery<'a> {
    /// A call, or an event of a subscription.
    Message(Arrival<'a>),
    /// The callback of a call was called.
    Answered { call: CallId, method: &'static str },
    /// So it was, with what the declaration doesn't say.
    Drifted(Drifted),
}

impl Core {
    /// A signal that arrived.
    pub(super) fn signal<'a>(&mut self, signal: &'a Signal<'_>, now: Millis) -> Delivery<'a> {
        self.pass_time(now);
        let delivered = match (signal, self.receives) {
            // A signal has no origin: where messages have one it would be a way around the gate.
            _ if !self.library => Err(NO_LIBRARY),
            (Signal::Reply { id, body }, Direction::FromVendor) => self.reply(*id, body),
            (Signal::Fire { name, body }, Direction::FromVendor) => self.named(name, body, None),
            (
                Signal::Call {
                    id,
                    name,
                    arguments,
                },
                Direction::ToVendor,
            ) => self.named(name, arguments, Some(CallId(*id))),
            _ => Err(Refusal::new(Gate::NotOurs, "sent by this side, not to it")),
        };
        match delivered {
            Ok(delivery) => delivery,
            Err(refusal) => {
                self.counters.refuse(refusal.gate());
                Delivery::Message(Arrival::Refused(refusal))
            }
        }
    }

    fn reply<'a>(&mut self, id: u64, body: &str) -> Result<Delivery<'a>, Refusal> {
        let admitted = Admitted::in_page(body, &self.limits)?;
        let (row, check) = self.asked(id)?;
        let nesting = self.limits.nesting();
        let checked = codec::check(admitted.json(), &["result", "error"], nesting)
            .and_then(|()| check(admitted.json()));
        if let Err(fault) = checked
            && fault.is_malformed()
        {
            return Err(Refusal::malformed(fault));
        }
        self.replies.answer_by_number(id, body.to_owned());
        Ok(match checked {
            Ok(_) => {
                self.counters.answer();
                Delivery::Answered {
                    call: CallId(id),
                    method: row.tag,
                }
            }
            Err(why) => {
                let order = self.no_order();
                self.counters.drift(&order);
                Delivery::Drifted(Drifted {
                    name: row.tag,
                    raw: body.to_owned(),
                    why,
                    order,
                })
            }
        })
    }

    /// The function that was called with this number, and what reads its answer.
    fn asked(&self, id: u64) -> Result<(&'static Row, Check), Refusal> {
        let Some(row) = self.replies.asked_by_number(id) else {
            return Err(Refusal::new(
                Gate::NotOurs,
                "answers no call that waits: never made, answered before, or past its deadline",
            ));
        };
        let row = self.ours.rows.get(usize::from(row));
        match row.and_then(|row| Some((row, row.reply?))) {
            Some((row, Reply::Callback { check })) => Ok((row, check)),
            _ => Err(Refusal::new(Gate::NotOurs, "answers no call")),
        }
    }

    fn named<'a>(
        &mut self,
        name: &str,
        body: &'a str,
        call: Option<CallId>,
    ) -> Result<Delivery<'a>, Refusal> {
        self.current_call = None;
        let opened = self.open_named(self.theirs, name, body, call.is_some())?;
        Ok(Delivery::Message(match opened {
            Opened::Known(mut envelope) => {
                envelope.call = call;
                Arrival::Known(envelope, Self::hear_signal)
            }
            Opened::Unknown(unknown) => {
                self.counters.accept_unknown();
                self.current_call = call;
                let mut order = self.no_order();
                order.call = call;
                Arrival::Unknown(unknown, order)
            }
        }))
    }

    fn hear_signal(&mut self, envelope: &Envelope<'_>, record: &mut dyn Record) -> Received<()> {
        let mut heard = self.hear(envelope, record);
        if let Received::Message((), order) = &mut heard {
            order.call = envelope.call;
            self.current_call = envelope.call;
        }
        heard
    }

    pub(super) fn open_named<'a>(
        &self,
        table: &'static FamilyTable,
        name: &str,
        body: &'a str,
        is_call: bool,
    ) -> Result<Opened<'a>, Refusal> {
        let admitted = Admitted::in_page(body, &self.limits)?;
        decode::named(&admitted, table, name, is_call, self.limits.nesting())
    }
}

/// Reads what a callback received.
type Check = fn(&str) -> Result<String, codec::Fault>;
