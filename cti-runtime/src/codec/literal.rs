//! Values of this program's own, read as if they had come: without any text, and so without anything
//! that reads text.

use super::{Fault, Fill, Snapshot, Writer};
use crate::Limits;

/// A value to be read.
#[derive(Clone, Copy)]
pub(crate) enum Literal {
    Null,
    EmptyObject,
    Number(u64),
    /// A string of a number's digits.
    Digits(u64),
}

impl Literal {
    /// Reads it into a field.
    pub(crate) fn fill(self, record: &mut dyn Fill, field: usize) -> Result<(), Fault> {
        let mut copy = Snapshot::new(&Limits::DEFAULT);
        let copied = match self {
            Self::Null => copy.null(),
            Self::EmptyObject => copy.object().and_then(|object| copy.close(object)),
            #[expect(clippy::cast_precision_loss, reason = "the nearest one is wanted")]
            Self::Number(number) => copy.number(number as f64, &digits(number)),
            Self::Digits(number) => copy.string(digits(number)),
        };
        copied?;
        record.set(field, &mut copy.root())
    }
}

fn digits(number: u64) -> String {
    let mut out = Writer::new();
    out.u64(number);
    out.into_string()
}
