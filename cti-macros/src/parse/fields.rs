//! Fields of messages and data types, and arguments of functions.

use super::attributes::Attributes;
use super::case::Case;
use super::targets::AttributeTarget;
use super::tokens::{Cursor, is_name};
use super::types::Scope;
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{At, Field, Id, OutcomeKeys, Presence, Type, TypeKind};
use crate::rules::Rule;
use proc_macro2::{Ident, Span, TokenTree};

/// Named fields, one part each.
pub(crate) fn named(
    parts: &[Vec<TokenTree>],
    otherwise: Span,
    case: Case,
    scope: &Scope,
    errors: &mut Errors,
) -> Vec<Field> {
    named_with(parts, otherwise, case, scope, None, errors)
}

/// Named fields of a message, of which one may be the outcome.
pub(crate) fn named_with(
    parts: &[Vec<TokenTree>],
    otherwise: Span,
    case: Case,
    scope: &Scope,
    outcome: Option<&OutcomeKeys>,
    errors: &mut Errors,
) -> Vec<Field> {
    parts
        .iter()
        .filter_map(|part| one_named(part, otherwise, case, scope, outcome, errors))
        .collect()
}

fn one_named(
    part: &[TokenTree],
    otherwise: Span,
    case: Case,
    scope: &Scope,
    outcome: Option<&OutcomeKeys>,
    errors: &mut Errors,
) -> Option<Field> {
    let mut cursor = Cursor::new(part, otherwise);
    let attributes = Attributes::take(&mut cursor, AttributeTarget::Field, errors);
    visibility(&mut cursor, errors);
    let Some(ident) = cursor.ident() else {
        let message = "expected a field: `name: Type`";
        errors.push(Rule::FieldSyntax, cursor.span(), message);
        return None;
    };
    if !is_name(ident) {
        let message = format!("`{ident}` is a keyword; write `r#{ident}`, or another name");
        errors.push(Rule::FieldSyntax, ident.span(), message);
        return None;
    }
    if !cursor.sign(':') {
        let message = format!("expected a type: `{ident}: Type`");
        errors.push(Rule::FieldSyntax, cursor.span(), message);
        return None;
    }
    let ty = scope.read(
        cursor.rest().iter().cloned().collect(),
        cursor.span(),
        errors,
    )?;
    field_with(ident.clone(), ty, &attributes, case, outcome, errors)
}

/// What the single value of a tuple is.
#[derive(Clone, Copy)]
pub(crate) enum Alone<'a> {
    /// The content of a message.
    Content,
    /// That of a message with an outcome.
    Outcome(&'a OutcomeKeys),
    /// A data type, or a variant of one.
    Data,
}

/// The single value of a tuple.
pub(crate) fn single(
    parts: &[Vec<TokenTree>],
    name: &str,
    otherwise: Span,
    scope: &Scope,
    alone: Alone<'_>,
    errors: &mut Errors,
) -> Option<Field> {
    let part = match parts {
        [part] => part,
        [] => {
            let message = "expected one value in the parentheses";
            errors.push(Rule::FieldTuple, otherwise, message);
            return None;
        }
        [_, second, ..] => {
            let message = "a tuple has one value; write named fields: `Name { a: A, b: B }`";
            let at = super::tokens::span(second, otherwise);
            errors.push(Rule::FieldTuple, at, message);
            return None;
        }
    };
    let mut cursor = Cursor::new(part, otherwise);
    let attributes = Attributes::take(&mut cursor, AttributeTarget::Field, errors);
    visibility(&mut cursor, errors);
    let (keyed, outcome): (&[&str], _) = match alone {
        Alone::Content => (
            &["beside", "flatten", "id", "default", "rename", "alias"],
            None,
        ),
        Alone::Data => (
            &[
                "beside", "flatten", "id", "null", "default", "rename", "alias",
            ],
            None,
        ),
        // Of the others an outcome is told anyway.
        Alone::Outcome(keys) => (&["beside"], Some(keys)),
    };
    for name in keyed {
        attributes.no_effect(name, "a value that stands alone has no key", errors);
    }
    let ty = scope.read(
        cursor.rest().iter().cloned().collect(),
        cursor.span(),
        errors,
    )?;
    let ident = Ident::new(name, ty.span);
    field_with(ident, ty, &attributes, Case::Snake, outcome, errors)
}

fn visibility(cursor: &mut Cursor<'_>, errors: &mut Errors) {
    let at = cursor.span();
    if cursor.visibility().into_iter().count() > 1 {
        let message = "fields of a message are public; remove the visibility";
        errors.push(Rule::FieldVisibility, at, message);
    }
}

/// A field by its parts.
pub(crate) fn field(
    ident: Ident,
    ty: Type,
    attributes: &Attributes,
    case: Case,
    errors: &mut Errors,
) -> Option<Field> {
    field_with(ident, ty, attributes, case, None, errors)
}

/// A field by its parts; the outcome if it is a `Result` in a message that has one.
fn field_with(
    ident: Ident,
    ty: Type,
    attributes: &Attributes,
    case: Case,
    outcome: Option<&OutcomeKeys>,
    errors: &mut Errors,
) -> Option<Field> {
    let before = errors.count();
    let outcome = outcome.filter(|_| matches!(ty.kind, TypeKind::Result(..)));
    if let (TypeKind::Result(ok, error), Some(_)) = (&ty.kind, outcome) {
        for ty in [ok, error] {
            let reason = unsuitable(&ty.kind).filter(|_| !matches!(ty.kind, TypeKind::Unit));
            if let Some(message) = reason {
                errors.push(Rule::FieldType, ty.span, message);
            }
        }
        for name in ["rename", "alias", "null", "default", "flatten", "id"] {
            let why = "the keys of an outcome are those of `#[outcome(…)]`";
            attributes.no_effect(name, why, errors);
        }
    } else if let Some(message) = unsuitable(&ty.kind) {
        errors.push(Rule::FieldType, ty.span, message);
    }
    let optional = match &ty.kind {
        TypeKind::Option(inner) => {
            if matches!(inner.kind, TypeKind::Option(_)) {
                let message = "absent and null read alike; write one `Option`";
                errors.push(Rule::FieldOption, inner.span, message);
            }
            true
        }
        _ => false,
    };
    let null = attributes.flag("null", errors);
    let default = attributes.flag("default", errors);
    let presence = match (null, default) {
        (Some(at), _) if !optional => {
            let message = "`#[null]` says how `None` is written; make the type an `Option<…>`";
            errors.push(Rule::FieldNull, at, message);
            Presence::Required
        }
        (_, Some(at)) if optional => {
            let message = "an `Option` is `None` when it is absent; remove `#[default]`";
            errors.push(Rule::FieldDefault, at, message);
            Presence::Optional
        }
        (_, Some(_)) if !has_default(&ty.kind) => {
            let message = "this type has no default; write `Option<…>`, which is `None` when it is \
                           absent, and remove `#[default]`";
            errors.push(Rule::FieldDefault, ty.span, message);
            Presence::Required
        }
        (Some(_), _) => Presence::Nullable,
        (None, Some(_)) => Presence::Default,
        (None, None) if optional => Presence::Optional,
        (None, None) => Presence::Required,
    };
    let opaque = attributes.flag("opaque", errors);
    if let Some(at) = opaque.filter(|_| !is_foreign(&ty.kind)) {
        let message = "this type is described already; `#[opaque]` is for types of other crates";
        errors.push(Rule::FieldOpaque, at, message);
    }
    let flatten = attributes.flag("flatten", errors).is_some();
    if flatten {
        for name in ["rename", "alias"] {
            attributes.no_effect(
                name,
                "the keys of a flattened field are those of its type",
                errors,
            );
        }
    }
    let mut aliases = attributes.aliases(errors);
    let rename = attributes.rename(&mut aliases, errors);
    let key = rename.unwrap_or_else(|| At::new(case.field(&plain(&ident)), ident.span()));
    let field = Field {
        doc: attributes.doc.clone(),
        key,
        aliases,
        presence,
        personal: attributes.flag("personal", errors).is_some(),
        flatten,
        beside: attributes.flag("beside", errors).is_some(),
        opaque: opaque.is_some(),
        id: match attributes.flag("id", errors) {
            Some(_) => Id::Given,
            None => Id::No,
        },
        outcome: outcome.cloned(),
        ident,
        ty,
    };
    (errors.count() == before).then_some(field)
}

/// Why a field cannot have this type, if it cannot.
pub(crate) fn unsuitable(kind: &TypeKind) -> Option<&'static str> {
    match kind {
        TypeKind::Unit => Some("a field has a value; remove it"),
        TypeKind::Result(..) => Some(
            "only a function has a `Result`, and a message with `#[outcome(…)]`; declare a \
             `#[data(one_of)]` enum",
        ),
        TypeKind::Option(ty)
        | TypeKind::List(ty)
        | TypeKind::OneOrMany(ty)
        | TypeKind::Map(ty)
        | TypeKind::Secret(ty)
        | TypeKind::Query(ty) => unsuitable(&ty.kind),
        _ => None,
    }
}

/// Whether a type implements `Default`, as far as the macro knows it.
fn has_default(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::PhoneNumber
        | TypeKind::Id
        | TypeKind::DateTime
        | TypeKind::Epoch
        | TypeKind::Url
        | TypeKind::Declared(_) => false,
        TypeKind::Secret(ty) | TypeKind::Query(ty) | TypeKind::Text(ty) => has_default(&ty.kind),
        _ => true,
    }
}

/// Whether the type, or what it holds, is unknown to the macro.
fn is_foreign(kind: &TypeKind) -> bool {
    match kind {
        TypeKind::Foreign => true,
        TypeKind::Option(ty)
        | TypeKind::List(ty)
        | TypeKind::OneOrMany(ty)
        | TypeKind::Map(ty)
        | TypeKind::Secret(ty)
        | TypeKind::Text(ty)
        | TypeKind::Query(ty) => is_foreign(&ty.kind),
        _ => false,
    }
}
