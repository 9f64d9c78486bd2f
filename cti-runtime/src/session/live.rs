//! What becomes of a message that is an object outside of this program's memory: one of a browser's
//! JavaScript.
//!
//! Apart from how it is read, all is as with a message that is text. Nothing here reads JSON.

use super::admit::{AdmittedLive, Known};
use super::core::Core;
use super::decode::{NO_TAG, Slot};
use super::received::{Drifted, Received, Refusal, Unknown};
use crate::codec::{self, CopyError, Live, Snapshot};
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
        let received = known
            .admit_live(object, &self.theirs.encoding)
            .and_then(|admitted| self.hear_live(&admitted, known.another(), slot));
        received.unwrap_or_else(|refusal| self.refuse(refusal))
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
                let mut copy = Snapshot::new(&self.limits);
                let copied = admitted.object().copy(&mut copy);
                if copy.view().root().kind() != codec::Kind::Object {
                    return Err(NO_TAG);
                }
                copied.map_err(not_copied)?;
                let admitted = admitted.as_json(copy.json(), &self.limits)?;
                Ok(self.receive_admitted(&admitted, known.another(), slot))
            });
        received.unwrap_or_else(|refusal| self.refuse(refusal))
    }

    fn hear_live(
        &mut self,
        object: &AdmittedLive<'_>,
        origin: Option<&str>,
        slot: &mut dyn Slot,
    ) -> Result<Received<()>, Refusal> {
        let mut copy = Snapshot::new(&self.limits);
        let copied = object.object().copy(&mut copy);
        let part = self.theirs.only_plain().ok_or(NO_TAG)?;
        let view = copy.view();
        let tag = codec::live_tag(&view, part.tag);
        if let Err(error) = copied
            && (tag.is_some() || error == CopyError::TooLarge)
        {
            return Err(not_copied(error));
        }
        let tag = tag.ok_or(NO_TAG)?;
        let Some(index) = part.find(tag) else {
            self.judge_origin(origin, None)?;
            let json = copy.json().to_owned();
            slot.make(New::Unknown(Unknown::new(tag.into(), json, part.content)));
            self.counters.accept_unknown();
            self.settle_on(origin);
            return Ok(Received::Message((), self.no_order()));
        };
        let index = usize::from(index);
        let row = part.rows.get(index).ok_or(NO_TAG)?;
        let record = slot.make(New::Row(index));
        let read = codec::read_live(&view, row, part.tag, record);
        let fields = match read {
            Ok(()) => u64::MAX,
            Err((fault, _)) if fault.is_malformed() => return Err(Refusal::malformed(fault)),
            Err((_, fields)) => fields,
        };
        self.judge_origin(origin, Some(index))?;
        let order = self.heard(copy.json(), (index, row), origin, record, fields);
        let Err((why, _)) = read else {
            self.counters.accept(&order);
            return Ok(Received::Message((), order));
        };
        // A message that has drifted still moves the state machines.
        self.counters.drift(&order);
        Ok(Received::Drifted(Drifted {
            name: row.tag,
            json: copy.json().to_owned(),
            posted: None,
            why,
            order,
        }))
    }
}

fn not_copied(error: CopyError) -> Refusal {
    Refusal::malformed(error.into())
}
