//! The files of `cti-vendors`, for tests that go through all declarations.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of the shipped declarations, by name.
pub(crate) fn all() -> Vec<(String, PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vendors/src");
    let files = fs::read_dir(folder).unwrap().filter_map(|file| {
        let path = file.unwrap().path();
        let name = path.file_stem()?.to_str()?.to_owned();
        let declares = path.is_file() && fs::read_to_string(&path).unwrap().contains("::protocol(");
        declares.then_some((name, path))
    });
    let mut files: Vec<_> = files.collect();
    files.sort_unstable();
    assert!(files.len() >= 9, "{files:?}");
    files
}
