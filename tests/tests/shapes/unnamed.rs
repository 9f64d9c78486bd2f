//! Answers without a place for a failure, and failures whose fields stand beside the flag.

use core::convert::Infallible;

use cti_export::{json_schema, markdown, typescript};
use cti_runtime::session::{ReplyNote, Return};
use cti_runtime::{Gate, Millis, Peer, Protocol as _, Received, RequestError, Session, Vendor};

use crate::sides::{app, from_page, from_phone, hear, phone_posts, posts, turned_away, vendor};

/// A phone whose answers have few keys.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod terse_phone {
    #[event]
    pub enum Notice {
        /// The failure stands beside the flag.
        #[outcome(flag = "success", ok = "data")]
        #[sample({ type: "dialled", success: true })]
        #[sample({ type: "dialled", success: false, errorCode: "in_call", to: "+12025550123" })]
        Dialled(Result<Option<Json>, Refusal>),
        /// Both do, and share a key.
        #[outcome(flag = "success")]
        #[sample({ type: "found", success: true, at: 1, id: "u-1", name: "Ada" })]
        #[sample({ type: "found", at: 1, id: "u-1", errorCode: "gone", success: false })]
        Found {
            at: u64,
            outcome: Result<User, Refusal>,
        },
        /// One of them is nothing.
        #[outcome(flag = "ok", error = "why")]
        HungUp { outcome: Result<(), String> },
    }

    #[command]
    pub enum Order {
        #[reply(Dialled)]
        Dial { to: PhoneNumber },
        #[reply(Found)]
        Find,
        #[reply(HungUp)]
        HangUp,
    }

    /// There is no failure.
    #[command(
        tag = "path", content = "body", id = "requestId",
        envelope(constants(type = "request")),
        answer(id = "responseId", ok = "response", constants(type = "response")),
        unknown = { data: "no matched path" }
    )]
    pub trait Ask {
        #[rename("/contacts/match")]
        #[sample(args = { numbers: ["+12025550123"], trace: "t-1" }, result = { name: "Ada" })]
        fn match_contacts(numbers: Vec<PhoneNumber>, #[beside] trace: Option<String>) -> User;
        #[rename("/popup")]
        fn popup() -> bool;
        #[rename("/log")]
        fn log(line: String);
    }

    /// The failure stands beside the flag.
    #[event(
        tag = "question", id = "id", answer(id = "answers", flag = "ok", constants(kind = "answer")),
        error = Refusal, unknown = { errorCode: "unknown" }
    )]
    pub trait Question {
        fn contact(number: PhoneNumber) -> User;
        fn ready();
    }

    #[data]
    pub struct User {
        pub id: Option<String>,
        pub name: String,
    }

    #[data]
    pub struct Refusal {
        pub error_code: String,
        pub id: Option<String>,
        pub to: Option<PhoneNumber>,
    }
}

use terse_phone::{
    AskHandler, QuestionHandler, Refusal, TersePhone, User, ask, notice, order, question,
};

fn refused(code: &str) -> Refusal {
    Refusal::new(code)
}

#[test]
fn fields_of_a_failure_stand_beside_the_flag() {
    let mut session = app::<TersePhone>();
    let in_call = refused("in_call").to("+12025550123");
    for (json, expected) in [
        (r#"{"type":"dialled","success":true}"#, Ok(None)),
        (
            r#"{"type":"dialled","data":{"a":1},"success":true}"#,
            Ok(Some(serde_json::json!({"a": 1}))),
        ),
        // What would be a failure's is another's now.
        (
            r#"{"type":"dialled","errorCode":[],"data":null,"success":true}"#,
            Ok(None),
        ),
        (
            r#"{"type":"dialled","success":false,"errorCode":"in_call","to":"+12025550123"}"#,
            Err(in_call.clone()),
        ),
        (
            r#"{"to":"+12025550123","data":null,"errorCode":"in_call","success":false,"type":"dialled"}"#,
            Err(in_call),
        ),
    ] {
        let ticket = session.peer().request(order::Dial::new("+1")).unwrap();
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
        let expected = expected.map_err(RequestError::Refused);
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
}

#[test]
fn what_lacks_the_flag_or_speaks_against_it_drifts() {
    let mut session = app::<TersePhone>();
    for json in [
        r#"{"type":"dialled"}"#,
        r#"{"type":"dialled","data":1}"#,
        r#"{"type":"dialled","errorCode":"in_call"}"#,
        r#"{"type":"dialled","success":null,"errorCode":"in_call"}"#,
        r#"{"type":"dialled","success":"false","errorCode":"in_call"}"#,
        r#"{"type":"dialled","success":false}"#,
        r#"{"type":"dialled","success":false,"errorCode":null}"#,
        r#"{"type":"dialled","success":false,"errorCode":"in_call","data":1}"#,
        r#"{"type":"dialled","success":false,"errorCode":"in_call","to":{}}"#,
    ] {
        let ticket = session.peer().request(order::Dial::new("+1")).unwrap();
        let received = session.receive(from_phone(json), Millis(1));
        assert!(matches!(received, Received::Drifted(_)), "{json}");
        let outcome = session.peer().outcome(&ticket);
        assert!(
            matches!(outcome, Some(Err(RequestError::Drifted(_)))),
            "{json}"
        );
    }
    let _ = session.peer().request(order::Dial::new("+1")).unwrap();
    for json in [
        r#"{"type":"dialled","success":false,"errorCode":"a","errorCode":"b"}"#,
        r#"{"type":"dialled","errorCode":"a","success":false,"error\u0043ode":"b"}"#,
        r#"{"type":"dialled","success":true,"errorCode":"a","success":false}"#,
    ] {
        assert_eq!(turned_away(&mut session, json), Gate::Malformed, "{json}");
    }
}

#[test]
fn both_may_stand_beside_the_flag_and_share_a_key() {
    let mut session = app::<TersePhone>();
    let found = |session: &mut Session<TersePhone>, json: &str| {
        let ticket = session.peer().request(order::Find::new()).unwrap();
        hear(session, json, 1);
        session.peer().outcome(&ticket).unwrap()
    };
    let json = r#"{"name":"Ada","id":"u-1","at":7,"success":true,"type":"found"}"#;
    let ada = User::new("Ada").id("u-1");
    assert_eq!(found(&mut session, json), Ok(ada));
    let json = r#"{"errorCode":"gone","id":"u-1","at":7,"success":false,"type":"found"}"#;
    let gone = refused("gone").id("u-1");
    assert_eq!(found(&mut session, json), Err(RequestError::Refused(gone)));
    for json in [
        r#"{"errorCode":"gone","id":"u-1","at":7,"success":true,"type":"found"}"#,
        r#"{"name":"Ada","at":7,"success":false,"type":"found"}"#,
        r#"{"name":"Ada","success":true,"type":"found"}"#,
    ] {
        let outcome = found(&mut session, json);
        assert!(matches!(outcome, Err(RequestError::Drifted(_))), "{json}");
    }
    for (json, expected) in [
        (r#"{"type":"hungUp","ok":true}"#, Ok(())),
        (
            r#"{"type":"hungUp","why":"busy","ok":false}"#,
            Err(RequestError::Refused("busy".to_owned())),
        ),
    ] {
        let ticket = session.peer().request(order::HangUp::new()).unwrap();
        hear(&mut session, json, 1);
        assert_eq!(session.peer().outcome(&ticket), Some(expected), "{json}");
    }
}

#[test]
fn they_are_written_where_they_are_read() {
    let mut phone = vendor::<TersePhone>();
    let _ = phone.receive(from_page(r#"{"type":"find"}"#), Millis(0));
    let peer = phone.peer();
    let in_call = || refused("in_call").to("+12025550123");
    peer.send(notice::Dialled::new(Ok(None))).unwrap();
    peer.send(notice::Dialled::new(Err(in_call()))).unwrap();
    peer.send(notice::Found::new(1, Ok(User::new("Ada"))))
        .unwrap();
    peer.send(notice::Found::new(2, Err(refused("gone"))))
        .unwrap();
    peer.send(notice::HungUp::new(Ok(()))).unwrap();
    assert_eq!(
        phone_posts(&mut phone),
        [
            r#"{"type":"dialled","success":true}"#,
            r#"{"type":"dialled","success":false,"errorCode":"in_call","to":"+12025550123"}"#,
            r#"{"type":"found","at":1,"success":true,"name":"Ada"}"#,
            r#"{"type":"found","at":2,"success":false,"errorCode":"gone"}"#,
            r#"{"type":"hungUp","ok":true}"#,
        ]
    );
    let shown = format!("{:?}", notice::Dialled::new(Err(in_call())));
    assert_eq!(
        shown,
        r#"Dialled {"success":false,"errorCode":"in_call","to":"•••23"}"#
    );
}

struct Phone;

impl AskHandler for Phone {
    fn match_contacts(
        &mut self,
        asked: ask::MatchContacts,
        _: &mut Peer<TersePhone, Vendor>,
    ) -> Return<User, Infallible> {
        Ok(User::new(asked.trace.unwrap_or_default())).into()
    }

    fn log(&mut self, _: ask::Log, _: &mut Peer<TersePhone, Vendor>) -> Return<(), Infallible> {
        Ok(()).into()
    }
}

fn answers(phone: &mut Session<TersePhone, Vendor>, json: &str) -> Vec<String> {
    match phone.receive(from_page(json), Millis(0)) {
        Received::Message(terse_phone::Command::Ask(asked), order) => {
            asked.dispatch(&mut Phone, phone.handling(&order));
        }
        other => panic!("{other:?}"),
    }
    phone_posts(phone)
}

#[test]
fn without_a_failure_the_answer_is_the_value_itself() {
    let mut phone = vendor::<TersePhone>();
    for (json, answer) in [
        (
            r#"{"type":"request","path":"/contacts/match","requestId":7,"trace":"t","body":{"numbers":[]}}"#,
            r#"{"type":"response","responseId":7,"response":{"name":"t"}}"#,
        ),
        (
            r#"{"type":"request","path":"/log","requestId":"8","body":{"line":"x"}}"#,
            r#"{"type":"response","responseId":"8","response":null}"#,
        ),
        (
            r#"{"type":"request","path":"/popup","requestId":"9"}"#,
            r#"{"type":"response","responseId":"9","response":{"data":"no matched path"}}"#,
        ),
        (
            r#"{"type":"request","path":"/fly","requestId":"10"}"#,
            r#"{"type":"response","responseId":"10","response":{"data":"no matched path"}}"#,
        ),
    ] {
        assert_eq!(answers(&mut phone, json), [answer], "{json}");
    }
}

#[test]
fn its_callers_have_it_and_never_a_refusal() {
    let mut session = app::<TersePhone>();
    let peer = session.peer();
    let asked = ask::MatchContacts::new(vec!["+12025550123".into()]).trace("t");
    let matched = peer.request(asked).unwrap();
    let popup = peer.request(ask::Popup::new()).unwrap();
    let logged = peer.request(ask::Log::new("a")).unwrap();
    let absent = peer.request(ask::Log::new("b")).unwrap();
    let unknown = peer.request(ask::Popup::new()).unwrap();
    let null = peer.request(ask::Popup::new()).unwrap();
    assert_eq!(
        posts(&mut session)[..2],
        [
            r#"{"type":"request","path":"/contacts/match","requestId":"1","body":{"numbers":["+12025550123"]},"trace":"t"}"#,
            r#"{"type":"request","path":"/popup","requestId":"2"}"#,
        ]
    );
    for json in [
        r#"{"type":"response","responseId":"2","response":true}"#,
        r#"{"type":"response","responseId":"1","response":{"name":"Ada"},"error":"not ours"}"#,
        r#"{"type":"response","responseId":"3","response":null}"#,
        r#"{"type":"response","responseId":"4"}"#,
        r#"{"type":"response","responseId":"5","response":{"data":"no matched path"}}"#,
        r#"{"type":"response","responseId":"6","response":null}"#,
    ] {
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
    }
    let peer = session.peer();
    let never: Option<Result<User, RequestError<Infallible>>> = peer.outcome(&matched);
    assert_eq!(never, Some(Ok(User::new("Ada"))));
    assert_eq!(peer.outcome(&popup), Some(Ok(true)));
    assert_eq!(peer.outcome(&logged), Some(Ok(())));
    assert_eq!(peer.outcome(&absent), Some(Ok(())));
    for ticket in [unknown, null] {
        let outcome = peer.outcome(&ticket);
        assert!(matches!(outcome, Some(Err(RequestError::Drifted(_)))));
    }
    // Nothing is no result where one is promised.
    let empty = session.peer().request(ask::Popup::new()).unwrap();
    let json = r#"{"type":"response","responseId":"7"}"#;
    assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled);
    let outcome = session.peer().outcome(&empty);
    assert!(matches!(outcome, Some(Err(RequestError::Drifted(_)))));
}

struct Crm;

impl QuestionHandler for Crm {
    fn contact(
        &mut self,
        asked: question::Contact,
        _: &mut Peer<TersePhone>,
    ) -> Return<User, Refusal> {
        if asked.number.as_str() == "+1" {
            Ok(User::new("Ada")).into()
        } else {
            Err(refused("gone").to(asked.number)).into()
        }
    }
}

#[test]
fn an_answer_may_have_nothing_but_a_flag() {
    let mut session = app::<TersePhone>();
    let mut phone = vendor::<TersePhone>();
    let _ = phone.receive(from_page(r#"{"type":"find"}"#), Millis(0));
    let ada = phone.peer().request(question::Contact::new("+1")).unwrap();
    let gone = phone.peer().request(question::Contact::new("+2")).unwrap();
    let ready = phone.peer().request(question::Ready::new()).unwrap();
    for json in phone_posts(&mut phone) {
        match session.receive(from_phone(&json), Millis(0)) {
            Received::Message(terse_phone::Event::Question(asked), order) => {
                asked.dispatch(&mut Crm, session.handling(&order));
            }
            other => panic!("{other:?}"),
        }
    }
    let answers = posts(&mut session);
    assert_eq!(
        answers,
        [
            r#"{"kind":"answer","answers":"1","ok":true,"name":"Ada"}"#,
            r#"{"kind":"answer","answers":"2","ok":false,"errorCode":"gone","to":"+2"}"#,
            r#"{"kind":"answer","answers":"3","ok":false,"errorCode":"unknown"}"#,
        ]
    );
    for json in &answers {
        let received = phone.receive(from_page(json), Millis(1));
        assert!(matches!(received, Received::Message(..)), "{json}");
    }
    let peer = phone.peer();
    assert_eq!(peer.outcome(&ada), Some(Ok(User::new("Ada"))));
    let gone_error = RequestError::Refused(refused("gone").to("+2"));
    assert_eq!(peer.outcome(&gone), Some(Err(gone_error)));
    let unknown = RequestError::Refused(refused("unknown"));
    assert_eq!(peer.outcome(&ready), Some(Err(unknown)));

    for (id, rest) in [
        r#""ok":true"#,
        r#""ok":false"#,
        r#""ok":false,"errorCode":7"#,
        r#""ok":"true","name":"Ada""#,
        r#""name":"Ada""#,
    ]
    .into_iter()
    .enumerate()
    {
        let asked = phone.peer().request(question::Contact::new("+1")).unwrap();
        let json = format!(r#"{{"kind":"answer","answers":{},{rest}}}"#, id + 4);
        let received = phone.receive(from_page(&json), Millis(1));
        assert!(matches!(received, Received::Drifted(_)), "{json}");
        let outcome = phone.peer().outcome(&asked);
        assert!(
            matches!(outcome, Some(Err(RequestError::Drifted(_)))),
            "{json}"
        );
    }
}

#[test]
fn documents_tell_it() {
    let description = TersePhone::description();
    let reference = markdown(description);
    for line in [
        "with the result in `response`; there is no failure.",
        r#"answered with the result `{ "data": "no matched path" }`."#,
        "with the result beside it or the error beside it; `ok` says which of the two it is.",
        "Answered with `User`.",
        "| | *the keys of* | `Refusal` | | If it failed, and only then. |",
    ] {
        assert!(reference.contains(line), "{line}\nis not in\n{reference}");
    }
    let types = typescript(description);
    for line in [
        "({ success: true; data?: Json | null } | ({ success: false; data?: null } & Refusal))",
        "(({ success: true } & User) | ({ success: false } & Refusal))",
        "({ ok: true; why?: null } | { ok: false; why: string })",
        "{ response: boolean }",
    ] {
        assert!(types.contains(line), "{line}\nis not in\n{types}");
    }
    let schema: serde_json::Value = serde_json::from_str(&json_schema(description)).unwrap();
    let dialled = &schema["$defs"]["DialledNotice"]["anyOf"];
    assert_eq!(
        dialled[1],
        serde_json::json!({
            "title": "failed",
            "properties": { "data": { "type": "null" }, "success": { "const": false } },
            "required": ["success"],
            "allOf": [{ "$ref": "#/$defs/Refusal" }],
        }),
        "{schema:#}"
    );
}
