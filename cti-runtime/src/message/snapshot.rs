//! Objects of a browser, as the edge has written them: indexed, and read from the index.

use std::borrow::Cow;

use crate::json::{Fault, FaultKind, Kind, Unholdable, offset, string_end};

/// The JSON of an object, and where therein each value stands.
///
/// The JSON is of this program's own edge: compact, as `JSON.stringify` writes it, and no key twice. So
/// nothing of that is checked again, and a page whose protocols are written as objects has no parser in it,
/// which is 6.7 kB, gzipped. Of other text the index is useless, but harmless.
pub(crate) struct Snapshot<'a> {
    json: &'a str,
    /// In the order of the text; the keys of an object are among them.
    tokens: Vec<Token>,
    too_deep: Option<Fault>,
}

/// Where a value begins and ends.
struct Token {
    at: u32,
    end: u32,
}

impl<'a> Snapshot<'a> {
    pub(crate) fn new(json: &'a str, nesting: u16) -> Self {
        let mut snapshot = Self {
            json,
            tokens: Vec::new(),
            too_deep: None,
        };
        let (bytes, mut at) = (json.as_bytes(), 0);
        let mut around = Vec::new();
        while let Some(&byte) = bytes.get(at) {
            let start = offset(at);
            let mut end = u32::MAX;
            match byte {
                b'{' | b'[' => {
                    around.push(snapshot.tokens.len());
                    if around.len() > usize::from(nesting) {
                        snapshot.too_deep = Some(Fault::new(FaultKind::TooDeep, start));
                    }
                    at += 1;
                }
                b'}' | b']' => {
                    at += 1;
                    if let Some(ended) = around
                        .pop()
                        .and_then(|index| snapshot.tokens.get_mut(index))
                    {
                        ended.end = offset(at);
                    }
                    continue;
                }
                b',' | b':' => {
                    at += 1;
                    continue;
                }
                _ => {
                    at = value_end(bytes, at);
                    end = offset(at);
                }
            }
            snapshot.tokens.push(Token { at: start, end });
        }
        snapshot
    }

    /// Whether arrays and objects are nested deeper than the session takes.
    pub(crate) const fn too_deep(&self) -> Option<Fault> {
        self.too_deep
    }

    /// The value as a whole.
    pub(crate) const fn root(&self) -> Node<'_> {
        Node { of: self, index: 0 }
    }
}

/// Behind a value without others inside.
fn value_end(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at) == Some(&b'"') {
        return string_end(bytes, at + 1);
    }
    let inside = |byte: &&u8| !matches!(byte, b',' | b']' | b'}');
    at + bytes.iter().skip(at).take_while(inside).count()
}

/// What stands between the quotes of a string, its escapes resolved; `None` if a half of a surrogate pair
/// is among them. The parser's own, `Scan::string`, would be 0.95 kB more, gzipped, in a page that has
/// no parser.
fn unescaped(inner: &str) -> Option<Cow<'_, str>> {
    if !inner.bytes().any(|byte| byte == b'\\') {
        return Some(Cow::Borrowed(inner));
    }
    let (mut out, mut chars) = (String::new(), inner.chars());
    while let Some(char) = chars.next() {
        out.push(if char == '\\' {
            match chars.next()? {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let mut code = 0;
                    for _ in 0..4 {
                        code = code * 16 + chars.next()?.to_digit(16)?;
                    }
                    char::from_u32(code)?
                }
                other => other,
            }
        } else {
            char
        });
    }
    Some(Cow::Owned(out))
}

/// A value in a snapshot. It can be read again and again.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    of: &'a Snapshot<'a>,
    index: usize,
}

impl<'a> Node<'a> {
    /// Where it begins.
    pub(super) fn at(self) -> u32 {
        self.token().at
    }

    fn token(self) -> &'a Token {
        /// What stands behind the last value.
        static NOTHING: Token = Token {
            at: Fault::NOWHERE,
            end: 0,
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
        match self.json().as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') | None => Kind::Null,
            Some(_) => Kind::Number,
        }
    }

    /// What stands between the quotes of a string.
    fn inner(self) -> Option<&'a str> {
        let json = self.json();
        match json.as_bytes() {
            [b'"', .., b'"'] => json.get(1..json.len() - 1),
            _ => None,
        }
    }

    /// The text of a string; `None` if it can't be held.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        self.inner().and_then(unescaped)
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
            if key.text().is_some_and(|text| text == name) {
                found = Some(value);
            }
            Ok(())
        });
        found
    }

    pub(super) fn fault(self, kind: FaultKind) -> Fault {
        Fault::new(kind, self.token().at)
    }

    /// The value is of another type than the one wanted.
    #[cold]
    pub(super) fn not(self, what: &'static str) -> Fault {
        let fault = self.fault(FaultKind::Expected(what));
        self.unholdable().unwrap_or(fault)
    }

    /// What is said of a value that JSON can't hold.
    pub(crate) fn unholdable(self) -> Option<Fault> {
        let inner = self.inner()?;
        let met = || FaultKind::Unholdable(Unholdable::met(inner));
        unescaped(inner).is_none().then(|| self.fault(met()))
    }

    /// The value as JSON.
    pub(super) fn json(self) -> &'a str {
        let token = self.token();
        let json = self.of.json;
        json.get(token.at as usize..token.end as usize)
            .unwrap_or_default()
    }

    /// A whole number: its sign and its size, `None` if that is beyond a word. It is what the text says,
    /// as if it had come as text.
    pub(super) fn whole(self) -> Result<(bool, Option<u64>), Fault> {
        let json = self.json();
        let digits = json.strip_prefix('-').unwrap_or(json);
        let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
        if self.kind() != Kind::Number || !is_whole {
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
