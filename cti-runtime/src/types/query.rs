//! Query strings.

use core::fmt;
use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use crate::describe::Type;
use crate::json::{
    Fault, FaultKind, Fields, Fill, JsonReader, Key, Kind, Names, Reader, Wire, Writer, hex,
    inexact,
};
use crate::limits::MAX_NESTING;
use crate::mask;
use crate::mask::MASK;

/// A declared type whose fields travel as a query string, such as `object=case&id=5`.
///
/// The rules are those of HTML forms (`application/x-www-form-urlencoded`): a space is `+`, other
/// bytes are percent-encoded. Numbers and booleans are read from their text; a field that is a list
/// or a record itself doesn't fit and is a drift.
///
/// ```
/// use cti_runtime::types::{Map, Query};
///
/// let query = Query::from(Map::from([("object".to_owned(), "a case".to_owned())]));
/// assert_eq!(query.to_query_string(), "object=a+case");
/// assert_eq!(query.len(), 1);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Query<T>(pub T);

impl<T> From<T> for Query<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Query<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Query<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Wire> Query<T> {
    /// The query string, without a question mark. It ends before a number that isn't finite, and a
    /// message with such a number [isn't sent](crate::SendError::Inexact).
    pub fn to_query_string(&self) -> String {
        let mut out = Writer::new();
        self.0.write(&mut out);
        Self::encoded(&out)
    }

    fn encoded(out: &Writer) -> String {
        let mut query = String::new();
        let entries = JsonReader::new(out.as_str(), MAX_NESTING).entries(&mut |key, reader| {
            let value = match reader.kind()? {
                Kind::Null => return reader.skip(),
                Kind::String => reader.str()?,
                _ => reader.raw()?,
            };
            if !query.is_empty() {
                query.push('&');
            }
            encode(key, &mut query);
            query.push('=');
            encode(&value, &mut query);
            Ok(())
        });
        // What isn't an object has no keys, and nothing that a query could say.
        debug_assert!(
            entries.is_ok() || inexact(out.as_str(), false).is_some(),
            "a query is of a type with fields"
        );
        query
    }
}

impl<T: Wire> fmt::Debug for Query<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        mask::debug_value(&self.0, f)
    }
}

impl<T: Wire> Wire for Query<T> {
    const TYPE: Type = Type::Query(&T::TYPE);
    fn blank() -> Self {
        Self(T::blank())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        let text = reader.str()?;
        let query = text.strip_prefix('?').unwrap_or(&text);
        self.0.read(&mut QueryReader {
            what: What::Query(query),
            at,
        })
    }
    fn write(&self, out: &mut Writer) {
        let mut fields = out.alike();
        self.0.write(&mut fields);
        if let Some((at, _)) = inexact(fields.as_str(), false) {
            // No JSON, so that it isn't sent.
            return out.raw(fields.as_str().get(at..).unwrap_or_default());
        }
        out.str(&Self::encoded(&fields));
    }
}

/// A query string, or one of its values, as a value to be read. All faults are where it begins.
struct QueryReader<'a> {
    what: What<'a>,
    at: u32,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Query(&'a str),
    Value(&'a str),
}

impl QueryReader<'_> {
    fn value(&self, what: &'static str) -> Result<&str, Fault> {
        match self.what {
            What::Value(text) => Ok(text),
            What::Query(_) => Err(self.expected(what)),
        }
    }

    fn parse<T: core::str::FromStr>(&self, what: &'static str) -> Result<T, Fault> {
        self.value(what)?.parse().map_err(|_| self.expected(what))
    }

    fn expected(&self, what: &'static str) -> Fault {
        Fault::new(FaultKind::Expected(what), self.at)
    }
}

impl Reader for QueryReader<'_> {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok(match self.what {
            What::Query(_) => Kind::Object,
            What::Value(_) => Kind::String,
        })
    }
    fn null(&mut self) -> Result<bool, Fault> {
        Ok(false)
    }
    fn bool(&mut self) -> Result<bool, Fault> {
        self.parse("a boolean")
    }
    fn u64(&mut self) -> Result<u64, Fault> {
        self.parse("a whole number")
    }
    fn i64(&mut self) -> Result<i64, Fault> {
        self.parse("a whole number")
    }
    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        let text = self.value("a number")?;
        let mut reader = JsonReader::new(text, 1);
        match reader.number() {
            Ok(number) if number.len() == text.len() => Ok(Cow::Borrowed(text)),
            _ => Err(self.expected("a number")),
        }
    }
    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.value("a string").map(Cow::Borrowed)
    }
    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        let shape = record.shape();
        if shape.whole {
            return record.set(0, self);
        }
        let What::Query(query) = self.what else {
            return Err(self.expected("an object"));
        };
        let at = self.at;
        let mut fields = Fields::new(shape);
        if let Some(first) = shape.first {
            let names = shape.keys.iter().filter(|known| known.field == first);
            let value = |known: &Key| pairs(query).find(|(key, _)| known.key == key);
            if let Some((_, value)) = names.into_iter().find_map(value) {
                record.set(
                    usize::from(first),
                    &mut QueryReader {
                        what: What::Value(&value),
                        at,
                    },
                )?;
                fields.read_ahead(first);
            }
        }
        for (key, value) in pairs(query) {
            let mut reader = QueryReader {
                what: What::Value(&value),
                at,
            };
            match fields.find(shape.keys, &key) {
                Some(key) if key.alias => {
                    let names = names_among(&mut pairs(query), shape.keys, key, at);
                    fields.fill_alias(record, key, names, at, &mut reader)?;
                }
                Some(key) => fields.fill(record, key, at, &mut reader)?,
                None => record.rest(&key, &mut reader)?,
            }
        }
        fields.finish(record, || at)
    }
    fn items(
        &mut self,
        _: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        Err(self.expected("an array"))
    }
    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let What::Query(query) = self.what else {
            return Err(self.expected("an object"));
        };
        pairs(query).try_for_each(|(key, value)| {
            each(
                &key,
                &mut QueryReader {
                    what: What::Value(&value),
                    at: self.at,
                },
            )
        })
    }
    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        let mut out = Writer::new();
        match self.what {
            What::Value(text) => out.str(text),
            What::Query(query) => {
                let pairs: Vec<_> = pairs(query)
                    .map(|(key, value)| (key, value.into_owned()))
                    .collect();
                out.entries(pairs.iter().map(|(key, value)| (key, value)));
            }
        }
        Ok(Cow::Owned(out.into_string()))
    }
    fn skip(&mut self) -> Result<(), Fault> {
        Ok(())
    }
    fn at(&self) -> u32 {
        self.at
    }
}

/// What a query says of a field besides one of its aliases.
#[cold]
fn names_among<'q>(
    pairs: &mut dyn Iterator<Item = (Cow<'q, str>, Cow<'q, str>)>,
    keys: &'static [Key],
    alias: &'static Key,
    at: u32,
) -> Names {
    let (mut same, mut overruled) = (0, false);
    for (key, _) in pairs {
        same += usize::from(alias.key == key);
        let known = keys.iter().find(|known| known.key == key);
        overruled |= known.is_some_and(|known| known.counts_before(alias, keys));
    }
    match (same, overruled) {
        (2.., _) => Names::Again(at),
        (_, true) => Names::Overruled,
        (_, false) => Names::Last,
    }
}

/// The parameters of a query string, decoded.
fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
}

/// Decodes a key or a value; a percent sign that begins no escape stands for itself.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        let hex = |byte: u8| {
            char::from(byte)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
        };
        bytes.push(match (byte, behind) {
            (b'+', _) => b' ',
            (b'%', [high, low, behind @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    rest = behind;
                    high << 4 | low
                }
                _ => byte,
            },
            _ => byte,
        });
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Encodes a key or a value. The mask is shown as it is: a masked query goes nowhere but to a log.
fn encode(text: &str, query: &mut String) {
    let mut chars = text.chars();
    loop {
        if let Some(behind) = chars.as_str().strip_prefix(MASK) {
            query.push_str(MASK);
            chars = behind.chars();
            continue;
        }
        match chars.next() {
            None => return,
            Some(plain @ ('a'..='z' | 'A'..='Z' | '0'..='9' | '*' | '-' | '.' | '_')) => {
                query.push(plain);
            }
            Some(' ') => query.push('+'),
            Some(other) => {
                for byte in other.encode_utf8(&mut [0; 4]).bytes() {
                    query.push('%');
                    hex(byte, b'A', query);
                }
            }
        }
    }
}
