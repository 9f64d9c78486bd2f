//! What a tool is told of answers that its own side posted: what it would be told of the other's.

use cti_runtime::Data;
use cti_runtime::Millis;
use cti_runtime::tools::{self, AnySession, Input, Report, Verdict};
use cti_tests::answers::pilot_phone::PilotPhone;

use crate::sides::{app, from_page};

const ORIGIN: &str = "https://phone.pilot.example";

fn asked(watched: &mut dyn AnySession, json: &str) {
    let post = cti_runtime::Post::new(cti_runtime::Source(1), ORIGIN, Data::Object(json));
    let report = watched.receive(&Input::Post(post), Millis(0));
    assert!(
        matches!(report.verdict, Verdict::Accepted | Verdict::Unknown),
        "{report:?}"
    );
}

fn answered(watched: &mut dyn AnySession, json: &str) -> Report {
    watched.observe(&Input::Post(from_page(json)), Millis(1))
}

#[test]
fn an_answer_that_looks_like_a_message_settles_what_was_asked() {
    let mut watched = tools::watch(app::<PilotPhone>());
    asked(
        &mut *watched,
        r#"{"question":"contact","requestId":"q-1","data":{"number":"+12025550123"}}"#,
    );
    let json = r#"{"type":"answer","responseId":"q-1","success":true,"data":{"name":"Ada"}}"#;
    let report = answered(&mut *watched, json);
    assert!(matches!(report.verdict, Verdict::Answered), "{report:?}");
    assert_eq!(report.name, "contact");
    assert_eq!(report.fields, r#"{"name":"Ada"}"#);
    // Nobody waits for another.
    let report = answered(&mut *watched, json);
    assert!(matches!(report.verdict, Verdict::Refused(_)), "{report:?}");
    // A message of a new kind is one, whatever it is called.
    let report = answered(&mut *watched, r#"{"type":"answer","id":7}"#);
    assert!(matches!(report.verdict, Verdict::Unknown), "{report:?}");
}

#[test]
fn an_answer_of_another_type_has_drifted() {
    let mut watched = tools::watch(app::<PilotPhone>());
    for said in [
        r#""success":true,"data":{"name":7}"#,
        r#""success":true"#,
        r#""success":"yes","data":{"name":"Ada"}"#,
        r#""data":{"name":"Ada"}"#,
        r#""success":false,"data":{"name":"Ada"},"code":4"#,
        r#""success":false,"code":"4""#,
    ] {
        asked(
            &mut *watched,
            r#"{"question":"contact","requestId":1,"data":{"number":"+1202"}}"#,
        );
        let json = format!(r#"{{"type":"answer","responseId":1,{said}}}"#);
        let report = answered(&mut *watched, &json);
        assert!(
            matches!(report.verdict, Verdict::Drifted { .. }),
            "{report:?}"
        );
        assert_eq!(report.name, "contact");
        assert!(!report.fields.contains("Ada"), "{report:?}");
        // It was an answer all the same.
        let report = answered(&mut *watched, &json);
        assert!(matches!(report.verdict, Verdict::Refused(_)), "{report:?}");
    }
    asked(
        &mut *watched,
        r#"{"question":"contact","requestId":1,"data":{"number":"+1202"}}"#,
    );
    let twice = r#"{"type":"answer","responseId":1,"success":false,"code":4,"success":true}"#;
    let report = answered(&mut *watched, twice);
    let Verdict::Refused(refusal) = report.verdict else {
        panic!("{report:?}");
    };
    assert_eq!(refusal.gate(), cti_runtime::Gate::Malformed);
    // It still waits.
    let failed = r#"{"type":"answer","responseId":1,"success":false,"code":4}"#;
    let report = answered(&mut *watched, failed);
    assert!(matches!(report.verdict, Verdict::Answered), "{report:?}");
    assert_eq!(report.fields, r#"{"code":4}"#);
}

#[test]
fn what_is_said_to_a_request_that_nobody_knows_is_shown_masked() {
    let mut watched = tools::watch(app::<PilotPhone>());
    asked(&mut *watched, r#"{"question":"weather","requestId":"q-2"}"#);
    let json = r#"{"type":"answer","responseId":"q-2","success":false,"code":404,"why":"none"}"#;
    let report = answered(&mut *watched, json);
    assert!(matches!(report.verdict, Verdict::Answered), "{report:?}");
    assert!(!report.fields.contains("none"), "{report:?}");
}

#[test]
fn a_message_is_for_the_handler_of_its_own_family() {
    let mut watched = tools::watch(app::<PilotPhone>());
    for (json, family, handler) in [
        (r#"{"type":"line","data":{}}"#, "Notice", "line"),
        (
            r#"{"question":"contact","requestId":1,"data":{"number":"+1202"}}"#,
            "Question",
            "contact",
        ),
        (r#"{"question":"ready","requestId":2}"#, "Question", "ready"),
        (
            r#"{"question":"weather","requestId":3}"#,
            "Question",
            "unknown",
        ),
        (r#"{"type":"weather"}"#, "Notice", "unknown"),
    ] {
        let post = cti_runtime::Post::new(cti_runtime::Source(1), ORIGIN, Data::Object(json));
        let report = watched.receive(&Input::Post(post), Millis(0));
        assert_eq!(
            (report.family, report.handler),
            (Some(family), Some(handler)),
            "{json}"
        );
    }
    let report = answered(
        &mut *watched,
        r#"{"type":"request","path":"/version","id":1}"#,
    );
    assert_eq!(
        (report.family, report.handler),
        (Some("Ask"), Some("version"))
    );
}
