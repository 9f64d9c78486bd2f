//! Which family takes a message? The rule is the session's: see `codec::find_tag` of the runtime.

use cti_runtime::describe::{Description, Direction, Family, FamilyKind, Message, Scalar};
use serde_json::{Map, Value};

use super::look::find;

/// The family that takes a message, the tag, and the message if the family knows it.
pub(super) fn taking<'v>(
    description: &Description,
    direction: Direction,
    entries: &'v Map<String, Value>,
) -> Option<(&'static Family, &'v str, Option<&'static Message>)> {
    let families = description.families_of(direction);
    let taking = families.filter_map(|family| {
        let ours = family.kind == FamilyKind::Messages
            && (family.envelope.constants.iter())
                .all(|of| entries.get(of.key).is_some_and(|value| is(value, of.value)));
        let tag = entries.get(family.envelope.tag).and_then(Value::as_str);
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
    std::iter::once(envelope.tag).chain(fixed).collect()
}
