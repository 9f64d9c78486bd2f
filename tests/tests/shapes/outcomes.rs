//! Answers that are either of two, found by their name.

use cti_runtime::session::ReplyNote;
use cti_runtime::{Gate, Millis, Received, RequestError};

use crate::sides::{app, from_page, from_phone, hear, phone_posts, posts, turned_away, vendor};

/// A phone whose answers say whether they succeeded.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod frank_phone {
    /// Phone → page.
    #[event]
    pub enum Event {
        /// Told apart by the flag.
        #[outcome(flag = "success", ok = "data", error = "errorCode")]
        #[sample({ "type": "userReply", "success": true, "data": { "name": "Ada" } })]
        #[sample({ "type": "userReply", "errorCode": "unknown", "data": null, "success": false })]
        UserReply(Result<User, String>),
        /// Told apart by the key that is there.
        #[outcome(ok = "result", error = "error")]
        #[sample({ "type": "hungUp", "requestId": "1", "result": null })]
        #[sample({ "type": "hungUp", "requestId": "1", "error": { "code": 4 } })]
        HungUp {
            #[id]
            request_id: String,
            outcome: Result<(), Problem>,
        },
        /// Inside a content.
        #[outcome(flag = "ok", ok = "number", error = "why")]
        Dialled {
            outcome: Result<PhoneNumber, Option<String>>,
            at: u64,
        },
    }

    /// Page → phone.
    #[command]
    pub enum Command {
        #[reply(UserReply)]
        GetUser { user_id: String },
        #[reply(HungUp)]
        HangUp {
            #[id]
            request_id: String,
        },
    }

    #[data]
    pub struct User {
        pub name: String,
    }

    #[data]
    pub struct Problem {
        pub code: u16,
    }
}

use frank_phone::{Event, FrankPhone, Problem, User, command, event};

#[test]
fn a_flag_says_which_of_the_two_it_is() {
    let mut session = app::<FrankPhone>();
    for (json, expected) in [
        (
            r#"{"type":"userReply","success":true,"data":{"name":"Ada"}}"#,
            Ok(User::new("Ada")),
        ),
        (
            r#"{"type":"userReply","data":{"name":"Ada"},"errorCode":null,"success":true}"#,
            Ok(User::new("Ada")),
        ),
        (
            r#"{"type":"userReply","success":false,"errorCode":"gone"}"#,
            Err(RequestError::Refused("gone".to_owned())),
        ),
        (
            r#"{"type":"userReply","data":null,"errorCode":"gone","success":false}"#,
            Err(RequestError::Refused("gone".to_owned())),
        ),
    ] {
        let ticket = session.peer().request(command::GetUser::new("u")).unwrap();
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
}

#[test]
fn what_contradicts_itself_drifts_for_the_tickets_owner() {
    let mut session = app::<FrankPhone>();
    for json in [
        r#"{"type":"userReply","success":true,"data":{"name":"Ada"},"errorCode":"gone"}"#,
        r#"{"type":"userReply","errorCode":"gone","data":{"name":"Ada"},"success":true}"#,
        r#"{"type":"userReply","success":false,"data":{"name":"Ada"},"errorCode":"gone"}"#,
        r#"{"type":"userReply","success":true,"errorCode":"gone"}"#,
        r#"{"type":"userReply","success":false,"data":{"name":"Ada"}}"#,
        r#"{"type":"userReply","success":true}"#,
        r#"{"type":"userReply","success":false}"#,
        r#"{"type":"userReply","success":"true","data":{"name":"Ada"}}"#,
        r#"{"type":"userReply","success":1,"data":{"name":"Ada"}}"#,
        r#"{"type":"userReply","data":{"name":"Ada"}}"#,
        r#"{"type":"userReply","errorCode":"gone"}"#,
        r#"{"type":"userReply"}"#,
        r#"{"type":"userReply","success":true,"data":[]}"#,
    ] {
        let ticket = session.peer().request(command::GetUser::new("u")).unwrap();
        let received = session.receive(from_phone(json), Millis(1));
        assert!(matches!(received, Received::Drifted(_)), "{json}");
        let outcome = session.peer().outcome(&ticket);
        assert!(
            matches!(outcome, Some(Err(RequestError::Drifted(_)))),
            "{json}"
        );
    }
    let ticket = session.peer().request(command::GetUser::new("u")).unwrap();
    for json in [
        r#"{"type":"userReply","success":true,"success":false,"data":{"name":"Ada"}}"#,
        r#"{"type":"userReply","success":false,"success":true,"data":{"name":"Ada"}}"#,
        r#"{"type":"userReply","data":{"name":"A"},"success":true,"data":{"name":"B"}}"#,
        r#"{"type":"userReply","success":false,"errorCode":"a","errorCode":"b"}"#,
    ] {
        assert_eq!(turned_away(&mut session, json), Gate::Malformed, "{json}");
    }
    assert_eq!(session.peer().outcome(&ticket), None);
}

#[test]
fn without_a_flag_the_key_says_it() {
    let mut session = app::<FrankPhone>();
    let refused = |code| Err(RequestError::Refused(Problem::new(code)));
    for (id, json, expected) in [
        (
            1,
            r#"{"type":"hungUp","requestId":"1","result":null}"#,
            Ok(()),
        ),
        (2, r#"{"type":"hungUp","requestId":"2"}"#, Ok(())),
        (
            3,
            r#"{"type":"hungUp","requestId":"3","error":{"code":4}}"#,
            refused(4),
        ),
        (
            4,
            r#"{"type":"hungUp","error":{"code":5},"result":null,"requestId":"4"}"#,
            refused(5),
        ),
        (
            5,
            r#"{"type":"hungUp","requestId":"5","result":7,"error":null}"#,
            Ok(()),
        ),
    ] {
        let ticket = session.peer().request(command::HangUp::new()).unwrap();
        assert_eq!(ticket.id().get(), id);
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
    let ticket = session.peer().request(command::HangUp::new()).unwrap();
    let both = r#"{"type":"hungUp","requestId":"6","result":true,"error":{"code":4}}"#;
    assert_eq!(hear(&mut session, both, 1), ReplyNote::Settled);
    let outcome = session.peer().outcome(&ticket);
    assert!(matches!(outcome, Some(Err(RequestError::Drifted(_)))));
}

#[test]
fn outcomes_are_written_as_they_are_declared() {
    let mut phone = vendor::<FrankPhone>();
    let hello = r#"{"type":"getUser","userId":"u"}"#;
    let _ = phone.receive(from_page(hello), Millis(0));
    let peer = phone.peer();
    let gone = || Err("gone".to_owned());
    peer.send(event::UserReply::new(Ok(User::new("Ada"))))
        .unwrap();
    peer.send(event::UserReply::new(gone())).unwrap();
    peer.send(event::HungUp::new("x\"1", Ok(()))).unwrap();
    peer.send(event::HungUp::new("2", Err(Problem::new(4))))
        .unwrap();
    peer.send(event::Dialled::new(Ok("+12025550123".into()), 1))
        .unwrap();
    peer.send(event::Dialled::new(Err(None), 2)).unwrap();
    assert_eq!(
        phone_posts(&mut phone),
        [
            r#"{"type":"userReply","success":true,"data":{"name":"Ada"}}"#,
            r#"{"type":"userReply","success":false,"errorCode":"gone"}"#,
            r#"{"type":"hungUp","requestId":"x\"1","result":null}"#,
            r#"{"type":"hungUp","requestId":"2","error":{"code":4}}"#,
            r#"{"type":"dialled","ok":true,"number":"+12025550123","at":1}"#,
            r#"{"type":"dialled","ok":false,"at":2}"#,
        ]
    );
    // Numbers are masked inside of an outcome too.
    let dialled = Event::from(event::Dialled::new(Ok("+12025550123".into()), 1));
    assert_eq!(
        format!("{dialled:?}"),
        r#"Dialled {"ok":true,"number":"•••23","at":1}"#
    );
}

#[test]
fn calls_by_name_go_one_after_the_other_also_with_outcomes() {
    let mut session = app::<FrankPhone>();
    let one = session.peer().request(command::GetUser::new("1")).unwrap();
    let two = session.peer().request(command::GetUser::new("2")).unwrap();
    assert_eq!(posts(&mut session), [r#"{"type":"getUser","userId":"1"}"#]);
    let failed = r#"{"type":"userReply","success":false,"errorCode":"gone"}"#;
    assert_eq!(hear(&mut session, failed, 1), ReplyNote::Settled);
    assert_eq!(posts(&mut session), [r#"{"type":"getUser","userId":"2"}"#]);
    assert!(session.peer().outcome(&one).unwrap().is_err());
    assert_eq!(session.peer().outcome(&two), None);
}

/// A phone whose content may be absent.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type", content = "value")
)]
pub mod shy_phone {
    #[event]
    pub enum Event {
        Loaded(Option<User>),
        Reloaded(#[null] Option<User>),
        Data(Json),
    }

    #[command(each(#[beside] at: Option<u8>))]
    pub enum Command {
        Load(Option<User>),
        Reload(#[null] Option<User>),
    }

    #[data]
    pub struct User {
        pub name: Option<String>,
    }
}

#[test]
fn content_that_is_none_is_left_out_unless_it_is_to_be_null() {
    use cti_runtime::message::encode;
    use shy_phone::{Command, Event, User, command, event};
    let told = |event: Event| encode(&event);
    let user = || Some(User::new());
    assert_eq!(
        told(event::Loaded::new(None).into()),
        r#"{"type":"loaded"}"#
    );
    let loaded = event::Loaded::new(user());
    assert_eq!(told(loaded.into()), r#"{"type":"loaded","value":{}}"#);
    let null = event::Reloaded::new(None);
    assert_eq!(told(null.into()), r#"{"type":"reloaded","value":null}"#);
    let data = event::Data::new(serde_json::Value::Null);
    assert_eq!(told(data.into()), r#"{"type":"data","value":null}"#);

    let ordered = |command: Command| encode(&command);
    let load = command::Load::new();
    assert_eq!(ordered(load.at(7).into()), r#"{"type":"load","at":7}"#);
    let load = command::Load::new().content(User::new());
    assert_eq!(ordered(load.into()), r#"{"type":"load","value":{}}"#);
    let null = command::Reload::new().at(7);
    assert_eq!(
        ordered(null.into()),
        r#"{"type":"reload","value":null,"at":7}"#
    );
}

#[test]
fn content_that_may_be_none_is_read_absent_or_null() {
    use shy_phone::{Event, ShyPhone, event};
    let mut session = app::<ShyPhone>();
    for (json, none) in [
        (r#"{"type":"loaded"}"#, true),
        (r#"{"type":"loaded","value":null}"#, true),
        (r#"{"type":"loaded","value":{}}"#, false),
        (r#"{"type":"reloaded"}"#, true),
    ] {
        match session.receive(from_phone(json), Millis(1)) {
            Received::Message(
                Event::Loaded(event::Loaded(user)) | Event::Reloaded(event::Reloaded(user)),
                _,
            ) => assert_eq!(user.is_none(), none, "{json}"),
            other => panic!("{other:?}: {json}"),
        }
    }
}

/// A failure that is a text here and an object there, as phones grow them.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod grown_phone {
    #[command(
        tag = "ask",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = Failure
    )]
    pub trait Ask {
        #[sample(error = "gone")]
        #[sample(error = { code: 410, text: "Gone." })]
        fn name() -> String;
    }

    #[event]
    pub enum Event {
        #[outcome(ok = "call", error = "error")]
        #[sample({ type: "dialled", call: 7 })]
        #[sample({ type: "dialled", error: "busy" })]
        #[sample({ type: "dialled", error: { code: 486 } })]
        Dialled(Result<u64, Failure>),
    }

    #[data(untagged)]
    pub enum Failure {
        Text(String),
        Problem(Problem),
    }

    #[data]
    pub struct Problem {
        code: u16,
        #[personal]
        text: Option<String>,
    }
}

#[test]
fn a_failure_may_be_a_text_or_an_object() {
    use grown_phone::{Failure, GrownPhone, Problem, ask};

    let problem = Failure::Problem(Problem::new(410).text("Ada is gone."));
    assert!(!format!("{problem:?}").contains("Ada"));
    for (error, failure) in [
        (r#""gone""#, Failure::Text("gone".to_owned())),
        (r#"{"code":410,"text":"Ada is gone."}"#, problem),
    ] {
        let mut page = app::<GrownPhone>();
        let ticket = page.peer().request(ask::Name::new()).unwrap();
        let answer = format!(r#"{{"id":"1","error":{error}}}"#);
        let _ = page.receive(from_phone(&answer), Millis(1));
        let refused = Some(Err(RequestError::Refused(failure.clone())));
        assert_eq!(page.peer().outcome(&ticket), refused);

        // The side that answers.
        let mut phone = vendor::<GrownPhone>();
        let request = from_page(r#"{"ask":"name","id":"9"}"#);
        let Received::Message(_, order) = phone.receive(request, Millis(0)) else {
            panic!("a request");
        };
        let request = order.request().unwrap();
        phone
            .peer()
            .answer::<ask::Name>(request, &Err(failure))
            .unwrap();
        let posted = phone_posts(&mut phone);
        assert_eq!(posted, [format!(r#"{{"id":"9","error":{error}}}"#)]);
    }
    // A list is neither.
    let mut page = app::<GrownPhone>();
    let ticket = page.peer().request(ask::Name::new()).unwrap();
    let answer = from_phone(r#"{"id":"1","error":["gone"]}"#);
    let _ = page.receive(answer, Millis(1));
    assert!(matches!(
        page.peer().outcome(&ticket),
        Some(Err(RequestError::Drifted(_)))
    ));
}
