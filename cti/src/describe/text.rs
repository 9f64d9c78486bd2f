//! A declaration as text.

mod machines;
mod messages;
mod types;

use std::io::{self, Write};

use anstyle::Style;
use cti_export::words::one_line;
use cti_runtime::describe::{Description, Frame, Transport};

use super::table::{self, Row};
use crate::output::style::{FAINT, NAME, Styled};
use crate::output::wrap::wrap;

/// Columns of the keys of a section.
const LABEL: usize = 10;

/// Writes a declaration for people, on a page of this many columns. Styles are ANSI escapes; an
/// `anstream` takes them out where they aren't wanted.
///
/// ```
/// let protocols = cti::Protocols::shipped();
/// let mut out = Vec::new();
/// cti::describe::text(&mut out, protocols.find("leaddesk-talk")?.description(), 80)?;
/// assert!(String::from_utf8_lossy(&out).contains("useSettings"));
/// # Ok::<(), cti::Failure>(())
/// ```
pub fn text(out: &mut impl Write, description: &Description, columns: usize) -> io::Result<()> {
    let mut page = Page {
        out,
        columns,
        description,
    };
    page.heading(description.name, description.vendor)?;
    page.paragraphs(description.doc, 0)?;
    page.transport(description)?;
    for family in description.families {
        page.family(family)?;
    }
    if !description.types.is_empty() {
        page.heading("Types", "")?;
        for data in description.types {
            page.data(data)?;
        }
    }
    if !description.machines.is_empty() {
        page.heading("States", "")?;
        for machine in description.machines {
            page.machine(machine, description)?;
        }
    }
    Ok(())
}

struct Page<'a, W> {
    out: &'a mut W,
    columns: usize,
    description: &'a Description,
}

impl<W: Write> Page<'_, W> {
    fn heading(&mut self, name: &str, beside: &str) -> io::Result<()> {
        if beside.is_empty() {
            writeln!(self.out, "{}", Styled(NAME, name))
        } else {
            writeln!(
                self.out,
                "{}  {}",
                Styled(NAME, name),
                Styled(FAINT, beside)
            )
        }
    }

    /// A doc comment, its paragraphs wrapped anew.
    fn paragraphs(&mut self, doc: &str, indent: usize) -> io::Result<()> {
        for paragraph in doc.split("\n\n") {
            self.wrapped(&one_line(paragraph), indent)?;
        }
        writeln!(self.out)
    }

    fn wrapped(&mut self, text: &str, indent: usize) -> io::Result<()> {
        for line in wrap(text, self.columns.saturating_sub(indent)) {
            writeln!(self.out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    /// What is to be said of a message, a type or a machine: a line below it.
    fn item(&mut self, style: Style, text: &str) -> io::Result<()> {
        let mut indent = 4;
        for line in wrap(text, self.columns.saturating_sub(6)) {
            writeln!(self.out, "{:indent$}{}", "", Styled(style, line))?;
            indent = 6;
        }
        Ok(())
    }

    fn label(&mut self, label: &str, text: &str) -> io::Result<()> {
        let mut label = format!("{label:<LABEL$}");
        for line in wrap(text, self.columns.saturating_sub(LABEL + 2)) {
            writeln!(self.out, "  {}{line}", Styled(FAINT, &label))?;
            label = " ".repeat(LABEL);
        }
        Ok(())
    }

    fn transport(&mut self, description: &Description) -> io::Result<()> {
        self.label(
            "the page",
            &format!("is {}", crate::list::place(description)),
        )?;
        match description.transport {
            Transport::Window { origins, frame } => {
                self.label("origins", &origins.join(", "))?;
                if let Some(Frame::Around {
                    src,
                    allow,
                    size,
                    min,
                }) = frame
                {
                    self.label("src", src)?;
                    if let Some(allow) = allow {
                        self.label("allow", allow)?;
                    }
                    if let Some((width, height)) = size {
                        self.label("size", &format!("{width} × {height} CSS pixels"))?;
                    }
                    if let Some((width, height)) = min {
                        self.label("smallest", &format!("{width} × {height} CSS pixels"))?;
                    }
                }
            }
            Transport::Library { .. } => {
                self.label("origins", "none: everything is in one page")?;
            }
        }
        writeln!(self.out)
    }

    fn table(&mut self, rows: &[Row]) -> io::Result<()> {
        table::write(self.out, self.columns, rows)
    }
}
