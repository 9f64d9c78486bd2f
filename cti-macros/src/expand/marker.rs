//! The marker of a protocol: the type that sessions are made for.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{describe, machine, stamps};
use crate::model::{Direction, Transport};
use crate::resolve::Resolved;

/// `pub struct AcmePhone;` with its `Protocol`.
pub(super) fn marker(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let marker = &protocol.marker;
    let name = &protocol.name;
    let doc = doc(protocol);
    let (transport, origins) = match &protocol.transport {
        Transport::Window { origins, .. } => (quote!(Window), origins.as_slice()),
        Transport::Library { .. } => (quote!(Library), [].as_slice()),
    };
    let origins = origins.iter().map(|origin| {
        let pattern = &origin.value;
        quote_spanned!(origin.span=> #runtime::__private::OriginPattern::from_static(#pattern))
    });
    let event = protocol.all_of(Direction::FromVendor);
    let command = protocol.all_of(Direction::ToVendor);
    let event_fields = stamps::ty(protocol, Direction::FromVendor);
    let command_fields = stamps::ty(protocol, Direction::ToVendor);
    let machines = machine::tables(protocol);
    let description = describe::description(protocol);
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        pub struct #marker;

        impl #runtime::__private::Protocol for #marker {
            type Transport = #runtime::__private::#transport;
            type Event = #event;
            type Command = #command;
            type EventFields = #event_fields;
            type CommandFields = #command_fields;
            const TABLE: &'static #runtime::__private::ProtocolTable =
                &#runtime::__private::ProtocolTable {
                    name: #name,
                    origins: &[#(#origins),*],
                    machines: &[#(#machines),*],
                };
            fn description() -> &'static #runtime::__private::describe::Description {
                static DESCRIPTION: #runtime::__private::describe::Description = #description;
                &DESCRIPTION
            }
        }
    }
}

/// The module's first line, after "The protocol: ".
fn doc(protocol: &Resolved<'_>) -> String {
    let line = protocol
        .doc
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty());
    let Some(line) = line else {
        return format!(" The protocol `{}`.", protocol.name);
    };
    for article in ["A ", "An ", "The "] {
        if let Some(rest) = line.strip_prefix(article) {
            return format!(" The protocol: {}{rest}", article.to_lowercase());
        }
    }
    format!(" The protocol: {line}")
}
