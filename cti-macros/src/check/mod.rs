//! Checks: what a declaration that can be read may still have wrong.
//!
//! Some look at one part by itself, and hold whatever stands beside it; they run on what could be
//! read. Others look at how parts fit, and run only when nothing is missing, so that a slip isn't
//! reported a second time by its consequences.

mod carrier;
mod conditions;
mod data;
mod endless;
mod envelope;
mod families;
mod fields;
mod handshake;
mod keys;
mod many;
pub(crate) mod names;
mod order;
pub(crate) mod origin;
mod query;
mod replies;
mod requests;
mod samples;
mod types;

use crate::errors::Errors;
use crate::model::{Data, DataShape, Direction, Field, OutcomeKeys, Sides, VariantBody};
use crate::parse::Reading;
use crate::resolve::layout::{Layout, Leaf, Slot};
use crate::resolve::{Resolved, Row};
use proc_macro2::{Ident, Span};

/// Everything that can be checked of what was read.
pub(crate) fn check(protocol: &Resolved<'_>, reading: Reading, errors: &mut Errors) {
    each_part(protocol, errors);
    match reading {
        Reading::Complete => relations(protocol, errors),
        Reading::Named => names_in_relations(protocol, errors),
        Reading::Partial => {}
    }
}

/// Checks of each part by itself.
fn each_part(protocol: &Resolved<'_>, errors: &mut Errors) {
    carrier::check(protocol, errors);
    envelope::check(protocol, errors);
    names::check(protocol, errors);
    fields::check(protocol, errors);
    data::check(protocol, errors);
    query::check(protocol, errors);
    replies::check_each(protocol, errors);
    requests::check(protocol, errors);
    many::check(protocol, errors);
    samples::check(protocol, errors);
}

/// Checks of how the parts fit together.
fn relations(protocol: &Resolved<'_>, errors: &mut Errors) {
    families::check(protocol, errors);
    endless::check(protocol, errors);
    names::check_undeclared(protocol, errors);
    order::check(protocol, errors);
    replies::check(protocol, errors);
    replies::check_ids(protocol, errors);
    requests::check_answers(protocol, errors);
    handshake::check(protocol, errors);
}

/// What can be said of how the parts fit together although some could not be read: the names that
/// they use for each other.
fn names_in_relations(protocol: &Resolved<'_>, errors: &mut Errors) {
    order::check_names(protocol, errors);
    replies::check(protocol, errors);
    handshake::check(protocol, errors);
}

/// Why a name that is a variant of data is no message, if it is one.
///
/// The message that carries it is no suggestion: it comes with any of the other variants too.
fn inner(protocol: &Resolved<'_>, direction: Direction, name: &Ident) -> Option<String> {
    let has = |data: &&Data| match &data.shape {
        DataShape::Tagged { variants, .. } | DataShape::OneOf(variants) => {
            variants.iter().any(|variant| variant.ident == *name)
        }
        _ => false,
    };
    let data = protocol.types.iter().find(has)?;
    let carries = |row: &&Row<'_>| {
        let mut fields = row.message.body.each();
        fields.any(|field| field.ty.present().declared() == Some(&data.ident))
    };
    let carrier = match protocol.rows_in(direction).find(carries) {
        Some(row) => format!(
            ", and `{}` comes with any of its variants",
            row.message.ident
        ),
        None => String::new(),
    };
    Some(format!(
        "`{name}` is a variant of `{}`{carrier}; what is waited for here is a whole message, so leave \
         this out, send without waiting, and look for `{name}` where the message is handled",
        data.ident
    ))
}

/// The fields of a data type, of all its variants.
fn fields_of(shape: &DataShape) -> impl Iterator<Item = &Field> {
    let (own, variants) = match shape {
        DataShape::Object(fields) => (fields.as_slice(), [].as_slice()),
        DataShape::Tagged { variants, .. } => ([].as_slice(), variants.as_slice()),
        _ => ([].as_slice(), [].as_slice()),
    };
    let inside = variants.iter().flat_map(|variant| match &variant.body {
        VariantBody::Fields(fields) => fields.as_slice(),
        VariantBody::Unit | VariantBody::Value(_) => &[],
    });
    own.iter().chain(inside)
}

/// The keys that a field puts into an object, with the place that an error is shown at.
fn keys<'a>(
    protocol: &'a Resolved<'a>,
    layout: &'a Layout<'a>,
    slot: &Slot<'a>,
) -> Vec<(&'a str, Span)> {
    if let (Some(outcome), Some(sides)) = (&slot.field.outcome, slot.field.sides()) {
        return outcome_keys(protocol, outcome, sides);
    }
    leaf_keys(layout.leaves_of(slot))
}

fn leaf_keys<'a>(leaves: &[Leaf<'a>]) -> Vec<(&'a str, Span)> {
    let leaves = leaves.iter();
    let keys = leaves.flat_map(|leaf| {
        let names = leaf.names.iter();
        names.map(|name| (name.value.as_str(), leaf.shown.unwrap_or(name.span)))
    });
    keys.collect()
}

/// The keys of a body that is either of two.
fn outcome_keys<'a>(
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
