//! How the messages of a direction are wrapped: the key of the tag, the key of the content, and what
//! every message has.

use std::collections::{BTreeMap, BTreeSet};

use super::heard::{Said, What};
use super::looks::Look;
use super::value::{Members, Value, get};
use super::{usual, words};

/// A message, as far as it is an object.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) order: usize,
    pub(super) at: u64,
    pub(super) times: usize,
    pub(super) members: Members,
    /// The string that was posted, if it is no JSON.
    pub(super) bare: Option<String>,
}

/// How messages are wrapped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Envelope {
    pub(super) tag: String,
    pub(super) content: Option<String>,
    pub(super) constants: Members,
    pub(super) reports: Members,
}

/// The messages of a direction that are objects, and the strings that are none.
pub(super) fn objects(said: &[Said]) -> (Vec<Message>, Vec<&Said>) {
    let mut objects = Vec::new();
    let mut bare = Vec::new();
    for said in said {
        match &said.what {
            What::Object(members) => objects.push(Message {
                order: said.order,
                at: said.at,
                times: said.times,
                members: members.clone(),
                bare: None,
            }),
            What::Bare(_) => bare.push(said),
        }
    }
    (objects, bare)
}

/// What the values under a key are, over some messages.
#[derive(Default)]
struct Key<'m> {
    /// Messages in which it is a string that can be a tag.
    named: usize,
    there: usize,
    objects: usize,
    names: BTreeMap<&'m str, usize>,
}

fn keys(messages: &[Message]) -> BTreeMap<&str, Key<'_>> {
    let mut keys: BTreeMap<&str, Key<'_>> = BTreeMap::new();
    for message in messages {
        for (name, value) in &message.members {
            let key = keys.entry(name).or_default();
            key.there += message.times;
            match value {
                Value::Object(_) => key.objects += message.times,
                Value::Text(text) if usual::can_be_tag(text) => {
                    key.named += message.times;
                    *key.names.entry(text).or_default() += message.times;
                }
                _ => {}
            }
        }
    }
    keys
}

/// The key of the tag, and in which of these messages it can be one.
pub(super) fn tag(messages: &[Message], hint: Option<&str>) -> Option<String> {
    let all: usize = messages.iter().map(|message| message.times).sum();
    let keys = keys(messages);
    let varies = keys
        .iter()
        .any(|(name, key)| usual::tag_rank(name) > 0 && key.names.len() > 1 && key.named * 2 > all);
    let score = |name: &str, key: &Key<'_>| {
        let part = |count: usize| i64::try_from(count * 100 / all.max(1)).unwrap_or(0);
        let mut score = part(key.named) + 12 * usual::tag_rank(name);
        let different = key.names.len();
        if different == 1 && varies {
            score -= 120;
        }
        if different > 1 {
            score += 20;
        }
        if key.named >= 6 && different * 10 > key.named * 9 && usual::tag_rank(name) < 3 {
            score -= 60;
        }
        if key.there > key.named + key.named / 4 {
            score -= 40;
        }
        if words::is_id(name) {
            score -= 120;
        }
        if words::is_choice(name) && usual::tag_rank(name) == 0 {
            score -= 60;
        }
        if usual::is_channel(name) {
            score -= 40;
        }
        if hint == Some(name) {
            score += 15;
        }
        score
    };
    let scored = keys.iter().filter(|(_, key)| key.named > 0);
    let scored = scored.map(|(name, key)| (score(name, key), *name));
    let (best, name) = scored.max_by_key(|(score, name)| (*score, std::cmp::Reverse(*name)))?;
    (best >= 50).then(|| name.to_owned())
}

/// What every message has beside the tag: constants, and what is reported; by their keys.
/// `hint` is the other direction's envelope: what it has, few messages are enough to show.
pub(super) fn fixed(
    messages: &[Message],
    tag: &str,
    hint: Option<&Envelope>,
) -> (Members, Members) {
    let mut fixed = (Vec::new(), Vec::new());
    let tags: BTreeSet<&str> = messages
        .iter()
        .filter_map(|of| get(&of.members, tag)?.text())
        .collect();
    let all: usize = messages.iter().map(|message| message.times).sum();
    let enough = tags.len() > 1 && all > 2;
    let known = |name: &str, value: &Value| {
        hint.is_some_and(|hint| get(&hint.constants, name) == Some(value))
    };
    for (name, key) in keys(messages) {
        let channel = usual::is_channel(name);
        if name == tag || words::is_id(name) || key.there * 10 < all * 7 || key.objects > 0 {
            continue;
        }
        let Some((value, count)) = most_frequent(messages, name) else {
            continue;
        };
        if !enough && !known(name, &value) {
            continue;
        }
        if usual::is_version(name) {
            fixed.1.push((name.to_owned(), value));
        } else if is_mark(&value)
            && ((channel && count * 10 >= all * 7) || (usual::tag_rank(name) > 0 && count == all))
        {
            // What merely is the same in all of this recording may be another in the next.
            fixed.0.push((name.to_owned(), value));
        }
    }
    fixed
}

/// Whether a value may say whose message it is, and is nobody's data.
pub(super) fn is_mark(value: &Value) -> bool {
    match value {
        Value::Null | Value::List(_) | Value::Object(_) => false,
        Value::Text(text) => matches!(
            Look::of(text),
            Look::Name | Look::Phrase | Look::Digits | Look::Decimal
        ),
        Value::Number(number) => number
            .as_i64()
            .is_some_and(|of| of.unsigned_abs() < 1 << 53),
        Value::Bool(_) => true,
    }
}

/// The scalar that stands most often under a key, and how often.
fn most_frequent(messages: &[Message], name: &str) -> Option<(Value, usize)> {
    let mut values: Vec<(&Value, usize)> = Vec::new();
    for message in messages {
        let Some(value) = get(&message.members, name) else {
            continue;
        };
        let scalar = match value {
            Value::Text(text) => text.len() <= 40 && !text.contains(['\u{fffd}', '@', '+']),
            Value::Bool(_) => true,
            Value::Number(number) => number
                .as_i64()
                .is_some_and(|of| of.unsigned_abs() < 1 << 53),
            _ => false,
        };
        if !scalar {
            continue;
        }
        if let Some((_, count)) = values.iter_mut().find(|(known, _)| *known == value) {
            *count += message.times;
        } else if values.len() < 64 {
            values.push((value, message.times));
        }
    }
    let most = values.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(value, count)| (value.clone(), count))
}

/// Whether a message has these entries.
pub(super) fn has_all(members: &Members, fixed: &Members) -> bool {
    fixed
        .iter()
        .all(|(key, value)| get(members, key) == Some(value))
}

/// The key of the content, if the fields don't stand beside the tag.
pub(super) fn content(
    messages: &[Message],
    passed: &[&str],
    tag: &str,
    hint: Option<&str>,
) -> Option<String> {
    let is_more = |(name, value): &&(String, Value)| {
        name != tag
            && !passed.contains(&name.as_str())
            && !words::is_correlation(name)
            && *value != Value::Null
    };
    let with_more: usize = messages
        .iter()
        .filter(|message| message.members.iter().any(|of| is_more(&of)))
        .map(|message| message.times)
        .sum();
    if with_more == 0 {
        return None;
    }
    let tags_with = |name: &str| {
        let with = messages
            .iter()
            .filter(|of| get(&of.members, name).is_some());
        with.filter_map(|of| get(&of.members, tag)?.text())
            .collect::<BTreeSet<_>>()
            .len()
    };
    let keys = keys(messages);
    let fits = |name: &str, key: &Key<'_>| {
        let usual = usual::is_content(name) || hint == Some(name);
        let enough = key.there * 10 >= with_more * 4 && key.objects * 2 >= key.there;
        let alone =
            key.there * 10 >= with_more * 9 && key.objects == key.there && tags_with(name) >= 3;
        key.objects > 0 && ((usual && enough) || alone)
    };
    let fitting = keys
        .iter()
        .filter(|(name, key)| **name != tag && !passed.contains(name) && fits(name, key));
    let best = fitting.max_by_key(|(name, key)| {
        (
            key.there,
            usual::is_content(name),
            std::cmp::Reverse(**name),
        )
    });
    best.map(|(name, _)| (*name).to_owned())
}

/// What stands in front of all tags, up to a sign between words; empty if that isn't the vendor's mark.
pub(super) fn prefix<'t>(tags: impl IntoIterator<Item = &'t str>) -> String {
    const WORDS: [&str; 12] = [
        "call", "on", "get", "set", "is", "event", "user", "agent", "phone", "log", "logged", "sms",
    ];
    let tags: Vec<&str> = tags.into_iter().collect();
    let Some((first, rest)) = tags.split_first() else {
        return String::new();
    };
    if rest.len() < 2 {
        return String::new();
    }
    let common = rest.iter().fold(first.len(), |common, tag| {
        let same = first.bytes().zip(tag.bytes()).take_while(|(a, b)| a == b);
        common.min(same.count())
    });
    let common = first.get(..common).unwrap_or_default();
    let end = common
        .rfind(['_', '-', '.', ':', '/'])
        .map_or(0, |at| at + 1);
    let prefix = common.get(..end).unwrap_or_default();
    let bare = prefix.trim_end_matches(['_', '-', '.', ':', '/']);
    let told = bare.len() >= 2 && !WORDS.contains(&bare.to_ascii_lowercase().as_str());
    let all_have_more = tags.iter().all(|tag| tag.len() > prefix.len());
    if told && all_have_more {
        prefix.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::parse;
    use super::*;

    fn messages(all: &[&str]) -> Vec<Message> {
        let message = |(order, json): (usize, &&str)| match parse(json).unwrap() {
            Value::Object(members) => Message {
                order,
                at: 0,
                times: 1,
                members,
                bare: None,
            },
            _ => panic!("{json}"),
        };
        all.iter().enumerate().map(message).collect()
    }

    #[test]
    fn the_envelope_is_found() {
        let all = messages(&[
            r#"{"api":"acme","version":"1","method":"ring","payload":{"type":"in"}}"#,
            r#"{"api":"acme","version":"2","method":"hold","payload":{"type":"out"}}"#,
            r#"{"api":"acme","version":"1","method":"bye"}"#,
            r#"{"api":"other","version":"1","method":"bye"}"#,
        ]);
        assert_eq!(tag(&all, None).as_deref(), Some("method"));
        let (constants, reports) = fixed(&all, "method", None);
        assert_eq!(
            constants,
            [("api".to_owned(), Value::Text("acme".to_owned()))]
        );
        assert_eq!(
            reports,
            [("version".to_owned(), Value::Text("1".to_owned()))]
        );
        assert_eq!(
            content(&all, &["api", "version"], "method", None).as_deref(),
            Some("payload")
        );
    }

    #[test]
    fn fields_beside_the_tag_are_no_content() {
        let all = messages(&[
            r#"{"action":"call","id":1,"number":"+1202555"}"#,
            r#"{"action":"completed","call":{"id":1}}"#,
            r#"{"action":"logout"}"#,
        ]);
        assert_eq!(tag(&all, None).as_deref(), Some("action"));
        assert_eq!(content(&all, &[], "action", None), None);
    }

    #[test]
    fn a_prefix_is_the_vendors_mark() {
        assert_eq!(prefix(["rc-call-ring", "rc-call-end", "rc-login"]), "rc-");
        assert_eq!(prefix(["call-ring", "call-end", "call-held"]), "");
        assert_eq!(
            prefix(["apm_phone_a", "apm_phone_b", "apm_phone_c"]),
            "apm_phone_"
        );
    }
}
