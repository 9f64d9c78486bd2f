//! Zendesk Apps framework: an app subscribes by tags that have names in them, and asks Zendesk's interfaces
//! by tags that have ids in them.

use cti_runtime::session::{ReplyNote, Turn};
use cti_runtime::types::{Json, Map};
use cti_runtime::{Gate, Millis, OriginPolicy, Received, RequestError, SendError, Session, Source};
use cti_vendors::zendesk::{App, CommandFields, Failure, Happened, Zendesk, ask, happened, note};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, gate, message, object, text};

/// Where the app is.
const ZENDESK: &str = "https://acme.zendesk.com";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[
    "iframe.handshake",
    "zaf.app.registered",
    "iframe.on:",
    "get",
    "get",
];

const ADA: &str = "+1 202 555 0101";
const GUID: &str = "a-7";

type Host = Conversation<Zendesk, demo::zendesk::Crm, simulated::zendesk::Phone>;

/// A session of the app.
fn opened() -> Session<Zendesk> {
    opened_as(GUID)
}

/// A session of the app with this guid.
fn opened_as(guid: &str) -> Session<Zendesk> {
    let policy = OriginPolicy::declared::<Zendesk>();
    Session::with_fields(policy, Source(1), &CommandFields::new(guid)).numbering_from(1)
}

fn loading() -> Host {
    let app = demo::zendesk::Crm::new(GUID);
    Host::of(opened(), ZENDESK, app, simulated::zendesk::Phone::new())
}

fn registered() -> Host {
    let mut zendesk = loading();
    zendesk.crm.open(zendesk.app.peer()).unwrap();
    assert_eq!(
        zendesk.said(),
        [
            "→ iframe.handshake",
            "← zaf.app.registered",
            "→ iframe.on:voice.dialout",
            "→ get",
            "← answer",
        ]
    );
    zendesk
}

#[test]
fn an_app_is_registered_and_subscribes() {
    let mut zendesk = loading();
    let early = zendesk.crm.ring(ADA, zendesk.app.peer());
    let first = matches!(early, Err(SendError::HandshakeFirst { .. }));
    assert!(first, "{early:?}");
    assert!(
        zendesk
            .phone
            .agent_clicks(zendesk.vendor.peer(), ADA)
            .is_err()
    );

    zendesk.crm.open(zendesk.app.peer()).unwrap();
    zendesk.said();
    assert_eq!(zendesk.app.view().state(), Some(App::Registered));
    let agent = zendesk.crm.agent(zendesk.app.peer());
    assert_eq!(agent.as_deref(), Some("Jo Example"));
    assert_eq!(zendesk.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_number_that_is_clicked_is_dialled() {
    let mut zendesk = registered();
    let peer = zendesk.vendor.peer();
    zendesk.phone.agent_opens(peer, false).unwrap();
    zendesk.phone.agent_clicks(peer, ADA).unwrap();
    zendesk.said();
    assert_eq!(zendesk.crm.dialled(), Some(&ADA.into()));
    assert!(zendesk.phone.is_shown());
}

#[test]
fn who_calls_is_searched_for_and_shown() {
    let mut zendesk = registered();
    zendesk.crm.ring(ADA, zendesk.app.peer()).unwrap();
    let said = zendesk.said();
    let asked = said[1].strip_prefix("→ ").unwrap();
    let expected = [
        "→ invoke".to_owned(),
        format!("→ {asked}"),
        format!("→ iframe.on:{asked}.done"),
        format!("→ iframe.on:{asked}.fail"),
        "← answer".to_owned(),
        format!("← zaf.{asked}.done"),
        "→ invoke".to_owned(),
        "← answer".to_owned(),
    ];
    assert_eq!(said, expected);
    assert!(zendesk.phone.is_shown());
    assert_eq!(zendesk.phone.record(), Some(("user", 51)));

    // A number that no customer has shows nobody.
    let mut zendesk = registered();
    zendesk
        .crm
        .ring("+44 20 7946 0102", zendesk.app.peer())
        .unwrap();
    zendesk.said();
    assert_eq!(zendesk.phone.record(), None);
}

/// Zendesk posts what an app has subscribed to.
#[test]
fn an_interface_answers_by_the_id_in_the_tag() {
    let mut zendesk = registered();
    let peer = zendesk.app.peer();
    let search = |query| note::Request::new(format!("/api/v2/search.json?query={query}"));
    let ada = peer.request(search("12025550101")).unwrap();
    let nobody = peer.request(search("1")).unwrap();
    let wrong = peer.request(note::Request::new("/api/v3")).unwrap();
    zendesk.said();
    assert!(zendesk.app.peer().outcome(&ada).is_none());
    for (ticket, ending) in [(&wrong, "fail"), (&nobody, "done"), (&ada, "done")] {
        let event = format!("request:{}.{ending}", ticket.id().get());
        zendesk
            .app
            .peer()
            .send(note::On::new(event, 1_u32))
            .unwrap();
    }
    zendesk.said();
    let peer = zendesk.app.peer();
    let count = |done: happened::RequestDone| done.response_args[0]["count"].clone();
    assert_eq!(count(peer.outcome(&ada).unwrap().unwrap()), 1);
    assert_eq!(count(peer.outcome(&nobody).unwrap().unwrap()), 0);
    let Some(Err(RequestError::Refused(fail))) = peer.outcome(&wrong) else {
        panic!("it is no interface")
    };
    assert_eq!(fail.response_args[0]["status"], 404);
}

#[test]
fn an_answer_to_no_request_settles_none() {
    let mut session = opened().targeting(ZENDESK).unwrap().joining_late();
    let search = note::Request::new("/api/v2/users/me.json");
    let search = session.peer().request(search).unwrap();
    let post = session.poll_post().unwrap();
    assert_eq!(
        post.data.json(),
        r#"{"key":"request:1","message":{"url":"/api/v2/users/me.json"},"appGuid":"a-7"}"#
    );
    for id in ["2", "01", "", "1.done"] {
        let json = format!(r#"{{"key":"zaf.request:{id}.done","message":{{"responseArgs":[]}}}}"#);
        let (_, order) = message(session.receive(object(ZENDESK, &json), Millis(1)));
        assert_eq!(order.reply(), ReplyNote::Unsolicited, "{id}");
    }
    assert!(session.peer().outcome(&search).is_none());
    let done = r#"{"key":"zaf.request:1.done","message":{"responseArgs":[{"user":{"id":7}}]}}"#;
    let (_, order) = message(session.receive(text(ZENDESK, done), Millis(2)));
    assert_eq!(order.reply(), ReplyNote::Settled);
    assert!(session.peer().outcome(&search).unwrap().is_ok());
}

#[test]
fn properties_are_read_and_set_and_things_are_done() {
    let mut zendesk = registered();
    let peer = zendesk.app.peer();
    let subject = ask::Get::new(vec!["ticket.subject".to_owned()]);
    let subject = peer.request(subject).unwrap();
    let icon = Map::from([("iconSymbol".to_owned(), Json::from("ringing"))]);
    let icon = peer.request(ask::Set::new(icon)).unwrap();
    let tray = Map::from([("openTray".to_owned(), vec![])]);
    let tray = peer.request(ask::Invoke::new(tray)).unwrap();
    zendesk.said();
    let peer = zendesk.app.peer();
    let subject = peer.outcome(&subject).unwrap().unwrap();
    assert!(subject.errors.unwrap().contains_key("ticket.subject"));
    assert!(peer.outcome(&icon).unwrap().is_ok());
    assert_eq!(zendesk.phone.icon(), Some("ringing"));
    let tray = peer.outcome(&tray).unwrap().unwrap();
    assert!(tray.values.is_empty());

    // Zendesk knows no other app.
    let mut other = opened_as("a-8").targeting(ZENDESK).unwrap().joining_late();
    let get = other.peer().request(ask::Get::new(vec![])).unwrap();
    let post = other.poll_post().unwrap();
    let received = zendesk
        .vendor
        .receive(text(PAGE, post.data.json()), Millis(1));
    let (asked, order) = message(received);
    asked.dispatch(&mut zendesk.phone, zendesk.vendor.handling(&order));
    let answer = zendesk.vendor.poll_post().unwrap();
    let _ = other.receive(text(ZENDESK, answer.data.json()), Millis(2));
    let Some(Err(RequestError::Refused(failure))) = other.peer().outcome(&get) else {
        panic!("there is no such app")
    };
    assert!(matches!(failure, Failure::Text(_)));
}

#[test]
fn an_error_counts_before_a_result() {
    let mut session = opened().targeting(ZENDESK).unwrap().joining_late();
    let get = session.peer().request(ask::Get::new(vec![])).unwrap();
    let both = r#"{"id":1,"result":{"errors":{}},"error":{"name":"Error","message":"gone"}}"#;
    message_or_answer(&session.receive(object(ZENDESK, both), Millis(1)));
    let Some(Err(RequestError::Refused(Failure::Whole(problem)))) = session.peer().outcome(&get)
    else {
        panic!("it has failed")
    };
    assert_eq!(problem.name.as_deref(), Some("Error"));
}

#[track_caller]
fn message_or_answer(received: &Received<Happened>) {
    assert!(!matches!(received, Received::Refused(_)), "{received:?}");
}

#[test]
fn servers_and_other_instances_are_heard() {
    let mut zendesk = registered();
    let peer = zendesk.app.peer();
    for event in [
        "api_notification.callEnded",
        "pane.activated",
        "pane.deactivated",
    ] {
        peer.send(note::On::new(event, 1_u32)).unwrap();
    }
    let data = Map::from([("number".to_owned(), Json::from(ADA))]);
    let dial = note::Trigger::new("dial").data(data);
    peer.send(dial.instance_guid("i-2")).unwrap();
    peer.send(note::Off::new("voice.dialout", 0_u32)).unwrap();
    zendesk.said();
    assert_eq!(zendesk.phone.triggered().unwrap().event, "dial");
    let peer = zendesk.vendor.peer();
    assert!(zendesk.phone.agent_clicks(peer, ADA).is_err());
    let body = Json::from("c-1");
    zendesk
        .phone
        .server_notifies(peer, "callEnded", body)
        .unwrap();
    zendesk.phone.agent_opens(peer, true).unwrap();
    zendesk.phone.agent_opens(peer, false).unwrap();
    assert_eq!(zendesk.said().len(), 3);

    // What an instance has triggered is an event that no declaration lists.
    let dial = r#"{"key":"zaf.dial","message":{"number":"+12025550101"}}"#;
    let (event, _) = message(zendesk.app.receive(object(ZENDESK, dial), Millis(9)));
    assert!(matches!(event, Happened::Unknown(_)), "{event:?}");
}

#[test]
fn the_handshake_comes_first_and_again_after_a_reload() {
    let mut zendesk = registered();
    zendesk.crm.open(zendesk.app.peer()).unwrap();
    zendesk.said();
    assert_eq!(zendesk.app.view().state(), Some(App::Registered));

    let mut session = opened();
    let all = r#"{"key":"zaf.app.registered","message":{}}"#;
    let (_, order) = message(session.receive(object(ZENDESK, all), Millis(0)));
    assert_eq!(order.turn(), Turn::InTurn);
}

#[test]
fn another_zendesk_than_one_of_zendesk_s_is_turned_away() {
    let mut session = opened();
    let dial = r#"{"key":"zaf.voice.dialout","message":{"number":"+12025550101"}}"#;
    for stranger in [
        "https://zendesk.com",
        "https://acme.zendesk.com.evil.example",
        "https://a.b.zendesk.com",
        "http://acme.zendesk.com",
        "null",
    ] {
        let received = session.receive(object(stranger, dial), Millis(0));
        assert_eq!(gate(received), Gate::Origin, "{stranger}");
    }
    let received = session.receive(object(ZENDESK, dial), Millis(0));
    let (event, _) = message(received);
    assert!(!format!("{event:?}").contains("2025550101"));
}
