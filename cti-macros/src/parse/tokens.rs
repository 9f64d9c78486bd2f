//! Cutting token streams into parts that are read one by one, so that a slip in one of them stays
//! there.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};

/// Tokens without invisible groups, which `macro_rules!` puts around `$ty`, `$vis` and `$literal`.
pub(crate) fn visible(stream: TokenStream) -> TokenStream {
    visible_within(stream, DEPTH)
}

/// How deep invisible groups are looked for: deeper than any declaration has brackets, and not so deep
/// that the macro's stack ends.
const DEPTH: usize = 200;

fn visible_within(stream: TokenStream, depth: usize) -> TokenStream {
    let Some(depth) = depth.checked_sub(1) else {
        return stream;
    };
    stream
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                visible_within(group.stream(), depth)
            }
            TokenTree::Group(group) => {
                let mut inner =
                    Group::new(group.delimiter(), visible_within(group.stream(), depth));
                inner.set_span(group.span());
                TokenTree::Group(inner).into()
            }
            token => token.into(),
        })
        .collect()
}

/// Parts between commas; angle brackets hold their commas together.
pub(crate) fn at_commas(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    // A bracket that was never closed would swallow every part behind it.
    split(&tokens, true)
        .or_else(|| split(&tokens, false))
        .unwrap_or_default()
}

fn split(tokens: &[TokenTree], angles: bool) -> Option<Vec<Vec<TokenTree>>> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for token in tokens {
        let sign = sign(token);
        match sign {
            ',' if depth == 0 => {
                parts.push(std::mem::take(&mut part));
                before = ' ';
                continue;
            }
            '<' if angles => depth += 1,
            '>' if angles && before != '-' && before != '=' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        before = sign;
        part.push(token.clone());
    }
    if !part.is_empty() {
        parts.push(part);
    }
    (depth == 0).then_some(parts)
}

/// The character of a punctuation; a blank for anything else.
pub(crate) fn sign(token: &TokenTree) -> char {
    match token {
        TokenTree::Punct(punct) => punct.as_char(),
        _ => ' ',
    }
}

/// Whether a token is this word.
pub(crate) fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether an identifier can be a name, and is no keyword.
pub(crate) fn is_name(ident: &Ident) -> bool {
    syn::parse2::<Ident>(TokenTree::from(ident.clone()).into()).is_ok()
}

/// Whether a token is a group with something in it.
pub(crate) fn is_filled(token: Option<&TokenTree>, delimiter: Delimiter) -> bool {
    matches!(token, Some(TokenTree::Group(group))
        if group.delimiter() == delimiter && !group.stream().is_empty())
}

/// The text of a string literal.
pub(crate) fn string(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Literal(literal)] => {
            match syn::parse2::<syn::LitStr>(TokenTree::from(literal.clone()).into()) {
                Ok(text) if text.suffix().is_empty() => Some(text.value()),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The digits of a literal, in whatever base it is written.
pub(crate) fn digits(literal: &Literal) -> Option<String> {
    let number = syn::parse2::<syn::LitInt>(TokenTree::from(literal.clone()).into()).ok()?;
    number
        .suffix()
        .is_empty()
        .then(|| number.base10_digits().to_owned())
}

/// The span of the first token.
pub(crate) fn span(tokens: &[TokenTree], otherwise: Span) -> Span {
    tokens.first().map_or(otherwise, TokenTree::span)
}

/// A position in a part.
pub(crate) struct Cursor<'a> {
    tokens: &'a [TokenTree],
    end: Span,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(tokens: &'a [TokenTree], otherwise: Span) -> Self {
        Self {
            tokens,
            end: tokens.last().map_or(otherwise, TokenTree::span),
        }
    }

    pub(crate) fn rest(&self) -> &'a [TokenTree] {
        self.tokens
    }

    /// What is left.
    pub(crate) fn stream(&self) -> TokenStream {
        self.tokens.iter().cloned().collect()
    }

    pub(crate) fn peek(&self) -> Option<&'a TokenTree> {
        self.tokens.first()
    }

    /// Where the next token is, or the last one was.
    pub(crate) fn span(&self) -> Span {
        span(self.tokens, self.end)
    }

    pub(crate) fn next(&mut self) -> Option<&'a TokenTree> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    pub(crate) fn ident(&mut self) -> Option<&'a Ident> {
        match self.peek() {
            Some(TokenTree::Ident(ident)) => {
                self.next();
                Some(ident)
            }
            _ => None,
        }
    }

    pub(crate) fn word(&mut self, word: &str) -> bool {
        self.take_if(|token| is_word(token, word))
    }

    pub(crate) fn sign(&mut self, wanted: char) -> bool {
        self.take_if(|token| sign(token) == wanted)
    }

    pub(crate) fn group(&mut self, delimiter: Delimiter) -> Option<&'a Group> {
        match self.peek() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => {
                self.next();
                Some(group)
            }
            _ => None,
        }
    }

    /// `=>`
    pub(crate) fn arrow(&mut self) -> bool {
        match self.tokens {
            [first, second, ..] if sign(first) == '=' && sign(second) == '>' => {
                self.next();
                self.next();
                true
            }
            _ => false,
        }
    }

    /// `pub`, `pub(…)`, or nothing.
    pub(crate) fn visibility(&mut self) -> TokenStream {
        let start = self.tokens;
        if self.word("pub")
            && let Some(TokenTree::Group(group)) = self.peek()
            && group.delimiter() == Delimiter::Parenthesis
            && group.stream().into_iter().next().is_some_and(|token| {
                ["crate", "self", "super", "in"]
                    .iter()
                    .any(|word| is_word(&token, word))
            })
        {
            self.next();
        }
        start
            .iter()
            .take(start.len() - self.tokens.len())
            .cloned()
            .collect()
    }

    fn take_if(&mut self, wanted: impl FnOnce(&TokenTree) -> bool) -> bool {
        let found = self.peek().is_some_and(wanted);
        if found {
            self.next();
        }
        found
    }
}

/// The character at a place; a blank for anything but punctuation.
pub(crate) fn sign_at(tokens: &[TokenTree], index: usize) -> char {
    tokens.get(index).map_or(' ', sign)
}

/// Where a part of a declaration stops being Rust, and why, to be appended. What syn expects at
/// the end of a part is a long list, and has no place.
pub(crate) fn slip(error: &syn::Error, end: Span) -> (Span, String) {
    let text = error.to_string();
    if text.starts_with("unexpected end of input") {
        (end, String::new())
    } else {
        (error.span(), format!(": {text}"))
    }
}

/// The path of a module or a value, without arguments: `::a::b`.
pub(crate) fn mod_path(tokens: TokenStream) -> syn::Result<syn::Path> {
    // No bracket belongs to it, and syn would follow each into the next.
    for token in tokens.clone() {
        if let TokenTree::Group(group) = token {
            return Err(syn::Error::new(group.span_open(), "expected a path"));
        }
    }
    syn::parse::Parser::parse2(syn::Path::parse_mod_style, tokens)
}

/// What is wrong with the commas of a list of origins, by what stands between two of them.
pub(crate) fn between_commas(part: &[TokenTree]) -> Option<&'static str> {
    match part {
        [] => Some("an origin is missing between the commas: remove one of them"),
        [TokenTree::Literal(_), TokenTree::Literal(_), ..] => {
            Some("origins are separated by commas: write one between the two")
        }
        _ => None,
    }
}
