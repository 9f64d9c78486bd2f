//! The family that takes a message. The rule is the session's: see `message::find_tag` of the runtime.

use cti_runtime::describe::{Answer, Description, Direction, Family, Message, Scalar};
use serde_json::{Map, Value};

use crate::paths::find as find_at;
use crate::shape::names_of;

/// The family that takes a message, the tag, and the message if the family knows it; `coded` is whether a
/// codec made its entries of a string.
pub(super) fn taking<'v>(
    description: &Description,
    direction: Direction,
    entries: &'v Map<String, Value>,
    coded: bool,
) -> Option<(&'static Family, &'v str, Option<&'static Message>)> {
    let families = description.families_of(direction);
    let taking = families.filter_map(|family| {
        let ours = family.kind.is_posted()
            && (coded || !family.envelope.encoding.is_bare())
            && (family.envelope.constants.iter())
                .all(|of| find_at(entries, of.key).is_some_and(|value| is(value, of.value)));
        let tag = find_at(entries, family.envelope.tag).and_then(Value::as_str);
        let tag = tag.filter(|_| ours)?;
        Some((family, tag, find(family, tag)))
    });
    // The first of equals.
    taking.reduce(|best, next| {
        let rank = |(family, _, message): &(&Family, &str, Option<&Message>)| {
            (family.envelope.constants.len(), message.is_some())
        };
        if rank(&next) > rank(&best) {
            next
        } else {
            best
        }
    })
}

/// The text of an id.
pub(super) fn id(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether an object is an answer of this kind.
pub(super) fn is_answer(answer: &Answer, entries: &Map<String, Value>) -> bool {
    answer
        .constants
        .iter()
        .all(|of| find_at(entries, of.key).is_some_and(|value| is(value, of.value)))
}

fn is(value: &Value, wanted: Scalar) -> bool {
    match wanted {
        Scalar::Text(text) => value.as_str() == Some(text),
        Scalar::Integer(number) => value.as_i64() == Some(number),
        Scalar::Bool(bool) => value.as_bool() == Some(bool),
    }
}

/// The keys of a family's envelope, the content's aside.
pub(super) fn keys(family: &Family) -> Vec<&'static str> {
    let envelope = &family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let fixed = fixed.map(|constant| constant.key);
    let id = family.requests.and_then(|requests| requests.id);
    std::iter::once(envelope.tag)
        .chain(fixed)
        .chain(id)
        .collect()
}

/// The message of a family that has this tag.
pub(super) fn find<'d>(family: &'d Family, tag: &str) -> Option<&'d Message> {
    let mut messages = family.messages.iter();
    let whole = |message: &&Message| {
        !message.prefix && names_of(message.tag, message.aliases).any(|known| known == tag)
    };
    let open = family.messages.iter();
    let open = open.filter(|message| message.data_in(tag).is_some());
    let length = |message: &&Message| {
        let (begins, ends) = message.around();
        (begins.len(), ends.len())
    };
    messages.find(whole).or_else(|| open.max_by_key(length))
}
