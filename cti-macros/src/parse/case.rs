//! Names on the wire: serde's cases, with serde's results.

use crate::idents::pascal;

/// What `rename_all` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    pub(crate) const NAMES: [(&'static str, Case); 8] = [
        ("camelCase", Case::Camel),
        ("snake_case", Case::Snake),
        ("kebab-case", Case::Kebab),
        ("PascalCase", Case::Pascal),
        ("SCREAMING_SNAKE_CASE", Case::ScreamingSnake),
        ("SCREAMING-KEBAB-CASE", Case::ScreamingKebab),
        ("lowercase", Case::Lower),
        ("UPPERCASE", Case::Upper),
    ];

    /// The case with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut cases = Self::NAMES.iter();
        cases
            .find(|(known, _)| *known == name)
            .map(|(_, case)| *case)
    }

    /// A variant's name, in upper camel case, on the wire.
    pub(crate) fn variant(self, name: &str) -> String {
        match self {
            Case::Pascal => name.to_owned(),
            Case::Lower => name.to_ascii_lowercase(),
            Case::Upper => name.to_ascii_uppercase(),
            Case::Camel => lower_first(name),
            Case::Snake => snake(name),
            Case::ScreamingSnake => snake(name).to_ascii_uppercase(),
            Case::Kebab => snake(name).replace('_', "-"),
            Case::ScreamingKebab => snake(name).to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// A field's name, in snake case, on the wire.
    pub(crate) fn field(self, name: &str) -> String {
        match self {
            Case::Lower | Case::Snake => name.to_owned(),
            Case::Upper | Case::ScreamingSnake => name.to_ascii_uppercase(),
            Case::Pascal => pascal(name),
            Case::Camel => lower_first(&pascal(name)),
            Case::Kebab => name.replace('_', "-"),
            Case::ScreamingKebab => name.to_ascii_uppercase().replace('_', "-"),
        }
    }
}

/// `CallLineRinging` → `call_line_ringing`, as serde does: `GetURL` → `get_u_r_l`.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for (index, letter) in name.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_ascii_lowercase().to_string() + letters.as_str(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn cases_are_serdes() {
        let table = [
            ("lowercase", "verytasty", "very_tasty"),
            ("UPPERCASE", "VERYTASTY", "VERY_TASTY"),
            ("PascalCase", "VeryTasty", "VeryTasty"),
            ("camelCase", "veryTasty", "veryTasty"),
            ("snake_case", "very_tasty", "very_tasty"),
            ("SCREAMING_SNAKE_CASE", "VERY_TASTY", "VERY_TASTY"),
            ("kebab-case", "very-tasty", "very-tasty"),
            ("SCREAMING-KEBAB-CASE", "VERY-TASTY", "VERY-TASTY"),
        ];
        for (name, variant, field) in table {
            let (_, case) = Case::NAMES
                .iter()
                .find(|(known, _)| *known == name)
                .unwrap();
            assert_eq!(case.variant("VeryTasty"), variant);
            assert_eq!(case.field("very_tasty"), field);
        }
        assert_eq!(Case::Camel.field("z42"), "z42");
        assert_eq!(Case::Snake.variant("A"), "a");
    }
}
