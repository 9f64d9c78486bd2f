//! A library with a convention of its own, and functions in it with others.

use cti_runtime::session::Return;
use cti_runtime::testing::run_in_page;
use cti_runtime::{
    Delivered, LibraryFault, Millis, Peer, Protocol, RequestError, Session, Signal, Vendor,
};

#[path = "bell.rs"]
mod declared;

use bell::{Bell, Listener, ListenerHandler, MethodHandler, Page, Problem, listener, method};
pub(crate) use declared::bell;

fn calls(session: &mut Session<Bell>) -> (String, String) {
    match session.poll_signal() {
        Some(Signal::Request {
            name, arguments, ..
        }) => (name.into_owned(), arguments.into_owned()),
        other => panic!("not called: {other:?}"),
    }
}

#[test]
fn arguments_are_members_or_have_positions() {
    let mut session = Session::<Bell>::in_page();
    let peer = session.peer();
    peer.send(method::SetHeight::new(300)).unwrap();
    peer.send(method::Pop::new("r-1")).unwrap();
    peer.send(method::Find::new("Ada")).unwrap();
    peer.send(method::Who::new()).unwrap();
    peer.send(method::Blink::new(true)).unwrap();
    let called: Vec<_> = (0..5).map(|_| calls(&mut session)).collect();
    let called: Vec<_> = called
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(
        called,
        [
            ("setHeight", r#"{"heightPX":300}"#),
            (
                "screen.pop",
                r#"{"record":"r-1","kind":null,"fresh":false}"#
            ),
            ("find", r#"["Ada",null]"#),
            ("who", "{}"),
            ("blink", r#"{"on":true}"#),
        ]
    );
}

/// What is there of a request after the library has said this.
fn outcome<M>(message: M, reply: impl FnOnce(u64) -> Signal<'static>) -> String
where
    M: cti_runtime::Request<Direction = bell::Method, Answers = Listener>,
    M::Ok: std::fmt::Debug,
    M::Err: std::fmt::Debug,
{
    let mut session = Session::<Bell>::in_page();
    // Another one that waits has nothing to do with it.
    let other = session.peer().request(method::Version::new()).unwrap();
    let ticket = session.peer().request(message).unwrap();
    let _ = session.deliver(&reply(ticket.id().get()), Millis(0));
    assert_eq!(session.peer().outcome(&other), None);
    match session.peer().outcome(&ticket) {
        Some(Ok(value)) => format!("{value:?}"),
        Some(Err(RequestError::Drifted(why))) => format!("drifted: {why}"),
        Some(Err(why)) => format!("{why:?}"),
        None => "waits".to_owned(),
    }
}

fn replies(body: &'static str) -> impl FnOnce(u64) -> Signal<'static> {
    move |id| Signal::Reply {
        id,
        body: body.into(),
    }
}

fn rejects(body: &'static str) -> impl FnOnce(u64) -> Signal<'static> {
    move |id| Signal::Reject {
        id,
        body: body.into(),
    }
}

#[test]
fn a_flag_decides_whatever_stands_beside_it() {
    let said = |body| outcome(method::SetHeight::new(1), replies(body));
    assert_eq!(
        said(r#"{"success":true,"returnValue":null,"errors":null}"#),
        "()"
    );
    assert_eq!(said(r#"{"success":true}"#), "()");
    assert_eq!(said(r#"{"errors":[],"success":true}"#), "()");
    let failed = "Refused([Problem {\"code\":7}])";
    assert_eq!(said(r#"{"success":false,"errors":[{"code":7}]}"#), failed);
    assert_eq!(
        said(r#"{"success":false,"returnValue":{"id":"x"},"errors":[{"code":7}]}"#),
        failed
    );
    assert_eq!(
        said(r#"{"returnValue":null}"#),
        "drifted: `success` is missing"
    );
    assert_eq!(said(r#"{"success":"true"}"#), "drifted: expected a boolean");
    assert_eq!(said(r#"{"success":false}"#), "drifted: expected an array");
    assert_eq!(said("null"), "drifted: expected an object");
    let said = |body| outcome(method::Current::new(), replies(body));
    assert_eq!(said(r#"{"ok":false}"#), "Refused(None)");
    assert_eq!(said(r#"{"ok":true,"why":"x"}"#), "None");
}

#[test]
fn a_key_that_stands_twice_is_no_answer() {
    for body in [
        r#"{"success":true,"success":false}"#,
        r#"{"success":true,"returnValue":1,"returnValue":2}"#,
        r#"{"success":true,"errors":1,"\u0065rrors":2}"#,
        r#"{"success":true"#,
    ] {
        assert_eq!(
            outcome(method::SetHeight::new(1), replies(body)),
            "waits",
            "{body}"
        );
    }
}

#[test]
fn values_come_by_themselves_and_failures_apart() {
    let found = r#"[Page {"id":"p-1"}]"#;
    let find = || method::Find::new("Ada");
    assert_eq!(outcome(find(), replies(r#"[{"id":"p-1"}]"#)), found);
    assert_eq!(outcome(find(), rejects(r#""no""#)), "Refused(\"no\")");
    assert_eq!(
        outcome(find(), rejects("null")),
        "drifted: expected a string"
    );
    assert_eq!(
        outcome(find(), replies("null")),
        "drifted: expected an array"
    );
    assert_eq!(
        outcome(
            method::Who::new(),
            rejects(r#"{"message":"gone","code":4}"#)
        ),
        r#"Refused(Failure {"message":"gone","code":4})"#
    );
    assert_eq!(
        outcome(method::Count::new("x"), replies(r#"{"data":3}"#)),
        "3"
    );
    assert_eq!(
        outcome(method::Count::new("x"), rejects(r#""no""#)),
        "Refused(\"no\")"
    );
    assert_eq!(
        outcome(method::Count::new("x"), replies("3")),
        "drifted: expected an object"
    );
    assert_eq!(outcome(method::Log::new("x"), replies("null")), "()");
    assert_eq!(
        outcome(method::Log::new("x"), rejects("null")),
        "Refused(())"
    );
    let version = outcome(method::Version::new(), |id| Signal::Reply {
        id,
        body: r#""2.1""#.into(),
    });
    assert_eq!(version, "\"2.1\"");
}

#[test]
fn an_answer_settles_its_request_once() {
    let mut session = Session::<Bell>::in_page();
    let first = session.peer().request(method::Find::new("a")).unwrap();
    let second = session.peer().request(method::Find::new("b")).unwrap();
    let mut deliver = |signal: Signal<'static>| session.deliver(&signal, Millis(0));
    let answered = |delivered| matches!(delivered, Delivered::Answered { method: "find", .. });
    assert!(answered(deliver(rejects("\"b\"")(second.id().get()))));
    assert!(answered(deliver(replies("[]")(first.id().get()))));
    for late in [
        replies("[]")(second.id().get()),
        rejects("\"a\"")(first.id().get()),
    ] {
        assert!(matches!(deliver(late), Delivered::Refused(_)));
    }
    let why = LibraryFault::Threw;
    let id = first.id().get();
    assert!(matches!(
        deliver(Signal::Fail { id, why }),
        Delivered::Refused(_)
    ));
    assert_eq!(session.peer().outcome(&first), Some(Ok(vec![])));
    let refused = RequestError::Refused("b".to_owned());
    assert_eq!(session.peer().outcome(&second), Some(Err(refused)));
}

#[test]
fn what_nothing_answers_waits_for_nothing() {
    let mut session = Session::<Bell>::in_page();
    session.peer().send(method::Blink::new(true)).unwrap();
    assert_eq!(session.peer().waiting(), 0);
    let Some(Signal::Request { id, .. }) = session.poll_signal() else {
        panic!("it is called");
    };
    let stray = replies("null")(id);
    assert!(matches!(
        session.deliver(&stray, Millis(0)),
        Delivered::Refused(_)
    ));
}

#[test]
fn listeners_receive_the_value_itself_or_under_keys() {
    let mut session = Session::<Bell>::in_page();
    let mut heard = |name: &'static str, body: &'static str| {
        let fired = Signal::Fire {
            name: name.into(),
            body: body.into(),
        };
        match session.deliver(&fired, Millis(0)) {
            Delivered::Message(message, _) => format!("{message:?}"),
            Delivered::Drifted(drifted) => {
                let at = drifted.location().column;
                format!("drifted: {} at {at}", drifted.why())
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        heard("PAGE_SHOWN", r#"{"id":"p"}"#),
        r#"PageShown({"id":"p"})"#
    );
    assert_eq!(heard("CLOSED", "null"), "Closed");
    assert_eq!(
        heard("voice.dial", r#"{"success":true,"returnValue":{"id":"p"}}"#),
        r#"Dial({"result":{"id":"p"}})"#
    );
    assert_eq!(
        heard("voice.dial", r#"{"success":false,"errors":[{"code":7}]}"#),
        r#"Dial({"result":null,"error":[{"code":7}]})"#
    );
    assert_eq!(heard("THEME", r#"{"data":"dark"}"#), r#"Theme("dark")"#);
    // Where a fault stands is told of what the listener received.
    let drifted = heard("voice.dial", r#"{"success":true,"returnValue":{"id":7}}"#);
    assert_eq!(drifted, "drifted: expected a string at 37");
    assert_eq!(
        heard("voice.dial", r#"{"result":{"id":"p"}}"#),
        "drifted: `success` is missing at 1"
    );
    assert!(heard("EVENTS.page", "1").starts_with("Unknown"));
    for twice in [
        r#"{"success":false,"success":true,"returnValue":{"id":"p"}}"#,
        r#"{"success":true,"returnValue":1,"return\u0056alue":{"id":"p"}}"#,
    ] {
        let fired = Signal::Fire {
            name: "voice.dial".into(),
            body: twice.into(),
        };
        let delivered = session.deliver(&fired, Millis(0));
        assert!(matches!(delivered, Delivered::Refused(_)), "{delivered:?}");
    }
}

struct Page1 {
    shown: Vec<String>,
}

impl ListenerHandler for Page1 {
    fn page_shown(&mut self, shown: listener::PageShown, _: &mut Peer<Bell>) {
        self.shown.push(shown.0.id);
    }
    fn dial(&mut self, dial: listener::Dial, _: &mut Peer<Bell>) {
        self.shown.push(format!("{:?}", dial.outcome));
    }
    fn theme(&mut self, theme: listener::Theme, _: &mut Peer<Bell>) {
        self.shown.push(theme.0);
    }
}

/// The library's side.
#[derive(Default)]
struct Library {
    blinks: Vec<bool>,
}

type Vendors = Peer<Bell, Vendor>;

impl MethodHandler for Library {
    fn set_height(&mut self, of: method::SetHeight, _: &mut Vendors) -> Return<(), Vec<Problem>> {
        match of.height {
            0 => Err(vec![Problem::new(7)]).into(),
            _ => Ok(()).into(),
        }
    }
    fn find(&mut self, find: method::Find, _: &mut Vendors) -> Return<Vec<Page>, String> {
        match &*find.text {
            "" => Err("what?".to_owned()).into(),
            text => Ok(vec![Page::new(text)]).into(),
        }
    }
    fn count(&mut self, count: method::Count, _: &mut Vendors) -> Return<u8, String> {
        match &*count.kind {
            "" => Err("what?".to_owned()).into(),
            _ => Ok(3).into(),
        }
    }
    fn log(&mut self, log: method::Log, _: &mut Vendors) -> Return<(), ()> {
        if log.text.is_empty() { Err(()) } else { Ok(()) }.into()
    }
    fn blink(&mut self, blink: method::Blink, _: &mut Vendors) {
        self.blinks.push(blink.on);
    }
    fn version(
        &mut self,
        _: method::Version,
        _: &mut Vendors,
    ) -> Return<String, core::convert::Infallible> {
        Ok("2.1".to_owned()).into()
    }
}

#[test]
fn both_sides_keep_to_the_convention() {
    let mut app = Session::<Bell>::in_page();
    let mut library = Session::<Bell, Vendor>::library();
    let peer = app.peer();
    let low = peer.request(method::SetHeight::new(0)).unwrap();
    let high = peer.request(method::SetHeight::new(1)).unwrap();
    let found = peer.request(method::Find::new("Ada")).unwrap();
    let none = peer.request(method::Find::new("")).unwrap();
    let three = peer.request(method::Count::new("x")).unwrap();
    let uncounted = peer.request(method::Count::new("")).unwrap();
    let logged = peer.request(method::Log::new("x")).unwrap();
    let empty = peer.request(method::Log::new("")).unwrap();
    let version = peer.request(method::Version::new()).unwrap();
    let lacking = peer.request(method::Who::new()).unwrap();
    peer.send(method::Blink::new(true)).unwrap();
    let there = library.peer();
    there.send(listener::PageShown(Page::new("p-1"))).unwrap();
    there.send(listener::Theme("dark".to_owned())).unwrap();
    let dial = Err(vec![Problem::new(7)]);
    there.send(listener::Dial::new(dial)).unwrap();
    let mut page = Page1 { shown: vec![] };
    let mut bell = Library::default();
    let refused = run_in_page((&mut app, &mut page), (&mut library, &mut bell), Millis(0));
    assert_eq!(refused, [""; 0]);
    let peer = app.peer();
    let refusal = |why: &str| Some(Err(RequestError::Refused(why.to_owned())));
    assert_eq!(
        peer.outcome(&low),
        Some(Err(RequestError::Refused(vec![Problem::new(7)])))
    );
    assert_eq!(peer.outcome(&high), Some(Ok(())));
    assert_eq!(peer.outcome(&found), Some(Ok(vec![Page::new("Ada")])));
    assert_eq!(peer.outcome(&none), refusal("what?"));
    assert_eq!(peer.outcome(&three), Some(Ok(3)));
    assert_eq!(
        peer.outcome(&uncounted),
        Some(Err(RequestError::Refused("what?".to_owned())))
    );
    assert_eq!(peer.outcome(&logged), Some(Ok(())));
    assert_eq!(peer.outcome(&empty), Some(Err(RequestError::Refused(()))));
    assert_eq!(peer.outcome(&version), Some(Ok("2.1".to_owned())));
    assert_eq!(
        peer.outcome(&lacking),
        Some(Err(RequestError::Missing("who")))
    );
    assert_eq!(bell.blinks, [true]);
    assert_eq!(page.shown, ["p-1", "dark", r#"Err([Problem {"code":7}])"#]);
}

#[test]
fn what_cannot_be_said_exactly_is_not_answered() {
    let mut library = Session::<Bell, Vendor>::library();
    let request = Signal::Request {
        id: 5,
        name: "blink".into(),
        arguments: r#"{"on":true,"callback":"\udc00a function"}"#.into(),
    };
    let Delivered::Message(_, order) = library.deliver(&request, Millis(0)) else {
        panic!("a call");
    };
    assert_eq!(order.request(), None, "nothing answers it");
    let positional = Signal::Request {
        id: 6,
        name: "blink".into(),
        arguments: "[true]".into(),
    };
    assert!(matches!(
        library.deliver(&positional, Millis(0)),
        Delivered::Drifted(_)
    ));
    let twice = Signal::Request {
        id: 7,
        name: "blink".into(),
        arguments: r#"{"on":true,"on":false}"#.into(),
    };
    assert!(matches!(
        library.deliver(&twice, Millis(0)),
        Delivered::Refused(_)
    ));
}

#[test]
fn the_description_says_the_convention() {
    use cti_runtime::describe::{AnswerBy, CallbackKeys};
    let find = |name| {
        let families = Bell::description().families.iter();
        let mut messages = families.flat_map(|family| family.messages);
        messages
            .find(|message| message.tag == name)
            .expect("it is declared")
            .convention
    };
    let height = find("setHeight");
    assert!(height.object);
    assert_eq!(height.answer, AnswerBy::Callback(Some("callback")));
    assert_eq!(
        height.keys,
        Some(CallbackKeys {
            flag: Some("success"),
            ok: Some("returnValue"),
            error: Some("errors"),
        })
    );
    assert_eq!(find("find").answer, AnswerBy::Callbacks(None));
    assert!(find("find").text && !find("who").text);
    let shown = find("PAGE_SHOWN");
    assert_eq!(
        (shown.by, shown.names),
        (Some("events.subscribe"), Some("EVENTS"))
    );
    assert_eq!((shown.keys, shown.listener), (None, Some("listener")));
    assert_eq!(find("voice.dial").by, Some("onDial"));
}

#[test]
fn documents_say_the_convention() {
    let description = Bell::description();
    let markdown = cti_export::export(description, cti_export::Format::Markdown);
    for said in [
        "setHeight({ \"heightPX\": 300, \"callback\": callback })\n    ⇒ { \"success\": true, \"returnValue\": null }",
        "⇒ { \"success\": false, \"returnValue\": null, \"errors\": [{ \"code\": 7 }] }",
        "log({ \"text\": \"a\", \"done\": success, \"failed\": failure })",
        "blink({ \"on\": true })",
        "Nothing answers it.",
        "Returns `Page`, or a promise of it; a failure says `Failure`.",
        "Subscribed to by `events.subscribe(EVENTS.PAGE_SHOWN, { \"listener\": listener })`.",
        "PAGE_SHOWN ⇒ { \"id\": \"p-1\" }",
    ] {
        assert!(markdown.contains(said), "{said} isn't in\n{markdown}");
    }
    let typescript = cti_export::export(description, cti_export::Format::TypeScript);
    for said in [
        "subscribe(event: unknown, options: { listener: (outcome: PageShownListener) => void }): void;",
        "onDial(event: \"voice.dial\", callback: (outcome: DialListener) => void): void;",
        "setHeight(options: SetHeightMethod & { callback?: (outcome: SetHeightMethodOutcome) => void }): void;",
        "success?: (outcome: FindMethodOutcome) => void, failure?: (failure: FindMethodFailure) => void): void;",
        "who(options: WhoMethod): WhoMethodOutcome | Promise<WhoMethodOutcome>;",
        "blink(options: BlinkMethod): void;",
        "export type FindMethodFailure = string;",
        "export type SetHeightMethodOutcome = { success: true; returnValue?: unknown } | { success: false; errors: Problem[] };",
        "export type CountMethodOutcome = { data: number };",
        "export type PageShownListener = Page;",
    ] {
        assert!(typescript.contains(said), "{said} isn't in\n{typescript}");
    }
    let schema = cti_export::export(description, cti_export::Format::JsonSchema);
    for said in ["FindMethodFailure", "\"heightPX\"", "\"const\": false"] {
        assert!(schema.contains(said), "{said} isn't in\n{schema}");
    }
}
