//! Does a broken recording say where it is broken?

use crate::{Ran, fed, from_talk};

/// Replays a recording that must be refused with this text on standard error.
#[track_caller]
fn refused(recording: &[u8], expected: &str) -> Ran {
    let ran = fed(&["replay", "-", "--protocol", "leaddesk-talk"], recording);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(
        ran.err.starts_with("error: standard input, line "),
        "{}",
        ran.err
    );
    assert!(ran.err.contains(expected), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'));
    ran
}

#[test]
fn by_line_and_column() {
    refused(b"nonsense", "line 1, column 2: not JSON: met `o`");
    refused(b"\n\n{\"at\":0,}", "line 3, column 9: not JSON: met `}`");
    refused(
        b"{\"at\":0",
        "line 1, column 8: the line ends inside a value",
    );
    refused(b"{\"at\":0} {}", "line 1, column 10: a second object");
    refused(
        "{\"ä\":1}".as_bytes(),
        "line 1, column 6: `ä` is no member that is known",
    );
    refused(
        b"[1,2]",
        "line 1, column 1: a line is an object; met an array",
    );
    refused(b"7", "line 1, column 1: a line is an object; met a number");
    refused(
        b"{\"at\":0,\"reply\":[1,2]}",
        "column 17: `reply` is an object; met an array",
    );
}

#[test]
fn where_the_bytes_are_no_text() {
    refused(
        b"\x00",
        "line 1, column 1: not JSON: met the control character U+0000",
    );
    refused(
        b"{\"at\":0,\"origin\":\"a\x00b\"}",
        "column 20: not JSON: met the control character U+0000",
    );
    refused(b"\n\xff\xfe{\x00", "line 2, column 1: not UTF-8");
    refused(
        "{\"at\":0,\"note\":\"ü\u{0}"
            .replace('\u{0}', "")
            .as_bytes(),
        "line 1",
    );
    refused(
        b"{\"at\":0,\"note\":\"\xc3\xbc\xc3\"}",
        "line 1, column 18: not UTF-8",
    );
}

#[test]
fn where_a_member_is_wrong() {
    refused(b"{}", "`at` is missing");
    refused(b"{\"at\":0}", "nothing happened");
    refused(
        b"{\"at\":-1,\"reload\":true}",
        "line 1, column 7: `at` is a whole number from 0 on; met a number below 0",
    );
    refused(
        b"{\"at\":1.5,\"reload\":true}",
        "met a number with a fraction",
    );
    refused(
        b"{\"at\":1,\"at\":2,\"reload\":true}",
        "column 14: `at` stands twice",
    );
    refused(b"{\"at\":1,\"reload\":false}", "`reload` is true");
    let line =
        |member: &str| format!(r#"{{"at":0,"side":"app","origin":"a","data":{{}}{member}}}"#);
    refused(
        line(r#","sauce":2"#).as_bytes(),
        "`sauce` is no member that is known",
    );
    refused(
        line(r#","source":-2"#).as_bytes(),
        "`source` is a whole number from 0 on; met a number below 0",
    );
    refused(
        line(r#","pad":99999999999"#).as_bytes(),
        "`pad` is a whole number, 67108864 at most",
    );
    refused(
        line(r#","call":{"id":1,"name":"x"}"#).as_bytes(),
        "too much happened at once",
    );
    refused(
        br#"{"at":0,"side":"phone","origin":"a","data":{}}"#,
        "`side` is \"vendor\" or \"app\"; met another string",
    );
    refused(br#"{"at":0,"origin":"a","data":{}}"#, "`side` is missing");
    refused(br#"{"at":0,"side":"app","data":{}}"#, "`origin` is missing");
    refused(
        br#"{"at":0,"side":"app","origin":"a"}"#,
        "`data` is missing",
    );
    refused(
        br#"{"at":0,"side":"app","origin":7,"data":{}}"#,
        "`origin` is a string; met a number",
    );
    refused(
        br#"{"at":0,"side":"app","origin":"a","data":7,"pad":9}"#,
        "`pad` needs a string",
    );
}

#[test]
fn where_a_header_is_wrong() {
    let twice = format!("{}\n{{\"cti\":1}}", from_talk("{}"));
    refused(
        twice.as_bytes(),
        "line 2: a second header: a header stands in the first line only",
    );
    refused(
        b"{\"cti\":2}",
        "line 1: a recording of version 2; version 1 is read",
    );
    refused(
        b"{\"protocol\":\"cloudtalk\"}",
        "a header needs `\"cti\":1`",
    );
    refused(
        b"{\"cti\":1,\"at\":0}",
        "a header has `protocol`, `note` and `synced` only",
    );
    let ran = fed(
        &["replay", "-"],
        b"\n{\"cti\":1,\"protocol\":\"clouttalk\"}",
    );
    assert_eq!(ran.code, 2);
    let expected = "line 2: no protocol is named `clouttalk`; did you mean `cloudtalk`?";
    assert!(ran.err.contains(expected), "{}", ran.err);
    let ran = fed(&["replay", "-"], b"{\"cti\":1,\"protocol\":\"zzz\"}");
    assert!(
        ran.err
            .contains("no protocol is named `zzz`; `cti list` has the names")
    );
}

#[test]
fn where_a_line_is_of_another_kind_of_protocol() {
    refused(
        br#"{"at":0,"fire":{"name":"ready"}}"#,
        "leaddesk-talk goes between windows",
    );
    let ran = fed(
        &["replay", "-", "-p", "desk-open-cti"],
        from_talk("{}").as_bytes(),
    );
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("line 1: desk-open-cti is a library in the page"),
        "{}",
        ran.err
    );
    let ran = fed(
        &["replay", "-", "-p", "desk-open-cti"],
        br#"{"at":0,"call":{"id":1,"name":"interaction.isVisible","args":"x"}}"#,
    );
    assert!(
        ran.err
            .contains("`args` is an array, or an object; met a string"),
        "{}",
        ran.err
    );
}

#[test]
fn and_what_came_before_is_shown() {
    let recording = format!("{}\nnonsense\n", from_talk(r#"{"action":"logout"}"#));
    let ran = refused(recording.as_bytes(), "line 2, column 2");
    assert!(ran.out.contains("accepted  logout"), "{}", ran.out);
}

#[test]
fn what_cant_be_read_at_all_is_named() {
    for (path, why) in [("no-such-file.jsonl", "No such file"), (".", "irectory")] {
        let ran = fed(&["replay", path, "-p", "cloudtalk"], b"");
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.starts_with(&format!("error: {path}: ")),
            "{}",
            ran.err
        );
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn a_recording_of_nobody_knows_what_is_refused() {
    for recording in [
        &b""[..],
        br#"{"at":0,"fire":{"name":"ready"}}"#,
        b"{\"cti\":1}",
    ] {
        let ran = fed(&["replay", "-"], recording);
        assert_eq!(ran.code, 2);
        assert!(
            ran.err
                .contains("say of which protocol it is, with --protocol NAME")
        );
        assert_eq!(ran.out, "");
    }
}
