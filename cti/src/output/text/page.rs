//! The layout of lines about messages.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::Style;

use crate::output::escape::{Safe, clip};
use crate::output::style::{FAINT, Styled};
use crate::output::wrap::{width, wrap, wrap_json};

/// Columns of the time, the arrow and the verdict, up to where the message begins.
const INDENT: usize = 24;

/// Columns of a label in a summary.
const LABEL: usize = 14;

/// Lines of one message's fields that are shown at most.
const FIELD_LINES: usize = 8;

/// Columns that a piece needs on its line; with fewer, it goes to the next.
const ROOM: usize = 24;

/// Where lines are written.
pub(super) struct Page<W> {
    out: W,
    pub(super) columns: usize,
    /// The time of the first line.
    start: Option<u64>,
}

/// A piece of a line.
pub(super) struct Piece(pub(super) Style, pub(super) String);

impl<W: Write> Page<W> {
    pub(super) const fn new(out: W, columns: usize) -> Self {
        Self {
            out,
            columns,
            start: None,
        }
    }

    /// Times count from the next line on.
    pub(super) const fn restart(&mut self) {
        self.start = None;
    }

    /// A line as it is.
    pub(super) fn line(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// A line about a message: its verdict on the left, where it came from on the right.
    /// What has no room goes to lines of its own.
    pub(super) fn head(
        &mut self,
        at: u64,
        arrow: &str,
        left: &[Piece],
        right: &str,
    ) -> io::Result<()> {
        let since = at.saturating_sub(*self.start.get_or_insert(at));
        let time = format!("{:>6}.{:03}", since / 1_000, since % 1_000);
        write!(self.out, "{}  {arrow}  ", Styled(FAINT, &time))?;
        let mut length = width(&time) + 5;
        let mut below = Vec::new();
        for Piece(style, text) in left {
            let room = self.columns.saturating_sub(length);
            let fits = width(text) <= room;
            let end = match wrap(text, room).first() {
                _ if !below.is_empty() => 0,
                _ if fits => text.len(),
                Some(first) if room >= ROOM => first.len(),
                _ => 0,
            };
            let (here, behind) = text.split_at(end);
            if !here.is_empty() {
                write!(self.out, "{}", Styled(*style, here))?;
                length += width(here);
            }
            if !behind.is_empty() {
                below.push((*style, behind.trim_start()));
            }
        }
        let gap = self.columns.saturating_sub(length + width(right));
        if below.is_empty() && gap >= 2 && !right.is_empty() {
            return writeln!(self.out, "{:gap$}{}", "", Styled(FAINT, right));
        }
        writeln!(self.out)?;
        for (style, text) in below {
            self.detail(style, text)?;
        }
        self.detail(FAINT, right)
    }

    /// Text that belongs to the message above it.
    pub(super) fn detail(&mut self, style: Style, text: &str) -> io::Result<()> {
        for line in wrap(text, self.columns.saturating_sub(INDENT)) {
            writeln!(self.out, "{:INDENT$}{}", "", Styled(style, line))?;
        }
        Ok(())
    }

    /// The fields of the message above, as JSON.
    pub(super) fn fields(&mut self, fields: &str) -> io::Result<()> {
        if fields.is_empty() || fields == "{}" {
            return Ok(());
        }
        let room = self.columns.saturating_sub(INDENT);
        // No more is looked at than can be shown, and a bit to see that there is more.
        let shown = Safe(&clip(fields, room * (FIELD_LINES + 1))).to_string();
        let lines = wrap_json(&shown, room);
        for line in lines.iter().take(FIELD_LINES) {
            writeln!(self.out, "{:INDENT$}{line}", "")?;
        }
        if lines.len() > FIELD_LINES {
            return self.detail(FAINT, "… and more; --json has it all");
        }
        Ok(())
    }

    /// A line of a summary.
    pub(super) fn labelled(&mut self, label: &str, text: &str) -> io::Result<()> {
        let mut label = format!("  {label:<width$}", width = LABEL - 2);
        for line in wrap(text, self.columns.saturating_sub(LABEL)) {
            writeln!(self.out, "{}{line}", Styled(FAINT, &label))?;
            label = " ".repeat(LABEL);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::style::PLAIN;

    fn head(columns: usize, left: &[&str], right: &str) -> String {
        let mut out = Vec::new();
        let pieces: Vec<Piece> = left
            .iter()
            .map(|text| Piece(PLAIN, (*text).to_owned()))
            .collect();
        Page::new(&mut out, columns)
            .head(0, "←", &pieces, right)
            .unwrap();
        let text = anstream::adapter::strip_bytes(&out).into_vec();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn nothing_is_lost_where_there_is_no_room() {
        let origin = "https://phone.example";
        assert_eq!(
            head(60, &["accepted  ", "ringing"], origin),
            "     0.000  ←  accepted  ringing       https://phone.example\n"
        );
        let indent = " ".repeat(INDENT);
        assert_eq!(
            head(
                60,
                &["refused  ", "answers no call that waits, or not any more"],
                origin
            ),
            format!(
                "     0.000  ←  refused  answers no call that waits, or not\n\
                 {indent}any more\n{indent}https://phone.example\n"
            )
        );
        let name = "n".repeat(50);
        let shown = head(60, &["accepted  ", &name, " → handler"], origin);
        let together: String = shown.split_whitespace().collect();
        assert_eq!(together, format!("0.000←accepted{name}→handler{origin}"));
    }
}
