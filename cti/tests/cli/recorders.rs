//! What `cti recorder` writes. What it does in a browser is tried there, in `cti-web/check`.

use std::path::PathBuf;
use std::{env, fs, process};

use crate::{BUNDLED, cti, ran, run};

/// A folder that isn't there, and is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("cti-recorder-{}-{name}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn decoded(url: &str) -> String {
    let mut bytes = url.bytes();
    let mut text = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next().unwrap(), bytes.next().unwrap()];
            let digits = str::from_utf8(&digits).unwrap();
            text.push(u8::from_str_radix(digits, 16).unwrap());
        } else {
            text.push(byte);
        }
    }
    String::from_utf8(text).unwrap()
}

#[test]
fn a_script_can_stand_in_a_page() {
    for &(protocol, _) in BUNDLED {
        let script = run(&["recorder", "--protocol", protocol]).out;
        let named = format!("const DECLARATION = {{ \"name\": \"{protocol}\"");
        assert!(script.contains(&named), "{protocol}");
        for end in ["</script", "<!--"] {
            assert!(!script.contains(end), "{protocol} has {end}");
        }
    }
    let script = run(&["recorder"]).out;
    assert!(script.contains("const DECLARATION = null;"), "{script}");
}

#[test]
fn a_bookmarklet_is_one_url() {
    let printed = run(&["recorder", "-p", "cloudtalk", "--bookmarklet"]).out;
    let url = printed.strip_suffix('\n').unwrap();
    let code = url.strip_prefix("javascript:").unwrap();
    // Characters that every field for an address leaves alone; a `%` or a `#` of the script is none.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'();,/:@&=+$%".contains(&byte);
    assert!(code.bytes().all(plain));
    let code = decoded(code);
    assert!(code.contains("\"name\": \"cloudtalk\""));
    assert!(code.ends_with("ctiStart();\n})();\n"), "{code}");
}

#[test]
fn an_extension_has_all_that_it_names() {
    let folder = Folder::new("names");
    let path = folder.0.to_str().unwrap();
    let ran = run(&["recorder", "-p", "leaddesk-talk", "--extension", path]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    assert!(ran.out.starts_with(path), "{}", ran.out);
    let text = |name: &str| fs::read_to_string(folder.0.join(name)).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text("manifest.json")).unwrap();
    assert_eq!(manifest["manifest_version"], 3);
    assert_eq!(manifest["name"], "CTI recorder: leaddesk-talk");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let worlds: Vec<_> = manifest["content_scripts"]
        .as_array()
        .unwrap()
        .iter()
        .collect();
    assert!(
        worlds
            .iter()
            .all(|of| of["run_at"] == "document_start" && of["all_frames"] == true)
    );
    assert!(worlds.iter().any(|of| of["world"] == "MAIN"));
    let mut named = vec![manifest["devtools_page"].as_str().unwrap().to_owned()];
    let scripts = worlds.iter().flat_map(|of| of["js"].as_array().unwrap());
    named.extend(scripts.map(|name| name.as_str().unwrap().to_owned()));
    for page in ["devtools.html", "panel.html"] {
        let page = text(page);
        let parts = page.split("src=\"").chain(page.split("href=\"")).skip(1);
        named.extend(
            parts
                .filter_map(|part| part.split_once('"'))
                .map(|(name, _)| name.to_owned()),
        );
    }
    for name in named.iter().filter(|name| !name.contains(['<', '\n'])) {
        assert!(folder.0.join(name).is_file(), "no {name}");
    }
    // It asks for no permission.
    assert!(manifest.get("permissions").is_none() && manifest.get("host_permissions").is_none());
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new("there");
    fs::create_dir(&folder.0).unwrap();
    let path = folder.0.to_str().unwrap();
    let ran = run(&["recorder", "--extension", path]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("can't be written"), "{}", ran.err);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[test]
fn a_name_that_is_none_is_told() {
    let misspelt = ran(cti().args(["recorder", "-p", "cloudtalks"]), b"");
    assert_eq!(misspelt.code, 2);
    assert!(misspelt.err.contains("'cloudtalk'"), "{}", misspelt.err);
    let both = run(&["recorder", "--bookmarklet", "--extension", "x"]);
    assert_eq!(both.code, 2);
}
