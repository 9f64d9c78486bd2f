//! The rows of the tables: a message each, with the table of its record and the values that rules look
//! at.

use super::conversions::Conversions;
use super::layout::Layout;
use super::paths::{self, Steps};
use super::types::Types;
use super::values::Values;
use crate::model::{Family, Message, Path, Protocol};

/// A message, and what it is made of.
pub(crate) struct Row<'a> {
    pub family: &'a Family,
    pub message: &'a Message,
    /// Its index among the messages of its family.
    pub own_index: usize,
    /// Its index in its direction's table.
    pub index: usize,
    pub layout: Layout<'a>,
    /// The values that rules look at.
    pub values: Values<'a>,
    /// What of it is posted as a `Date` or a `Map`.
    pub conversions: Conversions<'a>,
    /// What of its answer is, if it is a request.
    pub answered: Conversions<'a>,
    /// Each path that its rules name, with the fields that it leads through.
    paths: Vec<(&'a Path, Steps<'a>)>,
}

impl<'a> Row<'a> {
    /// Where a path leads that one of the message's rules names, or the key of a machine in them.
    pub(crate) fn path(&self, path: &Path) -> Option<&Steps<'a>> {
        let mut paths = self.paths.iter();
        let (_, steps) = paths.find(|(known, _)| std::ptr::eq(*known, path))?;
        Some(steps)
    }

    /// The number of the value that a path leads to.
    pub(crate) fn value(&self, path: &Path) -> Option<usize> {
        self.values.number(self.path(path)?.as_ref().ok()?)
    }
}

/// The rows of all families, one after the other.
pub(super) fn rows<'a>(protocol: &'a Protocol, types: &Types<'a>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for family in &protocol.families {
        // An answer is written as the messages of the side that answers.
        let mut answering = protocol.in_direction(family.direction.opposite());
        let answering = answering.next().unwrap_or(family);
        let before = protocol.rows_before(family);
        for (own_index, message) in family.messages.iter().enumerate() {
            let layout = Layout::of_fields(types, message.body.each(), false);
            let resolve = |path| (path, paths::resolve(types, &message.body, path));
            let [keys, conditions] = named(protocol, message).map(|paths| {
                let paths = paths.into_iter();
                paths.map(resolve).collect::<Vec<_>>()
            });
            rows.push(Row {
                family,
                message,
                own_index,
                index: before + own_index,
                conversions: Conversions::of_message(types, family, message),
                answered: Conversions::of_answer(types, &answering.envelope, family, message),
                values: Values::of(types, &layout, message, [&keys, &conditions]),
                layout,
                paths: keys.into_iter().chain(conditions).collect(),
            });
        }
    }
    rows
}

/// The keys of the machines that a message's rules name, and the paths of its conditions.
fn named<'a>(protocol: &'a Protocol, message: &'a Message) -> [Vec<&'a Path>; 2] {
    let machines = protocol.machines.iter();
    let about = machines.filter(|machine| message.machines().any(|name| *name == machine.ident));
    let moves = message.moves.iter();
    let conditions = moves.filter_map(|step| Some(&step.condition.as_ref()?.path));
    let keys = about.filter_map(|machine| machine.key.as_ref());
    [keys.collect(), conditions.collect()]
}
