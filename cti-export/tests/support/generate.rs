//! Values that a declaration takes, made at random, and the same ones spoiled.
//!
//! It reads the description by itself and shares nothing with the code that writes schemas.

use cti_runtime::describe::{
    Data, DataShape, Description, Family, Field, Message, Outcome, Presence, Reply, TagKind, Type,
    Variant,
};
use serde_json::{Map, Value, json};

use super::called::{self, Back};
use super::posted::{self, scalar};

/// Numbers that look random and are the same in every run.
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % end.max(1)
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn chance(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// Makes values.
pub struct Maker<'r> {
    pub description: &'static Description,
    pub random: &'r mut Random,
    /// Whether everything that is optional is there, and nothing is null.
    pub full: bool,
}

/// A message as it is posted, with the data in its tag there.
fn with_rest(family: &Family, message: &Message, mut object: Map<String, Value>) -> Value {
    if let Some(field) = message.fields.iter().find(|field| field.remainder)
        && let Some(Value::String(rest)) = object.remove(field.key)
    {
        let (begins, ends) = message.around();
        let tag = [begins, &rest, ends].concat();
        object.insert(family.envelope.tag.to_owned(), json!(tag));
    }
    posted::nested(object)
}

impl Maker<'_> {
    /// A message in its envelope, with canonical keys first.
    pub fn message(&mut self, family: &Family, message: &'static Message) -> Value {
        let mut object = Map::new();
        let tag = self.name(message.tag, message.aliases);
        object.insert(family.envelope.tag.to_owned(), json!(tag));
        for constant in family.envelope.constants {
            object.insert(constant.key.to_owned(), scalar(constant.value));
        }
        for report in family.envelope.reports {
            if self.full || self.random.chance() {
                object.insert(report.key.to_owned(), scalar(report.value));
            }
        }
        if let Some(key) = family.requests.and_then(|requests| requests.id) {
            let ids = [json!("r-1"), json!(7), json!(-1)];
            let id = self.random.pick(&ids.each_ref()).clone();
            object.insert(key.to_owned(), id);
        }
        let Some(content) = message.content else {
            self.fields(message.fields.iter(), &mut object, 4);
            self.either(message.outcome.as_ref(), &mut object);
            return with_rest(family, message, object);
        };
        let beside = message.fields.iter().filter(|field| field.beside);
        self.fields(beside, &mut object, 4);
        let outside = message.outcome.filter(|outcome| outcome.beside);
        self.either(outside.as_ref(), &mut object);
        if message.whole {
            let field = &message.fields[0];
            let value = self.value(field.ty, 4);
            object.insert(content.to_owned(), value);
        } else {
            let mut inside = Map::new();
            let fields = message.fields.iter().filter(|field| !field.beside);
            self.fields(fields, &mut inside, 4);
            let outcome = message.outcome.filter(|outcome| !outcome.beside);
            self.either(outcome.as_ref(), &mut inside);
            if !inside.is_empty() || self.random.chance() {
                object.insert(content.to_owned(), Value::Object(inside));
            }
        }
        with_rest(family, message, object)
    }

    /// A body that is either of two.
    fn either(&mut self, outcome: Option<&Outcome>, object: &mut Map<String, Value>) {
        let Some(outcome) = outcome else { return };
        let success = self.random.chance();
        if let Some(flag) = outcome.flag {
            object.insert(flag.to_owned(), json!(success));
        }
        let (key, ty) = if success {
            (outcome.ok_key, outcome.ok)
        } else {
            (outcome.error_key, outcome.error)
        };
        match (key, self.value(ty, 4)) {
            (Some(key), value) => drop(object.insert(key.to_owned(), value)),
            (None, Value::Object(beside)) => object.extend(beside),
            (None, _) => {}
        }
    }

    /// What answers a request that has this id.
    pub fn answer(&mut self, family: &Family, message: &Message, id: &Value) -> Value {
        let (Some(requests), Some(Reply::Callback { result, error })) =
            (family.requests, message.reply)
        else {
            return Value::Null;
        };
        if requests.answer.may_fail() && self.random.chance() {
            let error = self.value(error, 4);
            posted::answer(&requests, Err(&error), id)
        } else {
            let result = self.value(result, 4);
            posted::answer(&requests, Ok(&result), id)
        }
    }

    /// The arguments of a function.
    pub fn arguments(&mut self, message: &'static Message) -> Value {
        let fields = message.fields.iter();
        if message.convention.object {
            let mut object = Map::new();
            self.fields(fields, &mut object, 4);
            return Value::Object(object);
        }
        fields.map(|field| self.value(field.ty, 4)).collect()
    }

    /// What a function calls back with, or an event, and where it comes; `None` if it says nothing.
    pub fn back(&mut self, message: &Message) -> Option<(Back, Value)> {
        let (result, error) = called::types(message)?;
        let convention = &message.convention;
        let is_ok = self.full || !convention.may_fail() || self.random.chance();
        let value = self.value(if is_ok { result } else { error }, 4);
        let said = if is_ok { Ok(&value) } else { Err(&value) };
        Some(called::back(convention, said))
    }

    fn name(&mut self, name: &'static str, aliases: &[&'static str]) -> &'static str {
        if self.full || aliases.is_empty() || self.random.chance() {
            name
        } else {
            self.random.pick(aliases)
        }
    }

    fn fields(
        &mut self,
        fields: impl Iterator<Item = &'static Field>,
        object: &mut Map<String, Value>,
        depth: usize,
    ) {
        let fields: Vec<_> = fields.collect();
        for field in &fields {
            if field.flatten {
                self.flattened(field.ty, object, depth);
                continue;
            }
            let required = field.presence == Presence::Required;
            if required || (self.full && depth > 0) || (depth > 0 && self.random.chance()) {
                let null = !required && !self.full && self.random.below(4) == 0;
                let value = if null {
                    Value::Null
                } else {
                    self.value(field.ty, depth)
                };
                let key = self.name(field.key, field.aliases);
                object.insert(key.to_owned(), value);
            }
        }
    }

    fn flattened(&mut self, ty: Type, object: &mut Map<String, Value>, depth: usize) {
        match ty {
            Type::Option(of) => {
                let there = self.full || self.random.chance();
                if there {
                    self.flattened(*of, object, depth);
                }
            }
            Type::Map(of) => {
                for index in 0..self.random.below(3) {
                    let value = self.value(*of, depth);
                    object.insert(format!("unlisted {index}"), value);
                }
            }
            Type::Named(name) => {
                if let Value::Object(inner) = self.data(name, depth) {
                    object.extend(inner);
                }
            }
            _ => {}
        }
    }

    fn named(&self, name: &str) -> Option<&'static Data> {
        self.description.types.iter().find(|data| data.name == name)
    }

    pub fn value(&mut self, ty: Type, depth: usize) -> Value {
        let inner = depth.saturating_sub(1);
        match ty {
            Type::Bool => json!(self.random.chance()),
            Type::Integer { bits, signed } => self.integer(bits, signed),
            Type::Float { .. } => self
                .random
                .pick(&[json!(0), json!(1.5), json!(-2500.5)].each_ref())
                .clone(),
            Type::String | Type::DateTime | Type::Url => {
                let texts = [
                    "",
                    "x",
                    "2026-01-31 09:30:00",
                    "https://a.example/?b=ä",
                    "\u{1F4DE}\n\"",
                ];
                let from = usize::from(self.full);
                json!(self.random.pick(&texts[from..]))
            }
            Type::Id => {
                let ids = [json!("c-7"), json!(7), json!(-7), json!(u64::MAX)];
                self.random.pick(&ids.each_ref()).clone()
            }
            Type::EpochMillis | Type::EpochSeconds => self.integer(64, true),
            Type::OneOrMany(of) if self.random.chance() => self.value(*of, depth),
            Type::OneOrMany(of) => self.value(Type::List(of), depth),
            Type::Text(of) if self.random.chance() => self.value(*of, depth),
            Type::Text(of) => json!(self.value(*of, depth).to_string()),
            Type::PhoneNumber => {
                let numbers = [
                    json!("+358 40 1234567"),
                    json!(358_401_234_567_u64),
                    json!(0),
                ];
                self.random.pick(&numbers.each_ref()).clone()
            }
            Type::Uuid => json!(self.random.pick(&[
                "12345678-1234-1234-123a-012345a6789b",
                "123456781234ABCD123A012345A6789B",
                "{12345678-1234-1234-123a-012345a6789b}",
                "urn:uuid:12345678-1234-1234-123a-012345a6789b",
            ])),
            Type::Option(_) if !self.full && self.random.below(4) == 0 => Value::Null,
            Type::Option(of) | Type::Secret(of) => self.value(*of, depth),
            Type::List(_) if depth == 0 => json!([]),
            Type::List(of) => {
                let length = if self.full { 1 } else { self.random.below(3) };
                (0..length).map(|_| self.value(*of, inner)).collect()
            }
            Type::Map(_) if depth == 0 => json!({}),
            Type::Map(of) => {
                let length = if self.full { 1 } else { self.random.below(3) };
                let entries =
                    (0..length).map(|index| (format!("k{index}"), self.value(*of, inner)));
                Value::Object(entries.collect())
            }
            Type::Query(of) => self.query(*of),
            Type::Named(name) => self.data(name, inner),
            Type::Nothing => Value::Null,
            _ => {
                let any = [
                    json!({"a": [1]}),
                    json!("x"),
                    json!(1.5),
                    json!(true),
                    json!([]),
                ];
                self.random.pick(&any.each_ref()).clone()
            }
        }
    }

    fn integer(&mut self, bits: u8, signed: bool) -> Value {
        let most = if signed {
            (1_u64 << (bits - 1)) - 1
        } else {
            u64::MAX >> (64 - bits)
        };
        let least = if signed {
            -i64::try_from(most).unwrap_or(i64::MAX) - 1
        } else {
            0
        };
        let numbers = [json!(0), json!(1), json!(most), json!(least)];
        self.random.pick(&numbers.each_ref()).clone()
    }

    /// Text of the right form; what it says, schemas don't look at.
    fn query(&mut self, of: Type) -> Value {
        let was = core::mem::replace(&mut self.full, true);
        let fields = self.value(of, 1);
        self.full = was;
        let mut query = Vec::new();
        for (key, value) in fields.as_object().into_iter().flatten() {
            match value {
                Value::String(text) if text.is_ascii() => {
                    query.push(format!("{key}={}", text.replace(' ', "+")));
                }
                Value::String(_) => query.push(format!("{key}=x")),
                Value::Number(number) => query.push(format!("{key}={number}")),
                Value::Bool(value) => query.push(format!("{key}={value}")),
                _ => {}
            }
        }
        json!(query.join("&"))
    }

    fn data(&mut self, name: &str, depth: usize) -> Value {
        let mut object = Map::new();
        let Some(data) = self.named(name) else {
            return Value::Null;
        };
        match data.shape {
            DataShape::Newtype(of) => return self.value(of, depth),
            DataShape::Union(variants) => {
                let variant: &Variant = &variants[self.random.below(variants.len())];
                return self.value(variant.ty, depth);
            }
            DataShape::Enum { values, open } => {
                if open && !self.full && self.random.below(4) == 0 {
                    return json!("no such value");
                }
                let value = &values[self.random.below(values.len())];
                let text = self.name(value.value, value.aliases);
                let rest = if value.prefix {
                    self.random.pick(&["", "rest"])
                } else {
                    ""
                };
                return json!(format!("{text}{rest}"));
            }
            DataShape::Object(fields) => self.fields(fields.iter(), &mut object, depth),
            DataShape::Positional(fields) => {
                let items = fields.iter().map(|field| self.value(field.ty, depth));
                return items.collect();
            }
            DataShape::OneOf(variants) => {
                let chosen = self.random.below(variants.len());
                for (index, variant) in variants.iter().enumerate() {
                    let key = self.name(variant.key, variant.aliases);
                    if index == chosen {
                        let mut value = self.value(variant.ty, depth);
                        if value.is_null() {
                            value = json!("not null");
                        }
                        object.insert(key.to_owned(), value);
                    } else if !self.full && self.random.below(4) == 0 {
                        object.insert(key.to_owned(), Value::Null);
                    }
                }
            }
            DataShape::Tagged { tag, variants } => {
                let variant = &variants[self.random.below(variants.len())];
                let key = self.name(variant.key, variant.aliases);
                let key = match variant.tag {
                    TagKind::String => json!(key),
                    TagKind::Boolean | TagKind::Number => {
                        serde_json::from_str(key).unwrap_or_default()
                    }
                };
                object.insert(tag.to_owned(), key);
                self.fields(variant.fields.iter(), &mut object, depth);
            }
        }
        Value::Object(object)
    }
}

/// A place in a value: keys and indices from the outside in.
pub type Path = Vec<Step>;

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array.
    Index(usize),
}

/// Every place in a value but the outermost.
pub fn places(value: &Value) -> Vec<Path> {
    let mut places = Vec::new();
    let mut visit = |step: Step, value: &Value| {
        places.push(vec![step.clone()]);
        for mut path in self::places(value) {
            path.insert(0, step.clone());
            places.push(path);
        }
    };
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                visit(Step::Key(key.clone()), value);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                visit(Step::Index(index), value);
            }
        }
        _ => {}
    }
    places
}

/// The value at a place.
pub fn at<'v>(value: &'v mut Value, path: &[Step]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

/// A value without what stands at a place.
pub fn without(value: &Value, path: &[Step]) -> Option<Value> {
    let mut value = value.clone();
    let (last, before) = path.split_last()?;
    match (at(&mut value, before)?, last) {
        (Value::Object(entries), Step::Key(key)) => drop(entries.remove(key)?),
        (Value::Array(items), Step::Index(index)) => drop(items.remove(*index)),
        _ => return None,
    }
    Some(value)
}

/// A value with something else at a place.
pub fn with(value: &Value, path: &[Step], other: Value) -> Option<Value> {
    let mut value = value.clone();
    *at(&mut value, path)? = other;
    Some(value)
}
