//! The width of a page, and the breaking of lines.

/// How many columns a page has, unless a terminal has fewer.
const COLUMNS: usize = 100;

/// How many columns there are.
pub(crate) fn columns() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(COLUMNS, |(width, _)| {
        usize::from(width.0).clamp(60, COLUMNS)
    })
}

/// Breaks a text into lines of at most this many characters: behind one of `ends`, the first that
/// stands in the last two thirds of a line, else wherever the line ends.
pub(crate) fn wrap<'a>(text: &'a str, columns: usize, ends: &[char]) -> Vec<&'a str> {
    let mut lines = Vec::new();
    let mut rest = text.trim_end();
    while let Some((end, next)) = rest.char_indices().nth(columns.max(1)) {
        let line = rest.get(..end).unwrap_or_default();
        let cut = ends.iter().find_map(|wanted| match line.rfind(*wanted) {
            // A blank just behind the line ends it too.
            _ if *wanted == ' ' && next == ' ' => Some(end),
            Some(at) if at >= line.len() / 3 => Some(at + wanted.len_utf8()),
            _ => None,
        });
        let (line, behind) = rest.split_at(cut.unwrap_or(end));
        lines.push(line.trim_end());
        rest = behind.trim_start_matches(' ');
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

/// Where prose and addresses are broken.
pub(crate) const PROSE: &[char] = &[' ', '/'];
/// Where JSON is broken.
pub(crate) const JSON: &[char] = &[',', ' ', '/'];

#[cfg(test)]
mod tests {
    use super::{JSON, PROSE, wrap};

    #[test]
    fn breaks_where_a_reader_would() {
        assert_eq!(wrap("one two three", 7, PROSE), ["one two", "three"]);
        assert_eq!(wrap("one two three", 8, PROSE), ["one two", "three"]);
        assert_eq!(wrap("https://a/b/c", 11, PROSE), ["https://a/", "b/c"]);
        assert_eq!(
            wrap(r#"{"a":"1 2","b":3}"#, 12, JSON),
            [r#"{"a":"1 2","#, r#""b":3}"#]
        );
        assert_eq!(wrap("ääääää", 4, PROSE), ["ääää", "ää"]);
        assert_eq!(wrap("", 4, PROSE), Vec::<&str>::new());
    }
}
