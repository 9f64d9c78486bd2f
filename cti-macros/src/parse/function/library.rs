//! Where a library's function lives, and whether a library may lack it.

use super::context::Context;
use crate::errors::Errors;
use crate::model::{At, FamilyKind};
use crate::parse::attributes::Attributes;
use crate::parse::path::is_path;
use crate::rules::Rule;

/// A function as the library has it.
pub(super) struct Function {
    /// The path from the library's root: `interaction.cti.setSoftphoneHeight`.
    pub(super) path: At<String>,
    pub(super) aliases: Vec<At<String>>,
    pub(super) optional: bool,
}

/// `#[object("interaction.cti")]`: the object that has the functions, as a path from the library's
/// root.
pub(super) fn object(attributes: &Attributes, errors: &mut Errors) -> Option<At<String>> {
    let object = attributes.text("object", errors)?;
    if !is_path(&object.value) {
        let message = "an object of the library is a dotted path from the library's root: \
                       `#[object(\"interaction.cti\")]`";
        errors.push(Rule::LibraryPath, object.span, message);
        return None;
    }
    Some(object)
}

/// Reads what attributes say of a function besides its names, and puts the object in front of these.
pub(super) fn function(
    attributes: &Attributes,
    context: &Context<'_>,
    name: At<String>,
    aliases: Vec<At<String>>,
    by: Option<&At<String>>,
    errors: &mut Errors,
) -> Function {
    if context.kind == FamilyKind::Requests {
        for attribute in ["object", "optional"] {
            let why = "a request is posted, and no function of a library";
            attributes.no_effect(attribute, why, errors);
        }
        return Function {
            path: name,
            aliases,
            optional: false,
        };
    }
    if let Some(by) = by {
        let by = &by.value;
        let why = format!("`{by}` subscribes to it by its name");
        attributes.no_effect("object", why, errors);
        return Function {
            path: name,
            aliases,
            optional: attributes.flag("optional", errors).is_some(),
        };
    }
    for dotted in [&name].into_iter().chain(&aliases) {
        if dotted.value.contains('.') {
            let message = "a function's name has no dots; the object that has the function is \
                           `#[object(\"…\")]`";
            errors.push(Rule::LibraryPath, dotted.span, message);
        }
    }
    let own = object(attributes, errors);
    let object = own.as_ref().or(context.object.as_ref());
    let inside = |name: At<String>| match object {
        Some(object) => At::new(format!("{}.{}", object.value, name.value), name.span),
        None => name,
    };
    Function {
        path: inside(name),
        aliases: aliases.into_iter().map(inside).collect(),
        optional: attributes.flag("optional", errors).is_some(),
    }
}
