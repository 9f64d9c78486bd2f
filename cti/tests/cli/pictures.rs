//! Is the page of `--html` one file, which has what happened and nothing that is personal? What a reader
//! sees of it is checked in Chromium: `cti-web/check/tests/picture.test.mjs`.

use std::path::PathBuf;
use std::{env, fs, process};

use serde_json::Value;

use crate::{BUNDLED, Ran, fed, from_talk, json_lines, run};

/// A path for a page that isn't there yet.
struct Page(PathBuf);

impl Page {
    fn new(name: &str) -> Self {
        let page = env::temp_dir().join(format!("cti-{name}-{}.html", process::id()));
        // What an earlier run has left.
        let _ = fs::remove_file(&page);
        Self(page)
    }

    fn fed(&self, args: &[&str], input: &[u8]) -> Ran {
        let path = self.0.to_str().unwrap();
        fed(&[&["replay", "--html", path], args].concat(), input)
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.0).unwrap()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // What is left is in the folder for temporary files.
        let _ = fs::remove_file(&self.0);
    }
}

/// The JSON lines in a page.
fn lines(page: &str) -> Vec<Value> {
    let (_, behind) = page.split_once("id=\"lines\">\n").unwrap();
    json_lines(behind.split_once("</script>").unwrap().0)
}

#[test]
fn a_page_has_what_the_lines_for_machines_have() {
    for (protocol, _) in BUNDLED {
        let page = run(&["replay", "-p", protocol, "--html", "-"]).out;
        let told = run(&["replay", "-p", protocol, "--json"]).out;
        let mut shown = lines(&page);
        assert_eq!(shown.remove(0)["kind"], "begin");
        for line in &mut shown {
            let line = line.as_object_mut().unwrap();
            line.remove("answers");
            line.remove("calls");
        }
        assert_eq!(shown, json_lines(&told), "{protocol}");
    }
}

#[test]
fn a_page_needs_nothing_else() {
    let page = run(&["replay", "-p", "cloudtalk", "--html", "-"]).out;
    assert!(page.contains("content=\"default-src 'none'; "), "{page}");
    let (before, behind) = page.split_once("id=\"lines\">").unwrap();
    let scripts = behind.split_once("</script>").unwrap().1;
    for part in [before, scripts] {
        for outside in ["src=", "href=", "@import", "url(", "fetch(", "import("] {
            assert!(!part.contains(outside), "{outside} in {part}");
        }
    }
}

#[test]
fn personal_data_isnt_in_it() {
    let data = r#"{"action":"call","id":7,"number":"+12025550142","direction":"in","ringStart":"2026-01-31 09:30:00"}"#;
    let secret = r#"{"action":"jwt","jwt":"eyJhbGciOi.secret.sign"}"#;
    let odd = r#"{"action":"Jane Doe","jane@doe.example":"+12025550142"}"#;
    let drifted = r#"{"action":"call","id":"Jane Doe","number":"+12025550142"}"#;
    let recording = [data, secret, odd, drifted].map(from_talk).join("\n");
    let page = fed(
        &["replay", "-", "-p", "leaddesk-talk", "--html", "-"],
        recording.as_bytes(),
    );
    assert_eq!(page.code, 0, "{}", page.err);
    for personal in ["0142", "2025550", "eyJ", "Jane", "doe"] {
        assert!(!page.out.contains(personal), "{personal} in {}", page.out);
    }
    assert!(page.out.contains("•••42"), "{}", page.out);
}

#[test]
fn answers_name_the_lines_of_their_requests() {
    let joined = |protocol: &str| {
        let page = run(&["replay", "-p", protocol, "--html", "-"]).out;
        let pairs: Vec<(u64, u64)> = lines(&page)
            .iter()
            .filter_map(|line| Some((line["answers"].as_u64()?, line["line"].as_u64()?)))
            .collect();
        pairs
    };
    // By name, by id, and by the number of the call.
    assert_eq!(joined("leaddesk-talk"), [(29, 31), (32, 33)]);
    assert_eq!(joined("ringcentral")[..2], [(10, 11), (9, 12)]);
    assert_eq!(joined("desk-open-cti")[..3], [(2, 4), (6, 9), (5, 10)]);
}

#[test]
fn steps_name_the_calls_that_made_them() {
    let page = run(&["replay", "-p", "cloudtalk", "--html", "-"]).out;
    let calls: Vec<Value> = lines(&page)
        .iter()
        .filter(|line| !line["moved"].is_null())
        .map(|line| line["calls"][0].clone())
        .collect();
    let call = |number| Value::from(format!("00000000-0000-4000-8000-00000000000{number}"));
    assert_eq!(calls[..6], [1, 1, 1, 1, 2, 2].map(call));
    // The id in a field of a field.
    let page = run(&["replay", "-p", "ringcentral", "--html", "-"]).out;
    let ringing = lines(&page);
    let ringing = ringing
        .iter()
        .find(|line| line["message"] == "rc-call-ring-notify");
    assert_eq!(ringing.unwrap()["calls"], serde_json::json!(["c4pri0qhi3"]));
}

#[test]
fn a_file_is_written_and_the_status_is_a_replays() {
    let page = Page::new("written");
    let args = ["-", "-p", "leaddesk-talk", "--strict"];
    let ran = page.fed(&args, from_talk(r#"{"action":"news"}"#).as_bytes());
    let written = format!("{}: written, 1 message\n", page.0.display());
    assert_eq!((ran.code, &*ran.out), (1, &*written), "{}", ran.err);
    assert!(page.text().ends_with("</html>\n"));
}

#[test]
fn a_broken_recording_is_in_it_up_to_there() {
    let page = Page::new("broken");
    let recording = format!("{}\n{{\"at\":", from_talk(r#"{"action":"logout"}"#));
    let ran = page.fed(&["-", "-p", "leaddesk-talk"], recording.as_bytes());
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("line 2, column 7"), "{}", ran.err);
    let lines = lines(&page.text());
    let kinds: Vec<&Value> = lines.iter().map(|line| &line["kind"]).collect();
    assert_eq!(kinds, ["begin", "message", "summary", "stopped"]);
    let why = lines[3]["why"].as_str().unwrap();
    assert!(ran.err.contains(why), "{why} in {}", ran.err);
}

#[test]
fn where_nothing_is_replayed_no_file_is_touched() {
    let page = Page::new("kept");
    fs::write(&page.0, "an older page").unwrap();
    let ran = page.fed(&["no-such-file.jsonl", "-p", "cloudtalk"], b"");
    assert_eq!(ran.code, 2);
    let ran = page.fed(&["-", "-p", "cloudtalk"], b"nonsense");
    assert_eq!(ran.code, 2);
    assert_eq!(page.text(), "an older page");
}

#[test]
fn a_page_that_cant_be_written_is_missed() {
    let folder = env::temp_dir();
    for (path, why) in [
        (folder.to_str().unwrap(), "irectory"),
        ("/no/where/page.html", "No such file"),
        #[cfg(target_os = "linux")]
        ("/dev/full", "No space left"),
    ] {
        let ran = run(&["replay", "-p", "cloudtalk", "--html", path]);
        assert_eq!(ran.code, 2, "{path}");
        let expected = format!("error: {path}: can't be written: ");
        assert!(ran.err.starts_with(&expected), "{}", ran.err);
        assert!(ran.err.contains(why), "{}", ran.err);
        assert_eq!(ran.out, "");
    }
}
