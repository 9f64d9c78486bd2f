//! What every output says of requests, ids, outcomes and deadlines.

use cti_export::drift::{self, Kind, Line, What};
use cti_export::{asyncapi, json_schema, markdown, typescript};
use cti_runtime::Protocol;
use cti_runtime::describe::Direction::{FromVendor, ToVendor};
use serde_json::Value;

use crate::ids::paired_phone::PairedPhone;
use crate::outcomes::frank_phone::FrankPhone;
use crate::requests::asking_phone::AskingPhone;

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for part in all {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn the_reference_tells_how_requests_are_answered() {
    says(
        &markdown(AskingPhone::description()),
        &[
            "A request has an id in `id` (made as strings), and its answer the same one in `id`, with \
             the result in `result` or the error in `error`",
            "A request that nobody knows is answered with the error `{ \"code\": 404 }`.",
            "Answered with `User`, or `Problem` if it failed.",
            "Its answer is waited for 500 ms.",
            "Every answer has `\"type\": \"answer\"`.",
        ],
    );
    says(
        &markdown(FrankPhone::description()),
        &[
            "| `success` | `boolean` |",
            "| `data` | `User` |",
            "| `errorCode` | `string` |",
            "If it failed, and only then.",
        ],
    );
    says(
        &markdown(PairedPhone::description()),
        &["By it an answer finds what it answers."],
    );
}

#[test]
fn types_have_the_id_and_either_of_the_two() {
    says(
        &typescript(AskingPhone::description()),
        &[
            "export type Ask =",
            "request: \"user\";\n  id: string | number;",
            "export type AskAnswer = UserAskAnswer | RenameAskAnswer | VersionAskAnswer;",
            "({ result: User; error?: null } | { error: Problem; result?: null })",
            "type: \"answer\";\n  responseId: string | number;",
            "({ success: true; data: Contact; errorCode?: null } | \
             { success: false; errorCode: string; data?: null })",
        ],
    );
    says(
        &typescript(FrankPhone::description()),
        &["({ success: true; data: User; errorCode?: null } | "],
    );
}

#[test]
fn schemas_say_what_an_answer_needs() {
    let schema: Value = serde_json::from_str(&json_schema(AskingPhone::description())).unwrap();
    let definitions = &schema["$defs"];
    let request = &definitions["UserAsk"];
    let required = request["required"].as_array().unwrap();
    assert!(
        ["request", "id"]
            .iter()
            .all(|key| required.contains(&Value::from(*key)))
    );
    assert_eq!(request["examples"][0]["params"]["userId"], "u-7");
    let answer = &definitions["UserAskAnswer"];
    assert_eq!(answer["required"], serde_json::json!(["id"]));
    assert_eq!(
        answer["anyOf"][0]["required"],
        serde_json::json!(["result"])
    );
    assert_eq!(answer["anyOf"][1]["required"], serde_json::json!(["error"]));
    assert_eq!(answer["examples"][1]["error"]["code"], 410);
    let question = &definitions["ContactQuestionAnswer"];
    assert_eq!(question["properties"]["type"]["const"], "answer");
    assert_eq!(
        question["anyOf"][0]["required"],
        serde_json::json!(["success", "data"])
    );

    let schema: Value = serde_json::from_str(&json_schema(FrankPhone::description())).unwrap();
    let reply = &schema["$defs"]["UserReplyEvent"];
    assert_eq!(reply["anyOf"][1]["properties"]["success"]["const"], false);
}

#[test]
fn operations_name_their_replies() {
    let document: Value = serde_json::from_str(&asyncapi(AskingPhone::description())).unwrap();
    let operations = document["operations"].as_object().unwrap();
    let asked = operations
        .values()
        .find(|of| of["messages"][0]["$ref"] == "#/channels/asks/messages/user")
        .unwrap();
    assert_eq!(asked["action"], "send");
    assert_eq!(
        asked["reply"]["messages"][0]["$ref"],
        "#/channels/askAnswers/messages/user"
    );
    let component = &document["channels"]["askAnswers"]["messages"]["user"]["$ref"];
    assert_eq!(component, "#/components/messages/UserAskAnswer");
}

#[test]
fn a_recording_is_read_with_its_answers() {
    let line = |number, direction, json| Line {
        number,
        direction,
        what: What::Message(json),
    };
    let lines = [
        line(
            1,
            ToVendor,
            r#"{"request":"user","id":"a","params":{"userId":"u"}}"#,
        ),
        line(
            2,
            FromVendor,
            r#"{"id":"a","result":{"name":"Ada","phone":"+1"}}"#,
        ),
        line(
            3,
            ToVendor,
            r#"{"request":"user","id":"b","params":{"userId":"u"}}"#,
        ),
        line(
            4,
            FromVendor,
            r#"{"id":"b","result":{"name":7,"phone":"+1"}}"#,
        ),
        line(
            5,
            FromVendor,
            r#"{"id":"c","result":{"name":7,"phone":"+1"}}"#,
        ),
        line(
            6,
            FromVendor,
            r#"{"question":"contact","requestId":1,"number":"+1"}"#,
        ),
        line(
            7,
            ToVendor,
            r#"{"type":"answer","responseId":1,"success":true}"#,
        ),
    ];
    let drift = drift::compare(AskingPhone::description(), lines, []);
    assert_eq!((drift.messages, drift.foreign), (6, 1));
    let found: Vec<_> = drift
        .findings
        .iter()
        .filter(|finding| !finding.kind.is_absence())
        .map(|finding| (finding.kind, finding.line, &*finding.path))
        .collect();
    assert_eq!(
        found,
        [
            (Kind::Type, Some(4), "result.name"),
            (Kind::Missing, Some(7), "data"),
        ]
    );
    let line = |json| line(1, FromVendor, json);
    let reply = [
        line(r#"{"type":"userReply","success":false,"errorCode":"gone"}"#),
        line(r#"{"type":"userReply","success":true,"data":{"name":1}}"#),
    ];
    let drift = drift::compare(FrankPhone::description(), reply, []);
    let found: Vec<_> = drift
        .findings
        .iter()
        .filter(|finding| !finding.kind.is_absence())
        .map(|finding| (finding.kind, &*finding.path))
        .collect();
    assert_eq!(found, [(Kind::Type, "data.name")]);
}
