//! What a session takes is bounded, and beyond the bound it says so.

use cti_runtime::session::ReplyNote;
use cti_runtime::{Delivered, Limits, Millis, RequestError, SendError, Session, Signal, Vendor};
use cti_vendors::desk_open_cti::{DeskOpenCti, method};
use cti_vendors::leaddesk_talk::{LeaddeskTalk, command};

use crate::wire::{TALK, app, message, object};

fn talk(limits: Limits) -> Session<LeaddeskTalk> {
    app().targeting(TALK).unwrap().with_limits(limits)
}

#[test]
fn a_full_outbox_refuses_and_takes_again_when_it_is_emptied() {
    let mut session = talk(Limits::default().with_outbox(2));
    session.peer().send(command::Hangup::new()).unwrap();
    session.peer().send(command::Hangup::new()).unwrap();
    assert_eq!(
        session.peer().send(command::Hangup::new()),
        Err(SendError::OutboxFull)
    );
    assert_eq!(
        session.peer().request(command::GetJwt::new()).err(),
        Some(SendError::OutboxFull)
    );
    assert_eq!(
        session.view().waiting(),
        0,
        "a call that was not posted does not wait"
    );
    session.poll_post().unwrap();
    session.peer().send(command::Hangup::new()).unwrap();
}

#[test]
fn only_so_many_replies_are_waited_for() {
    let mut session = talk(Limits::default().with_waiting_replies(2));
    let first = session.peer().request(command::GetJwt::new()).unwrap();
    let _second = session.peer().request(command::GetJwt::new()).unwrap();
    assert_eq!(
        session.peer().request(command::GetJwt::new()).err(),
        Some(SendError::TooManyWaiting)
    );
    assert_eq!(session.view().waiting(), 2);

    // An answer makes room, whether its outcome was taken or not.
    let (_, order) =
        message(session.receive(object(TALK, r#"{"action":"jwt","jwt":"one"}"#), Millis(1)));
    assert_eq!(order.reply(), ReplyNote::Settled);
    assert!(matches!(session.peer().outcome(&first), Some(Ok(_))));
    session.peer().request(command::GetJwt::new()).unwrap();

    let mut session = talk(Limits::default().with_waiting_replies(0));
    assert_eq!(
        session.peer().request(command::GetJwt::new()).err(),
        Some(SendError::TooManyWaiting)
    );
    assert!(session.poll_post().is_none());
}

#[test]
fn outcomes_that_nobody_asks_for_do_not_pile_up() {
    let mut app = Session::<DeskOpenCti>::in_page()
        .joining_late()
        .with_limits(Limits::default().with_waiting_replies(4).with_outbox(1));
    for n in 0..1_000 {
        // Without a ticket, and with one that is dropped at once.
        app.peer().send(method::IsVisible::new()).unwrap();
        app.poll_signal().unwrap();
        drop(app.peer().request(method::IsVisible::new()).unwrap());
        app.poll_signal().unwrap();
        app.tick(Millis((n + 1) * 10_000));
    }
    assert_eq!(app.view().waiting(), 0);
}

#[test]
fn a_message_that_is_too_large_is_not_posted() {
    let mut session = talk(Limits::default().with_message_bytes(100));
    let long = "1".repeat(100);
    let call = command::Call::new(&*long, true);
    assert_eq!(session.peer().send_anyway(call), Err(SendError::TooLarge));
    assert!(session.poll_post().is_none());
    session.peer().send(command::Hangup::new()).unwrap();
}

#[test]
fn an_answer_that_is_too_large_is_not_given() {
    let mut library = Session::<DeskOpenCti, Vendor>::library()
        .joining_late()
        .with_limits(Limits::default().with_message_bytes(64));
    let call = Signal::Request {
        id: 9,
        name: "interaction.isVisible".into(),
        arguments: "[]".into(),
    };
    let Delivered::Message(_, order) = library.deliver(&call, Millis(0)) else {
        panic!("a call")
    };
    let call = order.request().unwrap();
    let long = Err("x".repeat(100));
    let given = library.peer().answer::<method::IsVisible>(call, &long);
    assert_eq!(given, Err(SendError::TooLarge));
    assert!(library.poll_signal().is_none());
    let given = library.peer().answer::<method::IsVisible>(call, &Ok(true));
    assert_eq!(given, Ok(()));
}

#[test]
fn a_session_that_is_never_polled_keeps_its_memory() {
    let limits = Limits::default();
    let mut session = talk(limits);
    let mut sent = 0;
    for _ in 0..10_000 {
        sent += usize::from(session.peer().send(command::Hangup::new()).is_ok());
    }
    assert_eq!(sent, limits.outbox());
}

#[test]
fn a_queued_call_that_finds_the_outbox_full_ends_at_once_with_that_reason() {
    let mut session = talk(Limits::default().with_outbox(1));
    let first = session.peer().request(command::GetJwt::new()).unwrap();
    session.poll_post().unwrap();
    let second = session.peer().request(command::GetJwt::new()).unwrap();
    session.peer().send(command::Hangup::new()).unwrap();
    message(session.receive(object(TALK, r#"{"action":"jwt","jwt":"one"}"#), Millis(1)));
    assert!(matches!(session.peer().outcome(&first), Some(Ok(_))));
    assert_eq!(
        session.peer().outcome(&second),
        Some(Err(RequestError::NotPosted(SendError::OutboxFull)))
    );
}
