//! The macros behind `cti-runtime`; use them through that crate.
//!
//! [`protocol`] turns a declaration into code in four phases: parsing fills a model, checks read it,
//! expansion writes code from it. Errors pile up within a phase; see `rules.rs` for the catalogue.

mod check;
mod errors;
mod expand;
mod idents;
mod model;
#[cfg(test)]
mod mutation_tests;
mod origins_macro;
mod parse;
mod rules;
mod stub;
mod suggest;
#[cfg(test)]
mod tests;

use errors::Errors;
use proc_macro2::TokenStream;

/// Declares a protocol: messages, their envelope, the origins that are trusted, order rules.
///
/// # On the module
/// | argument | meaning |
/// |---|---|
/// | `vendor = "…"` | who defines the protocol |
/// | `origins("https://…", …)` | where the vendor's messages come from |
/// | `envelope(object, tag = "…", content = "…")` | how messages are wrapped: `object`, `text`, `object \| text`, `text \| object` |
/// | `frame(src = "…", allow = "…", size = (w, h), min = (w, h))`, `frame(inside)` | the iframe around the vendor's page, or around ours |
/// | `calls(library = "…", error = Type)` | instead of the three above: a library in the vendor's page |
/// | `rename_all = "…"`, `rename_all_fields = "…"` | case of all names on the wire, of keys alone; `camelCase` |
/// | `marker = Name` | name of the generated protocol type; the module's in upper camel case |
/// | `crate = "…"` | path of `cti-runtime`, if it is re-exported |
///
/// # On items
/// | attribute | on | meaning |
/// |---|---|---|
/// | `#[event]`, `#[command]` | enum | messages from the vendor, to the vendor |
/// | `#[event(envelope(…), tag = "…", content = "…", rename_all = "…", rename_all_fields = "…", each(name: Type))]` | enum | what differs in a direction; `envelope(beside)` drops the content; fields of every message |
/// | `#[method]`, `#[subscription]` | trait | functions of a library; `rename_all`, `rename_all_fields` |
/// | `#[states]`, `#[states(key = field)]` | enum | a state machine, one per value of a field; the first state is the start |
/// | `#[data]` | struct, enum | a type of fields; an enum is one of some strings |
/// | `#[data(open)]` | enum | unlisted strings are kept |
/// | `#[data(one_of)]` | enum | an object with exactly one of some keys |
/// | `#[data(tag = "…")]` | enum | an object whose tag says which other keys it has |
/// | `#[data(untagged)]` | enum | a scalar of one of several types |
/// | `#[personal]` | data | everything in it is masked in logs |
///
/// # On messages, functions and variants
/// | attribute | on | meaning |
/// |---|---|---|
/// | `#[rename("…", alias = "…")]`, `#[alias("…")]` | all | the name on the wire; others that are read |
/// | `#[rename_all("…")]` | all | case of its keys |
/// | `#[envelope(beside)]`, `#[envelope(content = "…")]` | message | the fields stand beside the tag, or in another content |
/// | `#[moves(Machine: A \| B => C)]` | message, function, trait | a transition; `*` is any state, `new` an unknown key; a function's own rules replace the trait's |
/// | `#[only(Machine: A \| B)]` | message, function, trait | the states in which it can be sent |
/// | `#[reply(Name, or = Name)]` | command | the event that answers, and the one that reports failure |
/// | `#[sample({ … })]`, `#[sample(file = "…")]` | message, function | a documented payload, checked and tested |
/// | `#[sample(args = […], result = …, error = …)]` | function | a documented call |
/// | `#[prefix("…")]` | variant of a plain enum | any string that begins so; the rest is the variant's `String` |
/// | `#[end]` | state | a call in it is over |
///
/// # On fields and arguments
/// | attribute | meaning |
/// |---|---|
/// | `#[rename("…", alias = "…")]`, `#[alias("…")]` | the key; others that are read |
/// | `#[null]` | `None` is written as `null` |
/// | `#[default]` | absent reads as the type's default |
/// | `#[flatten]` | the fields of its type stand in its place |
/// | `#[beside]` | it stands beside the content |
/// | `#[personal]` | masked in logs |
/// | `#[opaque]` | a foreign type with serde's traits |
#[proc_macro_attribute]
pub fn protocol(
    arguments: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    declaration(arguments.into(), &item.into()).into()
}

/// Parse, check, expand.
fn declaration(arguments: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::new();
    let Some(parsed) = parse::protocol(arguments, item.clone(), &mut errors) else {
        let messages = errors.finish();
        return quote::quote!(#messages #item);
    };
    check::each_part(&parsed.protocol, &mut errors);
    if parsed.complete {
        check::relations(&parsed.protocol, &mut errors);
    }
    match errors.finish() {
        None => expand::protocol(&parsed.protocol),
        Some(messages) => stub::expand(parsed, &messages),
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
