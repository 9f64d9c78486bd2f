//! The module around a declaration.

use super::attributes;
use super::tokens::{Cursor, is_word, sign};
use crate::errors::Errors;
use crate::rules::Rule;
use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

/// The module around the declaration.
pub(super) struct Module {
    pub(super) attributes: Vec<(Span, Group)>,
    pub(super) visibility: TokenStream,
    pub(super) ident: Ident,
    pub(super) body: Group,
}

pub(super) fn module(item: TokenStream, errors: &mut Errors) -> Option<Module> {
    let tokens: Vec<TokenTree> = unwrapped(item);
    let mut cursor = Cursor::new(&tokens, Span::call_site());
    let mut attributes = attributes::take(&mut cursor);
    attributes.retain(|(_, group)| !again(group, errors));
    let visibility = cursor.visibility();
    let at = cursor.span();
    let found = (|| {
        cursor.word("mod").then_some(())?;
        let ident = cursor.ident()?.clone();
        Some((ident, cursor.group(Delimiter::Brace)?.clone()))
    })();
    let Some((ident, body)) = found else {
        let message = "a protocol is a module with its content in braces: \
                       `#[protocol(…)] pub mod my_phone { … }`";
        errors.push(Rule::ModuleShape, at, message);
        return None;
    };
    Some(Module {
        attributes,
        visibility,
        ident,
        body,
    })
}

/// Whether an attribute declares the module once more, which is reported.
fn again(attribute: &Group, errors: &mut Errors) -> bool {
    let tokens = attribute.stream().into_iter();
    let words = tokens.take_while(|token| !matches!(token, TokenTree::Group(_)));
    let last = words.last();
    let name = last.filter(|token| is_word(token, "protocol"));
    if let Some(name) = &name {
        let message = "the module is declared already; remove one of the two `#[protocol(…)]`";
        errors.push(Rule::AttributeDuplicate, name.span(), message);
    }
    name.is_some()
}

/// Without the invisible groups around and before the module.
fn unwrapped(item: TokenStream) -> Vec<TokenTree> {
    let mut found = Vec::new();
    let mut open = vec![item.into_iter()];
    while let Some(tokens) = open.last_mut() {
        match tokens.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                open.push(group.stream().into_iter());
            }
            Some(token) => found.push(token),
            None => drop(open.pop()),
        }
    }
    found
}

/// `#![…]` and `//!` at the head of the module, as attributes of the module.
pub(super) fn inner_attributes(body: &[TokenTree]) -> (Vec<TokenStream>, &[TokenTree]) {
    let mut rest = body;
    let mut found = Vec::new();
    while let [hash, mark, TokenTree::Group(group), behind @ ..] = rest {
        if sign(hash) != '#' || sign(mark) != '!' {
            break;
        }
        found.push(hashed(group));
        rest = behind;
    }
    (found, rest)
}

/// `#[…]`
pub(super) fn hashed(group: &Group) -> TokenStream {
    let mut hash = Punct::new('#', Spacing::Alone);
    hash.set_span(group.span());
    [TokenTree::Punct(hash), TokenTree::Group(group.clone())]
        .into_iter()
        .collect()
}
