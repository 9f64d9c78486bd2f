//! Every line that `cti check` suggests for a bundled recording compiles where it is to be pasted, and
//! takes what came.
//!
//! `suggested/<name>.rs` is a shipped declaration, one line for each thing and without its samples, with the
//! lines of the report pasted. `UPDATE_GOLDEN=1 cargo test -p cti --test suggested` pastes them anew; this
//! program is compiled with all of them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test")]

#[path = "inferred/entry.rs"]
mod entry;
#[path = "suggested/paste.rs"]
mod paste;

use std::fs;
use std::path::{Path, PathBuf};

use cti::check::compare;
use cti::replay::{Options, Source};
use cti::{Entry, Protocols};
use cti_export::drift::{Drift, Finding, Kind};

macro_rules! pasted {
    ($($module:ident $marker:ident $name:literal;)*) => {
        $(
            mod $module {
                include!(concat!("suggested/", $name, ".rs"));
            }
        )*

        fn pasted() -> Vec<(&'static str, &'static str, Entry)> {
            vec![$((stringify!($module), $name, entry::of::<$module::$module::$marker>())),*]
        }
    };
}

cti_vendors::for_each_protocol!(pasted);

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// How the bundled recording of a protocol differs from a declaration.
fn drift(name: &str, protocols: &Protocols) -> Drift {
    let recording = fs::read(here(&format!("recordings/{name}.jsonl"))).unwrap();
    let source = Source::reading(name, std::io::Cursor::new(recording));
    compare(source, protocols, &Options::default()).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// Whether a finding is about what messages have. The lines about order are the reader's to judge.
fn is_about_messages(finding: &Finding) -> bool {
    !matches!(finding.kind, Kind::Order) && !finding.suggestion.is_empty()
}

#[test]
fn what_is_suggested_compiles_and_takes_what_came() {
    for (module, name, entry) in pasted() {
        let before = drift(name, &Protocols::shipped());
        let source = fs::read_to_string(here(&format!("../vendors/src/{module}.rs"))).unwrap();
        let mut lines = paste::lines(&source, module);
        for finding in before.findings.iter().filter(|of| is_about_messages(of)) {
            paste::paste(&mut lines, finding);
        }
        let text = lines.join("\n") + "\n";
        let file = here(&format!("tests/suggested/{name}.rs"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &text).unwrap();
            continue;
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(
            written.replace("\r\n", "\n"),
            text,
            "paste {name} anew: UPDATE_GOLDEN=1"
        );
        let after = drift(name, &Protocols::none().with(entry));
        for finding in before.findings.iter().filter(|of| is_about_messages(of)) {
            let left = after.findings.iter().any(|of| {
                (of.kind, &of.message, &of.path, &of.detail)
                    == (
                        finding.kind,
                        &finding.message,
                        &finding.path,
                        &finding.detail,
                    )
            });
            assert!(!left, "{name}: {finding}");
        }
    }
}
