//! The module of a family: a struct per message.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::Place;
use super::structs::{Struct, What};
use super::{names, opposite, record};
use crate::model::{Body, Family, FamilyKind, Message, Protocol, Reply};

/// `pub mod event { … }`
pub(super) fn module(protocol: &Protocol, family: &Family) -> TokenStream {
    let module = names::module(family);
    let doc = format!(
        " The messages of [`{}`](super::{0}), a struct each.",
        family.ident
    );
    let messages = family
        .messages
        .iter()
        .enumerate()
        .map(|(row, of)| message(protocol, family, row, of));
    quote! {
        #[doc = #doc]
        pub mod #module {
            #(#messages)*
        }
    }
}

/// The line of a message that the user says nothing about.
pub(super) fn doc(family: &Family, message: &Message) -> TokenStream {
    let what = match family.kind {
        FamilyKind::Messages => "Message",
        FamilyKind::Methods => "Function",
        FamilyKind::Subscriptions => "Subscription",
    };
    names::doc(&message.doc, &format!("{what} `{}`.", message.tag.value))
}

fn message(protocol: &Protocol, family: &Family, row: usize, message: &Message) -> TokenStream {
    let runtime = &protocol.runtime;
    let (ident, family_ident) = (&message.ident, &family.ident);
    let row = names::index(row);
    let definition = Struct {
        ident,
        visibility: quote!(pub),
        doc: doc(family, message),
        place: Place::Inner,
        what: What::Message,
    };
    let content = message.content.is_some();
    let (definition, record) = match &message.body {
        Body::Unit => (
            definition.with_fields(&[]),
            record::of_fields(protocol, ident, &[], content),
        ),
        Body::Fields(fields) => (
            definition.with_fields(fields),
            record::of_fields(protocol, ident, fields, content),
        ),
        Body::Whole(field) => (
            definition.with_value(field),
            record::of_value(protocol, ident, field),
        ),
    };
    let debug = debug(protocol, message);
    let request = message
        .reply
        .as_ref()
        .map(|reply| request(protocol, family, message, reply));
    quote! {
        #definition
        #record
        #debug

        impl #runtime::protocol::Message for #ident {
            type Family = super::#family_ident;
            const ROW: usize = #row;
        }

        #request

        impl ::core::convert::From<#ident> for super::#family_ident {
            #[inline]
            fn from(message: #ident) -> Self {
                Self::#ident(message)
            }
        }
    }
}

fn debug(protocol: &Protocol, message: &Message) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &message.ident;
    quote! {
        impl ::core::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::mask::debug(self, f)
            }
        }
    }
}

/// A message that is answered: what the answer is, and how it is picked out.
fn request(protocol: &Protocol, family: &Family, message: &Message, reply: &Reply) -> TokenStream {
    let Some(answers) = opposite(protocol, family) else {
        return TokenStream::new();
    };
    let runtime = &protocol.runtime;
    let (ident, answers_ident) = (&message.ident, &answers.ident);
    let (ok, error, settle) = match reply {
        Reply::Callback { ok, error } => {
            let (ok, error) = (Place::Inner.ty(ok), Place::Inner.ty(error));
            (
                quote!(#ok),
                quote!(#error),
                quote!(#runtime::session::callback(answer)),
            )
        }
        Reply::Named { ok, error } => {
            let module = names::module(answers);
            let error_type = error.as_ref().map_or_else(
                || quote!(::core::convert::Infallible),
                |error| quote!(super::#module::#error),
            );
            let error_arm = error.as_ref().map(|error| {
                quote! {
                    #runtime::session::Answer::Message(super::#answers_ident::#error(message)) => {
                        ::core::result::Result::Ok(::core::result::Result::Err(message))
                    }
                }
            });
            let settle = quote! {
                match answer {
                    #runtime::session::Answer::Message(super::#answers_ident::#ok(message)) => {
                        ::core::result::Result::Ok(::core::result::Result::Ok(message))
                    }
                    #error_arm
                    _ => ::core::result::Result::Err(#runtime::session::not_an_answer()),
                }
            };
            (quote!(super::#module::#ok), error_type, settle)
        }
    };
    quote! {
        impl #runtime::protocol::Request for #ident {
            type Answers = super::#answers_ident;
            type Ok = #ok;
            type Err = #error;
            fn settle(
                answer: #runtime::session::Answer<super::#answers_ident>,
            ) -> ::core::result::Result<
                ::core::result::Result<Self::Ok, Self::Err>,
                #runtime::codec::Fault,
            > {
                #settle
            }
        }
    }
}
