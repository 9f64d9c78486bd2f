//! How deep tokens nest, found out before syn parses them.
//!
//! syn calls itself for what stands in something else, with and without brackets (`&&&x`,
//! `fn() -> fn() -> T`), and so does what drops a chain (`a + b + c`). A macro has the compiler's
//! stack of some megabytes, and its dependencies are built without optimisation, so deep tokens would
//! end the compiler instead of the declaration. What calls itself here follows no more than what was
//! measured first.

use proc_macro2::{Delimiter, Spacing, Span, TokenStream, TokenTree};

/// What a level weighs, in tokens that only follow each other.
///
/// Measured with a build for debugging, parsing takes up to 46 kB of stack for a level
/// (`Vec<Vec<…>>`), and dropping a chain some 130 bytes for a token of it.
const LEVEL: usize = 64;

/// How deep types of a declaration stand in each other: more than any wire has.
pub(super) const TYPE: usize = 16;

/// How deep an item nests that is only passed through: 4.5 MB of stack at most, of the 8 MB that
/// the compiler has.
pub(super) const ITEM: usize = 96;

/// Where tokens begin that are more levels deep than this, if there are such.
pub(super) fn too_deep(tokens: TokenStream, levels: usize) -> Option<Span> {
    let mut groups = vec![(tokens, 0)];
    while let Some((tokens, outer)) = groups.pop() {
        let mut part = Part::of(&tokens, outer);
        for token in tokens {
            let depth = part.depth_at(&token);
            if depth / LEVEL > levels {
                return Some(token.span());
            }
            if let TokenTree::Group(group) = &token {
                groups.push((group.stream(), depth));
            }
            part.before = Some(token);
        }
    }
    None
}

/// A token as text, for a hint; empty if it is too deep for the function that prints it.
pub(super) fn printed(token: &TokenTree) -> String {
    match too_deep(token.clone().into(), TYPE) {
        Some(_) => String::new(),
        None => token.to_string(),
    }
}

/// What stands in one pair of brackets, up to some token of it.
struct Part {
    /// How deep the brackets are.
    outer: usize,
    /// What the tokens weigh since the last separator.
    chain: usize,
    /// Angle brackets that are open.
    angles: usize,
    /// Signs that may still close one: what is never closed is a comparison.
    closing: usize,
    before: Option<TokenTree>,
    /// The sign before is the first one of an operator between two values, which may have another.
    operator: bool,
}

impl Part {
    fn of(tokens: &TokenStream, outer: usize) -> Self {
        let mut before = ' ';
        let mut closing = 0;
        for token in tokens.clone() {
            let sign = super::tokens::sign(&token);
            closing += usize::from(sign == '>' && before != '-' && before != '=');
            before = sign;
        }
        Self {
            outer,
            chain: 0,
            angles: 0,
            closing,
            before: None,
            operator: false,
        }
    }

    /// How deep this token stands; of a group, what is in it.
    fn depth_at(&mut self, token: &TokenTree) -> usize {
        let mut inside = 0;
        match token {
            TokenTree::Group(_) => {
                self.chain += 1;
                inside = LEVEL;
            }
            TokenTree::Punct(sign) => self.sign(sign.as_char(), sign.spacing()),
            // A name, a number or a keyword behind a body in braces begins something new.
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                if self.is_behind_body() {
                    self.begin();
                }
                self.chain += if is_keyword(token) { 16 } else { 1 };
            }
        }
        self.outer + self.chain + self.angles * LEVEL + inside
    }

    fn begin(&mut self) {
        (self.chain, self.angles) = (0, 0);
    }

    fn is_behind_body(&self) -> bool {
        matches!(&self.before, Some(TokenTree::Group(group))
            if group.delimiter() == Delimiter::Brace)
    }

    fn sign(&mut self, sign: char, spacing: Spacing) {
        let joined = self.joined_before();
        let (infix, second) = (!self.is_prefix(), std::mem::take(&mut self.operator));
        self.chain += match (joined, sign) {
            (_, ';') => {
                self.begin();
                0
            }
            // Brackets that are open stay open behind it: `Map<A, Map<A, …>>`.
            (_, ',') => {
                self.chain = 0;
                0
            }
            (_, '<') if self.angles < self.closing && !second && !self.is_behind_value() => {
                self.angles += 1;
                1
            }
            (Some('-'), '>') => LEVEL,
            (Some('='), '>') => 1,
            (_, '>') => {
                self.closing = self.closing.saturating_sub(1);
                self.angles = self.angles.saturating_sub(1);
                1
            }
            // A path is a chain; the tree of a `use` nests at each of its steps.
            (Some(':'), ':') => 6,
            (_, '#') if self.is_behind_body() => {
                self.begin();
                1
            }
            (_, '#' | '\'' | ':' | '.' | '?') => 1,
            _ if second => 1,
            (_, '=') if spacing == Spacing::Alone => 32,
            (_, '@') => 16,
            _ if infix => {
                self.operator = spacing == Spacing::Joint;
                1
            }
            (_, '&' | '*') => LEVEL,
            _ => 16,
        };
    }

    /// The sign that this one is joined to: the `-` of `->`.
    fn joined_before(&self) -> Option<char> {
        match &self.before {
            Some(TokenTree::Punct(first)) if first.spacing() == Spacing::Joint => {
                Some(first.as_char())
            }
            _ => None,
        }
    }

    /// Whether a comparison or a shift may stand here, and no angle bracket.
    fn is_behind_value(&self) -> bool {
        matches!(
            &self.before,
            Some(TokenTree::Literal(_) | TokenTree::Group(_))
        )
    }

    /// Whether a sign here stands before its operand, and not between two.
    fn is_prefix(&self) -> bool {
        match &self.before {
            None | Some(TokenTree::Punct(_)) => true,
            Some(TokenTree::Ident(_)) => self.before.as_ref().is_some_and(is_keyword),
            Some(TokenTree::Group(_) | TokenTree::Literal(_)) => false,
        }
    }
}

/// Whether a value, a type or a pattern follows this word.
fn is_keyword(token: &TokenTree) -> bool {
    const WORDS: [&str; 17] = [
        "as", "async", "break", "const", "dyn", "else", "if", "impl", "in", "let", "match", "move",
        "mut", "ref", "return", "while", "yield",
    ];
    WORDS.iter().any(|word| super::tokens::is_word(token, word))
}
