//! What the exports tell of families and constants.

use cti_export::drift::{Kind, Line, What, compare};
use cti_export::{markdown, typescript};
use cti_runtime::Protocol as _;
use cti_runtime::describe::Direction::{self, FromVendor, ToVendor};

use cti_tests::nested::lantern::Lantern;

use crate::families::carillon::Carillon;
use crate::prefixes::bell_dialer::BellDialer;

#[test]
fn the_reference_tells_them() {
    let bell = markdown(BellDialer::description());
    for line in [
        r#"Every message has `"api": "opencti_bell"`, `"channel": 7`, `"x-embed": true`, `"from": "phone"`;"#,
        r#"Every message is written with `"version": "1.0"`."#,
        "## From Bell to the page\n",
        "**`phone_loggedIn`**",
        "Beside the content.",
    ] {
        assert!(bell.contains(line), "{line}\nis not in\n{bell}");
    }
    let whole = "*the whole content*";
    let with_value = bell.matches(whole).count();
    assert_eq!(
        with_value, 2,
        "the values of both echoes, and no field beside them"
    );
    let carillon = markdown(Carillon::description());
    for heading in [
        "## From Carillon to the page: Notice",
        "## From Carillon to the page: Question",
        "## From the page to Carillon: Request",
    ] {
        assert!(
            carillon.contains(heading),
            "{heading}\nis not in\n{carillon}"
        );
    }
}

#[test]
fn the_types_tell_them() {
    let bell = typescript(BellDialer::description());
    let echo = bell.split("export interface EchoEvent").nth(1).unwrap();
    let echo = echo.split("\n}").next().unwrap();
    for line in [
        r#"api: "opencti_bell";"#,
        "channel: 7;",
        r#""x-embed": true;"#,
        "version?: string | number | boolean | null;",
        r#"name: "phone_echo";"#,
        "seq: number;",
    ] {
        assert!(echo.contains(line), "{line}\nis not in\n{echo}");
    }
    let carillon = typescript(Carillon::description());
    assert!(carillon.contains("export type Event = Notice | Question;"));
    // The one with the constant is asked first.
    assert!(carillon.contains("return readQuestion(event) ?? readNotice(event);"));
}

fn findings(direction: Direction, json: &[&str]) -> Vec<(Kind, String, String)> {
    let lines = json.iter().enumerate().map(|(index, json)| Line {
        number: index + 1,
        direction,
        what: What::Message(json),
    });
    let drift = compare(Carillon::description(), lines, []);
    let found = drift.findings.into_iter();
    let found = found.filter(|finding| !finding.kind.is_absence());
    found
        .map(|finding| (finding.kind, finding.message, finding.path))
        .collect()
}

#[test]
fn drift_is_looked_for_in_the_family_that_takes_a_message() {
    let fits = findings(
        FromVendor,
        &[
            r#"{"type":"callRinging","number":"1"}"#,
            r#"{"type":"carillon-request","path":"/log","body":"x"}"#,
            r#"{"path":"/log","body":"x"}"#,
        ],
    );
    assert_eq!(fits, []);
    let unknown = findings(
        FromVendor,
        &[r#"{"type":"carillon-request","path":"/what"}"#],
    );
    assert_eq!(
        unknown,
        [(Kind::UnknownMessage, "/what".to_owned(), String::new())]
    );
    let unlisted = findings(ToVendor, &[r#"{"type":"show","title":"x","loud":1}"#]);
    assert_eq!(
        unlisted,
        [(Kind::UnknownField, "show".to_owned(), "loud".to_owned())]
    );
}

#[test]
fn the_types_tell_what_stands_in_other_objects() {
    let lantern = typescript(Lantern::description());
    for line in [
        r#"{ payload: { type: "ring" } } & { payload?: { meta?: { at?: number | null } } }"#,
        "type: `contact::accepted::${string}`;",
        "& { data: { requestId: string | number } } & ({ data: { result: Dialled } }",
        r#"taggedAt(event.data, "object", ["payload", "type"], CALL_EVENT_TAGS, [])"#,
        r#"["type"], CONTACT_EVENT_TAGS, ["contact::accepted::", "contact::"])"#,
    ] {
        assert!(lantern.contains(line), "{line}\nis not in\n{lantern}");
    }
}

#[test]
fn the_reference_tells_what_stands_in_other_objects() {
    let lantern = markdown(Lantern::description());
    for line in [
        "A dot leads into another object: `data.method` is `method` in `data`.",
        "**`contact::accepted::…`**",
        "| *in the tag* | `string` |",
        r#"{ "type": "answer", "data": { "requestId": "1", "result": { "callId": "c-2" } } }"#,
    ] {
        assert!(lantern.contains(line), "{line}\nis not in\n{lantern}");
    }
}

#[test]
fn drift_is_looked_for_where_paths_lead() {
    let found = |direction, json: &[&str]| {
        let lines = json.iter().enumerate().map(|(index, json)| Line {
            number: index + 1,
            direction,
            what: What::Message(json),
        });
        let drift = compare(Lantern::description(), lines, []);
        let found = drift.findings.into_iter();
        let found = found.filter(|finding| !finding.kind.is_absence());
        found
            .map(|finding| (finding.kind, finding.message, finding.path))
            .collect::<Vec<_>>()
    };
    let text = str::to_owned;
    assert_eq!(
        found(
            FromVendor,
            &[
                r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice","at":9},"type":"ring","callId":"c","from":1}}"#,
                r#"{"v":2,"type":"contact::accepted::c-1","agent":"Ada"}"#,
            ]
        ),
        []
    );
    assert_eq!(
        found(
            ToVendor,
            &[
                r#"{"v":2,"type":"request","data":{"method":"dial","requestId":"1","params":{"to":7},"session":"x"}}"#,
                r#"{"v":2,"payload":{"command":"accept","args":{"callId":"c"},"urgent":true,"loud":1}}"#,
            ]
        ),
        [
            (Kind::Type, text("dial"), text("data.session")),
            (Kind::UnknownField, text("accept"), text("payload.loud")),
        ]
    );
    let new =
        r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice"},"type":"parked"}}"#;
    let of_a_person = r#"{"v":2,"type":"agent::ada"}"#;
    assert_eq!(
        found(FromVendor, &[new, of_a_person]),
        [
            (Kind::UnknownMessage, text("parked"), String::new()),
            (Kind::UnknownMessage, text("•••"), String::new()),
        ]
    );
}
