//! Tables of fields and values.

use std::io::{self, Write};

use cti_export::words::first_paragraph;

use crate::output::style::{FAINT, Styled};
use crate::output::wrap::{PROSE, wrap};

/// A line of a table of fields.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) ty: String,
    pub(super) notes: String,
    pub(super) doc: &'static str,
}

/// Rows with aligned cells, columns that are empty in all rows left out; the doc comments fill
/// the rest of the line.
pub(super) fn write(out: &mut impl Write, columns: usize, rows: &[Row]) -> io::Result<()> {
    let cells: [fn(&Row) -> &str; 3] = [|row| &row.key, |row| &row.ty, |row| &row.notes];
    let widths = cells.map(|cell| {
        rows.iter()
            .map(|row| cell(row).chars().count())
            .max()
            .unwrap_or(0)
    });
    for row in rows {
        let mut line = String::from("  ");
        for (cell, width) in cells.iter().zip(widths).filter(|(_, width)| *width > 0) {
            line.push_str("  ");
            line.extend(pad(cell(row), width));
        }
        let doc = first_paragraph(row.doc);
        let indent = line.chars().count() + 2;
        let room = columns.saturating_sub(indent);
        if room < 24 || doc.is_empty() {
            writeln!(out, "{}", line.trim_end())?;
            for line in wrap(&doc, columns.saturating_sub(8), PROSE) {
                writeln!(out, "        {}", Styled(FAINT, line))?;
            }
            continue;
        }
        let mut before = format!("{line}  ");
        for line in wrap(&doc, room, PROSE) {
            writeln!(out, "{before}{}", Styled(FAINT, line))?;
            before = " ".repeat(indent);
        }
    }
    Ok(())
}

/// The text and blanks behind it.
fn pad(text: &str, width: usize) -> impl Iterator<Item = char> {
    let blanks = width.saturating_sub(text.chars().count());
    text.chars().chain(std::iter::repeat_n(' ', blanks))
}
