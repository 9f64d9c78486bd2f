//! Types that a field names and that only lack `#[data]`.

use super::attributes;
use super::depth::{self, too_deep};
use super::role::Role;
use super::tokens::Cursor;
use crate::errors::Errors;
use crate::idents::plain;
use crate::rules::Rule;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use std::collections::HashSet;

/// The names in a module that tell whether a plain type is meant as data.
pub(super) struct Undeclared {
    /// Words in items of the declaration.
    used: HashSet<String>,
    /// There are messages or functions.
    messages: bool,
    /// Types that implement `Wire` themselves.
    wired: HashSet<String>,
}

impl Undeclared {
    pub(super) fn of(items: &[&[TokenTree]]) -> Self {
        let mut found = Self {
            used: HashSet::new(),
            messages: false,
            wired: HashSet::new(),
        };
        for tokens in items {
            let mut cursor = Cursor::new(tokens, Span::call_site());
            let groups = attributes::take(&mut cursor);
            let role = Role::of(&groups);
            found.messages |= matches!(role, Some(Role::Messages(_) | Role::Functions(_)));
            if role.is_some() {
                found.words(cursor.stream());
            } else if let Some(syn::Item::Impl(item)) = read(tokens)
                && let Some((path, _)) = &item.trait_
                && path
                    .segments
                    .last()
                    .is_some_and(|last| last.ident == "Wire")
                && let syn::Type::Path(of) = &*item.self_ty
                && let Some(name) = of.path.get_ident()
            {
                found.wired.insert(plain(name));
            }
        }
        found
    }

    fn words(&mut self, tokens: TokenStream) {
        let mut open = vec![tokens];
        while let Some(tokens) = open.pop() {
            for token in tokens {
                match token {
                    TokenTree::Ident(word) => drop(self.used.insert(plain(&word))),
                    TokenTree::Group(group) => open.push(group.stream()),
                    _ => {}
                }
            }
        }
    }

    /// The enum of messages with the attribute that it lacks, which is reported.
    fn messages(&self, item: &[TokenTree], errors: &mut Errors) -> Option<Vec<TokenTree>> {
        let syn::Item::Enum(mut item) = read(item)? else {
            return None;
        };
        let ident = &item.ident;
        let role = match plain(ident).as_str() {
            "Event" | "Events" => "event",
            "Command" | "Commands" => "command",
            _ => return None,
        };
        if self.messages || !item.generics.params.is_empty() || !item.attrs.iter().all(is_harmless)
        {
            return None;
        }
        let message = format!("which messages are these? Write `#[{role}]` in front of `{ident}`");
        errors.push(Rule::ModuleEmpty, ident.span(), message);
        item.attrs
            .retain(|attribute| attribute.path().is_ident("doc"));
        let role = Ident::new(role, ident.span());
        Some(quote!(#[#role] #item).into_iter().collect())
    }

    /// The item with the attribute that it lacks, which is reported.
    pub(super) fn declared(
        &self,
        item: &[TokenTree],
        errors: &mut Errors,
    ) -> Option<Vec<TokenTree>> {
        if let Some(meant) = self.messages(item, errors) {
            return Some(meant);
        }
        // A field of a plain type may be opaque, and then nothing is wrong.
        if self.used.contains("opaque") {
            return None;
        }
        let mut item = read(item)?;
        let (ident, attributes, generics) = match &mut item {
            syn::Item::Struct(item) => (&item.ident, &mut item.attrs, &item.generics),
            syn::Item::Enum(item) => (&item.ident, &mut item.attrs, &item.generics),
            _ => return None,
        };
        let name = plain(ident);
        let meant = self.used.contains(&name)
            && !self.wired.contains(&name)
            && generics.params.is_empty()
            && attributes.iter().all(is_harmless);
        if !meant {
            return None;
        }
        let message = format!("`{ident}` is the type of a field: write `#[data]` in front of it");
        errors.push(Rule::TypeUndeclared, ident.span(), message);
        attributes.retain(|attribute| attribute.path().is_ident("doc"));
        Some(quote!(#[data] #item).into_iter().collect())
    }
}

/// An item that isn't too deep to be read.
fn read(tokens: &[TokenTree]) -> Option<syn::Item> {
    let tokens: TokenStream = tokens.iter().cloned().collect();
    if too_deep(tokens.clone(), depth::ITEM).is_some() {
        return None;
    }
    syn::parse2(tokens).ok()
}

/// Whether an attribute makes no trait's implementation that could be the one of `Wire`.
fn is_harmless(attribute: &syn::Attribute) -> bool {
    if !attribute.path().is_ident("derive") {
        return ["doc", "serde", "allow", "non_exhaustive"]
            .iter()
            .any(|known| attribute.path().is_ident(known));
    }
    let mut known = true;
    let all = attribute.parse_nested_meta(|meta| {
        known &= meta
            .path
            .segments
            .last()
            .is_some_and(|last| is_standard(&last.ident));
        Ok(())
    });
    all.is_ok() && known
}

/// Derives of the standard library and of serde.
fn is_standard(name: &Ident) -> bool {
    [
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Deserialize",
        "Eq",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
        "Serialize",
    ]
    .iter()
    .any(|known| name == known)
}
