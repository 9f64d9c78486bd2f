//! Can a machine read it?

use crate::{BUNDLED, json_lines, only, run, talk};

#[test]
fn every_line_is_an_object_of_a_known_kind() {
    let ran = run(&["replay", "--json", "--against", "simulator"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    let lines = json_lines(&ran.out);
    for line in &lines {
        let kind = line["kind"].as_str().unwrap();
        assert!(
            ["message", "posted", "summary", "total"].contains(&kind),
            "{kind}"
        );
    }
    // The first line of each is its header.
    let messages: usize = BUNDLED
        .iter()
        .map(|(_, text)| text.lines().count() - 1)
        .sum();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line["kind"] == "message")
            .count(),
        messages
    );
    let total = lines.last().unwrap();
    assert_eq!(
        (&total["kind"], &total["messages"]),
        (&"total".into(), &messages.into())
    );
}

#[test]
fn counts_add_up() {
    let ran = run(&["replay", "--json"]);
    let lines = json_lines(&ran.out);
    let number = |line: &serde_json::Value, key: &str| line[key].as_u64().unwrap();
    for line in lines
        .iter()
        .filter(|line| line["kind"] == "summary" || line["kind"] == "total")
    {
        let sum = |keys: &[&str]| keys.iter().map(|key| number(line, key)).sum::<u64>();
        let messages = number(line, "messages");
        assert_eq!(messages, sum(&["received", "sent"]));
        assert_eq!(
            messages,
            sum(&["accepted", "unknown", "drifted", "refused"])
        );
        let gates = line["refused_by_gate"].as_object().unwrap().values();
        assert_eq!(
            number(line, "refused"),
            gates.map(|gate| gate.as_u64().unwrap()).sum::<u64>()
        );
    }
}

#[test]
fn an_accepted_message_has_handler_fields_and_moves() {
    let ran = run(&["replay", "-p", "leaddesk-talk", "--json"]);
    let lines = json_lines(&ran.out);
    let login = lines
        .iter()
        .find(|line| line["message"] == "login")
        .unwrap();
    let expected = serde_json::json!({
        "kind": "message", "protocol": "leaddesk-talk", "line": login["line"], "at": login["at"],
        "side": "vendor", "origin": "https://login-ce2.leaddesk.com", "source": 1,
        "verdict": "accepted", "message": "login", "handler": "login",
        "fields": {"language": "en", "origin": "https://login-ce2.leaddesk.com/"},
        "turn": "in_turn",
        "moved": [{"machine": "Agent", "from": "LoggedOut", "to": "LoggedIn"}],
    });
    assert_eq!(*login, expected);
}

#[test]
fn what_is_out_of_turn_says_what_was_needed() {
    let lines = [
        r#"{"cti":1,"synced":true}"#,
        r#"{"at":0,"side":"app","origin":"https://crm.example","data":{"action":"useSettings"}}"#,
    ];
    let ran = talk(&lines.join("\n"), &["--json"]);
    let line = &json_lines(&ran.out)[0];
    assert_eq!(line["turn"], "out_of_turn");
    let expected =
        serde_json::json!({"machine": "Agent", "state": "LoggedOut", "allowed": ["LoggedIn"]});
    assert_eq!(line["violation"], expected);
    let summary = &json_lines(&ran.out)[1];
    assert_eq!(
        (&summary["out_of_turn"], &summary["accepted"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn a_recording_that_starts_in_the_middle_breaks_no_rule() {
    let line =
        r#"{"at":0,"side":"app","origin":"https://crm.example","data":{"action":"useSettings"}}"#;
    assert_eq!(only(line)["turn"], "unsynced");
    let ran = talk(line, &["--json", "--synced"]);
    assert_eq!(json_lines(&ran.out)[0]["turn"], "out_of_turn");
}

#[test]
fn a_reload_starts_the_rules_again() {
    let login = crate::from_talk(r#"{"action":"login","language":"en","origin":"x"}"#);
    let twice = format!("{login}\n{login}");
    let turns = |recording: &str| -> Vec<String> {
        let ran = talk(recording, &["--json", "--synced"]);
        let lines = json_lines(&ran.out);
        lines
            .iter()
            .filter_map(|line| line["turn"].as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(turns(&twice), ["in_turn", "out_of_turn"]);
    let reloaded = format!("{login}\n{{\"at\":0,\"reload\":true}}\n{login}");
    assert_eq!(turns(&reloaded), ["in_turn", "in_turn"]);
    let ran = talk(&reloaded, &["--json"]);
    assert_eq!(json_lines(&ran.out)[1]["kind"], "reload");
}

#[test]
fn calls_that_nobody_answers_are_listed() {
    let lines = [
        r#"{"cti":1,"protocol":"desk-open-cti"}"#,
        r#"{"at":0,"call":{"id":7,"name":"interaction.isVisible"}}"#,
        r#"{"at":1,"call":{"id":8,"name":"interaction.isVisible","args":[]}}"#,
        r#"{"at":2,"reply":{"id":8,"result":true}}"#,
    ];
    let ran = crate::fed(&["replay", "-", "--json"], lines.join("\n").as_bytes());
    let summary = json_lines(&ran.out).pop().unwrap();
    assert_eq!(
        summary["unanswered"],
        serde_json::json!([{"call": 7, "message": "interaction.isVisible"}])
    );
    let ran = crate::fed(&["replay", "-"], lines.join("\n").as_bytes());
    assert!(
        ran.out
            .contains("unanswered  interaction.isVisible (call 7)"),
        "{}",
        ran.out
    );
}
