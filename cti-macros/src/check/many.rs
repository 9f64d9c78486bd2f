//! `OneOrMany<T>`: a list is told from a single value by its brackets.

use super::types;
use crate::errors::Errors;
use crate::model::{DataShape, Type, TypeKind};
use crate::resolve::{DEPTH, Resolved};
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    types::each(protocol, |ty| {
        if let TypeKind::OneOrMany(inner) = &ty.kind
            && let Some(what) = unclear(protocol, inner, DEPTH)
        {
            let message = format!(
                "{what}, so is it one value or several? Write `Vec<…>`, or a type that is never a \
                 list or null"
            );
            errors.push(Rule::FieldMany, inner.span, message);
        }
    });
}

/// What a single value of this type may be, besides a value with a form of its own.
fn unclear(protocol: &Resolved<'_>, ty: &Type, depth: usize) -> Option<&'static str> {
    match &ty.kind {
        TypeKind::List(_) | TypeKind::OneOrMany(_) => Some("each value may be a list itself"),
        TypeKind::Json => Some("any JSON may be a list itself"),
        TypeKind::Option(_) => Some("each value may be null"),
        TypeKind::Secret(inner) => unclear(protocol, inner, depth),
        TypeKind::Declared(name) => match &protocol.data(name)?.shape {
            DataShape::Newtype(inner) => unclear(protocol, inner, depth.checked_sub(1)?),
            DataShape::Positional(_) => Some("each value is a list itself"),
            _ => None,
        },
        _ => None,
    }
}
