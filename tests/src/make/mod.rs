//! Messages made up from a description, and messages disturbed.

mod scalars;

use cti_runtime::describe::{
    CallbackKeys, Data, DataShape, Decides, Description, Family, Field, Message, Outcome, Presence,
    Reply, Sample, Type,
};

use crate::callbacks;
use crate::entropy::Entropy;
use crate::families;
use crate::json::Json;
use crate::paths;

pub use scalars::any;
use scalars::{float, integer, text};

/// Makes up messages of a protocol.
#[derive(Clone, Copy, Debug)]
pub struct Maker {
    description: &'static Description,
}

impl Maker {
    /// Makes messages of this protocol.
    pub const fn new(description: &'static Description) -> Self {
        Self { description }
    }

    /// A message of a family, envelope included; for a library, its arguments or what a subscriber gets.
    pub fn message(self, family: &Family, message: &Message, entropy: &mut Entropy<'_>) -> Json {
        if family.kind.is_posted() {
            let made = self.enveloped(family, message, entropy);
            let plain = || made.write(&mut Entropy::new(&[]));
            return families::recoded(&family.envelope.encoding, plain)
                .and_then(|posted| Json::parse(&posted).ok())
                .unwrap_or(made);
        }
        if family.is_function(message) {
            return self.arguments(message, entropy);
        }
        match callbacks::heard(message) {
            Some((ty, failure)) => self.outcome(message.convention.keys, ty, failure, entropy),
            None => Json::Null,
        }
    }

    fn arguments(self, message: &Message, entropy: &mut Entropy<'_>) -> Json {
        if message.convention.object {
            return Json::Object(self.fields(message.fields, entropy, 0));
        }
        let fields = message.fields.iter();
        let items = fields.map(|field| self.value(field.ty, entropy, 0));
        Json::Array(items.collect())
    }

    /// What the callback of a function may be called with.
    pub fn reply(self, message: &Message, entropy: &mut Entropy<'_>) -> Json {
        match message.reply {
            Some(Reply::Callback { result, error }) => {
                self.outcome(message.convention.keys, result, error, entropy)
            }
            _ => Json::Null,
        }
    }

    /// What a request of a family may be answered with.
    pub fn answer(self, family: &Family, message: &Message, entropy: &mut Entropy<'_>) -> Json {
        let (Some(requests), Some(Reply::Callback { result, error })) =
            (family.requests, message.reply)
        else {
            return Json::Null;
        };
        let answer = requests.answer;
        let constants = answer.constants.iter();
        let named = answer.id.map(|key| (key.to_owned(), id(entropy)));
        let mut entries: Vec<_> = named.into_iter().collect();
        entries.extend(constants.map(|of| (of.key.to_owned(), families::scalar(of.value))));
        entries.extend(self.either(
            &Outcome {
                name: "",
                doc: "",
                flag: answer.flag,
                ok_key: answer.ok,
                ok: result,
                error_key: answer.error,
                error,
                decides: answer.decides,
                personal: false,
                beside: false,
            },
            entropy,
        ));
        shuffle(&mut entries, entropy);
        paths::unlift(&paths::of_answer(&answer), entries)
    }

    /// What is called back. A failure that comes by itself isn't made.
    fn outcome(
        self,
        keys: Option<CallbackKeys>,
        result: Type,
        error: Type,
        entropy: &mut Entropy<'_>,
    ) -> Json {
        let may_fail = keys.is_some_and(|keys| keys.may_fail());
        let is_ok = !may_fail || !entropy.one_in(3);
        let value = self.value(if is_ok { result } else { error }, entropy, 0);
        let mut json = callbacks::saying(keys, if is_ok { Ok(value) } else { Err(value) });
        // What the flag speaks against isn't looked at.
        if let (Some(keys), Json::Object(entries)) = (keys, &mut json)
            && let (Some(_), Some(ok), Some(error)) = (keys.flag, keys.ok, keys.error)
            && entropy.one_in(2)
        {
            let other = if is_ok { error } else { ok };
            entries.retain(|(key, _)| key != other);
            if entropy.one_in(2) {
                entries.push((other.to_owned(), any(entropy, 2)));
            }
        }
        json
    }

    fn enveloped(self, family: &Family, message: &Message, entropy: &mut Entropy<'_>) -> Json {
        let tag = spelling(message.tag, message.aliases, 4, entropy);
        let mut entries = vec![(family.envelope.tag.to_owned(), Json::text(tag))];
        for constant in family.envelope.constants {
            entries.push((constant.key.to_owned(), families::scalar(constant.value)));
        }
        for report in family.envelope.reports {
            if entropy.one_in(2) {
                entries.push((report.key.to_owned(), families::scalar(report.value)));
            }
        }
        if let Some(key) = family.requests.and_then(|requests| requests.id) {
            entries.push((key.to_owned(), id(entropy)));
        }
        let inside = |beside: bool| message.content.is_some() && !beside;
        let whole = message.fields.first().filter(|_| message.whole);
        match (message.content, whole) {
            (Some(content), Some(field)) => {
                entries.push((content.to_owned(), self.value(field.ty, entropy, 0)));
            }
            (Some(content), None) => {
                let object = self.those(message, inside, entropy);
                if !object.is_empty() || entropy.one_in(2) {
                    entries.push((content.to_owned(), Json::Object(object)));
                }
            }
            (None, _) => {}
        }
        entries.extend(self.those(message, |beside| !inside(beside), entropy));
        if let Some(field) = message.fields.iter().find(|field| field.remainder)
            && let Some(at) = entries.iter().position(|(key, _)| key == field.key)
            && let (_, Json::String(rest)) = entries.remove(at)
            && let Some((_, tag)) = entries.first_mut()
        {
            *tag = Json::String(paths::with_data(message, &rest));
        }
        shuffle(&mut entries, entropy);
        paths::unlift(&paths::of_family(family), entries)
    }

    /// Those fields of a message that stand in one place.
    fn those(
        self,
        message: &Message,
        here: impl Fn(bool) -> bool,
        entropy: &mut Entropy<'_>,
    ) -> Vec<(String, Json)> {
        let fields = message.fields.iter().copied();
        let fields: Vec<Field> = fields.filter(|field| here(field.beside)).collect();
        let mut entries = self.fields(&fields, entropy, 0);
        if let Some(outcome) = message.outcome.filter(|outcome| here(outcome.beside)) {
            entries.extend(self.either(&outcome, entropy));
        }
        entries
    }

    /// A body that is either of two.
    fn either(self, outcome: &Outcome, entropy: &mut Entropy<'_>) -> Vec<(String, Json)> {
        let may_fail = outcome.flag.is_some() || outcome.error_key.is_some();
        let success = !may_fail || entropy.one_in(2);
        let ok = (outcome.ok_key, outcome.ok);
        let error = (outcome.error_key, outcome.error);
        let ((key, ty), (other, _)) = if success { (ok, error) } else { (error, ok) };
        let mut entries = Vec::new();
        if let Some(flag) = outcome.flag {
            entries.push((flag.to_owned(), Json::Bool(success)));
        }
        match (key, self.data(ty).map(|data| data.shape)) {
            (Some(key), _) => entries.push((key.to_owned(), self.value(ty, entropy, 0))),
            (None, Some(DataShape::Object(fields))) => {
                entries.extend(self.fields(fields, entropy, 0));
            }
            (None, _) => {}
        }
        let alone = match outcome.decides {
            None => false,
            Some(Decides::Flag) => true,
            Some(Decides::Ok) => success && entries.iter().all(|(_, value)| *value != Json::Null),
            Some(Decides::Error) => {
                !success && entries.iter().all(|(_, value)| *value != Json::Null)
            }
        };
        // Two nulls say nothing, unless there is a flag.
        if let Some(other) = other.filter(|_| alone && entropy.one_in(3)) {
            entries.push((other.to_owned(), any(entropy, 2)));
        } else if let Some(other) = other
            && (outcome.flag.is_some() || entries.iter().all(|(_, value)| *value != Json::Null))
            && entropy.one_in(4)
        {
            entries.push((other.to_owned(), Json::Null));
        }
        shuffle(&mut entries, entropy);
        entries
    }

    fn fields(self, fields: &[Field], entropy: &mut Entropy<'_>, depth: u8) -> Vec<(String, Json)> {
        let mut entries = Vec::new();
        for field in fields {
            if field.flatten {
                let ty = match field.ty {
                    Type::Option(inner) if entropy.one_in(2) => *inner,
                    ty => ty,
                };
                if let Type::Map(_) = ty
                    && let Json::Object(flat) = self.value(ty, entropy, depth)
                {
                    let prefix = field.prefix.unwrap_or_default();
                    for (key, of) in flat {
                        let key = format!("{prefix}{key}");
                        if entries.iter().all(|(known, _)| *known != key) {
                            entries.push((key, of));
                        }
                    }
                } else if let Some(Json::Object(flat)) = self
                    .data(ty)
                    .map(|data| self.declared(data, entropy, depth))
                {
                    entries.extend(flat);
                }
                continue;
            }
            let value = match (field.presence, entropy.byte() % 4) {
                (Presence::Required, _) | (_, 0 | 1) => self.value(field.ty, entropy, depth),
                (_, 2) => Json::Null,
                _ => continue,
            };
            let key = spelling(field.key, field.aliases, 8, entropy);
            entries.push((key.to_owned(), value));
        }
        shuffle(&mut entries, entropy);
        entries
    }

    fn data(self, ty: Type) -> Option<&'static Data> {
        match ty {
            Type::Named(name) => self.description.types.iter().find(|data| data.name == name),
            _ => None,
        }
    }

    fn value(self, ty: Type, entropy: &mut Entropy<'_>, depth: u8) -> Json {
        match ty {
            Type::Bool => Json::Bool(entropy.one_in(2)),
            Type::Integer { bits, signed } => Json::Number(integer(bits, signed, entropy)),
            Type::Float { .. } => float(entropy),
            Type::String | Type::DateTime | Type::Url => Json::String(text(entropy)),
            Type::PhoneNumber => match entropy.byte() % 3 {
                0 => Json::Number(entropy.word().into()),
                1 => Json::String(format!("+{}", entropy.word())),
                _ => Json::String(text(entropy)),
            },
            Type::Id => match entropy.byte() % 3 {
                0 => Json::Number(entropy.word().into()),
                1 => Json::Number(entropy.word().cast_signed().into()),
                _ => Json::String(text(entropy)),
            },
            Type::EpochMillis | Type::EpochSeconds => Json::Number(integer(64, true, entropy)),
            Type::OneOrMany(inner) if entropy.one_in(2) => self.value(*inner, entropy, depth),
            Type::OneOrMany(inner) => self.value(Type::List(inner), entropy, depth),
            Type::Text(inner) => match self.value(*inner, entropy, depth) {
                value if entropy.one_in(2) => value,
                Json::Bool(value) => Json::String(value.to_string()),
                Json::Number(value) => Json::String(value.to_string()),
                other => other,
            },
            Type::Uuid => {
                let bytes: [u8; 16] = core::array::from_fn(|_| entropy.byte());
                Json::String(uuid::Uuid::from_bytes(bytes).to_string())
            }
            Type::Json => any(entropy, depth),
            Type::Option(_) if entropy.one_in(3) => Json::Null,
            Type::Option(inner) | Type::Secret(inner) => self.value(*inner, entropy, depth),
            Type::List(inner) => {
                let count = entropy.below(4);
                Json::Array(
                    (0..count)
                        .map(|_| self.value(*inner, entropy, depth + 1))
                        .collect(),
                )
            }
            Type::Map(inner) => {
                let mut entries: Vec<(String, Json)> = Vec::new();
                for _ in 0..entropy.below(4) {
                    let key = text(entropy);
                    if !entries.iter().any(|(known, _)| *known == key) {
                        entries.push((key, self.value(*inner, entropy, depth + 1)));
                    }
                }
                Json::Object(entries)
            }
            Type::Query(inner) => self.query(*inner, entropy),
            Type::Named(_) => match self.data(ty) {
                Some(data) => self.declared(data, entropy, depth + 1),
                None => Json::Null,
            },
            _ => Json::Null,
        }
    }

    fn query(self, inner: Type, entropy: &mut Entropy<'_>) -> Json {
        let Some(Json::Object(entries)) =
            self.data(inner).map(|data| self.declared(data, entropy, 0))
        else {
            return Json::text("");
        };
        let pairs = entries.iter().map(|(key, value)| match value {
            Json::String(value) => format!("{key}={value}"),
            _ => format!("{key}=1"),
        });
        Json::String(pairs.collect::<Vec<_>>().join("&"))
    }

    fn declared(self, data: &Data, entropy: &mut Entropy<'_>, depth: u8) -> Json {
        match data.shape {
            DataShape::Object(fields) => Json::Object(self.fields(fields, entropy, depth)),
            DataShape::Positional(fields) => {
                let items = fields.iter().map(|of| self.value(of.ty, entropy, depth));
                Json::Array(items.collect())
            }
            DataShape::Newtype(inner) => self.value(inner, entropy, depth),
            DataShape::Enum { values, open } => {
                if open && entropy.one_in(4) {
                    return Json::String(text(entropy));
                }
                let value = entropy.pick(values);
                let mut spelling = spelling(value.value, value.aliases, 2, entropy).to_owned();
                if value.prefix {
                    spelling.push_str(&text(entropy));
                }
                Json::String(spelling)
            }
            DataShape::OneOf(variants) => {
                let variant = entropy.pick(variants);
                object([(variant.key, self.value(variant.ty, entropy, depth))])
            }
            DataShape::Tagged { tag, variants } => {
                let variant = entropy.pick(variants);
                let mut entries = vec![(tag.to_owned(), Json::tag(variant.tag, variant.key))];
                entries.extend(self.fields(variant.fields, entropy, depth));
                shuffle(&mut entries, entropy);
                Json::Object(entries)
            }
            DataShape::Union(variants) => self.value(entropy.pick(variants).ty, entropy, depth),
        }
    }
}

/// The id of a request.
fn id(entropy: &mut Entropy<'_>) -> Json {
    if entropy.one_in(2) {
        Json::Number(entropy.word().cast_signed().into())
    } else {
        Json::String(text(entropy))
    }
}

/// A name, or now and then one of its aliases.
fn spelling<'n>(
    name: &'n str,
    aliases: &'n [&'n str],
    times: u8,
    entropy: &mut Entropy<'_>,
) -> &'n str {
    if !aliases.is_empty() && entropy.one_in(times) {
        aliases[entropy.below(aliases.len())]
    } else {
        name
    }
}

/// A request with these arguments, as it is posted.
///
/// # Panics
/// If the arguments are no object.
pub fn request(family: &Family, message: &Message, arguments: &str) -> String {
    let Ok(Json::Object(arguments)) = Json::parse(arguments) else {
        panic!("the arguments of a request are an object: {arguments}");
    };
    let is_beside = |key: &String| {
        let mut fields = message.fields.iter().filter(|field| field.beside);
        fields.any(|field| field.key == key || field.aliases.contains(&key.as_str()))
    };
    let (beside, inside): (Vec<_>, Vec<_>) = arguments
        .into_iter()
        .partition(|(key, _)| message.content.is_none() || is_beside(key));
    let constants = family.envelope.constants.iter();
    let mut entries = vec![(family.envelope.tag.to_owned(), Json::text(message.tag))];
    entries.extend(constants.map(|of| (of.key.to_owned(), families::scalar(of.value))));
    let id = family.requests.and_then(|requests| requests.id);
    entries.extend(id.map(|key| (key.to_owned(), Json::text("1"))));
    entries.extend(
        message
            .content
            .map(|key| (key.to_owned(), Json::Object(inside))),
    );
    entries.extend(beside);
    paths::unlift(&paths::of_family(family), entries).write(&mut Entropy::new(&[]))
}

/// The samples of a message, as they are posted or cross the edge of a library.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// What it looks like, or its arguments.
    pub bodies: Vec<String>,
    /// What its callback or its listener receives.
    pub replies: Vec<String>,
    /// What failures say that come by themselves.
    pub failures: Vec<String>,
}

/// The samples of a message.
///
/// # Panics
/// If one is no JSON.
pub fn samples(message: &Message) -> Samples {
    let mut samples = Samples::default();
    let convention = &message.convention;
    let called_back = |json: &str, is_ok: bool| {
        let value = Json::parse(json).expect("a sample is JSON");
        let said = if is_ok { Ok(value) } else { Err(value) };
        callbacks::saying(convention.keys, said).write(&mut Entropy::new(&[]))
    };
    for sample in message.samples {
        match sample {
            Sample::Message(text) | Sample::Posted(text) | Sample::Arguments(text) => {
                samples.bodies.push((*text).to_owned());
            }
            Sample::Error(json) if convention.fails_apart() => {
                samples.failures.push((*json).to_owned());
            }
            Sample::Result(json) => samples.replies.push(called_back(json, true)),
            Sample::Error(json) => samples.replies.push(called_back(json, false)),
        }
    }
    samples
}

fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

fn shuffle<T>(items: &mut [T], entropy: &mut Entropy<'_>) {
    if entropy.one_in(3) {
        for index in 1..items.len() {
            items.swap(index, entropy.below(index + 1));
        }
    }
}

/// Changes one place: a value becomes another, a key is taken away, doubled, renamed or moved.
pub fn disturb(json: &mut Json, entropy: &mut Entropy<'_>) {
    let down = !entropy.one_in(4);
    match json {
        Json::Object(entries) if !entries.is_empty() => {
            let index = entropy.below(entries.len());
            if down {
                return disturb(&mut entries[index].1, entropy);
            }
            match entropy.byte() % 6 {
                0 => drop(entries.remove(index)),
                1 => entries.push(entries[index].clone()),
                2 => entries[index].0 = text(entropy),
                3 => entries[index].1 = Json::Null,
                4 => entries.push((text(entropy), any(entropy, 0))),
                _ => entries.swap(0, index),
            }
        }
        Json::Array(items) if !items.is_empty() => {
            let index = entropy.below(items.len());
            match (down, entropy.byte() % 3) {
                (true, _) => disturb(&mut items[index], entropy),
                (_, 0) => drop(items.remove(index)),
                (_, 1) => items.push(items[index].clone()),
                _ => items.push(any(entropy, 0)),
            }
        }
        _ => *json = any(entropy, 0),
    }
}
