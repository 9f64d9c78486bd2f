//! `cti check` and `cti export`: has the vendor drifted, and what does the declaration say to others?

use crate::bundled::secrets;
use crate::{BUNDLED, fed, from_talk, run};

fn check(lines: &[&str]) -> crate::Ran {
    let lines: Vec<String> = lines.iter().map(|line| from_talk(line)).collect();
    fed(
        &["check", "-", "-p", "leaddesk-talk", "--synced"],
        lines.join("\n").as_bytes(),
    )
}

#[test]
fn a_check_names_what_differs_and_the_line_that_mends_it() {
    let ran = check(&[
        r#"{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}"#,
        r#"{"action":"sms","sms":"Hello","callId":7,"segments":2}"#,
        r#"{"action":"voicemail","seconds":31}"#,
        r#"{"action":"call","id":"x7","number":"+12025550123","direction":"in","ringStart":"x"}"#,
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for expected in ["voicemail", "segments: u64", "id"] {
        assert!(ran.out.contains(expected), "{expected}\n{}", ran.out);
    }
    assert!(!ran.out.contains("0123"), "{}", ran.out);
    assert!(!ran.out.contains("Hello"), "{}", ran.out);
}

#[test]
fn a_check_of_what_is_as_declared_succeeds() {
    let ran = check(&[r#"{"action":"login","language":"en","origin":"x"}"#]);
    assert_eq!((ran.code, &*ran.err), (0, ""), "{}", ran.out);
}

#[test]
fn a_check_of_the_bundled_recordings_keeps_personal_data_inside() {
    for &(protocol, recording) in BUNDLED {
        for args in [
            &["check", "-p", protocol][..],
            &["check", "-p", protocol, "--json"],
        ] {
            let ran = run(args);
            assert_eq!(
                (ran.code, &*ran.err),
                (1, ""),
                "{protocol} has drifted messages"
            );
            for secret in secrets(recording) {
                assert!(
                    !ran.out.contains(&secret),
                    "{protocol} shows {secret}\n{}",
                    ran.out
                );
            }
        }
    }
}

#[test]
fn every_protocol_is_exported_in_every_format() {
    for &(protocol, _) in BUNDLED {
        for (format, sign) in [
            ("markdown", "| "),
            ("typescript", "export "),
            (
                "json-schema",
                "https://json-schema.org/draft/2020-12/schema",
            ),
            ("asyncapi", "\"asyncapi\""),
        ] {
            let ran = run(&["export", protocol, "--format", format]);
            assert_eq!((ran.code, &*ran.err), (0, ""));
            assert!(
                ran.out.contains(sign),
                "{protocol} in {format}\n{}",
                ran.out
            );
        }
    }
    let ran = run(&["export", "leaddesk-talk", "--format", "yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("json-schema"), "{}", ran.err);
}
