//! What the exports tell of families and constants.

use cti_export::drift::{Kind, Line, What, compare};
use cti_export::{markdown, typescript};
use cti_runtime::Protocol as _;
use cti_runtime::describe::Direction::{self, FromVendor, ToVendor};

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
