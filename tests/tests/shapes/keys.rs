//! Keys that begin alike: maps of what is behind that.

use cti_export::drift::{Kind, Line, What, compare};
use cti_export::{json_schema, markdown, typescript};
use cti_runtime::describe::Direction::FromVendor;
use cti_runtime::types::Map;
use cti_runtime::{Gate, Millis, Peer, Protocol as _, Received, Vendor};
use cti_tests::keys::cairn::{Cairn, Call, CommandHandler, Event, EventHandler, command, event};

use crate::wire::{Conversation, app, gate, object};

const PHONE: &str = "https://phone.cairn.example";

fn map(entries: &[(&str, &str)]) -> Map<String> {
    let entries = entries.iter();
    entries
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

/// Tags each call with the fields that it came with, and one more.
#[derive(Default)]
struct Crm(Vec<String>);

impl EventHandler for Crm {
    fn ring(&mut self, ring: event::Ring, phone: &mut Peer<Cairn>) {
        self.0.push(format!(
            "{:?} {:?} {:?}",
            ring.fields, ring.queue, ring.headers
        ));
        let mut fields = ring.fields;
        fields.insert("x_seen".to_owned(), "1".to_owned());
        phone
            .send(command::Tag::new(Call::new(ring.call_id).fields(fields)))
            .unwrap();
    }

    fn over(&mut self, over: event::Over, _: &mut Peer<Cairn>) {
        self.0
            .push(format!("{} {:?}", over.cause, over.call.fields));
    }
}

#[derive(Default)]
struct Phone(Vec<Map<String>>);

impl CommandHandler for Phone {
    fn tag(&mut self, tag: command::Tag, page: &mut Peer<Cairn, Vendor>) {
        self.0.push(tag.call.fields.clone());
        page.send(event::Over::new(tag.call, 16)).unwrap();
    }
}

#[test]
fn both_sides_see_what_is_behind_the_prefix() {
    let mut cairn = Conversation::<Cairn, _, _>::new(PHONE, Crm::default(), Phone::default());
    let headers = Map::from([("To".to_owned(), vec!["+1".to_owned()])]);
    let ring = event::Ring::new(7)
        .fields(map(&[("vip", "yes")]))
        .queue("sales")
        .headers(headers);
    cairn.vendor.peer().send(ring).unwrap();
    cairn.vendor.peer().send(event::Ring::new(8)).unwrap();
    let posted = cairn.posted();
    assert_eq!(
        cairn.crm.0,
        [
            r#"{"vip": "yes"} Some("sales") Some({"To": ["+1"]})"#,
            "{} None None",
            r#"16 {"vip": "yes", "x_seen": "1"}"#,
            r#"16 {"x_seen": "1"}"#,
        ]
    );
    assert_eq!(
        cairn.phone.0,
        [
            map(&[("vip", "yes"), ("x_seen", "1")]),
            map(&[("x_seen", "1")])
        ]
    );
    assert_eq!(
        posted,
        [
            r#"← {"type":"ring","callId":7,"x_vip":"yes","x_queue":"sales","sip-To":["+1"]}"#,
            r#"← {"type":"ring","callId":8}"#,
            r#"→ {"type":"tag","callId":7,"x_vip":"yes","x_x_seen":"1"}"#,
            r#"→ {"type":"tag","callId":8,"x_x_seen":"1"}"#,
            r#"← {"type":"over","callId":7,"x_vip":"yes","x_x_seen":"1","cause":16}"#,
            r#"← {"type":"over","callId":8,"x_x_seen":"1","cause":16}"#,
        ]
    );
}

fn hear(json: &str) -> Received<Event> {
    app::<Cairn>().receive(object(PHONE, json), Millis(0))
}

#[test]
fn keys_of_fields_and_other_keys_are_in_no_map() {
    let ring = |json: &str| match hear(json) {
        Received::Message(Event::Ring(ring), _) => (ring.fields, ring.queue, ring.headers),
        other => panic!("{other:?}"),
    };
    let found = ring(r#"{"x_queue":"a","X_b":"b","y":"c","type":"ring","x":"d","callId":1}"#);
    assert_eq!(found, (Map::new(), Some("a".to_owned()), None));
    // Also one that is nothing but the prefix, and one that is written with an escape.
    let found = ring(r#"{"x_":"a","\u0078_b":"b","type":"ring","sip-":[],"callId":1}"#);
    let headers = Map::from([(String::new(), Vec::new())]);
    assert_eq!(found, (map(&[("", "a"), ("b", "b")]), None, Some(headers)));
}

#[test]
fn a_value_that_does_not_fit_is_a_drift_and_a_key_that_stands_twice_is_refused() {
    for json in [
        r#"{"type":"ring","callId":1,"x_a":1}"#,
        r#"{"type":"over","callId":1,"cause":1,"x_a":"","x_b":null}"#,
    ] {
        let Received::Drifted(drifted) = hear(json) else {
            panic!("{json}");
        };
        assert!(
            !format!("{drifted:?} {}", drifted.location()).contains("x_a"),
            "a key that data chose: {drifted:?}"
        );
    }
    let twice = hear(r#"{"type":"ring","callId":1,"x_a":"1","x_\u0061":"2"}"#);
    assert_eq!(gate(twice), Gate::Malformed);
}

#[test]
fn personal_maps_are_masked_with_their_keys() {
    let notes = Map::from([("diagnosis".to_owned(), 1.into())]);
    let shown = format!("{:?}", command::Note::new().notes(notes));
    assert!(!shown.contains("diagnosis"), "{shown}");
}

#[test]
fn documents_tell_the_prefix() {
    let description = Cairn::description();
    let types = typescript(description);
    assert!(types.contains("[key: `x_${string}`]: unknown;"), "{types}");
    let reference = markdown(description);
    assert!(reference.contains("| `x_…` |"), "{reference}");
    let schema = json_schema(description);
    assert!(schema.contains(r#""^(?!(?:x_queue)$)x_""#), "{schema}");
    assert!(schema.contains(r#""^x\\.""#), "{schema}");
}

#[test]
fn drift_knows_keys_with_the_prefix() {
    let json = r#"{"type":"ring","callId":1,"x_new":"1","x_bad":2,"y_new":3}"#;
    let lines = [Line {
        number: 1,
        direction: FromVendor,
        what: What::Message(json),
    }];
    let found = compare(Cairn::description(), lines, [])
        .findings
        .into_iter();
    let found = found.filter(|finding| !finding.kind.is_absence());
    let found: Vec<_> = found.map(|finding| (finding.kind, finding.path)).collect();
    assert_eq!(
        found,
        [
            (Kind::Type, "x_{}".to_owned()),
            (Kind::UnknownField, "y_new".to_owned())
        ]
    );
}
