//! Ids that are numbers or strings, lists without brackets, numbers in quotes, times as numbers.

use cti_runtime::testing::Cable;
use cti_runtime::types::{EpochMillis, EpochSeconds, Id, OneOrMany, PhoneNumber, Text};
use cti_runtime::{
    Data, Millis, Origin, OriginPolicy, Peer, Post, Received, SendError, Session, Source, Turn,
    Vendor,
};
use cti_tests::scalars::harbour_phone::{
    CommandHandler, Event, EventHandler, HarbourPhone, command, event,
};

const PAGE: &str = "https://crm.example";
const PHONE: &str = "https://phone.harbour.example";

/// Answers each call by the id that it came with.
#[derive(Default)]
struct Crm {
    log: Vec<String>,
}

impl EventHandler for Crm {
    fn ringing(&mut self, call: event::Ringing, phone: &mut Peer<HarbourPhone>) {
        let at = call.at.timestamp().unwrap();
        self.log.push(format!(
            "{} rings at {at}, {} lines",
            call.call_id,
            call.from.len()
        ));
        if *call.vip {
            phone.send(command::Answer::new(call.call_id)).unwrap();
        }
    }

    fn over(&mut self, call: event::Over, _: &mut Peer<HarbourPhone>) {
        let seconds = *call.seconds + 1;
        self.log.push(format!("{} took {seconds}", call.call_id));
    }
}

/// Ends a call as soon as it is answered, and writes its id in the other way.
#[derive(Default)]
struct Phone {
    account: u64,
}

impl CommandHandler for Phone {
    fn answer(&mut self, answer: command::Answer, page: &mut Peer<HarbourPhone, Vendor>) {
        let id = answer.call_id;
        let other = match id.as_str().parse::<u64>() {
            Ok(number) if !id.is_number() => Id::from(number),
            _ => Id::from(id.into_string()),
        };
        let over = event::Over::new(other, Text(61)).until(EpochSeconds::new(1_769_851_861));
        page.send(over).unwrap();
    }

    fn log_in(&mut self, log_in: command::LogIn, _: &mut Peer<HarbourPhone, Vendor>) {
        self.account = *log_in.account;
    }
}

fn sides() -> (Session<HarbourPhone>, Session<HarbourPhone, Vendor>, Cable) {
    let app = Session::new(OriginPolicy::declared::<HarbourPhone>(), Source(1));
    let pages = OriginPolicy::pages([Origin::parse(PAGE).unwrap()]).unwrap();
    let cable = Cable::new(Origin::parse(PAGE).unwrap(), Origin::parse(PHONE).unwrap());
    (
        app.targeting(PHONE).unwrap(),
        Session::serve(pages, Source(1)),
        cable,
    )
}

fn hear(session: &mut Session<HarbourPhone>, json: &str) -> Received<Event> {
    session.receive(Post::new(Source(1), PHONE, Data::Object(json)), Millis(0))
}

#[test]
fn a_call_keeps_its_id_however_it_is_written() {
    let (mut app, mut vendor, mut cable) = sides();
    let (mut crm, mut phone) = (Crm::default(), Phone::default());
    app.peer()
        .send(command::LogIn::new(9_007_199_254_740_993, Text(0.5)))
        .unwrap();
    for id in [Id::from(7), Id::from("8")] {
        let at = EpochMillis::new(1_769_851_800_250);
        let ringing = event::Ringing::new(id, PhoneNumber::from(12_025_550_123), at, true);
        vendor.peer().send(ringing).unwrap();
    }
    let refused = cable.run((&mut app, &mut crm), (&mut vendor, &mut phone));
    assert_eq!(refused, [""; 0]);
    assert_eq!(
        cable.log,
        [
            r#"→ {"type":"logIn","account":"9007199254740993","rates":"0.5","tags":[]}"#,
            r#"← {"type":"ringing","callId":7,"from":12025550123,"at":1769851800250,"vip":"true"}"#,
            r#"← {"type":"ringing","callId":"8","from":12025550123,"at":1769851800250,"vip":"true"}"#,
            r#"→ {"type":"answer","callId":7}"#,
            r#"→ {"type":"answer","callId":"8"}"#,
            r#"← {"type":"over","callId":"7","seconds":"61","until":1769851861}"#,
            r#"← {"type":"over","callId":8,"seconds":"61","until":1769851861}"#,
        ]
    );
    assert_eq!(phone.account, 9_007_199_254_740_993);
    assert_eq!(crm.log[2..], ["7 took 62", "8 took 62"]);
    // Both ways of writing an id were one call: it is over, and can't be answered again.
    for id in [Id::from("7"), Id::from(8)] {
        let again = app.peer().send(command::Answer::new(id));
        assert!(matches!(again, Err(SendError::OutOfTurn(_))), "{again:?}");
    }
}

#[test]
fn a_call_that_came_with_a_number_is_answered_by_a_string() {
    let mut app = sides().0;
    let ringing = r#"{"type":"ringing","callId":9,"from":"1","at":5,"vip":false}"#;
    assert!(matches!(hear(&mut app, ringing), Received::Message(..)));
    app.peer().send(command::Answer::new("9")).unwrap();
    let over = r#"{"type":"over","callId":"9","seconds":1}"#;
    assert!(
        matches!(hear(&mut app, over), Received::Message(_, order) if order.turn() == Turn::InTurn)
    );
    assert!(app.peer().send(command::Answer::new("9")).is_err());
}

#[test]
fn the_same_is_read_from_either_spelling() {
    let mut app = sides().0;
    let mut read = |json: &str| match hear(&mut app, json) {
        Received::Message(Event::Ringing(ringing), _) => ringing,
        other => panic!("{other:?}"),
    };
    let plain = read(r#"{"type":"ringing","callId":7,"from":"+1 202","at":5,"vip":true}"#);
    let quoted = read(r#"{"type":"ringing","callId":"7","from":["1202"],"at":5,"vip":"true"}"#);
    assert_eq!(plain, quoted);
    assert_eq!(plain.from, OneOrMany::from(PhoneNumber::from(1202)));
    assert!(
        format!("{plain:?}").contains(r#""from":"•••""#),
        "{plain:?}"
    );
}

#[test]
fn hostile_values_are_drifts() {
    let (mut app, ..) = sides();
    let whole = |id: &str, from: &str, at: &str, vip: &str| {
        format!(r#"{{"type":"ringing","callId":{id},"from":{from},"at":{at},"vip":{vip}}}"#)
    };
    let taken = whole("7", "\"1\"", "1", "true");
    assert!(matches!(hear(&mut app, &taken), Received::Message(..)));
    let texts = ["7.0", "1e3", "-0", "null", "true", "[7]", r#"{"id":7}"#];
    let ids = texts.map(|id| whole(id, "\"1\"", "1", "true"));
    let from = ["[[1]]", "null", "[null]", "{}", "-1"].map(|of| whole("7", of, "1", "true"));
    let at = ["1.5", "\"1\"", "9223372036854775808", "null"].map(|at| whole("7", "1", at, "true"));
    let vip = [
        "1",
        "\"TRUE\"",
        "\" true\"",
        "\"\"",
        "\"\\\"true\\\"\"",
        "null",
        "[]",
    ];
    let vip = vip.map(|vip| whole("7", "1", "1", vip));
    for json in [&ids[..], &from, &at, &vip].concat() {
        let heard = hear(&mut app, &json);
        assert!(matches!(heard, Received::Drifted(_)), "{json}: {heard:?}");
    }
}
