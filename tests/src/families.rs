//! Which family takes a message, as the reference says: slowly, and sharing nothing with the codec.

use cti_runtime::describe::{Constant, Description, Direction, Family, Scalar};

use crate::json::Json;
use crate::paths;

/// What the messages of a family have in front of the content, their own fields aside.
pub fn keys(family: &Family) -> Vec<&'static str> {
    let envelope = family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let fixed = fixed.map(|constant| constant.key);
    let id = family.requests.map(|requests| requests.id);
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
        let known = paths::find(family, tag).is_some();
        let rank = (family.envelope.constants.len(), known);
        if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
            best = Some((rank, family, tag.clone()));
        }
    }
    best.map_or(Choice::None, |(_, family, tag)| Choice::Family(family, tag))
}
