//! Dialpad: an api that every message names, and a ringing that one message begins and ends.

use cti_runtime::session::Turn;
use cti_runtime::types::Id;
use cti_runtime::{Gate, Millis};
use cti_vendors::dialpad::{Call, Dialpad, Event, Ringing, User, command};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, app, gate, message, object, vendor};

/// Dialpad's frame.
const DIALPAD: &str = "https://dialpad.com";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["user_authentication", "enable_current_tab"];

const CALLER: &str = "+1 202 555 0101";

type Pad = Conversation<Dialpad, demo::dialpad::Crm, simulated::dialpad::Phone>;

fn logged_in() -> Pad {
    let mut pad = Pad::new(
        DIALPAD,
        demo::dialpad::Crm::new(),
        simulated::dialpad::Phone::new(),
    );
    pad.phone.user_logs_in(pad.vendor.peer()).unwrap();
    assert_eq!(
        pad.said(),
        ["← user_authentication", "→ enable_current_tab"]
    );
    pad
}

#[test]
fn an_inbound_call_rings_until_it_does_not() {
    let mut pad = logged_in();
    assert_eq!(pad.app.view().state(), Some(User::LoggedIn));
    let call = pad
        .phone
        .ring(pad.vendor.peer(), CALLER, Some("Ada Example"))
        .unwrap();
    assert_eq!(pad.said(), ["← call_ringing"]);
    assert_eq!(pad.crm.caller(), Some(&CALLER.into()));
    let id = Id::from(call);
    assert_eq!(pad.app.view().state_of(&id), Some(Call::Ringing));
    pad.phone.stops_ringing(pad.vendor.peer(), call).unwrap();
    assert_eq!(pad.said(), ["← call_ringing"]);
    assert_eq!(pad.app.view().state_of::<Call>(&id), None);
    assert_eq!((pad.crm.caller(), pad.crm.rang()), (None, 1));
    assert_eq!(pad.app.view().counters().out_of_turn, 0);
}

#[test]
fn one_message_logs_in_and_out() {
    let mut pad = logged_in();
    let ringing = pad.phone.ring(pad.vendor.peer(), CALLER, None).unwrap();
    pad.phone.user_logs_out(pad.vendor.peer()).unwrap();
    assert_eq!(
        pad.said(),
        ["← call_ringing", "← call_ringing", "← user_authentication"]
    );
    assert_eq!(pad.app.view().state(), Some(User::LoggedOut));
    assert!(pad.phone.stops_ringing(pad.vendor.peer(), ringing).is_err());
    assert!(pad.phone.ring(pad.vendor.peer(), CALLER, None).is_err());
    assert_eq!(pad.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_click_calls_one_number_at_a_time_until_all_are_hung_up() {
    let mut pad = logged_in();
    pad.crm.dial(CALLER, pad.app.peer()).unwrap();
    assert_eq!(pad.said(), ["→ initiate_call"]);
    assert_eq!(pad.phone.called(), Some(&CALLER.into()));
    assert!(pad.phone.is_current());
    pad.crm.dial("+1 202 555 0102", pad.app.peer()).unwrap();
    pad.said();
    assert_eq!(pad.phone.called(), Some(&CALLER.into()));
    let call = pad.phone.ring(pad.vendor.peer(), CALLER, None).unwrap();
    pad.said();
    pad.app.peer().send(command::HangUpAllCalls::new()).unwrap();
    assert_eq!(pad.said(), ["→ hang_up_all_calls", "← call_ringing"]);
    assert_eq!(pad.phone.called(), None);
    assert!(pad.phone.stops_ringing(pad.vendor.peer(), call).is_err());
}

#[test]
fn every_message_names_the_api_in_front_of_its_method() {
    let mut session = app::<Dialpad>();
    let peer = session.peer();
    peer.send(command::HangUpAllCalls::new()).unwrap();
    peer.send(command::InitiateCall::new(CALLER).identity_id(7_u64))
        .unwrap();
    let mut posted = || session.poll_post().unwrap().data.json().to_owned();
    assert_eq!(
        posted(),
        r#"{"api":"opencti_dialpad","version":"1.0","method":"hang_up_all_calls"}"#
    );
    assert_eq!(
        posted(),
        r#"{"api":"opencti_dialpad","version":"1.0","method":"initiate_call","payload":{"phone_number":"+1 202 555 0101","identity_id":7}}"#
    );
}

#[test]
fn a_message_of_another_api_is_nobodys_and_any_version_is_taken() {
    let mut session = app::<Dialpad>();
    let mut hears = |head: &str| {
        let json = format!(
            r#"{{{head}"method":"user_authentication","payload":{{"user_authenticated":true}}}}"#
        );
        session.receive(object(DIALPAD, &json), Millis(0))
    };
    for foreign in [
        "",
        r#""api":"other","#,
        r#""api":1,"#,
        r#""version":"1.0","#,
    ] {
        assert_eq!(gate(hears(foreign)), Gate::NotOurs, "{foreign}");
    }
    for ours in [
        r#""api":"opencti_dialpad","#,
        r#""version":"2.1","api":"opencti_dialpad","#,
        r#""api":"opencti_dialpad","version":3,"#,
    ] {
        let (event, _) = message(hears(ours));
        assert!(matches!(event, Event::UserAuthentication(_)), "{ours}");
    }
    assert_eq!(session.peer().reported("version"), Some("3"));
}

/// Programs that write ids as numbers and such that write them as strings speak of one call.
#[test]
fn a_call_is_the_same_call_however_its_id_is_written() {
    let mut session = app::<Dialpad>();
    let mut hears = |state: &str, id: &str| {
        let json = format!(
            r#"{{"api":"opencti_dialpad","version":"1.0","method":"call_ringing","payload":{{"state":"{state}","id":{id}}}}}"#
        );
        let (event, order) = message(session.receive(object(DIALPAD, &json), Millis(0)));
        let Event::CallRinging(ringing) = event else {
            panic!("{event:?}")
        };
        (ringing.state, order.turn())
    };
    let id = "9007199254740993";
    assert_eq!(hears("on", id), (Ringing::On, Turn::InTurn));
    let text = format!("\"{id}\"");
    assert_eq!(hears("off", &text), (Ringing::Off, Turn::InTurn));
    assert_eq!(hears("off", id), (Ringing::Off, Turn::OutOfTurn));
    assert_eq!(session.view().calls::<Call>().count(), 0);
}

#[test]
fn the_phone_calls_nobody_before_login() {
    let mut session = vendor::<Dialpad>();
    let mut phone = simulated::dialpad::Phone::new();
    let dial = r#"{"api":"opencti_dialpad","version":"1.0","method":"initiate_call","payload":{"phone_number":"+12025550101"}}"#;
    let (command, _) = message(session.receive(object(PAGE, dial), Millis(0)));
    command.dispatch(&mut phone, session.peer());
    assert_eq!(phone.called(), None);
    assert!(session.poll_post().is_none());
}
