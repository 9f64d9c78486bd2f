//! What is posted: objects, JSON text, or strings of a vendor's form.

use std::fmt;

use crate::json::{Fault, FaultKind, JsonReader, Kind, Reader, read_value};
use crate::limits::MAX_NESTING;
use crate::types::{Json, Map};

/// What is posted: an object, its JSON text, or a string of another form.
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
    /// translates.
    Codec(Codec),
}

impl Encoding {
    /// The codec, if strings of another form than JSON's are posted.
    pub const fn codec(&self) -> Option<Codec> {
        match self {
            Self::Codec(codec) => Some(*codec),
            Self::Object | Self::Text | Self::ObjectOrText | Self::TextOrObject => None,
        }
    }
}

/// What translates between the strings that are posted and the objects of messages.
#[derive(Clone, Copy)]
pub struct Codec {
    name: &'static str,
    value: &'static dyn TextCodec,
    // Pointers, so that what reads and writes JSON for codecs is only part of programs that have one.
    read: fn(&dyn TextCodec, &str) -> Option<String>,
    write: fn(&dyn TextCodec, &str) -> Option<String>,
}

impl Codec {
    /// A codec, and its path as the declaration has it.
    pub const fn new(name: &'static str, value: &'static dyn TextCodec) -> Self {
        Self {
            name,
            value,
            read: |value, text| serde_json::to_string(&value.read(text)?).ok(),
            write: |value, json| value.write(&exact_object(json)?),
        }
    }

    /// Its path in Rust, as the declaration has it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The JSON of the message's object; `None` if the string isn't one of this form.
    pub fn read(&self, text: &str) -> Option<String> {
        (self.read)(self.value, text)
    }

    /// The string of a message, given the JSON of its object; `None` if this form can't say it.
    pub fn write(&self, json: &str) -> Option<String> {
        (self.write)(self.value, json)
    }
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
    /// sign in it that parts fields. It isn't sent then:
    /// [`SendError::Unwritable`](crate::SendError::Unwritable).
    fn write(&self, message: &Map<Json>) -> Option<String>;
}

/// The object that a message is written as, for a codec; `None` if it has a whole number whose digits
/// [`Json`] doesn't hold: another one would be posted in its place.
fn exact_object(json: &str) -> Option<Map<Json>> {
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
