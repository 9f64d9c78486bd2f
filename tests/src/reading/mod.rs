//! What a message must be read as: a slow reader that goes by the description alone.
//!
//! It shares nothing with the codec. It takes JSON as `serde_json` read it, looks every field up in the
//! description, and gives the message as it would have to be written.

mod outcome;
mod requests;
mod values;

use cti_runtime::describe::{
    CallbackKeys, Data, DataShape, Description, Direction, Family, Field, Message, Presence, Reply,
    Type,
};

use crate::callbacks;
use crate::families::{self, Choice, choose};
use crate::json::Json;
use crate::paths;

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
        let answer = |marked| requests::answer(self.description, direction, marked, entries);
        let paths = paths::of_direction(self.description, direction);
        let Some(mut lifted) = paths::lift(&paths, entries) else {
            return Reading::Repeated;
        };
        let open = paths::open_tags(self.description, direction);
        if open.iter().any(|tag| all(entries, &[tag]).len() > 1) {
            return Reading::Repeated;
        }
        let entries = &mut lifted;
        let (family, tag) = match choose(self.description, direction, entries) {
            Choice::Family(family, tag) => (family, tag),
            Choice::None => return answer(false).unwrap_or(Reading::NotOurs),
            Choice::Repeated => return Reading::Repeated,
        };
        let Some((message, behind)) = paths::find(family, &tag) else {
            // An answer may look like a message with an unknown tag, but for its constants.
            return answer(true).unwrap_or_else(|| unknown(family, tag, entries));
        };
        if self.repeats(message, family, entries) {
            return Reading::Repeated;
        }
        let rest = message.fields.iter().find(|field| field.remainder);
        entries.extend(rest.map(|field| (field.key.to_owned(), Json::text(behind))));
        let read = self.body(message, family, entries);
        let read = read.and_then(|json| with_id(json, family, entries));
        match read.map(|json| written(json, family, message)) {
            Ok(json) => Reading::Message(message, json),
            Err(Not::Fits) => Reading::Drift(message),
            Err(Not::Known) => Reading::Unsure,
        }
    }

    /// Whether a key of the envelope, or a field of the message itself stands twice.
    fn repeats(self, message: &Message, family: &Family, entries: &Entries) -> bool {
        let mut fixed = families::keys(family);
        fixed.extend(message.content);
        if fixed.iter().any(|key| all(entries, &[key]).len() > 1) {
            return true;
        }
        let twice = |keys: &Vec<Vec<&str>>, entries: &Entries| {
            let mut keys = keys.iter().flatten();
            keys.any(|key| all(entries, &[key]).len() > 1)
        };
        let outside = without(entries, &fixed);
        let Some(content) = message.content else {
            return twice(&self.keys_among(message, |_| true), &outside);
        };
        if twice(&self.keys_among(message, |beside| beside), &outside) {
            return true;
        }
        match all(entries, &[content]).first() {
            Some(Json::Object(inside)) if !message.whole => {
                twice(&self.keys_among(message, |beside| !beside), inside)
            }
            _ => false,
        }
    }

    /// The keys of those fields of a message that stand in one place, each with its aliases.
    fn keys_among(self, message: &Message, here: impl Fn(bool) -> bool) -> Vec<Vec<&'static str>> {
        let mut keys = Vec::new();
        for field in message.fields.iter().filter(|field| here(field.beside)) {
            self.keys_of(field, &mut keys);
        }
        if let Some(outcome) = message.outcome.filter(|outcome| here(outcome.beside)) {
            self.keys_of_outcome(&outcome, &mut keys);
        }
        keys
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
        let mut keys = keys.iter().flatten();
        keys.any(|key| all(entries, &[key]).len() > 1)
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

    fn body(self, message: &Message, family: &Family, entries: &Entries) -> Result<Json, Not> {
        let envelope = family.envelope;
        let mut written = vec![(envelope.tag.to_owned(), Json::text(message.tag))];
        for constant in envelope.constants.iter().chain(envelope.reports) {
            written.push((constant.key.to_owned(), families::scalar(constant.value)));
        }
        let mut fixed = families::keys(family);
        let Some(content) = message.content else {
            let outside = without(entries, &fixed);
            written.extend(self.those(message, |_| true, &outside)?);
            return Ok(Json::Object(written));
        };
        let value = all(entries, &[content]).into_iter().next();
        let empty = Json::Object(Vec::new());
        let mut inside = message.fields.iter().filter(|field| !field.beside);
        let has_keys = inside.clone().next().is_some()
            || message.outcome.is_some_and(|outcome| !outcome.beside);
        let body = match (value, inside.next()) {
            // Content that may be absent is left out, unless it is declared to be null.
            (None | Some(Json::Null), Some(field))
                if message.whole && field.presence != Presence::Required =>
            {
                Some(Json::Null).filter(|_| field.presence == Presence::Nullable)
            }
            (value, Some(field)) if message.whole => {
                let value = value.unwrap_or(&empty);
                match self.value(field.ty, value) {
                    Err(Not::Fits) if *value == Json::Null => Some(self.value(field.ty, &empty)?),
                    result => Some(result?),
                }
            }
            (None | Some(Json::Null), _) => Some(Json::Object(self.those(
                message,
                |beside| !beside,
                &Vec::new(),
            )?)),
            (Some(Json::Object(entries)), _) => {
                // A map takes nothing of the envelope.
                let fixed = paths::keys_in(content, &paths::of_family(family));
                let fixed: Vec<&str> = fixed.iter().map(String::as_str).collect();
                let entries = &without(entries, &fixed);
                Some(Json::Object(self.those(
                    message,
                    |beside| !beside,
                    entries,
                )?))
            }
            (Some(_), _) if has_keys => return Err(Not::Fits),
            (Some(_), _) => None,
        };
        // Content without fields may be left out.
        let body = body.filter(|body| *body != empty);
        written.extend(body.map(|body| (content.to_owned(), body)));
        fixed.push(content);
        let outside = without(entries, &fixed);
        written.extend(self.those(message, |beside| beside, &outside)?);
        Ok(Json::Object(written))
    }

    /// Those fields of a message that stand in one place, as they would be written.
    fn those(
        self,
        message: &Message,
        here: impl Fn(bool) -> bool,
        entries: &Entries,
    ) -> Result<Entries, Not> {
        let fields = message.fields.iter().copied();
        let fields: Vec<Field> = fields.filter(|field| here(field.beside)).collect();
        let mut written = self.fields(&fields, entries)?;
        if let Some(outcome) = message.outcome.filter(|outcome| here(outcome.beside)) {
            written.extend(self.either(&outcome, entries)?);
        }
        Ok(written)
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
        let read = if family.is_function(message) {
            self.arguments(message, json)
        } else if let Some((ty, failure)) = callbacks::heard(message) {
            self.outcome(message.convention.keys, ty, failure, json)
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
        match self.outcome(message.convention.keys, result, error, json) {
            Ok(_) => Some(true),
            Err(Not::Fits) => Some(false),
            Err(Not::Known) => None,
        }
    }

    fn arguments(self, message: &Message, json: &Json) -> Result<Json, Not> {
        if message.convention.object {
            let Json::Object(entries) = json else {
                return Err(Not::Fits);
            };
            return self.fields(message.fields, entries).map(Json::Object);
        }
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

    fn outcome(
        self,
        keys: Option<CallbackKeys>,
        result: Type,
        error: Type,
        json: &Json,
    ) -> Result<Json, Not> {
        let said = match callbacks::said(keys, json).ok_or(Not::Fits)? {
            Ok(value) => Ok(self.value(result, &value)?),
            Err(value) => Err(self.value(error, &value)?),
        };
        Ok(callbacks::saying(keys, said))
    }
}

/// A message whose tag its family doesn't list.
fn unknown(family: &Family, tag: String, entries: &Entries) -> Reading<'static> {
    let mut keys = families::keys(family);
    keys.extend(family.envelope.content);
    if keys.iter().any(|key| all(entries, &[key]).len() > 1) {
        Reading::Repeated
    } else {
        Reading::Unknown(tag)
    }
}

/// A message as it is posted.
fn written(json: Json, family: &Family, message: &Message) -> Json {
    let Json::Object(mut entries) = json else {
        return json;
    };
    let rest = message.fields.iter().find(|field| field.remainder);
    if let Some(field) = rest
        && let Some(at) = entries.iter().position(|(key, _)| key == field.key)
        && let (_, Json::String(rest)) = entries.remove(at)
    {
        for (key, value) in &mut entries {
            if key == family.envelope.tag {
                *value = Json::String(paths::with_data(message, &rest));
            }
        }
    }
    paths::unlift(&paths::of_family(family), entries)
}

/// A request has an id; it is written again with the id 1.
fn with_id(mut json: Json, family: &Family, entries: &Entries) -> Result<Json, Not> {
    let key = family.requests.and_then(|requests| requests.id);
    if let (Some(key), Json::Object(written)) = (key, &mut json) {
        match all(entries, &[key]).into_iter().next().map(requests::is_id) {
            Some(Some(true)) => written.push((key.to_owned(), Json::Number(1.into()))),
            Some(None) => return Err(Not::Known),
            _ => return Err(Not::Fits),
        }
    }
    Ok(json)
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
