//! Fills in fields of messages that are sent, and compares those of messages that arrive.

use super::core::Core;
use crate::json::{Fill, JsonReader, Literal, Record};
use crate::limits::MAX_NESTING;
use crate::message::Stamps;
use crate::table::StampValue;

impl Core {
    /// Fills in what the session says of a message of this side: what it was opened with, the message's own
    /// id, and the id by which it will be answered.
    pub(super) fn complete(&mut self, row: usize, record: &mut dyn Fill) {
        self.stamp(row, record);
        self.number(row, record);
    }

    fn stamp(&mut self, row: usize, record: &mut dyn Fill) {
        for stamp in self.ours.stamps(row) {
            let field = usize::from(stamp.field);
            // The macro lets no stamp be of another type.
            let _ = match stamp.value {
                StampValue::Session(given) => {
                    match self.stamps.get().and_then(|stamps| stamps.get(given)) {
                        Some(given) => {
                            record.set(field, &mut JsonReader::new(&given.json, MAX_NESTING))
                        }
                        None => Ok(()),
                    }
                }
                StampValue::FreshNumber => Literal::Number(self.take_number()).fill(record, field),
                StampValue::FreshText => Literal::Digits(self.take_number()).fill(record, field),
            };
        }
    }

    /// A number for an id.
    fn take_number(&mut self) -> u64 {
        let pending = self.pending.get_mut();
        pending.map_or(0, |pending| pending.numbers().take())
    }

    /// Whether a message of the other side is one of another session: it has another value where this one
    /// was opened with one.
    #[inline]
    pub(super) fn is_of_another_session(
        &self,
        row: usize,
        record: &dyn Record,
        fields: u64,
    ) -> bool {
        let stamps = self.stamps.get();
        stamps.is_some_and(|stamps| self.differs(stamps, row, record, fields))
    }

    fn differs(&self, stamps: &Stamps, row: usize, record: &dyn Record, fields: u64) -> bool {
        self.theirs.stamps(row).any(|stamp| {
            let StampValue::Session(given) = stamp.value else {
                return false;
            };
            let own = stamps.get(given).and_then(|own| own.key.as_ref());
            let is_read = fields & (1 << (stamp.field & 63)) != 0;
            own.is_some_and(|own| {
                is_read && record.call_key(usize::from(stamp.field)).as_ref() != Some(own)
            })
        })
    }
}
