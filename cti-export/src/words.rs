//! The words for encodings, types and personal data: what every output for people says of them, in this
//! crate and around it.

use core::fmt::Write as _;

use cti_runtime::describe::{
    Deprecated, Description, Direction, Encoding, Envelope, Family, Field, Handshake, Message,
    Outcome, Posted, Presence, Reply, Requests, Stamp, Stream, TagKind, Type, Variant, keys_of,
};

use crate::paths::is_path;
use crate::text::{code, codes, sentences};

pub use crate::order::arrow;
pub use crate::text::{first_paragraph, one_line};

/// A direction in JSON.
pub const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::FromVendor => "from_vendor",
        Direction::ToVendor => "to_vendor",
    }
}

/// How a family's messages are posted: `posted as an object; JSON text is read too`.
pub fn posted(encoding: &Encoding) -> String {
    let (written, read_too) = encoded(encoding);
    match read_too {
        Some(other) => format!("posted as {written}; {other} is read too"),
        None => format!("posted as {written}"),
    }
}

/// What is posted, and what is read beside it.
pub(crate) fn encoded(encoding: &Encoding) -> (String, Option<&'static str>) {
    const OBJECT: &str = "an object";
    const TEXT: &str = "JSON text";
    match encoding {
        Encoding::Object => (OBJECT.to_owned(), None),
        Encoding::Text => (TEXT.to_owned(), None),
        Encoding::ObjectOrText => (OBJECT.to_owned(), Some(TEXT)),
        Encoding::TextOrObject => (TEXT.to_owned(), Some(OBJECT)),
        Encoding::Codec(_) if encoding.is_bare() => (
            "a bare string, which is the name of the message".to_owned(),
            None,
        ),
        Encoding::Codec(codec) if codec.is_of_objects() => (
            format!("an object that `{}` reads and writes", codec.name()),
            None,
        ),
        Encoding::Codec(codec) => {
            let own = format!("a string that `{}` reads and writes", codec.name());
            match codec.posts_beside().map(encoded) {
                Some((json, read_too)) => (format!("{own}, or as {json}"), read_too),
                None => (own, None),
            }
        }
    }
}

/// Whether what is posted may be a string of a codec.
pub(crate) fn is_coded_string(encoding: &Encoding) -> bool {
    let codec = encoding.codec();
    codec.is_some_and(|codec| !codec.is_of_objects())
}

/// How a family's messages are posted, in a sentence.
pub(crate) fn posted_sentence(envelope: &Envelope) -> String {
    let posted = posted(&envelope.encoding);
    let rest = posted.strip_prefix('p').unwrap_or(&posted);
    let described = match envelope.encoding {
        Encoding::Codec(_) if !envelope.encoding.is_bare() => {
            "; what is described here is the object that it stands for"
        }
        _ => "",
    };
    sentences(&[format!("P{rest}{described}."), posted_as(envelope.posted)])
}

/// The tag of a message as it is shown: `…` is in the place of data.
pub fn tag_of(message: &Message) -> String {
    let (begins, ends) = message.around();
    if message.prefix {
        [begins, "…", ends].concat()
    } else {
        message.tag.to_owned()
    }
}

/// By what an answer finds its request.
pub(crate) const fn answered_with(requests: &Requests) -> &'static str {
    match requests.id {
        Some(_) => "with the request's id",
        None => "over the port that came with it",
    }
}

/// What the dots in the keys of an envelope mean, if there are any.
pub(crate) fn dots(family: &Family) -> Option<String> {
    let fixed = family
        .envelope
        .constants
        .iter()
        .map(|constant| constant.key);
    let id = family.requests.and_then(|requests| requests.id);
    let mut keys = std::iter::once(family.envelope.tag)
        .chain(family.envelope.content)
        .chain(id)
        .chain(fixed);
    let path = keys.find(|key| is_path(key))?;
    let keys = keys_of(path);
    let (last, around) = keys.split_last()?;
    (!around.is_empty()).then(|| {
        let around = code(&around.join("."));
        format!(
            "A dot leads into another object: {} is {} in {around}.",
            code(path),
            code(last)
        )
    })
}

/// What a value is posted as where JSON has a string or an object, in a sentence; empty if that is posted.
pub(crate) fn posted_as(posted: Option<Posted>) -> String {
    posted.map_or_else(String::new, |posted| {
        format!("In a browser it is posted as a `{}`.", posted.name())
    })
}

/// That something is deprecated, in a sentence; empty if it isn't.
pub(crate) fn deprecated(deprecated: Option<Deprecated>) -> String {
    let Some(Deprecated { since, note }) = deprecated else {
        return String::new();
    };
    let since = since.map_or_else(String::new, |since| format!(" since {since}"));
    let note = one_line(note);
    match note.as_str() {
        "" => format!("Deprecated{since}."),
        note if note.ends_with('.') => format!("Deprecated{since}: {note}"),
        note => format!("Deprecated{since}: {note}."),
    }
}

/// What a session fills a field in with, in a sentence; empty if it doesn't.
pub(crate) fn stamped(stamp: Option<Stamp>) -> &'static str {
    match stamp {
        Some(Stamp::Session) => "Set once, when the sender's session is opened.",
        Some(Stamp::Fresh) => "The sender's session makes another one for each message.",
        _ => "",
    }
}

/// A type: `list of whole number from 0 to 255`.
pub fn of_type(ty: Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::Integer { bits, signed } => match (signed, bits) {
            (false, 64) => "whole number from 0".to_owned(),
            (true, 64) => "whole number".to_owned(),
            (false, bits) => format!("whole number from 0 to {}", (1_u64 << bits.min(63)) - 1),
            (true, bits) => {
                let half = 1_i64 << (bits.clamp(1, 63) - 1);
                format!("whole number from {} to {}", -half, half - 1)
            }
        },
        Type::Float { bits: 64 } => "number".to_owned(),
        Type::Float { bits } => format!("number of {bits} bits"),
        Type::String => "string".to_owned(),
        Type::PhoneNumber => "phone number".to_owned(),
        Type::Id => "id (string or whole number)".to_owned(),
        Type::DateTime => "date and time".to_owned(),
        Type::EpochMillis => "time in milliseconds since 1970".to_owned(),
        Type::EpochSeconds => "time in seconds since 1970".to_owned(),
        Type::Url => "URL".to_owned(),
        Type::Uuid => "UUID".to_owned(),
        Type::Json => "any JSON".to_owned(),
        Type::Option(of) => format!("{} or null", of_type(*of)),
        Type::List(of) => format!("list of {}", of_type(*of)),
        Type::OneOrMany(of) => format!("{0}, or list of {0}", of_type(*of)),
        Type::Text(of) => format!("{} as text", of_type(*of)),
        Type::Map(of) => format!("object of {}", of_type(*of)),
        Type::Secret(of) => of_type(*of),
        Type::Query(of) => format!("query string of {}", of_type(*of)),
        Type::Named(name) => name.to_owned(),
        Type::Nothing => "nothing".to_owned(),
        _ => "unknown".to_owned(),
    }
}

/// The type of a field's values. Whether it may be absent or null is [said elsewhere](Field::presence).
pub fn of_field(field: &Field) -> String {
    match (field.presence, field.ty) {
        (Presence::Optional | Presence::Nullable, Type::Option(of)) => of_type(*of),
        (_, ty) => of_type(ty),
    }
}

/// What the tag of a tagged type is, unless it is a string: `, a boolean,`.
pub fn tag_kind(variants: &[Variant]) -> &'static str {
    match variants.first().map(|variant| variant.tag) {
        Some(TagKind::Boolean) => ", a boolean,",
        Some(TagKind::Number) => ", a whole number,",
        Some(TagKind::String) | None => "",
    }
}

/// Whether a value may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// It may.
    Open,
    /// It is personal data.
    Personal,
    /// It is a secret, such as a token.
    Secret,
}

impl Privacy {
    /// Of a value of this type.
    pub fn of_type(description: &Description, ty: Type) -> Self {
        match ty {
            Type::Secret(_) => Self::Secret,
            Type::Option(of) => Self::of_type(description, *of),
            ty if description.is_personal(ty) => Self::Personal,
            _ => Self::Open,
        }
    }

    /// Of a field's value.
    pub fn of_field(description: &Description, field: &Field) -> Self {
        Self::of_type(description, field.ty).or_personal(field.personal)
    }

    /// Of what an outcome holds, on success or failure: a value of this type.
    pub fn of_outcome(description: &Description, outcome: &Outcome, ty: Type) -> Self {
        Self::of_type(description, ty).or_personal(outcome.personal)
    }

    /// At least personal, if it stands in something that is.
    #[must_use]
    pub fn or_personal(self, personal: bool) -> Self {
        match self {
            Self::Open if personal => Self::Personal,
            own => own,
        }
    }

    /// Whether it is personal data or a secret.
    pub const fn is_personal(self) -> bool {
        !matches!(self, Self::Open)
    }

    /// In a word; empty if it may be shown.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Personal => "personal",
            Self::Secret => "secret",
        }
    }

    /// In a sentence of a comment; empty if it may be shown.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Personal => "Personal data.",
            Self::Secret => "A secret.",
        }
    }

    /// As a mark in Markdown; empty if it may be shown.
    pub(crate) const fn mark(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Personal => "*Personal.*",
            Self::Secret => "*Secret.*",
        }
    }
}

/// What a message that comes first does to the others, and when it is sent again.
pub(crate) fn handshake(handshake: &Handshake) -> String {
    let Handshake {
        until,
        again,
        every_ms,
        hold,
    } = handshake;
    let rest = before_acknowledgement(*hold);
    let mut text = format!("Comes first: what else is sent {rest} `{until}`.");
    if let Some(every) = every_ms {
        let _ = write!(text, " Repeated every {every} ms until then.");
    }
    if let Some(again) = again {
        let _ = write!(text, " Sent again after `{again}`.");
    }
    text
}

/// What happens to other messages before what acknowledges a handshake, as a verb.
pub const fn before_acknowledgement(hold: bool) -> &'static str {
    if hold {
        "waits for"
    } else {
        "is refused before"
    }
}

/// The messages by which another is answered.
pub(crate) fn answered_by(tags: &[&str], errors: &[&str]) -> String {
    let (answers, failures) = (codes(tags), codes(errors));
    match (tags, errors) {
        ([], _) => format!("Answered only if it failed, by {failures}."),
        (_, []) => format!("Answered by {answers}."),
        _ => format!("Answered by {answers}, or by {failures} if it failed."),
    }
}

/// That a request is answered many times, and how that ends, in sentences; empty if it isn't.
pub(crate) fn stream(message: &Message) -> String {
    let Some(Stream { until, cancel }) = message.stream else {
        return String::new();
    };
    let until = until.map_or_else(String::new, |tag| format!(", until {} ends it", code(tag)));
    let cancel = cancel.map_or_else(String::new, |tag| format!(" {} cancels it.", code(tag)));
    format!("Any number of answers come{until}.{cancel}")
}

/// That a message shows that its sender's document is new, in a sentence; empty if it doesn't.
pub(crate) const fn reloaded(message: &Message) -> &'static str {
    if message.reloaded {
        "Its sender's document is new: the conversation begins again, and no request before it is answered."
    } else {
        ""
    }
}

/// That a message hands over a port, in a sentence; empty if it doesn't.
pub(crate) const fn port(message: &Message) -> &'static str {
    if message.port {
        "It comes with a message port, through which the conversation goes on."
    } else {
        ""
    }
}

/// How long an answer, or the acknowledgement of a handshake, is waited for.
pub(crate) fn within(message: &Message) -> Option<String> {
    let ms = message.within?;
    Some(match message.handshake {
        Some(Handshake { until, .. }) => {
            format!("Given up if `{until}` doesn't arrive within {ms} ms.")
        }
        None => format!("Its {} is waited for {ms} ms.", waited_for(message)),
    })
}

/// What of a request is waited for, for as long as it says.
pub fn waited_for(message: &Message) -> &'static str {
    match (message.stream, message.reply) {
        (Some(_), _) => "first answer",
        (None, Some(Reply::Named { tags: [], .. })) => "failure",
        _ => "answer",
    }
}

/// Names that strict code of JavaScript can't give to a parameter.
pub(crate) const RESERVED: [&str; 48] = [
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
];
