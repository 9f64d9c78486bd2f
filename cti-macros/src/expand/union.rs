//! `#[data(untagged)]` enums: a scalar of one of several types, told apart by what JSON shows.

use proc_macro2::TokenStream;
use quote::quote;

use super::{names, one_of, wire};
use crate::model::{Data, Type, Variant};
use crate::resolve::Resolved;
use crate::resolve::kinds::Kind;

/// `pub enum Id { … }` with its `Wire`.
pub(super) fn union(protocol: &Resolved<'_>, data: &Data, variants: &[Variant]) -> TokenStream {
    let runtime = &protocol.runtime;
    let definition = one_of::definition(data, variants, |variant| {
        format!("`{}`.", names::plain(&variant.ident))
    });
    let values: Vec<_> = one_of::values(variants).collect();
    let (arms, complete) = arms(protocol, &values);
    let expected =
        values
            .iter()
            .flat_map(|(_, ty)| protocol.kinds(ty))
            .fold(Vec::new(), |mut all, kind| {
                if !all.contains(&kind) {
                    all.push(kind);
                }
                all
            });
    let expected = expected
        .iter()
        .map(|kind| kind.in_words())
        .collect::<Vec<_>>()
        .join(" or ");
    let otherwise = (!complete).then(|| {
        quote! {
            _ => {
                return ::core::result::Result::Err(#runtime::__private::Fault::new(
                    #runtime::__private::FaultKind::Expected(#expected),
                    reader.at(),
                ));
            }
        }
    });
    let read = quote! {
        match reader.kind()? {
            #(#arms)*
            #otherwise
        }
        ::core::result::Result::Ok(())
    };
    let idents = values.iter().map(|(variant, _)| &variant.ident);
    let write = quote! {
        match self {
            #(Self::#idents(value) => #runtime::__private::Wire::write(value, out),)*
        }
    };
    let keys = values.iter().map(|(variant, _)| &variant.ident);
    let call_key = quote! {
        fn call_key(&self) -> ::core::option::Option<#runtime::__private::CallKey> {
            match self {
                #(Self::#keys(value) => #runtime::__private::Wire::call_key(value),)*
            }
        }
    };
    let blank = one_of::blank(protocol, &values);
    let wire = wire::of_value(protocol, data, &blank, &read, &write, &call_key);
    quote!(#definition #wire)
}

/// A match arm for each variant, and whether they take every kind of value. A kind belongs to the
/// first variant that has it as its own kind, else to the first that reads it too.
fn arms(protocol: &Resolved<'_>, values: &[(&Variant, &Type)]) -> (Vec<TokenStream>, bool) {
    let runtime = &protocol.runtime;
    let kinds: Vec<Vec<Kind>> = values.iter().map(|(_, ty)| protocol.kinds(ty)).collect();
    let owner = |kind: Kind| {
        let own = kinds.iter().position(|kinds| kinds.first() == Some(&kind));
        own.or_else(|| kinds.iter().position(|kinds| kinds.contains(&kind)))
    };
    let mut arms = Vec::new();
    for (index, (variant, ty)) in values.iter().enumerate() {
        let claimed: Vec<_> = Kind::ALL
            .into_iter()
            .filter(|kind| owner(*kind) == Some(index))
            .map(|kind| {
                let kind = name(kind);
                quote!(#runtime::__private::Kind::#kind)
            })
            .collect();
        if !claimed.is_empty() {
            let read = one_of::read_variant(protocol, &variant.ident, ty);
            arms.push(quote!(#(#claimed)|* => { #read }));
        }
    }
    // A type that we know nothing of takes what the others leave.
    let unknown = values
        .iter()
        .zip(&kinds)
        .find(|(_, kinds)| kinds.is_empty());
    if let Some(((variant, ty), _)) = unknown {
        let read = one_of::read_variant(protocol, &variant.ident, ty);
        arms.push(quote!(_ => { #read }));
    }
    let complete = unknown.is_some() || Kind::ALL.into_iter().all(|kind| owner(kind).is_some());
    (arms, complete)
}

/// The runtime's name of a kind.
fn name(kind: Kind) -> TokenStream {
    match kind {
        Kind::Null => quote!(Null),
        Kind::Bool => quote!(Bool),
        Kind::Number => quote!(Number),
        Kind::String => quote!(String),
        Kind::Array => quote!(Array),
        Kind::Object => quote!(Object),
    }
}
