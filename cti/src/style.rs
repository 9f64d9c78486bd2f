//! Which colours are used, and how wide is a page?

use std::fmt;

use anstyle::{AnsiColor, Style};

/// What is good.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default();
/// What is worth a look.
pub(crate) const ODD: Style = AnsiColor::Yellow.on_default();
/// What was turned away, or failed.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What isn't declared.
pub(crate) const NEW: Style = AnsiColor::Cyan.on_default();
/// Names.
pub(crate) const NAME: Style = Style::new().bold();
/// What is said in passing.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Nothing special.
pub(crate) const PLAIN: Style = Style::new();

/// Something in a style. Where there are no colours, the stream takes the style out again.
pub(crate) struct Styled<T>(pub(crate) Style, pub(crate) T);

impl<T: fmt::Display> fmt::Display for Styled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(style, text) = self;
        write!(f, "{style}{text}{style:#}")
    }
}

/// How many columns a page has, unless a terminal has fewer.
const COLUMNS: usize = 100;

/// How many columns there are.
pub(crate) fn columns() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(COLUMNS, |(width, _)| {
        usize::from(width.0).clamp(60, COLUMNS)
    })
}

/// Breaks a text into lines of at most this many characters, behind a blank or a comma if there is
/// one in the last half of a line.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text.trim_end();
    while let Some((end, _)) = rest.char_indices().nth(columns.max(1)) {
        let line = rest.get(..end).unwrap_or_default();
        // A blank just behind the line ends it too.
        let blank_behind = rest
            .get(end..)
            .is_some_and(|behind| behind.starts_with(' '));
        let cut = match line.rfind([' ', ',']) {
            _ if blank_behind => end,
            Some(at) if at >= line.len() / 2 => at + 1,
            _ => end,
        };
        let (line, behind) = rest.split_at(cut);
        lines.push(line.trim_end());
        rest = behind.trim_start_matches(' ');
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn breaks_where_a_reader_would() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(
            wrap(r#"{"a":1,"b":22222}"#, 10),
            [r#"{"a":1,"#, r#""b":22222}"#]
        );
        assert_eq!(wrap("ääääää", 4), ["ääää", "ää"]);
        assert_eq!(wrap("", 4), Vec::<&str>::new());
    }
}
