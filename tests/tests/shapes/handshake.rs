//! Vendors with whom something comes first: a message that is repeated until it is acknowledged.

use cti_export::{Format, export};
use cti_runtime::describe::Handshake;
use cti_runtime::testing::Cable;
use cti_runtime::{
    Data, Limits, Millis, Origin, OriginPolicy, Peer, Post, Protocol, Received, RequestError,
    SendError, Session, Source, Turn, Vendor,
};

/// Rook Phone, which listens to a page that has said hello.
#[cti_runtime::protocol(
    vendor = "Rook",
    origins("https://phone-*.rook.example"),
    envelope(object, tag = "type")
)]
pub mod rook_phone {
    /// Whether the phone listens.
    #[states]
    enum Link {
        Closed,
        Opening,
        Open,
        Busy,
    }

    /// The agent's line.
    #[states]
    enum Line {
        Idle,
        Dialing,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        /// The phone's document is there.
        Loaded,
        #[moves(Link: Opening => Open)]
        Ready {
            version: u32,
        },
        #[moves(Link: Open => Busy)]
        Ringing,
        Token {
            token: Secret<String>,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        /// Comes first.
        #[moves(Link: Closed => Opening)]
        #[handshake(until = Ready, again = Loaded, every_ms = 500, hold)]
        #[sample({ "type": "hello", "agent": "Ada" })]
        Hello {
            #[personal]
            agent: String,
        },
        #[moves(Line: Idle => Dialing)]
        Dial {
            to: PhoneNumber,
        },
        Mute,
        #[reply(Token)]
        GetToken,
    }
}
use rook_phone::{CommandHandler, EventHandler, Line, Link, RookPhone, command, event};

/// Pawn Phone: each side begins, and refuses to say more before the other has answered.
#[cti_runtime::protocol(
    vendor = "Pawn",
    origins("https://phone.pawn.example"),
    envelope(object, tag = "type")
)]
pub mod pawn_phone {
    #[states]
    enum Link {
        Closed,
        Open,
        Talking,
    }

    #[event]
    pub enum Event {
        #[moves(Link: Closed => Open)]
        #[handshake(until = Hi, every_ms = 250)]
        Welcome,
        Ready,
        Ringing,
    }

    #[command]
    pub enum Command {
        #[handshake(until = Ready)]
        Hello,
        #[moves(Link: Open => Talking)]
        Hi,
        Dial {
            to: PhoneNumber,
        },
    }
}
use pawn_phone::PawnPhone;

const PHONE: &str = "https://phone-eu.rook.example";
const PAGE: &str = "https://crm.example";
const HELLO: &str = r#"{"type":"hello","agent":"Ada"}"#;

fn page() -> Session<RookPhone> {
    let policy = OriginPolicy::declared::<RookPhone>();
    Session::new(policy, Source(1)).targeting(PHONE).unwrap()
}

fn hello() -> command::Hello {
    command::Hello::new("Ada")
}

fn arrives(session: &mut Session<RookPhone>, at: u64, json: &str) -> Turn {
    match session.receive(Post::new(Source(1), PHONE, Data::Object(json)), Millis(at)) {
        Received::Message(_, order) => order.turn(),
        Received::Drifted(drifted) => drifted.order().turn(),
        Received::Refused(refusal) => panic!("{refusal}"),
    }
}

fn loaded(session: &mut Session<RookPhone>, at: u64) {
    arrives(session, at, r#"{"type":"loaded"}"#);
}

fn ready(session: &mut Session<RookPhone>, at: u64) -> Turn {
    arrives(session, at, r#"{"type":"ready","version":1}"#)
}

/// Everything that is to be posted now, by its tag.
fn posts(session: &mut Session<RookPhone>) -> Vec<String> {
    std::iter::from_fn(|| session.poll_post())
        .map(|post| {
            assert_eq!(post.target.as_str(), PHONE);
            let tag = post.data.json().split('"').nth(3);
            tag.unwrap().to_owned()
        })
        .collect()
}

/// A page whose phone listens.
fn open_page() -> Session<RookPhone> {
    let mut page = page();
    page.peer().send(hello()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(ready(&mut page, 0), Turn::InTurn);
    page
}

#[derive(Default)]
struct Desk(Vec<String>);

impl EventHandler for Desk {
    fn ready(&mut self, ready: event::Ready, _: &mut Peer<RookPhone>) {
        self.0.push(format!("version {}", ready.version));
    }
}

struct Softphone;

impl CommandHandler for Softphone {
    fn hello(&mut self, _: command::Hello, page: &mut Peer<RookPhone, Vendor>) {
        page.send(event::Ready::new(1_u32)).unwrap();
    }
    fn get_token(&mut self, _: command::GetToken, page: &mut Peer<RookPhone, Vendor>) {
        page.send(event::Token::new("abc")).unwrap();
    }
}

#[test]
fn both_sides_shake_hands_and_what_was_held_follows() {
    let (mut page, mut desk) = (page(), Desk::default());
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let mut phone = Session::<RookPhone, Vendor>::serve(pages, Source(1));
    let mut cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());

    page.peer()
        .send(command::Dial::new("+12025550123"))
        .unwrap();
    let ticket = page.peer().request(command::GetToken::new()).unwrap();
    page.peer().send(hello()).unwrap();
    let problems = cable.run((&mut page, &mut desk), (&mut phone, &mut Softphone));

    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        cable.log,
        [
            r#"→ {"type":"hello","agent":"Ada"}"#,
            r#"← {"type":"ready","version":1}"#,
            r#"→ {"type":"dial","to":"+12025550123"}"#,
            r#"→ {"type":"getToken"}"#,
            r#"← {"type":"token","token":"abc"}"#,
        ]
    );
    assert_eq!(desk.0, ["version 1"]);
    let token = page.peer().outcome(&ticket).unwrap().unwrap().token;
    assert_eq!(token.expose(), "abc");
    assert_eq!(page.peer().state::<Link>(), phone.peer().state::<Link>());
}

#[test]
fn it_is_repeated_until_it_is_acknowledged() {
    let mut page = page();
    page.peer().send(hello()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(page.next_deadline(), Some(Millis(500)));
    page.tick(Millis(499));
    assert_eq!(posts(&mut page), [""; 0]);
    page.tick(Millis(500));
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(page.next_deadline(), Some(Millis(1000)));

    // A laptop slept: one is enough. Time that goes back is none.
    page.tick(Millis(90_000_000));
    page.tick(Millis(0));
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(page.next_deadline(), Some(Millis(90_000_500)));

    assert_eq!(ready(&mut page, 90_000_400), Turn::InTurn);
    assert_eq!(page.next_deadline(), None);
    page.tick(Millis(u64::MAX));
    assert_eq!(posts(&mut page), [""; 0]);
}

#[test]
fn never_more_than_one_waits_to_be_posted() {
    let mut page = page();
    for at in 0..100 {
        page.peer()
            .send(command::Hello::new(format!("agent {at}")))
            .unwrap();
        page.tick(Millis(at * 500));
    }
    // The last one that was said.
    let post = page.poll_post().unwrap();
    assert_eq!(post.data.json(), r#"{"type":"hello","agent":"agent 99"}"#);
    assert!(page.poll_post().is_none());
    ready(&mut page, 0);

    // What is acknowledged before it was posted again isn't.
    let mut page = self::page();
    page.peer().send(hello()).unwrap();
    posts(&mut page);
    page.tick(Millis(500));
    ready(&mut page, 501);
    assert!(page.poll_post().is_none());
}

#[test]
fn what_is_held_is_posted_in_order_and_its_deadlines_count_from_then() {
    let mut page = page();
    page.peer().send(hello()).unwrap();
    page.peer().send(command::Mute::new()).unwrap();
    let first = page.peer().request(command::GetToken::new()).unwrap();
    page.peer().send(command::Dial::new("+1202")).unwrap();
    let second = page
        .peer()
        .request_within(command::GetToken::new(), Millis(100))
        .unwrap();
    page.peer().send(command::Mute::new()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(page.peer().waiting(), 2);

    page.tick(Millis(60_000));
    assert_eq!(posts(&mut page), ["hello"]);
    assert!(page.peer().outcome(&first).is_none());
    ready(&mut page, 60_001);
    // The second call queues behind the first, as ever.
    assert_eq!(posts(&mut page), ["mute", "getToken", "dial", "mute"]);
    assert_eq!(page.next_deadline(), Some(Millis(70_001)));
    arrives(&mut page, 60_002, r#"{"type":"token","token":"abc"}"#);
    assert!(matches!(page.peer().outcome(&first), Some(Ok(_))));
    assert_eq!(posts(&mut page), ["getToken"]);
    assert_eq!(page.next_deadline(), Some(Millis(60_102)));
    page.tick(Millis(60_102));
    assert_eq!(
        page.peer().outcome(&second),
        Some(Err(RequestError::Deadline))
    );
}

#[test]
fn what_is_held_is_bounded() {
    let mut page = page().with_limits(Limits::default().with_outbox(3));
    page.peer().send(hello()).unwrap();
    for _ in 0..3 {
        page.peer().send(command::Mute::new()).unwrap();
    }
    assert_eq!(
        page.peer().send(command::Mute::new()),
        Err(SendError::OutboxFull)
    );
    let call = page.peer().request(command::GetToken::new());
    assert_eq!(call.err(), Some(SendError::OutboxFull));
    assert_eq!(page.peer().waiting(), 0);
    ready(&mut page, 0);
    assert_eq!(posts(&mut page), ["mute", "mute", "mute"]);
}

#[test]
fn order_rules_hold_for_what_is_held() {
    let mut page = page();
    page.peer().send(hello()).unwrap();
    page.peer().send(command::Dial::new("+1202")).unwrap();
    assert_eq!(page.peer().state::<Line>(), Some(Line::Dialing));
    let twice = page.peer().send(command::Dial::new("+1202"));
    assert!(matches!(twice, Err(SendError::OutOfTurn(_))), "{twice:?}");
    ready(&mut page, 0);
    assert_eq!(posts(&mut page), ["hello", "dial"][1..]);
}

#[test]
fn without_a_target_nothing_is_begun() {
    let mut page = Session::<RookPhone>::new(OriginPolicy::declared::<RookPhone>(), Source(1));
    assert_eq!(page.peer().send(hello()), Err(SendError::NoTarget));
    assert_eq!(page.peer().state::<Link>(), Some(Link::Closed));
    page.tick(Millis(500));
    assert!(page.poll_post().is_none());
    // What is held needs none before it is posted.
    page.peer().send(command::Mute::new()).unwrap();
    loaded(&mut page, 501);
    page.peer().send(hello()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);
    ready(&mut page, 502);
    assert_eq!(posts(&mut page), ["mute"]);
}

#[test]
fn only_an_acknowledgement_of_the_vendor_counts() {
    let mut page = page();
    page.peer().send(command::Mute::new()).unwrap();
    // Nothing was said that it could acknowledge.
    assert_eq!(ready(&mut page, 0), Turn::OutOfTurn);
    assert_eq!(posts(&mut page), [""; 0]);
    page.peer().send_anyway(hello()).unwrap();
    let evil = "https://phone-eu.rook.example.evil.example";
    let data = Data::Object(r#"{"type":"ready","version":1}"#);
    let _ = page.receive(Post::new(Source(1), evil, data), Millis(1));
    let text = Data::Text(r#"{"type":"ready","version":1}"#);
    let _ = page.receive(Post::new(Source(1), PHONE, text), Millis(1));
    let twice = Data::Object(r#"{"type":"ready","version":1,"version":2}"#);
    let _ = page.receive(Post::new(Source(1), PHONE, twice), Millis(1));
    assert_eq!(posts(&mut page), ["hello"]);
    // One whose body has drifted is one.
    arrives(&mut page, 2, r#"{"type":"ready","version":"two"}"#);
    assert_eq!(posts(&mut page), ["mute"]);
}

#[test]
fn an_acknowledgement_of_what_was_not_sent_stands_in_nobodys_way() {
    let mut page = page();
    // To the page that was there before a reload, say.
    for at in 0..3 {
        assert_eq!(ready(&mut page, at), Turn::OutOfTurn);
        assert_eq!(page.peer().state::<Link>(), Some(Link::Closed));
    }
    assert_eq!(page.view().counters().out_of_turn, 3);
    page.peer().send(hello()).unwrap();
    assert_eq!(page.peer().state::<Link>(), Some(Link::Opening));
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(ready(&mut page, 4), Turn::InTurn);
    assert_eq!(page.peer().state::<Link>(), Some(Link::Open));

    // Whoever joined late believes it.
    let mut late = self::page().joining_late();
    assert_eq!(ready(&mut late, 0), Turn::Unsynced);
    assert_eq!(late.peer().state::<Link>(), Some(Link::Open));
}

#[test]
fn an_acknowledgement_that_comes_again_changes_nothing() {
    let mut page = open_page();
    arrives(&mut page, 1, r#"{"type":"ringing"}"#);
    assert_eq!(page.peer().state::<Link>(), Some(Link::Busy));
    assert_eq!(ready(&mut page, 2), Turn::InTurn);
    assert_eq!(page.peer().state::<Link>(), Some(Link::Busy));
    assert_eq!(posts(&mut page), [""; 0]);
    // What isn't part of the handshake is out of turn as ever.
    assert_eq!(
        arrives(&mut page, 3, r#"{"type":"ringing"}"#),
        Turn::OutOfTurn
    );
}

#[test]
fn a_document_that_loads_first_is_no_reload() {
    let mut page = page();
    page.peer().send(command::Dial::new("+1202")).unwrap();
    let ticket = page.peer().request(command::GetToken::new()).unwrap();
    loaded(&mut page, 0);
    assert_eq!(posts(&mut page), [""; 0]);
    page.peer().send(hello()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);

    // It went to a document that wasn't there yet.
    loaded(&mut page, 100);
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(page.next_deadline(), Some(Millis(600)));
    assert_eq!(page.peer().state::<Link>(), Some(Link::Opening));
    assert_eq!(page.peer().state::<Line>(), Some(Line::Dialing));
    // A handler may say it again itself.
    page.peer().send(hello()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);
    assert!(page.peer().outcome(&ticket).is_none());
    assert_eq!(ready(&mut page, 200), Turn::InTurn);
    assert_eq!(posts(&mut page), ["dial", "getToken"]);
}

#[test]
fn a_new_document_is_greeted_again() {
    let mut page = open_page();
    page.peer().send(command::Dial::new("+1202")).unwrap();
    let ticket = page.peer().request(command::GetToken::new()).unwrap();
    posts(&mut page);
    page.peer().send(command::Mute::new()).unwrap();

    loaded(&mut page, 1000);
    assert_eq!(
        page.peer().outcome(&ticket),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(page.peer().state::<Link>(), Some(Link::Opening));
    assert_eq!(page.peer().state::<Line>(), Some(Line::Idle));
    // What was meant for the old one isn't posted to the new one.
    assert_eq!(posts(&mut page), ["hello"]);
    page.peer().send(command::Dial::new("+1203")).unwrap();
    assert_eq!(posts(&mut page), [""; 0]);
    page.tick(Millis(1500));
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(ready(&mut page, 1501), Turn::InTurn);
    assert_eq!(posts(&mut page), ["dial"]);
}

#[test]
fn after_a_reload_that_the_edge_saw_it_begins_again() {
    let mut page = open_page();
    page.reload();
    let held = page.peer().request(command::GetToken::new()).unwrap();
    page.peer().send(command::Mute::new()).unwrap();
    assert_eq!(posts(&mut page), ["hello"]);
    page.reload();
    // What was held is given up with the rest.
    assert_eq!(
        page.peer().outcome(&held),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(posts(&mut page), ["hello"]);
    assert_eq!(page.peer().state::<Link>(), Some(Link::Opening));
    assert_eq!(ready(&mut page, 0), Turn::InTurn);
    assert_eq!(posts(&mut page), [""; 0]);

    // A session that never said anything has nothing to say.
    let mut silent = self::page();
    silent.reload();
    assert!(silent.poll_post().is_none());
}

#[test]
fn a_document_that_took_the_place_of_one_that_had_begun_has_not() {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let mut phone = Session::<RookPhone, Vendor>::serve(pages, Source(1));
    let hello = Post::new(Source(1), PAGE, Data::Object(HELLO));
    assert!(matches!(
        phone.receive(hello, Millis(0)),
        Received::Message(..)
    ));
    phone.peer().send(event::Ready::new(1_u32)).unwrap();
    phone
        .peer()
        .send(event::Ready::new(1_u32))
        .expect("an acknowledgement may repeat");
    phone.reload();
    let early = phone.peer().send(event::Ready::new(1_u32));
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
}

#[test]
fn another_origin_of_the_policy_was_not_greeted() {
    let mut page = open_page();
    page.reload();
    posts(&mut page);
    ready(&mut page, 0);
    let other = "https://phone-us.rook.example";
    let data = Data::Object(r#"{"type":"loaded"}"#);
    // A new document, elsewhere: what was held for the other one is dropped, and it is greeted anew.
    page.peer().send(command::Mute::new()).unwrap();
    let received = page.receive(Post::new(Source(1), other, data), Millis(1));
    assert!(matches!(received, Received::Message(_, order) if order.is_new_origin()));
    let greeting = page.poll_post().unwrap();
    assert_eq!(greeting.target.as_str(), other);
    assert!(page.poll_post().is_none());

    let policy = OriginPolicy::declared::<PawnPhone>()
        .widened(cti_runtime::origins!("https://phone.staging.pawn.example"));
    let mut page = Session::<PawnPhone>::new(policy, Source(1))
        .targeting("https://phone.pawn.example")
        .unwrap();
    page.peer().send(pawn_phone::command::Hello::new()).unwrap();
    let hello = page.poll_post().unwrap();
    let receive = |page: &mut Session<PawnPhone>, origin, json| {
        let received = page.receive(Post::new(Source(1), origin, Data::Object(json)), Millis(0));
        assert!(matches!(received, Received::Message(..)), "{received:?}");
    };
    receive(
        &mut page,
        "https://phone.pawn.example",
        r#"{"type":"ready"}"#,
    );
    let staging = "https://phone.staging.pawn.example";
    let ringing = Data::Object(r#"{"type":"ringing"}"#);
    let received = page.receive(Post::new(Source(1), staging, ringing), Millis(0));
    assert!(matches!(received, Received::Refused(_)));
    // It hasn't been greeted, so it acknowledges nothing.
    receive(&mut page, staging, r#"{"type":"ready"}"#);
    let refused = page.peer().send(pawn_phone::command::Dial::new("+1202"));
    assert!(matches!(
        refused,
        Err(SendError::HandshakeFirst { send: None, .. })
    ));
    let again = page.poll_post().unwrap();
    assert_eq!(again.data, hello.data);
    assert_eq!(again.target.as_str(), staging);
    receive(&mut page, staging, r#"{"type":"ready"}"#);
    page.peer()
        .send(pawn_phone::command::Dial::new("+1202"))
        .unwrap();
}

#[test]
fn a_late_joiner_is_not_held_up() {
    let mut page = page().joining_late();
    page.peer().send(command::Mute::new()).unwrap();
    assert_eq!(posts(&mut page), ["mute"]);
    // From here on it knows.
    loaded(&mut page, 0);
    page.peer().send(command::Mute::new()).unwrap();
    assert_eq!(posts(&mut page), [""; 0]);
    page.peer().send(hello()).unwrap();
    ready(&mut page, 1);
    assert_eq!(posts(&mut page), ["mute"]);
}

#[test]
fn what_the_document_gets_wrong_can_be_sent_anyway() {
    let mut page = page();
    page.peer().send_anyway(command::Mute::new()).unwrap();
    assert_eq!(posts(&mut page), ["mute"]);
    assert_eq!(page.peer().can_send(command::Mute::new()), Ok(()));
}

#[test]
fn a_watched_handshake_is_followed_and_not_repeated() {
    let mut page = page();
    let _ = page.observe(Data::Object(HELLO), Millis(0));
    page.peer().send(command::Mute::new()).unwrap();
    page.tick(Millis(5000));
    assert_eq!(posts(&mut page), [""; 0]);
    ready(&mut page, 5001);
    assert_eq!(posts(&mut page), ["mute"]);
    loaded(&mut page, 5002);
    assert_eq!(posts(&mut page), [""; 0]);
}

#[test]
fn logs_show_nothing_of_what_is_kept() {
    let mut page = page();
    page.peer().send(hello()).unwrap();
    page.peer()
        .send(command::Dial::new("+12025550123"))
        .unwrap();
    let post = page.poll_post().unwrap();
    for shown in [format!("{page:?}"), format!("{post:?}")] {
        assert!(
            !shown.contains("Ada") && !shown.contains("5550123"),
            "{shown}"
        );
    }
}

fn pawn() -> (Session<PawnPhone>, Session<PawnPhone, Vendor>) {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let page = Session::new(OriginPolicy::declared::<PawnPhone>(), Source(1));
    (page, Session::serve(pages, Source(1)))
}

#[test]
fn each_side_may_begin_and_neither_waits_for_the_other_to_end() {
    let (mut page, mut phone) = pawn();
    let at = |session: &mut Session<PawnPhone>, json| {
        let post = Post::new(Source(1), "https://phone.pawn.example", Data::Object(json));
        match session.receive(post, Millis(0)) {
            Received::Message(_, order) => order.turn(),
            other => panic!("{other:?}"),
        }
    };
    let says = |phone: &mut Session<PawnPhone, Vendor>, json| match phone
        .receive(Post::new(Source(1), PAGE, Data::Object(json)), Millis(0))
    {
        Received::Message(_, order) => order.turn(),
        other => panic!("{other:?}"),
    };

    // Whoever begins, begins: both sides say what is needed.
    let early = phone
        .peer()
        .send(pawn_phone::event::Ringing::new())
        .unwrap_err();
    assert_eq!(
        early.to_string(),
        "the handshake comes first: send `welcome`, until `hi` arrives"
    );
    phone
        .peer()
        .send(pawn_phone::event::Welcome::new())
        .unwrap();
    let early = phone
        .peer()
        .send(pawn_phone::event::Ringing::new())
        .unwrap_err();
    assert_eq!(
        early.to_string(),
        "the handshake isn't over: `hi` hasn't arrived"
    );
    assert_eq!(
        phone.peer().can_send(pawn_phone::event::Ringing::new()),
        Err(early)
    );
    phone.tick(Millis(250));
    assert!(phone.poll_post().is_some());
    page.peer().send(pawn_phone::command::Hello::new()).unwrap();
    assert!(page.poll_post().is_some());
    page.tick(Millis(60_000));
    assert!(
        page.poll_post().is_none(),
        "posted once, without `every_ms`"
    );
    assert!(
        page.peer()
            .send(pawn_phone::command::Dial::new("+1202"))
            .is_err()
    );

    // Each acknowledges the other's before its own is over.
    assert_eq!(at(&mut page, r#"{"type":"welcome"}"#), Turn::InTurn);
    page.peer().send(pawn_phone::command::Hi::new()).unwrap();
    assert_eq!(says(&mut phone, r#"{"type":"hello"}"#), Turn::InTurn);
    phone.peer().send(pawn_phone::event::Ready::new()).unwrap();
    assert_eq!(at(&mut page, r#"{"type":"ready"}"#), Turn::InTurn);
    assert_eq!(says(&mut phone, r#"{"type":"hi"}"#), Turn::InTurn);
    page.peer()
        .send(pawn_phone::command::Dial::new("+1202"))
        .unwrap();
    phone
        .peer()
        .send(pawn_phone::event::Ringing::new())
        .unwrap();

    // A welcome that was on its way is no wonder, and may be acknowledged again.
    assert_eq!(at(&mut page, r#"{"type":"welcome"}"#), Turn::InTurn);
    page.peer().send(pawn_phone::command::Hi::new()).unwrap();
    assert_eq!(
        page.peer().state::<pawn_phone::Link>(),
        Some(pawn_phone::Link::Talking)
    );
    assert_eq!(says(&mut phone, r#"{"type":"hi"}"#), Turn::InTurn);
    assert_eq!(
        phone.peer().state::<pawn_phone::Link>(),
        Some(pawn_phone::Link::Talking)
    );
}

#[test]
fn a_first_greeting_that_comes_too_late_is_out_of_turn() {
    let (mut page, _) = pawn();
    page.peer()
        .send_anyway(pawn_phone::command::Hi::new())
        .unwrap();
    assert_eq!(
        page.peer().state::<pawn_phone::Link>(),
        Some(pawn_phone::Link::Talking)
    );
    let data = Data::Object(r#"{"type":"welcome"}"#);
    let post = Post::new(Source(1), "https://phone.pawn.example", data);
    match page.receive(post, Millis(0)) {
        Received::Message(_, order) => assert_eq!(order.turn(), Turn::OutOfTurn),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_simulated_phone_reloads_by_saying_so() {
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let mut phone = Session::<RookPhone, Vendor>::serve(pages, Source(1));
    let hello = || Post::new(Source(1), PAGE, Data::Object(HELLO));
    for _ in 0..2 {
        let Received::Message(_, order) = phone.receive(hello(), Millis(0)) else {
            panic!("hello");
        };
        assert_eq!(order.turn(), Turn::InTurn);
        phone.peer().send(event::Ready::new(1_u32)).unwrap();
        phone.peer().send(event::Ringing::new()).unwrap();
        phone.peer().send(event::Loaded::new()).unwrap();
        assert_eq!(phone.peer().state::<Link>(), Some(Link::Closed));
    }
}

/// Bishop Phone, which says some things under another key.
#[cti_runtime::protocol(
    vendor = "Bishop",
    origins("https://phone.bishop.example"),
    envelope(object)
)]
pub mod bishop_phone {
    #[event(tag = "event")]
    pub enum Notice {
        Ringing,
        Ended,
    }

    #[event(tag = "control")]
    pub enum Control {
        Loaded,
        Ready,
    }

    #[command(tag = "call")]
    pub enum Order {
        Dial { to: PhoneNumber },
    }

    #[command(tag = "control")]
    pub enum Greeting {
        Bye,
        #[handshake(until = Ready, again = Loaded)]
        Hello,
    }
}

#[test]
fn a_handshake_is_that_of_all_families_of_its_direction() {
    use bishop_phone::{BishopPhone, greeting, order};

    let mut page = Session::<BishopPhone>::new(OriginPolicy::declared::<BishopPhone>(), Source(1));
    let hear = |page: &mut Session<BishopPhone>, json| {
        let post = Post::new(
            Source(1),
            "https://phone.bishop.example",
            Data::Object(json),
        );
        assert!(matches!(
            page.receive(post, Millis(0)),
            Received::Message(..)
        ));
    };
    let dial = || order::Dial::new("+1202");
    let sent =
        |page: &mut Session<BishopPhone>| page.poll_post().map(|post| post.data.json().to_owned());
    let first = page.peer().send(dial()).unwrap_err();
    assert_eq!(
        first.to_string(),
        "the handshake comes first: send `hello`, until `ready` arrives"
    );
    assert!(page.peer().send(greeting::Bye::new()).is_err());
    page.peer().send(greeting::Hello::new()).unwrap();
    assert_eq!(sent(&mut page).as_deref(), Some(r#"{"control":"hello"}"#));
    hear(&mut page, r#"{"event":"ringing"}"#);
    hear(&mut page, r#"{"event":"ended"}"#);
    assert!(page.peer().send(dial()).is_err());
    hear(&mut page, r#"{"control":"ready"}"#);
    page.peer().send(dial()).unwrap();
    hear(&mut page, r#"{"control":"loaded"}"#);
    assert_eq!(sent(&mut page).as_deref(), Some(r#"{"control":"hello"}"#));
    assert_eq!(sent(&mut page), None);
}

#[test]
fn descriptions_tell_what_comes_first() {
    let description = RookPhone::description();
    let hello = &description.families[1].messages[0];
    let handshake = Handshake {
        until: "ready",
        again: Some("loaded"),
        every_ms: Some(500),
        hold: true,
    };
    assert_eq!(hello.handshake, Some(handshake));
    let said = "Comes first: what else is sent waits for `ready`. Repeated every 500 ms until then. \
                Sent again after `loaded`.";
    for format in [Format::Markdown, Format::TypeScript, Format::AsyncApi] {
        let text = export(description, format);
        let text = text.replace("\n * ", " ");
        assert!(text.contains(said), "{text}");
    }
    let markdown = export(PawnPhone::description(), Format::Markdown);
    assert!(
        markdown.contains("what else is sent is refused before `ready`."),
        "{markdown}"
    );
}
