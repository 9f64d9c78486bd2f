//! State machines and their transitions.

use std::io::{self, Write};

use cti_export::words::first_paragraph;
use cti_runtime::describe::{Description, From, Machine, Move};

use super::Page;
use crate::describe::table::Row;
use crate::output::style::{FAINT, NAME, NEW, Styled};

impl<W: Write> Page<'_, W> {
    pub(super) fn machine(
        &mut self,
        machine: &Machine,
        description: &Description,
    ) -> io::Result<()> {
        let key = match machine.key {
            Some(key) => format!("one per {key}"),
            None => String::from("one for the session"),
        };
        writeln!(
            self.out,
            "  {}  {}",
            Styled(NAME, machine.name),
            Styled(FAINT, key)
        )?;
        self.wrapped(&first_paragraph(machine.doc), 4)?;
        let rows = machine.states.iter().enumerate().map(|(index, state)| Row {
            key: state.name.to_owned(),
            ty: match (index, machine.key, state.end) {
                (_, _, true) => String::from("the end"),
                (0, None, _) => String::from("the start"),
                _ => String::new(),
            },
            notes: String::new(),
            doc: state.doc,
        });
        self.table(&rows.collect::<Vec<_>>())?;
        for family in description.families {
            for message in family.messages {
                for step in message
                    .moves
                    .iter()
                    .filter(|step| step.machine == machine.name)
                {
                    let (tag, from, to) = (message.tag, from(step.from), step.to);
                    let text = format!("{from} → {to}  by {tag}{}", condition(step));
                    self.item(NEW, &text)?;
                }
            }
        }
        writeln!(self.out)
    }
}

/// ` if state = "on"`
pub(super) fn condition(step: &Move) -> String {
    let condition = step.condition;
    condition.map_or_else(String::new, |condition| format!(" if {condition}"))
}

pub(super) fn from(from: From) -> String {
    match from {
        From::Any => String::from("any state"),
        From::New => String::from("a new call"),
        From::States(states) => states.join(" or "),
    }
}
