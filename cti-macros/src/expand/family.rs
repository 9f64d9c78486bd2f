//! The enum of a family, and what the session asks of it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{fields, names, settled, structs, table};
use crate::model::{Body, Direction, Family, FamilyKind, Message};
use crate::resolve::Resolved;

/// `pub enum Event { … }` with its `Messages`.
pub(super) fn family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &family.ident;
    let module = names::module(family);
    let doc = names::doc(&family.doc, &said(family));
    let variants = family.messages.iter().map(|message| {
        let (doc, ident) = (names::message_doc(family, message), &message.ident);
        let deprecated = names::deprecated(message.deprecated.as_ref());
        quote!(#doc #deprecated #ident(#module::#ident),)
    });
    let table = table::family(protocol, family);
    let blanks = protocol.rows_of(family).map(|row| {
        let ident = &row.message.ident;
        let blank = blank(protocol, row.message);
        let row = names::index(row.own_index);
        quote!(#runtime::__private::New::Row(#row) => Self::#ident(#module::#ident #blank),)
    });
    let rows = protocol.rows_of(family).map(|row| {
        let (ident, row) = (&row.message.ident, names::index(row.own_index));
        quote!(Self::#ident(_) => #row,)
    });
    let unknown_row = names::index(family.messages.len());
    let idents: Vec<_> = family
        .messages
        .iter()
        .map(|message| &message.ident)
        .collect();
    let named = idents.iter().map(|ident| names::plain(ident));
    let settled = settled::is_variant_of(protocol, family);
    let settled_made = settled.then(|| settled::made(protocol));
    let settled_record = settled.then(settled::record);
    let settled_row = settled.then(|| quote!(| Self::Settled(_)));
    let settled_variant = settled.then(|| settled::variant(protocol));
    let settled = settled.then(|| settled::method(protocol));
    let own_says = says(protocol, ident, ident, 0);
    let direction_says = protocol
        .direction_enum(family.direction)
        .map(|all| says(protocol, &all, ident, protocol.rows_before(family)));
    let to_record = quote! {
        match self {
            #(Self::#idents(message) => message,)*
            Self::Unknown(message) => message,
            #settled_record
        }
    };
    quote! {
        #doc
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A message whose tag the declaration doesn't know.
            Unknown(#runtime::__private::UnknownMessage),
            #settled_variant
        }

        impl ::core::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::__private::debug_family(&[#(#named),*], self, f)
            }
        }

        impl #runtime::__private::Messages for #ident {
            const TABLE: &'static #runtime::__private::DirectionTable = {
                static TABLE: #runtime::__private::DirectionTable = #table;
                &TABLE
            };
            fn make(new: #runtime::__private::New) -> Self {
                match new {
                    #(#blanks)*
                    #runtime::__private::New::Unknown(unknown) => Self::Unknown(unknown),
                    #settled_made
                    _ => Self::Unknown(#runtime::__private::UnknownMessage::blank()),
                }
            }
            #[allow(unreachable_patterns)]
            fn as_unknown(&self) -> ::core::option::Option<&#runtime::__private::UnknownMessage> {
                match self {
                    Self::Unknown(unknown) => ::core::option::Option::Some(unknown),
                    _ => ::core::option::Option::None,
                }
            }
            #settled
            fn row(&self) -> usize {
                match self {
                    #(#rows)*
                    Self::Unknown(_) #settled_row => #unknown_row,
                }
            }
            fn record(&self) -> &dyn #runtime::__private::Put {
                #to_record
            }
            fn record_mut(&mut self) -> &mut dyn #runtime::__private::Fill {
                #to_record
            }
        }

        #own_says
        #direction_says
    }
}

/// `Says` of an enum whose rows begin behind others among those of its direction.
pub(super) fn says(
    protocol: &Resolved<'_>,
    all: &Ident,
    ident: &Ident,
    before: usize,
) -> TokenStream {
    let runtime = &protocol.runtime;
    let before = names::index(before);
    quote! {
        impl #runtime::__private::Sendable<#all> for #ident {
            #[inline]
            fn outgoing(&self) -> #runtime::__private::Outgoing<'_> {
                #runtime::__private::Outgoing::any(self, #before)
            }
            #[inline]
            fn as_fill(&mut self) -> &mut dyn #runtime::__private::Fill {
                #runtime::__private::Messages::record_mut(self)
            }
        }
    }
}

/// Who says what, where the user doesn't.
fn said(family: &Family) -> String {
    let who = match (family.kind, family.direction) {
        (FamilyKind::Methods, _) => "the functions of the library",
        (FamilyKind::Subscriptions, _) => "what the library reports",
        (FamilyKind::Requests, Direction::FromVendor) => "what the vendor asks for",
        (FamilyKind::Requests, Direction::ToVendor) => "what the application asks for",
        (FamilyKind::Messages, Direction::FromVendor) => "what the vendor sends",
        (FamilyKind::Messages, Direction::ToVendor) => "what the application sends",
    };
    format!("`{}`: {who}.", family.ident)
}

/// What follows the name of a struct that is to be read into.
pub(super) fn blank(protocol: &Resolved<'_>, message: &Message) -> TokenStream {
    match &message.body {
        Body::Unit => quote!({}),
        Body::Fields(fields) => {
            let blanks = fields::blanks(protocol, fields);
            quote!({ #(#blanks),* })
        }
        Body::Whole(field, beside) => {
            let (name, value) = (&field.ident, fields::blank(protocol, field));
            if structs::is_named(field, beside) {
                let beside = fields::blanks(protocol, beside);
                quote!({ #name: #value, #(#beside),* })
            } else {
                quote!((#value))
            }
        }
    }
}
