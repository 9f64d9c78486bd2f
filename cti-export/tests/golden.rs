//! The files in `golden/` are what the shipped declarations say today.
//!
//! `UPDATE_GOLDEN=1 cargo test -p cti-export --test golden` writes them anew; the difference is then
//! to be read like any other.

use std::fs;
use std::path::{Path, PathBuf};

use cti_export::{Format, export};
use cti_vendors::registry;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in registry::protocols() {
        for format in Format::ALL {
            let name = format!("{}.{}", entry.name, format.extension());
            files.push((name, export((entry.description)(), format)));
        }
    }
    files
}

#[test]
fn golden_files_are_up_to_date() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut stale = Vec::new();
    for (name, text) in files() {
        let path = folder().join(&name);
        // Git may have given the file Windows' line ends.
        let kept = fs::read_to_string(&path).map(|kept| kept.replace("\r\n", "\n"));
        if kept.ok().as_deref() != Some(&text) {
            if update {
                fs::write(&path, text).expect("the folder can be written to");
            } else {
                stale.push(name);
            }
        }
    }
    assert!(
        stale.is_empty(),
        "golden files differ from the declarations: {stale:?}\n\
         write them anew with UPDATE_GOLDEN=1 cargo test -p cti-export --test golden"
    );
}

#[test]
fn there_are_no_others() {
    let known: Vec<String> = files().into_iter().map(|(name, _)| name).collect();
    for file in fs::read_dir(folder()).expect("the folder is there") {
        let name = file.expect("it can be listed").file_name();
        let name = name.to_string_lossy().into_owned();
        assert!(known.contains(&name), "no protocol writes golden/{name}");
    }
}
