//! Values against their types.

use super::Checker;
use super::json::{Json, Number};
use super::members::Members;
use crate::model::{Data, DataShape, Field, Presence, TagKind, Type, TypeKind, VariantBody};
use crate::rules::Rule;
use crate::suggest::list;
use std::ops::RangeInclusive;

impl Checker<'_> {
    /// Checks the members of an object that is, or contains, a declared type.
    pub(super) fn data(&mut self, data: &Data, members: &mut Members<'_>) {
        // A type that is flattened into itself is an error of its own.
        if self.path.len() > 4096 || members.known.len() > 4096 {
            return;
        }
        match &data.shape {
            DataShape::Object(fields) => self.fields(fields.iter(), members),
            DataShape::OneOf(variants) => {
                let mut found = Vec::new();
                for variant in variants {
                    let taken = members.take(variant.names().map(|name| name.value.as_str()));
                    if let (Some((key, value)), VariantBody::Value(ty)) = (taken, &variant.body) {
                        found.push(key);
                        self.inside(key, |this| this.value(ty, value));
                    }
                }
                if found.len() != 1 {
                    let keys: Vec<&str> = variants
                        .iter()
                        .map(|variant| variant.key.value.as_str())
                        .collect();
                    let text = format!(
                        "exactly one of {} stands here, not {}",
                        list(&keys),
                        found.len()
                    );
                    let at = found.get(1).map_or(self.here(), |key| self.at(key, true));
                    self.errors.push(Rule::SampleKeyMissing, at, text);
                }
            }
            DataShape::Tagged { tag, variants } => {
                let Some((key, value)) = members.one(&tag.value) else {
                    self.missing(&tag.value);
                    members.rest = true;
                    return;
                };
                let variant = variants.iter().find(|variant| {
                    let mut names = variant.names();
                    names.any(|name| is_tag(variant.tag, &name.value, value))
                });
                let Some(variant) = variant else {
                    self.inside(key, |this| this.no_variant(data, variants, value));
                    members.rest = true;
                    return;
                };
                if let VariantBody::Fields(fields) = &variant.body {
                    self.fields(fields.iter(), members);
                }
            }
            _ => {}
        }
    }

    pub(super) fn value(&mut self, ty: &Type, json: &Json) {
        if let Json::Number(Number::Whole(value)) = json
            && self.object
            && value.unsigned_abs() > EXACT
        {
            let text = format!(
                "`{value}` can't be posted as an object: JavaScript rounds whole numbers beyond 2⁵³; \
                 write it as it arrives"
            );
            self.tell(Rule::SampleType, text);
            return;
        }
        match (&ty.kind, json) {
            (TypeKind::DateTime, Json::Text(text)) if !is_time(text) => {
                self.tell(Rule::SampleType, format!("`{text}` is no date or time"));
            }
            (TypeKind::Url, Json::Text(text)) if !is_url(text) => {
                self.tell(Rule::SampleType, format!("`{text}` is no URL"));
            }
            (TypeKind::PhoneNumber, Json::Text(text)) if !is_phone_number(text) => {
                self.tell(Rule::SampleType, format!("`{text}` is no phone number"));
            }
            (TypeKind::Option(_) | TypeKind::Unit, Json::Null)
            | (TypeKind::Json | TypeKind::Foreign, _)
            | (TypeKind::Bool, Json::Bool(_))
            | (TypeKind::Float, Json::Number(_))
            | (TypeKind::PhoneNumber, Json::Number(Number::Whole(0..)) | Json::Text(_))
            | (TypeKind::Id, Json::Number(Number::Whole(_)) | Json::Text(_))
            | (
                TypeKind::String | TypeKind::DateTime | TypeKind::Url | TypeKind::Query(_),
                Json::Text(_),
            ) => {}
            (TypeKind::Text(ty), Json::Text(text)) => self.in_text(ty, text),
            (TypeKind::Option(ty) | TypeKind::Secret(ty) | TypeKind::Text(ty), json) => {
                self.value(ty, json);
            }
            (TypeKind::OneOrMany(ty), json) if !matches!(json, Json::List(_)) => {
                self.value(ty, json);
            }
            (TypeKind::Integer { bits, signed }, Json::Number(Number::Whole(value))) => {
                self.within(*value, TypeKind::range(*bits, *signed));
            }
            (TypeKind::Epoch, Json::Number(Number::Whole(value))) => {
                self.within(*value, TypeKind::range(64, true));
            }
            (TypeKind::Integer { .. } | TypeKind::Epoch, other) => {
                self.wrong("a whole number", other);
            }
            (TypeKind::Uuid, Json::Text(text)) => {
                if !is_uuid(text) {
                    let text = format!("`{text}` is no UUID");
                    self.tell(Rule::SampleType, text);
                }
            }
            (TypeKind::List(ty) | TypeKind::OneOrMany(ty), Json::List(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.inside(&index.to_string(), |this| this.value(ty, value));
                }
            }
            (TypeKind::Map(ty), Json::Object(members)) => {
                for (key, value) in members {
                    self.inside(key, |this| this.value(ty, value));
                }
                self.finish(&Members {
                    rest: true,
                    ..Members::new(members)
                });
            }
            (TypeKind::Declared(name), json) => {
                if let Some(data) = self.protocol.data(name) {
                    self.declared(data, json);
                }
            }
            (TypeKind::Result(ok, _), json) => self.value(ok, json),
            (kind, other) => self.wrong(expected(kind), other),
        }
    }

    pub(super) fn within(&mut self, value: i128, range: RangeInclusive<i128>) {
        if !range.contains(&value) {
            let (least, most) = range.into_inner();
            let text = format!("`{value}` is not within {least} and {most}");
            self.tell(Rule::SampleType, text);
        }
    }

    /// A value between quotes.
    pub(super) fn in_text(&mut self, ty: &Type, text: &str) {
        match serde_json::from_str::<Json>(text) {
            Ok(json @ (Json::Bool(_) | Json::Number(_))) if text.trim() == text => {
                // Digits in a string are not rounded.
                let object = std::mem::replace(&mut self.object, false);
                self.value(ty, &json);
                self.object = object;
            }
            _ => {
                let text = format!("`{text}` is no {}", what_in_text(&ty.kind));
                self.tell(Rule::SampleType, text);
            }
        }
    }

    pub(super) fn declared(&mut self, data: &Data, json: &Json) {
        match (&data.shape, json) {
            (
                DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. },
                Json::Object(members),
            ) => {
                let mut members = Members::new(members);
                self.data(data, &mut members);
                self.finish(&members);
            }
            (DataShape::Positional(fields), Json::List(values)) => self.positions(fields, values),
            (DataShape::Positional(_), other) => self.wrong("a list", other),
            (DataShape::Newtype(ty), json) => self.newtype(data, ty, json),
            (DataShape::Enum { values, open }, Json::Text(text)) => {
                let listed = values.iter().any(|value| {
                    if value.prefix {
                        text.starts_with(&value.value.value)
                    } else {
                        value.names().any(|name| name.value == *text)
                    }
                });
                if !listed && !open {
                    let names = values.iter().map(|value| value.value.value.as_str());
                    self.unlisted(&data.ident, text, names);
                }
            }
            (DataShape::Enum { .. }, other) => self.wrong("a string", other),
            (DataShape::Union(variants), json) => {
                let fits = variants.iter().any(|variant| match &variant.body {
                    VariantBody::Value(ty) => fits(ty, json),
                    _ => false,
                });
                if !fits {
                    self.wrong(&format!("a value of `{}`", data.ident), json);
                }
            }
            (_, other) => self.wrong("an object", other),
        }
    }

    /// Checks the values of fields by their positions.
    pub(super) fn positions(&mut self, fields: &[Field], values: &[Json]) {
        for (index, (field, value)) in fields.iter().zip(values).enumerate() {
            self.inside(&index.to_string(), |this| this.field_value(field, value));
        }
        let mut missing = fields.iter().skip(values.len());
        if let Some(field) = missing.find(|field| field.presence == Presence::Required) {
            self.missing(&field.ident.to_string());
        }
        if values.len() > fields.len() {
            let text = format!(
                "there are {} fields, and no further positions",
                fields.len()
            );
            let at = self.here();
            self.errors.push(Rule::SampleKeyUnknown, at, text);
        }
    }

    pub(super) fn newtype(&mut self, data: &Data, ty: &Type, json: &Json) {
        // A newtype of itself has a rule of its own; it must not run away here.
        let mut inside = ty;
        while let TypeKind::Option(inner)
        | TypeKind::OneOrMany(inner)
        | TypeKind::Secret(inner)
        | TypeKind::Query(inner) = &inside.kind
        {
            inside = inner;
        }
        let itself = matches!(&inside.kind, TypeKind::Declared(name)
        if self.protocol.data(name).is_none_or(|inner| {
            inner.ident == data.ident || matches!(inner.shape, DataShape::Newtype(_))
        }));
        if !itself {
            self.value(ty, json);
        }
    }
}

/// The whole numbers that JavaScript holds exactly.
const EXACT: u128 = 1 << 53;

/// Whether a text can be a date or a time of any form that a vendor has.
fn is_time(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 3
}

/// Whether a text can be a URL, or a part of one.
fn is_url(text: &str) -> bool {
    text.is_empty() || !text.contains(' ') && (text.contains(':') || text.contains('/'))
}

/// Whether a text can stand in the place of a phone number: it has digits, is an address, or says why
/// there is none.
fn is_phone_number(text: &str) -> bool {
    text.is_empty()
        || text.contains(|letter: char| letter.is_ascii_digit() || letter == '@')
        || [
            "anonymous",
            "blocked",
            "hidden",
            "private",
            "restricted",
            "unavailable",
            "unknown",
            "withheld",
        ]
        .contains(&text.to_ascii_lowercase().as_str())
}

/// Whether a value is this tag.
fn is_tag(kind: TagKind, tag: &str, value: &Json) -> bool {
    match (kind, value) {
        (TagKind::Text, Json::Text(text)) => text == tag,
        (TagKind::Bool, Json::Bool(value)) => value.to_string() == tag,
        (TagKind::Number, Json::Number(Number::Whole(value))) => value.to_string() == tag,
        _ => false,
    }
}

/// Whether a value has the type, without a word.
fn fits(ty: &Type, json: &Json) -> bool {
    match (&ty.kind, json) {
        (TypeKind::Bool, Json::Bool(_))
        | (TypeKind::Integer { .. } | TypeKind::Float | TypeKind::Epoch, Json::Number(_))
        | (TypeKind::PhoneNumber | TypeKind::Id, Json::Number(_) | Json::Text(_))
        | (
            TypeKind::String
            | TypeKind::DateTime
            | TypeKind::Url
            | TypeKind::Uuid
            | TypeKind::Text(_),
            Json::Text(_),
        )
        | (TypeKind::Declared(_) | TypeKind::Foreign, _) => true,
        (TypeKind::Secret(ty) | TypeKind::Text(ty), json) => fits(ty, json),
        _ => false,
    }
}

fn expected(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Bool => "`true` or `false`",
        TypeKind::Float => "a number",
        TypeKind::PhoneNumber => "a phone number: a string or digits",
        TypeKind::Id => "an id: a string or a whole number",
        TypeKind::List(_) => "a list",
        TypeKind::Map(_) => "an object",
        TypeKind::Unit | TypeKind::Never => "`null`",
        _ => "a string",
    }
}

fn what_in_text(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Bool => "boolean",
        TypeKind::Float => "number",
        _ => "whole number",
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    (groups == [8, 4, 4, 4, 12] || groups == [32])
        && text
            .chars()
            .all(|letter| letter == '-' || letter.is_ascii_hexdigit())
}
