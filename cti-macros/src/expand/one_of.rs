//! `#[data(one_of)]` enums: an object with exactly one of some keys.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::fields::{self, Nesting};
use super::record::{self, Record};
use super::{names, wire};
use crate::model::{Data, Type, Variant, VariantBody};
use crate::resolve::Resolved;

/// `pub enum Target { … }` with its `Record`.
pub(super) fn one_of(protocol: &Resolved<'_>, data: &Data, variants: &[Variant]) -> TokenStream {
    let runtime = &protocol.runtime;
    let definition = definition(data, variants, |variant| {
        format!("`{}`.", variant.key.value)
    });
    let values: Vec<_> = values(variants).collect();
    let arms: Vec<_> = values
        .iter()
        .enumerate()
        .map(|(index, (variant, ty))| {
            let index = names::index(index);
            let read = read_variant(protocol, &variant.ident, ty);
            quote!(#index => { #read ::core::result::Result::Ok(()) })
        })
        .collect();
    let set = record::set(protocol, &arms);
    let write = if data.personal {
        quote!(personal)
    } else {
        quote!(field)
    };
    let writes = values.iter().map(|(variant, ty)| {
        let (ident, key) = (&variant.ident, names::key(&variant.key.value));
        let (value, out) = (quote!(value), quote!(out));
        let write = quote_spanned!(ty.span=> #out.#write(#key, { #value }));
        quote!(Self::#ident(value) => #write,)
    });
    let record = Record {
        shape: record::shape(protocol, protocol.layout(data), false, &[]),
        hooks: TokenStream::new(),
        fill: set,
        put: quote! {
            fn put(&self, out: &mut #runtime::__private::Writer) {
                match self {
                    #(#writes)*
                }
            }
        },
    };
    let record = record.of(protocol, &data.ident);
    let wire = wire::of_record(protocol, data, &blank(protocol, &values));
    quote!(#definition #record #wire)
}

/// An enum of which each variant has one value.
pub(super) fn definition(
    data: &Data,
    variants: &[Variant],
    otherwise: impl Fn(&Variant) -> String,
) -> TokenStream {
    let (ident, visibility, doc) = (&data.ident, &data.visibility, wire::doc(data));
    let variants = values(variants).map(|(variant, ty)| {
        let ident = &variant.ident;
        let doc = names::doc(&variant.doc, &otherwise(variant));
        let ty = Nesting::Here.ty(ty);
        quote!(#doc #ident(#ty),)
    });
    let derived = names::derived(data);
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq #derived)]
        #[non_exhaustive]
        #visibility enum #ident { #(#variants)* }
    }
}

/// Each variant with the type of its value; others are refused by checks.
pub(super) fn values(variants: &[Variant]) -> impl Iterator<Item = (&Variant, &Type)> {
    variants.iter().filter_map(|variant| match &variant.body {
        VariantBody::Value(ty) => Some((variant, ty)),
        VariantBody::Unit | VariantBody::Fields(_) => None,
    })
}

/// Reads a variant's value and becomes that variant.
pub(super) fn read_variant(protocol: &Resolved<'_>, ident: &Ident, ty: &Type) -> TokenStream {
    let blank = fields::blank_of(protocol, ty);
    let read = fields::read_of(protocol, ty, &quote!(&mut value));
    quote! {
        let mut value = #blank;
        #read?;
        *self = Self::#ident(value);
    }
}

/// The first variant, to be read over.
pub(super) fn blank(protocol: &Resolved<'_>, values: &[(&Variant, &Type)]) -> TokenStream {
    values
        .first()
        .map_or_else(TokenStream::new, |(variant, ty)| {
            let ident = &variant.ident;
            let blank = fields::blank_of(protocol, ty);
            quote!(Self::#ident(#blank))
        })
}
