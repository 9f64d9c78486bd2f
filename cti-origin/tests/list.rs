//! The table against the public suffix list.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use cti_origin::is_shared;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The rules of the list, as the package `psl` has them.
fn rules() -> Vec<String> {
    let metadata = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--filter-platform",
            "host-tuple",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let mut packages = packages.filter(|package| package["name"] == "psl");
    let manifest = PathBuf::from(packages.next().unwrap()["manifest_path"].as_str().unwrap());
    let text = fs::read_to_string(manifest.with_file_name("data").join("rules.txt")).unwrap();
    let rules: Vec<String> = text.split_whitespace().map(ascii).collect();
    assert!(rules.len() > 10_000, "{} rules", rules.len());
    rules
}

/// A rule with its host as browsers write it.
fn ascii(rule: &str) -> String {
    let host = rule.trim_start_matches(['!', '*', '.']);
    let mark = &rule[..rule.len() - host.len()];
    let url = url::Url::parse(&format!("https://{host}")).unwrap();
    mark.to_owned() + url.host_str().unwrap()
}

/// An entry of the table: labels in reverse, marks at the end.
fn entry(rule: &str) -> String {
    let reversed = |host: &str| host.rsplit('.').collect::<Vec<_>>().join(".");
    if let Some(host) = rule.strip_prefix('!') {
        reversed(host) + "!"
    } else if let Some(host) = rule.strip_prefix("**.") {
        reversed(host) + "**"
    } else {
        reversed(rule)
    }
}

#[test]
fn the_table_is_made_of_the_list() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let more = fs::read_to_string(folder.join("more.txt")).unwrap();
    let rules = rules();
    let all = rules
        .iter()
        .map(String::as_str)
        .chain(more.split_whitespace());
    // A wildcard has two labels behind it, so that those of one are never asked for.
    let entries = all.filter(|rule| rule.contains('.')).map(entry);
    let entries: BTreeSet<String> = entries.collect();
    let (mut table, mut width) = (String::new(), 0);
    for entry in entries {
        if width > 0 {
            let wraps = width + 1 + entry.len() > 200;
            table.push(if wraps { '\n' } else { ' ' });
            width = if wraps { 0 } else { width + 1 };
        }
        width += entry.len();
        table += &entry;
    }
    table.push('\n');
    let path = folder.join("shared.txt");
    if env::var_os("UPDATE_SHARED").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == table,
        "the list has changed: write the table anew with UPDATE_SHARED=1 cargo test -p cti-origin"
    );
}

#[test]
fn nothing_of_the_list_is_taken_as_a_parent() {
    let mut looked = 0;
    for rule in rules() {
        if rule.starts_with('!') || !rule.contains('.') {
            continue;
        }
        // `*.ck` is every `x.ck`, and what is behind its `*` is no parent either.
        let suffix = rule.replace('*', "some-name");
        for first in ["*", "login-*", "*-eu", "a*b"] {
            let host = format!("{first}.{suffix}");
            assert!(is_shared(&host), "{host} of {rule}");
        }
        let (_, parent) = suffix.split_once('.').unwrap();
        assert!(
            !parent.contains('.') || is_shared(&format!("*.{parent}")),
            "*.{parent}"
        );
        looked += 1;
    }
    assert!(looked > 8_900, "{looked} suffixes");
}

#[test]
fn names_that_are_registered_are_their_owners() {
    // What the package says of a name under a suffix, the table says too.
    let mut looked = 0;
    for rule in rules() {
        let suffix = match rule.strip_prefix('!') {
            Some(host) => host.to_owned(),
            None => format!("some-vendor.{}", rule.replace('*', "some-name")),
        };
        let own = psl::suffix_str(&suffix).unwrap() != suffix;
        let regional = is_shared(&format!("*.some-service.{suffix}"));
        if !regional {
            assert_eq!(is_shared(&format!("login-*.{suffix}")), !own, "{suffix}");
            looked += 1;
        }
    }
    assert!(looked > 8_000, "{looked} names");
}

#[test]
fn exceptions_wildcards_and_what_is_above() {
    for host in [
        "*.co.uk",
        "*.ck",
        "*.co.ck",
        "*.kawasaki.jp",
        "*.some.kawasaki.jp",
        "*.xn--55qx5d.cn",
        "*.github.io",
        "phone-*.vercel.app",
        "*.s3.amazonaws.com",
        "*.amazonaws.com",
        "login-*.amazonaws.com",
        "*.s3.eu-west-1.amazonaws.com",
        "*.s3.mars-north-1.amazonaws.com",
        "*.eu-west-1.compute.amazonaws.com",
        "*.mars-north-1.elasticbeanstalk.com",
        "*.westeurope.cloudapp.azure.com",
        "*.z6.web.core.windows.net",
        "*.europe-west1.run.app",
        "*.fra1.digitaloceanspaces.com",
        "*.googleusercontent.com",
    ] {
        assert!(is_shared(host), "{host}");
    }
    for host in [
        "*.www.ck",
        "*.city.kawasaki.jp",
        "*.vendor.co.uk",
        "*.vendor.github.io",
        "*.vendor.uk.com",
        "login-*.leaddesk.com",
        "*.talkdesk.com",
        "*.o.uk.example",
        "*.vendor.example",
        "*",
        "*.",
        "",
        ".",
    ] {
        assert!(!is_shared(host), "{host}");
    }
    // Below the parent is a shared name that only some patterns stand for.
    assert!(is_shared("*.github.com") == is_shared("gi*.github.com"));
    let long = format!("*.{}", "a".repeat(300));
    assert!(!is_shared(&long));
}
