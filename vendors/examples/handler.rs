//! What a CRM does when a shipped softphone says something: `cargo run -p cti-vendors --example handler`

use std::collections::HashMap;

use cti_runtime::types::PhoneNumber;
use cti_runtime::{Data, Millis, OriginPolicy, Peer, Post, Received, Session, Source};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, command, event};

/// What `message` events bring to the page. In a browser, `cti_web` hands it in.
const ARRIVED: [&str; 4] = [
    r#"{"source":"devtools","hello":true}"#,
    r#"{"action":"call","id":7,"number":"+12025550101","direction":"in","ringStart":"2026-01-31 09:30:00"}"#,
    r#"{"action":"connected","callStart":"2026-01-31 09:30:05"}"#,
    r#"{"action":"disconnected","callEnd":"a minute later","recordUrl":5}"#,
];

/// The customers of the CRM, by number, and the one on the line.
struct Crm {
    customers: HashMap<PhoneNumber, &'static str>,
    on_the_line: Option<&'static str>,
}

// A method that isn't written does nothing, and is counted.
impl EventHandler for Crm {
    fn call(&mut self, call: event::Call, talk: &mut Peer<LeaddeskTalk>) {
        self.on_the_line = self.customers.get(&call.number).copied();
        println!("screen pop: {:?}", self.on_the_line);
        if let Err(why) = talk.send(command::Answer::new()) {
            println!("can't answer now: {why}");
        }
    }

    fn connected(&mut self, _: event::Connected, _: &mut Peer<LeaddeskTalk>) {
        println!("talking with {:?}", self.on_the_line);
    }
}

fn main() {
    let mut crm = Crm {
        customers: HashMap::from([("+1 (202) 555-0101".into(), "Ada Example")]),
        on_the_line: None,
    };
    let talk = Source(1);
    let mut session = Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), talk);
    for (at, json) in (0_u64..).zip(ARRIVED) {
        let post = Post::new(talk, "https://login-ce2.leaddesk.com", Data::Object(json));
        match session.receive(post, Millis(at)) {
            Received::Message(message, order) => {
                message.dispatch(&mut crm, session.handling(&order));
            }
            Received::Drifted(drifted) => println!("not as documented: {drifted:?}"),
            Received::Refused(refusal) => println!("turned away: {refusal}"),
        }
        while let Some(post) = session.poll_post() {
            println!("to {}: {}", post.target.as_str(), post.data.json());
        }
    }
}
