//! `#[data(untagged)]` enums: a scalar of one of several types, told apart by what JSON shows.

use proc_macro2::TokenStream;
use quote::quote;

use super::{names, one_of, wire};
use crate::model::{Data, DataShape, Type, TypeKind, Variant};
use crate::resolve::{DEPTH, Resolved};

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
            .flat_map(|(_, ty)| kinds(protocol, ty))
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
                return ::core::result::Result::Err(#runtime::codec::Fault::new(
                    #runtime::codec::FaultKind::Expected(#expected),
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
            #(Self::#idents(value) => #runtime::codec::Wire::write(value, out),)*
        }
    };
    let keys = values.iter().map(|(variant, _)| &variant.ident);
    let call_key = quote! {
        fn call_key(&self) -> ::core::option::Option<#runtime::codec::CallKey> {
            match self {
                #(Self::#keys(value) => #runtime::codec::Wire::call_key(value),)*
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
    let kinds: Vec<Vec<Kind>> = values.iter().map(|(_, ty)| kinds(protocol, ty)).collect();
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
                let kind = kind.tokens();
                quote!(#runtime::codec::Kind::#kind)
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

/// What a value is in JSON: the runtime's `Kind`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Null,
        Self::Bool,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    fn tokens(self) -> TokenStream {
        match self {
            Self::Null => quote!(Null),
            Self::Bool => quote!(Bool),
            Self::Number => quote!(Number),
            Self::String => quote!(String),
            Self::Array => quote!(Array),
            Self::Object => quote!(Object),
        }
    }

    const fn in_words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// The kinds that a type reads, its own kind first; none if we don't know.
fn kinds(protocol: &Resolved<'_>, ty: &Type) -> Vec<Kind> {
    kinds_within(protocol, ty, DEPTH)
}

fn kinds_within(protocol: &Resolved<'_>, ty: &Type, depth: usize) -> Vec<Kind> {
    let Some(depth) = depth.checked_sub(1) else {
        return Vec::new();
    };
    let kinds = |ty: &Type| kinds_within(protocol, ty, depth);
    match &ty.kind {
        TypeKind::Bool => vec![Kind::Bool],
        TypeKind::Integer { .. } | TypeKind::Float | TypeKind::Epoch => vec![Kind::Number],
        TypeKind::String
        | TypeKind::DateTime
        | TypeKind::Url
        | TypeKind::Uuid
        | TypeKind::Query(_) => vec![Kind::String],
        TypeKind::PhoneNumber | TypeKind::Id => vec![Kind::String, Kind::Number],
        TypeKind::Text(inner) => [vec![Kind::String], kinds(inner)].concat(),
        TypeKind::Unit | TypeKind::Never => vec![Kind::Null],
        TypeKind::Option(inner) => {
            let mut kinds = kinds(inner);
            if !kinds.is_empty() {
                kinds.push(Kind::Null);
            }
            kinds
        }
        TypeKind::Secret(inner) => kinds(inner),
        TypeKind::List(_) => vec![Kind::Array],
        TypeKind::OneOrMany(inner) => [vec![Kind::Array], kinds(inner)].concat(),
        TypeKind::Map(_) | TypeKind::Result(..) => vec![Kind::Object],
        TypeKind::Json | TypeKind::Foreign => Vec::new(),
        TypeKind::Declared(_) => match protocol.declared(ty).map(|data| &data.shape) {
            Some(DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. }) => {
                vec![Kind::Object]
            }
            Some(DataShape::Enum { .. }) => vec![Kind::String],
            Some(DataShape::Newtype(inner)) => kinds(inner),
            Some(DataShape::Union(variants)) => one_of::values(variants)
                .flat_map(|(_, ty)| kinds(ty))
                .collect(),
            None => Vec::new(),
        },
    }
}
