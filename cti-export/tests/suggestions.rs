//! Every line that a report suggests compiles where it is to be pasted, and takes what came.
//!
//! `suggestions/declared.rs` is what was declared, `suggestions/pasted.rs` the same with the lines of
//! the report. `UPDATE_GOLDEN=1 cargo test -p cti-export --test suggestions` pastes them anew; the
//! test compiles what was pasted, and compares it with what is suggested now.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test")]

use std::fs;
use std::path::Path;

use cti_export::drift::{Drift, Finding, Kind, Line, What, compare};
use cti_runtime::Protocol as _;
use cti_runtime::describe::Description;
use cti_runtime::describe::Direction::{self, FromVendor, ToVendor};
use cti_runtime::mask::MASK;

#[rustfmt::skip] // one line for each thing that a line can replace
#[path = "suggestions/declared.rs"]
mod declared;
#[rustfmt::skip]
#[path = "suggestions/pasted.rs"]
mod pasted;

const DECLARED: &str = include_str!("suggestions/declared.rs");
const PASTED: &str = include_str!("suggestions/pasted.rs");

/// What came from one vendor, and what was posted to it.
const ACME: &[(Direction, &str)] = &[
    // Other messages: with the prefix and without, and with names that aren't Rust's.
    (
        FromVendor,
        r#"{"name":"acme_transfer_started","value":{"to":"agent","type":"warm","self":true,"new":1,"größe":2,"":3,"5":4,"call-id":1,"callId":2,"✓":true}}"#,
    ),
    (FromVendor, r#"{"name":"ping","value":{"n":1}}"#),
    (FromVendor, r#"{"name":"acme_7","value":"seven"}"#),
    (FromVendor, r#"{"name":"7"}"#),
    (FromVendor, r#"{"name":"✓","value":null}"#),
    (FromVendor, r#"{"name":"acme_unknown","value":{}}"#),
    (FromVendor, r#"{"name":"acme_self","value":[]}"#),
    (FromVendor, r#"{"name":"settled"}"#),
    (FromVendor, r#"{"name":"ON_HOLD","value":[1,2]}"#),
    (
        FromVendor,
        r#"{"name":"on-hold-again \"now\"","value":[1,null]}"#,
    ),
    (FromVendor, r#"{"name":"acme_mixed","value":[1,"a"]}"#),
    (FromVendor, r#"{"name":"acme_mixed","value":{"a":1}}"#),
    (FromVendor, r#"{"name":"acme_mixed"}"#),
    (
        FromVendor,
        r#"{"name":"acme_moments","value":{"at":1769850600000,"ids":["a",7],"flag":"true","ratio":0.5,"below":-1,"huge":18446744073709551615,"none":null,"list":[],"from_number":358401234567,"url":"https://a.example","when":"2026-01-31 09:30:00"}}"#,
    ),
    // Spellings of a declared message, key and value.
    (FromVendor, r#"{"name":"logout","value":{}}"#),
    (
        FromVendor,
        r#"{"name":"acme_ring","value":{"callId":1,"caller_name":7}}"#,
    ),
    (
        FromVendor,
        r#"{"name":"acme_ring","value":{"call_id":2,"caller_name":"Ada","+12025550123":true}}"#,
    ),
    (
        FromVendor,
        r#"{"name":"acme_status","value":{"status":"onCall"}}"#,
    ),
    (
        FromVendor,
        r#"{"name":"acme_status","value":{"status":"lunch break"}}"#,
    ),
    (
        FromVendor,
        r#"{"name":"acme_status","value":{"status":"5 minutes","since":"noon"}}"#,
    ),
    (
        FromVendor,
        r#"{"name":"acme_status","value":{"status":"away","since":3,"tags":[{"id":"x","color":"red"},{"id":2}]}}"#,
    ),
    // Content where there was none, and another than there was.
    (
        FromVendor,
        r#"{"name":"acme_loaded","value":{"agent":"Ada","ID":7,"Ada Ek":1},"version":2}"#,
    ),
    (FromVendor, r#"{"name":"acme_loaded"}"#),
    (FromVendor, r#"{"name":"acme_ended","value":[]}"#),
    (FromVendor, r#"{"name":"acme_ended","value":"none"}"#),
    (FromVendor, r#"{"name":"acme_level","value":"high"}"#),
    (FromVendor, r#"{"name":"acme_level","value":3}"#),
    (
        ToVendor,
        r#"{"name":"app_dial_number","value":{"video":false}}"#,
    ),
    (
        ToVendor,
        r#"{"name":"app_dialNumber","value":{"phone_number":"1"}}"#,
    ),
    (ToVendor, r#"{"name":"hang_up"}"#),
];

const BELL: &[(Direction, &str)] = &[
    (
        FromVendor,
        r#"{"api":"bell","type":"queue-changed","queueName":"sales","waiting":3}"#,
    ),
    (
        FromVendor,
        r#"{"api":"bell","type":"queueChanged","queueName":"sales"}"#,
    ),
    (
        FromVendor,
        r#"{"api":"bell","type":"call-ended","callId":"c-1","callID":null}"#,
    ),
    (
        FromVendor,
        r#"{"api":"bell","type":"call-parked","callId":"c-1","slot":7}"#,
    ),
    (
        ToVendor,
        r#"{"api":"bell","kind":"request","method":"look-up","id":"1","params":{"phoneNumber":"1"}}"#,
    ),
];

/// The messages of Bell are posted as text now.
fn lines<'a>(messages: &'a [(Direction, &'a str)]) -> impl Iterator<Item = Line<'a>> {
    messages
        .iter()
        .enumerate()
        .map(|(at, (direction, json))| Line {
            number: at + 1,
            direction: *direction,
            what: if json.contains("bell") && at == 0 {
                What::Text(json)
            } else {
                What::Message(json)
            },
        })
}

fn drift(description: &Description, messages: &[(Direction, &str)]) -> Drift {
    compare(description, lines(messages), [])
}

#[test]
fn what_is_suggested_compiles_and_takes_what_came() {
    let mut source: Vec<String> = DECLARED.lines().map(str::to_owned).collect();
    let acme = drift(declared::acme::Acme::description(), ACME);
    let bell = drift(declared::bell::Bell::description(), BELL);
    for drift in [acme, bell] {
        for finding in drift.findings.iter().filter(|of| !of.kind.is_absence()) {
            paste(&mut source, drift.protocol, finding);
        }
    }
    let source = source.join("\n") + "\n";
    let pasted = source.replacen(
        "// Protocols whose vendor has moved on. `pasted.rs` is this file with what the report suggests.",
        "// Written by `suggestions.rs`: `declared.rs` with what the report suggests.",
        1,
    );
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suggestions/pasted.rs");
        fs::write(path, pasted).unwrap();
        return;
    }
    assert_eq!(
        PASTED.replace("\r\n", "\n"),
        pasted,
        "paste them anew: UPDATE_GOLDEN=1"
    );
    for (description, messages) in [
        (pasted::acme::Acme::description(), ACME),
        (pasted::bell::Bell::description(), BELL),
    ] {
        let drift = drift(description, messages);
        let left = drift.findings.iter().filter(|of| !of.kind.is_absence());
        // What isn't shown can't be declared by its name.
        let hidden = |of: &&Finding| {
            of.message == MASK
                || of.path.ends_with(MASK)
                || (of.kind == Kind::Value && !of.detail.starts_with('"'))
        };
        let left: Vec<_> = left.filter(|of| !hidden(of)).collect();
        assert!(left.is_empty(), "{drift}");
    }
}

/// Pastes the line of a finding where it says, as its documentation has it.
fn paste(source: &mut Vec<String>, module: &str, finding: &Finding) {
    for suggestion in finding.suggestion.lines() {
        let suggestion = suggestion.to_owned();
        let start = line(source, 0, source.len(), &format!("pub mod {module} {{")).unwrap();
        if finding.into == "protocol" {
            let above = source
                .iter()
                .take(start)
                .rposition(|of| of.trim().starts_with("envelope("));
            source[above.unwrap()] = format!("    {suggestion}");
            continue;
        }
        let (mut at, mut end) = (start, block_end(source, start));
        for (depth, name) in finding.into.split("::").enumerate() {
            // Only what a module has is public.
            let from = if depth == 0 {
                let public = |at: &usize| {
                    name_of(&source[*at]) == name && source[*at].trim().starts_with("pub ")
                };
                (at + 1..end).find(public).unwrap()
            } else {
                at + 1
            };
            at = item(source, from, end, name).unwrap_or_else(|| panic!("no {name}: {finding}"));
            end = block_end(source, at);
        }
        if suggestion.starts_with("#[data(") {
            let above = source
                .iter()
                .take(at)
                .rposition(|of| of.trim().starts_with("#[data"));
            source[above.unwrap()] = format!("    {suggestion}");
        } else if suggestion.starts_with("#[alias") && !suggestion.contains("] ") {
            source.insert(at, suggestion);
        } else {
            let name = name_of(&suggestion);
            match item(source, at + 1, end, name) {
                Some(old) => {
                    let old_end = block_end(source, old);
                    source.splice(old..=old_end, [suggestion]);
                }
                None if end == at => {
                    panic!("{name} has no place in {}: {finding}", source[at])
                }
                None => source.insert(end, suggestion),
            }
        }
    }
}

/// The line, from these lines, that begins like this.
fn line(source: &[String], from: usize, to: usize, begins: &str) -> Option<usize> {
    (from..to).find(|at| source[*at].trim().starts_with(begins))
}

/// The item of this name in a block: an enum, struct, trait, variant, function or field.
fn item(source: &[String], from: usize, to: usize, name: &str) -> Option<usize> {
    (from..to).find(|at| name_of(&source[*at]) == name)
}

/// The name that a line declares.
fn name_of(line: &str) -> &str {
    let mut rest = line.trim();
    while let Some(attribute) = rest.strip_prefix("#[") {
        let Some(end) = attribute.find("] ") else {
            return "";
        };
        rest = attribute[end + 2..].trim();
    }
    for word in ["pub ", "enum ", "struct ", "trait ", "fn ", "r#"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &rest[..end.unwrap_or(rest.len())]
}

/// The last line of what begins here.
fn block_end(source: &[String], at: usize) -> usize {
    let mut depth = 0_i32;
    for (index, line) in source.iter().enumerate().skip(at) {
        for letter in line.chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
        }
        if depth <= 0 {
            return index;
        }
    }
    at
}
