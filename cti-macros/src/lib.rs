//! The macros behind `cti-runtime`; use them through that crate.
//!
//! [`protocol`] turns a declaration into code in four phases: parsing fills a model, names and tables are
//! looked up in it once, checks read both, expansion writes code from them. Errors pile up within a phase; see `rules.rs` for the catalogue.

#[cfg(test)]
mod budget_tests;
mod check;
mod errors;
mod expand;
mod fallback;
mod idents;
mod model;
#[cfg(test)]
mod mutation_tests;
mod origins_macro;
mod parse;
mod resolve;
mod rules;
mod suggest;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vendor_files;

use errors::Errors;
use proc_macro2::TokenStream;
use resolve::Resolved;

// Users see it as `cti_runtime::protocol`, where rustdoc puts this line behind the reference.
/// Declares a protocol; its reference is the page of `cti_runtime::protocol`.
#[proc_macro_attribute]
pub fn protocol(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    declaration(arguments.into(), &item.into()).into()
}

/// Parse, resolve, check, expand.
fn declaration(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let Some(parsed) = parse::protocol(arguments, item.clone(), &mut errors) else {
        let messages = errors.finish();
        return quote::quote!(#messages #item);
    };
    let resolved = Resolved::of(&parsed.protocol);
    check::check(&resolved, parsed.reading, &mut errors);
    match errors.finish() {
        None => expand::protocol(&resolved),
        Some(messages) => fallback::expand(parsed, &messages),
    }
}

/// Origin patterns, checked like those of a declaration: `origins!("https://phone.example.com")`.
#[proc_macro]
pub fn origins(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    origins_macro::expand(input.into()).into()
}

/// The catalogue of rules as `&[(id, topic)]`, for the test that compares it with the cases.
#[doc(hidden)]
#[proc_macro]
pub fn rules(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let rules = rules::Rule::ALL.iter().map(|rule| {
        let (id, topic) = (rule.id(), rule.topic());
        quote::quote!((#id, #topic))
    });
    quote::quote!(&[#(#rules),*]).into()
}
