//! JSON as `serde_json` reads it, with nothing dropped: keys in order, repeated ones too.

use core::fmt;

use cti_runtime::describe::TagKind;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::entropy::Entropy;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "JSON's own words")]
pub enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value that a text is.
    ///
    /// # Errors
    /// What `serde_json` says.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// A string.
    pub fn text(text: &str) -> Self {
        Self::String(text.to_owned())
    }

    /// The tag of a declared type.
    pub fn tag(kind: TagKind, tag: &str) -> Self {
        match kind {
            TagKind::String => Self::text(tag),
            TagKind::Boolean => Self::Bool(tag == "true"),
            TagKind::Number => Self::Number(tag.parse::<i64>().unwrap_or_default().into()),
        }
    }

    /// How deep arrays and objects nest.
    pub fn depth(&self) -> usize {
        match self {
            Self::Array(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            Self::Object(entries) => {
                1 + entries
                    .iter()
                    .map(|(_, value)| value.depth())
                    .max()
                    .unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Whether an object in it, or itself, has a key twice.
    pub fn repeats(&self) -> bool {
        match self {
            Self::Array(items) => items.iter().any(Self::repeats),
            Self::Object(entries) => {
                entries.iter().any(|(_, value)| value.repeats())
                    || entries.iter().enumerate().any(|(index, (key, _))| {
                        entries[..index].iter().any(|(earlier, _)| earlier == key)
                    })
            }
            _ => false,
        }
    }

    /// Whether JavaScript holds every number in it exactly, if it is whole.
    pub fn is_exact(&self) -> bool {
        match self {
            Self::Array(items) => items.iter().all(Self::is_exact),
            Self::Object(entries) => entries.iter().all(|(_, value)| value.is_exact()),
            Self::Number(number) => number.as_f64().is_some_and(|of| of.abs() < 2_f64.powi(53)),
            _ => true,
        }
    }

    /// Whether two values say the same: the order of keys doesn't matter, and a float may be one bit
    /// off, since `serde_json` reads them fast rather than exactly.
    pub fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(l, r)| l.says(r))
            }
            (Self::Object(left), Self::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(key, value)| {
                        right
                            .iter()
                            .any(|(other, there)| key == other && value.says(there))
                    })
            }
            (Self::Number(left), Self::Number(right)) => {
                left == right || (left.is_f64() || right.is_f64()) && near(left, right)
            }
            _ => self == other,
        }
    }

    /// The value as a text, with whitespace and escapes as it pleases.
    pub fn write(&self, entropy: &mut Entropy<'_>) -> String {
        let mut out = String::new();
        self.put(&mut out, entropy);
        blank(&mut out, entropy);
        out
    }

    fn put(&self, out: &mut String, entropy: &mut Entropy<'_>) {
        blank(out, entropy);
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(&number.to_string()),
            Self::String(text) => string(text, out, entropy),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.put(out, entropy);
                }
                blank(out, entropy);
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    blank(out, entropy);
                    string(key, out, entropy);
                    blank(out, entropy);
                    out.push(':');
                    value.put(out, entropy);
                }
                blank(out, entropy);
                out.push('}');
            }
        }
    }
}

fn near(left: &Number, right: &Number) -> bool {
    let (Some(left), Some(right)) = (left.as_f64(), right.as_f64()) else {
        return false;
    };
    (left - right).abs() <= left.abs() * 1e-15
}

fn blank(out: &mut String, entropy: &mut Entropy<'_>) {
    if entropy.one_in(16) {
        out.push(*entropy.pick(&[' ', '\n', '\t', '\r']));
    }
}

fn string(text: &str, out: &mut String, entropy: &mut Entropy<'_>) {
    use core::fmt::Write;

    let escape_some = entropy.one_in(8);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if !escape_some => out.push_str("\\n"),
            '/' if escape_some && entropy.one_in(2) => out.push_str("\\/"),
            _ if char < ' ' || escape_some && entropy.one_in(3) => {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    let _ = if entropy.one_in(2) {
                        write!(out, "\\u{unit:04X}")
                    } else {
                        write!(out, "\\u{unit:04x}")
                    };
                }
            }
            _ => out.push(char),
        }
    }
    out.push('"');
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }
            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }
            fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
                Ok(Json::Bool(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
                Ok(Json::Number(value.into()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
                Ok(Json::Number(value.into()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
                Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
            }
            fn visit_str<E>(self, value: &str) -> Result<Json, E> {
                Ok(Json::text(value))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
                let mut array = Vec::new();
                while let Some(item) = items.next_element()? {
                    array.push(item);
                }
                Ok(Json::Array(array))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
                let mut object = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    object.push(entry);
                }
                Ok(Json::Object(object))
            }
        }

        deserializer.deserialize_any(Any)
    }
}
