//! Stamps: fields that the session fills in, with what it was opened with or with an id of each
//! message's own.

use std::fmt;

use super::core::Core;
use super::features::STAMPS;
use crate::codec::{
    CallKey, Fault, Fill, JsonReader, Literal, Reader, Record, Shape, Wire, Writer,
};
use crate::limits::MAX_NESTING;
use crate::protocol::{DirectionTable, StampValue};

/// What a session is opened with: the values that each of its messages has. Implemented by the macro for
/// the `…Fields` struct of a direction with fields that are declared `#[session]`, and for `()`, which
/// stands for none.
pub trait SessionFields {
    /// Whether there are none.
    const NONE: bool = false;
    /// Tells the values.
    fn tell(&self, stamps: &mut Stamps);
}

impl SessionFields for () {
    const NONE: bool = true;
    fn tell(&self, _: &mut Stamps) {}
}

/// The values that a session was opened with.
#[derive(Default)]
pub struct Stamps(Vec<Given>);

/// A value of a session's.
struct Given {
    /// Which of the protocol's session fields it is of.
    field: u16,
    json: String,
    /// What messages of the other side are compared with.
    key: Option<CallKey>,
}

impl Stamps {
    /// The value of a field. For generated code.
    pub fn tell<T: Wire>(&mut self, field: u16, value: &T) {
        let mut out = Writer::new();
        value.write(&mut out);
        self.0.push(Given {
            field,
            json: out.into_string(),
            key: value.call_key(),
        });
    }

    fn get(&self, field: u16) -> Option<&Given> {
        self.0.iter().find(|given| given.field == field)
    }
}

/// A message of this side's that is read before it is sent: what its session fills in need not be there.
/// For edges.
pub struct Unsent<'a> {
    record: &'a mut dyn Fill,
    /// The fields that the session fills in, a bit each.
    made: u64,
}

impl<'a> Unsent<'a> {
    /// A message of a row, to be read into.
    pub fn new(record: &'a mut dyn Fill, table: &DirectionTable, row: usize) -> Self {
        let made = table.made_fields(row);
        Self { record, made }
    }
}

impl fmt::Debug for Unsent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unsent").finish_non_exhaustive()
    }
}

impl Record for Unsent<'_> {
    fn shape(&self) -> &'static Shape {
        self.record.shape()
    }
}

impl Fill for Unsent<'_> {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.record.set(field, reader)
    }

    fn required(&self) -> u64 {
        self.record.required() & !self.made
    }

    fn rest(&mut self, key: &str, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.record.rest(key, reader)
    }
}

/// Values of a session may be secrets.
impl fmt::Debug for Stamps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stamps").finish_non_exhaustive()
    }
}

impl Core {
    /// Fills in what the session says of a message of this side: what it was opened with, the message's own
    /// id, and the id by which it will be answered.
    pub(super) fn complete(&mut self, row: usize, record: &mut dyn Fill) {
        if STAMPS.is_linked() {
            self.stamp(row, record);
        }
        self.number(row, record);
    }

    fn stamp(&mut self, row: usize, record: &mut dyn Fill) {
        for stamp in self.ours.stamps(row) {
            let field = usize::from(stamp.field);
            // The macro lets no stamp be of another type.
            let _ = match stamp.value {
                StampValue::Session(given) => match self.stamps.get(given) {
                    Some(given) => {
                        record.set(field, &mut JsonReader::new(&given.json, MAX_NESTING))
                    }
                    None => Ok(()),
                },
                StampValue::FreshNumber => {
                    Literal::Number(self.pending.numbers().take()).fill(record, field)
                }
                StampValue::FreshText => {
                    Literal::Digits(self.pending.numbers().take()).fill(record, field)
                }
            };
        }
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
        STAMPS.is_linked() && self.differs(row, record, fields)
    }

    fn differs(&self, row: usize, record: &dyn Record, fields: u64) -> bool {
        self.theirs.stamps(row).any(|stamp| {
            let StampValue::Session(given) = stamp.value else {
                return false;
            };
            let own = self.stamps.get(given).and_then(|own| own.key.as_ref());
            let is_read = fields & (1 << (stamp.field & 63)) != 0;
            own.is_some_and(|own| {
                is_read && record.call_key(usize::from(stamp.field)).as_ref() != Some(own)
            })
        })
    }
}
