//! Requests that come with a port each, over which they are answered: without ids, in any order, and each port
//! for its own request.

use std::any::Any;

use cti_runtime::session::Return;
use cti_runtime::testing::Cable;
use cti_runtime::{
    Data, Gate, Millis, Origin, OutPost, Peer, Post, Protocol, Received, RequestError, RequestId,
    SendError, Session, StreamEnd, StreamEvent, Vendor,
};
use cti_tests::entropy::Entropy;
use cti_tests::json::Json;
use cti_tests::make::{Maker, disturb};
use cti_tests::ports::heron_phone::{
    AskHandler, Contact, Event, HeronPhone, NoticeHandler, Problem, Question, QuestionHandler, ask,
    question,
};
use cti_tests::reading::Reader;
use proptest::prelude::*;

use crate::sides::{PAGE, PHONE, app, from_phone, posts, turned_away, vendor};

type Page = Session<HeronPhone>;

/// What the page posts, and whose port it takes along.
fn asked(page: &mut Page) -> (OutPost, RequestId) {
    let post = page.poll_post().unwrap();
    let request = Page::port_of_request(&post).unwrap();
    (post, request)
}

/// What comes over the port of a request.
fn answer(page: &mut Page, request: RequestId, json: &str) -> Received<Event> {
    let now = page.view().now();
    page.receive(from_phone(json).over_port_of(request), now)
}

#[track_caller]
fn settles(page: &mut Page, request: RequestId, json: &str) {
    match answer(page, request, json) {
        Received::Message(Event::Settled(settled), order) => {
            assert_eq!(settled.request(), request);
            assert_eq!(order.request(), Some(request));
        }
        other => panic!("{other:?}: {json}"),
    }
}

#[test]
fn alike_requests_are_answered_in_any_order_each_over_its_port() {
    let mut page = app::<HeronPhone>();
    let [first, second, third] = ["+1", "+2", "+3"]
        .map(|number| page.peer().request(ask::Find::new("p-1", number)).unwrap());
    let (post, one) = asked(&mut page);
    assert_eq!(
        post.data.json(),
        r#"{"payload":{"type":"command","command":"find","args":{"number":"+1"}},"id":"p-1"}"#
    );
    let ((_, two), (_, three)) = (asked(&mut page), asked(&mut page));

    settles(&mut page, three, r#"{"error":"lost"}"#);
    settles(&mut page, two, r#"{"data":{"name":"Bob"},"error":null}"#);
    settles(&mut page, one, r#"{"data":{"name":"Ada"}}"#);
    let peer = page.peer();
    assert_eq!(peer.outcome(&first), Some(Ok(Contact::new("Ada"))));
    assert_eq!(peer.outcome(&second), Some(Ok(Contact::new("Bob"))));
    let lost = Err(RequestError::Refused("lost".to_owned()));
    assert_eq!(peer.outcome(&third), Some(lost));
}

#[test]
fn a_port_speaks_for_its_request_alone_and_once() {
    let mut page = app::<HeronPhone>();
    let first = page.peer().request(ask::Find::new("p-1", "+1")).unwrap();
    let second = page.peer().request(ask::Find::new("p-1", "+2")).unwrap();
    let ((_, one), (_, two)) = (asked(&mut page), asked(&mut page));
    assert!(page.view().waits_at_port(one) && page.view().waits_at_port(two));

    let bob = r#"{"data":{"name":"Bob"}}"#;
    // Not at the window, with whatever id.
    assert_eq!(turned_away(&mut page, bob), Gate::NotOurs);
    let with_id = format!(r#"{{"id":"{}","data":{{"name":"Bob"}}}}"#, one.get());
    assert_eq!(turned_away(&mut page, &with_id), Gate::NotOurs);
    // No event comes over it.
    let refused = answer(&mut page, one, r#"{"type":"ringing","id":1}"#);
    assert!(matches!(refused, Received::Drifted(_)), "{refused:?}");
    assert!(matches!(
        page.peer().outcome(&first),
        Some(Err(RequestError::Drifted(_)))
    ));

    settles(&mut page, two, bob);
    assert!(!page.view().waits_at_port(two), "an edge closes it");
    for json in [r#"{"data":{"name":"Eve"}}"#, r#"{"error":"no"}"#] {
        let refused = answer(&mut page, two, json);
        assert!(matches!(refused, Received::Refused(_)), "{refused:?}");
    }
    assert_eq!(page.peer().outcome(&second), Some(Ok(Contact::new("Bob"))));
    // Nor for one that was never made, and from no other origin or window.
    let third = page.peer().request(ask::Hold::new("p-1", 1)).unwrap();
    let (_, three) = asked(&mut page);
    let ok = Data::Object(r#"{"data":null}"#);
    let mut refuses = |post: Post<'_>, gate| match page.receive(post, Millis(0)) {
        Received::Refused(refusal) => assert_eq!(refusal.gate(), gate),
        other => panic!("{other:?}"),
    };
    let source = cti_runtime::Source(1);
    refuses(
        Post::new(source, "https://evil.example", ok).over_port_of(three),
        Gate::Origin,
    );
    refuses(
        Post::new(cti_runtime::Source(2), PHONE, ok).over_port_of(three),
        Gate::Source,
    );
    refuses(
        Post::new(source, PHONE, Data::Text("{}")).over_port_of(three),
        Gate::NotOurs,
    );
    refuses(
        from_phone(r#"{"data":1,"data":2}"#).over_port_of(three),
        Gate::Malformed,
    );
    settles(&mut page, three, r#"{"data":null}"#);
    assert_eq!(page.peer().outcome(&third), Some(Ok(())));
}

#[test]
fn a_port_that_is_silent_ends_at_the_deadline_and_with_the_document() {
    let mut page = app::<HeronPhone>();
    let ticket = page.peer().request(ask::Hold::new("p-1", 1)).unwrap();
    let (_, request) = asked(&mut page);
    page.tick(Millis(499));
    assert!(page.view().waits_at_port(request));
    page.tick(Millis(500));
    assert!(!page.view().waits_at_port(request));
    assert_eq!(
        page.peer().outcome(&ticket),
        Some(Err(RequestError::Deadline))
    );
    let late = answer(&mut page, request, r#"{"data":null}"#);
    assert!(matches!(late, Received::Refused(_)), "{late:?}");

    let ticket = page.peer().request(ask::Find::new("p-1", "+1")).unwrap();
    let (_, request) = asked(&mut page);
    page.reload();
    assert!(!page.view().waits_at_port(request));
    assert_eq!(
        page.peer().outcome(&ticket),
        Some(Err(RequestError::Reloaded))
    );
}

#[test]
fn a_stream_goes_on_over_its_port_until_it_fails_or_is_given_up() {
    let mut page = app::<HeronPhone>();
    let one = page.peer().stream(ask::Levels::new("p-1", 1)).unwrap();
    let two = page.peer().stream(ask::Levels::new("p-1", 2)).unwrap();
    let ((_, first), (_, second)) = (asked(&mut page), asked(&mut page));
    settles(&mut page, second, r#"{"data":-2}"#);
    settles(&mut page, first, r#"{"data":-1}"#);
    settles(&mut page, second, r#"{"data":-3}"#);
    settles(&mut page, second, r#"{"error":"over"}"#);
    assert!(page.view().waits_at_port(first));
    assert!(!page.view().waits_at_port(second));
    let mut next = |ticket: &_| page.peer().next_item(ticket);
    assert_eq!(next(&one), Some(StreamEvent::Item(-1)));
    assert_eq!(next(&one), None);
    assert_eq!(next(&two), Some(StreamEvent::Item(-2)));
    assert_eq!(next(&two), Some(StreamEvent::Item(-3)));
    let failed = StreamEnd::Failed(RequestError::Refused("over".to_owned()));
    assert_eq!(next(&two), Some(StreamEvent::End(failed)));
    // Nothing is posted: the port is closed.
    page.peer().cancel(&one).unwrap();
    assert_eq!(posts(&mut page), [""; 0]);
    assert!(!page.view().waits_at_port(first));
    let given_up = page.peer().stream(ask::Levels::new("p-1", 3)).unwrap();
    let (_, third) = asked(&mut page);
    drop(given_up);
    assert!(!page.view().waits_at_port(third));
}

/// Both sides answer at once, save for what is held back.
#[derive(Default)]
struct Crm {
    held: Vec<RequestId>,
}

impl NoticeHandler for Crm {}

impl QuestionHandler for Crm {
    fn contact(
        &mut self,
        asked: question::Contact,
        phone: &mut Peer<HeronPhone>,
    ) -> Return<Contact, Problem> {
        match &*asked.number.to_string() {
            "+1" => Ok(Contact::new("Ada")).into(),
            "+2" => Err(Problem::new(410)).into(),
            _ => {
                self.held.extend(phone.current_request());
                Return::Later
            }
        }
    }
}

#[derive(Default)]
struct Desk {
    watched: Vec<RequestId>,
}

impl AskHandler for Desk {
    fn find(
        &mut self,
        asked: ask::Find,
        _: &mut Peer<HeronPhone, Vendor>,
    ) -> Return<Contact, String> {
        Ok(Contact::new(format!("{} of {}", asked.number, asked.page))).into()
    }

    fn levels(
        &mut self,
        asked: ask::Levels,
        page: &mut Peer<HeronPhone, Vendor>,
    ) -> Return<i32, String> {
        let request = page.current_request().unwrap();
        page.put_item::<ask::Levels>(request, &Ok(i32::from(asked.line)))
            .unwrap();
        self.watched.push(request);
        Return::Later
    }
}

#[test]
fn both_sides_ask_and_answer_over_ports() {
    let (mut page, mut phone) = (app::<HeronPhone>(), vendor::<HeronPhone>());
    let (mut crm, mut desk) = (Crm::default(), Desk::default());
    let mut cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());
    let found = page.peer().request(ask::Find::new("p-1", "+1")).unwrap();
    let levels = page.peer().stream(ask::Levels::new("p-1", 7)).unwrap();
    let asked = ["+1", "+2", "+3"].map(|number| {
        phone
            .peer()
            .request(question::Contact::new(number))
            .unwrap()
    });
    let refused = cable.run((&mut page, &mut crm), (&mut phone, &mut desk));
    assert_eq!(refused, [""; 0]);
    let answers = cable.log.iter().skip(5).map(String::as_str);
    assert_eq!(
        answers.collect::<Vec<_>>(),
        [
            r#"← {"data":{"name":"+1 of p-1"}}"#,
            r#"← {"data":7}"#,
            r#"→ {"type":"answer","success":true,"name":"Ada"}"#,
            r#"→ {"type":"answer","success":false,"code":410}"#,
        ]
    );
    assert_eq!(
        page.peer().outcome(&found),
        Some(Ok(Contact::new("+1 of p-1")))
    );
    let level = page.peer().next_item(&levels);
    assert_eq!(level, Some(StreamEvent::Item(7)));
    let contact = phone.peer().outcome(&asked[0]);
    assert_eq!(contact, Some(Ok(Contact::new("Ada"))));
    let gone = Some(Err(RequestError::Refused(Problem::new(410))));
    assert_eq!(phone.peer().outcome(&asked[1]), gone);
    assert_eq!(phone.peer().outcome(&asked[2]), None);

    let [held] = crm.held[..] else {
        panic!("one is held back")
    };
    assert!(page.view().is_asked_at_port(held));
    page.peer()
        .answer::<question::Contact>(held, &Ok(Contact::new("Eve")))
        .unwrap();
    let [watched] = desk.watched[..] else {
        panic!("one is watched")
    };
    phone
        .peer()
        .put_item::<ask::Levels>(watched, &Err("over".to_owned()))
        .unwrap();
    assert_eq!(
        cable.run((&mut page, &mut crm), (&mut phone, &mut desk)),
        [""; 0]
    );
    assert!(!page.view().is_asked_at_port(held), "an edge closes it");
    assert!(!phone.view().is_asked_at_port(watched));
    assert_eq!(
        phone.peer().outcome(&asked[2]),
        Some(Ok(Contact::new("Eve")))
    );
    let twice = page
        .peer()
        .answer::<question::Contact>(held, &Ok(Contact::new("Eve")));
    assert_eq!(twice, Err(SendError::NoSuchRequest));
}

#[test]
fn what_is_alike_is_answered_apart_and_what_is_unknown_over_its_port_too() {
    let mut page = app::<HeronPhone>();
    let question = r#"{"type":"x","question":"contact","number":"+7"}"#;
    let mut ask = |json| match page.receive(from_phone(json), Millis(0)) {
        Received::Message(Event::Question(message), order) => (message, order),
        other => panic!("{other:?}"),
    };
    let (one, two) = (ask(question), ask(question));
    let (first, second) = (one.1.request().unwrap(), two.1.request().unwrap());
    assert_ne!(first, second, "neither takes the place of the other");
    let unknown = ask(r#"{"question":"weather"}"#);
    assert!(matches!(unknown.0, Question::Unknown(_)));
    unknown
        .0
        .dispatch(&mut Crm::default(), page.handling(&unknown.1));
    let post = page.poll_post().unwrap();
    assert_eq!(Page::port_of_answer(&post), unknown.1.request());
    assert_eq!(
        post.data.json(),
        r#"{"type":"answer","success":false,"code":404}"#
    );
    page.peer()
        .answer::<question::Contact>(second, &Ok(Contact::new("Ada")))
        .unwrap();
    let post = page.poll_post().unwrap();
    assert_eq!(Page::port_of_answer(&post), Some(second));
    assert_eq!(
        post.data.json(),
        r#"{"type":"answer","success":true,"name":"Ada"}"#
    );
    assert_eq!(page.peer().wire_id(first), None);
    page.reload();
    assert!(!page.view().is_asked_at_port(first));
}

#[test]
fn the_exports_have_no_ids_and_tell_of_ports() {
    let description = HeronPhone::description();
    let markdown = cti_export::markdown(description);
    assert!(markdown.contains("With a request comes a message port, over which it is answered"));
    let typescript = cti_export::typescript(description);
    assert!(typescript.contains("Whatever answers one of these requests, over its port."));
    let schema = cti_export::json_schema(description);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let defs = schema["$defs"].as_object().unwrap();
    let find = defs
        .values()
        .find(|def| def["description"] == "What answers `find`, over the port that came with it.");
    let find = find.expect("the answer is described");
    let required = find.get("required").map(ToString::to_string);
    assert!(!required.unwrap_or_default().contains("id"), "{find:#}");
    let asyncapi = cti_export::asyncapi(description);
    assert!(asyncapi.contains("What answers a request, over the port that came with it."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_comes_over_a_port_settles_what_was_asked_as_the_slow_reader_says(
        which in 0..3_usize,
        choices in prop::collection::vec(any::<u8>(), 0..160),
        disturbances in 0..3_usize,
    ) {
        let description = HeronPhone::description();
        let family = description.families.iter().find(|family| family.name == "Ask").unwrap();
        let message = &family.messages[which];
        let mut entropy = Entropy::new(&choices);
        let mut json = Maker::new(description).answer(family, message, &mut entropy);
        for _ in 0..disturbances {
            disturb(&mut json, &mut entropy);
        }
        let text = json.write(&mut entropy);
        let mut page = app::<HeronPhone>();
        let peer = page.peer();
        let _ticket: Box<dyn Any> = match which {
            0 => Box::new(peer.request(ask::Find::new("p-1", "+1")).unwrap()),
            1 => Box::new(peer.request(ask::Hold::new("p-1", 1)).unwrap()),
            _ => Box::new(peer.stream(ask::Levels::new("p-1", 1)).unwrap()),
        };
        let (_, request) = asked(&mut page);
        let received = answer(&mut page, request, &text);
        let settled = matches!(received, Received::Message(Event::Settled(_), _));
        if let Some(expected) = Reader::new(description).answers(family, message, &Json::Null, &json) {
            prop_assert_eq!(settled, expected, "{:?}: {}", received, text);
        }
    }
}
