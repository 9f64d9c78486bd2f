//! `cti infer`: what it prints, where it says what it chose, and what it does with what it can't read.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::{Ran, fed, run};

const ORIGIN: &str = "https://phone.acme.example";

fn infer(recording: &str, args: &[&str]) -> Ran {
    fed(&[&["infer", "-"], args].concat(), recording.as_bytes())
}

/// A line that the phone posted.
fn phone(data: &str) -> String {
    format!("{{\"at\":0,\"side\":\"vendor\",\"origin\":\"{ORIGIN}\",\"data\":{data}}}\n")
}

fn made_up(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/inferred");
    folder.join(format!("{name}.jsonl"))
}

#[test]
fn the_module_is_printed_and_the_choices_are_told() {
    let ring = phone(r#"{"type":"ring","callId":"c-1","from":"+442079460101"}"#);
    let noise = ring
        .replace("acme", "other")
        .replace("\"at\"", "\"source\":4,\"at\"");
    let ran = infer(
        &format!("{ring}{ring}{noise}"),
        &["--name", "acme-phone", "--vendor", "Acme Ltd"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("pub mod acme_phone {"), "{}", ran.out);
    assert!(ran.out.contains("vendor = \"Acme Ltd\""), "{}", ran.out);
    assert!(ran.out.contains("Seen 2 times."), "{}", ran.out);
    assert!(
        ran.err
            .contains("The other side is https://phone.acme.example in window 1"),
        "{}",
        ran.err
    );
    assert!(
        ran.err
            .contains("1 message from https://phone.other.example in window 4"),
        "{}",
        ran.err
    );
    let asked = infer(&format!("{ring}{ring}{noise}"), &["--window", "4"]);
    assert!(
        asked
            .out
            .contains("origins(\"https://phone.other.example\")"),
        "{}",
        asked.out
    );
    let asked = infer(
        &format!("{ring}{noise}"),
        &["--origin", "https://phone.other.example"],
    );
    assert!(
        asked
            .out
            .contains("origins(\"https://phone.other.example\")"),
        "{}",
        asked.out
    );
}

#[test]
fn several_recordings_are_one_conversation() {
    let file = made_up("nimbus");
    let other = made_up("nimbus");
    let ran = run(&["infer", file.to_str().unwrap(), other.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("42 messages from there"), "{}", ran.err);
}

#[test]
fn nothing_personal_of_a_recording_is_printed() {
    let personal = [
        "Lovelace",
        "Hopper",
        "Turing",
        "navy",
        "207946",
        "Muster",
        "0901820",
        "morgen",
        "Curie",
        "radium",
        "40205",
        "35845555",
        "contract, soon",
        "12345670",
        "1234567099",
        "Pauling",
        "Garbo",
        "Hedwig",
        "Wieck",
        "klavier",
        "15551230",
        "Stockholm",
        "1905-09-18",
        "70174060",
    ];
    let names = [
        "nimbus",
        "pipevoice",
        "switchboard",
        "tincan",
        "halfduplex",
        "frontdesk",
        "dotcall",
        "odd",
        "hubline",
        "backstage",
    ];
    for name in names {
        let ran = run(&["infer", made_up(name).to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        for text in personal {
            assert!(!ran.out.contains(text), "{text} in {name}: {}", ran.out);
            assert!(!ran.err.contains(text), "{text} in {name}: {}", ran.err);
        }
    }
}

#[test]
fn what_was_read_of_a_broken_recording_is_printed() {
    let ring = phone(r#"{"type":"ring","callId":"c-1"}"#);
    let ran = infer(&format!("{ring}{}", &ring[..40]), &[]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.out.contains("Ring { call_id: String },"), "{}", ran.out);
    assert!(ran.err.contains("line 2"), "{}", ran.err);
}

#[test]
fn nothing_to_infer_from_is_a_failure() {
    for recording in ["", "{\"cti\":1}\n", &*phone("null"), &*phone("[1]")] {
        let ran = infer(recording, &[]);
        assert_eq!((ran.code, &*ran.out), (3, ""), "{recording}: {}", ran.err);
    }
    let ran = run(&["infer", "/nowhere.jsonl"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}

#[test]
fn only_what_a_declaration_lacks_is_printed() {
    let recordings = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/recordings/leaddesk-talk.jsonl"
    );
    let ran = run(&["infer", recordings, "--against", "leaddesk-talk"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("// Into `Event`:"), "{}", ran.out);
    assert!(
        ran.out.contains("QueueStatus { waiting: u64 },"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("// Into `Direction`") && ran.out.contains("Conference,"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("Logout"), "{}", ran.out);
    let known = r#"{"action":"logout"}"#;
    let ran = infer(&crate::from_talk(known), &["--against", "leaddesk-talk"]);
    assert_eq!(ran.out, "// `leaddesk-talk` has all that was recorded.\n");
}

#[test]
fn memory_follows_what_is_different_and_not_what_is_long() {
    // Many messages, one of which is the only one of their look.
    let mut recording = String::new();
    for number in 0..30_000 {
        let extra = if number == 17_777 {
            ",\"late\":true"
        } else {
            ""
        };
        let data = format!(
            "{{\"type\":\"tick\",\"callId\":\"{number:x}-{number}\",\"n\":{number}{extra}}}"
        );
        recording.push_str(&phone(&data));
    }
    let ran = infer(&recording, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Seen 30000 times."), "{}", ran.out);
    assert!(ran.out.contains("In 1 of 30000."), "{}", ran.out);
}

#[test]
fn hostile_recordings_give_a_module_or_an_error() {
    let mut hostile: Vec<String> = Vec::new();
    let deep =
        |open: &str, close: &str, by: usize| format!("{}{}", open.repeat(by), close.repeat(by));
    hostile.push(phone(&format!(
        "{{\"type\":\"a\",\"x\":{}}}",
        deep("[", "]", 60)
    )));
    hostile.push(phone(&format!(
        "{{\"type\":\"a\",\"x\":{}1{}}}",
        "{\"a\":".repeat(60),
        "}".repeat(60)
    )));
    hostile.push(phone(&format!(
        "{{\"type\":\"a\",\"x\":{}}}",
        deep("[", "]", 5000)
    )));
    let mut tags = String::new();
    for number in 0..3_000 {
        writeln!(
            tags,
            "{}",
            phone(&format!(
                "{{\"type\":\"t{}\",\"k{number}\":{{\"x{number}\":1}}}}",
                number % 900
            ))
            .trim()
        )
        .unwrap();
    }
    hostile.push(tags);
    let keys: Vec<String> = (0..2_000)
        .map(|number| format!("\"k{number}\":{{\"a{number}\":[{number}]}}"))
        .collect();
    hostile.push(phone(&format!("{{\"type\":\"a\",{}}}", keys.join(","))));
    let odd = [
        "\\u0000", "\\u202e", "*/", "//", "\\\"#", "]#[", "\\ud800", "{{}}", "r#self", "../../x",
        "\\n///",
    ];
    for odd in odd {
        let data = format!(
            "{{\"type\":\"{odd}\",\"{odd}\":\"{odd}\",\"o\":{{\"{odd}\":{{\"{odd}\":1}}}}}}"
        );
        hostile.push(phone(&data) + &phone(&data) + &phone(r#"{"type":"ring","a":1}"#));
        hostile.push(phone(&data).replace(ORIGIN, odd) + &phone(r#"{"type":"ring"}"#));
    }
    hostile.push(format!(
        "{{\"cti\":1,\"protocol\":\"self\"}}\n{}",
        phone(r#"{"type":"ring"}"#)
    ));
    hostile.push(format!(
        "{{\"cti\":1,\"protocol\":\"*/ 7\"}}\n{}",
        phone(r#"{"type":"ring"}"#)
    ));
    for recording in hostile {
        let ran = infer(&recording, &[]);
        let begin: String = recording.chars().take(200).collect();
        assert!(matches!(ran.code, 0 | 2 | 3), "{begin}: {}", ran.err);
        if ran.code == 0 {
            assert!(ran.out.ends_with("}\n"), "{begin}: {}", ran.out);
            let parsed = syn::parse_file(&ran.out);
            assert!(parsed.is_ok(), "{begin}: {:?}: {}", parsed.err(), ran.out);
        }
    }
}
