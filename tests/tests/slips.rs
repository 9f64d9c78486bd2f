//! One slip in a declaration is one error: what names the rest of it has none.
//!
//! The shipped declarations are broken in copies, all in the same way, and compiled together with
//! everything that is written against them: simulated phones, demo applications, the registry.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Cargo's folder for tests, in the folder where the workspace is built.
const TARGET_TMP: &str = env!("CARGO_TARGET_TMPDIR");

/// A way to break a declaration: the text, and what stands in its place. Only the first place is broken.
struct Slip {
    what: &'static str,
    breaks: fn(&str) -> Option<String>,
}

const SLIPS: [Slip; 4] = [
    Slip {
        what: "a field of a borrowed type",
        breaks: |source| replaced(source, ": String", ": &str"),
    },
    Slip {
        what: "a misspelt `#[event]`",
        breaks: |source| {
            replaced(source, "#[event]", "#[evnt]")
                .or_else(|| replaced(source, "#[event(", "#[evnt("))
                .or_else(|| replaced(source, "#[subscription", "#[subscriptoin"))
        },
    },
    Slip {
        what: "a misspelt encoding, or key of a library",
        breaks: |source| {
            replaced(source, "envelope(object", "envelope(objekt")
                .or_else(|| replaced(source, "envelope(text", "envelope(texd"))
                .or_else(|| replaced(source, "library =", "libary ="))
        },
    },
    Slip {
        what: "an origin with a path",
        breaks: |source| {
            let at = source.find("origins(\"https://")? + "origins(\"https://".len();
            let end = at + source.get(at..)?.find('"')?;
            Some(format!("{}/path{}", source.get(..end)?, source.get(end..)?))
        },
    },
];

fn replaced(source: &str, old: &str, new: &str) -> Option<String> {
    // Not in the module's documentation, which comes first.
    let start = source.find("cti_runtime::protocol(")?;
    let at = start + source.get(start..)?.find(old)?;
    Some(format!(
        "{}{new}{}",
        source.get(..at)?,
        source.get(at + old.len()..)?
    ))
}

#[test]
fn a_slip_has_no_errors_elsewhere() {
    let copy = Copy::of_vendors();
    let mut too_many = Vec::new();
    for Slip { what, breaks } in SLIPS {
        let broken = copy.broken(breaks);
        assert!(broken.len() > 4, "{what}: only {broken:?} have it");
        let errors = copy.errors();
        for file in &broken {
            let told = errors.iter().filter(|error| error.in_file(file)).count();
            assert!(told >= 1, "{what}: nothing is said of {file}");
        }
        let elsewhere = errors
            .iter()
            .filter(|error| !broken.iter().any(|file| error.in_file(file)));
        let mut by_protocol: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for error in elsewhere {
            by_protocol
                .entry(error.protocol())
                .or_default()
                .push(&error.text);
        }
        let found = by_protocol.into_iter().filter(|(_, texts)| texts.len() > 1);
        too_many.extend(found.map(|(protocol, texts)| format!("{what}: {protocol}: {texts:#?}")));
        for file in &broken {
            let told: Vec<&Error> = errors.iter().filter(|error| error.in_file(file)).collect();
            assert!(told.len() == 1, "{what}: {file} has {told:#?}");
        }
    }
    assert!(too_many.is_empty(), "{too_many:#?}");
}

/// An error of the compiler: its text, and the file that it points at.
#[derive(Debug)]
struct Error {
    text: String,
    file: String,
}

impl Error {
    fn in_file(&self, name: &str) -> bool {
        self.file.ends_with(&format!("src/{name}"))
    }

    /// The protocol whose simulated phone, demo or registry entry has the error.
    fn protocol(&self) -> String {
        let stem = Path::new(&self.file).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    }
}

macro_rules! names {
    ($($module:ident $marker:ident $name:literal;)*) => { [$($name),*] };
}

/// A copy of the vendors' crate.
struct Copy {
    folder: PathBuf,
    sources: BTreeMap<String, String>,
}

impl Copy {
    fn of_vendors() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()
            .unwrap();
        let folder = Path::new(TARGET_TMP).join("slips");
        let _ = fs::remove_dir_all(&folder);
        let vendors = root.join("vendors");
        copied(&vendors.join("src"), &folder.join("src"));
        copied(&vendors.join("reference"), &folder.join("reference"));
        fs::copy(vendors.join("README.md"), folder.join("README.md")).unwrap();
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let names = cti_vendors::for_each_protocol!(names);
        let features = [&names[..], &["simulated"][..]].concat();
        let manifest = format!(
            "[package]\nname = \"slips\"\nedition = \"2024\"\n\n\
             [features]\ndefault = {features:?}\n{} = []\n\n\
             [dependencies]\ncti-runtime = {{ path = {} }}\njiff = \"*\"\n\n[workspace]\n",
            features.join(" = []\n"),
            Value::from(root.join("cti-runtime").display().to_string())
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        let sources = fs::read_dir(folder.join("src")).unwrap().flatten();
        let sources = sources.filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let source = fs::read_to_string(entry.path()).ok()?;
            source
                .contains("cti_runtime::protocol(")
                .then_some((name, source))
        });
        Self {
            sources: sources.collect(),
            folder,
        }
    }

    /// Breaks every declaration that has a place for it, and mends the others; their files' names.
    fn broken(&self, breaks: fn(&str) -> Option<String>) -> Vec<String> {
        let mut broken = Vec::new();
        for (name, source) in &self.sources {
            let slip = breaks(source);
            if slip.is_some() {
                broken.push(name.clone());
            }
            fs::write(
                self.folder.join("src").join(name),
                slip.as_ref().unwrap_or(source),
            )
            .unwrap();
        }
        broken
    }

    /// What the compiler says.
    fn errors(&self) -> Vec<Error> {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--message-format=json"])
            .current_dir(&self.folder)
            // What else is built for a crate that isn't of the workspace is there.
            .env("CARGO_TARGET_DIR", Path::new(TARGET_TMP).parent().unwrap())
            .output()
            .unwrap();
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let messages = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let errors: Vec<Error> = messages
            .filter_map(|message| error(&message["message"]))
            .collect();
        assert!(
            !errors.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        errors
    }
}

fn error(message: &Value) -> Option<Error> {
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    (message["level"] == "error").then(|| Error {
        text: message["message"].as_str().unwrap_or_default().to_owned(),
        // A module with a path of its own is reached through `.`.
        file: primary["file_name"]
            .as_str()
            .unwrap_or_default()
            .replace("/./", "/"),
    })
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
