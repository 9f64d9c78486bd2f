//! The shipped protocols by name, as tools use them.

use cti_runtime::describe::Direction;
use cti_runtime::session::ReplyNote;
use cti_runtime::tools::{AnySession, Input, Output, ToolError, Verdict};
use cti_runtime::{Data, Gate, Millis, OriginError, Post, SendError, Signal, Source};
use cti_vendors::registry::{self, Role, Setup};

use crate::wire::{PAGE, TALK, object, origin};

const ROLES: [Role; 4] = [Role::Application, Role::Vendor, Role::Simulator, Role::Demo];

fn setup() -> Setup {
    Setup::new(origin(PAGE))
}

#[track_caller]
fn open(name: &str, role: Role) -> Box<dyn AnySession> {
    (registry::find(name).expect("a shipped protocol").open)(role, &setup()).unwrap()
}

/// Carries what a simulator and a demo application say to each other.
fn carry(
    app: &mut Box<dyn AnySession>,
    phone: &mut Box<dyn AnySession>,
    phone_origin: &str,
) -> Vec<String> {
    let mut said = Vec::new();
    for now in (0..).map(Millis) {
        let (down, up) = (app.poll(), phone.poll());
        if down.is_none() && up.is_none() {
            return said;
        }
        for (output, to, from) in [(down, &mut *phone, PAGE), (up, &mut *app, phone_origin)] {
            let report = match &output {
                Some(Output::Post(post)) => {
                    let post = Post::new(Source(1), from, post.data.as_data());
                    to.receive(&Input::Post(post), now)
                }
                Some(Output::Signal(signal)) => to.receive(&Input::Signal(signal.clone()), now),
                None => continue,
            };
            let expected = matches!(report.verdict, Verdict::Accepted | Verdict::Answered);
            assert!(expected, "{report:?}");
            said.push(report.name);
        }
    }
    said
}

#[test]
fn every_protocol_is_found_by_the_name_of_its_description() {
    for entry in registry::protocols() {
        assert_eq!((entry.description)().name, entry.name);
        assert!(registry::find(entry.name).is_some_and(|found| found.name == entry.name));
        for role in ROLES {
            let session = open(entry.name, role);
            assert_eq!(session.description().name, entry.name);
            let vendors = matches!(role, Role::Vendor | Role::Simulator);
            assert_eq!(
                session.receives() == Direction::ToVendor,
                vendors,
                "{role:?}"
            );
        }
    }
    assert!(registry::find("LeadDesk").is_none());
    assert!(registry::find("").is_none());
}

#[test]
fn demo_and_simulator_of_each_protocol_come_to_an_understanding() {
    macro_rules! openings {
        ($($module:ident $marker:ident $name:literal;)*) => {
            [$(($name, crate::$module::OPENING)),*]
        };
    }
    for (name, opening) in cti_vendors::for_each_protocol!(openings) {
        let entry = registry::find(name).unwrap();
        let phone_origin = entry.origin.unwrap_or_default();
        let mut setup = setup();
        setup.target = entry.origin.map(str::to_owned);
        let mut app = (entry.open)(Role::Demo, &setup).unwrap();
        let mut phone = (entry.open)(Role::Simulator, &setup).unwrap();
        assert_eq!(carry(&mut app, &mut phone, phone_origin), opening, "{name}");
        let out_of_turn = app.counters().out_of_turn + phone.counters().out_of_turn;
        assert_eq!(out_of_turn, 0, "{name}");
    }
}

#[test]
fn a_simulator_reacts_to_what_a_tool_sends_it_and_sends() {
    let mut phone = open("leaddesk-talk", Role::Simulator);
    let login = phone.poll();
    assert!(login.is_some());
    phone
        .send(r#"{"action":"call","id":5,"number":"+1 202 555 0101","direction":"in","ringStart":"x"}"#)
        .unwrap();
    phone.poll().unwrap();
    let mut hears = |json: &str| {
        let report = phone.receive(&Input::Post(object(PAGE, json)), Millis(1));
        assert!(matches!(report.verdict, Verdict::Accepted), "{report:?}");
        let out = std::iter::from_fn(|| phone.poll()).map(|out| match out {
            Output::Post(post) => crate::wire::tag(post.data.json()),
            Output::Signal(signal) => panic!("{signal:?}"),
        });
        out.collect::<Vec<_>>()
    };
    assert_eq!(hears(r#"{"action":"answer"}"#), ["connected"]);
    assert_eq!(
        hears(r#"{"action":"hangup"}"#),
        ["disconnected", "completed"]
    );
    assert_eq!(hears(r#"{"action":"hangup"}"#), ["error"]);
}

#[test]
fn a_watcher_reports_and_stays_silent() {
    let mut watcher = open("leaddesk-talk", Role::Vendor);
    let report = watcher.receive(
        &Input::Post(object(PAGE, r#"{"action":"getJwt"}"#)),
        Millis(0),
    );
    assert_eq!(
        (report.name.as_str(), report.handler),
        ("getJwt", Some("get_jwt"))
    );
    assert!(watcher.poll().is_none());

    let mut watcher = open("leaddesk-talk", Role::Application);
    let login = r#"{"action":"login","language":"en","origin":"x"}"#;
    let report = watcher.receive(&Input::Post(object(TALK, login)), Millis(0));
    assert_eq!(report.name, "login");
    assert_eq!(watcher.states()[0].state, Some("LoggedIn"));
    let foreign = Post::new(Source(1), "https://evil.example", Data::Object(login));
    let report = watcher.receive(&Input::Post(foreign), Millis(0));
    let Verdict::Refused(refusal) = report.verdict else {
        panic!("{report:?}")
    };
    assert_eq!(refusal.gate(), Gate::Origin);
    assert!(watcher.poll().is_none());
}

#[test]
fn what_this_side_sent_by_other_means_moves_the_rules() {
    let mut watcher = open("talkdesk-embedded", Role::Application);
    let init = r#"{"action":"init_td_embedded","data":{"url":"https://crm.example","int":"x","env":"prd-us","aid":"7","view":"workspace"}}"#;
    let report = watcher.observe(&Input::Post(object(PAGE, init)), Millis(0));
    assert_eq!(report.name, "init_td_embedded");
    let setup = watcher
        .states()
        .into_iter()
        .find(|state| state.machine == "Setup")
        .unwrap();
    assert_eq!(setup.state, Some("Ready"));
}

#[test]
fn a_watcher_sees_which_answer_was_asked_for() {
    let jwt = r#"{"action":"jwt","jwt":"t"}"#;
    let mut watcher = open("leaddesk-talk", Role::Application);
    let mut hears = |asked: bool| {
        if asked {
            let get = Input::Post(object(PAGE, r#"{"action":"getJwt"}"#));
            watcher.observe(&get, Millis(0));
        }
        let report = watcher.receive(&Input::Post(object(TALK, jwt)), Millis(1));
        report.order.unwrap().reply()
    };
    assert_eq!(hears(true), ReplyNote::Settled);
    assert_eq!(hears(false), ReplyNote::Unsolicited);
}

#[test]
fn a_tool_may_send_only_what_its_side_sends_and_only_in_turn() {
    let mut setup = setup();
    setup.target = Some(TALK.to_owned());
    let mut app =
        (registry::find("leaddesk-talk").unwrap().open)(Role::Application, &setup).unwrap();
    let early = app.send(r#"{"action":"useSettings"}"#);
    assert!(
        matches!(early, Err(ToolError::Send(SendError::OutOfTurn(_)))),
        "{early:?}"
    );
    let not_json = app.send("hangup");
    assert!(
        matches!(not_json, Err(ToolError::NoSuchMessage(_))),
        "{not_json:?}"
    );
    let wrong = app
        .send(r#"{"action":"setStatus","enabled":"yes"}"#)
        .unwrap_err()
        .to_string();
    assert!(wrong.contains("enabled"), "{wrong}");
    assert!(app.poll().is_none());
    app.send(r#"{"action":"hangup"}"#).unwrap();
    let Some(Output::Post(post)) = app.poll() else {
        panic!("nothing to post")
    };
    assert_eq!(post.target.as_str(), TALK);
}

#[test]
fn functions_of_a_library_are_called_by_name() {
    let mut app = open("desk-open-cti", Role::Application);
    let ready = Signal::Fire {
        name: "ready".into(),
        body: "null".into(),
    };
    app.receive(&Input::Signal(ready), Millis(0));
    let mut desk = open("desk-open-cti", Role::Simulator);
    let Some(Output::Signal(Signal::Fire { name, .. })) = desk.poll() else {
        panic!("not ready")
    };
    assert_eq!(name, "ready");
    let call = Signal::Request {
        id: 3,
        name: "interaction.screenPop".into(),
        arguments: r#"["4","object=customer"]"#.into(),
    };
    let report = desk.receive(&Input::Signal(call), Millis(0));
    assert_eq!(report.handler, Some("screen_pop"));
    let out: Vec<_> = std::iter::from_fn(|| desk.poll()).collect();
    assert!(
        matches!(&out[0], Output::Signal(Signal::Fire { name, .. }) if name == "interaction.onFocus")
    );
    let Output::Signal(Signal::Reply { id: 3, body }) = &out[1] else {
        panic!("{out:?}")
    };
    assert_eq!(body, r#"{"result":true}"#);
}

#[test]
fn a_setup_is_kept_to() {
    let talk = registry::find("leaddesk-talk").unwrap();
    let mut elsewhere = setup();
    elsewhere.target = Some("https://evil.example".to_owned());
    assert_eq!(
        (talk.open)(Role::Demo, &elsewhere).err(),
        Some(OriginError::NotAdmitted)
    );
    elsewhere.target = Some("*".to_owned());
    assert!((talk.open)(Role::Application, &elsewhere).is_err());

    let mut one_window = setup();
    one_window.source = Source(9);
    let mut app = (talk.open)(Role::Application, &one_window).unwrap();
    let logout = r#"{"action":"logout"}"#;
    let report = app.receive(&Input::Post(object(TALK, logout)), Millis(0));
    assert!(matches!(report.verdict, Verdict::Refused(why) if why.gate() == Gate::Source));

    let mut late = setup();
    late.joining_late = true;
    let app = (talk.open)(Role::Application, &late).unwrap();
    assert_eq!(app.states()[0].state, None);

    let mut phone = open("leaddesk-talk", Role::Simulator);
    let Some(Output::Post(login)) = phone.poll() else {
        panic!("no login")
    };
    assert_eq!(login.target.as_str(), PAGE);
}

#[test]
fn a_simulator_of_a_conversation_under_way_is_there_for_every_command() {
    let mut late = setup();
    late.joining_late = true;
    for entry in registry::protocols() {
        for role in ROLES {
            (entry.open)(role, &late).unwrap();
        }
    }
    let mut phone =
        (registry::find("leaddesk-talk").unwrap().open)(Role::Simulator, &late).unwrap();
    phone.poll().unwrap();
    phone.receive(
        &Input::Post(object(PAGE, r#"{"action":"getJwt"}"#)),
        Millis(0),
    );
    let Some(Output::Post(jwt)) = phone.poll() else {
        panic!("no token")
    };
    assert!(jwt.data.json().contains(r#""action":"jwt""#));
}
