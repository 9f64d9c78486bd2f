//! Bare strings beside objects and JSON text, and a codec beside objects.

use cti_export::drift::{Line, What, compare};
use cti_export::{asyncapi, json_schema, markdown, typescript};
use cti_runtime::describe::{Direction, TextCodec};
use cti_runtime::types::{Json, Map};
use cti_runtime::{
    Gate, Millis, Payload, Peer, Post, Protocol as _, Received, SendError, Turn, Unknown, Vendor,
};
use cti_tests::bare::linnet_phone::{
    CueHandler, Event, LinnetPhone, Notice, NoticeHandler, WishHandler, Word, WordHandler, cue,
    notice, wish, word,
};

use crate::wire::{Conversation, app, gate, object, text};

const PHONE: &str = "https://phone.linnet.example";

/// Dials for each widget that is there.
#[derive(Default)]
struct Crm(Vec<String>);

impl NoticeHandler for Crm {
    fn ring(&mut self, ring: notice::Ring, _: &mut Peer<LinnetPhone>) {
        self.0.push(format!("{} rings", ring.from));
    }
}

impl WordHandler for Crm {
    fn init(&mut self, init: word::Init, phone: &mut Peer<LinnetPhone>) {
        self.0.push(init.widget);
        phone.send(wish::Dial::new("+12025550123")).unwrap();
    }
    fn unknown(&mut self, unknown: Unknown, _: &mut Peer<LinnetPhone>) {
        self.0.push(format!("{}?", unknown.name()));
    }
}

struct Phone;

impl WishHandler for Phone {
    fn dial(&mut self, dial: wish::Dial, page: &mut Peer<LinnetPhone, Vendor>) {
        page.send(notice::Ring::new(7, dial.to)).unwrap();
    }
}

impl CueHandler for Phone {
    fn ping(&mut self, _: cue::Ping, page: &mut Peer<LinnetPhone, Vendor>) {
        page.send(word::Pong::new()).unwrap();
    }
}

#[test]
fn both_sides_post_strings_beside_objects() {
    let mut linnet = Conversation::<LinnetPhone, _, _>::new(PHONE, Crm::default(), Phone);
    let ticket = linnet.app.peer().request(cue::Ping::new()).unwrap();
    linnet.vendor.peer().send(word::Ready::new()).unwrap();
    linnet.vendor.peer().send(word::Init::new("w-7")).unwrap();
    assert_eq!(
        linnet.posted(),
        [
            "→ __ping__",
            "← ready",
            "← linnet.init:w-7",
            "← __pong__",
            r#"→ {"type":"dial","to":"+12025550123"}"#,
            r#"← {"type":"ring","callId":7,"from":"+12025550123"}"#,
        ]
    );
    assert_eq!(linnet.crm.0, ["w-7", "+12025550123 rings"]);
    assert_eq!(
        linnet.app.peer().outcome(&ticket),
        Some(Ok(word::Pong::new()))
    );
}

#[test]
fn a_bare_string_is_posted_as_a_string_and_the_rest_as_objects() {
    let mut app = app::<LinnetPhone>().targeting(PHONE).unwrap();
    app.peer().send(cue::Ping::new()).unwrap();
    app.peer().send(wish::Dial::new("+1")).unwrap();
    let posted = |text: &str| Payload::Text(text.to_owned());
    assert_eq!(app.poll_post().unwrap().data, posted("__ping__"));
    let dial = Payload::Object(r#"{"type":"dial","to":"+1"}"#.to_owned());
    assert_eq!(app.poll_post().unwrap().data, dial);
}

fn receive(post: Post<'_>) -> Received<Event> {
    app::<LinnetPhone>().receive(post, Millis(0))
}

#[test]
fn objects_json_text_and_bare_strings_are_read_on_one_channel() {
    let ring = r#"{"type":"ring","callId":7,"from":"+1"}"#;
    for post in [
        object(PHONE, ring),
        text(PHONE, ring),
        text(PHONE, &format!("\n{ring}")),
    ] {
        let Received::Message(Event::Notice(Notice::Ring(ring)), order) = receive(post) else {
            panic!("{post:?}");
        };
        assert_eq!((ring.call_id, order.turn()), (7, Turn::OutOfTurn));
    }
    // Whatever it is, a string that is no object is its tag.
    for (posted, widget) in [
        ("linnet.init:w-7", "w-7"),
        ("linnet.init:", ""),
        ("linnet.init:\"\n\\", "\"\n\\"),
    ] {
        let Received::Message(Event::Word(Word::Init(init)), _) = receive(text(PHONE, posted))
        else {
            panic!("{posted}");
        };
        assert_eq!(init.widget, widget);
    }
}

#[test]
fn a_string_that_is_not_declared_is_kept_masked() {
    for posted in [
        "steady",
        "",
        "7",
        "[1]",
        "\"ready\"",
        "call of +12025550123",
    ] {
        let Received::Message(message, _) = receive(text(PHONE, posted)) else {
            panic!("{posted}");
        };
        let shown = format!("{message:?}");
        let Event::Word(Word::Unknown(unknown)) = message else {
            panic!("{posted}");
        };
        assert_eq!((unknown.name(), unknown.raw()), (posted, posted));
        // There may be data behind the beginning of a tag.
        assert!(posted.is_empty() || !shown.contains(posted), "{shown}");
        // It goes back as it came.
        let mut vendor = crate::wire::vendor::<LinnetPhone>()
            .targeting(crate::wire::PAGE)
            .unwrap();
        vendor.peer().send(Word::Unknown(unknown)).unwrap();
        let payload = vendor.poll_post().unwrap().data;
        assert_eq!(payload, Payload::Text(posted.to_owned()));
    }
}

proptest::proptest! {
    #[test]
    fn any_string_arrives_and_goes_back_as_it_was_posted(posted in "(linnet.init:|\\s*\\{)?.{0,40}") {
        let is_json = posted.trim_start_matches([' ', '\t', '\r', '\n']).starts_with('{');
        match receive(text(PHONE, &posted)) {
            Received::Refused(_) => assert!(is_json, "{posted:?}"),
            Received::Message(message @ Event::Word(_), _) => {
                let mut vendor = crate::wire::vendor::<LinnetPhone>();
                vendor = vendor.targeting(crate::wire::PAGE).unwrap();
                vendor.peer().send_anyway(message).unwrap();
                let payload = vendor.poll_post().unwrap().data;
                assert_eq!(payload, Payload::Text(posted));
            }
            other => panic!("{posted:?}: {other:?}"),
        }
    }
}

#[test]
fn what_is_spelt_as_an_object_is_no_bare_string() {
    for json in [
        r#"{" ":"ready"}"#,
        r#"{"\u0020":"ready"}"#,
        r#"{" ":"linnet.init:7"}"#,
    ] {
        assert_eq!(gate(receive(object(PHONE, json))), Gate::NotOurs, "{json}");
        assert_eq!(gate(receive(text(PHONE, json))), Gate::NotOurs, "{json}");
    }
    // An array is no string, whatever its text.
    for json in [r#"["ready"]"#, "[]"] {
        assert_eq!(gate(receive(object(PHONE, json))), Gate::NotOurs, "{json}");
    }
    // What else it says counts.
    let both = r#"{" ":"ready","type":"ring","callId":7,"from":"+1"}"#;
    let received = receive(object(PHONE, both));
    assert!(
        matches!(received, Received::Message(Event::Notice(_), _)),
        "{received:?}"
    );
    for text_of_json in ["{", "{}", r#"{"type":7}"#] {
        let received = receive(text(PHONE, text_of_json));
        assert!(
            matches!(received, Received::Refused(_)),
            "{text_of_json}: {received:?}"
        );
    }
}

/// Wren, a phone that posts a few strings of a form of its own beside objects.
#[cti_runtime::protocol(
    vendor = "Wren",
    origins("https://phone.wren.example"),
    envelope(object, codec = Beats, tag = "type")
)]
pub mod wren_phone {
    use super::Beats;

    #[event]
    pub enum Event {
        #[sample("beat:3")]
        Beat { count: u64 },
        #[sample({ type: "ring", callId: 7 })]
        Ring { call_id: u64 },
    }

    #[command]
    pub enum Command {
        #[sample({ type: "note", text: "{" })]
        #[sample("note:hello")]
        Note { text: String },
    }
}
use wren_phone::WrenPhone;

/// `beat:3`, and a note that isn't long.
struct Beats;

impl TextCodec for Beats {
    fn read(&self, text: &str) -> Option<Map<Json>> {
        let (tag, rest) = text.split_once(':')?;
        let (key, value) = match tag {
            "beat" => ("count", Json::from(rest.parse::<u64>().ok()?)),
            "note" => ("text", Json::from(rest)),
            _ => return None,
        };
        Some(Map::from([
            ("type".to_owned(), tag.into()),
            (key.to_owned(), value),
        ]))
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        match message.get("type")?.as_str()? {
            "beat" => Some(format!("beat:{}", message.get("count")?)),
            "note" => match message.get("text")?.as_str()? {
                "{" => None,
                "brace" => Some("{".to_owned()),
                text => Some(format!("note:{text}")),
            },
            _ => None,
        }
    }
}

#[test]
fn what_a_codec_does_not_write_is_posted_as_json() {
    let mut app = app::<WrenPhone>();
    for (text, payload) in [
        ("hello", Payload::Text("note:hello".to_owned())),
        (
            "{",
            Payload::Object(r#"{"type":"note","text":"{"}"#.to_owned()),
        ),
    ] {
        app.peer()
            .send(wren_phone::command::Note::new(text))
            .unwrap();
        assert_eq!(app.poll_post().unwrap().data, payload);
    }
    // As a string it would be read as JSON.
    let brace = app.peer().send(wren_phone::command::Note::new("brace"));
    assert_eq!(brace, Err(SendError::Unwritable));
}

#[test]
fn strings_are_the_codecs_and_objects_are_read_as_they_are() {
    const WREN: &str = "https://phone.wren.example";
    let receive = |post| app::<WrenPhone>().receive(post, Millis(0));
    for post in [
        text(WREN, "beat:3"),
        object(WREN, r#"{"type":"beat","count":3}"#),
    ] {
        let Received::Message(wren_phone::Event::Beat(beat), _) = receive(post) else {
            panic!("{post:?}");
        };
        assert_eq!(beat.count, 3);
    }
    assert_eq!(gate(receive(text(WREN, "beat"))), Gate::NotOurs);
    assert_eq!(gate(receive(object(WREN, r#"["beat:3"]"#))), Gate::NotOurs);
    // JSON is posted as objects alone.
    assert_eq!(
        gate(receive(text(WREN, r#"{"type":"beat","count":3}"#))),
        Gate::NotOurs
    );
}

#[test]
fn exports_say_what_is_a_bare_string() {
    let linnet = LinnetPhone::description();
    let types = typescript(linnet);
    for line in [
        "export type ReadyWord = \"ready\";",
        "export type InitWord = `linnet.init:${string}`;",
        "export type PingCue = \"__ping__\" | \"ping\";",
        "bareString(event.data, WORD_TAGS, [\"linnet.init:\"]) as Word | undefined",
    ] {
        assert!(types.contains(line), "{line}\n{types}");
    }
    let schema = json_schema(linnet);
    let schema: Json = schema.parse().unwrap();
    let of = |name: &str| schema["$defs"][name].clone();
    assert_eq!(of("ReadyWord")["const"], "ready");
    assert_eq!(of("InitWord")["pattern"], "^linnet\\.init:");
    assert_eq!(of("InitWord")["type"], "string");
    let page = markdown(linnet);
    assert!(
        page.contains("Posted as a bare string, which is the name of the message."),
        "{page}"
    );
    let asyncapi: Json = asyncapi(linnet).parse().unwrap();
    let ready = &asyncapi["components"]["messages"]["ReadyWord"];
    assert_eq!(ready["contentType"], "text/plain");
    assert_eq!(ready["examples"][0]["payload"], "ready");
}

#[test]
fn drift_sees_strings_beside_objects() {
    let line = |number, text| {
        let what = What::Message(text);
        Line {
            number,
            direction: Direction::FromVendor,
            what,
        }
    };
    let lines = [
        line(1, "ready"),
        line(2, "steady"),
        line(3, "linnet.init:w-7"),
        line(4, r#"{"type":"ring","callId":7,"from":"+1"}"#),
    ];
    let report = compare(LinnetPhone::description(), lines, []);
    assert_eq!((report.messages, report.foreign), (4, 0), "{report}");
    assert!(report.to_string().contains("first in line 2"), "{report}");
}
