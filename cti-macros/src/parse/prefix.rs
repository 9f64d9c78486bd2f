//! `#[prefix("…")]`: on a field, how the keys begin that a flattened map takes; on a message, with
//! `#[suffix("…")]`, what stands around the data in its tag.

use super::attributes::Attributes;
use crate::errors::Errors;
use crate::model::{At, OPEN, Type, TypeKind};
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

/// The tag of a message that has data in it: how it begins, or that and how it ends.
pub(super) fn open_tag(attributes: &Attributes, errors: &mut Errors) -> Option<At<String>> {
    let prefix = attributes.text("prefix", errors);
    let suffix = attributes.text("suffix", errors);
    for (part, what) in [(&prefix, "prefix"), (&suffix, "suffix")] {
        let Some(part) = part else { continue };
        if suffix.is_some() && part.value.is_empty() {
            errors.push(Rule::NameEmpty, part.span, format!("a {what} is not empty"));
        } else if part.value.contains(OPEN) {
            let text = format!(
                "`{OPEN}` stands for the data in a tag, where tags are shown; a {what} has none"
            );
            errors.push(Rule::TagPrefix, part.span, text);
        }
    }
    match (prefix, suffix) {
        (Some(prefix), Some(suffix)) => {
            let tag = format!("{}{OPEN}{}", prefix.value, suffix.value);
            Some(At::new(tag, prefix.span))
        }
        (None, Some(suffix)) => {
            if attributes.get("prefix").is_none() {
                let text = "how does the tag begin? Write what stands in front of the data: \
                            `#[prefix(\"…\")]`";
                errors.push(Rule::TagPrefix, suffix.span, text);
            }
            Some(At::new(format!("{OPEN}{}", suffix.value), suffix.span))
        }
        (prefix, None) => prefix,
    }
}
