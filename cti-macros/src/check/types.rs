//! Each type that a declaration names.

use crate::model::{Data, DataShape, Reply, Transport, Type, Variant};
use crate::resolve::Resolved;

/// Looks at each type, and at those that it is made of.
pub(super) fn each<'a>(protocol: &'a Resolved<'a>, mut look: impl FnMut(&'a Type)) {
    let mut within = |ty: &'a Type| ty.each().for_each(&mut look);
    if let Transport::Library { error, .. } = &protocol.transport {
        within(error);
    }
    for message in protocol.messages() {
        for field in message.body.each() {
            within(&field.ty);
        }
        if let Some(Reply::Callback { ok, error }) = &message.reply {
            within(ok);
            within(error);
        }
    }
    for data in &protocol.types {
        for ty in of_data(data) {
            within(ty);
        }
    }
}

/// The types that a data type is made of.
pub(super) fn of_data(data: &Data) -> Vec<&Type> {
    match &data.shape {
        DataShape::Object(fields) => fields.iter().map(|field| &field.ty).collect(),
        DataShape::Newtype(ty) => vec![ty],
        DataShape::Enum { .. } => Vec::new(),
        DataShape::OneOf(variants)
        | DataShape::Union(variants)
        | DataShape::Tagged { variants, .. } => variants.iter().flat_map(Variant::types).collect(),
    }
}
