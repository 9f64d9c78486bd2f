//! Requests and answers that a session didn't make: a tool watches both sides.

#![allow(clippy::panic, clippy::unwrap_used)]

use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};

/// A phone whose answers have nothing but their id in common with its events.
#[cti_runtime::protocol(
    vendor = "Switchboard",
    origins("https://switchboard.example"),
    envelope(object, tag = "method", content = "params", constants(jsonrpc = "2.0"))
)]
pub mod switchboard {
    #[event]
    pub enum Event {
        CallState { call_id: String, state: String },
    }

    #[command(
        id = "id",
        ids = number,
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Request {
        #[rename("call.dial")]
        fn call_dial(number: String, line: u64) -> bool;
    }
}

use switchboard::Switchboard;

const ORIGIN: &str = "https://switchboard.example";

fn asked(id: u64) -> String {
    format!(
        r#"{{"jsonrpc":"2.0","id":{id},"method":"call.dial","params":{{"number":"1","line":1}}}}"#
    )
}

#[test]
fn answers_to_observed_requests_are_taken() {
    let policy = OriginPolicy::declared::<Switchboard>();
    let mut session = Session::<Switchboard>::watching(policy, Source(1));
    let answers = [
        r#"{"jsonrpc":"2.0","id":7,"result":true}"#,
        r#"{"id":8,"result":false}"#,
        r#"{"id":9,"error":"no line is free"}"#,
    ];
    for (id, answer) in (7..).zip(answers) {
        let observed = session.observe(Data::Object(&asked(id)), Millis(0));
        assert!(matches!(observed, Received::Message(..)), "{observed:?}");
        let post = || Post::new(Source(1), ORIGIN, Data::Object(answer));
        let received = session.receive(post(), Millis(1));
        assert!(matches!(received, Received::Message(..)), "{received:?}");
        let again = session.receive(post(), Millis(2));
        assert!(matches!(again, Received::Refused(..)), "{again:?}");
    }
}
