//! Identifiers of Rust and of other languages.

/// A name in snake case, cut where a word ends: before a capital that follows a small letter or a
/// digit, and before the last capital of several if a small letter follows it.
///
/// ```
/// use cti_case::snake;
///
/// assert_eq!(snake("CallLineRinging"), "call_line_ringing");
/// assert_eq!(snake("HTTPError"), "http_error");
/// assert_eq!(snake("Mp3Started"), "mp3_started");
/// ```
pub fn snake(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    let mut before = '_';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_uppercase() {
            let ends_acronym = letters.peek().is_some_and(|next| next.is_lowercase());
            if before != '_' && (!before.is_uppercase() || ends_acronym) {
                text.push('_');
            }
            text.extend(letter.to_lowercase());
        } else {
            text.push(letter);
        }
        before = letter;
    }
    text
}

/// A name in snake case in upper camel case. Capitals that it has stay.
///
/// ```
/// assert_eq!(cti_case::pascal("call_line"), "CallLine");
/// assert_eq!(cti_case::pascal("callLine"), "CallLine");
/// ```
pub fn pascal(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut upper = true;
    for letter in name.chars() {
        if letter == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            text.push(letter.to_ascii_uppercase());
        } else {
            text.push(letter);
        }
    }
    text
}

/// The same with a small letter first.
///
/// ```
/// assert_eq!(cti_case::camel("call_line"), "callLine");
/// ```
pub fn camel(name: &str) -> String {
    lower_first(&pascal(name))
}

pub(crate) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_ascii_lowercase().to_string() + letters.as_str(),
        None => String::new(),
    }
}

/// A name of another language, with one `_` for what an identifier can't have between its words, and
/// none at its ends.
///
/// ```
/// assert_eq!(cti_case::foreign("on-a call!"), "on_a_call");
/// ```
pub fn foreign(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}
