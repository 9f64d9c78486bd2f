//! Talkdesk Embedded: a blank frame until it is initialised, and events that no table lists.

use cti_runtime::session::Turn;
use cti_runtime::{Millis, Peer, SendError};
use cti_vendors::talkdesk_embedded::{
    Agent, App, Event, EventHandler, Region, Setup, Status, TalkdeskEmbedded, View, command, event,
};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, TALKDESK, app, message, object, origin};

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["init_td_embedded", "login", "agentStatusChanged"];

const NUMBER: &str = "+1 202 555 0101";

type Talkdesk<A> = Conversation<TalkdeskEmbedded, A, simulated::talkdesk_embedded::Phone>;

fn talkdesk<A: EventHandler>(crm: A) -> Talkdesk<A> {
    Talkdesk::new(TALKDESK, crm, simulated::talkdesk_embedded::Phone::new())
}

/// Keeps what it hears.
#[derive(Default)]
struct Crm {
    statuses: Vec<Status>,
    contacts: Vec<String>,
    data: Vec<event::SendData>,
    forced_out: bool,
}

impl EventHandler for Crm {
    fn agent_status_changed(
        &mut self,
        change: event::AgentStatusChanged,
        _: &mut Peer<TalkdeskEmbedded>,
    ) {
        self.statuses.push(change.status);
    }
    fn open_contact(&mut self, open: event::OpenContact, _: &mut Peer<TalkdeskEmbedded>) {
        self.contacts.push(open.external_id);
    }
    fn send_data(&mut self, data: event::SendData, _: &mut Peer<TalkdeskEmbedded>) {
        self.data.push(data);
    }
    fn user_logout_forced(&mut self, _: event::UserLogoutForced, _: &mut Peer<TalkdeskEmbedded>) {
        self.forced_out = true;
    }
}

fn init(url: &str) -> command::Init {
    command::Init::new(
        url,
        "custom-integration",
        Region::Us,
        "agent-17",
        View::Workspace,
    )
}

/// An agent has logged in.
fn logged_in() -> Talkdesk<Crm> {
    let mut talkdesk = talkdesk(Crm::default());
    talkdesk.app.peer().send(init(PAGE)).unwrap();
    assert_eq!(
        talkdesk.said(),
        ["→ init_td_embedded", "← login", "← agentStatusChanged"]
    );
    talkdesk
}

#[test]
fn a_day_from_init_to_logout() {
    let mut talkdesk = talkdesk(demo::talkdesk_embedded::Crm::new(origin(PAGE)));
    talkdesk.crm.open(talkdesk.app.peer()).unwrap();
    assert_eq!(
        talkdesk.said(),
        ["→ init_td_embedded", "← login", "← agentStatusChanged"]
    );
    assert_eq!(talkdesk.crm.status(), Some(&Status::Available));

    talkdesk
        .phone
        .ring(talkdesk.vendor.peer(), Some("crm-7"))
        .unwrap();
    talkdesk
        .phone
        .agent_answers(talkdesk.vendor.peer())
        .unwrap();
    let ringing = [
        "← popover",
        "← show",
        "← openContact",
        "← agentStatusChanged",
    ];
    assert_eq!(talkdesk.said(), ringing);
    assert_eq!(talkdesk.crm.contact(), Some("crm-7"));
    assert_eq!(talkdesk.crm.status(), Some(&Status::Busy));

    talkdesk.phone.call_ends(talkdesk.vendor.peer()).unwrap();
    assert_eq!(talkdesk.said(), ["← agentStatusChanged", "← hide"]);
    assert_eq!(talkdesk.crm.status(), Some(&Status::Available));
    talkdesk
        .phone
        .agent_logs_out(talkdesk.vendor.peer())
        .unwrap();
    assert_eq!(talkdesk.said(), ["← logout"]);
    assert_eq!(talkdesk.crm.status(), None);
    assert_eq!(talkdesk.app.view().state(), Some(Agent::LoggedOut));
    assert_eq!(talkdesk.app.view().counters().out_of_turn, 0);
}

#[test]
fn nothing_happens_before_init() {
    let mut talkdesk = talkdesk(Crm::default());
    let refused = talkdesk
        .app
        .peer()
        .send(command::ClickToCall::new(NUMBER))
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "out of turn: Setup is Blank, and Ready is needed"
    );
    assert_eq!(talkdesk.said(), [""; 0]);

    // A page that sends it all the same looks at a blank frame.
    talkdesk
        .app
        .peer()
        .send_anyway(command::ClickToCall::new(NUMBER))
        .unwrap();
    assert_eq!(talkdesk.said(), ["→ clickToCall"]);
    assert_eq!(talkdesk.phone.dialled(), None);
    assert!(
        talkdesk
            .phone
            .agent_logs_in(talkdesk.vendor.peer())
            .is_err()
    );
    assert_eq!(talkdesk.said(), [""; 0]);
}

#[test]
fn init_is_sent_once_and_again_after_a_reload() {
    let mut talkdesk = logged_in();
    assert!(matches!(
        talkdesk.app.peer().send(init(PAGE)),
        Err(SendError::OutOfTurn(_))
    ));
    talkdesk.app.reload();
    talkdesk.vendor.reload();
    assert_eq!(talkdesk.app.view().state(), Some(Setup::Blank));
    talkdesk.app.peer().send(init(PAGE)).unwrap();
    assert_eq!(
        talkdesk.said(),
        ["→ init_td_embedded", "← login", "← agentStatusChanged"]
    );
}

#[test]
fn an_init_with_another_url_than_the_pages_own_is_followed_by_silence() {
    let mut talkdesk = talkdesk(Crm::default());
    talkdesk
        .app
        .peer()
        .send(init("https://staging.crm.example/softphone"))
        .unwrap();
    assert_eq!(talkdesk.said(), ["→ init_td_embedded"]);

    talkdesk.app.reload();
    talkdesk.vendor.reload();
    talkdesk
        .app
        .peer()
        .send(init("https://crm.example/softphone"))
        .unwrap();
    assert_eq!(
        talkdesk.said(),
        ["→ init_td_embedded", "← login", "← agentStatusChanged"]
    );
}

#[test]
fn click_to_call_shows_the_phone_and_pops_the_contact() {
    let mut talkdesk = logged_in();
    let call = command::ClickToCall::new(NUMBER)
        .contact_id("crm-8")
        .from("+1 202 555 0100");
    talkdesk.app.peer().send(call).unwrap();
    assert_eq!(
        talkdesk.said(),
        ["→ clickToCall", "← popover", "← show", "← openContact"]
    );
    assert_eq!(talkdesk.phone.dialled(), Some(&NUMBER.into()));
    assert_eq!(talkdesk.crm.contacts, ["crm-8"]);
}

#[test]
fn a_status_that_the_page_sets_comes_back_as_it_is_in_talkdesk() {
    let mut talkdesk = logged_in();
    let statuses = [
        Status::Away,
        Status::Busy,
        Status::BusyWith("lunch".to_owned()),
        Status::AwayWith("wrap-up".to_owned()),
        Status::Offline,
    ];
    for status in &statuses {
        let change = command::IntegrationStatusChanged::new(status.clone());
        talkdesk.app.peer().send(change).unwrap();
        assert_eq!(
            talkdesk.said(),
            ["→ integrationStatusChanged", "← agentStatusChanged"]
        );
        assert_eq!(talkdesk.crm.statuses.last(), Some(status));
    }
    // One that the account doesn't have changes nothing.
    let odd = command::IntegrationStatusChanged::new(Status::Other("meditating".to_owned()));
    talkdesk.app.peer().send(odd).unwrap();
    assert_eq!(talkdesk.said(), ["→ integrationStatusChanged"]);
}

#[test]
fn the_status_stands_beside_the_tag_on_its_way_down_and_inside_data_on_its_way_up() {
    let mut session = app::<TalkdeskEmbedded>();
    session.peer().send(init(PAGE)).unwrap();
    session.poll_post().unwrap();
    session
        .peer()
        .send(command::IntegrationStatusChanged::new(Status::Busy))
        .unwrap();
    assert_eq!(
        session.poll_post().unwrap().data.json(),
        r#"{"action":"integrationStatusChanged","status":"on a call"}"#,
    );
    // Either of the two words that the table has is read.
    for word in ["busy", "on a call"] {
        let json = format!(r#"{{"action":"agentStatusChanged","data":{{"status":"{word}"}}}}"#);
        let (event, _) = message(session.receive(object(TALKDESK, &json), Millis(0)));
        assert_eq!(
            event,
            Event::from(event::AgentStatusChanged::new(Status::Busy))
        );
    }
}

#[test]
fn a_headless_view_names_its_app_and_no_other_view_has_one() {
    let mut session = app::<TalkdeskEmbedded>();
    let view = View::headless(App::Conversation);
    let headless = command::Init::new(PAGE, "custom-integration", Region::Eu, "7", view);
    session.peer().send(headless).unwrap();
    let posted = session.poll_post().unwrap();
    assert!(
        posted
            .data
            .json()
            .contains(r#""view":"headless","app":"conversation""#)
    );
    session.reload();
    session.peer().send(init(PAGE)).unwrap();
    assert!(!session.poll_post().unwrap().data.json().contains("app"));
}

#[test]
fn a_forced_logout_is_told_apart() {
    let mut talkdesk = logged_in();
    talkdesk
        .phone
        .agent_is_forced_out(talkdesk.vendor.peer())
        .unwrap();
    assert_eq!(talkdesk.said(), ["← userLogoutForced"]);
    assert!(talkdesk.crm.forced_out);
    assert_eq!(talkdesk.app.view().state(), Some(Agent::LoggedOut));
    assert!(talkdesk.phone.ring(talkdesk.vendor.peer(), None).is_err());
}

#[test]
fn what_an_automation_sends_arrives_as_it_was() {
    let mut talkdesk = logged_in();
    let order = serde_json::json!({"id": 7, "items": ["a", null, 1.5]});
    let data = [("order".to_owned(), order.clone())];
    talkdesk
        .phone
        .automation_sends(talkdesk.vendor.peer(), data)
        .unwrap();
    assert_eq!(talkdesk.said(), ["← sendData"]);
    assert_eq!(talkdesk.crm.data[0].0["order"], order);
}

#[test]
fn a_logout_after_a_forced_one_is_delivered_and_marked() {
    let mut session = app::<TalkdeskEmbedded>();
    let forced = r#"{"action":"userLogoutForced"}"#;
    assert_eq!(
        message(session.receive(object(TALKDESK, forced), Millis(0)))
            .1
            .turn(),
        Turn::OutOfTurn,
    );
    let login = r#"{"action":"login"}"#;
    assert_eq!(
        message(session.receive(object(TALKDESK, login), Millis(0)))
            .1
            .turn(),
        Turn::InTurn
    );
}
