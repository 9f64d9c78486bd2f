//! Identifiers: their names, and the names that are made of them.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;

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

/// A type's name as the name of a method or module: `CallLineRinging` → `call_line_ringing`,
/// `GetURL` → `get_url`.
pub(crate) fn snake(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    let mut before = '_';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_uppercase() {
            let ends_acronym = letters.peek().is_some_and(|next| next.is_lowercase());
            if before != '_' && (!before.is_uppercase() || ends_acronym) {
                text.push('_');
            }
            text.extend(letter.to_lowercase());
        } else {
            text.push(letter);
        }
        before = letter;
    }
    text
}

/// An identifier in snake case: the module of a family, the constructor of a variant.
pub(crate) fn snake_ident(of: &Ident) -> Ident {
    ident(&snake(&plain(of)), of.span())
}

/// `call_line` → `CallLine`.
pub(crate) fn pascal(name: &str) -> String {
    let mut text = String::new();
    let mut upper = true;
    for letter in name.chars() {
        if letter == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            text.push(letter.to_ascii_uppercase());
        } else {
            text.push(letter);
        }
    }
    text
}

/// The trait by which a family is handled.
pub(crate) fn handler(family: &Ident) -> Ident {
    ident(&format!("{}Handler", plain(family)), family.span())
}

#[cfg(test)]
mod tests {
    use super::{ident, snake};
    use proc_macro2::Span;

    #[test]
    fn names_are_cut_between_words() {
        assert_eq!(snake("CallLineRinging"), "call_line_ringing");
        assert_eq!(snake("GetURLNow"), "get_url_now");
        assert_eq!(snake("HTTPError"), "http_error");
        assert_eq!(snake("Mp3Started"), "mp3_started");
    }

    #[test]
    fn keywords_are_raw() {
        assert_eq!(ident("type", Span::call_site()).to_string(), "r#type");
        assert_eq!(ident("self", Span::call_site()).to_string(), "self_");
        assert_eq!(ident("3d", Span::call_site()).to_string(), "_3d");
    }
}
