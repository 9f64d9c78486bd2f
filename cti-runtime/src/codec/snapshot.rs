//! Values from outside of this program's memory, copied into it.

use std::borrow::Cow;

use super::live::read_object;
use super::scan::offset;
use super::{Fault, FaultKind, Fill, Kind, Reader, Writer};
use crate::Limits;

/// From here on JavaScript writes a whole number with an exponent.
const EXPONENT: f64 = 1e21;

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
    /// JSON can't hold it.
    NoJson,
    /// It is a string with half of a surrogate pair.
    HalfCharacter,
    /// Arrays and objects are nested deeper than [`Limits::nesting`].
    TooDeep,
    /// Its JSON is longer than [`Limits::message_bytes`].
    TooLarge,
}

impl From<CopyError> for Fault {
    fn from(error: CopyError) -> Self {
        Self::nowhere(match error {
            CopyError::NoJson => FaultKind::Syntax("a value that JSON can hold"),
            CopyError::HalfCharacter => FaultKind::Syntax("a whole surrogate pair"),
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

    /// Puts in a finite number, which JavaScript writes like this.
    pub fn number(&mut self, value: f64, text: &str) -> Result<(), CopyError> {
        self.put(What::Number(value), text)
    }

    /// Puts in a string.
    pub fn string(&mut self, text: String) -> Result<(), CopyError> {
        let at = self.begin();
        self.json.str(&text);
        self.end(at, What::String(text))
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
            What::String(_) => Kind::String,
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
        self.fault(FaultKind::Expected(what))
    }

    /// The value as JSON.
    fn json(self) -> &'a str {
        let token = self.token();
        let json = self.of.json;
        json.get(token.at as usize..token.end as usize)
            .unwrap_or_default()
    }

    /// A whole number between these, as two's complement.
    fn whole(self, from: f64, to: f64, range: &'static str) -> Result<u64, Fault> {
        let value = match self.token().what {
            What::Number(value) if value.fract() == 0.0 && value.abs() < EXPONENT => value,
            _ => return Err(self.not("a whole number")),
        };
        if value <= from || value >= to {
            return Err(self.fault(FaultKind::Value(range)));
        }
        let mut size = 0_u64;
        // What the text says, as if it had come as text. JavaScript rounds a number that it writes, but
        // not across these.
        for byte in self.json().bytes() {
            if byte != b'-' {
                size = size.wrapping_mul(10).wrapping_add((byte & 15).into());
            }
        }
        Ok(if value < 0.0 {
            size.wrapping_neg()
        } else {
            size
        })
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
        self.whole(-1.0, 18_446_744_073_709_551_616.0, range)
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        const BEYOND: f64 = 9_223_372_036_854_775_808.0;
        let range = "a whole number from -9223372036854775808 to 9223372036854775807";
        self.whole(-BEYOND, BEYOND, range).map(u64::cast_signed)
    }

    fn f64(&mut self) -> Result<f64, Fault> {
        match self.token().what {
            What::Number(value) => Ok(value),
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
        (*self).each(Kind::Object, &mut |key, mut value| {
            each(key.text().unwrap_or_default(), &mut value)
        })
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
