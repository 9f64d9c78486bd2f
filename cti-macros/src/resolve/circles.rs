//! Data types that would lie in their own memory.

use super::Resolved;
use crate::model::{Data, Type};
use proc_macro2::Ident;

impl<'a> Resolved<'a> {
    /// The type in a data type by way of which it lies in its own memory, and the data types on that way.
    pub(crate) fn inline_circle(&self, data: &'a Data) -> Option<(&'a Type, Vec<&'a Ident>)> {
        kept(data).find_map(|ty| {
            let mut way = vec![&data.ident];
            let mut open = vec![ty.inline()?];
            while let Some(name) = open.pop() {
                if *name == data.ident {
                    return Some((ty, way));
                }
                let inner = self.data(name).filter(|inner| !way.contains(&&inner.ident));
                if let Some(inner) = inner {
                    way.push(&inner.ident);
                    open.extend(kept(inner).filter_map(Type::inline));
                }
            }
            None
        })
    }
}

/// The types in a data type, but for those that are flattened, which have a rule of their own.
fn kept(data: &Data) -> impl Iterator<Item = &Type> {
    let flattened = |ty: &Type| {
        data.fields()
            .any(|field| field.flatten && std::ptr::eq(&raw const field.ty, ty))
    };
    data.shape
        .types()
        .into_iter()
        .filter(move |ty| !flattened(ty))
}
