//! What a value must be read as: types, fields and declared types.

use core::fmt::Write;

use cti_runtime::describe::{Data, DataShape, Field, Presence, Type, Variant};
use serde_json::Number;
use uuid::Uuid;

use super::{Entries, Not, Reader, all, without};
use crate::json::Json;

impl Reader {
    /// The fields of an object, as they would be written. Other keys are passed over.
    pub(super) fn fields(self, fields: &[Field], entries: &Entries) -> Result<Entries, Not> {
        let mut written = Vec::new();
        for field in fields {
            let of = match field.ty {
                Type::Option(of) => *of,
                of => of,
            };
            if let (true, Type::Map(of)) = (field.flatten, of) {
                let prefix = field.prefix.unwrap_or_default();
                written.extend(self.behind(prefix, *of, fields, entries)?);
                continue;
            }
            if field.flatten {
                // A map in it takes nothing of the fields beside it.
                let mut beside = Vec::new();
                for other in fields.iter().filter(|other| other.name != field.name) {
                    self.keys_of(other, &mut beside);
                }
                let entries = without(entries, &beside.concat());
                written.extend(self.flattened(field, &entries)?);
                continue;
            }
            // The name that is declared first counts; none may stand twice.
            let mut value = None;
            for key in [field.key].iter().chain(field.aliases) {
                match all(entries, &[key]).as_slice() {
                    [] => {}
                    [one] => value = value.or(Some(*one)),
                    _ => return Err(Not::Fits),
                }
            }
            let absent = value.is_none_or(|value| *value == Json::Null);
            let value = match (field.presence, value) {
                (Presence::Required, None) => return Err(Not::Fits),
                (Presence::Optional, _) if absent => continue,
                (Presence::Nullable, _) if absent => Json::Null,
                (Presence::Default, _) if absent => default(field)?,
                (_, Some(value)) => self.value(field.ty, value)?,
                (_, None) => return Err(Not::Known),
            };
            written.push((field.key.to_owned(), value));
        }
        Ok(written)
    }

    fn flattened(self, field: &Field, entries: &Entries) -> Result<Entries, Not> {
        match self.named(field.ty) {
            Some(data) if field.presence == Presence::Required => self.object(data, entries),
            _ => self.flattened_option(field, entries),
        }
    }

    /// The entries of a map, whose keys begin so, and are of no field that stands beside it.
    fn behind(
        self,
        prefix: &str,
        of: Type,
        beside: &[Field],
        entries: &Entries,
    ) -> Result<Entries, Not> {
        let mut declared = Vec::new();
        for field in beside {
            self.keys_of(field, &mut declared);
        }
        let declared = declared.concat();
        let mut written: Entries = Vec::new();
        for (key, value) in entries {
            if !key.starts_with(prefix) || declared.contains(&key.as_str()) {
                continue;
            }
            if written.iter().any(|(earlier, _)| earlier == key) {
                return Err(Not::Fits);
            }
            written.push((key.clone(), self.value(of, value)?));
        }
        Ok(written)
    }

    /// A tagged type that may not be there. Of others, and of keys without the tag, nothing is known.
    fn flattened_option(self, field: &Field, entries: &Entries) -> Result<Entries, Not> {
        let Type::Option(inner) = field.ty else {
            return Err(Not::Known);
        };
        let data = self.named(*inner).ok_or(Not::Known)?;
        let DataShape::Tagged { tag, variants } = data.shape else {
            return Err(Not::Known);
        };
        if !all(entries, &[tag]).is_empty() {
            return self.object(data, entries);
        }
        let mut keys = Vec::new();
        for field in variants.iter().flat_map(|variant| variant.fields) {
            self.keys_of(field, &mut keys);
        }
        if all(entries, &keys.concat()).is_empty() {
            Ok(Vec::new())
        } else {
            Err(Not::Known)
        }
    }

    /// A type that is an object.
    pub(super) fn object(self, data: &Data, entries: &Entries) -> Result<Entries, Not> {
        match data.shape {
            DataShape::Object(fields) => self.fields(fields, entries),
            DataShape::OneOf(variants) => self.one_of(variants, entries),
            DataShape::Tagged { tag, variants } => {
                let [name] = all(entries, &[tag])[..] else {
                    return Err(Not::Fits);
                };
                let all_fields = variants.iter().flat_map(|variant| variant.fields);
                if self.repeated_field(all_fields, entries) {
                    return Err(Not::Fits);
                }
                let is = |key: &str, variant: &Variant| Json::tag(variant.tag, key) == *name;
                let variant = variants.iter().find(|variant| {
                    is(variant.key, variant) || variant.aliases.iter().any(|key| is(key, variant))
                });
                let variant = variant.ok_or(Not::Fits)?;
                let tagged = Json::tag(variant.tag, variant.key);
                let mut written = vec![(tag.to_owned(), tagged)];
                written.extend(self.fields(variant.fields, &without(entries, &[tag]))?);
                Ok(written)
            }
            _ => Err(Not::Known),
        }
    }

    fn one_of(self, variants: &[Variant], entries: &Entries) -> Result<Entries, Not> {
        let mut found = None;
        for variant in variants {
            match all(entries, &[variant.key]).as_slice() {
                [] | [Json::Null] => {}
                [value] if found.is_none() => found = Some((variant, *value)),
                _ => return Err(Not::Fits),
            }
        }
        let (variant, value) = found.ok_or(Not::Fits)?;
        Ok(vec![(
            variant.key.to_owned(),
            self.value(variant.ty, value)?,
        )])
    }

    /// A value, as it would be written.
    pub(super) fn value(self, ty: Type, json: &Json) -> Result<Json, Not> {
        let fits = |fits: bool| {
            if fits {
                Ok(json.clone())
            } else {
                Err(Not::Fits)
            }
        };
        match (ty, json) {
            (Type::Nothing, _) | (Type::Option(_), Json::Null) => Ok(Json::Null),
            (Type::OneOrMany(inner), Json::Array(_)) => self.value(Type::List(inner), json),
            (Type::Option(inner) | Type::Secret(inner) | Type::OneOrMany(inner), _) => {
                self.value(*inner, json)
            }
            (Type::Bool, Json::Bool(_))
            | (Type::Float { .. }, Json::Number(_))
            | (
                Type::String | Type::DateTime | Type::Url | Type::PhoneNumber | Type::Id,
                Json::String(_),
            ) => fits(true),
            // How it was written is gone.
            (Type::PhoneNumber | Type::Id, Json::Number(number)) if number.is_f64() => {
                Err(Not::Known)
            }
            (Type::EpochMillis | Type::EpochSeconds, Json::Number(number)) => {
                fits(in_range(number, 64, true))
            }
            (Type::Text(inner), _) => self.in_text(*inner, json),
            (Type::PhoneNumber | Type::Id, Json::Number(number)) => {
                fits(number.is_u64() || ty == Type::Id)
            }
            (Type::Integer { bits, signed }, Json::Number(number)) => {
                fits(in_range(number, bits, signed))
            }
            (Type::Uuid, Json::String(text)) => match Uuid::try_parse(text) {
                Ok(uuid) => Ok(Json::String(uuid.hyphenated().to_string())),
                Err(_) => Err(Not::Fits),
            },
            (Type::Json, _) => fits(!json.repeats()),
            (Type::List(inner), Json::Array(items)) => {
                let items = items.iter().map(|item| self.value(*inner, item));
                items.collect::<Result<_, _>>().map(Json::Array)
            }
            (Type::Map(inner), Json::Object(entries)) => {
                let mut written: Entries = Vec::new();
                for (key, value) in entries {
                    if written.iter().any(|(earlier, _)| earlier == key) {
                        return Err(Not::Fits);
                    }
                    written.push((key.clone(), self.value(*inner, value)?));
                }
                Ok(Json::Object(written))
            }
            (Type::Query(inner), Json::String(text)) => self.query(*inner, text),
            (Type::Named(_), _) => self.declared(self.named(ty).ok_or(Not::Known)?, json),
            (Type::Opaque, _) => Err(Not::Known),
            _ => Err(Not::Fits),
        }
    }

    /// A boolean or a number, in quotes or not; written in quotes.
    fn in_text(self, inner: Type, json: &Json) -> Result<Json, Not> {
        let value = match json {
            Json::String(text) => match Json::parse(text) {
                Ok(value @ (Json::Bool(_) | Json::Number(_))) if text.trim() == text => value,
                _ => return Err(Not::Fits),
            },
            other => other.clone(),
        };
        let written = match self.value(inner, &value)? {
            Json::Bool(value) => value.to_string(),
            Json::Number(value) if matches!(inner, Type::Float { .. }) => {
                let float = match json {
                    Json::String(text) => text.parse().ok(),
                    // `serde_json` reads others to the last digit but one.
                    _ => value
                        .as_f64()
                        .filter(|float| float.fract() == 0.0 && float.abs() < 9e15),
                };
                spelled(float.filter(|float| float.is_finite()).ok_or(Not::Known)?)
            }
            Json::Number(value) => value.to_string(),
            _ => return Err(Not::Known),
        };
        Ok(Json::String(written))
    }

    fn declared(self, data: &Data, json: &Json) -> Result<Json, Not> {
        match (data.shape, json) {
            (DataShape::Positional(fields), Json::Array(items)) => {
                // What isn't there at the end is as good as null.
                let read = fields.iter().enumerate().map(|(place, field)| {
                    match (items.get(place), field.presence) {
                        (None, Presence::Required) => Err(Not::Fits),
                        (None | Some(Json::Null), Presence::Default) => default(field),
                        (None, _) => Ok(Json::Null),
                        (Some(item), _) => self.value(field.ty, item),
                    }
                });
                read.collect::<Result<_, _>>().map(Json::Array)
            }
            (DataShape::Newtype(inner), _) => self.value(inner, json),
            (DataShape::Enum { values, open }, Json::String(text)) => {
                let exact = values.iter().find(|value| {
                    !value.prefix && (value.value == text || value.aliases.contains(&text.as_str()))
                });
                if let Some(value) = exact {
                    return Ok(Json::text(value.value));
                }
                let mut prefixes = values.iter().filter(|value| value.prefix);
                if open || prefixes.any(|value| text.starts_with(value.value)) {
                    Ok(json.clone())
                } else {
                    Err(Not::Fits)
                }
            }
            (DataShape::Enum { .. }, _) => Err(Not::Fits),
            // What JSON shows tells which one it is, so at most one reads it.
            (DataShape::Union(variants), _) => {
                let mut read = variants.iter().map(|of| self.value(of.ty, json));
                let other = |read: &Result<Json, Not>| !matches!(read, Err(Not::Fits));
                read.find(other).unwrap_or(Err(Not::Fits))
            }
            (_, Json::Object(entries)) => self.object(data, entries).map(Json::Object),
            _ => Err(Not::Fits),
        }
    }

    /// A query string: a declared type all of whose fields are text.
    fn query(self, inner: Type, text: &str) -> Result<Json, Not> {
        let text = text.strip_prefix('?').unwrap_or(text);
        let mut entries = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            entries.push((decoded(key), Json::String(decoded(value))));
        }
        let data = self.named(inner).ok_or(Not::Known)?;
        let written: Vec<String> = self
            .object(data, &entries)?
            .iter()
            .map(|(key, value)| match value {
                Json::String(value) => Ok(format!("{}={}", encoded(key), encoded(value))),
                _ => Err(Not::Known),
            })
            .collect::<Result<_, _>>()?;
        Ok(Json::String(written.join("&")))
    }
}

fn in_range(number: &Number, bits: u8, signed: bool) -> bool {
    let value = match (number.as_u64(), number.as_i64()) {
        (Some(value), _) => i128::from(value),
        (None, Some(value)) => i128::from(value),
        (None, None) => return false,
    };
    let (least, most) = if signed {
        (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
    } else {
        (0, (1_i128 << bits) - 1)
    };
    (least..=most).contains(&value)
}

fn default(field: &Field) -> Result<Json, Not> {
    let json = field.default.ok_or(Not::Known)?;
    Json::parse(json).map_err(|_| Not::Known)
}

/// A finite number as JavaScript writes it, save that a whole one ends in `.0` and zero has a sign.
fn spelled(float: f64) -> String {
    if float == 0.0 {
        return if float.is_sign_negative() {
            "-0.0"
        } else {
            "0.0"
        }
        .to_owned();
    }
    let mut text = ryu_js::Buffer::new().format_finite(float).to_owned();
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}

/// Decodes a part of a form, byte by byte.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let escape = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let escape = escape.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let Some(byte) = escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
