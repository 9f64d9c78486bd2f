//! The vendor that the README adds in ten minutes. `readme_shows_this_file` keeps the two in step.

#![allow(missing_docs, clippy::expect_used)]

// README: declaration
/// Acme Phone, a softphone in an iframe of our page.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme-telephony.com"),
    envelope(object, tag = "type", content = "payload"),
    frame(
        src = "https://phone-{region}.acme-telephony.com/embed",
        allow = "microphone *"
    )
)]
pub mod acme_phone {
    /// A call leg, told apart by its id.
    #[states(key = call_id)]
    enum Leg {
        Ringing,
        Talking,
        #[end]
        Over,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        /// Somebody calls.
        #[moves(Leg: new => Ringing)]
        #[sample({ "type": "incoming", "payload": { "callId": "c-1", "from": "+12025550123" } })]
        Incoming { call_id: String, from: PhoneNumber },
        /// The agent has picked up.
        #[moves(Leg: Ringing => Talking)]
        #[sample({ "type": "answered", "payload": { "callId": "c-1" } })]
        Answered { call_id: String },
        /// The call is over, however it ended.
        #[moves(Leg: * => Over)]
        #[sample({ "type": "ended", "payload": { "callId": "c-1", "reason": "missed" } })]
        Ended {
            call_id: String,
            reason: Option<Reason>,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        /// Click-to-dial.
        #[sample({ "type": "dial", "payload": { "to": "+12025550123" } })]
        Dial { to: PhoneNumber },
        /// Picks up.
        #[only(Leg: Ringing)]
        #[sample({ "type": "answer", "payload": { "callId": "c-1" } })]
        Answer { call_id: String },
    }

    /// Why a call is over; reasons that Acme adds later are kept.
    #[data(open)]
    pub enum Reason {
        Hangup,
        Missed,
        Rejected,
    }
}
// README: end

// README: use
use acme_phone::{AcmePhone, EventHandler, command, event};
use cti_runtime::{Data, Millis, OriginPolicy, Peer, Post, Received, Session, Source};

/// What the CRM does when the phone says something.
#[derive(Default)]
struct Crm {
    log: Vec<String>,
}

impl EventHandler for Crm {
    fn incoming(&mut self, call: event::Incoming, phone: &mut Peer<AcmePhone>) {
        self.log.push(format!("screen pop for {}", call.from));
        phone
            .send(command::Answer::new(call.call_id))
            .expect("the call rings");
    }
}

#[test]
fn a_call_is_answered() {
    let mut crm = Crm::default();
    let policy = OriginPolicy::declared::<AcmePhone>();
    let mut session = Session::<AcmePhone>::new(policy, Source(1));

    // In a page this is what a `message` event brings.
    let data = r#"{"type":"incoming","payload":{"callId":"c-1","from":"+12025550123"}}"#;
    let origin = "https://phone-eu.acme-telephony.com";
    let post = Post::new(Source(1), origin, Data::Object(data));

    match session.receive(post, Millis(0)) {
        Received::Message(message, order) => message.dispatch(&mut crm, session.handling(&order)),
        Received::Drifted(drifted) => println!("the vendor has changed: {drifted:?}"),
        Received::Refused(refusal) => println!("turned away: {refusal}"),
    }

    assert_eq!(crm.log, ["screen pop for +12025550123"]);
    let answer = session.poll_post().expect("an answer to post");
    assert_eq!(answer.target.as_str(), origin); // one exact origin, never "*"
    assert_eq!(
        answer.data.json(),
        r#"{"type":"answer","payload":{"callId":"c-1"}}"#
    );
}
// README: end

#[test]
fn readme_shows_this_file() {
    let readme = include_str!("../../README.md");
    let file = include_str!("ten_minutes.rs");
    let mut parts = file
        .split("\n// README: ")
        .skip(1)
        .filter(|part| !part.starts_with("end"));
    let parts = [parts.next(), parts.next()].map(Option::unwrap_or_default);
    for part in parts {
        let (name, code) = part.split_once('\n').expect("a name and code");
        assert!(
            readme.contains(code.trim()),
            "the README's {name} isn't this file's"
        );
    }
}

#[test]
fn a_call_with_an_endless_id_is_delivered_but_not_tracked() {
    let policy = OriginPolicy::declared::<AcmePhone>();
    let mut session = Session::<AcmePhone>::new(policy, Source(1));
    for length in [256, 257, 100_000] {
        let id = "c".repeat(length);
        let data =
            format!(r#"{{"type":"incoming","payload":{{"callId":"{id}","from":"+12025550123"}}}}"#);
        let origin = "https://phone-eu.acme-telephony.com";
        let post = Post::new(Source(1), origin, Data::Object(&data));
        assert!(matches!(
            session.receive(post, Millis(0)),
            Received::Message(..)
        ));
    }
    assert_eq!(session.view().calls::<acme_phone::Leg>().count(), 1);
}
