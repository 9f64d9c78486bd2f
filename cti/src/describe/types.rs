//! Types in words.

use cti_runtime::describe::{Description, Field, Presence, Type};

/// A type in a few words. Whether a value may be absent is said elsewhere.
pub(super) fn words(ty: Type) -> String {
    match ty {
        Type::Bool => String::from("bool"),
        Type::Integer { bits, signed: true } => format!("integer, {bits} bits"),
        Type::Integer {
            bits,
            signed: false,
        } => format!("integer ≥ 0, {bits} bits"),
        Type::Float { bits: 64 } => String::from("number"),
        Type::Float { bits } => format!("number, {bits} bits"),
        Type::String => String::from("string"),
        Type::PhoneNumber => String::from("phone number"),
        Type::Id => String::from("id"),
        Type::DateTime => String::from("date and time"),
        Type::EpochMillis => String::from("milliseconds since 1970"),
        Type::EpochSeconds => String::from("seconds since 1970"),
        Type::Url => String::from("URL"),
        Type::Uuid => String::from("UUID"),
        Type::Json => String::from("any JSON"),
        Type::Option(of) => words(*of),
        Type::List(of) => format!("list of {}", words(*of)),
        Type::OneOrMany(of) => format!("one or many: {}", words(*of)),
        Type::Text(of) => format!("{}, as text", words(*of)),
        Type::Map(of) => format!("object of {}", words(*of)),
        Type::Secret(of) => format!("secret {}", words(*of)),
        Type::Query(of) => format!("query string of {}", words(*of)),
        Type::Named(name) => name.to_owned(),
        Type::Nothing => String::from("nothing"),
        _ => String::from("a type of its own"),
    }
}

/// Whether a field must be there, and what else is special about it.
pub(super) fn notes(description: &Description, field: &Field) -> String {
    let default = match field.default {
        Some(default) => format!("or {default}"),
        None => String::from("or a default"),
    };
    let mut notes = vec![match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "or null",
        Presence::Default => &default,
    }];
    if field.is_personal(description) {
        notes.push("personal");
    }
    if field.beside {
        notes.push("beside the content");
    }
    notes.join(", ")
}
