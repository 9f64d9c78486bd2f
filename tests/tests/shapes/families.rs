//! Several families in each direction: told apart by a constant in one, by the keys that are present in
//! the other.

use cti_runtime::protocol::{Message as _, Messages as _, New};
use cti_runtime::{
    Data, Gate, Millis, Peer, Post, Protocol as _, Received, Session, Turn, Vendor, tools,
};

use crate::wire::{Conversation, PAGE, app, gate, message, object, vendor};

/// Carillon, a phone in an iframe whose page asks questions as well.
#[cti_runtime::protocol(
    vendor = "Carillon",
    origins("https://carillon.example"),
    envelope(object, tag = "type")
)]
pub mod carillon {
    use cti_runtime::types::{PhoneNumber, Secret};

    /// The phone's only call.
    #[states]
    enum Line {
        Idle,
        Ringing,
        Asked,
    }

    /// What happens in the phone.
    #[event]
    pub enum Notice {
        #[moves(Line: Idle => Ringing)]
        #[sample({ "type": "callRinging", "number": "+12025550123" })]
        CallRinging {
            number: PhoneNumber,
        },
        #[moves(Line: * => Idle)]
        CallEnded,
        Token {
            token: Secret<String>,
        },
    }

    /// What the phone asks of the page.
    #[event(envelope(tag = "path", content = "body", constants(type = "carillon-request")))]
    pub enum Question {
        #[rename("/contacts/match")]
        #[moves(Line: Ringing => Asked)]
        #[sample({ "type": "carillon-request", "path": "/contacts/match", "body": { "numbers": [1] } })]
        MatchContacts { numbers: Vec<PhoneNumber> },
        #[rename("/log")]
        Log(String),
    }

    /// Page → phone.
    #[command]
    pub enum Request {
        #[reply(Token)]
        GetToken,
        #[only(Line: Ringing | Asked)]
        #[sample({ "type": "answer" })]
        Answer,
        Show {
            title: Option<String>,
        },
    }

    /// Page → phone, what it was asked for.
    #[command(envelope(tag = "key", content = "message"))]
    pub enum Note {
        #[sample({ "key": "contacts", "message": { "names": ["Jo"] } })]
        Contacts {
            names: Vec<String>,
        },
        Show,
        #[reply(Log, or = CallEnded)]
        Audit,
    }
}

use carillon::{Carillon, Command, Event, Line, Note, Notice, Question, Request};
use carillon::{note, notice, question, request};

const CARILLON: &str = "https://carillon.example";

#[derive(Default)]
struct Crm(Vec<String>);

impl carillon::NoticeHandler for Crm {
    fn call_ringing(&mut self, call: notice::CallRinging, _: &mut Peer<Carillon>) {
        self.0.push(format!("rings: {}", call.number.digits()));
    }
}

impl carillon::QuestionHandler for Crm {
    fn match_contacts(&mut self, _: question::MatchContacts, phone: &mut Peer<Carillon>) {
        phone
            .send(note::Contacts::new(vec!["Jo".to_owned()]))
            .unwrap();
        phone.send(request::Answer::new()).unwrap();
    }

    fn unknown(&mut self, unknown: cti_runtime::Unknown, _: &mut Peer<Carillon>) {
        self.0.push(format!("asked for {}", unknown.name()));
    }
}

#[derive(Default)]
struct Phone(Vec<&'static str>);

impl carillon::RequestHandler for Phone {
    fn answer(&mut self, _: request::Answer, page: &mut Peer<Carillon, Vendor>) {
        self.0.push("answered");
        page.send(notice::CallEnded::new()).unwrap();
    }

    fn get_token(&mut self, _: request::GetToken, page: &mut Peer<Carillon, Vendor>) {
        page.send(notice::Token::new("t-1")).unwrap();
    }
}

impl carillon::NoteHandler for Phone {
    fn contacts(&mut self, _: note::Contacts, _: &mut Peer<Carillon, Vendor>) {
        self.0.push("matched");
    }

    fn audit(&mut self, _: note::Audit, page: &mut Peer<Carillon, Vendor>) {
        page.send(question::Log::new("all quiet")).unwrap();
    }
}

#[test]
fn a_conversation_goes_through_all_families() {
    let mut carillon =
        Conversation::<Carillon, _, _>::new(CARILLON, Crm::default(), Phone::default());
    let peer = carillon.vendor.peer();
    peer.send(notice::CallRinging::new("+12025550123")).unwrap();
    peer.send(Question::from(question::MatchContacts::new(vec![
        "+1".into(),
    ])))
    .unwrap();
    let posted = carillon.posted();
    assert_eq!(carillon.crm.0, ["rings: 12025550123"]);
    assert_eq!(carillon.phone.0, ["matched", "answered"]);
    assert_eq!(
        posted,
        [
            r#"← {"type":"callRinging","number":"+12025550123"}"#,
            r#"← {"type":"carillon-request","path":"/contacts/match","body":{"numbers":["+1"]}}"#,
            r#"→ {"key":"contacts","message":{"names":["Jo"]}}"#,
            r#"→ {"type":"answer"}"#,
            r#"← {"type":"callEnded"}"#,
        ]
    );
    for session in [
        carillon.app.view().state::<Line>(),
        carillon.vendor.view().state::<Line>(),
    ] {
        assert_eq!(session, Some(Line::Idle));
    }
}

#[test]
fn answers_come_in_any_family() {
    let mut carillon =
        Conversation::<Carillon, _, _>::new(CARILLON, Crm::default(), Phone::default());
    let token = carillon
        .app
        .peer()
        .request(request::GetToken::new())
        .unwrap();
    let audit = carillon.app.peer().request(note::Audit::new()).unwrap();
    carillon.posted();
    let peer = carillon.app.peer();
    assert_eq!(peer.outcome(&audit).unwrap().unwrap().0, "all quiet");
    assert_eq!(peer.outcome(&token).unwrap().unwrap().token.expose(), "t-1");
    // What reports its failure is in another family than what answers.
    let audit = peer.request(note::Audit::new()).unwrap();
    let _ = carillon
        .app
        .receive(object(CARILLON, r#"{"type":"callEnded"}"#), Millis(1));
    let outcome = carillon.app.peer().outcome(&audit).unwrap();
    assert!(matches!(
        outcome,
        Err(cti_runtime::RequestError::Refused(notice::CallEnded { .. }))
    ));
}

fn hear(json: &str) -> String {
    match app::<Carillon>().receive(object(CARILLON, json), Millis(0)) {
        Received::Message(Event::Notice(message), _) => format!("notice {message:?}"),
        Received::Message(Event::Question(message), _) => format!("question {message:?}"),
        Received::Drifted(drifted) => format!("drifted {}", drifted.name()),
        Received::Refused(refusal) => refusal.gate().name().to_owned(),
    }
}

fn serve(json: &str) -> String {
    let post = Post::new(cti_runtime::Source(1), PAGE, Data::Object(json));
    match vendor::<Carillon>().receive(post, Millis(0)) {
        Received::Message(Command::Request(message), _) => format!("request {message:?}"),
        Received::Message(Command::Note(message), _) => format!("note {message:?}"),
        Received::Drifted(drifted) => format!("drifted {}", drifted.name()),
        Received::Refused(refusal) => refusal.gate().name().to_owned(),
    }
}

#[test]
fn the_family_with_the_constant_comes_first() {
    for (json, expected) in [
        (r#"{"type":"callEnded"}"#, "notice CallEnded"),
        (
            r#"{"type":"what"}"#,
            r#"notice Unknown "what" {"type":"•••"}"#,
        ),
        (
            r#"{"type":"carillon-request","path":"/log","body":"x"}"#,
            r#"question Log("x")"#,
        ),
        // Whoever has the constant is asked, also for what it doesn't know.
        (
            r#"{"path":"/what","type":"carillon-request"}"#,
            r#"question Unknown "/what" of type "carillon-request" {"path":"•••","type":"•••"}"#,
        ),
        // Nothing in it is what the question's tag is.
        (
            r#"{"path":7,"type":"carillon-request"}"#,
            r#"notice Unknown "carillon-request" {"path":•,"type":"•••"}"#,
        ),
        // The other family's keys are a stranger's, and passed over.
        (
            r#"{"type":"callEnded","path":"/log","body":"x"}"#,
            "notice CallEnded",
        ),
        (r#"{"path":"/log","body":"x"}"#, "not ours"),
        (r#"{"path":"/log","type":7,"body":"x"}"#, "not ours"),
        (
            r#"{"path":"/log","type":"carillon-request "}"#,
            r#"notice Unknown "•••" {"path":"•••","type":"•••"}"#,
        ),
        (
            r#"{"path":"/log","type":"carillon-request","body":1}"#,
            "drifted /log",
        ),
        (
            r#"{"type":"callRinging","body":{"number":"1"}}"#,
            "drifted callRinging",
        ),
        (r#"{"source":"devtools"}"#, "not ours"),
        (r#"[{"type":"callEnded"}]"#, "not ours"),
        (r#"{"type":"callEnded""#, "malformed"),
    ] {
        assert_eq!(hear(json), expected, "{json}");
    }
}

#[test]
fn of_two_that_take_it_the_one_that_knows_it_comes_first() {
    for (json, expected) in [
        (r#"{"type":"show"}"#, "request Show"),
        (r#"{"key":"show"}"#, "note Show"),
        (r#"{"type":"what","key":"show"}"#, "note Show"),
        (r#"{"key":"what","type":"show"}"#, "request Show"),
        // Both know it, or none does: the one that is declared first.
        (r#"{"key":"show","type":"show"}"#, "request Show"),
        (
            r#"{"key":"a","type":"b"}"#,
            r#"request Unknown "b" {"key":"•••","type":"•••"}"#,
        ),
        (r#"{"key":null,"type":"show"}"#, "request Show"),
        (r#"{"type":{"key":"show"}}"#, "not ours"),
        // The tag of one with the content of the other.
        (r#"{"key":"contacts","names":["Jo"]}"#, "drifted contacts"),
        (r#"{"type":"show","message":{"title":"x"}}"#, "request Show"),
        (
            r#"{"type":"show","title":"x"}"#,
            r#"request Show {"title":"x"}"#,
        ),
    ] {
        assert_eq!(serve(json), expected, "{json}");
    }
}

#[test]
fn no_key_of_any_family_stands_twice() {
    for json in [
        r#"{"type":"callEnded","type":"callEnded"}"#,
        r#"{"type":"callEnded","path":"/log","p\u0061th":"/log"}"#,
        r#"{"type":"carillon-request","path":"/log","body":"x","type":"callEnded"}"#,
        r#"{"path":"/log","body":"x","type":"carillon-request","\u0074ype":"carillon-request"}"#,
        r#"{"type":"carillon-request","path":"/log","body":"x","body":"y"}"#,
        r#"{"type":"carillon-request","path":"/what","body":"x","body":"y"}"#,
        r#"{"type":"carillon-request","path":"/log","body":1,"path":"/contacts/match"}"#,
    ] {
        assert_eq!(hear(json), "malformed", "{json}");
    }
}

#[test]
fn keys_stand_in_any_order_and_may_be_escaped() {
    let mut entries = [
        r#""t\u0079pe":"carillon\u002drequest""#,
        r#""path" : "\/contacts\/match""#,
        r#""body":{"numbers":[]}"#,
        r#""other":{"path":"/log","type":"callEnded"}"#,
    ];
    for _ in 0..entries.len() {
        entries.rotate_left(1);
        for _ in 0..2 {
            let json = format!("{{{}}}", entries.join(","));
            assert_eq!(
                hear(&json),
                r#"question MatchContacts {"numbers":[]}"#,
                "{json}"
            );
            entries.reverse();
        }
    }
}

#[test]
fn rows_run_through_all_families() {
    let table = Event::TABLE;
    let tags: Vec<_> = table.rows().map(|row| row.tag).collect();
    let expected = [
        "callRinging",
        "callEnded",
        "token",
        "/contacts/match",
        "/log",
    ];
    assert_eq!(tags, expected);
    assert_eq!(
        (
            notice::Token::ROW,
            question::MatchContacts::ROW,
            question::Log::ROW
        ),
        (2, 3, 4)
    );
    for (row, tag) in expected.iter().enumerate() {
        let blank = Event::make(New::Row(row));
        assert_eq!((blank.row(), table.find(tag)), (row, Some(row)));
        assert_eq!(table.row(row).unwrap().tag, *tag);
    }
    let unknown = Event::make(New::Row(table.len()));
    assert!(unknown.as_unknown().is_some() && unknown.row() == table.len());
    assert!(table.row(table.len()).is_none());
}

#[test]
fn what_handlers_leave_to_their_defaults_is_counted_by_tag() {
    struct Idle;
    impl carillon::NoticeHandler for Idle {}
    impl carillon::QuestionHandler for Idle {}
    let mut session = app::<Carillon>();
    for json in [
        r#"{"type":"callEnded"}"#,
        r#"{"type":"carillon-request","path":"/log","body":"x"}"#,
        r#"{"type":"carillon-request","path":"/log","body":"y"}"#,
        r#"{"type":"carillon-request","path":"/what"}"#,
        r#"{"type":"what"}"#,
    ] {
        let (message, _) = message(session.receive(object(CARILLON, json), Millis(0)));
        message.dispatch(&mut Idle, session.peer());
    }
    let ignored: Vec<_> = session.peer().ignored().collect();
    assert_eq!(ignored, [("callEnded", 1), ("/log", 2), ("", 2)]);
}

/// One handler for both families, and not known by its type.
trait Both: carillon::NoticeHandler + carillon::QuestionHandler {}
impl Both for Crm {}

#[test]
fn a_family_is_dispatched_by_itself_and_to_handlers_of_any_type() {
    let mut session = app::<Carillon>();
    let mut crm = Crm::default();
    let asked = r#"{"type":"carillon-request","path":"/secret"}"#;
    let (message, order) = message(session.receive(object(CARILLON, asked), Millis(0)));
    assert_eq!(order.turn(), Turn::InTurn);
    message
        .clone()
        .dispatch(&mut crm as &mut dyn Both, session.peer());
    let Event::Question(question) = message else {
        panic!()
    };
    question.dispatch(
        &mut crm as &mut dyn carillon::QuestionHandler,
        session.peer(),
    );
    assert_eq!(crm.0, ["asked for /secret", "asked for /secret"]);
}

#[test]
fn order_rules_hold_between_families() {
    let mut session = app::<Carillon>();
    let answer = || Command::from(request::Answer::new());
    let refused = session.peer().send(answer()).unwrap_err();
    assert!(matches!(refused, cti_runtime::SendError::OutOfTurn(_)));
    let asked = r#"{"type":"carillon-request","path":"/contacts/match","body":{"numbers":[]}}"#;
    let (_, order) = message(session.receive(object(CARILLON, asked), Millis(0)));
    assert_eq!(order.turn(), Turn::OutOfTurn);
    assert_eq!(session.view().state::<Line>(), Some(Line::Asked));
    session
        .peer()
        .send(Request::from(request::Answer::new()))
        .unwrap();
    session.peer().send(Note::Show(note::Show::new())).unwrap();
    let posted: Vec<_> = std::iter::from_fn(|| session.poll_post()).collect();
    let posted: Vec<_> = posted.iter().map(|post| post.data.json()).collect();
    assert_eq!(posted, [r#"{"type":"answer"}"#, r#"{"key":"show"}"#]);
}

#[test]
fn a_tool_sends_and_receives_in_every_family() {
    let mut session = tools::act(
        app::<Carillon>().targeting(CARILLON).unwrap(),
        Crm::default(),
    );
    session
        .send(r#"{"message":{"names":[]},"key":"contacts"}"#)
        .unwrap();
    assert!(session.send(r#"{"what":1}"#).is_err());
    let post = tools::Input::Post(object(CARILLON, r#"{"type":"token","token":"t-1"}"#));
    let report = session.receive(&post, Millis(0));
    assert_eq!((&*report.name, report.handler), ("token", Some("token")));
    assert_eq!(report.fields, r#"{"token":"•••"}"#);
    let said: Vec<_> = std::iter::from_fn(|| session.poll()).collect();
    assert!(matches!(&said[..], [tools::Output::Post(post)] if post.data.json().contains("names")));
}

#[test]
fn a_strangers_message_costs_no_allocation() {
    let mut session = app::<Carillon>();
    for json in [
        r#"{"source":"react-devtools","payload":{"path":"/log","list":[1,2,3]}}"#,
        r#"{"path":"/log","kind":"carillon-request"}"#,
        r#"{"type":null,"path":null}"#,
    ] {
        let cost = allocation_counter::measure(|| {
            assert_eq!(
                gate(session.receive(object(CARILLON, json), Millis(0))),
                Gate::NotOurs
            );
        });
        assert_eq!(cost.count_total, 0, "{json}");
    }
}

#[test]
fn messages_are_as_deep_as_the_limit_says() {
    let deep = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!(r#"{{"other":{open}{close},"type":"callEnded"}}"#)
    };
    let mut session: Session<Carillon> = app();
    let mut receive = |json: &str| session.receive(object(CARILLON, json), Millis(0));
    assert_eq!(gate(receive(&deep(200))), Gate::Malformed);
    assert_eq!(
        message(receive(&deep(20))).0,
        Event::Notice(Notice::from(notice::CallEnded::new()))
    );
}

#[test]
fn the_description_lists_every_family() {
    let description = Carillon::description();
    let families: Vec<_> = description
        .families
        .iter()
        .map(|family| family.name)
        .collect();
    assert_eq!(families, ["Notice", "Question", "Request", "Note"]);
    let tags: Vec<_> = description
        .families
        .iter()
        .map(|of| of.envelope.tag)
        .collect();
    assert_eq!(tags, ["type", "path", "type", "key"]);
}
