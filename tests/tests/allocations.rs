//! What is turned away costs no allocation, and how many a message that is accepted costs.
//!
//! The counting allocator is another crate's: our own code has no `unsafe`. It counts the thread that
//! measures, so tests don't disturb each other.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use allocation_counter::{AllocationInfo, measure};
use cti_runtime::describe::Encoding;
use cti_runtime::protocol::{Side, Window};
use cti_runtime::{
    Data, Delivered, Gate, Limits, Millis, OriginPolicy, Post, Protocol, Received, Session, Signal,
    Source, Vendor,
};
use cti_tests::subject;
use cti_vendors::cloudtalk::Cloudtalk;
use cti_vendors::desk_open_cti::{DeskOpenCti, method};
use cti_vendors::leaddesk_contact_card::LeaddeskContactCard;
use cti_vendors::leaddesk_talk::LeaddeskTalk;
use cti_vendors::talkdesk_embedded::TalkdeskEmbedded;

/// A session that listens to window 1 alone.
struct Listener<P: Protocol<Transport = Window>, S: Side<P>> {
    session: Session<P, S>,
    subject: subject::Subject,
}

impl<P: Protocol<Transport = Window>, S: Side<P>> Listener<P, S> {
    fn new(session: Session<P, S>) -> Self {
        let direction = |subject: &subject::Subject| {
            subject.description.name == P::TABLE.name && subject.family.direction == S::RECEIVES
        };
        Self {
            session,
            subject: subject::all().into_iter().find(direction).unwrap(),
        }
    }

    /// A text as this protocol posts it, from where it should come.
    fn post<'t>(&self, text: &'t str) -> Post<'t> {
        let data = match self.subject.family.envelope.encoding {
            Encoding::Text => Data::Text(text),
            _ => Data::Object(text),
        };
        Post::new(Source(1), self.subject.origin, data)
    }

    fn samples(&self) -> Vec<String> {
        let samples = self.subject.samples().into_iter();
        samples.map(|(_, text)| text).collect()
    }

    /// The key of the tag, and a tag.
    fn tag(&self) -> (&'static str, &'static str) {
        let message = self.subject.family.messages.first();
        let name = message.map_or("x", |message| message.tag);
        (self.subject.family.envelope.tag, name)
    }

    /// Fails unless a text is refused at this gate, without an allocation.
    #[track_caller]
    fn refuses(&mut self, what: &str, text: &str, gate: Gate) {
        self.refuses_post(what, self.post(text), gate);
    }

    #[track_caller]
    fn refuses_post(&mut self, what: &str, post: Post<'_>, gate: Gate) {
        let (refused, cost) = self.cost(post);
        assert_eq!(refused, Some(gate), "{what}");
        assert_eq!(cost.count_total, 0, "{what}, {}: {cost:?}", P::TABLE.name);
    }

    fn cost(&mut self, post: Post<'_>) -> (Option<Gate>, AllocationInfo) {
        let mut refused = None;
        let cost = measure(|| {
            if let Received::Refused(refusal) = self.session.receive(post, Millis(0)) {
                refused = Some(refusal.gate());
            }
        });
        (refused, cost)
    }

    fn foreign_senders(&mut self) {
        for sample in self.samples() {
            let post = self.post(&sample);
            for origin in [
                "https://evil.example",
                "null",
                "",
                "https://evil.leaddesk.com.evil.example",
            ] {
                self.refuses_post("foreign origin", Post { origin, ..post }, Gate::Origin);
            }
            let source = Source(2);
            self.refuses_post("wrong source", Post { source, ..post }, Gate::Source);
            let post = Post::asserted("relay", Source(1), self.subject.origin, post.data);
            self.refuses_post("a relay's word", post, Gate::Origin);
        }
    }

    fn foreign_messages(&mut self) {
        let (tag, _) = self.tag();
        for sample in self.samples() {
            let foreign = sample.replacen(&format!("\"{tag}\""), "\"kind\"", 1);
            self.refuses("no tag", &foreign, Gate::NotOurs);
            let foreign = sample.replacen(&format!("\"{tag}\""), r#""\u006bind""#, 1);
            self.refuses("escaped key", &foreign, Gate::NotOurs);
            let inside = format!(r#"{{"more":{sample},"list":[{sample}],"{tag}x":"login"}}"#);
            self.refuses("tag only inside", &inside, Gate::NotOurs);
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
            r#""""#,
            r#"{"source":"react-devtools-bridge","payload":{"event":"x","a":[1,2,{"b":null}]}}"#,
            r#"{"target":"metamask-inpage","data":{"name":"p","data":{"method":"m","params":[]}}}"#,
            r#"{"a":"\ud83d\ude00","\u0062":[true,false,null,-1.5e-3],"c":{}}"#,
        ] {
            self.refuses("somebody's", text, Gate::NotOurs);
        }
        for value in ["1", "null", "[]", "{}", "true"] {
            let first = format!(r#"{{"{tag}":{value}}}"#);
            self.refuses("no string as tag", &first, Gate::NotOurs);
            let last = format!(r#"{{"a":1,"b":{{"c":[2]}},"{tag}":{value}}}"#);
            self.refuses("no string as tag, last", &last, Gate::NotOurs);
        }
        let other = Post {
            data: Data::Other,
            ..self.post("")
        };
        self.refuses_post("no JSON", other, Gate::NotOurs);
    }

    fn malformed(&mut self) {
        for text in [
            r"{",
            r#"{""#,
            r"{]",
            r"{,}",
            r#"{"a":}"#,
            r#"{"a":01}"#,
            r#"{"a":tru}"#,
            r#"{"a":"\x"}"#,
        ] {
            self.refuses("malformed", text, Gate::Malformed);
        }
        let (tag, name) = self.tag();
        let escaped = format!(r"\u{:04x}{}", tag.as_bytes()[0], &tag[1..]);
        for (what, text) in [
            (
                "tag repeated",
                format!(r#"{{"{tag}":"{name}","{tag}":"{name}"}}"#),
            ),
            (
                "tag repeated, escaped",
                format!(r#"{{"{tag}":"{name}","{escaped}":1}}"#),
            ),
            (
                "tag last, malformed before",
                format!(r#"{{"a":[1,],"{tag}":"{name}"}}"#),
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
            self.refuses(what, &text, Gate::Malformed);
        }
    }

    /// Texts of fields that were read before a message turns out to be broken are owned by then, and
    /// let go: no more than there are.
    fn cut_off(&mut self) {
        for sample in self.samples() {
            for end in 1..sample.trim_end().len() {
                let Some(cut) = sample.get(..end) else {
                    continue;
                };
                let (refused, cost) = self.cost(self.post(cut));
                assert_eq!(refused, Some(Gate::Malformed), "{cut}");
                let strings = cut.matches('"').count() as u64;
                assert!(cost.count_total <= strings, "{cost:?}: {cut}");
            }
        }
    }

    fn nested(&mut self) {
        let (tag, name) = self.tag();
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            for levels in [63, 64, 100, 10_000, 200_000] {
                let deep = format!("{}1{}", open.repeat(levels), close.repeat(levels));
                let text = format!(r#"{{"more":{deep},"x":1}}"#);
                let gate = match levels {
                    63 => Gate::NotOurs,
                    _ if text.len() > Limits::DEFAULT.message_bytes() => Gate::Size,
                    _ => Gate::Malformed,
                };
                self.refuses("nested", &text, gate);
                if levels > 63 {
                    let text = format!(r#"{{"{tag}":"{name}","x":{deep}}}"#);
                    self.refuses("nested behind the tag", &text, gate);
                    let text = format!(r#"{{"x":{deep},"{tag}":"{name}"}}"#);
                    self.refuses("nested before the tag", &text, gate);
                }
            }
        }
    }

    /// With a limit of four megabytes.
    fn large(self) {
        let limits = Limits::DEFAULT.with_message_bytes(4 << 20);
        let mut patient = Self {
            session: self.session.with_limits(limits),
            ..self
        };
        let (tag, name) = patient.tag();
        let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
        let text = format!(r#"{{"{tag}":"{name}","more":{open}1{close}}}"#);
        patient.refuses("200,000 levels", &text, Gate::Malformed);
        let text = format!(r#"{{"{}":1}}"#, "k".repeat(1 << 20));
        patient.refuses("a megabyte of key", &text, Gate::NotOurs);
        let text = format!(r#"{{"{}":1}}"#, r"\u006b".repeat(1 << 18));
        patient.refuses("a megabyte of escapes", &text, Gate::NotOurs);
        let text = format!(r#"{{"{tag}":"{name}","more":"{}"}}"#, "x".repeat(5 << 20));
        patient.refuses("oversized", &text, Gate::Size);
    }
}

/// Everything that is turned away, at the start of a conversation or in the middle of one.
fn turns_away<P: Protocol<Transport = Window>, S: Side<P>>(session: Session<P, S>, started: bool) {
    let mut listener = Listener::new(session);
    if started {
        for sample in listener.samples() {
            let _ = listener.session.receive(listener.post(&sample), Millis(0));
        }
    }
    listener.foreign_senders();
    listener.foreign_messages();
    listener.malformed();
    listener.cut_off();
    listener.nested();
    listener.large();
}

#[test]
fn turning_away_allocates_nothing() {
    fn app<P: Protocol<Transport = Window>>(started: bool) {
        turns_away(
            Session::<P>::new(OriginPolicy::declared::<P>(), Source(1)),
            started,
        );
    }
    fn vendor<P: Protocol<Transport = Window>>(started: bool) {
        turns_away(Session::<P, _>::serve(pages::<P>(), Source(1)), started);
    }
    for started in [false, true] {
        app::<LeaddeskTalk>(started);
        app::<LeaddeskContactCard>(started);
        app::<TalkdeskEmbedded>(started);
        app::<Cloudtalk>(started);
        vendor::<LeaddeskTalk>(started);
        vendor::<LeaddeskContactCard>(started);
        vendor::<TalkdeskEmbedded>(started);
    }
}

fn pages<P: Protocol>() -> OriginPolicy {
    subject::policy::<P, Vendor>()
}

/// A session that is bound to one origin of the policy turns the others away.
#[test]
fn another_origin_of_the_protocol_allocates_nothing() {
    let talk = Session::<LeaddeskTalk>::new(OriginPolicy::declared::<LeaddeskTalk>(), Source(1));
    let mut talk = Listener::new(talk);
    let login = r#"{"action":"login","language":"en","origin":"x"}"#;
    let post = talk.post(login);
    let _ = talk.session.receive(post, Millis(0));
    let post = talk.post(r#"{"action":"logout"}"#);
    for origin in [
        "https://login-ce3.leaddesk.com",
        "https://login-ce3.leaddesk.com/",
    ] {
        talk.refuses_post("elsewhere", Post { origin, ..post }, Gate::Origin);
    }
}

#[test]
fn signals_that_are_refused_allocate_nothing() {
    let mut app = Session::<DeskOpenCti>::in_page().joining_late();
    let _ticket = app.peer().request(method::IsVisible::new()).unwrap();
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let fire = |name: &'static str, body| Signal::Fire {
        name: name.into(),
        body,
    };
    for signal in [
        fire("ready", "{".into()),
        fire("interaction.onFocus", "nope".into()),
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
        Signal::Request {
            id: 1,
            name: "interaction.isVisible".into(),
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
    let mut session = Session::<LeaddeskTalk, _>::serve(pages::<LeaddeskTalk>(), Source(1));
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
