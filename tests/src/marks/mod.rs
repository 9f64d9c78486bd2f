//! Marked secrets and numbers, put into every place of a message: what may be shown of them is what the
//! declaration says isn't personal, and nothing else.

mod known;
mod mutations;
mod site;

use cti_runtime::describe::{
    Answer, CallbackKeys, Convention, Description, Family, Message, Outcome, Type, keys_of,
};
use serde_json::{Map, Value};

use self::known::{Known, Walk};
use self::mutations::mutations;
pub use self::site::at;
use self::site::{Site, Step};

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

/// A key that no declaration lists.
const NEW: &str = "newField";

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
    let walk = Walk(description);
    let mut sites = Vec::new();
    if let (Value::Object(entries), true) = (&value, family.kind.is_posted()) {
        posted(&walk, message, entries, &mut sites);
        let constants = family.envelope.constants.iter().map(|of| of.key);
        let mut tags = vec![family.envelope.tag];
        tags.extend(constants);
        return mutations(&value, &sites, &tags);
    }
    if !family.is_function(message) {
        return heard(&walk, message, &value);
    }
    match &value {
        Value::Array(items) => arguments(&walk, message, items, &mut sites),
        _ => walk.sites(
            Known::Fields(message.fields, false),
            &value,
            &[],
            &mut sites,
        ),
    }
    mutations(&value, &sites, &[])
}

/// Every mutation of an answer to a request that has a mark in it.
///
/// # Panics
/// If the answer is no JSON.
pub fn answer(
    description: &Description,
    form: &Answer,
    (result, error): (Type, Type),
    body: &str,
) -> Vec<Marked> {
    let value: Value = serde_json::from_str(body).expect("an answer is JSON");
    let sides = [(form.ok, result), (form.error, error)];
    let sides = sides.into_iter().filter_map(|(key, ty)| Some((key?, ty)));
    let sides: Vec<_> = sides
        .map(|(key, ty)| (key, Known::Type(ty, false)))
        .collect();
    let mut sites = Vec::new();
    under_keys(&Walk(description), &sides, (&[], &value), &mut sites);
    let constants = form.constants.iter().map(|constant| constant.key);
    let tags: Vec<&str> = constants.chain(form.id).chain(form.flag).collect();
    mutations(&value, &sites, &tags)
}

/// Every mutation of what a function of a library calls back with.
///
/// # Panics
/// If the body is no JSON.
pub fn called_back(
    description: &Description,
    convention: &Convention,
    (result, error): (Type, Type),
    body: &str,
) -> Vec<Marked> {
    let value: Value = serde_json::from_str(body).expect("what is called back is JSON");
    let sides = [Known::Type(result, false), Known::Type(error, false)];
    back(&Walk(description), convention.keys, sides, &value)
}

/// Every mutation of what a failure says that comes by itself.
///
/// # Panics
/// If the body is no JSON.
pub fn failure(description: &Description, error: Type, body: &str) -> Vec<Marked> {
    let value: Value = serde_json::from_str(body).expect("a failure is JSON");
    let known = Known::Type(error, false);
    back(&Walk(description), None, [known, known], &value)
}

/// What a listener is called with.
fn heard(walk: &Walk<'_>, message: &Message, value: &Value) -> Vec<Marked> {
    let field = message.fields.first();
    let result = field.map_or(Known::Nothing, |of| Known::Type(of.ty, of.personal));
    let failure = message.failure;
    let error = failure.map_or(Known::Nothing, |ty| Known::Type(ty, false));
    back(walk, message.convention.keys, [result, error], value)
}

/// What is called back: one of two, or the first alone.
fn back(
    walk: &Walk<'_>,
    keys: Option<CallbackKeys>,
    [result, error]: [Known; 2],
    value: &Value,
) -> Vec<Marked> {
    let mut sites = Vec::new();
    match (keys, value) {
        (Some(keys), Value::Object(inside)) => {
            let mut sides = vec![(keys.ok, result)];
            sides.extend(keys.may_fail().then_some((keys.error, error)));
            either(walk, &sides, (&[], inside), &mut sites);
        }
        _ => walk.sites(result, value, &[], &mut sites),
    }
    mutations(value, &sites, &[])
}

/// The sites of a posted message.
fn posted(walk: &Walk<'_>, message: &Message, entries: &Map<String, Value>, sites: &mut Vec<Site>) {
    let beside = message.content.is_some();
    let fields = message.fields.iter();
    let fields = fields.filter(|field| field.beside == beside).collect();
    let new = walk.member(fields, NEW, entries);
    sites.push(Site {
        inside: new.is_some_and(|known| walk.is_open(known)),
        ..Site::hidden(&[])
    });
    envelope(walk, message, &[], entries, sites);
}

/// The sites of an object of the envelope: the message, or one on the way to what has a path.
fn envelope(
    walk: &Walk<'_>,
    message: &Message,
    around: &[Step],
    entries: &Map<String, Value>,
    sites: &mut Vec<Site>,
) {
    let fields = message.fields.iter();
    let beside = fields.filter(|field| field.beside || message.content.is_none());
    let beside: Vec<_> = beside.collect();
    let paths = beside.iter().map(|field| field.key).chain(message.content);
    let paths: Vec<&str> = paths.collect();
    for (key, value) in entries {
        let steps = [around, &[Step::Key(key.clone())]].concat();
        let path = site::path(&steps);
        let is_content = message.content == Some(&path);
        match (value, &message.outcome) {
            (Value::Object(inside), Some(outcome)) if is_content => {
                success_or_failure(walk, outcome, &steps, inside, sites);
            }
            (Value::Object(inside), _) if leads_on(&paths, &path) => {
                sites.push(Site::hidden(&steps));
                envelope(walk, message, &steps, inside, sites);
            }
            _ => {
                let known = if is_content {
                    match message.fields.first() {
                        Some(field) if message.whole => Known::Type(field.ty, field.personal),
                        _ => Known::Fields(message.fields, false),
                    }
                } else {
                    let known = walk.member(beside.clone(), &path, entries);
                    known.unwrap_or(Known::Nothing)
                };
                walk.sites(known, value, &steps, sites);
            }
        }
    }
}

/// Whether one of these paths leads into the object at this one.
fn leads_on(paths: &[&str], path: &str) -> bool {
    let around = keys_of(path);
    let mut paths = paths.iter().map(|path| keys_of(path));
    paths.any(|keys| keys.len() > around.len() && keys.starts_with(&around))
}

/// The sites of an object in which these paths lead to what is known, and to nothing else.
fn under_keys(
    walk: &Walk<'_>,
    sides: &[(&str, Known)],
    (steps, value): (&[Step], &Value),
    sites: &mut Vec<Site>,
) {
    let path = site::path(steps);
    let paths: Vec<&str> = sides.iter().map(|(key, _)| *key).collect();
    let known = sides
        .iter()
        .find(|(key, _)| !steps.is_empty() && *key == path);
    match (known, value) {
        (None, Value::Object(entries)) if steps.is_empty() || leads_on(&paths, &path) => {
            sites.push(Site::hidden(steps));
            for (key, value) in entries {
                let steps = [steps, &[Step::Key(key.clone())]].concat();
                under_keys(walk, sides, (&steps, value), sites);
            }
        }
        _ => {
            let known = known.map_or(Known::Nothing, |(_, known)| *known);
            walk.sites(known, value, steps, sites);
        }
    }
}

/// The sites of content that is an outcome.
fn success_or_failure(
    walk: &Walk<'_>,
    outcome: &Outcome,
    path: &[Step],
    inside: &Map<String, Value>,
    sites: &mut Vec<Site>,
) {
    let sides = [
        (outcome.ok_key, outcome.ok),
        (outcome.error_key, outcome.error),
    ]
    .map(|(key, ty)| (key, Known::Type(ty, outcome.personal)));
    either(walk, &sides, (path, inside), sites);
}

/// The sites of an object that is one of some, each under its key or beside the flag.
fn either(
    walk: &Walk<'_>,
    sides: &[(Option<&str>, Known)],
    (path, inside): (&[Step], &Map<String, Value>),
    sites: &mut Vec<Site>,
) {
    sites.push(Site::hidden(path));
    for (key, value) in inside {
        let path = [path, &[Step::Key(key.clone())]].concat();
        let keyed = sides.iter().find(|(of, _)| *of == Some(key));
        let known = keyed.map(|(_, known)| *known).or_else(|| {
            // What has no key stands beside the flag.
            let beside = sides.iter().filter(|(of, _)| of.is_none());
            let mut beside = beside.map(|(_, known)| walk.inside(*known, key, inside));
            beside.find(|known| !matches!(known, Known::Nothing))
        });
        walk.sites(known.unwrap_or(Known::Nothing), value, &path, sites);
    }
}

/// The sites of a function's arguments.
fn arguments(walk: &Walk<'_>, message: &Message, items: &[Value], sites: &mut Vec<Site>) {
    let first = message.fields.first();
    let first = first.map(|field| Known::Type(field.ty, field.personal));
    sites.push(Site {
        first: first.is_some_and(|known| walk.is_open(known)),
        ..Site::hidden(&[])
    });
    for (index, item) in items.iter().enumerate() {
        let field = message.fields.get(index);
        let known = field.map_or(Known::Nothing, |field| {
            Known::Type(field.ty, field.personal)
        });
        walk.sites(known, item, &[Step::Index(index)], sites);
    }
}
