//! Tables of fields and values.

use std::io::{self, Write};

use cti_export::words::first_paragraph;

use crate::output::style::{FAINT, Styled};
use crate::output::wrap::{width, wrap};

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
    let widths = cells.map(|cell| rows.iter().map(|row| width(cell(row))).max().unwrap_or(0));
    for row in rows {
        let mut line = String::from("  ");
        for (cell, columns) in cells.iter().zip(widths).filter(|(_, columns)| *columns > 0) {
            line.push_str("  ");
            line.extend(pad(cell(row), columns));
        }
        let doc = first_paragraph(row.doc);
        let indent = width(&line) + 2;
        let room = columns.saturating_sub(indent);
        if room < 24 || doc.is_empty() {
            let mut before = 4;
            for line in wrap(line.trim(), columns.saturating_sub(8)) {
                writeln!(out, "{:before$}{line}", "")?;
                before = 8;
            }
            for line in wrap(&doc, columns.saturating_sub(8)) {
                writeln!(out, "        {}", Styled(FAINT, line))?;
            }
            continue;
        }
        let mut before = format!("{line}  ");
        for line in wrap(&doc, room) {
            writeln!(out, "{before}{}", Styled(FAINT, line))?;
            before = " ".repeat(indent);
        }
    }
    Ok(())
}

/// The text and blanks behind it.
fn pad(text: &str, columns: usize) -> impl Iterator<Item = char> {
    let blanks = columns.saturating_sub(width(text));
    text.chars().chain(std::iter::repeat_n(' ', blanks))
}
