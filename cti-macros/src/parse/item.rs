//! Items of the module: where each begins and ends, and its header.

use super::attributes;
use super::tokens::{Cursor, at_commas, is_name, is_word, sign};
use crate::errors::Errors;
use crate::rules::Rule;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// An item, cut out.
pub(crate) struct Item {
    pub(crate) attributes: Vec<(Span, Group)>,
    pub(crate) visibility: TokenStream,
    pub(crate) keyword: Ident,
    pub(crate) ident: Ident,
    /// What stands in braces, or the parentheses of a tuple struct.
    pub(crate) body: Option<Group>,
    /// It has parameters, which are reported.
    pub(crate) generic: bool,
    /// Nothing is wrong with the header.
    pub(crate) sound: bool,
}

impl Item {
    /// Reads the header; what is behind the body was cut off before.
    pub(crate) fn read(tokens: &[TokenTree], errors: &mut Errors) -> Option<Self> {
        let mut cursor = Cursor::new(tokens, Span::call_site());
        let before = errors.count();
        let attributes = attributes::take(&mut cursor);
        let visibility = cursor.visibility();
        let Some(keyword) = cursor.ident() else {
            errors.syntax(Rule::ItemSyntax, cursor.span(), "expected an item");
            return None;
        };
        let Some(ident) = cursor.ident().filter(|ident| is_name(ident)) else {
            let message = format!("expected a name behind `{keyword}`");
            errors.syntax(Rule::ItemSyntax, cursor.span(), message);
            return None;
        };
        let parameters = cursor.peek().filter(|token| sign(token) == '<');
        let generic = parameters.is_some();
        if let Some(token) = parameters {
            let message = "a message is one type on the wire; remove the parameters";
            errors.push(Rule::ItemGenerics, token.span(), message);
            while cursor
                .peek()
                .is_some_and(|token| !matches!(token, TokenTree::Group(_)))
            {
                cursor.next();
            }
        }
        let body = match cursor.peek() {
            Some(TokenTree::Group(group)) => {
                cursor.next();
                Some(group.clone())
            }
            _ => None,
        };
        let (keyword, ident) = (keyword.clone(), ident.clone());
        // `#[data] type Name = …`: what is wrong with it is its keyword.
        let no_body = keyword == "type";
        if let Some(token) = cursor.peek().filter(|token| sign(token) != ';' && !no_body) {
            let message = format!("unexpected here; expected the body of `{ident}`");
            errors.push(Rule::ItemSyntax, token.span(), message);
            return None;
        }
        Some(Self {
            attributes,
            visibility,
            keyword,
            ident,
            body,
            generic,
            sound: errors.count() == before,
        })
    }

    /// The parts of the body between commas.
    pub(crate) fn parts(&self) -> Vec<Vec<TokenTree>> {
        let parts = self
            .body
            .as_ref()
            .map(|group| at_commas(group.stream()))
            .unwrap_or_default();
        if self.keyword != "enum" {
            return parts;
        }
        parts.into_iter().flat_map(separate).collect()
    }

    pub(crate) fn body_span(&self) -> Span {
        self.body.as_ref().map_or(self.ident.span(), Group::span)
    }

    /// Whether the body stands in braces.
    pub(crate) fn braced(&self) -> bool {
        self.body
            .as_ref()
            .is_some_and(|group| group.delimiter() == Delimiter::Brace)
    }
}

/// Cuts what stands between two commas of an enum where another variant begins. The compiler has said that a
/// comma is missing there.
fn separate(mut part: Vec<TokenTree>) -> Vec<Vec<TokenTree>> {
    let begins = |token: Option<&TokenTree>| match token {
        Some(TokenTree::Ident(_)) => true,
        Some(token) => sign(token) == '#',
        None => false,
    };
    let end = (1..part.len()).find(|at| {
        matches!(part.get(*at), Some(TokenTree::Group(body)) if body.delimiter() != Delimiter::Bracket)
            && matches!(part.get(at - 1), Some(TokenTree::Ident(_)))
            && begins(part.get(at + 1))
    });
    let Some(end) = end else {
        return vec![part];
    };
    let rest = part.split_off(end + 1);
    std::iter::once(part).chain(separate(rest)).collect()
}

/// Cuts a module's body into items. A broken item ends where the next one visibly begins.
pub(crate) fn items(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let (item, behind) = rest.split_at(end(rest).clamp(1, rest.len()));
        if !matches!(item, [only] if sign(only) == ';') {
            found.push(item);
        }
        rest = behind;
    }
    found
}

/// The number of tokens of the first item.
fn end(tokens: &[TokenTree]) -> usize {
    let mut cursor = Cursor::new(tokens, Span::call_site());
    attributes::take(&mut cursor);
    cursor.visibility();
    let start = tokens.len() - cursor.rest().len();
    let header = cursor.rest();
    let words = |names: &[&str]| {
        header
            .first()
            .is_some_and(|token| names.iter().any(|name| is_word(token, name)))
    };
    let function = header.get(1).is_some_and(|token| {
        ["fn", "unsafe", "async"]
            .iter()
            .any(|name| is_word(token, name))
    });
    let to_semicolon = words(&["use", "static", "type"]) || (words(&["const"]) && !function);
    let ours = words(&["enum", "struct", "trait"]);
    for (index, token) in header.iter().enumerate() {
        let next = header.get(index + 1);
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => return start + index + 1,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !to_semicolon => {
                return start + index + 1;
            }
            TokenTree::Punct(punct)
                if punct.as_char() == '#'
                    && index > 0
                    && matches!(next, Some(TokenTree::Group(group))
                        if group.delimiter() == Delimiter::Bracket) =>
            {
                return start + index;
            }
            TokenTree::Ident(word) if index > 0 => {
                let begins = word == "pub"
                    || (ours && (word == "enum" || word == "struct" || word == "trait"));
                if begins {
                    return start + index;
                }
            }
            _ => {}
        }
    }
    tokens.len()
}
