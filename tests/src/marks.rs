//! Marked secrets and numbers, put into every place of a message: what may be shown of them is what the
//! declaration says isn't personal, and nothing else.

use cti_runtime::describe::{Data, DataShape, Description, Family, Field, Message, Type};
use serde_json::{Map, Value, json};

/// A phone number.
pub const NUMBER: &str = "+12025550142";
/// The same as a number.
pub const DIGITS: u64 = 12_025_550_142;
/// A secret that doesn't look like a name.
pub const SECRET: &str = "tok~9f8e7d6c5b4a3@z";
/// Data that looks like a name: only what a declaration knows of its place tells them apart.
pub const WORD: &str = "Zephyrine";

/// What of the marks is looked for.
const PARTS: [&str; 5] = ["2025550142", "5550142", "9f8e7d6c5b4a3", "tok~", WORD];

/// The part of a mark that an output shows.
pub fn leak(output: &str) -> Option<&'static str> {
    PARTS.into_iter().find(|part| output.contains(part))
}

/// A text with a mark in it.
#[derive(Clone, Debug)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The declaration says that what stands at the mark's place isn't personal: an accepted message
    /// may show it.
    pub open: bool,
    /// The mark looks like a value of an enum, and stands where one stands: a report may suggest to
    /// declare it.
    pub value: bool,
}

/// Where a value stands.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of its own"
)]
struct Place {
    path: Vec<Step>,
    /// A value that is there may be shown.
    open: bool,
    /// The keys of an object that is there are data.
    keyed: bool,
    /// A value under a key that the declaration doesn't list may be shown.
    inside: bool,
    /// Whether the first argument is, where a function takes them in their order.
    first: bool,
    /// A value of an enum stands there.
    listed: bool,
}

/// A key that no declaration lists.
const NEW: &str = "newField";

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

/// What the declaration says of a value.
#[derive(Clone, Copy)]
enum Known {
    /// It is of this type, personal or not.
    Type(Type, bool),
    /// It is an object with these fields, personal or not, and perhaps others.
    Fields(&'static [Field], bool),
    /// It is the tag of a declared type.
    Tag,
    /// Nothing.
    Nothing,
}

/// Every mutation of a message that has a mark in it.
///
/// # Panics
/// If the sample is no JSON.
pub fn message(
    description: &Description,
    family: &Family,
    message: &Message,
    sample: &str,
) -> Vec<Marked> {
    let value: Value = serde_json::from_str(sample).expect("a sample is JSON");
    let mut places = Vec::new();
    let walk = Walk(description);
    match (&value, family.kind.is_posted()) {
        (Value::Object(entries), true) => {
            let beside = message.content.is_some();
            let fields = message.fields.iter();
            let fields = fields.filter(|field| field.beside == beside).collect();
            let new = walk.member(fields, NEW);
            places.push(Place {
                inside: new.is_some_and(|known| walk.is_open(known)),
                ..hidden(&[])
            });
            for (key, value) in entries {
                let path = [Step::Key(key.clone())];
                if let (Some(outcome), Some(inside)) = (&message.outcome, value.as_object())
                    && message.content == Some(key)
                {
                    places.push(hidden(&path));
                    let types = [
                        (outcome.ok_key, outcome.ok),
                        (outcome.error_key, outcome.error),
                    ];
                    for (key, value) in inside {
                        let path = [&path[..], &[Step::Key(key.clone())]].concat();
                        let mut keyed = types.iter();
                        let keyed = keyed.find(|(of, _)| *of == Some(key));
                        // What has no key stands beside the flag.
                        let beside = types.iter().filter(|(of, _)| of.is_none());
                        let mut beside = beside
                            .map(|(_, ty)| walk.inside(Known::Type(*ty, outcome.personal), key));
                        let known = match keyed {
                            Some((_, ty)) => Known::Type(*ty, outcome.personal),
                            None => beside
                                .find(|known| !matches!(known, Known::Nothing))
                                .unwrap_or(Known::Nothing),
                        };
                        walk.places(known, value, &path, &mut places);
                    }
                    continue;
                }
                let known = if message.content == Some(key) {
                    match message.fields.first() {
                        Some(field) if message.whole => Known::Type(field.ty, field.personal),
                        _ => Known::Fields(message.fields, false),
                    }
                } else {
                    let fields = match message.content {
                        Some(_) => message.fields.iter().filter(|field| field.beside).collect(),
                        None => message.fields.iter().collect::<Vec<_>>(),
                    };
                    walk.member(fields, key).unwrap_or(Known::Nothing)
                };
                walk.places(known, value, &path, &mut places);
            }
        }
        (Value::Array(items), false) => {
            let first = message.fields.first();
            let first = first.map(|field| Known::Type(field.ty, field.personal));
            places.push(Place {
                first: first.is_some_and(|known| walk.is_open(known)),
                ..hidden(&[])
            });
            for (index, item) in items.iter().enumerate() {
                let field = message.fields.get(index);
                let known = field.map_or(Known::Nothing, |field| {
                    Known::Type(field.ty, field.personal)
                });
                walk.places(known, item, &[Step::Index(index)], &mut places);
            }
        }
        _ => {
            let field = message.fields.first().map(|field| field.ty);
            let types = [("result", field), ("error", message.failure)];
            let types = types.into_iter().filter_map(|(key, ty)| Some((key, ty?)));
            return answer(description, sample, &types.collect::<Vec<_>>());
        }
    }
    let constants = family.envelope.constants.iter().map(|of| of.key);
    let mut tags = vec![family.envelope.tag];
    tags.extend(constants);
    mutations(&value, &places, &tags)
}

/// Every mutation of an answer that has a mark in it; `types` says what stands under which key.
///
/// # Panics
/// If the answer is no JSON.
pub fn answer(description: &Description, body: &str, types: &[(&str, Type)]) -> Vec<Marked> {
    let value: Value = serde_json::from_str(body).expect("an answer is JSON");
    let mut places = vec![hidden(&[])];
    let mut tags = Vec::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        let known = types.iter().find(|(of, _)| of == key);
        if known.is_none() {
            tags.push(key.as_str());
        }
        let known = known.map_or(Known::Nothing, |(_, ty)| Known::Type(*ty, false));
        let path = [Step::Key(key.clone())];
        Walk(description).places(known, value, &path, &mut places);
    }
    mutations(&value, &places, &tags)
}

fn hidden(path: &[Step]) -> Place {
    Place {
        path: path.to_vec(),
        open: false,
        keyed: false,
        inside: false,
        first: false,
        listed: false,
    }
}

struct Walk<'d>(&'d Description);

impl Walk<'_> {
    fn data(&self, name: &str) -> Option<&'static Data> {
        self.0.types.iter().find(|data| data.name == name)
    }

    /// What is known of a member of an object that has these fields.
    fn member(&self, fields: Vec<&'static Field>, key: &str) -> Option<Known> {
        let mut rest = None;
        for field in fields {
            if !field.flatten {
                if field.key == key || field.aliases.contains(&key) {
                    return Some(Known::Type(field.ty, field.personal));
                }
                continue;
            }
            let mut ty = field.ty;
            while let Type::Option(of) = ty {
                ty = *of;
            }
            match ty {
                Type::Map(of) => rest = Some(Known::Type(*of, field.personal)),
                Type::Named(name) => {
                    let data = self.data(name)?;
                    let found = self.of_data(data, key, field.personal || data.personal);
                    if found.is_some() {
                        return found;
                    }
                }
                _ => {}
            }
        }
        rest
    }

    fn of_data(&self, data: &'static Data, key: &str, personal: bool) -> Option<Known> {
        let made = |known| match known {
            Known::Type(ty, own) => Known::Type(ty, own || personal),
            other => other,
        };
        match data.shape {
            DataShape::Object(fields) => self.member(fields.iter().collect(), key).map(made),
            DataShape::OneOf(variants) => {
                let mut variants = variants.iter();
                let is = variants.find(|of| of.key == key || of.aliases.contains(&key))?;
                Some(Known::Type(is.ty, personal))
            }
            DataShape::Tagged { tag, .. } if tag == key => Some(Known::Tag),
            DataShape::Tagged { variants, .. } => variants.iter().find_map(|variant| {
                let inner = match variant.ty {
                    Type::Named(name) => self
                        .data(name)
                        .and_then(|data| self.of_data(data, key, personal || data.personal)),
                    _ => None,
                };
                let fields = variant.fields.iter().collect();
                inner.or_else(|| self.member(fields, key).map(made))
            }),
            _ => None,
        }
    }

    fn places(&self, known: Known, value: &Value, path: &[Step], places: &mut Vec<Place>) {
        places.push(Place {
            path: path.to_vec(),
            open: self.is_open(known),
            keyed: self.is_keyed(known),
            inside: self.is_open(self.inside(known, NEW)),
            first: false,
            listed: self.is_listed(known),
        });
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    let path = [path, &[Step::Key(key.clone())]].concat();
                    self.places(self.inside(known, key), value, &path, places);
                }
            }
            Value::Array(items) => {
                let inner = match known {
                    Known::Type(ty, personal) => match stripped(ty) {
                        Type::List(of) | Type::OneOrMany(of) => Known::Type(*of, personal),
                        Type::Json => known,
                        _ => Known::Nothing,
                    },
                    _ => Known::Nothing,
                };
                for (index, item) in items.iter().enumerate() {
                    let path = [path, &[Step::Index(index)]].concat();
                    self.places(inner, item, &path, places);
                }
            }
            _ => {}
        }
    }

    fn inside(&self, known: Known, key: &str) -> Known {
        match known {
            Known::Tag | Known::Nothing => Known::Nothing,
            Known::Fields(fields, personal) => match self.member(fields.iter().collect(), key) {
                Some(Known::Type(ty, own)) => Known::Type(ty, own || personal),
                Some(known) => known,
                None => Known::Nothing,
            },
            Known::Type(ty, personal) => match stripped(ty) {
                Type::Map(of) | Type::OneOrMany(of) if matches!(of, Type::Json) => {
                    Known::Type(*of, personal)
                }
                Type::Map(of) => Known::Type(*of, personal),
                Type::OneOrMany(of) => self.inside(Known::Type(*of, personal), key),
                Type::Json => known,
                Type::Named(name) => self
                    .data(name)
                    .and_then(|data| match data.shape {
                        DataShape::Newtype(of) => {
                            Some(self.inside(Known::Type(of, personal || data.personal), key))
                        }
                        _ => self.of_data(data, key, personal || data.personal),
                    })
                    .unwrap_or(Known::Nothing),
                _ => Known::Nothing,
            },
        }
    }

    /// Whether a scalar that is there is declared, and not as personal.
    fn is_open(&self, known: Known) -> bool {
        let Known::Type(ty, false) = known else {
            return false;
        };
        match ty {
            Type::Option(of) | Type::Text(of) | Type::OneOrMany(of) | Type::List(of) => {
                self.is_open(Known::Type(*of, false))
            }
            Type::String
            | Type::Id
            | Type::Uuid
            | Type::Integer { .. }
            | Type::Float { .. }
            | Type::EpochMillis
            | Type::EpochSeconds
            | Type::Json => true,
            Type::Named(name) => self.data(name).is_some_and(|data| {
                !data.personal
                    && match data.shape {
                        DataShape::Newtype(of) => self.is_open(Known::Type(of, false)),
                        DataShape::Enum { open, .. } => open,
                        DataShape::Union(variants) => variants
                            .iter()
                            .any(|of| self.is_open(Known::Type(of.ty, false))),
                        _ => false,
                    }
            }),
            _ => false,
        }
    }

    /// Whether it is one of some values, and not personal.
    fn is_listed(&self, known: Known) -> bool {
        let Known::Type(ty, false) = known else {
            return matches!(known, Known::Tag);
        };
        match ty {
            Type::Option(of) | Type::OneOrMany(of) | Type::List(of) => {
                self.is_listed(Known::Type(*of, false))
            }
            Type::Named(name) => self.data(name).is_some_and(|data| match data.shape {
                _ if data.personal => false,
                DataShape::Newtype(of) => self.is_listed(Known::Type(of, false)),
                DataShape::Enum { .. } => true,
                DataShape::Union(variants) => {
                    let mut types = variants.iter().map(|of| Known::Type(of.ty, false));
                    types.any(|known| self.is_listed(known))
                }
                _ => false,
            }),
            _ => false,
        }
    }

    /// Whether an object that is there is one with any keys.
    fn is_keyed(&self, known: Known) -> bool {
        let Known::Type(ty, _) = known else {
            return false;
        };
        match stripped(ty) {
            Type::Map(_) | Type::Json | Type::Opaque => true,
            Type::Named(name) => self.data(name).is_some_and(|data| match data.shape {
                DataShape::Newtype(of) => self.is_keyed(Known::Type(of, false)),
                _ => false,
            }),
            _ => false,
        }
    }
}

fn stripped(mut ty: Type) -> Type {
    while let Type::Option(of) | Type::Secret(of) = ty {
        ty = *of;
    }
    ty
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

/// What stands under `tags` may say which message it is.
fn mutations(value: &Value, places: &[Place], tags: &[&str]) -> Vec<Marked> {
    let mut marked = Vec::new();
    for place in places {
        let value_of = place.listed;
        let mut add = |text: String, open: bool| {
            let value = value_of && text.contains(WORD);
            marked.push(Marked { text, open, value });
        };
        let with = |new: Value| {
            let mut value = value.clone();
            if let Some(here) = at(&mut value, &place.path) {
                *here = new;
            }
            value
        };
        let open = place.open;
        for mark in [json!(NUMBER), json!(SECRET), json!(WORD), json!(DIGITS)] {
            let is_tag = matches!(&*place.path, [Step::Key(key)] if tags.contains(&key.as_str()));
            if mark == WORD && is_tag {
                // A tag that looks like a name is shown.
                continue;
            }
            let replaced = with(mark.clone());
            add(replaced.to_string(), open);
            let inside = open || place.inside;
            if mark == SECRET {
                add(with(json!([mark])).to_string(), inside || place.first);
                add(with(json!({ NEW: mark })).to_string(), inside);
            } else if mark == NUMBER {
                add(with(json!([[{ NEW: mark }]])).to_string(), inside);
            }
            // Where it breaks off, and where something else follows.
            let text = replaced.to_string();
            let quoted = mark.to_string();
            let end = text.find(&quoted).map(|start| start + quoted.len());
            if let Some(end) = end.filter(|_| mark != DIGITS) {
                add(text[..end - usize::from(mark == SECRET)].to_owned(), false);
                add(format!("{} oops {}", &text[..end], &text[end..]), false);
            }
            // A message that nobody knows.
            if let ([tag, ..], Some(entries)) = (tags, replaced.as_object()) {
                let mut entries = entries.clone();
                entries.insert((*tag).to_owned(), json!("voicemail-left"));
                add(Value::Object(entries).to_string(), false);
            }
        }
        for key in [NUMBER, SECRET, WORD] {
            // What looks like a name may be shown where no data are keys.
            if key == WORD && !place.keyed {
                continue;
            }
            add(with(json!({ key: 1 })).to_string(), false);
            add(
                with(json!({ key: { key: [{ key: 1 }] } })).to_string(),
                false,
            );
            let deep = with(json!({ key: {"a": true, "b": [1]} })).to_string();
            add(deep.replacen("true", "tru", 1), false);
        }
        let mut original = value.clone();
        let Some(Value::Object(entries)) = at(&mut original, &place.path) else {
            continue;
        };
        for key in [NUMBER, SECRET, WORD] {
            if key == WORD && !place.keyed {
                continue;
            }
            let mut more = entries.clone();
            more.insert(key.to_owned(), json!(1));
            let more = with(Value::Object(more)).to_string();
            add(more.clone(), false);
            let quoted = json!(key).to_string();
            let twice = format!("{quoted}:1,{quoted}:");
            add(more.replacen(&format!("{quoted}:"), &twice, 1), false);
            add(more.replacen(&format!("{quoted}:"), &quoted, 1), false);
            for renamed in entries.keys() {
                let rename = |(old, value): (&String, &Value)| {
                    let new = if old == renamed { key } else { old };
                    (new.to_owned(), value.clone())
                };
                let entries: Map<String, Value> = entries.iter().map(rename).collect();
                let text = with(Value::Object(entries)).to_string();
                let cut = text.len() - 1;
                add(text[..cut].to_owned(), false);
                add(text, false);
            }
        }
        for mark in [NUMBER, SECRET] {
            let mut more = entries.clone();
            more.insert("@@".to_owned(), json!(mark));
            let more = with(Value::Object(more)).to_string();
            add(more.replacen("@@", NEW, 1), place.inside);
            for key in entries.keys() {
                add(more.replacen("\"@@\"", &json!(key).to_string(), 1), false);
            }
        }
    }
    marked
}
