//! A vendor that isn't shipped, declared, and a conversation with it: `cargo run -p cti-runtime --example declare`

use acme_phone::{AcmePhone, Event, Leg, command};
use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};

/// Acme Phone, a softphone in an iframe of our page.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme-telephony.com"),
    envelope(object, tag = "type", content = "payload")
)]
pub mod acme_phone {
    /// A call leg, told apart by its id.
    #[states(key = call_id)]
    enum Leg {
        Ringing,
        #[end]
        Over,
    }

    /// Phone → page.
    #[event]
    pub enum Event {
        /// Somebody calls; the sample is a test.
        #[moves(Leg: new => Ringing)]
        #[sample({ "type": "incoming", "payload": { "callId": "c-1", "from": "+12025550123" } })]
        Incoming { call_id: String, from: PhoneNumber },
        #[moves(Leg: * => Over)]
        Ended { call_id: String },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        #[only(Leg: Ringing)]
        Answer { call_id: String },
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut session = Session::<AcmePhone>::new(OriginPolicy::declared::<AcmePhone>(), Source(1));
    let json = r#"{"type":"incoming","payload":{"callId":"c-1","from":"+12025550123"}}"#;
    let origin = "https://phone-eu.acme-telephony.com";
    let post = Post::new(Source(1), origin, Data::Object(json));
    if let Received::Message(Event::Incoming(call), _) = session.receive(post, Millis(0)) {
        println!(
            "{call:?} is {:?}",
            session.view().state_of::<Leg>(&call.call_id)
        );
        session.peer().send(command::Answer::new(call.call_id))?;
    }
    let answer = session.poll_post().ok_or("nothing to post")?;
    println!("to {}: {}", answer.target.as_str(), answer.data.json());

    // Nothing rings under this id: it isn't sent.
    let refused = session.peer().send(command::Answer::new("c-2"));
    println!("{}", refused.err().ok_or("sent out of turn")?);
    Ok(())
}
