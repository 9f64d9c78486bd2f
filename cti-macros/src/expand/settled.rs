//! Answers to requests, among the messages of the direction from which they come.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Direction, Family, FamilyKind};
use crate::resolve::Resolved;

/// Whether answers to requests come from this direction.
pub(super) fn comes_from(protocol: &Resolved<'_>, direction: Direction) -> bool {
    protocol
        .in_direction(direction.opposite())
        .any(|family| family.kind == FamilyKind::Requests)
}

/// Whether they are a variant of the family's enum, which is its direction's.
pub(super) fn is_variant_of(protocol: &Resolved<'_>, family: &Family) -> bool {
    protocol.direction_enum(family.direction).is_none() && comes_from(protocol, family.direction)
}

/// The variant of the enum.
pub(super) fn variant(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    quote! {
        /// The answer of a request of this side. Its ticket has the outcome.
        Settled(#runtime::__private::Settled),
    }
}

/// The method of `Messages` that gives it.
pub(super) fn method(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    quote! {
        fn as_settled(&self) -> ::core::option::Option<&#runtime::__private::Settled> {
            match self {
                Self::Settled(settled) => ::core::option::Option::Some(settled),
                _ => ::core::option::Option::None,
            }
        }
    }
}

/// The arm that makes it.
pub(super) fn made(protocol: &Resolved<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    quote!(#runtime::__private::New::Settled(settled) => Self::Settled(settled),)
}

/// The arm that gives it as a record.
pub(super) fn record() -> TokenStream {
    quote!(Self::Settled(settled) => settled,)
}

/// The arm that hands it to no handler: the ticket has the outcome.
pub(super) fn dispatch() -> TokenStream {
    quote!(Self::Settled(_) => {})
}
