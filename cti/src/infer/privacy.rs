//! What looks personal or secret.

use super::looks::Look;
use super::model::Ty;
use super::shape::Shape;
use super::types;
use super::words;

/// What the fields around one are about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// A person.
    pub(super) person: bool,
    /// A thing that has a name, such as a queue.
    pub(super) thing: bool,
    /// A failure.
    pub(super) failure: bool,
}

impl Around {
    /// Of the members of an object that stands under one of these keys, or has this tag.
    pub(super) fn of<'k>(keys: impl IntoIterator<Item = &'k str>, members: &Shape) -> Self {
        const THINGS: [&str; 24] = [
            "service",
            "reason",
            "queue",
            "campaign",
            "disposition",
            "team",
            "product",
            "app",
            "account",
            "group",
            "line",
            "skill",
            "tag",
            "status",
            "department",
            "event",
            "file",
            "role",
            "plan",
            "device",
            "number",
            "integration",
            "hold",
            "variable",
        ];
        const FAILURES: [&str; 8] = [
            "error",
            "errors",
            "failure",
            "failed",
            "exception",
            "fault",
            "response",
            "refused",
        ];
        let mut around = Self::default();
        for key in keys {
            around.person |= words::is_person(key);
            let words = words::words(key);
            around.thing |= words.iter().any(|word| THINGS.contains(&&**word));
            around.failure |= words.iter().any(|word| FAILURES.contains(&&**word));
        }
        let reached = members.members.iter().any(|(key, shape)| {
            shape.looking(Look::Email) > 0
                || (shape.looking(Look::Phone) > 0 && !words::is_end(key))
                || words::is_personal(key) && words::words(key).iter().any(|word| word == "email")
                || words::words(key) == ["phone", "numbers"]
        });
        around.person |= reached && !around.thing;
        around
    }
}

/// The type, as a secret if it looks like one, and whether the value is personal.
pub(super) fn judge(key: &str, shape: &Shape, ty: Ty, around: Around) -> (Ty, bool) {
    if is_secret(key, &ty) {
        return (Ty::Secret(Box::new(ty)), false);
    }
    if ty.is_masked() {
        // Phone numbers as keys, too, are told by the type of the map alone.
        return (ty, false);
    }
    let personal = match &ty {
        Ty::Bool | Ty::F64 | Ty::EpochMillis | Ty::EpochSeconds | Ty::Uuid | Ty::Text(_) => false,
        Ty::U64 | Ty::I64 => {
            words::is_personal(key) && words::words(key).contains(&"birthday".to_owned())
        }
        // What of an object is personal, its fields say.
        ty if is_object(ty) => false,
        Ty::Map(_) => maps(key, shape),
        Ty::Json => shape.objects > 0 || shape.lists > 0 || strings(key, shape, around),
        Ty::DateTime => words::words(key)
            .iter()
            .any(|word| word.starts_with("birth") || word == "dob"),
        _ => strings(key, shape, around),
    };
    (ty, personal)
}

/// Whether values are objects of a type of their own, or lists of them.
fn is_object(ty: &Ty) -> bool {
    match ty {
        Ty::Object(_) => true,
        Ty::List(of) | Ty::OneOrMany(of) | Ty::Option(of) => is_object(of),
        _ => false,
    }
}

/// Whether a string, or strings in a list, are a secret.
fn is_secret(key: &str, ty: &Ty) -> bool {
    matches!(ty, Ty::U64 | Ty::Id | Ty::Uuid) && words::is_secret(key)
}

/// Whether an object of any keys is personal: what a customer put there, or keys that are data.
fn maps(key: &str, shape: &Shape) -> bool {
    let members = shape.any_member();
    let told = |(key, _): &(String, Shape)| {
        matches!(
            Look::of(key),
            Look::Phone | Look::Dialled | Look::Email | Look::Person
        )
    };
    shape.members.is_empty()
        || words::is_any_keys(key)
        || shape.members.iter().any(told)
        || strings(key, &members, Around::default())
}

/// Whether strings are personal, by their key, what they look like, and what is around.
fn strings(key: &str, shape: &Shape, around: Around) -> bool {
    const THINGS: [&str; 14] = [
        "queue", "campaign", "service", "file", "event", "host", "team", "product", "app", "group",
        "reason", "logical", "status", "tag",
    ];
    let shape = match &shape.items {
        Some(items) if shape.strings == 0 => items,
        _ => shape,
    };
    let words = words::words(key);
    let is_name = words
        .last()
        .is_some_and(|word| word == "name" || word == "names");
    let bare_name = words.len() == 1 && is_name;
    let thing = words.iter().any(|word| THINGS.contains(&&**word));
    let people = shape.looking(Look::Person);
    let mostly_people = people > 0 && people * 2 >= shape.strings;
    let free_text = shape.looking(Look::Other) > 0;
    shape.looking(Look::Email) > 0
        || shape.looking(Look::Phone) > 0
        || (words::is_personal(key) && !thing)
        || (is_name && !thing && (mostly_people && !around.thing || (bare_name && around.person)))
        || (words::is_person(key)
            && (mostly_people || free_text || (shape.strings > 0 && !thing && is_called(shape))))
        || (words::is_written(key)
            && (free_text || mostly_people)
            && !around.failure
            && !says_how(&words))
        || (types::is_phone(key) && !words::is_id(key) && shape.strings > 0)
}

/// Whether a text is a program's: what failed, or how something stands.
fn says_how(words: &[String]) -> bool {
    words.iter().any(|word| word == "status" || word == "error")
}

/// Whether single words are what people are called: with a capital.
fn is_called(shape: &Shape) -> bool {
    shape
        .values
        .iter()
        .all(|(value, _)| value.starts_with(char::is_uppercase))
}

/// Whether a whole type is about a person: it stands under such a key, and much of it is personal.
pub(super) fn is_about_a_person<'k>(
    keys: impl IntoIterator<Item = &'k str>,
    personal: usize,
    fields: usize,
) -> bool {
    const WHOLE: [&str; 15] = [
        "contact",
        "customer",
        "person",
        "caller",
        "callee",
        "client",
        "lead",
        "patient",
        "party",
        "participant",
        "recipient",
        "profile",
        "owner",
        "member",
        "assignee",
    ];
    let about = keys.into_iter().any(|key| {
        let words = words::words(key);
        words.last().is_some_and(|word| WHOLE.contains(&&**word))
    });
    about && personal > 0 && personal * 4 >= fields
}
