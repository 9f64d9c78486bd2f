//! Identifiers: their names, and the names that are made of them.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;

pub(crate) use cti_case::{pascal, snake};

/// The name of an identifier, without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// A name as an identifier: raw if it is a keyword, with `_` around it if that is no name either.
pub(crate) fn ident(name: &str, span: Span) -> Ident {
    let is_ident = |text: &str| syn::parse_str::<Ident>(text).is_ok();
    if is_ident(name) {
        Ident::new(name, span)
    } else if is_ident(&format!("r#{name}")) {
        Ident::new_raw(name, span)
    } else if name.starts_with(|first: char| first.is_ascii_digit()) {
        Ident::new(&format!("_{name}"), span)
    } else {
        // `self`, `super`, `crate` and `Self` have no raw form.
        Ident::new(&format!("{name}_"), span)
    }
}

/// An identifier in snake case: the module of a family, the constructor of a variant.
pub(crate) fn snake_ident(of: &Ident) -> Ident {
    ident(&snake(&plain(of)), of.span())
}

/// The trait by which a family is handled.
pub(crate) fn handler(family: &Ident) -> Ident {
    ident(&format!("{}Handler", plain(family)), family.span())
}

/// What a session is opened with that sends what this enum has.
pub(crate) fn session_fields(messages: &Ident) -> Ident {
    ident(&format!("{}Fields", plain(messages)), messages.span())
}

#[cfg(test)]
mod tests {
    use super::ident;
    use proc_macro2::Span;

    #[test]
    fn keywords_are_raw() {
        assert_eq!(ident("type", Span::call_site()).to_string(), "r#type");
        assert_eq!(ident("self", Span::call_site()).to_string(), "self_");
        assert_eq!(ident("3d", Span::call_site()).to_string(), "_3d");
    }
}
