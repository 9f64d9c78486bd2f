//! What a drift report says of recordings that differ from their declaration.

#![expect(clippy::expect_used, reason = "a test fails by it")]

#[path = "support/called.rs"]
mod called;
#[path = "support/generate.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod generate;
#[path = "support/posted.rs"]
mod posted;
#[path = "support/sink_answers.rs"]
mod sink_answers;

use called::Back;
use cti_export::drift::{Drift, Finding, Kind, Line, OutOfTurn, What, compare};
use cti_runtime::Protocol;
use cti_runtime::describe::Direction::{self, FromVendor, ToVendor};
use cti_runtime::describe::{Description, Family, FamilyKind, Message, Sample};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::desk_open_cti::DeskOpenCti;
use cti_vendors::hubspot_calling::HubspotCalling;
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_vendors::registry;
use cti_vendors::ringcentral::Ringcentral;
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;
use generate::{Maker, Random};
use serde_json::{Value, json};
use sink_answers::sink_answers::SinkAnswers;

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

/// Who sent a line, its name, what it is, and its text.
type Text = (Direction, &'static str, char, String);

fn sampled(family: &Family, message: &Message, sample: &Sample) -> Text {
    let (name, direction) = (message.tag, family.direction);
    match (sample, called::of_sample(message, sample)) {
        (Sample::Message(json) | Sample::Posted(json), _) => {
            (direction, name, 'm', (*json).to_owned())
        }
        (Sample::Arguments(json), _) => (direction, name, 'c', (*json).to_owned()),
        (_, Some((Back::Apart, json))) => (direction.opposite(), name, 'x', json.to_string()),
        (_, back) => {
            let json = back.map_or(Value::Null, |(_, json)| json).to_string();
            if family.is_function(message) {
                (direction.opposite(), name, 'r', json)
            } else {
                (direction, name, 'f', json)
            }
        }
    }
}

/// The samples of a request: each of its arguments is asked, and each of its answers answers
/// something.
fn asked_and_answered(
    description: &'static Description,
    family: &'static Family,
    message: &'static Message,
    from: usize,
) -> Vec<Text> {
    let requests = family.requests.expect("a family of requests");
    let parsed = |json| serde_json::from_str::<Value>(json).expect("JSON");
    let answering = match family.direction {
        FromVendor => ToVendor,
        ToVendor => FromVendor,
    };
    let mut texts = Vec::new();
    for (id, sample) in (from..).zip(message.samples) {
        let id = json!(id.to_string());
        let said = match sample {
            Sample::Arguments(json) => {
                let request = posted::request(family, message, &parsed(json), &id);
                texts.push((family.direction, message.tag, 'm', request.to_string()));
                continue;
            }
            Sample::Result(json) => Ok(parsed(json)),
            Sample::Error(json) => Err(parsed(json)),
            Sample::Message(_) | Sample::Posted(_) => continue,
        };
        let mut request = Maker {
            description,
            random: &mut Random::new(1),
            full: true,
        }
        .message(family, message);
        if let Some(key) = requests.id {
            *posted::at_mut(&mut request, key) = id.clone();
        }
        let answer = posted::answer(&requests, said.as_ref(), &id);
        texts.push((family.direction, message.tag, 'm', request.to_string()));
        texts.push((answering, message.tag, 'm', answer.to_string()));
    }
    texts
}

#[test]
fn samples_don_t_drift() {
    let shipped = registry::protocols().iter();
    let mut descriptions: Vec<_> = shipped.map(|entry| (entry.description)()).collect();
    descriptions.push(SinkAnswers::description());
    for description in descriptions {
        let mut texts = Vec::new();
        for family in description.families {
            for message in family.messages {
                if family.kind == FamilyKind::Requests {
                    texts.extend(asked_and_answered(
                        description,
                        family,
                        message,
                        texts.len(),
                    ));
                } else {
                    let samples = message.samples.iter();
                    texts.extend(samples.map(|sample| sampled(family, message, sample)));
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
                    'x' => What::Reject { name, body: json },
                    _ => What::Fire { name, body: json },
                },
            });
        let drift = compare(description, lines, []);
        assert!(!drift.is_drift(), "{}: {drift}", description.name);
        assert_eq!(drift.foreign, 0);
        assert_eq!(
            drift.messages,
            texts.iter().filter(|text| !"rx".contains(text.2)).count()
        );
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
        "since: DateTime",
        "by: Option<String>",
        "r#type: u64",
    ] {
        assert!(finding.suggestion.contains(part), "{}", finding.suggestion);
    }
    // A field of `each(…)` is every message's already.
    assert!(!finding.suggestion.contains("call_uuid"));
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
            r#"{"action":"connected","callStart":"2026-01-31 09:30:05","agent-ID":7,"beta":true,"Ada Ek":1}"#,
            r#"{"action":"connected","callStart":"2026-01-31 09:30:05","agent-ID":8,"+12025550123":2}"#,
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
            ("agent-ID", 2, r#"#[rename("agent-ID")] agent_id: u64,"#),
            ("beta", 1, "beta: Option<bool>,"),
            // Data that is a key isn't shown, and is taken whatever it is.
            ("•••", 2, "#[flatten] more: Map<Json>,"),
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
fn content_of_which_any_entry_is_kept_is_an_object() {
    let failed = |data: &str| {
        let json =
            format!(r#"{{"type":"CREATE_ENGAGEMENT_FAILED","data":{data},"messageId":"m-1"}}"#);
        posted::<HubspotCalling>(FromVendor, &[&json])
    };
    for data in ["true", "[1]"] {
        let drift = failed(data);
        assert_eq!(only(&drift).kind, Kind::Type, "{drift}");
    }
    for data in ["null", "{}", r#"{"any": 1}"#] {
        assert!(
            !failed(data)
                .findings
                .iter()
                .any(|finding| !finding.kind.is_absence())
        );
    }
}

#[test]
fn an_answer_that_nobody_waits_for_is_no_message_of_its_own() {
    for (answering, kind) in [(ToVendor, "post"), (FromVendor, "adapter")] {
        let json =
            format!(r#"{{"type":"rc-{kind}-message-response","responseId":"1","response":true}}"#);
        let drift = posted::<Ringcentral>(answering, &[&json]);
        assert!(!drift.is_drift(), "{drift}");
        assert_eq!((drift.messages, drift.foreign), (0, 1));
    }
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
            .starts_with(r#"#[rename("prd-jp")] PrdJp,"#),
        "{finding}"
    );
    let status = r#"{"action":"agentStatusChanged","data":{"status":"lunch"}}"#;
    let drift = posted::<TalkdeskEmbedded>(FromVendor, &[status, status]);
    let finding = only(&drift);
    assert_eq!((finding.count, finding.suggestion.as_str()), (2, "Lunch,"));
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
fn bodies_that_are_either_of_two() {
    let (missing, both) = (Kind::Missing, Kind::Type);
    for (json, kind, path) in [
        // There is no content, and nothing in it.
        (r#"{"kind":"dialled"}"#, missing, "success"),
        (r#"{"kind":"dialled","body":null}"#, missing, "success"),
        (r#"{"kind":"dialled","body":{}}"#, missing, "success"),
        (r#"{"kind":"found"}"#, missing, "result"),
        (r#"{"kind":"dialled","body":7}"#, both, "body"),
        // One speaks against the other.
        (
            r#"{"kind":"dialled","body":{"success":true,"error":"busy"}}"#,
            both,
            "",
        ),
        (
            r#"{"kind":"dialled","body":{"success":false,"error":"busy","data":1}}"#,
            both,
            "",
        ),
        (r#"{"kind":"told","result":true,"error":"gone"}"#, both, ""),
        (r#"{"kind":"told","result":7}"#, both, "result"),
        (r#"{"kind":"parked","done":false}"#, missing, "why"),
        (
            r#"{"kind":"held","body":{"success":false,"data":null}}"#,
            missing,
            "code",
        ),
    ] {
        let drift = posted::<SinkAnswers>(FromVendor, &[json]);
        let finding = only(&drift);
        assert_eq!(
            (finding.kind, finding.path.as_str()),
            (kind, path),
            "{json}"
        );
    }
    for json in [
        r#"{"kind":"hungUp"}"#,
        r#"{"kind":"hungUp","body":null}"#,
        r#"{"kind":"told"}"#,
        r#"{"kind":"held","body":{"success":true,"code":"not looked at"}}"#,
    ] {
        assert!(
            !posted::<SinkAnswers>(FromVendor, &[json]).is_drift(),
            "{json}"
        );
    }
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
                    name: "interaction.cti.setSoftphoneHeight",
                    arguments: "[true]",
                },
            ),
            line(
                2,
                FromVendor,
                What::Reply {
                    name: "interaction.cti.setSoftphoneHeight",
                    body: r#"{"result":1}"#,
                },
            ),
            line(
                3,
                ToVendor,
                What::Call {
                    name: "interaction.cti.dock",
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
                    name: "interaction.onFocus",
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
            (
                "interaction.cti.setSoftphoneHeight",
                "result",
                "fn set_softphone_height(height: Pixels) -> Json;"
            ),
            (
                "interaction.cti.setSoftphoneHeight",
                "height",
                "height: bool,"
            ),
            ("onBlur", "", "fn on_blur() -> Map<Json>;"),
            (
                "interaction.cti.dock",
                "",
                r#"#[object("interaction.cti")] fn dock(argument1: String, argument2: u64) -> Json;"#
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

/// What is flattened here is personal, and isn't of itself.
#[cti_runtime::protocol(
    vendor = "Hush",
    origins("https://phone.hush.example"),
    envelope(object, tag = "type")
)]
pub mod hush_phone {
    #[event]
    pub enum Event {
        Called {
            #[personal]
            #[flatten]
            who: Who,
        },
        Known {
            id: u64,
            #[personal]
            #[flatten]
            moods: Map<Mood>,
        },
        Which {
            #[personal]
            #[flatten]
            mood: Either,
        },
    }

    #[data]
    pub struct Who {
        mood: Mood,
    }

    #[data(one_of)]
    pub enum Either {
        Old(Mood),
        New(Mood),
    }

    #[data]
    pub enum Mood {
        Calm,
    }
}

#[test]
fn values_of_what_is_flattened_from_personal_data_are_not_shown() {
    for json in [
        r#"{"type": "called", "mood": "zephyrine"}"#,
        r#"{"type": "known", "id": 1, "any": "zephyrine"}"#,
        r#"{"type": "which", "new": "zephyrine"}"#,
    ] {
        let drift = posted::<hush_phone::HushPhone>(FromVendor, &[json]);
        let finding = only(&drift);
        assert_eq!(finding.kind, Kind::Value, "{drift}");
        let shown = drift.to_string() + &drift.to_json();
        assert!(!shown.contains("zephyrine"), "{shown}");
    }
}
