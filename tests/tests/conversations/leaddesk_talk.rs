//! LeadDesk Talk: one call at a time, commands that fail, tokens that are waited for.

use cti_runtime::session::{ReplyNote, Turn};
use cti_runtime::types::PhoneNumber;
use cti_runtime::{Millis, Order, RequestError, SendError, Session};
use cti_vendors::leaddesk_talk::{
    Agent, Direction, Event, EventHandler, LeaddeskTalk, Line, command, event,
};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, TALK, app, message, object};

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["login", "useSettings", "getJwt", "jwt"];

const CALLER: &str = "+1 202 555 0101";
const LOGIN: &str =
    r#"{"action":"login","language":"en","origin":"https://login-ce2.leaddesk.com/"}"#;
const ERROR: &str = r#"{"action":"error","message":"general"}"#;

type Talk<A> = Conversation<LeaddeskTalk, A, simulated::leaddesk_talk::Phone>;

fn talk<A: EventHandler>(crm: A) -> Talk<A> {
    Talk::new(TALK, crm, simulated::leaddesk_talk::Phone::new())
}

/// An agent has logged in, and nothing else has happened.
fn logged_in() -> Talk<Crm> {
    let mut talk = talk(Crm::default());
    talk.phone.agent_logs_in(talk.vendor.peer()).unwrap();
    assert_eq!(talk.said(), ["← login"]);
    talk
}

/// Keeps what it hears.
#[derive(Default)]
struct Crm {
    calls: Vec<event::Call>,
    completed: Vec<event::Completed>,
    errors: Vec<String>,
}

impl EventHandler for Crm {
    fn call(&mut self, call: event::Call, _: &mut cti_runtime::Peer<LeaddeskTalk>) {
        self.calls.push(call);
    }
    fn completed(&mut self, call: event::Completed, _: &mut cti_runtime::Peer<LeaddeskTalk>) {
        self.completed.push(call);
    }
    fn error(&mut self, error: event::Error, _: &mut cti_runtime::Peer<LeaddeskTalk>) {
        self.errors.push(error.message);
    }
}

/// The next token, as Talk posts it.
fn jwt(token: &str) -> String {
    format!(r#"{{"action":"jwt","jwt":"{token}"}}"#)
}

/// Hands a message to the session, and tells how it stood.
fn hear(session: &mut Session<LeaddeskTalk>, json: &str, now: u64) -> Order {
    message(session.receive(object(TALK, json), Millis(now))).1
}

/// The commands that wait to be posted.
fn posted(session: &mut Session<LeaddeskTalk>) -> Vec<String> {
    std::iter::from_fn(|| session.poll_post())
        .map(|post| post.data.json().to_owned())
        .collect()
}

#[test]
fn an_inbound_call_from_login_to_completion() {
    let mut talk = talk(demo::leaddesk_talk::Crm::new());
    talk.at(1_769_851_800_000);
    talk.phone.agent_logs_in(talk.vendor.peer()).unwrap();
    assert_eq!(
        talk.said(),
        ["← login", "→ useSettings", "→ getJwt", "← jwt"]
    );
    assert!(talk.phone.is_typing_barred());
    assert_eq!(talk.crm.token().unwrap().expose(), "simulated-token-1");

    talk.phone.ring(talk.vendor.peer(), CALLER).unwrap();
    assert_eq!(talk.said(), ["← call", "→ answer", "← connected"]);
    assert_eq!(talk.app.view().state(), Some(Line::Talking));
    assert_eq!(talk.vendor.view().state(), Some(Line::Talking));

    talk.at(1_769_851_860_000);
    talk.phone.caller_hangs_up(talk.vendor.peer()).unwrap();
    assert_eq!(talk.said(), ["← disconnected"]);
    assert_eq!(talk.app.view().state(), Some(Line::AfterCall));
    assert_eq!(talk.crm.completed(), 0);

    talk.phone.agent_completes(talk.vendor.peer()).unwrap();
    assert_eq!(talk.said(), ["← completed"]);
    assert_eq!(talk.app.view().state(), Some(Line::Idle));
    assert_eq!(talk.crm.completed(), 1);
    assert_eq!(talk.app.view().counters().out_of_turn, 0);
}

#[test]
fn an_outbound_call_is_told_as_it_goes_and_looked_back_at() {
    let mut talk = logged_in();
    talk.at(1_769_851_800_000);
    talk.app
        .peer()
        .send(command::Call::new(CALLER, true))
        .unwrap();
    assert_eq!(talk.said(), ["→ call", "← call", "← connected"]);
    assert_eq!(talk.crm.calls[0].direction, Direction::Out);
    assert_eq!(talk.crm.calls[0].ring_start.as_str(), "2026-01-31 09:30:00");

    talk.phone.agent_notes("Wants a quote.");
    talk.at(1_769_851_861_500);
    talk.app.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(talk.said(), ["→ hangup", "← disconnected", "← completed"]);
    let call = &talk.crm.completed[0].call;
    assert_eq!(call.id, talk.crm.calls[0].id);
    assert_eq!(call.to, Some(PhoneNumber::from(CALLER)));
    assert_eq!(call.from, None);
    assert!(call.answered);
    assert_eq!(call.duration, Some(61));
    assert_eq!(call.comment.as_deref(), Some("Wants a quote."));
    assert_eq!(
        call.call_end.as_ref().unwrap().as_str(),
        "2026-01-31 09:31:01"
    );
}

#[test]
fn a_call_that_nobody_answers_is_completed_as_unanswered() {
    let mut talk = logged_in();
    talk.phone.ring(talk.vendor.peer(), CALLER).unwrap();
    assert_eq!(talk.said(), ["← call"]);
    talk.phone.caller_hangs_up(talk.vendor.peer()).unwrap();
    talk.phone.agent_completes(talk.vendor.peer()).unwrap();
    assert_eq!(talk.said(), ["← disconnected", "← completed"]);
    let call = &talk.crm.completed[0].call;
    assert!(!call.answered);
    assert_eq!((&call.talk_start, &call.record_url), (&None, &None));

    let unanswered = simulated::leaddesk_talk::Phone::new().leaving_unanswered();
    let mut talk = Talk::new(TALK, Crm::default(), unanswered);
    talk.phone.agent_logs_in(talk.vendor.peer()).unwrap();
    talk.said();
    talk.app
        .peer()
        .send(command::Call::new(CALLER, true))
        .unwrap();
    assert_eq!(talk.said(), ["→ call", "← call"]);
    talk.app.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(talk.said(), ["→ hangup", "← disconnected", "← completed"]);
}

#[test]
fn a_number_without_autocall_only_fills_the_field() {
    let mut talk = logged_in();
    talk.app
        .peer()
        .send(command::Call::new(CALLER, false))
        .unwrap();
    assert_eq!(talk.said(), ["→ call"]);
    assert_eq!(talk.phone.field(), Some(&PhoneNumber::from(CALLER)));
    talk.app.peer().send(command::Reset::new()).unwrap();
    assert_eq!(talk.said(), ["→ reset"]);
    assert_eq!(talk.phone.field(), None);
}

#[test]
fn commands_that_fail_are_answered_with_an_error() {
    let mut talk = logged_in();
    talk.app.peer().send(command::Answer::new()).unwrap();
    assert_eq!(talk.said(), ["→ answer", "← error"]);
    talk.app.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(talk.said(), ["→ hangup", "← error"]);

    // Answering one's own call is as vain as answering none.
    talk.phone = simulated::leaddesk_talk::Phone::new().leaving_unanswered();
    talk.app
        .peer()
        .send(command::Call::new(CALLER, true))
        .unwrap();
    talk.app.peer().send(command::Answer::new()).unwrap();
    assert_eq!(talk.said(), ["→ call", "→ answer", "← call", "← error"]);
    // A second call while the first one rings.
    talk.app
        .peer()
        .send(command::Call::new(CALLER, true))
        .unwrap();
    assert_eq!(talk.said(), ["→ call", "← error"]);
    assert_eq!(talk.crm.errors, ["general"; 4]);
}

#[test]
fn an_agent_out_of_reach_neither_calls_nor_is_called_until_a_reset() {
    let mut talk = logged_in();
    talk.app
        .peer()
        .send(command::SetStatus::new(false))
        .unwrap();
    talk.app
        .peer()
        .send(command::Call::new(CALLER, true))
        .unwrap();
    assert_eq!(talk.said(), ["→ setStatus", "→ call", "← error"]);
    assert!(talk.phone.ring(talk.vendor.peer(), CALLER).is_err());
    assert_eq!(talk.said(), [""; 0]);
    talk.app.peer().send(command::Reset::new()).unwrap();
    talk.app
        .peer()
        .send(command::Call::new(CALLER, true))
        .unwrap();
    assert_eq!(talk.said(), ["→ reset", "→ call", "← call", "← connected"]);
}

#[test]
fn what_the_page_tells_about_the_customer_arrives_as_it_was() {
    let mut talk = logged_in();
    let metadata = serde_json::json!({"name": "Ada \"Ä\" Example", "ids": [1, null, {"a": 1.5}]});
    let metadata: std::collections::BTreeMap<_, _> =
        metadata.as_object().unwrap().clone().into_iter().collect();
    talk.app
        .peer()
        .send(command::SetMetadata::new(metadata.clone()))
        .unwrap();
    assert_eq!(talk.said(), ["→ setMetadata"]);
    assert_eq!(talk.phone.metadata(), &metadata);
}

#[test]
fn a_token_that_is_refused_is_an_error_of_its_ticket() {
    let mut talk = talk(Crm::default());
    let ticket = talk.app.peer().request(command::GetJwt::new()).unwrap();
    assert_eq!(talk.said(), ["→ getJwt", "← error"]);
    let refused = talk.app.peer().outcome(&ticket);
    assert_eq!(
        refused,
        Some(Err(RequestError::Refused(event::Error::new("general"))))
    );
    // The handler hears of it too, and the outcome is handed out once.
    assert_eq!(talk.crm.errors, ["general"]);
    assert_eq!(
        talk.app.peer().outcome(&ticket),
        Some(Err(RequestError::Unclaimed))
    );
}

#[test]
fn of_two_requests_for_a_token_one_is_in_flight_and_each_gets_its_own() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let first = session.peer().request(command::GetJwt::new()).unwrap();
    let second = session.peer().request(command::GetJwt::new()).unwrap();
    let get = r#"{"action":"getJwt"}"#;
    assert_eq!(posted(&mut session), [get]);
    assert_eq!(session.view().waiting(), 2);

    assert_eq!(
        hear(&mut session, &jwt("one"), 10).reply(),
        ReplyNote::Settled
    );
    assert_eq!(posted(&mut session), [get]);
    assert_eq!(session.peer().outcome(&second), None);
    assert_eq!(
        hear(&mut session, &jwt("two"), 20).reply(),
        ReplyNote::Settled
    );
    assert_eq!(posted(&mut session), [""; 0]);

    let token = |outcome: Option<Result<event::Jwt, _>>| outcome.unwrap().unwrap().jwt;
    assert_eq!(token(session.peer().outcome(&first)).expose(), "one");
    assert_eq!(token(session.peer().outcome(&second)).expose(), "two");
    assert_eq!(
        hear(&mut session, &jwt("three"), 30).reply(),
        ReplyNote::Unsolicited
    );
}

#[test]
fn a_request_that_is_sent_without_a_ticket_takes_its_own_answer() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    session.peer().send(command::GetJwt::new()).unwrap();
    let ticket = session.peer().request(command::GetJwt::new()).unwrap();
    hear(&mut session, &jwt("sent"), 10);
    hear(&mut session, &jwt("called"), 20);
    let token = session.peer().outcome(&ticket).unwrap().unwrap().jwt;
    assert_eq!(token.expose(), "called");
}

#[test]
fn a_ticket_is_of_no_use_in_another_session() {
    let mut sessions = [(); 2].map(|()| app::<LeaddeskTalk>().targeting(TALK).unwrap());
    let [mine, _others] = sessions
        .each_mut()
        .map(|session| session.peer().request(command::GetJwt::new()).unwrap());
    for session in &mut sessions {
        hear(session, &jwt("t"), 10);
    }
    let [first, second] = &mut sessions;
    assert_eq!(
        second.peer().outcome(&mine),
        Some(Err(RequestError::Unclaimed))
    );
    assert!(matches!(first.peer().outcome(&mine), Some(Ok(_))));
}

#[test]
fn a_shared_error_settles_the_call_in_flight_and_nobody_if_there_is_none() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    // An error that is some other command's: nobody waits.
    assert_eq!(hear(&mut session, ERROR, 0).reply(), ReplyNote::None);

    let first = session.peer().request(command::GetJwt::new()).unwrap();
    let second = session.peer().request(command::GetJwt::new()).unwrap();
    assert_eq!(hear(&mut session, ERROR, 10).reply(), ReplyNote::Settled);
    assert!(matches!(
        session.peer().outcome(&first),
        Some(Err(RequestError::Refused(_)))
    ));
    assert_eq!(session.peer().outcome(&second), None);
    assert_eq!(
        hear(&mut session, &jwt("two"), 20).reply(),
        ReplyNote::Settled
    );
    assert!(matches!(session.peer().outcome(&second), Some(Ok(_))));
    assert_eq!(hear(&mut session, ERROR, 30).reply(), ReplyNote::None);
}

#[test]
fn a_late_token_is_as_good_as_another() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let first = session
        .peer()
        .request_within(command::GetJwt::new(), Millis(1_000))
        .unwrap();
    let second = session
        .peer()
        .request_within(command::GetJwt::new(), Millis(1_000))
        .unwrap();
    assert_eq!(session.next_deadline(), Some(Millis(1_000)));
    session.tick(Millis(999));
    assert_eq!(session.peer().outcome(&first), None);
    session.tick(Millis(1_000));
    assert_eq!(
        session.peer().outcome(&first),
        Some(Err(RequestError::Deadline))
    );
    // The second one goes out now, and its time counts from now.
    assert_eq!(posted(&mut session).len(), 2);
    assert_eq!(session.next_deadline(), Some(Millis(2_000)));

    // This may be the answer of either call: both asked for the same.
    assert_eq!(
        hear(&mut session, &jwt("one"), 1_100).reply(),
        ReplyNote::Settled
    );
    let token = session.peer().outcome(&second).unwrap().unwrap().jwt;
    assert_eq!(token.expose(), "one");
    assert_eq!(
        hear(&mut session, &jwt("two"), 1_200).reply(),
        ReplyNote::Ambiguous
    );
}

#[test]
fn an_error_after_a_missed_deadline_settles_nobody() {
    let mut session = app::<LeaddeskTalk>()
        .targeting(TALK)
        .unwrap()
        .answering_within(Millis(500));
    let first = session.peer().request(command::GetJwt::new()).unwrap();
    session.tick(Millis(500));
    let second = session.peer().request(command::GetJwt::new()).unwrap();
    assert_eq!(hear(&mut session, ERROR, 600).reply(), ReplyNote::Ambiguous);
    assert_eq!(
        session.peer().outcome(&first),
        Some(Err(RequestError::Deadline))
    );
    assert_eq!(session.peer().outcome(&second), None);
}

#[test]
fn a_reload_in_the_middle_starts_everything_again() {
    let mut talk = logged_in();
    talk.phone.ring(talk.vendor.peer(), CALLER).unwrap();
    assert_eq!(talk.said(), ["← call"]);
    let asked = talk.app.peer().request(command::GetJwt::new()).unwrap();
    talk.app.peer().send(command::Answer::new()).unwrap();

    talk.app.reload();
    assert_eq!(
        talk.app.peer().outcome(&asked),
        Some(Err(RequestError::Reloaded))
    );
    assert_eq!(talk.app.view().state(), Some(Agent::LoggedOut));
    assert_eq!(talk.app.view().state(), Some(Line::Idle));
    assert_eq!(talk.app.view().waiting(), 0);
    // What was meant for the old document isn't posted to the new one.
    assert!(talk.app.poll_post().is_none());
    assert!(talk.app.peer().send(command::UseSettings::new()).is_err());

    talk.vendor.reload();
    talk.phone = simulated::leaddesk_talk::Phone::new();
    talk.phone.agent_logs_in(talk.vendor.peer()).unwrap();
    let asked = talk.app.peer().request(command::GetJwt::new()).unwrap();
    assert_eq!(talk.said(), ["→ getJwt", "← login", "← jwt"]);
    assert!(matches!(talk.app.peer().outcome(&asked), Some(Ok(_))));
    assert_eq!(talk.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_late_token_of_the_old_document_is_unsolicited_after_a_reload() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let _asked = session.peer().request(command::GetJwt::new()).unwrap();
    session.reload();
    assert_eq!(
        hear(&mut session, &jwt("old"), 10).reply(),
        ReplyNote::Unsolicited
    );
}

#[test]
fn a_session_that_joins_late_adopts_the_states_that_messages_imply() {
    let mut session = app::<LeaddeskTalk>().joining_late();
    assert_eq!(session.view().state::<Agent>(), None);
    let connected = r#"{"action":"connected","callStart":"2026-01-31 09:30:05"}"#;
    assert_eq!(hear(&mut session, connected, 0).turn(), Turn::Unsynced);
    assert_eq!(session.view().state(), Some(Line::Talking));
    // The line is known now, and held to its rules; the agent is not.
    assert_eq!(hear(&mut session, connected, 0).turn(), Turn::OutOfTurn);
    assert_eq!(session.view().state::<Agent>(), None);

    assert_eq!(
        hear(&mut session, r#"{"action":"logout"}"#, 0).turn(),
        Turn::Unsynced
    );
    assert!(session.peer().send(command::UseSettings::new()).is_err());
    // A new document begins at the beginning, and the session sees it do so.
    session.reload();
    assert_eq!(session.view().state(), Some(Agent::LoggedOut));
    assert_eq!(session.view().counters().out_of_turn, 1);
}

#[test]
fn a_session_that_joins_late_blocks_nothing_and_learns_nothing_from_what_it_tries() {
    let mut session = app::<LeaddeskTalk>()
        .joining_late()
        .targeting(TALK)
        .unwrap();
    session.peer().send(command::UseSettings::new()).unwrap();
    assert_eq!(posted(&mut session).len(), 1);
    // That the page sent settings doesn't mean that anybody is logged in.
    assert_eq!(session.view().state::<Agent>(), None);
    assert_eq!(hear(&mut session, LOGIN, 0).turn(), Turn::Unsynced);
    assert_eq!(session.view().state(), Some(Agent::LoggedIn));
}

#[test]
fn what_may_not_be_sent_is_refused_with_the_reason_and_not_posted() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let refused = session
        .peer()
        .send(command::UseSettings::new())
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "out of turn: Agent is LoggedOut, and LoggedIn is needed"
    );
    let SendError::OutOfTurn(violation) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(violation.machine, "Agent");
    assert_eq!(violation.state, Some("LoggedOut"));
    assert_eq!(violation.allowed, ["LoggedIn"]);
    assert!(
        session
            .view()
            .can_send(command::Call::new(CALLER, true))
            .is_err()
    );
    assert_eq!(posted(&mut session), [""; 0]);

    // Documents err: who knows better may.
    session
        .peer()
        .send_anyway(command::UseSettings::new())
        .unwrap();
    assert_eq!(posted(&mut session), [r#"{"action":"useSettings"}"#]);

    hear(&mut session, LOGIN, 0);
    assert_eq!(
        session.view().can_send(command::Call::new(CALLER, true)),
        Ok(())
    );
}

#[test]
fn what_comes_out_of_turn_is_delivered_marked_and_adopted() {
    let mut session = app::<LeaddeskTalk>();
    let connected = r#"{"action":"connected","callStart":"2026-01-31 09:30:05"}"#;
    let (event, order) = message(session.receive(object(TALK, connected), Millis(0)));
    assert!(matches!(event, Event::Connected(_)));
    assert_eq!(order.turn(), Turn::OutOfTurn);
    assert_eq!(
        order.violation().unwrap().to_string(),
        "Line is Idle, and Ringing is needed",
    );
    let moved: Vec<_> = order.moved().map(|moved| (moved.from, moved.to)).collect();
    assert_eq!(moved, [(Some("Idle"), "Talking")]);
    assert_eq!(session.view().state(), Some(Line::Talking));
    assert_eq!(session.view().counters().out_of_turn, 1);

    let over = r#"{"action":"disconnected","callEnd":"2026-01-31 09:31:00"}"#;
    assert_eq!(hear(&mut session, over, 0).turn(), Turn::InTurn);
}

#[test]
fn the_simulated_phone_is_held_to_the_rules_as_well() {
    let mut talk = logged_in();
    assert!(talk.phone.agent_logs_in(talk.vendor.peer()).is_err());
    assert!(talk.phone.caller_hangs_up(talk.vendor.peer()).is_err());
    assert!(talk.phone.agent_completes(talk.vendor.peer()).is_err());
    talk.phone.ring(talk.vendor.peer(), CALLER).unwrap();
    assert!(talk.phone.ring(talk.vendor.peer(), CALLER).is_err());
    assert!(talk.phone.agent_logs_out(talk.vendor.peer()).is_err());
    assert_eq!(talk.said(), ["← call"]);
}
