//! What JSON, or JavaScript that reads it, can't say exactly.

use super::bytes::plain_end;

/// The largest whole number up to which an `f64`, and so JavaScript, holds each.
const WIDEST: &[u8] = b"9007199254740992";

/// Why a message can't be said exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inexact {
    /// A number is infinite or `NaN`, which JSON has no word for.
    NotFinite,
    /// A whole number is beyond 2⁵³, and the message is an object: JavaScript would round it. In a
    /// string of JSON it stands as it is.
    TooWide,
    /// The `Serialize` of an `#[opaque]` field fails.
    Unwritable,
}

impl Inexact {
    /// What it is, in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFinite => "a number that isn't finite",
            Self::TooWide => "a whole number beyond 2^53",
            Self::Unwritable => "a value that its type can't write",
        }
    }
}

/// What stands where [nothing can be written](Inexact::Unwritable). It is no JSON, like `NaN`: what is
/// written with it is never sent, and never read as something else.
pub(super) const UNWRITABLE: &str = "UNWRITABLE";

/// Finds what isn't said exactly in what a [`Writer`] wrote, and where; `object` is whether JavaScript
/// will have it as an object.
pub(crate) fn inexact(json: &str, object: bool) -> Option<(usize, Inexact)> {
    let bytes = json.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = string_end(bytes, at + 1),
            b'N' | b'I' => return Some((at, Inexact::NotFinite)),
            b'U' => return Some((at, Inexact::Unwritable)),
            b'0'..=b'9' => {
                let rest = bytes.get(at..).unwrap_or_default();
                let digits = run(rest, u8::is_ascii_digit);
                let whole = rest.get(..digits).unwrap_or_default();
                let other = run(rest, |byte| {
                    matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')
                });
                if object && other == digits && (digits, whole) > (WIDEST.len(), WIDEST) {
                    return Some((at, Inexact::TooWide));
                }
                at += other;
            }
            _ => at += 1,
        }
    }
    None
}

/// Behind the quote that ends a string.
pub(crate) fn string_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at = plain_end(bytes, at);
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') | None => return at + 1,
            Some(_) => at += 1,
        }
    }
}

/// How many bytes at the start are of a kind.
fn run(bytes: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_strings_and_fractions_is_exact() {
        for json in [
            r#"{"N":"NaN","a\"I":"\\","n":null,"t":true,"w":9007199254740992,"m":-9007199254740992}"#,
            "[1e300,9007199254740993.0,0.90071992547409931234,1E+21]",
            r#""99999999999999999999""#,
            "",
        ] {
            assert_eq!(inexact(json, true), None, "{json}");
        }
    }

    #[test]
    fn what_is_not_exact_is_found_where_it_stands() {
        for (json, at, what) in [
            ("[9007199254740993]", 1, Inexact::TooWide),
            ("[-9007199254740993]", 2, Inexact::TooWide),
            (r#"{"a":18446744073709551615}"#, 5, Inexact::TooWide),
            ("[1,NaN]", 3, Inexact::NotFinite),
            ("[-Infinity]", 2, Inexact::NotFinite),
            (r#"["\\",UNWRITABLE]"#, 6, Inexact::Unwritable),
        ] {
            assert_eq!(inexact(json, true), Some((at, what)), "{json}");
            let in_text = (what != Inexact::TooWide).then_some((at, what));
            assert_eq!(inexact(json, false), in_text, "{json}");
        }
    }
}
