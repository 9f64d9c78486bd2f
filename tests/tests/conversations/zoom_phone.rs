//! Zoom Phone Smart Embed: the embed asks under one key and is answered under another, and every event
//! has an id of its own beside the content.

use cti_runtime::session::Turn;
use cti_runtime::types::Id;
use cti_runtime::{Gate, Millis, SendError};
use cti_vendors::zoom_phone::{Call, Contact, Event, ZoomPhone, command, event};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, app, gate, message, object};

/// Zoom's frame.
const ZOOM: &str = "https://applications.zoom.us";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["zp-init-config"];

const ADA: &str = "+1 202 555 0101";

type Zoom = Conversation<ZoomPhone, demo::zoom_phone::Crm, simulated::zoom_phone::Phone>;

fn loading() -> Zoom {
    Zoom::new(
        ZOOM,
        demo::zoom_phone::Crm::new([Contact::new(ADA, "Ada Example")]),
        simulated::zoom_phone::Phone::new(),
    )
}

fn configured() -> Zoom {
    let mut zoom = loading();
    zoom.crm.open(zoom.app.peer()).unwrap();
    assert_eq!(zoom.said(), ["→ zp-init-config"]);
    zoom
}

#[test]
fn a_call_that_comes_in_is_matched_answered_and_logged() {
    let mut zoom = configured();
    let call = zoom.phone.ring(zoom.vendor.peer(), ADA).unwrap();
    assert_eq!(
        zoom.said(),
        [
            "← zp-call-ringing-event",
            "← zp-contact-match-event",
            "→ zp-contact-match-response",
        ]
    );
    assert_eq!(
        zoom.phone.matched().unwrap()[0]["displayName"],
        "Ada Example"
    );
    assert_eq!(zoom.app.view().state_of(&call), Some(Call::Ringing));
    zoom.at(2_000);
    zoom.phone.answer(zoom.vendor.peer(), &call).unwrap();
    zoom.at(62_000);
    zoom.phone.hang_up(zoom.vendor.peer(), &call).unwrap();
    assert_eq!(
        zoom.said(),
        [
            "← zp-call-connected-event",
            "← zp-call-ended-event",
            "← zp-call-log-completed-event",
        ]
    );
    assert_eq!(zoom.app.view().state_of::<Call>(&call), None);
    assert_eq!(zoom.crm.logged(), 1);
    assert_eq!(zoom.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_number_is_dialled_after_the_configuration() {
    let mut zoom = loading();
    let early = zoom.crm.dial(ADA, zoom.app.peer());
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
    let mut zoom = configured();
    zoom.crm.dial(ADA, zoom.app.peer()).unwrap();
    assert_eq!(zoom.said(), ["→ zp-make-call", "← zp-call-ringing-event"]);

    // Without `autoDial` the number waits for the user.
    let typed = command::MakeCall::new(ADA);
    zoom.app.peer().send(typed).unwrap();
    assert_eq!(zoom.said(), ["→ zp-make-call"]);
    assert_eq!(zoom.phone.dialled(), Some(&ADA.into()));
    zoom.phone.user_dials(zoom.vendor.peer()).unwrap();
    let text = command::InputSms::new(ADA).message("On my way.");
    zoom.app.peer().send(text).unwrap();
    assert_eq!(zoom.said(), ["→ zp-input-sms", "← zp-call-ringing-event"]);
    assert!(zoom.phone.text().is_some());
}

#[test]
fn a_search_is_answered_under_the_key_of_answers() {
    let mut zoom = configured();
    zoom.phone.user_searches(zoom.vendor.peer(), "Ada").unwrap();
    assert_eq!(
        zoom.said(),
        ["← zp-contact-search-event", "→ zp-contact-search-response"]
    );
    assert_eq!(zoom.phone.found(), [Contact::new(ADA, "Ada Example")]);

    // Two at once are told apart by their ids, whatever else events are told apart by.
    let peer = zoom.vendor.peer();
    let one = peer.request(event::ContactSearchEvent::new("Ada").id("e-1"));
    let two = peer.request(event::ContactSearchEvent::new("Bo").id("e-1"));
    assert_eq!(zoom.said().len(), 4);
    for (ticket, found) in [(one, 1), (two, 0)] {
        let answer = zoom.vendor.peer().outcome(&ticket.unwrap()).unwrap();
        assert_eq!(answer.unwrap().contacts.len(), found);
    }
}

#[test]
fn an_embed_asks_for_nothing_that_wasn_t_configured() {
    let mut zoom = loading();
    assert!(zoom.phone.ring(zoom.vendor.peer(), ADA).is_err());
    let config = command::InitConfig::new().enable_ai_summary(true);
    zoom.app.peer().send(config).unwrap();
    zoom.said();
    let peer = zoom.vendor.peer();
    assert!(zoom.phone.user_searches(peer, "Ada").is_err());
    assert!(zoom.phone.user_dials(peer).is_err(), "there is no number");
    let call = zoom.phone.ring(peer, ADA).unwrap();
    assert!(zoom.phone.answer(peer, "c-9").is_err());
    zoom.phone.hang_up(peer, &call).unwrap();
    assert!(zoom.phone.hang_up(peer, &call).is_err());
    assert_eq!(
        zoom.said(),
        [
            "← zp-call-ringing-event",
            "← zp-call-ended-event",
            "← zp-call-log-completed-event",
        ]
    );
}

#[test]
fn an_event_has_an_id_beside_what_it_says() {
    let mut session = app::<ZoomPhone>();
    let connected = r#"{"type":"zp-call-connected-event","id":"e-7","data":{"callId":"c-1","direction":"transferred","caller":{"extensionNumber":101},"callee":{}}}"#;
    let (event, order) = message(session.receive(object(ZOOM, connected), Millis(0)));
    let Event::CallConnectedEvent(connected) = event else {
        panic!("{event:?}")
    };
    assert_eq!(connected.id, Some(Id::from("e-7")));
    // A direction that no document has is kept, and a colleague needs no number.
    assert_eq!(connected.content.direction.as_str(), "transferred");
    assert_eq!(
        connected.content.caller.extension_number,
        Some(Id::from(101))
    );
    // The embed was loaded in the middle of the call.
    assert_eq!(order.turn(), Turn::InTurn);
    let call = "c-1".to_owned();
    assert_eq!(session.view().state_of(&call), Some(Call::Connected));

    let zoom = r#"{"type":"zp-call-ended-event","data":{"callId":"c-1"}}"#;
    for stranger in [
        "https://zoom.us",
        "https://applications.zoom.us.evil.example",
    ] {
        let received = session.receive(object(stranger, zoom), Millis(0));
        assert_eq!(gate(received), Gate::Origin, "{stranger}");
    }
}
