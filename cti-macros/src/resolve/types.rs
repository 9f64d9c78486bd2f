//! Declared types by name, and their tables.

use super::layout::Layout;
use crate::model::{Data, DataShape, Field, VariantBody};
use proc_macro2::Ident;
use std::collections::HashMap;

/// How deep types are followed into each other, where one that contains itself has no end.
pub(crate) const DEPTH: usize = 8;

/// The declared types.
#[derive(Default)]
pub(super) struct Types<'a> {
    pub(super) data: HashMap<&'a Ident, &'a Data>,
    pub(super) layouts: HashMap<&'a Ident, Layout<'a>>,
    /// Some field of them is posted as something else than its JSON.
    pub(super) is_posted: bool,
    /// Of a type that has none yet.
    none: Layout<'a>,
}

impl<'a> Types<'a> {
    pub(super) fn data(&self, name: &Ident) -> Option<&'a Data> {
        self.data.get(name).copied()
    }

    pub(super) fn layout(&self, data: &Data) -> &Layout<'a> {
        self.layouts.get(&data.ident).unwrap_or(&self.none)
    }
}

/// The types whose keys stand in the table of a type.
pub(crate) fn parts(shape: &DataShape) -> Vec<&Ident> {
    match shape {
        DataShape::Object(fields) => flattened(fields),
        DataShape::Tagged { variants, .. } => variants
            .iter()
            .flat_map(|variant| match &variant.body {
                VariantBody::Unit => Vec::new(),
                VariantBody::Value(ty) => Vec::from_iter(ty.declared()),
                VariantBody::Fields(fields) => flattened(fields),
            })
            .collect(),
        DataShape::Positional(_)
        | DataShape::Newtype(_)
        | DataShape::Enum { .. }
        | DataShape::OneOf(_)
        | DataShape::Union(_) => Vec::new(),
    }
}

fn flattened(fields: &[Field]) -> Vec<&Ident> {
    let fields = fields.iter().filter(|field| field.flatten);
    fields
        .filter_map(|field| field.ty.present().declared())
        .collect()
}
