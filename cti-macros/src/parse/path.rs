//! Dotted paths of JavaScript names.

/// Words that JavaScript keeps for itself: no variable is called so, members of an object may be.
const RESERVED: &str = "arguments await break case catch class const continue debugger default delete do else \
    enum eval export extends false finally for function if implements import in instanceof \
    interface let new null package private protected public return static super switch this \
    throw true try typeof var void while with yield";

/// Whether a text is a path of members: `interaction.cti`.
pub(super) fn is_path(text: &str) -> bool {
    text.split('.').all(is_name)
}

/// Whether a text is a path that begins with a variable: `desk.interaction`.
pub(super) fn is_path_of_variable(text: &str) -> bool {
    let first = text.split('.').next().unwrap_or_default();
    is_path(text) && !RESERVED.split(' ').any(|word| word == first)
}

fn is_name(text: &str) -> bool {
    let begins = |letter: char| letter == '_' || letter == '$' || letter.is_ascii_alphabetic();
    text.starts_with(begins)
        && text
            .chars()
            .all(|letter| begins(letter) || letter.is_ascii_digit())
}
