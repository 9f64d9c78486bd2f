//! Objects that only a codec reads, in conversation, from a hostile side, and in every export.

use cti_export::drift::{Line, What, compare};
use cti_export::{Format, export};
use cti_runtime::describe::{Direction, ObjectCodec};
use cti_runtime::types::{Json, Map};
use cti_runtime::{
    Data, Gate, Limits, Millis, Payload, Peer, Post, Protocol, Received, SendError, Source,
    Unknown, Vendor,
};
use cti_tests::recoded::bittern_phone::{
    BitternPhone, Command, CommandHandler, Event, EventHandler, command, event,
};

use crate::wire::{Conversation, app, object, text};

const PHONE: &str = "https://phone.bittern.example";

#[derive(Default)]
struct Crm(Vec<String>);

impl EventHandler for Crm {
    fn ring(&mut self, ring: event::Ring, _: &mut Peer<BitternPhone>) {
        self.0.push(format!("{} rings {:?}", ring.from, ring.leg));
    }
    fn unknown(&mut self, unknown: Unknown, _: &mut Peer<BitternPhone>) {
        self.0.push(format!("{}?", unknown.name()));
    }
}

struct Phone;

impl CommandHandler for Phone {
    fn dial(&mut self, dial: command::Dial, page: &mut Peer<BitternPhone, Vendor>) {
        page.send(event::Ring::new(dial.leg.clone(), dial.to))
            .unwrap();
        page.send(event::Over::new(dial.leg).seconds(73_u32))
            .unwrap();
    }
}

#[test]
fn both_sides_post_objects_of_the_codec() {
    let mut bittern = Conversation::<BitternPhone, _, _>::new(PHONE, Crm::default(), Phone);
    let dial = command::Dial::new("c-1", "+12025550123");
    bittern.app.peer().send(dial).unwrap();
    assert_eq!(
        bittern.posted(),
        [
            r#"→ ["dial",{"leg:c-1":{"to":"+12025550123"}}]"#,
            r#"← ["ring",{"leg:c-1":{"from":"+12025550123"}}]"#,
            r#"← ["over",{"leg:c-1":{"seconds":73}}]"#,
        ]
    );
    assert_eq!(bittern.crm.0.len(), 1);
}

fn receive(post: Post<'_>) -> Received<Event> {
    app::<BitternPhone>().receive(post, Millis(0))
}

#[track_caller]
fn gate<M: std::fmt::Debug>(received: Received<M>) -> Gate {
    let shown = format!("{received:?}");
    assert!(!shown.contains("5550123"), "{shown}");
    match received {
        Received::Refused(refusal) => {
            assert!(!refusal.to_string().contains("5550123"), "{refusal}");
            refusal.gate()
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn what_the_codec_does_not_read_is_not_ours() {
    for json in [
        "[]",
        r#"["ring","+12025550123"]"#,
        r#"{"type":"ring","leg":"c-1","from":"+12025550123"}"#,
        r#"[1,{"leg:c-1":{"from":"+12025550123"}}]"#,
    ] {
        assert_eq!(gate(receive(object(PHONE, json))), Gate::NotOurs, "{json}");
    }
    // Objects alone are posted.
    let ring = r#"["ring",{"leg:c-1":{"from":"+12025550123"}}]"#;
    assert_eq!(gate(receive(text(PHONE, ring))), Gate::NotOurs);
    assert_eq!(
        gate(receive(object("https://evil.example", ring))),
        Gate::Origin
    );
    let ring = Post::new(Source(2), PHONE, Data::Object(ring));
    assert_eq!(gate(receive(ring)), Gate::Source);
}

#[test]
fn the_codec_is_given_what_is_json_and_nothing_else() {
    let deep = ["[".repeat(200), "]".repeat(200)].concat();
    for json in [
        "",
        "[",
        r#"["ring",{"leg:c-1":{"from":"+12025550123"}}"#,
        r#"["ring",{"leg:c-1":{"from":"+12025550123"}}]]"#,
        r#"["ring",{"leg:c-1":{"from":"+12025550123","from":"+1"}}]"#,
        r#"["ring",{"leg:c-1":{"from":"+12025550123","n":123456789012345678901}}]"#,
        &format!(r#"["ring",{{"leg:c-1":{{"from":{deep}}}}}]"#),
    ] {
        assert_eq!(
            gate(receive(object(PHONE, json))),
            Gate::Malformed,
            "{json}"
        );
    }
}

#[test]
fn what_drifts_or_is_unknown_is_kept_as_it_came() {
    let ring = r#"["ring",{"leg:c-1":{"from":true,"note":"+12025550123"}}]"#;
    let Received::Drifted(drifted) = receive(object(PHONE, ring)) else {
        panic!("a number that is none");
    };
    assert_eq!(
        (drifted.raw(), drifted.location().path.as_str()),
        (ring, "from")
    );
    assert!(!format!("{drifted:?}").contains("5550123"), "{drifted:?}");

    let mood = r#"["mood",{"leg:c-1":{"from":"+12025550123"}}]"#;
    let Received::Message(Event::Unknown(unknown), _) = receive(object(PHONE, mood)) else {
        panic!("a tag that nobody declared");
    };
    assert_eq!((unknown.name(), unknown.raw()), ("mood", mood));
    assert_eq!(
        unknown.json(),
        r#"{"from":"+12025550123","leg":"c-1","type":"mood"}"#
    );
    assert!(!format!("{unknown:?}").contains("5550123"), "{unknown:?}");

    let mut app = app::<BitternPhone>();
    app.peer().send(Command::Unknown(unknown)).unwrap();
    let posted = app.poll_post().unwrap().data;
    assert_eq!(posted, Payload::Object(mood.to_owned()));
}

/// Gull Phone, whose codec makes what it is told to.
#[cti_runtime::protocol(
    vendor = "Gull",
    origins("https://phone.bittern.example"),
    envelope(object(codec = Told), tag = "type")
)]
pub mod gull_phone {
    use super::Told;

    #[event]
    pub enum Event {
        Text { text: String, rest: Option<Json> },
    }

    #[command]
    pub enum Command {
        Say { text: String },
    }
}

struct Told;

/// Lists in each other.
fn deep() -> Json {
    (0..200).fold(Json::Null, |inside, _| Json::from(vec![inside]))
}

impl ObjectCodec for Told {
    fn read(&self, posted: &Json) -> Option<Map<Json>> {
        let told = posted.get("told")?.as_str()?;
        let rest = match told {
            "deep" => deep(),
            "large" => "+12025550123".repeat(100).into(),
            "untagged" => return Some(Map::new()),
            _ => Json::Null,
        };
        let message = [
            ("type", "text".into()),
            ("text", told.into()),
            ("rest", rest),
        ];
        Some(message.map(|(key, value)| (key.to_owned(), value)).into())
    }

    fn write(&self, message: &Map<Json>) -> Option<Json> {
        let told = message.get("text")?;
        let rest = match told.as_str()? {
            "deep" => deep(),
            "large" => "+12025550123".repeat(100).into(),
            "wide" => u64::MAX.into(),
            "bare" => return Some(told.clone()),
            "nothing" => return None,
            _ => Json::Null,
        };
        Some(Json::from_iter([("told", told.clone()), ("rest", rest)]))
    }
}

#[test]
fn what_the_codec_makes_is_checked_as_what_is_posted() {
    let limits = Limits::default().with_message_bytes(1024);
    let mut app = app::<gull_phone::GullPhone>().with_limits(limits);
    let mut receive = |told: &str| {
        let json = format!(r#"{{"told":"{told}"}}"#);
        app.receive(object(PHONE, &json), Millis(0))
    };
    assert!(matches!(receive("ok"), Received::Message(..)));
    assert_eq!(gate(receive("deep")), Gate::Malformed);
    assert_eq!(gate(receive("large")), Gate::Size);
    assert_eq!(gate(receive("untagged")), Gate::NotOurs);
    assert_eq!(gate(receive(&"x".repeat(1024))), Gate::Size);
}

#[test]
fn what_the_codec_writes_is_an_object_that_is_read_as_it_was_written() {
    let limits = Limits::default().with_message_bytes(1024);
    let mut app = app::<gull_phone::GullPhone>().with_limits(limits);
    let mut send = |text: &str| app.peer().send(gull_phone::command::Say::new(text));
    assert_eq!(send("ok"), Ok(()));
    for text in ["deep", "wide", "bare", "nothing"] {
        assert_eq!(send(text), Err(SendError::Unwritable), "{text}");
    }
    assert_eq!(send("large"), Err(SendError::TooLarge));
}

#[test]
fn exports_say_that_what_is_posted_is_another_object() {
    let bittern = BitternPhone::description();
    for format in [Format::Markdown, Format::JsonSchema, Format::AsyncApi] {
        let text = export(bittern, format);
        assert!(
            text.contains("n object that `Pairs` reads and writes"),
            "{text}"
        );
    }
    let markdown = export(bittern, Format::Markdown);
    assert!(
        markdown.contains("what is described here is the object that it stands for")
            && markdown.contains(r#"["ring",{"leg:c-1":{"from":"+12025550123"}}]"#),
        "{markdown}"
    );
    for format in [Format::JsonSchema, Format::AsyncApi] {
        let text = export(bittern, format);
        assert!(
            !text.contains("leg:c-1") && !text.contains("text/plain"),
            "{text}"
        );
    }
    let typescript = export(bittern, Format::TypeScript);
    assert!(
        typescript
            .contains("data: unknown }, read: (posted: object) => unknown): Event | undefined")
            && typescript.contains(r#"if (typeof event.data !== "object" || event.data === null)"#),
        "{typescript}"
    );
}

#[test]
fn drift_is_seen_through_the_codec() {
    let line = |number, what| Line {
        number,
        direction: Direction::FromVendor,
        what,
    };
    let ring = r#"["ring",{"leg:c-1":{"from":true}}]"#;
    let lines = [
        line(1, What::Message(ring)),
        line(2, What::Object(r#"["mood",{"leg:c-1":{}}]"#)),
        line(3, What::Object("[]")),
        line(4, What::Text(ring)),
    ];
    let drift = compare(BitternPhone::description(), lines, []);
    assert_eq!((drift.messages, drift.foreign), (2, 2), "{drift}");
    let report = drift.to_string();
    assert!(
        report.contains("from") && report.contains("mood"),
        "{report}"
    );
}
