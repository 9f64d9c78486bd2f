//! States that follow from what a message says, and calls whose id is inside of a field.

use cti_export::drift::{OutOfTurn, compare};
use cti_runtime::describe::{Direction, Scalar};
use cti_runtime::json::CallKey;
use cti_runtime::protocol::{Side, Window};
use cti_runtime::types::Id;
use cti_runtime::{Millis, Order, Protocol, Received, SendError, Session, Turn};

use crate::wire::{Conversation, PAGE, app, message, object, vendor};

/// Lantern Phone: one message for both of two states, as several vendors have it, and calls whose
/// id is inside of a field.
#[cti_runtime::protocol(
    vendor = "Lantern",
    origins("https://phone.lantern.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod lantern_phone {
    #[states]
    enum Agent {
        LoggedOut,
        LoggedIn,
    }
    #[states(key = call.id)]
    enum Call {
        Ringing,
        Talking,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        #[moves(Agent: LoggedOut => LoggedIn, if logged_in = true)]
        #[moves(Agent: LoggedIn => LoggedOut, if logged_in = false)]
        LoginStatus {
            logged_in: bool,
            agent: Option<String>,
        },
        #[moves(Call: new => Ringing, if call.telephony_status = "Ringing")]
        #[moves(Call: Ringing => Talking, if call.telephony_status = "CallConnected")]
        #[moves(Call: * => Over, if call.telephony_status = "NoCall")]
        #[sample({ type: "activeCall", data: { call: { id: 7, telephonyStatus: "Ringing" } } })]
        ActiveCall { call: ActiveCall },
    }

    #[command]
    pub enum Command {
        #[only(Agent: LoggedIn)]
        Dial { number: PhoneNumber },
        #[moves(Call: Ringing => Talking, if accepted = true)]
        #[moves(Call: Ringing => Over, if accepted = false)]
        Answer {
            accepted: bool,
            call: Option<ActiveCall>,
        },
    }

    #[data]
    pub struct ActiveCall {
        id: Id,
        telephony_status: Option<Status>,
    }

    #[data(open, rename_all = "PascalCase")]
    pub enum Status {
        NoCall,
        Ringing,
        CallConnected,
    }
}

/// Beacon Phone: what decides is a number, a string or the content itself.
#[cti_runtime::protocol(
    vendor = "Beacon",
    origins("https://phone.beacon.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod beacon_phone {
    #[states]
    enum Agent {
        LoggedOut,
        LoggedIn,
    }

    #[states]
    enum Bell {
        Still,
        Ringing,
    }

    #[states]
    enum Queue {
        Empty,
        Waiting,
    }

    #[event]
    pub enum Event {
        #[moves(Agent: * => LoggedIn, if content = true)]
        #[moves(Agent: * => LoggedOut, if content = false)]
        IsLoggedIn(Text<bool>),
        #[moves(Bell: Still => Ringing, if state = "on")]
        #[moves(Bell: Ringing => Still, if state = "off")]
        Tone(Tone),
        #[moves(Queue: Waiting => Empty, if waiting = 0)]
        #[moves(Queue: Empty => Waiting, if waiting = 1)]
        Waiting {
            #[flatten]
            load: Load,
            line: Option<u8>,
        },
    }

    #[data]
    pub struct Tone {
        state: String,
    }

    #[data]
    pub struct Load {
        waiting: i8,
    }
}

use beacon_phone::{BeaconPhone, Bell, Queue};
use lantern_phone::{ActiveCall, Agent, Call, LanternPhone, Status, command, event};

const LANTERN: &str = "https://phone.lantern.example";
const BEACON: &str = "https://phone.beacon.example";

struct Nobody;
impl lantern_phone::EventHandler for Nobody {}
impl lantern_phone::CommandHandler for Nobody {}

fn dial() -> command::Dial {
    command::Dial::new("+12025550123")
}

fn call(id: &str, status: Status) -> event::ActiveCall {
    event::ActiveCall::new(ActiveCall::new(Id::from(id)).telephony_status(status))
}

/// What the page hears from a phone.
#[track_caller]
fn hear<P: Protocol<Transport = Window>>(
    session: &mut Session<P>,
    origin: &str,
    json: &str,
) -> Order {
    message(session.receive(object(origin, json), Millis(0))).1
}

/// How a message stands that a fresh session reads, but not as declared.
#[track_caller]
fn drift<P: Protocol<Transport = Window>, S: Side<P>>(
    mut session: Session<P, S>,
    origin: &str,
    json: &str,
) -> Order {
    match session.receive(object(origin, json), Millis(0)) {
        Received::Drifted(drifted) => *drifted.order(),
        other => panic!("{json}: {other:?}"),
    }
}

/// Where a message leads, machine by machine.
fn moved(order: &Order) -> Vec<String> {
    let moved = order.moved();
    moved
        .map(|step| format!("{} {}", step.machine, step.to))
        .collect()
}

#[test]
fn one_message_logs_in_and_out_on_both_sides() {
    let mut line = Conversation::<LanternPhone, _, _>::new(LANTERN, Nobody, Nobody);
    assert!(matches!(
        line.app.peer().send(dial()),
        Err(SendError::OutOfTurn(_))
    ));
    for (logged_in, state) in [(true, Agent::LoggedIn), (false, Agent::LoggedOut)] {
        let status = event::LoginStatus::new(logged_in);
        line.vendor.peer().send(status).unwrap();
        assert_eq!(line.said(), ["← loginStatus"]);
        assert_eq!(line.app.peer().state::<Agent>(), Some(state));
        assert_eq!(line.vendor.peer().state::<Agent>(), Some(state));
        assert_eq!(line.app.peer().send(dial()).is_ok(), logged_in);
        line.said();
    }
    let out_of_turn = line.vendor.peer().send(event::LoginStatus::new(false));
    let Err(SendError::OutOfTurn(why)) = out_of_turn else {
        panic!("{out_of_turn:?}");
    };
    assert_eq!(
        why.to_string(),
        "Agent is LoggedOut, and LoggedIn is needed"
    );
}

#[test]
fn calls_are_told_apart_by_an_id_inside_of_a_field() {
    let mut line = Conversation::<LanternPhone, _, _>::new(LANTERN, Nobody, Nobody);
    line.vendor.peer().send(call("a", Status::Ringing)).unwrap();
    line.vendor.peer().send(call("b", Status::Ringing)).unwrap();
    line.said();
    let answer =
        |id: &str, accepted| command::Answer::new(accepted).call(ActiveCall::new(Id::from(id)));
    line.app.peer().send(answer("b", false)).unwrap();
    line.app.peer().send(answer("a", true)).unwrap();
    assert!(line.app.peer().send(answer("c", true)).is_err());
    assert_eq!(line.said(), ["→ answer", "→ answer"]);
    let key = |id: &str| CallKey::Text(id.into());
    let talking = [(&key("a"), Call::Talking)];
    assert!(line.app.peer().calls::<Call>().eq(talking));
    assert!(line.vendor.peer().calls::<Call>().eq(talking));
    line.vendor.peer().send(call("a", Status::NoCall)).unwrap();
    line.said();
    assert_eq!(line.app.peer().state_of::<Call>(&Id::from("a")), None);
}

#[test]
fn a_value_that_no_condition_names_moves_nothing() {
    let (mut lantern, mut beacon) = (app::<LanternPhone>(), app::<BeaconPhone>());
    for json in [
        r#"{"type":"activeCall","data":{"call":{"id":"a","telephonyStatus":"OnHold"}}}"#,
        r#"{"type":"activeCall","data":{"call":{"id":"a","telephonyStatus":null}}}"#,
        r#"{"type":"activeCall","data":{"call":{"id":"a"}}}"#,
    ] {
        let order = hear(&mut lantern, LANTERN, json);
        assert_eq!((moved(&order), order.turn()), (vec![], Turn::InTurn));
    }
    assert!(lantern.peer().calls::<Call>().next().is_none());
    for json in [
        r#"{"type":"tone","data":{"state":"ON"}}"#,
        r#"{"type":"tone","data":{"state":""}}"#,
        r#"{"type":"waiting","data":{"waiting":-1}}"#,
        r#"{"type":"waiting","data":{"waiting":2,"line":1}}"#,
    ] {
        let order = hear(&mut beacon, BEACON, json);
        assert_eq!((moved(&order), order.turn()), (vec![], Turn::InTurn));
    }
    let mut line = Conversation::<LanternPhone, _, _>::new(LANTERN, Nobody, Nobody);
    let parked = call("a", Status::from("Parked"));
    line.vendor.peer().send(parked).unwrap();
    line.app.peer().send(command::Answer::new(true)).unwrap();
    assert_eq!(line.said(), ["→ answer", "← activeCall"]);
}

#[test]
fn a_value_may_stand_anywhere() {
    let (mut lantern, mut beacon) = (app::<LanternPhone>(), app::<BeaconPhone>());
    for (json, step) in [
        (
            r#"{"data":{"state":"\u006fn"},"type":"tone"}"#,
            "Bell Ringing",
        ),
        (
            r#"{"type":"tone","data":{"x":{"state":"on"},"state":"off"}}"#,
            "Bell Still",
        ),
        (
            r#"{"type":"waiting","data":{"line":3,"waiting":1}}"#,
            "Queue Waiting",
        ),
        (r#"{"type":"waiting","data":{"waiting":0}}"#, "Queue Empty"),
        (r#"{"type":"isLoggedIn","data":"true"}"#, "Agent LoggedIn"),
        (r#"{"type":"isLoggedIn","data":false}"#, "Agent LoggedOut"),
    ] {
        let order = hear(&mut beacon, BEACON, json);
        assert_eq!(
            (moved(&order), order.turn()),
            (vec![step.to_owned()], Turn::InTurn)
        );
    }
    assert_eq!(beacon.peer().state::<Bell>(), Some(Bell::Still));
    assert_eq!(beacon.peer().state::<Queue>(), Some(Queue::Empty));
    for (json, step) in [
        (
            r#"{"type":"activeCall","data":{"call":{"telephonyStatus":"Ringing","id":7}}}"#,
            "Call Ringing",
        ),
        (
            r#"{"data":{"call":{"x":[{"id":8}],"id":"7","telephonyStatus":"NoCall"}},"type":"activeCall"}"#,
            "Call Over",
        ),
    ] {
        let order = hear(&mut lantern, LANTERN, json);
        assert_eq!(
            (moved(&order), order.turn()),
            (vec![step.to_owned()], Turn::InTurn)
        );
    }
}

#[test]
fn a_late_or_surprised_session_adopts_the_state_that_the_value_implies() {
    let json = r#"{"type":"loginStatus","data":{"loggedIn":false}}"#;
    let order = hear(&mut app::<LanternPhone>(), LANTERN, json);
    assert_eq!(moved(&order), ["Agent LoggedOut"]);
    assert_eq!(order.turn(), Turn::OutOfTurn);
    assert_eq!(order.violation().unwrap().allowed, ["LoggedIn"]);
    let mut late = app::<LanternPhone>().joining_late();
    assert_eq!(hear(&mut late, LANTERN, json).turn(), Turn::Unsynced);
    assert_eq!(late.peer().state::<Agent>(), Some(Agent::LoggedOut));
}

#[test]
fn a_drifted_message_moves_if_what_decides_could_be_read() {
    for (json, steps) in [
        (
            r#"{"type":"loginStatus","data":{"loggedIn":true,"agent":7}}"#,
            &["Agent LoggedIn"][..],
        ),
        (r#"{"type":"loginStatus","data":{"loggedIn":"true"}}"#, &[]),
        (r#"{"type":"loginStatus","data":{"agent":"Jo"}}"#, &[]),
        (r#"{"type":"loginStatus","data":true}"#, &[]),
        (
            r#"{"type":"activeCall","data":{"call":{"telephonyStatus":"Ringing"}}}"#,
            &[],
        ),
        (
            r#"{"type":"activeCall","data":{"call":[{"id":7,"telephonyStatus":"Ringing"}]}}"#,
            &[],
        ),
        (
            r#"{"type":"activeCall","data":{"call.id":7,"call.telephonyStatus":"Ringing"}}"#,
            &[],
        ),
    ] {
        let order = drift(app::<LanternPhone>(), LANTERN, json);
        assert_eq!(moved(&order), steps, "{json}");
    }
    for (json, steps) in [
        (
            r#"{"type":"waiting","data":{"line":"x","waiting":1}}"#,
            &["Queue Waiting"][..],
        ),
        (r#"{"type":"waiting","data":{"line":1,"waiting":1.5}}"#, &[]),
        (r#"{"type":"waiting","data":{"line":1}}"#, &[]),
        (r#"{"type":"waiting","data":{"line":1,"waiting":256}}"#, &[]),
        (r#"{"type":"tone","data":{"state":["on"]}}"#, &[]),
        (r#"{"type":"tone","data":"on"}"#, &[]),
        (r#"{"type":"isLoggedIn","data":"yes"}"#, &[]),
        (r#"{"type":"isLoggedIn"}"#, &[]),
    ] {
        let order = drift(app::<BeaconPhone>(), BEACON, json);
        assert_eq!(moved(&order), steps, "{json}");
    }
    // Of which call it is, isn't known, though that it was accepted is.
    let json = r#"{"type":"answer","data":{"accepted":true,"call":{"id":[]}}}"#;
    let order = drift(vendor::<LanternPhone>(), PAGE, json);
    assert_eq!(moved(&order), [""; 0]);
}

#[test]
fn documents_tell_what_decides() {
    let lantern = LanternPhone::description();
    assert_eq!(lantern.machines[1].key, Some("call.id"));
    let condition = lantern.families[0].messages[1].moves[1].condition.unwrap();
    assert_eq!(condition.field, "call.telephony_status");
    assert_eq!(condition.keys, ["call", "telephonyStatus"]);
    assert_eq!(condition.value, Scalar::Text("CallConnected"));
    let text = cti_export::markdown(lantern);
    for line in [
        "One for each value of `call.id`.",
        "← loginStatus if loggedIn = true  LoggedIn\n",
        "← activeCall if call.telephonyStatus = \"Ringing\"",
        "    Ringing --> Talking : ← activeCall if call.telephonyStatus = \"CallConnected\", \
         → answer if accepted = true\n",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
    let text = cti_export::markdown(BeaconPhone::description());
    for line in [
        "← isLoggedIn if content = true",
        "← tone if state = \"on\"",
        "← waiting if waiting = 0",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
}

#[test]
fn a_drift_report_suggests_a_rule_with_its_condition() {
    let late = OutOfTurn {
        line: 1,
        direction: Direction::FromVendor,
        name: "loginStatus",
        machine: "Agent",
        state: Some("LoggedIn"),
    };
    let report = compare(LanternPhone::description(), [], [late]).to_string();
    let suggested = "#[moves(Agent: LoggedOut | LoggedIn => LoggedIn, if logged_in = true)]";
    assert!(report.contains(suggested), "{report}");
    assert!(!report.contains("LoggedOut, if"), "{report}");
}
