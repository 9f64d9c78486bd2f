//! What of an envelope stands in other objects.

/// Something of an envelope that stands in another object, or in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Path {
    /// What it is called where the message is one object.
    pub name: &'static str,
    /// The keys that lead there, from the outermost.
    pub keys: &'static [&'static str],
    /// Of a tag: what may be in it.
    pub rest: Option<Rest>,
}

impl Path {
    /// A path to what is read as it stands.
    pub const fn new(name: &'static str, keys: &'static [&'static str]) -> Self {
        Self {
            name,
            keys,
            rest: None,
        }
    }

    /// The same path to a tag, in some of which there is this: those that begin like this, or stand around it.
    #[must_use]
    pub const fn with_rest(self, name: &'static str, prefixes: &'static [&'static str]) -> Self {
        let rest = Some(Rest { name, prefixes });
        Self { rest, ..self }
    }
}

/// What stands in the same string as the tag proper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rest {
    /// What it is called where the message is one object.
    pub name: &'static str,
    /// The tags that have it behind them, or in the place of `…`.
    pub prefixes: &'static [&'static str],
}
