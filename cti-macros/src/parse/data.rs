//! `#[data]` types.

use super::attributes::{Attributes, is};
use super::case::Case;
use super::derives::derives;
use super::fields::{Alone, FieldReader};
use super::item::Item;
use super::keys::{Argument, Form, Keys, RENAME_ALL, RENAME_ALL_FIELDS};
use super::setting::Defaults;
use super::tag::{self, Names};
use super::targets::AttributeTarget;
use super::tokens::{Cursor, is_filled};
use super::types::Scope;
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{
    At, Data, DataShape, Doc, Field, TagKind, Type, TypeKind, Value, Variant, VariantBody,
};
use crate::rules::Rule;
use proc_macro2::{Delimiter, Ident, Span, TokenTree};
use quote::quote;

const FORMS: &[Argument] = &[
    ("open", Form::Flag, "open"),
    ("one_of", Form::Flag, "one_of"),
    ("untagged", Form::Flag, "untagged"),
    ("positional", Form::Flag, "positional"),
    ("tag", Form::Text, "tag = \"…\""),
    RENAME_ALL,
    RENAME_ALL_FIELDS,
];

/// Reads a data type; what could not be read of it is missing.
pub(crate) fn data(
    item: &Item,
    attributes: &Attributes,
    defaults: &Defaults,
    scope: &Scope,
    errors: &mut Errors,
) -> Data {
    let keys = match attributes.get("data") {
        Some(attribute) => Keys::of(attribute, FORMS, errors),
        None => Keys::default(),
    };
    let names = keys.case("rename_all", errors);
    let cases = keys.case("rename_all_fields", errors);
    let shape = if item.keyword == "struct" {
        for key in ["open", "one_of", "untagged", "tag", "rename_all_fields"] {
            if let Some(at) = keys.flag(key) {
                let message = match key {
                    "rename_all_fields" => "write `rename_all` on a struct",
                    _ => "this is for enums; a struct is an object with its fields",
                };
                errors.push(Rule::DataArguments, at, message);
            }
        }
        if let Some(at) = keys.flag("rename_all").filter(|_| !item.braced()) {
            let message = "a single value has no key to write in a case; remove `rename_all`";
            errors.push(Rule::DataArguments, at, message);
        }
        let positional = keys.flag("positional");
        if let (Some(at), Some(_)) = (keys.flag("rename_all"), positional) {
            let message = "fields by position have no keys to write in a case; remove `rename_all`";
            errors.push(Rule::DataArguments, at, message);
        }
        // Of several values, their names are what is missing.
        let single = item.parts().len() < 2;
        if let Some(at) = positional.filter(|_| !item.braced() && single) {
            let message = "a single value has no positions; write fields in braces, or remove \
                           `positional`";
            errors.push(Rule::DataArguments, at, message);
        }
        let case = names.unwrap_or(defaults.keys);
        match structure(item, case, positional.is_some(), scope, errors) {
            DataShape::Object(fields) if positional.is_some() => DataShape::Positional(fields),
            shape => shape,
        }
    } else {
        if let Some(at) = keys.flag("positional") {
            let message = "an enum has no positions; write `positional` on a struct";
            errors.push(Rule::DataArguments, at, message);
        }
        let names = names.unwrap_or(defaults.names);
        enumeration(
            item,
            &keys,
            names,
            cases.unwrap_or(defaults.keys),
            scope,
            errors,
        )
    };
    Data {
        ident: item.ident.clone(),
        doc: attributes.doc.clone(),
        // As visible as the messages that have it, unless it says otherwise.
        visibility: match &item.visibility {
            inherited if inherited.is_empty() => quote!(pub),
            written => written.clone(),
        },
        personal: attributes.flag("personal", errors).is_some(),
        derives: derives(attributes, errors),
        shape,
    }
}

fn structure(
    item: &Item,
    case: Case,
    positional: bool,
    scope: &Scope,
    errors: &mut Errors,
) -> DataShape {
    let reader = FieldReader {
        positional,
        ..FieldReader::new(scope, case)
    };
    match &item.body {
        Some(body) if body.delimiter() == Delimiter::Brace => {
            DataShape::Object(reader.named(body, errors))
        }
        Some(body) => match reader.single(body, "content", Alone::Data, errors) {
            Some(field) => DataShape::Newtype(bare(field, errors)),
            None => DataShape::Object(Vec::new()),
        },
        None => {
            let message = "a data struct has fields, or one value: `struct Name { field: Type }`";
            errors.push(Rule::DataShape, item.ident.span(), message);
            DataShape::Object(Vec::new())
        }
    }
}

/// The type of a value that has no place for attributes; an attribute that was lost would show
/// what it hides.
fn bare(field: Field, errors: &mut Errors) -> Type {
    for (name, there, instead) in [
        (
            "personal",
            field.personal,
            "on the type, or use `Secret<…>`",
        ),
        ("opaque", field.opaque, "on a named field"),
        (
            "posted",
            field.posted.is_some(),
            "on each field of this type",
        ),
    ] {
        if there {
            let message = format!("write `#[{name}]` {instead}");
            errors.push(Rule::AttributePlace, field.ty.span, message);
        }
    }
    field.ty
}

/// What an enum is on the wire: `one_of`, `untagged` or `tag`, else one of some strings.
fn kind(keys: &Keys, errors: &mut Errors) -> Option<&'static str> {
    let kinds: Vec<(&str, Span)> = ["one_of", "untagged", "tag"]
        .into_iter()
        .filter_map(|key| Some((key, keys.flag(key)?)))
        .collect();
    if let [(first, at), (second, behind), ..] = kinds.as_slice() {
        let message = format!("an enum is `{first}` or `{second}`; remove one of the two");
        let hint = "the other one is here";
        errors.twice(Rule::DataArguments, *at, *behind, message, hint);
    }
    if let (Some(open), Some((kind, _))) = (keys.flag("open"), kinds.first()) {
        let message = format!("`open` is for enums of plain strings; remove it, or `{kind}`");
        errors.push(Rule::DataArguments, open, message);
    }
    let kind = kinds.first().map(|(kind, _)| *kind);
    let idle = [
        ("rename_all_fields", kind != Some("tag"), "a tagged enum"),
        (
            "rename_all",
            kind == Some("untagged"),
            "an enum with names on the wire",
        ),
    ];
    for (key, idle, wanted) in idle {
        if let Some(at) = keys.flag(key).filter(|_| idle) {
            let message = format!("`{key}` is for {wanted}; remove it");
            errors.push(Rule::DataArguments, at, message);
        }
    }
    kind
}

fn enumeration(
    item: &Item,
    keys: &Keys,
    names: Case,
    cases: Case,
    scope: &Scope,
    errors: &mut Errors,
) -> DataShape {
    let kind = kind(keys, errors);
    let parts = item.parts();
    if parts.is_empty() {
        let message = "an enum without variants has no values; add some, or use `String`";
        errors.push(Rule::EnumEmpty, item.ident.span(), message);
    }
    let style = Style { kind, names, cases };
    let variants: Vec<Raw> = parts
        .iter()
        .filter_map(|part| raw(part, item, &style, scope, errors))
        .collect();
    match kind {
        // Of a misspelt kind, no variant is in a wrong form.
        None if keys.broken || item.attributes.iter().any(|(_, of)| is(of, "serde")) => {
            unclear(variants, item, errors)
        }
        None => {
            let values = variants
                .into_iter()
                .filter_map(|raw| value(raw, errors))
                .collect();
            DataShape::Enum {
                values,
                open: keys.flag("open").is_some(),
            }
        }
        Some(kind) => {
            if kind == "tag" {
                same_kind(&variants, errors);
            }
            let variants = variants.into_iter().map(|raw| {
                if let Some((rule, message)) = raw.misshapen(kind) {
                    errors.push(rule, raw.ident.span(), message);
                }
                raw.variant(errors)
            });
            let variants = variants.collect();
            match (kind, keys.text("tag")) {
                ("one_of", _) => DataShape::OneOf(variants),
                ("untagged", _) => DataShape::Union(variants),
                (_, tag) => DataShape::Tagged {
                    tag: tag.unwrap_or_else(|| At::new(String::new(), item.ident.span())),
                    variants,
                },
            }
        }
    }
}

/// What an enum is whose kind can't be told, so that its variants stay.
fn unclear(variants: Vec<Raw>, item: &Item, errors: &mut Errors) -> DataShape {
    let is_value = |raw: &Raw| matches!(raw.body, Some(VariantBody::Value(_)));
    let one_of = variants.iter().all(is_value);
    let variants = variants
        .into_iter()
        .map(|raw| raw.variant(errors))
        .collect();
    if one_of {
        return DataShape::OneOf(variants);
    }
    DataShape::Tagged {
        tag: At::new("kind".to_owned(), item.ident.span()),
        variants,
    }
}

/// A reader knows from a tag's kind that it isn't one of ours. Of a mixture, the kind that was written
/// out is meant.
fn same_kind(variants: &[Raw], errors: &mut Errors) {
    let Some(first) = variants.iter().find(|raw| raw.tag != TagKind::Text) else {
        return;
    };
    for raw in variants.iter().filter(|raw| raw.tag != first.tag) {
        tag::different(raw.name.span, raw.tag, &first.name, first.tag, errors);
    }
}

/// A variant before it is known what the enum makes of it.
struct Raw {
    ident: Ident,
    doc: Doc,
    prefix: Option<At<String>>,
    name: At<String>,
    /// What the name is in JSON.
    tag: TagKind,
    aliases: Vec<At<String>>,
    /// `None` if it could not be read.
    body: Option<VariantBody>,
    body_span: Span,
}

/// What the variants of an enum share.
struct Style {
    /// `one_of`, `untagged` or `tag`; else they are strings.
    kind: Option<&'static str>,
    names: Case,
    cases: Case,
}

fn raw(
    part: &[TokenTree],
    item: &Item,
    style: &Style,
    scope: &Scope,
    errors: &mut Errors,
) -> Option<Raw> {
    let mut cursor = Cursor::new(part, item.body_span());
    let attributes = Attributes::take(&mut cursor, AttributeTarget::Value, errors);
    let Some(ident) = cursor.ident() else {
        let message = "expected the name of a variant";
        errors.push(Rule::VariantSyntax, cursor.span(), message);
        return None;
    };
    let body_span = cursor.peek().map_or(ident.span(), TokenTree::span);
    no_effect(&attributes, style.kind, cursor.peek(), errors);
    let case = attributes.case(errors).unwrap_or(style.cases);
    let reader = FieldReader::new(scope, case);
    let body = if let Some(group) = cursor.group(Delimiter::Brace) {
        Some(VariantBody::Fields(reader.named(group, errors)))
    } else if let Some(group) = cursor.group(Delimiter::Parenthesis) {
        let value = reader.single(group, "value", Alone::Data, errors);
        value.map(|field| VariantBody::Value(bare(field, errors)))
    } else {
        Some(VariantBody::Unit)
    };
    if let Some(token) = cursor.peek() {
        if super::tokens::sign(token) == '=' {
            let message = "a value on the wire is `#[rename(\"…\")]`, not a discriminant";
            errors.push(Rule::VariantSyntax, token.span(), message);
        } else {
            let message = format!("unexpected behind `{ident}`; expected `,`");
            errors.syntax(Rule::VariantSyntax, token.span(), message);
        }
    }
    let otherwise = || At::new(style.names.variant(&plain(ident)), ident.span());
    let names = if style.kind == Some("tag") {
        tag::names(&attributes, otherwise, errors)
    } else {
        let mut aliases = attributes.aliases(errors);
        let name = attributes.rename(&mut aliases, errors);
        Names {
            name: name.unwrap_or_else(otherwise),
            kind: TagKind::Text,
            aliases,
        }
    };
    Some(Raw {
        ident: ident.clone(),
        prefix: attributes.text("prefix", errors),
        doc: attributes.doc,
        name: names.name,
        tag: names.kind,
        aliases: names.aliases,
        body,
        body_span,
    })
}

/// Refuses what says nothing on a variant of this kind of enum.
fn no_effect(
    attributes: &Attributes,
    kind: Option<&str>,
    body: Option<&TokenTree>,
    errors: &mut Errors,
) {
    if kind != Some("tag") || !is_filled(body, Delimiter::Brace) {
        let why = "a variant without named fields has no keys to write in a case";
        attributes.no_effect("rename_all", why, errors);
    }
    for name in ["rename", "alias"] {
        if kind == Some("untagged") {
            attributes.no_effect(name, "an untagged variant has no name on the wire", errors);
        } else if attributes.get("prefix").is_some() {
            attributes.no_effect(name, "the prefix is what stands on the wire", errors);
        }
    }
}

fn value(raw: Raw, errors: &mut Errors) -> Option<Value> {
    let text =
        matches!(&raw.body, Some(VariantBody::Value(ty)) if matches!(ty.kind, TypeKind::String));
    match (&raw.prefix, &raw.body) {
        (_, None) => return None,
        (Some(prefix), Some(_)) if !text => {
            let message = format!(
                "what follows the prefix needs a place: `{}(String)`",
                raw.ident
            );
            errors.push(Rule::EnumPrefix, prefix.span, message);
        }
        (None, Some(body)) if !matches!(body, VariantBody::Unit) => {
            let message = "a plain enum is one of some strings; for values write `#[prefix(\"…\")]` \
                           here, or `#[data(one_of)]`, `#[data(tag = \"…\")]` or \
                           `#[data(untagged)]` on the enum";
            errors.push(Rule::EnumValue, raw.body_span, message);
        }
        _ => {}
    }
    let prefix = raw.prefix.is_some();
    let value = raw.prefix.unwrap_or(raw.name);
    Some(Value {
        ident: raw.ident,
        doc: raw.doc,
        value,
        aliases: raw.aliases,
        prefix,
    })
}

impl Raw {
    /// What is wrong with the form of a variant of this kind of enum.
    fn misshapen(&self, kind: &str) -> Option<(Rule, String)> {
        let ident = &self.ident;
        let has_value = matches!(self.body.as_ref()?, VariantBody::Value(_));
        match kind {
            "one_of" if !has_value => {
                let key = &self.name.value;
                let message = format!("the value of the key `{key}` is missing: `{ident}(Type)`");
                Some((Rule::OneOfVariant, message))
            }
            "untagged" if !has_value => {
                let message = format!("write the type of the value: `{ident}(Type)`");
                Some((Rule::UntaggedVariant, message))
            }
            "tag" if has_value => {
                let message = format!("fields stand beside the tag: `{ident} {{ field: Type }}`");
                Some((Rule::TaggedVariant, message))
            }
            _ => None,
        }
    }

    fn variant(self, errors: &mut Errors) -> Variant {
        if let Some(prefix) = &self.prefix {
            let message = "a prefix is for enums of plain strings; remove it";
            errors.push(Rule::EnumPrefix, prefix.span, message);
        }
        Variant {
            ident: self.ident,
            doc: self.doc,
            key: self.name,
            tag: self.tag,
            aliases: self.aliases,
            body: self.body.unwrap_or(VariantBody::Unit),
        }
    }
}
