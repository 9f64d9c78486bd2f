//! The module of a family: a struct per message.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::Nesting;
use super::structs::{self, Struct, What};
use super::{answers, names, record, values};
use crate::model::{Body, Family, Message};
use crate::resolve::{Resolved, Row, places};

/// `pub mod event { … }`
pub(super) fn module(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let module = names::module(family);
    let doc = format!(
        " The messages of [`{}`](super::{0}), a struct each.",
        family.ident
    );
    let messages = protocol.rows_of(family).map(|row| message(protocol, row));
    quote! {
        #[doc = #doc]
        pub mod #module {
            #(#messages)*
        }
    }
}

fn message(protocol: &Resolved<'_>, row: &Row<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let Row {
        family, message, ..
    } = row;
    let (ident, family_ident) = (&message.ident, &family.ident);
    let index = names::index(row.index);
    let of_direction = protocol.direction_enum(family.direction);
    let all = of_direction.as_ref().unwrap_or(family_ident);
    let into_direction = of_direction.as_ref().map(|direction| {
        quote! {
            impl ::core::convert::From<#ident> for super::#direction {
                fn from(message: #ident) -> Self {
                    Self::#family_ident(super::#family_ident::#ident(message))
                }
            }
        }
    });
    let definition = Struct {
        ident,
        visibility: quote!(pub),
        doc: names::message_doc(family, message),
        nesting: Nesting::Inner,
        what: What::Message,
        runtime,
        deprecated: names::deprecated(message.deprecated.as_ref()),
        derived: TokenStream::new(),
    };
    let content = message.content.is_some();
    let hooks = &values::hooks(protocol, row);
    let passed_over = &passed_over(protocol, row);
    let (definition, record) = match &message.body {
        Body::Unit | Body::Fields(_) => (
            definition.with_fields(message.body.named()),
            record::of_fields(protocol, ident, &row.layout, content, passed_over, hooks),
        ),
        Body::Whole(field, beside) if structs::is_named(field, beside) => (
            // What every message has comes first here too.
            definition.with_fields(&[beside, std::slice::from_ref(&**field)].concat()),
            record::of_whole(protocol, ident, &row.layout, hooks),
        ),
        Body::Whole(field, _) => (
            definition.with_value(field),
            record::of_value(protocol, ident, field, hooks),
        ),
    };
    let debug = debug(protocol, message);
    let request = message
        .reply
        .as_ref()
        .map(|reply| answers::request(protocol, family, message, reply));
    quote! {
        #definition
        #record
        #debug

        impl #runtime::__private::Message for #ident {
            type Direction = super::#all;
            const ROW: usize = #index;
        }

        #request

        impl ::core::convert::From<#ident> for super::#family_ident {
            #[inline]
            fn from(message: #ident) -> Self {
                Self::#ident(message)
            }
        }

        #into_direction
    }
}

/// Keys of the envelope where a message takes any key.
fn passed_over(protocol: &Resolved<'_>, row: &Row<'_>) -> Vec<String> {
    if row.layout.rest().next().is_none() {
        return Vec::new();
    }
    places::passed_over(protocol.in_direction(row.family.direction), row.message)
}

fn debug(protocol: &Resolved<'_>, message: &Message) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &message.ident;
    let name = names::plain(ident);
    quote! {
        impl ::core::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::__private::debug(#name, self, f)
            }
        }
    }
}
