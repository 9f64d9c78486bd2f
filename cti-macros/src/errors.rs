//! Errors pile up here until a phase ends.

use crate::rules::Rule;
use darling::error::Accumulator;
use proc_macro2::{Span, TokenStream};
use std::collections::HashSet;
use std::fmt::Display;

/// The errors of a declaration.
pub(crate) struct Errors {
    accumulator: Accumulator,
    rules: Vec<Rule>,
    /// What was reported, and where.
    reported: HashSet<(String, String)>,
    count: usize,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self {
            accumulator: darling::Error::accumulator(),
            rules: Vec::new(),
            reported: HashSet::new(),
            count: 0,
        }
    }

    /// Reports a broken rule; the message says what to write instead.
    ///
    /// What is wrong with something that several messages share, such as a field of `each(…)`, is
    /// found once per message and said once.
    pub(crate) fn push(&mut self, rule: Rule, span: Span, message: impl Display) {
        self.count += 1;
        let text = format!("{message} (rule: {})", rule.id());
        // The only way to tell two spans apart.
        let place = format!("{span:?}");
        if !self.reported.insert((text.clone(), place)) {
            return;
        }
        self.rules.push(rule);
        self.accumulator
            .push(darling::Error::custom(text).with_span(&span));
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
        self.accumulator
            .finish()
            .err()
            .map(darling::Error::write_errors)
    }

    /// Ends a test.
    #[cfg(test)]
    pub(crate) fn into_rules(self) -> Vec<Rule> {
        let _ = self.accumulator.finish();
        self.rules
    }
}
