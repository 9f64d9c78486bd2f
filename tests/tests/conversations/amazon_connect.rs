//! Amazon Connect: what is requested has its name, its arguments and its id in the content, and what
//! all tabs are to hear has its name there.

use cti_runtime::session::ReplyNote;
use cti_runtime::{
    Gate, Millis, OriginPolicy, Received, RequestError, SendError, Session, Source, Vendor,
};
use cti_vendors::amazon_connect::{
    Agent, AmazonConnect, Ccp, ConnectionStateType, ContactStateType, Endpoint, Event, api,
    broadcast, control, coordination, event,
};
use cti_vendors::{demo, simulated};

use crate::wire::{Conversation, app, gate, message, object, origin, vendor};

/// The instance's CCP.
const CONNECT: &str = "https://example.my.connect.aws";

/// What the demo application and the phone of the registry say to each other at the start.
pub const OPENING: &[&str] = &[
    "acknowledge",
    "configure",
    "agent::update",
    "outer_context_info",
];

const CUSTOMER: &str = "+1 202 555 0101";

type Connect =
    Conversation<AmazonConnect, demo::amazon_connect::Crm, simulated::amazon_connect::Phone>;

fn loading() -> Connect {
    Connect::new(
        CONNECT,
        demo::amazon_connect::Crm::new(),
        simulated::amazon_connect::Phone::new(),
    )
}

/// The agent is logged in, and available.
fn available() -> Connect {
    let mut connect = loading();
    connect.phone.agent_logs_in(connect.vendor.peer()).unwrap();
    assert_eq!(
        connect.said(),
        [
            "← acknowledge",
            "← agent::update",
            "→ configure",
            "→ outer_context_info",
        ]
    );
    assert_eq!(connect.app.view().state(), Some(Agent::Offline));
    connect.crm.choose("Available", connect.app.peer()).unwrap();
    assert_eq!(
        connect.said(),
        ["→ api_request", "← agent::update", "← api_response"]
    );
    assert_eq!(connect.app.view().state(), Some(Agent::Routable));
    connect
}

fn state(connect: &Connect) -> Option<&ContactStateType> {
    let contact = connect.crm.snapshot()?.contacts.first()?;
    Some(&contact.state.kind)
}

#[test]
fn a_customer_is_accepted_and_all_tabs_are_told() {
    let mut connect = available();
    connect.phone.ring(connect.vendor.peer(), CUSTOMER).unwrap();
    assert_eq!(connect.said(), ["← agent::update"]);
    assert_eq!(connect.crm.pops(), [CUSTOMER.into()]);
    assert_eq!(state(&connect), Some(&ContactStateType::Connecting));

    connect.crm.accept(connect.app.peer()).unwrap();
    assert_eq!(
        connect.said(),
        ["→ api_request", "← agent::update", "← api_response"]
    );
    connect.crm.after_accepting(connect.app.peer()).unwrap();
    assert_eq!(
        connect.said(),
        [
            "→ broadcast",
            "→ broadcast",
            "← contact::accepted",
            "← contact::accepted::c-1",
        ]
    );
    assert_eq!(state(&connect), Some(&ContactStateType::Connected));
    assert_eq!(connect.crm.pops().len(), 1);

    let mute = broadcast::Mute::new().mute(true);
    connect.app.peer().send(mute).unwrap();
    assert_eq!(
        connect.said(),
        ["→ broadcast", "← mute", "← agent::mute_toggle"]
    );
    assert!(connect.phone.is_muted());

    connect
        .phone
        .customer_hangs_up(connect.vendor.peer())
        .unwrap();
    connect.said();
    assert_eq!(state(&connect), Some(&ContactStateType::Ended));
    connect.crm.clear(connect.app.peer()).unwrap();
    connect.said();
    assert_eq!(state(&connect), None);
    assert_eq!(connect.app.view().counters().out_of_turn, 0);
}

#[test]
fn a_number_is_called_held_and_hung_up() {
    let mut connect = available();
    connect.crm.dial(CUSTOMER, connect.app.peer()).unwrap();
    connect.said();
    connect.phone.party_answers(connect.vendor.peer()).unwrap();
    let hold = api::HoldConnection::new("c-1", "n-2");
    connect.app.peer().request(hold).unwrap();
    let keys = api::SendDigits::new("c-1", "n-2", "42#");
    connect.app.peer().request(keys).unwrap();
    connect.said();
    let parties = &connect.crm.snapshot().unwrap().contacts[0].connections;
    assert_eq!(parties[1].state.kind, ConnectionStateType::Hold);
    assert_eq!(connect.phone.digits(), "42#");

    let resume = api::ResumeConnection::new("c-1", "n-2");
    let resumed = connect.app.peer().request(resume).unwrap();
    connect.said();
    assert_eq!(connect.app.peer().outcome(&resumed), Some(Ok(())));
    connect.crm.hang_up(connect.app.peer()).unwrap();
    connect.said();
    assert_eq!(state(&connect), Some(&ContactStateType::Ended));
}

#[test]
fn two_requests_at_once_fail_and_succeed_each_for_itself() {
    let mut connect = available();
    let peer = connect.app.peer();
    let nobody = api::CreateOutboundContact::new(Endpoint::new(), "arn:queue-1");
    let nobody = peer.request(nobody).unwrap();
    let colleagues = api::GetEndpoints::new(vec!["arn:queue-1".to_owned()]);
    let colleagues = peer.request(colleagues).unwrap();
    // What the simulated CCP doesn't do is answered as the package answers what it doesn't know.
    let pause = peer.request(api::PauseContact::new("c-1")).unwrap();
    let softphone = coordination::BecomeMaster::new("connect::softphone");
    let softphone = peer.request(softphone).unwrap();
    connect.said();
    let peer = connect.app.peer();
    assert_eq!(
        peer.outcome(&nobody),
        Some(Err(RequestError::Refused(
            r#"{"type":"BadEndpointException"}"#.to_owned()
        )))
    );
    assert_eq!(
        peer.outcome(&colleagues).unwrap().unwrap().endpoints.len(),
        1
    );
    assert_eq!(
        peer.outcome(&pause),
        Some(Err(RequestError::Refused("{}".to_owned())))
    );
    let mastery = peer.outcome(&softphone).unwrap().unwrap();
    assert_eq!(mastery.master_id.as_deref(), Some("port-1"));
}

#[test]
fn a_request_and_its_answer_look_as_the_package_s() {
    let mut session = app::<AmazonConnect>().targeting(CONNECT).unwrap();
    let early = session.peer().request(api::AcceptContact::new("c-1"));
    assert!(matches!(early, Err(SendError::OutOfTurn(_))), "{early:?}");
    let acknowledge = r#"{"event":"acknowledge","data":{"id":"port-1"}}"#;
    message(session.receive(object(CONNECT, acknowledge), Millis(0)));
    assert_eq!(session.view().state(), Some(Ccp::Acknowledged));

    let accept = api::AcceptContact::new("c-1");
    let ticket = session.peer().request(accept).unwrap();
    assert_eq!(
        session.poll_post().unwrap().data.json(),
        r#"{"event":"api_request","data":{"event":"api_request","method":"acceptContact","requestId":"1","params":{"contactId":"c-1"}}}"#
    );
    // An error counts, whatever stands beside it.
    let failed = r#"{"event":"api_response","data":{"event":"api_response","requestId":"1","data":{},"err":"{\"type\":\"InvalidStateException\"}"}}"#;
    let received = session.receive(object(CONNECT, failed), Millis(5));
    assert!(matches!(received, Received::Message(..)), "{received:?}");
    assert!(matches!(
        session.peer().outcome(&ticket),
        Some(Err(RequestError::Refused(_)))
    ));

    let ticket = session.peer().request(api::ClearContact::new("c-1"));
    let cleared =
        r#"{"event":"api_response","data":{"event":"api_response","requestId":"2","err":null}}"#;
    let received = session.receive(object(CONNECT, cleared), Millis(6));
    assert!(matches!(received, Received::Message(..)), "{received:?}");
    assert_eq!(session.peer().outcome(&ticket.unwrap()), Some(Ok(())));
}

#[test]
fn a_ccp_that_is_gone_is_noticed_and_one_that_logs_out_says_so() {
    let mut connect = available();
    let peer = connect.app.peer();
    let there = peer.request(control::Synchronize::new()).unwrap();
    assert_eq!(connect.said(), ["→ synchronize", "← acknowledge"]);
    let there = connect.app.peer().outcome(&there).unwrap();
    assert_eq!(there, Ok(event::Acknowledge::new()));

    let gone = connect.app.peer().request(control::Synchronize::new());
    connect.app.poll_post().unwrap();
    connect.app.tick(Millis(3_001));
    assert_eq!(
        connect.app.peer().outcome(&gone.unwrap()),
        Some(Err(RequestError::Deadline))
    );

    let mut connect = available();
    connect.phone.agent_logs_out(connect.vendor.peer()).unwrap();
    assert_eq!(connect.said(), ["← terminated"]);
    assert_eq!(connect.app.view().state(), Some(Ccp::Loading));
    assert_eq!(connect.app.view().state(), Some(Agent::Init));
    let late = connect.app.peer().send(broadcast::Mute::new());
    assert!(matches!(late, Err(SendError::OutOfTurn(_))), "{late:?}");
    connect
        .app
        .peer()
        .request(control::Synchronize::new())
        .unwrap();
    assert_eq!(connect.said(), ["→ synchronize"], "the login page is mute");
    assert_eq!(connect.vendor.peer().counters().out_of_turn, 0);
}

#[test]
fn the_ccp_does_nothing_without_an_agent_or_a_contact() {
    let mut connect = loading();
    let peer = connect.vendor.peer();
    assert!(connect.phone.ring(peer, CUSTOMER).is_err());
    assert!(connect.phone.agent_logs_out(peer).is_err());
    let mut connect = available();
    let peer = connect.vendor.peer();
    assert!(connect.phone.customer_hangs_up(peer).is_err());
    assert!(connect.phone.party_answers(peer).is_err());
    connect.phone.ring(peer, CUSTOMER).unwrap();
    assert!(connect.phone.ring(peer, CUSTOMER).is_err());
    assert!(connect.phone.party_answers(peer).is_err(), "it's inbound");
    assert!(connect.phone.agent_logs_out(peer).is_err());
    connect.said();
    let early = api::ClearContact::new("c-1");
    let early = connect.app.peer().request(early).unwrap();
    connect.said();
    assert!(matches!(
        connect.app.peer().outcome(&early),
        Some(Err(RequestError::Refused(_)))
    ));
    assert!(connect.phone.contact().is_some());
    assert!(connect.phone.configured().is_some());
}

#[test]
fn what_new_versions_have_is_kept() {
    let mut session = app::<AmazonConnect>();
    let state = r#"{"event":"agent::update","data":{"snapshot":{"state":{"name":"Training","type":"in_training"},"contacts":[]},"configuration":{"name":"Jo Example","routingProfile":{"defaultOutboundQueue":{"queueARN":"arn:q"}}}}}"#;
    let (event, _) = message(session.receive(object(CONNECT, state), Millis(0)));
    let Event::AgentUpdate(update) = event else {
        panic!("{event:?}")
    };
    assert_eq!(update.snapshot.state.kind.as_str(), "in_training");
    assert_eq!(session.view().state(), Some(Agent::Init));
    assert!(!format!("{update:?}").contains("Jo"));

    let unknown = r#"{"event":"webSocket::all_message","data":{"topic":"aws/chat"}}"#;
    let (event, order) = message(session.receive(object(CONNECT, unknown), Millis(0)));
    assert!(matches!(event, Event::Unknown(_)), "{event:?}");
    assert_eq!(order.reply(), ReplyNote::None);
}

/// The package looks at the window that speaks alone.
#[test]
fn a_stranger_in_the_frame_is_turned_away() {
    let mut session = app::<AmazonConnect>();
    let acknowledge = r#"{"event":"acknowledge","data":{"id":"port-1"}}"#;
    for stranger in [
        "https://example.awsapps.com",
        "https://example.my.connect.aws.evil.example",
        "https://a.example.my.connect.aws",
        "https://my.connect.aws",
        "null",
    ] {
        let received = session.receive(object(stranger, acknowledge), Millis(0));
        assert_eq!(gate(received), Gate::Origin, "{stranger}");
    }
    // An older instance is the application's to name.
    let own = OriginPolicy::configured([origin("https://example.awsapps.com")]).unwrap();
    let mut session = Session::<AmazonConnect>::new(own, Source(1));
    let post = object("https://example.awsapps.com", acknowledge);
    message(session.receive(post, Millis(0)));
    let received = session.receive(object(CONNECT, acknowledge), Millis(0));
    assert_eq!(gate(received), Gate::Origin);
}

/// In a page, times are `Date` objects.
#[test]
fn times_are_posted_as_dates() {
    let mut session = vendor::<AmazonConnect>();
    let mut phone = simulated::amazon_connect::Phone::new();
    phone.agent_logs_in(session.peer()).unwrap();
    session.poll_post().unwrap();
    let update = session.poll_post().unwrap();
    assert!(!Session::<AmazonConnect, Vendor>::conversions(&update).is_empty());
}
