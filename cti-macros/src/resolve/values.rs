//! The values of a message that rules look at, and the numbers that the runtime asks for them by.

use super::layout::{Layout, SlotKind};
use super::paths::Steps;
use super::types::Types;
use crate::model::{Field, Message, Path};

/// The values of a message that rules look at.
pub(crate) struct Values<'a> {
    /// Keys of machines, the id by which an answer finds its request, and what tells sessions apart.
    pub keys: Vec<ValuePath<'a>>,
    /// What conditions compare.
    pub conditions: Vec<ValuePath<'a>>,
}

/// The way to a value.
pub(crate) struct ValuePath<'a> {
    /// The fields that lead to it, itself last.
    pub steps: Vec<&'a Field>,
    /// The number that the runtime asks for it by.
    pub number: usize,
}

/// Bits of a number that are the index of a field.
const FIELDS: usize = 64;

impl<'a> Values<'a> {
    /// The values that resolved paths lead to: those of keys, and those of conditions.
    pub(super) fn of(
        types: &Types<'a>,
        layout: &Layout<'a>,
        message: &'a Message,
        [keys, conditions]: [&[(&Path, Steps<'a>)]; 2],
    ) -> Self {
        let mut values = Self {
            keys: Vec::new(),
            conditions: Vec::new(),
        };
        let found = |(_, steps): &(&Path, Steps<'a>)| steps.as_ref().ok().cloned();
        let id = message.id().map(|id| vec![id]);
        let of_session = message.body.each().filter(|field| field.is_of_session());
        let own = id.into_iter().chain(of_session.map(|field| vec![field]));
        for steps in keys.iter().filter_map(found).chain(own) {
            let path = values.path(types, layout, steps);
            values.keys.extend(path);
        }
        for steps in conditions.iter().filter_map(found) {
            let path = values.path(types, layout, steps);
            values.conditions.extend(path);
        }
        for list in [&mut values.keys, &mut values.conditions] {
            list.sort_by_key(|value| value.number);
            list.dedup_by_key(|value| value.number);
        }
        values
    }

    /// The number of a value, by the way to it.
    pub(super) fn number(&self, steps: &[&Field]) -> Option<usize> {
        let same = |value: &&ValuePath<'_>| {
            value.steps.len() == steps.len() && { value.steps.iter().zip(steps) }
                .all(|(a, b)| std::ptr::eq(*a, *b))
        };
        self.each().find(same).map(|value| value.number)
    }

    fn each(&self) -> impl Iterator<Item = &ValuePath<'a>> {
        self.keys.iter().chain(&self.conditions)
    }

    fn path(
        &self,
        types: &Types<'a>,
        layout: &Layout<'a>,
        steps: Vec<&'a Field>,
    ) -> Option<ValuePath<'a>> {
        let number = self.number(&steps).or_else(|| {
            let (field, inside) = index(types, layout, &steps)?;
            let others = self.each().filter(|value| value.number % FIELDS == field);
            let others = others.map(|value| value.number / FIELDS).max().unwrap_or(0);
            Some(field + FIELDS * usize::from(inside) * (others + 1))
        })?;
        Some(ValuePath { steps, number })
    }
}

/// The index of the field that steps lead through, and whether the value is inside of it.
fn index(types: &Types<'_>, layout: &Layout<'_>, steps: &[&Field]) -> Option<(usize, bool)> {
    let (first, rest) = steps.split_first()?;
    let mut slots = layout.slots.iter();
    let slot = slots.find(|slot| std::ptr::eq(slot.field, *first))?;
    match &slot.kind {
        SlotKind::Flat(flat) if !rest.is_empty() => {
            let (index, inside) = index(types, types.layout(flat.data), rest)?;
            Some((slot.at + index, inside))
        }
        _ => Some((slot.at, !rest.is_empty())),
    }
}
