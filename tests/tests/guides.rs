//! The code in the guides is that of the files that they link to, which are built and tested.

use std::fs;
use std::path::{Path, PathBuf};

/// Guides, and how many blocks of code each has at least.
const GUIDES: &[(&str, usize)] = &[
    ("docs/components.md", 5),
    ("docs/javascript.md", 4),
    ("docs/migrating.md", 6),
    ("docs/relay.md", 9),
    ("docs/testing.md", 5),
];

/// Languages of what stands in no file: commands, and pictures made of letters.
const ELSEWHERE: &[&str] = &["sh", "console", "text"];

#[test]
fn code_in_guides_is_that_of_the_files_they_link_to() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut strange = Vec::new();
    for (name, least) in GUIDES {
        let path = root.join(name);
        let guide = read(&path);
        let folder = path.parent().unwrap_or(&root);
        let sources: Vec<String> = links(&guide)
            .flat_map(|link| files(&folder.join(link)))
            .map(|file| read(&file))
            .collect();
        let blocks: Vec<_> = blocks(&guide).collect();
        assert!(blocks.len() >= *least, "{name}: {} blocks", blocks.len());
        for block in blocks {
            if !sources.iter().any(|source| source.contains(block)) {
                strange.push(format!("{name}, in no file that it links to:\n{block}"));
            }
        }
    }
    assert!(strange.is_empty(), "{}", strange.join("\n"));
}

/// What a file says. What isn't there has no code: then a block is in none, or a guide has too few.
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Blocks of code that stand in a file.
fn blocks(guide: &str) -> impl Iterator<Item = &str> {
    let fenced = guide.split("```").skip(1).step_by(2);
    fenced.filter_map(|block| {
        let (language, code) = block.split_once('\n')?;
        (!ELSEWHERE.contains(&language)).then_some(code)
    })
}

/// What a guide links to within the repository.
fn links(guide: &str) -> impl Iterator<Item = &str> {
    let behind = guide.split("](").skip(1);
    let links = behind.filter_map(|rest| rest.split([')', '#']).next());
    links.filter(|link| !link.is_empty() && !link.contains(':'))
}

/// A file with code, or all of a folder.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_dir() {
        let inside = fs::read_dir(path).into_iter().flatten().flatten();
        let inside = inside.filter(|entry| entry.file_name() != "target");
        return inside.flat_map(|entry| files(&entry.path())).collect();
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_code =
        extension.is_some_and(|it| ["html", "js", "mjs", "rs", "ts", "tsx"].contains(&it));
    if is_code {
        vec![path.to_owned()]
    } else {
        Vec::new()
    }
}
