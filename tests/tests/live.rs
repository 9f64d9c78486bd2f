//! An object becomes what its JSON becomes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "test")]

use cti_runtime::json::FaultKind;
use cti_runtime::protocol::{Protocol, Side, Window};
use cti_runtime::{
    App, Data, Gate, Limits, Live, Millis, OriginPolicy, Post, Received, RequestError, Session,
    Source, Vendor, Witness,
};
use cti_tests::choices::quill_phone::QuillPhone;
use cti_tests::in_tags::merlin_phone::MerlinPhone;
use cti_tests::keys::cairn::Cairn;
use cti_tests::make;
use cti_tests::nested::lantern::Lantern;
use cti_tests::ports::heron_phone::HeronPhone;
use cti_tests::scalars::harbour_phone::HarbourPhone;
use cti_tests::streams::otter_phone::OtterPhone;
use cti_tests::subject::{PAGE, policy};
use cti_tests::tags::anchor_phone::AnchorPhone;
use cti_tests::tree::Tree;
use cti_vendors::justcall::Justcall;
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::{Event, LeaddeskTalk, command};
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;
use serde_json::{Value, json};

const TALK: &str = "https://login-ce2.leaddesk.com";

/// The value of every kind that a member may have instead of its own.
fn others() -> [Value; 9] {
    [
        Value::Null,
        json!(true),
        json!(7),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("on a call"),
        json!([]),
        json!({"more": {"less": [1]}}),
    ]
}

/// A value with each of its members replaced, left out, and joined by others, at any depth.
fn variants(value: &Value) -> Vec<Value> {
    let mut variants = vec![value.clone()];
    let Some(members) = value.as_object() else {
        return variants;
    };
    for (key, member) in members {
        let mut with = |other: Option<Value>| {
            let mut changed = members.clone();
            match other {
                Some(other) => changed.insert(key.clone(), other),
                None => changed.remove(key),
            };
            variants.push(Value::Object(changed));
        };
        with(None);
        for other in others() {
            with(Some(other));
        }
        for inner in self::variants(member) {
            with(Some(inner));
        }
    }
    let mut more = members.clone();
    more.insert("zz".to_owned(), json!([{"deep": null}]));
    variants.push(Value::Object(more));
    variants
}

/// What a session says of a message, all told.
fn told<P: Protocol, S: Side<P>>(session: &Session<P, S>, received: &Received<S::In>) -> String {
    let received = match received {
        Received::Message(message, order) => format!("{message:?} {order:?}"),
        Received::Drifted(drifted) => {
            let (why, order) = (drifted.why(), drifted.order());
            format!(
                "drifted {} {} {why:?} {order:?}",
                drifted.name(),
                drifted.raw()
            )
        }
        Received::Refused(refusal) => format!("refused {}", refusal.gate().name()),
    };
    let (peer, counters) = (session.view(), session.view().counters());
    format!(
        "{received} {counters:?} {:?} {:?}",
        peer.all_states(),
        peer.target()
    )
}

/// Compares both readers on all variants of all samples; gives how many they were.
fn compare<P, S>(origin: &str, open: fn() -> Session<P, S>) -> usize
where
    P: Protocol<Transport = Window>,
    S: Side<P>,
{
    let families = P::description().families.iter();
    let samples = families
        .filter(|family| family.direction == S::RECEIVES)
        .flat_map(|family| family.messages)
        .flat_map(|message| make::samples(message).bodies);
    let mut compared = 0;
    for sample in samples {
        for value in variants(&serde_json::from_str(&sample).unwrap()) {
            let text = value.to_string();
            let (mut with_text, mut live) = (open(), open());
            let post = Post::new(Source(1), origin, Data::Object(&text));
            let by_text = with_text.receive(post, Millis(1));
            let by_live = live.receive_object(&object(1, origin, &Tree(&value)), Millis(1));
            if let (Received::Message(text, _), Received::Message(live, _)) = (&by_text, &by_live) {
                assert_eq!(text, live);
            }
            assert_eq!(
                told(&with_text, &by_text),
                told(&live, &by_live),
                "of {value}"
            );
            compared += 1;
        }
    }
    compared
}

/// A phone whose envelopes need more than a tag to be found, and which is asked and asks: its objects
/// are read by way of their JSON.
#[cti_runtime::protocol(
    vendor = "Quay",
    origins("https://quay.example"),
    envelope(object, tag = "type")
)]
pub mod quay {
    /// What happens in the phone.
    #[event]
    pub enum Notice {
        #[sample({ "type": "ringing", "number": "+12025550123" })]
        Ringing { number: PhoneNumber },
    }

    /// What the phone asks of the page.
    #[event(envelope(tag = "path", content = "body", constants(type = "request")))]
    pub enum Question {
        #[sample({ "type": "request", "path": "match", "body": { "numbers": [1] } })]
        Match { numbers: Vec<PhoneNumber> },
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
        fn version() -> String;
    }
}
use quay::{Quay, ask};

/// A phone one of whose fields has two keys.
#[cti_runtime::protocol(
    vendor = "Pier",
    origins("https://pier.example"),
    envelope(object, tag = "type")
)]
pub mod pier {
    /// What happens in the phone.
    #[event]
    pub enum Notice {
        #[sample({ "type": "over", "seconds": 7, "callId": "c-1" })]
        Over {
            seconds: u64,
            #[alias("id")]
            call_id: String,
        },
    }
}
use pier::Pier;

/// Compares both readers of both sides of a protocol.
fn compare_sides<P: Protocol<Transport = Window>>(origin: &str) {
    let read = compare(origin, || Session::<P>::new(policy::<P, App>(), Source(1)));
    assert!(read > 10, "{read}");
    compare(PAGE, || {
        Session::<P, Vendor>::serve(policy::<P, Vendor>(), Source(1))
    });
}

#[test]
fn an_object_becomes_what_its_json_becomes() {
    compare_sides::<LeaddeskTalk>(TALK);
    compare_sides::<TalkdeskEmbedded>("https://prd-cdn-talkdesk.talkdesk.com");
    compare_sides::<LeaddeskContactCard>("https://ce2.leaddesk.com");
    compare_sides::<Justcall>("https://app.justcall.io");
    compare_sides::<HarbourPhone>("https://phone.harbour.example");
    compare_sides::<QuillPhone>("https://phone.acme.example");
    compare_sides::<OtterPhone>("https://phone.acme.example");
    compare_sides::<HeronPhone>("https://phone.acme.example");
    compare_sides::<AnchorPhone>("https://phone.anchor.example");
    compare_sides::<Quay>("https://quay.example");
    compare_sides::<Pier>("https://pier.example");
    compare_sides::<Cairn>("https://phone.cairn.example");
    compare_sides::<Lantern>("https://phone.lantern.example");
    compare_sides::<MerlinPhone>("https://phone.acme.example");
}

#[test]
fn an_answer_to_a_request_is_found_by_its_id_in_an_object_too() {
    let mut page = Session::<Quay>::new(policy::<Quay, App>(), Source(1));
    let ticket = page.peer().request(ask::Version::new()).unwrap();
    let asked: Value = serde_json::from_str(page.poll_post().unwrap().data.json()).unwrap();
    let answer = json!({"id": asked["id"], "result": "3.1"});
    let answer = Tree(&answer);
    let received = page.receive_object(&object(1, "https://quay.example", &answer), Millis(1));
    let Received::Message(_, order) = received else {
        panic!("{received:?}");
    };
    // It has the number of this side's request, which isn't one to be answered here.
    assert_eq!(order.request(), Some(ticket.id()));
    assert_eq!(page.handling(&order).current_request(), None);
    assert_eq!(page.peer().outcome(&ticket), Some(Ok("3.1".to_owned())));
}

#[test]
fn of_two_names_of_a_field_the_declared_one_counts() {
    let mut pier = Session::<Pier>::new(policy::<Pier, App>(), Source(1));
    for value in [
        json!({"type": "over", "seconds": 7, "callId": "c-1", "id": "c-2"}),
        json!({"id": 2, "callId": "c-1", "seconds": 7, "type": "over"}),
    ] {
        let text = value.to_string();
        let post = Post::new(Source(1), "https://pier.example", Data::Object(&text));
        let by_text = pier.receive(post, Millis(0));
        let tree = Tree(&value);
        let by_live = pier.receive_object(&object(1, "https://pier.example", &tree), Millis(0));
        for received in [by_text, by_live] {
            let Received::Message(pier::Notice::Over(over), _) = received else {
                panic!("{value}: {received:?}");
            };
            assert_eq!(over.call_id, "c-1", "{value}");
        }
    }
}

/// An object that arrives.
const fn object<'a>(window: u32, origin: &'a str, object: &'a dyn Live) -> Post<'a> {
    Post::new(Source(window), origin, Data::LiveObject(object))
}

fn talk() -> Session<LeaddeskTalk> {
    Session::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1))
}

fn gate(received: &Received<Event>) -> Gate {
    match received {
        Received::Refused(refusal) => refusal.gate(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_object_is_looked_at_before_its_sender_is_known() {
    struct Untouchable;
    impl Live for Untouchable {
        fn text(&self, _: &Limits) -> Result<String, FaultKind> {
            panic!("looked at");
        }
    }
    let mut talk = talk();
    let other_window = talk.receive_object(&object(0, TALK, &Untouchable), Millis(0));
    assert_eq!(gate(&other_window), Gate::Source);
    let by_script = Post {
        witness: Witness::Script,
        ..object(1, TALK, &Untouchable)
    };
    let by_script = talk.receive_object(&by_script, Millis(0));
    assert_eq!(gate(&by_script), Gate::Source);
    let by_script = Post {
        witness: Witness::Script,
        ..Post::new(Source(1), TALK, Data::Object(r#"{"action":"logout"}"#))
    };
    assert_eq!(gate(&talk.receive(by_script, Millis(0))), Gate::Source);
    let string = Post::new(Source(1), TALK, Data::LiveText(&Untouchable));
    assert_eq!(gate(&talk.receive(string, Millis(0))), Gate::NotOurs);
    for origin in ["https://evil.example", "null", ""] {
        let received = talk.receive_object(&object(1, origin, &Untouchable), Millis(0));
        assert_eq!(gate(&received), Gate::Origin);
    }
}

#[test]
fn an_object_where_text_is_posted_is_not_ours() {
    let mut card = Session::<LeaddeskContactCard, Vendor>::serve(
        policy::<LeaddeskContactCard, Vendor>(),
        Source(1),
    );
    let hangup = json!({"action": "hangup"});
    let received = card.receive_object(&object(1, PAGE, &Tree(&hangup)), Millis(0));
    assert!(
        matches!(received, Received::Refused(refusal) if refusal.gate() == Gate::NotOurs),
        "{received:?}"
    );
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_wherever_it_stands() {
    let limits = Limits::default().with_message_bytes(64).with_nesting(4);
    let mut talk = talk().with_limits(limits);
    let mut refused = |value: Value| {
        let received = talk.receive_object(&object(1, TALK, &Tree(&value)), Millis(0));
        gate(&received)
    };
    let long = vec![0; 100];
    let deep = json!([[[[[]]]]]);
    // As with text, that comes before whose it is.
    assert_eq!(refused(json!({"more": long})), Gate::Size);
    for tag in ["logout", "sms", "new"] {
        assert_eq!(refused(json!({"action": tag, "more": long})), Gate::Size);
        assert_eq!(
            refused(json!({"action": tag, "more": deep})),
            Gate::Malformed
        );
    }
    assert_eq!(talk.view().counters().accepted, 0);
}

/// An object, as an edge has written it.
struct Written(String);

impl Live for Written {
    fn text(&self, _: &Limits) -> Result<String, FaultKind> {
        Ok(self.0.clone())
    }
}

/// What both readers say of a text, which is the same.
fn both<P>(origin: &str, text: &str, limits: Limits) -> String
where
    P: Protocol<Transport = Window>,
{
    let open = || Session::<P>::new(policy::<P, App>(), Source(1)).with_limits(limits);
    let (mut with_text, mut live) = (open(), open());
    let post = Post::new(Source(1), origin, Data::Object(text));
    let by_text = with_text.receive(post, Millis(1));
    let written = Written(text.to_owned());
    let by_live = live.receive_object(&object(1, origin, &written), Millis(1));
    let by_text = told(&with_text, &by_text);
    assert_eq!(by_text, told(&live, &by_live), "of {text}");
    by_text
}

#[test]
fn what_json_cannot_hold_and_either_name_are_read_as_in_text() {
    const PIER: &str = "https://pier.example";
    const { assert!(Session::<LeaddeskTalk>::READS_OBJECTS && Session::<Pier>::READS_OBJECTS) };
    for value in [r#""\udc00a function""#, r#""x\ud83d""#, r#""\u0041\n""#] {
        for text in [
            r#"{"type":"over","seconds":7,"callId":@}"#,
            r#"{"type":"over","seconds":@,"callId":"c-1"}"#,
            r#"{"type":"over","seconds":7,"callId":"c-1","more":[@]}"#,
            r#"{"type":"over",@:1,"seconds":7,"callId":"c-1"}"#,
            r#"{"type":@,"seconds":7,"callId":"c-1"}"#,
        ] {
            both::<Pier>(PIER, &text.replace('@', value), Limits::default());
        }
    }
    let named = |names: &str| {
        let text = format!(r#"{{"type":"over","seconds":7,{names}}}"#);
        both::<Pier>(PIER, &text, Limits::default())
    };
    let declared = named(r#""callId":"c-1""#);
    assert_eq!(named(r#""callId":"c-1","id":"c-2""#), declared);
    assert_eq!(named(r#""id":"c-2","callId":"c-1""#), declared);
}

#[test]
fn nesting_ends_at_the_limit_in_both() {
    for depth in 1..6 {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        let text = format!(r#"{{"action":"logout","more":{open}{close}}}"#);
        let told = both::<LeaddeskTalk>(TALK, &text, Limits::default().with_nesting(4));
        assert_eq!(told.starts_with("refused"), depth > 3, "{text}");
    }
}

#[test]
fn text_that_no_edge_writes_does_no_harm() {
    let call = r#"{"action":"call","number":"+1\u0041\ud800","more":[{"a":[null,true]},-1.5,{}]}"#;
    let ends = call.char_indices().map(|(at, _)| at);
    let cut = ends
        .clone()
        .flat_map(|at| [call[..at].to_owned(), call[at..].to_owned()]);
    let signs = ["\"", "{", "}", "[", "]", ",", ":", "\\", " ", "\u{0}", "é"];
    let put = ends.flat_map(|at| signs.map(|sign| [&call[..at], sign, &call[at..]].concat()));
    for text in cut.chain(put) {
        let wrong = Written(text);
        let _ = talk().receive_object(&object(1, TALK, &wrong), Millis(0));
    }
}

#[test]
fn an_object_is_as_large_as_its_json() {
    let text = "\"\\\n\u{1}\u{20ac}";
    let sms = json!({"action": "sms", "sms": text, "more": [{"a": [null, true]}, -1.5, {}]});
    let bytes = sms.to_string().len();
    for (limit, gate) in [(bytes, None), (bytes - 1, Some(Gate::Size))] {
        let mut talk = talk().with_limits(Limits::default().with_message_bytes(limit));
        let received = talk.receive_object(&object(1, TALK, &Tree(&sms)), Millis(0));
        let refused = match received {
            Received::Refused(refusal) => Some(refusal.gate()),
            _ => None,
        };
        assert_eq!(refused, gate, "{limit}");
    }
}

#[test]
fn an_answer_that_is_an_object_settles_its_call() {
    let mut talk = talk().targeting(TALK).unwrap();
    let login = json!({"action": "login", "language": "en", "origin": "x"});
    let _ = talk.receive_object(&object(1, TALK, &Tree(&login)), Millis(0));
    let ticket = talk.peer().request(command::GetJwt::new()).unwrap();
    let jwt = json!({"action": "jwt", "jwt": "abc"});
    let _ = talk.receive_object(&object(1, TALK, &Tree(&jwt)), Millis(1));
    let outcome = talk.peer().outcome(&ticket).unwrap();
    assert_eq!(outcome.unwrap().jwt.expose(), "abc");

    let ticket = talk.peer().request(command::GetJwt::new()).unwrap();
    let drifted = json!({"action": "jwt", "jwt": 7});
    let _ = talk.receive_object(&object(1, TALK, &Tree(&drifted)), Millis(2));
    let outcome = talk.peer().outcome(&ticket).unwrap();
    assert!(
        matches!(outcome, Err(RequestError::Drifted(_))),
        "{:?}",
        outcome.err()
    );
}

#[test]
fn calls_that_are_given_up_are_lost_and_the_rules_go_on() {
    let mut talk = talk().targeting(TALK).unwrap();
    let login = json!({"action": "login", "language": "en", "origin": "x"});
    let _ = talk.receive_object(&object(1, TALK, &Tree(&login)), Millis(0));
    let ticket = talk.peer().request(command::GetJwt::new()).unwrap();
    talk.give_up_requests();
    let jwt = json!({"action": "jwt", "jwt": "of another document"});
    let _ = talk.receive_object(&object(1, TALK, &Tree(&jwt)), Millis(1));
    assert!(matches!(
        talk.peer().outcome(&ticket),
        Some(Err(RequestError::Reloaded))
    ));
    let _ = talk.peer().request(command::GetJwt::new()).unwrap();
}
