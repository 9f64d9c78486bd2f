//! Keys of an envelope that are paths into other objects.

use cti_runtime::describe::{Family, Message, keys_of};
use serde_json::{Map, Value};

use crate::json::Json;

/// Whether a key of an envelope is more than a key as it stands on the wire.
pub(crate) fn is_path(path: &str) -> bool {
    path.contains('.')
}

/// Puts a value where a path leads. An object is put into one that is there.
pub(crate) fn put(object: &mut Json, path: &str, value: impl Into<Json>) {
    let keys = keys_of(path);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    put_behind(object, &keys, value.into());
}

fn put_behind(object: &mut Json, keys: &[&str], value: Json) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    let there = object.entries().iter().find(|(known, _)| known == key);
    let there = there.map(|(_, value)| value.clone());
    if rest.is_empty() {
        let mut value = value;
        if let (Some(there @ Json::Object(_)), Json::Object(_)) = (&there, &value) {
            value = there.clone().with_all(&value);
        }
        object.put(key, value);
        return;
    }
    let mut inner = match there {
        Some(there @ Json::Object(_)) => there,
        _ => Json::object(),
    };
    put_behind(&mut inner, rest, value);
    object.put(key, inner);
}

/// What stands where a path leads.
pub(crate) fn find<'v>(entries: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    if !is_path(path) {
        return entries.get(path);
    }
    let keys = keys_of(path);
    let (first, rest) = keys.split_first()?;
    rest.iter().try_fold(entries.get(first)?, |value, key| {
        value.as_object()?.get(key)
    })
}

/// Whether messages of a family have something in other objects, or in the tag.
pub(crate) fn is_elsewhere(family: &Family) -> bool {
    let envelope = &family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let fixed = fixed.map(|constant| constant.key);
    let id = family.requests.and_then(|requests| requests.id);
    let mut keys = fixed
        .chain(id)
        .chain([envelope.tag])
        .chain(envelope.content);
    let of_message = |message: &Message| {
        let mut beside = message.fields.iter().filter(|field| field.beside);
        message.prefix
            || message.content.is_some_and(is_path)
            || beside.any(|field| is_path(field.key))
    };
    keys.any(is_path) || family.messages.iter().any(of_message)
}

/// The entries of a message with all that its envelope has in other objects under its path. In those
/// objects, and in the content, the rest is left.
pub(crate) fn lift(
    family: &Family,
    message: Option<&Message>,
    entries: &Map<String, Value>,
) -> Map<String, Value> {
    let envelope = &family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let mut paths: Vec<&str> = vec![envelope.tag];
    paths.extend(fixed.map(|constant| constant.key));
    paths.extend(family.requests.and_then(|requests| requests.id));
    let content = message.map_or(envelope.content, |message| message.content);
    paths.extend(content);
    let fields = message.map_or(&[][..], |message| message.fields);
    for field in fields
        .iter()
        .filter(|field| field.beside && !field.remainder)
    {
        paths.push(field.key);
        paths.extend(field.aliases);
    }
    let mut found = lift_paths(&paths, content, entries);
    let rest = message.and_then(|message| {
        let tag = found.get(envelope.tag)?.as_str()?;
        let field = message.fields.iter().find(|field| field.remainder)?;
        Some((field.key, message.data_in(tag)?.to_owned()))
    });
    if let Some((key, rest)) = rest {
        found.insert(key.to_owned(), Value::String(rest));
    }
    found
}

/// The entries of an object with all that stands at these paths under the path.
pub(crate) fn lift_paths(
    paths: &[&str],
    content: Option<&str>,
    entries: &Map<String, Value>,
) -> Map<String, Value> {
    let mut lift = Lift {
        paths: paths.iter().map(|path| (keys_of(path), *path)).collect(),
        content: content.map(keys_of),
        found: Map::new(),
    };
    let rest = lift.object(&[], entries);
    let mut found = lift.found;
    found.extend(rest);
    found
}

struct Lift<'p> {
    paths: Vec<(Vec<String>, &'p str)>,
    content: Option<Vec<String>>,
    found: Map<String, Value>,
}

impl Lift<'_> {
    /// Takes out of an object what has a place of its own; gives the rest.
    fn object(&mut self, around: &[String], entries: &Map<String, Value>) -> Map<String, Value> {
        let mut rest = Map::new();
        for (key, value) in entries {
            let path = [around, std::slice::from_ref(key)].concat();
            let has_more = |keys: &[String]| keys.len() > path.len() && keys.starts_with(&path);
            let name = self.paths.iter().find(|(keys, _)| *keys == path);
            let name = name.map(|(_, name)| (*name).to_owned());
            match value {
                Value::Object(inner) if self.paths.iter().any(|(keys, _)| has_more(keys)) => {
                    let left = self.object(&path, inner);
                    if self.content.as_ref() == Some(&path) {
                        let name = name.unwrap_or_else(|| key.clone());
                        self.found.insert(name, Value::Object(left));
                    } else {
                        for (key, value) in left {
                            self.found
                                .insert(format!("{}.{key}", path.join(".")), value);
                        }
                    }
                }
                _ => {
                    let name = name.filter(|_| !around.is_empty() || key.contains('.'));
                    match name {
                        Some(name) => self.found.insert(name, value.clone()),
                        None => rest.insert(key.clone(), value.clone()),
                    };
                }
            }
        }
        rest
    }
}
