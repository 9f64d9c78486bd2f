//! Which types a declaration can name without importing them, what each is, and which are refused.

use crate::model::{Type, TypeKind};

/// Types of the standard library, each with the module that it is in.
pub(super) const STANDARD: [(&str, &str); 5] = [
    ("String", "::std::string"),
    ("Vec", "::std::vec"),
    ("Option", "::core::option"),
    ("Box", "::std::boxed"),
    ("Result", "::core::result"),
];

/// Types of the runtime's module `types`.
pub(super) const RUNTIME: [&str; 13] = [
    "PhoneNumber",
    "Id",
    "DateTime",
    "EpochMillis",
    "EpochSeconds",
    "Url",
    "Uuid",
    "Secret",
    "Json",
    "Map",
    "OneOrMany",
    "Text",
    "Query",
];

/// All of them but the primitive ones.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    STANDARD.iter().map(|(name, _)| *name).chain(RUNTIME)
}

/// Whether a path leads to a type of the standard library, which has some of `core` and `alloc` too.
pub(super) fn is_standard(name: &str, parents: &str) -> bool {
    STANDARD.iter().any(|(known, at)| {
        let at = at.trim_start_matches("::");
        let core = at.replacen("core", "std", 1);
        *known == name && (parents == at || parents == core)
    })
}

/// What a known type is, with these types between its brackets.
pub(super) fn named(name: &str, arguments: Vec<Type>) -> TypeKind {
    if let Some(kind) = primitive(name) {
        return kind;
    }
    let mut arguments = arguments.into_iter();
    let (first, second) = (
        arguments.next().map(Box::new),
        arguments.next().map(Box::new),
    );
    match (name, first, second) {
        ("String", None, None) => TypeKind::String,
        ("PhoneNumber", None, None) => TypeKind::PhoneNumber,
        ("Id", None, None) => TypeKind::Id,
        ("EpochMillis" | "EpochSeconds", None, None) => TypeKind::Epoch,
        ("DateTime", None, None) => TypeKind::DateTime,
        ("Url", None, None) => TypeKind::Url,
        ("Uuid", None, None) => TypeKind::Uuid,
        ("Json", None, None) => TypeKind::Json,
        ("Option", Some(ty), None) => TypeKind::Option(ty),
        ("Vec", Some(ty), None) => TypeKind::List(ty),
        ("OneOrMany", Some(ty), None) => TypeKind::OneOrMany(ty),
        ("Text", Some(ty), None) => TypeKind::Text(ty),
        ("Map", Some(ty), None) => TypeKind::Map(ty),
        ("Secret", Some(ty), None) => TypeKind::Secret(ty),
        ("Query", Some(ty), None) => TypeKind::Query(ty),
        ("Box", Some(ty), None) => ty.kind,
        ("Result", Some(ok), Some(error)) => TypeKind::Result(ok, error),
        _ => TypeKind::Foreign,
    }
}

/// The type that a word of the language names.
pub(super) fn primitive(name: &str) -> Option<TypeKind> {
    let integer = |bits, signed| TypeKind::Integer { bits, signed };
    Some(match name {
        "bool" => TypeKind::Bool,
        "f64" => TypeKind::Float,
        "u8" => integer(8, false),
        "u16" => integer(16, false),
        "u32" => integer(32, false),
        "u64" => integer(64, false),
        "i8" => integer(8, true),
        "i16" => integer(16, true),
        "i32" => integer(32, true),
        "i64" => integer(64, true),
        _ => return None,
    })
}

/// Why a type is refused by name, in front of what to write.
pub(super) fn refused(name: &str) -> Option<&'static str> {
    Some(match name {
        "f32" => "`f32` loses digits of JSON numbers",
        "usize" | "isize" => "the wire's integers don't depend on the platform",
        "u128" | "i128" => "the wire's integers have at most 64 bits",
        "char" | "str" => "text on the wire is owned",
        "Self" => "write the type's name instead of `Self`",
        _ => return None,
    })
}

/// What the runtime's `InText` is implemented for. Of a type of another crate rustc knows.
pub(super) const fn in_text(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::Bool
            | TypeKind::Integer { .. }
            | TypeKind::Float
            | TypeKind::Epoch
            | TypeKind::Foreign
    )
}
