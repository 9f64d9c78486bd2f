//! What becomes of a message that is read where it is: an object of a browser's JavaScript.
//!
//! Apart from how it is read, all is as with a message that is text. Nothing here reads JSON.

use super::admit::Known;
use super::core::Core;
use super::decode::{NO_TAG, Slot};
use super::received::{Drifted, Received, Refusal, Unknown};
use crate::codec::{self, Fault, Kind, Live, LiveReader, LiveTag, Miss};
use crate::protocol::New;

impl Core {
    /// Takes an object that arrived, and puts its message into the slot if it is to be delivered. For
    /// tables of one plain part, and without answers to requests.
    #[inline(never)]
    pub(super) fn receive_live(
        &mut self,
        known: Known<'_, '_>,
        object: &dyn Live,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let admitted = match known.admit_live(object, &self.theirs.encoding) {
            Ok(admitted) => admitted,
            Err(refusal) => return self.refuse(refusal),
        };
        let (limits, origin) = (self.limits, known.another());
        let mut received = Received::Refused(NO_TAG);
        admitted.object().read(&limits, &mut |reader| {
            received = self.hear_live(reader, origin, slot);
        });
        if let Received::Refused(refusal) = &received {
            self.counters.refuse(refusal.gate());
        }
        received
    }

    /// Takes an object that arrived, by way of its JSON.
    pub(super) fn receive_live_as_text(
        &mut self,
        known: Known<'_, '_>,
        object: &dyn Live,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let received = known
            .admit_live(object, &self.theirs.encoding)
            .and_then(|admitted| {
                let limits = self.limits;
                let mut kept = Err(NO_TAG);
                admitted.object().read(&limits, &mut |reader| {
                    if reader.kind() == Ok(Kind::Object) {
                        kept = reader.keep().map_err(Refusal::malformed);
                    }
                });
                let (json, _) = kept?;
                let admitted = admitted.as_json(&json, &limits)?;
                Ok(self.receive_admitted(&admitted, known.another(), slot))
            });
        received.unwrap_or_else(|refusal| self.refuse(refusal))
    }

    /// What was received; a refusal is yet to be counted.
    fn hear_live(
        &mut self,
        reader: &mut dyn LiveReader,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let Some(part) = self.theirs.only_plain() else {
            return Received::Refused(NO_TAG);
        };
        let index = match codec::find_live_tag(reader, part) {
            Ok(LiveTag::Row(row)) => usize::from(row),
            Ok(LiveTag::Unknown(name)) => {
                let raw = match reader.keep() {
                    Ok((raw, _)) => raw,
                    Err(fault) => return malformed(fault),
                };
                slot.make(New::Unknown(Unknown::new(name, raw, part.content)));
                self.counters.accept_unknown();
                self.settle_on(origin);
                return Received::Message((), self.no_order());
            }
            Err(Miss::NotOurs) => return Received::Refused(NO_TAG),
            Err(Miss::Malformed(fault)) => return malformed(fault),
        };
        let Some(row) = part.rows.get(index) else {
            return Received::Refused(NO_TAG);
        };
        let record = slot.make(New::Row(index));
        let read = codec::read_live(reader, row, part.tag, record, false).map(drop);
        // Only what answers a call, or drifts, is needed as text.
        let kept = match read {
            Err(fault) if fault.is_malformed() => return malformed(fault),
            Ok(()) if !self.replies.is_answer(index) => Ok((String::new(), 0)),
            _ => reader.keep(),
        };
        // What reading didn't come to may still be no JSON.
        let (json, at) = match kept {
            Ok(kept) => kept,
            Err(fault) => return malformed(fault),
        };
        let fields = match read {
            Ok(()) => u64::MAX,
            Err(_) => codec::read_live(reader, row, part.tag, record, true).unwrap_or(0),
        };
        let order = self.heard(&json, (index, row), origin, record, fields);
        let Err(why) = read else {
            self.counters.accept(&order);
            return Received::Message((), order);
        };
        // A message that has drifted still moves the state machines.
        self.counters.drift(&order);
        Received::Drifted(Drifted {
            name: row.tag,
            json,
            posted: None,
            why: Fault::new(why.kind, at),
            order,
        })
    }
}

fn malformed(fault: Fault) -> Received<()> {
    Received::Refused(Refusal::malformed(fault))
}
