//! Values of this program's own, read as if they had come: without any text, and so without a parser.

use std::borrow::Cow;

use super::fault::{Fault, FaultKind};
use super::record::{Fill, Kind, Reader};
use super::writer::digits;

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
    pub(crate) fn fill(mut self, record: &mut dyn Fill, field: usize) -> Result<(), Fault> {
        record.set(field, &mut self)
    }
}

/// A literal is of another type than a field's.
const OTHER: Fault = Fault::nowhere(FaultKind::Expected("a value of another type"));

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
        Ok(matches!(self, Self::Null))
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        Err(OTHER)
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        match self {
            Self::Number(number) => Ok(*number),
            _ => Err(OTHER),
        }
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        self.u64()?.try_into().map_err(|_| OTHER)
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.u64().map(|number| Cow::Owned(digits(number)))
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        match self {
            Self::Digits(number) => Ok(Cow::Owned(digits(*number))),
            _ => Err(OTHER),
        }
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        let shape = record.shape();
        if shape.whole {
            return record.set(0, self);
        }
        self.entries(&mut |_, _| Ok(()))?;
        let lacks = record.required() != 0 || shape.one_of.iter().any(|group| group.required);
        if lacks { Err(OTHER) } else { Ok(()) }
    }

    fn items(
        &mut self,
        _: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        Err(OTHER)
    }

    fn entries(
        &mut self,
        _: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match self {
            Self::EmptyObject => Ok(()),
            _ => Err(OTHER),
        }
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        Ok(match self {
            Self::Null => "null".into(),
            Self::EmptyObject => "{}".into(),
            Self::Number(number) => digits(*number).into(),
            Self::Digits(number) => ["\"", &digits(*number), "\""].concat().into(),
        })
    }

    fn skip(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn at(&self) -> u32 {
        Fault::NOWHERE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_of_one_type() {
        let null = &mut Literal::Null;
        assert_eq!(null.null(), Ok(true));
        assert_eq!(null.entries(&mut |_, _| Ok(())), Err(OTHER));
        let empty = &mut Literal::EmptyObject;
        assert_eq!(empty.null(), Ok(false));
        assert_eq!(empty.entries(&mut |_, _| Ok(())), Ok(()));
        assert_eq!(empty.str(), Err(OTHER));
        let number = &mut Literal::Number(7);
        assert_eq!((number.u64(), number.i64()), (Ok(7), Ok(7)));
        assert_eq!(number.str(), Err(OTHER));
        let digits = &mut Literal::Digits(7);
        assert_eq!(digits.str().as_deref(), Ok("7"));
        assert_eq!(digits.u64(), Err(OTHER));
        for mut literal in [Literal::Null, Literal::Number(7), Literal::Digits(7)] {
            assert_eq!(literal.items(&mut |_| Ok(())), Err(OTHER));
            assert_eq!(literal.entries(&mut |_, _| Ok(())), Err(OTHER));
        }
    }
}
