//! Writing JSON text.

use core::fmt::Write;

use super::bytes::plain_end;
use super::exact::inexact;
use super::float;
use crate::mask::MASK;

/// What stands in the place of what isn't shown, as JSON.
pub(super) const MASKED: &str = "\"•••\"";

/// A whole number as text.
pub(crate) fn digits(number: u64) -> String {
    let mut out = Writer::new();
    out.u64(number);
    out.out
}

/// Writes a byte as two hexadecimal digits; `ten` is the one behind nine.
pub(crate) fn hex(byte: u8, ten: u8, out: &mut String) {
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(match digit {
            0..10 => b'0' + digit,
            _ => ten + (digit - 10),
        }));
    }
}

/// Writes values as JSON text, straight into a `String`.
///
/// Keys are literals that begin with a comma, `,"key":`; it is dropped behind an opening brace, so
/// that no field needs to know whether it is the first. What has to be escaped is, exactly as
/// `serde_json` does it.
///
/// A [masked](Self::masked) writer writes the same, but shows no personal data: it is what `Debug`
/// of every message goes through.
///
/// ```
/// use cti_runtime::json::Writer;
///
/// let mut out = Writer::new();
/// out.raw("{");
/// out.field(",\"name\":", &String::from("Jo"));
/// out.optional(",\"company\":", &None::<String>);
/// out.personal(",\"comment\":", &String::from("rude"));
/// out.raw("}");
/// assert_eq!(out.as_str(), r#"{"name":"Jo","comment":"rude"}"#);
/// ```
#[derive(Clone, Default)]
pub struct Writer {
    pub(super) out: String,
    /// Set if personal data is masked.
    masks: Option<Masks>,
    pub(super) positional: bool,
    /// Whether keys that are data are masked, and what nothing is known of isn't looked into.
    pub(super) hides_keys: bool,
}

/// How to show what is masked in part. Called through pointers so that what it takes is only part of
/// programs that mask.
#[derive(Clone, Copy)]
pub(crate) struct Masks {
    pub(crate) json: fn(&str) -> String,
    pub(crate) url: fn(&str) -> String,
    pub(crate) number: fn(&str) -> String,
    pub(crate) time: fn(&str) -> bool,
}

/// Shows how much was written, and none of it.
impl core::fmt::Debug for Writer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Writer of {} bytes", self.out.len())
    }
}

impl Writer {
    /// An empty writer.
    pub const fn new() -> Self {
        Self {
            out: String::new(),
            masks: None,
            positional: false,
            hides_keys: false,
        }
    }

    /// An empty writer that masks keys which are data, and shows all else: for the path to a value.
    pub(crate) const fn without_data_keys() -> Self {
        let mut out = Self::new();
        out.hides_keys = true;
        out
    }

    /// An empty writer with room for this many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            out: String::with_capacity(bytes),
            ..Self::new()
        }
    }

    /// An empty writer that shows no personal data: what may be shown of a value, these functions say.
    pub(crate) const fn masking(masks: Masks) -> Self {
        let mut out = Self::new();
        out.masks = Some(masks);
        out
    }

    /// An empty writer that masks what this one does.
    pub(crate) const fn alike(&self) -> Self {
        Self {
            out: String::new(),
            masks: self.masks,
            positional: false,
            hides_keys: self.hides_keys,
        }
    }

    /// Whether personal data is masked.
    pub const fn is_masked(&self) -> bool {
        self.masks.is_some()
    }

    /// Writes a URL.
    pub(crate) fn url(&mut self, url: &str) {
        match self.masks {
            Some(masks) => self.str(&(masks.url)(url)),
            None => self.str(url),
        }
    }

    /// Writes a date and time. What isn't one may be anything.
    pub(crate) fn time(&mut self, text: &str) {
        match self.masks {
            Some(masks) if !(masks.time)(text) => self.mask(),
            _ => self.str(text),
        }
    }

    /// Writes a phone number.
    pub(crate) fn number(&mut self, number: &str) {
        match self.masks {
            Some(masks) => self.str(&(masks.number)(number)),
            None => self.str(number),
        }
    }

    /// Writes JSON that nothing is known of.
    pub(crate) fn unknown(&mut self, json: &str) {
        match self.masks {
            Some(masks) => self.out.push_str(&(masks.json)(json)),
            None => self.foreign(json),
        }
    }

    /// Writes JSON that another serializer made, or that arrived.
    pub(crate) fn foreign(&mut self, json: &str) {
        if self.hides_keys
            && let Some((at, _)) = inexact(json, true)
        {
            self.out.push_str(json.get(at..).unwrap_or_default());
        } else {
            self.out.push_str(json);
        }
    }

    /// What was written.
    pub fn into_string(self) -> String {
        self.out
    }

    /// What was written so far.
    pub fn as_str(&self) -> &str {
        &self.out
    }

    /// Writes a field whose JSON is known.
    pub fn literal(&mut self, key: &'static str, json: &'static str) {
        self.entry(key, |out| out.out.push_str(json));
    }

    /// Writes a key and, through `value`, its value.
    #[inline]
    pub(crate) fn entry(&mut self, key: &'static str, value: impl FnOnce(&mut Self)) {
        if self.begin(key) {
            value(self);
            self.positional = true;
        } else {
            value(self);
        }
    }

    /// Writes a key. In a list of arguments there are no keys, but inside of an argument there are:
    /// says whether this is one.
    fn begin(&mut self, key: &'static str) -> bool {
        if self.positional {
            self.separate(b'[');
            self.positional = false;
            return true;
        }
        let key = if self.out.ends_with('{') {
            key.get(1..).unwrap_or_default()
        } else {
            key
        };
        self.out.push_str(key);
        false
    }

    /// Writes a comma, but not behind the byte that opens the list.
    pub(crate) fn separate(&mut self, open: u8) {
        if self.out.as_bytes().last() != Some(&open) {
            self.out.push(',');
        }
    }

    /// Writes a string.
    pub fn str(&mut self, value: &str) {
        self.out.push('"');
        if plain_end(value.as_bytes(), 0) == value.len() {
            self.out.push_str(value);
        } else {
            self.escape(value);
        }
        self.out.push('"');
    }

    /// Writes two strings as one.
    pub fn prefixed(&mut self, prefix: &str, rest: &str) {
        self.out.push('"');
        self.escape(prefix);
        self.escape(rest);
        self.out.push('"');
    }

    /// Writes half of a surrogate pair into a string, as an escape.
    pub(crate) fn half(&mut self, unit: u16) {
        self.out.push_str("\\u");
        for byte in unit.to_be_bytes() {
            hex(byte, b'a', &mut self.out);
        }
    }

    pub(crate) fn escape(&mut self, mut value: &str) {
        loop {
            let plain = plain_end(value.as_bytes(), 0);
            // What ends the plain part is ASCII, so that both parts are whole characters.
            self.out.push_str(value.get(..plain).unwrap_or_default());
            let Some(&byte) = value.as_bytes().get(plain) else {
                return;
            };
            value = value.get(plain + 1..).unwrap_or_default();
            self.out.push_str(match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0x08 => "\\b",
                0x0c => "\\f",
                _ => {
                    self.out.push_str("\\u00");
                    hex(byte, b'a', &mut self.out);
                    continue;
                }
            });
        }
    }

    /// Writes a boolean.
    pub fn bool(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    /// Writes a whole number.
    pub fn u64(&mut self, value: u64) {
        if value > 9 {
            self.u64(value / 10);
        }
        self.out.push(char::from(b'0' + (value % 10) as u8));
    }

    /// Writes a whole number.
    pub fn i64(&mut self, value: i64) {
        if value < 0 {
            self.out.push('-');
        }
        self.u64(value.unsigned_abs());
    }

    /// Writes a number with as many digits as it takes to read the same one. One that isn't finite is
    /// written as JavaScript calls it, `NaN` or `-Infinity`: that is no JSON, and a session
    /// [doesn't send it](crate::SendError::Inexact).
    pub fn f64(&mut self, value: f64) {
        if value.is_finite() {
            float::write(value, &mut self.out);
        } else {
            self.raw(match (value.is_nan(), value > 0.0) {
                (true, _) => "NaN",
                (false, true) => "Infinity",
                (false, false) => "-Infinity",
            });
        }
    }

    /// Writes what is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// Writes a value whose `Display` is JSON.
    pub(crate) fn display(&mut self, json: &impl core::fmt::Display) {
        let _ = write!(self.out, "{json}");
    }

    /// Writes what stands in the place of what isn't shown.
    pub fn mask(&mut self) {
        self.str(MASK);
    }

    /// Writes what is inside of an object into one that is open. Another value has no entries.
    pub(crate) fn spread(&mut self, json: &str) {
        let inside = json.trim().strip_prefix('{');
        let inside = inside.and_then(|json| json.strip_suffix('}'));
        if let Some(inside) = inside.map(str::trim).filter(|json| !json.is_empty()) {
            self.separate(b'{');
            self.out.push_str(inside);
        }
    }

    /// Takes back what was written behind this many bytes.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.out.truncate(length);
    }
}
