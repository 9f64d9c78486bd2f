//! Sessions of every protocol and side, fed anything from anywhere.
//!
//! The first bytes choose protocol, side and setup. Then follow steps: what is done, from where, and
//! a length with so many bytes of text.

use cti_runtime::describe::{Direction, Transport};
use cti_runtime::tools::{AnySession, Input, Output, Verdict};
use cti_runtime::{Data, Gate, Millis, Origin, Post, Signal, Source};
use cti_tests::entropy::Entropy;
use cti_tests::subject::{self, PAGE};
use cti_vendors::registry::{self, Role, Setup};

/// Runs one input.
pub fn run(data: &[u8]) {
    let mut entropy = Entropy::new(data);
    let entry = entropy.pick(registry::protocols());
    let role = *entropy.pick(&[Role::Application, Role::Vendor, Role::Simulator, Role::Demo]);
    let mut setup = Setup::new(Origin::parse(PAGE).expect("an origin"));
    let flags = entropy.byte();
    setup.joining_late = flags & 1 != 0;
    setup.source = Source(3);
    setup.target = entry.origin.filter(|_| flags & 4 != 0).map(str::to_owned);
    let mut session = (entry.open)(role, &setup).expect("the target is within the policy");
    let mut now = 0;
    while !entropy.is_empty() {
        let kind = entropy.byte();
        now += u64::from(entropy.byte() & 1) * 4_000;
        let (from, source) = (entropy.byte(), Source(3 + u32::from(entropy.one_in(8))));
        let length = entropy.below(2048);
        let text = &String::from_utf8_lossy(entropy.bytes(length));
        let place = match (from % 8, session.receives()) {
            (0..6, Direction::FromVendor) => entry.origin.unwrap_or_default(),
            (0..6, Direction::ToVendor) => PAGE,
            (6, _) => "https://login-other.leaddesk.com",
            // An origin out of the text: up to a blank.
            (_, _) => text.split(' ').next().unwrap_or_default(),
        };
        let body = if place.is_empty() || from % 8 < 7 {
            text.as_ref()
        } else {
            text.get(place.len()..).unwrap_or_default()
        };
        match kind % 16 {
            14 => session.tick(Millis(now)),
            15 => session.reload(),
            13 => drop(session.send(text)),
            0..=9 if entry.origin.is_none() => {}
            kind => {
                let step = Step {
                    place,
                    source: setup.source,
                    now: Millis(now),
                };
                let input = match kind {
                    0..=3 => Input::Post(Post::new(source, place, Data::Object(body))),
                    4..=7 => Input::Post(Post::new(source, place, Data::Text(body))),
                    8 => Input::Post(Post::new(source, place, Data::Other)),
                    9 => Input::Post(Post::asserted("relay", source, place, Data::Object(body))),
                    _ => Input::Signal(signal(from, body)),
                };
                if from >= 128 && kind % 16 < 8 {
                    observe(&mut *session, &input, &step);
                } else {
                    receive(&mut *session, &input, &step);
                }
            }
        }
        hand_out(&mut *session);
    }
    // Where nothing was sent, memory is bounded too.
    assert!(session.states().len() <= 2 * 1024 + 64);
}

/// What is known of a step.
struct Step<'s> {
    place: &'s str,
    source: Source,
    now: Millis,
}

/// A signal out of a text: up to a blank is the name.
fn signal(from: u8, text: &str) -> Signal<'_> {
    let (name, body) = text.split_once(' ').unwrap_or((text, "null"));
    let id = u64::from(from % 8);
    match from / 8 % 4 {
        0 => Signal::Request {
            id,
            name: name.into(),
            arguments: body.into(),
        },
        1 => Signal::Reply {
            id,
            body: text.into(),
        },
        2 => Signal::Reject {
            id,
            body: text.into(),
        },
        _ => Signal::Fire {
            name: name.into(),
            body: body.into(),
        },
    }
}

fn receive(session: &mut dyn AnySession, input: &Input<'_>, step: &Step<'_>) {
    // Time passes before anything else, and only then does a message count.
    session.tick(step.now);
    hand_out(session);
    let states = session.states();
    let before = session.counters();
    let report = session.receive(input, step.now);
    let after = session.counters();
    let _ = format!("{report:?}");

    let refused: u64 = Gate::ALL.iter().map(|gate| after.refused(*gate)).sum();
    assert_eq!(refused, after.refused_in_all());
    let sum = |counters: &cti_runtime::Counters| {
        counters.accepted + counters.drifted + counters.refused_in_all()
    };
    assert_eq!(
        sum(&after),
        sum(&before) + 1,
        "every message is counted once"
    );
    let (accepted, unknown, drifted) = match report.verdict {
        Verdict::Accepted | Verdict::Answered => (1, 0, 0),
        Verdict::Unknown => (1, 1, 0),
        Verdict::Drifted { .. } => (0, 0, 1),
        Verdict::Refused(refusal) => {
            let gate = refusal.gate();
            assert_eq!(after.refused(gate), before.refused(gate) + 1);
            assert_eq!(session.states(), states, "a refused message moves nothing");
            assert_eq!(after.ignored, before.ignored);
            assert!(session.poll().is_none(), "a refused message sends nothing");
            (0, 0, 0)
        }
    };
    assert_eq!(after.accepted, before.accepted + accepted);
    assert_eq!(after.unknown, before.unknown + unknown);
    assert_eq!(after.drifted, before.drifted + drifted);
    assert!(after.out_of_turn <= after.accepted + after.drifted);

    if let (Input::Post(post), false) = (input, matches!(report.verdict, Verdict::Refused(_))) {
        let policies = subject::all();
        let admitted = match session.receives() {
            Direction::ToVendor => post.origin == PAGE,
            Direction::FromVendor => policies.iter().any(|subject| {
                subject.description.name == session.description().name
                    && declared(session, step.place)
            }),
        };
        assert!(admitted, "accepted from {:?}", post.origin);
        assert!(step.source == post.source);
        assert_eq!(
            post.witness,
            cti_runtime::Witness::Browser,
            "no relay is believed"
        );
        assert!(!matches!(post.data, Data::Other));
    }
    if !matches!(report.verdict, Verdict::Refused(_)) {
        let library = matches!(session.description().transport, Transport::Library { .. });
        assert_eq!(
            matches!(input, Input::Signal(_)),
            library,
            "accepted past the origin check"
        );
    }
}

/// Whether an origin is one that the description lists.
fn declared(session: &dyn AnySession, origin: &str) -> bool {
    let Transport::Window { origins, .. } = session.description().transport else {
        return false;
    };
    origins.iter().any(|pattern| match pattern.split_once('*') {
        None => *pattern == origin,
        Some((before, behind)) => origin
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(behind))
            .is_some_and(|star| {
                !star.is_empty()
                    && star
                        .chars()
                        .all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'))
            }),
    })
}

fn observe(session: &mut dyn AnySession, input: &Input<'_>, step: &Step<'_>) {
    session.tick(step.now);
    let (states, counters) = (session.states(), session.counters());
    let report = session.observe(input, step.now);
    if matches!(report.verdict, Verdict::Refused(_)) {
        assert_eq!(session.states(), states, "a refused message moves nothing");
    }
    assert_eq!(
        session.counters().accepted,
        counters.accepted,
        "what this side sent wasn't received"
    );
}

/// Takes what the session has to say; all of it is JSON, to one exact origin of the policy.
fn hand_out(session: &mut dyn AnySession) {
    while let Some(output) = session.poll() {
        let json = match &output {
            Output::Post(post) => {
                let target = post.target.as_str();
                match session.receives() {
                    Direction::ToVendor => assert_eq!(target, PAGE),
                    Direction::FromVendor => {
                        let name = session.description().name;
                        assert!(declared(session, target), "{name} posts to {target}");
                    }
                }
                post.data.json()
            }
            Output::Signal(
                Signal::Request {
                    arguments: body, ..
                }
                | Signal::Reply { body, .. }
                | Signal::Reject { body, .. }
                | Signal::Fire { body, .. },
            ) => body,
            Output::Signal(Signal::Fail { .. }) => "null",
        };
        let value: Result<serde_json::Value, _> = serde_json::from_str(json);
        assert!(value.is_ok(), "{value:?}: {json}");
        let families = session.description().families;
        assert!(families.iter().all(|family| match output {
            Output::Post(_) => family.kind.is_posted(),
            Output::Signal(_) => !family.kind.is_posted(),
        }));
    }
}
