//! The recordings that come with the shipped protocols. All begin where the conversation begins.

use std::borrow::Cow;

/// A recording that is replayed when no other is named.
#[derive(Clone, Debug)]
pub(crate) struct Bundled {
    /// Its protocol.
    pub(crate) protocol: &'static str,
    /// Its lines.
    pub(crate) text: Cow<'static, str>,
}

macro_rules! recordings {
    ($($module:ident $marker:ident $name:literal;)*) => {
        &[$(Bundled {
            protocol: $name,
            text: Cow::Borrowed(include_str!(concat!("../../recordings/", $name, ".jsonl"))),
        }),*]
    };
}

/// All of them: one for each shipped protocol.
pub(super) const RECORDINGS: &[Bundled] = cti_vendors::for_each_protocol!(recordings);
