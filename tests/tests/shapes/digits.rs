//! Numbers that a codec of strings is given: every digit of them, or none.

use cti_runtime::types::Id;
use cti_runtime::{Millis, Received, SendError};

use crate::sides::{app, from_phone, posts};

/// A phone that posts objects and takes lines.
#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod line_phone {
    #[event]
    pub enum Event {
        Ringing { call: Id, data: Option<Json> },
    }

    #[command(envelope(codec = Line))]
    pub enum Command {
        #[sample("answer 7")]
        Answer {
            call: Id,
            rate: Option<f64>,
            data: Option<Json>,
        },
    }

    /// A verb, and behind it what it is about.
    pub struct Line;

    impl cti_runtime::describe::TextCodec for Line {
        fn read(&self, text: &str) -> Option<Map<Json>> {
            let (verb, call) = text.split_once(' ')?;
            let call = call.parse().ok()?;
            Some([("type".into(), verb.into()), ("call".into(), call)].into())
        }

        fn write(&self, message: &Map<Json>) -> Option<String> {
            let verb = message.get("type")?.as_str()?;
            let rest = message.iter().filter(|(key, _)| *key != "type");
            Some(rest.fold(verb.to_owned(), |line, (_, value)| {
                format!("{line} {value}")
            }))
        }
    }

    use cti_runtime::types::{Json, Map};
}

use line_phone::{Event, LinePhone, command, event};

/// The id of a call, as the phone posts it.
fn ringing(call: &str) -> (Id, Option<serde_json::Value>) {
    let mut session = app::<LinePhone>();
    let json = format!(r#"{{"type":"ringing","call":{call},"data":[{{"of":{call}}}]}}"#);
    match session.receive(from_phone(&json), Millis(0)) {
        Received::Message(Event::Ringing(event::Ringing { call, data, .. }), _) => (call, data),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_number_is_posted_with_all_of_its_digits_or_not_at_all() {
    let mut session = app::<LinePhone>();
    for exact in [
        "0",
        "7",
        "9007199254740993",
        "18446744073709551615",
        "-9223372036854775808",
    ] {
        let (call, data) = ringing(exact);
        session.peer().send(command::Answer::new(call)).unwrap();
        assert_eq!(posts(&mut session), [format!("answer {exact}")]);
        let data = command::Answer::new("c-1").data(data.unwrap());
        session.peer().send(data).unwrap();
        assert_eq!(
            posts(&mut session),
            [format!(r#"answer "c-1" [{{"of":{exact}}}]"#)]
        );
    }
    for long in [
        "18446744073709551616",
        "-9223372036854775809",
        "123456789012345678901234567890",
    ] {
        let (call, _) = ringing(long);
        assert_eq!(call.as_str(), long);
        let sent = session.peer().send(command::Answer::new(call.clone()));
        assert_eq!(sent, Err(SendError::Unwritable));
        assert_eq!(posts(&mut session), [""; 0]);
        // As a string it says all of it.
        let text = Id::from(call.into_string());
        session.peer().send(command::Answer::new(text)).unwrap();
        assert_eq!(posts(&mut session), [format!("answer \"{long}\"")]);
    }
    // Numbers that aren't whole are those that they were.
    for rate in [
        0.1,
        1e300,
        5e-324,
        4.35,
        0.1 + 0.2,
        8.41,
        1e22,
        core::f64::consts::PI,
    ] {
        let message = command::Answer::new("c").rate(rate);
        session.peer().send(message).unwrap();
        let [line] = &posts(&mut session)[..] else {
            panic!("one line");
        };
        let spelled = line.rsplit(' ').next().unwrap();
        assert_eq!(
            spelled.parse::<f64>().unwrap().to_bits(),
            rate.to_bits(),
            "{line}"
        );
    }
}
