//! Ids in messages: each answer finds its call, in whatever order they come.

use cti_runtime::session::ReplyNote;
use cti_runtime::testing::Cable;
use cti_runtime::{Gate, Millis, Origin, Peer, RequestError, Vendor};

use crate::sides::{PAGE, PHONE, app, from_page, hear, phone_posts, posts, turned_away, vendor};

/// A phone whose messages are paired by ids, in both directions.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub mod paired_phone {
    /// Phone → page.
    #[event]
    pub enum Event {
        #[sample({ "type": "DIAL_SUCCEEDED", "requestId": "7", "callId": "c-1" })]
        DialSucceeded {
            #[id]
            request_id: String,
            call_id: String,
        },
        #[sample({ "type": "DIAL_FAILED", "requestId": "7", "reason": "busy" })]
        DialFailed {
            #[id]
            request_id: String,
            reason: String,
        },
        /// Answers under another key than the question's.
        Muted {
            #[id]
            in_reply_to: String,
        },
        Held {
            #[id]
            request_id: Id,
        },
        /// The phone asks.
        #[reply(Allowed)]
        #[within(ms = 500)]
        #[sample({ "type": "MAY_RECORD", "id": 9, "callId": "c-1" })]
        MayRecord {
            #[id]
            id: u64,
            call_id: String,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        #[reply(DialSucceeded, or = DialFailed)]
        #[within(ms = 3000)]
        #[sample({ "type": "DIAL", "requestId": "7", "to": "+12025550123" })]
        Dial {
            #[id]
            request_id: String,
            to: PhoneNumber,
        },
        #[reply(Muted)]
        Mute {
            #[id]
            request_id: String,
        },
        #[reply(Held)]
        Hold {
            #[id]
            request_id: Id,
        },
        Allowed {
            #[id]
            id: u64,
            yes: bool,
        },
    }
}

use paired_phone::{CommandHandler, Event, EventHandler, PairedPhone, command, event};

#[test]
fn answers_find_their_calls_in_any_order() {
    let mut session = app::<PairedPhone>();
    let peer = session.peer();
    let one = peer.request(command::Dial::new("+1")).unwrap();
    let two = peer.request(command::Dial::new("+2")).unwrap();
    let mute = peer.request(command::Mute::new()).unwrap();
    let three = peer.request(command::Dial::new("+3")).unwrap();
    assert_eq!(
        posts(&mut session),
        [
            r#"{"type":"DIAL","requestId":"1","to":"+1"}"#,
            r#"{"type":"DIAL","requestId":"2","to":"+2"}"#,
            r#"{"type":"MUTE","requestId":"3"}"#,
            r#"{"type":"DIAL","requestId":"4","to":"+3"}"#,
        ]
    );
    let answers = [
        r#"{"type":"DIAL_SUCCEEDED","requestId":"4","callId":"third"}"#,
        r#"{"type":"DIAL_SUCCEEDED","requestId":"1","callId":"first"}"#,
        r#"{"type":"MUTED","inReplyTo":"3"}"#,
        r#"{"type":"DIAL_FAILED","requestId":"2","reason":"busy"}"#,
    ];
    for json in answers {
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
    }
    let peer = session.peer();
    assert_eq!(peer.outcome(&one).unwrap().unwrap().call_id, "first");
    assert_eq!(peer.outcome(&three).unwrap().unwrap().call_id, "third");
    assert!(peer.outcome(&mute).unwrap().is_ok());
    match peer.outcome(&two) {
        Some(Err(RequestError::Refused(failed))) => assert_eq!(failed.reason, "busy"),
        other => panic!("{other:?}"),
    }
    for json in answers {
        assert_eq!(
            hear(&mut session, json, 2),
            ReplyNote::Unsolicited,
            "{json}"
        );
    }
}

#[test]
fn a_late_answer_settles_nobody_and_stands_in_nobodys_way() {
    let mut session = app::<PairedPhone>();
    let late = session.peer().request(command::Dial::new("+1")).unwrap();
    assert_eq!(session.next_deadline(), Some(Millis(3000)));
    let patient = session
        .peer()
        .request_within(command::Dial::new("+2"), Millis(9000))
        .unwrap();
    let mute = session.peer().request(command::Mute::new()).unwrap();
    session.tick(Millis(3000));
    assert_eq!(
        session.peer().outcome(&late),
        Some(Err(RequestError::Deadline))
    );
    assert_eq!(session.next_deadline(), Some(Millis(9000)));

    let answer = r#"{"type":"DIAL_SUCCEEDED","requestId":"1","callId":"late"}"#;
    assert_eq!(hear(&mut session, answer, 3001), ReplyNote::Unsolicited);
    let answer = r#"{"type":"DIAL_SUCCEEDED","requestId":"2","callId":"c"}"#;
    assert_eq!(hear(&mut session, answer, 3002), ReplyNote::Settled);
    assert!(session.peer().outcome(&patient).unwrap().is_ok());

    // Without a deadline of its own, a message has the session's.
    assert_eq!(session.next_deadline(), Some(Millis(10_000)));
    session.tick(Millis(10_000));
    assert_eq!(
        session.peer().outcome(&mute),
        Some(Err(RequestError::Deadline))
    );
}

#[test]
fn ids_go_on_after_a_reload_and_begin_where_they_are_told_to() {
    let mut session = app::<PairedPhone>();
    let lost = session.peer().request(command::Mute::new()).unwrap();
    session.reload();
    assert_eq!(
        session.peer().outcome(&lost),
        Some(Err(RequestError::Reloaded))
    );
    let again = session.peer().request(command::Mute::new()).unwrap();
    let late = r#"{"type":"MUTED","inReplyTo":"1"}"#;
    assert_eq!(hear(&mut session, late, 1), ReplyNote::Unsolicited);
    assert_eq!(session.peer().outcome(&again), None);

    let mut later = app::<PairedPhone>().numbering_from(1_700_000_000_000);
    later.peer().send(command::Mute::new()).unwrap();
    assert_eq!(
        posts(&mut later),
        [r#"{"type":"MUTE","requestId":"1700000000000"}"#]
    );
    assert_eq!(hear(&mut later, late, 1), ReplyNote::Unsolicited);
    // JavaScript would round what is larger.
    let mut largest = app::<PairedPhone>().numbering_from(u64::MAX);
    largest.peer().send(command::Mute::new()).unwrap();
    let [post] = posts(&mut largest).try_into().unwrap();
    assert!(post.contains("\"4503599627370496\""), "{post}");
}

#[test]
fn what_is_no_answer_to_the_call_drifts_for_its_owner() {
    let mut session = app::<PairedPhone>();
    let mute = session.peer().request(command::Mute::new()).unwrap();
    let other = r#"{"type":"DIAL_SUCCEEDED","requestId":"1","callId":"c"}"#;
    assert_eq!(hear(&mut session, other, 1), ReplyNote::Settled);
    assert!(matches!(
        session.peer().outcome(&mute),
        Some(Err(RequestError::Drifted(_)))
    ));
    // A body that has drifted, but whose id could be read.
    let dial = session.peer().request(command::Dial::new("+1")).unwrap();
    let drifted = r#"{"type":"DIAL_FAILED","reason":7,"requestId":"2"}"#;
    assert_eq!(hear(&mut session, drifted, 1), ReplyNote::Settled);
    assert!(matches!(
        session.peer().outcome(&dial),
        Some(Err(RequestError::Drifted(_)))
    ));
}

#[test]
fn hostile_ids_settle_nobody() {
    let mut session = app::<PairedPhone>();
    let mute = session.peer().request(command::Mute::new()).unwrap();
    let long = format!(
        r#"{{"type":"MUTED","inReplyTo":"{}1"}}"#,
        "0".repeat(100_000)
    );
    for json in [
        r#"{"type":"MUTED","inReplyTo":"01"}"#,
        r#"{"type":"MUTED","inReplyTo":"+1"}"#,
        r#"{"type":"MUTED","inReplyTo":" 1"}"#,
        r#"{"type":"MUTED","inReplyTo":""}"#,
        r#"{"type":"MUTED","inReplyTo":1}"#,
        r#"{"type":"MUTED","inReplyTo":{"1":"1"}}"#,
        r#"{"type":"MUTED","inReplyTo":["1"]}"#,
        r#"{"type":"MUTED","inReplyTo":null}"#,
        r#"{"type":"MUTED"}"#,
        r#"{"type":"MUTED","inReplyTo":"18446744073709551617"}"#,
        &long,
    ] {
        assert_eq!(
            hear(&mut session, json, 1),
            ReplyNote::Unsolicited,
            "{json:.60}"
        );
    }
    let twice = r#"{"type":"MUTED","inReplyTo":"1","inReplyTo":"1"}"#;
    assert_eq!(turned_away(&mut session, twice), Gate::Malformed);
    assert_eq!(session.peer().outcome(&mute), None);
    // Spelled with an escape, it is the same id.
    let escaped = r#"{"type":"MUTED","inReplyTo":"\u0031"}"#;
    assert_eq!(hear(&mut session, escaped, 1), ReplyNote::Settled);
}

/// Copies the ids that it was asked with; answers the first call last.
#[derive(Default)]
struct Phone {
    held: Vec<command::Dial>,
}

impl CommandHandler for Phone {
    fn dial(&mut self, dial: command::Dial, page: &mut Peer<PairedPhone, Vendor>) {
        self.held.push(dial);
        if self.held.len() < 2 {
            return;
        }
        for dial in self.held.drain(..).rev() {
            let call = format!("to {}", dial.to.as_str());
            let answer = event::DialSucceeded::new(dial.request_id, call);
            page.send(answer).unwrap();
        }
    }
}

/// Allows what it is asked for.
struct Crm;

impl EventHandler for Crm {
    fn may_record(&mut self, asked: event::MayRecord, phone: &mut Peer<PairedPhone>) {
        phone
            .send(command::Allowed::new(asked.id, asked.call_id == "c-1"))
            .unwrap();
    }
}

#[test]
fn both_sides_ask_and_answer() {
    let (mut page, mut phone) = (app::<PairedPhone>(), vendor::<PairedPhone>());
    let one = page.peer().request(command::Dial::new("+1")).unwrap();
    let two = page.peer().request(command::Dial::new("+2")).unwrap();
    let (mut crm, mut desk) = (Crm, Phone::default());
    let origin = |text| Origin::parse(text).unwrap();
    let mut cable = Cable::new(origin(PAGE), origin(PHONE));
    assert_eq!(
        cable.run((&mut page, &mut crm), (&mut phone, &mut desk)),
        [""; 0]
    );
    let peer = page.peer();
    assert_eq!(peer.outcome(&two).unwrap().unwrap().call_id, "to +2");
    assert_eq!(peer.outcome(&one).unwrap().unwrap().call_id, "to +1");

    let no = phone.peer().request(event::MayRecord::new("c-2")).unwrap();
    let yes = phone.peer().request(event::MayRecord::new("c-1")).unwrap();
    assert_eq!(phone.next_deadline(), Some(Millis(500)));
    assert_eq!(
        cable.run((&mut page, &mut crm), (&mut phone, &mut desk)),
        [""; 0]
    );
    assert!(phone.peer().outcome(&yes).unwrap().unwrap().yes);
    assert!(!phone.peer().outcome(&no).unwrap().unwrap().yes);
}

#[test]
fn a_number_is_answered_by_a_number() {
    let mut phone = vendor::<PairedPhone>();
    // The page has to speak first, so that the phone knows where it is.
    let hello = r#"{"type":"ALLOWED","id":77,"yes":true}"#;
    let _ = phone.receive(from_page(hello), Millis(0));
    let asked = phone.peer().request(event::MayRecord::new("c-1")).unwrap();
    assert_eq!(
        phone_posts(&mut phone),
        [r#"{"type":"MAY_RECORD","id":1,"callId":"c-1"}"#]
    );
    for json in [
        r#"{"type":"ALLOWED","id":"1","yes":true}"#,
        r#"{"type":"ALLOWED","id":1.0,"yes":true}"#,
        r#"{"type":"ALLOWED","id":-1,"yes":true}"#,
    ] {
        let _ = phone.receive(from_page(json), Millis(1));
        assert_eq!(phone.peer().outcome(&asked), None, "{json}");
    }
    let _ = phone.receive(
        from_page(r#"{"type":"ALLOWED","id":1,"yes":true}"#),
        Millis(1),
    );
    assert!(phone.peer().outcome(&asked).unwrap().unwrap().yes);
}

#[test]
fn an_id_of_either_spelling_is_found_in_the_other() {
    let mut session = app::<PairedPhone>();
    let one = session.peer().request(command::Hold::new()).unwrap();
    let two = session.peer().request(command::Hold::new()).unwrap();
    assert_eq!(
        posts(&mut session),
        [
            r#"{"type":"HOLD","requestId":"1"}"#,
            r#"{"type":"HOLD","requestId":"2"}"#
        ]
    );
    for json in [
        r#"{"type":"HELD","requestId":2}"#,
        r#"{"type":"HELD","requestId":"1"}"#,
    ] {
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
    }
    assert!(session.peer().outcome(&one).unwrap().is_ok());
    assert!(session.peer().outcome(&two).unwrap().is_ok());
}

#[test]
fn a_watcher_pairs_ids_that_others_made() {
    let mut session = app::<PairedPhone>();
    let dial = r#"{"type":"DIAL","requestId":"a-b-c","to":"+1"}"#;
    let _ = session.observe(cti_runtime::Data::Object(dial), Millis(0));
    let answer = r#"{"type":"DIAL_FAILED","requestId":"a-b-c","reason":"busy"}"#;
    assert_eq!(hear(&mut session, answer, 1), ReplyNote::Settled);
    assert_eq!(hear(&mut session, answer, 2), ReplyNote::Unsolicited);
    let message = session.receive(crate::sides::from_phone(answer), Millis(3));
    assert!(matches!(
        message,
        cti_runtime::Received::Message(Event::DialFailed(_), _)
    ));
}
