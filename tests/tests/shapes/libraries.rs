//! A library with functions on several objects, some of which a version may lack.

use cti_runtime::session::Return;
use cti_runtime::testing::run_in_page;
use cti_runtime::{
    Delivered, LibraryFault, Millis, Peer, Protocol, RequestError, Session, Signal, Vendor,
};

#[cti_runtime::protocol(vendor = "Parlor", calls(library = "parlor", error = String))]
pub mod parlor {
    #[method]
    #[object("desk")]
    pub trait Method {
        fn lock();
        #[object("desk.delete")]
        fn phone(number: Option<u8>) -> Option<u8>;
        #[optional]
        #[rename("end", alias = "stop")]
        fn leave() -> bool;
    }

    #[subscription]
    pub trait Listener {
        fn ready();
        #[object("desk")]
        fn on_move() -> Option<u8>;
    }
}

use parlor::{ListenerHandler, MethodHandler, Parlor, method};

struct Page;
impl ListenerHandler for Page {}

/// Has only one of the functions.
struct Early;
impl MethodHandler for Early {
    fn lock(&mut self, _: method::Lock, _: &mut Peer<Parlor, Vendor>) -> Return<(), String> {
        Return::Now(Ok(()))
    }
}

fn called(session: &mut Session<Parlor>) -> String {
    match session.poll_signal() {
        Some(Signal::Request { name, .. }) => name.into_owned(),
        other => panic!("not called: {other:?}"),
    }
}

#[test]
fn functions_are_called_by_their_path_from_the_root() {
    let mut session = Session::<Parlor>::in_page();
    session.peer().send(method::Lock::new()).unwrap();
    session.peer().send(method::Phone::new()).unwrap();
    session.peer().send(method::Leave::new()).unwrap();
    assert_eq!(called(&mut session), "desk.lock");
    assert_eq!(called(&mut session), "desk.delete.phone");
    assert_eq!(called(&mut session), "desk.end");

    let families = Parlor::description().families;
    let tags: Vec<_> = families
        .iter()
        .flat_map(|family| family.messages)
        .map(|message| (message.tag, message.aliases, message.optional))
        .collect();
    let none: &[&str] = &[];
    assert!(tags.contains(&("ready", none, false)), "{tags:?}");
    assert!(tags.contains(&("desk.onMove", none, false)), "{tags:?}");
    assert!(
        tags.contains(&("desk.end", &["desk.stop"], true)),
        "{tags:?}"
    );
}

/// By its bare name it isn't that function: another object may have one of the same name.
#[test]
fn a_function_on_another_object_is_another_one() {
    let mut session = Session::<Parlor>::in_page();
    for (name, known) in [("desk.onMove", true), ("onMove", false), ("desk", false)] {
        let fired = Signal::Fire {
            name: name.into(),
            body: r#"{"result":7}"#.into(),
        };
        let delivered = session.deliver(&fired, Millis(0));
        let Delivered::Message(message, _) = delivered else {
            panic!("{delivered:?}");
        };
        assert_eq!(
            matches!(message, parlor::Listener::OnMove(_)),
            known,
            "{name}"
        );
    }
}

/// What a callback may be called with.
#[test]
fn a_body_with_neither_a_result_nor_an_error_is_no_success() {
    let bodies = [
        (r#"{"result":null}"#, true),
        (r#"{"result":null,"error":null}"#, true),
        (r#"{"error":null,"result":null}"#, true),
        ("{}", false),
        (r#"{"error":null}"#, false),
        (
            r#"{"success":false,"returnValue":null,"errors":["no"]}"#,
            false,
        ),
        (r#"{"success":true}"#, false),
        (r#"{"Result":null}"#, false),
        ("null", false),
        ("true", false),
        ("[]", false),
    ];
    for (body, is_success) in bodies {
        let mut session = Session::<Parlor>::in_page();
        let reply = |id: u64| Signal::Reply {
            id,
            body: body.into(),
        };
        let nothing = session.peer().request(method::Lock::new()).unwrap();
        let _ = session.deliver(&reply(nothing.id().get()), Millis(0));
        let maybe = session.peer().request(method::Phone::new()).unwrap();
        let _ = session.deliver(&reply(maybe.id().get()), Millis(0));
        let (nothing, maybe) = (
            session.peer().outcome(&nothing),
            session.peer().outcome(&maybe),
        );
        if is_success {
            assert_eq!((nothing, maybe), (Some(Ok(())), Some(Ok(None))), "{body}");
        } else {
            assert!(
                matches!(nothing, Some(Err(RequestError::Drifted(_)))),
                "{body}"
            );
            assert!(
                matches!(maybe, Some(Err(RequestError::Drifted(_)))),
                "{body}"
            );
        }
        let fired = Signal::Fire {
            name: "desk.onMove".into(),
            body: body.into(),
        };
        let delivered = session.deliver(&fired, Millis(0));
        assert_eq!(
            matches!(delivered, Delivered::Message(..)),
            is_success,
            "{body}"
        );
    }
}

#[test]
fn a_function_that_is_missing_and_one_that_throws_are_told_by_name() {
    let mut session = Session::<Parlor>::in_page();
    let ticket = session.peer().request(method::Leave::new()).unwrap();
    let fail = |id: u64, why| Signal::Fail { id, why };
    let missing = fail(ticket.id().get(), LibraryFault::Missing);
    assert!(matches!(
        session.deliver(&missing, Millis(0)),
        Delivered::Answered {
            method: "desk.end",
            ..
        }
    ));
    let outcome = session.peer().outcome(&ticket).unwrap();
    assert_eq!(outcome, Err(RequestError::Missing("desk.end")));
    let why = outcome.unwrap_err().to_string();
    assert_eq!(why, "the library has no function desk.end");

    let ticket = session.peer().request(method::Lock::new()).unwrap();
    let threw = fail(ticket.id().get(), LibraryFault::Threw);
    let _ = session.deliver(&threw, Millis(0));
    // Nothing else ends it again.
    assert!(matches!(
        session.deliver(&threw, Millis(0)),
        Delivered::Refused(_)
    ));
    let why = session.peer().outcome(&ticket).unwrap().unwrap_err();
    assert_eq!(why, RequestError::Threw("desk.lock"));
    assert_eq!(
        why.to_string(),
        "the library's function desk.lock has thrown"
    );
}

#[test]
fn a_simulated_library_lacks_what_its_handler_lacks() {
    let mut app = Session::<Parlor>::in_page();
    let mut library = Session::<Parlor, Vendor>::library();
    let there = app.peer().request(method::Lock::new()).unwrap();
    let lacking = app.peer().request(method::Phone::new()).unwrap();
    let refused = run_in_page((&mut app, &mut Page), (&mut library, &mut Early), Millis(0));
    assert_eq!(refused, [""; 0]);
    assert_eq!(app.peer().outcome(&there), Some(Ok(())));
    assert_eq!(
        app.peer().outcome(&lacking),
        Some(Err(RequestError::Missing("desk.delete.phone")))
    );
}
