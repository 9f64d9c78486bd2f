//! The cases of names on the wire.

use crate::text::pascal;

/// How names on the wire follow from Rust names, as `rename_all` says it: see the macro's `Case`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Camel,
    Snake,
    Kebab,
    Pascal,
    ScreamingSnake,
    ScreamingKebab,
    Lower,
    Upper,
}

impl Case {
    pub(super) const ALL: [Self; 8] = [
        Self::Camel,
        Self::Snake,
        Self::Kebab,
        Self::Pascal,
        Self::ScreamingSnake,
        Self::ScreamingKebab,
        Self::Lower,
        Self::Upper,
    ];

    /// The wire name of a variant.
    pub(super) fn variant(self, name: &str) -> String {
        match self {
            Self::Camel => lower_first(name),
            Self::Snake => cut(name, '_'),
            Self::Kebab => cut(name, '-'),
            Self::Pascal => name.to_owned(),
            Self::ScreamingSnake => cut(name, '_').to_ascii_uppercase(),
            Self::ScreamingKebab => cut(name, '-').to_ascii_uppercase(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
        }
    }

    /// The wire name of a field or a function.
    pub(super) fn field(self, name: &str) -> String {
        match self {
            Self::Camel => lower_first(&pascal(name)),
            Self::Snake | Self::Lower => name.to_owned(),
            Self::Kebab => name.replace('_', "-"),
            Self::Pascal => pascal(name),
            Self::ScreamingSnake | Self::Upper => name.to_ascii_uppercase(),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_ascii_lowercase().to_string() + letters.as_str()
    })
}

/// A name cut before each capital, in small letters.
fn cut(name: &str, between: char) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push(between);
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
