//! Messages whose tag the declaration doesn't list.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::DeserializeOwned;

use crate::describe::Constant;
use crate::json::{self, Fault, FaultKind, Fill, Put, Reader, Record, Shape, Writer};
use crate::mask;
use crate::table::FamilyTable;
use crate::types::Json;

/// A message whose tag the declaration doesn't list. Kept, so that nothing is lost.
///
/// Its payload shows masked in `Debug`, and so do its tag and its keys unless they
/// [look like names](crate::mask::is_name).
#[derive(Clone)]
pub struct Unknown {
    json: String,
    /// The string of which a codec made the JSON.
    posted: Option<Box<str>>,
    name: Name,
    /// The keys that lead to the content; none if it is the whole message.
    content: &'static [&'static str],
    /// What every message of its family has.
    constants: &'static [Constant],
    /// Whether its tag may hold data.
    hides: bool,
    /// Which family of its direction's table took it.
    family: usize,
}

/// The tag of an unknown message: mostly a part of the message, so that keeping it costs nothing.
#[derive(Clone)]
enum Name {
    /// From here to there in the message's JSON.
    Within(u32, u32),
    /// Spelled with escapes, or no part of the message.
    Own(Box<str>),
}

impl Unknown {
    pub(crate) fn new(name: Box<str>, json: String, content: &'static [&'static str]) -> Self {
        Self {
            json,
            name: Name::Own(name),
            content,
            ..Self::blank()
        }
    }

    /// The string of which a codec made the JSON.
    pub(crate) fn posted(&self) -> Option<&str> {
        self.posted.as_deref()
    }

    /// A message whose tag is this string token, quotes included, which begins in the message at this
    /// offset if it is a part of it; and the string of which a codec made its JSON, if one did.
    #[inline]
    pub(crate) fn tagged(
        json: &str,
        posted: Option<&str>,
        token: &str,
        at: Option<usize>,
        family: &'static FamilyTable,
        index: usize,
    ) -> Self {
        let name = match (json::unescape(token), at) {
            (Cow::Borrowed(name), Some(at)) => {
                let start = u32::try_from(at + 1).unwrap_or(u32::MAX);
                let len = u32::try_from(name.len()).unwrap_or(u32::MAX);
                Name::Within(start, start.saturating_add(len))
            }
            (name, _) => Name::Own(name.into()),
        };
        Self {
            json: json.to_owned(),
            posted: posted.map(Into::into),
            name,
            content: family.content_keys(),
            constants: family.constants,
            hides: family.has_data_in_tags(),
            family: index,
        }
    }

    /// A message that the declaration doesn't list, to be sent: its tag, and all of it, envelope
    /// included.
    ///
    /// ```
    /// use cti_runtime::types::Json;
    ///
    /// let message = Json::from_iter([("type", "beeped"), ("tone", "high")]);
    /// let unknown = cti_runtime::Unknown::of("beeped", &message);
    /// assert_eq!(unknown.name(), "beeped");
    /// ```
    pub fn of(name: &str, message: &Json) -> Self {
        Self {
            json: message.to_string(),
            name: Name::Own(name.into()),
            ..Self::blank()
        }
    }

    /// Which family of its direction's table took it.
    #[doc(hidden)]
    pub const fn family(&self) -> usize {
        self.family
    }

    /// No message: what stands where one will be.
    #[doc(hidden)]
    pub const fn blank() -> Self {
        Self {
            json: String::new(),
            posted: None,
            name: Name::Within(0, 0),
            content: &[],
            constants: &[],
            hides: false,
            family: 0,
        }
    }

    /// The tag. It may be anything; [`mask::name`](crate::mask::name) masks what doesn't look like a
    /// name.
    pub fn name(&self) -> &str {
        match &self.name {
            Name::Within(start, end) => self
                .json
                .get(*start as usize..*end as usize)
                .unwrap_or_default(),
            Name::Own(name) => name,
        }
    }

    /// The tag for logs: masked if it doesn't [look like a name](crate::mask::is_name), or if tags of its
    /// family have data in them.
    pub fn masked_name(&self) -> &str {
        if self.hides {
            mask::MASK
        } else {
            mask::name(self.name())
        }
    }

    /// What else told whose message it is: the constants of its family. Where the tag stands in another
    /// object, the tag of that object is among them.
    pub const fn constants(&self) -> &'static [Constant] {
        self.constants
    }

    /// The whole message as it arrived: its JSON, or the string that the envelope's codec read. It
    /// may hold personal data.
    pub fn raw(&self) -> &str {
        self.posted().unwrap_or(&self.json)
    }

    /// The whole message as JSON, which is what a codec makes of a string. It may hold personal data.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// The content read into a type of the caller's own: the member that the envelope calls the
    /// content if there is one, else the whole message.
    ///
    /// # Errors
    /// A message that doesn't fit the type.
    ///
    /// ```
    /// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
    /// # pub mod acme_phone {
    /// #     #[event] pub enum Event { Ringing { call_id: u64 }, Token { token: Secret<String> }, Error { message: String } }
    /// # }
    /// # use cti_runtime::{Data, Millis, OriginPolicy, Post, Received, Session, Source};
    /// # let mut session = Session::<acme_phone::AcmePhone>::new(OriginPolicy::declared::<acme_phone::AcmePhone>(), Source(1));
    /// # let data = Data::Object(r#"{"type":"muted","by":"agent"}"#);
    /// # let received = session.receive(Post::new(Source(1), "https://phone.acme.example", data), Millis(0));
    /// use acme_phone::Event;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Muted {
    ///     by: String,
    /// }
    ///
    /// if let Received::Message(Event::Unknown(unknown), _) = received {
    ///     assert_eq!(unknown.name(), "muted");
    ///     assert_eq!(unknown.content::<Muted>()?.by, "agent");
    /// }
    /// # Ok::<(), cti_runtime::message::ContentError>(())
    /// ```
    pub fn content<T: DeserializeOwned>(&self) -> Result<T, ContentError> {
        let mut keys = self.content.iter();
        let content = keys.try_fold(&*self.json, |json, key| json::member(json, key));
        serde_json::from_str(content.unwrap_or(&self.json)).map_err(ContentError)
    }
}

/// Why the content of an [`Unknown`] message couldn't be read into a type.
///
/// `Display` and `Debug` say where: what serde says of it quotes values and keys, and is had
/// [on purpose](Self::into_unmasked) only.
pub struct ContentError(serde_json::Error);

impl ContentError {
    /// Line in the content, from 1.
    pub fn line(&self) -> usize {
        self.0.line()
    }

    /// Column in bytes, from 1; 0 if nothing of the line was read.
    pub fn column(&self) -> usize {
        self.0.column()
    }

    /// What serde says, which quotes values and keys of the message: it may hold personal data.
    pub fn into_unmasked(self) -> serde_json::Error {
        self.0
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line(), self.column());
        write!(
            f,
            "the content is not of this type, line {line}, column {column}"
        )
    }
}

impl fmt::Debug for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentError({}:{})", self.line(), self.column())
    }
}

impl std::error::Error for ContentError {}

/// However the tag is kept, it says the same.
impl PartialEq for Unknown {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
            && self.json == other.json
            && self.posted == other.posted
            && self.content == other.content
            && self.family == other.family
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unknown {:?}", self.masked_name())?;
        for constant in self.constants {
            write!(f, " of {} {}", constant.key, constant.value)?;
        }
        write!(f, " {}", mask::shape_of(&self.json))
    }
}

/// An unknown message is written as it was read.
impl Record for Unknown {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            whole: true,
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Unknown {
    fn set(&mut self, _: usize, _: &mut dyn Reader) -> Result<(), Fault> {
        Err(Fault::nowhere(FaultKind::Value(
            "a message with a trusted tag",
        )))
    }
}

impl Put for Unknown {
    fn put(&self, out: &mut Writer) {
        out.unknown(&self.json);
    }
}
