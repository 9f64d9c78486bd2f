//! Is what a simulated phone or a demo application posts shown, and to which origin?

use crate::{BUNDLED, json_lines, run, talk};

#[test]
fn a_simulated_phone_answers_the_page() {
    for (protocol, _) in BUNDLED {
        let ran = run(&["replay", "-p", protocol, "--against", "simulator", "--json"]);
        assert_eq!((ran.code, &*ran.err), (0, ""));
        let lines = json_lines(&ran.out);
        let posted: Vec<_> = lines
            .iter()
            .filter(|line| line["kind"] == "posted")
            .collect();
        // CloudTalk's phone takes no commands.
        assert_eq!(posted.is_empty(), protocol == "cloudtalk", "{protocol}");
        for line in posted {
            assert_eq!(line["side"], "vendor");
            assert_ne!(line["verdict"], "refused", "{line}");
            if protocol == "desk-open-cti" {
                assert!(line["target"].is_null());
            } else {
                assert_eq!(line["target"], "https://crm.example");
            }
        }
    }
}

#[test]
fn a_demo_application_answers_the_phone() {
    for (protocol, _) in BUNDLED {
        let ran = run(&["replay", "-p", protocol, "--against", "demo", "--json"]);
        assert_eq!((ran.code, &*ran.err), (0, ""));
        for line in json_lines(&ran.out)
            .iter()
            .filter(|line| line["kind"] == "posted")
        {
            assert_eq!(line["side"], "app");
            assert_ne!(line["verdict"], "refused", "{line}");
            let target = line["target"].as_str().unwrap_or_default();
            let expected = match protocol {
                "leaddesk-talk" => "https://login-ce2.leaddesk.com",
                "leaddesk-contact-card" => "https://ce2.leaddesk.com",
                "aircall" => "https://workspace.aircall.io",
                "ringcentral" => "https://apps.ringcentral.com",
                "dialpad" => "https://dialpad.com",
                "justcall" => "https://app.justcall.io",
                "talkdesk-embedded" => "https://prd-cdn-talkdesk.talkdesk.com",
                _ => "",
            };
            assert_eq!(target, expected);
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
    for (protocol, _) in BUNDLED {
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
