//! Names on the wire: serde's cases, with serde's results.

use crate::ident::{camel, lower_first, pascal};

/// What `rename_all` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `lowercase`
    Lower,
    /// `UPPERCASE`
    Upper,
    /// `PascalCase`
    Pascal,
    /// `camelCase`
    Camel,
    /// `snake_case`
    Snake,
    /// `SCREAMING_SNAKE_CASE`
    ScreamingSnake,
    /// `kebab-case`
    Kebab,
    /// `SCREAMING-KEBAB-CASE`
    ScreamingKebab,
}

impl Case {
    /// All cases by their names, the most used first.
    pub const NAMES: [(&'static str, Self); 8] = [
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("kebab-case", Self::Kebab),
        ("PascalCase", Self::Pascal),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
    ];

    /// The case with this name.
    ///
    /// ```
    /// use cti_case::Case;
    ///
    /// assert_eq!(Case::named("kebab-case"), Some(Case::Kebab));
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, case)| *case)
    }

    /// The wire name of a variant, whose Rust name is in upper camel case. Each capital begins a word:
    /// acronyms and digits are not told apart.
    ///
    /// ```
    /// use cti_case::Case;
    ///
    /// assert_eq!(Case::Kebab.variant("GetURL2"), "get-u-r-l2");
    /// ```
    pub fn variant(self, name: &str) -> String {
        match self {
            Self::Pascal => name.to_owned(),
            Self::Lower => name.to_ascii_lowercase(),
            Self::Upper => name.to_ascii_uppercase(),
            Self::Camel => lower_first(name),
            Self::Snake => cut(name, '_'),
            Self::ScreamingSnake => cut(name, '_').to_ascii_uppercase(),
            Self::Kebab => cut(name, '-'),
            Self::ScreamingKebab => cut(name, '-').to_ascii_uppercase(),
        }
    }

    /// The wire name of a field or a function, whose Rust name is in snake case.
    ///
    /// ```
    /// use cti_case::Case;
    ///
    /// assert_eq!(Case::Pascal.field("call_id"), "CallId");
    /// ```
    pub fn field(self, name: &str) -> String {
        match self {
            Self::Lower | Self::Snake => name.to_owned(),
            Self::Upper | Self::ScreamingSnake => name.to_ascii_uppercase(),
            Self::Pascal => pascal(name),
            Self::Camel => camel(name),
            Self::Kebab => name.replace('_', "-"),
            Self::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

/// A name cut before each capital, in small letters.
fn cut(name: &str, between: char) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for (index, letter) in name.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            text.push(between);
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
