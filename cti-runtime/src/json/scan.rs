//! Walking over JSON text: tokens and whole values. Nothing here allocates.

use super::bytes::{plain_end, same};
use super::fault::{Fault, FaultKind, offset};
use super::token::{HALF, Token, WHOLE, hex4};
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
