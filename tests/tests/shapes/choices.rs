//! Requests that one of several messages answers, or a failure alone, and answers that look like success and
//! failure at once.

use cti_export::drift::{self, Line, What};
use cti_export::{asyncapi, json_schema, markdown, typescript};
use cti_runtime::describe::Direction::FromVendor;
use cti_runtime::session::ReplyNote;
use cti_runtime::testing::Cable;
use cti_runtime::{Millis, Origin, Peer, Protocol as _, RequestError, SendError, Session, Vendor};
use cti_tests::choices::quill_phone::order::{DialAnswer, DialFailure};
use cti_tests::choices::quill_phone::{
    AskHandler, NoticeHandler, OrderHandler, Person, QuillPhone, ask, notice, order,
};
use serde_json::Value;

use crate::sides::{PAGE, PHONE, app, hear, phone_posts, posts, vendor};

type Crm = Session<QuillPhone>;

/// The page hears nothing but answers.
struct Silent;

impl NoticeHandler for Silent {}

/// Rings, queues and refuses by turns, and opens what has no blank in it.
#[derive(Default)]
struct Phone(u64);

impl OrderHandler for Phone {
    fn dial(&mut self, dial: order::Dial, page: &mut Peer<QuillPhone, Vendor>) {
        self.0 += 1;
        let said = match self.0 {
            1 => page.send(notice::Ringing::new(7)),
            2 => page.send(notice::Queued::new(3)),
            3 => page.send(notice::Busy::new()),
            _ => page.send(notice::Barred::new(dial.to.as_str())),
        };
        said.unwrap();
    }

    fn open(&mut self, open: order::Open, page: &mut Peer<QuillPhone, Vendor>) {
        if open.record.contains(' ') {
            page.send(notice::OpenFailed::new("no such record"))
                .unwrap();
        }
    }
}

impl AskHandler for Phone {}

#[test]
fn both_sides_know_which_of_several_messages_answers() {
    let (mut app, mut vendor) = (app::<QuillPhone>(), vendor::<QuillPhone>());
    let mut cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());
    let mut phone = Phone::default();
    let tickets: Vec<_> = (0..4)
        .map(|_| {
            app.peer()
                .request(order::Dial::new("+12025550123"))
                .unwrap()
        })
        .collect();
    let failed = app.peer().request(order::Open::new("a b")).unwrap();
    let refused = cable.run((&mut app, &mut Silent), (&mut vendor, &mut phone));
    assert_eq!(refused, [""; 0]);
    let outcomes = tickets.iter().map(|ticket| app.peer().outcome(ticket));
    assert_eq!(
        outcomes.collect::<Vec<_>>(),
        [
            Some(Ok(DialAnswer::Ringing(notice::Ringing::new(7)))),
            Some(Ok(DialAnswer::Queued(notice::Queued::new(3)))),
            Some(Err(RequestError::Refused(DialFailure::Busy(
                notice::Busy::new()
            )))),
            Some(Err(RequestError::Refused(DialFailure::Barred(
                notice::Barred::new("+12025550123")
            )))),
        ]
    );
    let why = notice::OpenFailed::new("no such record");
    assert_eq!(
        app.peer().outcome(&failed),
        Some(Err(RequestError::Refused(why)))
    );
}

#[test]
fn requests_that_share_an_answer_go_one_after_the_other() {
    let mut session: Crm = app();
    let dial = session.peer().request(order::Dial::new("+1202")).unwrap();
    let queue = session.peer().request(order::Queue::new()).unwrap();
    assert_eq!(posts(&mut session), [r#"{"type":"dial","to":"+1202"}"#]);
    // Of what may answer either, the first that waits is meant.
    let queued = r#"{"type":"queued","position":1}"#;
    assert_eq!(hear(&mut session, queued, 1), ReplyNote::Settled);
    assert!(session.peer().outcome(&dial).is_some());
    assert_eq!(posts(&mut session), [r#"{"type":"queue"}"#]);
    assert_eq!(session.peer().outcome(&queue), None);
    // What is an answer to the other alone doesn't answer this one.
    let ringing = r#"{"type":"ringing","callId":7}"#;
    assert_eq!(hear(&mut session, ringing, 2), ReplyNote::Unsolicited);
    assert_eq!(hear(&mut session, queued, 3), ReplyNote::Settled);
    assert!(session.peer().outcome(&queue).is_some());
}

#[test]
fn a_late_answer_of_any_name_settles_no_later_request() {
    let mut session: Crm = app();
    let lost = session.peer().request(order::Dial::new("+1202")).unwrap();
    let queue = session.peer().request(order::Queue::new()).unwrap();
    session.tick(Millis(10_000));
    assert_eq!(
        session.peer().outcome(&lost),
        Some(Err(RequestError::Deadline))
    );
    session.tick(Millis(20_000));
    assert_eq!(
        session.peer().outcome(&queue),
        Some(Err(RequestError::Deadline))
    );
    assert_eq!(session.peer().owed_answers(), 2);
    let again = session.peer().request(order::Dial::new("+1203")).unwrap();
    let (ringing, queued) = (
        r#"{"type":"ringing","callId":7}"#,
        r#"{"type":"queued","position":1}"#,
    );
    // What is owed under names that requests share is owed under all of them.
    assert_eq!(hear(&mut session, ringing, 20_001), ReplyNote::Ambiguous);
    assert_eq!(hear(&mut session, ringing, 20_002), ReplyNote::Ambiguous);
    assert_eq!(session.peer().outcome(&again), None);
    assert_eq!(session.peer().owed_answers(), 0);
    assert_eq!(hear(&mut session, queued, 20_003), ReplyNote::Settled);
    assert!(matches!(
        session.peer().outcome(&again),
        Some(Ok(DialAnswer::Queued(_)))
    ));
}

#[test]
fn where_only_a_failure_is_answered_silence_is_the_success() {
    let mut session: Crm = app();
    let first = session.peer().request(order::Open::new("r-1")).unwrap();
    let second = session.peer().request(order::Open::new("r-2")).unwrap();
    assert_eq!(posts(&mut session).len(), 2, "none waits for the other");
    // Of two that wait, it can't be told which has failed.
    let failed = r#"{"type":"openFailed","reason":"gone"}"#;
    assert_eq!(
        hear(&mut session, failed, 10),
        ReplyNote::Shared { waiting: 2 }
    );
    assert_eq!(session.peer().outcome(&first), None);
    session.tick(Millis(500));
    assert_eq!(session.peer().outcome(&first), Some(Ok(())));
    assert_eq!(session.peer().outcome(&second), Some(Ok(())));
    assert_eq!(session.peer().owed_answers(), 0);
    // What comes later is nobody's, and is delivered.
    assert_eq!(hear(&mut session, failed, 600), ReplyNote::None);

    let first = session.peer().request(order::Note::new("a")).unwrap();
    let second = session.peer().request(order::Note::new("b")).unwrap();
    let failed = format!(r#"{{"type":"noteFailed","note":"{}"}}"#, second.id().get());
    assert_eq!(hear(&mut session, &failed, 700), ReplyNote::Settled);
    assert!(matches!(
        session.peer().outcome(&second),
        Some(Err(RequestError::Refused(_)))
    ));
    session.tick(Millis(1_100));
    assert_eq!(session.peer().outcome(&first), Some(Ok(())));
    let late = failed.replace(
        &second.id().get().to_string(),
        &first.id().get().to_string(),
    );
    assert_eq!(hear(&mut session, &late, 1_101), ReplyNote::Unsolicited);
}

#[test]
fn what_was_never_posted_or_was_lost_with_its_document_has_not_succeeded() {
    let mut session: Crm = app();
    let lost = session.peer().request(order::Open::new("r-1")).unwrap();
    session.reload();
    assert_eq!(
        session.peer().outcome(&lost),
        Some(Err(RequestError::Reloaded))
    );
    let unposted = session.peer().request(order::Open::new("r-1")).unwrap();
    let post = session.poll_post().unwrap();
    session.not_posted(&post);
    session.tick(Millis(10_000));
    let unreachable = RequestError::NotPosted(SendError::Unreachable);
    assert_eq!(session.peer().outcome(&unposted), Some(Err(unreachable)));
}

#[test]
fn the_declared_key_decides() {
    let mut session: Crm = app();
    let ada = || Ok(Person::new("Ada"));
    let gone = || Err(RequestError::Refused("gone".to_owned()));
    for (json, expected) in [
        (r#"{"type":"found","result":{"name":"Ada"}}"#, ada()),
        (
            r#"{"type":"found","error":null,"result":{"name":"Ada"}}"#,
            ada(),
        ),
        (
            r#"{"type":"found","result":{"name":"Ada"},"error":"gone"}"#,
            gone(),
        ),
        (
            r#"{"type":"found","error":"gone","result":{"name":"Ada"}}"#,
            gone(),
        ),
        // Whatever it is, what is decided against isn't looked at.
        (r#"{"type":"found","result":7,"error":"gone"}"#, gone()),
        (r#"{"result":7,"error":"gone","type":"found"}"#, gone()),
        (r#"{"type":"found","result":null,"error":"gone"}"#, gone()),
    ] {
        let ticket = session.peer().request(order::Find::new("Ada")).unwrap();
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
    let slow = || Err(RequestError::Refused("slow".to_owned()));
    for (json, expected) in [
        (
            r#"{"type":"moved","warning":"slow","state":3,"at":1}"#,
            Ok(3),
        ),
        (r#"{"type":"moved","at":1,"state":3,"warning":[]}"#, Ok(3)),
        (r#"{"type":"moved","warning":"slow","state":null}"#, slow()),
        (r#"{"type":"moved","warning":"slow"}"#, slow()),
    ] {
        let ticket = session.peer().request(order::Move::new()).unwrap();
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
    let ada = || Ok(Person::new("Ada"));
    let full = || Err(RequestError::Refused(vec!["full".to_owned()]));
    for (json, expected) in [
        (
            r#"{"type":"saved","success":true,"saved":{"name":"Ada"},"errors":["full"]}"#,
            ada(),
        ),
        (
            r#"{"type":"saved","errors":7,"saved":{"name":"Ada"},"success":true}"#,
            ada(),
        ),
        (
            r#"{"type":"saved","saved":7,"errors":["full"],"success":false}"#,
            full(),
        ),
    ] {
        let ticket = session.peer().request(order::Save::new()).unwrap();
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
    for (json, expected) in [
        (r#"{"id":"ID","ok":true,"result":3,"error":"slow"}"#, Ok(3)),
        (
            r#"{"id":"ID","ok":false,"result":3,"error":"slow"}"#,
            slow(),
        ),
    ] {
        let ticket = session.peer().request(ask::State::new()).unwrap();
        let json = json.replace("ID", &ticket.id().get().to_string());
        assert_eq!(hear(&mut session, &json, 1), ReplyNote::Settled, "{json}");
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
}

#[test]
fn what_decides_must_fit_itself_and_be_written_as_declared() {
    let mut session: Crm = app();
    for json in [
        r#"{"type":"found","result":{"name":"Ada"},"error":7}"#,
        r#"{"type":"found","result":7}"#,
        r#"{"type":"found"}"#,
    ] {
        let ticket = session.peer().request(order::Find::new("Ada")).unwrap();
        hear(&mut session, json, 1);
        let outcome = session.peer().outcome(&ticket);
        assert!(
            matches!(outcome, Some(Err(RequestError::Drifted(_)))),
            "{json}"
        );
    }
    let mut phone = vendor::<QuillPhone>().targeting(PAGE).unwrap();
    phone
        .peer()
        .send(notice::Found::new(Err("gone".to_owned())))
        .unwrap();
    phone.peer().send(notice::Moved::new(Ok(3))).unwrap();
    assert_eq!(
        phone_posts(&mut phone),
        [
            r#"{"type":"found","error":"gone"}"#,
            r#"{"type":"moved","state":3}"#,
        ]
    );
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for part in all {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn every_output_tells_it() {
    let quill = QuillPhone::description();
    says(
        &markdown(quill),
        &[
            "Answered by `ringing` or `queued`, or by `busy` or `barred` if it failed.",
            "Answered only if it failed, by `openFailed`.",
            "If it is there, it failed.",
            "If it is there, it succeeded.",
            "Whether it succeeded. Decides alone.",
            "`ok` says which of the two it is, alone.",
        ],
    );
    says(
        &typescript(quill),
        &[
            "Answered by `ringing` or `queued`",
            "({ result: Person; error?: null } | { error: string; result?: unknown })",
            "({ state: number; warning?: unknown } | { warning: string; state?: null })",
            "({ success: true; saved: Person; errors?: unknown } | ",
        ],
    );
    let schema: Value = serde_json::from_str(&json_schema(quill)).unwrap();
    let found = &schema["$defs"]["FoundNotice"]["anyOf"];
    assert!(found[0]["properties"]["error"]["type"] == "null", "{found}");
    assert!(found[1]["properties"].get("result").is_none(), "{found}");
    let api: Value = serde_json::from_str(&asyncapi(quill)).unwrap();
    let replies = &api["operations"]["sendDialOrder"]["reply"]["messages"];
    assert_eq!(
        replies.as_array().map(Vec::len),
        Some(4),
        "{}",
        api["operations"]
    );
}

#[test]
fn drift_looks_at_what_counts() {
    let lines = [
        r#"{"type":"found","result":7,"error":"gone"}"#,
        r#"{"type":"moved","warning":7,"state":3}"#,
        r#"{"type":"saved","success":true,"saved":{"name":"Ada"},"errors":7}"#,
        r#"{"type":"moved","warning":7}"#,
    ];
    let lines = lines.iter().enumerate().map(|(index, json)| Line {
        number: index + 1,
        direction: FromVendor,
        what: What::Message(json),
    });
    let drift = drift::compare(QuillPhone::description(), lines, []);
    let found = drift
        .findings
        .iter()
        .filter(|finding| !finding.kind.is_absence());
    let paths: Vec<_> = found.map(|finding| finding.path.as_str()).collect();
    assert_eq!(paths, ["warning"]);
}
