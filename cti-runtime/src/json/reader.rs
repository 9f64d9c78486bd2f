//! Reading JSON text.

use std::borrow::Cow;
use std::fmt;

use super::fault::{Fault, FaultKind, offset};
use super::fields::{Fields, Names};
use super::record::{Fill, Key, Kind, Reader};
use super::scan::Scan;
use super::token::Token;
use super::wire::Wire;
use crate::limits::MAX_NESTING;

/// Reads values from JSON text, strictly by RFC 8259.
///
/// Strings that have no escapes are borrowed from the text. One with half of a surrogate pair
/// (`"\ud800"`) can be passed over, but not read, as can a number that is too large for an `f64`.
/// Whole numbers are written without fraction and exponent: `1.0` is none.
///
/// ```
/// use cti_runtime::json::{JsonReader, Reader};
///
/// let mut reader = JsonReader::new(r#"["a", "b\n"]"#, 64);
/// let mut read = Vec::new();
/// reader.items(&mut |item| Ok(read.push(item.str()?.into_owned())))?;
/// reader.end()?;
/// assert_eq!(read, ["a", "b\n"]);
/// # Ok::<(), cti_runtime::json::Fault>(())
/// ```
#[derive(Clone)]
pub struct JsonReader<'a> {
    pub(crate) scan: Scan<'a>,
}

/// Shows where it stands, and nothing of the text.
impl fmt::Debug for JsonReader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonReader at {}", self.scan.pos())
    }
}

impl<'a> JsonReader<'a> {
    /// At the start of a text whose arrays and objects may nest `nesting` deep (at most 128).
    pub const fn new(text: &'a str, nesting: u16) -> Self {
        Self {
            scan: Scan::new(text, nesting),
        }
    }

    /// Checks that nothing but whitespace is left.
    ///
    /// # Errors
    ///
    /// A [syntax](FaultKind::Syntax) fault if there is.
    pub fn end(&mut self) -> Result<(), Fault> {
        self.scan.end()
    }

    /// A value of another type than the one wanted, or none at all.
    #[cold]
    fn unexpected(&mut self, what: &'static str) -> Fault {
        match self.kind() {
            Ok(Kind::String) => match self.scan.clone().string() {
                Ok(token) if !token.is_whole() => token.half(),
                Ok(_) => self.scan.fault(FaultKind::Expected(what)),
                Err(fault) => fault,
            },
            Ok(_) => self.scan.fault(FaultKind::Expected(what)),
            Err(fault) => fault,
        }
    }

    /// Moves behind an opening brace.
    pub(crate) fn open_object(&mut self) -> Result<(), Fault> {
        if self.scan.peek() != Some(b'{') {
            return Err(self.unexpected("an object"));
        }
        self.scan.enter()
    }

    /// Reads the entries of an object, whose brace is open, into a record, up to the closing brace.
    pub(crate) fn fields(
        &mut self,
        record: &mut dyn Fill,
        fields: &mut Fields,
        keys: &'static [Key],
        lenient: bool,
    ) -> Result<(), Fault> {
        let mut fresh = true;
        if let Some(first) = record.shape().first {
            self.read_ahead(record, fields, keys, first, fresh, lenient)?;
        }
        let mut before = Fault::NOWHERE;
        loop {
            if self.expected(record, fields, keys, &mut fresh, lenient)? {
                before = Fault::NOWHERE;
                continue;
            }
            let Some(key) = self.next_key(&mut fresh, before)? else {
                return Ok(());
            };
            before = self.entry(record, fields, keys, key, lenient)?;
        }
    }

    /// The next key of an object. `before` is where the key before it stands if the declaration doesn't
    /// list that: it may be one of a map.
    #[inline]
    pub(crate) fn next_key(
        &mut self,
        fresh: &mut bool,
        before: u32,
    ) -> Result<Option<Token<'a>>, Fault> {
        let next = self.scan.next_key(fresh);
        next.map_err(|fault| fault.with_data_behind(before))
    }

    /// Reads the next entry if its key is the one that is expected, as senders mostly write it.
    #[inline]
    pub(crate) fn expected(
        &mut self,
        record: &mut dyn Fill,
        fields: &mut Fields,
        keys: &'static [Key],
        fresh: &mut bool,
        lenient: bool,
    ) -> Result<bool, Fault> {
        let Some(key) = fields.expected(keys).filter(|key| !key.escaped) else {
            return Ok(false);
        };
        let Some(at) = self.scan.eat_key(key.key, fresh) else {
            return Ok(false);
        };
        fields.advance();
        self.fill(record, fields, keys, key, offset(at), lenient)?;
        Ok(true)
    }

    /// Reads the value behind a key into its field. A lenient reader passes over a value that
    /// doesn't fit.
    #[inline]
    fn fill(
        &mut self,
        record: &mut dyn Fill,
        fields: &mut Fields,
        keys: &'static [Key],
        key: &'static Key,
        at: u32,
        lenient: bool,
    ) -> Result<(), Fault> {
        let before = self.scan.mark();
        let read = if key.alias {
            let names = self.names_behind(keys, key);
            fields.fill_alias(record, key, names, at, self)
        } else {
            fields.fill(record, key, at, self)
        };
        match read {
            Err(_) if lenient => {
                fields.refuse(key);
                self.scan.reset(before);
                self.scan.skip()
            }
            result => result,
        }
    }

    /// Reads the value behind a key into the field that it fills. Gives where the key stands if it fills
    /// none, and [`Fault::NOWHERE`] if it does.
    ///
    /// A lenient reader passes over a value that doesn't fit.
    #[inline]
    pub(crate) fn entry(
        &mut self,
        record: &mut dyn Fill,
        fields: &mut Fields,
        keys: &'static [Key],
        token: Token<'a>,
        lenient: bool,
    ) -> Result<u32, Fault> {
        let found = match token.plain() {
            Some(key) => fields.find(keys, key),
            None if token.is_whole() => fields.find(keys, &token.cow()),
            None => {
                let read = record.rest("", &mut self.at_key(token));
                read.or_else(|fault| if lenient { Ok(()) } else { Err(fault) })?;
                self.scan.skip()?;
                return Ok(token.at());
            }
        };
        if let Some(key) = found {
            self.fill(record, fields, keys, key, token.at(), lenient)?;
            return Ok(Fault::NOWHERE);
        }
        let before = self.scan.mark();
        match record.rest(&token.cow(), self) {
            Err(_) if lenient => {
                self.scan.reset(before);
                self.scan.skip()?;
            }
            result => result?,
        }
        Ok(token.at())
    }

    /// What follows an alias, before whose value the reader stands, of its field. What is malformed
    /// there is found when it is read.
    #[cold]
    fn names_behind(&self, keys: &'static [Key], key: &'static Key) -> Names {
        let mut scan = self.scan;
        let mut found = Names::Last;
        let mut next = || {
            scan.skip().ok()?;
            scan.next_key(&mut false).ok()?
        };
        while let Some(token) = next() {
            let other = keys.iter().find(|other| token.is(other.key));
            if other.is_some_and(|other| core::ptr::eq(other, key)) {
                return Names::Again(token.at());
            }
            if other.is_some_and(|other| other.counts_before(key, keys)) {
                found = Names::Overruled;
            }
        }
        found
    }

    /// Reads the field that must be read before the others, unless it is the next anyway, and comes
    /// back to where it was. Costs a pass over the object if it stands last, and one more for each
    /// other name that it has.
    #[cold]
    pub(crate) fn read_ahead(
        &mut self,
        record: &mut dyn Fill,
        fields: &mut Fields,
        keys: &'static [Key],
        first: u8,
        fresh: bool,
        lenient: bool,
    ) -> Result<(), Fault> {
        let start = self.scan.mark();
        for key in keys.iter().filter(|key| key.field == first) {
            let (mut fresh, mut next, mut found) = (fresh, !key.alias, false);
            while let Some(token) = self.scan.next_key(&mut fresh)? {
                if token.is(key.key) {
                    found = true;
                    break;
                }
                next = false;
                let skipped = self.scan.skip();
                skipped.map_err(|fault| fault.with_data_behind(token.at()))?;
            }
            let absent = found && !next && fields.may_be_null(first) && self.null()?;
            if found && !next && !absent {
                match record.set(usize::from(first), self) {
                    Err(fault) if !lenient => return Err(fault),
                    Err(_) => fields.refuse(key),
                    Ok(()) => {}
                }
                fields.read_ahead(first);
            }
            self.scan.reset(start);
            if found {
                break;
            }
        }
        Ok(())
    }

    /// Reads an object with any keys.
    fn read_entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.open_object()?;
        let mut fresh = true;
        while let Some(key) = self.scan.next_key(&mut fresh)? {
            if !key.is_whole() {
                return Err(key.half());
            }
            each(&key.cow(), self)?;
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        if self.scan.peek() != Some(b'"') {
            return Err(self.unexpected("a string"));
        }
        let token = self.scan.string()?;
        if token.is_whole() {
            Ok(token.cow())
        } else {
            Err(token.half())
        }
    }

    /// At a key that no text of this program can hold, as if it were the value: it can be passed over
    /// only.
    #[cold]
    fn at_key(&self, token: Token<'_>) -> Self {
        let mut reader = self.clone();
        reader.scan.back_to(token);
        reader
    }

    fn number_text(&mut self, what: &'static str) -> Result<&'a str, Fault> {
        match self.scan.peek() {
            Some(b'-' | b'0'..=b'9') => self.scan.number(),
            _ => Err(self.unexpected(what)),
        }
    }

    /// Why a number, at whose start the scan stands, isn't the whole number that was wanted.
    #[cold]
    fn not_whole(&mut self, range: &'static str) -> Fault {
        let start = self.scan.mark();
        match self.number_text("a whole number") {
            Err(fault) => fault,
            Ok(text) if text == "-0" || text.contains(['.', 'e', 'E']) => {
                start.fault(FaultKind::Expected("a whole number"))
            }
            Ok(_) => start.fault(FaultKind::Value(range)),
        }
    }
}

impl Reader for JsonReader<'_> {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok(match self.scan.peek() {
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(b'"') => Kind::String,
            Some(b'[') => Kind::Array,
            Some(b'{') => Kind::Object,
            _ => return Err(self.scan.syntax("a value")),
        })
    }

    fn null(&mut self) -> Result<bool, Fault> {
        if self.scan.peek() != Some(b'n') {
            return Ok(false);
        }
        self.scan.literal("null")?;
        Ok(true)
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        match self.scan.peek() {
            Some(b't') => {
                self.scan.literal("true")?;
                Ok(true)
            }
            Some(b'f') => {
                self.scan.literal("false")?;
                Ok(false)
            }
            _ => Err(self.unexpected("a boolean")),
        }
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        self.scan.whitespace();
        let start = self.scan.mark();
        if let Some(value) = self.scan.integer() {
            return Ok(value);
        }
        self.scan.reset(start);
        Err(self.not_whole("a whole number from 0 to 18446744073709551615"))
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        self.scan.whitespace();
        let start = self.scan.mark();
        let negative = self.scan.eat(b'-');
        let value = match (self.scan.integer(), negative) {
            (Some(0), true) | (None, _) => None,
            (Some(value), false) => i64::try_from(value).ok(),
            (Some(value), true) => 0_i64.checked_sub_unsigned(value),
        };
        value.ok_or_else(|| {
            self.scan.reset(start);
            self.not_whole("a whole number from -9223372036854775808 to 9223372036854775807")
        })
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.number_text("a number").map(Cow::Borrowed)
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.string()
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        let shape = record.shape();
        if shape.whole {
            return record.set(0, self);
        }
        self.scan.whitespace();
        let start = self.scan.mark();
        self.open_object()?;
        let mut fields = Fields::new(shape);
        self.fields(record, &mut fields, shape.keys, false)?;
        fields.finish(record, || start.at())
    }

    fn items(
        &mut self,
        each: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        if self.scan.peek() != Some(b'[') {
            return Err(self.unexpected("an array"));
        }
        self.scan.enter()?;
        let mut fresh = true;
        while self.scan.next_item(&mut fresh)? {
            each(self)?;
        }
        Ok(())
    }

    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let at = self.at();
        self.read_entries(each)
            .map_err(|fault| fault.with_data_behind(at))
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        let at = self.at();
        match self.scan.raw() {
            Ok(raw) => Ok(Cow::Borrowed(raw)),
            Err(fault) => Err(fault.with_data_behind(at)),
        }
    }

    fn skip(&mut self) -> Result<(), Fault> {
        self.scan.skip()
    }

    fn at(&self) -> u32 {
        self.scan.at()
    }
}

/// Reads a value, which a message has or a caller gives, from its JSON.
///
/// # Errors
/// What isn't as its type is written, and where.
///
/// ```
/// let number: cti_runtime::types::PhoneNumber = cti_runtime::json::read_value(r#""+12025550101""#)?;
/// assert_eq!(number.as_str(), "+12025550101");
/// # Ok::<(), cti_runtime::Fault>(())
/// ```
pub fn read_value<T: Wire>(json: &str) -> Result<T, Fault> {
    let mut reader = JsonReader::new(json, MAX_NESTING);
    let mut value = T::blank();
    value.read(&mut reader)?;
    reader.end()?;
    Ok(value)
}
