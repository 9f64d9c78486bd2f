//! Whatever else is posted to the page never reaches a handler.

use cti_runtime::{
    Data, Gate, Limits, Millis, OriginPolicy, Peer, Post, Received, Session, Source, Unknown,
    Vendor,
};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::{
    Agent, CommandHandler, Event, EventHandler, LeaddeskTalk, command, event,
};

use crate::wire::{CLOUDTALK, LEADDESK, PAGE, TALK, app, gate, message, object, text, vendor};

const LOGOUT: &str = r#"{"action":"logout"}"#;
const LOGIN: &str =
    r#"{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}"#;

/// Forms of origins that are nobody's, or not the vendor's.
const HOSTILE: &[&str] = &[
    "",
    "*",
    "null",
    "https://evil.example",
    "https://leaddesk.com",
    "https://login-.leaddesk.com",
    "https://login-ce2.leaddesk.com.evil.example",
    "https://evil.example/https://login-ce2.leaddesk.com",
    "https://login-ce2.leaddesk.com@evil.example",
    "https://login-evil.example#.leaddesk.com",
    "https://login-a.b.leaddesk.com",
    "https://login-a/b.leaddesk.com",
    "https://xlogin-ce2.leaddesk.com",
    "http://login-ce2.leaddesk.com",
    "ftp://login-ce2.leaddesk.com",
    "//login-ce2.leaddesk.com",
    "login-ce2.leaddesk.com",
    "https://login-ce2.leaddesk.com/",
    "https://login-ce2.leaddesk.com/login",
    "https://login-ce2.leaddesk.com:443",
    "https://login-ce2.leaddesk.com:8443",
    "https://login-ce2.leaddesk.com.",
    "https://LOGIN-CE2.leaddesk.com",
    "https://login-ce2.leaddesk.com ",
    " https://login-ce2.leaddesk.com",
    "https://login-ce2.leaddesk.com\u{0}",
    "https://login-ce2.leaddesk\u{3002}com",
    "https://login-*.leaddesk.com",
    "about:blank",
    "chrome-extension://login-ce2.leaddesk.com",
];

/// A handler that nothing may reach.
struct Unreachable;

impl EventHandler for Unreachable {
    fn logout(&mut self, _: event::Logout, _: &mut Peer<LeaddeskTalk>) {
        panic!("reached");
    }
    fn unknown(&mut self, unknown: Unknown, _: &mut Peer<LeaddeskTalk>) {
        panic!("reached: {unknown:?}");
    }
}

impl CommandHandler for Unreachable {
    fn hangup(&mut self, _: command::Hangup, _: &mut Peer<LeaddeskTalk, Vendor>) {
        panic!("reached");
    }
}

#[test]
fn foreign_origins_never_reach_the_handler_and_move_nothing() {
    let mut session = app::<LeaddeskTalk>();
    message(session.receive(object(TALK, LOGIN), Millis(0)));
    for (count, origin) in (1..).zip(HOSTILE) {
        for post in [
            object(origin, LOGOUT),
            object(origin, r#"{"action":"other"}"#),
        ] {
            match session.receive(post, Millis(0)) {
                Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Origin, "{origin}"),
                Received::Message(event, order) => {
                    event.dispatch(&mut Unreachable, session.handling(&order));
                }
                Received::Drifted(drifted) => panic!("{origin}: {drifted:?}"),
            }
        }
        assert_eq!(session.view().counters().refused(Gate::Origin), 2 * count);
    }
    assert_eq!(session.view().state(), Some(Agent::LoggedIn));
    assert_eq!(session.view().counters().accepted, 1);
    assert_eq!(session.view().target().unwrap().as_str(), TALK);
}

#[test]
fn the_vendors_side_serves_the_listed_pages_only() {
    let mut session = vendor::<LeaddeskTalk>();
    let hangup = r#"{"action":"hangup"}"#;
    for origin in [
        "https://crm.example.evil.example",
        "https://crm.example/",
        TALK,
        "null",
        "",
    ] {
        match session.receive(object(origin, hangup), Millis(0)) {
            Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Origin, "{origin}"),
            Received::Message(command, order) => {
                command.dispatch(&mut Unreachable, session.handling(&order));
            }
            Received::Drifted(drifted) => panic!("{origin}: {drifted:?}"),
        }
    }
    message(session.receive(object(PAGE, hangup), Millis(0)));
}

#[test]
fn another_window_is_refused_even_from_the_right_origin() {
    let policy = OriginPolicy::declared::<LeaddeskTalk>();
    let mut session = Session::<LeaddeskTalk>::new(policy, Source(7));
    let from = |source, origin| Post::new(Source(source), origin, Data::Object(LOGIN));
    assert_eq!(
        gate(session.receive(from(2, TALK), Millis(0))),
        Gate::Source
    );
    assert_eq!(
        gate(session.receive(from(7, "https://evil.example"), Millis(0))),
        Gate::Origin
    );
    message(session.receive(from(7, TALK), Millis(0)));
}

#[test]
fn a_relay_is_disbelieved_unless_the_session_was_told_to() {
    let asserted = |relay| Post::asserted(relay, Source(1), TALK, Data::Object(LOGIN));
    let mut session = app::<LeaddeskTalk>();
    assert_eq!(
        gate(session.receive(asserted("recorder"), Millis(0))),
        Gate::Origin
    );
    // Once the session trusts an origin, a relay still may not speak for it.
    message(session.receive(object(TALK, LOGIN), Millis(0)));
    assert_eq!(
        gate(session.receive(asserted("recorder"), Millis(0))),
        Gate::Origin
    );

    let mut session = app::<LeaddeskTalk>().believing("recorder");
    assert_eq!(
        gate(session.receive(asserted("another"), Millis(0))),
        Gate::Origin
    );
    message(session.receive(asserted("recorder"), Millis(0)));
    let foreign = Post::asserted("recorder", Source(1), "null", Data::Object(LOGIN));
    assert_eq!(gate(session.receive(foreign, Millis(0))), Gate::Origin);
}

#[test]
fn the_size_is_checked_before_anything_is_read() {
    let limits = Limits::default().with_message_bytes(100);
    let mut session = app::<LeaddeskTalk>().with_limits(limits);
    let just = format!(r#"{{"action":"logout"{}}}"#, " ".repeat(100 - LOGOUT.len()));
    assert_eq!(just.len(), 100);
    message(session.receive(object(TALK, &just), Millis(0)));
    let over = format!("{just} ");
    assert_eq!(
        gate(session.receive(object(TALK, &over), Millis(0))),
        Gate::Size
    );
    // Neither does it matter then whether it is JSON.
    assert_eq!(
        gate(session.receive(object(TALK, &"[".repeat(101)), Millis(0))),
        Gate::Size
    );
}

#[test]
fn an_encoding_that_the_protocol_does_not_use_is_not_ours() {
    let mut talk = app::<LeaddeskTalk>();
    assert_eq!(
        gate(talk.receive(text(TALK, LOGOUT), Millis(0))),
        Gate::NotOurs
    );
    let other = Post::new(Source(1), TALK, Data::Other);
    assert_eq!(gate(talk.receive(other, Millis(0))), Gate::NotOurs);

    // One that is posted as either is taken as either.
    let ended = r#"{"event":"ended","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","external_number":"1","internal_number":"2"}}"#;
    let mut cloud = app::<Cloudtalk>();
    message(cloud.receive(object(CLOUDTALK, ended), Millis(0)));
    message(cloud.receive(text(CLOUDTALK, ended), Millis(0)));
    let other = Post::new(Source(1), CLOUDTALK, Data::Other);
    assert_eq!(gate(cloud.receive(other, Millis(0))), Gate::NotOurs);
}

#[test]
fn what_other_widgets_and_tools_post_is_turned_away() {
    let foreign = [
        r#"{"source":"react-devtools-bridge","payload":{"action":"logout"}}"#,
        r#"{"type":"webpackOk"}"#,
        "{}",
        r#"["logout"]"#,
        r#"[{"action":"logout"}]"#,
        r#"{"action":7}"#,
        r#"{"action":null}"#,
        r#"{"action":["logout"]}"#,
        r#"{"Action":"logout"}"#,
        r#"{"data":{"action":"logout"}}"#,
        "7",
        "null",
    ];
    let mut session = app::<LeaddeskTalk>();
    for json in foreign {
        assert_eq!(
            gate(session.receive(object(TALK, json), Millis(0))),
            Gate::NotOurs,
            "{json}"
        );
    }
    assert_eq!(
        session.view().counters().refused(Gate::NotOurs),
        foreign.len() as u64
    );

    let mut card = app::<LeaddeskContactCard>();
    for json in ["setImmediate$0.5$1", "", "ping", "webpackHotUpdate3f9c"] {
        let turned_away = gate(card.receive(text(LEADDESK, json), Millis(0)));
        assert!(
            matches!(turned_away, Gate::NotOurs | Gate::Malformed),
            "{json}: {turned_away:?}"
        );
    }
    assert_eq!(card.view().counters().accepted, 0);
}

#[test]
fn two_readers_could_disagree_on_a_repeated_key_so_nobody_reads_it() {
    let repeated = [
        r#"{"action":"login","action":"logout"}"#,
        r#"{"action":"logout","action":"logout"}"#,
        r#"{"action":"logout","acti\u006fn":"login"}"#,
        r#"{"action":"jwt","jwt":"a","jwt":"b"}"#,
        r#"{"action":"error","message":"a","mess\u0061ge":"b"}"#,
    ];
    for json in repeated {
        let mut session = app::<LeaddeskTalk>();
        assert_eq!(
            gate(session.receive(object(TALK, json), Millis(0))),
            Gate::Malformed,
            "{json}"
        );
        assert_eq!(session.view().state(), Some(Agent::LoggedOut));
    }
}

#[test]
fn what_is_not_json_is_malformed_and_the_refusal_says_where_without_echoing() {
    let mut session = app::<LeaddeskTalk>();
    let broken = "{\"action\":\"call\",\n \"number\":\"+1 202 555 0101\", oops}";
    let Received::Refused(refusal) = session.receive(object(TALK, broken), Millis(0)) else {
        panic!("not refused")
    };
    assert_eq!(refusal.gate(), Gate::Malformed);
    let location = refusal.locate(broken).unwrap();
    assert_eq!((location.line, location.column), (2, 30));
    assert!(!refusal.to_string().contains("0101"), "{refusal}");

    for json in [
        r#"{"action":"logout""#,
        r#"{"action":"logout"} x"#,
        r#"{"action":"logout",}"#,
    ] {
        assert_eq!(
            gate(session.receive(object(TALK, json), Millis(0))),
            Gate::Malformed,
            "{json}"
        );
    }
}

#[test]
fn nesting_is_limited_and_the_worst_message_does_no_harm() {
    let deep = |levels: usize| {
        let open = "[".repeat(levels);
        let close = "]".repeat(levels);
        format!(r#"{{"action":"later","data":{open}{close}}}"#)
    };
    let mut session = app::<LeaddeskTalk>().with_limits(Limits::default().with_nesting(5));
    message(session.receive(object(TALK, &deep(4)), Millis(0)));
    assert_eq!(
        gate(session.receive(object(TALK, &deep(5)), Millis(0))),
        Gate::Malformed
    );

    // Whatever a limit says, the reader's own is not passed.
    let mut session = app::<LeaddeskTalk>().with_limits(Limits::default().with_nesting(u16::MAX));
    let worst = deep(100_000);
    assert_eq!(
        gate(session.receive(object(TALK, &worst), Millis(0))),
        Gate::Malformed
    );
}

#[test]
fn a_refused_message_has_no_partial_effect() {
    let mut session = app::<LeaddeskTalk>();
    // The tag is known and the origin is right, but the text breaks off.
    let broken = r#"{"action":"login","language":"en","origin":"#;
    assert_eq!(
        gate(session.receive(object(TALK, broken), Millis(0))),
        Gate::Malformed
    );
    assert_eq!(session.view().state(), Some(Agent::LoggedOut));
    assert_eq!(
        session.view().target(),
        None,
        "a refused message settles no origin"
    );
    let (event, order) = message(session.receive(object(TALK, LOGIN), Millis(0)));
    assert!(matches!(event, Event::Login(_)));
    assert_eq!(order.violation(), None);
}

#[test]
fn a_simulations_policy_admits_this_machine_only() {
    let policy = OriginPolicy::simulation(&["http://localhost:8080"]).unwrap();
    let mut session = Session::<LeaddeskTalk>::new(policy, Source(1));
    assert_eq!(
        gate(session.receive(object(TALK, LOGIN), Millis(0))),
        Gate::Origin
    );
    message(session.receive(object("http://localhost:8080", LOGIN), Millis(0)));
}
