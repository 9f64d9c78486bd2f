//! Strings in a form of the vendor's own.

use super::{Fault, FaultKind, JsonReader, Kind, Reader, Writer, read_value};
use crate::limits::MAX_NESTING;
use crate::types::{Json, Map};

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
/// use cti_runtime::codec::TextCodec;
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
    label = "implement `cti_runtime::codec::TextCodec` for it"
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
pub(crate) fn exact_object(json: &str) -> Option<Map<Json>> {
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

/// A text in which JSON stands, given in units of UTF-16. Half of a surrogate pair, which no text of
/// this program can hold, becomes its escape: inside of a string of JSON that says the same, and
/// elsewhere neither is JSON.
///
/// ```
/// use cti_runtime::codec::json_text;
///
/// let posted = [0x22, 0xD83D, 0x22]; // a quote, half of an emoji, a quote
/// assert_eq!(json_text(posted.into_iter()), r#""\ud83d""#);
/// ```
pub fn json_text(units: impl Iterator<Item = u16>) -> String {
    let mut out = Writer::new();
    let mut escapes = false;
    for char in char::decode_utf16(units) {
        match char {
            Ok(char) => out.raw(char.encode_utf8(&mut [0; 4])),
            // Behind a backslash it is no escape, and must not become one.
            Err(_) if escapes => out.raw("\u{fffd}"),
            Err(ref half) => out.half(half.unpaired_surrogate()),
        }
        escapes = matches!(char, Ok('\\')) && !escapes;
    }
    out.into_string()
}
