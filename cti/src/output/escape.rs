//! Text of a recording, written so that it can't drive a terminal.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io::{self, Write};

/// Text as it may be shown: control characters, and characters that are invisible or reorder what
/// stands around them, are written as `\u{…}`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Safe<'a>(pub(crate) &'a str);

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(drives) {
            let (plain, hazard) = rest.split_at(at);
            f.write_str(plain)?;
            let mut after = hazard.chars();
            if let Some(hazard) = after.next() {
                write!(f, "{}", hazard.escape_unicode())?;
            }
            rest = after.as_str();
        }
        f.write_str(rest)
    }
}

/// JSON text with the same characters written as `\uXXXX`. They stand in strings only, so the
/// values stay what they are.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    if !text.contains(drives) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if drives(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String doesn't fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// Writes JSON of several lines so that it can't drive a terminal: line ends are part of the layout,
/// those in strings are escaped.
pub(crate) fn lines(out: &mut impl Write, json: &str) -> io::Result<()> {
    json.lines()
        .try_for_each(|line| writeln!(out, "{}", self::json(line)))
}

/// The beginning of a text, with `…` in place of what is cut off.
pub(crate) fn clip(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// Whether a terminal might act on a character, hide it, or reorder its neighbours by it.
fn drives(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shown_drives_a_terminal() {
        let hostile = "a\u{1b}[31mb\u{9b}2Jc\u{202e}d\0e\u{e0041}ü€😀";
        assert_eq!(
            Safe(hostile).to_string(),
            r"a\u{1b}[31mb\u{9b}2Jc\u{202e}d\u{0}e\u{e0041}ü€😀"
        );
        assert_eq!(Safe("plain").to_string(), "plain");
    }

    #[test]
    fn json_keeps_its_values() {
        let value = "a\u{9b}b\u{202e}c\u{e0041}d\u{7f}";
        let text = serde_json::to_string(value).unwrap();
        let safe = json(&text);
        assert_eq!(safe, r#""a\u009bb\u202ec\udb40\udc41d\u007f""#);
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), value);
    }

    #[test]
    fn clips_between_characters() {
        assert_eq!(clip("äöü", 3), "äöü");
        assert_eq!(clip("äöü", 2), "äö…");
    }
}
