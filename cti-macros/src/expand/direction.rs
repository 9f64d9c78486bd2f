//! The enum of a direction that has several families: a variant per family.

use proc_macro2::TokenStream;
use quote::quote;

use super::{handler, names, settled, table};
use crate::model::{Direction, Family};
use crate::resolve::Resolved;

/// `pub enum Event { Notice(Notice), Question(Question) }` with its `Messages`; nothing if the direction's
/// only family is its enum.
pub(super) fn direction(protocol: &Resolved<'_>, direction: Direction) -> TokenStream {
    let Some(ident) = protocol.direction_enum(direction) else {
        return TokenStream::new();
    };
    let families: Vec<&Family> = protocol.in_direction(direction).collect();
    let idents: Vec<_> = families.iter().map(|family| &family.ident).collect();
    let handlers: Vec<_> = families.iter().map(|of| names::handler(of)).collect();
    let doc = match direction {
        Direction::FromVendor => " What the vendor sends, by family.",
        Direction::ToVendor => " What the application sends, by family.",
    };
    let family = family(protocol, direction, &families);
    let settled = settled::comes_from(protocol, direction);
    let settled_variant = settled.then(|| settled::variant(protocol));
    let settled_debug =
        settled.then(|| quote!(Self::Settled(settled) => ::core::fmt::Debug::fmt(settled, f),));
    let settled_dispatch = settled.then(settled::dispatch);
    let arms = quote! {
        #(Self::#idents(message) => message.dispatch(handler, peer),)*
        #settled_dispatch
    };
    let traits = quote!(#(#handlers +)*);
    let what = " Calls the method that is meant for this message, of the handler of its family.";
    let dispatch = handler::dispatch(protocol, direction, &ident, &traits, what, &arms);
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::cmp::PartialEq)]
        pub enum #ident {
            #(
                #[doc = ::core::concat!(" Of [`", ::core::stringify!(#idents), "`].")]
                #idents(#idents),
            )*
            #settled_variant
        }

        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    #(Self::#idents(message) => ::core::fmt::Debug::fmt(message, f),)*
                    #settled_debug
                }
            }
        }

        #(
            impl ::core::convert::From<#idents> for #ident {
                fn from(message: #idents) -> Self {
                    Self::#idents(message)
                }
            }
        )*

        #family

        #dispatch
    }
}

/// `DirectionTable { … }`, of the tables of its families.
fn table(protocol: &Resolved<'_>, direction: Direction, families: &[&Family]) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = direction.name();
    let encoding = table::encoding_of(protocol, families);
    let handshake = table::handshake(protocol, direction);
    let tables = families.iter().map(|of| {
        let ident = &of.ident;
        quote!(<#ident as #runtime::__private::Messages>::TABLE.first())
    });
    quote! {
        #runtime::__private::DirectionTable {
            name: #name,
            encoding: #encoding,
            handshake: #handshake,
            families: &[#(#tables),*],
        }
    }
}

/// `fn make`: has the family make it whose message it is.
fn make(protocol: &Resolved<'_>, direction: Direction, families: &[&Family]) -> TokenStream {
    let runtime = &protocol.runtime;
    let new = quote!(#runtime::__private::New);
    let rows = families.iter().rev().map(|of| {
        let (ident, before) = (&of.ident, names::index(protocol.rows_before(of)));
        quote! {
            #new::Row(row @ #before..) => {
                Self::#ident(#runtime::__private::Messages::make(#new::Row(row - #before)))
            }
        }
    });
    let unknown = families.iter().enumerate().skip(1).map(|(index, of)| {
        let (ident, index) = (&of.ident, names::index(index));
        quote! {
            #new::Unknown(unknown) if unknown.family() == #index => {
                Self::#ident(#runtime::__private::Messages::make(#new::Unknown(unknown)))
            }
        }
    });
    let settled = settled::comes_from(protocol, direction).then(|| settled::made(protocol));
    let first = families.first().map(|of| &of.ident);
    quote! {
        #[allow(unreachable_patterns)]
        fn make(new: #new) -> Self {
            match new {
                #(#rows)*
                #(#unknown)*
                #settled
                new => Self::#first(#runtime::__private::Messages::make(new)),
            }
        }
    }
}

/// `Messages`: what its families say, with their rows one behind the other.
fn family(protocol: &Resolved<'_>, direction: Direction, families: &[&Family]) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = protocol.direction_enum(direction);
    let table = table(protocol, direction, families);
    let idents: Vec<_> = families.iter().map(|family| &family.ident).collect();
    let before = |of: &Family| names::index(protocol.rows_before(of));
    let make = make(protocol, direction, families);
    // A family may be called `TABLE` too.
    let own_table = quote!(<Self as #runtime::__private::Messages>::TABLE);
    let rows = families.iter().map(|of| {
        let (ident, before) = (&of.ident, before(of));
        quote! {
            Self::#ident(message) => match #runtime::__private::Messages::as_unknown(message) {
                ::core::option::Option::Some(_) => #own_table.len(),
                ::core::option::Option::None => {
                    #before + #runtime::__private::Messages::row(message)
                }
            },
        }
    });
    let comes = settled::comes_from(protocol, direction);
    let none = quote!(Self::Settled(_) => ::core::option::Option::None,);
    let each = |(method, settled): (TokenStream, TokenStream)| {
        let settled = comes.then_some(settled);
        quote! {
            match self {
                #(Self::#idents(message) => #runtime::__private::Messages::#method(message),)*
                #settled
            }
        }
    };
    let [as_unknown, record, record_mut] = [
        (quote!(as_unknown), none),
        (quote!(record), settled::record()),
        (quote!(record_mut), settled::record()),
    ]
    .map(each);
    let settled_row = comes.then(|| quote!(Self::Settled(_) => #own_table.len(),));
    let settled = comes.then(|| settled::method(protocol));
    let says = ident
        .as_ref()
        .map(|ident| super::family::says(protocol, ident, ident, 0));
    quote! {
        impl #runtime::__private::Messages for #ident {
            const TABLE: &'static #runtime::__private::DirectionTable = {
                static TABLE: #runtime::__private::DirectionTable = #table;
                &TABLE
            };
            #make
            fn as_unknown(&self) -> ::core::option::Option<&#runtime::__private::UnknownMessage> {
                #as_unknown
            }
            #settled
            fn row(&self) -> usize {
                match self {
                    #(#rows)*
                    #settled_row
                }
            }
            fn record(&self) -> &dyn #runtime::__private::Put {
                #record
            }
            fn record_mut(&mut self) -> &mut dyn #runtime::__private::Fill {
                #record_mut
            }
        }

        #says
    }
}
