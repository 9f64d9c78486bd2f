//! Values from outside of this program's memory, copied into it.

use std::borrow::Cow;

use super::live::read_object;
use super::scan::offset;
use super::{Fault, FaultKind, Fill, Kind, MARK, Reader, Unholdable, Writer};
use crate::Limits;

/// A value as it was when it was copied: its JSON text, and where therein everything stands.
///
/// Whoever copies puts in one value after the other. What was put in until something could not be
/// copied can be read nevertheless.
///
/// ```
/// use cti_runtime::Limits;
/// use cti_runtime::codec::Snapshot;
///
/// let mut copy = Snapshot::new(&Limits::DEFAULT);
/// let object = copy.object()?;
/// copy.string("ringing".to_owned())?;
/// copy.colon();
/// copy.bool(true)?;
/// copy.string("lines".to_owned())?;
/// copy.colon();
/// let array = copy.array()?;
/// copy.number(2.0, "2")?;
/// copy.close(array)?;
/// copy.close(object)?;
/// assert_eq!(copy.into_json(), r#"{"ringing":true,"lines":[2]}"#);
/// # Ok::<(), cti_runtime::codec::CopyError>(())
/// ```
pub struct Snapshot {
    json: Writer,
    /// In the order of the text; the keys of an object are among them.
    tokens: Vec<Token>,
    bytes: usize,
    nesting: u16,
}

/// Why a value can't be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyError {
    /// It is no value.
    NoJson,
    /// Arrays and objects are nested deeper than [`Limits::nesting`].
    TooDeep,
    /// Its JSON is longer than [`Limits::message_bytes`].
    TooLarge,
}

impl From<CopyError> for Fault {
    fn from(error: CopyError) -> Self {
        Self::nowhere(match error {
            CopyError::NoJson => FaultKind::Syntax("a value that JSON can hold"),
            CopyError::TooDeep => FaultKind::TooDeep,
            CopyError::TooLarge => FaultKind::TooLarge,
        })
    }
}

/// An array or object of a snapshot that isn't whole yet.
#[derive(Debug)]
#[must_use = "an array or object that isn't closed is no JSON"]
pub struct Open(usize);

pub(super) struct Token {
    /// Where it begins in the text.
    at: u32,
    /// Where it ends.
    end: u32,
    what: What,
}

pub(super) enum What {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
    Unholdable(Unholdable),
    Array,
    Object,
}

impl Snapshot {
    /// Nothing yet.
    pub const fn new(limits: &Limits) -> Self {
        Self {
            json: Writer::new(),
            tokens: Vec::new(),
            bytes: limits.message_bytes(),
            nesting: limits.nesting(),
        }
    }

    /// The JSON text of what was put in.
    pub fn json(&self) -> &str {
        self.json.as_str()
    }

    /// The JSON text of what was put in.
    pub fn into_json(self) -> String {
        self.json.into_string()
    }

    /// Checks that text of this many bytes still has its place, before it is made.
    pub fn room(&self, bytes: usize) -> Result<(), CopyError> {
        if self.json.as_str().len().saturating_add(bytes) > self.bytes {
            return Err(CopyError::TooLarge);
        }
        Ok(())
    }

    /// Puts in `null`.
    pub fn null(&mut self) -> Result<(), CopyError> {
        self.put(What::Null, "null")
    }

    /// Puts in a boolean.
    pub fn bool(&mut self, value: bool) -> Result<(), CopyError> {
        self.put(What::Bool(value), if value { "true" } else { "false" })
    }

    /// Puts in a number, which JavaScript writes like this, and the nearest `f64` to it. It is finite,
    /// or whole (a `BigInt`).
    pub fn number(&mut self, value: f64, text: &str) -> Result<(), CopyError> {
        self.put(What::Number(value), text)
    }

    /// Puts in a string.
    pub fn string(&mut self, text: String) -> Result<(), CopyError> {
        let at = self.begin();
        self.json.str(&text);
        self.end(at, What::String(text))
    }

    /// Puts in a string, given in units of UTF-16. Half of a surrogate pair stands in the JSON as an
    /// escape, and the string can't be read.
    pub fn units(&mut self, units: impl Iterator<Item = u16>) -> Result<(), CopyError> {
        let at = self.begin();
        let mut whole = Some(String::new());
        self.json.raw("\"");
        for char in char::decode_utf16(units) {
            match char {
                Ok(char) => {
                    self.json.escape(char.encode_utf8(&mut [0; 4]));
                    if let Some(text) = &mut whole {
                        text.push(char);
                    }
                }
                Err(half) => {
                    self.json.half(half.unpaired_surrogate());
                    whole = None;
                }
            }
            self.room(0)?;
        }
        self.json.raw("\"");
        self.end(
            at,
            match whole {
                Some(text) => What::String(text),
                None => What::Unholdable(Unholdable::met(self.inner_from(at))),
            },
        )
    }

    /// Puts in a value that JSON can't hold.
    pub fn unholdable(&mut self, what: Unholdable) -> Result<(), CopyError> {
        let at = self.begin();
        for part in ["\"", MARK, what.name(), "\""] {
            self.json.raw(part);
        }
        self.end(at, What::Unholdable(what))
    }

    /// Makes a key of the string before, one that the object doesn't have yet. Its value must follow.
    pub fn colon(&mut self) {
        self.json.raw(":");
    }

    /// Begins an array. Its items must follow, then its end.
    pub fn array(&mut self) -> Result<Open, CopyError> {
        self.open(What::Array, "[")
    }

    /// Begins an object. Its keys and values must follow, then its end.
    pub fn object(&mut self) -> Result<Open, CopyError> {
        self.open(What::Object, "{")
    }

    /// Ends an array or object.
    pub fn close(&mut self, Open(index): Open) -> Result<(), CopyError> {
        self.nesting += 1;
        let end = self.here() + 1;
        if let Some(token) = self.tokens.get_mut(index) {
            token.end = end;
            self.json.raw(match token.what {
                What::Array => "]",
                _ => "}",
            });
        }
        self.room(0)
    }

    fn open(&mut self, what: What, open: &'static str) -> Result<Open, CopyError> {
        self.nesting = self.nesting.checked_sub(1).ok_or(CopyError::TooDeep)?;
        let index = self.tokens.len();
        self.put(what, open)?;
        Ok(Open(index))
    }

    fn put(&mut self, what: What, json: &str) -> Result<(), CopyError> {
        let at = self.begin();
        self.json.raw(json);
        self.end(at, what)
    }

    /// Begins a value: behind another one with a comma.
    fn begin(&mut self) -> u32 {
        let before = self.json.as_str().as_bytes().last();
        if !matches!(before, None | Some(b'[' | b'{' | b':')) {
            self.json.raw(",");
        }
        self.here()
    }

    fn end(&mut self, at: u32, what: What) -> Result<(), CopyError> {
        // All that is put in until an array or object ends is inside of it.
        let end = match what {
            What::Array | What::Object => u32::MAX,
            _ => self.here(),
        };
        self.tokens.push(Token { at, end, what });
        self.room(0)
    }

    /// What stands between the quotes of the string that was put in last, from here on.
    fn inner_from(&self, at: u32) -> &str {
        let json = self.json.as_str();
        let inner = json.get(at as usize + 1..json.len().saturating_sub(1));
        inner.unwrap_or_default()
    }

    fn here(&self) -> u32 {
        offset(self.json.as_str().len())
    }

    pub(crate) fn view(&self) -> View<'_> {
        View {
            json: self.json.as_str(),
            tokens: &self.tokens,
        }
    }
}

/// A text in which JSON stands, given in units of UTF-16. Half of a surrogate pair, which no text of
/// this program can hold, becomes its escape: inside of a string of JSON that says the same, and
/// elsewhere neither is JSON.
///
/// ```
/// use cti_runtime::codec::json_text;
///
/// let posted = [0x22, 0xD83D, 0x22]; // a quote, half of an emoji, a quote
/// assert_eq!(json_text(posted.into_iter()), r#""\ud83d""#);
/// ```
pub fn json_text(units: impl Iterator<Item = u16>) -> String {
    let mut out = Writer::new();
    let mut escapes = false;
    for char in char::decode_utf16(units) {
        match char {
            Ok(char) => out.raw(char.encode_utf8(&mut [0; 4])),
            // Behind a backslash it is no escape, and must not become one.
            Err(_) if escapes => out.raw("\u{fffd}"),
            Err(ref half) => out.half(half.unpaired_surrogate()),
        }
        escapes = matches!(char, Ok('\\')) && !escapes;
    }
    out.into_string()
}

/// A snapshot to be read.
pub(crate) struct View<'a> {
    json: &'a str,
    tokens: &'a [Token],
}

impl View<'_> {
    /// A value without others inside.
    pub(super) fn with<R>(json: &str, what: What, read: impl FnOnce(Node<'_>) -> R) -> R {
        let end = offset(json.len());
        let tokens = [Token { at: 0, end, what }];
        let view = View {
            json,
            tokens: &tokens,
        };
        read(view.root())
    }

    /// The value as a whole.
    pub(crate) const fn root(&self) -> Node<'_> {
        Node { of: self, index: 0 }
    }
}

/// A value in a snapshot. It can be read again and again.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    of: &'a View<'a>,
    index: usize,
}

impl<'a> Node<'a> {
    fn token(self) -> &'a Token {
        /// What a value is that could not be copied any more.
        static NOTHING: Token = Token {
            at: Fault::NOWHERE,
            end: 0,
            what: What::Null,
        };
        self.of.tokens.get(self.index).unwrap_or(&NOTHING)
    }

    /// What stands behind this token, whether inside of it or not.
    const fn next(self) -> Self {
        Self {
            of: self.of,
            index: self.index + 1,
        }
    }

    pub(crate) fn kind(self) -> Kind {
        match self.token().what {
            What::Null => Kind::Null,
            What::Bool(_) => Kind::Bool,
            What::Number(_) => Kind::Number,
            What::String(_) | What::Unholdable(_) => Kind::String,
            What::Array => Kind::Array,
            What::Object => Kind::Object,
        }
    }

    /// The text of a string.
    pub(super) fn text(self) -> Option<&'a str> {
        match &self.token().what {
            What::String(text) => Some(text),
            _ => None,
        }
    }

    /// Calls `each` with every item of an array, twice, or with every key and value of an object.
    pub(super) fn each(
        self,
        kind: Kind,
        each: &mut dyn FnMut(Self, Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let object = kind == Kind::Object;
        if self.kind() != kind {
            return Err(self.not(if object { "an object" } else { "an array" }));
        }
        let end = self.token().end;
        let mut value = self.next();
        loop {
            let key = value;
            if key.token().at >= end {
                return Ok(());
            }
            if object {
                value = value.next();
            }
            each(key, value)?;
            let behind = value.token().end;
            loop {
                value = value.next();
                if value.token().at >= behind {
                    break;
                }
            }
        }
    }

    /// The value of one key of an object.
    pub(super) fn member(self, name: &str) -> Option<Self> {
        let mut found = None;
        let _ = self.each(Kind::Object, &mut |key, value| {
            if key.text() == Some(name) {
                found = Some(value);
            }
            Ok(())
        });
        found
    }

    fn fault(self, kind: FaultKind) -> Fault {
        Fault::new(kind, self.token().at)
    }

    /// The value is of another type than the one wanted.
    #[cold]
    fn not(self, what: &'static str) -> Fault {
        let fault = self.fault(FaultKind::Expected(what));
        self.unholdable().unwrap_or(fault)
    }

    /// What is said of a value that JSON can't hold.
    pub(super) fn unholdable(self) -> Option<Fault> {
        match self.token().what {
            What::Unholdable(what) => Some(self.fault(FaultKind::Unholdable(what))),
            _ => None,
        }
    }

    /// The value as JSON.
    fn json(self) -> &'a str {
        let token = self.token();
        let json = self.of.json;
        json.get(token.at as usize..token.end as usize)
            .unwrap_or_default()
    }

    /// A whole number: its sign and its size, `None` if that is beyond a word. It is what the text says,
    /// as if it had come as text.
    fn whole(self) -> Result<(bool, Option<u64>), Fault> {
        let json = self.json();
        let digits = json.strip_prefix('-').unwrap_or(json);
        let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        if !matches!(self.token().what, What::Number(_)) || !is_whole {
            return Err(self.not("a whole number"));
        }
        let mut size = Some(0_u64);
        for byte in digits.bytes() {
            let ten = size.and_then(|size| size.checked_mul(10));
            size = ten.and_then(|ten| ten.checked_add((byte & 15).into()));
        }
        Ok((digits.len() < json.len(), size))
    }
}

impl Reader for Node<'_> {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok((*self).kind())
    }

    fn null(&mut self) -> Result<bool, Fault> {
        Ok((*self).kind() == Kind::Null)
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        match self.token().what {
            What::Bool(value) => Ok(value),
            _ => Err(self.not("a boolean")),
        }
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        let range = "a whole number from 0 to 18446744073709551615";
        match self.whole()? {
            (false, Some(size)) => Ok(size),
            _ => Err(self.fault(FaultKind::Value(range))),
        }
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        let range = "a whole number from -9223372036854775808 to 9223372036854775807";
        let value = match self.whole()? {
            (false, size) => size.and_then(|size| i64::try_from(size).ok()),
            (true, size) => size.and_then(|size| 0_i64.checked_sub_unsigned(size)),
        };
        value.ok_or_else(|| self.fault(FaultKind::Value(range)))
    }

    fn f64(&mut self) -> Result<f64, Fault> {
        match self.token().what {
            What::Number(value) if value.is_finite() => Ok(value),
            What::Number(_) => Err(self.fault(FaultKind::Value("a finite number"))),
            _ => Err(self.not("a number")),
        }
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        match self.token().what {
            What::Number(_) => self.raw(),
            _ => Err(self.not("a number")),
        }
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.text()
            .map(Cow::Borrowed)
            .ok_or_else(|| self.not("a string"))
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        read_object(*self, record)
    }

    fn items(
        &mut self,
        each: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        (*self).each(Kind::Array, &mut |_, mut item| each(&mut item))
    }

    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let read = (*self).each(Kind::Object, &mut |key, mut value| {
            let name = key.text().ok_or_else(|| key.not("a key"))?;
            each(name, &mut value)
        });
        read.map_err(|fault| fault.with_data_behind(self.token().at))
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        Ok(Cow::Borrowed(self.json()))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn at(&self) -> u32 {
        self.token().at
    }
}
