//! What arrives at a desk: calls from their beginning to their end, noise, and attacks.

use std::borrow::Cow;
use std::sync::LazyLock;

use cti_runtime::{Gate, Limits, Source};

use super::Verdict;
use super::kind::Kind;
use super::random::Random;
use super::scripts::script;

/// Calls are numbered so many to a desk.
pub const CALLS: u64 = 1_000_000;

/// A message on its way to a desk.
pub struct Letter {
    pub from: Source,
    pub origin: &'static str,
    pub body: Body,
    pub expected: Verdict,
}

type Json = Cow<'static, str>;

/// What a message is.
pub enum Body {
    Object(Json),
    Text(Json),
    /// Neither an object nor a string.
    Other,
    /// The agent calls the library, and this is the answer.
    Answer(Json),
    /// An answer to a call that was never made.
    StrayReply(Json),
    /// The library calls a subscriber.
    Fire(&'static str, Json),
}

/// The sender of a desk's mail.
pub struct Mailbox {
    desk: u32,
    kind: Kind,
    begun: bool,
    call: u64,
    step: u32,
}

static OVERSIZED: LazyLock<String> =
    LazyLock::new(|| format!("\"{}\"", " ".repeat(Limits::DEFAULT.message_bytes())));
static DEEP: LazyLock<String> = LazyLock::new(|| format!("{}{}", "[".repeat(200), "]".repeat(200)));

impl Mailbox {
    pub const fn new(desk: u32) -> Self {
        Self {
            desk,
            kind: Kind::of(desk),
            begun: false,
            call: 0,
            step: 0,
        }
    }

    /// The next message: of a hundred, five are hostile, two unknown, and one has drifted.
    pub fn next(&mut self, random: &mut Random) -> Letter {
        match random.below(100) {
            // Nothing is pinned before the first message: a session says less of a stranger then.
            _ if !self.begun => self.genuine(),
            0..5 if self.kind == Kind::Library => self.hostile_signal(random),
            0..5 => self.hostile(random),
            5 | 6 => self.unknown(),
            7 => self.drifted(),
            _ => self.genuine(),
        }
    }

    fn posted(&self, json: impl Into<Json>, expected: Verdict) -> Letter {
        let json = json.into();
        Letter {
            from: Source(self.desk),
            origin: self.kind.origin(),
            body: match self.kind {
                Kind::Cloudtalk => Body::Text(json),
                _ => Body::Object(json),
            },
            expected,
        }
    }

    fn signal(&self, body: Body, expected: Verdict) -> Letter {
        Letter {
            from: Source(self.desk),
            origin: "",
            body,
            expected,
        }
    }

    /// A message in its envelope; the fields are given as they stand in an object, without braces.
    fn message(&self, tag: &str, fields: &str) -> String {
        let constants = self.kind.constants();
        match self.kind.keys() {
            (key, Some(content)) => {
                format!("{{{constants}\"{key}\":\"{tag}\",\"{content}\":{{{fields}}}}}")
            }
            (key, None) if fields.is_empty() => format!("{{{constants}\"{key}\":\"{tag}\"}}"),
            (key, None) => format!("{{{constants}\"{key}\":\"{tag}\",{fields}}}"),
        }
    }

    /// The next message of the conversation.
    fn genuine(&mut self) -> Letter {
        let id = u64::from(self.desk) * CALLS + self.call;
        let mine = Verdict::Accepted(Some(self.desk));
        let plain = Verdict::Accepted(None);
        let begun = std::mem::replace(&mut self.begun, true);
        let step = if begun { self.step } else { u32::MAX };
        if begun {
            self.step = (self.step + 1) % 5;
            self.call += u64::from(self.step == 0);
        }
        if self.kind == Kind::Library {
            return self.library(step, id);
        }
        let (tag, fields, expected) = script(self.kind, step, id);
        let expected = if expected { mine } else { plain };
        self.posted(self.message(tag, &fields), expected)
    }

    fn library(&self, step: u32, id: u64) -> Letter {
        let mine = Verdict::Accepted(Some(self.desk));
        let focus = format!(
            r#"{{"result":{{"url":"https://acme.desk.example/agent/case/{id}","objectId":"{id}","object":"case","objectName":"Order 7 is late"}}}}"#
        );
        let dial = format!(
            r#"{{"result":{{"number":"12345677890","objectId":"{id}","object":"customer"}}}}"#
        );
        match step {
            u32::MAX => self.signal(Body::Fire("ready", "null".into()), Verdict::Accepted(None)),
            0 => self.signal(
                Body::Answer(r#"{"result":true}"#.into()),
                Verdict::Accepted(None),
            ),
            1 | 3 => self.signal(Body::Fire("interaction.onFocus", focus.into()), mine),
            _ => self.signal(
                Body::Fire("interaction.cti.onClickToDial", dial.into()),
                mine,
            ),
        }
    }

    fn unknown(&self) -> Letter {
        let fields = r#""level":4,"reasons":["network","device"],"since":"2026-01-31"#;
        match self.kind {
            Kind::Library => self.signal(
                Body::Fire("onQualityChanged", format!("{{{fields}\"}}").into()),
                Verdict::Unknown,
            ),
            _ => self.posted(
                self.message("qualityChanged", &format!("{fields}\"")),
                Verdict::Unknown,
            ),
        }
    }

    /// A known tag without what it needs. None of them moves a state machine.
    fn drifted(&self) -> Letter {
        if self.kind == Kind::Library {
            let body = r#"{"result":"yes"}"#.into();
            return self.signal(Body::Answer(body), Verdict::Drifted);
        }
        let drifted = self.message(self.kind.still(), "\"v2\":true");
        self.posted(drifted, Verdict::Drifted)
    }

    fn hostile(&mut self, random: &mut Random) -> Letter {
        let refused = Verdict::Refused;
        let (key, _) = self.kind.keys();
        let forged = self.message("login", "\"language\":\"en\",\"origin\":\"x\"");
        match random.below(9) {
            0 => Letter {
                origin: self.kind.look_alike(),
                ..self.posted(forged, refused(Gate::Origin))
            },
            1 => Letter {
                origin: "null",
                ..self.posted(forged, refused(Gate::Origin))
            },
            2 => {
                // A neighbour's mail, with everything in order but the window.
                let mut neighbour = Self::new(self.desk + Kind::COUNT);
                neighbour.begun = true;
                Letter {
                    expected: refused(Gate::Source),
                    ..neighbour.genuine()
                }
            }
            3 => self.posted(OVERSIZED.as_str(), refused(Gate::Size)),
            4 => self.posted(
                format!("{},\"{key}\":\"logout\"}}", &forged[..forged.len() - 1]),
                refused(Gate::Malformed),
            ),
            5 => self.posted(
                forged[..forged.len() - 3].to_owned(),
                refused(Gate::Malformed),
            ),
            6 => self.posted(
                format!("{{\"{key}\":\"news\",\"deep\":{}}}", *DEEP),
                refused(Gate::Malformed),
            ),
            7 => self.posted(
                r#"{"source":"react-devtools-bridge","payload":{"event":"operations"}}"#,
                refused(Gate::NotOurs),
            ),
            _ => Letter {
                body: Body::Other,
                ..self.posted("", refused(Gate::NotOurs))
            },
        }
    }

    fn hostile_signal(&self, random: &mut Random) -> Letter {
        let (body, gate) = match random.below(5) {
            0 => (Body::StrayReply(r#"{"result":true}"#.into()), Gate::NotOurs),
            1 => (
                Body::Fire("interaction.onFocus", "{\"url\":".into()),
                Gate::Malformed,
            ),
            2 => (Body::Fire("onNews", DEEP.as_str().into()), Gate::Malformed),
            3 => (Body::Fire("onNews", OVERSIZED.as_str().into()), Gate::Size),
            _ => (Body::Other, Gate::NotOurs),
        };
        self.signal(body, Verdict::Refused(gate))
    }
}
