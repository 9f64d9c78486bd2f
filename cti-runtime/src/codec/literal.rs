//! Values of this program's own, read as if they had come: without any text, and so without anything
//! that reads text.

use std::borrow::Cow;

use super::{Fault, FaultKind, Fill, Kind, Reader, Writer};

/// A value to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    Null,
    EmptyObject,
    Number(u64),
    /// A string of a number's digits.
    Digits(u64),
}

impl Literal {
    #[cold]
    fn not<T>(what: &'static str) -> Result<T, Fault> {
        Err(Fault::nowhere(FaultKind::Expected(what)))
    }

    fn empty_object(self) -> Result<(), Fault> {
        match self {
            Self::EmptyObject => Ok(()),
            _ => Self::not("an object"),
        }
    }

    fn whole(self) -> Result<u64, Fault> {
        match self {
            Self::Number(number) => Ok(number),
            _ => Self::not("a whole number"),
        }
    }
}

fn digits(number: u64) -> String {
    let mut out = Writer::new();
    out.u64(number);
    out.into_string()
}

impl Reader for Literal {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok(match self {
            Self::Null => Kind::Null,
            Self::EmptyObject => Kind::Object,
            Self::Number(_) => Kind::Number,
            Self::Digits(_) => Kind::String,
        })
    }

    fn null(&mut self) -> Result<bool, Fault> {
        Ok(*self == Self::Null)
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        Self::not("a boolean")
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        self.whole()
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        let range = |_| Fault::nowhere(FaultKind::Value("a whole number of 63 bits"));
        self.whole()?.try_into().map_err(range)
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest one is wanted")]
    fn f64(&mut self) -> Result<f64, Fault> {
        self.whole().map(|number| number as f64)
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        Ok(Cow::Owned(digits(self.whole()?)))
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        match *self {
            Self::Digits(number) => Ok(Cow::Owned(digits(number))),
            _ => Self::not("a string"),
        }
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        let shape = record.shape();
        if shape.whole {
            return record.set(0, self);
        }
        self.empty_object()?;
        super::Fields::new(shape).finish(record, || Fault::NOWHERE)
    }

    fn items(
        &mut self,
        _: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        Self::not("an array")
    }

    fn entries(
        &mut self,
        _: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.empty_object()
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        let mut out = Writer::new();
        match *self {
            Self::Null => out.null(),
            Self::EmptyObject => out.raw("{}"),
            Self::Number(number) => out.u64(number),
            Self::Digits(number) => out.str(&digits(number)),
        }
        Ok(Cow::Owned(out.into_string()))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn at(&self) -> u32 {
        Fault::NOWHERE
    }
}
