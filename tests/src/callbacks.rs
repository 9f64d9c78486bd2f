//! What a library calls back with, or gives to a listener, as conventions say: slowly, and sharing nothing
//! with the codec.

use cti_runtime::describe::{CallbackKeys, Convention, Message, Type};

use crate::json::Json;

type Entries = Vec<(String, Json)>;

/// What the listener of an event receives: the value, and what it is told instead of it when it fails.
pub fn heard(message: &Message) -> Option<(Type, Type)> {
    let field = message.fields.first().filter(|_| message.whole)?;
    Some((field.ty, message.failure.unwrap_or(Type::Nothing)))
}

/// Which of the two was called back, and what is there; `None` if it is neither.
pub fn said(keys: Option<CallbackKeys>, json: &Json) -> Option<Result<Json, Json>> {
    let Some(keys) = keys else {
        return Some(Ok(json.clone()));
    };
    let Json::Object(entries) = json else {
        return None;
    };
    let all = |key: &str| -> Vec<&Json> {
        let found = entries.iter().filter(|(known, _)| known == key);
        found.map(|(_, value)| value).collect()
    };
    let named = [keys.flag, keys.ok, keys.error].into_iter().flatten();
    if named.into_iter().any(|key| all(key).len() > 1) {
        return None;
    }
    let under = |key: Option<&str>| match key {
        Some(key) => all(key).first().map_or(Json::Null, |of| (*of).clone()),
        None => json.clone(),
    };
    match (keys.flag, keys.ok) {
        (Some(flag), _) => match all(flag)[..] {
            [Json::Bool(true)] => Some(Ok(under(keys.ok))),
            [Json::Bool(false)] => Some(Err(under(keys.error))),
            _ => None,
        },
        _ if keys.error.is_some() && under(keys.error) != Json::Null => {
            Some(Err(under(keys.error)))
        }
        (None, Some(ok)) if all(ok).is_empty() => None,
        (None, _) => Some(Ok(under(keys.ok))),
    }
}

/// What is called back to say this.
pub fn saying(keys: Option<CallbackKeys>, said: Result<Json, Json>) -> Json {
    let is_ok = said.is_ok();
    let (Ok(value) | Err(value)) = said;
    let Some(keys) = keys else {
        return value;
    };
    let flag = keys.flag.map(|flag| (flag.to_owned(), Json::Bool(is_ok)));
    let mut entries: Entries = flag.into_iter().collect();
    let nothing = keys.ok.filter(|_| !is_ok);
    entries.extend(nothing.map(|ok| (ok.to_owned(), Json::Null)));
    match (if is_ok { keys.ok } else { keys.error }, value) {
        (Some(key), value) => entries.push((key.to_owned(), value)),
        (None, Json::Object(beside)) => entries.extend(beside),
        (None, _) => {}
    }
    Json::Object(entries)
}

/// What an event's listener is called with, from what its message is written as by itself: `{result, error}`,
/// or the value if it reports no failure.
pub fn fired(convention: &Convention, written: Json) -> Json {
    let keys = convention.keys;
    let may_fail = keys.is_some_and(|keys| keys.may_fail());
    let said = if may_fail {
        said(Some(CallbackKeys::PLAIN), &written)
    } else {
        Some(Ok(written))
    };
    said.map_or(Json::Null, |said| saying(keys, said))
}
