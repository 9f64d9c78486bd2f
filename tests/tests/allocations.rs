//! What is turned away costs no allocation, and how many a message that is accepted costs.
//!
//! The counting allocator is another crate's: our own code has no `unsafe`. It counts the thread that
//! measures, so tests don't disturb each other.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use allocation_counter::{AllocationInfo, measure};
use cti_runtime::protocol::{Side, Window};
use cti_runtime::{
    Data, Delivered, Gate, Limits, Millis, OriginPolicy, Post, Protocol, Received, Session, Signal,
    Source,
};
use cti_tests::subject;
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::desk_open_cti::{DeskOpenCti, method};
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;

/// Fails unless a message is refused at this gate, without an allocation.
#[track_caller]
fn turned_away<P: Protocol<Carrier = Window>, S: Side<P>>(
    session: &mut Session<P, S>,
    what: &str,
    post: Post<'_>,
    gate: Gate,
) {
    let mut refused = None;
    let cost = measure(|| {
        if let Received::Refused(refusal) = session.receive(post, Millis(0)) {
            refused = Some(refusal.gate());
        }
    });
    assert_eq!(refused, Some(gate), "{what}");
    assert_eq!(cost.count_total, 0, "{what}, {}: {cost:?}", P::TABLE.name);
}

/// Everything that is turned away, by a session that listens to window 1 alone.
fn turns_away<P: Protocol<Carrier = Window>, S: Side<P>>(session: Session<P, S>, prepared: bool) {
    let mut session = session.from_source(Source(1));
    let subjects = subject::all();
    let subject = subjects
        .iter()
        .find(|subject| {
            subject.description.name == P::TABLE.name && subject.family.direction == S::RECEIVES
        })
        .unwrap();
    let samples = subject.samples();
    let tag = subject.family.envelope.tag;
    if prepared {
        for (_, sample) in &samples {
            let _ = session.receive(posted(subject, sample), Millis(0));
        }
    }

    for (_, sample) in &samples {
        for origin in [
            "https://evil.example",
            "null",
            "",
            "https://evil.leaddesk.com.evil.example",
        ] {
            let post = Post {
                origin,
                ..posted(subject, sample)
            };
            turned_away(&mut session, "foreign origin", post, Gate::Origin);
        }
        let post = Post {
            source: Source(2),
            ..posted(subject, sample)
        };
        turned_away(&mut session, "wrong source", post, Gate::Source);
        let post = Post::asserted("relay", Source(1), subject.origin, Data::Object(sample));
        turned_away(&mut session, "a relay's word", post, Gate::Origin);

        // The tag is the last key and misspelled, spelled with escapes or not.
        let foreign = sample.replacen(&format!("\"{tag}\""), "\"kind\"", 1);
        turned_away(
            &mut session,
            "no tag",
            posted(subject, &foreign),
            Gate::NotOurs,
        );
        let foreign = sample.replacen(&format!("\"{tag}\""), r#""\u006bind""#, 1);
        turned_away(
            &mut session,
            "escaped key",
            posted(subject, &foreign),
            Gate::NotOurs,
        );
        let last = format!(r#"{{"more":{sample},"list":[{sample}],"{tag}x":"login"}}"#);
        turned_away(
            &mut session,
            "tag only inside",
            posted(subject, &last),
            Gate::NotOurs,
        );

        for end in 1..sample.trim_end().len() {
            let Some(cut) = sample.get(..end) else {
                continue;
            };
            let mut gate = None;
            let cost = measure(|| {
                if let Received::Refused(refusal) = session.receive(posted(subject, cut), Millis(0))
                {
                    gate = Some(refusal.gate());
                }
            });
            assert_eq!(gate, Some(Gate::Malformed), "{cut}");
            // Texts of fields that were read before the end came are owned by then, and let go.
            assert!(cost.count_total <= 16, "{cost:?}: {cut}");
        }
    }

    for text in [
        "",
        " ",
        "null",
        "true",
        "[]",
        "[{}]",
        "7",
        "hello",
        "setImmediate$0.5$1",
        "\"\"",
    ] {
        turned_away(
            &mut session,
            "no object",
            posted(subject, text),
            Gate::NotOurs,
        );
    }
    for text in [
        r#"{"source":"react-devtools-bridge","payload":{"event":"x","a":[1,2,{"b":null}]}}"#,
        r#"{"target":"metamask-inpage","data":{"name":"p","data":{"method":"m","params":[]}}}"#,
        r#"{"a":"\ud83d\ude00","\u0062":[true,false,null,-1.5e-3],"c":{}}"#,
    ] {
        turned_away(
            &mut session,
            "somebody's",
            posted(subject, text),
            Gate::NotOurs,
        );
    }
    for value in ["1", "null", "[]", "{}", "true"] {
        let text = format!(r#"{{"{tag}":{value}}}"#);
        turned_away(
            &mut session,
            "no string as tag",
            posted(subject, &text),
            Gate::NotOurs,
        );
    }

    for text in [
        "{",
        "{\"",
        "{]",
        "{,}",
        "{\"a\":}",
        "{\"a\":01}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
    ] {
        turned_away(
            &mut session,
            "malformed",
            posted(subject, text),
            Gate::Malformed,
        );
    }
    let name = subject
        .family
        .messages
        .first()
        .map_or("x", |message| message.tag);
    for (what, text) in [
        (
            "tag repeated",
            format!(r#"{{"{tag}":"{name}","{tag}":"{name}"}}"#),
        ),
        (
            "tag repeated, escaped",
            format!(
                r#"{{"{tag}":"{name}","\u{:04x}{}":1}}"#,
                tag.as_bytes()[0],
                &tag[1..]
            ),
        ),
        ("more behind it", format!(r#"{{"{tag}":"{name}"}} x"#)),
        (
            "unknown, repeated",
            format!(r#"{{"{tag}":"new","{tag}":"new"}}"#),
        ),
        (
            "unknown, malformed",
            format!(r#"{{"{tag}":"new","a":nul}}"#),
        ),
    ] {
        turned_away(&mut session, what, posted(subject, &text), Gate::Malformed);
    }

    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for levels in [63, 64, 100, 10_000, 200_000] {
            let deep = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let text = format!(r#"{{"more":{deep},"x":1}}"#);
            let gate = match levels {
                63 => Gate::NotOurs,
                200_000 => Gate::Size,
                _ if text.len() > Limits::DEFAULT.message_bytes() => Gate::Size,
                _ => Gate::Malformed,
            };
            turned_away(&mut session, "nested", posted(subject, &text), gate);
            let text = format!(r#"{{"{tag}":"{name}","more":{deep}}}"#);
            if levels > 63 {
                let gate = if gate == Gate::NotOurs {
                    Gate::Malformed
                } else {
                    gate
                };
                turned_away(
                    &mut session,
                    "nested behind the tag",
                    posted(subject, &text),
                    gate,
                );
            }
        }
    }
    let mut session = session.with_limits(Limits::DEFAULT.with_message_bytes(4 << 20));
    let levels = 200_000;
    let deep = format!(
        r#"{{"{tag}":"{name}","more":{}1{}}}"#,
        "[".repeat(levels),
        "]".repeat(levels)
    );
    turned_away(
        &mut session,
        "200,000 levels",
        posted(subject, &deep),
        Gate::Malformed,
    );
    let long = format!(r#"{{"{}":1}}"#, "k".repeat(1 << 20));
    turned_away(
        &mut session,
        "a megabyte of key",
        posted(subject, &long),
        Gate::NotOurs,
    );
    let long = format!(r#"{{"{}":1}}"#, r"\u006b".repeat(1 << 18));
    turned_away(
        &mut session,
        "a megabyte of escapes",
        posted(subject, &long),
        Gate::NotOurs,
    );
    let large = format!(r#"{{"{tag}":"{name}","more":"{}"}}"#, "x".repeat(5 << 20));
    turned_away(
        &mut session,
        "oversized",
        posted(subject, &large),
        Gate::Size,
    );
    turned_away(
        &mut session,
        "no JSON",
        Post {
            data: Data::Other,
            ..posted(subject, "")
        },
        Gate::NotOurs,
    );
}

fn posted<'a>(subject: &subject::Subject, text: &'a str) -> Post<'a> {
    let data = match subject.family.envelope.encoding {
        cti_runtime::describe::Encoding::Text => Data::Text(text),
        _ => Data::Object(text),
    };
    Post::new(Source(1), subject.origin, data)
}

#[test]
fn turning_away_allocates_nothing() {
    for prepared in [false, true] {
        turns_away(
            Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>()),
            prepared,
        );
        turns_away(
            Session::<LeaddeskTalk, _>::serve(pages::<LeaddeskTalk>()),
            prepared,
        );
        turns_away(
            Session::<LeaddeskContactCard>::new(OriginPolicy::declared::<LeaddeskContactCard>()),
            prepared,
        );
        turns_away(
            Session::<LeaddeskContactCard, _>::serve(pages::<LeaddeskContactCard>()),
            prepared,
        );
        turns_away(
            Session::<TalkdeskEmbedded>::new(OriginPolicy::declared::<TalkdeskEmbedded>()),
            prepared,
        );
        turns_away(
            Session::<TalkdeskEmbedded, _>::serve(pages::<TalkdeskEmbedded>()),
            prepared,
        );
        turns_away(
            Session::<Cloudtalk>::new(OriginPolicy::declared::<Cloudtalk>()),
            prepared,
        );
    }
}

fn pages<P: Protocol>() -> OriginPolicy {
    subject::policy::<P, cti_runtime::Vendor>()
}

/// A session that is bound to one origin of the policy turns the others away.
#[test]
fn another_origin_of_the_protocol_allocates_nothing() {
    let mut session = Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>());
    let login = r#"{"action":"login","language":"en","origin":"x"}"#;
    let post = |origin| Post::new(Source(1), origin, Data::Object(login));
    let _ = session.receive(post("https://login-ce2.leaddesk.com"), Millis(0));
    let session = &mut session;
    turned_away(
        session,
        "elsewhere",
        post("https://login-ce3.leaddesk.com"),
        Gate::Origin,
    );
    turned_away(
        session,
        "elsewhere",
        post("https://login-ce3.leaddesk.com/"),
        Gate::Origin,
    );
}

#[test]
fn signals_that_are_refused_allocate_nothing() {
    let mut app = Session::<DeskOpenCti>::in_page().joining_late();
    let _ticket = app.peer().call(method::IsVisible::new()).unwrap();
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let fire = |name: &'static str, body| Signal::Fire {
        name: name.into(),
        body,
    };
    for signal in [
        fire("ready", "{".into()),
        fire("onFocus", "nope".into()),
        fire("other", "{\"a\"".into()),
        fire("other", deep.as_str().into()),
        Signal::Reply {
            id: 9,
            body: "{}".into(),
        },
        Signal::Reply {
            id: 1,
            body: "{".into(),
        },
        Signal::Call {
            id: 1,
            name: "isVisible".into(),
            arguments: "[]".into(),
        },
    ] {
        let mut refused = false;
        let cost = measure(|| {
            refused = matches!(app.deliver(&signal, Millis(0)), Delivered::Refused(_));
        });
        assert!(refused, "{signal:?}");
        assert_eq!(cost.count_total, 0, "{signal:?}: {cost:?}");
    }
}

/// What it costs the vendor's side of Talk to receive a message, and what it cost before any other.
fn cost_of(text: &str) -> (AllocationInfo, AllocationInfo) {
    let mut session = Session::<LeaddeskTalk, _>::serve(pages::<LeaddeskTalk>());
    let post = Post::new(Source(1), subject::PAGE, Data::Object(text));
    let mut receive = || {
        let mut received = None;
        let cost = measure(|| received = Some(session.receive(post, Millis(0))));
        assert!(
            matches!(received, Some(Received::Message(..))),
            "{received:?}"
        );
        cost
    };
    let first = receive();
    (receive(), first)
}

/// The figures are printed: `cargo test -p cti-tests --test allocations -- --nocapture`.
#[test]
fn an_accepted_message_allocates_what_it_owns() {
    let flat = r#"{"action":"call","number":"+123456789","autocall":true}"#;
    let tag_last = r#"{"number":"+123456789","autocall":true,"action":"call"}"#;
    let unknown = r#"{"action":"voicemail","id":7,"from":"+12025550123","seconds":31}"#;
    for (what, text, most) in [
        ("tag first", flat, 1),
        ("tag last", tag_last, 1),
        ("unknown, kept", unknown, 2),
        ("without fields", r#"{"action":"hangup"}"#, 0),
    ] {
        let (next, first) = cost_of(text);
        println!(
            "{} bytes, {what}: {} allocations of {} bytes; the first message of a session, which \
             pins its origin: {}",
            text.len(),
            next.count_total,
            next.bytes_total,
            first.count_total
        );
        assert!(next.count_total <= most, "{what}: {next:?}");
    }
}
