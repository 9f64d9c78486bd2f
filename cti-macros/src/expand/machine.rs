//! The `#[states]` enums.

use proc_macro2::TokenStream;
use quote::quote;

use super::names;
use crate::model::Machine;
use crate::resolve::Resolved;

/// Every `#[states]` enum with its `States`.
pub(super) fn machines(protocol: &Resolved<'_>) -> TokenStream {
    let machines = protocol
        .machines
        .iter()
        .enumerate()
        .map(|(index, of)| machine(protocol, index, of));
    quote!(#(#machines)*)
}

fn machine(protocol: &Resolved<'_>, index: usize, machine: &Machine) -> TokenStream {
    let runtime = &protocol.runtime;
    let (ident, marker, index) = (&machine.ident, &protocol.marker, names::index(index));
    let doc = names::doc(&machine.doc, &format!("`{}`.", names::plain(ident)));
    let states = machine.states.iter().map(|state| {
        let ident = &state.ident;
        let doc = names::doc(&state.doc, &format!("`{}`.", names::plain(ident)));
        quote!(#doc #ident,)
    });
    let by_index = machine.states.iter().enumerate().map(|(index, state)| {
        let (index, ident) = (names::index(index), &state.ident);
        quote!(#index => Self::#ident,)
    });
    quote! {
        #doc
        #[derive(
            ::core::clone::Clone,
            ::core::marker::Copy,
            ::core::fmt::Debug,
            ::core::cmp::PartialEq,
            ::core::cmp::Eq,
            ::core::hash::Hash,
        )]
        pub enum #ident { #(#states)* }

        impl #runtime::__private::States for #ident {
            type Protocol = #marker;
            const MACHINE: usize = #index;
            fn from_index(state: usize) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match state {
                    #(#by_index)*
                    _ => return ::core::option::Option::None,
                })
            }
        }
    }
}

/// `MachineTable { … }` for each machine.
pub(super) fn tables(protocol: &Resolved<'_>) -> impl Iterator<Item = TokenStream> {
    let runtime = &protocol.runtime;
    protocol.machines.iter().map(move |machine| {
        let name = names::plain(&machine.ident);
        let keyed = machine.key.is_some();
        let states = machine
            .states
            .iter()
            .map(|state| names::plain(&state.ident));
        let states_by_index = machine.states.iter().enumerate();
        let end = states_by_index.filter(|(_, state)| state.end);
        let end = names::mask(end.map(|(index, _)| index));
        quote! {
            #runtime::__private::MachineTable {
                name: #name,
                keyed: #keyed,
                states: &[#(#states),*],
                end: #end,
            }
        }
    })
}
