//! Which message answers which: by an id that both have, or by name; and how a side begins.

use std::collections::BTreeMap;

use cti_runtime::describe::Direction;

use super::envelope::Message;
use super::model::{self, Body, Family, Kind, Ty};
use super::requests::may_correlate;
use super::talk::{Group, Said};
use super::value::{Members, Value};
use super::words;

/// How long an answer by name may take, in milliseconds.
const PATIENCE: u64 = 30_000;

/// Words that an answer's name has behind that of its request.
const DONE: [&str; 14] = [
    "response",
    "result",
    "reply",
    "answer",
    "ack",
    "acknowledged",
    "succeeded",
    "success",
    "ok",
    "done",
    "completed",
    "received",
    "resp",
    "res",
];
const FAILED: [&str; 8] = [
    "failed", "failure", "error", "rejected", "denied", "refused", "err", "nack",
];

/// Words with which questions begin.
const QUESTIONS: [&str; 12] = [
    "get", "fetch", "request", "query", "load", "read", "ask", "list", "check", "is", "has", "find",
];

/// Messages of a tag, and where they are declared.
struct Tag<'t> {
    direction: Direction,
    /// Places of the family and of the message.
    place: Place,
    group: &'t Group,
    words: Vec<String>,
}

/// Where a message is declared: the places of its family, and in it.
type Place = (usize, usize);

/// Finds answers and handshakes, and says so of the messages.
pub(super) fn find(said: &[Said], families: &mut [Family], reloads: &[usize]) {
    let tags = tags(said, families);
    let mut replies: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
    for asking in &tags {
        if let Some(answers) = by_id(asking, &tags, families) {
            replies.insert(asking.place, answers);
        } else if let Some(answers) = by_name(asking, &tags) {
            replies.insert(asking.place, answers);
        }
    }
    for (place, answers) in replies {
        let names: Vec<String> = answers
            .iter()
            .filter_map(|at| name_of(families, *at))
            .collect();
        let text = match &*names {
            [ok] => format!("reply({ok})"),
            [ok, error] if ok != error => format!("reply({ok}, or = {error})"),
            _ => continue,
        };
        if let Some(message) = message(families, place) {
            message.attributes.push(text);
        }
    }
    if let Some((place, until, every)) = handshake(&tags, reloads)
        && let Some(until) = name_of(families, until)
        && let Some(message) = message(families, place)
    {
        // It is answered by its acknowledgement alone.
        message.attributes = vec![format!("handshake(until = {until}, every_ms = {every})")];
    }
}

fn tags<'s>(said: &'s [Said], families: &[Family]) -> Vec<Tag<'s>> {
    let groups = said.iter().flat_map(|said| {
        said.families
            .iter()
            .map(move |family| (said.direction, family))
    });
    let mut tags = Vec::new();
    for (at, (direction, family)) in groups.enumerate() {
        let prefix = families.get(at).map_or("", |family| family.prefix.as_str());
        if family.asks.is_some() {
            continue;
        }
        for (message, group) in family.groups.iter().enumerate() {
            let bare = group.tag.strip_prefix(prefix).unwrap_or(&group.tag);
            tags.push(Tag {
                direction,
                place: (at, message),
                group,
                words: words::words(bare),
            });
        }
    }
    tags
}

fn message(families: &mut [Family], (family, message): Place) -> Option<&mut model::Message> {
    families.get_mut(family)?.messages.get_mut(message)
}

fn name_of(families: &[Family], (family, message): Place) -> Option<String> {
    let family = families
        .get(family)
        .filter(|family| matches!(family.kind, Kind::Messages))?;
    family
        .messages
        .get(message)
        .map(|message| super::naming::ident(&message.rust))
}

/// The ids in a message that a request and its answer could share: their keys and texts.
fn ids(message: &Message) -> Vec<(&str, String)> {
    let of = |members: &'_ Members| -> Vec<(String, String)> {
        let named = members.iter().filter(|(key, _)| may_correlate(key));
        named
            .filter_map(|(key, value)| Some((key.clone(), value.id()?)))
            .collect()
    };
    let mut ids: Vec<(&str, String)> = Vec::new();
    for (key, value) in &message.members {
        if may_correlate(key)
            && let Some(id) = value.id()
        {
            ids.push((key, id));
        }
        if let Value::Object(members) = value {
            for (inner, id) in of(members) {
                if let Some((key, _)) = members.iter().find(|(key, _)| *key == inner) {
                    ids.push((key, id));
                }
            }
        }
    }
    ids
}

/// The answers to messages with an id, if there are any. Marks the ids.
fn by_id(asking: &Tag<'_>, tags: &[Tag<'_>], families: &mut [Family]) -> Option<Vec<Place>> {
    let mut pairs: BTreeMap<(&str, &str), Vec<Place>> = BTreeMap::new();
    for request in &asking.group.messages {
        for (key, id) in ids(request) {
            for other in tags.iter().filter(|of| of.direction != asking.direction) {
                for answer in other
                    .group
                    .messages
                    .iter()
                    .filter(|of| of.order > request.order)
                {
                    for (answer_key, answer_id) in ids(answer) {
                        if answer_id == id {
                            pairs
                                .entry((key, answer_key))
                                .or_default()
                                .push(other.place);
                        }
                    }
                }
            }
        }
    }
    let ((key, answer_key), mut answers) =
        pairs.into_iter().max_by_key(|(_, answers)| answers.len())?;
    answers.sort_unstable();
    answers.dedup();
    // An id that came before it was asked for is that of something else.
    let known_before = asking.group.messages.iter().any(|request| {
        let own = ids(request);
        let own = own.iter().find(|(of, _)| *of == key).map(|(_, id)| id);
        tags.iter()
            .flat_map(|tag| &tag.group.messages)
            .any(|other| {
                other.order < request.order && ids(other).iter().any(|(_, id)| Some(id) == own)
            })
    });
    // Nor is one that more messages have than a request and its answers.
    let shared = asking.group.messages.iter().filter(|request| {
        let own = ids(request);
        let own = own.iter().find(|(of, _)| *of == key).map(|(_, id)| id);
        let everywhere = tags.iter().flat_map(|tag| &tag.group.messages);
        everywhere
            .filter(|other| ids(other).iter().any(|(_, id)| Some(id) == own))
            .count()
            > 3
    });
    let shared = shared.count() * 2 > asking.group.messages.len();
    if known_before || shared || answers.len() > 2 {
        return None;
    }
    if answers.len() == 2 {
        let failed = |at: &Place| {
            tags.iter()
                .any(|tag| tag.place == *at && has_failed(&tag.words))
        };
        answers.sort_by_key(failed);
        if !answers.last().is_some_and(failed) {
            return None;
        }
    }
    let places: Vec<(Place, String)> = std::iter::once((asking.place, key.to_owned()))
        .chain(answers.iter().map(|at| (*at, answer_key.to_owned())))
        .collect();
    mark(families, &places).then_some(answers)
}

/// Marks the ids of a request and its answers, if each has one that is always there.
fn mark(families: &mut [Family], places: &[(Place, String)]) -> bool {
    let mut types = Vec::new();
    for (place, key) in places {
        match message(families, *place).map(|message| &message.body) {
            Some(Body::Fields(fields)) => {
                let field = fields
                    .iter()
                    .find(|field| field.key == *key && !field.optional);
                let other = fields.iter().any(|field| field.id && field.key != *key);
                match field.filter(|_| !other) {
                    Some(field) => types.push(field.ty.clone()),
                    None => return false,
                }
            }
            _ => return false,
        }
    }
    let text = |ty: &Ty| matches!(ty, Ty::String | Ty::Uuid | Ty::Text(_));
    let ty = if types.iter().all(text) {
        Ty::String
    } else if types.iter().all(|ty| *ty == Ty::U64) {
        Ty::U64
    } else if types
        .iter()
        .all(|ty| text(ty) || matches!(ty, Ty::U64 | Ty::Id))
    {
        Ty::Id
    } else {
        return false;
    };
    for (place, key) in places {
        if let Some(Body::Fields(fields)) =
            message(families, *place).map(|message| &mut message.body)
        {
            for field in fields.iter_mut().filter(|field| field.key == *key) {
                field.id = true;
                field.personal = false;
                field.ty = ty.clone();
            }
        }
    }
    true
}

fn has_failed(words: &[String]) -> bool {
    words.last().is_some_and(|word| FAILED.contains(&&**word))
}

/// How the name of a message is that of an answer to a request: `Some(true)` if of a failure.
fn answers_by_name(request: &[String], answer: &[String]) -> Option<bool> {
    let (bare, failed) = match answer.split_last() {
        Some((last, bare)) if FAILED.contains(&&**last) && !bare.is_empty() => (bare, true),
        Some((last, bare)) if DONE.contains(&&**last) && !bare.is_empty() => (bare, false),
        _ => (answer, false),
    };
    if bare == request {
        let question = request
            .first()
            .is_some_and(|word| QUESTIONS.contains(&&**word));
        let synced = request.iter().any(|word| word == "sync");
        let same = bare.len() == answer.len();
        return (!same || question || synced).then_some(failed);
    }
    let (first, rest) = request.split_first()?;
    let asks = QUESTIONS.contains(&&**first) && !rest.is_empty();
    (asks && bare.ends_with(rest)).then_some(failed)
}

/// The answers to a message by their names, if they come behind it.
fn by_name(asking: &Tag<'_>, tags: &[Tag<'_>]) -> Option<Vec<Place>> {
    let mut found: (Option<&Tag<'_>>, Option<&Tag<'_>>) = (None, None);
    let mut best = (0, 0);
    for other in tags.iter().filter(|of| of.direction != asking.direction) {
        let Some(failed) = answers_by_name(&asking.words, &other.words) else {
            continue;
        };
        let followed = followed(asking, other);
        let (slot, best) = if failed {
            (&mut found.1, &mut best.1)
        } else {
            (&mut found.0, &mut best.0)
        };
        if followed > *best {
            (*slot, *best) = (Some(other), followed);
        }
    }
    let answer = found.0?;
    let shared = || {
        let errors = tags.iter().filter(|of| of.direction != asking.direction);
        let mut errors = errors.filter(|of| of.words.len() == 1 && has_failed(&of.words));
        errors.find(|error| fails(asking, answer, error))
    };
    let failure = found.1.or_else(shared);
    let both = std::iter::once(answer).chain(failure);
    Some(both.map(|tag| tag.place).collect())
}

/// How many of these messages are followed by the other, before the next of them.
fn followed(asking: &Tag<'_>, other: &Tag<'_>) -> usize {
    let asked = &asking.group.messages;
    let mut count = 0;
    for (at, request) in asked.iter().enumerate() {
        let next = asked.get(at + 1).map_or(usize::MAX, |next| next.order);
        count += usize::from(other.group.messages.iter().any(|answer| {
            let soon = answer.at.saturating_sub(request.at) <= PATIENCE;
            (request.order + 1..next).contains(&answer.order) && soon
        }));
    }
    count
}

/// Whether a failure follows one of these messages where the answer doesn't.
fn fails(asking: &Tag<'_>, answer: &Tag<'_>, error: &Tag<'_>) -> bool {
    let asked = &asking.group.messages;
    asked.iter().enumerate().any(|(at, request)| {
        let next = asked.get(at + 1).map_or(usize::MAX, |next| next.order);
        let within = |tag: &Tag<'_>| {
            let mut answers = tag.group.messages.iter();
            answers.any(|of| {
                (request.order + 1..next).contains(&of.order)
                    && of.at.saturating_sub(request.at) <= PATIENCE
            })
        };
        within(error) && !within(answer)
    })
}

/// A message that a side repeats before it says anything else, until the other side speaks.
fn handshake(tags: &[Tag<'_>], reloads: &[usize]) -> Option<(Place, Place, u64)> {
    let mut all: Vec<(&Message, &Tag<'_>)> = Vec::new();
    for tag in tags {
        all.extend(tag.group.messages.iter().map(|message| (message, tag)));
    }
    all.sort_by_key(|(message, _)| message.order);
    let (began, first) = *all.first()?;
    let same = |(message, tag): &&(&Message, &Tag<'_>)| {
        tag.place == first.place && is_again(&began.members, &message.members)
    };
    let burst = all.iter().take_while(same).count();
    let (_, until) = *all.get(burst)?;
    let mut again = all
        .iter()
        .skip(burst)
        .filter(|(_, tag)| tag.place == first.place);
    let after_reload = |order: usize| {
        reloads
            .iter()
            .any(|reload| *reload > 0 && order > *reload && order <= *reload + 8)
    };
    let told = burst >= 3
        && until.direction != first.direction
        && again.all(|(message, _)| after_reload(message.order));
    let last = all
        .get(burst - 1)
        .map_or(began.at, |(message, _)| message.at);
    let every =
        last.saturating_sub(began.at) / u64::try_from(burst - 1).ok().filter(|count| *count > 0)?;
    (told && (10..=600_000).contains(&every)).then_some((first.place, until.place, every))
}

/// Whether a message is the same as another, but for a fresh id.
fn is_again(first: &Members, other: &Members) -> bool {
    first.len() == other.len()
        && first
            .iter()
            .zip(other)
            .all(|((key, value), (other, again))| {
                let fresh = may_correlate(key) && value.id().is_some() && again.id().is_some();
                key == other && (fresh || value == again)
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(request: &str, answer: &str) -> Option<bool> {
        answers_by_name(&words::words(request), &words::words(answer))
    }

    #[test]
    fn names_of_answers_follow_from_those_of_requests() {
        assert_eq!(answers("dial_number", "dial_number_response"), Some(false));
        assert_eq!(answers("dial", "dialFailed"), Some(true));
        assert_eq!(answers("getJwt", "jwt"), Some(false));
        assert_eq!(answers("get_settings", "integration_settings"), Some(false));
        assert_eq!(answers("is-logged-in", "is-logged-in"), Some(false));
        assert_eq!(answers("call", "call"), None);
        assert_eq!(answers("answer", "connected"), None);
        assert_eq!(answers("logout", "logout"), None);
    }
}
