//! Genesys Cloud's Embeddable Framework: categories inside of a type, and contacts that are asked for.

use cti_runtime::session::Turn;
use cti_runtime::types::{Json, Map};
use cti_runtime::{Gate, Millis, RequestError};
use cti_vendors::genesys_embeddable::{
    Action, Event, GenesysEmbeddable, Leg, Lifecycle, Notice, Presence, Severity, State, Subject,
    UserAction, View, ViewName, command,
};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, PAGE, app, gate, message, object, text, vendor};

/// The client's frame.
const GENESYS: &str = "https://apps.mypurecloud.com";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &["status"];

const CALLER: &str = "+1 202 555 0101";
const ID: &str = "cd66ba23-5490-4510-8f9e-000000000001";

type Genesys = Conversation<
    GenesysEmbeddable,
    demo::genesys_embeddable::Crm,
    simulated::genesys_embeddable::Phone,
>;

fn logged_in() -> Genesys {
    let mut genesys = Genesys::new(
        GENESYS,
        demo::genesys_embeddable::Crm::new().knowing(CALLER, "Ada Example"),
        simulated::genesys_embeddable::Phone::new(),
    );
    genesys.phone.agent_logs_in(genesys.vendor.peer()).unwrap();
    assert_eq!(genesys.said(), ["← userActionSubscription"]);
    assert_eq!(genesys.crm.status(), Some(&Presence::Available));
    genesys
}

/// An event of an interaction.
fn lifecycle(category: &str, interaction: &str) -> String {
    format!(
        r#"{{"type":"interactionSubscription","data":{{"category":"{category}","interaction":{interaction}}}}}"#
    )
}

#[test]
fn a_call_is_shown_connected_and_logged() {
    let mut genesys = logged_in();
    let call = genesys.phone.ring(genesys.vendor.peer(), CALLER).unwrap();
    assert_eq!(
        genesys.said(),
        [
            "← interactionSubscription",
            "← screenPop",
            "→ addAssociation",
        ]
    );
    assert_eq!(genesys.crm.caller(), Some("Ada Example"));
    let leg = |genesys: &Genesys| genesys.app.view().state_of::<Leg>(&call);
    assert_eq!(leg(&genesys), Some(Leg::Waiting));
    let pickup = command::UpdateInteractionState::new(Action::Pickup, call.as_str());
    genesys.app.peer().send(pickup).unwrap();
    genesys.said();
    assert_eq!(leg(&genesys), Some(Leg::Connected));
    genesys.at(64_000);
    genesys.phone.ends(genesys.vendor.peer(), &call).unwrap();
    genesys
        .phone
        .agent_writes(genesys.vendor.peer(), &call, "Wants a quote")
        .unwrap();
    assert_eq!(
        genesys.said(),
        ["← interactionSubscription", "← processCallLog"]
    );
    assert_eq!(leg(&genesys), Some(Leg::AfterCall));
    let notes = genesys.crm.logs().get(&call).unwrap();
    assert_eq!(notes.as_deref(), Some("Wants a quote"));
    genesys
        .phone
        .finishes(genesys.vendor.peer(), &call)
        .unwrap();
    genesys.said();
    assert_eq!(leg(&genesys), None);
    assert_eq!(genesys.crm.ended(), 1);
    assert!(genesys.phone.calls().is_empty());
    assert_eq!(genesys.app.view().counters().out_of_turn, 0);
}

#[test]
fn the_page_acts_on_calls() {
    let mut genesys = logged_in();
    genesys.crm.dial(CALLER, genesys.app.peer()).unwrap();
    assert_eq!(
        genesys.said(),
        ["→ clickToDial", "← interactionSubscription"]
    );
    let call = genesys.phone.calls().keys().next().unwrap().clone();
    genesys
        .phone
        .connects(genesys.vendor.peer(), &call)
        .unwrap();
    genesys.said();
    let state = |genesys: &Genesys| genesys.phone.calls()[&call].state.clone().unwrap();
    for (action, then) in [
        (Action::Hold, State::Held),
        (Action::Hold, State::Connected),
        (Action::Mute, State::Connected),
        (Action::Disconnect, State::Disconnected),
    ] {
        let update = command::UpdateInteractionState::new(action, call.as_str());
        genesys.app.peer().send(update).unwrap();
        genesys.said();
        assert_eq!(state(&genesys), then);
    }
    let leg = genesys.app.view().state_of::<Leg>(&call);
    assert_eq!(leg, Some(Leg::AfterCall));
    // A number that isn't to be called at once waits for the agent.
    let typed = command::ClickToDial::new(CALLER);
    genesys.app.peer().send(typed).unwrap();
    assert_eq!(genesys.said(), ["→ clickToDial"]);
    assert_eq!(genesys.phone.typed(), Some(&CALLER.into()));
}

#[test]
fn a_transfer_names_the_call_by_its_id() {
    let mut genesys = logged_in();
    let call = genesys.phone.ring(genesys.vendor.peer(), CALLER).unwrap();
    genesys
        .phone
        .connects(genesys.vendor.peer(), &call)
        .unwrap();
    genesys
        .phone
        .agent_selects(genesys.vendor.peer(), &call)
        .unwrap();
    genesys
        .phone
        .transfers(genesys.vendor.peer(), &call)
        .unwrap();
    genesys.said();
    let leg = genesys.app.view().state_of::<Leg>(&call);
    assert_eq!(leg, Some(Leg::AfterCall));
    assert!(
        genesys
            .phone
            .transfers(genesys.vendor.peer(), "other")
            .is_err()
    );
}

#[test]
fn contacts_are_found_for_the_agent() {
    let mut genesys = logged_in();
    genesys
        .phone
        .agent_searches(genesys.vendor.peer(), "ada")
        .unwrap();
    assert_eq!(genesys.said(), ["← contactSearch", "→ sendContactSearch"]);
    let found = genesys.phone.found(genesys.vendor.peer());
    assert_eq!(found[0].name, "Ada Example");
    assert_eq!(found[0].phone[0].number, CALLER.into());
    genesys
        .phone
        .agent_searches(genesys.vendor.peer(), "nobody")
        .unwrap();
    genesys.said();
    assert!(genesys.phone.found(genesys.vendor.peer()).is_empty());
}

#[test]
fn a_search_that_nobody_answers_has_a_deadline() {
    let mut session = vendor::<GenesysEmbeddable>();
    let search = cti_vendors::genesys_embeddable::notice::ContactSearch::new("ada");
    let ticket = session.peer().request(search).unwrap();
    session.tick(Millis(60_000));
    assert_eq!(
        session.peer().outcome(&ticket),
        Some(Err(RequestError::Deadline))
    );
}

#[test]
fn the_page_sets_status_view_and_texts() {
    let mut genesys = logged_in();
    let page = genesys.app.peer();
    page.send(command::UpdateUserStatus::new(Presence::OnQueue))
        .unwrap();
    page.send(command::SetView::new("main", View::new(ViewName::CallLog)))
        .unwrap();
    let warning = command::SendCustomNotification::new("Order 7 is late", Severity::Warning);
    page.send(warning.timeout(5_000)).unwrap();
    assert_eq!(
        genesys.said(),
        [
            "→ updateUserStatus",
            "→ setView",
            "→ sendCustomNotification",
            "← userActionSubscription",
            "← userActionSubscription",
        ]
    );
    assert_eq!(genesys.crm.status(), Some(&Presence::OnQueue));
    assert_eq!(genesys.phone.view(), Some(&ViewName::CallLog));
    assert_eq!(genesys.phone.shown(), Some("Order 7 is late"));
}

#[test]
fn attributes_that_the_page_adds_are_told_back() {
    let mut genesys = logged_in();
    let call = genesys.phone.ring(genesys.vendor.peer(), CALLER).unwrap();
    genesys.said();
    let attributes: Map<Json> = [("case".to_owned(), "7".into())].into();
    let add = command::AddAttribute::new(call, attributes);
    genesys.app.peer().send(add).unwrap();
    assert_eq!(
        genesys.said(),
        ["→ addAttribute", "← interactionSubscription"]
    );
}

/// The key says an id; the whole interaction, or an id, or another key was seen.
#[test]
fn a_screen_pop_has_the_interaction_in_any_of_its_forms() {
    for subject in [
        format!(r#""interactionId":{{"id":"{ID}","ani":"+12025550101"}}"#),
        format!(r#""interactionId":"{ID}""#),
        format!(r#""interaction":{{"id":"{ID}","attributes":{{"case":"7"}}}}"#),
    ] {
        let mut session = app::<GenesysEmbeddable>();
        let json =
            format!(r#"{{"type":"screenPop","data":{{"searchString":"+12025550101",{subject}}}}}"#);
        let (event, _) = message(session.receive(text(GENESYS, &json), Millis(0)));
        let shown = format!("{event:?}");
        assert!(!shown.contains("5550101"), "{shown}");
        let Event::Notice(Notice::ScreenPop(pop)) = event else {
            panic!("{event:?}")
        };
        assert_eq!(pop.interaction.id(), ID);
    }
}

#[test]
fn an_interaction_is_taken_up_in_the_state_that_it_is_in() {
    for (state, leg) in [
        ("ALERTING", Some(Leg::Waiting)),
        ("HELD", Some(Leg::Connected)),
        ("DISCONNECTED", Some(Leg::AfterCall)),
        ("PARKED", None),
    ] {
        let mut session = app::<GenesysEmbeddable>();
        let add = lifecycle("add", &format!(r#"{{"id":"{ID}","state":"{state}"}}"#));
        let (_, order) = message(session.receive(text(GENESYS, &add), Millis(0)));
        assert_eq!(order.turn(), Turn::InTurn);
        let taken = session.view().state_of::<Leg>(&ID.to_owned());
        assert_eq!(taken, leg, "{state}");
    }
    let mut session = app::<GenesysEmbeddable>();
    let interaction = format!(r#"{{"id":"{ID}","state":"CONNECTED"}}"#);
    for (category, turn) in [
        ("connect", Turn::InTurn),
        ("acw", Turn::OutOfTurn),
        ("deallocate", Turn::InTurn),
    ] {
        let event = lifecycle(category, &interaction);
        let (_, order) = message(session.receive(text(GENESYS, &event), Millis(0)));
        assert_eq!(order.turn(), turn, "{category}");
    }
}

#[test]
fn a_new_category_is_kept_with_its_type() {
    let mut session = app::<GenesysEmbeddable>();
    let event = lifecycle("park", &format!(r#"{{"id":"{ID}"}}"#));
    let (event, _) = message(session.receive(text(GENESYS, &event), Millis(0)));
    assert!(
        matches!(&event, Event::Lifecycle(Lifecycle::Unknown(unknown)) if unknown.name() == "park"),
        "{event:?}"
    );
    let login = r#"{"type":"userActionSubscription","data":{"category":"login","data":null}}"#;
    let (event, _) = message(session.receive(text(GENESYS, login), Millis(0)));
    assert!(
        matches!(&event, Event::UserAction(UserAction::Unknown(_))),
        "{event:?}"
    );
    // What one of the examples asks for alone.
    let settings = r#"{"type":"settingsRequest"}"#;
    let (event, _) = message(session.receive(text(GENESYS, settings), Millis(0)));
    assert!(
        matches!(&event, Event::Notice(Notice::Unknown(_))),
        "{event:?}"
    );
}

#[test]
fn blind_transfers_have_an_id_or_an_object() {
    for subject in [format!(r#""{ID}""#), format!(r#"{{"id":"{ID}"}}"#)] {
        let mut session = app::<GenesysEmbeddable>();
        let event = lifecycle("blindTransfer", &subject);
        let (event, _) = message(session.receive(text(GENESYS, &event), Millis(0)));
        let Event::Lifecycle(Lifecycle::BlindTransfer(transfer)) = event else {
            panic!("{event:?}")
        };
        let subject: Subject = transfer.0;
        assert_eq!(subject.id(), ID);
    }
}

#[test]
fn other_regions_are_admitted_and_look_alikes_are_not() {
    let status = r#"{"type":"userActionSubscription","data":{"category":"status","data":{"status":"MEAL"}}}"#;
    for region in [
        "https://apps.mypurecloud.jp",
        "https://apps.usw2.pure.cloud",
    ] {
        message(app::<GenesysEmbeddable>().receive(text(region, status), Millis(0)));
    }
    for other in [
        "https://apps.evil.pure.cloud",
        "https://apps.mypurecloud.com.evil.example",
        "https://login.mypurecloud.com",
        PAGE,
    ] {
        let refused = app::<GenesysEmbeddable>().receive(text(other, status), Millis(0));
        assert_eq!(gate(refused), Gate::Origin, "{other}");
    }
    // The framework parses what it gets: an object is none of its.
    let refused = app::<GenesysEmbeddable>().receive(object(GENESYS, status), Millis(0));
    assert_eq!(gate(refused), Gate::NotOurs);
}
