//! What a session makes of a text, against what the slow reader makes of it.

use cti_runtime::Gate;
use cti_runtime::describe::FamilyKind;

use crate::families::{self, bare};
use crate::json::Json;
use crate::paths;
use crate::reading::{Reader, Reading};
use crate::subject::{Outcome, Subject};

/// The nesting that a session takes unless told otherwise.
const NESTING: usize = 64;

/// Fails unless a session and the slow reader agree on a text; says what it was taken for.
///
/// # Panics
/// If they disagree.
#[track_caller]
pub fn agree(subject: &Subject, name: &str, text: &str) -> &'static str {
    let outcome = (subject.read)(name, text);
    let encoding = &subject.family.envelope.encoding;
    let Some(message) = families::decoded(encoding, text) else {
        match &outcome {
            // What isn't JSON, or what its codec can't be given.
            Outcome::Refused(refusal) => {
                assert!(
                    matches!(refusal.gate(), Gate::NotOurs | Gate::Malformed),
                    "{text}"
                );
            }
            other => panic!("accepted, though the codec doesn't read it: {other:?}\nof {text}"),
        }
        return "not the codec's";
    };
    let json = match Json::parse(&message) {
        Ok(json) => json,
        // Numbers beyond an `f64` are JSON, and only refused by who wants to know their value.
        Err(error) if error.to_string().contains("number out of range") => return "out of range",
        Err(error) => {
            let refused = matches!(outcome, Outcome::Refused(_));
            assert!(refused, "accepted, though {error}: {outcome:?}\nof {text}");
            return "not JSON";
        }
    };
    if json.depth() > NESTING {
        let refused = matches!(outcome, Outcome::Refused(_));
        assert!(refused, "accepted, though nested too deep: {outcome:?}");
        return "too deep";
    }
    let reader = Reader::new(subject.description);
    let reading = match subject.family.kind {
        FamilyKind::Messages | FamilyKind::Requests => {
            reader.message(subject.family.direction, &json)
        }
        _ => reader.signal(subject.family, name, &json),
    };
    match (&outcome, &reading) {
        (
            Outcome::Message {
                name,
                written,
                survives,
            },
            Reading::Message(message, expected),
        ) => {
            assert_eq!(*name, message.tag, "{text}");
            let Some(written) = families::decoded(encoding, written) else {
                // It can be read, but its codec can't say it.
                let is_exact = Json::parse(written).is_ok_and(|json| json.is_exact());
                assert!(
                    !is_exact,
                    "the codec doesn't read what it has written: {written}"
                );
                return "not written";
            };
            let written =
                Json::parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
            let written = match message.content {
                Some(content) => paths::without_empty(written, content),
                None => written,
            };
            assert!(
                written.says(expected),
                "read as\n  {written:?}\nfor\n  {expected:?}\nof {text}"
            );
            assert!(survives, "changed by being written and read again: {text}");
            "message"
        }
        (Outcome::Unknown(unknown), Reading::Unknown(name)) => {
            let raw = bare(&json).unwrap_or(text);
            assert_eq!((unknown.name(), unknown.raw()), (name.as_str(), raw));
            "unknown"
        }
        (Outcome::Drifted(drifted), Reading::Drift(message)) => {
            assert_eq!((drifted.name(), drifted.raw()), (message.tag, text));
            let _ = drifted.location();
            "drift"
        }
        // A key that stands twice deep inside a value that is read.
        (Outcome::Refused(refusal), Reading::Drift(_)) if json.repeats() => {
            assert_eq!(refusal.gate(), Gate::Malformed);
            "repeated inside"
        }
        (Outcome::Refused(refusal), Reading::Repeated) => {
            assert_eq!(refusal.gate(), Gate::Malformed, "{text}");
            let _ = refusal.locate(text);
            "repeated"
        }
        (Outcome::Refused(refusal), Reading::NotOurs) => {
            assert_eq!(refusal.gate(), Gate::NotOurs, "{text}");
            "not ours"
        }
        (Outcome::Message { survives, .. }, Reading::Unsure) => {
            assert!(survives, "changed by being written and read again: {text}");
            "unsure"
        }
        (_, Reading::Unsure) => "unsure",
        _ => panic!("{outcome:?}\nfor {reading:?}\nof {text}"),
    }
}
