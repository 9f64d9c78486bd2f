//! Nothing is lost: unknown messages, drifted ones, open values, and what a handler ignores.

use cti_runtime::session::{ReplyNote, Turn};
use cti_runtime::{FaultKind, Millis, Peer, Received, RequestError, Unknown};
use cti_vendors::cloudtalk::{self, Call, Cloudtalk};
use cti_vendors::leaddesk_talk::{
    Direction, Event, EventHandler, LeaddeskTalk, Line, command, event,
};
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;
use serde::Deserialize;

use crate::wire::{CLOUDTALK, TALK, TALKDESK, app, message, object, text};

/// Keeps what no table lists, and leaves the rest to the default.
#[derive(Default)]
struct Crm {
    unknown: Vec<Unknown>,
}

impl EventHandler for Crm {
    fn unknown(&mut self, unknown: Unknown, _: &mut Peer<LeaddeskTalk>) {
        self.unknown.push(unknown);
    }
}

/// Leaves everything to the default.
struct Nothing;

impl cloudtalk::EventHandler for Nothing {}

#[derive(Debug, Deserialize, PartialEq)]
struct QueueStatus {
    waiting: u32,
}

#[test]
fn an_unknown_message_is_delivered_with_its_name_and_every_byte() {
    let mut session = app::<LeaddeskTalk>();
    let json = r#"{ "action":"queueStatus", "waiting":3, "x": [1.50, "\u00e4"] }"#;
    let (event, order) = message(session.receive(object(TALK, json), Millis(0)));
    assert_eq!(
        (order.turn(), order.reply()),
        (Turn::InTurn, ReplyNote::None)
    );
    let mut crm = Crm::default();
    event.dispatch(&mut crm, session.peer());
    let unknown = &crm.unknown[0];
    assert_eq!((unknown.name(), unknown.raw()), ("queueStatus", json));
    assert_eq!(
        unknown.content::<QueueStatus>().unwrap(),
        QueueStatus { waiting: 3 }
    );
    assert!(unknown.content::<Vec<u8>>().is_err());
    assert_eq!(session.view().counters().unknown, 1);
    assert_eq!(session.view().counters().accepted, 1);

    // A name that is spelled with escapes is read.
    let escaped = r#"{"action":"queu\u0065\"Status"}"#;
    let (event, _) = message(session.receive(object(TALK, escaped), Millis(0)));
    let Event::Unknown(unknown) = event else {
        panic!("{event:?}")
    };
    assert_eq!((unknown.name(), unknown.raw()), ("queue\"Status", escaped));

    // Where the envelope has a content, the content is what the user's type describes.
    let mut talkdesk = app::<TalkdeskEmbedded>();
    let json = r#"{"data":{"waiting":4},"action":"queue"}"#;
    let (event, _) = message(talkdesk.receive(object(TALKDESK, json), Millis(0)));
    let cti_vendors::talkdesk_embedded::Event::Unknown(unknown) = event else {
        panic!("{event:?}")
    };
    assert_eq!(
        unknown.content::<QueueStatus>().unwrap(),
        QueueStatus { waiting: 4 }
    );
}

#[test]
fn a_drifted_message_is_kept_says_what_and_where_and_still_moves() {
    let mut session = app::<LeaddeskTalk>();
    let json = r#"{"action":"call","id":"127","number":"+1 202 555 0101","direction":"in",
        "ringStart":"2026-01-31 09:35:25"}"#;
    let Received::Drifted(drifted) = session.receive(object(TALK, json), Millis(0)) else {
        panic!("not drifted")
    };
    assert_eq!((drifted.name(), drifted.raw()), ("call", json));
    assert!(
        matches!(drifted.why().kind, FaultKind::Expected(_)),
        "{:?}",
        drifted.why()
    );
    let location = drifted.location();
    assert_eq!((location.line, location.path.as_str()), (1, "id"));
    assert_eq!(session.view().state(), Some(Line::Ringing));
    let counters = session.view().counters();
    assert_eq!((counters.drifted, counters.accepted), (1, 0));

    let missing = r#"{"action":"disconnected"}"#;
    let Received::Drifted(drifted) = session.receive(object(TALK, missing), Millis(0)) else {
        panic!("not drifted")
    };
    assert_eq!(drifted.why().kind, FaultKind::Missing("callEnd"));
    assert_eq!(session.view().state(), Some(Line::AfterCall));
}

#[test]
fn a_drifted_message_moves_the_call_that_it_names_if_that_much_can_be_read() {
    let mut session = app::<Cloudtalk>();
    let call = cti_runtime::types::Uuid::from_u128(0x1234);
    let ringing = format!(
        r#"{{"event":"ringing","properties":{{"call_uuid":"{call}","external_number":[],"internal_number":"1"}}}}"#
    );
    let received = session.receive(text(CLOUDTALK, &ringing), Millis(0));
    assert!(matches!(received, Received::Drifted(_)), "{received:?}");
    assert_eq!(session.view().state_of(&call), Some(Call::Ringing));

    let nameless = r#"{"event":"ended","properties":{"call_uuid":"8","external_number":"1","internal_number":"2"}}"#;
    let received = session.receive(text(CLOUDTALK, nameless), Millis(0));
    assert!(matches!(received, Received::Drifted(_)), "{received:?}");
    assert_eq!(session.view().calls::<Call>().count(), 1);
    let empty = session.receive(text(CLOUDTALK, r#"{"event":"hangup"}"#), Millis(0));
    assert!(matches!(empty, Received::Drifted(_)), "{empty:?}");
}

#[test]
fn an_answer_that_drifted_settles_its_ticket_as_drifted() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let ticket = session.peer().request(command::GetJwt::new()).unwrap();
    let received = session.receive(object(TALK, r#"{"action":"jwt","jwt":7}"#), Millis(0));
    let Received::Drifted(drifted) = received else {
        panic!("{received:?}")
    };
    assert_eq!(drifted.order().reply(), ReplyNote::Settled);
    let why = drifted.why();
    assert_eq!(why.kind, FaultKind::Expected("a string"));
    assert_eq!(
        session.peer().outcome(&ticket),
        Some(Err(RequestError::Drifted(why)))
    );
}

#[test]
fn an_open_value_is_kept_and_written_back() {
    let mut session = app::<LeaddeskTalk>();
    let json = r#"{"action":"call","id":128,"number":"1","direction":"conference",
        "ringStart":"soon"}"#;
    let (event, _) = message(session.receive(object(TALK, json), Millis(0)));
    let Event::Call(call) = event else {
        panic!("{event:?}")
    };
    assert_eq!(call.direction, Direction::Other("conference".to_owned()));
    // A time keeps its text, whatever it is, and fails only when it is asked for.
    assert_eq!(call.ring_start.as_str(), "soon");
    assert!(call.ring_start.civil().is_err());

    let mut vendor = crate::wire::vendor::<LeaddeskTalk>();
    vendor.peer().send(call).unwrap();
    let written = vendor.poll_post().unwrap();
    assert_eq!(
        written.data.json(),
        r#"{"action":"call","id":128,"number":"1","direction":"conference","ringStart":"soon"}"#,
    );
}

#[test]
fn a_unit_message_may_bring_more_than_it_must() {
    let mut session = app::<LeaddeskTalk>();
    let more = r#"{"action":"logout","reason":"shift over","at":{"h":17}}"#;
    let (event, _) = message(session.receive(object(TALK, more), Millis(0)));
    assert_eq!(event, Event::from(event::Logout::new()));
}

#[test]
fn what_a_handler_ignores_is_counted_by_name() {
    let mut session = app::<LeaddeskTalk>();
    let mut crm = Crm::default();
    let error = r#"{"action":"error","message":"general"}"#;
    for json in [
        error,
        r#"{"action":"logout"}"#,
        error,
        r#"{"action":"queueStatus"}"#,
    ] {
        let (event, _) = message(session.receive(object(TALK, json), Millis(0)));
        event.dispatch(&mut crm, session.peer());
    }
    let ignored: Vec<_> = session.view().ignored().collect();
    assert_eq!(ignored, [("logout", 1), ("error", 2)]);
    assert_eq!(session.view().counters().ignored, 3);

    // Unknown ones too, if `unknown` is left to its default.
    let mut session = app::<Cloudtalk>();
    let voicemail = r#"{"event":"voicemail","properties":{}}"#;
    let (event, _) = message(session.receive(text(CLOUDTALK, voicemail), Millis(0)));
    event.dispatch(&mut Nothing, session.peer());
    assert_eq!(session.view().ignored().collect::<Vec<_>>(), [("", 1)]);
}
