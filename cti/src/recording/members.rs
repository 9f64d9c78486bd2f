//! The members of a recording's JSON objects, each with its place in the line.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::broken::Broken;
use super::surrogates;
use crate::output::escape::{Safe, clip};

/// What is wrong with a line, and at which value of it.
#[derive(Debug)]
pub(crate) struct Fault<'a> {
    /// The rest of the line from there on; `None` if the line is wrong as a whole.
    from: Option<&'a str>,
    why: String,
}

impl<'a> Fault<'a> {
    /// A line that is wrong as a whole.
    pub(crate) fn line(why: impl Into<String>) -> Self {
        Self {
            from: None,
            why: why.into(),
        }
    }

    fn at(from: &'a str, why: impl Into<String>) -> Self {
        Self {
            from: Some(from),
            why: why.into(),
        }
    }

    /// The fault of this line, with its column.
    pub(crate) fn of(self, line: usize, text: &str) -> Broken {
        let column = self.from.map(|from| {
            // Both are slices of one text.
            let bytes = from.as_ptr().addr().saturating_sub(text.as_ptr().addr());
            let before = text.get(..bytes);
            before.unwrap_or_default().chars().count() + 1
        });
        Broken {
            line,
            column,
            why: self.why,
        }
    }
}

/// A value of a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    key: &'static str,
    value: &'a RawValue,
}

impl<'a> Member<'a> {
    /// Its JSON.
    pub(crate) fn json(self) -> &'a str {
        self.value.get()
    }

    /// The fault that this value isn't what it has to be.
    fn isn_t(self, what: &str) -> Fault<'a> {
        let why = format!("`{}` is {what}; met {}", self.key, met(self.json()));
        Fault::at(self.json(), why)
    }

    fn read<T: DeserializeOwned>(self, what: &str) -> Result<T, Fault<'a>> {
        serde_json::from_str(self.json()).map_err(|_| self.isn_t(what))
    }

    pub(crate) fn whole(self) -> Result<u64, Fault<'a>> {
        self.read("a whole number from 0 on")
    }

    pub(crate) fn flag(self) -> Result<bool, Fault<'a>> {
        self.read("true or false")
    }

    /// A string. Half of a surrogate pair, which no Rust text has, is replaced as a browser's own
    /// conversions do.
    pub(crate) fn text(self) -> Result<Cow<'a, str>, Fault<'a>> {
        self.units()
            .map(|units| units.read(String::from_utf8_lossy))
    }

    /// A string that was posted, in which JSON stands: half of a surrogate pair becomes its escape, as
    /// it does in a browser.
    pub(crate) fn json_text(self) -> Result<Cow<'a, str>, Fault<'a>> {
        self.units().map(|units| units.read(surrogates::json_text))
    }

    fn units(self) -> Result<Units<'a>, Fault<'a>> {
        serde_json::from_str(self.json()).map_err(|_| self.isn_t("a string"))
    }

    /// An array or an object, as JSON.
    pub(crate) fn arguments(self) -> Result<&'a str, Fault<'a>> {
        let json = self.json();
        if json.starts_with(['[', '{']) {
            Ok(json)
        } else {
            Err(self.isn_t("an array, or an object"))
        }
    }

    /// The members of an object that may have these.
    pub(crate) fn members(self, known: &'static [&'static str]) -> Result<Members<'a>, Fault<'a>> {
        Members::read(&format!("`{}`", self.key), self.value, known)
    }

    /// The fault of a value of the right type.
    pub(crate) fn fault(self, why: impl Into<String>) -> Fault<'a> {
        Fault::at(self.json(), why)
    }
}

/// The members of an object.
#[derive(Debug)]
pub(crate) struct Members<'a> {
    all: Vec<Member<'a>>,
}

impl<'a> Members<'a> {
    /// The members of the object that a line is.
    pub(crate) fn of_line(
        text: &'a str,
        known: &'static [&'static str],
    ) -> Result<Self, Fault<'a>> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<&'a RawValue>();
        let value = match values.next() {
            Some(Ok(value)) => value,
            Some(Err(fault)) => return Err(no_json(text, &fault)),
            None => return Err(Fault::line("the line is blank")),
        };
        let behind = text.get(values.byte_offset()..).unwrap_or_default();
        let behind = behind.trim_start_matches([' ', '\t', '\r', '\n']);
        match behind.chars().next() {
            None => Self::read("a line", value, known),
            Some('{') => Err(Fault::at(behind, "a second object: a line has one")),
            Some(first) => Err(Fault::at(behind, unexpected(first))),
        }
    }

    fn read(
        what: &str,
        value: &'a RawValue,
        known: &'static [&'static str],
    ) -> Result<Self, Fault<'a>> {
        let json = value.get();
        if !json.starts_with('{') {
            let why = format!("{what} is an object; met {}", met(json));
            return Err(Fault::at(json, why));
        }
        let mut all = Vec::new();
        let fault = Known {
            known,
            all: &mut all,
        }
        .deserialize(&mut serde_json::Deserializer::from_str(json));
        match fault {
            Ok(None) => Ok(Self { all }),
            Ok(Some(fault)) => Err(fault),
            Err(_) => Err(Fault::at(json, "no JSON object")),
        }
    }

    /// The member of this key.
    pub(crate) fn get(&self, key: &str) -> Option<Member<'a>> {
        self.all.iter().find(|member| member.key == key).copied()
    }

    /// Whether one of these is there.
    pub(crate) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.get(key).is_some())
    }

    /// The member of this key, which must be there.
    pub(crate) fn need(&self, key: &str, what: &str) -> Result<Member<'a>, Fault<'a>> {
        self.get(key)
            .ok_or_else(|| Fault::line(format!("`{key}` is missing{what}")))
    }
}

/// Reads the members of an object up to the first that is unknown or stands twice.
struct Known<'k, 'a> {
    known: &'static [&'static str],
    all: &'k mut Vec<Member<'a>>,
}

impl<'de: 'a, 'a> DeserializeSeed<'de> for Known<'_, 'a> {
    type Value = Option<Fault<'a>>;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Known<'_, 'a> {
    type Value = Option<Fault<'a>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some((units, value)) = map.next_entry::<Units<'_>, &'a RawValue>()? {
            let text = units.read(String::from_utf8_lossy);
            let key = self.known.iter().find(|known| **known == text);
            let fault = match key {
                None => format!("`{}` is no member that is known", Safe(&clip(&text, 60))),
                Some(key) if self.all.iter().any(|member| member.key == *key) => {
                    format!("`{key}` stands twice")
                }
                Some(key) => {
                    self.all.push(Member { key, value });
                    continue;
                }
            };
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Some(Fault::at(value.get(), fault)));
        }
        Ok(None)
    }
}

/// A string as a browser may hold it: UTF-8, but for halves of surrogate pairs, which are encoded like
/// characters.
struct Units<'a>(Cow<'a, [u8]>);

impl<'a> Units<'a> {
    fn read(self, as_text: fn(&[u8]) -> Cow<'_, str>) -> Cow<'a, str> {
        match self.0 {
            Cow::Borrowed(bytes) => as_text(bytes),
            Cow::Owned(bytes) => Cow::Owned(as_text(&bytes).into_owned()),
        }
    }
}

/// Read as bytes, in which a half may stand. Bytes that are no text otherwise don't occur: the line
/// was read as text, and its strings as JSON.
impl<'de: 'a, 'a> Deserialize<'de> for Units<'a> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = Units<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_bytes<E: de::Error>(
                self,
                bytes: &'de [u8],
            ) -> Result<Self::Value, E> {
                Ok(Units(Cow::Borrowed(bytes)))
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                Ok(Units(Cow::Owned(bytes.to_vec())))
            }
        }
        input.deserialize_bytes(Bytes)
    }
}

/// The fault of a line that isn't JSON.
fn no_json<'a>(text: &'a str, fault: &serde_json::Error) -> Fault<'a> {
    if fault.is_eof() {
        let end = text.get(text.len()..).unwrap_or_default();
        return Fault::at(
            end,
            "the line ends inside a value, as a recording cut off does",
        );
    }
    // serde_json counts bytes from 1, up to a control character, and up to and with what else is wrong.
    let control = fault.to_string().contains("control character");
    let at = fault.column().saturating_sub(usize::from(!control));
    // From the character that it is in.
    let from = (0..=at.min(text.len())).rev().find_map(|at| text.get(at..));
    let from = from.unwrap_or_default();
    match from.chars().next() {
        Some(first) => Fault::at(from, unexpected(first)),
        None => Fault::at(from, "not JSON"),
    }
}

/// What was met where JSON goes on otherwise.
fn unexpected(first: char) -> String {
    match first {
        '\u{feff}' => String::from(
            "a byte order mark inside the recording, as where files are put together: a recording \
             is a file of its own",
        ),
        first if first.is_control() => {
            format!(
                "not JSON: met the control character U+{:04X}",
                u32::from(first)
            )
        }
        first => format!("not JSON: met `{}`", Safe(first.encode_utf8(&mut [0; 4]))),
    }
}

/// What kind of value this JSON is.
fn met(json: &str) -> &'static str {
    match json.as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        Some(b'-') => "a number below 0",
        Some(_) if json.contains(['.', 'e', 'E']) => "a number with a fraction or an exponent",
        Some(_) => "a number",
        None => "nothing",
    }
}
