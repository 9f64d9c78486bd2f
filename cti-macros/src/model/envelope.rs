//! Envelopes: what messages are wrapped in.

use super::at::At;
use super::path;
use proc_macro2::{Span, TokenStream};
use std::fmt;

/// How a direction wraps its messages, overrides already applied.
#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub encoding: Encoding,
    /// Reads and writes strings that are posted, or objects.
    pub codec: Option<Codec>,
    /// The encoding is that of JSON which is posted beside the codec's strings.
    pub beside_codec: bool,
    /// Empty for a library.
    pub tag: At<String>,
    pub content: Option<At<String>>,
    /// What every message has.
    pub constants: Vec<Constant>,
    /// What every message is written with.
    pub reports: Vec<Constant>,
    /// Each message is posted as a `Map`.
    pub map: bool,
}

impl Envelope {
    /// The key under which a bare string stands as the tag: the runtime's `Codec::BARE`. No declaration can
    /// give it to anything else, as no key has a space around it.
    pub(crate) const BARE: &str = " ";

    /// The envelope of a library, which has none.
    pub(crate) fn blank() -> Self {
        Self {
            encoding: Encoding::Object,
            codec: None,
            beside_codec: false,
            tag: At::new(String::new(), Span::call_site()),
            content: None,
            constants: Vec::new(),
            reports: Vec::new(),
            map: false,
        }
    }

    /// Whether messages are posted as the objects that are declared, and not as text or by a codec.
    pub(crate) const fn posts_objects(&self) -> bool {
        self.encoding.posts_objects()
    }

    /// Whether messages are bare strings.
    pub(crate) const fn is_bare(&self) -> bool {
        matches!(self.encoding, Encoding::Bare)
    }

    /// Whether samples are what is posted, and no JSON.
    pub(crate) const fn is_coded(&self) -> bool {
        self.codec.is_some() || self.is_bare()
    }

    /// The object around the tag, if it isn't the message itself: there fields stand that have no content.
    pub(crate) fn home(&self) -> Option<String> {
        path::around(&self.tag.value)
    }

    /// The object in which fields stand, unless a message says otherwise.
    pub(crate) fn fields_in(&self) -> Option<String> {
        let content = self.content.as_ref().map(|key| key.value.clone());
        content.or_else(|| self.home())
    }

    /// What is written in front of the tag.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = &Constant> {
        self.constants.iter().chain(&self.reports)
    }
}

/// `key = value`
#[derive(Clone, Debug)]
pub(crate) struct Constant {
    pub key: At<String>,
    pub value: Scalar,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Text(String),
    Integer(i64),
    Bool(bool),
}

/// As JSON writes it.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => serde_json::Value::from(text.as_str()).fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Bool(bool) => bool.fmt(f),
        }
    }
}

/// `codec = Pipes`, `object(codec = Pairs)`: a unit struct or a constant.
#[derive(Clone, Debug)]
pub(crate) struct Codec {
    /// Its path, as the user wrote it.
    pub path: TokenStream,
    /// Its path for tools, without blanks.
    pub name: String,
    /// What is posted is an object, and no string.
    pub of_objects: bool,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Object,
    Text,
    /// `object | text`: reads either, writes an object.
    ObjectOrText,
    /// `text | object`: reads either, writes text.
    TextOrObject,
    /// `bare`: a string that is the tag.
    Bare,
}

impl Encoding {
    /// Whether it writes objects, and not text.
    pub(crate) const fn posts_objects(self) -> bool {
        matches!(self, Self::Object | Self::ObjectOrText)
    }
}
