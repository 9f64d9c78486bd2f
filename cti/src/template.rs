//! A crate for a protocol of one's own: its declaration, tests, a recording, and the command line for it.

use std::fs;
use std::path::{Path, PathBuf};

use cti_origin::Pattern;

use crate::failure::Failure;
use crate::output::escape::Safe;

/// The files, by their paths in the crate.
const FILES: [(&str, &str); 7] = [
    ("Cargo.toml", include_str!("../template/Cargo.toml.in")),
    ("README.md", include_str!("../template/README.md.in")),
    (".gitignore", include_str!("../template/gitignore.in")),
    ("src/lib.rs", include_str!("../template/lib.rs.in")),
    ("src/main.rs", include_str!("../template/main.rs.in")),
    ("tests/call.rs", include_str!("../template/call.rs.in")),
    (
        "recordings/call.jsonl",
        include_str!("../template/call.jsonl.in"),
    ),
];

/// What is put behind `Cargo.toml` of a crate in the checkout that it depends on: else cargo takes it for one that
/// the checkout's workspace should list.
const OWN_WORKSPACE: &str = "\n[workspace]\n";

/// A crate that is to be written.
///
/// ```
/// use cti::template::Crate;
///
/// let folder = std::env::temp_dir().join(format!("acme-phone-{}", std::process::id()));
/// let acme = Crate::new("acme-phone")?;
/// acme.write(&folder)?;
/// let declaration = std::fs::read_to_string(folder.join("src/lib.rs"))?;
/// assert!(declaration.contains("pub mod acme_phone {"));
/// # std::fs::remove_dir_all(folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Crate {
    name: String,
    vendor: String,
    origin: String,
    checkout: Option<PathBuf>,
}

impl Crate {
    /// A crate of this name, such as `acme-phone`. The vendor is its first word.
    ///
    /// # Errors
    /// [`Failure::Template`], if no crate and module can have this name.
    pub fn new(name: &str) -> Result<Self, Failure> {
        check_name(name)?;
        let first = name.split('-').next().unwrap_or(name);
        Ok(Self {
            name: name.to_owned(),
            vendor: cti_case::pascal(first),
            origin: format!("https://phone.{first}.example"),
            checkout: None,
        })
    }

    /// The vendor, as it writes itself.
    ///
    /// # Errors
    /// [`Failure::Template`], if it is empty or has control characters.
    pub fn vendor(mut self, vendor: &str) -> Result<Self, Failure> {
        if vendor.trim().is_empty() || vendor.contains(char::is_control) {
            return Err(Failure::Template(format!("{vendor:?} is no vendor's name")));
        }
        vendor.clone_into(&mut self.vendor);
        Ok(self)
    }

    /// The origin of the vendor's frame.
    ///
    /// # Errors
    /// [`Failure::Template`], if it isn't one exact origin.
    pub fn origin(mut self, origin: &str) -> Result<Self, Failure> {
        match Pattern::parse(origin) {
            Ok(pattern) if pattern.is_exact() => {}
            _ => {
                return Err(Failure::Template(format!(
                    "{origin:?} is no origin: write one like \"https://phone.acme.example\""
                )));
            }
        }
        origin.clone_into(&mut self.origin);
        Ok(self)
    }

    /// Depends on the crates in this folder, a checkout of their repository, and not on published ones.
    ///
    /// # Errors
    /// [`Failure::Template`], if they aren't there.
    pub fn checkout(mut self, folder: &Path) -> Result<Self, Failure> {
        let there = |name: &str| folder.join(name).join("Cargo.toml").is_file();
        let found = folder.canonicalize().ok();
        self.checkout = found.filter(|_| there("cti") && there("cti-runtime"));
        if self.checkout.is_none() {
            let folder = folder.display().to_string();
            return Err(Failure::Template(format!(
                "{}: no checkout of the repository: `cti` and `cti-runtime` aren't there",
                Safe(&folder)
            )));
        }
        Ok(self)
    }

    /// Writes it into a new folder.
    ///
    /// # Errors
    /// [`Failure::NotWritten`], if the folder is there already, or something can't be written.
    pub fn write(&self, folder: &Path) -> Result<(), Failure> {
        fs::create_dir(folder).map_err(|why| Failure::not_written(folder, why))?;
        for (name, text) in FILES {
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(folder);
            let mut text = self.fill(text);
            if name == "Cargo.toml" && self.is_in_checkout(folder) {
                text.push_str(OWN_WORKSPACE);
            }
            fs::create_dir_all(parent)
                .and_then(|()| fs::write(&path, text))
                .map_err(|why| Failure::not_written(&path, why))?;
        }
        Ok(())
    }

    fn is_in_checkout(&self, folder: &Path) -> bool {
        let folder = folder.canonicalize();
        let checkout = self.checkout.as_ref();
        checkout
            .zip(folder.ok())
            .is_some_and(|(checkout, folder)| folder.starts_with(checkout))
    }

    /// A file with what this crate has in the place of each mark.
    fn fill(&self, text: &str) -> String {
        let module = self.name.replace('-', "_");
        let marker = cti_case::pascal(&module);
        let marks = [
            ("{{crate}}", &*self.name),
            ("{{protocol}}", &*self.name),
            ("{{module}}", &*module),
            ("{{marker}}", &*marker),
            ("{{origin}}", &*self.origin),
            ("{{cti}}", &*self.dependency("cti")),
            ("{{runtime}}", &*self.dependency("cti-runtime")),
            ("{{quoted}}", &*format!("{:?}", self.vendor)),
            // The last, since it may have any characters.
            ("{{vendor}}", &*self.vendor),
        ];
        marks.iter().fold(text.to_owned(), |text, (mark, value)| {
            text.replace(mark, value)
        })
    }

    /// Where a dependency is found, in TOML.
    fn dependency(&self, name: &str) -> String {
        match &self.checkout {
            Some(folder) => {
                let path = folder.join(name).display().to_string();
                format!("{{ path = {path:?} }}")
            }
            None => format!("{:?}", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Names are those of a crate, a module and a protocol at once.
fn check_name(name: &str) -> Result<(), Failure> {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|of| of.is_ascii_lowercase() || of.is_ascii_digit())
    };
    let form =
        name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(word);
    if !form {
        return Err(Failure::Template(format!(
            "{name:?} is no name of a protocol: write small letters, digits and `-`, as in `acme-phone`"
        )));
    }
    if TAKEN.contains(&name) {
        return Err(Failure::Template(format!(
            "`{name}` means something else to Rust: write `{name}-phone`, or the like"
        )));
    }
    Ok(())
}

/// Words of Rust in small letters, and crates that a crate can't be named after.
const TAKEN: [&str; 58] = [
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "cti",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "cti-runtime",
    "build",
];
