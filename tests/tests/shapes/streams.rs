//! Requests that are answered many times: until they end, fail, are cancelled, or their document is gone.

use cti_export::drift::{self, Line, What};
use cti_export::{asyncapi, markdown, typescript};
use cti_runtime::describe::Direction::{FromVendor, ToVendor};
use cti_runtime::session::{ReplyNote, Return};
use cti_runtime::testing::Cable;
use cti_runtime::tools::{self, Input, Verdict};
use cti_runtime::{
    Gate, Limits, Millis, Origin, Peer, Protocol as _, Received, RequestError, RequestId,
    SendError, Session, StreamEnd, StreamEvent, Streamed, Ticket, Vendor,
};
use cti_tests::streams::otter_phone::order::WatchAnswer;
use cti_tests::streams::otter_phone::{
    AskHandler, Contact, Notice, NoticeHandler, OrderHandler, OtterPhone, ask, notice, order,
};

use crate::sides::{PAGE, PHONE, app, from_page, from_phone, hear, posts, turned_away, vendor};

/// The page hears nothing but answers.
struct Silent;

impl NoticeHandler for Silent {}

/// Remembers what was asked, and what was cancelled.
#[derive(Default)]
struct Phone {
    watches: Vec<String>,
    stopped: Vec<String>,
    contacts: Vec<RequestId>,
    cancelled: Vec<Option<RequestId>>,
}

impl OrderHandler for Phone {
    fn watch(&mut self, watch: order::Watch, _: &mut Peer<OtterPhone, Vendor>) {
        self.watches.push(watch.watch);
    }

    fn stop(&mut self, stop: order::Stop, _: &mut Peer<OtterPhone, Vendor>) {
        self.stopped.push(stop.watch);
    }

    fn unsubscribe(&mut self, _: order::Unsubscribe, page: &mut Peer<OtterPhone, Vendor>) {
        self.cancelled.push(page.current_request());
    }
}

impl AskHandler for Phone {
    fn contacts(
        &mut self,
        _: ask::Contacts,
        page: &mut Peer<OtterPhone, Vendor>,
    ) -> Return<Contact, String> {
        self.contacts.extend(page.current_request());
        Return::Later
    }
}

/// Both sides, and what is between them.
struct Talk {
    app: Session<OtterPhone>,
    vendor: Session<OtterPhone, Vendor>,
    phone: Phone,
    cable: Cable,
}

impl Talk {
    fn new() -> Self {
        Self {
            app: app(),
            vendor: vendor(),
            phone: Phone::default(),
            cable: Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap()),
        }
    }

    fn open<M>(&mut self, message: M) -> Ticket<M>
    where
        M: Streamed<Direction = cti_tests::streams::otter_phone::Command, Answers = Notice>,
    {
        let ticket = self.app.peer().stream(message).unwrap();
        self.run();
        ticket
    }

    fn run(&mut self) {
        let (app, vendor) = (&mut self.app, &mut self.vendor);
        let refused = self
            .cable
            .run((app, &mut Silent), (vendor, &mut self.phone));
        assert_eq!(refused, [""; 0]);
    }

    /// All that came of a stream.
    fn taken<M>(&mut self, ticket: &Ticket<M>) -> Vec<StreamEvent<M::Item, M::Err>>
    where
        M: Streamed<Direction = cti_tests::streams::otter_phone::Command, Answers = Notice>,
    {
        taken(&mut self.app, ticket)
    }
}

fn taken<M>(
    session: &mut Session<OtterPhone>,
    ticket: &Ticket<M>,
) -> Vec<StreamEvent<M::Item, M::Err>>
where
    M: Streamed<Direction = cti_tests::streams::otter_phone::Command, Answers = Notice>,
{
    let mut all = Vec::new();
    while let Some(event) = session.peer().next_item(ticket) {
        let is_end = matches!(event, StreamEvent::End(_));
        all.push(event);
        if is_end {
            break;
        }
    }
    all
}

fn level(watch: &str, db: i8) -> StreamEvent<WatchAnswer, notice::Failed> {
    StreamEvent::Item(WatchAnswer::Level(notice::Level::new(watch, db)))
}

#[test]
fn two_streams_in_flight_get_each_its_own() {
    let mut talk = Talk::new();
    let (first, second) = (
        talk.open(order::Watch::new(1)),
        talk.open(order::Watch::new(2)),
    );
    assert_eq!(talk.phone.watches, ["1", "2"]);
    for (watch, db) in [("2", -7), ("1", -3), ("2", -8)] {
        talk.vendor
            .peer()
            .send(notice::Level::new(watch, db))
            .unwrap();
    }
    talk.vendor.peer().send(notice::Muted::new("1")).unwrap();
    talk.run();
    let muted = StreamEvent::Item(WatchAnswer::Muted(notice::Muted::new("1")));
    assert_eq!(talk.taken(&first), [level("1", -3), muted]);
    assert_eq!(talk.taken(&second), [level("2", -7), level("2", -8)]);
    assert_eq!(talk.taken(&second), []);
    // One ends, and the other goes on.
    talk.vendor
        .peer()
        .send(notice::Level::new("1", -1))
        .unwrap();
    talk.vendor.peer().send(notice::Over::new("1")).unwrap();
    talk.vendor
        .peer()
        .send(notice::Level::new("2", -2))
        .unwrap();
    talk.run();
    assert_eq!(
        talk.taken(&first),
        [level("1", -1), StreamEvent::End(StreamEnd::Finished)]
    );
    assert_eq!(talk.taken(&second), [level("2", -2)]);
    let unclaimed = StreamEvent::End(StreamEnd::Failed(RequestError::Unclaimed));
    assert_eq!(talk.taken(&first), [unclaimed], "its end is told once");
    // The other fails.
    talk.vendor
        .peer()
        .send(notice::Failed::new("2", "lost"))
        .unwrap();
    talk.run();
    let lost = RequestError::Refused(notice::Failed::new("2", "lost"));
    assert_eq!(
        talk.taken(&second),
        [StreamEvent::End(StreamEnd::Failed(lost))]
    );
    assert_eq!(talk.app.peer().waiting(), 0);
}

#[test]
fn answers_to_a_request_are_a_stream_too() {
    let mut talk = Talk::new();
    let (first, second) = (
        talk.open(ask::Contacts::new("A")),
        talk.open(ask::Contacts::new("B")),
    );
    let [of_first, of_second] = talk.phone.contacts[..] else {
        panic!()
    };
    for (request, name) in [(of_second, "Bob"), (of_first, "Ada"), (of_second, "Bea")] {
        let contact = Ok(Contact::new(name));
        talk.vendor
            .peer()
            .put_item::<ask::Contacts>(request, &contact)
            .unwrap();
    }
    talk.run();
    let contact = |name| StreamEvent::Item(Contact::new(name));
    assert_eq!(talk.taken(&first), [contact("Ada")]);
    assert_eq!(talk.taken(&second), [contact("Bob"), contact("Bea")]);
    // The one ends by a message, the other by an error.
    let id = talk.vendor.peer().wire_id(of_first).unwrap();
    talk.vendor.peer().send(notice::AllFound::new(id)).unwrap();
    let lost = Err("lost".to_owned());
    talk.vendor
        .peer()
        .put_item::<ask::Contacts>(of_second, &lost)
        .unwrap();
    talk.run();
    assert_eq!(talk.taken(&first), [StreamEvent::End(StreamEnd::Finished)]);
    let lost = StreamEnd::Failed(RequestError::Refused("lost".to_owned()));
    assert_eq!(talk.taken(&second), [StreamEvent::End(lost)]);
    for request in [of_first, of_second] {
        let late = talk
            .vendor
            .peer()
            .put_item::<ask::Contacts>(request, &Ok(Contact::new("X")));
        assert_eq!(late, Err(SendError::NoSuchRequest));
    }
}

#[test]
fn cancelling_sends_the_declared_message_once() {
    let mut talk = Talk::new();
    let watch = talk.open(order::Watch::new(1));
    talk.vendor
        .peer()
        .send(notice::Level::new("1", -3))
        .unwrap();
    talk.run();
    talk.app.peer().cancel(&watch).unwrap();
    talk.app.peer().cancel(&watch).unwrap();
    talk.run();
    assert_eq!(talk.phone.stopped, ["1"]);
    // What came before can be taken.
    let cancelled = StreamEvent::End(StreamEnd::Cancelled);
    assert_eq!(talk.taken(&watch), [level("1", -3), cancelled]);
    // What comes after it is nobody's.
    let late = r#"{"type":"level","watch":"1","db":-4}"#;
    assert_eq!(hear(&mut talk.app, late, 1), ReplyNote::Unsolicited);

    let contacts = talk.open(ask::Contacts::new("A"));
    let asked = talk.phone.contacts[0];
    talk.app.peer().cancel(&contacts).unwrap();
    talk.run();
    assert_eq!(
        talk.phone.cancelled,
        [Some(asked)],
        "the side that answers is told which"
    );
    let late = talk
        .vendor
        .peer()
        .put_item::<ask::Contacts>(asked, &Ok(Contact::new("Ada")));
    assert_eq!(late, Err(SendError::NoSuchRequest));
    assert_eq!(
        talk.taken(&contacts),
        [StreamEvent::End(StreamEnd::Cancelled)]
    );
    let late = format!(
        r#"{{"id":"{}","item":{{"name":"Ada"}}}}"#,
        contacts.id().get()
    );
    assert_eq!(turned_away(&mut talk.app, &late), Gate::NotOurs);
}

#[test]
fn what_was_not_posted_yet_is_cancelled_without_a_word() {
    let mut session = app::<OtterPhone>();
    let watch = session.peer().stream(order::Watch::new(1)).unwrap();
    session.peer().cancel(&watch).unwrap();
    assert_eq!(posts(&mut session), [""; 0]);
    assert_eq!(
        taken(&mut session, &watch),
        [StreamEvent::End(StreamEnd::Cancelled)]
    );
    // Nothing is declared to cancel this one: the page stops listening.
    let calls = session.peer().stream(ask::Calls::new()).unwrap();
    assert_eq!(posts(&mut session).len(), 1);
    session.peer().cancel(&calls).unwrap();
    assert_eq!(posts(&mut session), [""; 0]);
    assert_eq!(
        taken(&mut session, &calls),
        [StreamEvent::End(StreamEnd::Cancelled)]
    );
}

#[test]
fn a_new_document_ends_all_streams_and_takes_none_over() {
    let mut talk = Talk::new();
    let (watch, contacts) = (
        talk.open(order::Watch::new(1)),
        talk.open(ask::Contacts::new("A")),
    );
    let asked = talk.phone.contacts[0];
    talk.vendor
        .peer()
        .send(notice::Level::new("1", -3))
        .unwrap();
    talk.run();
    talk.app.reload();
    talk.vendor.reload();
    let reloaded = || StreamEnd::Failed(RequestError::Reloaded);
    assert_eq!(
        talk.taken(&watch),
        [level("1", -3), StreamEvent::End(reloaded())]
    );
    assert_eq!(
        talk.taken(&contacts),
        [StreamEvent::End(StreamEnd::Failed(RequestError::Reloaded))]
    );
    let late = talk
        .vendor
        .peer()
        .put_item::<ask::Contacts>(asked, &Ok(Contact::new("Ada")));
    assert_eq!(late, Err(SendError::NoSuchRequest));
    let again = talk.open(order::Watch::new(1));
    let late = r#"{"type":"level","watch":"1","db":-4}"#;
    assert_eq!(hear(&mut talk.app, late, 1), ReplyNote::Unsolicited);
    assert_eq!(talk.taken(&again), []);
}

#[test]
fn only_the_first_answer_has_a_deadline() {
    let mut session = app::<OtterPhone>();
    let (late, early) = (order::Watch::new(1), order::Watch::new(2));
    let late = session.peer().stream(late).unwrap();
    let early = session.peer().stream(early).unwrap();
    let calls = session.peer().stream(ask::Calls::new()).unwrap();
    let json = r#"{"type":"level","watch":"2","db":-4}"#;
    assert_eq!(hear(&mut session, json, 29_000), ReplyNote::Settled);
    assert_eq!(session.next_deadline(), Some(Millis(30_000)));
    session.tick(Millis(10_000_000));
    let missed = StreamEvent::End(StreamEnd::Failed(RequestError::Deadline));
    assert_eq!(taken(&mut session, &late), [missed]);
    assert_eq!(taken(&mut session, &early), [level("2", -4)]);
    assert_eq!(taken(&mut session, &calls), []);
    assert_eq!(session.next_deadline(), None);
}

#[test]
fn an_item_that_drifted_ends_nothing() {
    let mut session = app::<OtterPhone>();
    let watch = session.peer().stream(order::Watch::new(1)).unwrap();
    let calls = session.peer().stream(ask::Calls::new()).unwrap();
    for json in [
        r#"{"type":"level","watch":"1","db":"loud"}"#,
        r#"{"id":"2","item":"seven"}"#,
        r#"{"type":"allFound","id":"1"}"#,
    ] {
        let _ = session.receive(from_phone(json), Millis(1));
    }
    hear(&mut session, r#"{"type":"level","watch":"1","db":-4}"#, 1);
    let events = taken(&mut session, &watch);
    assert!(
        matches!(
            events[..],
            [
                StreamEvent::Drifted(_),
                StreamEvent::Drifted(_),
                StreamEvent::Item(_)
            ]
        ),
        "{events:?}"
    );
    let received = session.receive(from_phone(r#"{"id":"2","item":7}"#), Millis(1));
    assert!(matches!(received, Received::Message(Notice::Settled(_), _)));
    let events = taken(&mut session, &calls);
    assert!(
        matches!(events[..], [StreamEvent::Drifted(_), StreamEvent::Item(7)]),
        "{events:?}"
    );
}

#[test]
fn a_stream_that_nobody_takes_is_kept_within_its_limit() {
    let limits = Limits::default().with_stream_items(2);
    let mut session = app::<OtterPhone>().with_limits(limits);
    let watch = session.peer().stream(order::Watch::new(1)).unwrap();
    for db in 1..=5 {
        hear(
            &mut session,
            &format!(r#"{{"type":"level","watch":"1","db":{db}}}"#),
            1,
        );
    }
    assert_eq!(
        taken(&mut session, &watch),
        [StreamEvent::Skipped(3), level("1", 4), level("1", 5)]
    );
    // Nor does one that was given up take the place of another.
    drop(watch);
    session.tick(Millis(2));
    assert_eq!(session.peer().waiting(), 0);
    let late = r#"{"type":"level","watch":"1","db":6}"#;
    assert_eq!(hear(&mut session, late, 2), ReplyNote::Unsolicited);
}

#[test]
fn a_tool_that_watches_follows_streams() {
    let mut watched = tools::watch(app::<OtterPhone>());
    let said = |json| Input::Post(from_page(json));
    let watch = r#"{"type":"watch","watch":"w","line":1}"#;
    assert!(matches!(
        watched.observe(&said(watch), Millis(0)).verdict,
        Verdict::Accepted
    ));
    let level = r#"{"type":"level","watch":"w","db":-4}"#;
    for now in [1, 20_000, 40_000] {
        let report = watched.receive(&Input::Post(from_phone(level)), Millis(now));
        let reply = report.order.map(|order| order.reply());
        assert_eq!(reply, Some(ReplyNote::Settled));
    }
    let stop = r#"{"type":"stop","watch":"w"}"#;
    let _ = watched.observe(&said(stop), Millis(40_001));
    let report = watched.receive(&Input::Post(from_phone(level)), Millis(40_002));
    assert_eq!(
        report.order.map(|order| order.reply()),
        Some(ReplyNote::Unsolicited)
    );
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for part in all {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn every_output_tells_of_streams() {
    let otter = OtterPhone::description();
    let many = "Any number of answers come, until `over` ends it. `stop` cancels it.";
    says(
        &markdown(otter),
        &[many, "Its first answer is waited for 30000 ms."],
    );
    says(&typescript(otter), &[many, "Any number of answers come."]);
    says(&asyncapi(otter), &["until `over` ends it"]);
}

#[test]
fn drift_takes_every_answer_of_a_stream_for_one() {
    let lines = [
        (ToVendor, r#"{"ask":"contacts","id":"1","prefix":"A"}"#),
        (FromVendor, r#"{"id":"1","item":{"name":"Ada"}}"#),
        (FromVendor, r#"{"id":"1","item":{"name":7}}"#),
    ];
    let lines = lines
        .iter()
        .enumerate()
        .map(|(index, (direction, json))| Line {
            number: index + 1,
            direction: *direction,
            what: What::Message(json),
        });
    let drift = drift::compare(OtterPhone::description(), lines, []);
    let found = drift
        .findings
        .iter()
        .filter(|finding| !finding.kind.is_absence());
    let paths: Vec<_> = found.map(|finding| finding.path.as_str()).collect();
    assert_eq!(paths, ["item.name"]);
}
