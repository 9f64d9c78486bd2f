//! Declared types by name, and their tables.

use super::layout::Layout;
use crate::model::{Data, DataShape, Field, Protocol, VariantBody};
use proc_macro2::Ident;
use std::collections::HashMap;

/// The declared types.
pub(super) struct Types<'a> {
    data: HashMap<&'a Ident, &'a Data>,
    layouts: HashMap<&'a Ident, Layout<'a>>,
    /// Of a type that has none yet.
    none: Layout<'a>,
}

impl<'a> Types<'a> {
    /// Lays out a type once those are laid out that are flattened into it. What is left over in the end
    /// is flattened into itself, and gets no keys from there.
    pub(super) fn of(protocol: &'a Protocol) -> Self {
        let mut types = Self {
            data: HashMap::new(),
            layouts: HashMap::new(),
            none: Layout::default(),
        };
        for data in &protocol.types {
            types.data.entry(&data.ident).or_insert(data);
        }
        let mut left: Vec<&Data> = protocol.types.iter().collect();
        loop {
            let (ready, waiting): (Vec<_>, Vec<_>) =
                left.into_iter().partition(|data| types.is_ready(data));
            types.lay_out(&ready);
            left = waiting;
            if ready.is_empty() {
                break;
            }
        }
        types.lay_out(&left);
        types
    }

    fn is_ready(&self, data: &Data) -> bool {
        let is_known = |name: &Ident| self.layouts.contains_key(name) || self.data(name).is_none();
        parts(&data.shape).iter().all(|name| is_known(name))
    }

    fn lay_out(&mut self, list: &[&'a Data]) {
        for data in list {
            let layout = Layout::of_data(self, data);
            self.layouts.insert(&data.ident, layout);
        }
    }

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
        DataShape::Newtype(_)
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
