//! A second tag, inside the content.

use std::collections::BTreeSet;

use super::envelope::Message;
use super::shape::Shape;
use super::usual::can_be_tag;
use super::value::{Members, Value, get};

/// A key inside of an object that decides which others there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Inner {
    pub(super) tag: String,
    /// The values of the tag, and what is beside it.
    pub(super) variants: Vec<(String, Shape)>,
    /// How often each came.
    pub(super) counts: Vec<usize>,
}

/// Keys of inner tags.
const TAGS: [&str; 15] = [
    "type",
    "event",
    "action",
    "method",
    "command",
    "cmd",
    "kind",
    "op",
    "eventType",
    "event_type",
    "eventName",
    "messageType",
    "callAction",
    "operation",
    "topic",
];

/// The inner tag of messages with content under this key, if there is one.
pub(super) fn find(messages: &[Message], content: &str) -> Option<Inner> {
    let contents: Vec<(&Members, usize)> = messages
        .iter()
        .filter_map(|message| match get(&message.members, content) {
            Some(Value::Object(members)) => Some((members, message.times)),
            _ => None,
        })
        .collect();
    if contents.len() < messages.len() || contents.len() < 2 {
        return None;
    }
    TAGS.iter()
        .find_map(|tag| by(&contents, tag))
        .filter(Inner::decides)
}

fn by(contents: &[(&Members, usize)], tag: &str) -> Option<Inner> {
    let mut inner = Inner {
        tag: tag.to_owned(),
        ..Inner::default()
    };
    for (members, times) in contents {
        let value = get(members, tag)?.text().filter(|text| can_be_tag(text))?;
        let at = inner.variants.iter().position(|(known, _)| known == value);
        let at = at.unwrap_or_else(|| {
            inner.variants.push((value.to_owned(), Shape::default()));
            inner.counts.push(0);
            inner.variants.len() - 1
        });
        let others = members
            .iter()
            .filter(|(key, _)| key != tag)
            .cloned()
            .collect();
        if let (Some((_, shape)), Some(count)) =
            (inner.variants.get_mut(at), inner.counts.get_mut(at))
        {
            shape.see(&Value::Object(others), *times);
            *count += times;
        }
    }
    Some(inner)
}

impl Inner {
    /// Whether some member is always there with one value, and never with another.
    fn decides(&self) -> bool {
        if self.variants.len() < 2 || self.variants.len() > 60 {
            return false;
        }
        let always = |shape: &Shape| -> BTreeSet<String> {
            let members = shape.members.iter();
            let always = members.filter(|(_, of)| of.count == shape.objects);
            always.map(|(key, _)| key.clone()).collect()
        };
        let differing = self.variants.iter().filter(|(value, shape)| {
            let mine = always(shape);
            let others = self.variants.iter().filter(|(other, _)| other != value);
            others
                .clone()
                .any(|(_, other)| mine.iter().any(|key| other.member(key).is_none()))
        });
        differing.count() * 2 >= self.variants.len()
    }
}
