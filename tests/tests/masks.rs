//! Nothing that is printed shows a secret, a number, or data that became a key: a mark is put into every
//! place of every shipped message and of every mutation of it, and looked for in every output.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use cti_export::drift::{self, Line, What};
use cti_runtime::describe::{Carrier, Description, Direction, FamilyKind, Reply};
use cti_runtime::erased::{AnySession, Input, Report, Verdict};
use cti_runtime::{Data, Millis, Origin, Post, Signal, Source};
use cti_tests::entropy::Entropy;
use cti_tests::make::Maker;
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
    if let Carrier::Window {
        origins: [first, ..],
        ..
    } = (entry.description)().carrier
    {
        setup.target = Some(first.replace('*', "a"));
    }
    (entry.open)(role, &setup).unwrap()
}

#[track_caller]
fn shows_nothing(output: &str, of: &str) {
    if let Some(part) = marks::leak(output) {
        panic!("`{part}` of {of}\nis in {output}");
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
fn input<'a>(subject: &'a Subject, origin: &'a str, name: &'a str, text: &'a str) -> Input<'a> {
    match subject.family.kind {
        FamilyKind::Methods => Input::Signal(Signal::Call {
            id: 1,
            name: name.into(),
            arguments: text.into(),
        }),
        FamilyKind::Subscriptions => Input::Signal(Signal::Fire {
            name: name.into(),
            body: text.into(),
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

/// What a recording and a declaration differ in, as `cti check` says it.
fn compared(description: &Description, lines: &[Line<'_>]) -> String {
    let drift = drift::compare(description, lines.iter().copied(), []);
    format!("{drift} {} {drift:?}", drift.to_json())
}

fn what<'a>(kind: FamilyKind, name: &'a str, text: &'a str) -> What<'a> {
    match kind {
        FamilyKind::Methods => What::Call {
            name,
            arguments: text,
        },
        FamilyKind::Subscriptions => What::Fire { name, body: text },
        _ => What::Message(text),
    }
}

#[test]
fn no_output_shows_what_a_message_hides() {
    let mut looked_at = 0;
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
                looked_at += 1;
                let Marked { text, open } = &marked;
                let (accepted, shown) = (subject.show)(name, text);
                if !(accepted && *open) {
                    shows_nothing(&shown, text);
                }
                let input = input(&subject, &origin, name, text);
                for report in [
                    receiver.receive(&input, Millis(0)),
                    observer.observe(&input, Millis(0)),
                ] {
                    if !(is_accepted(&report) && *open) {
                        shows_nothing(&reported(&report, text), text);
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
                    shows_nothing(&format!("{why} {why:?}"), text);
                }
                while let Some(output) = observer.poll() {
                    shows_nothing(&format!("{output:?} {output:#?}"), text);
                }
                receiver.reload();
                observer.reload();
                all.push((name, marked));
            }
        }
        let lines: Vec<_> = all
            .iter()
            .enumerate()
            .map(|(index, (name, marked))| Line {
                number: index + 1,
                direction: family.direction,
                what: what(family.kind, name, &marked.text),
            })
            .collect();
        if marks::leak(&compared(description, &lines)).is_some() {
            for (line, (_, marked)) in lines.iter().zip(&all) {
                shows_nothing(&compared(description, &[*line]), &marked.text);
            }
        }
    }
    assert!(looked_at > 10_000, "{looked_at}");
}

#[test]
fn no_output_shows_what_an_answer_hides() {
    let mut looked_at = 0;
    for (entry, subject) in shipped() {
        let (description, family) = (subject.description, subject.family);
        let origin = subject.origin.replace('*', "a");
        // The side that answers is the one that receives the requests.
        let (asked, asks, back) = match family.direction {
            Direction::FromVendor => (Role::Application, Role::Vendor, PAGE.to_owned()),
            Direction::ToVendor => {
                let Carrier::Window { origins, .. } = description.carrier else {
                    library(entry, &subject, &mut looked_at);
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
                let answer = with_id(&answer, requests.answer.id, &request, requests.id);
                let marked = [(requests.answer.ok, result), (requests.answer.error, error)]
                    .into_iter()
                    .filter_map(|(key, ty)| Some((key?, ty)))
                    .flat_map(|(key, ty)| marks::answer(description, &answer, key, ty));
                for Marked { text, open: shows } in marked {
                    looked_at += 1;
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
                            shows_nothing(&reported(&report, &text), &text);
                        }
                    }
                    all.push((request.clone(), text));
                }
            }
        }
        for (request, text) in &all {
            let line = |direction, text| Line {
                number: 1,
                direction,
                what: What::Message(text),
            };
            let other = match family.direction {
                Direction::FromVendor => Direction::ToVendor,
                Direction::ToVendor => Direction::FromVendor,
            };
            let lines = [line(family.direction, request), line(other, text)];
            shows_nothing(&compared(description, &lines), text);
        }
    }
    assert!(looked_at > 1000, "{looked_at}");
}

/// An answer, with the id of this request.
fn with_id(answer: &str, key: &str, request: &str, of: &str) -> String {
    let mut answer: serde_json::Value = serde_json::from_str(answer).unwrap();
    let request: serde_json::Value = serde_json::from_str(request).unwrap();
    answer[key] = request[of].clone();
    answer.to_string()
}

/// What callbacks of a library receive.
fn library(entry: &'static Entry, subject: &Subject, looked_at: &mut usize) {
    let (description, family) = (subject.description, subject.family);
    for message in family.messages {
        let Some(Reply::Callback { result, error }) = message.reply else {
            continue;
        };
        let (bodies, replies) = cti_tests::make::samples(message);
        let arguments = bodies.first().map_or("[]", String::as_str);
        for reply in &replies {
            let of_result = marks::answer(description, reply, "result", result);
            let of_error = marks::answer(description, reply, "error", error);
            for Marked { text, open: shows } in of_result.into_iter().chain(of_error) {
                *looked_at += 1;
                let call = Input::Signal(Signal::Call {
                    id: 1,
                    name: message.tag.into(),
                    arguments: arguments.into(),
                });
                let reply = Input::Signal(Signal::Reply {
                    id: 1,
                    body: text.as_str().into(),
                });
                let mut app = open(entry, Role::Application);
                app.observe(&call, Millis(0));
                let report = app.receive(&reply, Millis(1));
                if !(is_accepted(&report) && shows) {
                    shows_nothing(&reported(&report, &text), &text);
                }
                let line = |what| Line {
                    number: 1,
                    direction: Direction::ToVendor,
                    what,
                };
                let name = message.tag;
                let lines = [
                    line(What::Call { name, arguments }),
                    line(What::Reply { name, body: &text }),
                ];
                shows_nothing(&compared(description, &lines), &text);
            }
        }
    }
}
