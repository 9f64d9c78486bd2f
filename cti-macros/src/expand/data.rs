//! The `#[data]` types.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{self, Nesting};
use super::structs::{Struct, What};
use super::{names, one_of, positional, record, strings, tagged, union, wire};
use crate::model::{Data, DataShape, Field, Type, TypeKind};
use crate::resolve::Resolved;
use crate::resolve::kinds::is_key;

/// A `#[data]` type with its `Wire`, and its `Record` if it is an object.
pub(super) fn data(protocol: &Resolved<'_>, data: &Data) -> TokenStream {
    match &data.shape {
        DataShape::Object(fields) => object(protocol, data, fields),
        DataShape::Positional(fields) => positional::positional(protocol, data, fields),
        DataShape::Newtype(ty) => newtype(protocol, data, ty),
        DataShape::Enum { values, open } => strings::strings(protocol, data, values, *open),
        DataShape::OneOf(variants) => one_of::one_of(protocol, data, variants),
        DataShape::Tagged { tag, variants } => tagged::tagged(protocol, data, tag, variants),
        DataShape::Union(variants) => union::union(protocol, data, variants),
    }
}

fn object(protocol: &Resolved<'_>, data: &Data, fields: &[Field]) -> TokenStream {
    let ident = &data.ident;
    let definition = Struct {
        ident,
        visibility: data.visibility.clone(),
        doc: wire::doc(data),
        nesting: Nesting::Here,
        what: What::Value,
        runtime: &protocol.runtime,
        deprecated: None,
        derived: names::derived(data),
    };
    let definition = definition.with_fields(fields);
    let layout = protocol.layout(data);
    let record = record::of_fields(protocol, ident, layout, false, &[], &TokenStream::new());
    let blanks = fields::blanks(protocol, fields);
    let wire = wire::of_record(protocol, data, &quote!(Self { #(#blanks),* }));
    quote!(#definition #record #wire)
}

/// Whether a value of this type can be `null`, as far as the macro knows.
const fn may_be_null(ty: &Type) -> bool {
    match &ty.kind {
        TypeKind::Json | TypeKind::Declared(_) | TypeKind::Foreign => true,
        TypeKind::Secret(inner) => may_be_null(inner),
        _ => false,
    }
}

fn newtype(protocol: &Resolved<'_>, data: &Data, ty: &Type) -> TokenStream {
    let runtime = &protocol.runtime;
    let (ident, visibility, doc) = (&data.ident, &data.visibility, wire::doc(data));
    let rust = Nesting::Here.ty(ty);
    let (parameter, value) = fields::parameter(Nesting::Here, ty, &quote!(value));
    let as_key = is_key(ty).then(|| quote!(, ::core::cmp::Eq, ::core::hash::Hash));
    let derived = names::derived(data);
    let from_str = matches!(ty.kind, TypeKind::String | TypeKind::Id).then(|| {
        quote! {
            impl ::core::convert::From<&str> for #ident {
                fn from(value: &str) -> Self {
                    Self(::core::convert::From::from(value))
                }
            }
        }
    });
    let blank = fields::blank_of(protocol, ty);
    let read = fields::read_of(protocol, ty, &quote!(&mut self.0));
    let write = fields::write_of(protocol, ty, &quote!(&self.0));
    let is_absent = fields::ask(protocol, ty, "is_absent", &quote!(&self.0));
    let call_key = fields::ask(protocol, ty, "call_key", &quote!(&self.0));
    let is_null = may_be_null(ty).then(|| {
        let asked = fields::ask(protocol, ty, "is_null", &quote!(&self.0));
        quote! {
            fn is_null(&self) -> bool {
                #asked
            }
        }
    });
    let more = quote! {
        #is_null
        fn is_absent(&self) -> bool {
            #is_absent
        }
        fn call_key(&self) -> ::core::option::Option<#runtime::__private::CallKey> {
            #call_key
        }
    };
    let wire = wire::of_value(protocol, data, &quote!(Self(#blank)), &read, &write, &more);
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq #as_key #derived)]
        #visibility struct #ident(pub #rust);

        impl #ident {
            /// A value.
            pub fn new(value: #parameter) -> Self {
                Self(#value)
            }
        }

        impl ::core::convert::From<#rust> for #ident {
            fn from(value: #rust) -> Self {
                Self(value)
            }
        }
        #from_str
        #wire
    }
}
