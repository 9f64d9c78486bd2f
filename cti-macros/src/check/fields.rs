//! Fields: what can be flattened, and how many there may be.

use crate::errors::Errors;
use crate::model::{Data, DataShape, Field, Presence, Sides, Type, TypeKind, VariantBody};
use crate::resolve::layout::{Flat, Layout, Slot, SlotKind};
use crate::resolve::{DEPTH, Resolved, parts};
use crate::rules::Rule;
use proc_macro2::{Ident, Span};

/// Fields of a record, since a mask of them is one word.
pub(super) const MOST: usize = 64;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for row in protocol.rows() {
        record(protocol, &row.message.ident, &row.layout, errors);
        for field in row.message.body.each() {
            options(protocol, &field.ty, errors);
        }
    }
    for data in &protocol.types {
        let layout = protocol.layout(data);
        for ty in data.shape.types() {
            options(protocol, ty, errors);
        }
        match &data.shape {
            DataShape::Object(fields) => {
                record(protocol, &data.ident, layout, errors);
                nowhere_beside(fields, errors);
                if flattens_itself(protocol, data) {
                    let message = format!("`{}` is flattened into itself, without end", data.ident);
                    errors.push(Rule::FieldFlatten, data.ident.span(), message);
                }
            }
            DataShape::Tagged { .. } => {
                for case in &layout.cases {
                    if let VariantBody::Fields(fields) = &case.variant.body {
                        variant(protocol, &case.layout, errors);
                        nowhere_beside(fields, errors);
                    }
                }
                too_many(&data.ident, layout.count, errors);
            }
            DataShape::OneOf(_) | DataShape::Positional(_) => {
                too_many(&data.ident, layout.count, errors);
            }
            _ => {}
        }
    }
}

/// Reports an option that stands in another by way of a data type.
fn options(protocol: &Resolved<'_>, ty: &Type, errors: &mut Errors) {
    for ty in ty.each() {
        let TypeKind::Option(inner) = &ty.kind else {
            continue;
        };
        if matches!(inner.kind, TypeKind::Option(_)) {
            let message = "absent and null read alike; write one `Option`";
            errors.push(Rule::FieldOption, inner.span, message);
        }
        let mut held = protocol.declared(inner);
        // A newtype of itself has a rule of its own.
        for _ in 0..DEPTH {
            let Some(DataShape::Newtype(ty)) = held.map(|data| &data.shape) else {
                break;
            };
            if matches!(ty.kind, TypeKind::Option(_)) {
                let message = "this type is an option already, and absent and null read alike; write \
                               it alone";
                errors.push(Rule::FieldOption, inner.span, message);
            }
            held = protocol.declared(ty);
        }
    }
}

fn nowhere_beside(fields: &[Field], errors: &mut Errors) {
    for field in fields.iter().filter(|field| field.beside) {
        let message = "a data type has no content to stand beside; remove `#[beside]`, or write the \
                       field in the message";
        errors.push(Rule::EnvelopeBeside, field.ident.span(), message);
    }
    for field in fields.iter().filter(|field| field.remainder) {
        let message = "a data type has no tag with something behind it; remove `#[remainder]`, or write \
                       the field in the message";
        errors.push(Rule::TagPrefix, field.ident.span(), message);
    }
    for at in fields.iter().filter_map(|field| field.at.as_ref()) {
        let message = "a data type is no message, from which a path could lead; remove `#[at(…)]`, or \
                       write the field in the message";
        errors.push(Rule::EnvelopePath, at.span, message);
    }
}

fn record(protocol: &Resolved<'_>, ident: &Ident, layout: &Layout<'_>, errors: &mut Errors) {
    // What an outcome is, its flag says like a tag.
    let mut outcomes = layout.slots.iter();
    let outcome = outcomes.find(|slot| slot.field.outcome.is_some());
    let outcome = outcome.map(|slot| slot.field.ident.span());
    let (mut tagged, mut maps): (Option<Span>, Vec<(&str, Span)>) = (outcome, Vec::new());
    for slot in layout.slots.iter().filter(|slot| slot.field.flatten) {
        let field = slot.field;
        let brings = Brings::of(protocol, slot);
        match &slot.kind {
            SlotKind::Keyless => {
                let message = "this type has no keys to stand here; flatten a `#[data]` struct, a \
                               `one_of` or tagged enum, or a `Map<…>`";
                errors.push(Rule::FieldFlatten, field.ty.span, message);
                continue;
            }
            SlotKind::Flat(Flat { data, .. })
                if field.is_optional()
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
        too_deep(protocol, slot, errors);
        let at = field.ident.span();
        let overlapping = taken(protocol, slot).iter().find_map(|prefix| {
            let overlaps = |of: &str| of.starts_with(prefix) || prefix.starts_with(of);
            maps.iter().find(|(of, _)| overlaps(of)).map(|(_, at)| *at)
        });
        let tagged_before = tagged.filter(|_| brings.tagged);
        for first in tagged_before.into_iter().chain(overlapping) {
            let message = "one such field takes the keys already; which gets which?";
            let hint = "first flattened here";
            errors.twice(Rule::FieldFlattenMany, first, at, message, hint);
        }
        if brings.tagged {
            tagged = tagged.or(Some(at));
        }
        maps.extend(taken(protocol, slot).into_iter().map(|prefix| (prefix, at)));
    }
    too_many(ident, layout.count, errors);
}

/// Whatever else is flattened needs to know which variant it is in.
fn variant(protocol: &Resolved<'_>, layout: &Layout<'_>, errors: &mut Errors) {
    for slot in layout.slots.iter().filter(|slot| slot.field.flatten) {
        let before = errors.count();
        default(slot.field, errors);
        too_deep(protocol, slot, errors);
        let plain = match &slot.kind {
            SlotKind::Flat(flat) => !flat.optional && !protocol.layout(flat.data).is_special,
            SlotKind::Unread => true,
            _ => false,
        };
        if errors.count() == before && !plain {
            let message = "a variant flattens `#[data]` structs only, without `Option`, and without \
                           enums or maps flattened into them";
            errors.push(Rule::FieldFlatten, slot.field.ty.span, message);
        }
    }
}

/// What has no key stands beside a flag: a struct's fields, or nothing.
pub(super) fn beside_flag(protocol: &Resolved<'_>, sides: Sides<'_>, errors: &mut Errors) {
    let sides = sides.into_iter().zip(["ok", "error"]);
    for ((_, ty), name) in sides.filter(|((key, _), _)| key.is_none()) {
        let fits = match &ty.kind {
            TypeKind::Unit | TypeKind::Never => true,
            TypeKind::Declared(of) => {
                let data = protocol.data(of);
                data.is_none_or(|data| !protocol.layout(data).is_special)
            }
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
    fn of(protocol: &Resolved<'_>, slot: &Slot<'_>) -> Self {
        match &slot.kind {
            SlotKind::Flat(flat) => {
                let inner = protocol.layout(flat.data);
                Self {
                    one_of: !inner.groups.is_empty(),
                    tagged: inner.first.is_some(),
                    rest: !inner.taken.is_empty(),
                }
            }
            SlotKind::Rest { .. } => Self {
                rest: true,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

/// How the keys begin that maps of a flattened field take.
fn taken<'a>(protocol: &'a Resolved<'a>, slot: &Slot<'a>) -> Vec<&'a str> {
    match &slot.kind {
        SlotKind::Flat(flat) => protocol.layout(flat.data).taken.clone(),
        SlotKind::Rest { prefix, .. } => vec![prefix],
        _ => Vec::new(),
    }
}

fn too_deep(protocol: &Resolved<'_>, slot: &Slot<'_>, errors: &mut Errors) {
    if let SlotKind::Flat(flat) = &slot.kind
        && protocol.layout(flat.data).depth > DEPTH
    {
        let message = format!(
            "types are flattened into each other more than {DEPTH} deep here; write some of the \
             fields where they stand"
        );
        errors.push(Rule::FieldFlatten, slot.field.ident.span(), message);
    }
}

fn default(field: &Field, errors: &mut Errors) {
    if matches!(field.presence, Presence::Default | Presence::Nullable) {
        let message = "a flattened field has no key of its own to be null or absent; write an \
                       `Option<…>` without `#[null]` or `#[default]`";
        errors.push(Rule::FieldFlatten, field.ident.span(), message);
    }
}

pub(super) fn too_many(ident: &Ident, count: usize, errors: &mut Errors) {
    if count > MOST {
        let message = format!(
            "{count} fields, counting flattened ones; a record has at most {MOST}: group some in \
             a `#[data]` struct"
        );
        errors.push(Rule::FieldCount, ident.span(), message);
    }
}

/// Whether a type is flattened, at some depth, into itself.
fn flattens_itself(protocol: &Resolved<'_>, data: &Data) -> bool {
    let mut names = parts(&data.shape);
    let mut next = 0;
    while let Some(name) = names.get(next).copied() {
        if *name == data.ident {
            return true;
        }
        let more = protocol.data(name).map(|data| parts(&data.shape));
        for name in more.into_iter().flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        next += 1;
    }
    false
}
