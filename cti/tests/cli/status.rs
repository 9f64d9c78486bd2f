//! Does the exit status tell a script what happened?

use std::process::Stdio;

use crate::{cti, from_talk, run, talk};

const LOGOUT: &str = r#"{"action":"logout"}"#;

#[test]
fn replaying_is_enough_unless_told_otherwise() {
    assert_eq!(run(&["replay"]).code, 0);
    assert_eq!(run(&["replay", "--strict"]).code, 1);
    assert_eq!(run(&["replay", "--strict", "--json"]).code, 1);
}

#[test]
fn noise_is_no_finding() {
    let lines = [
        from_talk(LOGOUT),
        from_talk(r#"{"type":"webpackOk"}"#),
        from_talk("\"ping\""),
        from_talk(LOGOUT).replace("login-ce2", "evil"),
        from_talk(LOGOUT).replace("\"at\":0", "\"at\":0,\"source\":3"),
    ];
    let ran = talk(&lines.join("\n"), &["--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(
        ran.out
            .contains("refused     1 source, 1 origin, 2 not ours"),
        "{}",
        ran.out
    );
}

#[test]
fn findings_are() {
    let two_logouts = format!("{}\n{}", from_talk(LOGOUT), from_talk(LOGOUT));
    for (finding, recording) in [
        ("unknown", from_talk(r#"{"action":"news"}"#)),
        ("drifted", from_talk(r#"{"action":"login"}"#)),
        (
            "malformed",
            from_talk(r#"{"action":"logout","action":"logout"}"#),
        ),
        (
            "too large",
            from_talk(LOGOUT).replace("\"at\":0", "\"at\":0,\"pad\":300000"),
        ),
        ("out of turn", two_logouts),
    ] {
        let strict = talk(&recording, &["--strict"]);
        assert_eq!(strict.code, 1);
        assert_eq!(strict.err, format!("error: not as declared: 1 {finding}\n"));
        let lenient = talk(&recording, &[]);
        assert_eq!((lenient.code, &*lenient.err), (0, ""));
        assert_eq!(strict.out, lenient.out);
    }
}

#[test]
fn a_wrong_command_line_is_neither() {
    for args in [
        &["play"][..],
        &["replay", "--fast"],
        &["describe"],
        &["completions", "cobol"],
    ] {
        assert_eq!(run(args).code, 2, "{args:?}");
    }
}

#[test]
fn whoever_has_seen_enough_may_leave() {
    for args in [
        &[][..],
        &["replay", "--json"],
        &["describe", "cloudtalk"],
        &["list"],
    ] {
        let mut child = cti()
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_full_disk_has_no_room_for_is_missed() {
    for args in [
        &[][..],
        &["replay", "--json"],
        &["check", "--json"],
        &["describe", "cloudtalk"],
        &["list"],
        &["man"],
        &["completions", "bash"],
    ] {
        let full = std::fs::File::create("/dev/full").unwrap();
        let output = cti().args(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let told = String::from_utf8_lossy(&output.stderr);
        let expected = "error: the output can't be written: No space left on device";
        assert!(told.starts_with(expected), "{args:?}: {told}");
    }
}
