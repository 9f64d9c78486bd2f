//! How much of a declaration by hand another one has.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use cti_runtime::describe::{
    Constant, Data, DataShape, Description, Direction, Family, Field, Message, Reply, Scalar, Type,
    keys_of,
};
use serde_json::Value;

/// How deep types are compared.
const DEPTH: usize = 6;

/// What a field is: its type in a word, and whether it is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    ty: String,
    personal: bool,
}

/// Fields by their paths, which begin with direction and tag.
type Fields = BTreeMap<String, Known>;

/// A declaration as paths.
struct Paths<'d> {
    description: &'d Description,
    messages: BTreeSet<String>,
    fields: Fields,
}

impl<'d> Paths<'d> {
    fn of(description: &'d Description) -> Self {
        let mut paths = Self {
            description,
            messages: BTreeSet::new(),
            fields: Fields::new(),
        };
        for family in description.families {
            for message in family.messages {
                paths.message(family, message);
            }
        }
        paths
    }

    fn message(&mut self, family: &Family, message: &Message) {
        let place = place(family.direction, message.tag);
        for field in message.fields {
            self.field(&place, field, false, 0);
        }
        if let Some(Reply::Callback { result, error }) = message.reply {
            self.value(&format!("{place} result"), result, false, 0);
            self.value(&format!("{place} error"), error, false, 0);
        }
        self.messages.insert(place);
    }

    fn field(&mut self, place: &str, field: &Field, personal: bool, depth: usize) {
        let personal = personal || field.personal;
        let inner = unwrapped(field.ty);
        if field.flatten {
            if let Type::Named(name) = inner {
                self.inside(place, name, personal, depth);
            }
            return;
        }
        let whole = field.key.is_empty() || field.key == "content";
        let place = if whole {
            place.to_owned()
        } else {
            format!("{place}.{}", field.key)
        };
        self.value(&place, field.ty, personal, depth);
    }

    fn value(&mut self, place: &str, ty: Type, personal: bool, depth: usize) {
        let ty = unwrapped(ty);
        let masked = personal || self.description.is_personal(ty);
        let known = Known {
            ty: self.word(ty, 0),
            personal: masked,
        };
        if known.ty != "nothing" {
            // What stands beside a content may have the key of a field in it, which is told first.
            self.fields.entry(place.to_owned()).or_insert(known);
        }
        self.children(place, ty, masked, depth);
    }

    /// What stands inside of lists, maps and objects.
    fn children(&mut self, place: &str, ty: Type, personal: bool, depth: usize) {
        if depth > DEPTH {
            return;
        }
        match unwrapped(ty) {
            Type::List(of) | Type::OneOrMany(of) => {
                self.children(&format!("{place}[]"), *of, personal, depth + 1);
            }
            Type::Map(of) => self.children(&format!("{place}{{}}"), *of, personal, depth + 1),
            Type::Named(name) => self.inside(place, name, personal, depth + 1),
            _ => {}
        }
    }

    fn inside(&mut self, place: &str, name: &str, personal: bool, depth: usize) {
        let Some(data) = self.description.data(name) else {
            return;
        };
        let personal = personal || data.personal;
        match data.shape {
            DataShape::Object(fields) => fields
                .iter()
                .for_each(|of| self.field(place, of, personal, depth)),
            DataShape::OneOf(variants) => {
                for variant in variants {
                    self.value(
                        &format!("{place}.{}", variant.key),
                        variant.ty,
                        personal,
                        depth,
                    );
                }
            }
            DataShape::Tagged { tag, variants } => {
                self.fields.insert(
                    format!("{place}.{tag}"),
                    Known {
                        ty: "choice".to_owned(),
                        personal,
                    },
                );
                for field in variants.iter().flat_map(|variant| variant.fields) {
                    self.field(place, field, personal, depth);
                }
            }
            DataShape::Newtype(of) => self.children(place, of, personal, depth),
            _ => {}
        }
    }

    /// A type in a word. How many bits a number has isn't compared.
    fn word(&self, ty: Type, depth: usize) -> String {
        let of = |ty: &Type| self.word(*ty, depth + 1);
        match unwrapped(ty) {
            Type::Integer { .. } => "whole number".to_owned(),
            Type::List(inner) => format!("list of {}", of(inner)),
            Type::OneOrMany(inner) => format!("one or many of {}", of(inner)),
            Type::Map(inner) => format!("map of {}", of(inner)),
            Type::Text(inner) => format!("text of {}", of(inner)),
            Type::Secret(inner) => format!("secret {}", of(inner)),
            Type::Query(_) => "query".to_owned(),
            Type::Named(name) => match self.description.data(name).map(|data: &Data| data.shape) {
                Some(DataShape::Enum { .. }) => "choice".to_owned(),
                Some(DataShape::Newtype(inner)) if depth < DEPTH => self.word(inner, depth + 1),
                Some(DataShape::Union(_)) => "one of some scalars".to_owned(),
                _ => "object".to_owned(),
            },
            other => cti_export::words::of_type(other),
        }
    }
}

fn place(direction: Direction, tag: &str) -> String {
    let way = match direction {
        Direction::FromVendor => "<",
        Direction::ToVendor => ">",
    };
    format!("{way} {tag}")
}

/// What stands where a path leads; null if nothing does.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    let keys = keys_of(path).into_iter();
    keys.fold(value, |value, key| &value[key])
}

fn constant(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Text(text) => text.into(),
        Scalar::Integer(number) => number.into(),
        Scalar::Bool(bool) => bool.into(),
    }
}

fn unwrapped(ty: Type) -> Type {
    match ty {
        Type::Option(of) => unwrapped(*of),
        ty => ty,
    }
}

/// What of a declaration by hand was inferred.
pub(crate) struct Shares {
    messages: (usize, usize),
    fields: (usize, usize),
    types: (usize, usize),
    personal: (usize, usize),
    extra: (usize, usize),
    wrong: Vec<String>,
}

impl Shares {
    pub(crate) fn of(hand: &Description, inferred: &Description, recording: &str) -> Self {
        let came = Came::of(hand, recording);
        let (hand, mine) = (Paths::of(hand), Paths::of(inferred));
        let mut shares = Self {
            messages: (0, 0),
            fields: (0, 0),
            types: (0, 0),
            personal: (0, 0),
            extra: (0, 0),
            wrong: Vec::new(),
        };
        for message in hand.messages.iter().filter(|of| came.paths.contains(*of)) {
            let is = mine.messages.contains(message);
            shares.note(
                is,
                |shares| &mut shares.messages,
                || format!("no message {message}"),
            );
        }
        for (path, known) in hand
            .fields
            .iter()
            .filter(|(path, _)| came.paths.contains(*path))
        {
            let there = mine.fields.get(path);
            shares.note(
                there.is_some(),
                |shares| &mut shares.fields,
                || format!("no field {path}: {}", known.ty),
            );
            let Some(there) = there else {
                continue;
            };
            let same = known.ty == there.ty;
            shares.note(
                same,
                |shares| &mut shares.types,
                || format!("type of {path}: {}, is {}", there.ty, known.ty),
            );
            let same = known.personal == there.personal;
            shares.note(
                same,
                |shares| &mut shares.personal,
                || format!("personal {path}: {}, is {}", there.personal, known.personal),
            );
        }
        // A type that holds itself has more paths than there are fields: those count that came.
        let fields = mine.fields.keys().filter(|path| came.paths.contains(*path));
        shares.extra = (
            mine.messages.difference(&hand.messages).count(),
            fields
                .filter(|path| !hand.fields.contains_key(*path))
                .count(),
        );
        shares
    }

    fn note(
        &mut self,
        right: bool,
        of: impl Fn(&mut Self) -> &mut (usize, usize),
        wrong: impl Fn() -> String,
    ) {
        let counts = of(self);
        counts.0 += usize::from(right);
        counts.1 += 1;
        if !right {
            self.wrong.push(format!("  {}\n", wrong()));
        }
    }

    /// What isn't as it was declared by hand.
    pub(crate) fn wrong(&self) -> String {
        self.wrong.concat()
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |(right, all): (usize, usize)| {
            let percent = (right * 100).checked_div(all).unwrap_or(100);
            format!("{percent} % ({right} of {all})")
        };
        let Self {
            messages,
            fields,
            types,
            personal,
            extra,
            ..
        } = self;
        write!(
            f,
            "{} | {} | {} | {} | {} | {}",
            share(*messages),
            share(*fields),
            share(*types),
            share(*personal),
            extra.0,
            extra.1
        )
    }
}

/// The paths of a declaration that came in a recording.
struct Came {
    paths: BTreeSet<String>,
}

impl Came {
    fn of(hand: &Description, recording: &str) -> Self {
        let mut came = Self {
            paths: BTreeSet::new(),
        };
        let mut called: BTreeMap<u64, &'static Message> = BTreeMap::new();
        let mut asked: BTreeMap<String, String> = BTreeMap::new();
        for line in recording
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        {
            came.library(hand, &line, &mut called);
            let data = match &line["data"] {
                Value::String(text) => serde_json::from_str(text).unwrap_or(Value::Null),
                data => data.clone(),
            };
            let direction = match line["side"].as_str() {
                Some("vendor") => Direction::FromVendor,
                Some("app") => Direction::ToVendor,
                _ => continue,
            };
            came.message(hand, direction, &data, &mut asked);
        }
        came
    }

    fn library(
        &mut self,
        hand: &Description,
        line: &Value,
        called: &mut BTreeMap<u64, &'static Message>,
    ) {
        let named = |direction, of: &Value| {
            let name = of["name"].as_str()?;
            let families = hand.families_of(direction);
            let mut messages = families.flat_map(|family| family.messages);
            messages.find(|message| message.tag == name)
        };
        let call = &line["call"];
        if let (Some(id), Some(name)) = (call["id"].as_u64(), call["name"].as_str()) {
            let place = place(Direction::ToVendor, name);
            // Arguments in order have no names in a recording.
            if call["args"].is_object() {
                self.value(&place, &call["args"]);
            }
            self.paths.insert(place);
            called.extend(named(Direction::ToVendor, call).map(|message| (id, message)));
        }
        let back = |kind: &str| {
            let message = called.get(&line[kind]["id"].as_u64()?)?;
            Some((
                *message,
                place(Direction::ToVendor, message.tag),
                &line[kind],
            ))
        };
        if let Some((message, place, of)) = back("reply") {
            self.said(message, &place, of);
        } else if let Some((_, place, of)) = back("reject") {
            self.value(&format!("{place} error"), &of["body"]);
        } else if let Some(name) = line["fire"]["name"].as_str() {
            let place = place(Direction::FromVendor, name);
            self.paths.insert(place.clone());
            if let Some(message) = named(Direction::FromVendor, &line["fire"]) {
                self.said(message, &place, &line["fire"]);
            }
        }
    }

    /// What was called back, or told.
    fn said(&mut self, message: &Message, place: &str, of: &Value) {
        // `{result, error}` stands in the line itself.
        let body = of.get("body").unwrap_or(of);
        let Some(keys) = message.convention.keys else {
            self.value(&format!("{place} result"), body);
            return self.value(place, body);
        };
        for (side, key) in [("result", keys.ok), ("error", keys.error)] {
            let said = key.map_or(body, |key| &body[key]);
            self.value(&format!("{place} {side}"), said);
            // An event's result is its content.
            self.value(place, said);
        }
    }

    fn message(
        &mut self,
        hand: &Description,
        direction: Direction,
        data: &Value,
        asked: &mut BTreeMap<String, String>,
    ) {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let id = |value: &Value| match value {
            Value::Number(number) => Some(number.to_string()),
            value => text(value),
        };
        for family in hand.families_of(direction) {
            let envelope = &family.envelope;
            let Some(tag) = text(at(data, envelope.tag)) else {
                continue;
            };
            // Constants tell families apart whose tags stand in different places.
            let right = |of: &Constant| *at(data, of.key) == constant(of.value);
            if !envelope.constants.iter().all(right) {
                continue;
            }
            let place = place(direction, &tag);
            self.paths.insert(place.clone());
            let key = family.requests.and_then(|requests| requests.id);
            if let Some(id) = key.and_then(|key| id(at(data, key))) {
                asked.insert(id, place.clone());
            }
            if let Some(content) = envelope.content {
                self.value(&place, at(data, content));
            }
            self.value(&place, data);
        }
        for family in hand.families_of(direction.opposite()) {
            let Some(answer) = family.requests.map(|requests| requests.answer) else {
                continue;
            };
            let answered = answer.id.and_then(|key| id(at(data, key)));
            if let Some(place) = answered.and_then(|id| asked.get(&id)) {
                let place = place.clone();
                for (key, of) in [("result", answer.ok), ("error", answer.error)] {
                    if let Some(of) = of {
                        self.value(&format!("{place} {key}"), at(data, of));
                    }
                }
            }
        }
    }

    fn value(&mut self, place: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Array(items) => {
                self.paths.insert(place.to_owned());
                for item in items {
                    self.value(&format!("{place}[]"), item);
                }
            }
            Value::Object(members) => {
                self.paths.insert(place.to_owned());
                for (key, value) in members {
                    self.value(&format!("{place}.{key}"), value);
                    self.value(&format!("{place}{{}}"), value);
                }
            }
            _ => {
                self.paths.insert(place.to_owned());
            }
        }
    }
}
