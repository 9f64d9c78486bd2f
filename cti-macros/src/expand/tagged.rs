//! `#[data(tag = "…")]` enums: an object whose tag says which other keys it has.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::fields::{self, Nesting};
use super::record::{self, Record};
use super::{names, structs, wire};
use crate::model::{At, Data, Field, TagKind, Variant, VariantBody};
use crate::resolve::Resolved;
use crate::resolve::layout::{Case, Slot, SlotKind};

/// `pub enum View { … }` with its `Record`.
pub(super) fn tagged(
    protocol: &Resolved<'_>,
    data: &Data,
    tag: &At<String>,
    variants: &[Variant],
) -> TokenStream {
    let ident = &data.ident;
    let layout = protocol.layout(data);
    let cases = &layout.cases;
    let (definition, constructors) = (
        definition(data, variants),
        constructors(protocol, ident, variants),
    );
    let (set, required, put) = (
        set(protocol, variants, cases),
        required(cases),
        put(protocol, tag, cases),
    );
    let shape = record::shape(protocol, layout, false, &[]);
    let record = Record {
        shape,
        hooks: TokenStream::new(),
        fill: quote!(#set #required),
        put,
    };
    let record = record.of(protocol, ident);
    let blank = cases
        .first()
        .map_or_else(TokenStream::new, |case| blank(protocol, case.variant));
    let wire = wire::of_record(protocol, data, &blank);
    quote!(#definition #constructors #record #wire)
}

fn definition(data: &Data, variants: &[Variant]) -> TokenStream {
    let (ident, visibility, doc) = (&data.ident, &data.visibility, wire::doc(data));
    let variants = variants.iter().map(|variant| {
        let ident = &variant.ident;
        let doc = variant_doc(variant);
        match &variant.body {
            VariantBody::Unit => quote!(#doc #ident,),
            VariantBody::Value(ty) => {
                let ty = Nesting::Here.ty(ty);
                quote!(#doc #ident(#ty),)
            }
            VariantBody::Fields(fields) => {
                let fields = fields.iter().map(|field| {
                    let (name, ty) = (&field.ident, Nesting::Here.ty(&field.ty));
                    let doc = names::doc(&field.doc, &format!("`{}`.", names::plain(name)));
                    quote!(#doc #name: #ty,)
                });
                quote!(#doc #[non_exhaustive] #ident { #(#fields)* },)
            }
        }
    });
    let derived = names::derived(data);
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq #derived)]
        #[non_exhaustive]
        #visibility enum #ident { #(#variants)* }
    }
}

fn variant_doc(variant: &Variant) -> TokenStream {
    names::doc(&variant.doc, &format!("`{}`.", variant.key.value))
}

/// A function for each variant with fields: outside the crate it can't be made otherwise.
fn constructors(protocol: &Resolved<'_>, ident: &Ident, variants: &[Variant]) -> TokenStream {
    let constructors: Vec<_> = variants
        .iter()
        .filter_map(|variant| match &variant.body {
            VariantBody::Fields(fields) => Some(constructor(protocol, variant, fields)),
            VariantBody::Unit | VariantBody::Value(_) => None,
        })
        .collect();
    if constructors.is_empty() {
        return TokenStream::new();
    }
    quote!(impl #ident { #(#constructors)* })
}

fn constructor(protocol: &Resolved<'_>, variant: &Variant, fields: &[Field]) -> TokenStream {
    let (ident, name, doc) = (
        &variant.ident,
        names::snake_ident(&variant.ident),
        variant_doc(variant),
    );
    let mut parameters = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = &field.ident;
        let value = if structs::is_required(field) {
            let (ty, value) = fields::parameter(Nesting::Here, &field.ty, &quote!(#name));
            parameters.push(quote!(#name: #ty));
            value
        } else {
            structs::absent(&protocol.runtime, field)
        };
        values.push(quote!(#name: #value));
    }
    quote! {
        #doc
        pub fn #name(#(#parameters),*) -> Self {
            Self::#ident { #(#values),* }
        }
    }
}

/// A variant to be read into, once its tag is known.
fn blank(protocol: &Resolved<'_>, variant: &Variant) -> TokenStream {
    let ident = &variant.ident;
    match &variant.body {
        VariantBody::Unit => quote!(Self::#ident),
        VariantBody::Value(ty) => {
            let blank = fields::blank_of(protocol, ty);
            quote!(Self::#ident(#blank))
        }
        VariantBody::Fields(fields) => {
            let blanks = fields::blanks(protocol, fields);
            quote!(Self::#ident { #(#blanks),* })
        }
    }
}

/// The tag makes the variant; each other field is read if it is the variant's.
fn set(protocol: &Resolved<'_>, variants: &[Variant], cases: &[Case<'_>]) -> TokenStream {
    let runtime = &protocol.runtime;
    let expected = names::alternatives(variants.iter().map(|variant| &*variant.key.value));
    let kind = kind(variants);
    let tag = match kind {
        TagKind::Text => quote!(&*reader.str()?),
        TagKind::Bool => quote!(reader.bool()?),
        TagKind::Number => quote!(reader.i64()?),
    };
    let tags = variants.iter().map(|variant| {
        let tags = tags(variant).map(|tag| pattern(kind, tag));
        let blank = blank(protocol, variant);
        quote!(#(#tags)|* => #blank,)
    });
    let all = variants.iter().flat_map(self::tags).count();
    let complete = kind == TagKind::Bool && all == 2;
    let otherwise = (!complete).then(|| {
        quote! {
            _ => {
                return ::core::result::Result::Err(#runtime::__private::Fault::new(
                    #runtime::__private::FaultKind::Value(#expected),
                    at,
                ));
            }
        }
    });
    let at = otherwise.as_ref().map(|_| quote!(let at = reader.at();));
    let arms = cases.iter().flat_map(|case| set_arms(protocol, case));
    quote! {
        fn set(
            &mut self,
            field: usize,
            reader: &mut dyn #runtime::__private::Reader,
        ) -> ::core::result::Result<(), #runtime::__private::Fault> {
            match (field, self) {
                (0, this) => {
                    #at
                    *this = match #tag {
                        #(#tags)*
                        #otherwise
                    };
                    ::core::result::Result::Ok(())
                }
                #(#arms)*
                _ => reader.skip(),
            }
        }
    }
}

/// What the tags are; checks see to it that they are alike.
fn kind(variants: &[Variant]) -> TagKind {
    variants
        .first()
        .map_or(TagKind::Text, |variant| variant.tag)
}

fn tags(variant: &Variant) -> impl Iterator<Item = &str> {
    variant.names().map(|name| name.value.as_str())
}

/// A tag as a pattern.
fn pattern(kind: TagKind, tag: &str) -> TokenStream {
    match kind {
        TagKind::Text => quote!(#tag),
        TagKind::Bool | TagKind::Number => tag.parse().unwrap_or_default(),
    }
}

fn set_arms(protocol: &Resolved<'_>, case: &Case<'_>) -> Vec<TokenStream> {
    let runtime = &protocol.runtime;
    let ident = &case.variant.ident;
    let part = |within: usize, index: usize, pattern: &TokenStream| {
        let (within, index) = (names::index(within), names::index(index));
        quote!((#index, #pattern) => #runtime::__private::Fill::set(value, #within, reader),)
    };
    if matches!(case.variant.body, VariantBody::Value(_)) {
        let pattern = quote!(Self::#ident(value));
        let parts = case.indices.iter().enumerate();
        return parts
            .map(|(within, index)| part(within, *index, &pattern))
            .collect();
    }
    let mut arms = Vec::new();
    for slot in &case.layout.slots {
        let name = &slot.field.ident;
        let pattern = quote!(Self::#ident { #name: value, .. });
        let indices = case.indices.iter().skip(slot.at).take(slot.len);
        for (within, index) in indices.enumerate() {
            arms.push(if matches!(slot.kind, SlotKind::Own) {
                let index = names::index(*index);
                let read = fields::read(protocol, slot.field, &quote!(value));
                quote!((#index, #pattern) => #read,)
            } else {
                part(within, *index, &pattern)
            });
        }
    }
    arms
}

/// The tag, and what the variant needs.
fn required(cases: &[Case<'_>]) -> TokenStream {
    let arms = cases.iter().map(|case| {
        let pattern = any(case.variant);
        let leaves = case.layout.leaves.iter().zip(&case.indices);
        let required = leaves.filter(|(leaf, _)| leaf.required);
        let required = names::mask(required.map(|(_, index)| *index).chain([0]));
        quote!(#pattern => #required,)
    });
    quote! {
        fn required(&self) -> u64 {
            match self {
                #(#arms)*
            }
        }
    }
}

/// A pattern that a variant matches whatever it has.
fn any(variant: &Variant) -> TokenStream {
    let ident = &variant.ident;
    match &variant.body {
        VariantBody::Unit => quote!(Self::#ident),
        VariantBody::Value(_) => quote!(Self::#ident(_)),
        VariantBody::Fields(_) => quote!(Self::#ident { .. }),
    }
}

fn put(protocol: &Resolved<'_>, tag: &At<String>, cases: &[Case<'_>]) -> TokenStream {
    let runtime = &protocol.runtime;
    let key = names::key(&tag.value);
    let arms = cases.iter().map(|case| {
        let ident = &case.variant.ident;
        let tag = &case.variant.key.value;
        let value = match case.variant.tag {
            TagKind::Text => names::json(tag),
            TagKind::Bool | TagKind::Number => tag.clone(),
        };
        let literal = quote!(out.literal(#key, #value));
        match &case.variant.body {
            VariantBody::Unit => quote!(Self::#ident => #literal,),
            VariantBody::Value(_) => quote! {
                Self::#ident(value) => {
                    #literal;
                    #runtime::__private::Put::put(value, out);
                }
            },
            VariantBody::Fields(_) => {
                // Names of our own: a field may be called `out`.
                let slots: Vec<(Ident, &Slot<'_>)> = case
                    .layout
                    .slots
                    .iter()
                    .enumerate()
                    .map(|(index, slot)| (format_ident!("value{index}"), slot))
                    .collect();
                let bindings = slots.iter().map(|(value, slot)| {
                    let name = &slot.field.ident;
                    quote!(#name: #value)
                });
                let writes = slots
                    .iter()
                    .map(|(value, slot)| record::write_slot(protocol, slot, &quote!(#value)));
                quote! {
                    Self::#ident { #(#bindings),* } => {
                        #literal;
                        #(#writes)*
                    }
                }
            }
        }
    });
    quote! {
        fn put(&self, out: &mut #runtime::__private::Writer) {
            match self {
                #(#arms)*
            }
        }
    }
}
