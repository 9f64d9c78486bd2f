//! What of a text may be shown: names that a programmer chose.

/// What stands in the place of what isn't shown.
pub const MASK: &str = "•••";

/// The longest name, in bytes.
const LONGEST_NAME: usize = 64;

/// The most digits that a name has: the shortest phone numbers have more.
const MOST_DIGITS: usize = 4;

/// Whether a tag or a key looks like one that a programmer chose: vendors use data as keys, and a tag
/// may be anything.
///
/// A name begins with an ASCII letter, `_` or `$`, perhaps behind a `/` as paths do, has nothing but
/// ASCII letters, digits and `_ - . : / $`, at most 64 of them, and at most four digits. A phone number, an address, an id of
/// many digits and a sentence are none.
///
/// ```
/// use cti_runtime::mask::is_name;
///
/// assert!(is_name("call:on-hold.v2"));
/// assert!(is_name("/contacts/match"));
/// assert!(!is_name("+12025550123"));
/// assert!(!is_name("tel:202-555-0123"));
/// assert!(!is_name("jo@mail.example"));
/// assert!(!is_name("Ada Lovelace"));
/// ```
pub fn is_name(text: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    let bytes = text.as_bytes();
    let mut digits = 0;
    let first = bytes.strip_prefix(b"/").unwrap_or(bytes).first();
    first.is_some_and(letter)
        && bytes.len() <= LONGEST_NAME
        && bytes.iter().all(|byte| {
            digits += usize::from(byte.is_ascii_digit());
            letter(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b':' | b'/')
        })
        && digits <= MOST_DIGITS
}

/// The text if it [looks like a name](is_name), and `•••` if not.
///
/// ```
/// use cti_runtime::mask::name;
///
/// assert_eq!((name("voicemail"), name("+12025550123")), ("voicemail", "•••"));
/// ```
pub fn name(text: &str) -> &str {
    if is_name(text) { text } else { MASK }
}
