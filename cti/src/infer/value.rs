//! JSON values with their members in the order of the text.

use std::fmt;

use cti_runtime::Limits;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Self>),
    Object(Members),
}

/// The members of an object, each key once.
pub(super) type Members = Vec<(String, Value)>;

/// Why a text isn't looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It isn't JSON.
    NotJson,
    /// A key stands twice in it: two readers could disagree.
    Twice,
    /// It is nested deeper than sessions read.
    Deep,
}

/// What the error of a key that stands twice says.
const TWICE: &str = "a key stands twice";

/// Reads a JSON text. Half of a surrogate pair becomes U+FFFD.
pub(super) fn parse(json: &str) -> Result<Value, Unread> {
    let read = |json: &str| serde_json::from_str::<Value>(json);
    let value = match read(json) {
        Err(_) if json.contains("\\u") => read(&cti_export::drift::without_halves(json)),
        value => value,
    };
    let value = value.map_err(|fault| {
        if fault.to_string().contains(TWICE) {
            Unread::Twice
        } else {
            Unread::NotJson
        }
    })?;
    if value.depth() > usize::from(Limits::DEFAULT.nesting()) {
        return Err(Unread::Deep);
    }
    Ok(value)
}

impl Value {
    /// The member of this key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => get(members, key),
            _ => None,
        }
    }

    /// The text of a string.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of what can be an id: a string, or a whole number.
    pub(super) fn id(&self) -> Option<String> {
        match self {
            Self::Text(text) if !text.is_empty() && text.len() <= 256 => Some(text.clone()),
            Self::Number(number) if !number.is_f64() => Some(number.to_string()),
            _ => None,
        }
    }

    /// How many objects and lists stand in each other.
    fn depth(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            Self::Object(members) => {
                1 + members.iter().map(|(_, of)| of.depth()).max().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// How many values there are in it.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::size).sum::<usize>(),
            Self::Object(members) => 1 + members.iter().map(|(_, of)| of.size()).sum::<usize>(),
            _ => 1,
        }
    }

    /// Whether some text in it had half of a surrogate pair.
    pub(super) fn has_halves(&self) -> bool {
        match self {
            Self::Text(text) => text.contains('\u{fffd}'),
            Self::List(items) => items.iter().any(Self::has_halves),
            Self::Object(members) => members
                .iter()
                .any(|(key, of)| key.contains('\u{fffd}') || of.has_halves()),
            _ => false,
        }
    }
}

/// The member of this key.
pub(super) fn get<'m>(members: &'m [(String, Value)], key: &str) -> Option<&'m Value> {
    let mut members = members.iter();
    members.find(|(known, _)| known == key).map(|(_, of)| of)
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members: Members = Vec::new();
        let mut known = std::collections::HashSet::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if !known.insert(key.clone()) {
                return Err(de::Error::custom(TWICE));
            }
            members.push((key, value));
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_stand_once() {
        let value = parse(r#"{"b":1,"a":{"c":[null,"x"]}}"#).unwrap();
        let Value::Object(members) = &value else {
            panic!()
        };
        let keys: Vec<_> = members.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["b", "a"]);
        assert_eq!(parse(r#"{"a":{"b":1,"b":1}}"#), Err(Unread::Twice));
        assert_eq!(parse("[1"), Err(Unread::NotJson));
        assert!(parse(r#"{"a":"\ud83d"}"#).unwrap().has_halves());
        let deep = "[".repeat(100) + &"]".repeat(100);
        assert_eq!(parse(&deep), Err(Unread::Deep));
    }
}
