//! Samples: what can be seen of them without running code. The rest is a generated test.

use super::{Flattened, declared, flattened, present};
use crate::errors::Errors;
use crate::model::{
    Answer, At, Body, Constant, Data, DataShape, Envelope, Family, FamilyKind, Field, Message,
    OutcomeKeys, Presence, Protocol, Reply, Requests, Sample, SampleKind, SampleText, Scalar,
    TagKind, Type, TypeKind, Variant, VariantBody,
};
use crate::rules::Rule;
use crate::suggest::{in_another_case, list, suggest};
use proc_macro2::Span;
use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

pub(crate) fn check(protocol: &Protocol, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            for sample in &message.samples {
                one(protocol, family, message, sample, errors);
            }
        }
        if let Some(requests) = &family.requests
            && let Some(sample) = &requests.unknown
        {
            unknown(protocol, requests, sample, errors);
        }
    }
}

/// What is answered to requests that nobody answers.
fn unknown(protocol: &Protocol, requests: &Requests, sample: &Sample, errors: &mut Errors) {
    if let SampleText::Inline(text) = &sample.text
        && let Ok(json) = serde_json::from_str::<Json>(text)
    {
        let path = String::new();
        let mut checker = Checker {
            protocol,
            sample,
            path,
            errors,
        };
        if requests.answer.keys.flag.is_some() && requests.answer.keys.error.is_none() {
            checker.beside_flag(&requests.answer, &json);
        }
        if let Some(error) = &requests.error {
            checker.value(error, &json);
        }
    }
}

/// JSON with its members in order, and all of them.
#[derive(Clone, Debug, PartialEq)]
enum Json {
    Null,
    Bool(bool),
    /// Whether it is whole, and its value.
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Number {
    Whole(i128),
    Fraction,
}

fn one(
    protocol: &Protocol,
    family: &Family,
    message: &Message,
    sample: &Sample,
    errors: &mut Errors,
) {
    let text = match &sample.text {
        SampleText::Inline(text)
        | SampleText::File {
            json: Some(text), ..
        } => text,
        SampleText::File { json: None, .. } => return,
    };
    // Parsing has found out that it is JSON; numbers out of range are left to the generated test.
    let Ok(json) = serde_json::from_str::<Json>(text) else {
        return;
    };
    let mut checker = Checker {
        protocol,
        sample,
        path: String::new(),
        errors,
    };
    match sample.kind {
        // What the codec makes of it is seen when the generated test runs.
        SampleKind::Posted => {}
        SampleKind::Message => checker.message(family, message, &json),
        SampleKind::Arguments if family.kind == FamilyKind::Requests => {
            checker.named_arguments(message, &json);
        }
        SampleKind::Arguments => checker.arguments(message, &json),
        SampleKind::Result | SampleKind::Error => {
            let (ok, error) = match (&message.reply, &message.body) {
                (Some(Reply::Callback { ok, error }), _) => (ok, error),
                (_, Body::Whole(field, _)) => match &field.ty.kind {
                    TypeKind::Result(ok, error) => (&**ok, &**error),
                    _ => return,
                },
                _ => {
                    let text = "this subscription delivers nothing; remove the sample, or write \
                                what it delivers: `fn name() -> Type;`";
                    checker.errors.push(Rule::SamplePlace, sample.span, text);
                    return;
                }
            };
            if matches!(error.kind, TypeKind::Never) && sample.kind == SampleKind::Error {
                let text = "no answer has a place for a failure; remove the sample";
                checker.errors.push(Rule::SamplePlace, sample.span, text);
                return;
            }
            let ty = if sample.kind == SampleKind::Error {
                error
            } else {
                ok
            };
            if matches!(ty.kind, TypeKind::Unit) && sample.kind == SampleKind::Result {
                if json != Json::Null {
                    let text = "this function has no result; write it: `fn name() -> Type;`";
                    checker.errors.push(Rule::SamplePlace, sample.span, text);
                }
                return;
            }
            checker.value(ty, &json);
        }
    }
}

struct Checker<'a> {
    protocol: &'a Protocol,
    sample: &'a Sample,
    path: String,
    errors: &'a mut Errors,
}

/// The members of an object, and which of them a field has claimed.
struct Members<'j> {
    all: &'j [(String, Json)],
    used: Vec<bool>,
    known: Vec<String>,
    /// Keys of fields that are looked for in the content, of members that stand beside it.
    content: Vec<&'j str>,
    rest: bool,
}

impl<'j> Members<'j> {
    fn new(members: &'j [(String, Json)]) -> Self {
        Self {
            all: members,
            used: vec![false; members.len()],
            known: Vec::new(),
            content: Vec::new(),
            rest: false,
        }
    }

    /// Claims the member with one of these keys.
    fn take<'k>(&mut self, keys: impl Iterator<Item = &'k str>) -> Option<(&'j str, &'j Json)> {
        let mut found = None;
        for key in keys {
            self.known.push(key.to_owned());
            for ((name, value), used) in self.all.iter().zip(&mut self.used) {
                if name == key {
                    *used = true;
                    found = found.or(Some((name.as_str(), value)));
                }
            }
        }
        found
    }

    /// What may be meant by a key that no field has.
    fn hint(&self, key: &str) -> String {
        if self.content.contains(&key) {
            return " beside the content; mark the field with `#[beside]`".to_owned();
        }
        let known = self.known.iter().map(String::as_str);
        let free: Vec<&str> = known
            .filter(|known| !self.all.iter().any(|(name, _)| name == known))
            .collect();
        if let Some(other) = free.iter().find(|other| in_another_case(key, other)) {
            return format!(
                ", but `{other}`: the case of keys is that of `rename_all_fields`, or else of \
                 `rename_all`"
            );
        }
        match suggest(key, free) {
            hint if hint.contains("did you mean") => hint,
            _ => "; declare it, or leave it out".to_owned(),
        }
    }
}

impl Checker<'_> {
    fn message(&mut self, family: &Family, message: &Message, json: &Json) {
        let Json::Object(members) = json else {
            self.wrong("an object", json);
            return;
        };
        let mut outer = Members::new(members);
        let tag = &family.envelope.tag.value;
        match outer.take(std::iter::once(tag.as_str())) {
            Some((_, Json::Text(value)))
                if std::iter::once(&message.tag)
                    .chain(&message.aliases)
                    .any(|tag| tag.value == *value) => {}
            Some((key, value)) => {
                let found = match value {
                    Json::Text(value) => format!("`{value}`"),
                    other => other.name().to_owned(),
                };
                let text = format!(
                    "this is a sample of `{}`, but `{tag}` is {found}; write `{}`",
                    message.ident, message.tag.value
                );
                let at = self.at(key, false);
                self.errors.push(Rule::SampleTag, at, text);
                return;
            }
            None => {
                let text = format!("the tag is missing: `\"{tag}\": \"{}\"`", message.tag.value);
                self.errors.push(Rule::SampleTag, self.sample.span, text);
                return;
            }
        }
        self.constants(&family.envelope, &mut outer);
        let fields = match &message.body {
            Body::Fields(fields) | Body::Whole(_, fields) => fields.as_slice(),
            Body::Unit => &[],
        };
        let Some(content) = &message.content else {
            self.fields(fields.iter(), &mut outer);
            self.finish(&outer);
            return;
        };
        self.fields(fields.iter().filter(|field| field.beside), &mut outer);
        let inner = outer.take(std::iter::once(content.as_str()));
        let inside = fields.iter().filter(|field| !field.beside);
        outer.content = inside.map(|field| &*field.key.value).collect();
        self.finish(&outer);
        let length = self.enter(content);
        match (&message.body, inner) {
            (Body::Whole(field, _), Some((_, json))) => self.value(&field.ty, json),
            (Body::Whole(field, _), None) => {
                if !matches!(field.ty.kind, TypeKind::Option(_)) {
                    self.missing(content);
                }
            }
            (_, Some((_, Json::Object(members)))) => {
                let mut inner = Members::new(members);
                self.fields(fields.iter().filter(|field| !field.beside), &mut inner);
                self.finish(&inner);
            }
            (_, None | Some((_, Json::Null))) => {
                let mut inner = Members::new(&[]);
                self.fields(fields.iter().filter(|field| !field.beside), &mut inner);
            }
            (_, Some((_, other))) => self.wrong("an object", other),
        }
        self.path.truncate(length);
    }

    /// Checks what every message has, and what every message reports.
    fn constants(&mut self, envelope: &Envelope, members: &mut Members<'_>) {
        for Constant { key, value } in &envelope.constants {
            let found = members.take(std::iter::once(&*key.value));
            let text = match (found, value) {
                (Some((_, Json::Text(found))), Scalar::Text(text)) if found == text => continue,
                (Some((_, Json::Bool(found))), Scalar::Bool(bool)) if found == bool => continue,
                (Some((_, Json::Number(Number::Whole(found)))), Scalar::Integer(number))
                    if *found == i128::from(*number) =>
                {
                    continue;
                }
                (Some(_), _) => format!("every message has `{value}` here"),
                (None, _) => format!("every message has `{}`: {value}", key.value),
            };
            let at = found.map_or_else(|| self.here(), |(key, _)| self.at(key, false));
            self.errors.push(Rule::SampleConstant, at, text);
        }
        for Constant { key, .. } in &envelope.reports {
            if let Some((key, value @ (Json::List(_) | Json::Object(_)))) =
                members.take(std::iter::once(&*key.value))
            {
                let length = self.enter(key);
                self.wrong("a string, a number or a boolean", value);
                self.path.truncate(length);
            }
        }
    }

    /// The arguments of a request, inside of the content and beside it.
    fn named_arguments(&mut self, message: &Message, json: &Json) {
        let Json::Object(members) = json else {
            self.wrong("the arguments by their names: `args = { … }`", json);
            return;
        };
        let mut members = Members::new(members);
        self.fields(message.body.each(), &mut members);
        self.finish(&members);
    }

    fn arguments(&mut self, message: &Message, json: &Json) {
        let fields = match &message.body {
            Body::Fields(fields) => fields.as_slice(),
            _ => &[],
        };
        let Json::List(values) = json else {
            self.wrong("the list of the arguments", json);
            return;
        };
        let least = fields
            .iter()
            .rposition(|field| field.presence == Presence::Required)
            .map_or(0, |last| last + 1);
        if values.len() < least || values.len() > fields.len() {
            let names: Vec<String> = fields.iter().map(|field| field.ident.to_string()).collect();
            let text = format!(
                "the function has {} arguments ({}), the sample {}",
                fields.len(),
                names.join(", "),
                values.len()
            );
            self.errors
                .push(Rule::SampleKeyMissing, self.sample.span, text);
            return;
        }
        for (index, (field, value)) in fields.iter().zip(values).enumerate() {
            let length = self.enter(&index.to_string());
            self.field_value(field, value);
            self.path.truncate(length);
        }
    }

    /// Checks the members that belong to these fields.
    fn fields<'f>(&mut self, fields: impl Iterator<Item = &'f Field>, members: &mut Members<'_>) {
        for field in fields {
            if field.flatten {
                self.flattened(field, members);
                continue;
            }
            if let (Some(keys), TypeKind::Result(ok, error)) = (&field.outcome, &field.ty.kind) {
                self.outcome(keys, [&**ok, &**error], members);
                continue;
            }
            let names = std::iter::once(&field.key).chain(&field.aliases);
            match members.take(names.map(|name| name.value.as_str())) {
                Some((key, value)) => {
                    let length = self.enter(key);
                    self.field_value(field, value);
                    self.path.truncate(length);
                }
                None if field.presence == Presence::Required => self.missing(&field.key.value),
                None => {}
            }
        }
    }

    /// Checks the members of a body that is either of two.
    fn outcome(&mut self, keys: &OutcomeKeys, types: [&Type; 2], members: &mut Members<'_>) {
        let sides = keys.sides(types);
        let found = sides.map(|(key, _)| {
            let found = key.and_then(|key| members.take(std::iter::once(key.value.as_str())));
            found.filter(|(_, json)| **json != Json::Null)
        });
        for (found, (_, ty)) in found.into_iter().zip(sides) {
            if let Some((key, value)) = found {
                let length = self.enter(key);
                self.value(ty, value);
                self.path.truncate(length);
            }
        }
        if let ([Some(_), Some(_)], [Some(ok), Some(error)]) = (found, sides.map(|(key, _)| key)) {
            let text = format!(
                "an outcome is a success or a failure; leave out `{}` or `{}`",
                ok.value, error.value
            );
            let at = self.at(&error.value, true);
            self.errors.push(Rule::SampleKeyUnknown, at, text);
        } else if let Some(flag) = &keys.flag {
            self.flagged(flag, sides, members);
        } else if let ([None, None], [(Some(ok), ty), (Some(error), _)]) = (found, sides)
            && !matches!(ty.kind, TypeKind::Unit | TypeKind::Option(_))
        {
            let text = format!("`{}` or `{}` is missing", ok.value, error.value);
            self.errors.push(Rule::SampleKeyMissing, self.here(), text);
        }
    }

    /// Checks the flag, and the members that stand beside it.
    fn flagged(
        &mut self,
        flag: &At<String>,
        sides: [(Option<&At<String>>, &Type); 2],
        members: &mut Members<'_>,
    ) {
        let Some((key, said)) = members.take(std::iter::once(flag.value.as_str())) else {
            self.missing(&flag.value);
            return;
        };
        let Json::Bool(said) = said else {
            let length = self.enter(key);
            self.wrong("`true` or `false`", said);
            self.path.truncate(length);
            return;
        };
        let [ok, error] = sides;
        if let (
            None,
            Type {
                kind: TypeKind::Declared(name),
                ..
            },
        ) = if *said { ok } else { error }
        {
            match declared(self.protocol, name) {
                Some(data) => self.data(data, members),
                None => members.rest = true,
            }
        }
    }

    /// Checks what is answered where nobody else answers, if it stands beside a flag.
    fn beside_flag(&mut self, answer: &Answer, json: &Json) {
        let Json::Object(members) = json else {
            self.wrong("an object, whose members stand beside the flag", json);
            return;
        };
        let constants = answer.constants.iter().map(|constant| &constant.key);
        let mut taken = std::iter::once(&answer.id)
            .chain(answer.keys.each())
            .chain(constants);
        let found = taken.find(|key| members.iter().any(|(name, _)| *name == key.value));
        if let Some(key) = found {
            let text = format!("`{}` is a key that every answer has", key.value);
            let at = self.at(&key.value, true);
            self.errors.push(Rule::SampleKeyUnknown, at, text);
        }
    }

    fn field_value(&mut self, field: &Field, value: &Json) {
        if !(field.presence == Presence::Default && *value == Json::Null) {
            self.value(&field.ty, value);
        }
    }

    /// Checks the members that belong to the type of a flattened field.
    fn flattened(&mut self, field: &Field, members: &mut Members<'_>) {
        let optional = matches!(field.ty.kind, TypeKind::Option(_));
        match flattened(self.protocol, field) {
            Flattened::Rest | Flattened::Unread => members.rest = true,
            Flattened::Nothing => {}
            Flattened::Type(data) => {
                // An optional record is there when one of its keys is.
                let mut keys = Vec::new();
                super::data_keys(self.protocol, data, super::DEPTH, &mut keys);
                let there = members
                    .all
                    .iter()
                    .any(|(name, _)| keys.iter().any(|(key, _)| key == name));
                if optional && !there {
                    members
                        .known
                        .extend(keys.iter().map(|(key, _)| (*key).to_owned()));
                } else {
                    self.data(data, members);
                }
            }
        }
    }

    /// Checks the members of an object that is, or contains, a declared type.
    fn data(&mut self, data: &Data, members: &mut Members<'_>) {
        // A type that is flattened into itself is an error of its own.
        if self.path.len() > 4096 || members.known.len() > 4096 {
            return;
        }
        match &data.shape {
            DataShape::Object(fields) => self.fields(fields.iter(), members),
            DataShape::OneOf(variants) => {
                let mut found = Vec::new();
                for variant in variants {
                    let names = std::iter::once(&variant.key).chain(&variant.aliases);
                    let taken = members.take(names.map(|name| name.value.as_str()));
                    if let (Some((key, value)), VariantBody::Value(ty)) = (taken, &variant.body) {
                        found.push(key);
                        let length = self.enter(key);
                        self.value(ty, value);
                        self.path.truncate(length);
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
                let Some((key, value)) = members.take(std::iter::once(tag.value.as_str())) else {
                    self.missing(&tag.value);
                    members.rest = true;
                    return;
                };
                let variant = variants.iter().find(|variant| {
                    std::iter::once(&variant.key)
                        .chain(&variant.aliases)
                        .any(|name| is_tag(variant.tag, &name.value, value))
                });
                let Some(variant) = variant else {
                    let length = self.enter(key);
                    self.no_variant(data, variants, value);
                    self.path.truncate(length);
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

    fn value(&mut self, ty: &Type, json: &Json) {
        match (&ty.kind, json) {
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
                let (least, most) = if *signed {
                    (
                        -(1_i128 << (u32::from(*bits) - 1)),
                        (1_i128 << (u32::from(*bits) - 1)) - 1,
                    )
                } else {
                    (0, (1_i128 << u32::from(*bits)) - 1)
                };
                self.within(*value, least, most);
            }
            (TypeKind::Epoch, Json::Number(Number::Whole(value))) => {
                self.within(*value, i64::MIN.into(), i64::MAX.into());
            }
            (TypeKind::Integer { .. } | TypeKind::Epoch, other) => {
                self.wrong("a whole number", other);
            }
            (TypeKind::Uuid, Json::Text(text)) => {
                if !is_uuid(text) {
                    let text = format!("`{text}` is no UUID");
                    self.errors.push(Rule::SampleType, self.here(), text);
                }
            }
            (TypeKind::List(ty) | TypeKind::OneOrMany(ty), Json::List(values)) => {
                for (index, value) in values.iter().enumerate() {
                    let length = self.enter(&index.to_string());
                    self.value(ty, value);
                    self.path.truncate(length);
                }
            }
            (TypeKind::Map(ty), Json::Object(members)) => {
                for (key, value) in members {
                    let length = self.enter(key);
                    self.value(ty, value);
                    self.path.truncate(length);
                }
                self.finish(&Members {
                    rest: true,
                    ..Members::new(members)
                });
            }
            (TypeKind::Declared(name), json) => {
                if let Some(data) = declared(self.protocol, name) {
                    self.declared(data, json);
                }
            }
            (TypeKind::Result(ok, _), json) => self.value(ok, json),
            (kind, other) => self.wrong(expected(kind), other),
        }
    }

    fn within(&mut self, value: i128, least: i128, most: i128) {
        if !(least..=most).contains(&value) {
            let text = format!("`{value}` is not within {least} and {most}");
            self.errors.push(Rule::SampleType, self.here(), text);
        }
    }

    /// A value between quotes.
    fn in_text(&mut self, ty: &Type, text: &str) {
        match serde_json::from_str::<Json>(text) {
            Ok(json @ (Json::Bool(_) | Json::Number(_))) if text.trim() == text => {
                self.value(ty, &json);
            }
            _ => {
                let text = format!("`{text}` is no {}", what_in_text(&ty.kind));
                self.errors.push(Rule::SampleType, self.here(), text);
            }
        }
    }

    fn declared(&mut self, data: &Data, json: &Json) {
        match (&data.shape, json) {
            (
                DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. },
                Json::Object(members),
            ) => {
                let mut members = Members::new(members);
                self.data(data, &mut members);
                self.finish(&members);
            }
            (DataShape::Newtype(ty), json) => self.newtype(data, ty, json),
            (DataShape::Enum { values, open }, Json::Text(text)) => {
                let listed = values.iter().any(|value| {
                    if value.prefix {
                        text.starts_with(&value.value.value)
                    } else {
                        std::iter::once(&value.value)
                            .chain(&value.aliases)
                            .any(|name| name.value == *text)
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

    fn newtype(&mut self, data: &Data, ty: &Type, json: &Json) {
        // `struct A(A)` is rustc's to refuse; it must not run away here.
        let itself = matches!(&present(ty).kind, TypeKind::Declared(name)
        if declared(self.protocol, name).is_none_or(|inner| {
            inner.ident == data.ident || matches!(inner.shape, DataShape::Newtype(_))
        }));
        if !itself {
            self.value(ty, json);
        }
    }

    /// Reports members that no field has claimed, and those that stand twice.
    fn finish(&mut self, members: &Members<'_>) {
        for (index, (key, _)) in members.all.iter().enumerate() {
            if members
                .all
                .iter()
                .take(index)
                .any(|(first, _)| first == key)
            {
                let text = format!("`{key}` stands twice; readers differ in which one they take");
                let at = self.at(key, true);
                self.errors.push(Rule::SampleKeyDuplicate, at, text);
            } else if !members.rest && !members.used.get(index).copied().unwrap_or(true) {
                let hint = members.hint(key);
                let text = format!("no field has the key `{key}`{hint}");
                let at = self.at(key, true);
                self.errors.push(Rule::SampleKeyUnknown, at, text);
            }
        }
    }

    fn missing(&mut self, key: &str) {
        let text = format!(
            "the key `{key}` is missing; make the field an `Option<…>` if it may be absent"
        );
        self.errors.push(Rule::SampleKeyMissing, self.here(), text);
    }

    fn wrong(&mut self, expected: &str, found: &Json) {
        let text = format!("expected {expected}, not {}", found.name());
        self.errors.push(Rule::SampleType, self.here(), text);
    }

    /// A tag that no variant has.
    fn no_variant(&mut self, data: &Data, variants: &[Variant], value: &Json) {
        let kind = variants
            .first()
            .map_or(TagKind::Text, |variant| variant.tag);
        let text = match (kind, value) {
            (TagKind::Text, Json::Text(text)) => text.clone(),
            (TagKind::Bool, Json::Bool(value)) => value.to_string(),
            (TagKind::Number, Json::Number(Number::Whole(value))) => value.to_string(),
            (kind, other) => return self.wrong(kind.in_words(), other),
        };
        let names = variants.iter().map(|variant| variant.key.value.as_str());
        self.unlisted(&data.ident, &text, names);
    }

    fn unlisted<'n>(
        &mut self,
        ident: &proc_macro2::Ident,
        text: &str,
        names: impl Iterator<Item = &'n str>,
    ) {
        let hint = suggest(text, names);
        let text = format!("`{text}` is no value of `{ident}`{hint}");
        self.errors.push(Rule::SampleValue, self.here(), text);
    }

    /// Goes into a member; the length to which the path is cut afterwards.
    fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(key);
        length
    }

    /// Where the value that is being looked at stands.
    fn here(&self) -> Span {
        self.span(&self.path, false)
    }

    /// Where a member of it stands.
    fn at(&self, key: &str, of_key: bool) -> Span {
        self.span(&format!("{}/{key}", self.path), of_key)
    }

    fn span(&self, path: &str, of_key: bool) -> Span {
        let place = self.sample.places.iter().rfind(|place| place.path == path);
        place.map_or(self.sample.span, |place| {
            if of_key { place.key } else { place.value }
        })
    }
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

impl Json {
    fn name(&self) -> &'static str {
        match self {
            Json::Null => "`null`",
            Json::Bool(_) => "a boolean",
            Json::Number(Number::Whole(_)) => "a whole number",
            Json::Number(Number::Fraction) => "a number with a fraction",
            Json::Text(_) => "a string",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(Number::Whole(value.into())))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(Number::Whole(value.into())))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number(Number::Fraction))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = values.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}
