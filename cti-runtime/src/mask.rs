//! Showing messages without the personal data in them. For generated code, mostly.

use core::fmt::{self, Formatter};

use crate::codec::{MASK, Put, Scan, Wire, Writer, check};
use crate::limits::MAX_NESTING;
use crate::protocol::Family;

/// How much [`shape_of`] shows, in bytes.
const SHOWN: usize = 1024;

/// Shows a record: `Name {"field":value}` with personal data masked, or just the name if no field is
/// written.
pub fn debug(name: &str, record: &dyn Put, f: &mut Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    f.write_str(name)?;
    let mut out = Writer::masked();
    if shape.whole {
        record.put(&mut out);
        write!(f, "({})", out.as_str())?;
        out = Writer::masked();
    }
    out.raw("{");
    if !shape.whole {
        record.put(&mut out);
    }
    record.put_beside(&mut out);
    out.raw("}");
    if out.as_str() != "{}" {
        write!(f, " {}", out.as_str())?;
    }
    Ok(())
}

/// Shows a message: as [`debug`], by the name of its row, and an unknown one with its tag.
pub fn debug_family<F: Family>(names: &[&str], message: &F, f: &mut Formatter<'_>) -> fmt::Result {
    match (message.as_unknown(), message.as_settled()) {
        (Some(unknown), _) => fmt::Debug::fmt(unknown, f),
        (None, Some(settled)) => fmt::Debug::fmt(settled, f),
        (None, None) => {
            let name = names.get(message.row()).copied();
            debug(name.unwrap_or_default(), message.record(), f)
        }
    }
}

/// Shows a value as JSON with personal data masked.
pub fn debug_value(value: &impl Wire, f: &mut Formatter<'_>) -> fmt::Result {
    let mut out = Writer::masked();
    value.write(&mut out);
    f.write_str(out.as_str())
}

/// Shows what a JSON text looks like, but none of its values: `true`, `false` and `null` are kept,
/// and so are keys that are names; other keys, such as phone numbers, and strings become `"•••"`, and
/// numbers `•`. What isn't JSON is only counted, and what is long is cut off at about a kilobyte.
///
/// ```
/// use cti_runtime::mask::shape_of;
///
/// let json = r#"{"name": "Jo", "age": 40, "tags": [true, null]}"#;
/// assert_eq!(shape_of(json), r#"{"name":"•••","age":•,"tags":[true,null]}"#);
/// assert_eq!(shape_of(r#"{"+12025550123": [7]}"#), r#"{"•••":[•]}"#);
/// assert_eq!(shape_of("a secret"), "8 bytes that are not JSON");
/// ```
pub fn shape_of(raw: &str) -> String {
    if check(raw, &[], MAX_NESTING).is_err() {
        return format!("{} bytes that are not JSON", raw.len());
    }
    let mut shape = String::with_capacity(raw.len().min(SHOWN));
    let mut scan = Scan::new(raw, MAX_NESTING);
    while let Some(byte) = scan.peek() {
        if shape.len() >= SHOWN {
            shape.push('…');
            break;
        }
        let moved = match byte {
            b'"' => scan.string().map(|token| {
                // In what is JSON, only a key has a colon behind it.
                let key = token.quoted(raw);
                if scan.peek() == Some(b':') && is_name(key) {
                    // A name is ASCII.
                    shape.push_str(key.get(..SHOWN).unwrap_or(key));
                } else {
                    shape.push('"');
                    shape.push_str(MASK);
                    shape.push('"');
                }
            }),
            b'-' | b'0'..=b'9' => scan.number().map(|_| shape.push('•')),
            b'a'..=b'z' => scan.raw().map(|literal| shape.push_str(literal)),
            _ => {
                scan.eat(byte);
                shape.push(char::from(byte));
                Ok(())
            }
        };
        if moved.is_err() {
            break;
        }
    }
    shape
}

/// Whether a key, quotes included, is one that a programmer chose: vendors use data as keys, too.
fn is_name(quoted: &str) -> bool {
    let key = quoted.trim_matches('"').as_bytes();
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    key.first().is_some_and(letter)
        && key
            .iter()
            .all(|byte| letter(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
}
