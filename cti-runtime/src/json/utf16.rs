//! Text in units of UTF-16, as JavaScript has it.

use super::writer::Writer;

/// A text in which JSON stands, given in units of UTF-16. Half of a surrogate pair, which no text of
/// this program can hold, becomes its escape: inside of a string of JSON that says the same, and
/// elsewhere neither is JSON.
///
/// ```
/// use cti_runtime::json::json_text;
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
