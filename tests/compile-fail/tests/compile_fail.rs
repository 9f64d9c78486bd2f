//! Declarations that must not compile, with the messages that they get, and some that must.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The catalogue, as (id, topic).
const RULES: &[(&str, &str)] = cti_macros::rules!();

/// By themselves: together with a case that must compile, trybuild would run cargo once for each.
#[test]
fn cases() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
    // What the macro can't see.
    cases.compile_fail("rustc/*.rs");
}

#[test]
fn passing_cases() {
    trybuild::TestCases::new().pass("pass/*.rs");
}

/// Each rule has a case in its topic that is called after it, and each case names its rule.
#[test]
fn rules_and_cases_agree() {
    let mut missing: BTreeSet<(&str, &str)> = RULES.iter().copied().collect();
    let mut strays = Vec::new();
    let mut silent = Vec::new();
    for case in sources(Path::new("ui")) {
        let name = case
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let topic = case.parent().and_then(Path::file_name).unwrap_or_default();
        let rule = RULES
            .iter()
            .filter(|(id, of)| *of == topic && (name == *id || name.starts_with(&format!("{id}-"))))
            .max_by_key(|(id, _)| id.len());
        let Some(rule) = rule else {
            strays.push(case);
            continue;
        };
        missing.remove(rule);
        let messages = fs::read_to_string(case.with_extension("stderr")).unwrap_or_default();
        if !messages.contains(&format!("(rule: {})", rule.0)) {
            silent.push(case);
        }
    }
    assert!(missing.is_empty(), "rules without a case: {missing:?}");
    assert!(strays.is_empty(), "cases about no rule: {strays:?}");
    assert!(
        silent.is_empty(),
        "cases whose messages don't name their rule: {silent:?}"
    );
}

/// A case says at its end how many errors it has, if it has more than one: so that no mistake comes to be
/// told twice, and none draws others behind it.
#[test]
fn each_mistake_is_told_once() {
    let mut wrong = Vec::new();
    let cases = ["ui", "rustc"].map(|folder| sources(Path::new(folder)));
    for case in cases.concat() {
        let source = fs::read_to_string(&case).unwrap_or_default();
        let last = source.lines().next_back().unwrap_or_default();
        let said = last
            .strip_prefix("// errors: ")
            .map_or(Some(1), |count| count.parse().ok());
        let messages = fs::read_to_string(case.with_extension("stderr")).unwrap_or_default();
        let told = messages.lines().filter(|line| line.starts_with("error"));
        let told = told
            .filter(|line| !line.starts_with("error: aborting"))
            .count();
        if said != Some(told) {
            wrong.push((case, told));
        }
    }
    assert!(
        wrong.is_empty(),
        "cases with another number of errors: {wrong:#?}"
    );
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
