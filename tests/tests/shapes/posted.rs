//! What a page posts as a `Date` or a `Map`: the ways there, which an edge follows.

use cti_export::{json_schema, markdown, typescript};
use cti_runtime::describe::{Posted, Scalar};
use cti_runtime::table::{Conversion, Step};
use cti_runtime::types::{DateTime, Map};
use cti_runtime::{App, Millis, Protocol, Received, Session, Vendor};

use crate::sides::{app, from_page, vendor};

#[path = "acme_dates.rs"]
#[allow(missing_docs, reason = "a declaration of tests")]
mod declared;

use declared::acme_dates::{AcmeDates, End, State, event, notice, question};

type Page = Session<AcmeDates, App>;
type Phone = Session<AcmeDates, Vendor>;

const TIME: &str = "2026-01-31T09:30:00Z";

/// The ways, in words, in the order in which they are gone.
fn ways(conversions: &[Conversion]) -> Vec<String> {
    let step = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Items => "[]".to_owned(),
        Step::Values => ".*".to_owned(),
        Step::If(key, Scalar::Text(text)) => format!("?{key}={text}"),
        Step::If(key, Scalar::Bool(is)) => format!("?{key}={is}"),
        other @ Step::If(..) => panic!("{other:?}"),
    };
    let way = |of: &Conversion| {
        let path: String = of.path.iter().map(step).collect();
        [of.to.name(), " ", &path].concat()
    };
    conversions.iter().map(way).collect()
}

fn posted_by_phone(phone: &mut Phone) -> Vec<String> {
    ways(Phone::conversions(&phone.poll_post().unwrap()))
}

fn posted_by_page(page: &mut Page) -> Vec<String> {
    ways(Page::conversions(&page.poll_post().unwrap()))
}

#[test]
fn what_is_inside_of_a_map_comes_before_it() {
    let mut phone = vendor::<AcmeDates>();
    let mut call = event::Call::new(TIME, Map::new(), Vec::new(), DateTime::from(TIME));
    call.end = Some(End::Missed { ended: TIME.into() });
    phone.peer().send(call).unwrap();
    assert_eq!(
        posted_by_phone(&mut phone),
        [
            "Date .data.states[].times[]",
            "Date .data.attributes.*.set",
            "Date .data?why=missed.ended",
            "Date .data.at",
            "Date .data.until",
            "Map .data.attributes",
            "Date .sent[]",
        ]
    );
}

#[test]
fn a_value_that_is_the_whole_content_is_one() {
    let mut phone = vendor::<AcmeDates>();
    phone.peer().send(event::Tags::new(Map::new())).unwrap();
    assert_eq!(posted_by_phone(&mut phone), ["Map .data"]);
}

#[test]
fn an_envelope_is_the_last_one() {
    let mut page = app::<AcmeDates>();
    page.peer().send(notice::Remind::new(TIME, TIME)).unwrap();
    assert_eq!(posted_by_page(&mut page), ["Date .data.at", "Map "]);
}

#[test]
fn requests_and_their_answers_have_their_own() {
    let (mut page, mut phone) = (app::<AcmeDates>(), vendor::<AcmeDates>());
    page.peer().request(question::Last::new(TIME)).unwrap();
    let post = page.poll_post().unwrap();
    assert_eq!(ways(Page::conversions(&post)), ["Date .before"]);

    let received = phone.receive(from_page(post.data.json()), Millis(0));
    let Received::Message(_, order) = received else {
        panic!("{received:?}");
    };
    let last = State::new("open", vec![TIME.into()]);
    let call = order.request().unwrap();
    phone
        .peer()
        .answer::<question::Last>(call, &Ok(last))
        .unwrap();
    assert_eq!(
        posted_by_phone(&mut phone),
        ["Date ?good=true.found.times[]"]
    );
}

#[test]
fn what_waited_for_its_turn_still_has_them() {
    let mut page = app::<AcmeDates>();
    for _ in 0..2 {
        page.peer().request(question::Last::new(TIME)).unwrap();
        page.peer().send(notice::Remind::new(TIME, TIME)).unwrap();
    }
    let all: Vec<Vec<String>> = (0..4).map(|_| posted_by_page(&mut page)).collect();
    let (asked, told) = (["Date .before"], ["Date .data.at", "Map "]);
    assert_eq!(all, [&asked[..], &told, &asked, &told]);
}

/// Json that is posted stays what it is: that of a wire in memory, of a relay, of a test.
#[test]
fn the_payload_is_json() {
    let mut page = app::<AcmeDates>();
    page.peer().send(notice::Remind::new(TIME, TIME)).unwrap();
    assert_eq!(
        page.poll_post().unwrap().data.json(),
        r#"{"action":"remind","data":{"at":"2026-01-31T09:30:00Z","made":"2026-01-31T09:30:00Z"}}"#
    );
}

/// Of text, and of a protocol that has no such fields, an edge needs none of it.
#[test]
fn a_protocol_says_whether_it_has_any() {
    const { assert!(Page::CONVERTS && Phone::CONVERTS) }
    const { assert!(!Session::<cti_vendors::leaddesk_talk::LeaddeskTalk, Vendor>::CONVERTS) }
}

#[test]
fn the_description_says_it_too() {
    let description = AcmeDates::description();
    let [events, commands, ..] = description.families else {
        panic!("families");
    };
    assert_eq!(
        (events.envelope.posted, commands.envelope.posted),
        (None, Some(Posted::Map))
    );
    let fields = events.messages[0].fields.iter();
    let posted: Vec<_> = fields.map(|field| field.posted.map(Posted::name)).collect();
    let (date, map) = (Some("Date"), Some("Map"));
    assert_eq!(posted, [date, date, map, None, None, date]);
}

#[test]
fn the_exports_tell_them() {
    let description = AcmeDates::description();
    let (text, types) = (markdown(description), typescript(description));
    for (out, lines) in [
        (
            &text,
            &[
                "| | `at` | `date and time` | | In a browser it is posted as a `Date`. |",
                "Posted as an object. In a browser it is posted as a `Map`.",
            ][..],
        ),
        (
            &types,
            &[
                "    at: Date | DateTime;",
                "    until?: Date | DateTime | null;",
                "    attributes: Map<string, Attribute>;",
                "  times: (Date | DateTime)[];",
                "  sent: Date | DateTime | (Date | DateTime)[];",
                "  data?: Map<string, string> | null;",
                "event.data instanceof Map ? Object.fromEntries(event.data) : event.data",
            ],
        ),
        (
            &json_schema(description),
            &["\"description\": \"In a browser it is posted as a `Date`.\""],
        ),
    ] {
        for line in lines {
            assert!(out.contains(line), "{line}\nis not in\n{out}");
        }
    }
}
