//! A session from end to end, on a small protocol that has a bit of everything.

#![expect(clippy::unwrap_used, reason = "a failed test")]

/// A made-up phone.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod acme_phone {
    /// The line.
    #[states]
    enum Line {
        Idle,
        Ringing,
    }

    #[event]
    pub enum Event {
        /// A call rings.
        #[moves(Line: Idle => Ringing)]
        #[sample({ "action": "call", "data": { "number": 123, "side": "in", "to": null } })]
        Call {
            number: PhoneNumber,
            side: Side,
            note: Option<String>,
            #[null]
            to: Option<u64>,
        },
        Custom(Map<Json>),
        #[envelope(beside)]
        Token {
            token: Secret<String>,
        },
    }

    #[command]
    pub enum Command {
        Hangup,
        #[reply(Token)]
        GetToken,
        #[only(Line: Idle)]
        Dial {
            #[flatten]
            target: Target,
            #[flatten]
            view: View,
        },
    }

    /// Which way.
    #[data(open)]
    pub enum Side {
        In,
        #[prefix("x_")]
        Extra(String),
    }

    #[data(one_of)]
    pub enum Target {
        Number(PhoneNumber),
        CallId(u64),
    }

    #[data(tag = "view")]
    pub enum View {
        Plain,
        Headless { app: String },
    }
}

use cti_runtime::{
    App, Data, Gate, Millis, OriginPolicy, Peer, Post, Received, ReplyNote, RequestError,
    SendError, Session, Source, Turn,
};

use acme_phone::{AcmePhone, Event, EventHandler, Line, Target, View, command, event};

const ORIGIN: &str = "https://phone-7.acme.example";

fn session() -> Session<AcmePhone> {
    Session::new(OriginPolicy::declared::<AcmePhone>(), Source(1))
}

fn post(json: &str) -> Post<'_> {
    Post::new(Source(1), ORIGIN, Data::Object(json))
}

#[derive(Default)]
struct Crm(Vec<String>);

impl EventHandler for Crm {
    fn call(&mut self, call: event::Call, phone: &mut Peer<AcmePhone, App>) {
        self.0.push(call.number.to_string());
        phone.send(command::Hangup::new()).unwrap();
    }
}

#[test]
fn a_call_reaches_its_handler_wherever_the_tag_stands() {
    for json in [
        r#"{"action":"call","data":{"number":"+12025550123","side":"in","to":null}}"#,
        r#"{"data":{"to":7,"side":"in","number":"+12025550123","other":[{}]},"action":"call"}"#,
        " { \"x\" : [ 1 , {} ] , \"\\u0061ction\" : \"c\\u0061ll\" , \"data\" : \
         {\"number\":\"+12025550123\",\"side\":\"x_y\"} } ",
    ] {
        let mut crm = Crm::default();
        let mut session = session();
        let Received::Message(message, order) = session.receive(post(json), Millis(0)) else {
            panic!("{json}")
        };
        assert_eq!(order.turn(), Turn::InTurn);
        assert!(!format!("{message:?}").contains("0123"), "{message:?}");
        message.dispatch(&mut crm as &mut dyn EventHandler, session.peer());
        assert_eq!(crm.0, ["+12025550123"]);
        assert_eq!(session.peer().state::<Line>(), Some(Line::Ringing));
        let out = session.poll_post().unwrap();
        assert_eq!(out.target.as_str(), ORIGIN);
        assert_eq!(out.data.json(), r#"{"action":"hangup"}"#);
    }
}

#[test]
fn each_gate_turns_away_what_it_is_for() {
    let call = r#"{"action":"call","data":{"number":"1","side":"in"}}"#;
    let mut session = session();
    let mut gate = |post: Post<'_>| match session.receive(post, Millis(0)) {
        Received::Refused(refusal) => refusal.gate(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        gate(Post {
            source: Source(2),
            ..post(call)
        }),
        Gate::Source
    );
    for origin in [
        "https://phone-7.acme.example.evil.example",
        "null",
        "",
        "https://phone-7.acme.example/",
    ] {
        assert_eq!(
            gate(Post {
                origin,
                ..post(call)
            }),
            Gate::Origin,
            "{origin}"
        );
    }
    let large = format!("{{\"action\":\"call\"{}}}", " ".repeat(1 << 20));
    assert_eq!(gate(post(&large)), Gate::Size);
    for noise in ["[]", "7", "{}", r#"{"action":7}"#, r#"{"type":"call"}"#] {
        assert_eq!(gate(post(noise)), Gate::NotOurs, "{noise}");
    }
    for malformed in [
        r#"{"action":"call","data":{"number":"1","side":"in"}"#,
        r#"{"action":"call","action":"call","data":{"number":"1","side":"in"}}"#,
        r#"{"action":"call","data":{"number":"1","number":"2","side":"in"}}"#,
        r#"{"action":"call","data":{"number":"1","side":"in"},"data":{}}"#,
        r#"{"action":"voicemail","action":"call"}"#,
    ] {
        assert_eq!(gate(post(malformed)), Gate::Malformed, "{malformed}");
    }
}

#[test]
fn what_drifts_is_kept_and_still_moves() {
    let mut session = session();
    let json = r#"{"action":"call","data":{"number":"1","side":7}}"#;
    let Received::Drifted(drifted) = session.receive(post(json), Millis(0)) else {
        panic!()
    };
    assert_eq!(drifted.name(), "call");
    assert_eq!(drifted.location().path, "data.side");
    assert_eq!(session.peer().state::<Line>(), Some(Line::Ringing));
}

#[test]
fn sending_out_of_turn_is_refused_with_the_reason() {
    let mut session = session().targeting(ORIGIN).unwrap();
    let json = r#"{"action":"call","data":{"number":"1","side":"in"}}"#;
    assert!(matches!(
        session.receive(post(json), Millis(0)),
        Received::Message(..)
    ));
    let dial = command::Dial::new(Target::CallId(7), View::headless("x"));
    let Err(SendError::OutOfTurn(why)) = session.peer().send(dial.clone()) else {
        panic!()
    };
    assert_eq!(why.to_string(), "Line is Ringing, and Idle is needed");
    assert!(session.poll_post().is_none());
    session.peer().send_anyway(dial).unwrap();
    let json = r#"{"action":"dial","data":{"callId":7,"view":"headless","app":"x"}}"#;
    assert_eq!(session.poll_post().unwrap().data.json(), json);
}

#[test]
fn a_late_answer_to_a_request_without_fields_is_as_good_as_another() {
    let mut session = session().targeting(ORIGIN).unwrap();
    let first = session.peer().request(command::GetToken::new()).unwrap();
    let second = session.peer().request(command::GetToken::new()).unwrap();
    assert!(session.poll_post().is_some());
    assert!(
        session.poll_post().is_none(),
        "one call per name is in flight"
    );
    session.tick(Millis(10_000));
    assert_eq!(
        session.peer().outcome(&first),
        Some(Err(RequestError::Deadline))
    );
    assert!(session.poll_post().is_some(), "the second goes");
    let note = |session: &mut Session<AcmePhone>, token: &str| {
        let json = format!(r#"{{"action":"token","token":"{token}"}}"#);
        match session.receive(post(&json), Millis(10_001)) {
            Received::Message(Event::Token(_), order) => order.reply(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(note(&mut session, "late"), ReplyNote::Settled);
    let token = session.peer().outcome(&second).unwrap().unwrap();
    assert_eq!(token.token.expose(), "late");
    // One of the two is still to come.
    assert_eq!(note(&mut session, "more"), ReplyNote::Ambiguous);
    assert_eq!(note(&mut session, "too many"), ReplyNote::Unsolicited);
}

#[test]
fn a_message_that_queues_is_sent_although_nobody_waits_for_its_answer() {
    let mut session = session().targeting(ORIGIN).unwrap();
    let first = session.peer().request(command::GetToken::new()).unwrap();
    session.peer().send(command::GetToken::new()).unwrap();
    assert!(session.poll_post().is_some());
    session.tick(Millis(1));
    assert!(session.poll_post().is_none());
    let json = r#"{"action":"token","token":"first"}"#;
    assert!(matches!(
        session.receive(post(json), Millis(2)),
        Received::Message(..)
    ));
    assert!(session.peer().outcome(&first).unwrap().is_ok());
    assert!(session.poll_post().is_some(), "the second goes");
}
