//! JSON to be read by people: keys in the order in which they were put, short values on one line.
//!
//! `serde_json`'s own map sorts its keys or doesn't, by a feature that any crate of a build may turn
//! on; files that are compared byte by byte can't depend on that.

use core::fmt::{self, Write};

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Columns that a value on one line may take.
const WIDTH: usize = 96;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    /// `null`, a boolean or a number, as it is written.
    Literal(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// With one more entry. Only objects have entries.
    pub(crate) fn with(mut self, key: &str, value: impl Into<Self>) -> Self {
        self.put(key, value);
        self
    }

    /// With one more entry, if there is a value.
    pub(crate) fn with_some(self, key: &str, value: Option<impl Into<Self>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Puts an entry at the end, or in the place of the one with the same key.
    pub(crate) fn put(&mut self, key: &str, value: impl Into<Self>) {
        if let Self::Object(entries) = self {
            let value = value.into();
            match entries.iter_mut().find(|(known, _)| known == key) {
                Some((_, present)) => *present = value,
                None => entries.push((key.to_owned(), value)),
            }
        }
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries().iter().any(|(known, _)| known == key)
    }

    pub(crate) fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Object(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Object(entries) => entries.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Literal(_) | Self::Text(_) => false,
        }
    }

    /// A JSON text; what isn't one becomes a string.
    pub(crate) fn of_text(text: &str) -> Self {
        read(text).unwrap_or_else(|| Self::Text(text.to_owned()))
    }

    /// On one line.
    pub(crate) fn line(&self) -> String {
        let mut out = String::new();
        self.write_line(&mut out);
        out
    }

    /// Over as many lines as it takes, with a line break at the end.
    pub(crate) fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(0, 0, &mut out);
        out.push('\n');
        out
    }

    /// Over as many lines as it takes, for a place this far from the margin.
    pub(crate) fn pretty_at(&self, indent: usize) -> String {
        let mut out = String::new();
        self.write(indent, indent, &mut out);
        out
    }

    fn write_line(&self, out: &mut String) {
        match self {
            Self::Literal(literal) => out.push_str(literal),
            Self::Text(text) => quote(text, out),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    item.write_line(out);
                }
                out.push(']');
            }
            Self::Object(entries) if entries.is_empty() => out.push_str("{}"),
            Self::Object(entries) => {
                out.push_str("{ ");
                for (index, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    quote(key, out);
                    out.push_str(": ");
                    value.write_line(out);
                }
                out.push_str(" }");
            }
        }
    }

    fn write(&self, indent: usize, used: usize, out: &mut String) {
        let line = self.line();
        let simple = matches!(self, Self::Literal(_) | Self::Text(_)) || self.is_empty();
        if simple || used + line.chars().count() <= WIDTH {
            out.push_str(&line);
            return;
        }
        let inner = indent + 2;
        match self {
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    let _ = write!(out, "{}\n{:inner$}", if index == 0 { "" } else { "," }, "");
                    item.write(inner, inner, out);
                }
                let _ = write!(out, "\n{:indent$}]", "");
            }
            Self::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    let _ = write!(out, "{}\n{:inner$}", if index == 0 { "" } else { "," }, "");
                    quote(key, out);
                    out.push_str(": ");
                    value.write(inner, inner + key.chars().count() + 4, out);
                }
                let _ = write!(out, "\n{:indent$}}}", "");
            }
            Self::Literal(_) | Self::Text(_) => {}
        }
    }
}

/// Writes a string with its quotes.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Line separators end a line in older JavaScript.
            '\0'..='\u{1f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// A string with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::new();
    quote(text, &mut out);
    out
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<i32> for Json {
    fn from(value: i32) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<i128> for Json {
    fn from(value: i128) -> Self {
        Self::Literal(value.to_string())
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}

impl<'a> FromIterator<&'a str> for Json {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        Self::List(texts.into_iter().map(Self::from).collect())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line())
    }
}

/// JSON with its keys in order and its numbers as written; `None` for what isn't JSON.
fn read(text: &str) -> Option<Json> {
    let raw: &RawValue = serde_json::from_str(text).ok()?;
    let text = raw.get();
    Some(match text.as_bytes().first()? {
        b'{' => {
            let Entries(entries) = serde_json::from_str(text).ok()?;
            let entries = entries.into_iter();
            let entries = entries.map(|(key, raw)| Some((key, read(raw.get())?)));
            Json::Object(entries.collect::<Option<_>>()?)
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let items = items.into_iter().map(|raw| read(raw.get()));
            Json::List(items.collect::<Option<_>>()?)
        }
        b'"' => Json::Text(serde_json::from_str(text).ok()?),
        _ => Json::Literal(text.to_owned()),
    })
}

/// The entries of an object, in order.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        input.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_order_and_their_numbers() {
        let text = r#"{"z": [1.50, -2e3, {}], "a": {"k\"\u00e4": null}, "b": "x\\"}"#;
        let json = Json::of_text(text);
        assert_eq!(
            json.line(),
            r#"{ "z": [1.50, -2e3, {}], "a": { "k\"ä": null }, "b": "x\\" }"#
        );
        for no_json in ["{\"a\":", "", "[1,]", "01", "\"\\ud800\"", "{} {}"] {
            assert_eq!(Json::of_text(no_json), Json::from(no_json));
        }
    }

    #[test]
    fn what_is_long_is_broken_over_lines() {
        let long = Json::object()
            .with("a", "x".repeat(60))
            .with("b", "y".repeat(60));
        let pretty = long.pretty();
        assert_eq!(pretty.lines().count(), 4, "{pretty}");
        assert_eq!(Json::of_text(&pretty), long);
    }
}
