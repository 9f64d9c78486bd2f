//! The reference of `cti_runtime::protocol` names every rule and whatever the parser knows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const REFERENCE: &str = include_str!("../../cti-runtime/docs/protocol.md");

/// The catalogue, as (id, topic).
const RULES: &[(&str, &str)] = cti_runtime::__private::rules!();

/// What the parser looks for outside of its tables: keys of `#[sample]` and `#[rename]`, and words
/// in the places of names.
const ELSEWHERE: &[&str] = &[
    "alias =", "args =", "error =", "file =", "result =", "new", "*",
];

#[test]
fn rules_stand_under_their_topic() {
    let mut missing = Vec::new();
    for (id, topic) in RULES {
        let section = REFERENCE
            .split_once(&format!("\n## Rules: {topic}\n"))
            .map(|(_, behind)| behind.split("\n## ").next().unwrap_or_default());
        if !section.is_some_and(|section| section.contains(&format!("\n| `{id}` | "))) {
            missing.push(format!("{topic}: {id}"));
        }
    }
    assert!(
        missing.is_empty(),
        "rules that the reference lacks: {missing:#?}"
    );
    let listed = REFERENCE
        .split_once("\n# Rules\n")
        .map_or(0, |(_, rules)| rules.matches("\n| `").count());
    assert_eq!(
        listed,
        RULES.len(),
        "the reference lists rules that are gone"
    );
}

#[test]
fn attributes_and_their_arguments_are_described() {
    let (attributes, arguments) = known();
    let lacks = |name: &&String| {
        let forms = ["(", " = ", "`", ")", ","].map(|behind| format!("{name}{behind}"));
        !code_spans().any(|code| forms.iter().any(|form| format!("{code}`").contains(form)))
    };
    let missing: Vec<_> = arguments.iter().filter(lacks).collect();
    assert!(
        missing.is_empty(),
        "arguments that the reference lacks: {missing:?}"
    );
    let lacks = |name: &&String| {
        !code_spans().any(|code| {
            code.contains(&format!("#[{name}]")) || code.contains(&format!("#[{name}("))
        })
    };
    let missing: Vec<_> = attributes.iter().filter(lacks).collect();
    assert!(
        missing.is_empty(),
        "attributes that the reference lacks: {missing:?}"
    );
    for word in ELSEWHERE {
        assert!(
            code_spans().any(|code| code.contains(word)),
            "the reference lacks `{word}`"
        );
    }
}

#[test]
fn the_index_has_every_attribute_in_order() {
    let behind = REFERENCE
        .split_once("\n# Index\n")
        .map(|(_, behind)| behind);
    let index = behind.and_then(|behind| behind.split("\n# ").next());
    let lines = index.unwrap_or_default().lines();
    let names: Vec<&str> = lines
        .filter_map(|line| line.strip_prefix("| [`"))
        .filter_map(|line| {
            let name = line.trim_start_matches("#[");
            name.split(|letter: char| !letter.is_ascii_lowercase() && letter != '_')
                .next()
        })
        .collect();
    assert!(names.is_sorted(), "{names:?}");
    let (attributes, _) = known();
    let missing: Vec<_> = attributes
        .iter()
        .filter(|name| !names.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "the index lacks {missing:?}");
}

/// Code within lines of the reference, in prose and tables.
fn code_spans() -> impl Iterator<Item = &'static str> {
    let prose = REFERENCE.split("\n```").step_by(2);
    prose.flat_map(|text| text.split('`').skip(1).step_by(2))
}

/// The names in the parser's tables: attributes, with the places where they stand, and arguments,
/// with their form. No other crate can reach the tables of a macro crate, so they are read from
/// its source: a string before `&[` in `known_attributes.rs`, or before `Form::`.
fn known() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut attributes, mut arguments) = (BTreeSet::new(), BTreeSet::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cti-macros/src/parse");
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let source = fs::read_to_string(entry.path()).unwrap_or_default();
        if entry.file_name() == "known_attributes.rs" {
            attributes.extend(strings_before(&source, "&["));
        }
        arguments.extend(strings_before(&source, "Form::"));
    }
    let roles = [
        "command",
        "data",
        "event",
        "method",
        "states",
        "subscription",
    ];
    assert!(
        roles.iter().all(|role| attributes.contains(*role)) && arguments.contains("origins"),
        "the parser's tables are written in another way now: {attributes:?}, {arguments:?}"
    );
    (attributes, arguments)
}

/// Each `"string"` that stands right before a mark, but for a comma.
fn strings_before<'a>(source: &'a str, mark: &str) -> impl Iterator<Item = String> + 'a {
    let places: Vec<usize> = source.match_indices(mark).map(|(at, _)| at).collect();
    places.into_iter().filter_map(|at| {
        let before = source.get(..at)?.trim_end().strip_suffix(',')?;
        let text = before.trim_end().strip_suffix('"')?;
        text.rsplit('"').next().map(str::to_owned)
    })
}
