//! Data types whose values would never end, since each holds another of its type.

use crate::errors::Errors;
use crate::model::{Data, DataShape, Field, Presence, Type, TypeKind, Variant, VariantBody};
use crate::resolve::Resolved;
use crate::rules::Rule;
use proc_macro2::{Ident, Span};

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    let ending = Ending::of(protocol);
    let mut reported: Vec<&Ident> = Vec::new();
    for data in &protocol.types {
        if ending.has(&data.ident) || reported.contains(&&data.ident) {
            continue;
        }
        let circle = ending.circle(data);
        // One that only holds an endless type is none itself.
        if circle.is_empty() {
            continue;
        }
        let message = match circle.as_slice() {
            [_] => format!(
                "`{}` always holds another `{0}`, and so on without end",
                data.ident
            ),
            [.., last] => format!(
                "`{}` always holds another `{0}`, by way of `{last}`, and so on without end",
                data.ident
            ),
            [] => continue,
        };
        let message = message + "; write an `Option<…>` or a `Vec<…>` where it may stop";
        errors.push(Rule::DataEndless, ending.place(data), message);
        reported.extend(circle);
    }
    for data in &protocol.types {
        if reported.contains(&&data.ident) {
            continue;
        }
        let Some((ty, circle)) = protocol.inline_circle(data) else {
            continue;
        };
        let message = format!(
            "`{}` would lie in its own memory; write `Box<…>` around the type here",
            data.ident
        );
        errors.push(Rule::DataEndless, ty.span, message);
        reported.extend(circle);
    }
}

/// The declared types whose values can end.
struct Ending<'a> {
    protocol: &'a Resolved<'a>,
    names: Vec<&'a Ident>,
}

impl<'a> Ending<'a> {
    /// More of them are found from those that are known, until there are no more.
    fn of(protocol: &'a Resolved<'a>) -> Self {
        let names = Vec::new();
        let mut ending = Self { protocol, names };
        loop {
            let more = protocol.types.iter();
            let more = more.filter(|data| !ending.has(&data.ident) && ending.ends(data));
            let more: Vec<&Ident> = more.map(|data| &data.ident).collect();
            if more.is_empty() {
                return ending;
            }
            ending.names.extend(more);
        }
    }

    /// What isn't declared here is taken to end.
    fn has(&self, name: &Ident) -> bool {
        self.names.contains(&name) || self.protocol.data(name).is_none()
    }

    fn ends(&self, data: &Data) -> bool {
        match &data.shape {
            DataShape::Enum { .. } => true,
            DataShape::OneOf(variants)
            | DataShape::Union(variants)
            | DataShape::Tagged { variants, .. } => {
                variants.is_empty() || variants.iter().any(|variant| self.variant_ends(variant))
            }
            DataShape::Object(_) | DataShape::Positional(_) | DataShape::Newtype(_) => {
                needed(data).all(|ty| self.type_ends(ty))
            }
        }
    }

    fn variant_ends(&self, variant: &Variant) -> bool {
        of_variant(variant).all(|ty| self.type_ends(ty))
    }

    fn type_ends(&self, ty: &Type) -> bool {
        held(ty).is_none_or(|name| self.has(name))
    }

    /// The types by way of which a type always holds itself; it stands first. Empty if it doesn't.
    fn circle(&self, data: &'a Data) -> Vec<&'a Ident> {
        let mut path = vec![&data.ident];
        let mut seen = Vec::new();
        if self.leads(data, &data.ident, &mut path, &mut seen) {
            path
        } else {
            Vec::new()
        }
    }

    fn leads(
        &self,
        data: &'a Data,
        to: &Ident,
        path: &mut Vec<&'a Ident>,
        seen: &mut Vec<&'a Ident>,
    ) -> bool {
        let holds = needed(data).filter_map(held).filter(|name| !self.has(name));
        for name in holds {
            if name == to {
                return true;
            }
            let Some(inner) = self.protocol.data(name) else {
                continue;
            };
            if seen.contains(&&inner.ident) {
                continue;
            }
            seen.push(&inner.ident);
            path.push(&inner.ident);
            if self.leads(inner, to, path, seen) {
                return true;
            }
            path.pop();
        }
        false
    }

    /// The first type in it that doesn't end.
    fn place(&self, data: &Data) -> Span {
        let mut needed = needed(data);
        let first = needed.find(|ty| !self.type_ends(ty));
        first.map_or_else(|| data.ident.span(), |ty| ty.span)
    }
}

/// The types of which a value is there in each value of a type, or in one of its variants.
fn needed(data: &Data) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &data.shape {
        DataShape::Object(fields) | DataShape::Positional(fields) => Box::new(of_fields(fields)),
        DataShape::Newtype(ty) => Box::new(std::iter::once(ty)),
        DataShape::Enum { .. } => Box::new(std::iter::empty()),
        DataShape::OneOf(variants)
        | DataShape::Union(variants)
        | DataShape::Tagged { variants, .. } => Box::new(variants.iter().flat_map(of_variant)),
    }
}

fn of_variant(variant: &Variant) -> impl Iterator<Item = &Type> {
    let value = match &variant.body {
        VariantBody::Value(ty) => Some(ty),
        VariantBody::Unit | VariantBody::Fields(_) => None,
    };
    value.into_iter().chain(of_fields(variant.fields()))
}

/// What is flattened has a rule of its own.
fn of_fields(fields: &[Field]) -> impl Iterator<Item = &Type> {
    let always = |field: &&Field| {
        matches!(field.presence, Presence::Required | Presence::Default) && !field.flatten
    };
    fields.iter().filter(always).map(|field| &field.ty)
}

/// The declared type of which a value is in each value of a type.
fn held(ty: &Type) -> Option<&Ident> {
    let mut ty = ty;
    while let TypeKind::Secret(inner) | TypeKind::Query(inner) = &ty.kind {
        ty = inner;
    }
    match &ty.kind {
        TypeKind::Declared(name) => Some(name),
        _ => None,
    }
}
