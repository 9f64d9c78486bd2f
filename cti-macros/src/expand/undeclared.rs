//! Directions that a declaration says nothing of.

use proc_macro2::Ident;

use super::names;
use crate::model::{Direction, Envelope, Family, FamilyKind, Protocol, Transport};

/// Where a side never speaks, an empty family stands for what it would say: the runtime's
/// `Protocol` has a type for each direction. `None` if both sides speak.
pub(super) fn with_both_directions(declared: &Protocol) -> Option<Protocol> {
    let is_undeclared = |direction: &Direction| declared.in_direction(*direction).next().is_none();
    let directions = Direction::BOTH.into_iter().filter(is_undeclared);
    let mut undeclared = directions
        .map(|direction| empty(declared, direction))
        .peekable();
    undeclared.peek()?;
    let mut protocol = declared.clone();
    protocol.families.extend(undeclared);
    Some(protocol)
}

fn empty(declared: &Protocol, direction: Direction) -> Family {
    let other = declared.families.first();
    Family {
        ident: free(declared, direction.name()),
        doc: String::new(),
        direction,
        kind: match (&declared.transport, direction) {
            (Transport::Window { .. }, _) => FamilyKind::Messages,
            (Transport::Library { .. }, Direction::FromVendor) => FamilyKind::Subscriptions,
            (Transport::Library { .. }, Direction::ToVendor) => FamilyKind::Methods,
        },
        envelope: other.map_or_else(Envelope::blank, |other| other.envelope.clone()),
        requests: None,
        messages: Vec::new(),
    }
}

/// The name of an empty family. It is taken in a fallback only, where one mistake is enough.
fn free(protocol: &Protocol, name: &str) -> Ident {
    let families = protocol.families.iter();
    let made = families.flat_map(|family| Family::names(&family.ident));
    let taken: Vec<Ident> = protocol.names().cloned().chain(made).collect();
    let mut ident = names::ident(name, protocol.marker.span());
    while Family::names(&ident)
        .iter()
        .any(|name| taken.contains(name))
    {
        ident = names::ident(&format!("{ident}2"), ident.span());
    }
    ident
}
