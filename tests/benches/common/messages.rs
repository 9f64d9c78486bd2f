//! The messages, and the ways in which they are spelled.

use cti_runtime::protocol::Window;
use cti_runtime::{Data, OriginPolicy, Post, Protocol, Session, Source};

pub const SHORT: &str = r#"{"action":"call","number":"+123456789","autocall":true}"#;
pub const FLAT: &str = r#"{"action":"ringing","call_uuid":"12345678-1234-1234-123a-012345a6789b","externalNumber":"+44 20 7946 0167","internalNumber":"+1 202 555 0175","contactId":1234,"contactName":"John Doe","company":"Company Inc.","contactEmails":["john@company.example","doe@company.example"],"contactNumbers":["+44 20 7946 0167","+44 20 7946 0123"],"tags":["VIP","Europe","renewal due in March","speaks English and Finnish","prefers mornings"]}"#;
pub const NESTED: &str = r#"{"event":"ringing","properties":{"call_uuid":"12345678-1234-1234-123a-012345a6789b","external_number":"+44 20 7946 0167","internal_number":"+1 202 555 0175","contact":{"id":1234,"name":"John Doe","company":"Company Inc.","contact_emails":["john@company.example","doe@company.example"],"contact_numbers":["+44 20 7946 0167","+44 20 7946 0123"],"external_urls":[{"external_system":"mycrm","external_url":"https://mycrm.example/contact/123"}],"tags":["VIP","Europe"]}}}"#;
pub const FOREIGN: &str =
    r#"{"source":"react-devtools-bridge","payload":{"event":"operations","payload":[1,1,0,0]}}"#;
pub const UNKNOWN: &str = r#"{"action":"voicemail","id":7,"from":"+12025550123","seconds":31}"#;

pub const FLAT_ORIGIN: &str = "https://phone-7.bench.example";
pub const NESTED_ORIGIN: &str = "https://phone.cloudtalk.io";
pub const TALK_ORIGIN: &str = "https://login-ce2.leaddesk.com";

/// How a message is spelled. Each spelling says the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    TagFirst,
    TagLast,
    Pretty,
    Escapes,
}

impl Spelling {
    pub const ALL: [Self; 4] = [Self::TagFirst, Self::TagLast, Self::Pretty, Self::Escapes];

    pub const fn suffix(self) -> &'static str {
        match self {
            Self::TagFirst => "",
            Self::TagLast => ", tag last",
            Self::Pretty => ", pretty-printed",
            Self::Escapes => ", escapes",
        }
    }

    pub fn of(self, json: &str) -> String {
        match self {
            Self::TagFirst => json.to_owned(),
            Self::TagLast => tag_last(json),
            Self::Pretty => pretty(json),
            Self::Escapes => escapes(json),
        }
    }
}

/// With the first key last.
fn tag_last(json: &str) -> String {
    let (tag, rest) = json
        .strip_prefix('{')
        .and_then(|json| json.strip_suffix('}'))
        .and_then(|body| body.split_once(','))
        .unwrap();
    format!("{{{rest},{tag}}}")
}

/// As `JSON.stringify(message, null, 2)` writes it: the order of the keys stays.
fn pretty(json: &str) -> String {
    let mut out = String::new();
    let (mut depth, mut quoted) = (0, false);
    for c in json.chars() {
        quoted ^= c == '"';
        if !quoted && matches!(c, '}' | ']') {
            depth -= 1;
            out += "\n";
            out += &"  ".repeat(depth);
        }
        out.push(c);
        match c {
            _ if quoted => {}
            '{' | '[' => {
                depth += 1;
                out += "\n";
                out += &"  ".repeat(depth);
            }
            ',' => {
                out += "\n";
                out += &"  ".repeat(depth);
            }
            ':' => out.push(' '),
            _ => {}
        }
    }
    out
}

/// With an escape in most values, as serialisers write them that keep to ASCII or close no tags.
fn escapes(json: &str) -> String {
    json.replace('+', r"\u002b")
        .replace("John", r"J\u00f6hn \ud83d\ude00")
        .replace("Inc.", r#"\"Inc.\"\n"#)
        .replace("://", r":\/\/")
        .replace(" and ", r" \u0026 ")
}

pub fn session<P: Protocol<Transport = Window>>() -> Session<P> {
    Session::new(OriginPolicy::declared::<P>(), Source(1))
}

pub const fn object<'a>(origin: &'a str, json: &'a str) -> Post<'a> {
    Post::new(Source(1), origin, Data::Object(json))
}

pub const fn text<'a>(origin: &'a str, json: &'a str) -> Post<'a> {
    Post::new(Source(1), origin, Data::Text(json))
}
