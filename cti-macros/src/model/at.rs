//! What everything is made of: values with their places, and doc comments.

use proc_macro2::Span;

/// A value and where the user wrote it.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub value: T,
    pub span: Span,
}

impl<T> At<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A doc comment, its lines joined by `\n`; empty if there is none.
pub(crate) type Doc = String;
