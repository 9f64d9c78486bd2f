//! Handlers in every shape that an application needs.

use cti_runtime::{Millis, Peer, Session, Ticket, Vendor};
use cti_vendors::cloudtalk::{self, Cloudtalk};
use cti_vendors::desk_open_cti::{DeskOpenCti, method};
use cti_vendors::leaddesk_talk::{self, CommandHandler, EventHandler, LeaddeskTalk, command};
use cti_vendors::{demo, simulated};

use crate::wire::{CLOUDTALK, TALK, app, message, object, origin, text, vendor};

/// One CRM for two vendors.
#[derive(Default)]
struct Crm {
    rings: Vec<String>,
}

impl leaddesk_talk::EventHandler for Crm {
    fn call(&mut self, call: leaddesk_talk::event::Call, talk: &mut Peer<LeaddeskTalk>) {
        self.rings.push(call.number.to_string());
        talk.send(command::Answer::new()).unwrap();
    }
}

impl cloudtalk::EventHandler for Crm {
    fn ringing(&mut self, call: cloudtalk::event::Ringing, _: &mut Peer<Cloudtalk>) {
        self.rings.push(call.external_number.to_string());
    }
}

const TALK_RINGS: &str =
    r#"{"action":"call","id":1,"number":"+12025550101","direction":"in","ringStart":"x"}"#;
const CLOUD_RINGS: &str = r#"{"event":"ringing","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","external_number":"+442079460101","internal_number":"+12025550100"}}"#;

#[test]
fn one_handler_serves_two_protocols() {
    let mut crm = Crm::default();
    let mut talk = app::<LeaddeskTalk>();
    let mut cloud = app::<Cloudtalk>();
    let (event, _) = message(talk.receive(object(TALK, TALK_RINGS), Millis(0)));
    event.dispatch(&mut crm, talk.peer());
    let (event, _) = message(cloud.receive(text(CLOUDTALK, CLOUD_RINGS), Millis(0)));
    event.dispatch(&mut crm, cloud.peer());
    assert_eq!(crm.rings, ["+12025550101", "+442079460101"]);
    assert_eq!(
        talk.poll_post().unwrap().data.json(),
        r#"{"action":"answer"}"#
    );
}

#[test]
fn handlers_are_chosen_at_run_time() {
    let mut session = app::<LeaddeskTalk>();
    let mut handlers: Vec<Box<dyn EventHandler>> = vec![
        Box::new(Crm::default()),
        Box::new(demo::leaddesk_talk::Crm::new()),
    ];
    let (event, _) = message(session.receive(object(TALK, TALK_RINGS), Millis(0)));
    for handler in &mut handlers {
        event.clone().dispatch(handler.as_mut(), session.peer());
    }
    let answers = std::iter::from_fn(|| session.poll_post()).count();
    assert_eq!(answers, 2);

    let mut phone = simulated::leaddesk_talk::Phone::new();
    let phone: &mut dyn CommandHandler = &mut phone;
    let mut talk = vendor::<LeaddeskTalk>();
    let hangup = object("https://crm.example", r#"{"action":"hangup"}"#);
    let (command, _) = message(talk.receive(hangup, Millis(0)));
    command.dispatch(phone, talk.peer());
    assert!(talk.poll_post().unwrap().data.json().contains("error"));
}

#[test]
fn a_cable_carries_between_dyn_handlers() {
    let mut cable = cti_runtime::testing::Cable::new(origin("https://crm.example"), origin(TALK));
    let mut app = app::<LeaddeskTalk>();
    let mut talk = vendor::<LeaddeskTalk>();
    let mut phone = simulated::leaddesk_talk::Phone::new();
    phone.agent_logs_in(talk.peer()).unwrap();
    phone.ring(talk.peer(), "+1 202 555 0101").unwrap();
    let mut crm = Crm::default();
    let crm: &mut dyn EventHandler = &mut crm;
    let phone: &mut dyn CommandHandler = &mut phone;
    assert_eq!(cable.run((&mut app, crm), (&mut talk, phone)), [""; 0]);
    assert!(
        cable.log.last().unwrap().contains("connected"),
        "{:?}",
        cable.log
    );
}

#[test]
fn sessions_and_tickets_can_be_sent_to_another_thread() {
    fn is_send<T: Send + 'static>() {}
    is_send::<Session<LeaddeskTalk>>();
    is_send::<Session<LeaddeskTalk, Vendor>>();
    is_send::<Session<DeskOpenCti>>();
    is_send::<Ticket<command::GetJwt>>();
    is_send::<Ticket<method::GetUserInfo>>();
    is_send::<cti_runtime::OutPost>();
    is_send::<leaddesk_talk::Event>();
    is_send::<Box<dyn cti_runtime::tools::AnySession>>();

    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let ticket = session.peer().request(command::GetJwt::new()).unwrap();
    let answered = std::thread::spawn(move || {
        message(session.receive(object(TALK, r#"{"action":"jwt","jwt":"t"}"#), Millis(0)));
        session
            .peer()
            .outcome(&ticket)
            .unwrap()
            .unwrap()
            .jwt
            .expose()
            .clone()
    });
    assert_eq!(answered.join().unwrap(), "t");
}

/// Reaches the session that it is called from, by the peer that it is given.
struct Chatty {
    sent: usize,
}

impl EventHandler for Chatty {
    fn login(&mut self, _: leaddesk_talk::event::Login, talk: &mut Peer<LeaddeskTalk>) {
        talk.send(command::UseSettings::new().prevent_manual_calling(false))
            .unwrap();
        talk.send(command::Call::new("+1 202 555 0101", true))
            .unwrap();
        assert_eq!(talk.now(), Millis(5));
        assert_eq!(talk.target().unwrap().as_str(), TALK);
        self.sent += 2;
    }
}

#[test]
fn a_handler_sends_while_it_handles_and_sees_the_state_that_the_message_made() {
    let mut session = app::<LeaddeskTalk>();
    let login = r#"{"action":"login","language":"en","origin":"x"}"#;
    let (event, _) = message(session.receive(object(TALK, login), Millis(5)));
    let mut chatty = Chatty { sent: 0 };
    event.dispatch(&mut chatty, session.peer());
    assert_eq!(
        std::iter::from_fn(|| session.poll_post()).count(),
        chatty.sent
    );
}
