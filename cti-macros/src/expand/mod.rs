//! Expansion: a checked declaration in, the code of its module out.
//!
//! The model decides what there is, the files here how it reads in Rust. Generated code names
//! everything from the root (`::core`, `::std`, the runtime's path), because the module around it
//! may call its own types `Result` or `String`, and binds no name that a user chose.

mod data;
mod describe;
mod family;
mod fields;
mod handler;
mod joint;
mod layout;
mod machine;
mod marker;
mod messages;
mod names;
mod one_of;
mod outcome;
mod places;
mod record;
mod samples;
mod settled;
mod strings;
mod structs;
mod table;
mod tagged;
mod union;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::check::names::SILENT;
use crate::model::{
    At, Carrier, Direction, Encoding, Envelope, Family, FamilyKind, Message, Protocol,
};

/// The module that a declaration becomes.
pub(crate) fn protocol(declared: &Protocol) -> TokenStream {
    let protocol = &*with_both_directions(declared);
    let Protocol {
        attributes,
        visibility,
        module,
        items,
        ..
    } = protocol;
    let doc = names::doc_unless(&protocol.doc, &format!("The protocol `{}`.", protocol.name));
    let marker = marker::marker(protocol);
    let machines = machine::machines(protocol);
    let families = protocol.families.iter().map(|family| {
        let messages = messages::module(protocol, family);
        let family_enum = family::family(protocol, family);
        let handler = handler::handler(protocol, family);
        quote! { #messages #family_enum #handler }
    });
    let joints = [Direction::FromVendor, Direction::ToVendor];
    let joints = joints.map(|direction| joint::joint(protocol, direction));
    let types = protocol.types.iter().map(|data| data::data(protocol, data));
    let samples = samples::samples(protocol);
    quote! {
        #(#attributes)*
        #doc
        #[allow(dead_code, unreachable_pub, unused_braces, clippy::all, clippy::pedantic)]
        #visibility mod #module {
            #(#items)*
            #marker
            #machines
            #(#families)*
            #(#joints)*
            #(#types)*
            #samples
        }
    }
}

/// Where a side never speaks, an empty family stands for what it would say: the runtime's
/// `Protocol` has a type for each direction.
fn with_both_directions(declared: &Protocol) -> Cow<'_, Protocol> {
    let mut protocol = Cow::Borrowed(declared);
    for (direction, _, name) in SILENT {
        if declared.channel(direction).next().is_none() {
            let span = declared.marker.span();
            let envelope = declared.families.first().map_or_else(
                || Envelope {
                    encoding: Encoding::Object,
                    codec: None,
                    tag: At::new(String::new(), span),
                    content: None,
                    constants: Vec::new(),
                    reports: Vec::new(),
                },
                |other| other.envelope.clone(),
            );
            let kind = match (&declared.carrier, direction) {
                (Carrier::Window { .. }, _) => FamilyKind::Messages,
                (Carrier::Library { .. }, Direction::FromVendor) => FamilyKind::Subscriptions,
                (Carrier::Library { .. }, Direction::ToVendor) => FamilyKind::Methods,
            };
            protocol.to_mut().families.push(Family {
                ident: free(declared, name),
                doc: String::new(),
                direction,
                kind,
                envelope,
                requests: None,
                messages: Vec::new(),
            });
        }
    }
    protocol
}

/// The name of an empty family. It is taken in a stub only, where one mistake is enough.
fn free(protocol: &Protocol, name: &str) -> Ident {
    let families = protocol.families.iter();
    let made = families.flat_map(|family| Family::names(&family.ident));
    let taken: Vec<Ident> = protocol.names().cloned().chain(made).collect();
    let mut ident = names::ident(name, protocol.marker.span());
    while Family::names(&ident)
        .iter()
        .any(|name| taken.contains(name))
    {
        ident = names::ident(&format!("{ident}2"), ident.span());
    }
    ident
}

/// The enum of all messages of one direction.
fn channel(protocol: &Protocol, direction: Direction) -> Option<Ident> {
    let only = || protocol.channel(direction).next();
    let only = || only().map(|family| family.ident.clone());
    protocol.joint(direction).or_else(only)
}

/// A message of the direction opposite to a family's, with its family.
fn opposite<'a>(
    protocol: &'a Protocol,
    of: &Family,
    name: &Ident,
) -> Option<(&'a Family, usize, &'a Message)> {
    protocol
        .channel(of.direction.opposite())
        .find_map(|family| {
            let mut messages = family.messages.iter().enumerate();
            let (row, message) = messages.find(|(_, message)| message.ident == *name)?;
            Some((family, row, message))
        })
}
