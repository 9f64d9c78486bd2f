//! What a JSON text looks like, and none of its values.

use super::name::{MASK, is_name};
use crate::json::{Scan, check};
use crate::limits::MAX_NESTING;

/// How much [`shape_of`] shows, in bytes.
const SHOWN: usize = 1024;

/// Shows what a JSON text looks like, but none of its values: `true`, `false` and `null` are kept,
/// and so are keys that [look like names](is_name); other keys, such as phone numbers, and strings
/// become `"•••"`, and numbers `•`. What isn't JSON is only counted, and what is long is cut off at
/// about a kilobyte.
///
/// It is for what no declaration knows: what a declaration knows is shown by [`Keys::shape_of`](super::Keys::shape_of), since
/// data that is a key may look like a name.
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
    shape(raw, &mut |key, _| is_name(key))
}

/// What a JSON text looks like, with the keys that `shows` says yes to: it is called with each key and
/// with how deep the key stands, from 1, in the order of the text.
pub(crate) fn shape(raw: &str, shows: &mut dyn FnMut(&str, usize) -> bool) -> String {
    if check(raw, &[], MAX_NESTING).is_err() {
        return format!("{} bytes that are not JSON", raw.len());
    }
    let mut shape = String::with_capacity(raw.len().min(SHOWN));
    let mut scan = Scan::new(raw, MAX_NESTING);
    let mut depth = 0_usize;
    while let Some(byte) = scan.peek() {
        if shape.len() >= SHOWN {
            shape.push('…');
            break;
        }
        let moved = match byte {
            b'"' => scan.string().map(|token| {
                // In what is JSON, only a key has a colon behind it.
                if scan.peek() == Some(b':') && shows(&token.cow(), depth) {
                    shape.push_str(token.quoted(raw));
                } else {
                    shape.push('"');
                    shape.push_str(MASK);
                    shape.push('"');
                }
            }),
            b'-' | b'0'..=b'9' => scan.number().map(|_| shape.push('•')),
            b'a'..=b'z' => scan.raw().map(|literal| shape.push_str(literal)),
            _ => {
                match byte {
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
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
