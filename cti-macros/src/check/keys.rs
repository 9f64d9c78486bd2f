//! Keys on the wire: those that a field, or a body that is either of two, puts into an object.

use crate::model::{OutcomeKeys, Sides};
use crate::resolve::Resolved;
use crate::resolve::layout::{Layout, Leaf, Slot};
use proc_macro2::Span;

/// The keys that a field puts into an object, with the place that an error is shown at.
pub(super) fn keys<'a>(
    protocol: &'a Resolved<'a>,
    layout: &'a Layout<'a>,
    slot: &Slot<'a>,
) -> Vec<(&'a str, Span)> {
    if let (Some(outcome), Some(sides)) = (&slot.field.outcome, slot.field.sides()) {
        return outcome_keys(protocol, outcome, sides);
    }
    leaf_keys(layout.leaves_of(slot))
}

/// The keys of these places.
pub(super) fn leaf_keys<'a>(leaves: &[Leaf<'a>]) -> Vec<(&'a str, Span)> {
    let leaves = leaves.iter();
    let keys = leaves.flat_map(|leaf| {
        let names = leaf.names.iter();
        names.map(|name| (name.value.as_str(), leaf.shown.unwrap_or(name.span)))
    });
    keys.collect()
}

/// The keys of a body that is either of two.
pub(super) fn outcome_keys<'a>(
    protocol: &'a Resolved<'a>,
    outcome: &'a OutcomeKeys,
    sides: Sides<'a>,
) -> Vec<(&'a str, Span)> {
    let own = outcome.each().map(|key| (key.value.as_str(), key.span));
    let mut found: Vec<_> = own.collect();
    let own = found.len();
    for (_, ty) in sides.into_iter().filter(|(key, _)| key.is_none()) {
        let Some(data) = protocol.declared(ty) else {
            continue;
        };
        for (key, _) in leaf_keys(&protocol.layout(data).leaves) {
            // The two may share keys: only one of them is there.
            if !found.iter().skip(own).any(|(known, _)| *known == key) {
                found.push((key, ty.span));
            }
        }
    }
    found
}
