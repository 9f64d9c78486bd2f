//! Data types: untagged variants that can be told apart.

use crate::errors::Errors;
use crate::model::{DataShape, TypeKind, Variant, VariantBody};
use crate::resolve::{DEPTH, Resolved};
use crate::rules::Rule;

/// The JSON type of a scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Json {
    Bool,
    Number,
    String,
}

impl Json {
    fn name(self) -> &'static str {
        match self {
            Json::Bool => "a boolean",
            Json::Number => "a number",
            Json::String => "a string",
        }
    }
}

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for data in &protocol.types {
        if let DataShape::OneOf(variants) = &data.shape {
            present(variants, errors);
        }
        let DataShape::Union(variants) = &data.shape else {
            continue;
        };
        let mut known: Vec<(Json, &proc_macro2::Ident)> = Vec::new();
        for variant in variants {
            let VariantBody::Value(ty) = &variant.body else {
                continue;
            };
            let Some(kinds) = scalar(protocol, &ty.kind, DEPTH) else {
                let message = "untagged values are told apart by their JSON type: write a boolean, \
                               a number or a string type, or use `#[data(tag = \"…\")]`, or `Json` \
                               in place of the enum";
                errors.push(Rule::UntaggedVariant, ty.span, message);
                continue;
            };
            for kind in kinds {
                if let Some((_, first)) = known.iter().find(|(other, _)| *other == *kind) {
                    let message = format!(
                        "`{first}` and `{}` are both {} on the wire; keep one of them",
                        variant.ident,
                        kind.name()
                    );
                    let hint = "the other one is here";
                    let at = variant.ident.span();
                    errors.twice(Rule::UntaggedOverlap, first.span(), at, message, hint);
                    break;
                }
            }
            known.extend(kinds.iter().map(|kind| (*kind, &variant.ident)));
        }
    }
}

/// Of a key that is null, nobody can tell which of the others is meant.
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

fn scalar(protocol: &Resolved<'_>, kind: &TypeKind, depth: usize) -> Option<&'static [Json]> {
    // What holds itself without end has a rule of its own.
    let depth = depth.checked_sub(1)?;
    Some(match kind {
        TypeKind::Bool => &[Json::Bool],
        TypeKind::Integer { .. } | TypeKind::Float | TypeKind::Epoch => &[Json::Number],
        TypeKind::String | TypeKind::DateTime | TypeKind::Url | TypeKind::Uuid => &[Json::String],
        TypeKind::PhoneNumber | TypeKind::Id => &[Json::Number, Json::String],
        TypeKind::Text(ty) if matches!(ty.kind, TypeKind::Bool) => &[Json::Bool, Json::String],
        TypeKind::Text(ty) if !matches!(ty.kind, TypeKind::Foreign) => {
            &[Json::Number, Json::String]
        }
        TypeKind::Secret(ty) => return scalar(protocol, &ty.kind, depth),
        TypeKind::Declared(name) => match protocol.data(name).map(|data| &data.shape) {
            Some(DataShape::Enum { .. }) => &[Json::String],
            Some(DataShape::Newtype(ty)) if !matches!(ty.kind, TypeKind::Declared(_)) => {
                return scalar(protocol, &ty.kind, depth);
            }
            Some(_) => return None,
            None => &[],
        },
        _ => return None,
    })
}
