//! Marked secrets and numbers, put into every place of a message: what may be shown of them is what the
//! declaration says isn't personal, and nothing else.

mod known;
mod mutations;
mod site;

use cti_runtime::describe::{Description, Family, Message, Outcome, Type};
use serde_json::{Map, Value};

use self::known::{Known, Walk};
use self::mutations::mutations;
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
    let mut sites = Vec::new();
    let walk = Walk(description);
    match (&value, family.kind.is_posted()) {
        (Value::Object(entries), true) => posted(&walk, message, entries, &mut sites),
        (Value::Array(items), false) => arguments(&walk, message, items, &mut sites),
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
    mutations(&value, &sites, &tags)
}

/// Every mutation of an answer that has a mark in it; `types` says what stands under which key.
///
/// # Panics
/// If the answer is no JSON.
pub fn answer(description: &Description, body: &str, types: &[(&str, Type)]) -> Vec<Marked> {
    let value: Value = serde_json::from_str(body).expect("an answer is JSON");
    let mut sites = vec![Site::hidden(&[])];
    let mut tags = Vec::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        let known = types.iter().find(|(of, _)| of == key);
        if known.is_none() {
            tags.push(key.as_str());
        }
        let known = known.map_or(Known::Nothing, |(_, ty)| Known::Type(*ty, false));
        let path = [Step::Key(key.clone())];
        Walk(description).sites(known, value, &path, &mut sites);
    }
    mutations(&value, &sites, &tags)
}

/// The sites of a posted message.
fn posted(walk: &Walk<'_>, message: &Message, entries: &Map<String, Value>, sites: &mut Vec<Site>) {
    let beside = message.content.is_some();
    let fields = message.fields.iter();
    let fields = fields.filter(|field| field.beside == beside).collect();
    let new = walk.member(fields, NEW);
    sites.push(Site {
        inside: new.is_some_and(|known| walk.is_open(known)),
        ..Site::hidden(&[])
    });
    envelope(walk, message, (&[], ""), entries, sites);
}

/// The sites of an object of the envelope: the message, or one on the way to what has a path.
fn envelope(
    walk: &Walk<'_>,
    message: &Message,
    (path, within): (&[Step], &str),
    entries: &Map<String, Value>,
    sites: &mut Vec<Site>,
) {
    for (key, value) in entries {
        let path = [path, &[Step::Key(key.clone())]].concat();
        let key = format!("{within}{key}");
        if let (Some(outcome), Some(inside)) = (&message.outcome, value.as_object())
            && message.content == Some(&key)
        {
            success_or_failure(walk, outcome, &path, inside, sites);
            continue;
        }
        let further = format!("{key}.");
        if let Some(inside) = value.as_object()
            && has_more(message, &further)
        {
            sites.push(Site::hidden(&path));
            envelope(walk, message, (&path, &further), inside, sites);
            continue;
        }
        let known = if message.content == Some(&key) {
            match message.fields.first() {
                Some(field) if message.whole => Known::Type(field.ty, field.personal),
                _ => Known::Fields(message.fields, false),
            }
        } else {
            let fields = match message.content {
                Some(_) => message.fields.iter().filter(|field| field.beside).collect(),
                None => message.fields.iter().collect::<Vec<_>>(),
            };
            walk.member(fields, &key).unwrap_or(Known::Nothing)
        };
        walk.sites(known, value, &path, sites);
    }
}

/// Whether the content or a field has a path that begins so.
fn has_more(message: &Message, path: &str) -> bool {
    let fields = message.fields.iter();
    let beside = fields.filter(|field| field.beside || message.content.is_none());
    let mut places = beside.map(|field| field.key).chain(message.content);
    places.any(|place| place.starts_with(path))
}

/// The sites of content that is an outcome.
fn success_or_failure(
    walk: &Walk<'_>,
    outcome: &Outcome,
    path: &[Step],
    inside: &Map<String, Value>,
    sites: &mut Vec<Site>,
) {
    sites.push(Site::hidden(path));
    let sides = [
        (outcome.ok_key, outcome.ok),
        (outcome.error_key, outcome.error),
    ]
    .map(|(key, ty)| (key, Known::Type(ty, outcome.personal)));
    for (key, value) in inside {
        let path = [path, &[Step::Key(key.clone())]].concat();
        let keyed = sides.iter().find(|(of, _)| *of == Some(key));
        let known = keyed.map(|(_, known)| *known).or_else(|| {
            // What has no key stands beside the flag.
            let beside = sides.iter().filter(|(of, _)| of.is_none());
            let mut beside = beside.map(|(_, known)| walk.inside(*known, key));
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
