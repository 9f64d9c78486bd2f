//! Is what a simulated phone or a demo application posts shown, and to which origin?

use cti_runtime::describe::Direction;
use cti_vendors::registry;

use crate::{BUNDLED, json_lines, run, talk};

#[test]
fn a_simulated_phone_answers_the_page() {
    for entry in registry::protocols() {
        let protocol = entry.name;
        let ran = run(&["replay", "-p", protocol, "--against", "simulator", "--json"]);
        assert_eq!((ran.code, &*ran.err), (0, ""));
        let lines = json_lines(&ran.out);
        let posted: Vec<_> = lines
            .iter()
            .filter(|line| line["kind"] == "posted")
            .collect();
        // A phone that takes no commands has nothing to answer.
        let mut commands = (entry.description)().families_of(Direction::ToVendor);
        let takes_none = commands.all(|family| family.messages.is_empty());
        assert_eq!(posted.is_empty(), takes_none, "{protocol}");
        for line in posted {
            assert_eq!(line["side"], "vendor");
            assert_ne!(line["verdict"], "refused", "{line}");
            match entry.origin {
                None => assert!(line["target"].is_null()),
                Some(_) => assert_eq!(line["target"], "https://crm.example"),
            }
        }
    }
}

#[test]
fn a_demo_application_answers_the_phone() {
    for entry in registry::protocols() {
        let protocol = entry.name;
        let ran = run(&["replay", "-p", protocol, "--against", "demo", "--json"]);
        assert_eq!((ran.code, &*ran.err), (0, ""));
        for line in json_lines(&ran.out)
            .iter()
            .filter(|line| line["kind"] == "posted")
        {
            assert_eq!(line["side"], "app");
            assert_ne!(line["verdict"], "refused", "{line}");
            // The recorded phone is where the simulated one is.
            assert_eq!(line["target"].as_str(), entry.origin, "{protocol}");
        }
    }
    let ran = run(&["replay", "-p", "leaddesk-talk", "--against", "demo"]);
    assert!(
        ran.out.contains("posted    answer by the demo application"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("to https://login-ce2.leaddesk.com\n"));
}

#[test]
fn the_recorded_lines_are_judged_as_they_are_without() {
    for &(protocol, _) in BUNDLED {
        let messages = |args: &[&str]| -> Vec<serde_json::Value> {
            let args = [&["replay", "-p", protocol, "--json"], args].concat();
            let lines = json_lines(&run(&args).out);
            lines
                .into_iter()
                .filter(|line| line["kind"] == "message")
                .collect()
        };
        let alone = messages(&[]);
        assert_eq!(alone, messages(&["--against", "simulator"]));
        assert_eq!(alone, messages(&["--against", "demo"]));
    }
}

#[test]
fn a_simulated_phone_serves_one_page() {
    let post = |origin: &str| {
        format!(r#"{{"at":0,"side":"app","origin":"{origin}","data":{{"action":"getJwt"}}}}"#)
    };
    let lines = [post("https://crm.example"), post("https://evil.example")].join("\n");
    let ran = talk(&lines, &["--against", "simulator", "--json"]);
    let lines = json_lines(&ran.out);
    let messages: Vec<_> = lines
        .iter()
        .filter(|line| line["kind"] == "message")
        .collect();
    assert!(messages[0]["turned_away"].is_null());
    assert_eq!(messages[1]["turned_away"]["gate"], "origin");
    let targets: Vec<_> = lines
        .iter()
        .filter_map(|line| line["target"].as_str())
        .collect();
    assert!(!targets.is_empty());
    assert!(
        targets
            .iter()
            .all(|target| *target == "https://crm.example"),
        "{targets:?}"
    );
}
