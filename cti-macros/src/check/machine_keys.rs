//! Keys of machines: what tells calls apart.

use crate::errors::Errors;
use crate::model::{DataShape, Field, Machine, Presence, Type, TypeKind, VariantBody};
use crate::resolve::paths::Broken;
use crate::resolve::{DEPTH, Resolved, Row};
use crate::rules::Rule;
use proc_macro2::Ident;

/// A keyed machine needs to know which call a message is about.
pub(super) fn field(protocol: &Resolved<'_>, row: &Row<'_>, name: &Ident, errors: &mut Errors) {
    let message = row.message;
    let Some((_, machine)) = protocol.machine(name) else {
        return;
    };
    let Some(key) = &machine.key else { return };
    let steps = match row.path(key) {
        Some(Ok(steps)) => steps,
        None | Some(Err(Broken::Unread)) => return,
        Some(Err(_)) => {
            let text = format!(
                "which call? `{}` is told apart by `{key}`, which `{}` doesn't have",
                machine.ident, message.ident
            );
            errors.push(Rule::MachineKey, message.ident.span(), text);
            return;
        }
    };
    let Some(field) = steps.last() else { return };
    if let Some(field) = steps.iter().find(|step| step.presence == Presence::Default) {
        let text = "a call without a key would be another's; write an `Option<…>`, and remove \
                    `#[default]`";
        errors.push(Rule::MachineKey, field.ident.span(), text);
        return;
    }
    if field.opaque || key_kinds(protocol, &field.ty, DEPTH).is_none() {
        let text = "calls are told apart by a `String`, a whole number or a `Uuid`, or a newtype or \
                    untagged enum of these";
        errors.push(Rule::MachineKey, field.ty.span, text);
    }
}

/// The fields by which a machine's calls are told apart are alike: a number is never a text.
pub(super) fn alike(protocol: &Resolved<'_>, machine: &Machine, errors: &mut Errors) {
    let Some(key) = &machine.key else { return };
    let mut first: Option<(Kinds, &Field)> = None;
    for row in protocol.rows() {
        let Some(field) = row.path(key).and_then(|steps| steps.as_ref().ok()?.last()) else {
            continue;
        };
        let Some(kinds) = key_kinds(protocol, &field.ty, DEPTH) else {
            continue;
        };
        match first {
            None => first = Some((kinds, field)),
            Some((known, first)) if known & kinds == 0 => {
                let text = format!(
                    "`{}` never finds its calls: this `{key}` is of another kind than the first one",
                    machine.ident
                );
                let (first, second) = (first.ty.span, field.ty.span);
                let hint = "the first one is here";
                errors.twice(Rule::MachineKey, first, second, text, hint);
            }
            Some(_) => {}
        }
    }
}

/// What keys of a type can be, a bit each.
pub(super) type Kinds = u8;
const NUMBER: Kinds = 1;
const TEXT: Kinds = 2;
const UUID: Kinds = 4;

/// What keys of a type can be: what its `Wire::call_key` gives. `None` if it gives none.
pub(super) fn key_kinds(protocol: &Resolved<'_>, ty: &Type, depth: usize) -> Option<Kinds> {
    match &ty.kind {
        TypeKind::Integer { .. } => Some(NUMBER),
        TypeKind::String | TypeKind::Id => Some(TEXT),
        TypeKind::Uuid => Some(UUID),
        // Its `Wire` is written by hand, and may well have a key.
        TypeKind::Foreign => Some(Kinds::MAX),
        TypeKind::Option(inner) | TypeKind::Secret(inner) | TypeKind::Text(inner) => {
            key_kinds(protocol, inner, depth)
        }
        TypeKind::Declared(name) => {
            let depth = depth.checked_sub(1)?;
            let Some(data) = protocol.data(name) else {
                return Some(Kinds::MAX);
            };
            match &data.shape {
                DataShape::Newtype(inner) => key_kinds(protocol, inner, depth),
                DataShape::Union(variants) => variants.iter().try_fold(0, |kinds, variant| {
                    let VariantBody::Value(ty) = &variant.body else {
                        return Some(kinds);
                    };
                    Some(kinds | key_kinds(protocol, ty, depth)?)
                }),
                _ => None,
            }
        }
        _ => None,
    }
}
