//! What a drift report says of recordings that differ from their declaration.

use cti_export::drift::{Drift, Finding, Kind, Line, OutOfTurn, What, compare};
use cti_runtime::Protocol;
use cti_runtime::describe::Direction::{self, FromVendor, ToVendor};
use cti_runtime::describe::{FamilyKind, Sample};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::desk_open_cti::DeskOpenCti;
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_vendors::registry;
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;

fn posted<P: Protocol>(direction: Direction, messages: &[&str]) -> Drift {
    let lines = messages.iter().enumerate().map(|(index, json)| Line {
        number: index + 1,
        direction,
        what: What::Message(json),
    });
    compare(P::description(), lines, [])
}

#[expect(clippy::panic, reason = "fails a test")]
fn only(drift: &Drift) -> &Finding {
    let found: Vec<&Finding> = drift
        .findings
        .iter()
        .filter(|finding| !finding.kind.is_absence())
        .collect();
    match found.as_slice() {
        [finding] => finding,
        _ => panic!("expected one finding: {drift}"),
    }
}

#[test]
fn samples_don_t_drift() {
    for entry in registry::protocols() {
        let description = (entry.description)();
        let mut texts = Vec::new();
        for family in description.families {
            for message in family.messages {
                for sample in message.samples {
                    let name = message.tag;
                    texts.push(match (sample, family.kind) {
                        (Sample::Message(json) | Sample::Posted(json), _) => {
                            (family.direction, name, 'm', (*json).to_owned())
                        }
                        (Sample::Arguments(json), _) => (ToVendor, name, 'c', (*json).to_owned()),
                        (Sample::Result(json), FamilyKind::Subscriptions) => {
                            (FromVendor, name, 'f', format!(r#"{{"result":{json}}}"#))
                        }
                        (Sample::Error(json), FamilyKind::Subscriptions) => (
                            FromVendor,
                            name,
                            'f',
                            format!(r#"{{"result":null,"error":{json}}}"#),
                        ),
                        (Sample::Result(json), _) => {
                            (FromVendor, name, 'r', format!(r#"{{"result":{json}}}"#))
                        }
                        (Sample::Error(json), _) => (
                            FromVendor,
                            name,
                            'r',
                            format!(r#"{{"result":null,"error":{json}}}"#),
                        ),
                    });
                }
            }
        }
        let lines = texts
            .iter()
            .enumerate()
            .map(|(index, (direction, name, how, json))| Line {
                number: index + 1,
                direction: *direction,
                what: match how {
                    'm' => What::Message(json),
                    'c' => What::Call {
                        name,
                        arguments: json,
                    },
                    'r' => What::Reply { name, body: json },
                    _ => What::Fire { name, body: json },
                },
            });
        let drift = compare(description, lines, []);
        assert!(!drift.is_drift(), "{}: {drift}", entry.name);
        assert_eq!(drift.foreign, 0);
        assert!(drift.messages > 0);
    }
}

#[test]
fn an_unknown_message_is_suggested_as_a_whole() {
    let drift = posted::<Cloudtalk>(
        FromVendor,
        &[
            r#"{"event":"on_hold","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","since":"2026-01-31 09:30:00","by":"agent","type":1}}"#,
            r#"{"event":"on_hold","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","since":"2026-01-31 09:30:00","by":null,"type":2}}"#,
        ],
    );
    let finding = only(&drift);
    assert_eq!(
        (finding.kind, finding.count, finding.line),
        (Kind::UnknownMessage, 2, Some(1))
    );
    // serde_json's map may sort its keys, by a feature of another crate.
    for part in [
        "OnHold { ",
        "call_uuid: Uuid",
        "since: DateTime",
        "by: Option<String>",
        "r#type: u64",
    ] {
        assert!(finding.suggestion.contains(part), "{}", finding.suggestion);
    }
    let example = finding.example.as_deref().expect("an example");
    assert!(
        example.contains("\"by\":\"•••\"") && !example.contains("agent"),
        "{example}"
    );
}

#[test]
fn an_unknown_message_of_a_flat_envelope() {
    let drift = posted::<LeaddeskTalk>(
        FromVendor,
        &[
            r#"{"action":"queue-changed","queueName":"sales","waiting":3,"callerNumber":358401234567}"#,
        ],
    );
    let finding = only(&drift);
    assert!(
        finding
            .suggestion
            .starts_with(r#"#[rename("queue-changed")] QueueChanged { "#)
    );
    for part in [
        "queue_name: String",
        "waiting: u64",
        "caller_number: PhoneNumber",
    ] {
        assert!(finding.suggestion.contains(part), "{}", finding.suggestion);
    }
    assert!(!finding.suggestion.contains("action"));
}

#[test]
fn unknown_fields_are_optional_unless_they_are_always_there() {
    let drift = posted::<LeaddeskTalk>(
        FromVendor,
        &[
            r#"{"action":"connected","callStart":"2026-01-31 09:30:05","agent ID":7,"beta":true}"#,
            r#"{"action":"connected","callStart":"2026-01-31 09:30:05","agent ID":8}"#,
        ],
    );
    let lines: Vec<_> = drift
        .findings
        .iter()
        .filter(|finding| finding.kind == Kind::UnknownField)
        .map(|finding| {
            (
                finding.path.as_str(),
                finding.count,
                finding.suggestion.as_str(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("agent ID", 2, r#"#[rename("agent ID")] agent_id: u64,"#),
            ("beta", 1, "beta: Option<bool>,"),
        ]
    );
}

#[test]
fn types_that_differ() {
    let drift = posted::<LeaddeskTalk>(
        FromVendor,
        &[r#"{"action":"call","id":"123","number":"1","direction":"in","ringStart":"x"}"#],
    );
    let finding = only(&drift);
    assert_eq!((finding.kind, finding.path.as_str()), (Kind::Type, "id"));
    assert_eq!(finding.detail, "declared as u64, came as a string");
    assert_eq!(finding.suggestion, "id: String,");

    let drift = posted::<LeaddeskTalk>(
        FromVendor,
        &[
            r#"{"action":"completed","call":{"id":1,"direction":"in","answered":true,"reason":{"name":null}}}"#,
        ],
    );
    let finding = only(&drift);
    assert_eq!(finding.path, "call.reason.name");
    assert_eq!(finding.suggestion, "name: Option<String>,");
}

#[test]
fn a_missing_field_becomes_an_option() {
    let drift = posted::<LeaddeskTalk>(FromVendor, &[r#"{"action":"login","language":"en"}"#]);
    let finding = only(&drift);
    assert_eq!(
        (finding.kind, finding.path.as_str()),
        (Kind::Missing, "origin")
    );
    assert_eq!(finding.suggestion, "origin: Option<String>,");
}

#[test]
fn values_that_aren_t_listed() {
    let region = r#"{"action":"init_td_embedded","data":{"url":"u","int":"i","aid":"a","env":"prd-jp","view":"workspace"}}"#;
    let drift = posted::<TalkdeskEmbedded>(ToVendor, &[region]);
    let finding = only(&drift);
    assert_eq!((finding.kind, finding.path.as_str()), (Kind::Value, "env"));
    assert!(
        finding
            .suggestion
            .starts_with(r#"in Region: #[rename("prd-jp")] PrdJp,"#),
        "{finding}"
    );
    let status = r#"{"action":"agentStatusChanged","data":{"status":"lunch"}}"#;
    let drift = posted::<TalkdeskEmbedded>(FromVendor, &[status, status]);
    let finding = only(&drift);
    assert_eq!(
        (finding.count, finding.suggestion.as_str()),
        (2, "in Status: Lunch,")
    );
    // A prefix family, and an alias, are listed.
    for known in ["busy_lunch", "busy"] {
        let status = format!(r#"{{"action":"agentStatusChanged","data":{{"status":"{known}"}}}}"#);
        assert!(!posted::<TalkdeskEmbedded>(FromVendor, &[&status]).is_drift());
    }
}

#[test]
fn what_is_not_a_word_is_not_shown() {
    let status = r#"{"action":"agentStatusChanged","data":{"status":"+358401234567"}}"#;
    let drift = posted::<TalkdeskEmbedded>(FromVendor, &[status]);
    let text = format!("{drift}{}", drift.to_json());
    assert!(!text.contains("358401234567"), "{text}");
    assert!(text.contains("a string of 13 characters"), "{text}");
}

#[test]
fn groups_of_keys() {
    let both = r#"{"action":"call","params":{"phone_number":"1","call_id":2}}"#;
    let finding = posted::<LeaddeskContactCard>(ToVendor, &[both]);
    assert_eq!(only(&finding).kind, Kind::Type);
    let none = r#"{"action":"call","params":{"phone_number":null}}"#;
    let finding = posted::<LeaddeskContactCard>(ToVendor, &[none]);
    assert_eq!(only(&finding).kind, Kind::Missing);
}

#[test]
fn functions_and_their_callbacks() {
    let line = |number, direction, what| Line {
        number,
        direction,
        what,
    };
    let drift = compare(
        DeskOpenCti::description(),
        [
            line(
                1,
                ToVendor,
                What::Call {
                    name: "setSoftphoneHeight",
                    arguments: r#"["300"]"#,
                },
            ),
            line(
                2,
                FromVendor,
                What::Reply {
                    name: "setSoftphoneHeight",
                    body: r#"{"result":1}"#,
                },
            ),
            line(
                3,
                ToVendor,
                What::Call {
                    name: "dock",
                    arguments: r#"["left",2]"#,
                },
            ),
            line(
                4,
                FromVendor,
                What::Fire {
                    name: "onBlur",
                    body: r#"{"result":{"url":"x"}}"#,
                },
            ),
            line(
                5,
                FromVendor,
                What::Fire {
                    name: "onFocus",
                    body: r#"{"result":null,"error":"none"}"#,
                },
            ),
        ],
        [],
    );
    let found: Vec<_> = drift
        .findings
        .iter()
        .filter(|finding| !finding.kind.is_absence())
        .map(|finding| {
            (
                finding.message.as_str(),
                finding.path.as_str(),
                finding.suggestion.as_str(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("setSoftphoneHeight", "result", "-> u64"),
            ("setSoftphoneHeight", "height", "height: String,"),
            ("onBlur", "", "fn on_blur() -> Map<Json>;"),
            (
                "dock",
                "",
                "fn dock(argument1: String, argument2: u64) -> Json;"
            ),
        ],
        "{drift}"
    );
}

#[test]
fn order_rules() {
    let broken = |name, state| OutOfTurn {
        line: 7,
        direction: FromVendor,
        name,
        machine: "Line",
        state,
    };
    let drift = compare(
        LeaddeskTalk::description(),
        [],
        [
            broken("connected", Some("Idle")),
            broken("connected", Some("Idle")),
        ],
    );
    let finding = only(&drift);
    assert_eq!(
        (finding.kind, finding.count, finding.line),
        (Kind::Order, 2, Some(7))
    );
    assert_eq!(finding.detail, "Line is Idle");
    assert_eq!(
        finding.suggestion,
        "#[moves(Line: Ringing | Idle => Talking)]"
    );

    let drift = compare(
        LeaddeskTalk::description(),
        [],
        [OutOfTurn {
            line: 1,
            direction: ToVendor,
            name: "call",
            machine: "Agent",
            state: Some("LoggedOut"),
        }],
    );
    assert_eq!(
        only(&drift).suggestion,
        "#[only(Agent: LoggedIn | LoggedOut)]"
    );
}

#[test]
fn what_never_came() {
    let drift = posted::<LeaddeskTalk>(FromVendor, &[r#"{"action":"disconnected","callEnd":"x"}"#]);
    assert!(!drift.is_drift());
    let never: Vec<_> = drift
        .findings
        .iter()
        .map(|finding| {
            (
                finding.kind,
                finding.message.as_str(),
                finding.path.as_str(),
            )
        })
        .collect();
    assert!(never.contains(&(Kind::MessageNeverSeen, "login", "")));
    assert!(never.contains(&(Kind::FieldNeverSeen, "disconnected", "recordUrl")));
    assert!(
        !never
            .iter()
            .any(|(_, message, path)| *message == "disconnected" && path.is_empty())
    );
}

#[test]
fn other_people_s_messages_are_counted() {
    let drift = posted::<LeaddeskTalk>(FromVendor, &["x", "[]", "{}", r#"{"action":1}"#, "null"]);
    assert_eq!((drift.messages, drift.foreign), (0, 5));
    assert!(!drift.is_drift());
}

#[test]
fn nothing_of_the_values_is_in_a_report() {
    let messages = [
        r#"{"action":"jwt","jwt":17,"more":"s3cret"}"#,
        r#"{"action":"s3cretless","token":"s3cret-token","deep":{"a":["s3cret"]}}"#,
        r#"{"action":"completed","call":{"id":"s3cret","direction":{"s":"s3cret"},"answered":"s3cret"}}"#,
    ];
    let drift = posted::<LeaddeskTalk>(FromVendor, &messages);
    let text = format!("{drift}{}", drift.to_json()).replace("s3cretless", "");
    assert!(!text.contains("s3cret"), "{text}");
    assert!(drift.is_drift());
}
