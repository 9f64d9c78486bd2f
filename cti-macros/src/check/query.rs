//! Query strings: `Query<T>` of what has fields, each with a single value.

use super::types;
use crate::errors::Errors;
use crate::model::{DataShape, Type, TypeKind, Variant};
use crate::resolve::{DEPTH, Resolved};
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    types::each(protocol, |ty| {
        if let TypeKind::Query(inner) = &ty.kind {
            query(protocol, inner, errors);
        }
    });
}

fn query(protocol: &Resolved<'_>, of: &Type, errors: &mut Errors) {
    let Some(values) = values(protocol, of, DEPTH) else {
        let message = "a query string is made of fields; write a `#[data]` struct, or the type \
                       without `Query<…>`";
        errors.push(Rule::FieldQuery, of.span, message);
        return;
    };
    if let Some(several) = values
        .into_iter()
        .find(|ty| !is_single(protocol, ty, DEPTH))
    {
        let message = "a field of a query string has a single value, such as a `String`";
        let hint = "it is in a query string here";
        errors.twice(Rule::FieldQuery, of.span, several.span, message, hint);
    }
}

/// The types of the fields of a type; `None` if it has no fields.
fn values<'a>(protocol: &'a Resolved<'a>, of: &'a Type, depth: usize) -> Option<Vec<&'a Type>> {
    let data = match &of.kind {
        TypeKind::Map(value) => return Some(vec![value]),
        TypeKind::Foreign => return Some(Vec::new()),
        TypeKind::Declared(name) => protocol.data(name),
        _ => return None,
    };
    let (Some(data), Some(depth)) = (data, depth.checked_sub(1)) else {
        return Some(Vec::new());
    };
    match &data.shape {
        DataShape::Object(fields) => Some(
            fields
                .iter()
                .flat_map(|field| {
                    if field.flatten {
                        values(protocol, field.ty.present(), depth).unwrap_or_default()
                    } else {
                        vec![&field.ty]
                    }
                })
                .collect(),
        ),
        DataShape::OneOf(_) | DataShape::Tagged { .. } => Some(data.shape.types()),
        DataShape::Positional(_)
        | DataShape::Newtype(_)
        | DataShape::Enum { .. }
        | DataShape::Union(_) => None,
    }
}

/// Whether a value of this type is a text without parts.
fn is_single(protocol: &Resolved<'_>, ty: &Type, depth: usize) -> bool {
    match &ty.kind {
        TypeKind::Option(inner) | TypeKind::Secret(inner) => is_single(protocol, inner, depth),
        TypeKind::List(_)
        | TypeKind::OneOrMany(_)
        | TypeKind::Map(_)
        | TypeKind::Unit
        | TypeKind::Never
        | TypeKind::Result(..) => false,
        TypeKind::Declared(name) => {
            let Some(depth) = depth.checked_sub(1) else {
                return true;
            };
            match protocol.data(name).map(|data| &data.shape) {
                Some(DataShape::Newtype(inner)) => is_single(protocol, inner, depth),
                Some(DataShape::Union(variants)) => {
                    let mut types = variants.iter().flat_map(Variant::types);
                    types.all(|ty| is_single(protocol, ty, depth))
                }
                Some(DataShape::Enum { .. }) | None => true,
                Some(
                    DataShape::Object(_)
                    | DataShape::Positional(_)
                    | DataShape::OneOf(_)
                    | DataShape::Tagged { .. },
                ) => false,
            }
        }
        _ => true,
    }
}
