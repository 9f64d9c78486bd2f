//! Errors pile up here until a phase ends.

use crate::rules::Rule;
use darling::error::Accumulator;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use std::collections::HashSet;
use std::fmt::Display;

/// The errors of a declaration.
pub(crate) struct Errors {
    accumulator: Accumulator,
    rules: Vec<Rule>,
    /// What was reported, and where.
    reported: HashSet<(String, String)>,
    /// What Rust's own parser has refused before the macro saw it.
    syntax: Vec<(Span, String)>,
    /// Where each error ends: darling knows one span, and only nightly compilers join two.
    ends: Vec<Span>,
    count: usize,
    /// What is read stands in the arguments of an attribute.
    in_arguments: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self {
            accumulator: darling::Error::accumulator(),
            rules: Vec::new(),
            reported: HashSet::new(),
            syntax: Vec::new(),
            ends: Vec::new(),
            count: 0,
            in_arguments: false,
        }
    }

    /// Reports a broken rule; the message says what to write instead.
    ///
    /// What is wrong with something that several messages share, such as a field of `each(…)`, is
    /// found once per message and said once.
    pub(crate) fn push(&mut self, rule: Rule, span: Span, message: impl Display) {
        self.range(rule, span, span, message);
    }

    fn range(&mut self, rule: Rule, first: Span, last: Span, message: impl Display) {
        if let Some(text) = self.text(rule, first, message) {
            self.accumulator
                .push(darling::Error::custom(text).with_span(&first));
            self.ends.push(last);
        }
    }

    /// Reports a broken rule over all tokens that break it.
    pub(crate) fn over(&mut self, rule: Rule, tokens: impl ToTokens, message: impl Display) {
        let tokens: Vec<TokenTree> = tokens.to_token_stream().into_iter().collect();
        if let [first, .., last] = tokens.as_slice() {
            self.range(rule, first.span(), last.span(), message);
        } else {
            let at = tokens.first().map_or_else(Span::call_site, TokenTree::span);
            self.push(rule, at, message);
        }
    }

    /// Reports what is no Rust. The compiler has parsed the module before the macro sees it, and said
    /// so in its own words, which are not repeated; but it has not looked into arguments of attributes.
    pub(crate) fn syntax(&mut self, rule: Rule, span: Span, message: impl Display) {
        if self.in_arguments {
            self.push(rule, span, message);
        } else if let Some(text) = self.text(rule, span, message) {
            self.syntax.push((span, text));
        }
    }

    /// Reads what stands in the arguments of an attribute.
    pub(crate) fn in_arguments<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.in_arguments, true);
        let found = read(self);
        self.in_arguments = before;
        found
    }

    /// The text of an error; `None` if it was reported before.
    fn text(&mut self, rule: Rule, span: Span, message: impl Display) -> Option<String> {
        self.count += 1;
        let text = format!("{message} (rule: {})", rule.id());
        // The only way to tell two spans apart.
        let place = format!("{span:?}");
        let new = self.reported.insert((text.clone(), place));
        if new {
            self.rules.push(rule);
        }
        new.then_some(text)
    }

    /// Reports something that stands twice, at both places.
    pub(crate) fn twice(
        &mut self,
        rule: Rule,
        first: Span,
        second: Span,
        message: impl Display,
        hint: impl Display,
    ) {
        self.push(rule, second, message);
        self.push(rule, first, hint);
    }

    /// How often something was reported: a part during which the number grew is left out of the
    /// model, so that one slip has no consequences.
    pub(crate) const fn count(&self) -> usize {
        self.count
    }

    /// Ends the last phase. `None` if there was no error.
    pub(crate) fn finish(self) -> Option<TokenStream> {
        let told = self.accumulator.finish().err();
        if told.is_none() && self.syntax.is_empty() {
            return None;
        }
        let told = told.into_iter().flatten().zip(&self.ends);
        let told = told.map(|(error, end)| compile_error(&error, *end));
        let syntax = self
            .syntax
            .iter()
            .map(|(at, text)| unless_refused(*at, text));
        Some(quote!(#(#told)* #(#syntax)*))
    }

    /// Drops what was reported.
    pub(crate) fn forget(self) {
        let _ = self.accumulator.finish();
    }

    /// Ends a test.
    #[cfg(test)]
    pub(crate) fn into_rules(self) -> Vec<Rule> {
        let _ = self.accumulator.finish();
        self.rules
    }
}

/// An error from where it begins to where it ends.
fn compile_error(error: &darling::Error, end: Span) -> TokenStream {
    let edges = [error.span(), end].map(|at| Ident::new("edge", at));
    let text = error.to_string();
    syn::Error::new_spanned(quote!(#(#edges)*), text).into_compile_error()
}

/// An error for syntax that Rust's parser refuses. Where it does, this is silent: lints are looked at
/// only when there is no other error. It speaks where a newer Rust reads what the macro can't.
fn unless_refused(at: Span, text: &str) -> TokenStream {
    quote_spanned! {at.resolved_at(Span::call_site())=>
        const _: () = {
            #[must_use = #text]
            struct Unread;
            const fn unread() -> Unread {
                Unread
            }
            #[deny(unused_must_use)]
            const _: () = {
                unread();
            };
        };
    }
}
