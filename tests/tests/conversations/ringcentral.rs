//! RingCentral: notices and questions in both directions, told apart by a constant and a path.

use cti_runtime::describe::{Direction, FamilyKind};
use cti_runtime::session::Turn;
use cti_runtime::{Gate, Millis, Protocol, RequestError, SendError};
use cti_vendors::ringcentral::{
    Action, Dialer, Event, Leg, Notice, Ringcentral, Service, User, Widget, control, question,
    request,
};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, app, gate, message, object, vendor};

/// RingCentral's frame.
const RINGCENTRAL: &str = "https://apps.ringcentral.com";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[
    "rc-adapter-pushAdapterState",
    "rc-adapter-register-third-party-service",
    "rc-login-status-notify",
    "rc-login-status-notify",
    "rc-dialer-status-notify",
];

const CALLER: &str = "+1 202 555 0101";
const LOADED: &str = r#"{"type":"rc-adapter-pushAdapterState"}"#;
const READY: &str = r#"{"type":"rc-dialer-status-notify","ready":true}"#;

type Ring = Conversation<Ringcentral, demo::ringcentral::Crm, simulated::ringcentral::Phone>;

fn logged_in() -> Ring {
    let mut ring = Ring::new(
        RINGCENTRAL,
        demo::ringcentral::Crm::new().knowing(CALLER, "Ada Example"),
        simulated::ringcentral::Phone::new(),
    );
    ring.phone.loads(ring.vendor.peer()).unwrap();
    assert_eq!(
        ring.said(),
        [
            "← rc-adapter-pushAdapterState",
            "← rc-login-status-notify",
            "→ rc-adapter-register-third-party-service",
        ]
    );
    ring.phone.user_logs_in(ring.vendor.peer()).unwrap();
    assert_eq!(
        ring.said(),
        ["← rc-login-status-notify", "← rc-dialer-status-notify"]
    );
    ring
}

#[test]
fn the_page_is_asked_who_calls_and_to_log_the_call() {
    let mut ring = logged_in();
    let call = ring.phone.ring(ring.vendor.peer(), CALLER).unwrap();
    assert_eq!(
        ring.said(),
        [
            "← rc-call-ring-notify",
            "← rc-active-call-notify",
            "← rc-post-message-request",
            "→ rc-post-message-response",
        ]
    );
    assert_eq!(ring.phone.caller(ring.vendor.peer()), Some("Ada Example"));
    ring.at(2_000);
    ring.phone.starts(ring.vendor.peer(), &call).unwrap();
    ring.at(65_000);
    ring.phone.ends(ring.vendor.peer(), &call).unwrap();
    ring.said();
    assert_eq!(ring.phone.logged(ring.vendor.peer()), 1);
    assert_eq!(ring.crm.talked(), 63);
    assert_eq!((ring.crm.calls(), ring.crm.logged()), ((1, 1), 1));
    assert!(ring.phone.calls().is_empty());
}

#[test]
fn a_page_is_asked_by_its_paths_alone() {
    let mut ring = logged_in();
    let quiet = Service::new("Quiet CRM").contact_match_path("/elsewhere");
    let register = control::RegisterThirdPartyService::new(quiet);
    ring.app.peer().send(register).unwrap();
    ring.said();
    let call = ring.phone.ring(ring.vendor.peer(), CALLER).unwrap();
    ring.phone.ends(ring.vendor.peer(), &call).unwrap();
    assert_eq!(
        ring.said(),
        [
            "← rc-call-ring-notify",
            "← rc-active-call-notify",
            "← rc-call-end-notify",
            "← rc-active-call-notify",
        ]
    );
}

#[test]
fn the_page_controls_calls_in_the_browser() {
    let mut ring = logged_in();
    ring.crm.dial(CALLER, ring.app.peer()).unwrap();
    assert_eq!(
        ring.said(),
        [
            "→ rc-adapter-new-call",
            "← rc-call-init-notify",
            "← rc-active-call-notify",
        ]
    );
    let call = ring.phone.calls().keys().next().unwrap().clone();
    ring.phone.starts(ring.vendor.peer(), &call).unwrap();
    ring.said();
    for (action, notice, leg) in [
        (Action::Hold, "← rc-call-hold-notify", Some(Leg::Held)),
        (
            Action::Unhold,
            "← rc-call-resume-notify",
            Some(Leg::Talking),
        ),
        (Action::Mute, "← rc-call-mute-notify", Some(Leg::Talking)),
        (Action::Hangup, "← rc-call-end-notify", None),
    ] {
        let control = control::ControlCall::new(action);
        ring.app.peer().send(control).unwrap();
        assert_eq!(ring.said()[1], notice);
        assert_eq!(ring.app.view().state_of(&call), leg);
    }
    assert!(ring.phone.calls().is_empty());
}

#[test]
fn what_is_not_ready_is_not_asked() {
    let mut session = app::<Ringcentral>();
    let early = session
        .peer()
        .send(control::NewCall::new(CALLER).to_call(true));
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
    for (json, state) in [
        (READY, Dialer::Ready),
        (
            r#"{"type":"rc-dialer-status-notify","ready":false}"#,
            Dialer::Busy,
        ),
        (READY, Dialer::Ready),
    ] {
        message(session.receive(object(RINGCENTRAL, json), Millis(0)));
        assert_eq!(session.view().state(), Some(state));
    }
    session
        .peer()
        .send(control::NewCall::new(CALLER).to_call(true))
        .unwrap();
    let service = || control::RegisterThirdPartyService::new(Service::new("CRM"));
    assert!(session.peer().send(control::NewSms::new(CALLER)).is_err());
    // The widget says only once that it has loaded: who connects later doesn't wait for that.
    session.peer().send(service()).unwrap();
    assert_eq!(session.view().state(), Some(Widget::Loading));
    message(session.receive(object(RINGCENTRAL, LOADED), Millis(0)));
    session.peer().send(service()).unwrap();
    assert_eq!(session.view().state(), Some(Widget::Loaded));
    assert_eq!(session.view().state(), Some(User::LoggedOut));
}

#[test]
fn answers_come_in_any_order_and_each_to_its_request() {
    let mut session = app::<Ringcentral>();
    let first = session
        .peer()
        .request(request::CheckPopupWindow::new(true))
        .unwrap();
    let second = session
        .peer()
        .request(request::CheckPopupWindow::new(false))
        .unwrap();
    let mut posted = || {
        let json = session.poll_post().unwrap().data.json().to_owned();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["type"], "rc-adapter-message-request");
        assert_eq!(json["path"], "/check-popup-window");
        (json["requestId"].clone(), json["body"]["alert"].clone())
    };
    let ((one, alert), (two, quiet)) = (posted(), posted());
    assert_eq!((alert, quiet), (true.into(), false.into()));
    assert_ne!(one, two);
    for (id, open) in [(&two, false), (&one, true)] {
        let json = format!(
            r#"{{"type":"rc-adapter-message-response","responseId":{id},"response":{open}}}"#
        );
        let _ = session.receive(object(RINGCENTRAL, &json), Millis(1));
    }
    assert_eq!(session.peer().outcome(&first), Some(Ok(true)));
    assert_eq!(session.peer().outcome(&second), Some(Ok(false)));
}

#[test]
fn an_answer_counts_from_the_widget_and_with_the_declared_type() {
    let mut session = app::<Ringcentral>();
    let asks = request::CheckPopupWindow::new(false);
    let ticket = session.peer().request(asks.clone()).unwrap();
    let answer = |id: &str, response: &str| {
        format!(
            r#"{{"type":"rc-adapter-message-response","responseId":{id},"response":{response}}}"#
        )
    };
    let json = answer(r#""1""#, "true");
    let forged = session.receive(object("https://ringcentral.github.io", &json), Millis(1));
    assert_eq!(gate(forged), Gate::Origin);
    let json = answer(r#""2""#, "true");
    let foreign = session.receive(object(RINGCENTRAL, &json), Millis(1));
    assert_eq!(gate(foreign), Gate::NotOurs);
    assert_eq!(session.peer().outcome(&ticket), None);
    // What a widget says that has no such path.
    let json = answer(r#""1""#, r#"{"data":"no matched path"}"#);
    let _ = session.receive(object(RINGCENTRAL, &json), Millis(2));
    let outcome = session.peer().outcome(&ticket);
    assert!(
        matches!(outcome, Some(Err(RequestError::Drifted(_)))),
        "{outcome:?}"
    );
    let late = session.peer().request(asks).unwrap();
    session.tick(Millis(60_000));
    assert_eq!(
        session.peer().outcome(&late),
        Some(Err(RequestError::Deadline))
    );
}

#[test]
fn the_widget_waits_a_quarter_of_a_minute_for_whatever_it_asks() {
    let mut widget = vendor::<Ringcentral>();
    let numbers = vec![CALLER.into()];
    let peer = widget.peer();
    let matches = peer.request(question::MatchContacts::new(numbers)).unwrap();
    let pages = peer.request(question::Contacts::new(1_u32)).unwrap();
    while widget.poll_post().is_some() {}
    widget.tick(Millis(14_999));
    assert_eq!(widget.peer().outcome(&matches), None);
    assert_eq!(widget.peer().outcome(&pages), None);
    widget.tick(Millis(15_000));
    let passed = Some(RequestError::Deadline);
    let peer = widget.peer();
    assert_eq!(peer.outcome(&matches).and_then(Result::err), passed);
    assert_eq!(peer.outcome(&pages).and_then(Result::err), passed);

    let families = Ringcentral::description().families_of(Direction::FromVendor);
    let questions = families.filter(|family| family.kind == FamilyKind::Requests);
    let waits: Vec<_> = questions
        .flat_map(|family| family.messages)
        .map(|question| (question.name, question.within))
        .collect();
    assert_eq!(waits.len(), 8);
    for (question, wait) in waits {
        assert_eq!(wait, Some(15_000), "{question}");
    }
}

#[test]
fn who_calls_stays_out_of_logs() {
    let mut session = vendor::<Ringcentral>();
    let numbers = vec![CALLER.into()];
    let asks = question::MatchContacts::new(numbers);
    assert!(!format!("{asks:?}").contains("0101"), "{asks:?}");
    let ticket = session.peer().request(asks).unwrap();
    session.poll_post().unwrap();
    let json = r#"{"type":"rc-post-message-response","responseId":"1","response":{"data":{"+12025550101":[{"id":"7","name":"Ada Example","type":"CRM","phoneNumbers":[]}]}}}"#;
    let received = session.receive(object(PAGE, json), Millis(1));
    let outcome = session.peer().outcome(&ticket).unwrap().unwrap();
    assert_eq!(outcome.data["+12025550101"][0].name, "Ada Example");
    let contact = format!("{:?}", outcome.data["+12025550101"]);
    for shown in [format!("{received:?}"), format!("{outcome:?}"), contact] {
        assert!(!shown.contains("5550101"), "{shown}");
        assert!(!shown.contains("Ada"), "{shown}");
    }
}

#[test]
fn a_question_is_answered_under_its_own_id() {
    let mut session = app::<Ringcentral>();
    let mut crm = demo::ringcentral::Crm::new();
    let asked = r#"{"type":"rc-post-message-request","requestId":"6f1d-7","path":"/callLogger/match","body":{"sessionIds":["1"]}}"#;
    let (event, order) = message(session.receive(object(RINGCENTRAL, asked), Millis(0)));
    event.dispatch(&mut crm, session.handling(&order));
    assert_eq!(
        session.poll_post().unwrap().data.json(),
        r#"{"type":"rc-post-message-response","responseId":"6f1d-7","response":{"data":{}}}"#
    );
    assert!(session.poll_post().is_none());
}

#[test]
fn a_widget_that_is_asked_for_nothing_it_has_says_so() {
    let mut session = vendor::<Ringcentral>();
    let mut phone = simulated::ringcentral::Phone::new();
    let asked = r#"{"type":"rc-adapter-message-request","requestId":"1769850650000","path":"/schedule","body":{}}"#;
    let (command, order) = message(session.receive(object(PAGE, asked), Millis(0)));
    command.dispatch(&mut phone, session.handling(&order));
    assert_eq!(
        session.poll_post().unwrap().data.json(),
        r#"{"type":"rc-adapter-message-response","responseId":"1769850650000","response":{"data":"no matched path"}}"#
    );
}

#[test]
fn a_path_in_a_notice_makes_no_question_of_it() {
    let mut session = app::<Ringcentral>();
    let route = r#"{"type":"rc-route-changed-notify","path":"/contacts/match"}"#;
    let (event, _) = message(session.receive(object(RINGCENTRAL, route), Millis(0)));
    assert!(
        matches!(&event, Event::Notice(Notice::Unknown(unknown)) if unknown.name() == "rc-route-changed-notify"),
        "{event:?}"
    );
    let pathless = r#"{"path":"/contacts/match","requestId":"1"}"#;
    let refused = session.receive(object(RINGCENTRAL, pathless), Millis(0));
    assert_eq!(gate(refused), Gate::NotOurs);
}

#[test]
fn a_page_registers_again_after_a_reload_of_the_widget() {
    let mut ring = logged_in();
    ring.app.reload();
    ring.vendor.reload();
    ring.phone.reloads(ring.vendor.peer()).unwrap();
    assert_eq!(
        ring.said(),
        [
            "← rc-adapter-pushAdapterState",
            "← rc-login-status-notify",
            "→ rc-adapter-register-third-party-service",
        ]
    );
    ring.phone.user_logs_in(ring.vendor.peer()).unwrap();
    ring.said();
    let call = ring.phone.ring(ring.vendor.peer(), CALLER).unwrap();
    ring.said();
    assert_eq!(ring.phone.caller(ring.vendor.peer()), Some("Ada Example"));
    ring.phone.ends(ring.vendor.peer(), &call).unwrap();
}

#[test]
fn a_page_that_connects_to_a_widget_that_has_long_loaded_is_asked_at_once() {
    let mut ring = Ring::new(
        RINGCENTRAL,
        demo::ringcentral::Crm::new().knowing(CALLER, "Ada Example"),
        simulated::ringcentral::Phone::new(),
    );
    // Nobody hears what the widget says as it loads.
    ring.phone.loads(ring.vendor.peer()).unwrap();
    ring.phone.user_logs_in(ring.vendor.peer()).unwrap();
    while ring.vendor.poll_post().is_some() {}
    ring.crm.register(ring.app.peer()).unwrap();
    assert_eq!(ring.said(), ["→ rc-adapter-register-third-party-service"]);
    ring.phone.ring(ring.vendor.peer(), CALLER).unwrap();
    ring.said();
    assert_eq!(ring.phone.caller(ring.vendor.peer()), Some("Ada Example"));
}

#[test]
fn a_login_in_a_window_of_the_pages_own_ends_with_the_code() {
    let mut ring = Ring::new(
        RINGCENTRAL,
        demo::ringcentral::Crm::new(),
        simulated::ringcentral::Phone::new(),
    );
    ring.phone.loads(ring.vendor.peer()).unwrap();
    ring.phone.user_wants_to_log_in(ring.vendor.peer()).unwrap();
    ring.said();
    let code = control::AuthorizationCode::new("https://crm.example/callback?code=c-7".to_owned());
    assert!(!format!("{code:?}").contains("c-7"), "{code:?}");
    ring.app.peer().send(code).unwrap();
    assert_eq!(
        ring.said(),
        [
            "→ rc-adapter-authorization-code",
            "← rc-login-status-notify",
            "← rc-dialer-status-notify",
        ]
    );
    assert_eq!(ring.app.view().state(), Some(User::LoggedIn));
}

/// The widget subtracts two clocks, and reads the numbers of a call from places that may be empty.
#[test]
fn calls_with_odd_lengths_and_without_numbers_are_taken() {
    for duration in ["-3", "0", "8"] {
        let mut session = app::<Ringcentral>();
        let json = format!(
            r#"{{"type":"rc-post-message-request","requestId":"1","path":"/callLogger","body":{{"call":{{"sessionId":"12","telephonySessionId":"s-12","direction":"Inbound","from":{{}},"to":{{}},"duration":{duration}}},"triggerType":"presenceUpdate"}}}}"#
        );
        message(session.receive(object(RINGCENTRAL, &json), Millis(0)));
    }
    let mut session = app::<Ringcentral>();
    let nameless = r#"{"type":"rc-call-ring-notify","call":{"id":"c4","direction":"Inbound","to":"101","fromUserName":"Anonymous"}}"#;
    message(session.receive(object(RINGCENTRAL, nameless), Millis(0)));
    let leg = session.view().state_of::<Leg>(&"c4".to_owned());
    assert_eq!(leg, Some(Leg::Ringing));
    let over = r#"{"type":"rc-call-end-notify","call":{"id":"c4","direction":"Inbound","partyData":{"sessionId":"s-12"}}}"#;
    let (_, order) = message(session.receive(object(RINGCENTRAL, over), Millis(0)));
    assert_eq!(order.turn(), Turn::InTurn);
    assert_eq!(session.view().state_of::<Leg>(&"c4".to_owned()), None);
}
