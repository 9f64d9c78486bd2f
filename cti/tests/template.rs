//! Does the crate that `cti new` writes pass its tests at once?

#![expect(clippy::unwrap_used, reason = "a failed test")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// A folder outside of the workspace, which cargo would take the crate for a part of.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("cti-{name}-{}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left is in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs `cti new` with these arguments.
fn new(inside: &Folder, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cti"));
    command.arg("new").args(args).current_dir(&inside.0);
    command.output().unwrap()
}

/// Runs cargo in a crate, with what the workspace has built and locked.
fn cargo(inside: &Path, args: &[&str]) -> String {
    let target = Path::new(env!("CARGO_BIN_EXE_cti"))
        .ancestors()
        .nth(2)
        .unwrap();
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let output = command
        .args(args)
        .current_dir(inside)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !told.contains("warning"),
        "{told}"
    );
    told.into_owned()
}

#[test]
fn a_new_crate_passes_its_tests() {
    let folder = Folder::new("new");
    let told = new(&folder, &["acme-phone", "--checkout", WORKSPACE]);
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let acme = folder.0.join("acme-phone");
    fs::copy(
        Path::new(WORKSPACE).join("Cargo.lock"),
        acme.join("Cargo.lock"),
    )
    .unwrap();

    let tested = cargo(&acme, &["test"]);
    assert!(tested.contains("2 passed"), "{tested}");
    // The samples.
    assert!(tested.contains("5 passed"), "{tested}");
    let replayed = cargo(&acme, &["run", "--", "replay", "--strict"]);
    assert!(replayed.contains("5 messages of acme-phone"), "{replayed}");
    cargo(&acme, &["fmt", "--check"]);
}

#[test]
fn a_new_crate_in_the_checkout_is_not_of_its_workspace() {
    let folder = Folder::new("inside");
    for part in ["cti", "cti-runtime"] {
        let manifest = format!("[package]\nname = {part:?}\nedition = \"2024\"\n");
        fs::create_dir_all(folder.0.join(part).join("src")).unwrap();
        fs::write(folder.0.join(part).join("src/lib.rs"), "").unwrap();
        fs::write(folder.0.join(part).join("Cargo.toml"), manifest).unwrap();
    }
    fs::write(folder.0.join("Cargo.toml"), "[workspace]\n").unwrap();
    assert!(
        new(&folder, &["acme-phone", "--checkout", "."])
            .status
            .success()
    );
    let acme = folder.0.join("acme-phone").canonicalize().unwrap();
    let told = cargo(&acme, &["metadata", "--no-deps", "--format-version", "1"]);
    let root = format!("\"workspace_root\":{acme:?}");
    assert!(told.contains(&root), "{told}");
}

#[test]
fn what_a_crate_cant_be_made_of_is_told() {
    let folder = Folder::new("refused");
    fs::create_dir(folder.0.join("there")).unwrap();
    for (args, why) in [
        (
            &["Acme"][..],
            "error: \"Acme\" is no name of a protocol: write small letters",
        ),
        (&["acme--phone"], "is no name of a protocol"),
        (&["../acme"], "is no name of a protocol"),
        (
            &["match"],
            "error: `match` means something else to Rust: write `match-phone`",
        ),
        (&["acme", "--vendor", ""], "error: \"\" is no vendor's name"),
        (
            &["acme", "--origin", "https://a.example/"],
            "is no origin: write one like",
        ),
        (
            &["acme", "--origin", "https://*.a.example"],
            "is no origin: write one like",
        ),
        (
            &["acme", "--checkout", "there"],
            "error: there: no checkout of the repository",
        ),
        (
            &["acme", "there"],
            "error: there: can't be written: File exists",
        ),
        (
            &["acme", "no/where"],
            "error: no/where: can't be written: No such file",
        ),
    ] {
        let told = new(&folder, args);
        let error = String::from_utf8(told.stderr).unwrap();
        assert_eq!(told.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(why), "{args:?}: {error}");
        assert!(!folder.0.join("acme").exists(), "{args:?}");
    }
}

#[test]
fn a_vendor_may_be_written_with_any_characters() {
    let folder = Folder::new("vendor");
    let vendor = r#"Ácme "{{origin}}" \"#;
    let told = new(
        &folder,
        &[
            "acme",
            "--vendor",
            vendor,
            "--origin",
            "https://p.acme.example:8443",
        ],
    );
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let declaration = fs::read_to_string(folder.0.join("acme/src/lib.rs")).unwrap();
    syn::parse_file(&declaration).unwrap();
    for line in [
        r#"    vendor = "Ácme \"{{origin}}\" \\","#,
        r#"    origins("https://p.acme.example:8443"),"#,
        "pub mod acme {",
    ] {
        assert!(declaration.contains(line), "no {line} in\n{declaration}");
    }
    let manifest = fs::read_to_string(folder.0.join("acme/Cargo.toml")).unwrap();
    assert!(manifest.contains("cti-runtime = \"0."), "{manifest}");
}
