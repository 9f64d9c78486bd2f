//! Parts of a description that are written alike everywhere.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use crate::expand::names;
use crate::model::{At, Deprecated, Posted, Stamp};
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

/// `Stamp::Session`
pub(super) fn stamp(protocol: &Resolved<'_>, stamp: Stamp) -> TokenStream {
    let runtime = &protocol.runtime;
    let name = match stamp {
        Stamp::Session => quote!(Session),
        Stamp::Fresh => quote!(Fresh),
    };
    quote!(#runtime::__private::describe::Stamp::#name)
}

/// `deprecated: Some(…)`, where something is.
pub(super) fn deprecated(
    protocol: &Resolved<'_>,
    deprecated: Option<&Deprecated>,
) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let Deprecated { since, note } = deprecated?;
    let since = option_of(since.as_ref());
    let said = quote!(#runtime::__private::describe::Deprecated { since: #since, note: #note });
    Some(quote!(deprecated: ::core::option::Option::Some(#said)))
}
