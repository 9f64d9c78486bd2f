//! Values of this program's own, read as if they had come: without any text, and so without anything
//! that reads text.

use super::snapshot::{View, What};
use super::{Fault, Fill, Writer};

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
        #[expect(clippy::cast_precision_loss, reason = "the nearest one is wanted")]
        let (json, what) = match self {
            Self::Null => ("null".to_owned(), What::Null),
            Self::EmptyObject => ("{}".to_owned(), What::Object),
            Self::Number(number) => (written(|out| out.u64(number)), What::Number(number as f64)),
            Self::Digits(number) => {
                let digits = written(|out| out.u64(number));
                (written(|out| out.str(&digits)), What::String(digits))
            }
        };
        View::with(&json, what, |mut value| record.set(field, &mut value))
    }
}

fn written(value: impl FnOnce(&mut Writer)) -> String {
    let mut out = Writer::new();
    value(&mut out);
    out.into_string()
}
