//! `#[prefix("…")]` on a field: how the keys begin that a flattened map takes.

use super::attributes::Attributes;
use crate::errors::Errors;
use crate::model::{At, Type, TypeKind};
use crate::rules::Rule;

/// How the keys of a flattened map begin.
pub(super) fn prefix(
    ty: &Type,
    flatten: bool,
    attributes: &Attributes,
    errors: &mut Errors,
) -> Option<At<String>> {
    let prefix = attributes.text("prefix", errors)?;
    let message = if prefix.value.is_empty() {
        errors.push(Rule::NameEmpty, prefix.span, "a prefix is not empty");
        return None;
    } else if !flatten {
        "`#[prefix]` says which keys a flattened map takes; write `#[flatten]` in front of it, or remove it"
    } else if matches!(ty.present().kind, TypeKind::Declared(_)) {
        "`#[prefix]` says which keys a flattened map takes, and those of this type are declared; remove it"
    } else {
        return Some(prefix);
    };
    errors.push(Rule::FieldPrefix, prefix.span, message);
    None
}
