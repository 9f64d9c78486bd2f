//! Calls of a library, and its callbacks.

use cti_runtime::describe::{Direction, FamilyKind, Message, Presence, Reply, Type};
use serde_json::Value;

use super::read::read;
use super::{Cursor, KEYS, Of, Owner, Scanner};
use crate::drift::Line;
use crate::drift::families::find;
use crate::drift::guess::Guess;
use crate::shape::Shape;

impl<'d> Scanner<'d> {
    pub(super) fn called(&mut self, line: &Line<'_>, name: &str, arguments: &str) {
        let Some(family) = self.family(Direction::ToVendor, FamilyKind::Methods) else {
            return self.foreign += 1;
        };
        let Some(Value::Array(items)) = read(arguments) else {
            return self.foreign += 1;
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

    pub(super) fn replied(&mut self, line: &Line<'_>, name: &str, body: &str) {
        let message = self
            .family(Direction::ToVendor, FamilyKind::Methods)
            .and_then(|family| find(family, name));
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
        if let (Some(field), Some(failure)) = (message.fields.first(), message.failure) {
            let owner = Owner::Message(family.name, message.tag);
            self.has_come(owner, field.key, &Value::Null);
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
        let failure = value.get("error").filter(|error| !error.is_null());
        if let Some(failure) = failure {
            let cursor = cursor.inside("error", Of::Callback(message, error));
            return self.value(&cursor, error, failure);
        }
        let cursor = cursor.inside("result", Of::Callback(message, result));
        match value.get("result") {
            Some(value) => self.value(&cursor, result, value),
            None => self.missing(&cursor),
        }
    }
}
