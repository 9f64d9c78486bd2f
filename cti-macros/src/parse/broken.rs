//! Fields and functions that are no Rust: what is meant by them, so that their message keeps them.

use super::tokens::{at_commas, is_name, sign, sign_at, string};
use crate::idents::{plain, snake};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;

/// Cuts what stands between two commas where another field begins: behind a `;`, or in front of `name:`.
pub(super) fn separate(part: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut found = Vec::new();
    let mut rest = part;
    while let Some((length, skipped)) = first(rest) {
        let (field, behind) = rest.split_at(length);
        found.push(field);
        rest = behind.get(skipped..).unwrap_or_default();
    }
    found.push(rest);
    found
}

/// The length of a field behind which another begins, and what stands between the two.
fn first(part: &[TokenTree]) -> Option<(usize, usize)> {
    let colon = part.iter().position(|token| sign(token) == ':')?;
    let behind = part.iter().enumerate().skip(colon + 2);
    for (at, token) in behind {
        if sign(token) == ';' {
            return Some((at, 1));
        }
        let names = matches!(token, TokenTree::Ident(_))
            && sign_at(part, at + 1) == ':'
            && sign_at(part, at + 2) != ':'
            && sign_at(part, at - 1) == ' ';
        if names {
            return Some((at, 0));
        }
    }
    None
}

/// The name and the type of a field that isn't `name: Type`.
pub(super) fn meant(tokens: &[TokenTree]) -> Option<(Ident, TokenStream)> {
    let any = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
    match tokens {
        // `id?: String`
        [TokenTree::Ident(name), mark, colon, ty @ ..]
            if sign(mark) == '?' && sign(colon) == ':' =>
        {
            let ty = any(ty);
            Some((named(&plain(name), name.span())?, quote!(Option<#ty>)))
        }
        // `id = String`
        [TokenTree::Ident(name), equals, ty @ ..] if sign(equals) == '=' => {
            Some((named(&plain(name), name.span())?, any(ty)))
        }
        // `String id`
        [ty @ TokenTree::Ident(_), TokenTree::Ident(name)] => {
            Some((named(&plain(name), name.span())?, ty.clone().into()))
        }
        // `id`, `type: String`, `"id": String`, `call-id: String`, `2fa: String`
        _ => {
            let colon = tokens.iter().position(|token| sign(token) == ':');
            let (name, ty) = tokens.split_at(colon.unwrap_or(tokens.len()));
            let at = name.first()?.span();
            Some((
                named(&written(name)?, at)?,
                any(ty.get(1..).unwrap_or_default()),
            ))
        }
    }
}

/// The signature that is meant by tokens that are none.
pub(super) fn function(tokens: &[TokenTree]) -> Option<syn::Signature> {
    let at = tokens.iter().position(|token| {
        matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
    })?;
    let (head, behind) = tokens.split_at(at);
    let (arguments, result) = behind.split_first()?;
    let TokenTree::Ident(name) = head.last()? else {
        return None;
    };
    let TokenTree::Group(arguments) = arguments else {
        return None;
    };
    let inputs = at_commas(arguments.stream())
        .into_iter()
        .filter_map(|part| {
            let tokens: TokenStream = part.iter().cloned().collect();
            if syn::parse2::<syn::FnArg>(tokens.clone()).is_ok() {
                return Some(tokens);
            }
            let (name, ty) = meant(&part)?;
            let ty = syn::parse2::<syn::Type>(ty).unwrap_or_else(|_| syn::parse_quote!(Json));
            Some(quote!(#name: #ty))
        });
    let result: TokenStream = result
        .iter()
        .skip_while(|token| matches!(sign(token), '-' | '>' | ':' | '='))
        .cloned()
        .collect();
    let result = syn::parse2::<syn::Type>(result)
        .map(|ty| quote!(-> #ty))
        .ok();
    syn::parse2(quote!(fn #name(#(#inputs),*) #result)).ok()
}

/// The text of a name; `None` if these tokens are none.
fn written(tokens: &[TokenTree]) -> Option<String> {
    let part = |token: &TokenTree| match token {
        TokenTree::Ident(name) => Some(plain(name)),
        TokenTree::Literal(_) => {
            let text = string(std::slice::from_ref(token));
            Some(text.map_or_else(|| token.to_string(), |text| snake(&text)))
        }
        TokenTree::Punct(sign) if sign.as_char() == '-' => Some("_".to_owned()),
        _ => None,
    };
    tokens.iter().map(part).collect()
}

/// A name with this text, or like it.
fn named(text: &str, at: Span) -> Option<Ident> {
    let mut text: String = text
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() {
                sign
            } else {
                '_'
            }
        })
        .collect();
    if !text.starts_with(|sign: char| sign.is_ascii_alphabetic() || sign == '_') {
        text.insert(0, '_');
    }
    let ident = syn::parse_str::<Ident>(&text)
        .or_else(|_| syn::parse_str::<Ident>(&format!("r#{text}")))
        .or_else(|_| syn::parse_str::<Ident>(&format!("{text}_")));
    let mut ident = ident.ok().filter(is_name)?;
    ident.set_span(at);
    Some(ident)
}
