//! Expansion: a checked declaration in, the code of its module out.
//!
//! The model decides what there is, the files here how it reads in Rust. Generated code names
//! everything from the root (`::core`, `::std`, the runtime's path), because the module around it
//! may call its own types `Result` or `String`, and binds no name that a user chose.

mod answers;
mod convention;
mod conversions;
mod data;
mod describe;
mod direction;
mod family;
mod fields;
mod handler;
mod machine;
mod marker;
mod messages;
mod names;
mod one_of;
mod outcome;
mod positional;
mod record;
mod samples;
mod serde;
mod settled;
mod stamps;
mod streams;
mod strings;
mod structs;
mod table;
mod tagged;
mod undeclared;
mod union;
mod values;
mod wire;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Data, Direction, Protocol};
use crate::resolve::Resolved;

/// The module that a declaration becomes.
pub(crate) fn protocol(declared: &Resolved<'_>) -> TokenStream {
    match undeclared::with_both_directions(declared) {
        Some(protocol) => module(&Resolved::of(&protocol)),
        None => module(declared),
    }
}

fn module(protocol: &Resolved<'_>) -> TokenStream {
    let Protocol {
        attributes,
        visibility,
        module,
        items,
        runtime,
        ..
    } = &**protocol;
    let takes_back = takes_back(protocol).then(|| quote!(deprecated,));
    let doc = names::doc_unless(&protocol.doc, &format!("The protocol `{}`.", protocol.name));
    let marker = marker::marker(protocol);
    let machines = machine::machines(protocol);
    let families = protocol.families.iter().map(|family| {
        let messages = messages::module(protocol, family);
        let family_enum = family::family(protocol, family);
        let handler = handler::handler(protocol, family);
        quote! { #messages #family_enum #handler }
    });
    let directions = Direction::BOTH.map(|direction| direction::direction(protocol, direction));
    let fields = Direction::BOTH.map(|direction| stamps::fields(protocol, direction));
    let types = protocol.types.iter().map(|data| data::data(protocol, data));
    let bridges = serde::bridges(protocol);
    let samples = samples::samples(protocol);
    let version = env!("CARGO_PKG_VERSION");
    // What fields can be without an import, for the completion of an editor.
    let completed = quote! {
        #[cfg(rust_analyzer)]
        #[allow(unused_imports)]
        use #runtime::types::*;
    };
    quote! {
        #(#attributes)*
        #doc
        #[allow(#takes_back dead_code, unreachable_pub, unused_braces, unexpected_cfgs)]
        #[allow(clippy::all, clippy::pedantic)]
        #visibility mod #module {
            #(#items)*
            #completed
            const _: () = #runtime::__private::expanded_by(#version);
            #marker
            #machines
            #(#families)*
            #(#directions)*
            #(#fields)*
            #(#types)*
            #bridges
            #samples
        }
    }
}

/// Whether something in a protocol is deprecated, which its own code uses all the same.
fn takes_back(protocol: &Protocol) -> bool {
    let mut fields = (protocol.messages().flat_map(|message| message.body.each()))
        .chain(protocol.types.iter().flat_map(Data::fields));
    fields.any(|field| field.deprecated.is_some())
        || protocol
            .messages()
            .any(|message| message.deprecated.is_some())
}
