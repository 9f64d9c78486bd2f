//! Messages made up from the descriptions, written and read again.
//!
//! The bytes choose direction, message and values.

use cti_runtime::describe::{FamilyKind, Reply};
use cti_runtime::tools::{Input, Verdict};
use cti_runtime::{Millis, Origin, Signal};
use cti_tests::compare;
use cti_tests::entropy::Entropy;
use cti_tests::json::Json;
use cti_tests::make::Maker;
use cti_tests::reading::Reader;
use cti_tests::subject::{self, Outcome, Subject};
use cti_vendors::registry::{self, Role, Setup};

/// Runs one input.
pub fn run(data: &[u8]) {
    let subjects = subject::all();
    let mut entropy = Entropy::new(data);
    let subject = entropy.pick(&subjects);
    if subject.family.messages.is_empty() {
        return;
    }
    let message = entropy.pick(subject.family.messages);
    let maker = Maker::new(subject.description);
    let json = maker.message(subject.family, message, &mut entropy);
    let text = json.write(&mut entropy);
    // A prefix, say, may have grown into another value: then it is the comparison that knows.
    let taken_for = compare::agree(subject, message.tag, &text);
    // A codec of objects writes no number that JavaScript doesn't hold exactly.
    let may_be_unsaid = !json.is_exact();
    assert!(
        matches!(taken_for, "message" | "unsure" | "drift")
            || may_be_unsaid && taken_for == "not the codec's",
        "made up, but {taken_for}: {text}"
    );
    if taken_for == "drift" {
        // Only what the maker is careless about: query strings whose values need escapes.
        assert!(text.contains('='), "made up, but a drift: {text}");
    }
    if let Outcome::Message { written, .. } = (subject.read)(message.tag, &text) {
        let again = compare::agree(subject, message.tag, &written);
        // Of what the slow reader isn't sure, it isn't when it was written either.
        assert!(
            again == "message" || again == taken_for,
            "{again}: {written}"
        );
    }
    if subject.family.kind == FamilyKind::Methods {
        reply(subject, message, &text, &mut entropy);
    }
}

/// Calls a function that is answered: what may be said is an answer, whatever it is.
fn reply(
    subject: &Subject,
    message: &cti_runtime::describe::Message,
    arguments: &str,
    entropy: &mut Entropy<'_>,
) {
    let Some(Reply::Callback { .. }) = message.reply else {
        return;
    };
    // What is made up has no phone.
    let Some(entry) = registry::find(subject.description.name) else {
        return;
    };
    let mut setup = Setup::new(Origin::parse(subject::PAGE).expect("an origin"));
    setup.joining_late = true;
    let mut app = (entry.open)(Role::Application, &setup).expect("a library needs no target");
    let name = message.tag;
    let call = Signal::Request {
        id: 7,
        name: name.into(),
        arguments: arguments.into(),
    };
    app.observe(&Input::Signal(call), Millis(0));
    let mut json = Maker::new(subject.description).reply(message, entropy);
    for _ in 0..entropy.below(3) {
        cti_tests::make::disturb(&mut json, entropy);
    }
    let body = json.write(entropy);
    let reply = Signal::Reply {
        id: 7,
        body: body.as_str().into(),
    };
    let report = app.receive(&Input::Signal(reply), Millis(1));
    let Ok(json) = Json::parse(&body) else {
        return;
    };
    match (
        report.verdict,
        Reader::new(subject.description).reply(message, &json),
    ) {
        (Verdict::Answered, Some(true)) | (_, None) => {}
        (Verdict::Drifted { .. }, Some(false)) => {}
        (Verdict::Refused(_), Some(false)) if json.repeats() || json.depth() > 64 => {}
        // Not sent by this call: the arguments had drifted.
        (Verdict::Refused(refusal), _) if refusal.gate() == cti_runtime::Gate::NotOurs => {}
        (verdict, expected) => panic!("{verdict:?}, expected {expected:?}: {body}"),
    }
}
