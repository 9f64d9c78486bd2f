//! Recordings: what a page received and posted, as JSON lines.
//!
//! ```
//! use cti::recording::{Happened, Line, Reader};
//!
//! let recording = br#"{"cti": 1, "protocol": "leaddesk-talk"}
//! {"at": 7, "side": "vendor", "origin": "https://login-ce2.leaddesk.com", "data": {"action": "logout"}}
//! "#;
//! let mut reader = Reader::new(&recording[..]);
//! while let Some((number, line)) = reader.read()? {
//!     if let Line::Happened { at, what: Happened::Posted(posted) } = line {
//!         assert_eq!((number, at), (2, 7));
//!         assert_eq!(posted.origin, "https://login-ce2.leaddesk.com");
//!     }
//! }
//! # Ok::<(), cti::recording::Unreadable>(())
//! ```

mod broken;
mod members;
pub(crate) mod reader;
mod surrogates;

use std::borrow::Cow;
use std::fmt::Write as _;

use cti_runtime::Signal;
use cti_runtime::describe::Direction;

pub use self::broken::Broken;
use self::members::{Fault, Member, Members};
pub use self::reader::{Reader, Unreadable};

/// The version of the format that is read.
const VERSION: u64 = 1;

/// The longest text that `pad` makes, in bytes.
const LONGEST_PAD: usize = 64 * 1024 * 1024;

/// The window that isn't known, as recordings number windows.
const UNKNOWN: u32 = 0;

/// The phone's window.
const PHONE: u32 = 1;

/// A line of a recording.
#[derive(Debug)]
pub enum Line<'a> {
    /// What the recording says of itself.
    Header(Header<'a>),
    /// Something that happened.
    Happened {
        /// When, in milliseconds.
        at: u64,
        /// What.
        what: Happened<'a>,
    },
}

/// What a recording says of itself.
#[derive(Debug, Default)]
pub struct Header<'a> {
    /// The protocol's name.
    pub protocol: Option<Cow<'a, str>>,
    /// What a person should know of it.
    pub note: Option<Cow<'a, str>>,
    /// Whether it begins where the conversation begins.
    pub synced: bool,
}

/// Something that happened.
#[derive(Debug)]
pub enum Happened<'a> {
    /// A window posted a message.
    Posted(Posted<'a>),
    /// Something crossed the edge of an in-page library.
    Signalled(Signal<'a>),
    /// The vendor's document was replaced.
    Reloaded,
}

/// A message that a window posted.
#[derive(Debug)]
pub struct Posted<'a> {
    /// The side that posted it.
    pub side: Side,
    /// The origin, as the browser wrote it.
    pub origin: Cow<'a, str>,
    /// The window, as the recorder numbered windows.
    pub source: u32,
    /// What was posted.
    pub data: Content<'a>,
}

/// What was posted.
#[derive(Debug)]
pub enum Content<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An object, as JSON.
    Object(Cow<'a, str>),
    /// Neither.
    Other,
}

/// One of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The vendor, or what pretends to be it: everything that the page received.
    Vendor,
    /// The application's page.
    App,
}

impl Side {
    /// The direction of what it sends.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Vendor => Direction::FromVendor,
            Self::App => Direction::ToVendor,
        }
    }
}

/// Reads a line.
pub(crate) fn parse(number: usize, text: &str) -> Result<Line<'_>, Broken> {
    let line = Members::of_line(text, &MEMBERS).and_then(|members| line(&members));
    line.map_err(|fault| fault.of(number, text))
}

/// Everything that some kind of line has.
const MEMBERS: [&str; 14] = [
    "cti", "protocol", "note", "synced", "at", "side", "origin", "source", "data", "pad", "call",
    "reply", "fire", "reload",
];

/// The members of a header, beside the version.
const HEADER: [&str; 3] = ["protocol", "note", "synced"];

/// The members of a message between windows.
const WINDOW: [&str; 4] = ["side", "origin", "source", "data"];

/// The members of a library's lines.
const LIBRARY: [&str; 3] = ["call", "reply", "fire"];

fn line<'a>(members: &Members<'a>) -> Result<Line<'a>, Fault<'a>> {
    if let Some(version) = members.get("cti") {
        let other = version.whole()?;
        if other != VERSION {
            let why = format!("a recording of version {other}; version {VERSION} is read");
            return Err(Fault::line(why));
        }
        return header(members).map(Line::Header);
    }
    if members.has(&HEADER) {
        return Err(Fault::line("a header needs `\"cti\":1`"));
    }
    let at = members.need("at", ": the time in milliseconds")?.whole()?;
    happened(members).map(|what| Line::Happened { at, what })
}

fn header<'a>(members: &Members<'a>) -> Result<Header<'a>, Fault<'a>> {
    let others = [&WINDOW[..], &LIBRARY, &["at", "pad", "reload"]];
    if others.iter().any(|keys| members.has(keys)) {
        let why = "a header has `protocol`, `note` and `synced` only";
        return Err(Fault::line(why));
    }
    Ok(Header {
        protocol: members.get("protocol").map(Member::text).transpose()?,
        note: members.get("note").map(Member::text).transpose()?,
        synced: members.get("synced").map_or(Ok(false), Member::flag)?,
    })
}

fn happened<'a>(members: &Members<'a>) -> Result<Happened<'a>, Fault<'a>> {
    let pad = pad(members)?;
    let get = |key| members.get(key);
    match (
        members.has(&WINDOW),
        get("call"),
        get("reply"),
        get("fire"),
        get("reload"),
    ) {
        (true, None, None, None, None) => posted(members, pad).map(Happened::Posted),
        (false, Some(call), None, None, None) => {
            let call = call.members(&["id", "name", "args"])?;
            let arguments = call.get("args").map_or(Ok("[]"), Member::arguments)?;
            Ok(Happened::Signalled(Signal::Request {
                id: call.need("id", " in `call`")?.whole()?,
                name: call.need("name", " in `call`")?.text()?,
                arguments: padded(arguments, pad),
            }))
        }
        (false, None, Some(reply), None, None) => {
            let reply = reply.members(&["id", "result", "error", "body", "rejected"])?;
            let id = reply.need("id", " in `reply`")?.whole()?;
            let failure = whole(&reply, "rejected")?;
            let body = match failure.map_or_else(|| whole(&reply, "body"), |body| Ok(Some(body)))? {
                Some(body) => body.json().to_owned(),
                None => outcome(&reply),
            };
            let body = Cow::Owned(padded(&body, pad).into_owned());
            Ok(Happened::Signalled(if failure.is_some() {
                Signal::Reject { id, body }
            } else {
                Signal::Reply { id, body }
            }))
        }
        (false, None, None, Some(fire), None) => {
            let fire = fire.members(&["name", "result", "error", "body"])?;
            let body = if let Some(body) = whole(&fire, "body")? {
                body.json().to_owned()
            } else if fire.has(&["result", "error"]) {
                outcome(&fire)
            } else {
                String::from("null")
            };
            Ok(Happened::Signalled(Signal::Fire {
                name: fire.need("name", " in `fire`")?.text()?,
                body: Cow::Owned(padded(&body, pad).into_owned()),
            }))
        }
        (false, None, None, None, Some(reload)) => {
            if reload.flag()? {
                Ok(Happened::Reloaded)
            } else {
                Err(reload.fault("`reload` is true"))
            }
        }
        (false, None, None, None, None) => Err(Fault::line(format!(
            "nothing happened: {ONE_OF} is missing"
        ))),
        _ => Err(Fault::line(format!(
            "too much happened at once: a line has {ONE_OF}"
        ))),
    }
}

/// What a line has one of.
const ONE_OF: &str = "one of `side` with `origin` and `data`, `call`, `reply`, `fire` or `reload`";

fn pad(members: &Members<'_>) -> Result<usize, Fault<'static>> {
    let Some(pad) = members.get("pad") else {
        return Ok(0);
    };
    let bytes = pad
        .whole()
        .ok()
        .and_then(|bytes| usize::try_from(bytes).ok());
    bytes
        .filter(|bytes| *bytes <= LONGEST_PAD)
        .ok_or_else(|| Fault::line(format!("`pad` is a whole number, {LONGEST_PAD} at most")))
}

fn posted<'a>(members: &Members<'a>, pad: usize) -> Result<Posted<'a>, Fault<'a>> {
    let side = members.need("side", ": \"vendor\" or \"app\"")?;
    Ok(Posted {
        side: match &*side.text()? {
            "vendor" => Side::Vendor,
            "app" => Side::App,
            _ => return Err(side.fault("`side` is \"vendor\" or \"app\"; met another string")),
        },
        origin: members.need("origin", "")?.text()?,
        source: source(members)?,
        data: content(members.need("data", "")?, pad)?,
    })
}

/// The window: the phone's unless the line says otherwise. `null` is what an event has whose window
/// is gone or was never one: none that is known.
fn source<'a>(members: &Members<'a>) -> Result<u32, Fault<'a>> {
    let Some(source) = members.get("source") else {
        return Ok(PHONE);
    };
    if source.json() == "null" {
        return Ok(UNKNOWN);
    }
    let number = source.whole()?;
    u32::try_from(number).map_err(|_| source.fault("`source` is the number of a window"))
}

fn content(data: Member<'_>, pad: usize) -> Result<Content<'_>, Fault<'_>> {
    let json = data.json();
    match json.as_bytes().first() {
        Some(b'{') => Ok(Content::Object(padded(json, pad))),
        Some(b'"') => Ok(Content::Text(match data.json_text()? {
            Cow::Borrowed(text) => padded(text, pad),
            Cow::Owned(text) => Cow::Owned(padded(&text, pad).into_owned()),
        })),
        _ if pad > 0 => Err(data.fault("`pad` needs a string or an object as `data`")),
        _ => Ok(Content::Other),
    }
}

/// What a callback receives.
fn outcome(given: &Members<'_>) -> String {
    let mut body = String::from("{");
    for key in ["result", "error"] {
        if let Some(value) = given.get(key) {
            let comma = if body.len() > 1 { "," } else { "" };
            // Writing to a String doesn't fail.
            let _ = write!(body, "{comma}\"{key}\":{}", value.json());
        }
    }
    body.push('}');
    body
}

/// What a callback received as a whole, where that isn't `{result, error}`.
fn whole<'a>(given: &Members<'a>, key: &str) -> Result<Option<Member<'a>>, Fault<'a>> {
    let value = given.get(key);
    let others = ["result", "error", "body", "rejected"];
    let beside = others
        .iter()
        .any(|other| *other != key && given.has(&[other]));
    match value {
        Some(value) if beside => {
            let why = format!("`{key}` is all that was given; remove what stands beside it");
            Err(value.fault(why))
        }
        value => Ok(value),
    }
}

/// The text with blanks behind it, at least this many bytes in all.
fn padded(text: &str, bytes: usize) -> Cow<'_, str> {
    if text.len() >= bytes {
        return Cow::Borrowed(text);
    }
    let mut long = String::with_capacity(bytes);
    long.push_str(text);
    long.extend(std::iter::repeat_n(' ', bytes - text.len()));
    Cow::Owned(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(line: &str) -> Posted<'_> {
        match parse(1, line).unwrap() {
            Line::Happened {
                what: Happened::Posted(posted),
                ..
            } => posted,
            other => panic!("{other:?}"),
        }
    }

    fn signal(line: &str) -> Signal<'_> {
        match parse(1, line).unwrap() {
            Line::Happened {
                what: Happened::Signalled(signal),
                ..
            } => signal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn objects_stay_as_they_are_written_and_texts_are_unescaped() {
        let line = r#"{"at":0,"side":"app","origin":"o","data":{ "a":1e2, "a":"\u0041" }}"#;
        let Content::Object(json) = posted(line).data else {
            panic!()
        };
        assert_eq!(json, r#"{ "a":1e2, "a":"\u0041" }"#);
        let line = r#"{"at":0,"side":"app","origin":"o","data":"\u0041\"\ud800"}"#;
        let Content::Text(text) = posted(line).data else {
            panic!()
        };
        assert_eq!(text, "A\"\\ud800");
        assert_eq!(posted(line).source, 1);
    }

    #[test]
    fn a_callback_receives_what_was_recorded() {
        let body = |line| match signal(line) {
            Signal::Reply { body, .. }
            | Signal::Reject { body, .. }
            | Signal::Fire { body, .. } => body.into_owned(),
            Signal::Request { arguments, .. } => arguments.into_owned(),
            Signal::Fail { .. } => panic!("no line says so"),
        };
        let null = r#"{"at":0,"reply":{"id":1,"result":null,"error":"e"}}"#;
        assert_eq!(body(null), r#"{"result":null,"error":"e"}"#);
        assert_eq!(body(r#"{"at":0,"reply":{"id":1}}"#), "{}");
        assert_eq!(
            body(r#"{"at":0,"reply":{"id":1,"error":"e"}}"#),
            r#"{"error":"e"}"#
        );
        assert_eq!(body(r#"{"at":0,"fire":{"name":"n"}}"#), "null");
        assert_eq!(
            body(r#"{"at":0,"fire":{"name":"n","result":[1]}}"#),
            r#"{"result":[1]}"#
        );
        assert_eq!(body(r#"{"at":0,"fire":{"name":"n","body":7}}"#), "7");
        assert_eq!(
            body(r#"{"at":0,"reply":{"id":1,"body":{"a":1}}}"#),
            r#"{"a":1}"#
        );
        let rejected = r#"{"at":0,"reply":{"id":1,"rejected":"no"}}"#;
        assert_eq!(body(rejected), r#""no""#);
        assert!(matches!(signal(rejected), Signal::Reject { id: 1, .. }));
        let both = r#"{"at":0,"reply":{"id":1,"rejected":"no","result":1}}"#;
        assert!(parse(1, both).is_err());
        let named = r#"{"at":0,"call":{"id":1,"name":"n","args":{"a":1}}}"#;
        assert_eq!(body(named), r#"{"a":1}"#);
        assert_eq!(body(r#"{"at":0,"call":{"id":1,"name":"n"}}"#), "[]");
        assert_eq!(
            body(r#"{"at":0,"pad":6,"call":{"id":1,"name":"n","args":[7]}}"#),
            "[7]   "
        );
    }
}
