//! How are the structs of messages and data types defined and made?

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};

use super::fields::{self, Nesting};
use super::names;
use crate::model::{Field, Presence, TypeKind};

/// What a struct is called in the documentation of its constructor.
#[derive(Clone, Copy)]
pub(super) enum What {
    Message,
    Value,
}

/// A struct to be defined.
pub(super) struct Struct<'a> {
    pub ident: &'a Ident,
    pub visibility: TokenStream,
    pub doc: TokenStream,
    pub nesting: Nesting,
    pub what: What,
    pub runtime: &'a TokenStream,
    pub deprecated: Option<TokenStream>,
    /// What it derives besides: `, Eq`.
    pub derived: TokenStream,
}

impl Struct<'_> {
    /// The struct with these fields, `new` and a setter for each field that need not be there.
    pub(super) fn with_fields(&self, fields: &[Field]) -> TokenStream {
        let Self {
            ident,
            visibility,
            doc,
            nesting,
            deprecated,
            ..
        } = self;
        let definitions = fields.iter().map(|field| {
            let name = &field.ident;
            let doc = names::doc(&field.doc, &format!("`{}`.", names::plain(name)));
            let ty = nesting.ty(&field.ty);
            let deprecated = names::deprecated(field.deprecated.as_ref());
            quote!(#doc #deprecated pub #name: #ty,)
        });
        let new = self.constructor(fields);
        let (derives, copies) = self.copies(fields, false);
        let setters = fields
            .iter()
            .filter(|field| !is_required(field) && !field.is_made())
            .map(|field| setter(*nesting, field));
        quote! {
            #doc
            #deprecated
            #derives
            #[non_exhaustive]
            #visibility struct #ident { #(#definitions)* }

            #copies

            impl #ident {
                #new
                #(#setters)*
            }
        }
    }

    /// The struct with one value: a tuple struct, or `outcome`.
    pub(super) fn with_value(&self, field: &Field) -> TokenStream {
        let Self {
            ident,
            visibility,
            doc,
            nesting,
            deprecated,
            ..
        } = self;
        let ty = nesting.ty(&field.ty);
        let name = &field.ident;
        let (parameter, value) = fields::parameter(*nesting, &field.ty, &quote!(#name));
        let (derives, copies) = self.copies(std::slice::from_ref(field), !is_named(field, &[]));
        let (definition, made) = if is_named(field, &[]) {
            let doc = names::doc(&field.doc, "What the callback received.");
            (
                quote!({ #doc pub #name: #ty, }),
                quote!(Self { #name: #value }),
            )
        } else {
            (quote!((pub #ty);), quote!(Self(#value)))
        };
        quote! {
            #doc
            #deprecated
            #derives
            #visibility struct #ident #definition

            #copies

            impl #ident {
                /// A message with this content.
                pub fn new(#name: #parameter) -> Self {
                    #made
                }
            }
        }
    }

    /// What is derived to copy and compare, or the implementations where a field's type may lack that.
    fn copies(&self, fields: &[Field], bare: bool) -> (TokenStream, TokenStream) {
        let derived = &self.derived;
        if !fields.iter().any(fields::is_unknown) {
            let derives = quote!(#[derive(::core::clone::Clone, ::core::cmp::PartialEq #derived)]);
            return (derives, TokenStream::new());
        }
        // Behind the comma.
        let derived = derived.clone().into_iter().skip(1);
        let parts: Vec<(TokenStream, [TokenStream; 2])> = fields
            .iter()
            .map(|field| {
                let name = if bare {
                    quote!(0)
                } else {
                    field.ident.to_token_stream()
                };
                let of = [&quote!(&self.#name), &quote!(&other.#name)];
                let copied = fields::copied(self.runtime, field, of);
                (name, copied)
            })
            .collect();
        let copies = parts.iter().map(|(name, [copy, _])| quote!(#name: #copy));
        let alike = parts.iter().map(|(_, [_, alike])| alike);
        let ident = self.ident;
        let implementations = quote! {
            impl ::core::clone::Clone for #ident {
                fn clone(&self) -> Self {
                    Self { #(#copies),* }
                }
            }

            impl ::core::cmp::PartialEq for #ident {
                fn eq(&self, other: &Self) -> bool {
                    #(#alike)&&*
                }
            }
        };
        (quote!(#[derive(#(#derived)*)]), implementations)
    }

    fn constructor(&self, fields: &[Field]) -> TokenStream {
        let mut parameters = Vec::new();
        let mut values = Vec::new();
        for field in fields {
            let name = &field.ident;
            let value = if is_required(field) {
                let (ty, value) = fields::parameter(self.nesting, &field.ty, &quote!(#name));
                parameters.push(quote!(#name: #ty));
                value
            } else {
                absent(self.runtime, field)
            };
            values.push(quote!(#name: #value));
        }
        let doc = match (self.what, parameters.is_empty()) {
            (What::Message, false) => " A message with the fields that it must have.",
            (What::Message, true) => " The message, which has no fields that it must have.",
            (What::Value, false) => " A value with the fields that it must have.",
            (What::Value, true) => " A value, which has no fields that it must have.",
        };
        quote! {
            #[doc = #doc]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values),* }
            }
        }
    }
}

fn setter(nesting: Nesting, field: &Field) -> TokenStream {
    let name = &field.ident;
    let (ty, wrap) = match (&field.ty.kind, field.presence) {
        (TypeKind::Option(inner), Presence::Optional | Presence::Nullable) => (&**inner, true),
        _ => (&field.ty, false),
    };
    let (parameter, value) = fields::parameter(nesting, ty, &quote!(#name));
    let value = if wrap {
        names::option(Some(value))
    } else {
        value
    };
    let doc = format!(" Sets `{}`.", names::plain(name));
    let deprecated = names::deprecated(field.deprecated.as_ref());
    quote! {
        #[doc = #doc]
        #deprecated
        #[must_use]
        pub fn #name(mut self, #name: #parameter) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Whether a field is given to `new`. A flattened map may as well stay empty.
pub(super) fn is_required(field: &Field) -> bool {
    field.presence == Presence::Required && !is_rest(field) && !field.is_made()
}

fn is_rest(field: &Field) -> bool {
    field.flatten && matches!(field.ty.kind, TypeKind::Map(_))
}

/// Whether the value of a struct with one value, and these fields beside it, has a name.
pub(super) fn is_named(value: &Field, beside: &[Field]) -> bool {
    value.ident == "outcome" || !beside.is_empty()
}

/// How `new` fills a field that it isn't given.
pub(super) fn absent(runtime: &TokenStream, field: &Field) -> TokenStream {
    if field.is_made() {
        return quote!(#runtime::__private::Wire::blank());
    }
    match field.presence {
        Presence::Optional | Presence::Nullable => quote!(::core::option::Option::None),
        Presence::Required | Presence::Default => {
            quote!(::core::default::Default::default())
        }
    }
}
