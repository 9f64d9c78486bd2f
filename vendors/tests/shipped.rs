//! Every file of a protocol is one of the list's: one without a line there would not even be compiled.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cti_runtime::{Origin, Protocol};
use cti_vendors::registry;

macro_rules! modules {
    ($($module:ident $marker:ident $name:literal;)*) => { [$(stringify!($module)),*] };
}

macro_rules! names {
    ($($module:ident $marker:ident $name:literal;)*) => { [$($name),*] };
}

macro_rules! markers {
    ($($module:ident $marker:ident $name:literal;)*) => {
        [$(($name, <cti_vendors::$module::$marker as Protocol>::description().name)),*]
    };
}

/// The names of a folder's files with this ending, without it.
fn files(folder: &str, ending: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().filter_map(|file| {
        let name = file.unwrap().file_name().into_string().unwrap();
        Some(name.strip_suffix(ending)?.to_owned())
    });
    files.collect()
}

#[test]
fn every_file_of_a_protocol_is_listed() {
    let modules: BTreeSet<String> = cti_vendors::for_each_protocol!(modules)
        .map(str::to_owned)
        .into();
    let besides = |folder, others: &[&str]| {
        let mut files = files(folder, ".rs");
        files.retain(|file| !others.contains(&file.as_str()));
        files
    };
    assert_eq!(besides("src", &["lib", "registry", "shipped"]), modules);
    assert_eq!(besides("src/simulated", &["mod"]), modules);
    assert_eq!(besides("src/demo", &["mod"]), modules);

    let names: BTreeSet<String> = registry::protocols()
        .iter()
        .map(|entry| entry.name.to_owned())
        .collect();
    assert_eq!(files("reference", ".md"), names);
    assert_eq!(files("../cti/recordings", ".jsonl"), names);
}

#[test]
fn every_protocol_is_a_feature() {
    let manifest = include_str!("../Cargo.toml");
    let features = manifest.split_once("[features]").unwrap().1;
    let features = features.split_once("\n\n").unwrap().0;
    let all = features.split_once("all = [").unwrap().1;
    let (all, features) = all.split_once(']').unwrap();
    let of_all: Vec<&str> = all.split('"').skip(1).step_by(2).collect();
    let features: Vec<&str> = features
        .lines()
        .filter_map(|line| line.strip_suffix(" = []"))
        .collect();
    let names = cti_vendors::for_each_protocol!(names);
    assert_eq!(features, names, "a line `name = []` for each");
    assert_eq!(of_all, names, "an element of `all` for each");
}

#[test]
fn a_protocol_has_the_name_of_its_declaration() {
    for (name, declared) in cti_vendors::for_each_protocol!(markers) {
        assert_eq!(name, declared);
    }
    let modules = cti_vendors::for_each_protocol!(modules);
    assert!(modules.is_sorted(), "{modules:?}");
}

#[test]
fn a_simulated_phone_is_where_its_declaration_says() {
    for entry in registry::protocols() {
        let mut setup = registry::Setup::new(Origin::parse("https://crm.example").unwrap());
        setup.target = entry.origin.map(str::to_owned);
        let opened = (entry.open)(registry::Role::Application, &setup);
        assert!(opened.is_ok(), "{}: {:?}", entry.name, entry.origin);
    }
}

#[test]
fn the_readme_has_a_row_for_each() {
    let readme = include_str!("../README.md").lines();
    let rows = readme.filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(
        rows.collect::<Vec<_>>(),
        cti_vendors::for_each_protocol!(modules)
    );
}
