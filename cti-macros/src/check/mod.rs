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
use crate::model::{
    Data, DataShape, Direction, Field, Message, OutcomeKeys, Protocol, Type, TypeKind, VariantBody,
};
use proc_macro2::Ident;

/// Checks of each part by itself.
pub(crate) fn each_part(protocol: &Protocol, errors: &mut Errors) {
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
pub(crate) fn relations(protocol: &Protocol, errors: &mut Errors) {
    families::check(protocol, errors);
    endless::check(protocol, errors);
    names::check_silent(protocol, errors);
    order::check(protocol, errors);
    replies::check(protocol, errors);
    replies::check_ids(protocol, errors);
    requests::check_answers(protocol, errors);
    handshake::check(protocol, errors);
}

/// What can be said of how the parts fit together although some could not be read: the names that
/// they use for each other.
pub(crate) fn names_in_relations(protocol: &Protocol, errors: &mut Errors) {
    order::check_names(protocol, errors);
    replies::check(protocol, errors);
    handshake::check(protocol, errors);
}

/// A declared type by name.
fn declared<'a>(protocol: &'a Protocol, name: &Ident) -> Option<&'a Data> {
    protocol.types.iter().find(|data| data.ident == *name)
}

/// Why a name that is a variant of data is no message, if it is one.
///
/// The message that carries it is no suggestion: it comes with any of the other variants too.
fn inner(protocol: &Protocol, direction: Direction, name: &Ident) -> Option<String> {
    let has = |data: &&Data| match &data.shape {
        DataShape::Tagged { variants, .. } | DataShape::OneOf(variants) => {
            variants.iter().any(|variant| variant.ident == *name)
        }
        _ => false,
    };
    let data = protocol.types.iter().find(has)?;
    let carries = |message: &&Message| {
        let mut fields = message.body.each();
        fields.any(
            |field| matches!(&present(&field.ty).kind, TypeKind::Declared(of) if *of == data.ident),
        )
    };
    let mut messages = protocol
        .channel(direction)
        .flat_map(|family| &family.messages);
    let carrier = match messages.find(carries) {
        Some(message) => format!(", and `{}` comes with any of its variants", message.ident),
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

/// The type without `Option`.
fn present(ty: &Type) -> &Type {
    match &ty.kind {
        TypeKind::Option(inner) => inner,
        _ => ty,
    }
}

/// What a flattened field brings into the object around it.
enum Flattened<'a> {
    /// A declared type with keys.
    Type(&'a Data),
    /// A map, for keys that no field has.
    Rest,
    /// A declared type that could not be read.
    Unread,
    /// Something without keys.
    Nothing,
}

fn flattened<'a>(protocol: &'a Protocol, field: &'a Field) -> Flattened<'a> {
    match &present(&field.ty).kind {
        TypeKind::Map(_) => Flattened::Rest,
        TypeKind::Declared(name) => match declared(protocol, name) {
            Some(data) => match &data.shape {
                DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. } => {
                    Flattened::Type(data)
                }
                _ => Flattened::Nothing,
            },
            None => Flattened::Unread,
        },
        _ => Flattened::Nothing,
    }
}

/// How deep types are followed into each other; a type that contains itself has no end.
const DEPTH: usize = 8;

/// The keys that a field puts into an object, with the place that an error is shown at.
fn keys<'a>(
    protocol: &'a Protocol,
    field: &'a Field,
    depth: usize,
    found: &mut Vec<(&'a str, proc_macro2::Span)>,
) {
    if let (Some(outcome), TypeKind::Result(ok, error)) = (&field.outcome, &field.ty.kind) {
        outcome_keys(protocol, outcome, [ok, error], found);
        return;
    }
    if !field.flatten {
        found.push((&field.key.value, field.key.span));
        found.extend(
            field
                .aliases
                .iter()
                .map(|alias| (alias.value.as_str(), alias.span)),
        );
        return;
    }
    let Flattened::Type(data) = flattened(protocol, field) else {
        return;
    };
    if depth == 0 {
        return;
    }
    let start = found.len();
    data_keys(protocol, data, depth - 1, found);
    // Shown at the flattened field, since the type may well be right by itself.
    for (_, span) in found.iter_mut().skip(start) {
        *span = field.ident.span();
    }
}

/// The keys of a body that is either of two.
fn outcome_keys<'a>(
    protocol: &'a Protocol,
    outcome: &'a OutcomeKeys,
    types: [&'a Type; 2],
    found: &mut Vec<(&'a str, proc_macro2::Span)>,
) {
    let own = outcome.each();
    found.extend(own.map(|key| (key.value.as_str(), key.span)));
    // The two may share keys: only one of them is there.
    let mut beside: Vec<(&str, proc_macro2::Span)> = Vec::new();
    for (_, ty) in outcome
        .sides(types)
        .into_iter()
        .filter(|(key, _)| key.is_none())
    {
        let mut more = Vec::new();
        if let TypeKind::Declared(name) = &ty.kind
            && let Some(data) = declared(protocol, name)
        {
            data_keys(protocol, data, DEPTH, &mut more);
        }
        more.retain(|(key, _)| !beside.iter().any(|(known, _)| known == key));
        beside.extend(more.into_iter().map(|(key, _)| (key, ty.span)));
    }
    found.extend(beside);
}

/// The keys of a declared type as an object.
fn data_keys<'a>(
    protocol: &'a Protocol,
    data: &'a Data,
    depth: usize,
    found: &mut Vec<(&'a str, proc_macro2::Span)>,
) {
    match &data.shape {
        DataShape::Object(fields) => {
            for field in fields {
                keys(protocol, field, depth, found);
            }
        }
        DataShape::OneOf(variants) => {
            for variant in variants {
                found.push((&variant.key.value, variant.key.span));
                found.extend(
                    variant
                        .aliases
                        .iter()
                        .map(|key| (key.value.as_str(), key.span)),
                );
            }
        }
        DataShape::Tagged { tag, variants } => {
            found.push((&tag.value, tag.span));
            // Variants may share keys: only one of them is there.
            let mut own: Vec<(&str, proc_macro2::Span)> = Vec::new();
            for variant in variants {
                let VariantBody::Fields(fields) = &variant.body else {
                    continue;
                };
                for field in fields {
                    let mut more = Vec::new();
                    keys(protocol, field, depth, &mut more);
                    more.retain(|(key, _)| !own.iter().any(|(known, _)| known == key));
                    own.extend(more);
                }
            }
            found.extend(own);
        }
        _ => {}
    }
}
