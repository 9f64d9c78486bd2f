//! Does a recording that means harm, or is just odd, come through as what it is?

use crate::{fed, from_talk, json_lines, only, run, talk};

#[test]
fn nothing_in_a_recording_drives_the_terminal() {
    let origin = r"https://a\u001b[31m\u009b2J\u202e\u0000.example";
    let lines = [
        format!(r#"{{"at":0,"side":"vendor","origin":"{origin}","data":{{}}}}"#),
        from_talk(r#"{"action":"\u001b]0;title\u0007\u009b\u202e","\u202ekey":"\u2066"}"#),
        from_talk(r#"{"action":"login","language":"\u001b[2J\u009b\u007f","origin":"\u202e"}"#),
        from_talk("{\"action\":\"login\",\"language\":7,\"or\u{9b}igin\":\"\u{202e}\"}"),
        from_talk("{\"action\":\"login\",\"\u{202e}\":{\"\u{9b}\":1,\"\u{9b}\":2}}"),
        from_talk("{\"action\":\"completed\",\"call\":{\"id\":{\"\u{9b}\":1}}}"),
    ];
    let recording = lines.join("\n");
    for args in [
        &[][..],
        &["--json"],
        &["--color", "always"],
        &["--against", "demo"],
    ] {
        let ran = talk(&recording, args);
        // The program's own styles are the only escape sequences, and only where they were wanted.
        let styles = [
            "\u{1b}[0m",
            "\u{1b}[1m",
            "\u{1b}[2m",
            "\u{1b}[31m",
            "\u{1b}[32m",
        ];
        let others = ["\u{1b}[33m", "\u{1b}[36m", "\n"];
        let mut shown = ran.out;
        for style in styles.into_iter().chain(others) {
            shown = shown.replace(style, "");
        }
        for character in shown.chars() {
            assert!(
                !character.is_control(),
                "{character:?} by {args:?} in {shown:?}"
            );
            assert!(
                !"\u{202e}\u{2066}".contains(character),
                "{character:?} by {args:?}"
            );
        }
    }
    let ran = talk(&recording, &["--json"]);
    let lines = json_lines(&ran.out);
    assert_eq!(
        lines[0]["origin"],
        "https://a\u{1b}[31m\u{9b}2J\u{202e}\0.example"
    );
    // What is no name isn't shown at all.
    assert_eq!(lines[1]["message"], "•••");
}

#[test]
fn nor_does_a_broken_one() {
    let ran = fed(
        &["replay", "-", "-p", "cloudtalk"],
        b"{\"\\u001b[31m\xc2\x9b\":1}",
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains(r"`\u{1b}[31m\u{9b}` is no member"),
        "{}",
        ran.err
    );
    let ran = run(&["replay", "\u{1b}[31mx", "-p", "cloudtalk"]);
    assert!(ran.err.starts_with(r"error: \u{1b}[31mx: "), "{}", ran.err);
}

#[test]
fn a_long_line_is_a_large_message() {
    let data = format!(
        r#"{{"action":"logout","more":"{}"}}"#,
        "x".repeat(10_000_000)
    );
    let line = only(&from_talk(&data));
    assert_eq!(
        (&line["verdict"], &line["gate"]),
        (&"refused".into(), &"size".into())
    );
}

#[test]
fn a_pad_makes_a_message_large() {
    let padded = |pad: usize, data: &str| {
        let side = r#""side":"vendor","origin":"https://phone.cloudtalk.io""#;
        let line = format!(r#"{{"at":0,{side},"pad":{pad},"data":{data}}}"#);
        let ran = fed(
            &["replay", "-", "-p", "cloudtalk", "--json"],
            line.as_bytes(),
        );
        json_lines(&ran.out).remove(0)
    };
    let text = r#""{\"event\":\"hangup\"}""#;
    assert_eq!(padded(262_144, text)["verdict"], "drifted");
    assert_eq!(padded(262_145, text)["gate"], "size");
    let desk = |pad: usize| {
        let line = format!(r#"{{"at":0,"pad":{pad},"fire":{{"name":"ready"}}}}"#);
        let ran = fed(
            &["replay", "-", "-p", "desk-open-cti", "--json"],
            line.as_bytes(),
        );
        json_lines(&ran.out).remove(0)
    };
    assert_eq!(desk(100)["verdict"], "accepted");
    assert_eq!(desk(300_000)["gate"], "size");
}

#[test]
fn marks_and_line_ends_of_other_systems_are_fine() {
    let line = from_talk(r#"{"action":"logout"}"#);
    let recording = format!("\u{feff}{line}\r\n\r\n  \r\n{line}");
    let ran = talk(&recording, &["--json"]);
    let lines = json_lines(&ran.out);
    assert_eq!(lines.len(), 3);
    assert_eq!(
        (&lines[0]["line"], &lines[1]["line"]),
        (&1.into(), &4.into())
    );
}

#[test]
fn what_is_neither_an_object_nor_a_string_is_not_ours() {
    for data in ["null", "7", "true", "[]", r#"["logout"]"#] {
        let line = only(&from_talk(data));
        assert_eq!(line["gate"], "not_ours", "{data}");
    }
}

#[test]
fn objects_are_kept_as_they_are_written() {
    let line = only(&from_talk(r#"{ "action": "login", "action": "logout" }"#));
    assert_eq!(line["gate"], "malformed");
    assert_eq!(line["why"], "`action` stands twice");
    assert_eq!(line["place"]["line"], 1);
    assert!(line["place"]["column"].as_u64().unwrap() > 20, "{line}");
}

#[test]
fn half_a_surrogate_pair_is_no_reason_to_stop() {
    let line = r#"{"at":0,"side":"vendor","origin":"\ud800","data":"\udc00"}"#;
    let line = only(line);
    assert_eq!(line["origin"].as_str().map(str::is_empty), Some(false));
    assert_eq!(line["gate"], "origin");
    let line = only(&from_talk(r#"{"action":"\ud800"}"#));
    assert_eq!(line["gate"], "malformed");
    assert_eq!(line["why"], "JSON can't hold half of a surrogate pair");
    // Where no field is declared it costs nothing, and in a field's place the message drifts.
    let line = only(&from_talk(r#"{"action":"logout","beside":"x\ud83d"}"#));
    assert_eq!(line["verdict"], "accepted");
    let line = only(&from_talk(r#"{"action":"sms","sms":"x\ud83d"}"#));
    assert_eq!(line["verdict"], "drifted");
    assert_eq!(line["place"]["path"], "sms");
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = format!(
        r#"{{"action":"logout","a":{}{}}}"#,
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let line = only(&from_talk(&deep));
    assert_eq!(
        (&line["gate"], &line["why"]),
        (&"malformed".into(), &"nested too deep".into())
    );
}
