//! Are the protocols listed and described?

use crate::{BUNDLED, run};

#[test]
fn the_list_has_all() {
    let ran = run(&["list"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    let json: serde_json::Value = serde_json::from_str(&run(&["list", "--json"]).out).unwrap();
    for (row, &(protocol, _)) in json.as_array().unwrap().iter().zip(BUNDLED) {
        assert!(ran.out.contains(&format!("\n{protocol}  ")), "{protocol}");
        assert_eq!(row["name"], protocol);
    }
    let rows = json.as_array().unwrap();
    let row = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap();
    let talk = row("leaddesk-talk");
    assert_eq!(talk["vendor"], "LeadDesk");
    assert_eq!(
        (&talk["from_vendor"], &talk["to_vendor"]),
        (&9.into(), &8.into())
    );
    assert_eq!(
        (&talk["transport"], &row("desk-open-cti")["transport"]),
        (&"window".into(), &"library".into())
    );
}

#[test]
fn a_description_has_what_a_developer_needs() {
    let ran = run(&["describe", "leaddesk-talk"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    for line in [
        "leaddesk-talk  LeadDesk",
        "  origins   https://login-*.leaddesk.com",
        "  src       https://login-{cluster}.leaddesk.com/",
        "  allow     microphone *",
        "  size      400 × 800 CSS pixels",
        "Event  from the vendor",
        "  envelope  {\"action\": …, and the fields}, posted as an object",
        "    number     phone number         required, personal  The other party.",
        "    Line: Idle or AfterCall → Ringing",
        "    only while Agent is LoggedIn",
        "    answered by jwt, or error if it failed",
        "    \"in\"   The customer calls.",
        "    LoggedOut → LoggedIn  by login",
    ] {
        assert!(
            ran.out.lines().any(|shown| shown == line),
            "no {line:?} in\n{}",
            ran.out
        );
    }
    for &(protocol, _) in BUNDLED {
        let ran = run(&["describe", protocol]);
        assert_eq!(ran.code, 0);
        for line in ran.out.lines() {
            assert!(line.chars().count() <= 100, "{line}");
            assert_eq!(line, line.trim_end());
        }
    }
}

#[test]
fn a_description_for_machines_is_json() {
    for &(protocol, _) in BUNDLED {
        let ran = run(&["describe", protocol, "--json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(json["name"], protocol);
        for family in json["families"].as_array().unwrap() {
            let messages = family["messages"].as_array().unwrap();
            assert!(messages.iter().all(|message| message["tag"].is_string()));
            let samples = messages
                .iter()
                .flat_map(|message| message["samples"].as_array().unwrap());
            assert_eq!(samples.count() > 0, !messages.is_empty(), "{protocol}");
        }
    }
}

#[test]
fn a_misspelt_name_is_put_right() {
    for args in [
        &["describe", "leaddesk-tlak"][..],
        &["replay", "--protocol", "leaddesktalk"],
        &["replay", "-", "-p", "leaddesk-tal"],
    ] {
        let ran = run(args);
        assert_eq!(ran.code, 2);
        let tip = "a similar value exists: 'leaddesk-talk'";
        assert!(ran.err.contains(tip), "{}", ran.err);
    }
}

#[test]
fn the_manual_is_there() {
    assert_eq!(
        run(&["--version"]).out,
        concat!("cti ", env!("CARGO_PKG_VERSION"), "\n")
    );
    let help = run(&["--help"]).out;
    for text in [
        "Examples:",
        "Exit status:",
        "replay",
        "list",
        "describe",
        "completions",
    ] {
        assert!(help.contains(text), "{text}");
    }
    let help = run(&["replay", "--help"]).out;
    for text in [
        "--protocol",
        "--json",
        "--against",
        "--synced",
        "--strict",
        "Exit status:",
    ] {
        assert!(help.contains(text), "{text}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&["completions", shell]);
        assert_eq!((ran.code, &*ran.err), (0, ""));
        assert!(ran.out.contains("describe"), "{shell}");
    }
}

#[test]
fn the_recordings_in_the_document_are_recordings() {
    let document = include_str!("../../docs/recording.md");
    let mut blocks = 0;
    for block in document.split("```jsonl\n").skip(1) {
        let (recording, _) = block.split_once("```").unwrap();
        let ran = crate::fed(&["replay", "-"], recording.as_bytes());
        assert_eq!((ran.code, &*ran.err), (0, ""), "{recording}");
        blocks += 1;
    }
    assert!(blocks >= 3);
}
