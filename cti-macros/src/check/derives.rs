//! What data types derive: what all that they are made of has.

use crate::errors::Errors;
use crate::model::{At, Data, DataShape, Derive, Type, TypeKind};
use crate::resolve::Resolved;
use crate::resolve::kinds::is_key;
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for data in &protocol.types {
        for derive in &data.derives {
            one(protocol, data, derive, errors);
        }
    }
}

fn one(protocol: &Resolved<'_>, data: &Data, derive: &At<Derive>, errors: &mut Errors) {
    let name = derive.value.name();
    if is_generated(data, derive.value) {
        let message = format!("`{name}` is generated for this type already; remove it");
        errors.push(Rule::DataDerive, derive.span, message);
        return;
    }
    let is_derived = |other: Derive| {
        is_generated(data, other) || data.derives.iter().any(|of| of.value == other)
    };
    let needed = [Derive::Eq, Derive::PartialOrd];
    let lacks = needed.into_iter().find(|needed| !is_derived(*needed));
    if let (Derive::Ord, Some(needed)) = (derive.value, lacks) {
        let needed = needed.name();
        let message = format!("`Ord` needs `{needed}`; add it: `#[derive({needed}, …, Ord)]`");
        errors.push(Rule::DataDerive, derive.span, message);
        return;
    }
    let is_struct = matches!(
        data.shape,
        DataShape::Object(_) | DataShape::Positional(_) | DataShape::Newtype(_)
    );
    if derive.value == Derive::Default && !is_struct {
        let message = "which variant is it? Write `impl Default for …` beside the type, and remove \
                       `Default` here";
        errors.push(Rule::DataDerive, derive.span, message);
        return;
    }
    let types = data.shape.types();
    if let Some(ty) = types
        .into_iter()
        .find(|ty| !has(protocol, ty, derive.value))
    {
        let message = format!("this type has no `{name}`; remove that from what is derived");
        let hint = "it is derived here";
        errors.twice(Rule::DataDerive, derive.span, ty.span, message, hint);
    }
}

/// Whether generated code has it without a word.
fn is_generated(data: &Data, derive: Derive) -> bool {
    matches!(derive, Derive::Eq | Derive::Hash)
        && match &data.shape {
            DataShape::Enum { .. } => true,
            DataShape::Newtype(ty) => is_key(ty),
            _ => false,
        }
}

/// Whether a type has a trait, as far as the macro knows it.
fn has(protocol: &Resolved<'_>, ty: &Type, derive: Derive) -> bool {
    let is_equal = matches!(derive, Derive::Eq | Derive::Hash);
    match &ty.kind {
        TypeKind::Float => matches!(derive, Derive::PartialOrd | Derive::Default),
        TypeKind::Id | TypeKind::Epoch => derive != Derive::Default,
        TypeKind::PhoneNumber | TypeKind::DateTime | TypeKind::Url => is_equal,
        TypeKind::Json => is_equal || derive == Derive::Default,
        TypeKind::Option(_) | TypeKind::List(_) | TypeKind::Map(_) if derive == Derive::Default => {
            true
        }
        TypeKind::Option(inner) | TypeKind::List(inner) | TypeKind::Map(inner) => {
            has(protocol, inner, derive)
        }
        TypeKind::Text(inner) => has(protocol, inner, derive),
        TypeKind::OneOrMany(inner) => match derive {
            Derive::Default => true,
            _ => is_equal && has(protocol, inner, derive),
        },
        TypeKind::Query(inner) => {
            (is_equal || derive == Derive::Default) && has(protocol, inner, derive)
        }
        TypeKind::Secret(inner) => {
            matches!(derive, Derive::Eq | Derive::Default) && has(protocol, inner, derive)
        }
        TypeKind::Declared(name) => protocol.data(name).is_none_or(|data| {
            is_generated(data, derive) || data.derives.iter().any(|of| of.value == derive)
        }),
        // What it is made of is another crate's, and rustc knows.
        _ => true,
    }
}
