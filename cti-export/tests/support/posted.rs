//! Requests and their answers as they are posted, from what samples say of them.

use cti_runtime::describe::{Constant, Family, Message, Requests, Scalar, keys_of};
use serde_json::{Map, Value, json};

/// A value of an envelope.
pub fn scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Text(text) => json!(text),
        Scalar::Integer(number) => json!(number),
        Scalar::Bool(bool) => json!(bool),
    }
}

/// Entries of an envelope.
fn fixed(constants: &[Constant]) -> Map<String, Value> {
    let entries = constants.iter();
    let entries = entries.map(|of| (of.key.to_owned(), scalar(of.value)));
    entries.collect()
}

/// A request with these arguments.
pub fn request(family: &Family, message: &Message, arguments: &Value, id: &Value) -> Value {
    let mut outer = fixed(family.envelope.constants);
    outer.insert(family.envelope.tag.to_owned(), json!(message.tag));
    let key = family.requests.and_then(|requests| requests.id);
    outer.extend(key.map(|key| (key.to_owned(), id.clone())));
    let mut inner = Map::new();
    for (key, value) in arguments.as_object().into_iter().flatten() {
        let names = |of: &&cti_runtime::describe::Field| {
            of.key == key || of.aliases.contains(&key.as_str())
        };
        let beside = message.fields.iter().find(names);
        let beside = beside.is_some_and(|field| field.beside) || message.content.is_none();
        let place = if beside { &mut outer } else { &mut inner };
        place.insert(key.clone(), value.clone());
    }
    if let Some(content) = message.content {
        outer.insert(content.to_owned(), Value::Object(inner));
    }
    nested(outer)
}

/// What stands under paths, where these lead.
pub fn nested(entries: Map<String, Value>) -> Value {
    let mut message = Value::Object(Map::new());
    for (path, value) in entries {
        match (at_mut(&mut message, &path), value) {
            (Value::Object(there), Value::Object(more)) => there.extend(more),
            (place, value) => *place = value,
        }
    }
    message
}

/// The place where a path leads, in objects that are there then.
pub fn at_mut<'v>(value: &'v mut Value, path: &str) -> &'v mut Value {
    keys_of(path).into_iter().fold(value, |place, key| {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        &mut place[key]
    })
}

/// What stands where a path leads.
#[allow(dead_code, reason = "shared with other tests")]
pub fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let mut keys = keys_of(path).into_iter();
    keys.try_fold(value, |value, key| value.get(key))
}

/// An answer that says this.
pub fn answer(requests: &Requests, said: Result<&Value, &Value>, id: &Value) -> Value {
    let answer = &requests.answer;
    let mut entries = fixed(answer.constants);
    entries.extend(answer.id.map(|key| (key.to_owned(), id.clone())));
    let flag = answer
        .flag
        .map(|flag| (flag.to_owned(), json!(said.is_ok())));
    entries.extend(flag);
    let (key, value) = match said {
        Ok(value) => (answer.ok, value),
        Err(value) => (answer.error, value),
    };
    match (key, value) {
        (Some(key), _) => drop(entries.insert(key.to_owned(), value.clone())),
        (None, Value::Object(beside)) => entries.extend(beside.clone()),
        (None, _) => {}
    }
    nested(entries)
}
