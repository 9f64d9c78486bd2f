//! Names: those that are taken in Rust, and what is made of one on the wire.

use std::collections::BTreeSet;

use cti_runtime::describe::{Description, Family, Field};

use crate::text::pascal;

/// Rust names that are taken where a line is pasted.
#[derive(Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    pub(crate) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        Self(names.into_iter().map(normal).collect())
    }

    /// The name, or one like it that isn't taken. Names that differ in case alone make methods of
    /// one name.
    pub(crate) fn free(&mut self, name: &str) -> String {
        let mut free = name.to_owned();
        let mut number = 2;
        while !self.0.insert(normal(&free)) {
            free = format!("{name}{number}");
            number += 1;
        }
        free
    }
}

/// A name's letters and digits, in small letters.
fn normal(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether two names on the wire are spellings of one.
pub(crate) fn is_twin(declared: &str, other: &str) -> bool {
    let name = normal(declared);
    !name.is_empty() && name == normal(other)
}

/// Names that messages of a family can't have.
pub(crate) fn taken_by(description: &Description, family: &Family) -> Taken {
    let names = family.messages.iter().map(|message| message.name);
    let reserved = ["Unknown", "Settled", "Self", "Super", "Crate", "New"];
    let types = description.types.iter().map(|data| data.name);
    let machines = description.machines.iter().map(|machine| machine.name);
    Taken::of(names.chain(reserved).chain(types).chain(machines))
}

/// Names that a message's fields, or a type's, can't have.
pub(crate) fn taken_in<'f>(fields: impl IntoIterator<Item = &'f Field>) -> Taken {
    let names = fields.into_iter().map(|field| field.name);
    Taken::of(names.chain(["new", "self", "super", "crate"]))
}

/// A Rust name as an identifier.
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

/// The name of a variant for a name on the wire.
pub(super) fn variant_name(wire: &str) -> String {
    // A name of one word may be in capitals: `HOLD` is `Hold`.
    let shouts = wire.chars().any(|letter| letter.is_ascii_uppercase())
        && !wire.chars().any(|letter| letter.is_ascii_lowercase());
    let name = if shouts {
        pascal(&wire.to_ascii_lowercase())
    } else {
        pascal(wire)
    };
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("Value{name}")
    }
}

/// A function's object, as a path from the library's root, and its name.
pub(super) fn path<'w>(family: &Family, wire: &'w str) -> (Option<&'w str>, &'w str) {
    match wire.rsplit_once('.') {
        Some((object, name)) if !family.kind.is_posted() => (Some(object), name),
        _ => (None, wire),
    }
}

/// `#[alias("…")]`
pub(crate) fn alias_of(wire: &str) -> String {
    format!("#[alias({wire:?})]")
}
