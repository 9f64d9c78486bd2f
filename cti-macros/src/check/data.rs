//! Data types: untagged variants that can be told apart.

use crate::errors::Errors;
use crate::model::{DataShape, Type, TypeKind, Variant, VariantBody};
use crate::resolve::kinds::Kind;
use crate::resolve::{DEPTH, Resolved};
use crate::rules::Rule;
use proc_macro2::Ident;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for data in &protocol.types {
        if let DataShape::OneOf(variants) = &data.shape {
            present(variants, errors);
        }
        let DataShape::Union(variants) = &data.shape else {
            continue;
        };
        let mut known: Vec<(Kind, &Ident)> = Vec::new();
        for variant in variants {
            let VariantBody::Value(ty) = &variant.body else {
                continue;
            };
            if !is_scalar(protocol, ty, DEPTH) && !is_object(protocol, ty) {
                let message = "untagged values are told apart by their JSON type: write a boolean, \
                               a number, a string or an object type, or use \
                               `#[data(tag = \"…\")]`, or `Json` in place of the enum";
                errors.push(Rule::UntaggedVariant, ty.span, message);
                continue;
            }
            let own = protocol.kinds(ty);
            let kinds = Kind::ALL.into_iter().filter(|kind| own.contains(kind));
            for kind in kinds {
                if let Some((_, first)) = known.iter().find(|(other, _)| *other == kind) {
                    let message = format!(
                        "`{first}` and `{}` are both {} on the wire; keep one of them",
                        variant.ident,
                        kind.in_words()
                    );
                    let hint = "the other one is here";
                    let at = variant.ident.span();
                    errors.twice(Rule::UntaggedOverlap, first.span(), at, message, hint);
                    break;
                }
            }
            known.extend(own.into_iter().map(|kind| (kind, &variant.ident)));
        }
    }
}

/// Of a key that is null, it is not known which of the others is meant.
fn present(variants: &[Variant], errors: &mut Errors) {
    for variant in variants {
        if let VariantBody::Value(ty) = &variant.body
            && matches!(ty.kind, TypeKind::Option(_))
        {
            let message =
                "a key that is null counts as absent here; write the type without `Option`";
            errors.push(Rule::OneOfVariant, ty.span, message);
        }
    }
}

/// Whether values of a type are objects, of a type that is declared or with any keys.
fn is_object(protocol: &Resolved<'_>, ty: &Type) -> bool {
    let declared = matches!(ty.kind, TypeKind::Declared(_) | TypeKind::Map(_));
    declared && protocol.kinds(ty) == [Kind::Object]
}

/// Whether values of a type are told apart by what they are in JSON.
fn is_scalar(protocol: &Resolved<'_>, ty: &Type, depth: usize) -> bool {
    // What holds itself without end has a rule of its own.
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match &ty.kind {
        TypeKind::Secret(ty) => is_scalar(protocol, ty, depth),
        TypeKind::Declared(name) => match protocol.data(name).map(|data| &data.shape) {
            Some(DataShape::Newtype(ty)) => {
                ty.declared().is_none() && is_scalar(protocol, ty, depth)
            }
            Some(shape) => matches!(shape, DataShape::Enum { .. }),
            None => true,
        },
        TypeKind::Text(ty) => !matches!(ty.kind, TypeKind::Foreign),
        TypeKind::Query(_) => false,
        _ => {
            let kinds = protocol.kinds(ty);
            let stands_alone = |kind| matches!(kind, &Kind::Bool | &Kind::Number | &Kind::String);
            !kinds.is_empty() && kinds.iter().all(stands_alone)
        }
    }
}
