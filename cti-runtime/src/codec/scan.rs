//! Walking over JSON text: tokens, whole values, checks. Nothing here allocates, but [`locate`].

use std::borrow::Cow;

use super::{Fault, FaultKind, Location, MASK, Unholdable, digits};
use crate::limits::MAX_NESTING;

/// A position in a JSON text, and how much deeper it may nest.
///
/// Every method either moves behind what it names, or fails and leaves the position where the
/// text stops making sense.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    text: &'a str,
    pos: usize,
    remaining: u16,
}

/// A string as it stands in a text.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    /// What is between the quotes, escapes and all.
    inner: &'a str,
    /// Whether there are escapes in it, and whether they [spell it whole](Token::is_whole): 0, [`WHOLE`]
    /// or [`HALF`]. A word, since a token is handed on by value: copying a bool and its padding right
    /// after it was written stalls.
    escaped: usize,
    /// Where its opening quote is.
    start: usize,
}

/// A string has escapes.
const WHOLE: usize = 1;

/// A string has escapes, and one of them is half of a surrogate pair.
const HALF: usize = 2;

impl<'a> Scan<'a> {
    /// At the start of a text that may nest as deep as `nesting`, at most [`MAX_NESTING`].
    pub(crate) const fn new(text: &'a str, nesting: u16) -> Self {
        let remaining = if nesting > MAX_NESTING {
            MAX_NESTING
        } else {
            nesting
        };
        Self {
            text,
            pos: 0,
            remaining,
        }
    }

    /// Inside the outermost object of a text, at an offset behind one of its values.
    pub(crate) const fn inside(text: &'a str, nesting: u16, pos: usize) -> Self {
        let mut scan = Self::new(text, nesting);
        scan.remaining = scan.remaining.saturating_sub(1);
        scan.pos = pos;
        scan
    }

    pub(crate) const fn pos(&self) -> usize {
        self.pos
    }

    /// This place.
    #[inline]
    pub(crate) const fn mark(&self) -> Mark {
        Mark {
            pos: self.pos,
            remaining: self.remaining,
        }
    }

    /// Back to a place.
    #[inline]
    pub(crate) const fn reset(&mut self, mark: Mark) {
        self.pos = mark.pos;
        self.remaining = mark.remaining;
    }

    /// Back to where a string begins.
    pub(crate) const fn back_to(&mut self, token: Token<'_>) {
        self.pos = token.start;
    }

    /// Where the next token begins.
    pub(crate) fn at(&self) -> u32 {
        let mut ahead = *self;
        ahead.whitespace();
        offset(ahead.pos)
    }

    /// A fault at the current position.
    #[cold]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn fault(&self, kind: FaultKind) -> Fault {
        Fault::new(kind, offset(self.pos))
    }

    /// A syntax error at the current position.
    #[cold]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn syntax(&self, expected: &'static str) -> Fault {
        self.fault(FaultKind::Syntax(expected))
    }

    #[inline]
    pub(crate) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    pub(crate) fn whitespace(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.pos += 1;
        }
    }

    /// The first byte of the next token, without moving behind it.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        match self.byte() {
            Some(..=b' ') => {
                self.whitespace();
                self.byte()
            }
            byte => byte,
        }
    }

    /// Moves behind the next token if it is this byte.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.pos += usize::from(found);
        found
    }

    /// Moves behind the byte that opens an array or object, at which the scan stands.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Fault> {
        let Some(remaining) = self.remaining.checked_sub(1) else {
            return Err(self.fault(FaultKind::TooDeep));
        };
        self.remaining = remaining;
        self.pos += 1;
        Ok(())
    }

    /// Moves behind the byte that closes an array or object, at which the scan stands.
    #[inline]
    fn leave(&mut self) {
        self.remaining += 1;
        self.pos += 1;
    }

    /// Inside an object: moves behind the next key and its colon; `None` behind the closing brace.
    /// `fresh` is whether the opening brace came just before.
    #[allow(clippy::inline_always)] // as `string`
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    #[cfg_attr(target_family = "wasm", inline)]
    pub(crate) fn next_key(&mut self, fresh: &mut bool) -> Result<Option<Token<'a>>, Fault> {
        match self.peek() {
            Some(b'}') => {
                self.leave();
                return Ok(None);
            }
            Some(b',') if !*fresh => {
                self.pos += 1;
                self.whitespace();
            }
            _ if *fresh => {}
            _ => return Err(self.syntax("`,` or `}`")),
        }
        *fresh = false;
        self.key().map(Some)
    }

    /// Inside an object: moves behind the next entry's key if it is this one, which needs no escapes,
    /// and is written without blanks, as in `,"key":`. Gives where the key begins.
    #[allow(clippy::inline_always)] // as `string`
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn eat_key(&mut self, key: &str, fresh: &mut bool) -> Option<usize> {
        let at = self.pos + usize::from(!*fresh);
        let behind = at + key.len() + "\"\":".len();
        let (([b',', b'"', found @ .., b'"', b':'], false)
        | ([b'"', found @ .., b'"', b':'], true)) =
            (self.text.as_bytes().get(self.pos..behind)?, *fresh)
        else {
            return None;
        };
        if !same(found, key.as_bytes()) {
            return None;
        }
        *fresh = false;
        self.pos = behind;
        Some(at)
    }

    /// Moves behind a key and its colon.
    #[allow(clippy::inline_always)] // as `string`
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn key(&mut self) -> Result<Token<'a>, Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.syntax("a key"));
        }
        let key = self.string()?;
        if !self.eat(b':') {
            return Err(self.syntax("`:`"));
        }
        Ok(key)
    }

    /// Inside an array: moves to the next item; `false` behind the closing bracket.
    #[inline]
    pub(crate) fn next_item(&mut self, fresh: &mut bool) -> Result<bool, Fault> {
        match self.peek() {
            Some(b']') => {
                self.leave();
                return Ok(false);
            }
            Some(b',') if !*fresh => {
                self.pos += 1;
                if self.peek() == Some(b']') {
                    return Err(self.syntax("a value"));
                }
            }
            _ if *fresh => {}
            _ => return Err(self.syntax("`,` or `]`")),
        }
        *fresh = false;
        Ok(true)
    }

    /// Moves behind a string, at whose opening quote the scan stands.
    #[allow(clippy::inline_always)] // a tenth of the time of a small message is handing on tokens
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    #[cfg_attr(target_family = "wasm", inline(never))] // where size counts for more
    pub(crate) fn string(&mut self) -> Result<Token<'a>, Fault> {
        let start = self.pos;
        let end = plain_end(self.text.as_bytes(), start + 1);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return self.escaped_string(end);
        }
        // Both ends are beside a quote, so this is a slice of whole characters.
        let inner = self.text.get(start + 1..end).unwrap_or_default();
        self.pos = end + 1;
        Ok(Token {
            inner,
            escaped: 0,
            start,
        })
    }

    /// Moves behind a string that is plain up to an offset only.
    #[cold]
    fn escaped_string(&mut self, end: usize) -> Result<Token<'a>, Fault> {
        let start = self.pos;
        self.pos = end;
        let mut escaped = WHOLE;
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    if !self.escape()? {
                        escaped = HALF;
                    }
                }
                Some(_) => return Err(self.syntax("no control character in a string")),
                None => return Err(self.syntax("the end of the string")),
            }
            self.pos = plain_end(self.text.as_bytes(), self.pos);
        }
        let inner = self.text.get(start + 1..self.pos).unwrap_or_default();
        self.pos += 1;
        Ok(Token {
            inner,
            escaped,
            start,
        })
    }

    /// Moves behind an escape, at whose backslash the scan stands. Says whether it is a whole character:
    /// JSON may spell half of a surrogate pair, which no text of this program can hold.
    fn escape(&mut self) -> Result<bool, Fault> {
        let rest = self.text.as_bytes().get(self.pos + 1..).unwrap_or_default();
        match rest.first() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.pos += 2,
            Some(b'u') => match (hex4(rest.get(1..)), hex4(rest.get(7..))) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF))
                    if rest.get(5..7) == Some(b"\\u") =>
                {
                    self.pos += 12;
                }
                (Some(unit), _) => {
                    self.pos += 6;
                    return Ok(!(0xD800..0xE000).contains(&unit));
                }
                (None, _) => return Err(self.syntax("four hexadecimal digits")),
            },
            _ => return Err(self.syntax("an escape")),
        }
        Ok(true)
    }

    /// Moves behind a number, at whose first byte the scan stands.
    pub(crate) fn number(&mut self) -> Result<&'a str, Fault> {
        let start = self.pos;
        if self.byte() == Some(b'-') {
            self.pos += 1;
        }
        if self.byte() == Some(b'0') {
            self.pos += 1;
            if matches!(self.byte(), Some(b'0'..=b'9')) {
                return Err(self.syntax("no digit behind a leading zero"));
            }
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.pos += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.pos += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.pos += 1;
            }
            self.digits()?;
        }
        Ok(self.since(start))
    }

    /// Moves behind one or more digits.
    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.pos;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.pos += 1;
        }
        if self.pos == start {
            Err(self.syntax("a digit"))
        } else {
            Ok(())
        }
    }

    /// Moves behind digits that fit into a word; `None`, and not moved behind a number, if there
    /// are none, one too many, or a leading zero.
    #[inline]
    pub(crate) fn integer(&mut self) -> Option<u64> {
        let start = self.pos;
        let mut value = 0_u64;
        while let Some(byte @ b'0'..=b'9') = self.byte() {
            value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
            self.pos += 1;
        }
        let digits = self.pos - start;
        let leading_zero = digits > 1 && self.text.as_bytes().get(start) == Some(&b'0');
        let fraction = matches!(self.byte(), Some(b'.' | b'e' | b'E'));
        (digits > 0 && !leading_zero && !fraction).then_some(value)
    }

    /// Moves behind a literal such as `null`.
    #[inline]
    pub(crate) fn literal(&mut self, literal: &'static str) -> Result<(), Fault> {
        let rest = self.text.as_bytes().get(self.pos..).unwrap_or_default();
        if !rest.starts_with(literal.as_bytes()) {
            return Err(self.syntax(literal));
        }
        self.pos += literal.len();
        Ok(())
    }

    /// Moves behind any value.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        match self.peek() {
            Some(b'"') => self.string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.number().map(drop),
            _ => self.skip_any(),
        }
    }

    /// Moves behind any value. Iterative: a level of nesting is a bit, not a stack frame.
    fn skip_any(&mut self) -> Result<(), Fault> {
        let mut objects = 0_u128; // a bit per open level, the innermost lowest: is it an object?
        let mut open = 0_u16;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.string()?;
                }
                Some(b'-' | b'0'..=b'9') => {
                    self.number()?;
                }
                Some(b't') => self.literal("true")?,
                Some(b'f') => self.literal("false")?,
                Some(b'n') => self.literal("null")?,
                Some(b'{') => {
                    self.enter()?;
                    if self.peek() == Some(b'}') {
                        self.leave();
                    } else {
                        self.key()?;
                        objects = objects << 1 | 1;
                        open += 1;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.enter()?;
                    if self.peek() == Some(b']') {
                        self.leave();
                    } else {
                        objects <<= 1;
                        open += 1;
                        continue;
                    }
                }
                _ => return Err(self.syntax("a value")),
            }
            loop {
                if open == 0 {
                    return Ok(());
                }
                match (self.peek(), objects & 1 == 1) {
                    (Some(b','), true) => {
                        self.pos += 1;
                        self.key()?;
                        break;
                    }
                    (Some(b','), false) => {
                        self.pos += 1;
                        break;
                    }
                    (Some(b'}'), true) | (Some(b']'), false) => {
                        self.leave();
                        objects >>= 1;
                        open -= 1;
                    }
                    (_, true) => return Err(self.syntax("`,` or `}`")),
                    (_, false) => return Err(self.syntax("`,` or `]`")),
                }
            }
        }
    }

    /// Moves behind any value and gives its text.
    pub(crate) fn raw(&mut self) -> Result<&'a str, Fault> {
        self.whitespace();
        let start = self.pos;
        self.skip()?;
        Ok(self.since(start))
    }

    /// The text from an offset to here.
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.pos).unwrap_or_default()
    }

    /// Moves to the end, where nothing but whitespace may be left.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.syntax("the end of the text")),
        }
    }
}

/// A place to come back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pos: usize,
    remaining: u16,
}

impl Mark {
    /// A fault at this place.
    #[cold]
    pub(crate) fn fault(self, kind: FaultKind) -> Fault {
        Fault::new(kind, offset(self.pos))
    }

    pub(crate) fn at(self) -> u32 {
        offset(self.pos)
    }
}

impl<'a> Token<'a> {
    #[inline]
    const fn is_escaped(&self) -> bool {
        self.escaped != 0
    }

    /// Where the token begins.
    pub(crate) fn at(&self) -> u32 {
        offset(self.start)
    }

    /// Whether the token spells whole characters only.
    #[inline]
    pub(crate) const fn is_whole(&self) -> bool {
        self.escaped != HALF
    }

    /// What is said of a token that isn't [whole](Self::is_whole).
    #[cold]
    pub(crate) fn half(&self) -> Fault {
        let met = Unholdable::met(self.inner);
        Fault::new(FaultKind::Unholdable(met), self.at())
    }

    /// The string that the token spells; each half of a surrogate pair as U+FFFD.
    #[inline]
    pub(crate) fn cow(&self) -> Cow<'a, str> {
        if self.is_escaped() {
            Cow::Owned(unescaped(self.inner))
        } else {
            Cow::Borrowed(self.inner)
        }
    }

    /// The string, if it stands in the text as it is.
    #[inline]
    pub(crate) fn plain(&self) -> Option<&'a str> {
        (!self.is_escaped()).then_some(self.inner)
    }

    /// Whether the token spells this string.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(crate) fn is(&self, string: &str) -> bool {
        if self.is_escaped() {
            self.is_whole() && Unescaped::new(self.inner).eq(string.chars())
        } else {
            same(self.inner.as_bytes(), string.as_bytes())
        }
    }

    /// The token as it stands in the text, quotes included.
    pub(crate) fn quoted(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.start + self.inner.len() + 2)
            .unwrap_or_default()
    }
}

/// The characters of a string's token. An escape that isn't one gives U+FFFD.
struct Unescaped<'a> {
    rest: core::str::Chars<'a>,
}

impl<'a> Unescaped<'a> {
    fn new(inner: &'a str) -> Self {
        Self {
            rest: inner.chars(),
        }
    }

    fn unit(&mut self) -> Option<u32> {
        let unit = hex4(Some(self.rest.as_str().as_bytes()))?;
        self.rest = self.rest.as_str().get(4..)?.chars();
        Some(unit)
    }
}

impl Iterator for Unescaped<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let first = self.rest.next()?;
        if first != '\\' {
            return Some(first);
        }
        Some(match self.rest.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                let mut unit = self.unit().unwrap_or(0xFFFD);
                if (0xD800..0xDC00).contains(&unit) {
                    let low = self.rest.as_str().get(2..).and_then(|rest| {
                        hex4(Some(rest.as_bytes())).filter(|low| (0xDC00..0xE000).contains(low))
                    });
                    if let Some(low) = low {
                        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                        self.rest = self.rest.as_str().get(6..).unwrap_or_default().chars();
                    }
                }
                char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            Some(other @ ('"' | '\\' | '/')) => other,
            _ => char::REPLACEMENT_CHARACTER,
        })
    }
}

/// What is between the quotes of a token, its escapes resolved. What is between two escapes is copied
/// as a whole.
fn unescaped(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((plain, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(plain);
        let mut escape = Unescaped::new(escape);
        out.extend(escape.next());
        rest = escape.rest.as_str();
    }
    out.push_str(rest);
    out
}

/// The string that a token spells, which comes with its quotes. A token that isn't one gives
/// something, but never a panic.
///
/// ```
/// assert_eq!(cti_runtime::codec::unescape(r#""a\u0062c""#), "abc");
/// ```
pub fn unescape(token: &str) -> Cow<'_, str> {
    let inner = token.strip_prefix('"').unwrap_or(token);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    // Short strings mostly: quicker than a search that is made for long ones.
    let escaped = usize::from(inner.bytes().any(|byte| byte == b'\\'));
    Token {
        inner,
        escaped,
        start: 0,
    }
    .cow()
}

/// Whether two byte strings are the same. Keys are short: words that overlap are faster than a call,
/// which is smaller.
#[cfg_attr(not(target_family = "wasm"), inline)]
#[cfg_attr(target_family = "wasm", inline(never))]
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    fn words<const N: usize>(left: &[u8], right: &[u8]) -> bool {
        left.first_chunk::<N>() == right.first_chunk::<N>()
            && left.last_chunk::<N>() == right.last_chunk::<N>()
    }
    if cfg!(target_family = "wasm") {
        return left == right;
    }
    left.len() == right.len()
        && match left.len() {
            0..4 => left.iter().eq(right),
            4..8 => words::<4>(left, right),
            8..=16 => words::<8>(left, right),
            _ => left == right,
        }
}

/// The value of four hexadecimal digits.
fn hex4(bytes: Option<&[u8]>) -> Option<u32> {
    bytes?
        .first_chunk::<4>()?
        .iter()
        .try_fold(0, |value, &byte| {
            let digit = char::from(byte).to_digit(16)?;
            Some(value << 4 | digit)
        })
}

/// The offset as faults have it.
pub(super) fn offset(pos: usize) -> u32 {
    u32::try_from(pos).unwrap_or(Fault::NOWHERE)
}

/// Index of the first byte from `from` on that a string may not hold as it is: a quote, a
/// backslash, a control character. The length if there is none.
///
/// Eight bytes at a time: a byte minus its bound borrows into its own top bit if it is smaller.
/// Borrows run upwards only, so the lowest bit found is exact.
#[inline]
pub(super) fn plain_end(bytes: &[u8], from: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = ONES << 7;
    const QUOTES: u64 = ONES * 0x22;
    const BACKSLASHES: u64 = ONES * 0x5C;
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*eight);
        let quote = word ^ QUOTES;
        let backslash = word ^ BACKSLASHES;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let quote = quote.wrapping_sub(ONES) & !quote;
        let backslash = backslash.wrapping_sub(ONES) & !backslash;
        let found = (control | quote | backslash) & TOPS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x20 || byte == b'"' || byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}

/// Checks that a text is JSON, nested no deeper than `nesting`, and that none of the given keys
/// stands twice in it, if it is an object. A key spelled with escapes is the same key.
///
/// # Errors
///
/// A fault that is [malformed](Fault::is_malformed). Which keys of the text are data isn't known, so
/// its path shows none.
///
/// ```
/// use cti_runtime::codec::check;
///
/// assert!(check(r#"{"action":"call","id":1}"#, &["action"], 64).is_ok());
/// assert!(check(r#"{"action":"call","\u0061ction":"x"}"#, &["action"], 64).is_err());
/// ```
pub fn check(text: &str, keys: &[&'static str], nesting: u16) -> Result<(), Fault> {
    check_keys(text, keys, nesting).map_err(Fault::with_data)
}

fn check_keys(text: &str, keys: &[&'static str], nesting: u16) -> Result<(), Fault> {
    let mut scan = Scan::new(text, nesting);
    let mut seen = 0_u64;
    if scan.peek() == Some(b'{') {
        scan.enter()?;
        let mut fresh = true;
        while let Some(key) = scan.next_key(&mut fresh)? {
            if let Some(index) = keys.iter().position(|known| key.is(known)) {
                note(&mut seen, index, keys[index], key)?;
            }
            scan.skip()?;
        }
    } else {
        scan.skip()?;
    }
    scan.end()
}

/// Marks a key as seen, and refuses it if it was.
pub(super) fn note(
    seen: &mut u64,
    index: usize,
    name: &'static str,
    key: Token<'_>,
) -> Result<(), Fault> {
    let bit = 1 << (index & 63);
    if *seen & bit != 0 {
        return Err(Fault::new(FaultKind::Repeated(name), key.at()));
    }
    *seen |= bit;
    Ok(())
}

/// The text of a member of the outermost object; the first, if a careless sender wrote several.
///
/// ```
/// use cti_runtime::codec::member;
///
/// assert_eq!(member(r#"{"action":"x","data":[1, 2]}"#, "data"), Some("[1, 2]"));
/// assert_eq!(member(r#"{"action":"x"}"#, "data"), None);
/// ```
pub fn member<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut scan = Scan::new(text, MAX_NESTING);
    if scan.peek() != Some(b'{') {
        return None;
    }
    scan.enter().ok()?;
    let mut fresh = true;
    while let Some(found) = scan.next_key(&mut fresh).ok()? {
        if found.is(key) {
            return scan.raw().ok();
        }
        scan.skip().ok()?;
    }
    None
}

/// Line, column and path of a byte offset, in which a key is masked unless `shows` says yes to it and to
/// where its value begins. Allocates: for people, not for the way a message takes.
pub(super) fn locate(text: &str, at: u32, shows: &dyn Fn(&str, u32) -> bool) -> Location {
    if at == Fault::NOWHERE {
        return Location {
            line: 1,
            column: 1,
            path: String::new(),
        };
    }
    let at = text.floor_char_boundary(at as usize);
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    Location {
        line: offset(before.matches('\n').count()).saturating_add(1),
        column: offset(column).saturating_add(1),
        path: path(text, at, shows),
    }
}

/// A key or an index on the way to a value.
enum Step<'a> {
    /// With the offset at which its value begins.
    Key(Cow<'a, str>, u32),
    Index(usize),
}

/// The keys and indices that lead to the value at an offset.
fn path(text: &str, at: usize, shows: &dyn Fn(&str, u32) -> bool) -> String {
    let mut steps = Vec::new();
    // Fails where the text does; the steps are then those that lead there.
    let _ = walk(text, at, &mut steps);
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key, value) => {
                push_key(&mut path, if shows(&key, value) { &key } else { MASK });
            }
            Step::Index(index) => push_index(&mut path, index as u64),
        }
    }
    path
}

/// Leads a path on to a member of an object.
pub(super) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// Leads a path on to an item of an array.
pub(super) fn push_index(path: &mut String, index: u64) {
    path.extend(["[", &digits(index), "]"]);
}

/// Goes through a text up to an offset and leaves the steps that lead there.
fn walk<'a>(text: &'a str, at: usize, steps: &mut Vec<Step<'a>>) -> Result<(), Fault> {
    let mut scan = Scan::new(text, MAX_NESTING);
    loop {
        let opens = scan.peek();
        if scan.pos >= at {
            return Ok(());
        }
        // At a value.
        let mut fresh = matches!(opens, Some(b'{' | b'['));
        if fresh {
            scan.enter()?;
        } else {
            scan.skip()?;
            if scan.pos > at {
                return Ok(());
            }
        }
        match opens {
            Some(b'{') => steps.push(Step::Key(Cow::Borrowed(""), 0)),
            Some(b'[') => steps.push(Step::Index(0)),
            _ => {}
        }
        // Behind a value or an opening brace: up to the next value.
        loop {
            let more = match steps.last_mut() {
                None => return Ok(()),
                Some(Step::Key(name, value)) => match scan.next_key(&mut fresh)? {
                    Some(key) => {
                        (*name, *value) = (key.cow(), scan.at());
                        true
                    }
                    None => false,
                },
                Some(Step::Index(index)) => {
                    let first = fresh;
                    let more = scan.next_item(&mut fresh)?;
                    *index += usize::from(more && !first);
                    more
                }
            };
            if more {
                break;
            }
            if scan.pos > at {
                return Ok(());
            }
            steps.pop();
            fresh = false;
        }
    }
}
