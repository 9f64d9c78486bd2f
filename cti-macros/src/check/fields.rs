//! Fields: what can be flattened, and how many there may be.

use super::{DEPTH, Flattened, flattened};
use crate::errors::Errors;
use crate::model::{
    Data, DataShape, Field, OutcomeKeys, Presence, Protocol, Type, TypeKind, VariantBody,
};
use crate::rules::Rule;
use proc_macro2::{Ident, Span};

/// Fields of a record, since a mask of them is one word.
const MOST: usize = 64;

pub(crate) fn check(protocol: &Protocol, errors: &mut Errors) {
    for message in protocol.families.iter().flat_map(|family| &family.messages) {
        record(protocol, &message.ident, &message.body.fields(), errors);
    }
    for data in &protocol.types {
        match &data.shape {
            DataShape::Object(fields) => {
                record(protocol, &data.ident, fields, errors);
                nowhere_beside(fields, errors);
                if flattens(protocol, &data.ident, &data.ident, DEPTH) {
                    let message = format!("`{}` is flattened into itself, without end", data.ident);
                    errors.push(Rule::FieldFlatten, data.ident.span(), message);
                }
            }
            DataShape::Tagged { variants, .. } => {
                let mut count = 1;
                for variant in variants {
                    if let VariantBody::Fields(fields) = &variant.body {
                        self::variant(protocol, fields, errors);
                        nowhere_beside(fields, errors);
                        count += fields
                            .iter()
                            .map(|of| slots(protocol, of, DEPTH))
                            .sum::<usize>();
                    }
                }
                too_many(&data.ident, count, errors);
            }
            DataShape::OneOf(variants) => too_many(&data.ident, variants.len(), errors),
            _ => {}
        }
    }
}

fn nowhere_beside(fields: &[Field], errors: &mut Errors) {
    for field in fields.iter().filter(|field| field.beside) {
        let message = "a data type has no content to stand beside; remove `#[beside]`, or write the \
                       field in the message";
        errors.push(Rule::EnvelopeBeside, field.ident.span(), message);
    }
}

fn record(protocol: &Protocol, ident: &Ident, fields: &[Field], errors: &mut Errors) {
    // What an outcome is, its flag says like a tag.
    let outcome = fields.iter().find(|field| field.outcome.is_some());
    let outcome = outcome.map(|field| field.ident.span());
    let (mut tagged, mut rest): (Option<Span>, Option<Span>) = (outcome, None);
    for field in fields.iter().filter(|field| field.flatten) {
        let at = field.ident.span();
        let brings = Brings::of(protocol, field, DEPTH);
        let optional = matches!(field.ty.kind, TypeKind::Option(_));
        match flattened(protocol, field) {
            Flattened::Nothing => {
                let message = "this type has no keys to stand here; flatten a `#[data]` struct, a \
                               `one_of` or tagged enum, or a `Map<…>`";
                errors.push(Rule::FieldFlatten, field.ty.span, message);
                continue;
            }
            Flattened::Type(data)
                if optional
                    && matches!(data.shape, DataShape::Object(_))
                    && (brings.one_of || brings.rest) =>
            {
                let what = if brings.rest { "map" } else { "`one_of` enum" };
                let message = format!(
                    "`{}` has a flattened {what}, so when is it absent? Remove `Option`, or flatten \
                     the {what} here",
                    data.ident
                );
                errors.push(Rule::FieldFlatten, field.ty.span, message);
            }
            _ => {}
        }
        default(field, errors);
        too_deep(protocol, field, errors);
        for (brought, first) in [(brings.tagged, &mut tagged), (brings.rest, &mut rest)] {
            if let Some(first) = first.filter(|_| brought) {
                let message = "one such field takes the keys already; which gets which?";
                let hint = "first flattened here";
                errors.twice(Rule::FieldFlattenMany, first, at, message, hint);
            } else if brought {
                *first = Some(at);
            }
        }
    }
    let count = fields
        .iter()
        .map(|field| slots(protocol, field, DEPTH))
        .sum();
    too_many(ident, count, errors);
}

/// Whatever else is flattened needs to know which variant it is in.
fn variant(protocol: &Protocol, fields: &[Field], errors: &mut Errors) {
    for field in fields.iter().filter(|field| field.flatten) {
        let before = errors.count();
        default(field, errors);
        too_deep(protocol, field, errors);
        if errors.count() == before && !is_plain(protocol, field, DEPTH) {
            let message = "a variant flattens `#[data]` structs only, without `Option`, and without \
                           enums or maps flattened into them";
            errors.push(Rule::FieldFlatten, field.ty.span, message);
        }
    }
}

/// Whether a flattened field is a struct of fields that are always there under their own keys.
fn is_plain(protocol: &Protocol, field: &Field, depth: usize) -> bool {
    if depth == 0 || matches!(field.ty.kind, TypeKind::Option(_)) {
        return false;
    }
    match flattened(protocol, field) {
        Flattened::Type(data) => is_plain_data(protocol, data, depth),
        Flattened::Unread => true,
        Flattened::Rest | Flattened::Nothing => false,
    }
}

/// Whether a type is a struct of such fields.
fn is_plain_data(protocol: &Protocol, data: &Data, depth: usize) -> bool {
    match &data.shape {
        DataShape::Object(fields) => {
            let mut flat = fields.iter().filter(|field| field.flatten);
            flat.all(|field| is_plain(protocol, field, depth - 1))
        }
        _ => false,
    }
}

/// What has no key stands beside a flag: a struct's fields, or nothing.
pub(super) fn beside_flag(
    protocol: &Protocol,
    outcome: &OutcomeKeys,
    types: [&Type; 2],
    errors: &mut Errors,
) {
    let sides = outcome.sides(types).into_iter().zip(["ok", "error"]);
    for ((_, ty), name) in sides.filter(|((key, _), _)| key.is_none()) {
        let fits = match &ty.kind {
            TypeKind::Unit | TypeKind::Never => true,
            TypeKind::Declared(of) => super::declared(protocol, of)
                .is_none_or(|data| is_plain_data(protocol, data, DEPTH)),
            _ => false,
        };
        if !fits {
            let message = format!(
                "what stands beside the flag is a `#[data]` struct, without enums or maps flattened \
                 into it; name the key: `{name} = \"…\"`"
            );
            errors.push(Rule::OutcomeKeys, ty.span, message);
        }
    }
}

/// What a flattened field brings into a record besides plain fields.
#[derive(Clone, Copy, Default)]
struct Brings {
    one_of: bool,
    tagged: bool,
    rest: bool,
}

impl Brings {
    fn of(protocol: &Protocol, field: &Field, depth: usize) -> Self {
        let mut brings = Self::default();
        match flattened(protocol, field) {
            Flattened::Rest => brings.rest = true,
            Flattened::Type(data) => match &data.shape {
                DataShape::OneOf(_) => brings.one_of = true,
                DataShape::Tagged { .. } => brings.tagged = true,
                DataShape::Object(fields) if depth > 0 => {
                    for field in fields.iter().filter(|field| field.flatten) {
                        let inner = Self::of(protocol, field, depth - 1);
                        brings.one_of |= inner.one_of;
                        brings.tagged |= inner.tagged;
                        brings.rest |= inner.rest;
                    }
                }
                _ => {}
            },
            Flattened::Unread | Flattened::Nothing => {}
        }
        brings
    }
}

fn too_deep(protocol: &Protocol, field: &Field, errors: &mut Errors) {
    if is_deep(protocol, field, &mut Vec::new()) {
        let message = format!(
            "types are flattened into each other more than {DEPTH} deep here; write some of the \
             fields where they stand"
        );
        errors.push(Rule::FieldFlatten, field.ident.span(), message);
    }
}

/// A type that is flattened into itself is not deep, but an error of its own.
fn is_deep<'a>(protocol: &'a Protocol, field: &'a Field, through: &mut Vec<&'a Ident>) -> bool {
    let Flattened::Type(data) = flattened(protocol, field) else {
        return false;
    };
    if through.contains(&&data.ident) {
        return false;
    }
    through.push(&data.ident);
    let deep = through.len() > DEPTH
        || match &data.shape {
            DataShape::Object(fields) => {
                let mut flat = fields.iter().filter(|field| field.flatten);
                flat.any(|field| is_deep(protocol, field, through))
            }
            _ => false,
        };
    through.pop();
    deep
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
    let sum = |fields: &[Field]| -> usize {
        let slots = |field| slots(protocol, field, depth.saturating_sub(1));
        fields.iter().map(slots).sum()
    };
    if let (Some(outcome), TypeKind::Result(ok, error)) = (&field.outcome, &field.ty.kind) {
        let sides = outcome
            .sides([ok, error])
            .map(|(key, ty)| match (key, &ty.kind) {
                (Some(_), _) => 1,
                (None, TypeKind::Declared(name)) => {
                    match super::declared(protocol, name).map(|data| &data.shape) {
                        Some(DataShape::Object(fields)) => sum(fields),
                        _ => 0,
                    }
                }
                (None, _) => 0,
            });
        return usize::from(outcome.flag.is_some()) + sides.iter().sum::<usize>();
    }
    if !field.flatten || depth == 0 {
        return 1;
    }
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
