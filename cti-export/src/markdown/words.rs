//! Types and names, as code.

use cti_runtime::describe::Type;

use crate::text::either;

/// A type in words.
pub(super) fn words(ty: Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::Integer { bits, signed } => match (signed, bits) {
            (false, 64) => "whole number from 0".to_owned(),
            (true, 64) => "whole number".to_owned(),
            (false, bits) => format!("whole number from 0 to {}", (1_u64 << bits.min(63)) - 1),
            (true, bits) => {
                let half = 1_i64 << (bits.clamp(1, 63) - 1);
                format!("whole number from {} to {}", -half, half - 1)
            }
        },
        Type::Float { bits: 64 } => "number".to_owned(),
        Type::Float { bits } => format!("number of {bits} bits"),
        Type::String => "string".to_owned(),
        Type::PhoneNumber => "phone number".to_owned(),
        Type::Id => "id (string or whole number)".to_owned(),
        Type::DateTime => "date and time".to_owned(),
        Type::EpochMillis => "time in milliseconds since 1970".to_owned(),
        Type::EpochSeconds => "time in seconds since 1970".to_owned(),
        Type::Url => "URL".to_owned(),
        Type::Uuid => "UUID".to_owned(),
        Type::Json => "any JSON".to_owned(),
        Type::Option(of) => format!("{} or null", words(*of)),
        Type::List(of) => format!("list of {}", words(*of)),
        Type::OneOrMany(of) => format!("{0}, or list of {0}", words(*of)),
        Type::Text(of) => format!("{} as text", words(*of)),
        Type::Map(of) => format!("object of {}", words(*of)),
        Type::Secret(of) => words(*of),
        Type::Query(of) => format!("query string of {}", words(*of)),
        Type::Named(name) => name.to_owned(),
        Type::Nothing => "nothing".to_owned(),
        _ => "unknown".to_owned(),
    }
}

/// A code span.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

pub(super) fn codes(texts: &[&str]) -> String {
    let codes: Vec<String> = texts.iter().map(|text| code(text)).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    either(&codes)
}
