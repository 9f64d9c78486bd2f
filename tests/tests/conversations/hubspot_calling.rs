//! HubSpot Calling Extensions: the page is the inner one, HubSpot synchronises until it is
//! acknowledged, and every message has an id.

use cti_runtime::session::{SessionNotice, Turn};
use cti_runtime::types::{Id, Json};
use cti_runtime::{Gate, Millis, Received, SendError};
use cti_vendors::hubspot_calling::{
    Call, Context, Event, HubspotCalling, ObjectCoordinates, User, Widget, command, event,
};
use cti_vendors::simulated::hubspot_calling::Phone;
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, app, gate, message, object, origin, vendor};

/// HubSpot's page.
const HUBSPOT: &str = "https://app-eu1.hubspot.com";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["SYNC", "SYNC_ACK", "INITIALIZED"];

/// The number of the account's one contact.
const ADA: &str = "+1 202 555 0101";
const STRANGER: &str = "+1 202 555 0199";

type HubSpot =
    Conversation<HubspotCalling, demo::hubspot_calling::Crm, simulated::hubspot_calling::Phone>;

fn hubspot(phone: Phone) -> HubSpot {
    let app = demo::hubspot_calling::Crm::new(&origin(PAGE), "+1 202 555 0100");
    HubSpot::new(HUBSPOT, app, phone)
}

fn initialized(phone: Phone) -> HubSpot {
    let mut hubspot = hubspot(phone);
    hubspot.phone.frame_loads(hubspot.vendor.peer()).unwrap();
    assert_eq!(hubspot.said(), ["← SYNC", "→ SYNC_ACK", "→ INITIALIZED"]);
    hubspot
}

#[test]
fn a_click_makes_a_call_whose_record_has_what_the_user_noted() {
    let mut hubspot = initialized(Phone::new());
    hubspot.crm.log_in(hubspot.app.peer()).unwrap();
    assert_eq!(hubspot.said(), ["→ LOGGED_IN", "→ USER_AVAILABLE"]);
    assert_eq!(hubspot.vendor.view().state(), Some(User::LoggedIn));

    hubspot
        .phone
        .user_clicks(hubspot.vendor.peer(), ADA)
        .unwrap();
    assert_eq!(
        hubspot.said(),
        [
            "← DIAL_NUMBER",
            "→ OUTGOING_CALL_STARTED",
            "← CREATE_ENGAGEMENT_SUCCEEDED"
        ]
    );
    let call = hubspot.crm.call().unwrap().to_owned();
    assert_eq!(hubspot.crm.engagement(), Some(&Id::from(1)));
    hubspot.crm.answer(hubspot.app.peer()).unwrap();
    assert_eq!(hubspot.said(), ["→ CALL_ANSWERED"]);
    assert_eq!(hubspot.vendor.view().state_of(&call), Some(Call::Talking));

    hubspot.phone.user_ends_call(hubspot.vendor.peer()).unwrap();
    assert_eq!(hubspot.said(), ["← END_CALL", "→ CALL_ENDED"]);
    hubspot
        .crm
        .complete("Wants a quote", hubspot.app.peer())
        .unwrap();
    assert_eq!(
        hubspot.said(),
        ["→ CALL_COMPLETED", "← UPDATE_ENGAGEMENT_SUCCEEDED"]
    );
    let record = hubspot.phone.call(&call).unwrap();
    assert_eq!(
        record.properties["hs_call_body"],
        Json::from("Wants a quote")
    );
    assert_eq!(hubspot.app.view().state_of::<Call>(&call), None);

    let peer = hubspot.app.peer();
    peer.send(command::FinalizeEngagement::new(&*call, 1))
        .unwrap();
    peer.send(command::FinalizeEngagement::new(&*call, 1))
        .unwrap();
    assert_eq!(
        hubspot.said()[2..],
        [
            "← FINALIZE_ENGAGEMENT_SUCCEEDED",
            "← FINALIZE_ENGAGEMENT_FAILED"
        ]
    );
    assert!(hubspot.phone.call(&call).unwrap().is_final);
    assert_eq!(hubspot.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_known_caller_s_record_is_shown_and_a_stranger_has_none() {
    let mut hubspot = initialized(Phone::new());
    hubspot.crm.ring(ADA, hubspot.app.peer()).unwrap();
    assert_eq!(
        hubspot.said(),
        [
            "→ INCOMING_CALL",
            "← CREATE_ENGAGEMENT_SUCCEEDED",
            "← CALLER_ID_MATCH_SUCCEEDED",
            "→ NAVIGATE_TO_RECORD",
        ]
    );
    assert!(hubspot.phone.shown().is_some());
    hubspot.crm.hang_up(hubspot.app.peer()).unwrap();
    hubspot.crm.ring(STRANGER, hubspot.app.peer()).unwrap();
    assert_eq!(
        hubspot.said(),
        [
            "→ CALL_ENDED",
            "→ INCOMING_CALL",
            "← CREATE_ENGAGEMENT_SUCCEEDED",
            "← CALLER_ID_MATCH_SUCCEEDED",
        ]
    );
    let elsewhere = ObjectCoordinates::new(62_515, 99, "0-2");
    let pop = command::NavigateToRecord::new(elsewhere);
    hubspot.app.peer().send(pop).unwrap();
    assert_eq!(
        hubspot.said(),
        ["→ NAVIGATE_TO_RECORD", "← NAVIGATE_TO_RECORD_FAILED"]
    );
}

#[test]
fn what_hubspot_can_t_do_it_says() {
    let mut hubspot = initialized(Phone::new().failing());
    hubspot.crm.ring(ADA, hubspot.app.peer()).unwrap();
    hubspot
        .crm
        .complete("Wants a quote", hubspot.app.peer())
        .unwrap();
    let insecure = command::SetWidgetUrl::new("http://phone.example");
    hubspot.app.peer().send(insecure).unwrap();
    let alert = command::Error::new().message("No microphone.");
    hubspot.app.peer().send(alert).unwrap();
    assert_eq!(
        hubspot.said(),
        [
            "→ INCOMING_CALL",
            "→ CALL_COMPLETED",
            "→ SET_WIDGET_URL",
            "→ ERROR",
            "← CREATE_ENGAGEMENT_FAILED",
            "← CALLER_ID_MATCH_FAILED",
            "← UPDATE_ENGAGEMENT_FAILED",
            "← SET_WIDGET_URL_FAILED",
        ]
    );
    assert_eq!(hubspot.phone.alerts(), ["No microphone."]);
    assert_eq!(hubspot.app.view().counters().drifted, 0);
}

#[test]
fn the_app_says_nothing_before_hubspot_has_synchronised() {
    let mut session = app::<HubspotCalling>().targeting(HUBSPOT).unwrap();
    let early = session.peer().send(command::LoggedIn::new()).unwrap_err();
    assert!(matches!(early, SendError::OutOfTurn(_)), "{early:?}");

    let sync = r#"{"type":"SYNC","messageId":"7_1","hostUrl":"https://app.hubspot.com.evil.example","portalId":5}"#;
    let (event, _) = message(session.receive(object(HUBSPOT, sync), Millis(0)));
    let Event::Sync(sync) = event else {
        panic!("{event:?}")
    };
    // Still not: the acknowledgement comes first.
    assert!(session.peer().send(command::LoggedIn::new()).is_err());
    let acknowledged = command::SyncAck::new(sync.message_id, sync.context, "0.9.7", PAGE);
    session.peer().send(acknowledged).unwrap();
    session.peer().send(command::LoggedIn::new()).unwrap();

    // It has the id and the data of what it acknowledges; the next message has an id of its own. Both
    // are posted to where the message came from, whatever it says.
    let post = session.poll_post().unwrap();
    assert_eq!(
        post.data.json(),
        r#"{"type":"SYNC_ACK","messageId":"7_1","hostUrl":"https://app.hubspot.com.evil.example","portalId":5,"version":"0.9.7","iFrameUrl":"https://crm.example"}"#
    );
    assert_eq!(post.target.as_str(), HUBSPOT);
    let post = session.poll_post().unwrap();
    let logged_in = post.data.json();
    assert!(logged_in.starts_with(r#"{"type":"LOGGED_IN","messageId":"#));
    assert!(!logged_in.contains("7_1"), "{logged_in}");
    assert_eq!(post.target.as_str(), HUBSPOT);
}

/// HubSpot's package believes this message from any parent.
#[test]
fn a_stranger_s_sync_is_turned_away() {
    let mut session = app::<HubspotCalling>();
    let sync = r#"{"type":"SYNC","messageId":"7_1","hostUrl":"https://evil.example"}"#;
    for stranger in [
        "https://evil.example",
        "https://app.hubspot.com.evil.example",
        "https://app-eu1.hubspot.com.evil.example",
        "https://sites.hubspot.com",
        "http://app.hubspot.com",
        "null",
    ] {
        let received = session.receive(object(stranger, sync), Millis(0));
        assert_eq!(gate(received), Gate::Origin, "{stranger}");
    }
    assert_eq!(session.view().state(), Some(Widget::Loading));
}

#[test]
fn hubspot_synchronises_until_it_is_acknowledged_and_gives_up_after_half_a_minute() {
    let mut session = vendor::<HubspotCalling>();
    session
        .peer()
        .send(event::Sync::new(Context::new()))
        .unwrap();
    let sync = session.poll_post().unwrap();
    assert_eq!(sync.data.json(), r#"{"type":"SYNC","messageId":"1"}"#);
    assert!(session.poll_post().is_none());
    session.tick(Millis(100));
    assert_eq!(session.poll_post().unwrap().data, sync.data);

    let early = session.peer().send(event::EndCall::new()).unwrap_err();
    assert!(
        matches!(early, SendError::HandshakeFirst { .. }),
        "{early:?}"
    );
    session.tick(Millis(30_000));
    let notices: Vec<_> = std::iter::from_fn(|| session.poll_notice()).collect();
    assert!(
        notices
            .iter()
            .any(|notice| matches!(notice, SessionNotice::HandshakeGivenUp { .. })),
        "{notices:?}"
    );
}

/// The package answers the first one only; HubSpot's own drops what comes after.
#[test]
fn a_second_sync_is_acknowledged_and_changes_nothing() {
    let mut hubspot = initialized(Phone::new());
    let sync = r#"{"type":"SYNC","messageId":"7_2"}"#;
    let (event, order) = message(hubspot.app.receive(object(HUBSPOT, sync), Millis(5)));
    assert_eq!(order.turn(), Turn::InTurn);
    event.dispatch(&mut hubspot.crm, hubspot.app.peer());
    assert_eq!(hubspot.app.view().state(), Some(Widget::Ready));
    assert_eq!(hubspot.said(), ["→ SYNC_ACK"]);
}

#[test]
fn an_app_that_was_loaded_during_a_call_goes_on_with_it() {
    let mut hubspot = initialized(Phone::new());
    let peer = hubspot.app.peer();
    peer.send(command::CallAnswered::new("call-7")).unwrap();
    peer.send(command::CallTransferred::new("call-7")).unwrap();
    let again = peer.send(command::CallTransferred::new("call-7"));
    assert!(matches!(again, Err(SendError::OutOfTurn(_))), "{again:?}");
    peer.send(command::CallEnded::new("call-7")).unwrap();
    assert_eq!(
        hubspot.said(),
        ["→ CALL_ANSWERED", "→ CALL_TRANSFERRED", "→ CALL_ENDED"]
    );
}

#[test]
fn hubspot_does_nothing_without_the_app_or_a_call() {
    let mut hubspot = hubspot(Phone::new());
    let peer = hubspot.vendor.peer();
    assert!(hubspot.phone.user_clicks(peer, ADA).is_err());
    assert!(hubspot.phone.user_hides(peer, true).is_err());
    assert!(hubspot.phone.user_ends_call(peer).is_err());
    assert_eq!(hubspot.said(), [""; 0]);

    let mut hubspot = initialized(Phone::new());
    hubspot
        .phone
        .user_hides(hubspot.vendor.peer(), true)
        .unwrap();
    assert!(hubspot.phone.is_hidden());
    let size = cti_vendors::hubspot_calling::Size::new(300, 500);
    let resize = command::ResizeWidget::new(size.clone());
    hubspot.app.peer().send(resize).unwrap();
    hubspot.said();
    assert_eq!(hubspot.phone.size(), Some(&size));
}

#[test]
fn who_calls_is_not_shown() {
    let mut session = app::<HubspotCalling>();
    let matched = r#"{"type":"CALLER_ID_MATCH_SUCCEEDED","messageId":"7_3","data":{"callerIdMatches":[{"callerIdType":"DEAL","objectCoordinates":{"portalId":5,"objectId":6,"objectTypeId":"0-3"},"name":"Ada Example"}]}}"#;
    let received = session.receive(object(HUBSPOT, matched), Millis(0));
    let Received::Message(Event::CallerIdMatchSucceeded(found), _) = received else {
        panic!("{received:?}")
    };
    // A kind that the types don't list is kept.
    assert_eq!(found.caller_id_matches[0].caller_id_type.as_str(), "DEAL");
    assert!(!format!("{found:?}").contains("Ada"));
}

#[test]
fn details_that_are_no_object_have_drifted() {
    for data in ["true", "7", "\"why\"", "[1]"] {
        let mut session = app::<HubspotCalling>();
        let failed =
            format!(r#"{{"type":"CREATE_ENGAGEMENT_FAILED","data":{data},"messageId":"m-1"}}"#);
        let Received::Drifted(drifted) = session.receive(object(HUBSPOT, &failed), Millis(0))
        else {
            panic!("{data}: not drifted")
        };
        assert_eq!(drifted.location().path, "data");
    }
}
