//! Parts of a description that are written alike everywhere.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::expand::names;
use crate::model::{At, Posted};
use crate::resolve::Resolved;

pub(super) fn option_of(value: Option<impl ToTokens>) -> TokenStream {
    names::option(value.map(ToTokens::into_token_stream))
}

/// `doc: "…"`, where there is one.
pub(super) fn doc_of(doc: &str) -> Option<TokenStream> {
    (!doc.is_empty()).then(|| quote!(doc: #doc))
}

pub(super) fn values(values: &[At<String>]) -> impl Iterator<Item = TokenStream> {
    values.iter().map(|value| value.value.to_token_stream())
}

/// `Posted::Date`
pub(super) fn posted(protocol: &Resolved<'_>, posted: Posted) -> TokenStream {
    let (runtime, name) = (
        &protocol.runtime,
        names::ident(posted.name(), Span::call_site()),
    );
    quote!(#runtime::__private::describe::Posted::#name)
}
