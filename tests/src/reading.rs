//! What a message must be read as: a slow reader that goes by the description alone.
//!
//! It shares nothing with the codec. It takes JSON as `serde_json` read it, looks every field up in the
//! description, and gives the message as it would have to be written.

use core::fmt::Write;

use cti_runtime::describe::{
    Data, DataShape, Description, Direction, Envelope, Family, FamilyKind, Field, Message,
    Presence, Reply, Type, Variant,
};
use serde_json::Number;
use uuid::Uuid;

use crate::families::{self, Choice, choose};
use crate::json::Json;

type Entries = Vec<(String, Json)>;

/// What a text must be read as.
#[derive(Clone, Debug)]
pub enum Reading<'d> {
    /// It isn't this protocol's.
    NotOurs,
    /// Its tag is listed nowhere.
    Unknown(String),
    /// It is this message, and this is how it would be written.
    Message(&'d Message, Json),
    /// It is this message, and its body doesn't fit.
    Drift(&'d Message),
    /// The tag, the content or a field of it stands twice.
    Repeated,
    /// This reader can't tell.
    Unsure,
}

/// Why a value doesn't fit its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Not {
    /// It doesn't.
    Fits,
    /// This reader can't tell.
    Known,
}

/// A protocol as its description says.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    description: &'static Description,
}

impl Reader {
    /// A reader of this protocol's messages.
    pub const fn new(description: &'static Description) -> Self {
        Self { description }
    }

    /// A message in its envelope.
    pub fn message(self, direction: Direction, json: &Json) -> Reading<'static> {
        let Json::Object(entries) = json else {
            return Reading::NotOurs;
        };
        let (family, tag) = match choose(self.description, direction, entries) {
            Choice::Family(family, tag) => (family, tag),
            Choice::None => return Reading::NotOurs,
            Choice::Repeated => return Reading::Repeated,
        };
        let envelope = family.envelope;
        let message = family
            .messages
            .iter()
            .find(|message| message.tag == tag || message.aliases.contains(&tag.as_str()));
        let Some(message) = message else {
            let mut keys = families::keys(&envelope);
            keys.extend(envelope.content);
            return if keys.iter().any(|key| all(entries, &[key]).len() > 1) {
                Reading::Repeated
            } else {
                Reading::Unknown(tag)
            };
        };
        if self.repeats(message, &envelope, entries) {
            return Reading::Repeated;
        }
        match self.body(message, &envelope, entries) {
            Ok(json) => Reading::Message(message, json),
            Err(Not::Fits) => Reading::Drift(message),
            Err(Not::Known) => Reading::Unsure,
        }
    }

    /// Whether a key of the envelope, or a field of the message itself stands twice.
    fn repeats(self, message: &Message, envelope: &Envelope, entries: &Entries) -> bool {
        let mut fixed = families::keys(envelope);
        if fixed.iter().any(|key| all(entries, &[key]).len() > 1) {
            return true;
        }
        let Some(content) = message.content else {
            let fields = message.fields.iter();
            return self.repeated_field(fields, &without(entries, &fixed));
        };
        if all(entries, &[content]).len() > 1 {
            return true;
        }
        let beside = message.fields.iter().filter(|field| field.beside);
        fixed.push(content);
        if self.repeated_field(beside, &without(entries, &fixed)) {
            return true;
        }
        match all(entries, &[content]).first() {
            Some(Json::Object(inside)) if !message.whole => {
                self.repeated_field(message.fields.iter().filter(|field| !field.beside), inside)
            }
            _ => false,
        }
    }

    fn repeated_field<'f>(
        self,
        fields: impl Iterator<Item = &'f Field>,
        entries: &Entries,
    ) -> bool {
        let mut keys = Vec::new();
        for field in fields {
            self.keys_of(field, &mut keys);
        }
        keys.iter().any(|keys| all(entries, keys).len() > 1)
    }

    /// The keys of a field, or of those that stand in its place, each with its aliases.
    fn keys_of(self, field: &Field, keys: &mut Vec<Vec<&'static str>>) {
        if !field.flatten {
            let mut own = vec![field.key];
            own.extend(field.aliases);
            return keys.push(own);
        }
        match self.named(field.ty).map(|data| data.shape) {
            Some(DataShape::Object(fields)) => {
                for field in fields {
                    self.keys_of(field, keys);
                }
            }
            Some(DataShape::OneOf(variants)) => {
                keys.extend(variants.iter().map(|variant| vec![variant.key]));
            }
            Some(DataShape::Tagged { tag, variants }) => {
                keys.push(vec![tag]);
                for field in variants.iter().flat_map(|variant| variant.fields) {
                    self.keys_of(field, keys);
                }
            }
            _ => {}
        }
    }

    fn body(self, message: &Message, envelope: &Envelope, entries: &Entries) -> Result<Json, Not> {
        let mut written = vec![(envelope.tag.to_owned(), Json::text(message.tag))];
        for constant in envelope.constants.iter().chain(envelope.reports) {
            written.push((constant.key.to_owned(), families::scalar(constant.value)));
        }
        let mut fixed = families::keys(envelope);
        let Some(content) = message.content else {
            written.extend(self.fields(message.fields, &without(entries, &fixed))?);
            return Ok(Json::Object(written));
        };
        let value = all(entries, &[content]).into_iter().next();
        let empty = Json::Object(Vec::new());
        let (inside, beside): (Vec<Field>, Vec<Field>) = message
            .fields
            .iter()
            .copied()
            .partition(|field| !field.beside);
        let body = match (value, inside.first()) {
            (value, Some(field)) if message.whole => {
                let value = value.unwrap_or(&empty);
                match self.value(field.ty, value) {
                    Err(Not::Fits) if *value == Json::Null => self.value(field.ty, &empty)?,
                    result => result?,
                }
            }
            (None | Some(Json::Null), _) => Json::Object(self.fields(&inside, &Vec::new())?),
            (Some(Json::Object(entries)), _) => Json::Object(self.fields(&inside, entries)?),
            (Some(_), None) => empty.clone(),
            (Some(_), Some(_)) => return Err(Not::Fits),
        };
        // Content without fields may be left out.
        if body != empty {
            written.push((content.to_owned(), body));
        }
        fixed.push(content);
        written.extend(self.fields(&beside, &without(entries, &fixed))?);
        Ok(Json::Object(written))
    }

    /// A declared type.
    pub fn named(self, ty: Type) -> Option<&'static Data> {
        match ty {
            Type::Named(name) => self.description.types.iter().find(|data| data.name == name),
            _ => None,
        }
    }

    /// A call of a function, or what a subscriber is called with.
    pub fn signal(self, family: &'static Family, name: &str, json: &Json) -> Reading<'static> {
        let message = family
            .messages
            .iter()
            .find(|message| message.tag == name || message.aliases.contains(&name));
        let Some(message) = message else {
            return Reading::Unknown(name.to_owned());
        };
        let read = if family.kind == FamilyKind::Methods {
            self.arguments(message, json)
        } else if let Some(field) = message.fields.first().filter(|_| message.whole) {
            self.outcome(field.ty, Type::String, json)
        } else {
            Ok(Json::Null)
        };
        match read {
            Ok(json) => Reading::Message(message, json),
            Err(Not::Fits) => Reading::Drift(message),
            Err(Not::Known) => Reading::Unsure,
        }
    }

    /// Whether a callback may be called with this.
    pub fn reply(self, message: &Message, json: &Json) -> Option<bool> {
        let Some(Reply::Callback { result, error }) = message.reply else {
            return Some(false);
        };
        match self.outcome(result, error, json) {
            Ok(_) => Some(true),
            Err(Not::Fits) => Some(false),
            Err(Not::Known) => None,
        }
    }

    fn arguments(self, message: &Message, json: &Json) -> Result<Json, Not> {
        let Json::Array(items) = json else {
            return Err(Not::Fits);
        };
        if items.len() > message.fields.len() {
            return Err(Not::Fits);
        }
        let mut written = Vec::new();
        for (index, field) in message.fields.iter().enumerate() {
            let entry = items
                .get(index)
                .map(|item| (field.key.to_owned(), item.clone()));
            let entry = self.fields(std::slice::from_ref(field), &entry.into_iter().collect())?;
            written.push(
                entry
                    .into_iter()
                    .next()
                    .map_or(Json::Null, |(_, value)| value),
            );
        }
        Ok(Json::Array(written))
    }

    fn outcome(self, result: Type, error: Type, json: &Json) -> Result<Json, Not> {
        let Json::Object(entries) = json else {
            return Err(Not::Fits);
        };
        let (results, errors) = (all(entries, &["result"]), all(entries, &["error"]));
        if results.len() > 1 || errors.len() > 1 {
            return Err(Not::Fits);
        }
        if let Some(found) = errors.first().filter(|error| ***error != Json::Null) {
            let written = self.value(error, found)?;
            return Ok(Json::Object(vec![
                ("result".to_owned(), Json::Null),
                ("error".to_owned(), written),
            ]));
        }
        let found = match (results.first(), result) {
            (Some(found), _) => found,
            (None, Type::Option(_) | Type::Nothing) => &Json::Null,
            (None, _) => return Err(Not::Fits),
        };
        let written = self.value(result, found)?;
        Ok(Json::Object(vec![("result".to_owned(), written)]))
    }

    /// The fields of an object, as they would be written. Other keys are passed over.
    fn fields(self, fields: &[Field], entries: &Entries) -> Result<Entries, Not> {
        let mut written = Vec::new();
        for field in fields {
            if field.flatten {
                written.extend(self.flattened(field, entries)?);
                continue;
            }
            let mut keys = vec![field.key];
            keys.extend(field.aliases);
            let value = match all(entries, &keys).as_slice() {
                [] => None,
                [one] => Some(*one),
                _ => return Err(Not::Fits),
            };
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
    fn object(self, data: &Data, entries: &Entries) -> Result<Entries, Not> {
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
    fn value(self, ty: Type, json: &Json) -> Result<Json, Not> {
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
            (DataShape::Union(_), _) => Err(Not::Known),
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

/// The values of any of these keys.
fn all<'e>(entries: &'e Entries, keys: &[&str]) -> Vec<&'e Json> {
    let entries = entries.iter();
    let found = entries.filter(|(key, _)| keys.contains(&key.as_str()));
    found.map(|(_, value)| value).collect()
}

fn without(entries: &Entries, keys: &[&str]) -> Entries {
    let entries = entries.iter();
    let left = entries.filter(|(key, _)| !keys.contains(&key.as_str()));
    left.cloned().collect()
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
