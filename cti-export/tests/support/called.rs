//! What a library calls back with, as its conventions say.

use cti_runtime::describe::{CallbackKeys, Convention, Message, Reply, Sample, Type};
use serde_json::{Map, Value, json};

/// Where what a function or an event says comes: to its callback or its listener, or by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// To the callback or the listener; or it is what a promise gives.
    Called,
    /// To the second callback; or a promise is rejected with it.
    Apart,
}

/// What is called back to say this, and where it comes.
pub fn back(convention: &Convention, said: Result<&Value, &Value>) -> (Back, Value) {
    if let (Err(value), true) = (said, convention.fails_apart()) {
        return (Back::Apart, value.clone());
    }
    let Some(keys) = convention.keys else {
        let (Ok(value) | Err(value)) = said;
        return (Back::Called, value.clone());
    };
    (Back::Called, Value::Object(under_keys(&keys, said)))
}

fn under_keys(keys: &CallbackKeys, said: Result<&Value, &Value>) -> Map<String, Value> {
    let mut entries = Map::new();
    let flag = keys.flag.map(|key| (key.to_owned(), json!(said.is_ok())));
    entries.extend(flag);
    let nothing = keys.ok.filter(|_| said.is_err());
    entries.extend(nothing.map(|key| (key.to_owned(), Value::Null)));
    let (key, value) = match said {
        Ok(value) => (keys.ok, value),
        Err(value) => (keys.error, value),
    };
    match (key, value) {
        (Some(key), _) => drop(entries.insert(key.to_owned(), value.clone())),
        (None, Value::Object(beside)) => entries.extend(beside.clone()),
        (None, _) => {}
    }
    entries
}

/// What a sample of a function or an event is called back with, and where it comes; `None` if it is none of
/// that.
pub fn of_sample(message: &Message, sample: &Sample) -> Option<(Back, Value)> {
    let parsed = |json: &str| serde_json::from_str::<Value>(json).ok();
    match sample {
        Sample::Result(json) => Some(back(&message.convention, Ok(&parsed(json)?))),
        Sample::Error(json) => Some(back(&message.convention, Err(&parsed(json)?))),
        _ => None,
    }
}

/// What is said, and what instead of it on failure: what a function answers, or an event tells.
pub fn types(message: &Message) -> Option<(Type, Type)> {
    if let Some(Reply::Callback { result, error }) = message.reply {
        return Some((result, error));
    }
    let field = message.fields.first().filter(|_| message.whole)?;
    Some((field.ty, message.failure.unwrap_or(Type::Nothing)))
}
