//! Which family takes a message, as the reference says, slowly, and in which form it is posted.

use std::borrow::Cow;

use cti_runtime::describe::{Codec, Constant, Description, Direction, Encoding, Family, Scalar};

use crate::entropy::Entropy;
use crate::json::Json;
use crate::paths;

/// What the messages of a family have in front of the content, their own fields aside.
pub fn keys(family: &Family) -> Vec<&'static str> {
    let envelope = family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let fixed = fixed.map(|constant| constant.key);
    let id = family.requests.and_then(|requests| requests.id);
    std::iter::once(envelope.tag)
        .chain(fixed)
        .chain(id)
        .collect()
}

/// The value of a constant.
pub fn scalar(scalar: Scalar) -> Json {
    match scalar {
        Scalar::Text(text) => Json::text(text),
        Scalar::Integer(number) => Json::Number(number.into()),
        Scalar::Bool(bool) => Json::Bool(bool),
    }
}

/// The message that stands for a bare string.
pub fn spelt_out(word: &str) -> String {
    let entry = (Codec::BARE.to_owned(), Json::text(word));
    Json::Object(vec![entry]).write(&mut Entropy::new(&[]))
}

/// The bare string that a message stands for: its tag and nothing else, under a key that nothing else has.
/// What begins as an object does isn't bare.
pub fn bare(message: &Json) -> Option<&str> {
    match message {
        Json::Object(entries) => bare_tag(entries),
        _ => None,
    }
}

fn bare_tag(entries: &[(String, Json)]) -> Option<&str> {
    match entries {
        [(key, Json::String(word))] if key == Codec::BARE => {
            (!word.trim_start().starts_with('{')).then_some(word)
        }
        _ => None,
    }
}

/// What is posted for a message, if a codec makes another object of it, and can say it.
pub fn recoded(encoding: &Encoding, message: impl FnOnce() -> String) -> Option<String> {
    let codec = codec_of_objects(encoding)?;
    codec.write(&message()).map(Cow::into_owned)
}

/// The message for which an object was posted; `None` if the codec of objects doesn't read it.
pub fn decoded<'t>(encoding: &Encoding, posted: &'t str) -> Option<Cow<'t, str>> {
    match codec_of_objects(encoding) {
        Some(codec) => codec.read(posted),
        None => Some(Cow::Borrowed(posted)),
    }
}

fn codec_of_objects(encoding: &Encoding) -> Option<Codec> {
    encoding.codec().filter(Codec::is_of_objects)
}

/// What the families of a direction make of a message's outermost keys.
#[derive(Clone, Debug)]
pub enum Choice {
    /// This one takes it, with this tag.
    Family(&'static Family, String),
    /// None takes it.
    None,
    /// A key that one of them has stands twice.
    Repeated,
}

/// Looks for the family that takes a message.
pub fn choose(
    description: &Description,
    direction: Direction,
    entries: &[(String, Json)],
) -> Choice {
    let families: Vec<&'static Family> = description.families_of(direction).collect();
    let all = |key: &str| entries.iter().filter(|(found, _)| found == key).count();
    // A tag that has more behind it is taken apart before it is known what it says.
    let mut messages = families.iter().flat_map(|family| family.messages);
    let told_apart = families.len() > 1
        || families.iter().any(|of| keys(of).len() > 1)
        || messages.any(|message| message.prefix);
    let known = families.iter().flat_map(|of| keys(of));
    if told_apart && known.into_iter().any(|key| all(key) > 1) {
        return Choice::Repeated;
    }
    let value = |key: &str| entries.iter().find(|(found, _)| found == key);
    let right = |of: &Constant| value(of.key).is_some_and(|(_, found)| *found == scalar(of.value));
    let mut best: Option<((usize, bool), &'static Family, String)> = None;
    for family in families {
        let Some((_, Json::String(tag))) = value(family.envelope.tag) else {
            continue;
        };
        if !family.envelope.constants.iter().all(right) {
            continue;
        }
        // With anything beside it, or as an object, it was posted as an object.
        if family.envelope.encoding.is_bare() && bare_tag(entries).is_none() {
            continue;
        }
        let known = paths::find(family, tag).is_some();
        let rank = (family.envelope.constants.len(), known);
        if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
            best = Some((rank, family, tag.clone()));
        }
    }
    best.map_or(Choice::None, |(_, family, tag)| Choice::Family(family, tag))
}
