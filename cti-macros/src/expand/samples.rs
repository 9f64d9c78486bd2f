//! The samples: in the description, and as tests that read and write them.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::fields::Nesting;
use super::names;
use crate::model::{Body, Family, FamilyKind, Sample, SampleKind, SampleText, TypeKind};
use crate::resolve::{Resolved, Row};

/// `#[cfg(test)] mod samples { … }`, a test per message that has samples.
pub(super) fn samples(protocol: &Resolved<'_>) -> TokenStream {
    let tests: Vec<_> = protocol
        .families
        .iter()
        .flat_map(|family| {
            let rows = protocol.rows_of(family);
            rows.filter_map(|row| test(protocol, row))
                .chain(unknown(protocol, family))
        })
        .collect();
    if tests.is_empty() {
        return TokenStream::new();
    }
    let module = module(protocol);
    quote! {
        #[cfg(test)]
        mod #module {
            #(#tests)*
        }
    }
}

/// A name that the user's items leave free.
fn module(protocol: &Resolved<'_>) -> Ident {
    let mut name = "samples".to_owned();
    let modules = protocol.families.iter().map(names::module);
    let taken = protocol.names().cloned().chain(modules);
    let taken: Vec<String> = taken.map(|taken| names::plain(&taken)).collect();
    while taken.contains(&name) {
        name.push('_');
    }
    Ident::new(&name, Span::call_site())
}

fn test(protocol: &Resolved<'_>, row: &Row<'_>) -> Option<TokenStream> {
    let Row {
        family, message, ..
    } = row;
    let samples = message.samples.iter();
    let checks: Vec<_> = samples
        .filter_map(|sample| check(protocol, row, sample))
        .collect();
    if checks.is_empty() {
        return None;
    }
    let (module, handler) = (names::module(family), &message.handler);
    let name = format!("{}_{}", names::plain(&module), names::plain(handler));
    let name = names::ident(&name, message.ident.span());
    Some(quote! {
        #[::core::prelude::v1::test]
        fn #name() {
            #(#checks)*
        }
    })
}

/// What is answered to requests that no handler answers is of the type of their errors.
fn unknown(protocol: &Resolved<'_>, family: &Family) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let requests = family.requests.as_ref()?;
    let (sample, error) = (requests.unknown.as_ref()?, requests.error.as_ref()?);
    let (text, error) = (text(sample), Nesting::Inner.ty(error));
    let name = format!("{}_unknown", names::plain(&names::module(family)));
    let name = names::ident(&name, family.ident.span());
    let span = Span::call_site().located_at(sample.span);
    let row = names::index(protocol.rows_before(family));
    let all = protocol.all_of(family.direction);
    let check = quote_spanned! {span=>
        #runtime::__private::testing::refused::<super::#all, (), #error>(#row, #text);
    };
    Some(quote! {
        #[::core::prelude::v1::test]
        fn #name() {
            #check
        }
    })
}

fn check(protocol: &Resolved<'_>, row: &Row<'_>, sample: &Sample) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    let request = row.family.kind == FamilyKind::Requests;
    let (message, index) = (row.message, names::index(row.index));
    let (family, text) = (protocol.all_of(row.family.direction), text(sample));
    let span = Span::call_site().located_at(sample.span);
    let call =
        |check: TokenStream| Some(quote_spanned!(span=> #runtime::__private::testing::#check;));
    let of_row = |check: TokenStream| call(quote!(#check::<super::#family>(#index, #text)));
    let outcome = |called: TokenStream, answered: TokenStream| {
        let Some([ok, error]) = message.callback() else {
            let Body::Whole(value, _) = &message.body else {
                return None;
            };
            let value = Nesting::Inner.ty(&value.ty);
            return call(quote!(#called::<#value, ()>(#text)));
        };
        let (ok, said) = (Nesting::Inner.ty(ok), Nesting::Inner.ty(error));
        if request {
            return call(quote!(#answered::<super::#family, #ok, #said>(#index, #text)));
        }
        match error.kind {
            // Only a result is looked at.
            TypeKind::Never => call(quote!(#called::<#ok, ()>(#text))),
            _ => call(quote!(#called::<#ok, #said>(#text))),
        }
    };
    match sample.kind {
        SampleKind::Message | SampleKind::Posted => of_row(quote!(message)),
        SampleKind::Arguments if request => of_row(quote!(request)),
        SampleKind::Arguments => of_row(quote!(arguments)),
        SampleKind::Result => outcome(quote!(result), quote!(answered)),
        SampleKind::Error => outcome(quote!(error), quote!(refused)),
    }
}

/// A sample in the description.
pub(super) fn described(protocol: &Resolved<'_>, sample: &Sample) -> TokenStream {
    let runtime = &protocol.runtime;
    let kind = match sample.kind {
        SampleKind::Message => quote!(Message),
        SampleKind::Posted => quote!(Posted),
        SampleKind::Arguments => quote!(Arguments),
        SampleKind::Result => quote!(Result),
        SampleKind::Error => quote!(Error),
    };
    let text = text(sample);
    quote!(#runtime::__private::describe::Sample::#kind(#text))
}

/// The sample's text; a file's by `include_str!`, so that cargo tracks it.
pub(super) fn text(sample: &Sample) -> TokenStream {
    match &sample.text {
        SampleText::Inline(text) => quote!(#text),
        SampleText::File { path, .. } => {
            let (span, path) = (path.span, &path.value);
            let mut path = Literal::string(path);
            path.set_span(span);
            quote!(::core::include_str!(#path))
        }
    }
}
