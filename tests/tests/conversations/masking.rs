//! Personal data don't get into logs, whatever is printed.

use std::fmt::Debug;

use cti_runtime::tools::{Input, Output};
use cti_runtime::types::{Json, Map};
use cti_runtime::{Millis, Origin, Peer, Received, Session, Signal};
use cti_vendors::cloudtalk::{Cloudtalk, Contact};
use cti_vendors::desk_open_cti::{DeskOpenCti, Object, Target, method};
use cti_vendors::leaddesk_talk::{
    CompletedCall, Event, EventHandler, LeaddeskTalk, command, event,
};
use cti_vendors::registry::{self, Role, Setup};
use cti_vendors::simulated;

use crate::wire::{CLOUDTALK, PAGE, TALK, app, message, object, text, vendor};

const NUMBER: &str = "+1 202 555 0142";
const TOKEN: &str = "eyJhbGciOiJub25lIn0";
const NAME: &str = "Ada Lovelace";

/// What must not be printed: the number's digits in any grouping, the token, and names.
#[track_caller]
fn is_masked(shown: &str) {
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    for secret in ["5550142", "12025550142"] {
        assert!(!digits.contains(secret), "{shown}");
    }
    for secret in [
        TOKEN,
        NAME,
        "Lovelace",
        "ada@",
        "Wants a quote",
        "recordings.example/4711",
    ] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[track_caller]
fn masks(value: &impl Debug) {
    is_masked(&format!("{value:?}"));
    is_masked(&format!("{value:#?}"));
}

fn contact() -> Contact {
    let mut contact = Contact::new(NAME).id(7);
    contact.contact_emails = vec!["ada@lovelace.example".to_owned()];
    contact.contact_numbers = vec![NUMBER.into()];
    contact
}

#[test]
fn messages_and_their_parts_are_masked() {
    masks(&event::Jwt::new(TOKEN));
    masks(&event::Sms::new(format!("Call {NAME}")));
    masks(&command::Call::new(NUMBER, true));
    let metadata: Map<Json> = [("name".to_owned(), Json::from(NAME))].into();
    masks(&command::SetMetadata::new(metadata));
    let mut call = CompletedCall::new(1, cti_vendors::leaddesk_talk::Direction::In, true);
    call.from = Some(NUMBER.into());
    call.comment = Some("Wants a quote".to_owned());
    call.record_url = Some("https://recordings.example/4711.mp3".into());
    masks(&call);
    masks(&event::Completed::new(call));
    masks(&contact());
    let search = method::SearchAndScreenPop::new(NAME, Target::new(Object::Customer));
    masks(&search);
    masks(&cti_vendors::desk_open_cti::Method::from(search));
}

/// What a message is called is no secret, and all that a log is read for.
#[test]
fn an_unknown_message_shows_its_name_wherever_it_is_printed() {
    let mut session = app::<LeaddeskTalk>();
    let received = session.receive(object(TALK, r#"{"action":"voicemail"}"#), Millis(0));
    assert!(
        format!("{received:?}").contains("voicemail"),
        "{received:?}"
    );
    let Event::Unknown(unknown) = message(received).0 else {
        panic!("not unknown")
    };
    assert!(format!("{unknown:?}").contains("voicemail"), "{unknown:?}");
}

/// Takes fields out of their messages and logs them.
#[derive(Default)]
struct Logging {
    lines: Vec<String>,
}

impl EventHandler for Logging {
    fn call(&mut self, call: event::Call, _: &mut Peer<LeaddeskTalk>) {
        let number = call.number;
        self.lines.push(format!("rings: {number:?}"));
    }
    fn jwt(&mut self, jwt: event::Jwt, _: &mut Peer<LeaddeskTalk>) {
        let token = jwt.jwt;
        self.lines
            .push(format!("token: {token:?}, {:?}", Some(&token)));
    }
}

#[test]
fn fields_stay_masked_after_a_handler_has_moved_them() {
    let mut session = app::<LeaddeskTalk>();
    let mut log = Logging::default();
    let call = format!(
        r#"{{"action":"call","id":1,"number":"{NUMBER}","direction":"in","ringStart":"now"}}"#
    );
    let jwt = format!(r#"{{"action":"jwt","jwt":"{TOKEN}"}}"#);
    for json in [&call, &jwt] {
        let received = session.receive(object(TALK, json), Millis(0));
        masks(&received);
        message(received).0.dispatch(&mut log, session.peer());
    }
    assert_eq!(log.lines.len(), 2);
    log.lines.iter().for_each(|line| is_masked(line));
    // A number may still be told apart from others by its end, and shown on purpose.
    assert!(log.lines[0].contains("42"), "{:?}", log.lines);
}

#[test]
fn unknown_and_drifted_messages_are_masked() {
    let mut session = app::<LeaddeskTalk>();
    let unknown = format!(r#"{{"action":"voicemail","from":"{NUMBER}","name":"{NAME}"}}"#);
    let received = session.receive(object(TALK, &unknown), Millis(0));
    masks(&received);
    // Data may be keys.
    let found = format!(r#"{{"action":"found","by":{{"{NUMBER}":1,"ada@lovelace.example":2}}}}"#);
    masks(&session.receive(object(TALK, &found), Millis(0)));

    let drifted = format!(r#"{{"action":"jwt","jwt":["{TOKEN}"],"name":"{NAME}"}}"#);
    let received = session.receive(object(TALK, &drifted), Millis(0));
    masks(&received);
    let Received::Drifted(drifted) = received else {
        panic!("{received:?}")
    };
    is_masked(&drifted.why().to_string());
    is_masked(&drifted.location().to_string());

    let broken = format!(r#"{{"action":"jwt","jwt":"{TOKEN}" "{NAME}"}}"#);
    masks(&session.receive(object(TALK, &broken), Millis(0)));
}

#[test]
fn what_is_posted_is_masked_and_so_are_sessions() {
    let mut session = app::<LeaddeskTalk>()
        .targeting(TALK)
        .unwrap()
        .joining_late();
    session
        .peer()
        .send(command::Call::new(NUMBER, true))
        .unwrap();
    masks(&session);
    masks(session.peer());
    let post = session.poll_post().unwrap();
    masks(&post);
    masks(&post.data);
    assert!(post.data.json().contains(NUMBER), "the wire has it all");

    let mut app = Session::<DeskOpenCti>::in_page().joining_late();
    app.peer()
        .send(method::SearchAndScreenPop::new(
            NAME,
            Target::new(Object::Case),
        ))
        .unwrap();
    masks(&app.poll_signal().unwrap());
    masks(&Signal::Reply {
        id: 1,
        body: format!(r#"{{"result":"{NAME}"}}"#).into(),
    });
    masks(&Signal::Fire {
        name: "interaction.onFocus".into(),
        body: format!("\"{NUMBER}\"").into(),
    });
}

#[test]
fn a_refused_answer_shows_nothing() {
    let mut session = app::<LeaddeskTalk>().targeting(TALK).unwrap();
    let ticket = session.peer().request(command::GetJwt::new()).unwrap();
    masks(&ticket);
    let jwt = format!(r#"{{"action":"jwt","jwt":"{TOKEN}"}}"#);
    message(session.receive(object(TALK, &jwt), Millis(0)));
    let outcome = session.peer().outcome(&ticket);
    masks(&outcome);
    assert_eq!(outcome.unwrap().unwrap().jwt.expose(), TOKEN);
}

#[test]
fn reports_for_tools_are_masked() {
    let setup = Setup::new(Origin::parse(PAGE).unwrap());
    let mut talk =
        (registry::find("leaddesk-talk").unwrap().open)(Role::Application, &setup).unwrap();
    let messages = [
        format!(
            r#"{{"action":"call","id":1,"number":"{NUMBER}","direction":"in","ringStart":"x"}}"#
        ),
        r#"{"action":"call","id":1,"number":12025550142,"direction":"in","ringStart":"x"}"#
            .to_owned(),
        format!(r#"{{"action":"jwt","jwt":"{TOKEN}"}}"#),
        format!(r#"{{"action":"sms","sms":"Dear {NAME}"}}"#),
        format!(r#"{{"action":"voicemail","from":"{NUMBER}"}}"#),
        format!(r#"{{"action":"jwt","jwt":{{"token":"{TOKEN}"}}}}"#),
        format!(r#"{{"action":"jwt","jwt":"{TOKEN}""#),
    ];
    for json in &messages {
        let report = talk.receive(&Input::Post(object(TALK, json)), Millis(0));
        is_masked(&report.fields);
        masks(&report);
    }

    let mut phone = simulated::cloudtalk::Phone::new();
    let mut vendor = vendor::<Cloudtalk>();
    let call = phone.ring(vendor.peer(), NUMBER).unwrap();
    phone.contact_info(vendor.peer(), call, contact()).unwrap();
    let mut cloud = (registry::find("cloudtalk").unwrap().open)(Role::Application, &setup).unwrap();
    while let Some(post) = vendor.poll_post() {
        assert!(post.data.json().contains(NUMBER));
        let report = cloud.receive(&Input::Post(text(CLOUDTALK, post.data.json())), Millis(0));
        assert!(!report.fields.is_empty());
        masks(&report);
    }

    let mut desk =
        (registry::find("desk-open-cti").unwrap().open)(Role::Application, &setup).unwrap();
    let call = Signal::Request {
        id: 1,
        name: "interaction.getUserInfo".into(),
        arguments: "[]".into(),
    };
    masks(&desk.observe(&Input::Signal(call), Millis(0)));
    let body = format!(
        r#"{{"result":{{"user ID":"1","email":"ada@lovelace.example","userName":"{NAME}","fullName":"{NAME}","userType":"admin","siteUrl":"https://acme.desk.example"}}}}"#
    );
    let report = desk.receive(
        &Input::Signal(Signal::Reply {
            id: 1,
            body: body.into(),
        }),
        Millis(1),
    );
    assert!(report.fields.contains("acme.desk.example"), "{report:?}");
    masks(&report);
}

#[test]
fn what_a_tool_is_given_to_post_is_whole_but_prints_masked() {
    let setup = Setup::new(Origin::parse(PAGE).unwrap());
    let mut talk =
        (registry::find("leaddesk-talk").unwrap().open)(Role::Simulator, &setup).unwrap();
    talk.poll().unwrap();
    let json = format!(
        r#"{{"action":"call","id":1,"number":"{NUMBER}","direction":"in","ringStart":"x"}}"#
    );
    talk.send(&json).unwrap();
    let output = talk.poll().unwrap();
    masks(&output);
    let Output::Post(post) = output else {
        panic!("{output:?}")
    };
    assert_eq!(post.data.json(), json);
}
