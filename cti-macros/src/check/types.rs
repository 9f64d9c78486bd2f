//! Each type that a declaration names.

use crate::model::{Carrier, Data, DataShape, Field, Protocol, Reply, Type, TypeKind, VariantBody};

/// Looks at each type, and at those that it is made of.
pub(super) fn each<'a>(protocol: &'a Protocol, look: &mut impl FnMut(&'a Type)) {
    if let Carrier::Library { error, .. } = &protocol.carrier {
        within(error, look);
    }
    for message in protocol.families.iter().flat_map(|family| &family.messages) {
        for field in message.body.each() {
            within(&field.ty, look);
        }
        if let Some(Reply::Callback { ok, error }) = &message.reply {
            within(ok, look);
            within(error, look);
        }
    }
    for data in &protocol.types {
        for ty in of_data(data) {
            within(ty, look);
        }
    }
}

/// The types that a data type is made of.
pub(super) fn of_data(data: &Data) -> Vec<&Type> {
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

fn within<'a>(ty: &'a Type, look: &mut impl FnMut(&'a Type)) {
    look(ty);
    match &ty.kind {
        TypeKind::Option(inner)
        | TypeKind::List(inner)
        | TypeKind::OneOrMany(inner)
        | TypeKind::Map(inner)
        | TypeKind::Secret(inner) => within(inner, look),
        TypeKind::Result(ok, error) => {
            within(ok, look);
            within(error, look);
        }
        _ => {}
    }
}
