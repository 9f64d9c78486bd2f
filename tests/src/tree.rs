//! Values in a tree, read where they are: what a browser's objects are to a session, without a
//! browser.

use std::borrow::Cow;
use std::cell::Cell;

use cti_runtime::Limits;
use cti_runtime::codec::{
    Fault, FaultKind, Fill, Key, Kind, Live, LiveReader, Member, Reader, read_object,
};
use serde_json::Value;

/// A message as a tree.
pub struct Tree<'a>(pub &'a Value);

impl Live for Tree<'_> {
    fn read(&self, limits: &Limits, read: &mut dyn FnMut(&mut dyn LiveReader)) {
        let left = Cell::new(limits.message_bytes());
        read(&mut TreeReader {
            value: self.0,
            depth: limits.nesting(),
            left: &left,
        });
    }
}

struct TreeReader<'a> {
    value: &'a Value,
    depth: u16,
    /// How many more values may be read: every one has a byte at least.
    left: &'a Cell<usize>,
}

fn expected(what: &'static str) -> Fault {
    Fault::nowhere(FaultKind::Expected(what))
}

impl<'a> TreeReader<'a> {
    fn count(&self) -> Result<(), Fault> {
        let left = self.left.get().checked_sub(1);
        self.left
            .set(left.ok_or(Fault::nowhere(FaultKind::TooLarge))?);
        Ok(())
    }

    fn child(&self, value: &'a Value) -> Result<Self, Fault> {
        self.count()?;
        let depth = self.depth.checked_sub(1);
        Ok(Self {
            value,
            depth: depth.ok_or(Fault::nowhere(FaultKind::TooDeep))?,
            left: self.left,
        })
    }

    fn walk(&self) -> Result<(), Fault> {
        let depth = self
            .depth
            .checked_sub(u16::from(self.value.is_array() || self.value.is_object()));
        depth.ok_or(Fault::nowhere(FaultKind::TooDeep))?;
        match self.value {
            Value::Array(items) => items.iter().try_for_each(|item| self.child(item)?.walk()),
            Value::Object(members) => members
                .values()
                .try_for_each(|member| self.child(member)?.walk()),
            _ => Ok(()),
        }
    }
}

impl Reader for TreeReader<'_> {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok(match self.value {
            Value::Null => Kind::Null,
            Value::Bool(_) => Kind::Bool,
            Value::Number(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) => Kind::Array,
            Value::Object(_) => Kind::Object,
        })
    }

    fn null(&mut self) -> Result<bool, Fault> {
        Ok(self.value.is_null())
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        self.value.as_bool().ok_or(expected("a boolean"))
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        match self.value.as_number() {
            None => Err(expected("a whole number")),
            Some(number) if number.is_f64() => Err(expected("a whole number")),
            Some(number) => number.as_u64().ok_or(Fault::nowhere(FaultKind::Value(
                "a whole number from 0 to 18446744073709551615",
            ))),
        }
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        self.value.as_i64().ok_or(expected("a whole number"))
    }

    fn f64(&mut self) -> Result<f64, Fault> {
        self.value.as_f64().ok_or(expected("a number"))
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        let number = self.value.as_number().ok_or(expected("a number"))?;
        Ok(Cow::Owned(number.to_string()))
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.value
            .as_str()
            .map(Cow::Borrowed)
            .ok_or(expected("a string"))
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        read_object(self, record)
    }

    fn items(
        &mut self,
        each: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let items = self.value.as_array().ok_or(expected("an array"))?;
        items
            .iter()
            .try_for_each(|item| each(&mut self.child(item)?))
    }

    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let members = self.value.as_object().ok_or(expected("an object"))?;
        members
            .iter()
            .try_for_each(|(key, value)| each(key, &mut self.child(value)?))
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.walk()?;
        Ok(Cow::Owned(self.value.to_string()))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        self.walk()
    }

    fn at(&self) -> u32 {
        Fault::NOWHERE
    }
}

impl LiveReader for TreeReader<'_> {
    fn member(
        &mut self,
        key: &'static str,
        each: &mut dyn FnMut(&mut dyn LiveReader) -> Result<(), Fault>,
    ) -> Result<bool, Fault> {
        match self.value.get(key) {
            Some(value) => each(&mut self.child(value)?).map(|()| true),
            None => Ok(false),
        }
    }

    fn members(
        &mut self,
        keys: &'static [Key],
        each: &mut dyn FnMut(Member<'_>, &mut dyn LiveReader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let members = self.value.as_object().ok_or(expected("an object"))?;
        members.iter().try_for_each(|(name, value)| {
            let member = match keys.iter().find(|key| key.key == name) {
                Some(key) => Member::Known(key),
                None => Member::Other(name),
            };
            each(member, &mut self.child(value)?)
        })
    }

    fn keep(&mut self) -> Result<(String, u32), Fault> {
        self.walk()?;
        Ok((self.value.to_string(), 0))
    }
}
