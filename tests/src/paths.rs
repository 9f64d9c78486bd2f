//! Keys of an envelope that are paths, as the reference says: slowly, and sharing nothing with the codec.

use cti_runtime::describe::{Answer, Description, Direction, Family, Message, keys_of};

use crate::json::Json;

type Entries = Vec<(String, Json)>;

/// The keys of a family's envelopes, and of what stands beside contents.
pub fn of_family(family: &Family) -> Vec<&'static str> {
    let envelope = family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let mut keys: Vec<&str> = fixed.map(|constant| constant.key).collect();
    keys.push(envelope.tag);
    keys.extend(envelope.content);
    keys.extend(family.requests.and_then(|requests| requests.id));
    for message in family.messages {
        keys.extend(message.content);
        for field in message.fields.iter().filter(|field| field.beside) {
            keys.push(field.key);
            keys.extend(field.aliases);
        }
    }
    keys.retain(|key| key.contains('.'));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Those of a direction.
pub fn of_direction(description: &Description, direction: Direction) -> Vec<&'static str> {
    let families = description.families_of(direction);
    let mut keys: Vec<&str> = families.flat_map(of_family).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The tags of a direction that are taken apart, since there may be data in them: none may stand twice, whatever
/// is there.
pub fn open_tags(description: &Description, direction: Direction) -> Vec<&'static str> {
    let families = description.families_of(direction);
    let open = families.filter(|family| family.messages.iter().any(|message| message.prefix));
    open.map(|family| family.envelope.tag).collect()
}

/// Those of an answer.
pub fn of_answer(answer: &Answer) -> Vec<&'static str> {
    let constants = answer.constants.iter().map(|constant| constant.key);
    let keys = [answer.flag, answer.ok, answer.error].into_iter().flatten();
    let keys = keys.chain(constants).chain(answer.id);
    keys.filter(|key| key.contains('.')).collect()
}

/// The entries of an object and, under each path, what stands there; `None` if a key on the way, or at its
/// end, stands twice, or a path is a key.
pub fn lift(paths: &[&str], entries: &Entries) -> Option<Entries> {
    let mut lifted = entries.clone();
    for path in paths {
        if entries.iter().any(|(key, _)| key == path) {
            return None;
        }
        let mut around = entries;
        let keys = keys_of(path);
        for (depth, key) in keys.iter().enumerate() {
            let mut found = around.iter().filter(|(known, _)| known == key);
            let Some((_, value)) = found.next() else {
                break;
            };
            if found.next().is_some() {
                return None;
            }
            if depth + 1 == keys.len() {
                lifted.push(((*path).to_owned(), value.clone()));
            }
            match value {
                Json::Object(inner) => around = inner,
                _ => break,
            }
        }
    }
    Some(lifted)
}

/// The keys of the object at a path, or of the message itself, that lead to some of these paths.
pub fn keys_in(object: &str, paths: &[&str]) -> Vec<String> {
    let around = keys_of(object);
    let inside = paths.iter().map(|path| keys_of(path));
    let inside = inside.filter(|keys| keys.len() > around.len() && keys.starts_with(&around));
    inside
        .filter_map(|keys| keys.get(around.len()).cloned())
        .collect()
}

/// What is written as one object, with each path's value where it leads.
pub fn unlift(paths: &[&str], entries: Entries) -> Json {
    let mut message = Vec::new();
    for (key, value) in entries {
        if paths.contains(&key.as_str()) {
            put(&mut message, &keys_of(&key), value);
        } else {
            put(&mut message, &[key], value);
        }
    }
    Json::Object(message)
}

/// Puts a value where keys lead.
pub fn put(object: &mut Entries, keys: &[String], value: Json) {
    let [key, rest @ ..] = keys else { return };
    let found = object.iter_mut().find(|(known, _)| known == key);
    match (found, rest.is_empty()) {
        (Some((_, Json::Object(inner))), false) => put(inner, rest, value),
        (Some((_, Json::Object(inner))), true) => {
            if let Json::Object(more) = value {
                inner.extend(more);
            }
        }
        (_, true) => object.push((key.clone(), value)),
        (_, false) => {
            let mut inner = Vec::new();
            put(&mut inner, rest, value);
            object.push((key.clone(), Json::Object(inner)));
        }
    }
}

/// Takes out what stands at a path, if it is an empty object.
pub fn without_empty(json: Json, path: &str) -> Json {
    take_empty(json, &keys_of(path))
}

fn take_empty(json: Json, keys: &[String]) -> Json {
    let (Json::Object(entries), [key, rest @ ..]) = (json.clone(), keys) else {
        return json;
    };
    let left = entries.into_iter().filter_map(|(known, value)| {
        if known != *key {
            return Some((known, value));
        }
        if rest.is_empty() {
            return (value != Json::Object(Vec::new())).then_some((known, value));
        }
        Some((known, take_empty(value, rest)))
    });
    Json::Object(left.collect())
}

/// The message of a family with this tag, and what is behind it.
pub fn find<'t>(family: &Family, tag: &'t str) -> Option<(&'static Message, &'t str)> {
    let mut messages = family.messages.iter();
    let whole = |message: &&Message| {
        !message.prefix && (message.tag == tag || message.aliases.contains(&tag))
    };
    if let Some(message) = messages.find(whole) {
        return Some((message, ""));
    }
    let open = family.messages.iter().filter(|message| message.prefix);
    let open = open.filter_map(|message| {
        let (begins, ends) = around(message);
        let data = tag.strip_prefix(begins)?.strip_suffix(ends)?;
        Some((begins.len(), ends.len(), message, data))
    });
    let (.., message, data) = open.max_by_key(|(begins, ends, ..)| (*begins, *ends))?;
    Some((message, data))
}

/// What stands before and behind the data in a tag.
fn around(message: &Message) -> (&'static str, &'static str) {
    match message.tag.find('…') {
        Some(at) => (&message.tag[..at], &message.tag[at + '…'.len_utf8()..]),
        None => (message.tag, ""),
    }
}

/// A tag with data in it.
pub fn with_data(message: &Message, data: &str) -> String {
    let (begins, ends) = around(message);
    format!("{begins}{data}{ends}")
}
