//! The protocols, as a table and as JSON.

use std::io::{self, Write};

use cti_runtime::describe::{Description, Direction, Frame, Transport};
use serde::Serialize;

use crate::output::json;
use crate::output::style::{FAINT, NAME, Styled};
use crate::output::wrap::{width, wrap};
use crate::protocols::Protocols;

/// Prints a table for people, on a page of this many columns.
pub(crate) fn table(out: &mut impl Write, protocols: &Protocols, columns: usize) -> io::Result<()> {
    let rows: Vec<Row> = rows(protocols).collect();
    let name = rows.iter().map(|row| width(row.name)).max().unwrap_or(0);
    let vendor = rows.iter().map(|row| width(row.vendor)).max().unwrap_or(0);
    let heads = format!(
        "{:<name$}  {:<vendor$}  events  commands  the page is",
        "protocol", "vendor"
    );
    let indent = name + vendor + "        ".len() + "eventscommands".len();
    let room = columns.saturating_sub(indent);
    if room < PLACE {
        return blocks(out, &rows, columns);
    }
    writeln!(out, "{}", Styled(FAINT, heads))?;
    for row in &rows {
        write!(
            out,
            "{}  {:<vendor$}  {:>6}  {:>8}  ",
            Styled(NAME, format!("{:<name$}", row.name)),
            row.vendor,
            row.from_vendor,
            row.to_vendor,
        )?;
        let mut before = 0;
        for line in wrap(&row.place, room) {
            writeln!(out, "{:before$}{line}", "")?;
            before = indent;
        }
    }
    Ok(())
}

/// Columns that a place needs beside the rest.
const PLACE: usize = 16;

/// The same where the table has no room.
fn blocks(out: &mut impl Write, rows: &[Row], columns: usize) -> io::Result<()> {
    for row in rows {
        let Row {
            vendor,
            from_vendor,
            to_vendor,
            place,
            ..
        } = row;
        writeln!(out, "{}", Styled(NAME, row.name))?;
        let rest =
            format!("{vendor}; {from_vendor} events, {to_vendor} commands; the page is {place}");
        for line in wrap(&rest, columns.saturating_sub(2)) {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Prints an array for machines.
pub(crate) fn json(out: &mut impl Write, protocols: &Protocols) -> io::Result<()> {
    json::pretty(out, &rows(protocols).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    vendor: &'static str,
    transport: &'static str,
    from_vendor: usize,
    to_vendor: usize,
    #[serde(skip)]
    place: String,
}

fn rows(protocols: &Protocols) -> impl Iterator<Item = Row> {
    protocols.all().iter().map(|entry| {
        let description = entry.description();
        Row {
            name: description.name,
            vendor: description.vendor,
            transport: match description.transport {
                Transport::Window { .. } => "window",
                Transport::Library { .. } => "library",
            },
            from_vendor: messages(description, Direction::FromVendor),
            to_vendor: messages(description, Direction::ToVendor),
            place: place(description),
        }
    })
}

fn messages(description: &Description, direction: Direction) -> usize {
    let families = description.families.iter();
    families
        .filter(|family| family.direction == direction)
        .map(|family| family.messages.len())
        .sum()
}

/// Where the application's page is, in words.
pub(crate) fn place(description: &Description) -> String {
    match description.transport {
        Transport::Window {
            frame: Some(Frame::Around { .. }),
            ..
        } => String::from("around the vendor's frame"),
        Transport::Window {
            frame: Some(Frame::Inside),
            ..
        } => String::from("in a frame of the vendor's page"),
        Transport::Window { frame: None, .. } => String::from("beside the vendor's window"),
        Transport::Library { library } => format!("the vendor's, and calls {library}"),
    }
}
