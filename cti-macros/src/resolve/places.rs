//! What stands where in an envelope: the paths to all that isn't among the fields of a content.

use crate::model::path::{is_path, is_within, keys};
use crate::model::{At, Family, Field, Message, Requests};
use proc_macro2::Span;

/// Something in an envelope that has a place of its own.
#[derive(Clone)]
pub(crate) struct Place {
    /// The way there from the message itself.
    pub path: String,
    pub span: Span,
    pub what: &'static str,
    /// It is an object, in which others may stand.
    pub is_content: bool,
}

impl Place {
    fn of(key: &At<String>, what: &'static str) -> Self {
        Self {
            path: key.value.clone(),
            span: key.span,
            what,
            is_content: false,
        }
    }
}

/// What messages of a family have in common.
fn shared(family: &Family) -> Vec<Place> {
    let envelope = &family.envelope;
    let fixed = envelope.fixed();
    let mut found: Vec<Place> = fixed
        .map(|fixed| Place::of(&fixed.key, "a constant"))
        .collect();
    found.push(Place::of(&envelope.tag, "the tag"));
    if let Some(requests) = &family.requests {
        let id = requests.id.iter();
        found.extend(id.map(|id| Place::of(id, "the request's id")));
    }
    found
}

/// What a message has besides the fields of its content.
pub(crate) fn of_message(family: &Family, message: &Message) -> Vec<Place> {
    let mut found = shared(family);
    let declared = family.envelope.content.as_ref();
    found.extend(message.content.as_ref().map(|content| Place {
        path: content.clone(),
        span: declared.map_or(message.ident.span(), |key| key.span),
        what: "the content",
        is_content: true,
    }));
    let beside = message.body.each().filter(|field| field.beside);
    let beside = beside.filter(|field| !field.remainder);
    let names = beside.flat_map(Field::names);
    found.extend(names.map(|name| Place::of(name, "a field")));
    found
}

/// What an answer has.
pub(crate) fn of_answer(requests: &Requests) -> Vec<Place> {
    let answer = &requests.answer;
    let constants = answer.constants.iter();
    let mut found: Vec<Place> = constants
        .map(|fixed| Place::of(&fixed.key, "a constant"))
        .collect();
    found.extend(answer.id.iter().map(|id| Place::of(id, "the id")));
    let keys = &answer.keys;
    found.extend(keys.flag.iter().map(|key| Place::of(key, "the flag")));
    let values = keys.named().map(|key| Place::of(key, "the result"));
    found.extend(values);
    found
}

/// The paths of a family that lead into other objects, each once, those that all its messages have first.
pub(crate) fn paths(family: &Family) -> Vec<String> {
    let messages = family.messages.iter();
    let own = messages.flat_map(|message| of_message(family, message));
    let content = family.envelope.content.as_ref();
    let content = content.map(|key| Place::of(key, "the content"));
    let all = shared(family).into_iter().chain(content).chain(own);
    distinct(all)
}

/// The paths of an answer that lead into other objects.
pub(crate) fn answer_paths(requests: &Requests) -> Vec<String> {
    distinct(of_answer(requests).into_iter())
}

fn distinct(places: impl Iterator<Item = Place>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for place in places.filter(|place| is_path(&place.path)) {
        if !found.contains(&place.path) {
            found.push(place.path);
        }
    }
    found
}

/// What the tag of a family is called where its messages are read. Where more may be behind it, that
/// isn't its own key: the tag is taken apart before.
pub(crate) fn tag(family: &Family) -> String {
    let own = &family.envelope.tag.value;
    if family.messages.iter().any(|message| message.prefix) {
        format!("…{own}")
    } else {
        own.clone()
    }
}

/// Keys of the object in which a message's fields stand that are none of the fields: a map that takes
/// all others passes over them.
pub(crate) fn passed_over<'p>(
    families: impl Iterator<Item = &'p Family>,
    message: &Message,
) -> Vec<String> {
    let content = message.content.as_deref();
    let depth = content.map_or(0, |content| keys(content).len());
    let mut found = Vec::new();
    for family in families {
        let tag = &family.envelope.tag.value;
        let in_parts = !prefixes(family).is_empty();
        let paths = paths(family)
            .into_iter()
            .chain(in_parts.then(|| tag.clone()));
        for path in paths.filter(|path| content.is_none_or(|content| is_within(path, content))) {
            found.extend(keys(&path).into_iter().nth(depth));
            if content.is_none() {
                found.push(path);
            }
        }
        if in_parts && content.is_none() {
            found.extend([self::tag(family), format!("{tag}…")]);
        }
    }
    found.retain(|key| {
        let mut names = message.body.each().flat_map(Field::names);
        !names.any(|name| name.value == *key)
    });
    found.sort();
    found.dedup();
    found
}

/// How tags of a family begin that have more behind, the longest first.
pub(crate) fn prefixes(family: &Family) -> Vec<&str> {
    let messages = family.messages.iter();
    let begin = messages.filter(|message| message.prefix);
    let mut found: Vec<&str> = begin.map(|message| message.tag.value.as_str()).collect();
    found.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    found
}
