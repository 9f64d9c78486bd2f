//! A field that was renamed, and a sender that has both names in one message: the declared one counts.

use cti_runtime::{Data, Gate, Live, Millis, Post, Received, Source};

use crate::sides::{PHONE, app, from_phone};

/// A phone that has renamed the number twice, and sends what older pages read, too.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod renamed_phone {
    #[event]
    pub enum Event {
        #[sample({ type: "dialled", phoneNumber: "+1", toNumber: "+2", call: { id: 1, callId: 2 } })]
        #[sample({ type: "dialled", phoneNumber: "+1", call: { callId: 2 } })]
        Dialled {
            #[alias("phoneNumber", "number")]
            to_number: PhoneNumber,
            call: Call,
        },
    }

    #[data]
    pub struct Call {
        #[alias("callId")]
        id: u64,
    }
}
use renamed_phone::{Event, RenamedPhone, event};

fn receive(json: &str) -> Received<Event> {
    app::<RenamedPhone>().receive(from_phone(json), Millis(0))
}

#[track_caller]
fn dialled(json: &str) -> (String, u64) {
    match receive(json) {
        Received::Message(
            Event::Dialled(event::Dialled {
                to_number, call, ..
            }),
            _,
        ) => (to_number.as_str().to_owned(), call.id),
        other => panic!("{other:?}: {json}"),
    }
}

#[test]
fn the_declared_name_counts_wherever_it_stands() {
    for json in [
        r#"{"type":"dialled","toNumber":"+2","phoneNumber":"+1","call":{"id":1,"callId":2}}"#,
        r#"{"phoneNumber":"+1","type":"dialled","call":{"callId":2,"id":1},"toNumber":"+2"}"#,
        r#"{"type":"dialled","number":"+0","phoneNumber":"+1","call":{"callId":"x","id":1},"toNumber":"+2"}"#,
    ] {
        assert_eq!(dialled(json), ("+2".to_owned(), 1), "{json}");
    }
    // Of other names, the one that is listed first.
    let json = r#"{"type":"dialled","number":"+0","phoneNumber":"+1","call":{"callId":2}}"#;
    assert_eq!(dialled(json), ("+1".to_owned(), 2));
}

/// Two readers could disagree on a name that stands twice, whichever it is.
#[test]
fn one_name_twice_is_malformed() {
    for json in [
        r#"{"type":"dialled","toNumber":"+1","toNumber":"+2","call":{"id":1}}"#,
        r#"{"type":"dialled","toNumber":"+1","phoneNumber":"+2","phoneNumber":"+3","call":{"id":1}}"#,
        r#"{"type":"dialled","phoneNumber":"+2","toNumber":"+1","phoneNumber":"+3","call":{"id":1}}"#,
    ] {
        match receive(json) {
            Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Malformed, "{json}"),
            other => panic!("{other:?}: {json}"),
        }
    }
}

/// What a browser's edge has written.
struct Written(&'static str);

impl Live for Written {
    fn text(&self, _: &cti_runtime::Limits) -> Result<String, cti_runtime::FaultKind> {
        Ok(self.0.to_owned())
    }
}

#[test]
fn objects_of_a_browser_are_read_alike() {
    let written = Written(
        r#"{"type":"dialled","phoneNumber":"+1","toNumber":"+2","call":{"callId":2,"id":1}}"#,
    );
    let post = Post::new(Source(1), PHONE, Data::LiveObject(&written));
    match app::<RenamedPhone>().receive_object(&post, Millis(0)) {
        Received::Message(Event::Dialled(dialled), _) => {
            assert_eq!((dialled.to_number.as_str(), dialled.call.id), ("+2", 1));
        }
        other => panic!("{other:?}"),
    }
}
