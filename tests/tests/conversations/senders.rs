//! Another window, and another tenant of the vendor's, gets nothing and moves nothing.

use cti_runtime::{
    Data, Gate, Millis, Post, Received, RequestError, SendError, Session, Source, Turn,
};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::leaddesk_talk::{Event, LeaddeskTalk, command};

use crate::wire::{CLOUDTALK, TALK, app, gate, message, object, text};

/// Within the policy: `https://login-*.leaddesk.com`.
const TENANT: &str = "https://login-evil.leaddesk.com";
const ELSEWHERE: &str = "https://login-qed-fi1.leaddesk.com";
const UNKNOWN: &str = r#"{"action":"whatever"}"#;
const CALL: &str = r#"{"action":"call","id":7,"number":"+12025550123","direction":"in","ringStart":"2026-01-31 09:30:00"}"#;
const JWT: &str = r#"{"action":"jwt","jwt":"forged"}"#;

/// As the README sets a session up.
fn talk() -> Session<LeaddeskTalk> {
    app().targeting(TALK).unwrap()
}

/// Whom `talk` talks to: an agent has logged in.
fn logged_in() -> Session<LeaddeskTalk> {
    let mut session = talk();
    let login = r#"{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}"#;
    message(session.receive(object(TALK, login), Millis(0)));
    session
}

fn targets(session: &mut Session<LeaddeskTalk>) -> Vec<String> {
    std::iter::from_fn(|| session.poll_post())
        .map(|post| post.target.as_str().to_owned())
        .collect()
}

#[test]
fn another_window_at_another_tenant_gets_no_number_and_settles_no_token() {
    let mut session = logged_in();
    let evil = |json| Post::new(Source(2), TENANT, Data::Object(json));
    for json in [UNKNOWN, CALL, JWT, r#"{"action":"logout"}"#] {
        assert_eq!(gate(session.receive(evil(json), Millis(0))), Gate::Source);
    }
    session
        .peer()
        .send(command::Call::new("+12025550123", true))
        .unwrap();
    let token = session.peer().request(command::GetJwt::new()).unwrap();
    assert_eq!(targets(&mut session), [TALK, TALK]);
    assert_eq!(gate(session.receive(evil(JWT), Millis(1))), Gate::Source);
    assert_eq!(session.peer().outcome(&token), None);
}

#[test]
fn another_tenant_in_the_same_window_gets_nothing_either() {
    // Before the first post: what nobody declared doesn't change where it goes.
    let mut session = talk();
    assert_eq!(
        gate(session.receive(object(TENANT, UNKNOWN), Millis(0))),
        Gate::Origin
    );
    let drifted = r#"{"action":"call","id":{}}"#;
    assert_eq!(
        gate(session.receive(object(TENANT, drifted), Millis(0))),
        Gate::Origin
    );
    let token = session.peer().request(command::GetJwt::new()).unwrap();
    // From the first post on, even if it still waits to be handed out.
    for json in [
        UNKNOWN,
        CALL,
        JWT,
        r#"{"action":"error","message":"general"}"#,
    ] {
        assert_eq!(
            gate(session.receive(object(TENANT, json), Millis(1))),
            Gate::Origin,
            "{json}"
        );
    }
    assert_eq!(targets(&mut session), [TALK]);
    assert_eq!(session.peer().outcome(&token), None);
    assert!(
        session
            .aim(cti_runtime::Origin::parse(TENANT).unwrap())
            .is_err()
    );

    message(session.receive(object(TALK, r#"{"action":"jwt","jwt":"real"}"#), Millis(2)));
    let answer = session.peer().outcome(&token).unwrap().unwrap();
    assert_eq!(answer.jwt.expose(), "real");
}

#[test]
fn a_login_elsewhere_begins_anew_and_takes_nothing_along() {
    let mut session = logged_in();
    let token = session.peer().request(command::GetJwt::new()).unwrap();
    session
        .peer()
        .send(command::Call::new("+12025550123", true))
        .unwrap();
    let login =
        r#"{"action":"login","language":"en","origin":"https://login-qed-fi1.leaddesk.com/"}"#;
    let (event, order) = message(session.receive(object(ELSEWHERE, login), Millis(1)));
    assert!(matches!(event, Event::Login(_)));
    assert!(order.is_new_origin());
    assert_eq!(
        targets(&mut session),
        [""; 0],
        "neither the number nor the question"
    );
    assert_eq!(
        session.peer().outcome(&token),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(
        gate(session.receive(object(TALK, JWT), Millis(2))),
        Gate::Origin
    );

    // The same document goes on without a word of it.
    let (_, order) = message(session.receive(object(ELSEWHERE, CALL), Millis(3)));
    assert!(!order.is_new_origin());
    session.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(targets(&mut session), [ELSEWHERE]);
}

#[test]
fn a_frame_that_was_redirected_before_anything_was_said_is_found() {
    // The frame's address names one origin, and the phone has long been at another.
    let mut session = talk().joining_late();
    let (_, order) = message(session.receive(object(ELSEWHERE, CALL), Millis(0)));
    assert!(order.is_new_origin());
    session.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(targets(&mut session), [ELSEWHERE]);
}

#[test]
fn an_answer_goes_to_the_document_that_asked() {
    use ask_phone::{AskPhone, ask};
    let (first, second) = ("https://phone-1.ask.example", "https://phone-2.ask.example");
    let mut session = app::<AskPhone>();
    let question = r#"{"method":"contact","id":"q-1","params":{"number":"+12025550123"}}"#;
    let Received::Message(_, order) = session.receive(object(first, question), Millis(0)) else {
        panic!("a question")
    };
    let call = order.request().unwrap();
    let hello = r#"{"type":"hello"}"#;
    let Received::Message(_, order) = session.receive(object(second, hello), Millis(1)) else {
        panic!("a new document")
    };
    assert!(order.is_new_origin());
    let answer = session
        .peer()
        .answer::<ask::Contact>(call, &Ok("Ada Example".to_owned()));
    assert_eq!(answer, Err(SendError::NoSuchRequest));
    assert!(session.poll_post().is_none());
}

/// A phone that asks who calls.
#[cti_runtime::protocol(
    vendor = "Ask",
    origins("https://phone-*.ask.example"),
    envelope(object, tag = "type")
)]
pub mod ask_phone {
    #[states]
    enum Phone {
        Starting,
        Ready,
    }

    #[event(
        tag = "method",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result", error = "error")
    )]
    pub trait Ask {
        fn contact(number: String) -> Result<String, String>;
    }

    #[event]
    pub enum Tell {
        #[moves(Phone: Starting => Ready)]
        Hello,
    }
}

#[test]
fn a_session_that_joined_late_and_saw_a_reload_knows_which_calls_are_open() {
    let hangup = r#"{"event":"hangup","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","external_number":"1","internal_number":"2"}}"#;
    let mut session = app::<Cloudtalk>().joining_late();
    let (_, order) = message(session.receive(text(CLOUDTALK, hangup), Millis(0)));
    assert_eq!(order.turn(), Turn::Unsynced);
    session.reload();
    let (_, order) = message(session.receive(text(CLOUDTALK, hangup), Millis(1)));
    assert_eq!(order.turn(), Turn::OutOfTurn);
}
