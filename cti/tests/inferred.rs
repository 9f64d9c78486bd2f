//! Do inferred declarations compile, take what was recorded, and say what those say that were written by
//! hand?
//!
//! `inferred/<name>.rs` is what `cti infer` writes from a recording: a bundled one, or
//! `inferred/<name>.jsonl`, of a protocol that is made up. This program is compiled with all of them,
//! without a warning. `UPDATE_GOLDEN=1 cargo test -p cti --test inferred` writes them anew, and the table
//! of shares, `inferred/shares.md`.

#![deny(warnings)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed test")]

#[path = "inferred/by_hand.rs"]
mod by_hand;
#[path = "inferred/entry.rs"]
mod entry;
#[path = "inferred/measure.rs"]
mod measure;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use cti::infer::{Inferred, Options, infer};
use cti::replay::{self, Source, replay};
use cti::{Entry, JsonLines, Protocols};

use self::measure::Shares;

/// What was inferred: a module each, and its protocol by the name of the recording.
macro_rules! inferred {
    ($list:ident: $($module:ident $marker:ident $name:literal;)*) => {
        $(
            mod $module {
                include!(concat!("inferred/", $name, ".rs"));
            }
        )*

        fn $list() -> Vec<(&'static str, Entry)> {
            vec![$(($name, entry::of::<$module::$module::$marker>())),*]
        }
    };
}

macro_rules! shipped {
    ($($line:tt)*) => {
        inferred! { shipped: $($line)* }
    };
}

cti_vendors::for_each_protocol!(shipped);

inferred! {
    made_up:
    backstage Backstage "backstage";
    dotcall Dotcall "dotcall";
    frontdesk Frontdesk "frontdesk";
    halfduplex Halfduplex "halfduplex";
    hubline Hubline "hubline";
    nimbus Nimbus "nimbus";
    odd Odd "odd";
    pipevoice Pipevoice "pipevoice";
    switchboard Switchboard "switchboard";
    tincan Tincan "tincan";
}

/// The protocols that were inferred.
fn inferred() -> Vec<(&'static str, Entry)> {
    [shipped(), made_up()].concat()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inferred")
}

/// The recording of this name.
fn recording(name: &str) -> String {
    let bundled = folder().join(format!("../../recordings/{name}.jsonl"));
    let made_up = folder().join(format!("{name}.jsonl"));
    fs::read_to_string(bundled)
        .or_else(|_| fs::read_to_string(made_up))
        .unwrap()
}

fn source(name: &str) -> Source {
    Source::reading(name, std::io::Cursor::new(recording(name).into_bytes()))
}

fn infers(name: &str) -> Inferred {
    infer([source(name)], &Options::default()).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// Whether files are to be written anew.
fn updates() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares a text with the file of this name, or writes the file.
fn golden(file: &str, text: &str) {
    let path = folder().join(file);
    if updates() {
        fs::write(&path, text).unwrap();
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        written.replace("\r\n", "\n"),
        text,
        "write {file} anew: UPDATE_GOLDEN=1"
    );
}

#[test]
fn what_was_compiled_is_what_is_inferred() {
    for (name, _) in inferred() {
        let inferred = infers(name);
        assert!(inferred.stopped.is_none(), "{name}");
        golden(&format!("{name}.rs"), &inferred.source);
    }
}

/// What isn't taken, by the names of recordings: each is named in the module's comments.
const NOT_TAKEN: &[(&str, &str)] = &[
    // One of six questions has no id.
    ("ringcentral", "\"why\":\"`requestId` is missing\""),
    // Tags that are data: phone numbers.
    ("odd", "\"message\":\"•••\""),
];

#[test]
fn a_recording_is_taken_by_what_was_inferred_from_it() {
    let mut wrong = String::new();
    for (name, entry) in inferred() {
        let protocols = Protocols::none().with(entry);
        let mut shown = Vec::new();
        let mut options = replay::Options::default();
        options.protocol = Some(entry);
        let mut lines = JsonLines::new(&mut shown);
        // The module's name may follow from the recording alone.
        let text = recording(name).replacen(
            &format!("\"protocol\":{name:?}"),
            &format!("\"protocol\":{:?}", entry.name()),
            1,
        );
        let source = Source::reading(name, std::io::Cursor::new(text.into_bytes()));
        let summary = replay(source, &protocols, &options, &mut lines)
            .unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(summary.counts.accepted > 0, "{name}");
        for line in String::from_utf8(shown).unwrap().lines() {
            let known = NOT_TAKEN
                .iter()
                .any(|(of, why)| *of == name && line.contains(why));
            let bad = line.contains("\"verdict\":\"drifted\"")
                || line.contains("\"verdict\":\"unknown\"");
            if bad && !known {
                writeln!(wrong, "{name}: {line}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn shares_of_what_is_right_dont_fall() {
    let mut table = String::from(
        "Of what was declared by hand and has come in the recording, so much was inferred. Types and\n\
         marks are of the fields that were; `extra` is what was inferred, and came, and isn't declared.\n\n\
         | recording | messages | fields | types | personal | extra messages | extra fields |\n\
         |---|---|---|---|---|---|---|\n",
    );
    let declared = [
        Entry::window::<by_hand::backstage::Backstage>(),
        Entry::window::<by_hand::dotcall::Dotcall>(),
        Entry::window::<by_hand::frontdesk::Frontdesk>(),
        Entry::window::<by_hand::halfduplex::Halfduplex>(),
        Entry::window::<by_hand::hubline::Hubline>(),
        Entry::window::<by_hand::nimbus::Nimbus>(),
        Entry::window::<by_hand::pipevoice::Pipevoice>(),
        Entry::window::<by_hand::switchboard::Switchboard>(),
    ];
    let declared = declared
        .into_iter()
        .fold(Protocols::shipped(), Protocols::with);
    let mut wrong = String::new();
    for (name, entry) in inferred() {
        // Strings that are no JSON, and odd names, are only taken.
        let Ok(hand) = declared.find(name) else {
            continue;
        };
        let shares = Shares::of(hand.description(), entry.description(), &recording(name));
        writeln!(table, "| {name} | {shares} |").unwrap();
        writeln!(wrong, "{name}:\n{}", shares.wrong()).unwrap();
    }
    if std::env::var_os("SHOW_WRONG").is_some() {
        println!("{wrong}");
    }
    golden("shares.md", &table);
}
