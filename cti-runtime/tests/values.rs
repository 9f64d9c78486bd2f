//! Values that can't be said exactly, that JSON can't hold, and fields under several names.

#![expect(clippy::unwrap_used, clippy::panic, reason = "test")]

use cti_runtime::json::{FaultKind, Inexact, Unholdable};
use cti_runtime::types::{Query, Text};
use cti_runtime::{
    Data, Delivered, Gate, Limits, Live, Millis, OriginPolicy, Payload, Post, Received, SendError,
    Session, Signal, Source, Vendor,
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[path = "../../tests/src/tree.rs"]
mod tree;
use tree::Tree;

const PHONE: &str = "https://phone.heron.example";

/// A type with serde's traits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Foreign {
    /// Written as `null` by `serde_json` if it isn't finite.
    pub weights: Vec<f64>,
    /// May be wide.
    pub number: u64,
    /// Fails to be written.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "fails")]
    pub broken: Option<()>,
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "as serde calls it"
)]
fn fails<S: serde::Serializer>(_: &Option<()>, _: S) -> Result<S::Ok, S::Error> {
    Err(serde::ser::Error::custom("broken"))
}

/// A phone with a field of every kind that a number may stand in.
#[cti_runtime::protocol(
    vendor = "Heron",
    origins("https://phone.heron.example"),
    envelope(object, tag = "type")
)]
pub mod heron_phone {
    use super::Foreign;

    #[event]
    pub enum Event {
        Hello,
        /// Read under two names.
        Over {
            #[alias("id")]
            #[alias("call")]
            call_id: String,
            #[flatten]
            more: More,
            parts: Option<Vec<More>>,
            sum: Option<f64>,
        },
        /// How to reach somebody.
        Reach {
            #[flatten]
            how: How,
        },
        /// Keeps what it doesn't know.
        Kept {
            name: Option<String>,
            #[flatten]
            rest: Map<Json>,
        },
    }

    #[command]
    pub enum Order {
        #[handshake(until = Hello, every_ms = 500, hold)]
        Begin,
        Rate {
            score: Option<f64>,
            count: Option<u64>,
            least: Option<i64>,
            list: Option<Vec<f64>>,
            labels: Option<Map<f64>>,
            nested: Option<Nested>,
            id: Option<Id>,
            any: Option<Json>,
            text: Option<Text<f64>>,
            digits: Option<Text<u64>>,
            query: Option<Query<Asked>>,
            number: Option<PhoneNumber>,
            #[opaque]
            foreign: Option<Foreign>,
        },
        Widen {
            #[flatten]
            flat: Flat,
        },
    }

    #[command(
        tag = "request",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn rate(score: f64) -> f64;
    }

    #[data]
    pub struct Nested {
        pub deep: Vec<Deep>,
    }

    #[data]
    pub struct Deep {
        pub score: f64,
    }

    #[data]
    pub struct Flat {
        pub width: u64,
    }

    #[data]
    pub struct Asked {
        pub share: f64,
    }

    #[data]
    pub struct More {
        #[alias("phone_number")]
        pub phone_number: Option<PhoneNumber>,
    }

    /// Exactly one of its keys is there.
    #[data(one_of)]
    pub enum How {
        Email(String),
        Minutes(u64),
    }
}

/// A phone that is posted strings of JSON.
#[cti_runtime::protocol(
    vendor = "Egret",
    origins("https://phone.egret.example"),
    envelope(text, tag = "type")
)]
pub mod egret_phone {
    #[event]
    pub enum Event {
        Hello,
    }

    #[command]
    pub enum Command {
        Rate {
            score: Option<f64>,
            count: Option<u64>,
        },
    }
}

/// A library in the page.
#[cti_runtime::protocol(vendor = "Ibis", calls(library = "ibis", error = String))]
pub mod ibis_library {
    #[method]
    pub trait Method {
        fn rate(score: f64, count: u64) -> f64;
    }

    #[subscription]
    pub trait Subscription {
        fn on_rated() -> f64;
    }
}

use egret_phone::EgretPhone;
use heron_phone::{Asked, Deep, HeronPhone, Nested, ask, order};
use ibis_library::{IbisLibrary, method};

const WIDE: u64 = (1 << 53) + 1;

fn page() -> Session<HeronPhone> {
    let policy = OriginPolicy::declared::<HeronPhone>();
    let session = Session::<HeronPhone>::new(policy, Source(1));
    let mut page = session.targeting(PHONE).unwrap();
    page.peer().send(order::Begin::new()).unwrap();
    page.poll_post().unwrap();
    let hello = Post::new(Source(1), PHONE, Data::Object(r#"{"type":"hello"}"#));
    let _ = page.receive(hello, Millis(0));
    page
}

fn inexact(error: SendError) -> (String, Inexact) {
    match error {
        SendError::Inexact { path, what } => (path, what),
        other => panic!("{other:?}"),
    }
}

fn rate(change: impl FnOnce(&mut order::Rate)) -> order::Rate {
    let mut rate = order::Rate::new();
    change(&mut rate);
    rate
}

#[test]
fn what_cannot_be_said_exactly_is_never_sent() {
    use Inexact::{NotFinite, TooWide, Unwritable};
    let foreign = |weights: &[f64], number| {
        let weights = weights.to_vec();
        Some(Foreign {
            weights,
            number,
            broken: None,
        })
    };
    let cases = [
        (rate(|rate| rate.score = Some(f64::NAN)), "score", NotFinite),
        (
            rate(|rate| rate.score = Some(f64::NEG_INFINITY)),
            "score",
            NotFinite,
        ),
        (rate(|rate| rate.count = Some(WIDE)), "count", TooWide),
        (rate(|rate| rate.count = Some(u64::MAX)), "count", TooWide),
        (rate(|rate| rate.least = Some(i64::MIN)), "least", TooWide),
        (
            rate(|rate| rate.list = Some(vec![1.0, f64::NAN])),
            "list[1]",
            NotFinite,
        ),
        (
            rate(|rate| rate.labels = Some([("Ada".to_owned(), f64::NAN)].into())),
            "labels.•••",
            NotFinite,
        ),
        (
            rate(|rate| rate.nested = Some(Nested::new(vec![Deep::new(f64::INFINITY)]))),
            "nested.deep[0].score",
            NotFinite,
        ),
        (
            rate(|rate| rate.any = Some(json!({"Ada": [0, WIDE]}))),
            "any.•••[1]",
            TooWide,
        ),
        (
            rate(|rate| rate.any = Some(json!(-9_007_199_254_740_993_i64))),
            "any",
            TooWide,
        ),
        (
            rate(|rate| rate.text = Some(Text(f64::NAN))),
            "text",
            NotFinite,
        ),
        (
            rate(|rate| rate.query = Some(Query(Asked::new(f64::NAN)))),
            "query",
            NotFinite,
        ),
        (
            rate(|rate| rate.foreign = foreign(&[0.0, f64::NAN], 1)),
            "foreign",
            NotFinite,
        ),
        (
            rate(|rate| rate.foreign = foreign(&[], WIDE)),
            "foreign",
            TooWide,
        ),
        (
            rate(|rate| {
                rate.foreign = Some(Foreign {
                    broken: Some(()),
                    ..Foreign::default()
                });
            }),
            "foreign",
            Unwritable,
        ),
    ];
    let mut page = page();
    for (message, path, what) in cases {
        let expected = (path.to_owned(), what);
        assert_eq!(
            inexact(page.peer().send(message.clone()).unwrap_err()),
            expected
        );
        assert_eq!(
            inexact(page.peer().send_anyway(message).unwrap_err()),
            expected
        );
        assert!(page.poll_post().is_none(), "{path}");
    }
    let wide = order::Widen::new(heron_phone::Flat::new(WIDE));
    assert_eq!(
        inexact(page.peer().send(wide).unwrap_err()),
        ("width".to_owned(), TooWide)
    );
    let error = page.peer().request(ask::Rate::new(f64::NAN)).unwrap_err();
    assert_eq!(inexact(error), ("params.score".to_owned(), NotFinite));
    assert_eq!(page.peer().waiting(), 0);
    assert!(page.poll_post().is_none());
}

#[test]
fn what_is_exact_is_sent() {
    let mut page = page();
    let exact = rate(|rate| {
        rate.score = Some(1e300);
        rate.count = Some(1 << 53);
        rate.least = Some(-(1 << 53));
        rate.digits = Some(Text(u64::MAX));
        rate.list = Some(vec![1e20, -0.0, f64::MIN_POSITIVE]);
    });
    page.peer().send(exact).unwrap();
    let posted = page.poll_post().unwrap();
    let read: Value = serde_json::from_str(posted.data.json()).unwrap();
    assert_eq!(read["count"], json!(1_u64 << 53));
    assert_eq!(read["digits"], "18446744073709551615");
    assert_eq!(read["list"][0], json!(1e20));
}

#[test]
fn what_is_held_for_a_handshake_is_looked_at_at_once() {
    let policy = OriginPolicy::declared::<HeronPhone>();
    let session = Session::<HeronPhone>::new(policy, Source(1));
    let mut page = session.targeting(PHONE).unwrap();
    page.peer().send(order::Begin::new()).unwrap();
    page.poll_post().unwrap();
    let nan = rate(|rate| rate.score = Some(f64::NAN));
    assert_eq!(inexact(page.peer().send(nan).unwrap_err()).0, "score");
    let hello = Post::new(Source(1), PHONE, Data::Object(r#"{"type":"hello"}"#));
    let _ = page.receive(hello, Millis(0));
    assert!(page.poll_post().is_none());
}

#[test]
fn in_a_string_of_json_wide_numbers_stand_as_they_are() {
    let policy = OriginPolicy::declared::<EgretPhone>();
    let session = Session::<EgretPhone>::new(policy, Source(1));
    let mut page = session.targeting("https://phone.egret.example").unwrap();
    let mut wide = egret_phone::command::Rate::new();
    wide.count = Some(WIDE);
    page.peer().send(wide).unwrap();
    let posted = page.poll_post().unwrap();
    assert_eq!(
        posted.data,
        Payload::Text(r#"{"type":"rate","count":9007199254740993}"#.to_owned())
    );
    let mut nan = egret_phone::command::Rate::new();
    nan.score = Some(f64::NAN);
    assert_eq!(inexact(page.peer().send(nan).unwrap_err()).0, "score");
    assert!(page.poll_post().is_none());
}

#[test]
fn arguments_and_callbacks_of_a_library_are_exact() {
    let mut adapter = Session::<IbisLibrary>::in_page();
    let error = adapter
        .peer()
        .request(method::Rate::new(1.0, WIDE))
        .unwrap_err();
    assert_eq!(inexact(error), ("[1]".to_owned(), Inexact::TooWide));
    assert!(adapter.poll_signal().is_none());

    let mut library = Session::<IbisLibrary, Vendor>::library();
    let called = Signal::Request {
        id: 4,
        name: "rate".into(),
        arguments: "[1,2]".into(),
    };
    let Delivered::Message(_, order) = library.deliver(&called, Millis(0)) else {
        panic!("not taken");
    };
    let call = order.request().unwrap();
    let error = library
        .peer()
        .answer::<method::Rate>(call, &Ok(f64::NAN))
        .unwrap_err();
    assert_eq!(inexact(error), ("result".to_owned(), Inexact::NotFinite));
    assert!(library.poll_signal().is_none());
    // It can still be answered.
    library
        .peer()
        .answer::<method::Rate>(call, &Ok(1.5))
        .unwrap();
}

#[test]
fn answers_to_requests_are_exact() {
    let policy = OriginPolicy::pages([cti_runtime::Origin::parse("https://crm.example").unwrap()]);
    let mut phone = Session::<HeronPhone, Vendor>::serve(policy.unwrap(), Source(1));
    let json = r#"{"request":"rate","id":"1","params":{"score":1}}"#;
    let post = Post::new(Source(1), "https://crm.example", Data::Object(json));
    let Received::Message(_, order) = phone.receive(post, Millis(0)) else {
        panic!("not taken");
    };
    let call = order.request().unwrap();
    let error = phone
        .peer()
        .answer::<ask::Rate>(call, &Ok(f64::INFINITY))
        .unwrap_err();
    assert_eq!(inexact(error), ("result".to_owned(), Inexact::NotFinite));
    assert!(phone.poll_post().is_none());
    phone.peer().answer::<ask::Rate>(call, &Ok(2.0)).unwrap();
    let answer = phone.poll_post().unwrap();
    assert!(answer.data.json().contains(r#""result":2"#));
}

/// Receives an object as text, and live; both must say the same.
fn both(value: &Value) -> Received<heron_phone::Event> {
    let (mut by_text, mut live) = (page(), page());
    let text = value.to_string();
    let post = Post::new(Source(1), PHONE, Data::Object(&text));
    let with_text = by_text.receive(post, Millis(1));
    let tree = Tree(value);
    let post = Post::new(Source(1), PHONE, Data::LiveObject(&tree));
    let received = live.receive_object(&post, Millis(1));
    assert_eq!(format!("{with_text:?}"), format!("{received:?}"), "{value}");
    with_text
}

#[test]
fn of_several_names_the_one_declared_first_counts() {
    use heron_phone::Event;
    for text in [
        r#"{"type":"over","callId":"a","id":2,"call":"c","phone_number":true,"phoneNumber":"+1"}"#,
        r#"{"call":"c","id":[],"phone_number":7,"phoneNumber":"+1","callId":"a","type":"over"}"#,
        r#"{"phone_number":{},"type":"over","call":3,"callId":"a","id":"b","phoneNumber":"+1"}"#,
    ] {
        let post = Post::new(Source(1), PHONE, Data::Object(text));
        for received in [
            page().receive(post, Millis(1)),
            both(&serde_json::from_str(text).unwrap()),
        ] {
            let Received::Message(Event::Over(over), _) = received else {
                panic!("{text}: {received:?}");
            };
            assert_eq!(over.call_id, "a", "{text}");
            assert!(
                over.more
                    .phone_number
                    .is_some_and(|number| number == "+1".into())
            );
        }
    }
    // Of two others the one that is declared before.
    for text in [
        r#"{"type":"over","id":"b","call":"c"}"#,
        r#"{"type":"over","call":3,"id":"b"}"#,
    ] {
        let Received::Message(Event::Over(over), _) = both(&serde_json::from_str(text).unwrap())
        else {
            panic!("{text}");
        };
        assert_eq!(over.call_id, "b", "{text}");
    }
    // In a type of its own.
    let text = r#"{"type":"over","call":"c","parts":[{"phone_number":"+2","phoneNumber":"+1"}]}"#;
    let Received::Message(Event::Over(over), _) = both(&serde_json::from_str(text).unwrap()) else {
        panic!("{text}");
    };
    let parts = over.parts.unwrap();
    assert!(
        parts
            .iter()
            .all(|part| part.phone_number == Some("+1".into()))
    );
}

#[test]
fn the_same_name_twice_is_malformed() {
    for text in [
        r#"{"type":"over","callId":"a","callId":"a"}"#,
        r#"{"type":"over","id":"a","id":"a"}"#,
        r#"{"type":"over","id":"a","callId":"a","id":"a"}"#,
        r#"{"type":"over","callId":"a","id":"a","i\u0064":"a"}"#,
        r#"{"type":"over","callId":7,"id":"a","id":"a"}"#,
        r#"{"type":"over","callId":"a","parts":[{"phone_number":"+1","phone_number":"+1"}]}"#,
        r#"{"type":"reach","email":null,"email":"a"}"#,
        r#"{"type":"reach","email":"a","email":null}"#,
        r#"{"type":"reach","minutes":null,"minutes":null,"email":"a"}"#,
    ] {
        let post = Post::new(Source(1), PHONE, Data::Object(text));
        let received = page().receive(post, Millis(1));
        assert!(
            matches!(&received, Received::Refused(refusal) if refusal.gate() == Gate::Malformed),
            "{text}: {received:?}"
        );
    }
}

#[test]
fn what_json_cannot_hold_costs_its_member_only() {
    let (half, mark) = (r#""x\ud83d""#, r#""\udc00a function""#);
    let verdict = |text: &str| {
        let post = Post::new(Source(1), PHONE, Data::Object(text));
        let mut page = page();
        match page.receive(post, Millis(1)) {
            Received::Message(message, _) => format!("{message:?}"),
            Received::Drifted(drifted) => {
                assert!(
                    matches!(drifted.why().kind, FaultKind::Unholdable(_)),
                    "{text}"
                );
                drifted.location().path
            }
            Received::Refused(refusal) => refusal.gate().name().to_owned(),
        }
    };
    for value in [half, mark] {
        let with = |text: &str| verdict(&text.replace('@', value));
        let over = verdict(r#"{"type":"over","callId":"a"}"#);
        assert_eq!(with(r#"{"type":"over","callId":"a","beside":@}"#), over);
        assert_eq!(
            with(r#"{"beside":[{"a":@}],"type":"over","callId":"a"}"#),
            over
        );
        assert_eq!(with(r#"{"type":"over",@:@,"callId":"a"}"#), over);
        assert_eq!(with(r#"{"type":"over","callId":@}"#), "callId");
        assert_eq!(with(r#"{"type":"over","callId":"a","sum":@}"#), "sum");
        assert_eq!(
            with(r#"{"type":"over","callId":"a","parts":[{"phoneNumber":@}]}"#),
            "parts[0].phoneNumber"
        );
        assert_eq!(with(r#"{"type":"kept","more":{"deep":[@]}}"#), "•••.•••[0]");
        assert_eq!(with(r#"{"type":@}"#), "malformed");
        // A map can't hold such a key.
        assert!(with(r#"{"type":"kept",@:1}"#).len() < 20);
    }
}

/// An object, as an edge writes it.
struct Object<'a>(&'a str);

impl Live for Object<'_> {
    fn text(&self, _: &Limits) -> Result<String, FaultKind> {
        Ok(self.0.to_owned())
    }
}

fn receive_object(json: &str) -> Received<heron_phone::Event> {
    let object = Object(json);
    let post = Post::new(Source(1), PHONE, Data::LiveObject(&object));
    page().receive_object(&post, Millis(1))
}

#[test]
fn an_object_with_what_json_cannot_hold_is_read_like_its_json() {
    for what in [
        Unholdable::Function,
        Unholdable::NotANumber,
        Unholdable::Throws,
    ] {
        for (tag, key) in [
            ("hello", "more"),
            ("over", "callId"),
            ("kept", "name"),
            ("kept", "x"),
        ] {
            let json = format!(r#"{{"type":"{tag}","{key}":"\udc00{}"}}"#, what.name());
            let post = Post::new(Source(1), PHONE, Data::Object(&json));
            let by_text = page().receive(post, Millis(1));
            let live = receive_object(&json);
            assert_eq!(format!("{by_text:?}"), format!("{live:?}"), "{json}");
            if let Received::Drifted(drifted) = &live {
                assert_eq!(drifted.why().kind, FaultKind::Unholdable(what));
                // A key of a map is data.
                let path = if key == "x" { "•••" } else { key };
                assert_eq!(drifted.location().path, path);
            }
            assert_eq!(
                matches!(live, Received::Message(..)),
                key == "more",
                "{json}"
            );
        }
    }
}

#[test]
fn a_string_that_looks_like_a_mark_is_taken_for_one_live_too() {
    for (text, what) in [
        ("NaN", Unholdable::NotANumber),
        (r#"\"\n"#, Unholdable::HalfCharacter),
    ] {
        let json = format!(r#"{{"type":"over","callId":"\udc00{text}"}}"#);
        let Received::Drifted(drifted) = receive_object(&json) else {
            panic!("{text}");
        };
        assert_eq!(drifted.why().kind, FaultKind::Unholdable(what));
    }
}
