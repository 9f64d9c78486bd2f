//! A session has what its protocol needs, however it is opened.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use cti_runtime::describe::TextCodec;
use cti_runtime::session::ReplyNote;
use cti_runtime::types::{Json, Map};
use cti_runtime::{
    App, Data, Delivered, Millis, Origin, OriginPolicy, Post, Received, SendError, Session, Signal,
    Source, Turn, Vendor, testing,
};

/// A phone of which a session needs everything.
#[cti_runtime::protocol(
    vendor = "Needy",
    origins("https://phone.needy.example"),
    envelope(object, tag = "type", reports(version = "1"))
)]
pub mod needy_phone {
    /// A call.
    #[states(key = call_id)]
    enum Line {
        Ringing,
        Talking,
        #[end]
        Over,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        Ready,
        #[moves(Line: new => Ringing)]
        Ringing {
            call_id: String,
        },
        #[moves(Line: Ringing | Talking => Over)]
        Ended {
            call_id: String,
        },
        #[moves(Line: Ringing => Over, if picked_up = false)]
        Rang {
            call_id: String,
            picked_up: bool,
        },
        Token {
            token: String,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Act {
        #[handshake(until = Ready)]
        Hello,
        #[moves(Line: Ringing => Talking)]
        Answer { call_id: String },
        #[reply(Token)]
        GetToken,
    }

    /// Page → phone.
    #[command(
        tag = "request",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn user(user_id: String) -> String;
    }
}

/// A library.
#[cti_runtime::protocol(vendor = "Needy", calls(library = "needy", error = String))]
pub mod needy_library {
    #[method]
    pub trait Method {
        fn dial(number: String) -> bool;
    }

    #[subscription]
    pub trait Listener {
        fn ringing() -> String;
    }
}

/// A phone that posts strings of its own.
#[cti_runtime::protocol(
    vendor = "Needy",
    origins("https://phone.needy.example"),
    envelope(codec = Colon, tag = "verb")
)]
pub mod needy_strings {
    use super::Colon;

    /// Phone → page.
    #[event]
    pub enum Event {
        Ringing { number: String },
    }

    /// Page → phone.
    #[command]
    pub enum Act {
        Dial { number: String },
    }
}

/// `verb:number`.
pub struct Colon;

impl TextCodec for Colon {
    fn read(&self, text: &str) -> Option<Map<Json>> {
        let (verb, number) = text.split_once(':')?;
        let pairs = [("verb", verb), ("number", number)];
        let own = |(key, part): (&str, &str)| (key.to_owned(), part.into());
        Some(pairs.into_iter().map(own).collect())
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        let part = |key| message.get(key)?.as_str();
        Some(format!("{}:{}", part("verb")?, part("number")?))
    }
}

use needy_library::{NeedyLibrary, listener, method};
use needy_phone::{NeedyPhone, act, ask, event};
use needy_strings::NeedyStrings;

const PHONE: &str = "https://phone.needy.example";
const PAGE: &str = "https://crm.example";

fn received<S>(session: &mut Session<NeedyPhone, S>, origin: &str, json: &str) -> (Turn, ReplyNote)
where
    S: cti_runtime::protocol::Side<NeedyPhone>,
{
    let post = Post::new(Source(1), origin, Data::Object(json));
    match session.receive(post, Millis(1)) {
        Received::Message(_, order) => (order.turn(), order.reply()),
        other => panic!("{other:?}"),
    }
}

fn app() -> Session<NeedyPhone> {
    Session::new(OriginPolicy::declared::<NeedyPhone>(), Source(1))
}

const RINGING: &str = r#"{"type":"ringing","version":"7","callId":"c-1"}"#;

/// Rules, replies and requests of a page that has shaken hands.
fn talks(session: &mut Session<NeedyPhone>, ringing: Turn) {
    assert_eq!(received(session, PHONE, RINGING).0, ringing);
    assert_eq!(session.peer().reported("version"), Some("7"));
    let rang = r#"{"type":"rang","version":"7","callId":"c-1","pickedUp":true}"#;
    assert_eq!(received(session, PHONE, rang).0, Turn::InTurn);
    session.peer().send(act::Answer::new("c-1")).unwrap();
    let again = session.peer().send(act::Answer::new("c-1"));
    assert!(matches!(again, Err(SendError::OutOfTurn(_))));

    let token = session.peer().request(act::GetToken::new()).unwrap();
    let answer = r#"{"type":"token","version":"7","token":"t"}"#;
    assert_eq!(received(session, PHONE, answer).1, ReplyNote::Settled);
    assert!(matches!(session.peer().outcome(&token), Some(Ok(token)) if token.token == "t"));

    let user = session.peer().request(ask::User::new("u")).unwrap();
    let answer = format!(r#"{{"id":"{}","result":"Ada"}}"#, user.id().get());
    assert_eq!(received(session, PHONE, &answer).1, ReplyNote::Settled);
    assert!(matches!(session.peer().outcome(&user), Some(Ok(name)) if name == "Ada"));
}

#[test]
fn a_page() {
    let mut session = app();
    let early = session.peer().send(act::GetToken::new());
    assert!(matches!(early, Err(SendError::HandshakeFirst { .. })));
    session.peer().send(act::Hello::new()).unwrap();
    received(&mut session, PHONE, r#"{"type":"ready","version":"7"}"#);
    talks(&mut session, Turn::InTurn);
}

#[test]
fn a_page_that_joins_late() {
    talks(&mut app().joining_late(), Turn::Unsynced);
}

#[test]
fn a_phone() {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let mut session = Session::<NeedyPhone, Vendor>::serve(pages, Source(1));
    received(&mut session, PAGE, r#"{"type":"hello","version":"1"}"#);
    let answer = r#"{"type":"answer","version":"1","callId":"c-1"}"#;
    assert_eq!(received(&mut session, PAGE, answer).0, Turn::OutOfTurn);
    session.peer().send(event::Ringing::new("c-2")).unwrap();
    let again = session.peer().send(event::Ringing::new("c-2"));
    assert!(matches!(again, Err(SendError::OutOfTurn(_))));

    let question = r#"{"request":"user","version":"1","id":"q-1","params":{"userId":"u"}}"#;
    let call = match session.receive(
        Post::new(Source(1), PAGE, Data::Object(question)),
        Millis(0),
    ) {
        Received::Message(_, order) => order.request().unwrap(),
        other => panic!("{other:?}"),
    };
    let name: Result<String, String> = Ok(String::from("Ada"));
    session.peer().answer::<ask::User>(call, &name).unwrap();
    let posts: Vec<_> = std::iter::from_fn(|| session.poll_post()).collect();
    let answered = |post: &cti_runtime::OutPost| post.data.json().contains(r#""result":"Ada""#);
    assert!(posts.iter().any(answered), "{posts:?}");
}

#[test]
fn a_page_that_is_observed() {
    let mut session = app();
    let seen = |session: &mut Session<NeedyPhone>, json| {
        let _ = session.observe(Data::Object(json), Millis(0));
    };
    seen(&mut session, r#"{"type":"hello","version":"1"}"#);
    received(&mut session, PHONE, r#"{"type":"ready","version":"7"}"#);
    assert_eq!(received(&mut session, PHONE, RINGING).0, Turn::InTurn);
    seen(&mut session, r#"{"type":"getToken","version":"1"}"#);
    let answer = r#"{"type":"token","version":"7","token":"t"}"#;
    assert_eq!(received(&mut session, PHONE, answer).1, ReplyNote::Settled);
}

#[test]
fn a_page_with_a_library() {
    let mut session = Session::<NeedyLibrary, App>::in_page();
    let dialled = session.peer().request(method::Dial::new("1")).unwrap();
    let Some(Signal::Request { id, .. }) = session.poll_signal() else {
        panic!("nothing was called");
    };
    let body = r#"{"result":true}"#.into();
    let reply = session.deliver(&Signal::Reply { id, body }, Millis(1));
    assert!(matches!(reply, Delivered::Answered { .. }));
    assert_eq!(session.peer().outcome(&dialled), Some(Ok(true)));
}

#[test]
fn strings_of_a_codec() {
    let policy = OriginPolicy::declared::<NeedyStrings>();
    let mut session = Session::<NeedyStrings>::new(policy, Source(1));
    let post = Post::new(Source(1), PHONE, Data::Text("ringing:7"));
    let received = session.receive(post, Millis(0));
    assert!(matches!(received, Received::Message(..)), "{received:?}");
    let dial = needy_strings::act::Dial::new("8");
    session.peer().send(dial).unwrap();
    assert_eq!(session.poll_post().unwrap().data.json(), "dial:8");
}

#[test]
fn a_library() {
    let mut session = Session::<NeedyLibrary, Vendor>::library();
    session
        .peer()
        .send(listener::Ringing::new(Ok(String::from("1"))))
        .unwrap();
    assert!(matches!(session.poll_signal(), Some(Signal::Fire { .. })));
    let call = Signal::Request {
        id: 7,
        name: "dial".into(),
        arguments: r#"["1"]"#.into(),
    };
    let Delivered::Message(_, order) = session.deliver(&call, Millis(1)) else {
        panic!("nothing was called");
    };
    session.reload();
    let late = (session.peer()).answer::<method::Dial>(order.request().unwrap(), &Ok(true));
    assert_eq!(late, Err(SendError::NoSuchRequest));
}

/// Reading takes no session: here none was opened.
#[test]
fn messages_without_a_session() {
    let ringing = r#"{"type":"ringing","callId":"c-1","version":"7"}"#;
    testing::message::<needy_phone::Event>(1, ringing);
    let user = r#"{"request":"user","id":"q-1","version":"1","params":{"userId":"u"}}"#;
    testing::message::<needy_phone::Command>(3, user);
}
