//! `#[data(positional)]` structs: lists of their fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{self, Nesting};
use super::structs::{Struct, What};
use super::{names, record, wire};
use crate::model::{Data, Field};
use crate::resolve::Resolved;

/// `pub struct Name { … }` with its `Record`, which is read and written by position.
pub(super) fn positional(protocol: &Resolved<'_>, data: &Data, all: &[Field]) -> TokenStream {
    let runtime = &protocol.runtime;
    let ident = &data.ident;
    let definition = Struct {
        ident,
        visibility: data.visibility.clone(),
        doc: wire::doc(data),
        nesting: Nesting::Here,
        what: What::Value,
        runtime,
        deprecated: None,
        derived: names::derived(data),
    };
    let definition = definition.with_fields(all);
    let layout = protocol.layout(data);
    let record = record::of_fields(protocol, ident, layout, false, &[], &TokenStream::new());
    let blanks = fields::blanks(protocol, all);
    let name = names::plain(ident);
    let wire = wire::of_list(
        protocol,
        data,
        &quote!(Self { #(#blanks),* }),
        &quote!(#runtime::__private::positional::read(self, reader)),
        &quote!(#runtime::__private::positional::write(self, out);),
        &quote!(debug(#name, self, f)),
    );
    quote!(#definition #record #wire)
}
