//! Fields of messages and data types, and arguments of functions.

use super::attributes::Attributes;
use super::broken;
use super::case::Case;
use super::deprecated::deprecated;
use super::posted::posted;
use super::prefix::prefix;
use super::stamp::{self, stamp};
use super::targets::AttributeTarget;
use super::tokens::{Cursor, at_commas, is_name, sign_at, span};
use super::types::Scope;
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{At, Field, Id, OutcomeKeys, Presence, Type, TypeKind};
use crate::rules::Rule;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

/// How the fields of one thing are read.
#[derive(Clone, Copy)]
pub(crate) struct FieldReader<'a> {
    pub(crate) scope: &'a Scope,
    /// The case of their keys.
    pub(crate) case: Case,
    /// Of a message that has an outcome, which is one of its fields.
    pub(crate) outcome: Option<&'a OutcomeKeys>,
    /// Whether they have positions, and no keys.
    pub(crate) positional: bool,
}

/// What the single value of a tuple is.
#[derive(Clone, Copy)]
pub(crate) enum Alone {
    /// The content of a message.
    Content,
    /// That of a message with an outcome.
    Outcome,
    /// A data type, or a variant of one.
    Data,
}

impl<'a> FieldReader<'a> {
    /// Of fields none of which is an outcome.
    pub(crate) const fn new(scope: &'a Scope, case: Case) -> Self {
        let outcome = None;
        Self {
            scope,
            case,
            outcome,
            positional: false,
        }
    }

    /// The named fields in braces.
    pub(crate) fn named(self, group: &Group, errors: &mut Errors) -> Vec<Field> {
        self.list(&at_commas(group.stream()), group.span(), errors)
    }

    /// Named fields, one part each.
    pub(crate) fn list(
        self,
        parts: &[Vec<TokenTree>],
        otherwise: Span,
        errors: &mut Errors,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        for part in parts {
            let separate = broken::separate(part);
            for next in separate.iter().skip(1) {
                let message = "expected `,` in front of this field";
                errors.syntax(Rule::FieldSyntax, span(next, otherwise), message);
            }
            let named = separate.into_iter();
            fields.extend(named.filter_map(|part| self.one_named(part, otherwise, errors)));
        }
        fields
    }

    fn one_named(self, part: &[TokenTree], otherwise: Span, errors: &mut Errors) -> Option<Field> {
        let mut cursor = Cursor::new(part, otherwise);
        let attributes = Attributes::take(&mut cursor, AttributeTarget::Field, errors);
        visibility(&mut cursor, errors);
        if self.positional {
            positions(&attributes, "field", errors);
            let why = "what is posted as a `Date` or a `Map` has a key";
            attributes.no_effect("posted", why, errors);
        }
        let tokens = cursor.rest();
        let ident = cursor.ident().filter(|ident| is_name(ident));
        if let Some(ident) = ident
            && cursor.sign(':')
        {
            let scope = self.scope.of(&attributes);
            let ty = scope.read(cursor.stream(), cursor.span(), errors);
            return Some(self.field(ident.clone(), ty, &attributes, errors));
        }
        unreadable(tokens, cursor.span(), errors);
        // What is reported already isn't reported again.
        let mut told = Errors::new();
        let field = broken::meant(tokens).map(|(ident, ty)| {
            let ty = self.scope.of(&attributes).read(ty, ident.span(), &mut told);
            self.field(ident, ty, &attributes, &mut told)
        });
        told.forget();
        field
    }

    /// The single value in parentheses.
    pub(crate) fn single(
        self,
        group: &Group,
        name: &str,
        alone: Alone,
        errors: &mut Errors,
    ) -> Option<Field> {
        let otherwise = group.span();
        let parts = at_commas(group.stream());
        let part = match parts.as_slice() {
            [part] => part,
            [] => {
                let message = "expected one value in the parentheses";
                errors.push(Rule::FieldTuple, otherwise, message);
                return None;
            }
            [_, second, ..] => {
                let message = match alone {
                    Alone::Data => {
                        "a tuple has one value; write named fields: `Name { a: A, b: B }`, with \
                         `#[data(positional)]` on a struct if it is a list"
                    }
                    _ => "a tuple has one value; write named fields: `Name { a: A, b: B }`",
                };
                let at = span(second, otherwise);
                errors.push(Rule::FieldTuple, at, message);
                return None;
            }
        };
        let mut cursor = Cursor::new(part, otherwise);
        let attributes = Attributes::take(&mut cursor, AttributeTarget::Field, errors);
        visibility(&mut cursor, errors);
        let keyed: &[&str] = match alone {
            Alone::Content => &[
                "beside",
                "at",
                "remainder",
                "flatten",
                "id",
                "default",
                "rename",
                "alias",
            ],
            Alone::Data => &[
                "beside",
                "at",
                "remainder",
                "flatten",
                "id",
                "null",
                "default",
                "rename",
                "alias",
            ],
            // The others have no effect on an outcome anyway.
            Alone::Outcome => &["beside"],
        };
        for name in keyed {
            attributes.no_effect(name, "a value that stands alone has no key", errors);
        }
        stamp::nowhere(&attributes, "a value that stands alone has no key", errors);
        let scope = self.scope.of(&attributes);
        let ty = scope.read(cursor.stream(), cursor.span(), errors);
        let ident = Ident::new(name, ty.span);
        let case = Case::Snake;
        Some(Self { case, ..self }.field(ident, ty, &attributes, errors))
    }

    /// A field by its parts; the outcome if it is a `Result` in a message that has one.
    pub(crate) fn field(
        self,
        ident: Ident,
        ty: Type,
        attributes: &Attributes,
        errors: &mut Errors,
    ) -> Field {
        let outcome = self
            .outcome
            .filter(|_| matches!(ty.kind, TypeKind::Result(..)));
        if let (TypeKind::Result(ok, error), Some(_)) = (&ty.kind, outcome) {
            for ty in [ok, error] {
                let reason = unsuitable(&ty.kind).filter(|_| !matches!(ty.kind, TypeKind::Unit));
                if let Some(message) = reason {
                    errors.push(Rule::FieldType, ty.span, message);
                }
            }
            for name in [
                "rename",
                "alias",
                "null",
                "default",
                "flatten",
                "id",
                "posted",
                "at",
                "remainder",
            ] {
                let why = "the keys of an outcome are those of `#[outcome(…)]`";
                attributes.no_effect(name, why, errors);
            }
            stamp::nowhere(attributes, "an outcome is the message's own", errors);
        } else if let Some(message) = unsuitable(&ty.kind) {
            errors.push(Rule::FieldType, ty.span, message);
        }
        let optional = matches!(ty.kind, TypeKind::Option(_));
        let presence = presence(&ty, optional, attributes, errors);
        let opaque = attributes.flag("opaque", errors);
        if let Some(at) = opaque.filter(|_| !is_foreign(&ty.kind)) {
            let message =
                "this type is described already; `#[opaque]` is for types of other crates";
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
            let why = "a flattened field has no value of its own; write it on fields of its type";
            attributes.no_effect("posted", why, errors);
            stamp::nowhere(attributes, why, errors);
        }
        let at = attributes.text("at", errors);
        let remainder = attributes.flag("remainder", errors);
        placed(attributes, errors);
        let mut aliases = attributes.aliases(errors);
        let rename = attributes.rename(&mut aliases, errors);
        let key = rename.unwrap_or_else(|| At::new(self.case.field(&plain(&ident)), ident.span()));
        Field {
            doc: attributes.doc.clone(),
            key,
            aliases,
            presence,
            personal: attributes.flag("personal", errors).is_some(),
            prefix: prefix(&ty, flatten, attributes, errors),
            flatten,
            beside: attributes.flag("beside", errors).is_some(),
            at,
            remainder: remainder.is_some(),
            opaque: opaque.is_some(),
            posted: posted(attributes, errors),
            id: match attributes.flag("id", errors) {
                Some(_) => Id::Given,
                None => Id::No,
            },
            deprecated: deprecated(attributes, errors),
            stamp: stamp(attributes, errors),
            outcome: outcome.cloned(),
            ident,
            ty,
        }
    }
}

/// Reports a field that isn't `name: Type`.
fn unreadable(tokens: &[TokenTree], otherwise: Span, errors: &mut Errors) {
    let Some(TokenTree::Ident(ident)) = tokens.first() else {
        let message = "expected a field: `name: Type`";
        errors.syntax(Rule::FieldSyntax, span(tokens, otherwise), message);
        return;
    };
    let at = tokens.get(1).map_or(ident.span(), TokenTree::span);
    if !is_name(ident) {
        let message = format!("`{ident}` is a keyword; write `r#{ident}`, or another name");
        errors.syntax(Rule::FieldSyntax, ident.span(), message);
    } else if sign_at(tokens, 1) == '?' && sign_at(tokens, 2) == ':' {
        let ty: TokenStream = tokens.iter().skip(3).cloned().collect();
        let message = format!("what may be absent is an `Option`: `{ident}: Option<{ty}>`");
        errors.push(Rule::FieldSyntax, at, message);
    } else {
        let message = format!("expected a type: `{ident}: Type`");
        errors.syntax(Rule::FieldSyntax, at, message);
    }
}

/// Whether a field must be there, and how it is written when it isn't.
fn presence(ty: &Type, optional: bool, attributes: &Attributes, errors: &mut Errors) -> Presence {
    let null = attributes.flag("null", errors);
    let default = attributes.flag("default", errors);
    match (null, default) {
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
    }
}

/// Refuses what says nothing of a field whose place is given otherwise.
fn placed(attributes: &Attributes, errors: &mut Errors) {
    if attributes.get("at").is_some() {
        for name in ["rename", "alias", "beside", "flatten", "remainder"] {
            attributes.no_effect(name, "`#[at(…)]` says where the field stands", errors);
        }
    }
    if attributes.get("remainder").is_some() {
        let why = "what stands behind the tag's prefix has no key, and is always there";
        for name in [
            "rename", "alias", "beside", "flatten", "null", "default", "posted",
        ] {
            attributes.no_effect(name, why, errors);
        }
    }
}

/// Refuses what is about keys, of what has none.
pub(crate) fn positions(attributes: &Attributes, what: &str, errors: &mut Errors) {
    for name in ["beside", "at", "remainder", "flatten", "alias"] {
        let why = format!("{what}s have positions, not keys");
        attributes.no_effect(name, why, errors);
    }
    let article = if what.starts_with('a') { "an" } else { "a" };
    let why = format!("{article} {what} that is `None` is `null` already");
    attributes.no_effect("null", why, errors);
}

fn visibility(cursor: &mut Cursor<'_>, errors: &mut Errors) {
    let at = cursor.span();
    if cursor.visibility().into_iter().count() > 1 {
        let message = "fields of a message are public; remove the visibility";
        errors.push(Rule::FieldVisibility, at, message);
    }
}

/// Why a field cannot have this type, if it cannot.
pub(crate) fn unsuitable(kind: &TypeKind) -> Option<&'static str> {
    match kind {
        TypeKind::Unit => Some("a field has a value; remove it"),
        TypeKind::Result(..) => Some(
            "only a function has a `Result`, and a message with `#[outcome(…)]`; declare a \
             `#[data(one_of)]` enum",
        ),
        TypeKind::Text(_) => None,
        _ => unsuitable(&kind.single()?.kind),
    }
}

/// Whether a type implements `Default`, as far as the macro knows it.
pub(crate) fn has_default(kind: &TypeKind) -> bool {
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
pub(crate) fn is_foreign(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::Foreign) || kind.single().is_some_and(|ty| is_foreign(&ty.kind))
}
