//! Query strings: `Query<T>` of what has fields, each with a single value.

use super::{DEPTH, declared, present};
use crate::errors::Errors;
use crate::model::{Carrier, Data, DataShape, Field, Protocol, Reply, Type, TypeKind, VariantBody};
use crate::rules::Rule;

pub(crate) fn check(protocol: &Protocol, errors: &mut Errors) {
    if let Carrier::Library { error, .. } = &protocol.carrier {
        within(protocol, error, errors);
    }
    for message in protocol.families.iter().flat_map(|family| &family.messages) {
        for field in message.body.fields().iter() {
            within(protocol, &field.ty, errors);
        }
        if let Some(Reply::Callback { ok, error }) = &message.reply {
            within(protocol, ok, errors);
            within(protocol, error, errors);
        }
    }
    for data in &protocol.types {
        for ty in types(data) {
            within(protocol, ty, errors);
        }
    }
}

/// The types that a data type is made of.
fn types(data: &Data) -> Vec<&Type> {
    match &data.shape {
        DataShape::Object(fields) => of_fields(fields),
        DataShape::Newtype(ty) => vec![ty],
        DataShape::Enum { .. } => Vec::new(),
        DataShape::OneOf(variants)
        | DataShape::Union(variants)
        | DataShape::Tagged { variants, .. } => variants
            .iter()
            .flat_map(|variant| match &variant.body {
                VariantBody::Unit => Vec::new(),
                VariantBody::Value(ty) => vec![ty],
                VariantBody::Fields(fields) => of_fields(fields),
            })
            .collect(),
    }
}

fn of_fields(fields: &[Field]) -> Vec<&Type> {
    fields.iter().map(|field| &field.ty).collect()
}

/// Each query in a type.
fn within(protocol: &Protocol, ty: &Type, errors: &mut Errors) {
    match &ty.kind {
        TypeKind::Option(inner)
        | TypeKind::List(inner)
        | TypeKind::Map(inner)
        | TypeKind::Secret(inner) => within(protocol, inner, errors),
        TypeKind::Result(ok, error) => {
            within(protocol, ok, errors);
            within(protocol, error, errors);
        }
        TypeKind::Query(inner) => query(protocol, inner, errors),
        _ => {}
    }
}

fn query(protocol: &Protocol, of: &Type, errors: &mut Errors) {
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
fn values<'a>(protocol: &'a Protocol, of: &'a Type, depth: usize) -> Option<Vec<&'a Type>> {
    let data = match &of.kind {
        TypeKind::Map(value) => return Some(vec![value]),
        TypeKind::Foreign => return Some(Vec::new()),
        TypeKind::Declared(name) => declared(protocol, name),
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
                        values(protocol, present(&field.ty), depth).unwrap_or_default()
                    } else {
                        vec![&field.ty]
                    }
                })
                .collect(),
        ),
        DataShape::OneOf(_) | DataShape::Tagged { .. } => Some(types(data)),
        DataShape::Newtype(_) | DataShape::Enum { .. } | DataShape::Union(_) => None,
    }
}

/// Whether a value of this type is a text without parts.
fn is_single(protocol: &Protocol, ty: &Type, depth: usize) -> bool {
    match &ty.kind {
        TypeKind::Option(inner) | TypeKind::Secret(inner) => is_single(protocol, inner, depth),
        TypeKind::List(_) | TypeKind::Map(_) | TypeKind::Unit | TypeKind::Result(..) => false,
        TypeKind::Declared(name) => {
            let Some(depth) = depth.checked_sub(1) else {
                return true;
            };
            match declared(protocol, name).map(|data| &data.shape) {
                Some(DataShape::Newtype(inner)) => is_single(protocol, inner, depth),
                Some(DataShape::Enum { .. } | DataShape::Union(_)) | None => true,
                Some(DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. }) => {
                    false
                }
            }
        }
        _ => true,
    }
}
