//! What the two sides say, by families and tags.

use std::collections::BTreeSet;

use cti_runtime::describe::Direction;

use super::codec;
use super::envelope::{self, Envelope, Message};
use super::model::Encoding;
use super::requests::{self, Asked};
use super::shape::Shape;
use super::sides::Sides;
use super::text::{self, times};
use super::usual;
use super::value::{Members, Value, get};

/// Messages of a family that are told apart.
const TAGS: usize = 400;

/// Families of a direction.
const FAMILIES: usize = 4;

/// A direction.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) direction: Direction,
    pub(super) encoding: Encoding,
    pub(super) families: Vec<Family>,
}

/// Messages that share an envelope.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) envelope: Envelope,
    /// How they are answered, if they are requests.
    pub(super) asks: Option<Asks>,
    pub(super) groups: Vec<Group>,
}

/// How requests are answered.
#[derive(Debug)]
pub(super) struct Asks {
    pub(super) id: String,
    pub(super) numbers: bool,
    pub(super) answer_id: String,
    pub(super) ok: Option<String>,
    pub(super) error: Option<String>,
    pub(super) flag: Option<String>,
    pub(super) constants: Members,
    /// Requests without an id.
    pub(super) without_id: usize,
}

/// Messages with one tag.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) tag: String,
    pub(super) count: usize,
    /// The content, or the fields beside the tag as an object.
    pub(super) content: Shape,
    /// Messages without content.
    pub(super) absent: usize,
    /// What stands beside the content, as an object.
    pub(super) beside: Shape,
    /// The messages that are kept.
    pub(super) messages: Vec<Message>,
    /// Answers, if it is a request.
    pub(super) answers: Answers,
}

/// The answers to a request.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    pub(super) ok: Shape,
    pub(super) error: Shape,
    pub(super) ok_sample: Option<Value>,
    pub(super) error_sample: Option<Value>,
}

/// Sorts what both sides say. Notes say what can't be declared; what is left out is told in `left`.
pub(super) fn sort(sides: &mut Sides) -> [Said; 2] {
    let (mut vendor, vendor_bare) = envelope::objects(&sides.vendor);
    let (mut page, page_bare) = envelope::objects(&sides.page);
    let encodings = [
        codec::encoding(&sides.vendor, &vendor_bare, &mut vendor, &mut sides.left),
        codec::encoding(&sides.page, &page_bare, &mut page, &mut sides.left),
    ];
    let theirs = requests::take(&mut vendor, &mut page, None, &mut sides.notes);
    let hint = theirs.as_ref().map(|asked| asked.tag.clone());
    let ours = requests::take(&mut page, &mut vendor, hint.as_deref(), &mut sides.notes);
    let hint = ours.as_ref().map(|asked| Envelope {
        tag: asked.tag.clone(),
        ..Envelope::default()
    });
    let [vendor_encoding, page_encoding] = encodings;
    let mut left = std::mem::take(&mut sides.left);
    let mut notes = std::mem::take(&mut sides.notes);
    let first = families(vendor, theirs, hint.as_ref(), &mut left, &mut notes);
    let known = first.first().map(|family| family.envelope.clone());
    let second = families(page, ours, known.as_ref(), &mut left, &mut notes);
    (sides.left, sides.notes) = (left, notes);
    [
        Said {
            direction: Direction::FromVendor,
            encoding: vendor_encoding,
            families: first,
        },
        Said {
            direction: Direction::ToVendor,
            encoding: page_encoding,
            families: second,
        },
    ]
}

fn families(
    messages: Vec<Message>,
    asked: Option<Asked>,
    hint: Option<&Envelope>,
    left: &mut Vec<String>,
    notes: &mut Vec<String>,
) -> Vec<Family> {
    let mut families = Vec::new();
    let mut rest = messages;
    while !rest.is_empty() && families.len() < FAMILIES {
        let Some(tag) = envelope::tag(&rest, hint.map(|of| of.tag.as_str())) else {
            break;
        };
        let tagged = |of: &Message| {
            get(&of.members, &tag)
                .and_then(Value::text)
                .is_some_and(usual::can_be_tag)
        };
        let (mine, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|of| tagged(of));
        let weight: usize = mine.iter().map(|of| of.times).sum();
        if !families.is_empty() && (weight < 2 || mine.iter().all(is_noise)) {
            rest = mine.into_iter().chain(others).collect();
            break;
        }
        let (family, foreign) = family(mine, tag, hint);
        leave(&foreign, "without what the others have in common", left);
        families.push(family);
        rest = others;
    }
    let tags: Vec<String> = families
        .iter()
        .map(|family: &Family| family.envelope.tag.clone())
        .collect();
    let has_tag = |of: &Message| tags.iter().any(|tag| get(&of.members, tag).is_some());
    let (data, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|of| has_tag(of));
    leave(&data, "whose tag is data, or no string", left);
    leave(&rest, "without a tag that the others have", left);
    nested(&rest, notes);
    if let Some(asked) = asked {
        families.push(asking(asked));
    }
    families
}

/// A family of messages with this tag, and those that are of another.
fn family(messages: Vec<Message>, tag: String, hint: Option<&Envelope>) -> (Family, Vec<Message>) {
    let (constants, reports) = envelope::fixed(&messages, &tag, hint);
    let (mine, foreign): (Vec<_>, Vec<_>) = messages
        .into_iter()
        .partition(|of| envelope::has_all(&of.members, &constants));
    let passed: Vec<&str> = constants
        .iter()
        .chain(&reports)
        .map(|(key, _)| key.as_str())
        .collect();
    let content = envelope::content(
        &mine,
        &passed,
        &tag,
        hint.and_then(|of| of.content.as_deref()),
    );
    let envelope = Envelope {
        tag,
        content,
        constants,
        reports,
    };
    let groups = groups(&envelope, None, mine);
    (
        Family {
            envelope,
            asks: None,
            groups,
        },
        foreign,
    )
}

/// The family of requests.
fn asking(asked: Asked) -> Family {
    let fixed = asked.constants.iter().chain(&asked.reports);
    let passed: Vec<&str> = fixed
        .map(|(key, _)| key.as_str())
        .chain([asked.id.as_str()])
        .collect();
    let content = envelope::content(&asked.requests, &passed, &asked.tag, None);
    // Arguments have keys; where some stand in a list, what holds them is an argument itself.
    let content = content.filter(|key| {
        let contents = asked.requests.iter().filter_map(|of| get(&of.members, key));
        let mut contents = contents.filter(|of| !matches!(of, Value::Object(_) | Value::Null));
        contents.next().is_none()
    });
    let envelope = Envelope {
        tag: asked.tag,
        content,
        constants: asked.constants,
        reports: asked.reports,
    };
    let without_id = asked
        .requests
        .iter()
        .filter(|of| get(&of.members, &asked.id).is_none());
    let without_id = without_id.map(|of| of.times).sum();
    let asks = Asks {
        id: asked.id,
        numbers: asked.numbers,
        answer_id: asked.answer_id,
        ok: asked.ok,
        error: asked.error,
        flag: asked.flag,
        constants: asked.answer_constants,
        without_id,
    };
    let tags: Vec<Option<String>> = asked
        .requests
        .iter()
        .map(|of| {
            get(&of.members, &envelope.tag)
                .and_then(Value::text)
                .map(str::to_owned)
        })
        .collect();
    let mut groups = groups(&envelope, Some(&asks.id), asked.requests);
    for (at, answer) in asked.answers {
        let tag = tags.get(at).cloned().flatten();
        if let Some(group) = groups
            .iter_mut()
            .find(|group| Some(&group.tag) == tag.as_ref())
        {
            group.answers.see(&asks, &answer);
        }
    }
    Family {
        envelope,
        asks: Some(asks),
        groups,
    }
}

impl Answers {
    fn see(&mut self, asks: &Asks, answer: &Message) {
        let of = |key: &Option<String>| key.as_deref().and_then(|key| get(&answer.members, key));
        let failed = match (of(&asks.flag), of(&asks.error)) {
            (Some(Value::Bool(ok)), _) => !ok,
            (_, Some(error)) => *error != Value::Null,
            _ => false,
        };
        let (shape, sample, value) = if failed {
            (&mut self.error, &mut self.error_sample, of(&asks.error))
        } else {
            (&mut self.ok, &mut self.ok_sample, of(&asks.ok))
        };
        let value = value.unwrap_or(&Value::Null);
        shape.see(value, answer.times);
        if sample
            .as_ref()
            .is_none_or(|known| known.size() < value.size())
        {
            *sample = Some(value.clone());
        }
    }
}

/// Messages by their tags, in the order in which these came.
fn groups(envelope: &Envelope, id: Option<&str>, messages: Vec<Message>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for message in messages {
        let Some(tag) = get(&message.members, &envelope.tag).and_then(Value::text) else {
            continue;
        };
        let at = groups.iter().position(|group| group.tag == tag);
        let at = match at {
            Some(at) => at,
            None if groups.len() == TAGS => continue,
            None => {
                groups.push(Group {
                    tag: tag.to_owned(),
                    ..Group::default()
                });
                groups.len() - 1
            }
        };
        if let Some(group) = groups.get_mut(at) {
            group.see(envelope, id, message);
        }
    }
    groups
}

impl Group {
    fn see(&mut self, envelope: &Envelope, id: Option<&str>, message: Message) {
        let times = message.times;
        self.count += times;
        let own = |(key, _): &&(String, Value)| {
            *key != envelope.tag
                && Some(key.as_str()) != id
                && Some(key) != envelope.content.as_ref()
                && get(&envelope.constants, key).is_none()
                && get(&envelope.reports, key).is_none()
        };
        let beside = Value::Object(message.members.iter().filter(own).cloned().collect());
        match &envelope.content {
            None => self.content.see(&beside, times),
            Some(key) => {
                self.beside.see(&beside, times);
                match get(&message.members, key) {
                    Some(content) => self.content.see(content, times),
                    None => self.absent += times,
                }
            }
        }
        self.messages.push(message);
    }
}

/// Says of messages that they are left out.
fn leave(messages: &[Message], why: &str, left: &mut Vec<String>) {
    if messages.is_empty() {
        return;
    }
    let count: usize = messages.iter().map(|of| of.times).sum();
    let keys: BTreeSet<&str> = messages
        .iter()
        .flat_map(|of| &of.members)
        .map(|(key, _)| key.as_str())
        .collect();
    let noise = if messages.iter().all(is_noise) {
        ", as development tools post them"
    } else {
        ""
    };
    left.push(format!(
        "{} {why}{noise}: {}.",
        times(count, "message"),
        text::names(keys)
    ));
}

/// Says of messages without a tag at their top that they have one inside.
fn nested(messages: &[Message], notes: &mut Vec<String>) {
    let weight: usize = messages.iter().map(|of| of.times).sum();
    if weight < 3 {
        return;
    }
    for key in ["op", "type", "event", "action", "cmd", "code", "kind"] {
        let numbered = messages
            .iter()
            .filter(|of| matches!(get(&of.members, key), Some(Value::Number(_))));
        if numbered.count() * 2 > messages.len() {
            notes.push(format!(
                "The tag seems to be `{key}`, which is a number: a declaration's tag is a string."
            ));
            return;
        }
    }
    for key in ["payload", "data", "message", "body", "detail", "event"] {
        let inner: Vec<Message> = messages
            .iter()
            .filter_map(|of| match get(&of.members, key) {
                Some(Value::Object(members)) => Some(Message {
                    members: members.clone(),
                    ..of.clone()
                }),
                _ => None,
            })
            .collect();
        if let Some(tag) = envelope::tag(&inner, None) {
            notes.push(format!(
                "{} have their tag inside `{key}`, under {}: an envelope's tag stands at the top, so \
                 they can't be declared as they are. A codec of your own can lift it.",
                times(weight, "message"),
                text::name(&tag)
            ));
            return;
        }
    }
}

/// Whether development tools and extensions post such messages.
pub(super) fn is_noise(message: &Message) -> bool {
    message.members.iter().any(|(key, value)| {
        let begins = usual::is_noise;
        key == "devtoolsEnabled" || begins(key) || value.text().is_some_and(begins)
    })
}
