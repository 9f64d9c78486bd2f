//! `cti check` as a gate: it fails where nothing was looked at, and says what was refused.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{Ran, fed, from_talk, run};

fn check(recording: &str, args: &[&str]) -> Ran {
    fed(&[&["check", "-"], args].concat(), recording.as_bytes())
}

fn talk(recording: &str, args: &[&str]) -> Ran {
    check(recording, &[&["-p", "leaddesk-talk"], args].concat())
}

/// The one JSON value that a check prints.
fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap()
}

const LOGOUT: &str = r#"{"action":"logout"}"#;

#[test]
fn a_check_that_looked_at_nothing_fails_and_says_what_was_refused() {
    let elsewhere = from_talk(LOGOUT).replace("login-ce2.leaddesk.com", "talk.example");
    let ran = talk(&format!("{elsewhere}\n{elsewhere}"), &[]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(
        ran.err
            .contains("2 at the gate origin, from https://talk.example"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("first in line 1"), "{}", ran.out);
    let window = from_talk(LOGOUT).replace("\"at\":0", "\"at\":0,\"source\":7");
    let ran = talk(&window, &[]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err
            .contains("1 at the gate source, from https://login-ce2.leaddesk.com in window 7"),
        "{}",
        ran.err
    );
    for empty in ["", "\n\n", "{\"cti\":1,\"protocol\":\"leaddesk-talk\"}\n"] {
        let ran = talk(empty, &[]);
        assert_eq!(ran.code, 3, "{empty:?}");
        assert!(ran.err.contains("there is no message"), "{}", ran.err);
    }
    let ran = talk(&from_talk(r#"{"type":"webpackOk"}"#), &[]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("1 not ours"), "{}", ran.err);
    let ran = talk(&elsewhere, &["--json"]);
    assert_eq!(ran.code, 3);
    let value = json(&ran);
    assert_eq!(value["messages"], 0);
    assert_eq!(value["turned_away"][0]["gate"], "origin");
    assert_eq!(value["turned_away"][0]["origin"], "https://talk.example");
}

#[test]
fn a_strict_replay_that_looked_at_nothing_fails_too() {
    let elsewhere = from_talk(LOGOUT).replace("login-ce2.leaddesk.com", "talk.example");
    let ran = crate::talk(&elsewhere, &["--strict"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("1 at the gate `origin`"), "{}", ran.err);
    assert_eq!(crate::talk(&elsewhere, &[]).code, 0);
}

#[test]
fn what_other_origins_post_is_no_drift() {
    let noise = from_talk(r#"{"action":"x"}"#).replace("login-ce2.leaddesk.com", "talk.example");
    let ran = talk(&format!("{noise}\n{}", from_talk(LOGOUT)), &[]);
    assert_eq!((ran.code, &*ran.err), (0, ""), "{}", ran.out);
}

#[test]
fn a_recording_of_another_protocol_is_an_error() {
    for named in ["cloudtalk", "acme-phone"] {
        let recording = format!(
            "{{\"cti\":1,\"protocol\":\"{named}\"}}\n{}",
            from_talk(LOGOUT)
        );
        for command in ["check", "replay"] {
            let ran = fed(&[command, "-", "-p", "leaddesk-talk"], recording.as_bytes());
            assert_eq!(ran.code, 4, "{}", ran.err);
            let expected =
                format!("line 1: the recording is of `{named}`, and `leaddesk-talk` was asked for");
            assert!(ran.err.contains(&expected), "{}", ran.err);
            assert_eq!(ran.out, "");
        }
    }
}

#[test]
fn malformed_and_oversized_messages_are_counted_and_shown() {
    let twice = from_talk(r#"{"action":"logout","action":"logout"}"#);
    let large = from_talk(LOGOUT).replace("\"at\":0", "\"at\":0,\"pad\":300000");
    let recording = format!("{twice}\n{twice}\n{large}\n{}", from_talk(LOGOUT));
    let ran = talk(&recording, &[]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("`action` stands twice  (2 times, first in line 1)"),
        "{}",
        ran.out
    );
    let value = json(&talk(&recording, &["--json"]));
    let kinds: Vec<_> = (0..2).map(|at| &value["findings"][at]).collect();
    assert_eq!(
        (&kinds[0]["kind"], &kinds[0]["count"]),
        (&"malformed".into(), &2.into())
    );
    assert_eq!(
        (&kinds[1]["kind"], &kinds[1]["line"]),
        (&"too-large".into(), &3.into())
    );
}

#[test]
fn what_is_posted_in_another_encoding_is_named_with_the_line_that_mends_it() {
    let text = from_talk(&serde_json::to_string(LOGOUT).unwrap());
    let ran = talk(&format!("{text}\n{}", from_talk("\"ping\"")), &[]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    for expected in [
        "logout  posted as text, declared as an object  (once, first in line 1)",
        "    in protocol:\n    + envelope(object | text, tag = \"action\"),",
        "1 message looked at, 1 of somebody else's",
    ] {
        assert!(ran.out.contains(expected), "{expected}\n{}", ran.out);
    }
}

#[test]
fn what_was_read_before_a_fault_is_reported() {
    let line = from_talk(LOGOUT);
    let cut = &line[..line.len() - 9];
    let recording = format!("{line}\n{cut}");
    let ran = talk(&recording, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("1 message looked at"), "{}", ran.out);
    assert!(
        ran.out.contains("couldn't be read to its end"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("line 2, column"), "{}", ran.err);
    assert!(
        ran.err.contains("the line ends inside a value"),
        "{}",
        ran.err
    );
    let ran = talk(&recording, &["--json"]);
    let value = json(&ran);
    assert_eq!((ran.code, &value["complete"]), (2, &false.into()));
    assert_eq!(value["messages"], 1);
}

#[test]
fn recordings_that_were_put_together_are_named() {
    let recording = format!("{{\"cti\":1}}\n{}\n", from_talk(LOGOUT));
    for (between, met) in [
        ("", "line 3: a second header"),
        ("\u{feff}", "line 3, column 1: a byte order mark"),
        (" \u{feff}", "line 3, column 2: a byte order mark"),
    ] {
        let ran = talk(&format!("\u{feff}{recording}{between}{recording}"), &[]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(met), "{}", ran.err);
        assert!(ran.out.contains("1 message looked at"), "{}", ran.out);
    }
    let glued = format!("{}{}", from_talk(LOGOUT), from_talk(LOGOUT));
    assert!(
        talk(&glued, &[])
            .err
            .contains("a second object: a line has one")
    );
    let back = from_talk(LOGOUT).replace("\"at\":0", "\"at\":900");
    let ran = talk(&format!("{back}\n{}", from_talk(LOGOUT)), &[]);
    assert!(
        ran.err.contains("line 2: `at` goes back from 900 to 0"),
        "{}",
        ran.err
    );
}

#[test]
fn a_source_that_is_null_is_no_window_that_is_known() {
    let line = from_talk(LOGOUT).replace("\"at\":0", "\"at\":0,\"source\":null");
    let line = crate::only(&line);
    assert_eq!(
        (&line["gate"], &line["source"]),
        (&"source".into(), &0.into())
    );
}

#[test]
fn half_of_a_surrogate_pair_in_a_posted_string_is_judged_as_live() {
    let verdict = |body: &str| {
        let data = serde_json::Value::from(body).to_string();
        let data = data.replace("HALF", r"\ud83d");
        let line = format!(
            r#"{{"at":0,"side":"vendor","origin":"https://phone.cloudtalk.io","data":{data}}}"#
        );
        let ran = fed(
            &["replay", "-", "-p", "cloudtalk", "--json"],
            line.as_bytes(),
        );
        crate::json_lines(&ran.out).remove(0)
    };
    let ended = r#"{"event":"ended","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","external_number":"1","internal_number":"2","contact":{"id":5,"name":"HALF"}}}"#;
    let line = verdict(ended);
    assert_eq!(
        (&line["verdict"], &line["place"]["path"]),
        (&"drifted".into(), &"properties.contact.name".into())
    );
    // Where no field is declared it costs nothing.
    let line = verdict(
        &ended
            .replace("HALF", "x")
            .replacen('{', r#"{"more":"HALF","#, 1),
    );
    assert_eq!(line["verdict"], "accepted");
}

#[test]
fn what_only_a_session_finds_fails_a_check() {
    // Halves of pairs, and marks of what JSON can't hold: in a field's place, and elsewhere.
    let sms = |sms: &str| from_talk(&format!(r#"{{"action":"sms",{sms}}}"#));
    let read = talk(&sms(r#""sms":"Hello","more":"\udc00NaN""#), &["--json"]);
    let read = json(&read);
    assert_eq!(
        (&read["messages"], &read["foreign"]),
        (&1.into(), &0.into())
    );
    assert_eq!(read["findings"][0]["kind"], "unknown-field");
    // As long as it isn't declared, it is passed over.
    assert_eq!(read["findings"][0]["suggestion"], "");
    for text in [r"\udc00a function", r"x\ud83d"] {
        let ran = talk(&sms(&format!(r#""sms":"{text}""#)), &["--json"]);
        assert_eq!(ran.code, 1);
        let report = json(&ran);
        assert_eq!(report["messages"], 1);
        let finding = &report["findings"][0];
        assert_eq!(
            (&finding["kind"], &finding["path"], &finding["line"]),
            (&"type".into(), &"sms".into(), &1.into()),
            "{report}"
        );
    }
}

#[test]
fn a_report_for_machines_is_one_value() {
    let ran = talk(
        &from_talk(r#"{"action":"news","more":"\u009b\u202e"}"#),
        &["--json"],
    );
    let value = json(&ran);
    assert_eq!(
        (&value["protocol"], &value["complete"]),
        (&"leaddesk-talk".into(), &true.into())
    );
    assert_eq!(value["drift"], true);
    assert_eq!(value["findings"][0]["into"], "Event");
    assert!(!ran.out.contains(['\u{9b}', '\u{202e}']));
    let one = json(&run(&["check", "-p", "leaddesk-talk", "--json"]));
    assert_eq!(one["protocol"], "leaddesk-talk");
    let all = json(&run(&["check", "--json"]));
    assert_eq!(all.as_array().unwrap().len(), crate::BUNDLED.len());
    assert!(all.as_array().unwrap().contains(&one));
}

#[test]
fn a_report_has_an_end() {
    let mut recording = String::new();
    for number in 0..2_000 {
        let line = from_talk(&format!(r#"{{"action":"tag-{number}","key{number}":1}}"#));
        writeln!(recording, "{line}").unwrap();
        let line = from_talk(&format!(r#"{{"action":"logout","key{number}":1}}"#));
        writeln!(recording, "{line}").unwrap();
    }
    let ran = talk(&recording, &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.len() < 200_000, "{}", ran.out.len());
    assert!(
        ran.out
            .contains("that are left off: a report has 500 kinds"),
        "{}",
        ran.out
    );
    let value = json(&talk(&recording, &["--json"]));
    let findings = value["findings"].as_array().unwrap();
    let listed = findings.iter().filter(|of| of["count"] != 0).count();
    // Messages out of turn are a kind of their own.
    assert_eq!(listed, 500);
    assert!(value["left_off"].as_u64().unwrap() >= 3_500);
    assert_eq!(value["messages"], 4_000);
}

#[test]
fn annotations_point_at_lines_of_the_recording() {
    let known = from_talk(LOGOUT);
    let new = from_talk(r#"{"action":"queueStatus","waiting":3,"a,b: 100%":1}"#);
    let elsewhere = from_talk(LOGOUT).replace("login-ce2.leaddesk.com", "talk.example");
    let ran = talk(
        &format!("{known}\n{new}\n{elsewhere}"),
        &["--format", "github"],
    );
    assert_eq!(ran.code, 1, "{}", ran.out);
    let lines: Vec<&str> = ran.out.lines().collect();
    let error = lines
        .iter()
        .find(|line| line.starts_with("::error "))
        .unwrap();
    assert!(
        error.starts_with("::error file=-,line=2,title=leaddesk-talk has drifted::"),
        "{error}"
    );
    assert!(
        error.contains("queueStatus") && error.contains("%0Ain Event:%0A"),
        "{error}"
    );
    let warning = lines
        .iter()
        .find(|line| line.starts_with("::warning "))
        .unwrap();
    assert!(
        warning.contains("line=3") && warning.contains("https://talk.example"),
        "{warning}"
    );
    assert!(
        lines.iter().any(|line| line.starts_with("::notice ")),
        "{}",
        ran.out
    );
    assert!(
        lines.iter().all(|line| line.starts_with("::")),
        "{}",
        ran.out
    );
    // What nothing was looked at of is an error there, too.
    let ran = talk(&elsewhere, &["--format", "github"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.out.contains("::error file=-,title=") && ran.out.contains("nothing was looked at"),
        "{}",
        ran.out
    );
}

#[test]
fn a_sarif_log_has_a_result_for_each_finding() {
    let new = from_talk(r#"{"action":"queueStatus","waiting":3}"#);
    let ran = talk(&new, &["--format", "sarif"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    let log = json(&ran);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    let results = run["results"].as_array().unwrap();
    let unknown = results
        .iter()
        .find(|result| result["ruleId"] == "unknown-message")
        .unwrap();
    assert_eq!(unknown["level"], "error");
    let place = &unknown["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 1);
    assert_eq!(place["artifactLocation"]["uri"], "-");
    assert!(
        unknown["message"]["text"]
            .as_str()
            .unwrap()
            .contains("queueStatus")
    );
    assert!(
        results
            .iter()
            .all(|result| rules.contains(&result["ruleId"].as_str().unwrap()))
    );
    // All bundled recordings are one log.
    let all = json(&run_all());
    assert!(all["runs"][0]["results"].as_array().unwrap().len() > results.len());
}

fn run_all() -> Ran {
    run(&["check", "--format", "sarif"])
}
