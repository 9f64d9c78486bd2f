//! Requests as traits: any number in flight, each answered by its id, in both directions.

use cti_runtime::session::{ReplyNote, Return};
use cti_runtime::testing::Cable;
use cti_runtime::{
    App, Gate, Limits, Millis, Origin, Peer, Received, RequestError, RequestId, SendError, Session,
    Settled, Vendor,
};

use crate::sides::{
    PAGE, PHONE, app, from_page, from_phone, hear, phone_posts, posts, turned_away, vendor,
};

/// A phone that is asked, and asks.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod asking_phone {
    /// Phone → page.
    #[event]
    pub enum Notice {
        #[sample({ "type": "ringing", "callId": "c-1" })]
        Ringing { call_id: String },
    }

    /// Page → phone.
    #[command(
        tag = "request",
        content = "params",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = Problem,
        unknown = { "code": 404 }
    )]
    pub trait Ask {
        #[sample(args = { userId: "u-7" }, result = { name: "Ada", phone: "+12025550123" })]
        #[sample(error = { code: 410 })]
        fn user(user_id: String) -> User;
        #[within(ms = 500)]
        #[sample(args = { userId: "u-7", name: "Ada" }, result = null)]
        #[sample(error = "taken")]
        fn rename(user_id: String, name: String) -> Result<(), Refusal>;
        fn version() -> Option<String>;
    }

    /// The phone asks the page.
    #[event(
        tag = "question",
        id = "requestId",
        ids = number,
        answer(
            id = "responseId", flag = "success", ok = "data", error = "errorCode",
            constants(type = "answer")
        ),
        error = String
    )]
    pub trait Question {
        fn contact(number: PhoneNumber) -> Contact;
        fn allowed(what: String);
    }

    #[data]
    pub struct User {
        pub name: String,
        pub phone: PhoneNumber,
    }

    #[data]
    pub struct Contact {
        pub name: String,
    }

    #[data]
    pub struct Problem {
        pub code: u16,
    }

    #[data]
    pub enum Refusal {
        Taken,
        Forbidden,
    }
}

use asking_phone::{
    Ask, AskHandler, AskingPhone, Contact, Event, NoticeHandler, Problem, Question,
    QuestionHandler, Refusal, User, ask, notice, question,
};

fn ada() -> User {
    User::new("Ada", "+12025550123")
}

#[test]
fn requests_are_answered_in_and_out_of_order() {
    let mut session = app::<AskingPhone>();
    let peer = session.peer();
    let ada_asked = peer.request(ask::User::new("u-1")).unwrap();
    let renamed = peer.request(ask::Rename::new("u-2", "B")).unwrap();
    let version = peer.request(ask::Version::new()).unwrap();
    let failed = peer.request(ask::User::new("u-4")).unwrap();
    let refused = peer.request(ask::Rename::new("u-5", "B")).unwrap();
    assert_eq!(
        posts(&mut session),
        [
            r#"{"request":"user","id":"1","params":{"userId":"u-1"}}"#,
            r#"{"request":"rename","id":"2","params":{"userId":"u-2","name":"B"}}"#,
            r#"{"request":"version","id":"3"}"#,
            r#"{"request":"user","id":"4","params":{"userId":"u-4"}}"#,
            r#"{"request":"rename","id":"5","params":{"userId":"u-5","name":"B"}}"#,
        ]
    );
    let answers = [
        r#"{"error":{"code":410},"id":"4"}"#,
        r#"{"id":"2","result":null}"#,
        r#"{"id":"5","error":"taken","result":null}"#,
        r#"{"id":"1","result":{"name":"Ada","phone":"+12025550123"},"error":null}"#,
        r#"{"id":3}"#,
    ];
    for json in answers {
        assert_eq!(hear(&mut session, json, 1), ReplyNote::Settled, "{json}");
    }
    let peer = session.peer();
    assert_eq!(peer.outcome(&ada_asked), Some(Ok(ada())));
    assert_eq!(peer.outcome(&renamed), Some(Ok(())));
    assert_eq!(peer.outcome(&version), Some(Ok(None)));
    let problem = RequestError::Refused(Problem::new(410));
    assert_eq!(peer.outcome(&failed), Some(Err(problem)));
    let taken = RequestError::Refused(Refusal::Taken);
    assert_eq!(peer.outcome(&refused), Some(Err(taken)));
    // Answered once.
    for json in &answers[..4] {
        assert_eq!(turned_away(&mut session, json), Gate::NotOurs, "{json}");
    }
}

#[test]
fn an_answer_says_which_call_it_settles() {
    let mut session = app::<AskingPhone>();
    let asked = session.peer().request(ask::Version::new()).unwrap();
    let answer = r#"{"id":"1","result":"7"}"#;
    let Received::Message(Event::Question(_) | Event::Notice(_) | Event::Settled(_), order) =
        session.receive(from_phone(answer), Millis(1))
    else {
        panic!("not delivered");
    };
    assert_eq!(order.request(), Some(asked.id()));
    let asked = session.peer().request(ask::Version::new()).unwrap();
    let answer = r#"{"id":"2","result":"7"}"#;
    match session.receive(from_phone(answer), Millis(1)) {
        Received::Message(Event::Settled(settled), _) => {
            assert_eq!(
                (settled.request(), settled.method()),
                (asked.id(), "version")
            );
            let shown: Settled = settled.clone();
            assert_eq!(format!("{shown:?}"), "Settled 2 (version)");
            // It is no message that could be sent.
            let mut phone = vendor::<AskingPhone>();
            let _ = phone.receive(from_page(r#"{"request":"version","id":1}"#), Millis(0));
            let sent = phone.peer().send(Event::Settled(settled));
            assert_eq!(sent, Err(SendError::Undeclared));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_contradicts_itself_or_is_of_another_type_drifts_for_its_owner() {
    let mut session = app::<AskingPhone>();
    for (id, rest) in [
        r#""result":{"name":"Ada","phone":"+1"},"error":{"code":1}"#,
        r#""result":"of another request""#,
        r#""result":{"name":7,"phone":"+1"}"#,
        r#""error":"of another request""#,
        r#""result":null"#,
        r#""result":null,"error":null"#,
        r#""error":{}"#,
        r#""error":null"#,
    ]
    .into_iter()
    .enumerate()
    {
        let asked = session.peer().request(ask::User::new("u")).unwrap();
        let json = format!(r#"{{"id":"{}",{rest}}}"#, id + 1);
        let received = session.receive(from_phone(&json), Millis(1));
        assert!(matches!(received, Received::Drifted(_)), "{json}");
        let outcome = session.peer().outcome(&asked);
        assert!(
            matches!(outcome, Some(Err(RequestError::Drifted(_)))),
            "{json}"
        );
    }
}

#[test]
fn what_a_hostile_page_or_phone_sends_settles_nobody() {
    let mut session = app::<AskingPhone>();
    let asked = session.peer().request(ask::User::new("u")).unwrap();
    let long = format!(r#"{{"id":"{}1","result":1}}"#, "0".repeat(100_000));
    let deep = format!(
        r#"{{"id":"1","result":{}1{}}}"#,
        "[".repeat(100),
        "]".repeat(100)
    );
    for json in [
        r#"{"id":{"1":"1"},"result":1}"#,
        r#"{"id":["1"],"result":1}"#,
        r#"{"id":null,"result":1}"#,
        r#"{"id":true,"result":1}"#,
        r#"{"id":"01","result":1}"#,
        r#"{"id":"+1","result":1}"#,
        r#"{"id":1.0,"result":1}"#,
        r#"{"id":"2","result":1}"#,
        r#"{"result":{"name":"Ada","phone":"+1"}}"#,
        r#"{"id":"1"}"#,
        r#"{"id":"1","data":1}"#,
        r#"["1"]"#,
        &long,
    ] {
        assert_eq!(turned_away(&mut session, json), Gate::NotOurs, "{json:.60}");
    }
    for json in [
        r#"{"id":"1","id":"1","result":1}"#,
        r#"{"id":"2","id":"1","result":1}"#,
        r#"{"id":"1","result":1,"result":2}"#,
        r#"{"id":"1","result":1,"\u0072esult":2}"#,
        r#"{"id":"1","error":{"code":1},"error":{"code":2}}"#,
        r#"{"id":"1","result":{"name":"Ada","name":"Bob","phone":"+1"}}"#,
        r#"{"id":"1","result":1} x"#,
        r#"{"id":"1","result""#,
        &deep,
    ] {
        assert_eq!(
            turned_away(&mut session, json),
            Gate::Malformed,
            "{json:.60}"
        );
    }
    // From another origin it isn't even looked at.
    let answer = r#"{"id":"1","result":{"name":"Ada","phone":"+12025550123"}}"#;
    let evil = cti_runtime::Post::new(
        cti_runtime::Source(1),
        "https://phone.acme.example.evil.example",
        cti_runtime::Data::Object(answer),
    );
    match session.receive(evil, Millis(1)) {
        Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Origin),
        other => panic!("{other:?}"),
    }
    assert_eq!(session.peer().outcome(&asked), None);
    assert_eq!(hear(&mut session, answer, 1), ReplyNote::Settled);
    // Another session's ticket is nobody's.
    let mut other = app::<AskingPhone>();
    assert_eq!(
        other.peer().outcome(&asked),
        Some(Err(RequestError::Unclaimed))
    );
}

#[test]
fn deadlines_are_those_of_the_method_and_late_answers_are_nobodys() {
    let mut session = app::<AskingPhone>();
    let rename = session.peer().request(ask::Rename::new("u", "B")).unwrap();
    let user = session.peer().request(ask::User::new("u")).unwrap();
    assert_eq!(session.next_deadline(), Some(Millis(500)));
    session.tick(Millis(500));
    assert_eq!(
        session.peer().outcome(&rename),
        Some(Err(RequestError::Deadline))
    );
    let late = r#"{"id":"1","result":null}"#;
    assert_eq!(turned_away(&mut session, late), Gate::NotOurs);
    assert_eq!(session.peer().outcome(&user), None);
    assert_eq!(session.next_deadline(), Some(Millis(10_000)));

    session.reload();
    assert_eq!(
        session.peer().outcome(&user),
        Some(Err(RequestError::Reloaded))
    );
    let late = r#"{"id":"2","result":{"name":"Ada","phone":"+1"}}"#;
    assert_eq!(turned_away(&mut session, late), Gate::NotOurs);
    session.peer().request(ask::Version::new()).unwrap();
    assert_eq!(posts(&mut session), [r#"{"request":"version","id":"3"}"#]);
}

/// Answers some at once, one later, one not at all.
#[derive(Default)]
struct Desk {
    later: Vec<RequestId>,
    unknown: Vec<String>,
}

impl AskHandler for Desk {
    fn user(
        &mut self,
        asked: ask::User,
        page: &mut Peer<AskingPhone, Vendor>,
    ) -> Return<User, Problem> {
        match &*asked.user_id {
            "later" => {
                self.later.extend(page.current_request());
                Return::Later
            }
            "u-7" => Ok(ada()).into(),
            _ => Err(Problem::new(404)).into(),
        }
    }

    fn unknown(&mut self, unknown: cti_runtime::Unknown, _: &mut Peer<AskingPhone, Vendor>) {
        self.unknown.push(unknown.name().to_owned());
    }
}

#[derive(Default)]
struct Crm {
    rung: Vec<String>,
}

impl NoticeHandler for Crm {
    fn ringing(&mut self, call: notice::Ringing, _: &mut Peer<AskingPhone>) {
        self.rung.push(call.call_id);
    }
}

impl QuestionHandler for Crm {
    fn contact(
        &mut self,
        asked: question::Contact,
        _: &mut Peer<AskingPhone>,
    ) -> Return<Contact, String> {
        if asked.number.as_str().starts_with("+1") {
            Ok(Contact::new("Ada")).into()
        } else {
            Err("unknown".to_owned()).into()
        }
    }
}

/// What a phone answers to a message of the page.
fn answers(phone: &mut Session<AskingPhone, Vendor>, desk: &mut Desk, json: &str) -> Vec<String> {
    match phone.receive(from_page(json), Millis(0)) {
        Received::Message(message, order) => message.dispatch(desk, phone.handling(&order)),
        other => panic!("{other:?}"),
    }
    phone_posts(phone)
}

#[test]
fn the_other_sides_ids_are_echoed_as_they_came() {
    let mut phone = vendor::<AskingPhone>();
    let mut desk = Desk::default();
    for id in [
        "1",
        "-7",
        "1.50",
        r#""""#,
        r#""a\"b\\c""#,
        r#""\u0000é</script>""#,
        r#""${x}""#,
    ] {
        let json = format!(r#"{{"id":{id},"request":"user","params":{{"userId":"u-7"}}}}"#);
        let answer = format!(r#"{{"id":{id},"result":{{"name":"Ada","phone":"+12025550123"}}}}"#);
        assert_eq!(answers(&mut phone, &mut desk, &json), [answer]);
    }
    // No page has such a number, and an object can't say it exactly.
    let json = r#"{"id":12345678901234567890123,"request":"user","params":{"userId":"u-7"}}"#;
    assert_eq!(answers(&mut phone, &mut desk, json), [""; 0]);
    assert_eq!(phone.view().counters().unsent_answers, 1);
    // Other keys than declared, in any order, and a null beside.
    let json = r#"{"x":[1],"params":{"y":2,"userId":"nobody"},"request":"user","id":"q"}"#;
    assert_eq!(
        answers(&mut phone, &mut desk, json),
        [r#"{"id":"q","error":{"code":404}}"#]
    );
}

#[test]
fn who_asks_for_what_nobody_has_is_told_so() {
    let mut phone = vendor::<AskingPhone>();
    let mut desk = Desk::default();
    assert_eq!(
        answers(
            &mut phone,
            &mut desk,
            r#"{"request":"fly","id":8,"params":[]}"#
        ),
        [r#"{"id":8,"error":{"code":404}}"#]
    );
    assert_eq!(desk.unknown, ["fly"]);
    let renamed = r#"{"request":"rename","id":9,"params":{"userId":"u","name":"B"}}"#;
    assert_eq!(
        answers(&mut phone, &mut desk, renamed),
        [r#"{"id":9,"error":{"code":404}}"#]
    );
    // Without an id, there is nobody to be told.
    let anonymous = r#"{"request":"fly"}"#;
    assert_eq!(answers(&mut phone, &mut desk, anonymous), [""; 0]);
    assert_eq!(phone.view().counters().unknown, 2);
}

#[test]
fn requests_without_an_id_that_can_be_one_have_drifted() {
    let mut phone = vendor::<AskingPhone>();
    let long = format!(r#"{{"request":"version","id":"{}"}}"#, "x".repeat(257));
    for json in [
        r#"{"request":"version"}"#,
        r#"{"request":"version","id":null}"#,
        r#"{"request":"version","id":{}}"#,
        r#"{"request":"version","id":["a"]}"#,
        r#"{"request":"version","id":true}"#,
        &long,
    ] {
        match phone.receive(from_page(json), Millis(0)) {
            Received::Drifted(drifted) => {
                assert_eq!(drifted.name(), "version");
                assert_eq!(drifted.order().request(), None);
            }
            other => panic!("{other:?}: {json:.60}"),
        }
    }
    let twice = r#"{"request":"version","id":1,"id":1}"#;
    match phone.receive(from_page(twice), Millis(0)) {
        Received::Refused(refusal) => assert_eq!(refusal.gate(), Gate::Malformed),
        other => panic!("{other:?}"),
    }
    let longest = format!(r#"{{"request":"version","id":"{}"}}"#, "x".repeat(256));
    let received = phone.receive(from_page(&longest), Millis(0));
    assert!(matches!(received, Received::Message(..)));
}

#[test]
fn an_answer_may_follow_later_and_once() {
    let mut phone = vendor::<AskingPhone>();
    let mut desk = Desk::default();
    let json = |id: u8| format!(r#"{{"request":"user","id":{id},"params":{{"userId":"later"}}}}"#);
    for id in 1..=3 {
        assert_eq!(answers(&mut phone, &mut desk, &json(id)), [""; 0]);
    }
    let [one, two, three] = desk.later[..].try_into().unwrap();
    let answer = |phone: &mut Session<AskingPhone, Vendor>, call| {
        phone
            .peer()
            .answer::<ask::User>(call, &Err(Problem::new(1)))
    };
    assert_eq!(answer(&mut phone, two), Ok(()));
    assert_eq!(answer(&mut phone, one), Ok(()));
    assert_eq!(
        phone_posts(&mut phone),
        [
            r#"{"id":2,"error":{"code":1}}"#,
            r#"{"id":1,"error":{"code":1}}"#
        ]
    );
    assert_eq!(answer(&mut phone, one), Err(SendError::NoSuchRequest));
    // Nobody is there any more who asked.
    phone.reload();
    assert_eq!(answer(&mut phone, three), Err(SendError::NoSuchRequest));
    assert_eq!(phone_posts(&mut phone), [""; 0]);
}

#[test]
fn a_flood_of_requests_forgets_the_oldest() {
    let limits = Limits::default().with_unanswered(2).with_outbox(1);
    let mut phone = vendor::<AskingPhone>().with_limits(limits);
    let mut calls = Vec::new();
    for id in 0..1000 {
        let json = format!(r#"{{"request":"version","id":{id}}}"#);
        let Received::Message(_, order) = phone.receive(from_page(&json), Millis(0)) else {
            panic!("{json}");
        };
        calls.extend(order.request());
    }
    assert_eq!(phone.view().counters().forgotten_requests, 998);
    let answer = Ok(Some("7".to_owned()));
    let mut answer = |call| phone.peer().answer::<ask::Version>(call, &answer);
    assert_eq!(answer(calls[0]), Err(SendError::NoSuchRequest));
    assert_eq!(answer(calls[999]), Ok(()));
    // What can't be posted now may be tried again.
    assert_eq!(answer(calls[998]), Err(SendError::OutboxFull));
    assert_eq!(phone_posts(&mut phone), [r#"{"id":999,"result":"7"}"#]);
    let answer = Ok(Some("8".to_owned()));
    let again = phone.peer().answer::<ask::Version>(calls[998], &answer);
    assert_eq!(again, Ok(()));
    assert_eq!(phone_posts(&mut phone), [r#"{"id":998,"result":"8"}"#]);
}

#[test]
fn both_sides_ask_in_one_conversation() {
    let (mut page, mut phone) = (app::<AskingPhone>(), vendor::<AskingPhone>());
    let (mut crm, mut desk) = (Crm::default(), Desk::default());
    let origin = |text| Origin::parse(text).unwrap();
    let mut cable = Cable::new(origin(PAGE), origin(PHONE));
    let known = page.peer().request(ask::User::new("u-7")).unwrap();
    let later = page.peer().request(ask::User::new("later")).unwrap();
    let version = page.peer().request(ask::Version::new()).unwrap();
    let refused = cable.run((&mut page, &mut crm), (&mut phone, &mut desk));
    assert_eq!(refused, [""; 0]);
    assert_eq!(page.peer().outcome(&known), Some(Ok(ada())));
    assert_eq!(page.peer().outcome(&later), None);
    let none = RequestError::Refused(Problem::new(404));
    assert_eq!(page.peer().outcome(&version), Some(Err(none)));

    let ada_calls = phone
        .peer()
        .request(question::Contact::new("+1202"))
        .unwrap();
    let stranger = phone.peer().request(question::Contact::new("+44")).unwrap();
    let allowed = phone.peer().request(question::Allowed::new("x")).unwrap();
    phone.peer().send(notice::Ringing::new("c-1")).unwrap();
    let refused = cable.run((&mut page, &mut crm), (&mut phone, &mut desk));
    assert_eq!(refused, [""; 0]);
    let behind = cable.log.len() - 6;
    assert_eq!(
        cable.log[behind..],
        [
            r#"← {"question":"contact","requestId":1,"number":"+1202"}"#,
            r#"← {"question":"contact","requestId":2,"number":"+44"}"#,
            r#"← {"question":"allowed","requestId":3,"what":"x"}"#,
            r#"← {"type":"ringing","callId":"c-1"}"#,
            r#"→ {"type":"answer","responseId":1,"success":true,"data":{"name":"Ada"}}"#,
            r#"→ {"type":"answer","responseId":2,"success":false,"errorCode":"unknown"}"#,
        ]
    );
    assert_eq!(crm.rung, ["c-1"]);
    let peer = phone.peer();
    assert_eq!(peer.outcome(&ada_calls), Some(Ok(Contact::new("Ada"))));
    let unknown = RequestError::Refused("unknown".to_owned());
    assert_eq!(peer.outcome(&stranger), Some(Err(unknown)));
    // Nothing is declared for what nobody handles, so nothing is posted.
    assert_eq!(peer.outcome(&allowed), None);

    let call = desk.later[0];
    phone.peer().answer::<ask::User>(call, &Ok(ada())).unwrap();
    let refused = cable.run((&mut page, &mut crm), (&mut phone, &mut desk));
    assert_eq!(refused, [""; 0]);
    assert_eq!(page.peer().outcome(&later), Some(Ok(ada())));
}

#[test]
fn the_flag_and_the_constants_of_an_answer_are_compared() {
    let mut phone = vendor::<AskingPhone>();
    let _ = phone.receive(from_page(r#"{"request":"version","id":1}"#), Millis(0));
    let asked = phone.peer().request(question::Allowed::new("x")).unwrap();
    let _ = phone_posts(&mut phone);
    let gate = |phone: &mut Session<AskingPhone, Vendor>, json: &str| match phone
        .receive(from_page(json), Millis(0))
    {
        Received::Refused(refusal) => refusal.gate(),
        other => panic!("{other:?}: {json}"),
    };
    for json in [
        r#"{"responseId":1,"success":true}"#,
        r#"{"type":"other","responseId":1,"success":true}"#,
        r#"{"type":1,"responseId":1,"success":true}"#,
        r#"{"type":"answer","responseId":2,"success":true}"#,
        r#"{"type":"answer","success":true}"#,
    ] {
        assert_eq!(gate(&mut phone, json), Gate::NotOurs, "{json}");
    }
    let twice = r#"{"type":"answer","responseId":1,"success":true,"success":true}"#;
    assert_eq!(gate(&mut phone, twice), Gate::Malformed);
    assert_eq!(phone.peer().outcome(&asked), None);
    let done = r#"{"success":true,"responseId":"1","type":"answer"}"#;
    let received = phone.receive(from_page(done), Millis(0));
    assert!(matches!(
        received,
        Received::Message(Ask::Settled(_), order) if order.reply() == ReplyNote::Settled
    ));
    assert_eq!(phone.peer().outcome(&asked), Some(Ok(())));

    for (id, rest) in [
        r#""success":true,"errorCode":"x""#,
        r#""success":false"#,
        r#""success":false,"data":1,"errorCode":"x""#,
        r#""success":"true""#,
        r#""errorCode":"x""#,
        r#""other":"x""#,
    ]
    .into_iter()
    .enumerate()
    {
        let asked = phone.peer().request(question::Allowed::new("x")).unwrap();
        let json = format!(r#"{{"type":"answer","responseId":{},{rest}}}"#, id + 2);
        let received = phone.receive(from_page(&json), Millis(0));
        assert!(matches!(received, Received::Drifted(_)), "{json}");
        let outcome = phone.peer().outcome(&asked);
        assert!(
            matches!(outcome, Some(Err(RequestError::Drifted(_)))),
            "{json}"
        );
    }
}

#[test]
fn tools_are_told_of_requests_and_answers_without_personal_data() {
    use cti_runtime::tools::{self, Input, Verdict};
    let mut watched = tools::watch(app::<AskingPhone>());
    let asked = r#"{"request":"user","id":"of-theirs","params":{"userId":"u-7"}}"#;
    let report = watched.observe(&Input::Post(from_page(asked)), Millis(0));
    assert_eq!(report.name, "user");
    let answer = r#"{"id":"of-theirs","result":{"name":"Ada","phone":"+12025550123"}}"#;
    let report = watched.receive(&Input::Post(from_phone(answer)), Millis(1));
    assert!(matches!(report.verdict, Verdict::Answered));
    assert_eq!(report.name, "user");
    assert_eq!(report.fields, r#"{"name":"Ada","phone":"•••23"}"#);

    let question = r#"{"question":"contact","requestId":"q","number":"+12025550123"}"#;
    let report = watched.receive(&Input::Post(from_phone(question)), Millis(2));
    assert_eq!(
        (&*report.name, report.handler),
        ("contact", Some("contact"))
    );
    assert_eq!(report.fields, r#"{"number":"•••23"}"#);
    let answer = r#"{"type":"answer","responseId":"q","success":true,"data":{"name":"Ada"}}"#;
    let report = watched.observe(&Input::Post(from_page(answer)), Millis(3));
    assert!(matches!(report.verdict, Verdict::Answered));
    assert_eq!(report.name, "contact");
    let report = watched.observe(&Input::Post(from_page(answer)), Millis(4));
    assert!(matches!(report.verdict, Verdict::Refused(_)));
}

/// Both enums of a direction with several families, and the one without.
#[test]
fn enums_have_a_variant_for_what_was_settled() {
    fn is_family<F: cti_runtime::protocol::Messages>() -> usize {
        F::TABLE.len()
    }
    assert_eq!(is_family::<Event>(), 1 + 2);
    assert_eq!(is_family::<Ask>(), 3);
    assert_eq!(is_family::<Question>(), 2);
    let _: fn(&mut Session<AskingPhone, App>) -> &mut Peer<AskingPhone> = Session::peer;
}

/// A phone that is asked by pages of several origins, one at a time.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod shared_phone {
    #[states]
    enum Line {
        Idle,
        Busy,
    }

    #[event]
    pub enum Event {
        #[moves(Line: Idle => Busy)]
        Ringing,
        #[moves(Line: Busy => Idle)]
        Over,
    }

    #[command(
        tag = "request",
        id = "id",
        answer(id = "id", ok = "result", error = "error"),
        error = String
    )]
    pub trait Ask {
        fn secret() -> String;
    }

    /// Answered under other keys.
    #[command(
        tag = "query",
        id = "id",
        answer(id = "id", flag = "ok", ok = "data", error = "why"),
        error = String
    )]
    pub trait Query {
        fn state() -> String;
    }
}

#[test]
fn an_answer_of_another_kind_settles_nobody() {
    use shared_phone::{SharedPhone, ask, query};
    let mut session = app::<SharedPhone>();
    let secret = session.peer().request(ask::Secret::new()).unwrap();
    let state = session.peer().request(query::State::new()).unwrap();
    for json in [
        r#"{"id":"1","ok":true,"data":"x"}"#,
        r#"{"id":"2","result":"x"}"#,
        r#"{"id":"2","error":"x"}"#,
    ] {
        assert_eq!(turned_away(&mut session, json), Gate::NotOurs, "{json}");
    }
    let answer = r#"{"id":"2","ok":true,"data":"idle"}"#;
    assert_eq!(hear(&mut session, answer, 1), ReplyNote::Settled);
    let answer = r#"{"id":"1","result":"s"}"#;
    assert_eq!(hear(&mut session, answer, 1), ReplyNote::Settled);
    assert_eq!(session.peer().outcome(&secret), Some(Ok("s".to_owned())));
    assert_eq!(session.peer().outcome(&state), Some(Ok("idle".to_owned())));
}

#[test]
fn what_one_origin_asked_is_not_answered_to_another() {
    use cti_runtime::{Data, OriginPolicy, Post, Source};
    use shared_phone::{SharedPhone, ask};
    let pages =
        ["https://one.example", "https://two.example"].map(|page| Origin::parse(page).unwrap());
    let mut phone =
        Session::<SharedPhone, Vendor>::serve(OriginPolicy::pages(pages).unwrap(), Source(1));
    let ask_from = |phone: &mut Session<_, _>, origin, id: u8| {
        let json = format!(r#"{{"request":"secret","id":{id}}}"#);
        let post = Post::new(Source(1), origin, Data::Object(&json));
        match phone.receive(post, Millis(0)) {
            Received::Message(_, order) => Ok(order.request().unwrap()),
            Received::Refused(refusal) => Err(refusal.gate()),
            Received::Drifted(drifted) => panic!("{drifted:?}"),
        }
    };
    let one = ask_from(&mut phone, "https://one.example", 1).unwrap();
    let two = ask_from(&mut phone, "https://two.example", 2);
    assert_eq!(two, Err(Gate::Origin));
    phone.give_up_requests(); // the window has another document
    let two = ask_from(&mut phone, "https://two.example", 2).unwrap();
    let secret = Ok("s".to_owned());
    let told = phone.peer().answer::<ask::Secret>(one, &secret);
    assert_eq!(told, Err(SendError::NoSuchRequest));
    assert_eq!(phone.peer().answer::<ask::Secret>(two, &secret), Ok(()));
    let post = phone.poll_post().unwrap();
    assert_eq!(post.target.as_str(), "https://two.example");
    assert_eq!(post.data.json(), r#"{"id":2,"result":"s"}"#);
    assert!(phone.poll_post().is_none());
}
