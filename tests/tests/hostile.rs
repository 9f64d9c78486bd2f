//! Bad input, by machine: never a panic, never a partial effect, and never another reading than
//! JSON's.
//!
//! Every sample of every protocol is cut, bent and made up anew; a slow reader over `serde_json` says
//! what it means. The fuzz targets go the same ways for longer.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use cti_runtime::describe::{Family, FamilyKind, Message};
use cti_runtime::protocol::{Library, Side, Window};
use cti_runtime::tools::{AnySession, Input, Verdict};
use cti_runtime::{
    Counters, Data, Delivered, FaultKind, Gate, Limits, Millis, Origin, OriginPolicy, Post,
    Protocol, Received, Session, Signal, Source,
};
use cti_tests::compare::agree;
use cti_tests::entropy::Entropy;
use cti_tests::json::Json;
use cti_tests::make::{Maker, disturb};
use cti_tests::reading::Reader;
use cti_tests::subject::{self, Outcome, PAGE, Subject};
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::desk_open_cti::{DeskOpenCti, method};
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::{LeaddeskTalk, command};
use cti_vendors::registry::{self, Role, Setup};
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;
use proptest::prelude::*;

/// Every sample: the direction, the message's name, the text.
fn samples() -> Vec<(Subject, &'static str, String)> {
    let subjects = subject::all().into_iter();
    let samples: Vec<_> = subjects
        .flat_map(|subject| {
            let samples = subject.samples().into_iter();
            samples.map(move |(name, text)| (subject, name, text))
        })
        .collect();
    assert!(samples.len() > 60, "{}", samples.len());
    samples
}

#[test]
fn samples_are_what_the_slow_reader_takes_them_for() {
    for (subject, name, text) in samples() {
        assert_eq!(agree(&subject, name, &text), "message", "{text}");
    }
}

#[test]
fn a_message_cut_anywhere_is_refused() {
    for (subject, name, text) in samples() {
        let text = text.trim_end();
        for end in 0..text.len() {
            let Some(cut) = text.get(..end) else {
                continue;
            };
            agree(&subject, name, cut);
            let outcome = (subject.read)(name, cut);
            assert!(matches!(outcome, Outcome::Refused(_)), "{outcome:?}: {cut}");
        }
    }
}

#[test]
fn every_byte_of_every_sample_may_be_anything() {
    for (subject, name, text) in samples() {
        // They take turns: the fuzzing targets go on from here.
        let mut bytes = b"\0\"\\{}[,:0-e \xFF".iter().cycle();
        for at in 0..text.len() {
            for &byte in bytes.by_ref().take(5) {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = byte;
                agree(&subject, name, &String::from_utf8_lossy(&bytes));
            }
            let mut bytes = text.clone().into_bytes();
            bytes.remove(at);
            agree(&subject, name, &String::from_utf8_lossy(&bytes));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn samples_with_other_bytes_are_read_as_json_reads_them(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let samples = samples();
        let (subject, name, text) = which.get(&samples);
        let mut bytes = text.clone().into_bytes();
        for (at, byte, kind) in changes {
            let at = at.index(bytes.len().max(1));
            match kind {
                _ if bytes.len() <= at => bytes.push(byte),
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                // A piece stands twice.
                _ => {
                    let end = bytes.len().min(at + usize::from(byte));
                    bytes.splice(at..at, bytes[at..end].to_vec());
                }
            }
        }
        agree(subject, name, &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn samples_with_other_structure_are_read_as_json_reads_them(
        which in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 0..96),
    ) {
        let samples = samples();
        let (subject, name, text) = which.get(&samples);
        let mut json = Json::parse(text).expect("a sample is JSON");
        let mut entropy = Entropy::new(&choices);
        for _ in 0..=entropy.below(3) {
            disturb(&mut json, &mut entropy);
        }
        agree(subject, name, &json.write(&mut entropy));
    }

    #[test]
    fn messages_made_up_from_the_descriptions_survive(
        which in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 0..256),
    ) {
        let subjects: Vec<_> = subject::all()
            .into_iter()
            .flat_map(|subject| subject.family.messages.iter().map(move |message| (subject, message)))
            .collect();
        let (subject, message) = which.get(&subjects);
        let mut entropy = Entropy::new(&choices);
        let json = Maker::new(subject.description).message(subject.family, message, &mut entropy);
        let taken_for = agree(subject, message.tag, &json.write(&mut entropy));
        // A query string that is made up carelessly may say something else.
        let may_drift = subject.family.kind == FamilyKind::Methods;
        // A codec of objects writes no number that JavaScript doesn't hold exactly.
        let may_be_unsaid = !json.is_exact();
        prop_assert!(
            matches!(taken_for, "message" | "unsure")
                || may_drift && taken_for == "drift"
                || may_be_unsaid && taken_for == "not the codec's",
            "{taken_for}: {json:?}"
        );
    }
}

/// Every request that the other side of a subject answers: the side that has asked nothing, and the
/// request.
fn requests() -> Vec<(Subject, &'static Family, &'static Message)> {
    let mut requests = Vec::new();
    for subject in subject::all() {
        let asked = subject.description.families.iter();
        for family in asked.filter(|asked| asked.direction != subject.family.direction) {
            if family.kind == FamilyKind::Requests {
                let messages = family.messages.iter();
                requests.extend(messages.map(|message| (subject, family, message)));
            }
        }
    }
    requests
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn answers_that_nobody_waits_for_are_told_from_messages(
        which in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 0..96),
        disturbances in 0..3_usize,
    ) {
        let requests = requests();
        let (subject, family, message) = which.get(&requests);
        let mut entropy = Entropy::new(&choices);
        let mut json = Maker::new(subject.description).answer(family, message, &mut entropy);
        for _ in 0..disturbances {
            disturb(&mut json, &mut entropy);
        }
        let taken_for = agree(subject, message.tag, &json.write(&mut entropy));
        prop_assert!(disturbances > 0 || matches!(taken_for, "not ours" | "unsure"), "{taken_for}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn answers_settle_what_was_asked_as_the_slow_reader_says(
        which in any::<prop::sample::Index>(),
        choices in prop::collection::vec(any::<u8>(), 0..160),
        disturbances in 0..3_usize,
    ) {
        // What comes over a port is looked at in `shapes/ports.rs`.
        let mut requests = requests();
        requests.retain(|(_, family, _)| family.requests.is_some_and(|of| of.id.is_some()));
        let (subject, family, message) = which.get(&requests);
        let mut entropy = Entropy::new(&choices);
        let (maker, reader) = (Maker::new(subject.description), Reader::new(subject.description));
        let watch = subject.watch.expect("no library has a family of requests");
        let mut session = watch();
        let origin = if subject.origin.is_empty() { PAGE } else { subject.origin };
        let Json::Object(mut request) = maker.message(family, message, &mut entropy) else {
            panic!("a request is an object");
        };
        let id = Json::text("r-1");
        let keys = family.requests.expect("a family of requests");
        let key = keys.id.expect("an id");
        request.retain(|(found, _)| found != key);
        request.push((key.to_owned(), id.clone()));
        let request = Json::Object(request).write(&mut entropy);
        let post = Post::new(Source(1), origin, Data::Object(&request));
        session.observe(&Input::Post(post), Millis(0));

        let Json::Object(mut answer) = maker.answer(family, message, &mut entropy) else {
            panic!("an answer is an object");
        };
        for (key, value) in &mut answer {
            if Some(key.as_str()) == keys.answer.id {
                value.clone_from(&id);
            }
        }
        let mut answer = Json::Object(answer);
        for _ in 0..disturbances {
            disturb(&mut answer, &mut entropy);
        }
        let text = answer.write(&mut entropy);
        let post = Post::new(Source(1), origin, Data::Object(&text));
        let report = session.receive(&Input::Post(post), Millis(1));
        if let Some(expected) = reader.answers(family, message, &id, &answer) {
            let answered = matches!(report.verdict, Verdict::Answered);
            prop_assert_eq!(answered, expected, "{:?}: {}", report, text);
        }
    }
}

/// So many levels of arrays or objects, as one value.
fn nested(levels: usize, open: &str, close: &str) -> String {
    format!("{}0{}", open.repeat(levels), close.repeat(levels))
}

#[test]
fn nesting_without_end_is_refused_wherever_it_stands() {
    let limits = Limits::default().with_message_bytes(16 << 20);
    let mut session =
        Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
    let mut patient =
        Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1))
            .with_limits(limits);
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"action":"#, "}]")] {
        for levels in [70, 10_000, 200_000] {
            let deep = nested(levels, open, close);
            for text in [
                format!(r#"{{"action":"login","language":{deep},"origin":"x"}}"#),
                format!(r#"{{"action":"login","language":"en","origin":"x","more":{deep}}}"#),
                format!(r#"{{"more":{deep},"action":"login","language":"en","origin":"x"}}"#),
                format!(r#"{{"action":"new","more":{deep}}}"#),
                format!(r#"{{"action":{deep}}}"#),
                format!(r#"{{"more":{deep}}}"#),
                // Nothing closes.
                format!(r#"{{"more":{}"#, open.repeat(levels)),
            ] {
                let post = Post::new(Source(1), TALK, Data::Object(&text));
                let Received::Refused(refusal) = patient.receive(post, Millis(0)) else {
                    panic!("accepted with {levels} levels");
                };
                assert_eq!(
                    refusal.fault().map(|fault| fault.kind),
                    Some(FaultKind::TooDeep)
                );
                assert!(refusal.locate(&text).is_some());
                let Received::Refused(refusal) = session.receive(post, Millis(0)) else {
                    panic!("accepted with {levels} levels");
                };
                let size = text.len() > Limits::default().message_bytes();
                let expected = if size { Gate::Size } else { Gate::Malformed };
                assert_eq!(refusal.gate(), expected);
            }
        }
    }
}

#[test]
fn the_nesting_that_is_allowed_is_exact() {
    for limit in [2, 5, 64, 128] {
        let limits = Limits::default().with_nesting(limit);
        let mut session =
            Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1))
                .with_limits(limits);
        let mut receive = |levels: u16| {
            let deep = nested(levels.into(), "[", "]");
            let text = format!(r#"{{"action":"logout","more":{deep}}}"#);
            let post = Post::new(Source(1), TALK, Data::Object(&text));
            matches!(session.receive(post, Millis(0)), Received::Message(..))
        };
        assert!(receive(limit - 1));
        assert!(!receive(limit));
    }
}

#[test]
fn long_keys_and_strings_are_read_or_refused_by_size_alone() {
    let limits = Limits::default().with_message_bytes(8 << 20);
    let mut session =
        Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1))
            .with_limits(limits);
    let long = "k".repeat(1 << 20);
    let escaped = r"\u006b".repeat(1 << 20);
    for key in [&long, &escaped] {
        for text in [
            format!(r#"{{"{key}":1,"action":"logout"}}"#),
            format!(r#"{{"action":"logout","{key}":"{key}"}}"#),
            format!(r#"{{"action":"logout","x":{{"{key}":[1,2,{{"{key}":null}}]}}}}"#),
        ] {
            let post = Post::new(Source(1), TALK, Data::Object(&text));
            let received = session.receive(post, Millis(0));
            let fits = text.len() <= limits.message_bytes();
            assert_eq!(
                matches!(received, Received::Message(..)),
                fits,
                "{} bytes",
                text.len()
            );
        }
        // A tag as long as that is somebody's, and kept.
        let text = format!(r#"{{"action":"{key}"}}"#);
        let post = Post::new(Source(1), TALK, Data::Object(&text));
        let Received::Message(message, _) = session.receive(post, Millis(0)) else {
            panic!("not kept");
        };
        let unknown =
            cti_runtime::protocol::Messages::as_unknown(&message).map(cti_runtime::Unknown::name);
        assert_eq!(unknown, Some(long.as_str()));
    }
}

#[test]
fn keys_and_tags_spelled_with_escapes_are_the_same() {
    for (subject, name, text) in samples() {
        let json = Json::parse(&text).expect("a sample is JSON");
        let escaped = spelled_out(&json);
        assert_eq!(text.contains('"'), escaped.contains("\\u"), "{escaped}");
        assert_eq!(agree(&subject, name, &escaped), "message", "{escaped}");
        // A second tag is one however it is spelled.
        let Json::Object(entries) = &json else {
            continue;
        };
        if !subject.family.kind.is_posted() {
            continue;
        }
        // So is a second id of a request.
        let keys = [
            Some(subject.family.envelope.tag),
            subject.family.requests.and_then(|requests| requests.id),
        ];
        for path in keys.into_iter().flatten() {
            // Where it stands in another object, that object may stand once.
            let key = &cti_runtime::describe::keys_of(path)[0];
            let of_key = entries.iter().find(|(found, _)| found == key);
            let of_key = of_key.expect("it is in every message").clone();
            let twice = Json::Object(entries.iter().cloned().chain([of_key]).collect());
            assert_eq!(
                agree(&subject, name, &spelled_out(&twice)),
                "repeated",
                "{twice:?}"
            );
        }
    }
}

/// JSON with every character of every string as an escape.
fn spelled_out(json: &Json) -> String {
    let string = |text: &str| {
        let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
        format!("\"{}\"", units.collect::<String>())
    };
    match json {
        Json::String(text) => string(text),
        Json::Array(items) => {
            format!(
                "[{}]",
                items.iter().map(spelled_out).collect::<Vec<_>>().join(",")
            )
        }
        Json::Object(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}:{}", string(key), spelled_out(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        _ => json.write(&mut Entropy::new(&[])),
    }
}

const TALK: &str = "https://login-ce2.leaddesk.com";

/// All that can be seen of a session, its counters of refusals aside.
fn seen<P: Protocol, S: Side<P>>(session: &Session<P, S>) -> impl PartialEq + Debug + use<P, S> {
    let view = session.view();
    let Counters {
        accepted,
        unknown,
        drifted,
        out_of_turn,
        ignored,
        forgotten_calls,
        ..
    } = view.counters();
    (
        (
            accepted,
            unknown,
            drifted,
            out_of_turn,
            ignored,
            forgotten_calls,
        ),
        view.all_states(),
        view.waiting(),
        view.target().cloned(),
        view.current_request(),
        view.ignored().collect::<BTreeMap<_, _>>(),
        session.next_deadline(),
        format!("{session:?}"),
    )
}

/// Texts that are refused: mutants of the samples, and what was never a message.
fn hostile(subject: &Subject) -> Vec<(&'static str, String)> {
    let mut texts: Vec<(&'static str, String)> = ["", "null", "[]", "{}", "\"x\"", "{\"", "0"]
        .map(|text| ("", text.to_owned()))
        .into();
    for (name, text) in subject.samples() {
        texts.push((name, format!("{text}}}")));
        texts.push((
            name,
            text.replacen('{', "{\"action\":1,\"type\":1,\"event\":1,", 1),
        ));
        texts.push((name, text.replacen(':', ";", 1)));
        if let Some((before, behind)) = text.split_once(',') {
            texts.push((name, format!("{before},{before},{behind}")));
        }
        for end in [text.len() / 3, text.len() / 2, text.len() - 1] {
            texts.push((
                name,
                String::from_utf8_lossy(&text.as_bytes()[..end]).into_owned(),
            ));
        }
        texts.push((name, format!("{}{}", " ".repeat(300_000), text)));
    }
    texts.retain(|(name, text)| matches!((subject.read)(name, text), Outcome::Refused(_)));
    assert!(texts.len() > 5, "{}", texts.len());
    texts
}

/// Brings a session into the middle of a conversation, and then refuses a lot.
fn refuses_without_effect<P: Protocol<Transport = Window>, S: Side<P>>(
    session: impl Fn(OriginPolicy, Source) -> Session<P, S>,
    prepare: impl Fn(&mut Session<P, S>),
) {
    let subjects = subject::all();
    let subject = subjects
        .iter()
        .find(|subject| {
            subject.description.name == P::TABLE.name && subject.family.direction == S::RECEIVES
        })
        .expect("a direction of a protocol");
    let texts = hostile(subject);
    let samples = subject.samples();
    let post = |source, origin, data| Post::new(Source(source), origin, data);
    for steps in 0..=samples.len() {
        let mut session = session(subject::policy::<P, S>(), Source(1));
        for (_, text) in &samples[..steps] {
            for data in [Data::Object(text), Data::Text(text)] {
                let _ = session.receive(post(1, subject.origin, data), Millis(5));
            }
        }
        prepare(&mut session);
        while session.poll_post().is_some() {}
        let before = seen(&session);
        let mut refused = session.view().counters().refused_in_all();
        let mut refuse = |post: Post<'_>| {
            let received = session.receive(post, Millis(5));
            assert!(
                matches!(received, Received::Refused(_)),
                "{received:?}: {post:?}"
            );
            refused += 1;
            assert_eq!(session.view().counters().refused_in_all(), refused);
            assert_eq!(seen(&session), before, "{post:?}");
            assert!(session.poll_post().is_none());
        };
        for (_, text) in &texts {
            refuse(post(1, subject.origin, Data::Object(text)));
            refuse(post(1, subject.origin, Data::Text(text)));
        }
        for (_, text) in &samples {
            for data in [Data::Object(text), Data::Text(text)] {
                refuse(post(2, subject.origin, data));
                refuse(post(1, "https://evil.example", data));
                refuse(post(1, "null", data));
                refuse(Post::asserted("relay", Source(1), subject.origin, data));
            }
        }
        refuse(post(1, subject.origin, Data::Other));
    }
}

#[test]
fn a_refused_message_has_no_effect() {
    refuses_without_effect(Session::<LeaddeskTalk>::new, |session| {
        let _ = session.peer().request(command::GetJwt::new());
        let _ = session.peer().request(command::GetJwt::new());
    });
    refuses_without_effect(Session::<LeaddeskTalk, _>::serve, |_| {});
    refuses_without_effect(Session::<LeaddeskContactCard>::new, |_| {});
    refuses_without_effect(Session::<LeaddeskContactCard, _>::serve, |_| {});
    refuses_without_effect(Session::<TalkdeskEmbedded>::new, |_| {});
    refuses_without_effect(Session::<TalkdeskEmbedded, _>::serve, |_| {});
    refuses_without_effect(Session::<Cloudtalk>::new, |_| {});
}

/// A signal that was refused, and what the session was like before and after.
fn refuse_signal<P: Protocol<Transport = Library>, S: Side<P>>(
    session: &mut Session<P, S>,
    signal: &Signal<'_>,
) {
    let before = seen(session);
    let refused = session.view().counters().refused_in_all();
    let delivered = session.deliver(signal, Millis(5));
    assert!(
        matches!(delivered, Delivered::Refused(_)),
        "{delivered:?}: {signal:?}"
    );
    assert_eq!(session.view().counters().refused_in_all(), refused + 1);
    assert_eq!(seen(session), before, "{signal:?}");
    assert!(session.poll_signal().is_none());
}

fn direction<S: Side<DeskOpenCti>>() -> Subject {
    let mut subjects = subject::all().into_iter();
    let found = subjects.find(|subject| {
        subject.description.name == "desk-open-cti" && subject.family.direction == S::RECEIVES
    });
    found.expect("a direction of the library")
}

#[test]
fn a_refused_signal_has_no_effect() {
    let subject = direction::<cti_runtime::App>();
    let mut app = Session::<DeskOpenCti>::in_page().joining_late();
    let _ticket = app.peer().request(method::GetPageInfo::new()).unwrap();
    app.poll_signal().unwrap();
    for (name, body) in hostile(&subject) {
        let (name, body) = (name.into(), body.as_str().into());
        refuse_signal(&mut app, &Signal::Fire { name, body });
    }
    for (id, body) in [
        (1, ""),
        (1, "{"),
        (1, r#"{"result":null,"result":null}"#),
        (1, r#"{"result":{"url":"a","url":"b"}}"#),
        (2, r#"{"result":true}"#),
        (0, "null"),
        (u64::MAX, "{}"),
    ] {
        let body = body.into();
        refuse_signal(&mut app, &Signal::Reply { id, body });
    }
    let (name, arguments) = ("interaction.isVisible".into(), "[]".into());
    refuse_signal(
        &mut app,
        &Signal::Request {
            id: 9,
            name,
            arguments,
        },
    );
}

#[test]
fn a_refused_call_has_no_effect() {
    let subject = direction::<cti_runtime::Vendor>();
    let mut desk = Session::<DeskOpenCti, _>::library();
    for (name, arguments) in hostile(&subject) {
        let (name, arguments) = (name.into(), arguments.as_str().into());
        refuse_signal(
            &mut desk,
            &Signal::Request {
                id: 1,
                name,
                arguments,
            },
        );
    }
}

fn open(name: &str, role: Role) -> Box<dyn AnySession> {
    let setup = Setup::new(Origin::parse(PAGE).unwrap());
    (registry::find(name).unwrap().open)(role, &setup).unwrap()
}

/// Between windows there is no in-page library: what comes as one has no origin that was checked.
#[test]
fn a_signal_is_no_way_around_the_origin_check() {
    for entry in registry::protocols() {
        if entry.origin.is_none() {
            continue;
        }
        for role in [Role::Application, Role::Vendor] {
            let mut session = open(entry.name, role);
            let before = session.states();
            for message in (entry.description)()
                .families
                .iter()
                .flat_map(|family| family.messages)
            {
                let name = || message.tag.into();
                for signal in [
                    Signal::Fire {
                        name: name(),
                        body: "null".into(),
                    },
                    Signal::Request {
                        id: 1,
                        name: name(),
                        arguments: "[]".into(),
                    },
                    Signal::Reply {
                        id: 1,
                        body: "{}".into(),
                    },
                ] {
                    let report = session.receive(&Input::Signal(signal), Millis(0));
                    let refused = matches!(report.verdict, Verdict::Refused(_));
                    assert!(refused, "{} accepts {} unchecked", entry.name, message.tag);
                    assert_eq!(session.states(), before);
                }
            }
        }
    }
}

/// A call that this side made by other means and that is no call changes nothing either.
#[test]
fn a_refused_observation_has_no_effect() {
    let mut app = Session::<DeskOpenCti>::in_page().joining_late();
    let before = seen(&app);
    let (name, arguments) = ("interaction.isVisible".into(), "[".into());
    let call = Signal::Request {
        id: 5,
        name,
        arguments,
    };
    assert!(matches!(
        app.observe_signal(&call, Millis(0)),
        Delivered::Refused(_)
    ));
    assert_eq!(seen(&app), before);

    let mut talk =
        Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
    let before = seen(&talk);
    let observed = talk.observe(Data::Object(r#"{"action":"getJwt""#), Millis(0));
    assert!(matches!(observed, Received::Refused(_)));
    assert_eq!(seen(&talk), before);
}

/// The limit on nesting is the session's own, for replies too.
#[test]
fn a_reply_nests_as_deep_as_the_session_allows() {
    for limit in [4, 64, 128] {
        for (levels, fits) in [(limit - 1, true), (limit, false)] {
            let limits = Limits::default().with_nesting(limit);
            let mut app = Session::<DeskOpenCti>::in_page()
                .joining_late()
                .with_limits(limits);
            let ticket = app.peer().request(method::IsVisible::new()).unwrap();
            let deep = nested(levels.into(), "[", "]");
            let body = format!(r#"{{"result":true,"more":{deep}}}"#).into();
            let id = ticket.id().get();
            let delivered = app.deliver(&Signal::Reply { id, body }, Millis(0));
            assert_eq!(
                matches!(delivered, Delivered::Answered { .. }),
                fits,
                "{levels} levels of {limit}: {delivered:?}"
            );
        }
    }
}

/// What couldn't be sent has cost nothing, not even an outcome that nobody has asked for yet.
#[test]
fn a_call_that_is_refused_forgets_no_outcome() {
    let limits = Limits::default()
        .with_waiting_replies(1)
        .with_message_bytes(64);
    let mut app = Session::<DeskOpenCti>::in_page()
        .joining_late()
        .with_limits(limits);
    let ticket = app.peer().request(method::IsVisible::new()).unwrap();
    app.poll_signal().unwrap();
    let (id, body) = (ticket.id().get(), r#"{"result":true}"#.into());
    let answered = app.deliver(&Signal::Reply { id, body }, Millis(0));
    assert!(matches!(answered, Delivered::Answered { .. }));
    let long = method::Ajax::new(
        "u".repeat(100),
        cti_vendors::desk_open_cti::AjaxConfig::new(),
    );
    assert_eq!(
        app.peer().request(long).err(),
        Some(cti_runtime::SendError::TooLarge)
    );
    assert_eq!(app.peer().outcome(&ticket), Some(Ok(true)));
}

/// A message that is answered by name waits for those before it, and then it goes, whether somebody
/// has a ticket for its answer or not.
#[test]
fn what_was_sent_is_posted_even_if_nobody_wants_the_answer() {
    let jwt = |token: &str| format!(r#"{{"action":"jwt","jwt":"{token}"}}"#);
    let mut session =
        Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1))
            .targeting(TALK)
            .unwrap();
    let first = session.peer().request(command::GetJwt::new()).unwrap();
    drop(session.peer().request(command::GetJwt::new()).unwrap());
    session.peer().send(command::GetJwt::new()).unwrap();
    let mut posted = 0;
    for at in 0..4 {
        posted += std::iter::from_fn(|| session.poll_post()).count();
        session.tick(Millis(at));
        let json = jwt("x");
        let _ = session.receive(Post::new(Source(1), TALK, Data::Object(&json)), Millis(at));
    }
    assert!(matches!(session.peer().outcome(&first), Some(Ok(_))));
    assert_eq!(posted, 3);
}

/// Out of turn is counted wherever a message comes from, drifted or not.
#[test]
fn a_drifted_signal_out_of_turn_is_counted_as_such() {
    let mut app = Session::<DeskOpenCti>::in_page();
    let (name, body) = ("interaction.onFocus".into(), r#"{"result":7}"#.into());
    let Delivered::Drifted(drifted) = app.deliver(&Signal::Fire { name, body }, Millis(0)) else {
        panic!("not a drift");
    };
    assert_eq!(drifted.order().turn(), cti_runtime::Turn::OutOfTurn);
    assert_eq!(app.view().counters().out_of_turn, 1);
}
