//! Envelopes in other objects, and tags with data behind them.

use cti_runtime::session::Return;
use cti_runtime::{Gate, Millis, Peer, Received, RequestError, Turn, Vendor};
use cti_tests::nested::lantern::{
    self, AskHandler, CallEvent, CallEventHandler, Command, ContactEvent, ContactEventHandler,
    Dialled, Event, Lantern, TellHandler, ask, call_event, contact_event, tell,
};

use crate::wire::{Conversation, PAGE, app, gate, message, object, vendor};

const PHONE: &str = "https://phone.lantern.example";

/// Takes each call, and writes down what it hears.
#[derive(Default)]
struct Crm(Vec<String>);

impl CallEventHandler for Crm {
    fn ring(&mut self, call: call_event::Ring, phone: &mut Peer<Lantern>) {
        self.0.push(format!("rings: {}", call.from.digits()));
        let accept = tell::Accept::new(call.call_id, true).id("7");
        phone.send(accept).unwrap();
    }

    fn bye(&mut self, bye: call_event::Bye, _: &mut Peer<Lantern>) {
        self.0.push(format!("bye: {:?}", bye.more));
    }
}

impl ContactEventHandler for Crm {
    fn accepted(&mut self, contact: contact_event::Accepted, _: &mut Peer<Lantern>) {
        self.0
            .push(format!("{} has {}", contact.agent, contact.call_id));
    }
}

#[derive(Default)]
struct Phone(Vec<String>);

impl TellHandler for Phone {
    fn accept(&mut self, accept: tell::Accept, page: &mut Peer<Lantern, Vendor>) {
        self.0.push(format!("{:?} {}", accept.id, accept.urgent));
        let accepted = contact_event::Accepted::new(accept.call_id, "Ada");
        page.send(accepted).unwrap();
    }
}

impl AskHandler for Phone {
    fn dial(&mut self, dial: ask::Dial, _: &mut Peer<Lantern, Vendor>) -> Return<Dialled, String> {
        if dial.session == 7 {
            Ok(Dialled::new("c-2")).into()
        } else {
            Err("no such session".to_owned()).into()
        }
    }
}

#[test]
fn a_conversation_goes_through_the_inner_objects() {
    let mut lantern = Conversation::<Lantern, _, _>::new(PHONE, Crm::default(), Phone::default());
    let peer = lantern.vendor.peer();
    peer.send(call_event::Ring::new("c-1", "+12025550123").at(9_u64))
        .unwrap();
    let mut posted = lantern.posted();
    let more = [
        ("type".to_owned(), "x".to_owned()),
        ("why".to_owned(), "-".to_owned()),
    ];
    let bye =
        call_event::Bye::new("c-1").more(more.into_iter().collect::<cti_runtime::types::Map<_>>());
    lantern.vendor.peer().send(bye).unwrap();
    posted.extend(lantern.posted());
    assert_eq!(
        lantern.crm.0,
        ["rings: 12025550123", "Ada has c-1", r#"bye: {"why": "-"}"#]
    );
    assert_eq!(lantern.phone.0, [r#"Some("7") true"#]);
    assert_eq!(
        posted,
        [
            r#"← {"v":2,"type":"call-event","payload":{"meta":{"source":"voice","at":9},"type":"ring","callId":"c-1","from":"+12025550123"}}"#,
            r#"→ {"v":2,"payload":{"command":"accept","args":{"callId":"c-1"},"urgent":true},"id":"7"}"#,
            r#"← {"v":2,"type":"contact::accepted::c-1","agent":"Ada"}"#,
            r#"← {"v":2,"type":"call-event","payload":{"meta":{"source":"voice"},"type":"bye","callId":"c-1","why":"-"}}"#,
        ]
    );
    assert_eq!(lantern.app.view().calls::<lantern::Call>().count(), 0);
}

#[test]
fn requests_and_answers_stand_in_inner_objects() {
    let mut lantern = Conversation::<Lantern, _, _>::new(PHONE, Crm::default(), Phone::default());
    let dialled = lantern
        .app
        .peer()
        .request(ask::Dial::new(7, "+1202"))
        .unwrap();
    let refused = lantern
        .app
        .peer()
        .request(ask::Dial::new(8, "+1202"))
        .unwrap();
    assert_eq!(
        lantern.posted(),
        [
            r#"→ {"v":2,"type":"request","data":{"method":"dial","requestId":"1","params":{"to":"+1202"},"session":7}}"#,
            r#"→ {"v":2,"type":"request","data":{"method":"dial","requestId":"2","params":{"to":"+1202"},"session":8}}"#,
            r#"← {"type":"answer","data":{"requestId":"1","result":{"callId":"c-2"}}}"#,
            r#"← {"type":"answer","data":{"requestId":"2","error":{"text":"no such session"}}}"#,
        ]
    );
    let peer = lantern.app.peer();
    assert_eq!(peer.outcome(&dialled), Some(Ok(Dialled::new("c-2"))));
    let why = RequestError::Refused("no such session".to_owned());
    assert_eq!(peer.outcome(&refused), Some(Err(why)));
}

fn hear(json: &str) -> Received<Event> {
    app::<Lantern>().receive(object(PHONE, json), Millis(0))
}

/// In which form a text is received.
fn shown(json: &str) -> String {
    match hear(json) {
        Received::Message(Event::CallEvent(message), _) => format!("call {message:?}"),
        Received::Message(Event::ContactEvent(message), _) => format!("contact {message:?}"),
        Received::Message(Event::Settled(_), _) => "settled".to_owned(),
        Received::Drifted(drifted) => {
            format!("drifted {} at {}", drifted.name(), drifted.location())
        }
        Received::Refused(refusal) => refusal.gate().name().to_owned(),
    }
}

#[test]
fn parts_stand_in_any_order() {
    let expected = r#"call Ring {"callId":"c","from":"•••","payload.meta.at":3}"#;
    for json in [
        r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice","at":3},"type":"ring","callId":"c","from":"+1"}}"#,
        r#"{"payload":{"from":"+1","callId":"c","type":"ring","meta":{"at":3,"source":"voice"}},"type":"call-event","v":2}"#,
        r#" { "payload" : { "from" : "+1" , "x" : [ { } ] , "callId" : "c" , "type" : "r\u0069ng" , "meta" : { "at" : 3 , "source" : "voice" } } , "\u0074ype" : "call-event" , "v" : 2 , "y" : null } "#,
    ] {
        assert_eq!(shown(json), expected, "{json}");
    }
}

#[test]
fn what_is_not_in_its_object_is_not_ours_or_drifts() {
    for (json, expected) in [
        // The inner tag is no string, or its object no object: the outer one may still be known.
        (
            r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice"},"type":7}}"#,
            r#"contact Unknown "•••" of v 2 {"v":•,"type":"•••","payload":{"meta":{"source":"•••"},"type":•}}"#,
        ),
        (
            r#"{"v":2,"type":"call-event","payload":[{"type":"ring"}]}"#,
            r#"contact Unknown "•••" of v 2 {"v":•,"type":"•••","payload":[{"type":"•••"}]}"#,
        ),
        (
            r#"{"v":2,"payload":{"meta":{"source":"voice"},"type":"ring"}}"#,
            "not ours",
        ),
        (
            r#"{"v":1,"type":"call-event","payload":{"meta":{"source":"voice"},"type":"ring"}}"#,
            "not ours",
        ),
        (
            r#"{"v":2,"payload.type":"ring","payload.meta.source":"voice","type":"call-event"}"#,
            "malformed",
        ),
        (r#"[{"v":2,"type":"call-event"}]"#, "not ours"),
        // A field is missing, or of another type, at its place in what was posted.
        (
            r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice"},"type":"ring","from":"+1"}}"#,
            "drifted ring at line 1, column 38, at payload",
        ),
        (
            "{\"v\":2,\"type\":\"call-event\",\n\"payload\":{\"meta\":{\"source\":\"voice\",\"at\":\"x\"},\"type\":\"ring\",\"callId\":\"c\",\"from\":\"+1\"}}",
            "drifted ring at line 2, column 42, at payload.meta.at",
        ),
        (
            r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice"},"type":"ring","callId":{},"from":"+1"}}"#,
            "drifted ring at line 1, column 88, at payload.callId",
        ),
    ] {
        assert_eq!(shown(json), expected, "{json}");
    }
}

#[test]
fn what_stands_twice_at_any_depth_is_refused() {
    let whole = r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice","at":3},"type":"ring","callId":"c","from":"+1"}}"#;
    assert_eq!(app_gate(whole), None);
    for (what, again) in [
        (r#""v":2"#, r#""v":2,"v":2"#),
        (r#""type":"ring""#, r#""type":"ring","type":"bye""#),
        (r#""type":"ring""#, r#""type":"ring","\u0074ype":"ring""#),
        (
            r#""source":"voice""#,
            r#""source":"voice","source":"voice""#,
        ),
        (r#""at":3"#, r#""at":3,"at":3"#),
        (r#""callId":"c""#, r#""callId":"c","callId":"d""#),
        (r#""meta":{"#, r#""meta":{},"meta":{"#),
        (r#""payload":{"#, r#""payload":{"type":"bye"},"payload":{"#),
        (r#""payload":{"#, r#""payload":null,"payload":{"#),
        (r#""payload":{"#, r#""payload.type":"bye","payload":{"#),
    ] {
        let json = whole.replacen(what, again, 1);
        assert_ne!(json, whole);
        assert_eq!(app_gate(&json), Some(Gate::Malformed), "{json}");
    }
}

fn app_gate(json: &str) -> Option<Gate> {
    match hear(json) {
        Received::Refused(refusal) => Some(refusal.gate()),
        _ => None,
    }
}

#[test]
fn depth_is_limited_inside_too() {
    let nested = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!(
            r#"{{"v":2,"type":"call-event","payload":{{"meta":{{"source":"voice","x":{open}{close}}},"type":"bye","callId":"c"}}}}"#
        )
    };
    assert_eq!(app_gate(&nested(61)), None);
    assert_eq!(app_gate(&nested(62)), Some(Gate::Malformed));
    assert_eq!(app_gate(&nested(100_000)), Some(Gate::Malformed));
}

/// What is new.
#[derive(serde::Deserialize)]
struct Parked {
    slot: u8,
}

#[test]
fn a_new_inner_tag_keeps_its_message() {
    let json = r#"{"v":2,"type":"call-event","payload":{"meta":{"source":"voice"},"type":"parked","slot":4}}"#;
    let (received, order) = message(hear(json));
    let Event::CallEvent(CallEvent::Unknown(unknown)) = received else {
        panic!("{received:?}");
    };
    assert_eq!(order.turn(), Turn::InTurn);
    assert_eq!((unknown.name(), unknown.raw()), ("parked", json));
    let outer: Vec<_> = unknown
        .constants()
        .iter()
        .map(|of| (of.key, of.value.to_string()))
        .collect();
    assert!(
        outer.contains(&("type", "\"call-event\"".to_owned())),
        "{outer:?}"
    );
    // The content is the object in which the inner tag stands.
    assert_eq!(unknown.content::<Parked>().unwrap().slot, 4);
    assert_eq!(
        format!("{unknown:?}"),
        r#"Unknown "parked" of v 2 of type "call-event" of payload.meta.source "voice" {"v":•,"type":"•••","payload":{"meta":{"source":"•••"},"type":"•••","slot":•}}"#
    );
    // It is sent on as it came.
    let mut phone = vendor::<Lantern>();
    let _ = phone.receive(
        object(PAGE, r#"{"v":2,"payload":{"command":"hold"}}"#),
        Millis(0),
    );
    phone
        .peer()
        .send(Event::from(CallEvent::Unknown(unknown)))
        .unwrap();
    assert_eq!(phone.poll_post().unwrap().data.json(), json);
}

#[test]
fn what_is_behind_a_prefix_is_a_field() {
    for (tag, expected) in [
        (
            "contact::accepted::c-1",
            r#"contact Accepted {"type…":"c-1","agent":"•••"}"#,
        ),
        // Of two prefixes the longer one counts, and a whole tag before both.
        (
            "contact::ended::c-1",
            r#"contact Other {"type…":"ended::c-1"}"#,
        ),
        ("contact::", r#"contact Other {"type…":""}"#),
        (
            r"contact::a\u0063cepted::\u00e4\n",
            r#"contact Accepted {"type…":"ä\n","agent":"•••"}"#,
        ),
        ("ready", "contact Ready"),
    ] {
        let json = format!(r#"{{"v":2,"agent":"Ada","type":"{tag}"}}"#);
        assert_eq!(shown(&json), expected, "{json}");
    }
    // Nothing is taken for the two parts of a tag but the tag.
    let parts = r#"{"v":2,"…type":"contact::accepted::","type…":"c-1","agent":"Ada"}"#;
    assert_eq!(shown(parts), "malformed");
    let again = r#"{"v":2,"type":"contact::accepted::c-1","type…":"c-2","agent":"Ada"}"#;
    assert_eq!(shown(again), "malformed");
    let sent = Event::from(contact_event::Accepted::new("a\"b", "Ada"));
    assert_eq!(
        cti_runtime::message::encode(&sent),
        r#"{"v":2,"type":"contact::accepted::a\"b","agent":"Ada"}"#
    );
}

#[test]
fn a_tag_that_may_hold_data_is_masked_when_it_is_unknown() {
    let (received, _) = message(hear(r#"{"v":2,"type":"agent::ada"}"#));
    let Event::ContactEvent(ContactEvent::Unknown(unknown)) = &received else {
        panic!("{received:?}");
    };
    assert_eq!(unknown.name(), "agent::ada");
    assert!(!format!("{received:?}").contains("ada"), "{received:?}");
}

#[test]
fn what_is_posted_is_what_is_encoded() {
    let mut app = app::<Lantern>().targeting(PHONE).unwrap();
    let note = tell::Note::new(cti_runtime::types::Map::new());
    for command in [Command::from(note), tell::Hold::new().into()] {
        let encoded = cti_runtime::message::encode(&command);
        app.peer().send_anyway(command).unwrap();
        assert_eq!(app.poll_post().unwrap().data.json(), encoded);
    }
    let asked = app.peer().request(ask::Dial::new(7, "+1")).unwrap();
    let _ = app.poll_post();
    // An answer that repeats one of its objects settles nothing.
    let twice = r#"{"type":"answer","data":{"requestId":"1"},"data":{"requestId":"1","result":{"callId":"c"}}}"#;
    gate(app.receive(object(PHONE, twice), Millis(1)));
    assert_eq!(app.peer().outcome(&asked), None);
    let drifted = r#"{"type":"answer","data":{"requestId":"1","result":{"callId":[]}}}"#;
    let Received::Drifted(drifted) = app.receive(object(PHONE, drifted), Millis(1)) else {
        panic!();
    };
    assert_eq!(drifted.location().path, "data.result.callId");
}
