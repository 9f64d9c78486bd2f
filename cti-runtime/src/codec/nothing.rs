//! What stands for a value that isn't there.

use std::borrow::Cow;

use super::{Fault, FaultKind, Kind, Reader, Record};

/// Reads as `null`, or as an object without members, without any text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nothing {
    Null,
    EmptyObject,
}

impl Nothing {
    #[cold]
    fn not<T>(what: &'static str) -> Result<T, Fault> {
        Err(Fault::nowhere(FaultKind::Expected(what)))
    }

    fn empty_object(self) -> Result<(), Fault> {
        match self {
            Self::EmptyObject => Ok(()),
            Self::Null => Self::not("an object"),
        }
    }
}

impl Reader for Nothing {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok(match self {
            Self::Null => Kind::Null,
            Self::EmptyObject => Kind::Object,
        })
    }

    fn null(&mut self) -> Result<bool, Fault> {
        Ok(*self == Self::Null)
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        Self::not("a boolean")
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        Self::not("a whole number")
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        Self::not("a whole number")
    }

    fn f64(&mut self) -> Result<f64, Fault> {
        Self::not("a number")
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        Self::not("a number")
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        Self::not("a string")
    }

    fn record(&mut self, record: &mut dyn Record) -> Result<(), Fault> {
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
        Ok(Cow::Borrowed(match self {
            Self::Null => "null",
            Self::EmptyObject => "{}",
        }))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn at(&self) -> u32 {
        Fault::NOWHERE
    }
}
