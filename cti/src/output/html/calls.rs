//! Which calls a message moved: their ids, from its masked fields.

use cti_runtime::describe::{Data, DataShape, Description, Field, Message, Type};
use serde_json::Value;

use crate::replay::Played;

/// For each step that the message made, the call that made it; `None` where a machine has one for all, or
/// the id is masked.
pub(super) fn moved(description: &Description, played: &Played<'_>) -> Vec<Option<String>> {
    let Some(order) = &played.report.order else {
        return Vec::new();
    };
    let Some(message) = message(description, played) else {
        return Vec::new();
    };
    let fields = serde_json::from_str(&played.report.fields).unwrap_or(Value::Null);
    let calls = order.moved().map(|moved| {
        let mut machines = description.machines.iter();
        let machine = machines.find(|of| of.name == moved.machine)?;
        let path: Vec<&str> = machine.key?.split('.').collect();
        let id = text_of(value(description, message.fields, &path, &fields)?)?;
        (!id.contains('•')).then_some(id)
    });
    calls.collect()
}

/// The declared message that came.
pub(super) fn message(description: &Description, played: &Played<'_>) -> Option<&'static Message> {
    let handler = played.report.handler?;
    let families = description.families_of(played.side.direction());
    let mut messages = families.flat_map(|family| family.messages);
    messages.find(|message| message.handler == handler)
}

/// An id, which is a string or a number.
pub(super) fn text_of(id: &Value) -> Option<String> {
    match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value that a path of fields leads to, by their Rust names.
fn value<'v>(
    description: &Description,
    fields: &[Field],
    path: &[&str],
    object: &'v Value,
) -> Option<&'v Value> {
    let (name, rest) = path.split_first()?;
    for field in fields {
        let inside = || inner(description, field.ty).unwrap_or_default();
        if field.flatten {
            let rest = if field.name == *name { rest } else { path };
            if let Some(found) = value(description, inside(), rest, object) {
                return Some(found);
            }
        } else if field.name == *name {
            let mut keys = std::iter::once(&field.key).chain(field.aliases);
            let found = keys.find_map(|key| object.get(key))?;
            return match rest {
                [] => Some(found),
                rest => value(description, inside(), rest, found),
            };
        }
    }
    None
}

/// The fields of a declared type.
fn inner(description: &Description, ty: Type) -> Option<&'static [Field]> {
    let Type::Named(name) = ty else {
        return None;
    };
    match description.data(name)? {
        Data {
            shape: DataShape::Object(fields),
            ..
        } => Some(fields),
        Data {
            shape: DataShape::Newtype(ty),
            ..
        } => inner(description, *ty),
        _ => None,
    }
}
