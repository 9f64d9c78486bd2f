//! Values that are `null` themselves, where nothing may stand: `null` and absence are one.

use cti_runtime::message::encode;
use cti_runtime::types::{Json, Secret};
use cti_runtime::{Millis, Received};
use serde_json::json;

use crate::sides::{app, from_phone};

/// A phone whose fields may be anything, or nothing.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod any_phone {
    #[event]
    pub enum Event {
        Noted {
            required: Json,
            plain: Option<Json>,
            boxed: Option<Box<Json>>,
            secret: Option<Secret<Json>>,
            wrapped: Option<Note>,
            #[personal]
            hidden: Option<Json>,
            #[opaque]
            foreign: Option<serde_json::Value>,
            #[null]
            shown: Option<Json>,
        },
        #[outcome(flag = "success", ok = "data", error = "why")]
        Asked(Result<Json, String>),
    }

    #[data]
    pub struct Note(Json);
}

use any_phone::{AnyPhone, Event, Note, event};

/// The same value in every place that may be without one.
fn noted(value: &Json) -> Event {
    let noted = event::Noted::new(value.clone())
        .plain(value.clone())
        .boxed(value.clone())
        .secret(Secret::from(value.clone()))
        .wrapped(Note::new(value.clone()))
        .hidden(value.clone())
        .foreign(value.clone())
        .shown(value.clone());
    noted.into()
}

fn read(wire: &str) -> event::Noted {
    match app::<AnyPhone>().receive(from_phone(wire), Millis(0)) {
        Received::Message(Event::Noted(noted), _) => noted,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_null_is_written_as_what_it_is_read_as() {
    let wire = encode(&noted(&Json::Null));
    assert_eq!(wire, r#"{"type":"noted","required":null,"shown":null}"#);
    assert_eq!(read(&wire), event::Noted::new(Json::Null));
}

#[test]
fn what_is_there_comes_back() {
    for value in [
        json!(false),
        json!(0),
        json!(""),
        json!([null]),
        json!({"a": null}),
    ] {
        let wire = encode(&noted(&value));
        assert_eq!(Event::from(read(&wire)), noted(&value), "{wire}");
    }
}

#[test]
fn an_outcome_of_any_value_keeps_its_key() {
    let asked = event::Asked::new(Ok(Json::Null));
    let wire = encode(&Event::from(asked));
    assert_eq!(wire, r#"{"type":"asked","success":true,"data":null}"#);
}
