//! Tags with a prefix per direction, constants in every message, a version that is reported, and
//! fields that every message has beside its content.

use cti_runtime::types::{Json, Map};
use cti_runtime::{Data, Gate, Limits, Millis, Post, Protocol as _, Received, SendError, Source};
use serde_json::json;

use crate::wire::{Conversation, PAGE, app, gate, message, object, vendor};

/// Bell Dialer, an iframe that speaks through an umbrella API.
#[cti_runtime::protocol(
    vendor = "Bell",
    origins("https://dialer.bell.example"),
    envelope(object, tag = "name", content = "value",
        constants(api = "opencti_bell", channel = 7, "x-embed" = true),
        reports(version = "1.0"))
)]
pub mod bell_dialer {
    use cti_runtime::types::{Json, Map, PhoneNumber};

    /// Whether somebody is logged in.
    #[states]
    enum Agent {
        LoggedOut,
        LoggedIn,
    }

    /// Dialer → page.
    #[event(prefix = "phone_", envelope(constants(from = "phone")), each(#[beside] seq: u64))]
    pub enum Event {
        #[moves(Agent: LoggedOut => LoggedIn)]
        #[sample({ "api": "opencti_bell", "channel": 7, "x-embed": true, "from": "phone",
                   "version": 2, "name": "phone_loggedIn", "value": { "agent": "Jo" }, "seq": 1 })]
        LoggedIn { agent: String },
        #[moves(Agent: LoggedIn => LoggedOut)]
        #[sample({ "name": "phone_loggedOut", "seq": 2, "from": "phone", "x-embed": true,
                   "channel": 7, "api": "opencti_bell" })]
        LoggedOut,
        /// Whatever the page had sent before.
        #[sample({ "api": "opencti_bell", "channel": 7, "x-embed": true, "from": "phone",
                   "name": "phone_echo", "value": { "a": [1] }, "seq": 3 })]
        Echo(Map<Json>),
        #[rename("ring", alias = "phone_ringing")]
        Ringing { number: PhoneNumber },
    }

    /// Page → dialer, on a channel of its own.
    #[command(prefix = "app_", rename_all = "snake_case",
        envelope(constants(channel = -8), reports(version = "1.1", build = 40)))]
    pub enum Command {
        #[sample({ "api": "opencti_bell", "x-embed": true, "channel": -8, "version": "1.1",
                   "build": 40, "name": "app_dial_number", "value": { "number": "+12025550123" } })]
        DialNumber {
            number: PhoneNumber,
        },
        HangUp,
        Echo(Map<Json>),
    }
}

use bell_dialer::{Agent, BellDialer, Command, Event, command, event};

const BELL: &str = "https://dialer.bell.example";

/// Every entry in front of the tag of an event.
const FIXED: &str =
    r#""api":"opencti_bell","channel":7,"x-embed":true,"from":"phone","version":"1.0""#;

#[derive(Default)]
struct Crm(Vec<String>);

impl bell_dialer::EventHandler for Crm {
    fn logged_in(&mut self, login: event::LoggedIn, bell: &mut cti_runtime::Peer<BellDialer>) {
        self.0.push(format!("{} ({})", login.agent, login.seq));
        bell.send(command::DialNumber::new("+12025550123")).unwrap();
        let data = Map::from_iter([("a".to_owned(), Json::from(1))]);
        bell.send(command::Echo::new(data)).unwrap();
    }

    fn echo(&mut self, echo: event::Echo, bell: &mut cti_runtime::Peer<BellDialer>) {
        self.0
            .push(format!("{} ({})", Json::from_iter(echo.content), echo.seq));
        bell.send(command::HangUp::new()).unwrap();
    }
}

#[derive(Default)]
struct Dialer(u64);

impl bell_dialer::CommandHandler for Dialer {
    fn echo(
        &mut self,
        echo: command::Echo,
        page: &mut cti_runtime::Peer<BellDialer, cti_runtime::Vendor>,
    ) {
        self.0 += 1;
        page.send(event::Echo::new(self.0, echo.0)).unwrap();
    }

    fn hang_up(
        &mut self,
        _: command::HangUp,
        page: &mut cti_runtime::Peer<BellDialer, cti_runtime::Vendor>,
    ) {
        self.0 += 1;
        page.send(event::LoggedOut::new(self.0)).unwrap();
    }
}

#[test]
fn both_sides_say_what_every_message_has() {
    let mut bell = Conversation::<BellDialer, _, _>::new(BELL, Crm::default(), Dialer::default());
    bell.vendor
        .peer()
        .send(event::LoggedIn::new(0, "Jo"))
        .unwrap();
    let posted = bell.posted();
    assert_eq!(bell.crm.0, ["Jo (0)", r#"{"a":1} (1)"#]);
    assert_eq!(bell.app.view().state::<Agent>(), Some(Agent::LoggedOut));
    let ours = r#""api":"opencti_bell","x-embed":true,"channel":-8,"version":"1.1","build":40"#;
    assert_eq!(
        posted,
        [
            format!(r#"← {{{FIXED},"name":"phone_loggedIn","value":{{"agent":"Jo"}},"seq":0}}"#),
            format!(r#"→ {{{ours},"name":"app_dial_number","value":{{"number":"+12025550123"}}}}"#),
            format!(r#"→ {{{ours},"name":"app_echo","value":{{"a":1}}}}"#),
            format!(r#"← {{{FIXED},"name":"phone_echo","value":{{"a":1}},"seq":1}}"#),
            format!(r#"→ {{{ours},"name":"app_hang_up"}}"#),
            // Beside a content that has nothing in it stands the field that every event has.
            format!(r#"← {{{FIXED},"name":"phone_loggedOut","seq":2}}"#),
        ]
    );
    assert_eq!(bell.app.view().reported("version"), Some("1.0"));
    assert_eq!(bell.vendor.view().reported("version"), Some("1.1"));
    assert_eq!(bell.vendor.view().reported("build"), Some("40"));
    assert_eq!(bell.vendor.view().reported("api"), None);
}

#[test]
fn a_name_that_was_given_is_the_whole_tag() {
    let mut session = app::<BellDialer>();
    for tag in ["ring", "phone_ringing"] {
        let json = format!(r#"{{{FIXED},"name":"{tag}","value":{{"number":1}},"seq":1}}"#);
        let (message, _) = message(session.receive(object(BELL, &json), Millis(0)));
        assert!(matches!(message, Event::Ringing(_)), "{message:?}");
    }
    for tag in ["phone_ring", "ringing", "loggedIn"] {
        let json = format!(r#"{{{FIXED},"name":"{tag}","value":{{"number":1}},"seq":1}}"#);
        let (message, _) = message(session.receive(object(BELL, &json), Millis(0)));
        assert!(matches!(message, Event::Unknown(_)), "{message:?}");
    }
}

/// Each constant absent, of another value, of another type: also of what would be unknown, or drift.
#[test]
fn a_message_without_the_constants_is_somebody_elses() {
    let right = json!({
        "api": "opencti_bell", "channel": 7, "x-embed": true, "from": "phone",
        "name": "phone_loggedIn", "value": { "agent": "Jo" }, "seq": 1,
    });
    let mut session = app::<BellDialer>();
    let mut receive = |json: &Json| session.receive(object(BELL, &json.to_string()), Millis(0));
    assert!(matches!(
        receive(&right),
        Received::Message(Event::LoggedIn(_), _)
    ));
    let wrong = [
        (
            "api",
            [
                json!("opencti_other"),
                json!("opencti_bell "),
                json!(7),
                json!(["opencti_bell"]),
            ],
        ),
        ("channel", [json!(8), json!("7"), json!(7.5), json!(null)]),
        (
            "x-embed",
            [json!(false), json!("true"), json!(1), json!({})],
        ),
        ("from", [json!("page"), json!(""), json!(null), json!(true)]),
    ];
    for (key, values) in wrong {
        let absent = {
            let mut message = right.clone();
            message.as_object_mut().unwrap().remove(key);
            message
        };
        let others = values.into_iter().map(|value| {
            let mut message = right.clone();
            message[key] = value;
            message
        });
        for message in others.chain([absent]) {
            for (key, value) in [
                ("name", "phone_loggedIn"),
                ("name", "what"),
                ("value", "drift"),
            ] {
                let mut message = message.clone();
                message[key] = json!(value);
                assert_eq!(gate(receive(&message)), Gate::NotOurs, "{message}");
            }
        }
    }
    assert_eq!(session.view().state::<Agent>(), Some(Agent::LoggedIn));
}

#[test]
fn keys_stand_in_any_order_and_may_be_escaped() {
    let entries = [
        r#""api":"opencti_bell""#,
        r#""channel" : 7"#,
        r#""\u0078-embed":true"#,
        r#""from":"ph\u006fne""#,
        r#""n\u0061me":"phone_\u006coggedIn""#,
        r#""value":{"agent":"Jo"}"#,
        r#""seq":1"#,
        r#""version":3"#,
    ];
    for turn in 0..entries.len() {
        let mut turned = entries;
        turned.rotate_left(turn);
        for _ in 0..2 {
            let json = format!("{{{}}}", turned.join(","));
            let mut session = app::<BellDialer>();
            let (message, _) = message(session.receive(object(BELL, &json), Millis(0)));
            assert!(matches!(message, Event::LoggedIn(_)), "{json}");
            assert_eq!(session.view().reported("version"), Some("3"));
            turned.reverse();
        }
    }
}

#[test]
fn what_stands_twice_is_refused() {
    let written = format!(r#"{{{FIXED},"name":"phone_loggedIn","value":{{"agent":"Jo"}},"seq":1"#);
    let unknown = format!(r#"{{{FIXED},"name":"what","value":{{"agent":"Jo"}},"seq":1"#);
    let scattered =
        format!(r#"{{"seq":1,{FIXED},"name":"phone_loggedIn","value":{{"agent":"Jo"}}"#);
    let drifted = format!(r#"{{{FIXED},"name":"phone_loggedIn","value":{{"agent":1}},"seq":1"#);
    let mut session = app::<BellDialer>();
    for begun in [written, unknown, scattered, drifted] {
        for again in [
            r#""api":"opencti_bell""#,
            r#""\u0061pi":"other""#,
            r#""channel":7"#,
            r#""x-embed":true"#,
            r#""from":"page""#,
            r#""version":"2""#,
            r#""name":"phone_loggedIn""#,
            r#""value":{}"#,
        ] {
            let json = format!("{begun},{again}}}");
            let received = session.receive(object(BELL, &json), Millis(0));
            assert_eq!(gate(received), Gate::Malformed, "{json}");
        }
    }
    assert_eq!(session.view().reported("version"), None);
}

#[test]
fn any_scalar_is_a_version() {
    let mut session = app::<BellDialer>();
    let fixed = r#""api":"opencti_bell","channel":7,"x-embed":true,"from":"phone""#;
    let long = format!(r#""{}""#, "9".repeat(257));
    for (version, known) in [
        ("", None),
        (r#""2.0""#, Some("2.0")),
        (r#""2\u002e1""#, Some("2.1")),
        ("3", Some("3")),
        ("-4.50e1", Some("-4.50e1")),
        ("true", Some("true")),
        // Nothing that could be a version: what was said before stands.
        ("null", Some("true")),
        ("", Some("true")),
        (r#"{"major":1}"#, Some("true")),
        ("[1]", Some("true")),
        (&long, Some("true")),
        (r#""1.0""#, Some("1.0")),
    ] {
        let version = match version {
            "" => String::new(),
            version => format!(r#""version":{version},"#),
        };
        let json = format!(r#"{{{fixed},{version}"name":"phone_loggedOut","seq":1}}"#);
        let (message, _) = message(session.receive(object(BELL, &json), Millis(0)));
        assert!(matches!(message, Event::LoggedOut(_)), "{json}");
        assert_eq!(session.view().reported("version"), known, "{json}");
    }
    // Also an unknown message says it, and one that has drifted; one that is refused doesn't.
    let said = |session: &mut cti_runtime::Session<BellDialer>, version: u8, rest: &str| {
        let json = format!(r#"{{{fixed},"version":{version},{rest}"#);
        let _ = session.receive(object(BELL, &json), Millis(0));
        session.view().reported("version").map(str::to_owned)
    };
    assert_eq!(said(&mut session, 5, r#""name":"what"}"#).unwrap(), "5");
    assert_eq!(
        said(&mut session, 6, r#""name":"phone_loggedIn"}"#).unwrap(),
        "6"
    );
    assert_eq!(
        said(&mut session, 7, r#""name":"phone_loggedIn"]"#).unwrap(),
        "6"
    );
    assert_eq!(said(&mut session, 7, r#""name":3}"#).unwrap(), "6");
    // Another document may speak another version.
    session.reload();
    assert_eq!(session.view().reported("version"), None);
}

#[test]
fn a_field_beside_is_there_in_every_message() {
    let mut session = app::<BellDialer>();
    for body in [
        r#""name":"phone_loggedOut""#,
        r#""name":"phone_loggedOut","value":{"seq":1}"#,
        r#""name":"phone_echo","value":{"seq":1}"#,
        r#""name":"phone_echo","value":{},"seq":"1""#,
        r#""name":"phone_echo","value":7,"seq":1"#,
    ] {
        let json = format!("{{{FIXED},{body}}}");
        match session.receive(object(BELL, &json), Millis(0)) {
            Received::Drifted(_) => {}
            other => panic!("{other:?}: {json}"),
        }
    }
    // Without fields of its own, a message may have any content, or none.
    for content in [
        "",
        r#","value":null"#,
        r#","value":{}"#,
        r#","value":{"x":1}"#,
    ] {
        let json = format!(r#"{{{FIXED},"name":"phone_loggedOut","seq":1{content}}}"#);
        let (message, _) = message(session.receive(object(BELL, &json), Millis(0)));
        assert_eq!(format!("{message:?}"), r#"LoggedOut {"seq":1}"#);
    }
    // What is one value may be anywhere.
    let json = format!(r#"{{"seq":4,"value":{{"b":true}},{FIXED},"name":"phone_echo"}}"#);
    let (message, _) = message(session.receive(object(BELL, &json), Millis(0)));
    assert_eq!(format!("{message:?}"), r#"Echo({"•••":true}) {"seq":4}"#);
}

#[test]
fn the_other_channel_is_the_other_direction() {
    let mut phone = vendor::<BellDialer>();
    let json = r#"{"api":"opencti_bell","x-embed":true,"channel":-8,"name":"app_hang_up"}"#;
    let post = |json| Post::new(Source(1), PAGE, Data::Object(json));
    let (message, _) = message(phone.receive(post(json), Millis(0)));
    assert_eq!(message, Command::from(command::HangUp::new()));
    let echoed = format!(r#"{{{FIXED},"name":"phone_loggedOut","seq":2}}"#);
    assert_eq!(gate(phone.receive(post(&echoed), Millis(0))), Gate::NotOurs);
}

#[test]
fn constants_count_for_the_size() {
    let mut session = app::<BellDialer>().with_limits(Limits::default().with_message_bytes(100));
    let sent = session
        .peer()
        .send(command::DialNumber::new("+12025550123"));
    assert_eq!(sent, Err(SendError::TooLarge));
}

#[test]
fn the_description_tells_it() {
    let events = &BellDialer::description().families[0];
    let keys = |list: &[cti_runtime::describe::Constant]| -> Vec<_> {
        list.iter().map(|constant| constant.key).collect()
    };
    assert_eq!(
        keys(events.envelope.constants),
        ["api", "channel", "x-embed", "from"]
    );
    assert_eq!(keys(events.envelope.reports), ["version"]);
    assert_eq!(events.messages[0].tag, "phone_loggedIn");
}
