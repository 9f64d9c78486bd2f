//! JustCall: enveloped differently up and down, and a question that is answered with a string.

use cti_runtime::session::{ReplyNote, Turn};
use cti_runtime::{Gate, Millis};
use cti_vendors::justcall::{Call, Event, Justcall, command, event};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, app, gate, message, object};

/// JustCall's frame.
const JUSTCALL: &str = "https://app.justcall.io";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["is-logged-in", "logged-in-status", "is-logged-in"];

const CALLER: &str = "+1 202 555 0101";

type Just = Conversation<Justcall, demo::justcall::Crm, simulated::justcall::Phone>;

fn just() -> Just {
    Just::new(
        JUSTCALL,
        demo::justcall::Crm::new(),
        simulated::justcall::Phone::new(),
    )
}

fn logged_in() -> Just {
    let mut just = just();
    just.phone.user_logs_in(just.vendor.peer()).unwrap();
    assert_eq!(just.said(), ["← logged-in-status"]);
    just
}

#[test]
fn a_call_that_comes_in_is_answered_and_ends() {
    let mut just = logged_in();
    let sid = just.phone.ring(just.vendor.peer(), CALLER).unwrap();
    assert_eq!(just.said(), ["← call-ringing"]);
    assert_eq!(just.app.view().state_of(&sid), Some(Call::Ringing));
    just.at(2_000);
    just.phone.answer(just.vendor.peer(), &sid).unwrap();
    just.at(62_000);
    just.phone.hang_up(just.vendor.peer(), &sid).unwrap();
    assert_eq!(just.said(), ["← call-answered", "← call-ended"]);
    assert_eq!(just.app.view().state_of::<Call>(&sid), None);
    assert_eq!(just.crm.answered(), 1);
    assert_eq!(just.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_click_puts_the_number_into_the_dialer_and_the_user_calls_it() {
    let mut just = logged_in();
    just.crm.dial(CALLER, just.app.peer()).unwrap();
    assert_eq!(just.said(), ["→ dial-number"]);
    assert_eq!(just.phone.dialled(), Some(&CALLER.into()));
    assert_eq!(just.phone.calls(just.vendor.view()), []);
    let sid = just.phone.user_dials(just.vendor.peer()).unwrap();
    just.phone.hang_up(just.vendor.peer(), &sid).unwrap();
    assert_eq!(just.said(), ["← call-ringing", "← call-ended"]);
}

#[test]
fn whether_somebody_is_logged_in_is_asked_and_told() {
    let mut just = just();
    just.crm.open(just.app.peer()).unwrap();
    assert_eq!(just.said(), ["→ is-logged-in", "← is-logged-in"]);
    assert_eq!(just.crm.logged_in(), Some(false));
    just.phone.user_logs_in(just.vendor.peer()).unwrap();
    just.said();
    assert_eq!(just.crm.logged_in(), Some(true));
    just.crm.open(just.app.peer()).unwrap();
    just.said();
    assert_eq!(just.crm.logged_in(), Some(true));
    just.phone.user_logs_out(just.vendor.peer()).unwrap();
    just.said();
    assert_eq!(just.crm.logged_in(), Some(false));
}

#[test]
fn the_directions_have_envelopes_of_their_own() {
    let mut session = app::<Justcall>();
    let ticket = session.peer().request(command::IsLoggedIn::new()).unwrap();
    session
        .peer()
        .send(command::DialNumber::new(CALLER))
        .unwrap();
    let mut posted = || session.poll_post().unwrap().data.json().to_owned();
    assert_eq!(posted(), r#"{"type":"is-logged-in"}"#);
    assert_eq!(
        posted(),
        r#"{"type":"dial-number","phoneNumber":"+1 202 555 0101"}"#
    );

    // What an event looks like under a command's envelope is nobody's.
    let odd = r#"{"type":"is-logged-in","data":"true"}"#;
    assert_eq!(
        gate(session.receive(object(JUSTCALL, odd), Millis(0))),
        Gate::NotOurs
    );
    let answer = r#"{"name":"is-logged-in","data":"true"}"#;
    let (event, order) = message(session.receive(object(JUSTCALL, answer), Millis(0)));
    assert_eq!(event, Event::from(event::IsLoggedIn::new(true)));
    assert_eq!(order.reply(), ReplyNote::Settled);
    let outcome = session.peer().outcome(&ticket);
    assert!(outcome.unwrap().unwrap().0.0);
}

#[test]
fn the_dialer_does_nothing_for_nobody_and_for_no_call() {
    let mut just = just();
    assert!(just.phone.ring(just.vendor.peer(), CALLER).is_err());
    assert!(just.phone.text(just.vendor.peer(), CALLER, "Hi").is_err());
    assert!(just.phone.user_logs_out(just.vendor.peer()).is_err());
    just.phone.user_logs_in(just.vendor.peer()).unwrap();
    assert!(just.phone.user_logs_in(just.vendor.peer()).is_err());
    assert!(
        just.phone.user_dials(just.vendor.peer()).is_err(),
        "there is no number"
    );
    let sid = just.phone.ring(just.vendor.peer(), CALLER).unwrap();
    assert!(just.phone.answer(just.vendor.peer(), "CA9").is_err());
    assert!(just.phone.user_logs_out(just.vendor.peer()).is_err());
    just.phone.answer(just.vendor.peer(), &sid).unwrap();
    assert!(just.phone.answer(just.vendor.peer(), &sid).is_err());
    just.phone
        .text(just.vendor.peer(), CALLER, "On my way.")
        .unwrap();
    assert_eq!(
        just.said(),
        [
            "← logged-in-status",
            "← call-ringing",
            "← call-answered",
            "← sms-received"
        ]
    );
    assert_eq!(just.crm.texts(), 1);
}

#[test]
fn a_call_that_was_never_heard_of_is_out_of_turn() {
    let mut session = app::<Justcall>();
    let answered = r#"{"name":"call-answered","data":{"call_sid":"CA1","direction":"outbound","answered_status":"voicemail"}}"#;
    let (_, order) = message(session.receive(object(JUSTCALL, answered), Millis(0)));
    assert_eq!(order.turn(), Turn::OutOfTurn);
    let talking = session.view().state_of::<Call>(&"CA1".to_owned());
    assert_eq!(talking, Some(Call::Talking));
}
