//! What does a line of a recording say?

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use cti_runtime::Signal;
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use serde_json::value::RawValue;

use crate::lines::Broken;

/// The version of the format that is read.
const VERSION: u32 = 1;

/// The longest text that `pad` makes, in bytes.
const LONGEST_PAD: usize = 64 * 1024 * 1024;

/// A line of a recording.
#[derive(Debug)]
pub(crate) enum Line<'a> {
    /// What the recording says of itself.
    Header(Header<'a>),
    /// Something that happened.
    Happened {
        /// When, in milliseconds.
        at: u64,
        /// What.
        what: Happened<'a>,
    },
}

/// What a recording says of itself.
#[derive(Debug, Default)]
pub(crate) struct Header<'a> {
    /// The protocol's name.
    pub(crate) protocol: Option<Cow<'a, str>>,
    /// What a person should know of it.
    pub(crate) note: Option<Cow<'a, str>>,
    /// Whether it begins where the conversation begins.
    pub(crate) synced: bool,
}

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Happened<'a> {
    /// A window posted a message.
    Posted(Posted<'a>),
    /// Something crossed the edge of an in-page library.
    Signalled(Signal<'a>),
    /// The vendor's document was replaced.
    Reloaded,
}

/// A message that a window posted.
#[derive(Debug)]
pub(crate) struct Posted<'a> {
    /// Who posted it.
    pub(crate) side: Side,
    /// The origin, as the browser wrote it.
    pub(crate) origin: Cow<'a, str>,
    /// The window, as the recorder numbered windows.
    pub(crate) source: u32,
    /// What was posted.
    pub(crate) data: Content<'a>,
}

/// What was posted.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An object, as JSON.
    Object(Cow<'a, str>),
    /// Neither.
    Other,
}

/// One of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    /// The vendor, or whoever pretends to be: everything that the page received.
    Vendor,
    /// The application's page.
    App,
}

/// Reads a line.
pub(crate) fn parse(number: usize, text: &str) -> Result<Line<'_>, Broken> {
    let raw: Raw<'_> =
        serde_json::from_str(text).map_err(|fault| not_json(number, text, &fault))?;
    raw.read().map_err(|why| Broken::line(number, why))
}

fn not_json(line: usize, text: &str, fault: &serde_json::Error) -> Broken {
    let said = fault.to_string();
    let place = format!(" at line {} column {}", fault.line(), fault.column());
    let why = said.strip_suffix(&place).unwrap_or(&said).to_owned();
    // serde_json counts bytes.
    let before = text.get(..text.floor_char_boundary(fault.column().saturating_sub(1)));
    let column = before.map(|before| before.chars().count() + 1);
    Broken { line, column, why }
}

/// A line as it is written: everything that some kind of line has.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw<'a> {
    cti: Option<u32>,
    #[serde(borrow)]
    protocol: Option<Text<'a>>,
    #[serde(borrow)]
    note: Option<Text<'a>>,
    synced: Option<bool>,
    at: Option<u64>,
    side: Option<Side>,
    #[serde(borrow)]
    origin: Option<Text<'a>>,
    source: Option<u32>,
    #[serde(borrow, deserialize_with = "present")]
    data: Option<&'a RawValue>,
    pad: Option<usize>,
    #[serde(borrow)]
    call: Option<Call<'a>>,
    #[serde(borrow)]
    reply: Option<Reply<'a>>,
    #[serde(borrow)]
    fire: Option<Fire<'a>>,
    reload: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call<'a> {
    id: u64,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(default, borrow)]
    args: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply<'a> {
    id: u64,
    #[serde(default, borrow, deserialize_with = "present")]
    result: Option<&'a RawValue>,
    #[serde(default, borrow, deserialize_with = "present")]
    error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fire<'a> {
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(default, borrow, deserialize_with = "present")]
    result: Option<&'a RawValue>,
    #[serde(default, borrow, deserialize_with = "present")]
    error: Option<&'a RawValue>,
}

impl<'a> Raw<'a> {
    fn read(self) -> Result<Line<'a>, String> {
        let header = self.protocol.is_some() || self.note.is_some() || self.synced.is_some();
        match (self.cti, header) {
            (Some(VERSION), _) => return self.header(),
            (Some(other), _) => {
                return Err(format!(
                    "a recording of version {other}; version {VERSION} is read"
                ));
            }
            (None, true) => return Err(String::from("a header needs `\"cti\":1`")),
            (None, false) => {}
        }
        let at = self.at.ok_or("`at` is missing: the time in milliseconds")?;
        self.happened().map(|what| Line::Happened { at, what })
    }

    fn header(self) -> Result<Line<'a>, String> {
        if self.at.is_some() || self.is_window() || self.is_library() || self.reload.is_some() {
            return Err(String::from(
                "a header has `protocol`, `note` and `synced` only",
            ));
        }
        Ok(Line::Header(Header {
            protocol: self.protocol.map(|text| text.0),
            note: self.note.map(|text| text.0),
            synced: self.synced.unwrap_or(false),
        }))
    }

    fn is_window(&self) -> bool {
        self.side.is_some() || self.origin.is_some() || self.source.is_some() || self.data.is_some()
    }

    fn is_library(&self) -> bool {
        self.call.is_some() || self.reply.is_some() || self.fire.is_some()
    }

    fn happened(self) -> Result<Happened<'a>, String> {
        let one = "one of `side` with `origin` and `data`, `call`, `reply`, `fire` or `reload`";
        let (window, pad) = (self.is_window(), self.pad.unwrap_or(0));
        if pad > LONGEST_PAD {
            return Err(format!("`pad` is {LONGEST_PAD} at most"));
        }
        match (window, self.call, self.reply, self.fire, self.reload) {
            (true, None, None, None, None) => {
                let side = self
                    .side
                    .ok_or("`side` is missing: \"vendor\" or \"app\"")?;
                let origin = self.origin.ok_or("`origin` is missing")?.0;
                let data = self.data.ok_or("`data` is missing")?;
                let (source, data) = (self.source.unwrap_or(1), content(data, pad)?);
                Ok(Happened::Posted(Posted {
                    side,
                    origin,
                    source,
                    data,
                }))
            }
            (false, Some(call), None, None, None) => {
                let arguments = call.args.map_or("[]", RawValue::get);
                if !arguments.starts_with('[') {
                    return Err(String::from("`args` is an array"));
                }
                Ok(Happened::Signalled(Signal::Call {
                    id: call.id,
                    name: call.name.0,
                    arguments: padded(arguments, pad),
                }))
            }
            (false, None, Some(reply), None, None) => {
                let body = outcome(reply.result, reply.error);
                let body = Cow::Owned(padded(&body, pad).into_owned());
                Ok(Happened::Signalled(Signal::Reply { id: reply.id, body }))
            }
            (false, None, None, Some(fire), None) => {
                let name = fire.name.0;
                let body = match (fire.result, fire.error) {
                    (None, None) => String::from("null"),
                    (result, error) => outcome(result, error),
                };
                let body = Cow::Owned(padded(&body, pad).into_owned());
                Ok(Happened::Signalled(Signal::Fire { name, body }))
            }
            (false, None, None, None, Some(true)) => Ok(Happened::Reloaded),
            (false, None, None, None, Some(false)) => Err(String::from("`reload` is true")),
            (false, None, None, None, None) => Err(format!("nothing happened: {one} is missing")),
            _ => Err(format!("too much happened at once: a line has {one}")),
        }
    }
}

fn content(data: &RawValue, pad: usize) -> Result<Content<'_>, String> {
    let json = data.get();
    match json.as_bytes().first() {
        Some(b'{') => Ok(Content::Object(padded(json, pad))),
        Some(b'"') => {
            let InText(text) = serde_json::from_str(json).map_err(|fault| fault.to_string())?;
            Ok(Content::Text(match text {
                Cow::Borrowed(text) => padded(text, pad),
                Cow::Owned(text) => Cow::Owned(padded(&text, pad).into_owned()),
            }))
        }
        _ if pad > 0 => Err(String::from("`pad` needs a string or an object")),
        _ => Ok(Content::Other),
    }
}

/// What a callback receives.
fn outcome(result: Option<&RawValue>, error: Option<&RawValue>) -> String {
    let mut body = String::from("{");
    for (key, value) in [("result", result), ("error", error)] {
        if let Some(value) = value {
            let comma = if body.len() > 1 { "," } else { "" };
            // Writing to a String doesn't fail.
            let _ = write!(body, "{comma}\"{key}\":{}", value.get());
        }
    }
    body.push('}');
    body
}

/// The text with blanks behind it, at least this many bytes in all.
fn padded(text: &str, bytes: usize) -> Cow<'_, str> {
    if text.len() >= bytes {
        return Cow::Borrowed(text);
    }
    let mut long = String::with_capacity(bytes);
    long.push_str(text);
    long.extend(std::iter::repeat_n(' ', bytes - text.len()));
    Cow::Owned(long)
}

/// A member that is there, even if it is `null`.
fn present<'de, D: Deserializer<'de>>(input: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(input).map(Some)
}

/// A string as a browser may hold it: half of a surrogate pair, which no Rust text has, is replaced
/// as a browser's own conversions do.
#[derive(Debug)]
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        // Read as a value first: where a string is read as bytes, any byte would do.
        let value = <&RawValue>::deserialize(input)?;
        let Bytes(text) = serde_json::from_str(value.get()).map_err(de::Error::custom)?;
        Ok(Self(text))
    }
}

/// A string that was posted, in which JSON stands: half of a surrogate pair becomes its escape, as it
/// does in a browser.
struct InText<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for InText<'a> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_bytes(Escaped).map(Self)
    }
}

struct Escaped;

impl<'de> Visitor<'de> for Escaped {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(crate::marks::json_text(bytes))
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(crate::marks::json_text(bytes).into_owned()))
    }
}

/// A string that is read as bytes.
struct Bytes<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Bytes<'a> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_bytes(Lossy).map(Self)
    }
}

struct Lossy;

impl<'de> Visitor<'de> for Lossy {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(String::from_utf8_lossy(bytes))
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(line: &str) -> Posted<'_> {
        match parse(1, line).unwrap() {
            Line::Happened {
                what: Happened::Posted(posted),
                ..
            } => posted,
            other => panic!("{other:?}"),
        }
    }

    fn signal(line: &str) -> Signal<'_> {
        match parse(1, line).unwrap() {
            Line::Happened {
                what: Happened::Signalled(signal),
                ..
            } => signal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn objects_stay_as_they_are_written_and_texts_are_unescaped() {
        let line = r#"{"at":0,"side":"app","origin":"o","data":{ "a":1e2, "a":"\u0041" }}"#;
        let Content::Object(json) = posted(line).data else {
            panic!()
        };
        assert_eq!(json, r#"{ "a":1e2, "a":"\u0041" }"#);
        let line = r#"{"at":0,"side":"app","origin":"o","data":"\u0041\"\ud800"}"#;
        let Content::Text(text) = posted(line).data else {
            panic!()
        };
        assert_eq!(text, "A\"\\ud800");
        assert_eq!(posted(line).source, 1);
    }

    #[test]
    fn a_callback_receives_what_was_recorded() {
        let body = |line| match signal(line) {
            Signal::Reply { body, .. } | Signal::Fire { body, .. } => body.into_owned(),
            Signal::Call { arguments, .. } => arguments.into_owned(),
            Signal::Fail { .. } => panic!("no line says so"),
        };
        let null = r#"{"at":0,"reply":{"id":1,"result":null,"error":"e"}}"#;
        assert_eq!(body(null), r#"{"result":null,"error":"e"}"#);
        assert_eq!(body(r#"{"at":0,"reply":{"id":1}}"#), "{}");
        assert_eq!(
            body(r#"{"at":0,"reply":{"id":1,"error":"e"}}"#),
            r#"{"error":"e"}"#
        );
        assert_eq!(body(r#"{"at":0,"fire":{"name":"n"}}"#), "null");
        assert_eq!(
            body(r#"{"at":0,"fire":{"name":"n","result":[1]}}"#),
            r#"{"result":[1]}"#
        );
        assert_eq!(body(r#"{"at":0,"call":{"id":1,"name":"n"}}"#), "[]");
        assert_eq!(
            body(r#"{"at":0,"pad":6,"call":{"id":1,"name":"n","args":[7]}}"#),
            "[7]   "
        );
    }
}
