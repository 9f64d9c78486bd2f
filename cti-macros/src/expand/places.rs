//! Where are the values that the order rules look at? The keys of machines, what conditions compare,
//! and the hooks of a `Record` that read them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::layout::{Layout, declared};
use super::{names, structs};
use crate::model::{Body, DataShape, Field, Id, Message, Path, Protocol, Type, TypeKind};
use crate::paths;

/// The values of a message that rules look at.
pub(super) struct Places<'a> {
    /// Keys of machines, and the id by which an answer finds its call.
    keys: Vec<Place<'a>>,
    /// What conditions compare.
    conditions: Vec<Place<'a>>,
}

/// A value, and the number that the runtime asks for it by.
struct Place<'a> {
    /// The fields that lead to it, itself last.
    steps: Vec<&'a Field>,
    number: usize,
}

/// Bits of a place that are the index of a field.
const FIELDS: usize = 64;

impl<'a> Places<'a> {
    pub(super) fn of(protocol: &'a Protocol, message: &'a Message) -> Self {
        let mut places = Self {
            keys: Vec::new(),
            conditions: Vec::new(),
        };
        let moved = message.moves.iter().map(|rule| &rule.machine);
        let needed = message.only.iter().map(|rule| &rule.machine);
        let named: Vec<_> = moved.chain(needed).collect();
        for machine in &protocol.machines {
            if let Some(key) = &machine.key
                && named.contains(&&machine.ident)
                && let Ok(steps) = paths::resolve(protocol, &message.body, key)
            {
                places.keys.extend(places.place(protocol, message, steps));
            }
        }
        if let Some(id) = message.body.each().find(|field| field.id != Id::No) {
            places
                .keys
                .extend(places.place(protocol, message, vec![id]));
        }
        for condition in message
            .moves
            .iter()
            .filter_map(|rule| rule.condition.as_ref())
        {
            if let Ok(steps) = paths::resolve(protocol, &message.body, &condition.path) {
                places
                    .conditions
                    .extend(places.place(protocol, message, steps));
            }
        }
        for list in [&mut places.keys, &mut places.conditions] {
            list.sort_by_key(|place| place.number);
            list.dedup_by_key(|place| place.number);
        }
        places
    }

    /// The number of the value that a path names.
    pub(super) fn number(
        &self,
        protocol: &Protocol,
        message: &Message,
        path: &Path,
    ) -> Option<usize> {
        let steps = paths::resolve(protocol, &message.body, path).ok()?;
        self.known(&steps)
    }

    fn known(&self, steps: &[&Field]) -> Option<usize> {
        let mut all = self.keys.iter().chain(&self.conditions);
        let place = all.find(|place| {
            place.steps.len() == steps.len()
                && place
                    .steps
                    .iter()
                    .zip(steps)
                    .all(|(a, b)| std::ptr::eq(*a, *b))
        });
        place.map(|place| place.number)
    }

    fn place(
        &self,
        protocol: &Protocol,
        message: &Message,
        steps: Vec<&'a Field>,
    ) -> Option<Place<'a>> {
        let number = self.known(&steps).or_else(|| {
            let (field, inside) = index(protocol, &message.body.fields(), &steps)?;
            let all = self.keys.iter().chain(&self.conditions);
            let others = all.filter(|place| place.number % FIELDS == field);
            let others = others.map(|place| place.number / FIELDS).max().unwrap_or(0);
            Some(field + FIELDS * usize::from(inside) * (others + 1))
        })?;
        Some(Place { steps, number })
    }

    /// `fn call_key` and `fn says`, where rules look at something.
    pub(super) fn hooks(&self, protocol: &Protocol, message: &Message) -> TokenStream {
        let runtime = &protocol.runtime;
        let arms = |places: &[Place<'_>], read: &Read<'_>, none: &TokenStream| {
            let arms = places.iter().filter_map(|place| {
                let number = names::index(place.number);
                let (first, rest) = place.steps.split_first()?;
                let read = inside(&root(message, first), &first.ty, rest, read, none);
                Some(quote!(#number => #read,))
            });
            let arms: TokenStream = arms.collect();
            (!arms.is_empty()).then(|| quote!(match place { #arms _ => #none, }))
        };
        let call_key = |value: &Value, _: &Type| {
            let value = value.reference();
            quote!(#runtime::codec::Wire::call_key(#value))
        };
        let none = quote!(::core::option::Option::None);
        let call_key = arms(&self.keys, &call_key, &none).map(|body| {
            let key = quote!(::core::option::Option<#runtime::codec::CallKey>);
            quote!(fn call_key(&self, place: usize) -> #key { #body })
        });
        let says = |value: &Value, ty: &Type| says(protocol, value, ty);
        let says = arms(&self.conditions, &says, &quote!(false)).map(|body| {
            let scalar = quote!(#runtime::describe::Scalar);
            quote!(fn says(&self, place: usize, value: &#scalar) -> bool { #body })
        });
        quote!(#call_key #says)
    }
}

/// The index of the field that steps lead through, and whether the value is inside of it.
fn index(protocol: &Protocol, fields: &[Field], steps: &[&Field]) -> Option<(usize, bool)> {
    let (first, rest) = steps.split_first()?;
    let layout = Layout::of_fields(protocol, fields);
    let slot = layout
        .slots
        .iter()
        .find(|slot| slot.field.ident == first.ident)?;
    if rest.is_empty() || !first.flatten {
        return Some((slot.at, !rest.is_empty()));
    }
    let DataShape::Object(inner) = &declared(protocol, present(&first.ty))?.shape else {
        return None;
    };
    let (index, inside) = index(protocol, inner, rest)?;
    Some((slot.at + index, inside))
}

/// How a value is written in code.
struct Value {
    code: TokenStream,
    /// Whether that is a reference to it already.
    reference: bool,
}

impl Value {
    fn of(code: TokenStream) -> Self {
        Self {
            code,
            reference: false,
        }
    }

    /// What `Some(inner)` has in a match on a reference.
    fn inner() -> Self {
        Self {
            code: quote!(inner),
            reference: true,
        }
    }

    fn field(&self, name: &impl ToTokens) -> Self {
        let code = &self.code;
        Self::of(quote!(#code.#name))
    }

    fn reference(&self) -> TokenStream {
        let code = &self.code;
        if self.reference {
            quote!(#code)
        } else {
            quote!(&#code)
        }
    }

    fn copied(&self) -> TokenStream {
        let code = &self.code;
        if self.reference {
            quote!(*#code)
        } else {
            quote!(#code)
        }
    }
}

/// What is done with a value of a type.
type Read<'a> = dyn Fn(&Value, &Type) -> TokenStream + 'a;

/// The first field on the way.
fn root(message: &Message, first: &Field) -> Value {
    let this = Value::of(quote!(self));
    match &message.body {
        Body::Whole(value, beside) if !structs::is_named(value, beside) => {
            this.field(&names::index(0))
        }
        _ => this.field(&first.ident),
    }
}

/// Follows the way to a value, which is not there if something on the way isn't.
fn inside(
    value: &Value,
    ty: &Type,
    steps: &[&Field],
    read: &Read<'_>,
    none: &TokenStream,
) -> TokenStream {
    let Some((next, rest)) = steps.split_first() else {
        return read(value, ty);
    };
    let follow = |value: &Value| inside(&value.field(&next.ident), &next.ty, rest, read, none);
    match &ty.kind {
        TypeKind::Option(_) => if_some(value, &follow(&Value::inner()), none),
        _ => follow(value),
    }
}

fn if_some(value: &Value, then: &TokenStream, none: &TokenStream) -> TokenStream {
    let value = value.reference();
    quote! {
        match #value {
            ::core::option::Option::Some(inner) => #then,
            ::core::option::Option::None => #none,
        }
    }
}

/// Compares a value with a condition's.
fn says(protocol: &Protocol, value: &Value, ty: &Type) -> TokenStream {
    match &ty.kind {
        TypeKind::Option(inner) => {
            let then = says(protocol, &Value::inner(), inner);
            if_some(value, &then, &quote!(false))
        }
        TypeKind::Text(inner) => says(protocol, &value.field(&names::index(0)), inner),
        TypeKind::Bool => {
            let value = value.copied();
            quote!(value.is_bool(#value))
        }
        TypeKind::Integer { .. } => {
            let value = value.copied();
            quote!(value.is_integer(::core::convert::From::from(#value)))
        }
        TypeKind::String => {
            let value = value.reference();
            quote!(value.is_text(#value))
        }
        _ => match declared(protocol, ty).map(|data| &data.shape) {
            Some(DataShape::Newtype(inner)) => {
                says(protocol, &value.field(&names::index(0)), inner)
            }
            Some(DataShape::Enum { .. }) => {
                let code = &value.code;
                quote!(value.is_text(&#code.as_str()))
            }
            // Refused by checks.
            _ => quote!(false),
        },
    }
}

/// The type without `Option`.
fn present(ty: &Type) -> &Type {
    match &ty.kind {
        TypeKind::Option(inner) => inner,
        _ => ty,
    }
}
