//! What values of a type are in JSON.

use super::types::Types;
use crate::model::{DataShape, Type, TypeKind, Variant};

/// What a value is in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Null,
        Self::Bool,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    pub(crate) const fn in_words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// The kinds that a type reads, its own kind first; none if it isn't known.
pub(super) fn kinds(types: &Types<'_>, ty: &Type, depth: usize) -> Vec<Kind> {
    let Some(depth) = depth.checked_sub(1) else {
        return Vec::new();
    };
    let kinds = |ty: &Type| self::kinds(types, ty, depth);
    match &ty.kind {
        TypeKind::Bool => vec![Kind::Bool],
        TypeKind::Integer { .. } | TypeKind::Float | TypeKind::Epoch => vec![Kind::Number],
        TypeKind::String
        | TypeKind::DateTime
        | TypeKind::Url
        | TypeKind::Uuid
        | TypeKind::Query(_) => vec![Kind::String],
        TypeKind::PhoneNumber | TypeKind::Id => vec![Kind::String, Kind::Number],
        TypeKind::Text(inner) => [vec![Kind::String], kinds(inner)].concat(),
        TypeKind::Unit | TypeKind::Never => vec![Kind::Null],
        TypeKind::Option(inner) => {
            let mut kinds = kinds(inner);
            if !kinds.is_empty() {
                kinds.push(Kind::Null);
            }
            kinds
        }
        TypeKind::Secret(inner) => kinds(inner),
        TypeKind::List(_) => vec![Kind::Array],
        TypeKind::OneOrMany(inner) => [vec![Kind::Array], kinds(inner)].concat(),
        TypeKind::Map(_) | TypeKind::Result(..) => vec![Kind::Object],
        TypeKind::Json | TypeKind::Foreign => Vec::new(),
        TypeKind::Declared(name) => match types.data(name).map(|data| &data.shape) {
            Some(DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. }) => {
                vec![Kind::Object]
            }
            Some(DataShape::Positional(_)) => vec![Kind::Array],
            Some(DataShape::Enum { .. }) => vec![Kind::String],
            Some(DataShape::Newtype(inner)) => kinds(inner),
            Some(DataShape::Union(variants)) => variants
                .iter()
                .flat_map(Variant::types)
                .flat_map(kinds)
                .collect(),
            None => Vec::new(),
        },
    }
}

/// Whether a newtype of this is generated so that it can be the key of a map.
pub(crate) fn is_key(ty: &Type) -> bool {
    match &ty.kind {
        TypeKind::Bool
        | TypeKind::Integer { .. }
        | TypeKind::String
        | TypeKind::Id
        | TypeKind::Epoch
        | TypeKind::Uuid => true,
        TypeKind::Text(inner) => is_key(inner),
        _ => false,
    }
}
