//! What becomes of a message that is read where it is: an object of a browser's JavaScript.
//!
//! Apart from how it is read, all is as with a message that is text. Nothing here reads JSON.

use super::admit::AdmittedLive;
use super::core::Core;
use super::decode::{NO_TAG, Slot};
use super::received::{Drifted, Received, Refusal, Unknown};
use crate::codec::{self, Fault, Fill, Kind, Live, LiveReader, LiveTag, Miss};
use crate::protocol::{New, Part, Row};
use crate::{Millis, Post};

impl Core {
    /// Takes an object that arrived, and puts its message into the slot if it is to be delivered. For
    /// tables of one plain part, and without answers to requests.
    pub(super) fn receive_live(
        &mut self,
        post: &Post<'_>,
        object: &dyn Live,
        now: Millis,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let received = self
            .admit_live(post, object, now)
            .and_then(|(admitted, origin)| {
                let limits = self.limits;
                let mut received = Err(NO_TAG);
                admitted.object().read(&limits, &mut |reader| {
                    received = self.hear_live(reader, origin, slot);
                });
                received
            });
        received.unwrap_or_else(|refusal| self.refuse(refusal))
    }

    /// Takes an object that arrived, by way of its JSON.
    pub(super) fn receive_live_as_text(
        &mut self,
        post: &Post<'_>,
        object: &dyn Live,
        now: Millis,
        slot: &mut dyn Slot,
    ) -> Received<()> {
        let received = self
            .admit_live(post, object, now)
            .and_then(|(admitted, origin)| {
                let limits = self.limits;
                let mut kept = Err(NO_TAG);
                admitted.object().read(&limits, &mut |reader| {
                    if reader.kind() == Ok(Kind::Object) {
                        kept = reader.keep().map_err(Refusal::malformed);
                    }
                });
                let (json, _) = kept?;
                Ok(self.receive_admitted(&admitted.as_json(&json, &limits)?, origin, slot))
            });
        received.unwrap_or_else(|refusal| self.refuse(refusal))
    }

    fn admit_live<'a, 'p>(
        &mut self,
        post: &Post<'p>,
        object: &'a dyn Live,
        now: Millis,
    ) -> Result<(AdmittedLive<'a>, Option<&'p str>), Refusal> {
        self.pass_time(now);
        let encoding = &self.theirs.encoding;
        let (admitted, standing) = self.doorman.admit_live(post, object, encoding)?;
        Ok((admitted, self.another(standing, post)?))
    }

    fn hear_live(
        &mut self,
        reader: &mut dyn LiveReader,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Result<Received<()>, Refusal> {
        let part = self.theirs.only_plain().ok_or(NO_TAG)?;
        let index = match codec::find_live_tag(reader, part) {
            Ok(LiveTag::Row(row)) => usize::from(row),
            Ok(LiveTag::Unknown(name)) => {
                let (raw, _) = reader.keep().map_err(Refusal::malformed)?;
                slot.make(New::Unknown(Unknown::new(name, raw, part.content)));
                self.counters.accept_unknown();
                self.settle_on(origin);
                return Ok(Received::Message((), self.no_order()));
            }
            Err(Miss::NotOurs) => return Err(NO_TAG),
            Err(Miss::Malformed(fault)) => return Err(Refusal::malformed(fault)),
        };
        let row = part.rows.get(index).ok_or(NO_TAG)?;
        let record = slot.make(New::Row(index));
        match codec::read_live(reader, row, part.tag, record, false) {
            Ok(_) => {
                // Only what answers a call is needed as text.
                let json = if self.replies.is_answer(index) {
                    reader.keep().map_err(Refusal::malformed)?.0
                } else {
                    String::new()
                };
                let order = self.heard(&json, (index, row), origin, record, u64::MAX);
                self.counters.accept(&order);
                Ok(Received::Message((), order))
            }
            Err(fault) if fault.is_malformed() => Err(Refusal::malformed(fault)),
            Err(why) => self.hear_live_drift(reader, (part, index, row), origin, record, why),
        }
    }

    /// A message that has drifted still moves the state machines.
    #[cold]
    fn hear_live_drift(
        &mut self,
        reader: &mut dyn LiveReader,
        (part, index, row): (&'static Part, usize, &'static Row),
        origin: Option<&str>,
        record: &mut dyn Fill,
        why: Fault,
    ) -> Result<Received<()>, Refusal> {
        // What reading didn't come to may still be no JSON.
        let (raw, at) = reader.keep().map_err(Refusal::malformed)?;
        let fields = codec::read_live(reader, row, part.tag, record, true);
        let fields = fields.unwrap_or(0);
        let order = self.heard(&raw, (index, row), origin, record, fields);
        self.counters.drift(&order);
        Ok(Received::Drifted(Drifted {
            name: row.tag,
            json: raw,
            posted: None,
            why: Fault::new(why.kind, at),
            order,
        }))
    }
}
