//! Types as Rust writes them.

use cti_runtime::describe::Type;

use crate::drift::guess::Guess;

/// A declared type, as Rust writes it.
pub(crate) fn rust(ty: Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Integer { bits, signed } => format!("{}{bits}", if signed { 'i' } else { 'u' }),
        Type::Float { bits } => format!("f{bits}"),
        Type::String => "String".to_owned(),
        Type::PhoneNumber => "PhoneNumber".to_owned(),
        Type::Id => "Id".to_owned(),
        Type::DateTime => "DateTime".to_owned(),
        Type::EpochMillis => "EpochMillis".to_owned(),
        Type::EpochSeconds => "EpochSeconds".to_owned(),
        Type::Url => "Url".to_owned(),
        Type::Uuid => "Uuid".to_owned(),
        Type::Option(of) => format!("Option<{}>", rust(*of)),
        Type::List(of) => format!("Vec<{}>", rust(*of)),
        Type::OneOrMany(of) => format!("OneOrMany<{}>", rust(*of)),
        Type::Text(of) => format!("Text<{}>", rust(*of)),
        Type::Map(of) => format!("Map<{}>", rust(*of)),
        Type::Secret(of) => format!("Secret<{}>", rust(*of)),
        Type::Query(of) => format!("Query<{}>", rust(*of)),
        Type::Named(name) => name.to_owned(),
        Type::Nothing => "()".to_owned(),
        _ => "Json".to_owned(),
    }
}

/// The type of content that was now this and now that, and an object now and then.
pub(crate) fn whole(guess: &Guess, count: usize, objects: usize) -> String {
    if objects > 0 {
        "Json".to_owned()
    } else {
        guess.rust("", count)
    }
}
