//! Reading a value where it is.

use std::borrow::Cow;

use cti_runtime::codec::{
    Fault, FaultKind, Fill, Key, Kind, LiveReader, Member, Reader, Writer, read_object,
};
use js_sys::{Array, Number, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::plain::{has_own, is_plain, own_keys};
use super::walk::{NO_JSON, Walk};
use crate::names;

/// Text that says more than its length fits: whole numbers up to here are exact.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// From here on JavaScript writes a whole number with an exponent.
const EXPONENT: f64 = 1e21;

/// A value about to be read.
pub(super) struct JsReader<'a> {
    value: &'a JsValue,
    walk: &'a Walk,
    depth: u16,
}

impl<'a> JsReader<'a> {
    pub(super) const fn new(value: &'a JsValue, walk: &'a Walk, depth: u16) -> Self {
        Self { value, walk, depth }
    }
}

impl JsReader<'_> {
    /// A value of another type than the one wanted, or none that JSON can hold.
    #[cold]
    fn unexpected(&mut self, what: &'static str) -> Fault {
        match self.kind() {
            Ok(_) => Fault::nowhere(FaultKind::Expected(what)),
            Err(fault) => fault,
        }
    }

    /// How deep the children of this object or array may go.
    fn enter(&self) -> Result<u16, Fault> {
        self.walk.charge(2)?;
        self.depth
            .checked_sub(1)
            .ok_or(Fault::nowhere(FaultKind::TooDeep))
    }

    /// The number; counted by the digits that it has at least.
    fn finite(&mut self, what: &'static str) -> Result<f64, Fault> {
        let Some(number) = self.value.as_f64() else {
            return Err(self.unexpected(what));
        };
        if !number.is_finite() {
            return Err(NO_JSON);
        }
        self.walk.charge(1)?;
        Ok(number)
    }

    /// The number as `JSON.stringify` writes it.
    fn digits(&mut self, what: &'static str) -> Result<String, Fault> {
        self.finite(what)?;
        let number: &Number = self.value.unchecked_ref();
        let text = number.to_string_with_radix(10);
        text.ok().and_then(|text| text.as_string()).ok_or(NO_JSON)
    }

    /// Whether a whole number is below 0, and how large it is; `None` if that is beyond 64 bits.
    fn whole(&mut self) -> Result<Option<(bool, u64)>, Fault> {
        const WHOLE: &str = "a whole number";
        let number = self.finite(WHOLE)?;
        let size = number.abs();
        if number.fract() != 0.0 || size >= EXPONENT {
            return Err(Fault::nowhere(FaultKind::Expected(WHOLE)));
        }
        let below = number < 0.0;
        if size < EXACT {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it fits"
            )]
            return Ok(Some((below, size as u64)));
        }
        // What the text says, as if it had come as text.
        let digits = self.digits(WHOLE)?;
        let size = digits.strip_prefix('-').unwrap_or(&digits).parse().ok();
        Ok(size.map(|size| (below, size)))
    }

    /// Calls `each` with every item of an array; for its own sake, without dealing out blame.
    fn each_item(
        &mut self,
        each: &mut dyn FnMut(u32, &mut JsReader<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if !Array::is_array(self.value) {
            return Err(self.unexpected("an array"));
        }
        let depth = self.enter()?;
        let array: &Array = self.value.unchecked_ref();
        let length = array.length();
        self.walk.charge(length.saturating_sub(1) as usize)?;
        // Holes, and members beside the items.
        if own_keys(self.value).map_err(|_| NO_JSON)?.length() != length {
            return Err(NO_JSON);
        }
        for index in 0..length {
            let item = Reflect::get_u32(self.value, index).map_err(|_| NO_JSON)?;
            if item.is_undefined() && !matches!(has_own(array, &index.into()), Ok(true)) {
                return Err(NO_JSON);
            }
            each(index, &mut JsReader::new(&item, self.walk, depth))?;
        }
        Ok(())
    }

    /// Calls `each` with the name, the number and the value of every member of an object.
    fn each_member(
        &mut self,
        each: &mut dyn FnMut(&JsValue, u32, &mut JsReader<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if !is_plain(self.value) {
            return Err(self.unexpected("an object"));
        }
        let depth = self.enter()?;
        let keys = own_keys(self.value).map_err(|_| NO_JSON)?;
        for index in 0..keys.length() {
            let key = keys.get(index);
            let value = Reflect::get(self.value, &key).map_err(|_| NO_JSON)?;
            if !value.is_undefined() {
                each(&key, index, &mut JsReader::new(&value, self.walk, depth))?;
            }
        }
        Ok(())
    }

    /// Writes the value as JSON text.
    pub(super) fn write(&mut self, out: &mut Writer) -> Result<(), Fault> {
        let (parent, walk) = (self.value, self.walk);
        match self.kind()? {
            Kind::Null => {
                walk.charge(4)?;
                out.null();
            }
            Kind::Bool => out.bool(self.bool()?),
            Kind::Number => out.raw(&self.digits("a number")?),
            Kind::String => out.str(&walk.text(parent)?),
            Kind::Array => {
                out.raw("[");
                self.each_item(&mut |index, item| {
                    if index > 0 {
                        out.raw(",");
                    }
                    walk.look(parent, index, out.as_str().len());
                    item.write(out)
                })?;
                out.raw("]");
            }
            Kind::Object => {
                out.raw("{");
                let mut first = true;
                self.each_member(&mut |key, index, value| {
                    if !std::mem::take(&mut first) {
                        out.raw(",");
                    }
                    walk.charge(2)?;
                    out.str(&walk.text(key)?);
                    out.raw(":");
                    walk.look(parent, index, out.as_str().len());
                    value.write(out)
                })?;
                out.raw("}");
            }
        }
        Ok(())
    }
}

impl Reader for JsReader<'_> {
    fn kind(&mut self) -> Result<Kind, Fault> {
        let value = self.value;
        if value.is_string() {
            Ok(Kind::String)
        } else if let Some(number) = value.as_f64() {
            if number.is_finite() {
                Ok(Kind::Number)
            } else {
                Err(NO_JSON)
            }
        } else if value.is_null_or_undefined() {
            Ok(Kind::Null)
        } else if value.as_bool().is_some() {
            Ok(Kind::Bool)
        } else if is_plain(value) {
            Ok(Kind::Object)
        } else if Array::is_array(value) {
            Ok(Kind::Array)
        } else {
            Err(NO_JSON)
        }
    }

    fn null(&mut self) -> Result<bool, Fault> {
        Ok(self.value.is_null_or_undefined())
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        let Some(value) = self.value.as_bool() else {
            return Err(self.unexpected("a boolean"));
        };
        self.walk.charge(4)?;
        Ok(value)
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        match self.whole()? {
            Some((false, size)) => Ok(size),
            _ => Err(Fault::nowhere(FaultKind::Value(
                "a whole number from 0 to 18446744073709551615",
            ))),
        }
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        let number = self.whole()?.and_then(|(below, size)| {
            if below {
                0_i64.checked_sub_unsigned(size)
            } else {
                size.try_into().ok()
            }
        });
        number.ok_or(Fault::nowhere(FaultKind::Value(
            "a whole number from -9223372036854775808 to 9223372036854775807",
        )))
    }

    fn f64(&mut self) -> Result<f64, Fault> {
        // -0 is written 0.
        self.finite("a number").map(|number| number + 0.0)
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.digits("a number").map(Cow::Owned)
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        if !self.value.is_string() {
            return Err(self.unexpected("a string"));
        }
        self.walk.text(self.value).map(Cow::Owned)
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        read_object(self, record)
    }

    fn items(
        &mut self,
        each: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (parent, walk) = (self.value, self.walk);
        self.each_item(&mut |index, item| each(item).inspect_err(|_| walk.blame(parent, index)))
    }

    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.members(&[], &mut |member, value| match member {
            Member::Other(key) => each(key, value),
            Member::Known(key) => each(key.key, value),
        })
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        let mut out = Writer::new();
        self.write(&mut out)?;
        Ok(Cow::Owned(out.into_string()))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        self.write(&mut Writer::new())
    }

    fn at(&self) -> u32 {
        Fault::NOWHERE
    }
}

impl LiveReader for JsReader<'_> {
    fn member(
        &mut self,
        key: &'static str,
        each: &mut dyn FnMut(&mut dyn LiveReader) -> Result<(), Fault>,
    ) -> Result<bool, Fault> {
        let name = names::of(key);
        if !is_plain(self.value) || !matches!(has_own(self.value, &name), Ok(true)) {
            return Ok(false);
        }
        let value = Reflect::get(self.value, &name).map_err(|_| NO_JSON)?;
        if value.is_undefined() {
            return Ok(false);
        }
        // It comes again among all members, and is counted then.
        let left = self.walk.left();
        each(&mut JsReader::new(
            &value,
            self.walk,
            self.depth.saturating_sub(1),
        ))?;
        self.walk.set_left(left);
        Ok(true)
    }

    fn members(
        &mut self,
        keys: &'static [Key],
        each: &mut dyn FnMut(Member<'_>, &mut dyn LiveReader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (parent, walk) = (self.value, self.walk);
        let names = names::of_keys(keys);
        let mut next = 0;
        self.each_member(&mut |name, index, value| {
            let read = if let Some(key) = keys.get(next)
                && names.get(next) == Some(name)
            {
                next += 1;
                walk.charge(key.key.len() + 4)
                    .and_then(|()| each(Member::Known(key), value))
            } else {
                let text = walk.charge(2).and_then(|()| walk.text(name));
                text.and_then(|text| match keys.iter().position(|key| key.key == text) {
                    Some(at) => {
                        next = at + 1;
                        keys.get(at)
                            .map_or(Ok(()), |key| each(Member::Known(key), value))
                    }
                    None => each(Member::Other(&text), value),
                })
            };
            read.inspect_err(|_| walk.blame(parent, index))
        })
    }

    fn keep(&mut self) -> Result<(String, u32), Fault> {
        self.walk.again();
        let mut out = Writer::new();
        self.write(&mut out)?;
        let at = self.walk.found();
        self.walk.again();
        Ok((out.into_string(), u32::try_from(at).unwrap_or(u32::MAX)))
    }
}
