//! The hooks of a `Record` by which rules read the values that they look at: the keys of machines, and
//! what conditions compare.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{names, structs};
use crate::model::{Body, DataShape, Field, Message, Type, TypeKind};
use crate::resolve::values::ValuePath;
use crate::resolve::{Resolved, Row};

/// `fn call_key` and `fn says`, where rules look at something.
pub(super) fn hooks(protocol: &Resolved<'_>, row: &Row<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let arms = |values: &[ValuePath<'_>], read: &Read<'_>, none: &TokenStream| {
        let arms = values.iter().filter_map(|value| {
            let number = names::index(value.number);
            let (first, rest) = value.steps.split_first()?;
            let read = inside(&root(row.message, first), &first.ty, rest, read, none);
            Some(quote!(#number => #read,))
        });
        let arms: TokenStream = arms.collect();
        (!arms.is_empty()).then(|| quote!(match place { #arms _ => #none, }))
    };
    let call_key = |value: &Value, _: &Type| {
        let value = value.reference();
        quote!(#runtime::__private::Wire::call_key(#value))
    };
    let none = quote!(::core::option::Option::None);
    let call_key = arms(&row.values.keys, &call_key, &none).map(|body| {
        let key = quote!(::core::option::Option<#runtime::__private::CallKey>);
        quote!(fn call_key(&self, place: usize) -> #key { #body })
    });
    let says = |value: &Value, ty: &Type| says(protocol, value, ty);
    let says = arms(&row.values.conditions, &says, &quote!(false)).map(|body| {
        let scalar = quote!(#runtime::__private::describe::Scalar);
        quote!(fn matches(&self, place: usize, value: &#scalar) -> bool { #body })
    });
    quote!(#call_key #says)
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
fn says(protocol: &Resolved<'_>, value: &Value, ty: &Type) -> TokenStream {
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
        _ => match protocol.declared(ty).map(|data| &data.shape) {
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
