//! Strings as they stand in a text, and what they spell.

use std::borrow::Cow;

use super::bytes::same;
use super::fault::{Fault, FaultKind, Unholdable, offset};

/// A string as it stands in a text.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    /// What is between the quotes, escapes and all.
    pub(super) inner: &'a str,
    /// Whether there are escapes in it, and whether they [spell it whole](Token::is_whole): 0, [`WHOLE`]
    /// or [`HALF`]. A word, since a token is handed on by value: copying a bool and its padding right
    /// after it was written stalls.
    pub(super) escaped: usize,
    /// Where its opening quote is.
    pub(super) start: usize,
}

/// A string has escapes.
pub(super) const WHOLE: usize = 1;

/// A string has escapes, and one of them is half of a surrogate pair.
pub(super) const HALF: usize = 2;

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
/// assert_eq!(cti_runtime::json::unescape(r#""a\u0062c""#), "abc");
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

/// The value of four hexadecimal digits.
pub(super) fn hex4(bytes: Option<&[u8]>) -> Option<u32> {
    bytes?
        .first_chunk::<4>()?
        .iter()
        .try_fold(0, |value, &byte| {
            let digit = char::from(byte).to_digit(16)?;
            Some(value << 4 | digit)
        })
}
