//! Rust names for names on the wire, and the case by which one follows from the other.

use std::collections::BTreeSet;

use cti_case::Case;

/// Rust names that are taken in one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(BTreeSet<String>);

impl Taken {
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self(names.into_iter().map(normal).collect())
    }

    /// Names that messages of a direction can't have.
    pub(super) fn messages() -> Self {
        Self::of([
            "Unknown", "Settled", "Self", "Super", "Crate", "New", "Other",
        ])
    }

    /// Names that fields can't have.
    pub(super) fn fields() -> Self {
        Self::of(["new", "self", "super", "crate"])
    }

    /// Names that types can't have: those of the language, and those that every module knows.
    pub(super) fn types() -> Self {
        const NAMES: [&str; 42] = [
            "Self",
            "Super",
            "Crate",
            "Option",
            "Result",
            "Some",
            "None",
            "Ok",
            "Err",
            "Vec",
            "Box",
            "String",
            "PhoneNumber",
            "Id",
            "DateTime",
            "EpochMillis",
            "EpochSeconds",
            "Url",
            "Uuid",
            "Secret",
            "Json",
            "Text",
            "OneOrMany",
            "Map",
            "Query",
            "Event",
            "Command",
            "Notice",
            "Control",
            "Question",
            "Request",
            "EventHandler",
            "CommandHandler",
            "Unknown",
            "Settled",
            "Other",
            "Drifted",
            "Default",
            "Clone",
            "Debug",
            "TextCodec",
            "Method",
        ];
        Self::of(NAMES)
    }

    /// The name, or one like it that isn't taken. Names that differ in case alone make methods of one
    /// name.
    pub(super) fn free(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.0.insert(normal(&free)) {
            free = format!("{name}{number}");
            number += 1;
        }
        free
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(&normal(name))
    }
}

/// A name's letters and digits, in small letters.
fn normal(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The name of a message, a type or a variant.
pub(super) fn pascal(wire: &str) -> String {
    // A name of one word may be in capitals: `HOLD` is `Hold`.
    let shouts = wire.chars().any(|letter| letter.is_ascii_uppercase())
        && !wire.chars().any(|letter| letter.is_ascii_lowercase());
    let foreign = cti_case::foreign(wire);
    let name = cti_case::pascal(&if shouts {
        foreign.to_ascii_lowercase()
    } else {
        foreign
    });
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("Value{name}")
    }
}

/// The name of a field, an argument or a function.
pub(super) fn snake(wire: &str) -> String {
    let name = cti_case::snake(&cti_case::foreign(wire));
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("field_{name}").trim_end_matches('_').to_owned()
    }
}

/// A name as an identifier.
pub(super) fn ident(name: &str) -> String {
    const WORDS: [&str; 48] = [
        "as", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for",
        "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
        "static", "struct", "trait", "true", "type", "unsafe", "use", "where", "while", "async",
        "await", "abstract", "become", "box", "do", "final", "gen", "macro", "override", "priv",
        "try", "typeof", "unsized", "virtual", "yield",
    ];
    if WORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// The case by which most of these names follow from their Rust names; of equals `usual`, else the one
/// that is named first.
pub(super) fn case<'w>(
    names: impl IntoIterator<Item = &'w str>,
    rust: impl Fn(&str) -> String,
    wire: impl Fn(Case, &str) -> String,
    usual: &'static str,
) -> &'static str {
    let names: Vec<(&str, String)> = names.into_iter().map(|name| (name, rust(name))).collect();
    let follow = |case: Case| {
        names
            .iter()
            .filter(|(name, rust)| wire(case, rust) == *name)
            .count()
    };
    let mut best = Case::named(usual).map_or((0, usual), |case| (follow(case), usual));
    for (name, case) in Case::NAMES {
        let count = follow(case);
        if count > best.0 {
            best = (count, name);
        }
    }
    best.1
}

/// The case of this name; what declarations have by default where there is none.
pub(super) fn named(case: &str) -> Case {
    Case::named(case).unwrap_or(Case::Camel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_the_wire() {
        assert_eq!(pascal("call-line_idle"), "CallLineIdle");
        assert_eq!(pascal("CALL_ENDED"), "CallEnded");
        assert_eq!(pascal("/contacts/match"), "ContactsMatch");
        assert_eq!(pascal("7"), "Value7");
        assert_eq!(snake("user ID"), "user_id");
        assert_eq!(snake("✓"), "field");
        let tags = ["call-ring", "call-end", "login"];
        let best = case(tags, pascal, Case::variant, "camelCase");
        assert_eq!(best, "kebab-case");
        let mut taken = Taken::fields();
        assert_eq!(taken.free("callId"), "callId");
        assert_eq!(taken.free("call_id"), "call_id2");
    }
}
