//! serde's traits: what is written is what would be posted, and what is read is what a session reads.
#![allow(missing_docs, reason = "a declaration of tests")]
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use cti_runtime::types::{Id, OneOrMany, PhoneNumber, Query, Secret, Text, Uuid};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// A phone with a message for each kind of type.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "data", constants(api = "acme"))
)]
pub mod acme_phone {
    #[event]
    pub enum Notice {
        Ringing {
            number: PhoneNumber,
            token: Secret<String>,
            #[personal]
            note: Option<String>,
            legs: OneOrMany<Id>,
            tags: Map<Json>,
            share: f64,
        },
        Hidden,
        Contact(Contact),
    }

    #[event(
        tag = "ask",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result")
    )]
    pub trait Ask {
        fn contact(number: PhoneNumber) -> Contact;
    }

    #[command]
    pub enum Command {
        Dial(Args),
    }

    #[data]
    pub struct Contact {
        name: String,
        kind: Kind,
    }

    #[data(open)]
    pub enum Kind {
        Lead,
    }

    #[data(positional)]
    pub struct Args {
        to: PhoneNumber,
        line: Option<u8>,
    }
}
use acme_phone::{Args, Ask, Command, Contact, Kind, ask, command, notice};

fn ringing() -> notice::Ringing {
    let tags = [("a".to_owned(), json!({ "b": [1, -1, 1.5, null, true] }))];
    let legs = OneOrMany::from(Id::from(7));
    notice::Ringing::new("+12025550123", "t".to_owned(), legs, tags, 0.5).note("angry")
}

const RINGING: &str = r#"{"api":"acme","type":"ringing","data":{"number":"+12025550123","token":"t","note":"angry","legs":7,"tags":{"a":{"b":[1,-1,1.5,null,true]}},"share":0.5}}"#;

/// Written as JSON, and read again.
#[track_caller]
fn both_ways<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(serde_json::from_str::<T>(json).unwrap(), *value);
    // Another format, whose numbers and order are its own.
    let tree = serde_json::to_value(value).unwrap();
    assert_eq!(serde_json::from_value::<T>(tree).unwrap(), *value);
}

#[test]
fn messages_are_what_is_posted() {
    both_ways(&ringing(), RINGING);
    both_ways(&acme_phone::Event::from(ringing()), RINGING);
    both_ways(&notice::Hidden::new(), r#"{"api":"acme","type":"hidden"}"#);
    let contact = Contact::new("Ada", Kind::Lead);
    let json = r#"{"api":"acme","type":"contact","data":{"name":"Ada","kind":"lead"}}"#;
    both_ways(&notice::Contact::new(contact), json);
    let dial = r#"{"api":"acme","type":"dial","data":["+1",null]}"#;
    both_ways(&Command::from(command::Dial::new(Args::new("+1"))), dial);
}

#[test]
fn types_of_fields_are_what_stands_in_messages() {
    both_ways(
        &Contact::new("Ada", Kind::Other("boss".into())),
        r#"{"name":"Ada","kind":"boss"}"#,
    );
    both_ways(&Args::new("+1").line(2), r#"["+1",2]"#);
    both_ways(&PhoneNumber::from("+1 (202)"), r#""+1 (202)""#);
    both_ways(&Secret::from("t".to_owned()), r#""t""#);
    both_ways(&Text(42_u64), r#""42""#);
    both_ways(
        &OneOrMany::<Id>::from(vec![Id::from("a"), Id::from(2)]),
        r#"["a",2]"#,
    );
    both_ways(
        &Query(Contact::new("Ada", Kind::Lead)),
        r#""name=Ada&kind=lead""#,
    );
    both_ways(&Uuid::nil(), r#""00000000-0000-0000-0000-000000000000""#);
}

/// What a session would not read isn't read here either.
#[test]
fn what_is_not_as_declared_is_refused() {
    for json in [
        r#"{"api":"other","type":"hidden"}"#,
        r#"{"api":"acme","type":"ringing","data":{}}"#,
        r#"{"api":"acme","type":"hidden","type":"hidden"}"#,
        "[]",
    ] {
        let read = serde_json::from_str::<acme_phone::Notice>(json);
        assert!(read.is_err(), "{json}: {read:?}");
    }
    let other = serde_json::from_str::<notice::Hidden>(RINGING).unwrap_err();
    assert!(
        other.to_string().contains("another message than `hidden`"),
        "{other}"
    );
    assert!(serde_json::from_str::<Contact>(r#"{"name":"a","name":"b","kind":"lead"}"#).is_err());

    // A tag that the declaration doesn't know is kept.
    let new = r#"{"api":"acme","type":"new","data":1}"#;
    let unknown = serde_json::from_str::<acme_phone::Notice>(new).unwrap();
    assert_eq!(serde_json::to_string(&unknown).unwrap(), new);
}

#[test]
fn what_can_t_be_said_exactly_is_not_written() {
    let mut infinite = ringing();
    infinite.share = f64::INFINITY;
    assert!(serde_json::to_string(&infinite).is_err());
}

/// Requests have no id, which only a session makes.
#[test]
fn requests_are_messages() {
    let asked = ask::Contact::new("+1");
    both_ways(
        &Ask::from(asked.clone()),
        r#"{"api":"acme","ask":"contact","params":{"number":"+1"}}"#,
    );
    let any = acme_phone::Event::from(asked);
    assert_eq!(
        serde_json::to_string(&any)
            .unwrap()
            .matches("contact")
            .count(),
        1
    );
}

/// A page that is all brackets is an error, whatever the format.
#[test]
fn what_nests_too_deep_is_refused() {
    let mut value = json!(1);
    for _ in 0..200 {
        value = json!([value]);
    }
    assert!(serde_json::from_value::<acme_phone::Notice>(json!({ "type": value })).is_err());
}
