//! Sentences of the comments.

use std::fmt::Write as _;

use crate::output::escape::{Safe, clip};

/// `1 message`, `2 messages`.
pub(super) fn times(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

/// An origin or a name as a comment may show it.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() {
        return "nowhere".to_owned();
    }
    Safe(&clip(text, 80)).to_string()
}

/// A tag or a key as a comment may show it: `•••` if it may be data.
pub(super) fn name(text: &str) -> String {
    let plain = text.replace(' ', "_");
    if cti_runtime::mask::is_name(&plain) {
        format!("`{}`", Safe(&clip(text, 80)))
    } else {
        cti_runtime::mask::MASK.to_owned()
    }
}

/// Names as a sentence has them: `a`, `b` and 3 more.
pub(super) fn names<'n>(all: impl IntoIterator<Item = &'n str>) -> String {
    let mut shown: Vec<String> = Vec::new();
    for text in all {
        let name = name(text);
        if !shown.contains(&name) {
            shown.push(name);
        }
    }
    let more = shown.len().saturating_sub(8);
    shown.truncate(8);
    if more > 0 {
        return format!("{} and {more} more", shown.join(", "));
    }
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Lines of a comment, each with this in front of it, of at most a hundred characters.
pub(super) fn comment(indent: &str, sign: &str, text: &str) -> String {
    let mut lines = String::new();
    let room = 100_usize.saturating_sub(indent.chars().count() + sign.len() + 1);
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
            // Writing to a String doesn't fail.
            let _ = writeln!(lines, "{indent}{sign} {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        let _ = writeln!(lines, "{indent}{sign} {line}");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_wrapped_and_show_no_data() {
        assert_eq!(comment("  ", "//", "a  b\nc"), "  // a b c\n");
        assert_eq!(comment("", "///", &"word ".repeat(30)).lines().count(), 2);
        assert_eq!(names(["a", "+12025550123"]), "`a` and •••");
    }
}
