//! The width of a page, and the breaking of lines.

use std::borrow::Cow;
use std::env;
use std::io;

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WrapAlgorithm};
use unicode_width::UnicodeWidthStr as _;

/// How many columns a page has at most.
const WIDEST: usize = 100;

/// How many columns a page has at least: with fewer, the terminal breaks the lines.
const NARROWEST: usize = 40;

/// How many columns there are: those of the terminal, else what `COLUMNS` says.
pub(crate) fn columns() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let terminal = terminal.map(|(width, _)| usize::from(width.0));
    let told = || env::var("COLUMNS").ok()?.parse().ok();
    let columns = terminal.or_else(told).unwrap_or(WIDEST);
    columns.clamp(NARROWEST, WIDEST)
}

/// How many columns a text needs.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks prose at its blanks; where a word is wider than a line, as addresses are, at slashes too.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    let wide = text.split(' ').any(|word| word.width() > columns);
    let separator = if wide {
        WordSeparator::Custom(behind_slashes)
    } else {
        WordSeparator::AsciiSpace
    };
    broken(text, columns, separator)
}

/// Breaks JSON behind its commas, and wherever prose is broken.
pub(crate) fn wrap_json(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    broken(text, columns, WordSeparator::Custom(behind_commas))
}

fn broken(text: &str, columns: usize, separator: WordSeparator) -> Vec<Cow<'_, str>> {
    let text = text.trim_end();
    if text.is_empty() {
        return Vec::new();
    }
    let options = Options::new(columns.max(1))
        .word_separator(separator)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
}

fn behind_slashes(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(line.split_inclusive([' ', '/']).map(Word::from))
}

fn behind_commas(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(line.split_inclusive([' ', '/', ',']).map(Word::from))
}

#[cfg(test)]
mod tests {
    use super::{wrap, wrap_json};

    #[test]
    fn breaks_where_a_reader_would() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("at https://a/b", 11), ["at", "https://a/b"]);
        assert_eq!(wrap("https://a/b/c", 11), ["https://a/", "b/c"]);
        assert_eq!(
            wrap_json(r#"{"a":"1 2","b":3}"#, 12),
            [r#"{"a":"1 2","#, r#""b":3}"#]
        );
        assert_eq!(wrap("ääääää", 4), ["ääää", "ää"]);
        assert!(wrap("", 4).is_empty());
    }

    #[test]
    fn what_is_two_columns_wide_counts_twice() {
        assert_eq!(wrap("電話 電話", 5), ["電話", "電話"]);
        assert_eq!(wrap("電話電話", 4), ["電話", "電話"]);
        assert_eq!(wrap("e\u{301}e\u{301} e", 4), ["e\u{301}e\u{301} e"]);
    }
}
