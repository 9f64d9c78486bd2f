//! serde's traits, if the runtime has them.

use proc_macro2::TokenStream;
use quote::quote;

use super::names;
use crate::model::{Direction, Family};
use crate::resolve::Resolved;

/// What has serde's traits: messages that are posted, and declared types.
pub(super) fn bridges(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let posted = protocol.families.iter().filter(|of| of.kind.is_posted());
    let families = posted.map(|of| family(protocol, of));
    let is_posted = |direction: Direction| {
        protocol
            .in_direction(direction)
            .all(|family| family.kind.is_posted())
    };
    let directions = Direction::BOTH.into_iter().filter(|of| is_posted(*of));
    let enums = directions.filter_map(|direction| protocol.direction_enum(direction));
    let types = protocol.types.iter().map(|data| &data.ident);
    quote! {
        #(#families)*
        #(#runtime::__serde! { enum #enums })*
        #runtime::__serde! { types #(#types),* }
    }
}

fn family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let (ident, module) = (&family.ident, names::module(family));
    let messages = protocol.rows_of(family).map(|row| {
        let (ident, index) = (&row.message.ident, names::index(row.own_index));
        quote!(#ident = #index)
    });
    quote! {
        #runtime::__serde! { family #ident in #module { #(#messages),* } }
    }
}
