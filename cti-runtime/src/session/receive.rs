//! What becomes of a message that arrived: gates, decoding, order and replies, in this order.

use super::ReplyNote;
use super::admit::Standing;
use super::decode::{self, Decoded};
use super::machines::Learning;
use super::open::Session;
use super::order::Order;
use super::received::{Drifted, Gate, Received, Refusal, Unknown};
use crate::protocol::{Family, Protocol, Row, Side};
use crate::{Millis, Post};

impl<P: Protocol, S: Side<P>> Session<P, S> {
    pub(crate) fn take_post(&mut self, post: &Post<'_>, now: Millis) -> Received<S::In> {
        self.peer.pass_time(now);
        let received = self.judge(post);
        let counters = &mut self.peer.counters;
        match &received {
            Received::Message(message, order) => counters.accept(message, order),
            Received::Drifted(drifted) => counters.drift(drifted.order()),
            Received::Refused(refusal) => counters.refuse(refusal.gate()),
        }
        received
    }

    #[inline]
    fn judge(&mut self, post: &Post<'_>) -> Received<S::In> {
        let table = <S::In as Family>::TABLE;
        let limits = &self.peer.limits;
        let (admitted, standing) = match self.doorman.admit(post, table.encoding, limits) {
            Ok(admitted) => admitted,
            Err(refusal) => return Received::Refused(refusal),
        };
        if standing == Standing::Admissible && self.is_settled() {
            return Received::Refused(Refusal::new(
                Gate::Origin,
                "the session is with another origin of this protocol",
            ));
        }
        let envelope = match decode::open::<S::In>(&admitted, limits.nesting()) {
            Ok(envelope) => envelope,
            Err(refusal) => return Received::Refused(refusal),
        };
        let Some(row) = envelope.row() else {
            return match envelope.unknown::<S::In>() {
                Ok(message) => {
                    self.accept(standing, post.origin);
                    Received::Message(message, Order::new(P::TABLE.machines))
                }
                Err(refusal) => Received::Refused(refusal),
            };
        };
        // Read in place, and moved once.
        let mut message: S::In = envelope.blank();
        match envelope.read(row, message.record_mut()) {
            Ok(()) => {
                self.accept(standing, post.origin);
                let order = self.heard(row, &message);
                Received::Message(message, order)
            }
            Err(fault) if fault.is_malformed() => Received::Refused(Refusal::malformed(fault)),
            Err(why) => {
                self.accept(standing, post.origin);
                self.ordered(envelope.drifted(row, why), admitted.json())
            }
        }
    }

    /// Settles on the origin of a message that was accepted.
    #[inline]
    fn accept(&mut self, standing: Standing, origin: &str) {
        if standing == Standing::Admissible {
            self.settle_on(origin);
        }
    }

    /// Moves the state machines and settles the call that is answered.
    pub(super) fn ordered(&mut self, decoded: Decoded<S::In>, json: &str) -> Received<S::In> {
        let table = <S::In as Family>::TABLE;
        match decoded {
            Decoded::Message(message) => {
                let Some(row) = table.rows.get(message.row()) else {
                    return Received::Message(message, Order::new(P::TABLE.machines));
                };
                let order = self.heard(row, &message);
                Received::Message(message, order)
            }
            Decoded::Drifted {
                message,
                row,
                fields,
                why,
            } => {
                let (name, mut order) = self.drift(&message, row, fields, Learning::FromTheirs);
                // The answer came, whatever it says: the owner of the ticket learns that it drifted.
                let raw = || S::In::unknown(Unknown::new(name.to_owned(), json.to_owned(), None));
                order.note(self.settle(row, raw));
                Received::Drifted(Drifted {
                    name,
                    raw: json.to_owned(),
                    why,
                    order,
                })
            }
        }
    }

    /// A message that was read whole moves the state machines and settles the call that it answers.
    #[inline]
    fn heard(&mut self, row: &'static Row, message: &S::In) -> Order {
        let machines = &mut self.peer.machines;
        let mut order = machines.apply(row, message.record(), u64::MAX, Learning::FromTheirs);
        order.note(self.settle(message.row(), || message.clone()));
        order
    }

    /// A message that has drifted still moves the state machines. Gives its tag and how it stood.
    pub(super) fn drift<F: Family>(
        &mut self,
        message: &F,
        row: usize,
        fields: u64,
        learning: Learning,
    ) -> (&'static str, Order) {
        let machines = &mut self.peer.machines;
        match F::TABLE.rows.get(row) {
            Some(row) => (
                row.tag,
                machines.apply(row, message.record(), fields, learning),
            ),
            None => ("", Order::new(P::TABLE.machines)),
        }
    }

    fn settle(&mut self, row: usize, answer: impl Fn() -> S::In) -> ReplyNote {
        let note = self.peer.replies.answer(row, &mut || Box::new(answer()));
        if note == ReplyNote::Settled {
            let free = self.peer.replies.release(self.peer.now);
            self.peer.post_queued(free);
        }
        note
    }

    /// Whether the session is bound to the origin that it has pinned: something is going on there.
    /// Between calls and before login it may move to another origin of the policy.
    fn is_settled(&self) -> bool {
        self.doorman.pinned.is_some()
            && (P::TABLE.machines.is_empty()
                || !self.peer.machines.at_rest()
                || self.peer.replies.pending() > 0)
    }

    fn settle_on(&mut self, origin: &str) {
        if let Ok(origin) = self.doorman.policy.select(origin) {
            self.doorman.pinned = Some(origin.clone());
            self.peer.target = Some(origin);
        }
    }
}
