//! Looking at a recording, message by message.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use cti_runtime::describe::{
    DataShape, Description, Direction, Family, FamilyKind, Field, Message, Outcome, Presence,
    Reply, Requests, TagKind, Type, Variant,
};
use cti_runtime::mask;
use serde_json::{Map, Value};

use super::families::{id, is_answer, keys, taking};
use super::guess::{Guess, is_uuid};
use super::suggest::Case;
use super::{Kind, Line, OutOfTurn, What};
use crate::either::{Either, Side};
use crate::names;
use crate::shape::{self, Shape, names_of};

/// How deep values are looked into.
const DEPTH: usize = 64;

/// How much of a name or an example is shown, in characters.
const SHOWN: usize = 240;

/// What is found, by what it is and where.
pub(super) struct Look<'d> {
    pub(super) description: &'d Description,
    pub(super) keys: Case,
    pub(super) messages: usize,
    pub(super) foreign: usize,
    pub(super) found: BTreeMap<Place, Found<'d>>,
    /// By direction, name and family.
    pub(super) unknown: BTreeMap<(u8, String, &'d str), Unknown>,
    /// The fields that came: of a message by its tag, of a type by its name.
    pub(super) fields: BTreeSet<(Owner<'d>, &'d str)>,
    /// How many messages and objects of each kind came.
    pub(super) objects: BTreeMap<Owner<'d>, usize>,
    /// Requests that weren't answered yet, by direction and id.
    asked: BTreeMap<(u8, String), (Requests, &'d Message)>,
}

/// Kind, direction, message, path, and what tells findings apart beside them.
type Place = (Kind, u8, String, String, String);

pub(super) struct Found<'d> {
    pub(super) count: usize,
    pub(super) line: usize,
    pub(super) example: String,
    pub(super) guess: Guess,
    pub(super) about: About<'d>,
}

/// What a suggestion needs to know.
pub(super) enum About<'d> {
    /// A field of this key and declared type.
    Field(String, Type),
    /// A string of this enum.
    Value(&'static str),
    /// An unlisted field of this owner.
    Unlisted(String, Owner<'d>),
    /// A message and a machine, and the state that it was in.
    Order(Option<String>),
    /// More or less than one of these keys.
    OneOf,
}

/// A message that the declaration doesn't know.
#[derive(Default)]
pub(super) struct Unknown {
    pub(super) count: usize,
    pub(super) line: usize,
    pub(super) example: String,
    pub(super) fields: Vec<(String, Guess)>,
    pub(super) whole: Option<Guess>,
    pub(super) arguments: Vec<Guess>,
    pub(super) fired: bool,
}

/// To whom fields belong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'d> {
    /// Of this family, with this tag.
    Message(&'d str, &'d str),
    Type(&'d str),
}

/// Where a value stands.
struct Spot<'a, 'd> {
    line: usize,
    direction: u8,
    message: &'d str,
    json: &'a str,
    path: String,
    /// The key under which it stands, and its field's declared type.
    key: String,
    ty: Type,
    depth: usize,
}

impl Spot<'_, '_> {
    fn inside(&self, step: &str, key: &str, ty: Type) -> Self {
        let path = if self.path.is_empty() || step.starts_with('[') || step.starts_with('{') {
            format!("{}{step}", self.path)
        } else {
            format!("{}.{step}", self.path)
        };
        Spot {
            path,
            key: key.to_owned(),
            ty,
            depth: self.depth + 1,
            ..*self
        }
    }
}

pub(super) const fn code(direction: Direction) -> u8 {
    match direction {
        Direction::FromVendor => 0,
        Direction::ToVendor => 1,
    }
}

pub(super) const fn direction(code: u8) -> Direction {
    if code == 0 {
        Direction::FromVendor
    } else {
        Direction::ToVendor
    }
}

impl<'d> Look<'d> {
    pub(super) fn new(description: &'d Description) -> Self {
        Self {
            description,
            keys: Case::of_keys(description),
            messages: 0,
            foreign: 0,
            found: BTreeMap::new(),
            unknown: BTreeMap::new(),
            fields: BTreeSet::new(),
            objects: BTreeMap::new(),
            asked: BTreeMap::new(),
        }
    }

    pub(super) fn line(&mut self, line: &Line<'_>) {
        match line.what {
            What::Message(json) => self.posted(line, json),
            What::Call { name, arguments } => self.called(line, name, arguments),
            What::Reply { name, body } => self.replied(line, name, body),
            What::Fire { name, body } => self.fired(line, name, body),
        }
    }

    pub(super) fn out_of_turn(&mut self, broken: &OutOfTurn<'_>) {
        let place = (
            Kind::Order,
            code(broken.direction),
            shown(broken.name),
            String::new(),
            format!(
                "{} is {}",
                broken.machine,
                broken.state.unwrap_or("not known")
            ),
        );
        let found = self.found.entry(place).or_insert_with(|| Found {
            count: 0,
            line: broken.line,
            example: String::new(),
            guess: Guess::default(),
            about: About::Order(broken.state.map(str::to_owned)),
        });
        found.count += 1;
    }

    fn family(&self, direction: Direction, kind: FamilyKind) -> Option<&'d Family> {
        let mut families = self.description.families.iter();
        families.find(|family| family.direction == direction && family.kind == kind)
    }

    fn posted(&mut self, line: &Line<'_>, text: &str) {
        // Families of a direction share what is posted.
        let family = self.family(line.direction, FamilyKind::Messages);
        let json = match family.and_then(|family| family.envelope.encoding.codec()) {
            Some(codec) => codec.read(text).map(Cow::Owned),
            None => Some(Cow::Borrowed(text)),
        };
        let Some(json) = json.as_deref() else {
            return self.foreign += 1;
        };
        let Ok(Value::Object(entries)) = serde_json::from_str(json) else {
            return self.foreign += 1;
        };
        let entries = &entries;
        let taken = taking(self.description, line.direction, entries);
        if taken.is_none_or(|(_, _, message)| message.is_none()) {
            if self.answered(line, entries, json) {
                return;
            }
            if self.answers_nobody(line, entries) {
                return self.foreign += 1;
            }
        }
        let Some((family, tag, message)) = taken else {
            return self.foreign += 1;
        };
        self.messages += 1;
        if let (Some(requests), Some(message)) = (family.requests, message)
            && let Some(id) = id(entries.get(requests.id))
        {
            let asked = (code(line.direction), id);
            self.asked.insert(asked, (requests, message));
        }
        let Some(message) = message else {
            return self.unknown_message(line, family, tag, entries, json);
        };
        let spot = self.come(line, family, message, json);
        let owner = Owner::Message(family.name, message.tag);
        let mut passed: Vec<&str> = keys(family);
        let description = self.description;
        let outcome = message.outcome.as_ref();
        let (outside, within): (Option<&Outcome>, Option<&Outcome>) = match outcome {
            Some(outcome) if outcome.beside || message.content.is_none() => (Some(outcome), None),
            inside => (None, inside),
        };
        passed.extend(self.outcome_of(&spot, outside, entries));
        let Some(content) = message.content else {
            let shape = Shape::of_fields(description, message.fields);
            self.object(&spot, owner, &shape, entries, &passed);
            return;
        };
        let (beside, inside): (Vec<_>, Vec<_>) =
            message.fields.iter().partition(|field| field.beside);
        let beside = Shape::of_fields(description, beside);
        passed.push(content);
        self.object(&spot, owner, &beside, entries, &passed);
        let value = entries.get(content);
        if message.whole {
            if let Some(field) = message.fields.first() {
                self.whole(&spot, content, field, value);
            }
            return;
        }
        let shape = Shape::of_fields(description, inside);
        let nothing = Map::new();
        let entries = match value {
            Some(Value::Object(entries)) => entries,
            _ if shape.has_no_keys() && within.is_none() => return,
            None | Some(Value::Null) => &nothing,
            Some(other) => {
                let spot = spot.inside(content, content, Type::Map(&Type::Json));
                return self.differs(&spot, other);
            }
        };
        let passed = self.outcome_of(&spot, within, entries);
        self.object(&spot, owner, &shape, entries, &passed);
    }

    /// Whether an object answers a request that waits; looks at what it says.
    fn answered(&mut self, line: &Line<'_>, entries: &Map<String, Value>, json: &str) -> bool {
        let asking = 1 - code(line.direction);
        let waiting = self
            .asked
            .iter()
            .find(|((direction, waits), (requests, _))| {
                *direction == asking
                    && is_answer(&requests.answer, entries)
                    && id(entries.get(requests.answer.id)).as_ref() == Some(waits)
            });
        let Some((key, (requests, message))) = waiting else {
            return false;
        };
        let (key, requests, message) = (key.clone(), *requests, *message);
        self.asked.remove(&key);
        self.messages += 1;
        if let Some(either) = Either::answer(&requests, message) {
            let spot = spot(line, message, json);
            self.either(&spot, &either, entries);
        }
        true
    }

    /// Whether an object is an answer by its constants, which no request waits for: the session turns
    /// it away.
    fn answers_nobody(&self, line: &Line<'_>, entries: &Map<String, Value>) -> bool {
        let asking = self.description.families.iter();
        let asking = asking.filter(|family| family.direction != line.direction);
        let mut requests = asking.filter_map(|family| family.requests);
        requests.any(|requests| {
            !requests.answer.constants.is_empty() && is_answer(&requests.answer, entries)
        })
    }

    /// Looks at a body that is either of two. Gives its keys, which are no fields'.
    fn outcome_of(
        &mut self,
        spot: &Spot<'_, 'd>,
        outcome: Option<&Outcome>,
        entries: &Map<String, Value>,
    ) -> Vec<&'d str> {
        let Some(either) = outcome.map(Either::of) else {
            return Vec::new();
        };
        self.either(spot, &either, entries);
        let mut keys: Vec<&'d str> = either.keys().map(|key| -> &'d str { key }).collect();
        for side in [either.ok, either.error] {
            if let Some((_, shape)) = self.beside_flag(side) {
                keys.extend(shape.keys());
            }
        }
        keys
    }

    /// The type whose fields stand beside the flag, and its keys.
    fn beside_flag(&self, side: Side) -> Option<(Owner<'d>, Shape<'d>)> {
        let (None, Type::Named(name)) = side else {
            return None;
        };
        let data = names::data(self.description, name)?;
        Some((Owner::Type(name), Shape::of_data(self.description, data)?))
    }

    fn either(&mut self, spot: &Spot<'_, 'd>, either: &Either, entries: &Map<String, Value>) {
        let there = |key: &str| entries.get(key).filter(|value| !value.is_null());
        let failed = match either.flag {
            Some(flag) => match entries.get(flag) {
                Some(Value::Bool(said)) => !said,
                Some(other) => {
                    return self.value(&spot.inside(flag, flag, Type::Bool), Type::Bool, other);
                }
                None => {
                    return self.missing(&spot.inside(flag, flag, Type::Bool), flag, Type::Bool);
                }
            },
            None => either.error.0.and_then(there).is_some(),
        };
        let [ok, error] = either.needs();
        let (side, needed, (other, _)) = if failed {
            (either.error, error, either.ok)
        } else {
            (either.ok, ok, either.error)
        };
        if let Some(key) = other.filter(|key| there(key).is_some()) {
            let which = if failed { "failure" } else { "success" };
            let detail = format!("{key} is there, and it is a {which}");
            self.note(spot, Kind::Type, &detail, About::OneOf, None);
        }
        if let Some((owner, shape)) = self.beside_flag(side) {
            *self.objects.entry(owner).or_default() += 1;
            return self.known(spot, owner, &shape, entries, true);
        }
        let (Some(key), ty) = side else { return };
        let spot = spot.inside(key, key, ty);
        match there(key) {
            Some(value) => self.value(&spot, ty, value),
            None if needed => self.missing(&spot, key, ty),
            None => {}
        }
    }

    /// Content that is one value.
    fn whole(&mut self, spot: &Spot<'_, 'd>, content: &str, field: &Field, value: Option<&Value>) {
        let spot = spot.inside(content, content, field.ty);
        match value {
            Some(value) if !value.is_null() || shape::takes_null(self.description, field.ty) => {
                self.value(&spot, field.ty, value);
            }
            _ if field.presence != Presence::Required
                || shape::takes_empty_object(self.description, field.ty) => {}
            _ => self.missing(&spot, content, field.ty),
        }
    }

    fn called(&mut self, line: &Line<'_>, name: &str, arguments: &str) {
        let Some(family) = self.family(Direction::ToVendor, FamilyKind::Methods) else {
            return self.foreign += 1;
        };
        let Ok(Value::Array(items)) = serde_json::from_str(arguments) else {
            return self.foreign += 1;
        };
        self.messages += 1;
        let Some(message) = find(family, name) else {
            let unknown = self.note_unknown(line, family, name, arguments);
            for (index, item) in items.iter().enumerate() {
                if unknown.arguments.len() <= index {
                    unknown.arguments.push(Guess::default());
                }
                if let Some(guess) = unknown.arguments.get_mut(index) {
                    guess.see(item);
                }
            }
            return;
        };
        let spot = self.come(line, family, message, arguments);
        let owner = Owner::Message(family.name, message.tag);
        for (index, item) in items.iter().enumerate() {
            let Some(field) = message.fields.get(index) else {
                let key = format!("argument{}", index + 1);
                self.unlisted(&spot, owner, &key, item);
                continue;
            };
            self.fields.insert((owner, field.key));
            let spot = spot.inside(field.key, field.key, field.ty);
            self.optional(&spot, field, item);
        }
        for field in message.fields.iter().skip(items.len()) {
            if field.presence == Presence::Required {
                self.missing(
                    &spot.inside(field.key, field.key, field.ty),
                    field.key,
                    field.ty,
                );
            }
        }
    }

    fn replied(&mut self, line: &Line<'_>, name: &str, body: &str) {
        let message = self
            .family(Direction::ToVendor, FamilyKind::Methods)
            .and_then(|family| find(family, name));
        let Some(message) = message else {
            return;
        };
        if let Some(Reply::Callback { result, error }) = message.reply {
            self.outcome(line, message, body, result, error);
        }
    }

    fn fired(&mut self, line: &Line<'_>, name: &str, body: &str) {
        let Some(family) = self.family(Direction::FromVendor, FamilyKind::Subscriptions) else {
            return self.foreign += 1;
        };
        self.messages += 1;
        let Some(message) = find(family, name) else {
            let value = serde_json::from_str(body).unwrap_or(Value::Null);
            let unknown = self.note_unknown(line, family, name, body);
            unknown.fired = true;
            let result = value.get("result").unwrap_or(&value);
            unknown.whole.get_or_insert_default().see(result);
            return;
        };
        self.come(line, family, message, body);
        if let (Some(field), Some(failure)) = (message.fields.first(), message.failure) {
            let owner = Owner::Message(family.name, message.tag);
            self.fields.insert((owner, field.key));
            self.outcome(line, message, body, field.ty, failure);
        }
    }

    /// What a callback received.
    fn outcome(
        &mut self,
        line: &Line<'_>,
        message: &'d Message,
        body: &str,
        result: Type,
        error: Type,
    ) {
        let spot = spot(line, message, body);
        let value: Value = serde_json::from_str(body).unwrap_or(Value::Null);
        let failure = value.get("error").filter(|error| !error.is_null());
        if let Some(failure) = failure {
            return self.value(&spot.inside("error", "error", error), error, failure);
        }
        let spot = spot.inside("result", "result", result);
        match value.get("result") {
            Some(value) => self.value(&spot, result, value),
            None if matches!(result, Type::Option(_) | Type::Nothing) => {}
            None => self.missing(&spot, "result", result),
        }
    }

    /// A message of the declaration has come.
    fn come<'a>(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        message: &'d Message,
        json: &'a str,
    ) -> Spot<'a, 'd> {
        let owner = Owner::Message(family.name, message.tag);
        *self.objects.entry(owner).or_default() += 1;
        spot(line, message, json)
    }

    fn unknown_message(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        tag: &str,
        entries: &Map<String, Value>,
        json: &str,
    ) {
        let envelope = &family.envelope;
        let content = envelope.content.map(|key| entries.get(key));
        let unknown = self.note_unknown(line, family, tag, json);
        let fields = match content {
            None => entries,
            Some(Some(Value::Object(fields))) => fields,
            Some(None | Some(Value::Null)) => return,
            Some(Some(other)) => {
                return unknown.whole.get_or_insert_default().see(other);
            }
        };
        for (key, value) in fields
            .iter()
            .filter(|(key, _)| content.is_some() || !keys(family).contains(&key.as_str()))
        {
            if !unknown.fields.iter().any(|(known, _)| known == key) {
                unknown.fields.push((key.clone(), Guess::default()));
            }
            let known = unknown.fields.iter_mut().find(|(known, _)| known == key);
            if let Some((_, guess)) = known {
                guess.see(value);
            }
        }
    }

    fn note_unknown(
        &mut self,
        line: &Line<'_>,
        family: &'d Family,
        name: &str,
        json: &str,
    ) -> &mut Unknown {
        let unknown = self
            .unknown
            .entry((code(line.direction), name.to_owned(), family.name))
            .or_default();
        if unknown.count == 0 {
            unknown.line = line.number;
            unknown.example = example(json);
        }
        unknown.count += 1;
        unknown
    }

    /// An object against the keys that it may have; `passed` are the envelope's.
    fn object(
        &mut self,
        spot: &Spot<'_, 'd>,
        owner: Owner<'d>,
        shape: &Shape<'d>,
        entries: &Map<String, Value>,
        passed: &[&str],
    ) {
        if let Owner::Type(_) = owner {
            *self.objects.entry(owner).or_default() += 1;
        }
        self.known(spot, owner, shape, entries, true);
        let keys = shape.keys();
        for (key, value) in entries {
            if passed.contains(&key.as_str()) || keys.contains(&key.as_str()) {
                continue;
            }
            match shape.rest {
                Some(rest) => self.value(&spot.inside("{}", "{}", rest), rest, value),
                None => self.unlisted(spot, owner, key, value),
            }
        }
    }

    /// The keys that a shape has; `needed` unless all of them may be absent together.
    fn known(
        &mut self,
        spot: &Spot<'_, 'd>,
        owner: Owner<'d>,
        shape: &Shape<'d>,
        entries: &Map<String, Value>,
        needed: bool,
    ) {
        for field in &shape.fields {
            let there = names_of(field.key, field.aliases).find_map(|key| entries.get(key));
            let spot = spot.inside(field.key, field.key, field.ty);
            match there {
                Some(value) => {
                    self.fields.insert((owner, field.key));
                    self.optional(&spot, field, value);
                }
                None if needed && field.presence == Presence::Required => {
                    self.missing(&spot, field.key, field.ty);
                }
                None => {}
            }
        }
        for group in &shape.groups {
            self.group(spot, owner, group, entries, needed);
        }
        for tagged in &shape.tagged {
            let needed = needed && !tagged.optional;
            self.tagged(spot, owner, tagged, entries, needed);
        }
        for together in &shape.together {
            let any = together
                .keys()
                .into_iter()
                .any(|key| entries.contains_key(key));
            self.known(spot, owner, together, entries, any);
        }
    }

    fn group(
        &mut self,
        spot: &Spot<'_, 'd>,
        owner: Owner<'d>,
        group: &shape::Group<'d>,
        entries: &Map<String, Value>,
        needed: bool,
    ) {
        let mut there = 0;
        for variant in group.variants {
            for key in names_of(variant.key, variant.aliases) {
                if let Some(value) = entries.get(key).filter(|value| !value.is_null()) {
                    there += 1;
                    self.fields.insert((owner, variant.key));
                    self.value(&spot.inside(key, key, variant.ty), variant.ty, value);
                }
            }
        }
        if there > 1 || (there == 0 && needed && !group.optional) {
            let keys: Vec<&str> = group.variants.iter().map(|variant| variant.key).collect();
            let detail = format!("{there} of {} are there, one is expected", keys.join(", "));
            let kind = if there == 0 {
                Kind::Missing
            } else {
                Kind::Type
            };
            self.note(spot, kind, &detail, About::OneOf, None);
        }
    }

    fn tagged(
        &mut self,
        spot: &Spot<'_, 'd>,
        owner: Owner<'d>,
        tagged: &shape::Tagged<'d>,
        entries: &Map<String, Value>,
        needed: bool,
    ) {
        let inside = spot.inside(tagged.tag, tagged.tag, Type::String);
        let tag = match entries.get(tagged.tag) {
            None if needed => return self.missing(&inside, tagged.tag, Type::String),
            None => return,
            Some(tag) => tag,
        };
        let kind = tagged.variants.first().map(|(variant, _)| variant.tag);
        let tag = match (kind, tag) {
            (Some(TagKind::Boolean), Value::Bool(tag)) => &tag.to_string(),
            (Some(TagKind::Number), Value::Number(tag)) => &tag.to_string(),
            (None | Some(TagKind::String), Value::String(tag)) => tag,
            (_, other) => return self.differs(&inside, other),
        };
        let variant = tagged
            .variants
            .iter()
            .find(|(variant, _)| names_of(variant.key, variant.aliases).any(|name| name == tag));
        if let Some((_, shape)) = variant {
            self.known(spot, owner, shape, entries, true);
        } else {
            let detail = value_shown(tag, false);
            self.note(&inside, Kind::Value, &detail, About::OneOf, None);
        }
    }

    /// The value of a field, which may be null if it needn't be there.
    fn optional(&mut self, spot: &Spot<'_, 'd>, field: &Field, value: &Value) {
        let may = field.presence != Presence::Required;
        if !(may && value.is_null()) {
            self.value(spot, field.ty, value);
        }
    }

    /// A value against its type.
    fn value(&mut self, spot: &Spot<'_, 'd>, ty: Type, value: &Value) {
        if spot.depth > DEPTH {
            return;
        }
        let fits = match (ty, value) {
            (Type::Option(_), Value::Null)
            | (Type::Bool, Value::Bool(_))
            | (Type::Float { .. }, Value::Number(_))
            | (
                Type::String
                | Type::DateTime
                | Type::Url
                | Type::PhoneNumber
                | Type::Id
                | Type::Query(_),
                Value::String(_),
            )
            | (Type::Json | Type::Opaque | Type::Nothing, _) => true,
            (Type::Integer { bits, signed }, Value::Number(number)) => within(number, bits, signed),
            (Type::PhoneNumber, Value::Number(number)) => number.is_u64(),
            (Type::Id, Value::Number(number)) => !number.is_f64(),
            (Type::EpochMillis | Type::EpochSeconds, Value::Number(number)) => number.is_i64(),
            (Type::Text(of), Value::String(text)) => match serde_json::from_str(text) {
                Ok(value @ (Value::Bool(_) | Value::Number(_))) if text.trim() == text => {
                    return self.value(spot, *of, &value);
                }
                _ => false,
            },
            (Type::OneOrMany(of), value) if !value.is_array() => {
                return self.value(spot, *of, value);
            }
            (Type::Uuid, Value::String(text)) => {
                let text = text
                    .trim_start_matches("urn:uuid:")
                    .trim_matches(['{', '}']);
                is_uuid(text) || (text.len() == 32 && text.bytes().all(|of| of.is_ascii_hexdigit()))
            }
            (Type::Option(of) | Type::Secret(of) | Type::Text(of), value) => {
                return self.value(spot, *of, value);
            }
            (Type::List(of) | Type::OneOrMany(of), Value::Array(items)) => {
                let spot = spot.inside("[]", &spot.key, *of);
                for item in items {
                    self.value(&spot, *of, item);
                }
                true
            }
            (Type::Map(of), Value::Object(entries)) => {
                let spot = spot.inside("{}", "{}", *of);
                for item in entries.values() {
                    self.value(&spot, *of, item);
                }
                true
            }
            (Type::Named(name), value) => return self.named(spot, name, value),
            _ => false,
        };
        if !fits {
            self.differs(spot, value);
        }
    }

    fn named(&mut self, spot: &Spot<'_, 'd>, name: &str, value: &Value) {
        let Some(data) = names::data(self.description, name) else {
            return;
        };
        match (data.shape, value) {
            (DataShape::Newtype(of), value) => self.value(spot, of, value),
            (DataShape::Enum { values, .. }, Value::String(text)) => {
                let listed = values.iter().any(|value| {
                    names_of(value.value, value.aliases)
                        .any(|known| known == text || (value.prefix && text.starts_with(known)))
                });
                if !listed {
                    let detail = value_shown(text, data.personal);
                    self.note(spot, Kind::Value, &detail, About::Value(data.name), None);
                }
            }
            (DataShape::Union(variants), value)
                if variants.iter().any(|of| self.fits(of, value)) => {}
            (
                DataShape::Object(_) | DataShape::OneOf(_) | DataShape::Tagged { .. },
                Value::Object(entries),
            ) => {
                if let Some(shape) = Shape::of_data(self.description, data) {
                    self.object(spot, Owner::Type(data.name), &shape, entries, &[]);
                }
            }
            _ => self.differs(spot, value),
        }
    }

    /// Whether a scalar is one of a union's.
    fn fits(&self, variant: &Variant, value: &Value) -> bool {
        let mut probe = Look::new(self.description);
        let line = Line {
            number: 0,
            direction: Direction::FromVendor,
            what: What::Message(""),
        };
        let spot = Spot {
            line: line.number,
            direction: 0,
            message: "",
            json: "",
            path: String::new(),
            key: String::new(),
            ty: variant.ty,
            depth: 0,
        };
        probe.value(&spot, variant.ty, value);
        // A string that an open enum doesn't list is one of its values all the same.
        probe.found.keys().all(|(kind, ..)| *kind != Kind::Type)
    }

    fn differs(&mut self, spot: &Spot<'_, 'd>, value: &Value) {
        let about = About::Field(spot.key.clone(), spot.ty);
        self.note(spot, Kind::Type, "", about, Some(value));
    }

    fn missing(&mut self, spot: &Spot<'_, 'd>, key: &str, ty: Type) {
        let about = About::Field(key.to_owned(), ty);
        self.note(spot, Kind::Missing, "", about, None);
    }

    fn unlisted(&mut self, spot: &Spot<'_, 'd>, owner: Owner<'d>, key: &str, value: &Value) {
        let inside = spot.inside(&shown(key), key, Type::Json);
        let about = About::Unlisted(key.to_owned(), owner);
        self.note(&inside, Kind::UnknownField, "", about, Some(value));
    }

    fn note(
        &mut self,
        spot: &Spot<'_, 'd>,
        kind: Kind,
        detail: &str,
        about: About<'d>,
        value: Option<&Value>,
    ) {
        let found = self
            .found
            .entry(place(spot, kind, detail))
            .or_insert_with(|| Found {
                count: 0,
                line: spot.line,
                example: example(spot.json),
                guess: Guess::default(),
                about,
            });
        found.count += 1;
        if let Some(value) = value {
            found.guess.see(value);
        }
    }
}

fn spot<'a, 'd>(line: &Line<'_>, message: &'d Message, json: &'a str) -> Spot<'a, 'd> {
    Spot {
        line: line.number,
        direction: code(line.direction),
        message: message.tag,
        json,
        path: String::new(),
        key: String::new(),
        ty: Type::Json,
        depth: 0,
    }
}

fn place(spot: &Spot<'_, '_>, kind: Kind, detail: &str) -> Place {
    (
        kind,
        spot.direction,
        spot.message.to_owned(),
        spot.path.clone(),
        detail.to_owned(),
    )
}

pub(super) fn find<'d>(family: &'d Family, tag: &str) -> Option<&'d Message> {
    let mut messages = family.messages.iter();
    messages.find(|message| names_of(message.tag, message.aliases).any(|known| known == tag))
}

fn within(number: &serde_json::Number, bits: u8, signed: bool) -> bool {
    let bits = u32::from(bits.clamp(1, 64));
    match (signed, number.as_u64(), number.as_i64()) {
        (false, Some(value), _) => bits == 64 || value < 1 << bits,
        (true, _, Some(value)) => {
            let half = 1_i128 << (bits - 1);
            (-half..half).contains(&i128::from(value))
        }
        _ => false,
    }
}

/// The message with its values masked, not all of it if it is long.
fn example(json: &str) -> String {
    shown(&mask::shape_of(json))
}

/// A text of the recording that is safe to print.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .take(SHOWN)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// A value of an enum, if it looks like one and isn't personal.
fn value_shown(text: &str, personal: bool) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || " _-.:/".contains(letter);
    let word = text.chars().any(|letter| letter.is_ascii_alphabetic());
    if !personal && word && text.len() <= 40 && text.chars().all(plain) {
        format!("\"{text}\"")
    } else {
        format!("a string of {} characters", text.chars().count())
    }
}
