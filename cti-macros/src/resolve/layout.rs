//! The table of a record: which index each of its fields has.
//!
//! A field has one index. A flattened field has as many as its type has fields, so that its keys
//! stand in the table of the record around it and its values go straight to where they belong.

use crate::model::{At, Data, Field, Id, Variant};
use proc_macro2::Span;

/// The table of a record.
#[derive(Default)]
pub(crate) struct Layout<'a> {
    /// The record's own fields, in order of declaration.
    pub slots: Vec<Slot<'a>>,
    /// What stands in the table, by index.
    pub leaves: Vec<Leaf<'a>>,
    /// Groups of which one must be there.
    pub groups: Vec<Group>,
    /// The tag that must be read before the others.
    pub first: Option<usize>,
    /// The variants of a tagged enum.
    pub cases: Vec<Case<'a>>,
    /// How many fields there are. Those that share a place because they share a key count each.
    pub count: usize,
    /// How many types are flattened into each other, this one included.
    pub depth: usize,
    /// How the keys begin that maps take where no field has them: empty for a map of any key.
    pub taken: Vec<&'a str>,
    /// There is more in it than fields which are always there under their own keys.
    pub is_special: bool,
}

/// A field of a record, and its indices in the table.
pub(crate) struct Slot<'a> {
    pub field: &'a Field,
    /// The field, or the whole record, is shown masked.
    pub personal: bool,
    pub at: usize,
    pub len: usize,
    pub kind: SlotKind<'a>,
}

/// How a field stands in its record.
pub(crate) enum SlotKind<'a> {
    /// By itself, under a key.
    Own,
    /// The fields of its type stand in its place.
    Flat(Flat<'a>),
    /// It takes the keys that begin so and are no field's: a flattened map.
    Rest { optional: bool, prefix: &'a str },
    /// It is either of two: the keys of success and of failure, behind that of a flag if there is one.
    Outcome(Option<[Side; 2]>),
    /// It is flattened, and its type has no keys.
    Keyless,
    /// It is flattened, and its type could not be read.
    Unread,
}

/// How the record of a flattened field behaves inside the record around it.
#[derive(Clone, Copy)]
pub(crate) struct Flat<'a> {
    pub data: &'a Data,
    /// It is an `Option`: the first of its keys makes the value.
    pub optional: bool,
    /// Which of its fields must be there depends on its tag, or on whether it is there at all.
    pub computed: bool,
    /// A map is flattened into it.
    pub rest: bool,
}

/// What stands at one index of the table.
#[derive(Clone)]
pub(crate) struct Leaf<'a> {
    /// The key, then its aliases.
    pub names: Vec<&'a At<String>>,
    /// Where an error about it is shown, if not at its name: at the flattened field, since the type
    /// may well be right by itself.
    pub shown: Option<Span>,
    pub required: bool,
    pub beside: bool,
}

/// Fields of which one must be there.
#[derive(Clone)]
pub(crate) struct Group {
    pub name: String,
    pub at: usize,
    pub len: usize,
    pub required: bool,
}

/// A variant of a tagged enum.
pub(crate) struct Case<'a> {
    pub variant: &'a Variant,
    /// What it has besides the tag.
    pub layout: Layout<'a>,
    /// Index in the enum's table for each index of the variant's own.
    pub indices: Vec<usize>,
}

/// Success or failure, of an outcome with a flag.
#[derive(Default)]
pub(crate) struct Side {
    /// Whether it has a key, and no fields beside the flag.
    pub keyed: bool,
    /// Its indices within the outcome, by those of its own table.
    pub indices: Vec<usize>,
    /// What must be there, by index within the outcome.
    pub required: Vec<usize>,
}

impl<'a> Layout<'a> {
    /// Whether the fields that must be there depend on the value.
    pub(crate) fn is_computed(&self) -> bool {
        let computed =
            |slot: &Slot<'_>| matches!(&slot.kind, SlotKind::Flat(flat) if flat.computed);
        self.first.is_some() || self.slots.iter().any(computed)
    }

    /// The fields that take what is no field's.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &Slot<'a>> {
        self.slots.iter().filter(|slot| match slot.kind {
            SlotKind::Flat(flat) => flat.rest,
            SlotKind::Rest { .. } => true,
            _ => false,
        })
    }

    /// Fields that must be there whatever a tag says, by index.
    pub(crate) fn required(&self) -> impl Iterator<Item = usize> {
        let leaves = self.leaves.iter().enumerate();
        leaves
            .filter(|(_, leaf)| leaf.required)
            .map(|(index, _)| index)
    }

    /// The field by which an answer finds its request, and its index.
    pub(crate) fn id(&self) -> Option<(usize, &'a Field)> {
        let slot = self.slots.iter().find(|slot| slot.field.id != Id::No)?;
        Some((slot.at, slot.field))
    }

    /// The leaves of a field.
    pub(crate) fn leaves_of(&self, slot: &Slot<'_>) -> &[Leaf<'a>] {
        self.leaves
            .get(slot.at..slot.at + slot.len)
            .unwrap_or_default()
    }
}
