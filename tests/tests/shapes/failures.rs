//! Requests of which only the failure is answered: that none comes in time is the success.

use cti_export::drift::{Kind, Line, What, compare};
use cti_export::{asyncapi, json_schema, markdown, typescript};
use cti_runtime::describe::Direction;
use cti_runtime::session::Return;
use cti_runtime::types::Json;
use cti_runtime::{Gate, Millis, Peer, Protocol as _, Received, RequestError, Session, Vendor};

use crate::wire::{Conversation, app, gate, message, object, vendor};

/// Siskin, a phone that says of its requests only what went wrong.
#[cti_runtime::protocol(
    vendor = "Siskin",
    origins("https://phone.siskin.example"),
    envelope(object, tag = "do", content = "with")
)]
pub mod siskin_phone {
    #[event]
    pub enum Event {
        #[sample({ "do": "ring" })]
        Ring,
    }

    /// Page → phone.
    #[command(
        id = "id",
        answer(id = "of", error = "wrong"),
        error = Problem,
        unknown = { "code": "unknown" }
    )]
    pub trait Ask {
        /// Opens a record.
        #[within(ms = 500)]
        #[sample(args = { record: "r-1" }, error = { code: "gone" })]
        fn open(record: String);
        #[within(ms = 200)]
        fn mute(on: bool) -> Result<(), u16>;
    }

    #[data]
    pub struct Problem {
        pub code: String,
    }
}
use siskin_phone::{AskHandler, Event, EventHandler, Problem, SiskinPhone, ask};

const PHONE: &str = "https://phone.siskin.example";

struct Crm;
impl EventHandler for Crm {}

/// Knows one record, and can't be muted.
struct Phone;

impl AskHandler for Phone {
    fn open(&mut self, open: ask::Open, _: &mut Peer<SiskinPhone, Vendor>) -> Return<(), Problem> {
        match &*open.record {
            "r-1" => Ok(()).into(),
            _ => Err(Problem::new("gone")).into(),
        }
    }
    fn mute(&mut self, _: ask::Mute, _: &mut Peer<SiskinPhone, Vendor>) -> Return<(), u16> {
        Err(7).into()
    }
}

#[test]
fn only_failures_are_posted_and_silence_is_the_success() {
    let mut siskin = Conversation::<SiskinPhone, _, _>::new(PHONE, Crm, Phone);
    let first = siskin.app.peer().request(ask::Open::new("r-1")).unwrap();
    let second = siskin.app.peer().request(ask::Open::new("r-2")).unwrap();
    let mute = siskin.app.peer().request(ask::Mute::new(true)).unwrap();
    assert_eq!(
        siskin.posted(),
        [
            r#"→ {"do":"open","id":"1","with":{"record":"r-1"}}"#,
            r#"→ {"do":"open","id":"2","with":{"record":"r-2"}}"#,
            r#"→ {"do":"mute","id":"3","with":{"on":true}}"#,
            r#"← {"of":"2","wrong":{"code":"gone"}}"#,
            r#"← {"of":"3","wrong":7}"#,
        ]
    );
    let gone = Problem::new("gone");
    assert_eq!(
        siskin.app.peer().outcome(&second),
        Some(Err(RequestError::Refused(gone)))
    );
    assert_eq!(
        siskin.app.peer().outcome(&mute),
        Some(Err(RequestError::Refused(7)))
    );
    assert_eq!(siskin.app.peer().outcome(&first), None);
    siskin.app.tick(Millis(500));
    assert_eq!(siskin.app.peer().outcome(&first), Some(Ok(())));
}

/// A session that waits for a record to open, and its ticket's outcome once this came.
fn after(
    json: &str,
) -> (
    Session<SiskinPhone>,
    Option<Result<(), RequestError<Problem>>>,
) {
    let mut app = app::<SiskinPhone>().targeting(PHONE).unwrap();
    let ticket = app.peer().request(ask::Open::new("r-1")).unwrap();
    app.poll_post().unwrap();
    let _ = app.receive(object(PHONE, json), Millis(10));
    let outcome = app.peer().outcome(&ticket);
    (app, outcome)
}

#[test]
fn a_failure_settles_its_request_alone() {
    let (_, outcome) = after(r#"{"of":"1","wrong":{"code":"busy"}}"#);
    assert_eq!(
        outcome,
        Some(Err(RequestError::Refused(Problem::new("busy"))))
    );
    let (_, outcome) = after(r#"{"of":"2","wrong":{"code":"busy"}}"#);
    assert_eq!(outcome, None);
    // An answer that says nothing of a failure says that there was none.
    for json in [r#"{"of":"1"}"#, r#"{"of":"1","wrong":null}"#] {
        assert_eq!(after(json).1, Some(Ok(())), "{json}");
    }
    let (_, outcome) = after(r#"{"of":"1","wrong":7}"#);
    assert!(
        matches!(outcome, Some(Err(RequestError::Drifted(_)))),
        "{outcome:?}"
    );
}

#[test]
fn a_failure_that_comes_too_late_is_nobodys() {
    let mut app = app::<SiskinPhone>().targeting(PHONE).unwrap();
    let ticket = app.peer().request(ask::Open::new("r-1")).unwrap();
    app.tick(Millis(500));
    let late = object(PHONE, r#"{"of":"1","wrong":{"code":"gone"}}"#);
    assert_eq!(gate(app.receive(late, Millis(501))), Gate::NotOurs);
    assert_eq!(app.peer().outcome(&ticket), Some(Ok(())));
}

#[test]
fn a_request_that_is_not_declared_fails() {
    let mut vendor = vendor::<SiskinPhone>();
    let asked = object(crate::wire::PAGE, r#"{"do":"dance","id":"9"}"#);
    let (asked, order) = message(vendor.receive(asked, Millis(0)));
    asked.dispatch(&mut Phone, vendor.handling(&order));
    let answer = vendor.poll_post().unwrap();
    assert_eq!(
        answer.data.json(),
        r#"{"of":"9","wrong":{"code":"unknown"}}"#
    );
}

#[test]
fn exports_have_no_answer_but_the_failure() {
    let siskin = SiskinPhone::description();
    let page = markdown(siskin);
    let says = "if it failed, with the error in `wrong`; that none comes in time is the success";
    assert!(page.contains(says), "{page}");
    let schema: Json = json_schema(siskin).parse().unwrap();
    let answer = &schema["$defs"]["OpenAskAnswer"];
    assert_eq!(
        answer["anyOf"].as_array().map(Vec::len),
        Some(1),
        "{answer}"
    );
    assert_eq!(answer["anyOf"][0]["required"][0], "wrong");
    let types = typescript(siskin);
    assert!(
        types.contains("wrong: Problem") && !types.contains("wrong?: null"),
        "{types}"
    );
    assert!(asyncapi(siskin).contains("OpenAskAnswer"));
}

#[test]
fn drift_compares_failures() {
    let line = |number, direction, json| Line {
        number,
        direction,
        what: What::Message(json),
    };
    let lines = [
        line(
            1,
            Direction::ToVendor,
            r#"{"do":"open","id":"1","with":{"record":"r"}}"#,
        ),
        line(2, Direction::FromVendor, r#"{"of":"1","wrong":{"code":7}}"#),
    ];
    let drift = compare(SiskinPhone::description(), lines, []);
    let found: Vec<_> = drift.findings.iter().map(|found| found.kind).collect();
    assert!(found.contains(&Kind::Type), "{drift}");
}

#[test]
fn an_event_is_no_answer() {
    let mut app = app::<SiskinPhone>();
    let received = app.receive(object(PHONE, r#"{"do":"ring"}"#), Millis(0));
    assert!(matches!(received, Received::Message(Event::Ring(_), _)));
}
