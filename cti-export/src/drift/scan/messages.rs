//! Messages that were posted, and what answers requests.

use std::borrow::Cow;

use cti_runtime::describe::{Decides, Encoding, Family, Field, Message, Type};
use serde_json::{Map, Value};

use super::read::read;
use super::{About, Cursor, Of, Owner, Posted, Scanner, WAITING};
use crate::drift::families::{id, is_answer, keys, taking};
use crate::drift::{Kind, Line};
use crate::outcome::{self, Outcome, Way};
use crate::paths::{find, is_elsewhere, lift, lift_paths};
use crate::shape::{self, Shape};

/// Whether a message was posted in another encoding than that of its direction.
fn is_otherwise(encoding: &Encoding, text: &str, how: Option<Posted>) -> bool {
    match (how, encoding.codec()) {
        (Some(Posted::Object), _) => !encoding.reads_objects(),
        (Some(Posted::Text), None) => !encoding.reads_json_text(),
        (Some(Posted::Text), Some(codec)) if codec.is_of_objects() => true,
        (Some(Posted::Text), Some(codec)) => {
            let is_json = codec.posts_beside().is_some() && text.trim_start().starts_with('{');
            is_json && !encoding.reads_json_text()
        }
        (None, _) => false,
    }
}

impl<'d> Scanner<'d> {
    pub(super) fn posted(&mut self, line: &Line<'_>, text: &str, how: Option<Posted>) {
        let encoding = self.description.encoding_of(line.direction);
        let otherwise = encoding.is_some_and(|encoding| is_otherwise(&encoding, text, how));
        let codec = encoding.and_then(|encoding| encoding.codec());
        let of_objects = codec.is_some_and(|codec| codec.is_of_objects());
        let json = match codec {
            // A codec's objects are posted in no other way.
            Some(_) if otherwise && of_objects => None,
            Some(codec) if !otherwise => codec.read(text),
            _ => Some(Cow::Borrowed(text)),
        };
        let coded = matches!(json, Some(Cow::Owned(_)));
        if coded && !of_objects && how == Some(Posted::Object) {
            // An array, which is no string.
            return self.foreign += 1;
        }
        let Some(json) = json.as_deref() else {
            return self.foreign += 1;
        };
        let Some(Value::Object(entries)) = read(json) else {
            return self.foreign += 1;
        };
        let entries = &entries;
        let taken = taking(self.description, line.direction, entries, coded);
        if otherwise && taken.is_none_or(|(_, _, message)| message.is_none()) {
            // Whatever else posts strings, or objects: a page has much of it.
            return self.foreign += 1;
        }
        if taken.is_none_or(|(_, _, message)| message.is_none()) {
            if self.answered(line, entries, json) {
                return;
            }
            if self.answers_no_request(line, entries) {
                return self.foreign += 1;
            }
        }
        let Some((family, tag, message)) = taken else {
            return self.foreign += 1;
        };
        self.messages += 1;
        if let (Some(requests), Some(message)) = (family.requests, message)
            && let Some(key) = requests.id
            && let Some(id) = id(find(entries, key))
        {
            let asked = (line.direction, id);
            if self.asked.len() < WAITING {
                self.asked.insert(asked, (requests, message));
            }
        }
        let lifted;
        let entries = if is_elsewhere(family) {
            lifted = lift(family, message, entries);
            &lifted
        } else {
            entries
        };
        let Some(message) = message else {
            return self.unknown_message(line, family, tag, entries, json);
        };
        if otherwise {
            let (came, declared) = if how == Some(Posted::Text) {
                ("text", "an object")
            } else {
                ("an object", "text")
            };
            let detail = format!("posted as {came}, declared as {declared}");
            let about = About::Encoding(family);
            self.note(
                &Cursor::new(line, message.tag, json),
                Kind::Encoding,
                &detail,
                about,
                None,
            );
        }
        self.message(line, family, message, entries, json);
    }

    /// A message of the declaration against what is declared of it.
    pub(super) fn message(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        message: &'d Message,
        entries: &Map<String, Value>,
        json: &str,
    ) {
        let mut cursor = self.come(line, family, message, json);
        let owner = Owner::Message(family.name, message.tag);
        let mut passed: Vec<&str> = keys(family);
        let description = self.description;
        let (outside, within) = outcome::beside_and_within(message);
        passed.extend(self.outcome_of(&cursor, outside, entries));
        if message.fields.is_empty()
            && message.outcome.is_none()
            && let Some(content) = family.envelope.content
        {
            // Without fields there is no content, and still there may be one.
            passed.push(content);
            cursor.beside = true;
            self.object(&cursor, owner, &Shape::default(), entries, &passed);
            return self.unlisted_content(&cursor, family, message, content, entries.get(content));
        }
        let Some(content) = message.content else {
            let shape = Shape::of_fields(description, message.fields);
            self.object(&cursor, owner, &shape, entries, &passed);
            return;
        };
        let (beside, inside): (Vec<_>, Vec<_>) =
            message.fields.iter().partition(|field| field.beside);
        let beside = Shape::of_fields(description, beside);
        passed.push(content);
        cursor.beside = true;
        self.object(&cursor, owner, &beside, entries, &passed);
        cursor.beside = false;
        let value = entries.get(content);
        if message.whole {
            if let Some(field) = message.fields.first() {
                let cursor = cursor.inside(content, Of::Content(family, message));
                self.whole(&cursor, owner, field, value);
            }
            return;
        }
        let shape = Shape::of_fields(description, inside);
        let nothing = Map::new();
        let entries = match value {
            Some(Value::Object(entries)) => entries,
            _ if shape.is_empty() && within.is_none() => return,
            None | Some(Value::Null) => &nothing,
            Some(other) => {
                let cursor = cursor.inside(content, Of::Content(family, message));
                return self.differs(&cursor, other);
            }
        };
        let passed = self.outcome_of(&cursor, within, entries);
        self.object(&cursor, owner, &shape, entries, &passed);
    }

    /// Whether an object answers a request that waits; looks at what it says.
    pub(super) fn answered(
        &mut self,
        line: &Line<'_>,
        entries: &Map<String, Value>,
        json: &str,
    ) -> bool {
        let waiting = self
            .asked
            .iter()
            .find(|((direction, waits), (requests, _))| {
                *direction != line.direction
                    && is_answer(&requests.answer, entries)
                    && requests
                        .answer
                        .id
                        .is_some_and(|key| id(find(entries, key)).as_ref() == Some(waits))
            });
        let Some((key, (requests, message))) = waiting else {
            return false;
        };
        let (key, requests, message) = (key.clone(), *requests, *message);
        if message.stream.is_none() {
            self.asked.remove(&key);
        }
        self.messages += 1;
        if let Some(outcome) = Outcome::answer(&requests, message) {
            let cursor = Cursor::new(line, message.tag, json);
            let keys: Vec<&str> = outcome.keys().collect();
            let lifted = lift_paths(&keys, None, entries);
            self.ways(&cursor, &outcome, &lifted);
        }
        true
    }

    /// Whether an object is an answer by its constants, which no request waits for: the session turns
    /// it away.
    pub(super) fn answers_no_request(&self, line: &Line<'_>, entries: &Map<String, Value>) -> bool {
        let asking = self.description.families.iter();
        let asking = asking.filter(|family| family.direction != line.direction);
        let mut requests = asking.filter_map(|family| family.requests);
        requests.any(|requests| {
            !requests.answer.constants.is_empty() && is_answer(&requests.answer, entries)
        })
    }

    /// Compares an outcome. Gives its keys, which are no fields'.
    pub(super) fn outcome_of(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        outcome: Option<Outcome>,
        entries: &Map<String, Value>,
    ) -> Vec<&'d str> {
        let Some(outcome) = outcome else {
            return Vec::new();
        };
        self.ways(&cursor.personal(outcome.personal), &outcome, entries);
        let mut keys: Vec<&'d str> = outcome.keys().map(|key| -> &'d str { key }).collect();
        for way in [outcome.way(true), outcome.way(false)] {
            if let Some((_, shape)) = self.beside_flag(way) {
                keys.extend(shape.keys());
            }
        }
        keys
    }

    /// The type whose fields stand beside the flag, and its keys.
    pub(super) fn beside_flag(&self, way: Way) -> Option<(Owner<'d>, Shape<'d>)> {
        let (None, Type::Named(name)) = (way.key, way.ty) else {
            return None;
        };
        let data = self.description.data(name)?;
        Some((Owner::Type(name), Shape::of_data(self.description, data)?))
    }

    pub(super) fn ways(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        outcome: &Outcome,
        entries: &Map<String, Value>,
    ) {
        let there = |key: &str| entries.get(key).filter(|value| !value.is_null());
        let failed = match outcome.flag {
            Some(flag) => match entries.get(flag) {
                Some(Value::Bool(said)) => !said,
                Some(other) => {
                    let cursor = cursor.inside(flag, Of::Type(Type::Bool));
                    return self.value(&cursor, Type::Bool, other);
                }
                None => return self.missing(&cursor.inside(flag, Of::Type(Type::Bool))),
            },
            None if outcome.decides == Some(Decides::Ok) => outcome.ok.0.and_then(there).is_none(),
            None => outcome.error.0.and_then(there).is_some(),
        };
        let way = outcome.way(!failed);
        let against = way.other.filter(|_| !way.decides_alone);
        if let Some(key) = against.filter(|key| there(key).is_some()) {
            let which = if failed { "failure" } else { "success" };
            let detail = format!("{key} is there, and it is a {which}");
            self.note(cursor, Kind::Type, &detail, About::Else, None);
        }
        if let Some((owner, shape)) = self.beside_flag(way) {
            *self.objects.entry(owner).or_default() += 1;
            return self.known(cursor, owner, &shape, entries, true);
        }
        let Some(key) = way.key else { return };
        let cursor = cursor.inside(key, Of::Type(way.ty));
        match there(key) {
            Some(value) => self.value(&cursor, way.ty, value),
            None if way.needed => self.missing(&cursor),
            None => {}
        }
    }

    /// Content of a message that has none.
    fn unlisted_content(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        family: &'d Family,
        message: &'d Message,
        content: &str,
        value: Option<&Value>,
    ) {
        match value {
            None | Some(Value::Null) => {}
            // An object without members, as some languages write it.
            Some(Value::Array(items)) if items.is_empty() => {}
            Some(Value::Object(entries)) => {
                let owner = Owner::Message(family.name, message.tag);
                let cursor = Cursor {
                    beside: false,
                    ..cursor.inside(content, cursor.of)
                };
                for (key, value) in entries {
                    self.unlisted(&cursor, owner, &Shape::default(), key, value);
                }
            }
            Some(value) => {
                let cursor = cursor.inside(content, cursor.of);
                let about = About::Content(family, message);
                self.note(&cursor, Kind::UnknownField, "", about, Some(value));
            }
        }
    }

    /// Content that is one value.
    pub(super) fn whole(
        &mut self,
        cursor: &Cursor<'_, 'd>,
        owner: Owner<'d>,
        field: &'d Field,
        value: Option<&Value>,
    ) {
        self.has_come(owner, field.key, value.unwrap_or(&Value::Null));
        match value {
            Some(value) if !value.is_null() || shape::takes_null(self.description, field.ty) => {
                self.value(cursor, field.ty, value);
            }
            _ if shape::content_may_be_absent(self.description, field) => {}
            _ => self.missing(cursor),
        }
    }
}
