//! What of a family's messages is posted as a `Date` or a `Map`.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::names;
use crate::model::Family;
use crate::resolve::Resolved;
use crate::resolve::conversions::{Conversion, Conversions, Step};

/// `&[Converted { … }]`
pub(super) fn of_family(protocol: &Resolved<'_>, family: &Family) -> TokenStream {
    let rows = protocol.rows_of(family);
    let converted = rows.flat_map(|row| {
        let both = [(&row.conversions, false), (&row.answered, true)];
        both.map(|(conversions, answer)| converted(protocol, row.own_index, answer, conversions))
    });
    let converted = converted.flatten();
    quote!(&[#(#converted),*])
}

/// `Converted { … }`, if there is something to convert.
fn converted(
    protocol: &Resolved<'_>,
    row: usize,
    answer: bool,
    conversions: &Conversions<'_>,
) -> Option<TokenStream> {
    let runtime = &protocol.runtime;
    if conversions.list.is_empty() {
        return None;
    }
    let row = names::index(row);
    let list = conversions.list.iter().map(|of| conversion(protocol, of));
    Some(quote! {
        #runtime::__private::Converted {
            row: #row,
            answer: #answer,
            conversions: &[#(#list),*],
        }
    })
}

/// `Conversion::new(&[Step::Key("at")], Posted::Date)`
fn conversion(protocol: &Resolved<'_>, conversion: &Conversion<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let path = conversion.path.iter().map(|of| step(protocol, of));
    let to = names::ident(conversion.to.name(), Span::call_site());
    quote! {
        #runtime::__private::Conversion::new(&[#(#path),*], #runtime::__private::describe::Posted::#to)
    }
}

fn step(protocol: &Resolved<'_>, step: &Step<'_>) -> TokenStream {
    let runtime = &protocol.runtime;
    let step = match step {
        Step::Key(key) => quote!(Key(#key)),
        Step::Items => quote!(Items),
        Step::Values => quote!(Values),
        Step::If(key, value) => {
            let value = names::scalar(protocol, value);
            quote!(If(#key, #value))
        }
    };
    quote!(#runtime::__private::Step::#step)
}
