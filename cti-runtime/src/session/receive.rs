//! What becomes of a message that arrived: gates, decoding, order and replies, in this order.

use super::admit::Standing;
use super::core::Core;
use super::decode::{self, Envelope, Opened};
use super::machines::Learning;
use super::order::{Order, ReplyNote};
use super::received::{Gate, Received, Refusal, Unknown};
use crate::codec::Record;
use crate::{Millis, Post};

/// A message on its way to the type that it is read into.
pub(super) enum Arrival<'a> {
    /// To be taken into a blank one of its row.
    Known(Envelope<'a>, Take),
    Unknown(Unknown, Order),
    Refused(Refusal),
}

/// Reads a message into a blank one, and does what follows from it.
type Take = fn(&mut Core, &Envelope<'_>, &mut dyn Record) -> Received<()>;

impl Core {
    /// A message that arrived, through every gate that comes before its type.
    pub(super) fn arrived<'a>(&mut self, post: &Post<'a>, now: Millis) -> Arrival<'a> {
        self.pass_time(now);
        match self.open(post) {
            Ok(Opened::Known(envelope)) => Arrival::Known(envelope, Self::hear),
            Ok(Opened::Unknown(unknown)) => {
                self.counters.accept_unknown();
                Arrival::Unknown(unknown, self.no_order())
            }
            Err(refusal) => {
                self.counters.refuse(refusal.gate());
                Arrival::Refused(refusal)
            }
        }
    }

    #[inline]
    fn open<'a>(&mut self, post: &Post<'a>) -> Result<Opened<'a>, Refusal> {
        let (encoding, limits) = (self.theirs.encoding, &self.limits);
        let (admitted, standing) = self.doorman.admit(post, encoding, limits)?;
        if standing == Standing::Admissible && self.is_settled() {
            return Err(Refusal::new(
                Gate::Origin,
                "the session is with another origin of this protocol",
            ));
        }
        let mut opened = decode::posted(&admitted, self.theirs, self.limits.nesting())?;
        if standing == Standing::Admissible {
            match &mut opened {
                Opened::Known(envelope) => envelope.origin = Some(post.origin),
                Opened::Unknown(_) => self.settle_on(post.origin),
            }
        }
        Ok(opened)
    }

    /// Takes a message of the other side: moves the state machines, settles the call that it answers.
    pub(super) fn hear(
        &mut self,
        envelope: &Envelope<'_>,
        record: &mut dyn Record,
    ) -> Received<()> {
        let read = envelope.read(record);
        if let Err(fault) = read
            && fault.is_malformed()
        {
            self.counters.refuse(Gate::Malformed);
            return Received::Refused(Refusal::malformed(fault));
        }
        if let Some(origin) = envelope.origin {
            self.settle_on(origin);
        }
        let fields = match read {
            Ok(()) => u64::MAX,
            Err(_) => envelope.read_leniently(record),
        };
        let mut order = (self.machines).apply(envelope.row, record, fields, Learning::FromTheirs);
        // An answer that drifted came too: the owner of the ticket learns that it did.
        order.note(self.settle(envelope));
        match read {
            Ok(()) => {
                self.counters.accept(&order);
                Received::Message((), order)
            }
            Err(why) => {
                self.counters.drift(&order);
                Received::Drifted(envelope.drifted(why, order))
            }
        }
    }

    fn settle(&mut self, envelope: &Envelope<'_>) -> ReplyNote {
        let note = self.replies.answer(envelope.index, envelope.json);
        if note == ReplyNote::Settled {
            let free = self.replies.release(self.now);
            self.post_queued(free);
        }
        note
    }
}
