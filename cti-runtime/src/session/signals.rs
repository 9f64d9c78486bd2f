//! What becomes of a signal that crossed the edge of an in-page library.

use super::admit::Admitted;
use super::call::CallId;
use super::decode::{self, Decoded};
use super::open::Session;
use super::order::Order;
use super::received::{Delivered, Drifted, Gate, Refusal, Unknown};
use crate::codec;
use crate::describe::Direction;
use crate::protocol::{Family, Protocol, Reply, Side};
use crate::{Millis, Signal};

/// Why a signal is refused by a session with a window.
pub(super) const NO_LIBRARY: Refusal =
    Refusal::new(Gate::NotOurs, "a signal where messages are posted");

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn take_signal(&mut self, signal: &Signal<'_>, now: Millis) -> Delivered<S::In> {
        self.peer.pass_time(now);
        let delivered = match (signal, S::RECEIVES) {
            // A signal has no origin: where messages have one it would be a way around the gate.
            _ if !self.peer.is_library() => Delivered::Refused(NO_LIBRARY),
            (Signal::Reply { id, body }, Direction::FromVendor) => self.take_reply(*id, body),
            (Signal::Fire { name, body }, Direction::FromVendor) => {
                self.take_named(name, body, None)
            }
            (
                Signal::Call {
                    id,
                    name,
                    arguments,
                },
                Direction::ToVendor,
            ) => self.take_named(name, arguments, Some(CallId(*id))),
            _ => Delivered::Refused(Refusal::new(Gate::NotOurs, "sent by this side, not to it")),
        };
        let counters = &mut self.peer.counters;
        match &delivered {
            Delivered::Message(message, order) => counters.accept(message, order),
            Delivered::Answered { .. } => counters.answer(),
            Delivered::Drifted(drifted) => counters.drift(drifted.order()),
            Delivered::Refused(refusal) => counters.refuse(refusal.gate()),
        }
        delivered
    }

    fn take_reply(&mut self, id: u64, body: &str) -> Delivered<S::In> {
        let limits = &self.peer.limits;
        let admitted = match Admitted::in_page(body, limits) {
            Ok(admitted) => admitted,
            Err(refusal) => return Delivered::Refused(refusal),
        };
        let Some(asked) = self.peer.replies.asked_by_number(id) else {
            return Delivered::Refused(Refusal::new(
                Gate::NotOurs,
                "answers no call that waits: never made, answered before, or past its deadline",
            ));
        };
        let Some(row) = <S::Out as Family>::TABLE.rows.get(usize::from(asked)) else {
            return Delivered::Refused(Refusal::new(Gate::NotOurs, "answers no call"));
        };
        let Some(Reply::Callback { check }) = row.reply else {
            return Delivered::Refused(Refusal::new(Gate::NotOurs, "answers no call"));
        };
        let nesting = limits.nesting();
        let checked = codec::check(admitted.json(), &["result", "error"], nesting)
            .and_then(|()| check(admitted.json()));
        if let Err(fault) = checked
            && fault.is_malformed()
        {
            return Delivered::Refused(Refusal::malformed(fault));
        }
        self.peer.replies.answer_by_number(id, body.to_owned());
        match checked {
            Ok(_) => Delivered::Answered {
                call: CallId(id),
                method: row.tag,
            },
            Err(why) => {
                let order = Order::new(P::TABLE.machines);
                Delivered::Drifted(Drifted {
                    name: row.tag,
                    raw: body.to_owned(),
                    why,
                    order,
                })
            }
        }
    }

    fn take_named(&mut self, name: &str, body: &str, call: Option<CallId>) -> Delivered<S::In> {
        self.peer.current_call = None;
        let decoded = self.decode_named::<S::In>(name, body, call.is_some());
        match decoded {
            Ok(decoded) => match self.ordered(decoded, body).into() {
                Delivered::Message(message, mut order) => {
                    order.call = call;
                    self.peer.current_call = call;
                    Delivered::Message(message, order)
                }
                other => other,
            },
            Err(refusal) => Delivered::Refused(refusal),
        }
    }

    pub(super) fn decode_named<F: Family>(
        &self,
        name: &str,
        body: &str,
        is_call: bool,
    ) -> Result<Decoded<F>, Refusal> {
        let limits = &self.peer.limits;
        let admitted = Admitted::in_page(body, limits)?;
        match decode::find_row(F::TABLE, name) {
            Some(row) if is_call => decode::arguments(row, &admitted, limits.nesting()),
            Some(row) => decode::fired(row, &admitted, limits.nesting()),
            None => {
                codec::check(body, &[], limits.nesting()).map_err(Refusal::malformed)?;
                let unknown = Unknown::new(name.to_owned(), body.to_owned(), None);
                Ok(Decoded::Message(F::unknown(unknown)))
            }
        }
    }
}
