//! What is posted: objects, JSON text, strings or objects of a vendor's form, or bare strings.

use std::borrow::Cow;
use std::fmt;

use crate::json::{
    Fault, FaultKind, JsonReader, Kind, Reader, Scan, Wire, Writer, inexact, read_value,
};
use crate::limits::MAX_NESTING;
use crate::types::{Json, Map};

/// What is posted: an object, its JSON text, or what a codec reads and writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// An object.
    Object,
    /// A string of JSON.
    Text,
    /// Either is read; an object is written.
    ObjectOrText,
    /// Either is read; a string is written.
    TextOrObject,
    /// A string of the vendor's own form, between which and the message's object this codec
    /// translates; and what is posted [beside](Codec::posts_beside) such strings. Or an
    /// [object](Codec::is_of_objects) of a form of its own.
    Codec(Codec),
}

impl Encoding {
    /// The codec, if strings of another form than JSON's are posted, or objects of another form than
    /// the declaration's.
    pub const fn codec(&self) -> Option<Codec> {
        match self {
            Self::Codec(codec) => Some(*codec),
            Self::Object | Self::Text | Self::ObjectOrText | Self::TextOrObject => None,
        }
    }

    /// Whether its messages are bare strings, with nothing around them.
    pub const fn is_bare(&self) -> bool {
        matches!(self, Self::Codec(codec) if codec.value.is_none())
    }

    /// Whether objects are read.
    pub const fn reads_objects(&self) -> bool {
        match self {
            Self::Object | Self::ObjectOrText | Self::TextOrObject => true,
            Self::Text => false,
            Self::Codec(codec) => codec.reads_objects,
        }
    }

    /// Whether strings of JSON are read, those of a codec aside.
    pub const fn reads_json_text(&self) -> bool {
        match self {
            Self::Text | Self::ObjectOrText | Self::TextOrObject => true,
            Self::Object => false,
            Self::Codec(codec) => codec.reads_json_text,
        }
    }

    /// Whether what is JSON is posted as an object, and not as a string. Those of a codec are objects too.
    pub const fn posts_objects(&self) -> bool {
        match self {
            Self::Object | Self::ObjectOrText => true,
            Self::Text | Self::TextOrObject => false,
            Self::Codec(codec) => codec.posts_objects,
        }
    }
}

/// What translates between what is posted, strings or objects, and the objects of messages.
#[derive(Clone, Copy)]
pub struct Codec {
    name: &'static str,
    /// What reads and writes them; nothing does more to bare strings than to give them a key.
    value: Option<&'static dyn TextCodec>,
    /// How what is JSON is posted beside them, and what of it is an object.
    beside: Option<&'static Encoding>,
    reads_objects: bool,
    reads_json_text: bool,
    posts_objects: bool,
    // Pointers, so that what codecs need is only part of programs that have one.
    read: for<'a> fn(&Self, &'a str) -> Option<Cow<'a, str>>,
    write: for<'a> fn(&Self, &'a str) -> Option<Cow<'a, str>>,
    is_json: fn(&str) -> bool,
}

impl Codec {
    /// The key under which a bare string stands as the tag of its message. No declaration can give it to
    /// anything else.
    pub const BARE: &'static str = " ";

    /// A codec, and its path as the declaration has it.
    pub const fn new(name: &'static str, value: &'static dyn TextCodec) -> Self {
        Self {
            name,
            value: Some(value),
            read: |codec, text| {
                let message = codec.value?.read(text)?;
                serde_json::to_string(&message).ok().map(Cow::Owned)
            },
            write: |codec, json| Some(Cow::Owned(codec.value?.write(&exact_value(json)?)?)),
            ..Self::bare()
        }
    }

    /// A codec of objects, and its path as the declaration has it.
    pub const fn of_objects(name: &'static str, value: &'static ObjectsOf) -> Self {
        Self {
            reads_objects: true,
            posts_objects: true,
            read: |codec, json| {
                let message = (codec.alone().read)(codec, json);
                message.or_else(|| {
                    // No codec was asked for what it can't be given. In its place an object breaks off,
                    // which is malformed in any envelope.
                    let malformed = exact_value::<Json>(json).is_none();
                    malformed.then(|| Cow::Owned("{".to_owned()))
                })
            },
            is_json: |_| true,
            ..Self::new(name, value)
        }
    }

    /// Of bare strings, which are the tags of their messages.
    pub const fn bare() -> Self {
        Self {
            name: "bare",
            value: None,
            beside: None,
            reads_objects: false,
            reads_json_text: false,
            posts_objects: false,
            // Whatever else posts JSON: bare strings say nothing else than their tag.
            read: |_, text| (!begins_object(text)).then(|| Cow::Owned(bare_object(text))),
            write: |_, json| bare_string(json).map(Cow::Owned),
            is_json: |_| false,
        }
    }

    /// The same, where what is JSON is posted as well: an object, or a string that begins as one.
    #[must_use]
    pub const fn beside(self, encoding: &'static Encoding) -> Self {
        Self {
            beside: Some(encoding),
            reads_objects: encoding.reads_objects(),
            reads_json_text: encoding.reads_json_text(),
            posts_objects: encoding.posts_objects(),
            read: |codec, text| {
                if begins_object(text) {
                    Some(Cow::Borrowed(text))
                } else {
                    (codec.alone().read)(codec, text)
                }
            },
            write: |codec, json| match (codec.alone().write)(codec, json) {
                // It would be read as JSON.
                Some(text) if begins_object(&text) => None,
                text => Some(text.unwrap_or(Cow::Borrowed(json))),
            },
            is_json: begins_object,
            ..self
        }
    }

    /// The codec, without what is posted beside its strings.
    const fn alone(&self) -> Self {
        match self.value {
            Some(value) => Self::new(self.name, value),
            None => Self::bare(),
        }
    }

    /// Its path in Rust, as the declaration has it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How what is JSON is posted beside its strings, if it is.
    pub const fn posts_beside(&self) -> Option<&'static Encoding> {
        self.beside
    }

    /// Whether it reads and writes objects, and no strings.
    pub const fn is_of_objects(&self) -> bool {
        self.reads_objects && self.beside.is_none()
    }

    /// The JSON of the message's object; `None` if what was posted, a string or the JSON of an object,
    /// isn't of this form. What is JSON already is given as it is, where such is posted beside the codec's
    /// strings.
    pub fn read<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        (self.read)(self, text)
    }

    /// What is posted for a message, given the JSON of its object: its string, the JSON of the vendor's
    /// object, or the JSON itself, where such is posted beside the codec's strings. `None` if this form can't
    /// say it.
    pub fn write<'a>(&self, json: &'a str) -> Option<Cow<'a, str>> {
        (self.write)(self, json)
    }

    /// Whether a string of JSON is posted where only objects are.
    pub(crate) fn refuses(&self, text: &str) -> bool {
        !self.reads_json_text && (self.is_json)(text)
    }

    /// Whether what was posted as an object, given as its JSON, is read: an array is no string of a codec,
    /// but may be an object of one.
    pub(crate) fn takes_object(&self, json: &str) -> bool {
        self.reads_objects && (self.is_json)(json)
    }

    /// Whether what was written is posted as an object.
    pub(crate) fn is_posted_as_object(&self, written: &str) -> bool {
        self.posts_objects && (self.is_json)(written)
    }
}

/// Whether a string begins as an object of JSON.
fn begins_object(text: &str) -> bool {
    Scan::new(text, MAX_NESTING).peek() == Some(b'{')
}

/// The message whose tag is this string.
fn bare_object(text: &str) -> String {
    let mut out = Writer::with_capacity(text.len() + 8);
    out.raw("{\" \":");
    out.str(text);
    out.raw("}");
    out.into_string()
}

/// The string that is the tag of a message, if it has one and nothing else.
fn bare_string(json: &str) -> Option<String> {
    let token = json.strip_prefix("{\" \":")?.strip_suffix('}')?;
    read_value(token).ok()
}

/// Codecs are the same if they have the same name.
impl PartialEq for Codec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Codec {}

impl fmt::Debug for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Reads and writes the strings of an envelope that is neither an object nor JSON text, such as
/// `CALL|c-1|+12025550123`: between the string that is posted and the message's object.
///
/// The object is the one that the rest of the declaration speaks of: with the tag under its key, and
/// with the content under its key if there is one. A unit struct or a constant of such a type is
/// named in the declaration, `envelope(codec = Pipes, tag = "verb")`.
///
/// A codec is asked after source, origin and size have been checked, and what it makes is checked
/// again: size, nesting, tag, fields. It must not panic on any string.
///
/// Where objects or JSON text are posted on the same channel, an encoding beside it says so,
/// `envelope(object, codec = Pipes, tag = "verb")`: what begins as an object of JSON is then read as it is,
/// and what the codec doesn't write is posted as JSON. What it writes doesn't begin with a brace then.
///
/// [`Json`] holds whole numbers of 64 bits. A message that has a longer one isn't written, and longer
/// digits that are read are better given as a string, which an [`Id`](crate::types::Id) and a
/// [`PhoneNumber`](crate::types::PhoneNumber) take.
///
/// ```
/// use cti_runtime::describe::TextCodec;
/// use cti_runtime::types::{Json, Map};
///
/// /// `verb|callId|number`, the last two of them optional.
/// struct Pipes;
///
/// const KEYS: [&str; 3] = ["verb", "callId", "number"];
///
/// impl TextCodec for Pipes {
///     fn read(&self, text: &str) -> Option<Map<Json>> {
///         let parts: Vec<&str> = text.split('|').collect();
///         (parts.len() <= KEYS.len()).then(|| {
///             let pairs = KEYS.into_iter().zip(parts);
///             pairs.map(|(key, part)| (key.to_owned(), part.into())).collect()
///         })
///     }
///
///     fn write(&self, message: &Map<Json>) -> Option<String> {
///         let known = message.keys().all(|key| KEYS.contains(&key.as_str()));
///         let parts: Vec<&str> =
///             KEYS.iter().map_while(|key| message.get(*key)?.as_str()).collect();
///         // A number with a `|` in it would read as something else.
///         let safe = parts.iter().all(|part| !part.contains('|'));
///         (known && safe && parts.len() == message.len()).then(|| parts.join("|"))
///     }
/// }
///
/// let read = Pipes.read("CALL|c-1|+12025550123").expect("three parts");
/// assert_eq!(read["callId"], "c-1");
/// assert_eq!(Pipes.write(&read).as_deref(), Some("CALL|c-1|+12025550123"));
/// assert_eq!(Pipes.read("a|b|c|d"), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no codec: it doesn't read and write the strings of an envelope",
    label = "implement `cti_runtime::describe::TextCodec` for it"
)]
pub trait TextCodec: Send + Sync + 'static {
    /// The object of a message; `None` if the string isn't one of this form: it is
    /// [not ours](crate::Gate::NotOurs) then, and so is an object without the tag.
    fn read(&self, text: &str) -> Option<Map<Json>>;

    /// The string of a message; `None` if this form can't say it, for one because a field has the
    /// sign in it that parts fields. It isn't sent then,
    /// [`SendError::Unwritable`](crate::SendError::Unwritable), unless it is posted as JSON.
    fn write(&self, message: &Map<Json>) -> Option<String>;
}

/// Reads and writes the objects of an envelope that no other argument describes, such as
/// `["ring", {"id": "c-1"}]`, or `{"ring:c-1": {}}` with data as a key: between what is posted and the
/// message's object. It is the last resort: what an envelope, a path or a [prefix](macro@crate::protocol#tags-with-data-in-them)
/// can say is checked when it is compiled, and shown by every export; what a codec does isn't.
///
/// The object is the one that the rest of the declaration speaks of, as for a [`TextCodec`]. A unit struct or
/// a constant of such a type is named behind the encoding, `envelope(object(codec = Pairs), tag = "type")`.
///
/// A codec is asked after source, origin and size have been checked, and whether it is JSON: without a key
/// that stands twice in an object, nested at most 128 deep, whole numbers of 64 bits. What it makes is checked
/// again, as if it had been posted: size, nesting, tag, fields. What it writes is checked as well: it is an
/// object or an array, which the other side reads as it was written. It must not panic on any value.
///
/// ```
/// use cti_runtime::describe::ObjectCodec;
/// use cti_runtime::types::{Json, Map};
///
/// /// `[type, fields]`
/// struct Pairs;
///
/// impl ObjectCodec for Pairs {
///     fn read(&self, posted: &Json) -> Option<Map<Json>> {
///         let [Json::String(name), Json::Object(fields)] = posted.as_array()?.as_slice() else {
///             return None;
///         };
///         let mut message: Map<Json> = fields.clone().into_iter().collect();
///         // A field of this name would be read as the tag.
///         let other = message.insert("type".to_owned(), name.as_str().into());
///         other.is_none().then_some(message)
///     }
///
///     fn write(&self, message: &Map<Json>) -> Option<Json> {
///         let mut fields = message.clone();
///         let name = fields.remove("type")?;
///         Some(Json::from_iter([name, fields.into_iter().collect()]))
///     }
/// }
///
/// let posted: Json = serde_json::from_str(r#"["ring",{"id":"c-1"}]"#)?;
/// let read = Pairs.read(&posted).expect("a pair");
/// assert_eq!(read["id"], "c-1");
/// assert_eq!(Pairs.write(&read), Some(posted));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no codec of objects: it doesn't read and write what an envelope posts",
    label = "implement `cti_runtime::describe::ObjectCodec` for it"
)]
pub trait ObjectCodec: Send + Sync + 'static {
    /// The object of a message, given the object or the array that was posted; `None` if that isn't of this
    /// form: it is [not ours](crate::Gate::NotOurs) then, and so is an object without the tag.
    fn read(&self, posted: &Json) -> Option<Map<Json>>;

    /// What is posted for a message, an object or an array; `None` if this form can't say it. It isn't sent
    /// then, [`SendError::Unwritable`](crate::SendError::Unwritable).
    fn write(&self, message: &Map<Json>) -> Option<Json>;
}

/// The JSON that a codec of objects reads and writes.
#[doc(hidden)]
pub struct ObjectsOf(pub &'static dyn ObjectCodec);

impl TextCodec for ObjectsOf {
    fn read(&self, json: &str) -> Option<Map<Json>> {
        self.0.read(&exact_value(json)?)
    }

    fn write(&self, message: &Map<Json>) -> Option<String> {
        let posted = self.0.write(message)?;
        let json = (posted.is_object() || posted.is_array()).then(|| posted.to_string())?;
        let is_exact = exact_value::<Json>(&json).is_some() && inexact(&json, true).is_none();
        is_exact.then_some(json)
    }
}

/// A value for a codec; `None` if it has a whole number whose digits [`Json`] doesn't hold: another one
/// would stand in its place.
fn exact_value<T: Wire>(json: &str) -> Option<T> {
    is_exact(&mut JsonReader::new(json, MAX_NESTING)).ok()?;
    read_value(json).ok()
}

/// Checks that every whole number fits into a word.
fn is_exact(reader: &mut dyn Reader) -> Result<(), Fault> {
    match reader.kind()? {
        Kind::Array => reader.items(&mut |item| is_exact(item)),
        Kind::Object => reader.entries(&mut |_, value| is_exact(value)),
        Kind::Number => {
            let at = reader.at();
            let text = reader.number()?;
            let whole = !text.contains(['.', 'e', 'E']);
            if whole && text.parse::<u64>().is_err() && text.parse::<i64>().is_err() {
                return Err(Fault::new(
                    FaultKind::Value("a whole number of 64 bits"),
                    at,
                ));
            }
            Ok(())
        }
        Kind::Null | Kind::Bool | Kind::String => reader.skip(),
    }
}
