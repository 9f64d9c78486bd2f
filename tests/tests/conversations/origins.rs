//! Every post goes to one exact origin, and a session stays with the one that it has found.

use cti_runtime::{
    Gate, Millis, OriginPolicy, RequestError, SendError, Session, Source, Turn, origins,
};
use cti_vendors::leaddesk_talk::{Agent, LeaddeskTalk, command};
use cti_vendors::talkdesk_embedded::{Region, TalkdeskEmbedded, View};

use crate::wire::{PAGE, TALK, TALKDESK, app, gate, message, object, vendor};

const ELSEWHERE: &str = "https://login-qed-fi1.leaddesk.com";
const LOGOUT: &str = r#"{"action":"logout"}"#;
const ERROR: &str = r#"{"action":"error","message":"general"}"#;

fn login(origin: &str) -> String {
    format!(r#"{{"action":"login","language":"en","origin":"{origin}/"}}"#)
}

/// Where the next message would be posted.
fn target(session: &mut Session<LeaddeskTalk>) -> String {
    session.peer().send(command::Hangup::new()).unwrap();
    session.poll_post().unwrap().target.as_str().to_owned()
}

#[test]
fn only_a_login_takes_the_session_along_to_another_origin() {
    let mut session = app::<LeaddeskTalk>();
    message(session.receive(object(TALK, ERROR), Millis(0)));
    assert_eq!(target(&mut session), TALK);

    for json in [
        LOGOUT,
        ERROR,
        r#"{"action":"muted"}"#,
        r#"{"action":"login"}"#,
    ] {
        assert_eq!(
            gate(session.receive(object(ELSEWHERE, json), Millis(1))),
            Gate::Origin,
            "{json}"
        );
    }
    let (_, order) = message(session.receive(object(ELSEWHERE, &login(ELSEWHERE)), Millis(1)));
    assert!(order.is_new_origin());
    assert_eq!(target(&mut session), ELSEWHERE);
    for json in [LOGOUT, ERROR] {
        assert_eq!(
            gate(session.receive(object(TALK, json), Millis(2))),
            Gate::Origin
        );
    }
    assert_eq!(session.view().state(), Some(Agent::LoggedIn));
    assert_eq!(target(&mut session), ELSEWHERE);

    // The frame shows another document, where the agent logs in without a logout before.
    let asked = session.peer().request(command::GetJwt::new()).unwrap();
    let (_, order) = message(session.receive(object(TALK, &login(TALK)), Millis(4)));
    assert!(order.is_new_origin());
    assert_eq!(order.turn(), Turn::InTurn);
    assert_eq!(
        session.peer().outcome(&asked),
        Some(Err(RequestError::Reloaded))
    );
    assert!(
        session.poll_post().is_none(),
        "what was for the other document is dropped"
    );
    assert_eq!(target(&mut session), TALK);
}

#[test]
fn a_session_that_waits_for_an_answer_does_not_move() {
    let mut session = app::<LeaddeskTalk>();
    message(session.receive(object(TALK, ERROR), Millis(0)));
    let _asked = session.peer().request(command::GetJwt::new()).unwrap();
    let jwt = r#"{"action":"jwt","jwt":"stolen"}"#;
    assert_eq!(
        gate(session.receive(object(ELSEWHERE, jwt), Millis(1))),
        Gate::Origin
    );
}

#[test]
fn a_reload_lets_the_session_find_another_origin_of_the_policy() {
    let mut session = app::<LeaddeskTalk>();
    message(session.receive(object(TALK, &login(TALK)), Millis(0)));
    session.reload();
    message(session.receive(object(ELSEWHERE, &login(ELSEWHERE)), Millis(1)));
    assert_eq!(target(&mut session), ELSEWHERE);
    assert_eq!(
        gate(session.receive(object(TALK, ERROR), Millis(2))),
        Gate::Origin
    );
}

/// A phone without order rules: nothing tells when it is at rest.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone-*.acme.example"),
    envelope(object, tag = "type")
)]
pub mod acme_phone {
    /// Phone → page.
    #[event]
    pub enum Event {
        /// A call rings.
        Ring,
    }
}

#[test]
fn a_session_without_order_rules_stays_with_its_first_origin_until_the_document_is_replaced() {
    let mut session = app::<acme_phone::AcmePhone>();
    let (first, second) = (
        "https://phone-1.acme.example",
        "https://phone-2.acme.example",
    );
    let ring = r#"{"type":"ring"}"#;
    message(session.receive(object(first, ring), Millis(0)));
    assert_eq!(
        gate(session.receive(object(second, ring), Millis(1))),
        Gate::Origin
    );
    session.reload();
    message(session.receive(object(second, ring), Millis(2)));
    assert_eq!(
        gate(session.receive(object(first, ring), Millis(3))),
        Gate::Origin
    );
    // An edge that only knows that the document may be another one says so.
    session.give_up_requests();
    let unknown = r#"{"type":"muted"}"#;
    assert_eq!(
        gate(session.receive(object(first, unknown), Millis(4))),
        Gate::Origin
    );
    let (_, order) = message(session.receive(object(first, ring), Millis(4)));
    assert!(order.is_new_origin());
    assert_eq!(
        gate(session.receive(object(second, ring), Millis(5))),
        Gate::Origin
    );
}

#[test]
fn what_login_says_of_its_origin_is_data() {
    let mut session = app::<LeaddeskTalk>();
    message(session.receive(object(TALK, &login("https://evil.example")), Millis(0)));
    assert_eq!(target(&mut session), TALK);
    message(session.receive(object(TALK, &login(ELSEWHERE)), Millis(0)));
    assert_eq!(target(&mut session), TALK);
}

#[test]
fn nothing_is_posted_before_it_is_known_where_to() {
    let mut session = app::<LeaddeskTalk>();
    assert_eq!(
        session.peer().send(command::Hangup::new()),
        Err(SendError::NoTarget)
    );
    assert_eq!(
        session.view().can_send(command::Hangup::new()),
        Err(SendError::NoTarget)
    );
    assert_eq!(
        session.peer().request(command::GetJwt::new()).err(),
        Some(SendError::NoTarget)
    );
    assert_eq!(session.view().waiting(), 0);
    assert!(session.poll_post().is_none());
    message(session.receive(object(TALK, ERROR), Millis(0)));
    assert_eq!(target(&mut session), TALK);
}

#[test]
fn a_declaration_with_one_origin_needs_no_target_for_its_first_message() {
    let mut session = app::<TalkdeskEmbedded>();
    let view = View::Workspace;
    let init =
        cti_vendors::talkdesk_embedded::command::Init::new(PAGE, "crm", Region::Us, "7", view);
    session.peer().send(init).unwrap();
    assert_eq!(session.poll_post().unwrap().target.as_str(), TALKDESK);
}

#[test]
fn a_target_is_selected_within_the_policy_and_never_a_star() {
    for target in [
        "*",
        "/",
        "",
        "null",
        "https://evil.example",
        "https://leaddesk.com",
    ] {
        assert!(app::<LeaddeskTalk>().targeting(target).is_err(), "{target}");
    }
    // An iframe's src, or an origin with a slash, is brought into an origin's form.
    let src = "https://login-ce2.leaddesk.com/?lang=fi";
    let mut session = app::<LeaddeskTalk>().targeting(src).unwrap();
    assert_eq!(target(&mut session), TALK);
}

#[test]
fn only_the_source_widens_a_policy() {
    let policy =
        OriginPolicy::declared::<LeaddeskTalk>().widened(origins!("https://talk.staging.example"));
    let mut session = Session::<LeaddeskTalk>::new(policy, Source(1));
    let staging = "https://talk.staging.example";
    message(session.receive(object(staging, &login(staging)), Millis(0)));
    assert_eq!(target(&mut session), staging);
}

#[test]
fn the_vendors_side_answers_the_page_that_spoke() {
    let mut session = vendor::<LeaddeskTalk>();
    session
        .peer()
        .send(cti_vendors::leaddesk_talk::event::Login::new("en", TALK))
        .unwrap();
    assert_eq!(session.poll_post().unwrap().target.as_str(), PAGE);

    // With several customers it waits to see which one it is.
    let pages = ["https://a.example", "https://b.example"].map(crate::wire::origin);
    let mut session =
        Session::<LeaddeskTalk, _>::serve(OriginPolicy::pages(pages).unwrap(), Source(1));
    let error = cti_vendors::leaddesk_talk::event::Error::new("general");
    assert_eq!(session.peer().send(error.clone()), Err(SendError::NoTarget));
    message(session.receive(
        object("https://b.example", r#"{"action":"answer"}"#),
        Millis(0),
    ));
    session.peer().send(error).unwrap();
    assert_eq!(
        session.poll_post().unwrap().target.as_str(),
        "https://b.example"
    );
}
