//! Documented payloads.

use super::at::At;
use proc_macro2::Span;

#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub span: Span,
    pub kind: SampleKind,
    pub text: SampleText,
    /// Where its members stand, if it was written as tokens; empty for a literal or a file.
    pub spans: Vec<SampleSpan>,
}

/// A member of a sample: its path (`/data/number`; items of a list count from 0), its span.
#[derive(Clone, Debug)]
pub(crate) struct SampleSpan {
    pub path: String,
    pub key: Span,
    pub value: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleKind {
    /// A whole message.
    Message,
    /// A whole message, as the string or the object that the envelope's codec reads.
    Posted,
    /// `args = […]`: arguments of a method.
    Arguments,
    /// `result = …`, or a bare value on a method or subscription.
    Result,
    /// `error = …`
    Error,
}

#[derive(Clone, Debug)]
pub(crate) enum SampleText {
    /// JSON, from tokens or a string literal; or a codec's string.
    Inline(String),
    /// `file = "…"`: the literal, relative to the source file, and the JSON if it could be read.
    File {
        path: At<String>,
        json: Option<String>,
    },
}
