//! Do the bundled recordings show what they are there to show?

use std::collections::BTreeSet;

use cti_vendors::registry;

use crate::{BUNDLED, json_lines, run};

#[test]
fn all_are_replayed_without_arguments() {
    let ran = run(&[]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    for &(protocol, _) in BUNDLED {
        assert!(ran.out.contains(&format!("\n{protocol}  ")) || ran.out.starts_with(protocol));
        assert!(
            ran.out.contains(&format!(" messages of {protocol}\n")),
            "{protocol}"
        );
    }
    let last = ran.out.lines().last().unwrap();
    assert!(last.starts_with("refused by gate: "), "{last}");
    assert_eq!(run(&["replay"]).out, ran.out);
}

#[test]
fn one_is_replayed_by_its_name() {
    let ran = run(&["replay", "--protocol", "cloudtalk"]);
    assert!(ran.out.starts_with("cloudtalk  "));
    assert!(!ran.out.contains("leaddesk"));
}

#[test]
fn each_shows_every_fate_that_a_message_can_have() {
    let ran = run(&["replay", "--json"]);
    for &(protocol, _) in BUNDLED {
        let lines = json_lines(&ran.out);
        let of: Vec<_> = lines
            .iter()
            .filter(|line| line["protocol"] == protocol)
            .collect();
        let verdicts: BTreeSet<&str> = of
            .iter()
            .filter_map(|line| line["verdict"].as_str())
            .collect();
        for verdict in ["accepted", "drifted", "refused", "unknown"] {
            assert!(
                verdicts.contains(verdict),
                "{protocol} has nothing {verdict}"
            );
        }
        assert!(
            of.iter().any(|line| line["turn"] == "out_of_turn"),
            "{protocol}"
        );
        assert!(of.iter().any(|line| line["moved"].is_array()), "{protocol}");
        let gates: BTreeSet<&str> = of.iter().filter_map(|line| line["gate"].as_str()).collect();
        // A library has neither windows nor origins.
        let plausible: &[&str] = match registry::find(protocol).unwrap().origin {
            None => &["size", "not_ours", "malformed"],
            Some(_) => &["source", "origin", "size", "not_ours", "malformed"],
        };
        for gate in plausible {
            assert!(
                gates.contains(gate),
                "{protocol} has nothing refused by {gate}"
            );
        }
    }
}

#[test]
fn personal_data_and_tokens_stay_inside() {
    for &(protocol, recording) in BUNDLED {
        let secrets = secrets(recording);
        assert!(!secrets.is_empty(), "{protocol} has nothing to hide");
        let recorded: String = recording.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(
            secrets.iter().all(|secret| recorded.contains(secret)),
            "{secrets:?}"
        );
        for args in [
            &["replay", "-p", protocol][..],
            &["replay", "-p", protocol, "--json"],
            &["replay", "-p", protocol, "--against", "simulator"],
            &["replay", "-p", protocol, "--against", "simulator", "--json"],
            &["replay", "-p", protocol, "--against", "demo"],
            &["replay", "-p", protocol, "--against", "demo", "--json"],
        ] {
            let ran = run(args);
            assert_eq!(ran.code, 0);
            // Broken lines and grouped digits hide nothing.
            let shown: String = ran.out.chars().filter(|c| !c.is_whitespace()).collect();
            for secret in &secrets {
                assert!(!shown.contains(secret), "{secret} is shown by {args:?}");
            }
        }
    }
}

/// Phone numbers, names, addresses and texts of a recording, without blanks.
pub(crate) fn secrets(recording: &str) -> BTreeSet<String> {
    let mut secrets = BTreeSet::new();
    for (at, _) in recording.match_indices('+') {
        let number: String = recording[at + 1..]
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == ' ')
            .filter(char::is_ascii_digit)
            .collect();
        if number.len() > 8 {
            secrets.insert(number);
        }
    }
    for text in [
        "Ada Example",
        "Jo Example",
        "Lee Example",
        "ada@example.com",
        "12345677890",
        "The quote is on its way.",
        "Wants a quote",
        "recordings.example",
        "Order 7 is late",
        "photos/17",
        "[blanked]",
    ] {
        if recording.contains(text) {
            secrets.insert(text.split_whitespace().collect());
        }
    }
    secrets
}
