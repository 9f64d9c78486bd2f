//! JSON as a browser writes it, which may spell what no text of Rust holds.

use std::borrow::Cow;

use serde_json::Value;

/// Reads JSON, with U+FFFD for each half of a surrogate pair. Recordings mark by such halves what JSON
/// can't hold; whether one stands where a field is declared is for the session to say.
pub(super) fn read(json: &str) -> Option<Value> {
    let value = serde_json::from_str(json);
    value
        .or_else(|_| serde_json::from_str(&without_halves(json)))
        .ok()
}

/// The same JSON with U+FFFD for each half of a surrogate pair that it spells, which no text of Rust holds.
pub fn without_halves(json: &str) -> Cow<'_, str> {
    let mut text = String::new();
    let mut rest = json;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let next = escape.get(5..).and_then(|behind| behind.strip_prefix('\\'));
        let (kept, length) = match (unit(escape), next.and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (true, 11),
            (Some(0xD800..=0xDFFF), _) => (false, 5),
            (Some(_), _) => (true, 5),
            (None, _) => (true, escape.chars().next().map_or(0, char::len_utf8)),
        };
        let (escaped, behind) = escape.split_at_checked(length).unwrap_or((escape, ""));
        text.push('\\');
        text.push_str(if kept { escaped } else { "ufffd" });
        rest = behind;
    }
    if text.is_empty() {
        return Cow::Borrowed(json);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The unit of UTF-16 that `u0041` stands for.
fn unit(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix('u')?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_replaced_and_pairs_are_not() {
        let read = |json| read(json).and_then(|value| value.as_str().map(str::to_owned));
        assert_eq!(read(r#""\ud83d\ude00""#).as_deref(), Some("😀"));
        assert_eq!(read(r#""a\ud83d""#).as_deref(), Some("a\u{fffd}"));
        assert_eq!(
            read(r#""\ud83d\ud83d\ude00ä\\\udc00NaN""#).as_deref(),
            Some("\u{fffd}😀ä\\\u{fffd}NaN")
        );
        assert_eq!(read(r#""\\ud83d""#).as_deref(), Some(r"\ud83d"));
        assert_eq!(read(r#""\ud83"#), None);
    }
}
