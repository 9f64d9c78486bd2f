//! Tags inside of the content: strings, booleans, whole numbers.

use cti_runtime::testing::Cable;
use cti_runtime::{
    Data, Gate, Millis, Origin, OriginPolicy, Peer, Post, Received, Session, Source, Vendor,
};
use cti_tests::tags::anchor_phone::{
    AnchorPhone, Change, CommandHandler, Ending, Event, EventHandler, Outcome, command, event,
};

const PAGE: &str = "https://crm.example";
const PHONE: &str = "https://phone.anchor.example";

/// Reports each call when it is over.
struct Crm;

impl EventHandler for Crm {
    fn over(&mut self, over: event::Over, phone: &mut Peer<AnchorPhone>) {
        let report = command::Report::new().note("bye");
        phone
            .send(match over.ending {
                Ending::Done { .. } => report.outcome(Outcome::done(over.call_id)),
                Ending::Lost => report,
                ending => report.outcome(Outcome::failed(ending)),
            })
            .unwrap();
    }
}

/// Remembers what was reported.
#[derive(Default)]
struct Phone(Vec<Option<Outcome>>);

impl CommandHandler for Phone {
    fn report(&mut self, report: command::Report, _: &mut Peer<AnchorPhone, Vendor>) {
        self.0.push(report.outcome);
    }
}

#[test]
fn both_sides_tell_the_second_tag() {
    let app = Session::new(OriginPolicy::declared::<AnchorPhone>(), Source(1));
    let mut app = app.targeting(PHONE).unwrap();
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let mut vendor = Session::<AnchorPhone, Vendor>::serve(pages, Source(1));
    let mut cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());
    let mut phone = Phone::default();
    let moved = event::Call::new(7, Change::moved("+2"));
    vendor.peer().send(moved).unwrap();
    for ending in [Ending::done(61), Ending::Busy, Ending::Lost] {
        vendor.peer().send(event::Over::new(7, ending)).unwrap();
    }
    let refused = cable.run((&mut app, &mut Crm), (&mut vendor, &mut phone));
    assert_eq!(refused, [""; 0]);
    assert_eq!(
        cable.log,
        [
            r#"← {"type":"call","data":{"callId":7,"event":"moved","to":"+2"}}"#,
            r#"← {"type":"over","data":{"callId":7,"code":200,"seconds":61}}"#,
            r#"← {"type":"over","data":{"callId":7,"code":486}}"#,
            r#"← {"type":"over","data":{"callId":7,"code":-1}}"#,
            r#"→ {"type":"report","data":{"success":true,"callId":7,"note":"bye"}}"#,
            r#"→ {"type":"report","data":{"success":false,"reason":{"code":486},"note":"bye"}}"#,
            r#"→ {"type":"report","data":{"note":"bye"}}"#,
        ]
    );
    let reported = [
        Some(Outcome::done(7)),
        Some(Outcome::failed(Ending::Busy)),
        None,
    ];
    assert_eq!(phone.0, reported);
}

fn hear(json: &str) -> Received<Event> {
    let mut app = Session::<AnchorPhone>::new(OriginPolicy::declared::<AnchorPhone>(), Source(1));
    app.receive(Post::new(Source(1), PHONE, Data::Object(json)), Millis(0))
}

#[test]
fn a_tag_may_stand_anywhere_in_its_object() {
    let expected = event::Over::new(7, Ending::done(61));
    for json in [
        r#"{"type":"over","data":{"code":200,"seconds":61,"callId":7}}"#,
        r#"{"type":"over","data":{"seconds":61,"callId":7,"code":200}}"#,
        r#"{"data":{"callId":7,"seconds":61,"x":[{"code":486}],"code":0},"type":"over"}"#,
    ] {
        let Received::Message(Event::Over(over), _) = hear(json) else {
            panic!("{json}");
        };
        assert_eq!(over, expected, "{json}");
    }
}

#[test]
fn other_tags_are_drifts_and_two_are_malformed() {
    for content in [
        r#"{"callId":7,"code":404}"#,
        r#"{"callId":7,"code":"200","seconds":61}"#,
        r#"{"callId":7,"code":200.0,"seconds":61}"#,
        r#"{"callId":7,"code":486.5}"#,
        r#"{"callId":7,"code":36893488147419103718}"#,
        r#"{"callId":7,"code":null}"#,
        r#"{"callId":7,"code":true}"#,
        r#"{"callId":7,"code":200}"#,
        r#"{"callId":7}"#,
    ] {
        let heard = hear(&format!(r#"{{"type":"over","data":{content}}}"#));
        assert!(
            matches!(heard, Received::Drifted(_)),
            "{content}: {heard:?}"
        );
    }
    for content in [
        r#"{"success":"true","callId":7}"#,
        r#"{"success":1,"callId":7}"#,
        r#"{"success":null}"#,
        r#"{"success":false,"reason":{"code":1}}"#,
        r#"{"callId":7}"#,
        "null",
    ] {
        let heard = hear(&format!(r#"{{"type":"dialled","data":{content}}}"#));
        assert!(
            matches!(heard, Received::Drifted(_)),
            "{content}: {heard:?}"
        );
    }
    let twice = hear(r#"{"type":"over","data":{"callId":7,"code":486,"code":-1}}"#);
    assert!(matches!(twice, Received::Refused(refusal) if refusal.gate() == Gate::Malformed));
}
