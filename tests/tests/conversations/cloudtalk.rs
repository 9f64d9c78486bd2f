//! CloudTalk Phone: several calls at a time, told apart by their ids, and no commands.

use cti_runtime::session::Turn;
use cti_runtime::types::Uuid;
use cti_runtime::{Limits, Millis};
use cti_vendors::cloudtalk::{Call, Cloudtalk, Contact, Event};
use cti_vendors::{demo, simulated};

use crate::wire::{CLOUDTALK, Conversation, app, message, object, text};

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[];

const CALLER: &str = "+1 202 555 0101";

type Cloud = Conversation<Cloudtalk, demo::cloudtalk::Crm, simulated::cloudtalk::Phone>;

fn cloud() -> Cloud {
    Cloud::new(
        CLOUDTALK,
        demo::cloudtalk::Crm::default(),
        simulated::cloudtalk::Phone::new(),
    )
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// An event of a call, without a contact.
fn event(name: &str, call: Uuid) -> String {
    format!(
        r#"{{"event":"{name}","properties":{{"call_uuid":"{call}","external_number":"{CALLER}","internal_number":"+12025550100"}}}}"#
    )
}

#[test]
fn a_call_that_the_user_ends_is_hung_up_and_then_ended() {
    let mut cloud = cloud();
    let call = cloud.phone.ring(cloud.vendor.peer(), CALLER).unwrap();
    assert_eq!(cloud.said(), ["← ringing"]);
    assert_eq!(cloud.app.view().state_of(&call), Some(Call::Ringing));
    cloud.phone.answer(cloud.vendor.peer(), call).unwrap();
    cloud.said();
    assert_eq!(cloud.app.view().state_of(&call), Some(Call::Talking));
    cloud.phone.hang_up(cloud.vendor.peer(), call).unwrap();
    assert_eq!(cloud.said(), ["← hangup", "← ended"]);
    // A call that is over is forgotten, on both sides.
    assert_eq!(cloud.app.view().state_of::<Call>(&call), None);
    assert_eq!(cloud.phone.calls(cloud.vendor.view()), []);
    let crm = demo::cloudtalk::Crm {
        inbound: 1,
        outbound: 0,
        answered: 1,
        hung_up: 1,
        ended: 1,
    };
    assert_eq!(cloud.crm, crm);
}

#[test]
fn a_call_that_somebody_else_ends_is_ended_alone() {
    let mut cloud = cloud();
    let missed = cloud.phone.ring(cloud.vendor.peer(), CALLER).unwrap();
    cloud
        .phone
        .caller_hangs_up(cloud.vendor.peer(), missed)
        .unwrap();
    assert_eq!(cloud.said(), ["← ringing", "← ended"]);
    let dialled = cloud.phone.dial(cloud.vendor.peer(), CALLER).unwrap();
    cloud.phone.answer(cloud.vendor.peer(), dialled).unwrap();
    cloud
        .phone
        .caller_hangs_up(cloud.vendor.peer(), dialled)
        .unwrap();
    assert_eq!(cloud.said(), ["← dialing", "← calling", "← ended"]);
    assert_eq!((cloud.crm.hung_up, cloud.crm.ended), (0, 2));
    assert_eq!(cloud.app.view().counters().out_of_turn, 0);
}

#[test]
fn calls_at_the_same_time_are_told_apart() {
    let mut cloud = cloud();
    let first = cloud.phone.dial(cloud.vendor.peer(), CALLER).unwrap();
    cloud.phone.answer(cloud.vendor.peer(), first).unwrap();
    let second = cloud
        .phone
        .ring(cloud.vendor.peer(), "+44 20 7946 0101")
        .unwrap();
    cloud.said();
    assert_ne!(first, second);
    let mut states: Vec<_> = cloud
        .app
        .view()
        .calls::<Call>()
        .map(|(_, state)| state)
        .collect();
    states.sort_unstable_by_key(|state| format!("{state:?}"));
    assert_eq!(states, [Call::Ringing, Call::Talking]);
    cloud
        .phone
        .caller_hangs_up(cloud.vendor.peer(), second)
        .unwrap();
    cloud.said();
    assert_eq!(cloud.app.view().state_of(&first), Some(Call::Talking));
    assert_eq!(cloud.app.view().calls::<Call>().count(), 1);
}

#[test]
fn a_contact_that_becomes_known_is_told_with_every_later_event() {
    let mut session = app::<Cloudtalk>();
    let mut cloud = cloud();
    let call = cloud.phone.ring(cloud.vendor.peer(), CALLER).unwrap();
    let ada = Contact::new("Ada Example").id(7).company("Example Ltd");
    cloud
        .phone
        .contact_info(cloud.vendor.peer(), call, ada.clone())
        .unwrap();
    cloud.phone.answer(cloud.vendor.peer(), call).unwrap();
    let mut contacts = Vec::new();
    while let Some(post) = cloud.vendor.poll_post() {
        contacts.push(
            match message(session.receive(text(CLOUDTALK, post.data.json()), Millis(0))) {
                (Event::Ringing(event), _) => event.contact,
                (Event::ContactInfo(event), _) => event.contact,
                (Event::Calling(event), _) => event.contact,
                (other, _) => panic!("{other:?}"),
            },
        );
    }
    assert_eq!(contacts, [None, Some(ada.clone()), Some(ada)]);
}

#[test]
fn the_phone_does_nothing_for_a_call_that_it_does_not_have() {
    let mut cloud = cloud();
    assert!(cloud.phone.answer(cloud.vendor.peer(), id(9)).is_err());
    assert!(cloud.phone.hang_up(cloud.vendor.peer(), id(9)).is_err());
    let call = cloud.phone.ring(cloud.vendor.peer(), CALLER).unwrap();
    cloud.phone.answer(cloud.vendor.peer(), call).unwrap();
    assert!(
        cloud.phone.answer(cloud.vendor.peer(), call).is_err(),
        "it is answered already"
    );
    assert_eq!(cloud.said(), ["← ringing", "← calling"]);
}

#[test]
fn an_event_of_an_unknown_call_is_out_of_turn_unless_the_session_joined_late() {
    let calling = event("calling", id(1));
    let ended = event("ended", id(2));
    let turn = |session: &mut cti_runtime::Session<Cloudtalk>, json: &str| {
        message(session.receive(text(CLOUDTALK, json), Millis(0)))
            .1
            .turn()
    };
    let mut session = app::<Cloudtalk>();
    assert_eq!(turn(&mut session, &calling), Turn::OutOfTurn);
    assert_eq!(session.view().state_of(&id(1)), Some(Call::Talking));
    assert_eq!(
        turn(&mut session, &ended),
        Turn::InTurn,
        "any call may end, known or not"
    );

    let mut session = app::<Cloudtalk>().joining_late();
    assert_eq!(turn(&mut session, &calling), Turn::Unsynced);
    assert_eq!(session.view().state_of(&id(1)), Some(Call::Talking));
    assert_eq!(
        turn(&mut session, &calling),
        Turn::OutOfTurn,
        "this call is known now"
    );
}

#[test]
fn three_thousand_open_calls_stay_bounded() {
    let mut session = app::<Cloudtalk>().with_limits(Limits::default().with_open_calls(100));
    for n in 0..3_000 {
        let ringing = event("ringing", id(n));
        let (_, order) = message(session.receive(text(CLOUDTALK, &ringing), Millis(0)));
        assert_eq!(order.turn(), Turn::InTurn);
    }
    assert_eq!(session.view().calls::<Call>().count(), 100);
    assert_eq!(session.view().counters().forgotten_calls, 2_900);
    assert_eq!(session.view().state_of::<Call>(&id(2_899)), None);
    assert_eq!(session.view().state_of(&id(2_900)), Some(Call::Ringing));

    let mut session = app::<Cloudtalk>();
    for n in 0..3_000 {
        let ringing = event("ringing", id(n));
        message(session.receive(text(CLOUDTALK, &ringing), Millis(0)));
    }
    assert_eq!(
        session.view().calls::<Call>().count(),
        Limits::default().open_calls()
    );
}

#[test]
fn calls_that_end_are_not_counted_as_open() {
    let mut session = app::<Cloudtalk>().with_limits(Limits::default().with_open_calls(2));
    message(session.receive(text(CLOUDTALK, &event("ringing", id(0))), Millis(0)));
    for n in 1..1_000 {
        for name in ["ringing", "ended"] {
            message(session.receive(text(CLOUDTALK, &event(name, id(n))), Millis(0)));
        }
    }
    assert_eq!(session.view().counters().forgotten_calls, 0);
    assert_eq!(session.view().state_of(&id(0)), Some(Call::Ringing));
}

/// The document posts text; the listeners that others have published take objects.
#[test]
fn events_are_text_or_objects_and_lack_what_clients_guard_for() {
    let events = [
        r#"{"event":"ringing","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789c","external_number":"+44","internal_number":"+1"}}"#,
        r#"{"event":"ringing","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789d","external_number":"+44"}}"#,
        r#"{"event":"contact_info","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789d","external_number":"+44","contact":{"name":"Ada Example"}}}"#,
        r#"{"properties":{"contact":{"id":null,"name":"Ada Example"},"external_number":"+44","internal_number":null,"call_uuid":"12345678-1234-1234-123a-012345a6789d"},"event":"ended"}"#,
    ];
    let (mut posted, mut written) = (app::<Cloudtalk>(), app::<Cloudtalk>());
    for json in events {
        let (object, _) = message(posted.receive(object(CLOUDTALK, json), Millis(0)));
        let (text, _) = message(written.receive(text(CLOUDTALK, json), Millis(0)));
        assert_eq!(object, text);
    }
}
