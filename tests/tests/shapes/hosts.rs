//! A library calls functions that the page gave it, and they answer.

use cti_export::drift::{self, Kind, Line, What};
use cti_runtime::describe::Direction::{FromVendor, ToVendor};
use cti_runtime::session::Return;
use cti_runtime::testing::run_in_page;
use cti_runtime::tools::{self, Input, Verdict};
use cti_runtime::{
    Delivered, Limits, Millis, Peer, Protocol, RequestError, RequestId, Session, Signal, Vendor,
};
use cti_tests::hosts::kestrel::{
    Call, Customer, Handler, HandlerHandler, Kestrel, MethodHandler, Problem, handler, method,
};

/// The page.
#[derive(Default)]
struct Crm {
    shown: Vec<String>,
    later: Option<RequestId>,
}

type Page = Peer<Kestrel>;

impl HandlerHandler for Crm {
    fn record_shown(&mut self, shown: handler::RecordShown, _: &mut Page) {
        self.shown.push(shown.0);
    }

    fn dial(&mut self, dial: handler::Dial, page: &mut Page) -> Return<Call, String> {
        match dial.record.as_deref() {
            None => Err("The agent is busy.".to_owned()).into(),
            Some("later") => {
                self.later = page.current_request();
                Return::Later
            }
            Some(record) => Ok(Call::new(record)).into(),
        }
    }

    fn search(&mut self, of: handler::Search, _: &mut Page) -> Return<Vec<Customer>, Problem> {
        match &*of.text {
            "" => Err(Problem::new(7)).into(),
            text => Ok(vec![Customer::new(text)]).into(),
        }
    }

    fn height(&mut self, _: handler::Height, _: &mut Page) -> Return<u16, String> {
        Err("hidden".to_owned()).into()
    }
}

#[derive(Default)]
struct Library {
    enabled: bool,
}

impl MethodHandler for Library {
    fn enable(&mut self, of: method::Enable, _: &mut Peer<Kestrel, Vendor>) -> Return<(), String> {
        self.enabled = of.on;
        Ok(()).into()
    }
}

/// What the library hands over next: an id, a name and arguments.
fn called(library: &mut Session<Kestrel, Vendor>) -> (u64, String, String) {
    match library.poll_signal() {
        Some(Signal::Request {
            id,
            name,
            arguments,
        }) => (id, name.into_owned(), arguments.into_owned()),
        other => panic!("no call: {other:?}"),
    }
}

#[test]
fn the_page_answers_what_the_library_asks() {
    let mut app = Session::<Kestrel>::in_page();
    let mut library = Session::<Kestrel, Vendor>::library();
    let enabled = app.peer().request(method::Enable::new(true)).unwrap();
    let there = library.peer();
    there.send(handler::RecordShown("r-1".to_owned())).unwrap();
    let number = "+12025550123";
    let dialled = handler::Dial::new(number).record("c-1".to_owned());
    let dialled = there.request(dialled).unwrap();
    let busy = there.request(handler::Dial::new(number)).unwrap();
    let found = there.request(handler::Search::new("Ada")).unwrap();
    let unknown = there.request(handler::Search::new("")).unwrap();
    let height = there.request(handler::Height::new()).unwrap();
    let lacking = there.request(handler::Save::new(Call::new("c-1"))).unwrap();
    let (mut crm, mut phone) = (Crm::default(), Library::default());
    let refused = run_in_page((&mut app, &mut crm), (&mut library, &mut phone), Millis(0));
    assert_eq!(refused, [""; 0]);
    assert_eq!(app.peer().outcome(&enabled), Some(Ok(())));
    assert!(phone.enabled);
    assert_eq!(crm.shown, ["r-1"]);
    let there = library.peer();
    let text = |why: &str| RequestError::Refused(why.to_owned());
    assert_eq!(there.outcome(&dialled), Some(Ok(Call::new("c-1"))));
    assert_eq!(there.outcome(&busy), Some(Err(text("The agent is busy."))));
    assert_eq!(there.outcome(&found), Some(Ok(vec![Customer::new("Ada")])));
    let problem = RequestError::Refused(Problem::new(7));
    assert_eq!(there.outcome(&unknown), Some(Err(problem)));
    assert_eq!(there.outcome(&height), Some(Err(text("hidden"))));
    assert_eq!(
        there.outcome(&lacking),
        Some(Err(RequestError::Missing("log.save")))
    );
}

#[test]
fn both_sides_keep_to_the_convention() {
    let mut library = Session::<Kestrel, Vendor>::library();
    let there = library.peer();
    let dial = handler::Dial::new("+12025550123");
    let _dial = there.request(dial).unwrap();
    let _search = there.request(handler::Search::new("Ada")).unwrap();
    let (_, name, arguments) = called(&mut library);
    assert_eq!(name, "dial");
    assert_eq!(arguments, r#"["+12025550123",null]"#);
    let (id, name, arguments) = called(&mut library);
    assert_eq!(name, "search");
    assert_eq!(arguments, r#"{"text":"Ada"}"#);
    let mut app = Session::<Kestrel>::in_page();
    let request = Signal::Request {
        id,
        name: name.into(),
        arguments: arguments.into(),
    };
    let Delivered::Message(message, order) = app.deliver(&request, Millis(0)) else {
        panic!("it is called");
    };
    message.dispatch(&mut Crm::default(), app.handling(&order));
    let Some(Signal::Reply { id: answered, body }) = app.poll_signal() else {
        panic!("it is answered");
    };
    assert_eq!(answered, id);
    assert_eq!(body, r#"{"found":true,"customers":[{"name":"Ada"}]}"#);
}

#[test]
fn an_answer_may_come_later_and_comes_once() {
    let mut app = Session::<Kestrel>::in_page();
    let mut crm = Crm::default();
    let request = |id| Signal::Request {
        id,
        name: "dial".into(),
        arguments: r#"["+12025550123","later"]"#.into(),
    };
    let Delivered::Message(message, order) = app.deliver(&request(5), Millis(0)) else {
        panic!("it is called");
    };
    message.dispatch(&mut crm, app.handling(&order));
    assert_eq!(app.poll_signal(), None);
    let later = crm.later.expect("it is kept");
    let answer = Ok(Call::new("c-2"));
    app.peer().answer::<handler::Dial>(later, &answer).unwrap();
    assert!(app.peer().answer::<handler::Dial>(later, &answer).is_err());
    let reply = app.poll_signal();
    let body = r#"{"id":"c-2"}"#.into();
    assert_eq!(reply, Some(Signal::Reply { id: 5, body }));
}

#[test]
fn what_is_no_call_is_refused() {
    let mut app = Session::<Kestrel>::in_page();
    let fired = |name: &'static str, body: &'static str| Signal::Fire {
        name: name.into(),
        body: body.into(),
    };
    let asked = |name: &'static str, arguments: &'static str| Signal::Request {
        id: 1,
        name: name.into(),
        arguments: arguments.into(),
    };
    let mut app_says = |signal: Signal<'static>| match app.deliver(&signal, Millis(0)) {
        Delivered::Message(message, order) => {
            format!("{message:?} {:?}", order.request().is_some())
        }
        Delivered::Drifted(drifted) => format!("drifted: {}", drifted.why()),
        Delivered::Refused(refusal) => format!("refused: {refusal}"),
        Delivered::Answered { .. } => "answered".to_owned(),
    };
    // What answers isn't reported, and what is reported isn't answered.
    let elsewhere = "refused: not ours: sent by this side, not to it";
    assert_eq!(app_says(fired("dial", "null")), elsewhere);
    assert_eq!(app_says(asked("RECORD_SHOWN", "[]")), elsewhere);
    assert_eq!(app_says(asked("recordShown", "[]")), elsewhere);
    assert_eq!(app_says(asked("nothing", "[]")), elsewhere);
    assert_eq!(
        app_says(asked("search", r#"{"text":"Ada"}"#)),
        r#"Search {"text":"Ada"} true"#
    );
    let object = "drifted: expected an object";
    assert_eq!(app_says(asked("search", r#"["Ada"]"#)), object);
    assert!(app_says(asked("search", r#"{"text":"a","text":"b"}"#)).starts_with("refused"));
    let stray = Signal::Reply {
        id: 9,
        body: "null".into(),
    };
    assert!(app_says(stray.clone()).starts_with("refused"));
    let mut library = Session::<Kestrel, Vendor>::library();
    let delivered = library.deliver(&stray, Millis(0));
    assert!(matches!(delivered, Delivered::Refused(_)), "{delivered:?}");
}

#[test]
fn the_page_never_answering_is_a_deadline() {
    let mut library = Session::<Kestrel, Vendor>::library();
    let save = handler::Save::new(Call::new("c-1"));
    let saved = library.peer().request(save).unwrap();
    library.tick(Millis(2_999));
    assert_eq!(library.peer().outcome(&saved), None);
    library.tick(Millis(3_000));
    assert_eq!(
        library.peer().outcome(&saved),
        Some(Err(RequestError::Deadline))
    );
}

#[test]
fn a_library_asks_without_end_and_the_page_forgets() {
    let mut app = Session::<Kestrel>::in_page().with_limits(Limits::default());
    let (mut crm, most) = (Crm::default(), Limits::default().unanswered() as u64);
    for id in 0..most * 2 {
        let request = Signal::Request {
            id,
            name: "dial".into(),
            arguments: r#"["+12025550123","later"]"#.into(),
        };
        let Delivered::Message(message, order) = app.deliver(&request, Millis(0)) else {
            panic!("it is called");
        };
        message.dispatch(&mut crm, app.handling(&order));
    }
    assert_eq!(app.view().counters().forgotten_requests, most);
}

#[test]
fn a_watched_conversation_knows_its_calls() {
    let mut app = Session::<Kestrel>::in_page();
    let asked = Signal::Request {
        id: 3,
        name: "height".into(),
        arguments: "[]".into(),
    };
    let delivered = app.deliver(&asked, Millis(0));
    let Delivered::Message(Handler::Height(_), order) = delivered else {
        panic!("it is called: {delivered:?}");
    };
    let request = order.request().expect("it is answered");
    let body = "300".into();
    let answered = app.observe_signal(&Signal::Reply { id: 3, body }, Millis(1));
    let method = "height";
    assert!(matches!(answered, Delivered::Answered { method: of, .. } if of == method));
    let late = app.peer().answer::<handler::Height>(request, &Ok(300));
    assert!(late.is_err(), "the page has answered by other means");
}

#[test]
fn the_description_says_the_convention() {
    let families = Kestrel::description().families.iter();
    let mut messages = families.flat_map(|family| family.messages);
    let search = messages.find(|message| message.tag == "search");
    let convention = search.expect("it is declared").convention;
    assert!(convention.object && convention.together);
    assert_eq!(convention.by, Some("registerApi"));
}

#[test]
fn documents_say_who_calls_and_who_answers() {
    let description = Kestrel::description();
    let markdown = cti_export::export(description, cti_export::Format::Markdown);
    for said in [
        "A function of the page. Returns `Call`, or a promise of it; a failure says `string`.",
        "Given to the library by `addHandler(EVENTS.dial, answer)`.",
        "Given to the library by `registerApi({ \"search\": answer })`.",
        "Given to the library by `log.save({ \"handler\": answer })`.",
        "Subscribed to by `addHandler(EVENTS.recordShown, listener)`.",
        "search({ \"text\": \"Ada\", \"done\": callback })\n    ⇒ { \"found\": true, \"customers\": [{ \"name\": \"Ada\" }] }",
        "⇒ { \"found\": false, \"customers\": null, \"why\": { \"code\": 7 } }",
        "dial(\"+12025550123\", null)\n    ⇒ { \"id\": \"c-1\" }\n    ⇏ \"The agent is busy.\"",
    ] {
        assert!(markdown.contains(said), "{said} isn't in\n{markdown}");
    }
    let typescript = cti_export::export(description, cti_export::Format::TypeScript);
    for said in [
        "addHandler(event: unknown, callback: (number: PhoneNumber, record: string | null) => \
         DialHandlerOutcome | Promise<DialHandlerOutcome>): void;",
        "registerApi(functions: { search: (options: SearchHandler & { done?: (outcome: \
         SearchHandlerOutcome) => void }) => void; height: (success?: (outcome: HeightHandlerOutcome) \
         => void, failure?: (failure: HeightHandlerFailure) => void) => void }): void;",
        "export type DialHandlerOutcome = Call;",
        "export type DialHandlerFailure = string;",
    ] {
        assert!(typescript.contains(said), "{said} isn't in\n{typescript}");
    }
    assert_eq!(typescript.matches("registerApi(").count(), 1);
    let schema = cti_export::export(description, cti_export::Format::JsonSchema);
    for said in [
        "DialHandlerOutcome",
        "DialHandlerFailure",
        "SearchHandlerOutcome",
    ] {
        assert!(schema.contains(said), "{said} isn't in\n{schema}");
    }
    let asyncapi = cti_export::export(description, cti_export::Format::AsyncApi);
    for said in [
        "receiveDial",
        "#/channels/handlerAnswers/messages/dialFailure",
    ] {
        assert!(asyncapi.contains(said), "{said} isn't in\n{asyncapi}");
    }
}

#[test]
fn a_recording_shows_what_the_page_answers() {
    let mut app = tools::watch(Session::<Kestrel>::in_page());
    let asked = Signal::Request {
        id: 3,
        name: "search".into(),
        arguments: r#"{"text":"Ada"}"#.into(),
    };
    let report = app.receive(&Input::Signal(asked), Millis(0));
    assert!(matches!(report.verdict, Verdict::Accepted), "{report:?}");
    let body = r#"{"found":true,"customers":[{"name":"Ada"}]}"#.into();
    let report = app.observe(&Input::Signal(Signal::Reply { id: 3, body }), Millis(1));
    assert!(matches!(report.verdict, Verdict::Answered), "{report:?}");
    let told = format!("{report:?}");
    assert!(!told.contains("Ada"), "a customer's name is masked: {told}");
}

#[test]
fn drift_looks_at_what_the_library_asks_and_the_page_answers() {
    let line = |number, direction, what| Line {
        number,
        direction,
        what,
    };
    let call = |name, arguments| What::Call { name, arguments };
    let lines = [
        line(1, FromVendor, call("dial", r#"["+12025550123","r-1"]"#)),
        line(2, FromVendor, call("search", r#"{"text":7}"#)),
        line(3, FromVendor, call("search", r#"{"text":"Ada","most":5}"#)),
        line(
            4,
            ToVendor,
            What::Reply {
                name: "search",
                body: r#"{"found":true,"customers":[{"name":1}]}"#,
            },
        ),
        line(
            5,
            ToVendor,
            What::Reject {
                name: "dial",
                body: "7",
            },
        ),
    ];
    let drift = drift::compare(Kestrel::description(), lines, []);
    let found = drift.findings.iter().filter(|of| !of.kind.is_absence());
    let found: Vec<_> = found.map(|of| (of.kind, of.line, &*of.path)).collect();
    assert_eq!(
        found,
        [
            (Kind::Type, Some(2), "text"),
            (Kind::Type, Some(5), ""),
            (Kind::Type, Some(4), "customers[].name"),
            (Kind::UnknownField, Some(3), "most"),
        ]
    );
}

#[test]
fn whatever_is_called_is_answered_or_turned_away() {
    let calls = [
        ("dial", r#"["+12025550123","r-1"]"#),
        ("search", r#"{"text":"Ada"}"#),
        ("log.save", r#"[{"id":"c-1"}]"#),
        ("height", "[]"),
    ];
    for (name, text) in calls {
        for at in 0..text.len() {
            for with in ["", "\"", "[", "}", "\\ud800", "1e999", "null", "\u{0}"] {
                let arguments = [&text[..at], with, &text[at + 1..]].concat();
                let mut app = Session::<Kestrel>::in_page();
                let request = Signal::Request {
                    id: 1,
                    name: name.into(),
                    arguments: arguments.into(),
                };
                match app.deliver(&request, Millis(0)) {
                    Delivered::Message(message, order) => {
                        assert!(order.request().is_some());
                        message.dispatch(&mut Crm::default(), app.handling(&order));
                        assert!(app.poll_signal().is_some(), "{name} isn't answered");
                    }
                    _ => assert_eq!(app.poll_signal(), None),
                }
            }
        }
    }
}
