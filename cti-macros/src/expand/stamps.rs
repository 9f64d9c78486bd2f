//! Fields that the session fills in: in the table of a family, and what a session is opened with.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::fields::Nesting;
use super::names;
use super::structs::{Struct, What};
use crate::idents;
use crate::model::{Direction, Family, Field, Stamp, TypeKind};
use crate::resolve::{Resolved, Row};

/// `&[Stamp { … }]`
pub(super) fn of_family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let rows = protocol.rows_of(family);
    let stamps = rows.flat_map(|row| of_row(protocol, row));
    quote!(&[#(#stamps),*])
}

fn of_row(protocol: &Resolved<'_>, row: &Row<'_>) -> Vec<TokenStream> {
    let runtime = &protocol.runtime;
    let slots = row.layout.slots.iter();
    let stamped = slots.filter_map(|slot| {
        let value = value(protocol, slot.field, slot.field.stamp.as_ref()?.value)?;
        let (row, field) = (names::index(row.own_index), names::index(slot.at));
        Some(quote! {
            #runtime::__private::Stamp {
                row: #row,
                field: #field,
                value: #runtime::__private::StampValue::#value,
            }
        })
    });
    stamped.collect()
}

fn value(protocol: &Resolved<'_>, field: &Field, stamp: Stamp) -> Option<TokenStream> {
    match (stamp, &field.ty.kind) {
        (Stamp::Session, _) => {
            let mut known = protocol.session_fields().iter();
            let number = known.position(|known| known.ident == field.ident)?;
            let number = names::index(number);
            Some(quote!(Session(#number)))
        }
        (Stamp::Fresh, TypeKind::Integer { .. }) => Some(quote!(FreshNumber)),
        (Stamp::Fresh, _) => Some(quote!(FreshText)),
    }
}

/// The struct with which sessions are opened that send a direction's messages; nothing if they need none.
pub(super) fn fields(protocol: &Resolved<'_>, direction: Direction) -> TokenStream {
    let Some(ident) = ident(protocol, direction) else {
        return TokenStream::new();
    };
    let runtime = &protocol.runtime;
    let given = protocol.given(direction);
    let who = match direction {
        Direction::FromVendor => "vendor",
        Direction::ToVendor => "application",
    };
    let doc = format!("What each message of the {who} has, set when a session is opened.");
    let definition = Struct {
        ident: &ident,
        visibility: quote!(pub),
        doc: names::doc("", &doc),
        nesting: Nesting::Here,
        what: What::Value,
        runtime,
        deprecated: None,
        derived: TokenStream::new(),
    };
    let fields = given.iter().map(|(_, field)| Field {
        stamp: None,
        ..(*field).clone()
    });
    let definition = definition.with_fields(&fields.collect::<Vec<_>>());
    let told = given.iter().map(|(number, field)| {
        let (number, name) = (names::index(*number), &field.ident);
        quote!(stamps.tell(#number, &self.#name);)
    });
    let name = names::plain(&ident);
    quote! {
        #definition

        impl #runtime::__private::SessionFields for #ident {
            fn tell(&self, stamps: &mut #runtime::__private::Stamps) {
                #(#told)*
            }
        }

        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(#name).finish_non_exhaustive()
            }
        }
    }
}

/// The type with which sessions are opened that send a direction's messages.
pub(super) fn ty(protocol: &Resolved<'_>, direction: Direction) -> TokenStream {
    ident(protocol, direction).map_or_else(|| quote!(()), |ident| quote!(#ident))
}

/// Its name, if they need one: `CommandFields`.
fn ident(protocol: &Resolved<'_>, direction: Direction) -> Option<Ident> {
    if protocol.given(direction).is_empty() {
        return None;
    }
    Some(idents::session_fields(&protocol.all_of(direction)?))
}
