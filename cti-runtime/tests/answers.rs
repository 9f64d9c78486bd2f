//! Which answer belongs to which request: by name, by id and by callback, late, lost and after the
//! document of the other side was replaced.

#![allow(clippy::panic, clippy::unwrap_used)]

use std::collections::HashSet;

use cti_runtime::session::{ReplyNote, Return};
use cti_runtime::{
    Data, Delivered, Limits, Millis, Origin, OriginPolicy, OutPost, Peer, Post, Protocol, Received,
    RequestError, RequestId, SendError, Session, Signal, Source, Turn, Vendor, protocol::Window,
};

/// A phone that answers by name.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod named {
    #[states(key = call_id)]
    enum Line {
        Ringing,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        Found {
            number: u64,
        },
        Token {
            token: Secret<String>,
        },
        Name {
            name: String,
        },
        Failed,
        #[moves(Line: new => Ringing)]
        Ringing {
            call_id: u64,
        },
        #[moves(Line: Ringing => Over)]
        Over {
            call_id: u64,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Found, or = Failed)]
        Find { number: u64 },
        #[reply(Token, or = Failed)]
        GetToken,
        #[reply(Token)]
        Refresh { by_force: bool },
        #[reply(Name, or = Failed)]
        GetName,
        /// What answers `Find` says that this failed.
        #[reply(Name, or = Found)]
        Rename { name: String },
        #[only(Line: Ringing)]
        PickUp { call_id: u64 },
    }
}

/// A phone that begins again by itself, and answers by name.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod greeted {
    #[event]
    pub enum Event {
        Started,
        Welcome,
        Found { number: u64 },
    }

    #[command]
    pub enum Command {
        #[handshake(until = Welcome, again = Started, hold)]
        Hello,
        #[reply(Found)]
        Find { number: u64 },
    }
}

/// A phone that may be at another origin after each login.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme.example"),
    envelope(object, tag = "type")
)]
pub mod moving {
    #[states]
    enum Login {
        Out,
        In,
    }

    #[event]
    pub enum Event {
        #[moves(Login: Out => In)]
        LoggedIn,
        #[moves(Login: In => Out)]
        LoggedOut,
        Found {
            number: u64,
        },
    }

    #[command]
    pub enum Command {
        #[reply(Found)]
        Find { number: u64 },
    }
}

/// Both sides ask, by ids of every kind.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod paired {
    #[event]
    pub enum Said {
        Text {
            #[id]
            id: String,
        },
        Number {
            #[id]
            id: u64,
        },
        Either {
            #[id]
            id: Id,
        },
    }

    #[command]
    pub enum Act {
        #[reply(Text)]
        AskText {
            #[id]
            id: String,
        },
        #[reply(Number)]
        AskNumber {
            #[id]
            id: u64,
        },
        #[reply(Either)]
        AskEither {
            #[id]
            id: Id,
        },
    }

    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn user(name: String) -> String;
    }

    #[event(
        tag = "method",
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Question {
        fn contact(number: String) -> String;
    }
}

/// A library.
#[cti_runtime::protocol(vendor = "Acme", calls(library = "acme", error = String))]
pub mod shelf {
    #[method]
    pub trait Method {
        fn find(number: u64) -> u64;
    }
}

use greeted::Greeted;
use moving::Moving;
use named::Named;
use paired::{Paired, QuestionHandler, ask, question};
use shelf::Shelf;

/// A way in which the document of the other side is replaced.
type Renewal<P> = (&'static str, fn(&mut Session<P>));

const PHONE: &str = "https://phone.acme.example";

fn page<P: Protocol<Transport = Window>>() -> Session<P> {
    Session::new(OriginPolicy::declared::<P>(), Source(1))
}

fn from_phone(json: &str) -> Post<'_> {
    Post::new(Source(1), PHONE, Data::Object(json))
}

fn hear<P: Protocol<Transport = Window>>(
    session: &mut Session<P>,
    json: &str,
    now: u64,
) -> ReplyNote {
    match session.receive(from_phone(json), Millis(now)) {
        Received::Message(_, order) => order.reply(),
        other => panic!("{other:?}"),
    }
}

fn posts<P: Protocol<Transport = Window>>(session: &mut Session<P>) -> Vec<OutPost> {
    std::iter::from_fn(|| session.poll_post()).collect()
}

fn found(number: u64) -> String {
    format!(r#"{{"type":"found","number":{number}}}"#)
}

const TOKEN: &str = r#"{"type":"token","token":"t"}"#;
const FAILED: &str = r#"{"type":"failed"}"#;
const HOUR: u64 = 3_600_000;

/// A request that was posted at 0, and whose deadline has passed.
fn missed() -> Session<Named> {
    let mut session = page::<Named>();
    let ticket = session
        .peer()
        .request(named::command::Find::new(1))
        .unwrap();
    assert_eq!(posts(&mut session).len(), 1);
    session.tick(Millis(10_000));
    let outcome = session.peer().outcome(&ticket);
    assert_eq!(outcome, Some(Err(RequestError::Deadline)));
    session
}

#[test]
fn no_two_sessions_make_the_same_id() {
    let mut seen = HashSet::new();
    for _ in 0..100 {
        let mut session = page::<Paired>();
        let peer = session.peer();
        let tickets = [
            peer.request(paired::act::AskText::new()).unwrap().id(),
            peer.request(paired::act::AskNumber::new()).unwrap().id(),
            peer.request(paired::act::AskEither::new()).unwrap().id(),
            peer.request(ask::User::new("Ada")).unwrap().id(),
        ];
        for (ticket, post) in tickets.into_iter().zip(posts(&mut session)) {
            let id = ticket.get();
            assert!((2..1 << 53).contains(&id), "{id}");
            assert!(post.data.json().contains(&id.to_string()), "{post:?}");
            assert!(seen.insert(id), "{id} twice");
        }
        let mut library = Session::<Shelf>::in_page();
        let ticket = library.peer().request(shelf::method::Find::new(1)).unwrap();
        assert!(seen.insert(ticket.id().get()));
    }
}

#[test]
fn the_answer_to_one_session_settles_nothing_in_another() {
    let (mut one, mut other) = (page::<Paired>(), page::<Paired>());
    let asked = one.peer().request(ask::User::new("Ada")).unwrap();
    let waits = other.peer().request(ask::User::new("Bob")).unwrap();
    let answer = format!(r#"{{"id":"{}","result":"Ada"}}"#, asked.id().get());
    let received = other.receive(from_phone(&answer), Millis(1));
    assert!(matches!(received, Received::Refused(_)), "{received:?}");
    assert_eq!(other.peer().outcome(&waits), None);
    assert_eq!(hear(&mut one, &answer, 1), ReplyNote::Settled);

    let (mut one, mut other) = (Session::<Shelf>::in_page(), Session::<Shelf>::in_page());
    let asked = one.peer().request(shelf::method::Find::new(1)).unwrap();
    let waits = other.peer().request(shelf::method::Find::new(2)).unwrap();
    let reply = Signal::Reply {
        id: asked.id().get(),
        body: r#"{"result":1}"#.into(),
    };
    let delivered = other.deliver(&reply, Millis(1));
    assert!(matches!(delivered, Delivered::Refused(_)), "{delivered:?}");
    assert_eq!(other.peer().outcome(&waits), None);
}

#[test]
fn a_test_says_where_ids_begin_and_what_an_edge_offers_gives_way() {
    let mut session = page::<Paired>().numbering_from(1);
    assert_eq!(
        session
            .peer()
            .request(ask::User::new("a"))
            .unwrap()
            .id()
            .get(),
        1
    );
    let mut edge = session.untyped();
    edge.offer_number(77);
    let mut session = Session::<Paired>::typed(edge);
    assert_eq!(
        session
            .peer()
            .request(ask::User::new("a"))
            .unwrap()
            .id()
            .get(),
        2
    );

    let mut edge = page::<Paired>().untyped();
    edge.offer_number(77);
    let mut session = Session::<Paired>::typed(edge);
    assert_eq!(
        session
            .peer()
            .request(ask::User::new("a"))
            .unwrap()
            .id()
            .get(),
        77
    );
}

/// Answers later.
#[derive(Default)]
struct Crm(Vec<(RequestId, String)>);

impl QuestionHandler for Crm {
    fn contact(
        &mut self,
        asked: question::Contact,
        peer: &mut Peer<Paired>,
    ) -> Return<String, String> {
        self.0.push((peer.current_request().unwrap(), asked.number));
        Return::Later
    }
}

impl paired::SaidHandler for Crm {}

fn ask_crm(session: &mut Session<Paired>, crm: &mut Crm, json: &str) {
    match session.receive(from_phone(json), Millis(0)) {
        Received::Message(message, order) => message.dispatch(crm, session.handling(&order)),
        other => panic!("{other:?}"),
    }
}

/// What is posted for the answer to a call, or why it isn't.
fn answers(
    session: &mut Session<Paired>,
    (call, number): &(RequestId, String),
) -> Result<String, SendError> {
    let answer = Ok(format!("contact of {number}"));
    session.peer().answer::<question::Contact>(*call, &answer)?;
    let posts = posts(session);
    let [post] = &posts[..] else {
        panic!("{posts:?}")
    };
    Ok(post.data.json().to_owned())
}

#[test]
fn a_request_dies_with_its_document_and_the_next_ones_with_its_id_is_answered_by_its_own() {
    let renew: [Renewal<Paired>; 3] = [
        ("nothing is told", |_| {}),
        ("calls are given up", Session::give_up_requests),
        ("reload", Session::reload),
    ];
    for (how, renew) in renew {
        let (mut session, mut crm) = (page::<Paired>(), Crm::default());
        ask_crm(
            &mut session,
            &mut crm,
            r#"{"method":"contact","id":"1","number":"+1"}"#,
        );
        renew(&mut session);
        if how != "nothing is told" {
            let late = answers(&mut session, &crm.0[0]);
            assert_eq!(late, Err(SendError::NoSuchRequest), "{how}");
        }
        ask_crm(
            &mut session,
            &mut crm,
            r#"{"method":"contact","id":"1","number":"+2"}"#,
        );
        let late = answers(&mut session, &crm.0[0]);
        assert_eq!(late, Err(SendError::NoSuchRequest), "{how}");
        assert!(posts(&mut session).is_empty());
        let own = r#"{"id":"1","result":"contact of +2"}"#.to_owned();
        assert_eq!(answers(&mut session, &crm.0[1]), Ok(own), "{how}");
        let again = answers(&mut session, &crm.0[1]);
        assert_eq!(again, Err(SendError::NoSuchRequest), "{how}");
        let superseded = session.peer().counters().superseded_requests;
        assert_eq!(superseded, u64::from(how == "nothing is told"), "{how}");
    }
}

#[test]
fn each_of_two_requests_is_answered_by_its_own_number_in_any_order_of_handling() {
    #[derive(Default)]
    struct Now(Vec<bool>);
    impl QuestionHandler for Now {
        fn contact(
            &mut self,
            asked: question::Contact,
            peer: &mut Peer<Paired>,
        ) -> Return<String, String> {
            self.0.push(peer.current_request().is_some());
            Ok(format!("contact of {}", asked.number)).into()
        }
    }
    impl paired::SaidHandler for Now {}

    for first in [0, 1] {
        let (mut session, mut now) = (page::<Paired>(), Now::default());
        let mut received: Vec<_> = ["1", "2"]
            .map(|id| {
                let asked = format!(r#"{{"method":"contact","id":"{id}","number":"+{id}"}}"#);
                match session.receive(from_phone(&asked), Millis(0)) {
                    Received::Message(message, order) => (message, order),
                    other => panic!("{other:?}"),
                }
            })
            .into();
        assert_eq!(session.peer().current_request(), None);
        // Without its order, what the handler returns is no answer: it is counted.
        let (message, _) = received[0].clone();
        message.dispatch(&mut now, session.peer());
        assert_eq!(session.peer().counters().unsent_answers, 1);
        let (message, order) = received.remove(first);
        message.dispatch(&mut now, session.handling(&order));
        let (message, order) = received.remove(0);
        message.dispatch(&mut now, session.handling(&order));
        assert_eq!(session.peer().current_request(), None);
        assert_eq!(now.0, [false, true, true]);
        let mut answers: Vec<_> = posts(&mut session)
            .iter()
            .map(|post| post.data.json().to_owned())
            .collect();
        answers.sort();
        assert_eq!(
            answers,
            [
                r#"{"id":"1","result":"contact of +1"}"#,
                r#"{"id":"2","result":"contact of +2"}"#
            ],
            "{first}"
        );
    }
}

#[test]
fn an_answer_that_waits_to_be_posted_is_not_posted_to_another_document() {
    let renew: [Renewal<Paired>; 3] = [
        ("the id is used again", |_| {}),
        ("calls are given up", Session::give_up_requests),
        ("reload", Session::reload),
    ];
    for (how, renew) in renew {
        let (mut session, mut crm) = (page::<Paired>(), Crm::default());
        for id in ["7", "1"] {
            let json = format!(r#"{{"method":"contact","id":{id},"number":"+{id}"}}"#);
            ask_crm(&mut session, &mut crm, &json);
        }
        let answer = Ok("old".to_owned());
        let peer = session.peer();
        peer.answer::<question::Contact>(crm.0[1].0, &answer)
            .unwrap();
        renew(&mut session);
        ask_crm(
            &mut session,
            &mut crm,
            r#"{"method":"contact","id":1,"number":"+2"}"#,
        );
        assert_eq!(posts(&mut session), [], "{how}");
        let own = r#"{"id":1,"result":"contact of +2"}"#.to_owned();
        assert_eq!(answers(&mut session, &crm.0[2]), Ok(own), "{how}");
        // One that was posted is another document's no more.
        ask_crm(
            &mut session,
            &mut crm,
            r#"{"method":"contact","id":1,"number":"+3"}"#,
        );
        let own = r#"{"id":1,"result":"contact of +3"}"#.to_owned();
        assert_eq!(answers(&mut session, &crm.0[3]), Ok(own), "{how}");
    }
}

#[test]
fn ids_of_either_spelling_are_one_and_other_ids_are_left_alone() {
    let (mut session, mut crm) = (page::<Paired>(), Crm::default());
    for id in ["1", r#""2""#, r#""\u0031""#, "3"] {
        let json = format!(r#"{{"method":"contact","id":{id},"number":"n"}}"#);
        ask_crm(&mut session, &mut crm, &json);
    }
    let said: Vec<_> = crm
        .0
        .iter()
        .map(|asked| answers(&mut session, asked))
        .collect();
    assert_eq!(said[0], Err(SendError::NoSuchRequest));
    assert!(said[1..].iter().all(Result::is_ok), "{said:?}");
}

#[test]
fn a_call_of_a_library_is_answered_once_and_not_by_another_page() {
    let call = |id| Signal::Request {
        id,
        name: "find".into(),
        arguments: "[1]".into(),
    };
    let asked =
        |library: &mut Session<Shelf, Vendor>, id| match library.deliver(&call(id), Millis(0)) {
            Delivered::Message(_, order) => order.request().unwrap(),
            other => panic!("{other:?}"),
        };
    let answer = |library: &mut Session<Shelf, Vendor>, call, found| {
        library
            .peer()
            .answer::<shelf::method::Find>(call, &Ok(found))
    };
    let renew: [fn(&mut Session<Shelf, Vendor>); 3] =
        [|_| {}, Session::give_up_requests, Session::reload];
    for (way, renew) in renew.into_iter().enumerate() {
        let mut library = Session::<Shelf, Vendor>::library();
        let first = asked(&mut library, 1);
        let posted = asked(&mut library, 2);
        answer(&mut library, posted, 2).unwrap();
        assert_eq!(
            answer(&mut library, posted, 2),
            Err(SendError::NoSuchRequest)
        );
        renew(&mut library);
        let (one, two) = (asked(&mut library, 1), asked(&mut library, 2));
        assert_eq!(library.poll_signal(), None, "{way}");
        assert_eq!(
            answer(&mut library, first, 1),
            Err(SendError::NoSuchRequest)
        );
        answer(&mut library, two, 22).unwrap();
        answer(&mut library, one, 11).unwrap();
        for (id, found) in [(2, 22), (1, 11)] {
            let body = format!(r#"{{"result":{found}}}"#);
            match library.poll_signal() {
                Some(Signal::Reply { id: of, body: said }) => {
                    assert_eq!((of, &*said), (id, &*body), "{way}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn a_call_whose_callback_was_called_by_other_means_is_not_answered_again() {
    let mut library = Session::<Shelf, Vendor>::library();
    let call = Signal::Request {
        id: 1,
        name: "find".into(),
        arguments: "[1]".into(),
    };
    let Delivered::Message(_, order) = library.deliver(&call, Millis(0)) else {
        panic!("nothing was called")
    };
    let body = r#"{"result":1}"#.into();
    let _ = library.observe_signal(&Signal::Reply { id: 1, body }, Millis(1));
    let peer = library.peer();
    let again = peer.answer::<shelf::method::Find>(order.request().unwrap(), &Ok(1));
    assert_eq!(again, Err(SendError::NoSuchRequest));
}

#[test]
fn calls_of_a_library_that_nobody_answers_are_bounded() {
    let limits = Limits::default().with_unanswered(2);
    let mut library = Session::<Shelf, Vendor>::library().with_limits(limits);
    for id in 0..10 {
        let name = "find".into();
        let arguments = "[1]".into();
        let call = Signal::Request {
            id,
            name,
            arguments,
        };
        assert!(matches!(
            library.deliver(&call, Millis(0)),
            Delivered::Message(..)
        ));
    }
    assert_eq!(library.peer().counters().forgotten_requests, 8);
}

#[test]
fn a_late_answer_by_name_settles_no_later_request_however_late_it_is() {
    for late in [10_001, 19_999, 20_001, HOUR, 1000 * HOUR] {
        let mut session = missed();
        session.tick(Millis(late));
        let second = session
            .peer()
            .request(named::command::Find::new(2))
            .unwrap();
        assert_eq!(posts(&mut session).len(), 1, "it is posted");
        assert_eq!(session.peer().owed_answers(), 1);
        assert_eq!(
            hear(&mut session, &found(1), late + 1),
            ReplyNote::Ambiguous
        );
        assert_eq!(session.peer().outcome(&second), None, "{late}");
        assert_eq!(session.peer().owed_answers(), 0);
        assert_eq!(hear(&mut session, &found(2), late + 2), ReplyNote::Settled);
        assert_eq!(session.peer().outcome(&second).unwrap().unwrap().number, 2);
        assert_eq!(
            hear(&mut session, &found(2), late + 3),
            ReplyNote::Unsolicited
        );
    }
}

#[test]
fn as_many_answers_are_late_as_requests_were_given_up() {
    let mut session = page::<Named>();
    let mut now = 0;
    for number in 0..1000 {
        session
            .peer()
            .request(named::command::Find::new(number))
            .unwrap();
        now += 10_000;
        session.tick(Millis(now));
    }
    assert_eq!(session.peer().owed_answers(), 1000);
    let last = session
        .peer()
        .request(named::command::Find::new(1000))
        .unwrap();
    for number in 0..1000 {
        let note = hear(&mut session, &found(number), now);
        assert_eq!(note, ReplyNote::Ambiguous, "{number}");
    }
    assert_eq!(hear(&mut session, &found(1000), now), ReplyNote::Settled);
    assert_eq!(session.peer().outcome(&last).unwrap().unwrap().number, 1000);
}

#[test]
fn what_is_owed_has_no_deadline() {
    let mut session = missed();
    assert_eq!(session.next_deadline(), None);
    session
        .peer()
        .request(named::command::Find::new(2))
        .unwrap();
    assert_eq!(session.next_deadline(), Some(Millis(20_000)));
}

#[test]
fn after_a_lost_answer_a_request_without_fields_is_answered_all_the_same() {
    let mut session = page::<Named>();
    let lost = session
        .peer()
        .request(named::command::GetToken::new())
        .unwrap();
    session.tick(Millis(10_001));
    assert_eq!(
        session.peer().outcome(&lost),
        Some(Err(RequestError::Deadline))
    );
    for round in 0..3 {
        let asked = session
            .peer()
            .request(named::command::GetToken::new())
            .unwrap();
        let now = 10_100 + round * 20_000;
        assert_eq!(hear(&mut session, TOKEN, now), ReplyNote::Settled);
        assert!(session.peer().outcome(&asked).unwrap().is_ok(), "{round}");
        session.tick(Millis(now + 10_001));
    }
    assert_eq!(session.peer().owed_answers(), 1, "the lost one");
    // A failure isn't as good as an answer.
    let asked = session
        .peer()
        .request(named::command::GetToken::new())
        .unwrap();
    assert_eq!(hear(&mut session, FAILED, 60_200), ReplyNote::Ambiguous);
    assert_eq!(session.peer().outcome(&asked), None);
    assert_eq!(hear(&mut session, TOKEN, 60_300), ReplyNote::Settled);
}

#[test]
fn an_answer_that_may_be_that_of_another_row_is_as_good_as_none() {
    // Both are answered by a token. One of them has fields.
    let mut session = page::<Named>();
    session
        .peer()
        .request(named::command::Refresh::new(true))
        .unwrap();
    session.tick(Millis(10_000));
    let token = session
        .peer()
        .request(named::command::GetToken::new())
        .unwrap();
    assert_eq!(hear(&mut session, TOKEN, 10_001), ReplyNote::Ambiguous);
    assert_eq!(session.peer().outcome(&token), None);
    assert_eq!(hear(&mut session, TOKEN, 10_002), ReplyNote::Settled);

    let mut session = page::<Named>();
    session
        .peer()
        .request(named::command::GetToken::new())
        .unwrap();
    session.tick(Millis(10_000));
    let forced = session
        .peer()
        .request(named::command::Refresh::new(true))
        .unwrap();
    assert_eq!(hear(&mut session, TOKEN, 10_001), ReplyNote::Ambiguous);
    assert_eq!(session.peer().outcome(&forced), None);

    // Once both are owed, nobody knows which of the two the next one is.
    let mut session = page::<Named>();
    session
        .peer()
        .request(named::command::Refresh::new(true))
        .unwrap();
    session.tick(Millis(10_000));
    session
        .peer()
        .request(named::command::GetToken::new())
        .unwrap();
    session.tick(Millis(20_000));
    let token = session
        .peer()
        .request(named::command::GetToken::new())
        .unwrap();
    for at in [20_001, 20_002] {
        assert_eq!(hear(&mut session, TOKEN, at), ReplyNote::Ambiguous);
    }
    assert_eq!(session.peer().outcome(&token), None);
    assert_eq!(hear(&mut session, TOKEN, 20_003), ReplyNote::Settled);
}

#[test]
fn a_failure_that_may_be_late_settles_nothing_and_leaves_what_is_owed() {
    let mut session = missed();
    let name = session
        .peer()
        .request(named::command::GetName::new())
        .unwrap();
    let find = session
        .peer()
        .request(named::command::Find::new(2))
        .unwrap();
    for at in [10_001, 10_002] {
        assert_eq!(hear(&mut session, FAILED, at), ReplyNote::Ambiguous);
    }
    assert_eq!(session.peer().outcome(&name), None);
    assert_eq!(session.peer().outcome(&find), None);
    assert_eq!(session.peer().owed_answers(), 1);
    // The late answer is one all the same.
    assert_eq!(hear(&mut session, &found(1), 10_003), ReplyNote::Ambiguous);
    assert_eq!(session.peer().outcome(&find), None);
    assert_eq!(hear(&mut session, &found(2), 10_004), ReplyNote::Settled);
    assert_eq!(hear(&mut session, FAILED, 10_005), ReplyNote::Settled);
    assert!(matches!(
        session.peer().outcome(&name),
        Some(Err(RequestError::Refused(_)))
    ));
}

#[test]
fn what_answers_one_and_fails_another_is_taken_for_neither() {
    let mut session = page::<Named>();
    let find = session
        .peer()
        .request(named::command::Find::new(1))
        .unwrap();
    let rename = session
        .peer()
        .request(named::command::Rename::new("x"))
        .unwrap();
    assert_eq!(
        hear(&mut session, &found(1), 1),
        ReplyNote::Shared { waiting: 2 }
    );
    assert_eq!(session.peer().outcome(&find), None);
    assert_eq!(session.peer().outcome(&rename), None);
    session.tick(Millis(10_000));
    // It may be the late failure of the one, so the other's answer stays owed.
    let find = session
        .peer()
        .request(named::command::Find::new(2))
        .unwrap();
    for _ in 0..3 {
        assert_eq!(hear(&mut session, &found(1), 10_001), ReplyNote::Ambiguous);
    }
    assert_eq!(session.peer().outcome(&find), None);
    assert_eq!(session.peer().owed_answers(), 2);
}

#[test]
fn nothing_is_owed_once_the_document_is_another_one() {
    let renew: [Renewal<Named>; 2] = [
        ("calls are given up", Session::give_up_requests),
        ("reload", Session::reload),
    ];
    for (how, renew) in renew {
        let mut session = missed();
        renew(&mut session);
        assert_eq!(session.peer().owed_answers(), 0, "{how}");
        let find = session
            .peer()
            .request(named::command::Find::new(2))
            .unwrap();
        assert_eq!(hear(&mut session, &found(2), 10_001), ReplyNote::Settled);
        assert!(session.peer().outcome(&find).unwrap().is_ok(), "{how}");
    }
}

#[test]
fn nothing_is_owed_once_the_other_side_begins_again() {
    let mut session = page::<Greeted>();
    session.peer().send(greeted::command::Hello::new()).unwrap();
    let welcome = r#"{"type":"welcome"}"#;
    hear(&mut session, welcome, 0);
    session
        .peer()
        .request(greeted::command::Find::new(1))
        .unwrap();
    session.tick(Millis(10_000));
    let waits = session
        .peer()
        .request(greeted::command::Find::new(2))
        .unwrap();
    assert_eq!(session.peer().owed_answers(), 1);
    hear(&mut session, r#"{"type":"started"}"#, 10_001);
    assert_eq!(session.peer().owed_answers(), 0);
    assert_eq!(
        session.peer().outcome(&waits),
        Some(Err(RequestError::Reloaded))
    );
    hear(&mut session, welcome, 10_002);
    let find = session
        .peer()
        .request(greeted::command::Find::new(3))
        .unwrap();
    assert_eq!(hear(&mut session, &found(3), 10_003), ReplyNote::Settled);
    assert!(session.peer().outcome(&find).unwrap().is_ok());
}

#[test]
fn nothing_is_owed_by_another_origin() {
    let mut session = page::<Moving>();
    let hear = |session: &mut Session<Moving>, origin, json| {
        let post = Post::new(Source(1), origin, Data::Object(json));
        let received = session.receive(post, Millis(20_000));
        assert!(matches!(received, Received::Message(..)), "{received:?}");
    };
    let (one, other) = (
        "https://phone-1.acme.example",
        "https://phone-2.acme.example",
    );
    hear(&mut session, one, r#"{"type":"loggedIn"}"#);
    session
        .peer()
        .request(moving::command::Find::new(1))
        .unwrap();
    session.tick(Millis(40_000));
    hear(&mut session, one, r#"{"type":"loggedOut"}"#);
    assert_eq!(session.peer().owed_answers(), 1);
    hear(&mut session, other, r#"{"type":"loggedIn"}"#);
    assert_eq!(session.peer().owed_answers(), 0);
}

#[test]
fn an_application_may_take_the_risk_of_late_answers() {
    let mut session = missed();
    session.peer().risk_late_answers();
    assert_eq!(session.peer().owed_answers(), 0);
    let find = session
        .peer()
        .request(named::command::Find::new(2))
        .unwrap();
    assert_eq!(hear(&mut session, &found(2), 10_001), ReplyNote::Settled);
    assert!(session.peer().outcome(&find).unwrap().is_ok());
}

#[test]
fn a_request_that_is_given_up_before_it_is_posted_never_is() {
    let mut session = page::<Named>();
    let find = session
        .peer()
        .request(named::command::Find::new(1))
        .unwrap();
    let queued = session
        .peer()
        .request(named::command::Find::new(2))
        .unwrap();
    session.peer().send(named::command::GetName::new()).unwrap();
    session.give_up_requests();
    assert_eq!(
        session.peer().outcome(&find),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(
        session.peer().outcome(&queued),
        Some(Err(RequestError::Reloaded))
    );
    session.tick(Millis(1));
    assert_eq!(posts(&mut session), []);

    let mut library = Session::<Shelf>::in_page();
    let find = library.peer().request(shelf::method::Find::new(1)).unwrap();
    library.give_up_requests();
    assert_eq!(library.poll_signal(), None);
    assert_eq!(
        library.peer().outcome(&find),
        Some(Err(RequestError::Reloaded))
    );
}

fn gone<E>() -> RequestError<E> {
    RequestError::NotPosted(SendError::Unreachable)
}

#[test]
fn a_request_that_cannot_be_posted_ends_at_once_and_so_do_those_behind_it() {
    let mut session = page::<Named>();
    let find = session
        .peer()
        .request(named::command::Find::new(1))
        .unwrap();
    let behind = session
        .peer()
        .request(named::command::Find::new(2))
        .unwrap();
    let mut failed = 0;
    while let Some(post) = session.poll_post() {
        session.not_posted(&post);
        failed += 1;
    }
    assert_eq!(failed, 2);
    assert_eq!(session.peer().outcome(&find), Some(Err(gone())));
    assert_eq!(session.peer().outcome(&behind), Some(Err(gone())));
    assert_eq!(
        (session.next_deadline(), session.peer().waiting()),
        (None, 0)
    );
    assert_eq!(session.peer().owed_answers(), 0, "it was never asked");
    // The frame is back.
    let find = session
        .peer()
        .request(named::command::Find::new(3))
        .unwrap();
    assert_eq!(hear(&mut session, &found(3), 1), ReplyNote::Settled);
    assert!(session.peer().outcome(&find).unwrap().is_ok());

    let mut session = page::<Paired>();
    let asked = session.peer().request(ask::User::new("Ada")).unwrap();
    let post = session.poll_post().unwrap();
    session.not_posted(&post);
    assert_eq!(session.peer().outcome(&asked), Some(Err(gone())));

    let mut library = Session::<Shelf>::in_page();
    let asked = library.peer().request(shelf::method::Find::new(1)).unwrap();
    let signal = library.poll_signal().unwrap();
    library.not_handed_over(&signal);
    assert_eq!(library.peer().outcome(&asked), Some(Err(gone())));
}

#[test]
fn a_post_that_is_no_request_or_was_answered_ends_nothing() {
    let mut session = page::<Named>();
    let find = session
        .peer()
        .request(named::command::Find::new(1))
        .unwrap();
    let asking = session.poll_post().unwrap();
    assert_eq!(hear(&mut session, &found(1), 1), ReplyNote::Settled);
    session.not_posted(&asking);
    assert!(session.peer().outcome(&find).unwrap().is_ok());

    let mut session = page::<Greeted>();
    session.peer().send(greeted::command::Hello::new()).unwrap();
    let hello = session.poll_post().unwrap();
    session.not_posted(&hello);
    hear(&mut session, r#"{"type":"welcome"}"#, 1);
    let find = session
        .peer()
        .request(greeted::command::Find::new(1))
        .unwrap();
    session.not_posted(&hello);
    assert_eq!(session.peer().outcome(&find), None);
}

#[test]
fn after_a_reload_a_session_that_joined_late_knows_where_it_is() {
    let mut session = page::<Named>().joining_late();
    let pick_up = || named::command::PickUp::new(7_u64);
    assert_eq!(session.peer().send(pick_up()), Ok(()));
    let turn = |session: &mut Session<Named>| {
        let over = from_phone(r#"{"type":"over","callId":8}"#);
        match session.receive(over, Millis(0)) {
            Received::Message(_, order) => order.turn(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(turn(&mut session), Turn::Unsynced);
    session.reload();
    let early = session.peer().send(pick_up());
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
    assert_eq!(turn(&mut session), Turn::OutOfTurn);
}

#[test]
fn a_watcher_takes_a_second_request_with_an_id_for_that_of_another_document() {
    let mut session = page::<Paired>();
    let asked = r#"{"request":"user","id":"a","name":"Ada"}"#;
    let _ = session.observe(Data::Object(asked), Millis(0));
    let _ = session.observe(Data::Object(asked), Millis(1));
    assert_eq!(session.peer().waiting(), 1);
    let answer = r#"{"id":"a","result":"x"}"#;
    assert_eq!(hear(&mut session, answer, 2), ReplyNote::Settled);
    let again = session.receive(from_phone(answer), Millis(3));
    assert!(matches!(again, Received::Refused(_)), "{again:?}");
}

#[test]
fn an_answer_shows_nothing_of_what_it_says() {
    use cti_runtime::message::Answer;
    let said = r#"{"result":"+12025550123","error":"hunter2"}"#.to_owned();
    for answer in [
        Answer::<()>::Outcome(Ok(said.clone())),
        Answer::Outcome(Err(said)),
    ] {
        let shown = format!("{answer:?}");
        assert!(
            !shown.contains("0123") && !shown.contains("hunter"),
            "{shown}"
        );
    }
}

#[test]
fn the_side_that_is_asked_may_be_the_phone() {
    let crm = "https://crm.example";
    let pages = OriginPolicy::pages([Origin::parse(crm).unwrap()]).unwrap();
    let mut phone = Session::<Paired, Vendor>::serve(pages, Source(1));
    let mut calls = Vec::new();
    for name in ["Ada", "Bob"] {
        let json = format!(r#"{{"request":"user","id":"1","name":"{name}"}}"#);
        match phone.receive(Post::new(Source(1), crm, Data::Object(&json)), Millis(0)) {
            Received::Message(_, order) => calls.extend(order.request()),
            other => panic!("{other:?}"),
        }
    }
    let mut answer = |call, name: &str| {
        let answer = Ok(name.to_owned());
        phone.peer().answer::<ask::User>(call, &answer)
    };
    assert_eq!(answer(calls[0], "Ada"), Err(SendError::NoSuchRequest));
    assert_eq!(answer(calls[1], "Bob"), Ok(()));
    let posted = phone.poll_post().unwrap();
    assert_eq!(posted.data.json(), r#"{"id":"1","result":"Bob"}"#);
}
