//! Which names, doc comments and literals does the expansion use?

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use crate::model::Family;

/// `call_line_ringing` for `CallLineRinging`.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut letters = name.chars().peekable();
    let mut before = '_';
    while let Some(letter) = letters.next() {
        if letter.is_uppercase() {
            let ends_acronym = letters.peek().is_some_and(|next| next.is_lowercase());
            if before != '_' && (!before.is_uppercase() || ends_acronym) {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        } else {
            snake.push(letter);
        }
        before = letter;
    }
    snake
}

/// An identifier, raw if the name is a keyword.
pub(super) fn ident(name: &str, span: Span) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => Ident::new(&format!("{name}_"), span),
        _ if syn::parse_str::<Ident>(name).is_ok() => Ident::new(name, span),
        _ => Ident::new_raw(name, span),
    }
}

/// The name of an identifier, without `r#`.
pub(super) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// An identifier in snake case: a constructor for a variant.
pub(super) fn snake_ident(of: &Ident) -> Ident {
    ident(&snake(&plain(of)), of.span())
}

/// The module with the structs of a family.
pub(super) fn module(family: &Family) -> Ident {
    snake_ident(&family.ident)
}

/// The trait by which a family is handled.
pub(super) fn handler(family: &Family) -> Ident {
    ident(
        &format!("{}Handler", plain(&family.ident)),
        family.ident.span(),
    )
}

/// A doc comment, or a generated line where the user wrote none.
pub(super) fn doc(doc: &str, otherwise: &str) -> TokenStream {
    let text = if doc.trim().is_empty() {
        otherwise
    } else {
        doc
    };
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// A generated doc line where the user's own comment is kept among the attributes.
pub(super) fn doc_unless(doc: &str, otherwise: &str) -> TokenStream {
    if doc.trim().is_empty() {
        self::doc("", otherwise)
    } else {
        TokenStream::new()
    }
}

/// Text as JSON writes it, quotes included.
pub(super) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key as a field is written with it: `,"params":`.
pub(super) fn key(key: &str) -> String {
    format!(",{}:", json(key))
}

/// An index, as a person would write it.
pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// A mask of bits, in binary.
pub(super) fn mask(mask: u64) -> Literal {
    format!("{mask:#b}")
        .parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(mask))
}

/// The bit of an index; none where the mask has no room, which checks refuse.
pub(super) const fn bit(index: usize) -> u64 {
    if index < 64 { 1 << index } else { 0 }
}

/// `Some(…)` or `None`, spelled from the root.
pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(
        || quote!(::core::option::Option::None),
        |value| quote!(::core::option::Option::Some(#value)),
    )
}

/// `` one of `a`, `b` or `c` `` for a fault or a doc line.
pub(super) fn alternatives<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = values.map(|value| format!("`{value}`")).collect();
    match quoted.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first, last] => format!("{first} or {last}"),
        [all @ .., last] => format!("one of {} or {last}", all.join(", ")),
    }
}
