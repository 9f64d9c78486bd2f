//! Requests that are answered many times, in the table of a family.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::names;
use crate::model::Family;
use crate::resolve::{Resolved, Row};

/// `&[Stream { … }]`
pub(super) fn of_family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let runtime = &protocol.runtime;
    let streams = protocol.rows_of(family).filter_map(|row| {
        let stream = row.message.stream.as_ref()?;
        let index = |row: &Row<'_>| names::index(row.index).into_token_stream();
        let until = stream.until.as_ref();
        let until = names::option(
            until
                .and_then(|name| protocol.opposite(family, name))
                .map(index),
        );
        let cancel = stream.cancel.as_ref();
        let cancel = names::option(
            cancel
                .and_then(|name| own(protocol, family, name))
                .map(index),
        );
        let row = names::index(row.own_index);
        Some(quote!(#runtime::__private::Stream { row: #row, until: #until, cancel: #cancel }))
    });
    quote!(&[#(#streams),*])
}

/// A message of the side that sends a family's.
pub(super) fn own<'p, 'a>(
    protocol: &'p Resolved<'a>,
    family: &Family,
    name: &Ident,
) -> Option<&'p Row<'a>> {
    protocol.named(family.direction, name).next()
}
