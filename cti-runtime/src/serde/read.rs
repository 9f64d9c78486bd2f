//! Any format's values, as JSON to be read.

use core::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::json::{Writer, inexact};
use crate::limits::MAX_NESTING;

/// Reads a value of another format as JSON.
pub(super) fn json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut out = Writer::new();
    let nesting = MAX_NESTING;
    Value {
        out: &mut out,
        nesting,
    }
    .deserialize(deserializer)?;
    Ok(out.into_string())
}

/// A value to be written down.
struct Value<'w> {
    out: &'w mut Writer,
    /// How deep values may be in it.
    nesting: u16,
}

impl Value<'_> {
    fn inside<E: Error>(&mut self) -> Result<Value<'_>, E> {
        let too_deep = || E::custom("nests too deep");
        Ok(Value {
            out: &mut *self.out,
            nesting: self.nesting.checked_sub(1).ok_or_else(too_deep)?,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.out.bool(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.out.i64(value);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.out.u64(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let mut out = Writer::new();
        out.f64(value);
        if inexact(out.as_str(), false).is_some() {
            return Err(E::custom("a number that isn't finite"));
        }
        self.out.raw(out.as_str());
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.out.str(value);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.out.null();
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.out.raw("[");
        let mut first = true;
        loop {
            let before = self.out.as_str().len();
            if !first {
                self.out.raw(",");
            }
            if items.next_element_seed(self.inside()?)?.is_none() {
                self.out.truncate(before);
                self.out.raw("]");
                return Ok(());
            }
            first = false;
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        self.out.raw("{");
        let mut first = true;
        while let Some(key) = entries.next_key::<String>()? {
            if !first {
                self.out.raw(",");
            }
            first = false;
            self.out.str(&key);
            self.out.raw(":");
            entries.next_value_seed(self.inside()?)?;
        }
        self.out.raw("}");
        Ok(())
    }
}
