//! Expansion: a checked declaration in, the code of its module out.
//!
//! The model decides what there is, the files here how it reads in Rust. Generated code names
//! everything from the root (`::core`, `::std`, the runtime's path), because the module around it
//! may call its own types `Result` or `String`, and binds no name that a user chose.

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
mod record;
mod samples;
mod settled;
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

use crate::model::{Direction, Protocol};
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
    let types = protocol.types.iter().map(|data| data::data(protocol, data));
    let samples = samples::samples(protocol);
    let version = env!("CARGO_PKG_VERSION");
    quote! {
        #(#attributes)*
        #doc
        #[allow(dead_code, unreachable_pub, unused_braces, clippy::all, clippy::pedantic)]
        #visibility mod #module {
            #(#items)*
            const _: () = #runtime::__private::expanded_by(#version);
            #marker
            #machines
            #(#families)*
            #(#directions)*
            #(#types)*
            #samples
        }
    }
}
