//! Calls of a library, and its callbacks.

use cti_runtime::describe::{Direction, Family, FamilyKind, Message, Presence, Reply, Type};
use serde_json::{Map, Value};

use super::read::read;
use super::{Cursor, KEYS, Of, Owner, Scanner};
use crate::drift::Line;
use crate::drift::families::find;
use crate::drift::guess::Guess;
use crate::shape::Shape;

impl<'d> Scanner<'d> {
    pub(super) fn called(&mut self, line: &Line<'_>, name: &str, arguments: &str) {
        let Some(family) = self.functions(name) else {
            return self.foreign += 1;
        };
        let items = match read(arguments) {
            Some(Value::Array(items)) => items,
            Some(Value::Object(members)) => {
                return self.called_by_name(line, name, arguments, &members);
            }
            _ => return self.foreign += 1,
        };
        self.messages += 1;
        let Some(message) = find(family, name) else {
            let Some(unknown) = self.note_unknown(line, family, name, arguments) else {
                return;
            };
            for (index, item) in items.iter().enumerate().take(KEYS) {
                if unknown.arguments.len() <= index {
                    unknown.arguments.push(Guess::default());
                }
                if let Some(guess) = unknown.arguments.get_mut(index) {
                    guess.see(item);
                }
            }
            return;
        };
        let cursor = self.come(line, family, message, arguments);
        let owner = Owner::Message(family.name, message.tag);
        for (index, item) in items.iter().enumerate() {
            let Some(field) = message.fields.get(index) else {
                let key = format!("argument{}", index + 1);
                self.unlisted(&cursor, owner, &Shape::default(), &key, item);
                continue;
            };
            self.has_come(owner, field.key, item);
            let cursor = cursor.inside(field.key, Of::Field(owner, field));
            self.optional(&cursor, field, item);
        }
        for field in message.fields.iter().skip(items.len()) {
            if field.presence == Presence::Required {
                self.missing(&cursor.inside(field.key, Of::Field(owner, field)));
            }
        }
    }

    /// The family of a function: that of the library's, unless the page has one of this name.
    fn functions(&self, name: &str) -> Option<&'d Family> {
        let of_page = self.family(Direction::FromVendor, FamilyKind::Subscriptions);
        let is_there =
            |family: &&Family| find(family, name).is_some_and(|message| message.reply.is_some());
        let of_library = || self.family(Direction::ToVendor, FamilyKind::Methods);
        of_page.filter(is_there).or_else(of_library)
    }

    /// A function was called with an object of arguments.
    fn called_by_name(
        &mut self,
        line: &Line<'_>,
        name: &str,
        arguments: &str,
        members: &Map<String, Value>,
    ) {
        let family = self.functions(name);
        let known = family.and_then(|family| Some((family, find(family, name)?)));
        let Some((family, message)) = known.filter(|(_, message)| message.convention.object) else {
            return self.foreign += 1;
        };
        self.messages += 1;
        let cursor = self.come(line, family, message, arguments);
        let shape = Shape::of_fields(self.description, message.fields);
        let owner = Owner::Message(family.name, message.tag);
        self.object(&cursor, owner, &shape, members, &[]);
    }

    /// A function has failed by itself.
    pub(super) fn rejected(&mut self, line: &Line<'_>, name: &str, body: &str) {
        let family = self.functions(name);
        let message = family.and_then(|family| find(family, name));
        if let Some(message) = message
            && let Some(Reply::Callback { error, .. }) = message.reply
        {
            let cursor = Cursor::new(line, message.tag, body);
            let cursor = whole(cursor, Of::Callback(message, error));
            self.value(&cursor, error, &read(body).unwrap_or(Value::Null));
        }
    }

    pub(super) fn replied(&mut self, line: &Line<'_>, name: &str, body: &str) {
        let message = self.functions(name).and_then(|family| find(family, name));
        let Some(message) = message else {
            return;
        };
        if let Some(Reply::Callback { result, error }) = message.reply {
            self.outcome(line, message, body, result, error);
        }
    }

    pub(super) fn fired(&mut self, line: &Line<'_>, name: &str, body: &str) {
        let Some(family) = self.family(Direction::FromVendor, FamilyKind::Subscriptions) else {
            return self.foreign += 1;
        };
        self.messages += 1;
        let Some(message) = find(family, name) else {
            let value = read(body).unwrap_or(Value::Null);
            let Some(unknown) = self.note_unknown(line, family, name, body) else {
                return;
            };
            unknown.fired = true;
            let result = value.get("result").unwrap_or(&value);
            unknown.whole.get_or_insert_default().see(result);
            return;
        };
        self.come(line, family, message, body);
        let event = message.fields.first().filter(|_| message.reply.is_none());
        if let Some(field) = event {
            let owner = Owner::Message(family.name, message.tag);
            self.has_come(owner, field.key, &Value::Null);
            let failure = message.failure.unwrap_or(Type::Nothing);
            self.outcome(line, message, body, field.ty, failure);
        }
    }

    /// What a callback received.
    pub(super) fn outcome(
        &mut self,
        line: &Line<'_>,
        message: &'d Message,
        body: &str,
        result: Type,
        error: Type,
    ) {
        let cursor = Cursor::new(line, message.tag, body);
        let value = read(body).unwrap_or(Value::Null);
        let Some(keys) = message.convention.keys else {
            let cursor = whole(cursor, Of::Callback(message, result));
            return self.value(&cursor, result, &value);
        };
        let failed = match keys.flag {
            Some(flag) => value.get(flag) == Some(&Value::Bool(false)),
            None => keys
                .error
                .is_some_and(|key| value.get(key).is_some_and(|error| !error.is_null())),
        };
        let (key, ty) = if failed {
            (keys.error, error)
        } else {
            (keys.ok, result)
        };
        let of = Of::Callback(message, ty);
        let cursor = match key {
            Some(key) => cursor.inside(key, of),
            None => whole(cursor, of),
        };
        let said = key.map_or(Some(&value), |key| value.get(key));
        match said {
            Some(said) => self.value(&cursor, ty, said),
            // With a flag, what says nothing may be left out.
            None if keys.flag.is_some() && matches!(ty, Type::Option(_) | Type::Nothing) => {}
            None => self.missing(&cursor),
        }
    }
}

/// What was given is this itself, under no key.
fn whole<'l, 'd>(cursor: Cursor<'l, 'd>, of: Of<'d>) -> Cursor<'l, 'd> {
    Cursor { of, ..cursor }
}
