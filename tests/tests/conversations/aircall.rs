//! Aircall: prefixes up and down, a workspace that speaks first, answers that are either of two.

use cti_runtime::session::{ReplyNote, Turn};
use cti_runtime::types::Json;
use cti_runtime::{Gate, Millis, Post, RequestError, SendError, Source, Unknown};
use cti_vendors::aircall::{Aircall, Call, Command, ErrorCode, Event, Workspace, command};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, app, gate, message, object};

/// Aircall's frame.
const AIRCALL: &str = "https://workspace.aircall.io";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[
    "apm_phone_loaded",
    "apm_app_isready",
    "apm_app_get_settings",
    "apm_phone_integration_settings",
];

const CALLER: &str = "+1 202 555 0101";
const LOADED: &str = r#"{"name":"apm_phone_loaded"}"#;

type Air = Conversation<Aircall, demo::aircall::Crm, simulated::aircall::Phone>;

fn ready() -> Air {
    let mut air = Air::new(
        AIRCALL,
        demo::aircall::Crm::new(),
        simulated::aircall::Phone::new(),
    );
    air.phone.user_logs_in(air.vendor.peer()).unwrap();
    assert_eq!(
        air.said(),
        [
            "← apm_phone_loaded",
            "→ apm_app_isready",
            "→ apm_app_get_settings",
            "← apm_phone_integration_settings",
        ]
    );
    assert_eq!(air.crm.user(), Some("Ada"));
    air
}

/// An application's session that may command the workspace.
fn session() -> cti_runtime::Session<Aircall> {
    let mut session = app::<Aircall>();
    message(session.receive(object(AIRCALL, LOADED), Millis(0)));
    session.peer().send(command::IsReady::new()).unwrap();
    session.poll_post().unwrap();
    session
}

#[test]
fn a_call_that_comes_in_is_answered_and_ends() {
    let mut air = ready();
    let call = air.phone.ring(air.vendor.peer(), CALLER).unwrap();
    assert_eq!(air.said(), ["← apm_phone_incoming_call"]);
    assert_eq!(air.app.view().state_of(&call), Some(Call::Ringing));
    air.phone.user_answers(air.vendor.peer()).unwrap();
    air.at(20_000);
    air.phone.hangs_up(air.vendor.peer()).unwrap();
    air.phone
        .user_notes(air.vendor.peer(), call, "Wants a quote")
        .unwrap();
    assert_eq!(
        air.said(),
        [
            "← apm_phone_call_end_ringtone",
            "← apm_phone_call_ended",
            "← apm_phone_comment_saved",
        ]
    );
    assert_eq!(air.crm.calls(), (1, 1));
    assert_eq!(air.app.view().state_of::<Call>(&call), None);
    assert_eq!(air.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_caller_who_gives_up_and_a_user_who_refuses_end_the_ringing_first() {
    let mut air = ready();
    let over = ["← apm_phone_call_end_ringtone", "← apm_phone_call_ended"];
    air.phone.ring(air.vendor.peer(), CALLER).unwrap();
    air.said();
    air.phone.hangs_up(air.vendor.peer()).unwrap();
    assert_eq!(air.said(), over);
    air.phone.ring(air.vendor.peer(), CALLER).unwrap();
    air.said();
    air.phone.user_refuses(air.vendor.peer()).unwrap();
    assert_eq!(air.said(), over);
    assert!(air.phone.user_refuses(air.vendor.peer()).is_err());
}

#[test]
fn a_click_dials_unless_a_call_is_on() {
    let mut air = ready();
    air.crm.dial(CALLER, air.app.peer()).unwrap();
    assert_eq!(
        air.said(),
        [
            "→ apm_app_dial_number",
            "← apm_phone_dial_number_response",
            "← apm_phone_outgoing_call",
        ]
    );
    assert_eq!(air.crm.refused(), None);
    air.phone.called_party_answers(air.vendor.peer()).unwrap();
    assert_eq!(air.said(), ["← apm_phone_outgoing_answered"]);
    air.crm.dial("+1 202 555 0102", air.app.peer()).unwrap();
    assert_eq!(
        air.said(),
        ["→ apm_app_dial_number", "← apm_phone_dial_number_response"]
    );
    assert_eq!(air.crm.refused(), Some(&ErrorCode::InCall));
    air.phone.hangs_up(air.vendor.peer()).unwrap();
    assert_eq!(air.said(), ["← apm_phone_call_ended"]);
}

#[test]
fn the_keyboard_is_left_once() {
    let mut air = ready();
    let mut leaves = || {
        let ticket = air
            .app
            .peer()
            .request(command::ExitKeyboard::new())
            .unwrap();
        assert_eq!(
            air.said(),
            [
                "→ apm_app_exit_keyboard",
                "← apm_phone_exit_keyboard_response"
            ]
        );
        air.app.peer().outcome(&ticket).unwrap()
    };
    assert_eq!(leaves(), Ok(None));
    let refused = leaves();
    let Err(RequestError::Refused(why)) = &refused else {
        panic!("{refused:?}")
    };
    assert_eq!(why.error_code, ErrorCode::NotInKeyboard);
    air.phone.ring(air.vendor.peer(), CALLER).unwrap();
    let ticket = air
        .app
        .peer()
        .request(command::ExitKeyboard::new())
        .unwrap();
    air.said();
    let outcome = air.app.peer().outcome(&ticket);
    let Some(Err(RequestError::Refused(why))) = &outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(why.error_code, ErrorCode::InCall);
}

#[test]
fn the_workspace_looks_for_its_page_after_every_login() {
    let mut air = ready();
    air.phone.ring(air.vendor.peer(), CALLER).unwrap();
    assert!(air.phone.user_logs_out(air.vendor.peer()).is_err());
    air.phone.hangs_up(air.vendor.peer()).unwrap();
    air.phone.user_logs_out(air.vendor.peer()).unwrap();
    air.said();
    assert_eq!(air.crm.user(), None);
    assert!(air.phone.ring(air.vendor.peer(), CALLER).is_err());
    air.phone.user_logs_in(air.vendor.peer()).unwrap();
    assert_eq!(air.said()[..2], ["← apm_phone_loaded", "→ apm_app_isready"]);
    let ticket = air.app.peer().request(command::IsLoggedIn::new()).unwrap();
    air.said();
    assert_eq!(air.app.peer().outcome(&ticket), Some(Ok(Some(true.into()))));
    air.phone
        .api_dials(air.vendor.peer(), "+1 202 555 0103")
        .unwrap();
    assert_eq!(
        air.said(),
        ["← apm_phone_external_dial", "← apm_phone_outgoing_call"]
    );
    assert_eq!(air.app.view().counters().out_of_turn, 0);
}

#[test]
fn nothing_is_asked_before_both_are_there() {
    let mut session = app::<Aircall>();
    let early = session.peer().send(command::DialNumber::new(CALLER));
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
    assert!(session.peer().send(command::IsReady::new()).is_err());
    message(session.receive(object(AIRCALL, LOADED), Millis(0)));
    assert!(session.peer().request(command::IsLoggedIn::new()).is_err());
    session.peer().send(command::IsReady::new()).unwrap();
    assert_eq!(
        session.poll_post().unwrap().data.json(),
        r#"{"name":"apm_app_isready","path":null}"#
    );
    session.peer().request(command::IsLoggedIn::new()).unwrap();
    // The workspace forgets its page with its user.
    let logout = object(AIRCALL, r#"{"name":"apm_phone_logout"}"#);
    let (_, order) = message(session.receive(logout, Millis(1)));
    assert_eq!(order.turn(), Turn::InTurn);
    assert_eq!(session.view().state(), Some(Workspace::Absent));
    assert!(session.peer().request(command::IsLoggedIn::new()).is_err());
}

/// Aircall's own package takes whoever speaks first for the workspace.
#[test]
fn nobody_else_becomes_the_workspace() {
    let mut session = app::<Aircall>();
    for origin in [
        "https://workspace.aircall.io.evil.example",
        "https://evil.example",
        "http://workspace.aircall.io",
        "null",
    ] {
        assert_eq!(
            gate(session.receive(object(origin, LOADED), Millis(0))),
            Gate::Origin
        );
    }
    assert_eq!(session.view().state(), Some(Workspace::Absent));
    assert!(session.peer().send(command::IsReady::new()).is_err());
}

/// Aircall's own package would hand the first answer to the second click.
#[test]
fn clicks_in_a_row_wait_for_each_others_answer() {
    let mut session = session();
    let mut clicks = |number: &str| {
        let peer = session.peer();
        peer.request(command::DialNumber::new(number)).unwrap()
    };
    let (first, second) = (clicks(CALLER), clicks("+1 202 555 0102"));
    let mut answers = |value: &str| {
        let json = format!(r#"{{"name":"apm_phone_dial_number_response","value":{value}}}"#);
        message(session.receive(object(AIRCALL, &json), Millis(5)));
    };
    answers(r#"{"success":true}"#);
    answers(r#"{"success":false,"errorCode":"in_call"}"#);
    let peer = session.peer();
    assert_eq!(peer.outcome(&first), Some(Ok(None)));
    let Some(Err(RequestError::Refused(why))) = peer.outcome(&second) else {
        panic!("the second call was taken")
    };
    assert_eq!(why.error_code, ErrorCode::InCall);
}

#[test]
fn users_and_what_they_note_stay_out_of_logs() {
    let mut session = app::<Aircall>();
    let loaded =
        r#"{"name":"apm_phone_loaded","value":{"email":"ada@example.com","first_name":"Ada"}}"#;
    let (event, _) = message(session.receive(object(AIRCALL, loaded), Millis(0)));
    let note =
        r#"{"name":"apm_phone_comment_saved","value":{"comment":"Ada wants a quote","call_id":1}}"#;
    let (comment, _) = message(session.receive(object(AIRCALL, note), Millis(0)));
    for shown in [format!("{event:?}"), format!("{comment:?}")] {
        assert!(!shown.to_lowercase().contains("ada"), "{shown}");
    }
}

#[test]
fn an_answer_says_by_a_flag_which_of_two_it_is() {
    let mut session = session();
    let mut asks = |value: &str| {
        let ticket = session
            .peer()
            .request(command::ExitKeyboard::new())
            .unwrap();
        session.poll_post().unwrap();
        let json = format!(r#"{{"name":"apm_phone_exit_keyboard_response","value":{value}}}"#);
        let _ = session.receive(object(AIRCALL, &json), Millis(5));
        session.peer().outcome(&ticket).unwrap()
    };
    assert_eq!(asks(r#"{"success":true}"#), Ok(None));
    assert_eq!(
        asks(r#"{"success":true,"data":{}}"#),
        Ok(Some(serde_json::json!({})))
    );
    let refused = asks(
        r#"{"success":false,"errorCode":"not_in_keyboard","errorMessage":"Not on the keyboard"}"#,
    );
    let Err(RequestError::Refused(why)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(why.error_code, ErrorCode::NotInKeyboard);
    assert_eq!(why.error_message.as_deref(), Some("Not on the keyboard"));
    // The package calls these `invalid_response`.
    for odd in ["{}", r#"{"success":"yes"}"#, r#"{"success":false}"#] {
        let outcome = asks(odd);
        assert!(
            matches!(outcome, Err(RequestError::Drifted(_))),
            "{odd}: {outcome:?}"
        );
    }
}

#[test]
fn two_seconds_are_waited_for_an_answer() {
    let mut session = session();
    let ticket = session.peer().request(command::IsLoggedIn::new()).unwrap();
    session.poll_post().unwrap();
    session.tick(Millis(1_999));
    assert_eq!(session.peer().outcome(&ticket), None);
    session.tick(Millis(2_001));
    assert_eq!(
        session.peer().outcome(&ticket),
        Some(Err(RequestError::Deadline))
    );
    let late = r#"{"name":"apm_phone_is_logged_in_response","value":{"success":true,"data":true}}"#;
    let (_, order) = message(session.receive(object(AIRCALL, late), Millis(2_500)));
    assert_ne!(order.reply(), ReplyNote::Settled);
}

#[test]
fn names_are_prefixed_by_who_speaks() {
    let mut session = session();
    for foreign in [r#"{"name":"loaded"}"#, r#"{"name":"apm_app_isready"}"#] {
        let (event, _) = message(session.receive(object(AIRCALL, foreign), Millis(0)));
        assert!(matches!(event, Event::Unknown(_)), "{event:?}");
    }
    let untagged = r#"{"event":"apm_phone_loaded"}"#;
    let gate = gate(session.receive(object(AIRCALL, untagged), Millis(0)));
    assert_eq!(gate, Gate::NotOurs);
}

#[test]
fn a_call_that_was_never_heard_of_is_out_of_turn() {
    let mut session = session();
    let answered = r#"{"name":"apm_phone_outgoing_answered","value":{"call_id":7}}"#;
    let (_, order) = message(session.receive(object(AIRCALL, answered), Millis(0)));
    assert_eq!(order.turn(), Turn::OutOfTurn);
    assert_eq!(session.view().state_of(&7_u64), Some(Call::Talking));
}

/// Aircall's package asks for names that don't exist, and waits for the response of that name.
#[test]
fn a_name_that_does_not_exist_is_answered_under_its_own_response() {
    let mut air = ready();
    let asked = Unknown::of(
        "apm_app_beep",
        &Json::from_iter([("name", "apm_app_beep"), ("value", "high")]),
    );
    air.app.peer().send(Command::Unknown(asked)).unwrap();
    let post = air.app.poll_post().unwrap();
    let heard = air
        .vendor
        .receive(Post::new(Source(1), PAGE, post.data.as_data()), Millis(0));
    let (asked, _) = message(heard);
    asked.dispatch(&mut air.phone, air.vendor.peer());
    let json = air.vendor.poll_post().unwrap().data.json().to_owned();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["name"], "apm_phone_beep_response");
    assert_eq!(json["value"]["success"], false);
    assert_eq!(json["value"]["errorCode"], "does_not_exist");
    // What is none of a page's commands is left alone.
    let other = Unknown::of("beep", &Json::from_iter([("name", "beep")]));
    other_name(&mut air, other);
    assert!(air.vendor.poll_post().is_none());
}

fn other_name(air: &mut Air, unknown: Unknown) {
    Command::Unknown(unknown).dispatch(&mut air.phone, air.vendor.peer());
}

#[test]
fn version_1_speaks_from_its_own_origin() {
    let mut session = app::<Aircall>();
    let old = "https://phone.aircall.io";
    message(session.receive(object(old, LOADED), Millis(0)));
    session.peer().send(command::IsReady::new()).unwrap();
    assert_eq!(session.poll_post().unwrap().target.as_str(), old);
}
