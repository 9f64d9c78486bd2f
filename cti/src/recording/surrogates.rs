//! Strings as a browser may hold them: with half of a surrogate pair, which no text of Rust has.
//!
//! Values that JSON can't hold are marked in a recording by such strings, and need no reading of their
//! own: the session treats them as it treats the live value (`cti_runtime::json::Unholdable`).

use std::borrow::Cow;

use cti_runtime::json;

/// A string that was posted, as `serde_json` gives its bytes: UTF-8, but for halves of surrogate pairs,
/// which are encoded like characters. Each becomes its escape, as at the edge of a browser.
pub(super) fn json_text(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut units = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        if let [0xED, middle @ 0xA0..=0xBF, last @ 0x80..=0xBF, behind @ ..] = rest {
            units.push(0xD000 | u16::from(middle & 0x3F) << 6 | u16::from(last & 0x3F));
            rest = behind;
            continue;
        }
        let half = rest
            .windows(2)
            .position(|pair| matches!(pair, [0xED, 0xA0..=0xBF]));
        let (text, behind) = rest.split_at(half.filter(|at| *at > 0).unwrap_or(rest.len()));
        units.extend(String::from_utf8_lossy(text).encode_utf16());
        rest = behind;
    }
    Cow::Owned(json::json_text(units.into_iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_become_their_escapes() {
        assert_eq!(json_text("ä€😀".as_bytes()), "ä€😀");
        assert_eq!(json_text(b"\xed\xa0\xbd"), r"\ud83d");
        assert_eq!(json_text(b"a\xed\xb0\x80\xc3\xa4b"), r"a\udc00äb");
        assert_eq!(json_text(b"\xed\x9f\xbf\xed\xa0\x80"), "\u{d7ff}\\ud800");
        // Behind a backslash it must not become an escape.
        assert_eq!(json_text(b"\\\xed\xa0\x80"), "\\\u{fffd}");
    }
}
