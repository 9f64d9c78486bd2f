//! Nothing that is printed shows a secret, a number, or data that became a key: a mark is put into every
//! place of every shipped message and of every mutation of it, and looked for in every output.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use cti_export::drift::{self, Line, What};
use cti_runtime::describe::{
    Description, Direction, Family, FamilyKind, Message, Reply, Transport,
};
use cti_runtime::tools::{AnySession, Input, Report, Verdict};
use cti_runtime::{Data, Millis, Origin, Post, Signal, Source};
use cti_tests::entropy::Entropy;
use cti_tests::make::{self, Maker};
use cti_tests::marks::{self, Marked};
use cti_tests::subject::{self, PAGE, Subject};
use cti_vendors::registry::{self, Entry, Role, Setup};

/// Both directions of every shipped protocol.
fn shipped() -> impl Iterator<Item = (&'static Entry, Subject)> {
    let subjects = subject::all().into_iter();
    subjects.filter_map(|subject| Some((registry::find(subject.description.name)?, subject)))
}

fn open(entry: &Entry, role: Role) -> Box<dyn AnySession> {
    let mut setup = Setup::new(Origin::parse(PAGE).unwrap());
    setup.joining_late = true;
    if let Transport::Window {
        origins: [first, ..],
        ..
    } = (entry.description)().transport
    {
        setup.target = Some(first.replace('*', "a"));
    }
    (entry.open)(role, &setup).unwrap()
}

/// What was looked at, and what showed a mark.
#[derive(Default)]
struct Looked {
    texts: usize,
    leaks: Vec<String>,
}

impl Looked {
    fn shows_nothing(&mut self, output: &str, of: &str) {
        if let Some(part) = marks::leak(output) {
            self.leaks.push(format!("`{part}` of {of}\nis in {output}"));
        }
    }

    #[track_caller]
    fn end(&self, texts: usize) {
        let (leaks, some) = (
            self.leaks.len(),
            self.leaks.iter().step_by(self.leaks.len() / 8 + 1),
        );
        let some: Vec<_> = some.map(String::as_str).collect();
        assert!(leaks == 0, "{leaks} leaks, such as\n{}", some.join("\n\n"));
        assert!(self.texts > texts, "{} texts only", self.texts);
    }
}

/// Whatever a tool is shown of what arrived.
fn reported(report: &Report, text: &str) -> String {
    let said = match &report.verdict {
        Verdict::Drifted { why, at } => format!("{why} {at}"),
        Verdict::Refused(refusal) => format!("{refusal} {:?}", refusal.locate(text)),
        _ => String::new(),
    };
    let Report { name, fields, .. } = report;
    format!("{said} {name} {fields} {report:?}")
}

fn is_accepted(report: &Report) -> bool {
    matches!(report.verdict, Verdict::Accepted | Verdict::Answered)
}

/// A text of this direction, as it comes to a session.
fn input<'a>(
    subject: &'a Subject,
    message: &'a Message,
    origin: &'a str,
    text: &'a str,
) -> Input<'a> {
    match what(subject.family, message, text) {
        What::Call { name, arguments } => Input::Signal(Signal::Request {
            id: 1,
            name: name.into(),
            arguments: arguments.into(),
        }),
        What::Fire { name, body } => Input::Signal(Signal::Fire {
            name: name.into(),
            body: body.into(),
        }),
        _ => Input::Post(Post::new(Source(1), origin, data(subject, text))),
    }
}

fn data<'a>(subject: &Subject, text: &'a str) -> Data<'a> {
    match subject.family.envelope.encoding {
        cti_runtime::describe::Encoding::Text => Data::Text(text),
        _ => Data::Object(text),
    }
}

/// What recordings and a declaration differ in, as `cti check` says it: all at once, and one by one
/// where that shows something.
fn compare(looked: &mut Looked, description: &Description, recordings: &[Vec<Line<'_>>]) {
    let compared = |lines: &[Line<'_>]| {
        let drift = drift::compare(description, lines.iter().copied(), []);
        format!("{drift} {} {drift:?}", drift.to_json())
    };
    if marks::leak(&compared(&recordings.concat())).is_none() {
        return;
    }
    let leak = |lines: &&Vec<Line<'_>>| marks::leak(&compared(lines)).is_some();
    for lines in recordings.iter().filter(leak).take(4) {
        looked.shows_nothing(&compared(lines), &format!("{lines:?}"));
    }
}

fn what<'a>(family: &Family, message: &'a Message, text: &'a str) -> What<'a> {
    let name = message.tag;
    match family.kind {
        FamilyKind::Messages | FamilyKind::Requests => What::Message(text),
        _ if family.is_function(message) => What::Call {
            name,
            arguments: text,
        },
        _ => What::Fire { name, body: text },
    }
}

#[test]
fn no_output_shows_what_a_message_hides() {
    let mut looked = Looked::default();
    for (entry, subject) in shipped() {
        let Subject {
            description,
            family,
            origin,
            ..
        } = subject;
        let (to, from) = match family.direction {
            Direction::FromVendor => (Role::Application, Role::Vendor),
            Direction::ToVendor => (Role::Vendor, Role::Application),
        };
        let (mut receiver, mut observer) = (open(entry, to), open(entry, from));
        let origin = origin.replace('*', "a");
        let mut all = Vec::new();
        for (name, sample) in subject.samples() {
            let message = family.messages.iter().find(|of| of.tag == name).unwrap();
            for marked in marks::message(description, family, message, &sample) {
                looked.texts += 1;
                let Marked { text, open, .. } = &marked;
                let (accepted, shown) = (subject.show)(name, text);
                if !(accepted && *open) {
                    looked.shows_nothing(&shown, text);
                }
                let input = input(&subject, message, &origin, text);
                for report in [
                    receiver.receive(&input, Millis(0)),
                    observer.observe(&input, Millis(0)),
                ] {
                    if !(is_accepted(&report) && *open) {
                        looked.shows_nothing(&reported(&report, text), text);
                    }
                }
                // Tools send what they are given.
                let sent = match family.kind {
                    FamilyKind::Methods | FamilyKind::Subscriptions => {
                        observer.send_named(name, text)
                    }
                    _ => observer.send(text),
                };
                if let Err(why) = sent {
                    looked.shows_nothing(&format!("{why} {why:?}"), text);
                }
                while let Some(output) = observer.poll() {
                    looked.shows_nothing(&format!("{output:?}"), text);
                }
                receiver.reload();
                observer.reload();
                all.push((message, marked));
            }
        }
        all.retain(|(_, marked)| !marked.value);
        let lines: Vec<_> = all
            .iter()
            .enumerate()
            .map(|(index, (message, marked))| Line {
                number: index + 1,
                direction: family.direction,
                what: what(family, message, &marked.text),
            })
            .collect();
        let lines: Vec<_> = lines.into_iter().map(|line| vec![line]).collect();
        compare(&mut looked, description, &lines);
    }
    looked.end(10_000);
}

#[test]
fn no_output_shows_what_an_answer_hides() {
    let mut looked = Looked::default();
    for (entry, subject) in shipped() {
        let (description, family) = (subject.description, subject.family);
        let origin = subject.origin.replace('*', "a");
        // The side that answers is the one that receives the requests.
        let (asked, asks, back) = match family.direction {
            Direction::FromVendor => (Role::Application, Role::Vendor, PAGE.to_owned()),
            Direction::ToVendor => {
                let Transport::Window { origins, .. } = description.transport else {
                    library(entry, &subject, &mut looked);
                    continue;
                };
                let vendor = origins[0].replace('*', "a");
                (Role::Vendor, Role::Application, vendor)
            }
        };
        let Some(requests) = family.requests else {
            continue;
        };
        let mut all = Vec::new();
        for message in family.messages {
            let Some(Reply::Callback { result, error }) = message.reply else {
                continue;
            };
            let Some((_, request)) = subject.samples().into_iter().find(|of| of.0 == message.tag)
            else {
                continue;
            };
            for seed in 0..3_u8 {
                let bytes = (0..128_u8).map(|at| at.wrapping_mul(31).wrapping_add(seed * 77));
                let bytes: Vec<u8> = bytes.collect();
                let maker = Maker::new(description);
                let answer = maker.answer(family, message, &mut Entropy::new(&bytes));
                let answer = answer.write(&mut Entropy::new(&[]));
                let keys = requests.answer.id.zip(requests.id);
                let (key, of) = keys.expect("no shipped phone answers over ports");
                let answer = with_id(&answer, key, &request, of);
                let form = &requests.answer;
                let marked = marks::answer(description, form, (result, error), &answer);
                for Marked {
                    text,
                    open: shows,
                    value,
                } in marked
                {
                    looked.texts += 1;
                    let mut sessions = [open(entry, asked), open(entry, asks)];
                    let post = |origin, text| {
                        Input::Post(Post::new(Source(1), origin, data(&subject, text)))
                    };
                    sessions[0].receive(&post(&origin, &request), Millis(0));
                    sessions[1].observe(&post(&origin, &request), Millis(0));
                    for report in [
                        sessions[0].observe(&post(&back, &text), Millis(1)),
                        sessions[1].receive(&post(&back, &text), Millis(1)),
                    ] {
                        if !(is_accepted(&report) && shows) {
                            looked.shows_nothing(&reported(&report, &text), &text);
                        }
                    }
                    if !value {
                        all.push((request.clone(), text));
                    }
                }
            }
        }
        let other = family.direction.opposite();
        let line = |direction, text| Line {
            number: 1,
            direction,
            what: What::Message(text),
        };
        let asked = all.iter();
        let asked =
            asked.map(|(request, text)| vec![line(family.direction, request), line(other, text)]);
        compare(&mut looked, description, &asked.collect::<Vec<_>>());
    }
    looked.end(1000);
}

/// An answer, with the id of this request.
fn with_id(answer: &str, key: &str, request: &str, of: &str) -> String {
    let mut answer: serde_json::Value = serde_json::from_str(answer).unwrap();
    let mut request: serde_json::Value = serde_json::from_str(request).unwrap();
    let id = marks::at(&mut request, of).unwrap().clone();
    *marks::at(&mut answer, key).unwrap() = id;
    answer.to_string()
}

/// What callbacks of a library receive.
fn library(entry: &'static Entry, subject: &Subject, looked: &mut Looked) {
    let (description, family) = (subject.description, subject.family);
    for message in family.messages {
        let Some(Reply::Callback { result, error }) = message.reply else {
            continue;
        };
        let samples = make::samples(message);
        let arguments = samples.bodies.first().cloned().unwrap_or_else(|| {
            let made = Maker::new(description).message(family, message, &mut Entropy::new(&[]));
            made.write(&mut Entropy::new(&[]))
        });
        let arguments = arguments.as_str();
        let (types, convention) = ((result, error), &message.convention);
        let replies = samples.replies.iter();
        let replies = replies.map(|of| marks::called_back(description, convention, types, of));
        let failures = samples.failures.iter();
        let failures = failures.map(|of| marks::failure(description, error, of));
        let marked = replies
            .map(|of| (false, of))
            .chain(failures.map(|of| (true, of)));
        let mut texts = Vec::new();
        for (fails, marked) in marked {
            for Marked {
                text,
                open: shows,
                value,
            } in marked
            {
                looked.texts += 1;
                let call = Input::Signal(Signal::Request {
                    id: 1,
                    name: message.tag.into(),
                    arguments: arguments.into(),
                });
                let (id, body) = (1, text.as_str().into());
                let reply = Input::Signal(if fails {
                    Signal::Reject { id, body }
                } else {
                    Signal::Reply { id, body }
                });
                let mut app = open(entry, Role::Application);
                app.observe(&call, Millis(0));
                let report = app.receive(&reply, Millis(1));
                if !(is_accepted(&report) && shows) {
                    looked.shows_nothing(&reported(&report, &text), &text);
                }
                if !value {
                    texts.push((fails, text));
                }
            }
        }
        let line = |what| Line {
            number: 1,
            direction: Direction::ToVendor,
            what,
        };
        let name = message.tag;
        let called = texts.iter().map(|(fails, body)| {
            let back = if *fails {
                What::Reject { name, body }
            } else {
                What::Reply { name, body }
            };
            vec![line(What::Call { name, arguments }), line(back)]
        });
        compare(looked, description, &called.collect::<Vec<_>>());
    }
}
