//! Fields: what can be flattened, and how many there may be.

use super::{DEPTH, Flattened, flattened};
use crate::errors::Errors;
use crate::model::{Body, DataShape, Field, Presence, Protocol, TypeKind, VariantBody};
use crate::rules::Rule;
use proc_macro2::{Ident, Span};

/// Fields of a record, since a mask of them is one word.
const MOST: usize = 64;

pub(crate) fn check(protocol: &Protocol, errors: &mut Errors) {
    for message in protocol.families.iter().flat_map(|family| &family.messages) {
        if let Body::Fields(fields) = &message.body {
            record(protocol, &message.ident, fields, errors);
        }
    }
    for data in &protocol.types {
        match &data.shape {
            DataShape::Object(fields) => {
                record(protocol, &data.ident, fields, errors);
                if flattens(protocol, &data.ident, &data.ident, DEPTH) {
                    let message = format!("`{}` is flattened into itself, without end", data.ident);
                    errors.push(Rule::FieldFlatten, data.ident.span(), message);
                }
            }
            DataShape::Tagged { variants, .. } => {
                let mut count = 1;
                for variant in variants {
                    if let VariantBody::Fields(fields) = &variant.body {
                        record(protocol, &variant.ident, fields, errors);
                        count += fields.len();
                    }
                }
                too_many(&data.ident, count, errors);
            }
            DataShape::OneOf(variants) => too_many(&data.ident, variants.len(), errors),
            _ => {}
        }
    }
}

fn record(protocol: &Protocol, ident: &Ident, fields: &[Field], errors: &mut Errors) {
    let (mut tagged, mut rest): (Option<Span>, Option<Span>) = (None, None);
    for field in fields.iter().filter(|field| field.flatten) {
        let at = field.ident.span();
        let slot = match flattened(protocol, field) {
            Flattened::Rest => &mut rest,
            Flattened::Type(data) if matches!(data.shape, DataShape::Tagged { .. }) => &mut tagged,
            Flattened::Type(_) | Flattened::Unread => {
                default(field, errors);
                continue;
            }
            Flattened::Nothing => {
                let message = "this type has no keys to stand here; flatten a `#[data]` struct, a \
                               `one_of` or tagged enum, or a `Map<…>`";
                errors.push(Rule::FieldFlatten, field.ty.span, message);
                continue;
            }
        };
        if let Some(first) = *slot {
            let message = "one such field takes the keys already; which gets which?";
            errors.twice(
                Rule::FieldFlattenMany,
                first,
                at,
                message,
                "first flattened here",
            );
        }
        *slot = Some(at);
        default(field, errors);
    }
    let mut count = 0;
    for field in fields {
        count += slots(protocol, field, DEPTH);
    }
    too_many(ident, count, errors);
}

fn default(field: &Field, errors: &mut Errors) {
    if matches!(field.presence, Presence::Default | Presence::Nullable) {
        let message = "a flattened field has no key of its own to be null or absent; write an \
                       `Option<…>` without `#[null]` or `#[default]`";
        errors.push(Rule::FieldFlatten, field.ident.span(), message);
    }
}

fn too_many(ident: &Ident, count: usize, errors: &mut Errors) {
    if count > MOST {
        let message = format!(
            "{count} fields, counting flattened ones; a record has at most {MOST}: group some in \
             a `#[data]` struct"
        );
        errors.push(Rule::FieldCount, ident.span(), message);
    }
}

/// The number of places that a field takes in the table of its record.
fn slots(protocol: &Protocol, field: &Field, depth: usize) -> usize {
    if !field.flatten || depth == 0 {
        return 1;
    }
    let sum = |fields: &[Field]| -> usize {
        fields
            .iter()
            .map(|field| slots(protocol, field, depth - 1))
            .sum()
    };
    match flattened(protocol, field) {
        Flattened::Type(data) => match &data.shape {
            DataShape::Object(fields) => sum(fields),
            DataShape::OneOf(variants) => variants.len(),
            DataShape::Tagged { variants, .. } => {
                1 + variants
                    .iter()
                    .map(|variant| match &variant.body {
                        VariantBody::Fields(fields) => sum(fields),
                        _ => 0,
                    })
                    .sum::<usize>()
            }
            _ => 1,
        },
        Flattened::Rest => 0,
        _ => 1,
    }
}

/// Whether a type is flattened, at some depth, into another.
fn flattens(protocol: &Protocol, wanted: &Ident, into: &Ident, depth: usize) -> bool {
    let Some(data) = super::declared(protocol, into) else {
        return false;
    };
    let DataShape::Object(fields) = &data.shape else {
        return false;
    };
    depth > 0
        && fields.iter().filter(|field| field.flatten).any(|field| {
            match &super::present(&field.ty).kind {
                TypeKind::Declared(name) => {
                    name == wanted || flattens(protocol, wanted, name, depth - 1)
                }
                _ => false,
            }
        })
}
