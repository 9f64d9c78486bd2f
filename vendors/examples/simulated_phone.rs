//! A test of one's own handler without an account with the vendor: a simulated phone rings, and the
//! handler has to answer. `cargo run -p cti-vendors --example simulated_phone`

use cti_runtime::testing::Cable;
use cti_runtime::{Origin, OriginPolicy, Peer, Session, Source};
use cti_vendors::leaddesk_talk::{EventHandler, LeaddeskTalk, Line, command, event};
use cti_vendors::simulated::leaddesk_talk::Phone;

/// What is tested.
#[derive(Default)]
struct Crm {
    popped: Vec<String>,
}

impl EventHandler for Crm {
    fn call(&mut self, call: event::Call, talk: &mut Peer<LeaddeskTalk>) {
        self.popped.push(call.number.to_string());
        if let Err(why) = talk.send(command::Answer::new()) {
            println!("can't answer now: {why}");
        }
    }
}

// In a crate of your own this is a `#[test]`, and `simulated` a feature of the dev-dependency.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The page, as the application makes it.
    let mut crm = Crm::default();
    let policy = OriginPolicy::declared::<LeaddeskTalk>();
    let mut page = Session::<LeaddeskTalk>::new(policy, Source(1));

    // The phone, which serves the page, and the wire between the two.
    let (crm_origin, talk_origin) = ("https://crm.example", "https://login-ce2.leaddesk.com");
    let mut phone = Phone::new();
    let pages = OriginPolicy::pages([Origin::parse(crm_origin)?])?;
    let mut talk = Session::<LeaddeskTalk, _>::serve(pages, Source(1));
    let mut cable = Cable::new(Origin::parse(crm_origin)?, Origin::parse(talk_origin)?);

    phone.agent_logs_in(talk.peer())?;
    phone.ring(talk.peer(), "+1 202 555 0101")?;
    let refused = cable.run((&mut page, &mut crm), (&mut talk, &mut phone));
    assert_eq!(crm.popped, ["+1 202 555 0101"]);
    assert_eq!(page.view().state(), Some(Line::Talking));

    phone.caller_hangs_up(talk.peer())?;
    assert!(phone.agent_answers(talk.peer()).is_err(), "nothing rings");
    let late = cable.run((&mut page, &mut crm), (&mut talk, &mut phone));
    assert_eq!(page.view().state(), Some(Line::AfterCall));

    // Neither side said what the other doesn't take, or what is out of turn.
    assert_eq!([refused, late].concat(), [""; 0]);
    assert_eq!(page.view().counters().out_of_turn, 0);
    println!("{}", cable.log.join("\n"));
    Ok(())
}
