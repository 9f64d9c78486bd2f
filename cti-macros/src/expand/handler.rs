//! The trait by which an application (or a simulated vendor) handles a family, and the way there.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::fields::Nesting;
use super::{names, settled};
use crate::model::{Direction, Family, FamilyKind, Message, Reply, Type};
use crate::resolve::{Resolved, Row};

/// `pub trait EventHandler { … }` with its dispatchers.
pub(super) fn handler(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &family.ident;
    let handler = names::handler(family);
    let peer = peer(protocol, family.direction);
    let doc = doc(family);
    let methods = protocol
        .rows_of(family)
        .map(|row| method(protocol, row, &peer));
    let unknown_row = names::index(protocol.rows_in(family.direction).count());
    let arms = family.messages.iter().map(|message| {
        let (ident, method) = (&message.ident, &message.handler);
        if answer(message).is_some() {
            quote! {
                Self::#ident(message) => {
                    let answer = #handler::#method(handler, message, peer);
                    peer.finish(answer);
                }
            }
        } else {
            quote!(Self::#ident(message) => #handler::#method(handler, message, peer),)
        }
    });
    let unknown = if family.kind == FamilyKind::Requests {
        quote!({
            #handler::unknown(handler, message, peer);
            peer.finish(#runtime::__private::Return::<(), ()>::unsupported());
        })
    } else {
        quote!(#handler::unknown(handler, message, peer),)
    };
    let settled = settled::is_variant_of(protocol, family).then(settled::dispatch);
    let arms = quote! {
        #(#arms)*
        Self::Unknown(message) => #unknown
        #settled
    };
    let what = " Calls the handler's method for this message.";
    let dispatch = dispatch(
        protocol,
        family.direction,
        ident,
        &quote!(#handler +),
        what,
        &arms,
    );
    quote! {
        #[doc = #doc]
        #[allow(unused_variables)]
        pub trait #handler {
            #(#methods)*
            /// A message whose tag the declaration doesn't know.
            fn unknown(&mut self, unknown: #runtime::__private::UnknownMessage, peer: &mut #peer) {
                peer.ignore(#unknown_row);
            }
        }

        #dispatch
    }
}

/// What a handler of a direction's messages sends with.
fn peer(protocol: &Resolved<'_>, direction: Direction) -> TokenStream {
    let (runtime, marker, side) = (&protocol.runtime, &protocol.marker, side(direction));
    quote!(#runtime::__private::Peer<#marker, #runtime::__private::#side>)
}

/// The side that handles a direction's messages.
fn side(direction: Direction) -> TokenStream {
    match direction {
        Direction::FromVendor => quote!(App),
        Direction::ToVendor => quote!(Vendor),
    }
}

/// The way from an enum of messages to the handler that has these traits.
pub(super) fn dispatch(
    protocol: &Resolved<'_>,
    direction: Direction,
    ident: &Ident,
    traits: &TokenStream,
    doc: &str,
    arms: &TokenStream,
) -> TokenStream {
    let (runtime, marker) = (&protocol.runtime, &protocol.marker);
    let (side, peer) = (side(direction), peer(protocol, direction));
    let any = names::any_handler(protocol);
    quote! {
        impl<#any: #traits ?::core::marker::Sized>
            #runtime::__private::Dispatch<#any, #marker, #runtime::__private::#side> for #ident
        {
            fn dispatch(self, handler: &mut #any, peer: &mut #peer) {
                match self {
                    #arms
                }
            }
        }

        impl #ident {
            #[doc = #doc]
            pub fn dispatch<#any: #traits ?::core::marker::Sized>(
                self,
                handler: &mut #any,
                peer: &mut #peer,
            ) {
                #runtime::__private::Dispatch::dispatch(self, handler, peer);
            }
        }
    }
}

fn doc(family: &Family) -> &'static str {
    match (family.kind, family.direction) {
        (FamilyKind::Requests, _) => {
            " Answers what the other side asks for. Each function answers that it isn't supported, \
             unless it is overridden."
        }
        (FamilyKind::Methods, _) => {
            " Stands for the library: each function answers that it isn't supported, unless it is \
             overridden."
        }
        (_, Direction::FromVendor) => {
            " Handles what the vendor sends. Each method does nothing unless it is overridden."
        }
        (_, Direction::ToVendor) => {
            " Handles what the application sends. Each method does nothing unless it is overridden."
        }
    }
}

fn method(protocol: &Resolved<'_>, row: &Row<'_>, peer_type: &TokenStream) -> TokenStream {
    let runtime = &protocol.runtime;
    let Row {
        family, message, ..
    } = row;
    let doc = names::message_doc(family, message);
    let (module, row) = (names::module(family), names::index(row.index));
    let (method, ident) = (&message.handler, &message.ident);
    // A message may be called `Peer` too.
    let peer = Ident::new("peer", Span::mixed_site());
    let (returns, value) = match answer(message) {
        None => (None, None),
        Some((ok, error)) => {
            let (ok, error) = (Nesting::Here.ty(ok), Nesting::Here.ty(error));
            (
                Some(quote!(-> #runtime::__private::Return<#ok, #error>)),
                Some(quote!(#runtime::__private::Return::unsupported())),
            )
        }
    };
    let deprecated = names::deprecated(message.deprecated.as_ref());
    quote! {
        #doc
        #deprecated
        fn #method(
            &mut self,
            #method: #module::#ident,
            #peer: &mut #peer_type,
        ) #returns {
            #peer.ignore(#row);
            #value
        }
    }
}

/// What the handler of a function returns: the callback's two types.
fn answer(message: &Message) -> Option<(&Type, &Type)> {
    match &message.reply {
        Some(Reply::Callback { ok, error }) => Some((ok, error)),
        _ => None,
    }
}
