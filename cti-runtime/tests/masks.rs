//! What is shown of data: nothing, wherever the declaration or its look says that it may be personal.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use cti_runtime::json::{JsonReader, Writer, check};
use cti_runtime::mask::{Keys, MASK, is_name, name, shape_of};
use cti_runtime::message::ContentError;
use cti_runtime::message::find_tag;
use cti_runtime::protocol::{Messages, Protocol};
use cti_runtime::{
    Data, Drifted, Millis, OriginPolicy, Payload, Post, Received, Refusal, Session, Signal, Source,
};

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme_phone {
    #[event]
    pub enum Event {
        /// Contacts by number.
        Found {
            count: u64,
            by_number: Map<Contact>,
            notes: Option<Json>,
        },
        /// Anything may stand beside.
        Told {
            by: String,
            #[flatten]
            more: Map<u64>,
        },
    }

    /// Somebody.
    #[data]
    pub struct Contact {
        id: u64,
        tags: Vec<u64>,
    }
}

use acme_phone::{AcmePhone, Event};

const PHONE: &str = "https://phone.acme.example";

fn receive(json: &str) -> Received<Event> {
    let policy = OriginPolicy::declared::<AcmePhone>();
    let mut session = Session::<AcmePhone>::new(policy, Source(1));
    session.receive(Post::new(Source(1), PHONE, Data::Object(json)), Millis(0))
}

#[track_caller]
fn drifted(json: &str) -> Drifted {
    match receive(json) {
        Received::Drifted(drifted) => drifted,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn refused(json: &str) -> Refusal {
    match receive(json) {
        Received::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_are_told_from_data_by_their_look() {
    let longest = "n".repeat(64);
    let names = [
        "a",
        "_x",
        "$ref",
        "call:on-hold.v2",
        "iframe.on:voice/dialout",
        "oauth2024",
        &longest,
    ];
    for text in names {
        assert!(is_name(text), "{text}");
        assert_eq!(name(text), text);
    }
    let longer = "n".repeat(65);
    let data = [
        "",
        "7",
        "-a",
        "12025550142",
        "+12025550142",
        "c-12345",
        "tel:202-555-0142",
        "jo@mail.example",
        "Ada Lovelace",
        "Ädä",
        "a\nb",
        "a\"b",
        "ef7a1b2c-3d4e-5f60-7182-93a4b5c6d7e8",
        &longer,
    ];
    for text in data {
        assert!(!is_name(text), "{text}");
        assert_eq!(name(text), MASK);
    }
}

#[test]
fn long_shapes_are_cut() {
    let list = |items: usize| format!("[{}]", vec!["7"; items].join(","));
    let whole = shape_of(&list(255));
    assert_eq!((whole.len(), whole.ends_with("•]")), (1021, true));
    let cut = shape_of(&list(256));
    assert_eq!((cut.len(), cut.ends_with("•…")), (1027, true));
    assert_eq!(shape_of(&list(100_000)), cut);
}

#[test]
fn declared_keys_show_and_keys_that_data_chose_do_not() {
    let keys = Keys::of(AcmePhone::description());
    // In a protocol with a flattened map, any other key may be one of it.
    assert_eq!(
        keys.shape_of(r#"{"type":"found","byNumber":{"Ada":{"id":1,"Jo":[true]}},"more":null}"#),
        r#"{"type":"•••","byNumber":{"•••":{"id":•,"•••":[true]}},"•••":null}"#
    );
}

#[test]
fn paths_show_declared_keys_only() {
    for (json, path) in [
        (r#"{"type":"found","count":"2","byNumber":{}}"#, "count"),
        (
            r#"{"type":"found","count":2,"byNumber":{"Ada":{"id":1,"tags":[1,"x"]}}}"#,
            "byNumber.•••.•••[1]",
        ),
        (
            r#"{"byNumber":{"+12025550142":{"id":1}},"count":2,"type":"found"}"#,
            "byNumber.•••",
        ),
        (r#"{"type":"told","by":"Jo","Ada":"x"}"#, "•••"),
        (r#"{"type":"told","Ada":{"x":1},"by":"Jo"}"#, "•••"),
    ] {
        let drifted = drifted(json);
        assert_eq!(drifted.location().path, path, "{json}");
        let shown = format!("{drifted:?}");
        assert!(shown.contains(&format!(", at {path}) of ")), "{shown}");
        assert!(!shown.contains("Ada") && !shown.contains("0142"), "{shown}");
        let unmasked = drifted.why().locate_unmasked(drifted.json());
        assert!(!unmasked.path.contains(MASK), "{unmasked}");
    }
}

#[test]
fn paths_of_what_is_malformed_show_no_data() {
    for (json, path) in [
        // Read by its type.
        (
            r#"{"type":"found","byNumber":{"Ada":{"id":oops"#,
            "byNumber.•••.•••",
        ),
        (
            r#"{"type":"found","byNumber":{"Ada":{"id":1,"tags":[]} oops"#,
            "byNumber.•••",
        ),
        (r#"{"type":"found","notes":{"Ada":oops"#, "notes.•••"),
        (r#"{"type":"told","Ada":oops"#, "•••"),
        (r#"{"type":"told","Ada":7 oops"#, "•••"),
        (r#"{"type":"told","by":"Jo" oops"#, "by"),
        // Looked through for the tag.
        (r#"{"byNumber":{"Ada":oops},"type":"found"}"#, "•••.•••"),
        (r#"{"Ada":7 oops,"type":"told"}"#, "•••"),
        // Looked through after it has drifted.
        (
            r#"{"type":"found","count":"2","byNumber":{"Ada":oops"#,
            "•••.•••",
        ),
        // Of a message that nobody knows: what looks like a name is shown.
        (r#"{"type":"lost","by":{"+12025550142":oops"#, "by.•••"),
    ] {
        let location = refused(json).locate(json).unwrap();
        assert_eq!(location.path, path, "{json}");
    }
    let json = r#"{"Ada":oops}"#;
    let fault = check(json, &[], 64).unwrap_err();
    assert_eq!(fault.locate(json).path, MASK);
    assert_eq!(fault.locate_unmasked(json).path, "Ada");
}

#[test]
fn maps_are_masked_in_messages() {
    let json =
        r#"{"type":"found","count":1,"byNumber":{"Ada":{"id":1,"tags":[]}},"notes":{"Jo":1}}"#;
    let Received::Message(found, _) = receive(json) else {
        panic!("not accepted")
    };
    assert_eq!(
        format!("{found:?}"),
        r#"Found {"count":1,"byNumber":{"•••":{"id":1,"tags":[]}},"notes":{"•••":1}}"#
    );
    let Received::Message(told, _) = receive(r#"{"type":"told","by":"agent","Ada":1}"#) else {
        panic!("not accepted")
    };
    assert_eq!(format!("{told:?}"), r#"Told {"by":"agent","•••":1}"#);
}

#[test]
fn tags_that_look_like_no_names_are_masked() {
    for (tag, shown) in [("muted", "muted"), ("+12025550142", MASK), ("Ada L", MASK)] {
        let json = format!(r#"{{"type":"{tag}"}}"#);
        let Received::Message(Event::Unknown(unknown), _) = receive(&json) else {
            panic!("not unknown")
        };
        assert_eq!(unknown.name(), tag);
        let expected = format!(r#"Unknown "{shown}" {{"type":"•••"}}"#);
        assert_eq!(format!("{unknown:?}"), expected);
        let tagged = find_tag(&json, Event::TABLE, 64).unwrap();
        assert!(format!("{tagged:?}").contains(shown));
        assert_eq!(format!("{tagged:?}").contains(tag), shown == tag);
    }
}

#[test]
fn errors_of_content_quote_nothing() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Muted {
        #[expect(dead_code, reason = "only read")]
        r#type: u8,
    }
    let json = r#"{"+12025550142":"Ada","type":"muted"}"#;
    let Received::Message(Event::Unknown(unknown), _) = receive(json) else {
        panic!("not unknown")
    };
    let error: ContentError = unknown.content::<Muted>().unwrap_err();
    assert_eq!((error.line(), error.column()), (1, 15));
    let shown = format!("{error} {error:?}");
    assert!(shown.starts_with("the content is not of this type, line 1, column 15"));
    assert!(!shown.contains("0142"), "{shown}");
    assert!(error.into_unmasked().to_string().contains("0142"));
}

#[test]
fn what_crosses_an_edge_is_counted_and_not_shown() {
    let json = r#"{"Ada":"+12025550142"}"#;
    let post = Post::new(Source(1), PHONE, Data::Object(json));
    let shown = format!("{post:?}");
    assert!(shown.contains("object of 22 bytes"), "{shown}");
    let mut out = Writer::new();
    out.raw(json);
    let text = Data::Text(json);
    let data = Payload::Text(json.to_owned());
    let call = Signal::Request {
        id: 1,
        name: "+12025550142".into(),
        arguments: json.into(),
    };
    let fire = Signal::Fire {
        name: "onFocus".into(),
        body: json.into(),
    };
    assert!(format!("{fire:?}").starts_with("onFocus fires 22 bytes"));
    let all = [
        shown,
        format!("{text:?} {text:#?} {data:?}"),
        format!("{call:?} {fire:?}"),
        format!("{out:?} {:?}", JsonReader::new(json, 64)),
    ];
    for shown in all {
        assert!(!shown.contains("Ada") && !shown.contains("0142"), "{shown}");
    }
}
