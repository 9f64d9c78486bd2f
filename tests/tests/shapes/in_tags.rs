//! Ids in tags: what a tag begins and ends with is known, and the id between the two finds the request.

use cti_export::drift::{Line, What, compare};
use cti_export::{json_schema, markdown, typescript};
use cti_runtime::describe::Direction::FromVendor;
use cti_runtime::session::ReplyNote;
use cti_runtime::{Gate, Millis, Peer, Protocol as _, Received, RequestError, Vendor};
use cti_tests::in_tags::merlin_phone::{
    CommandHandler, Event, EventHandler, MerlinPhone, command, event,
};

use crate::sides::{PHONE, app, from_phone, hear, posts, turned_away};
use crate::wire::Conversation;

/// Answers the first request last, and refuses what it doesn't know.
#[derive(Default)]
struct Phone(Vec<command::Ask>);

impl CommandHandler for Phone {
    fn ask(&mut self, ask: command::Ask, page: &mut Peer<MerlinPhone, Vendor>) {
        self.0.push(ask);
        if self.0.len() < 2 {
            return;
        }
        for ask in self.0.drain(..).rev() {
            if ask.url == "/users" {
                let done = event::Done::new(ask.ask, vec!["Ada".to_owned()]);
                page.send(done).unwrap();
            } else {
                page.send(event::Failed::new(ask.ask, 404)).unwrap();
            }
        }
    }
}

/// Allows to record one call.
struct Crm;

impl EventHandler for Crm {
    fn may_record(&mut self, asked: event::MayRecord, phone: &mut Peer<MerlinPhone>) {
        let allowed = command::Allowed::new(asked.id, asked.call_id == "c-1");
        phone.send(allowed).unwrap();
    }
}

#[test]
fn both_sides_ask_and_answer() {
    let mut merlin = Conversation::<MerlinPhone, _, _>::new(PHONE, Crm, Phone::default());
    let users = merlin
        .app
        .peer()
        .request(command::Ask::new("/users"))
        .unwrap();
    let calls = merlin
        .app
        .peer()
        .request(command::Ask::new("/calls"))
        .unwrap();
    let run = |merlin: &mut Conversation<MerlinPhone, Crm, Phone>| {
        let (app, vendor) = (&mut merlin.app, &mut merlin.vendor);
        let refused = merlin
            .cable
            .run((app, &mut merlin.crm), (vendor, &mut merlin.phone));
        assert_eq!(refused, [""; 0]);
    };
    run(&mut merlin);
    let peer = merlin.app.peer();
    assert_eq!(peer.outcome(&users).unwrap().unwrap().rows, ["Ada"]);
    match peer.outcome(&calls) {
        Some(Err(RequestError::Refused(failed))) => assert_eq!(failed.status, 404),
        other => panic!("{other:?}"),
    }
    let may = event::MayRecord::new("c-1");
    let may = merlin.vendor.peer().request(may).unwrap();
    run(&mut merlin);
    assert!(merlin.vendor.peer().outcome(&may).unwrap().unwrap().yes);
    assert_eq!(
        merlin.cable.log,
        [
            r#"→ {"key":"ask:1","message":{"url":"/users"}}"#,
            r#"→ {"key":"ask:2","message":{"url":"/calls"}}"#,
            r#"← {"key":"phone.ask:2.fail","message":{"status":404}}"#,
            r#"← {"key":"phone.ask:1.done","message":{"rows":["Ada"]}}"#,
            r#"← {"key":"may:1?","message":{"callId":"c-1"}}"#,
            r#"→ {"key":"may:1!","message":{"yes":true}}"#,
        ]
    );
}

#[test]
fn a_late_answer_and_an_id_of_nobody_settle_nothing() {
    let mut session = app::<MerlinPhone>();
    let late = session.peer().request(command::Ask::new("/a")).unwrap();
    session.tick(Millis(5000));
    let outcome = session.peer().outcome(&late);
    assert_eq!(outcome, Some(Err(RequestError::Deadline)));
    let ask = session.peer().request(command::Ask::new("/b")).unwrap();
    assert_eq!(posts(&mut session).len(), 2);
    for id in [
        "1",
        "02",
        "+2",
        " 2",
        "",
        "2.done",
        "2…",
        "18446744073709551618",
    ] {
        let json = format!(r#"{{"key":"phone.ask:{id}.done","message":{{"rows":[]}}}}"#);
        let note = hear(&mut session, &json, 5001);
        assert_eq!(note, ReplyNote::Unsolicited, "{json}");
    }
    // No suffix, and both at once in what is too short for them.
    let progress = r#"{"key":"phone.ask:2","message":{"percent":50}}"#;
    assert_eq!(hear(&mut session, progress, 5002), ReplyNote::None);
    let twice = r#"{"key":"phone.ask:2.done","key":"phone.ask:2.fail","message":{"status":1}}"#;
    assert_eq!(turned_away(&mut session, twice), Gate::Malformed);
    assert_eq!(session.peer().outcome(&ask), None);
    // Spelled with an escape, it is the same tag.
    let escaped = r#"{"message":{"rows":[]},"key":"phone.ask:\u0032.don\u0065"}"#;
    assert_eq!(hear(&mut session, escaped, 5003), ReplyNote::Settled);
    assert!(session.peer().outcome(&ask).unwrap().is_ok());
}

#[test]
fn a_body_that_drifts_settles_the_request_that_its_tag_names() {
    let mut session = app::<MerlinPhone>();
    let ask = session.peer().request(command::Ask::new("/a")).unwrap();
    let drifted = r#"{"key":"phone.ask:1.fail","message":{"status":"gone"}}"#;
    assert_eq!(hear(&mut session, drifted, 1), ReplyNote::Settled);
    let outcome = session.peer().outcome(&ask);
    assert!(matches!(outcome, Some(Err(RequestError::Drifted(_)))));
}

#[test]
fn a_tag_is_what_it_begins_and_ends_with() {
    let name = |tag: &str| {
        let json = format!(
            r#"{{"key":"{tag}","message":{{"rows":[],"status":1,"percent":1,"callId":""}}}}"#
        );
        let received = app::<MerlinPhone>().receive(from_phone(&json), Millis(0));
        let Received::Message(message, _) = received else {
            panic!("{received:?}: {tag}");
        };
        match message {
            Event::Done(done) => format!("done {}", done.ask),
            Event::Failed(failed) => format!("failed {}", failed.ask),
            Event::Progress(progress) => format!("progress {}", progress.ask),
            Event::MayRecord(may) => format!("may {:?}", may.id),
            _ => "unknown".to_owned(),
        }
    };
    assert_eq!(name("phone.ask:7.done"), "done 7");
    assert_eq!(name("phone.ask:7.fail"), "failed 7");
    assert_eq!(name("phone.ask:7.done.fail"), "failed 7.done");
    assert_eq!(name("phone.ask:.done"), "done ");
    assert_eq!(name("phone.ask:….done"), "done …");
    assert_eq!(name("phone.ask:.don"), "progress .don");
    assert_eq!(name("phone.ask:7.done "), "progress 7.done ");
    assert_eq!(name("phone.ask7.done"), "unknown");
    assert_eq!(name("may:"), "unknown");
    assert_eq!(name("may:?"), r#"may """#);
}

#[test]
fn the_exports_tell_what_stands_around_an_id() {
    let description = MerlinPhone::description();
    let types = typescript(description);
    assert!(
        types.contains("key: `phone.ask:${string}.done`;"),
        "{types}"
    );
    assert!(
        types.contains(r#"["phone.ask:….done", "phone.ask:….fail", "phone.ask:", "may:…?"]"#),
        "{types}"
    );
    let reference = markdown(description);
    assert!(reference.contains("**`phone.ask:….done`**"), "{reference}");
    assert!(reference.contains("**`phone.ask:…`**"), "{reference}");
    let schema = json_schema(description);
    assert!(
        schema.contains(r#""pattern": "^phone\\.ask:[\\s\\S]*\\.done$""#),
        "{schema}"
    );
}

#[test]
fn drift_knows_a_message_by_both_ends_of_its_tag() {
    let json = [
        r#"{"key":"phone.ask:7.done","message":{"rows":[1]}}"#,
        r#"{"key":"phone.ask:7.gone","message":{"percent":"half"}}"#,
        r#"{"key":"ask.7.done","message":{}}"#,
    ];
    let lines = json.iter().enumerate().map(|(index, json)| Line {
        number: index + 1,
        direction: FromVendor,
        what: What::Message(json),
    });
    let drift = compare(MerlinPhone::description(), lines, []);
    let found = drift
        .findings
        .iter()
        .filter(|found| !found.kind.is_absence());
    let found: Vec<_> = found
        .map(|found| (found.message.as_str(), found.path.as_str()))
        .collect();
    let types = [("phone.ask:", "percent"), ("phone.ask:….done", "rows[]")];
    assert_eq!(found, [types[0], types[1], ("•••", "")]);
}
