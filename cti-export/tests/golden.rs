//! The files in `golden/`, and those in `vendors/reference` that are the pages of modules there, are
//! what the shipped declarations say today.
//!
//! `UPDATE_GOLDEN=1 cargo test -p cti-export --test golden` writes them anew; the difference is then
//! to be read like any other.

use std::fs;
use std::path::{Path, PathBuf};

use cti_export::{Format, export};
use cti_vendors::registry;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in registry::protocols() {
        for format in Format::ALL {
            let path = match format {
                Format::Rustdoc => {
                    folder("../vendors/reference").join(format!("{}.md", entry.name))
                }
                _ => folder("golden").join(format!("{}.{}", entry.name, format.extension())),
            };
            files.push((path, export((entry.description)(), format)));
        }
    }
    files
}

#[test]
fn golden_files_are_up_to_date() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut stale = Vec::new();
    for (path, text) in files() {
        // Git may have given the file Windows' line ends.
        let kept = fs::read_to_string(&path).map(|kept| kept.replace("\r\n", "\n"));
        if kept.ok().as_deref() != Some(&text) {
            if update {
                fs::write(&path, text).expect("the folder can be written to");
            } else {
                stale.push(path);
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
    let known: Vec<PathBuf> = files().into_iter().map(|(path, _)| path).collect();
    for folder in [folder("golden"), folder("../vendors/reference")] {
        for file in fs::read_dir(folder).expect("the folder is there") {
            let path = file.expect("it can be listed").path();
            assert!(
                known.contains(&path),
                "no protocol writes {}",
                path.display()
            );
        }
    }
}
