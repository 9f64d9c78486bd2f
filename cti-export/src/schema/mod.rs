//! JSON Schema: what the decoder takes, as far as a schema can say it.
//!
//! Text (`envelope(text)`) is parsed before it is validated. What a schema can't say is listed in
//! the schema's own description, and in `tests/schema.rs`, which compares schema and decoder.

mod library;
mod messages;
mod nested;
mod rules;
mod values;

pub(crate) use library::{failures, outcomes};
pub(crate) use messages::samples;

use cti_runtime::describe::{Description, Direction, Family, FamilyKind};

use crate::json::Json;
use crate::names::{Builtin, Names};
use crate::text::one_line;

/// Differences between any schema and the decoder, for the schema's readers.
const LIMITS: &str = "A schema can't say everything. The decoder also turns away text that repeats \
    a tag or a field, that nests deeper than 64 levels, that is longer than 256 KiB or has a lone \
    surrogate in a field, and whole numbers that are written with a fraction or an exponent (1.0, 1e2) or as \
    -0, none of which JavaScript writes.";

/// Writes a protocol as JSON Schema, version 2020-12.
///
/// `$defs` has a definition for each message, for each direction (`Event`, `Command`), for each of its
/// families if it has several, and for each declared type; the root takes what either side sends. Personal data is marked `x-personal`,
/// secrets `x-secret`.
///
/// ```
/// # use cti_runtime::describe::{Description, Direction, Family};
/// fn event_schema(description: &Description) -> String {
///     let schema = cti_export::json_schema(description);
///     // To validate what the vendor sends, refer to `#/$defs/Event`.
///     schema
/// }
/// ```
pub fn json_schema(description: &Description) -> String {
    let names = Names::new(description);
    let writer = Writer {
        names: &names,
        dialect: Dialect::Schema,
    };
    let mut definitions = Json::object();
    let mut sides = Vec::new();
    for family in description.families {
        if family.messages.is_empty() {
            continue;
        }
        definitions.put(family.name, writer.family(family));
        if family.kind == FamilyKind::Requests {
            let answers = format!("{}Answer", family.name);
            definitions.put(&answers, writer.answers(family));
            sides.push(writer.reference(&answers));
        }
        if description.direction_enum(family.direction).is_none() {
            sides.push(writer.reference(family.name));
        }
    }
    for direction in [Direction::FromVendor, Direction::ToVendor] {
        let Some(joint) = description.direction_enum(direction) else {
            continue;
        };
        let said = |family: &&Family| !family.messages.is_empty();
        let families = description.families_of(direction).filter(said);
        let families: Vec<Json> = families.map(|of| writer.reference(of.name)).collect();
        if !families.is_empty() {
            definitions.put(joint, any_of(families));
            sides.push(writer.reference(joint));
        }
    }
    for family in description.families {
        for message in family.messages {
            for (name, schema) in writer.message(family, message) {
                definitions.put(&name, schema);
            }
        }
    }
    for (name, schema) in writer.types() {
        definitions.put(&name, schema);
    }
    let root = Json::object()
        .with("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("title", description.name)
        .with(
            "description",
            format!("{} {LIMITS}", one_line(description.doc)),
        );
    let used = used(&definitions, &sides);
    let mut kept = Json::object();
    for (name, schema) in definitions.entries() {
        if used.contains(name) || !Builtin::ALL.iter().any(|of| names.builtin(*of) == name) {
            kept.put(name, schema.clone());
        }
    }
    root.with("anyOf", sides).with("$defs", kept).pretty()
}

/// The definitions that something refers to.
fn used(definitions: &Json, sides: &[Json]) -> Vec<String> {
    let mut used = Vec::new();
    collect(definitions, &mut used);
    for side in sides {
        collect(side, &mut used);
    }
    used
}

fn collect(json: &Json, used: &mut Vec<String>) {
    match json {
        Json::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Json::Text(path) if key == "$ref" => {
                        used.extend(path.rsplit('/').next().map(str::to_owned));
                    }
                    value => collect(value, used),
                }
            }
        }
        Json::List(items) => items.iter().for_each(|item| collect(item, used)),
        Json::Literal(_) | Json::Text(_) => {}
    }
}

/// Which JSON Schema is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// 2020-12, with `$defs`.
    Schema,
    /// What AsyncAPI understands by itself, draft 07, with definitions under `components`.
    AsyncApi,
}

/// Writes schemas.
pub(crate) struct Writer<'n, 'd> {
    pub(crate) names: &'n Names<'d>,
    pub(crate) dialect: Dialect,
}
impl<'d> Writer<'_, 'd> {
    pub(super) fn description(&self) -> &'d Description {
        self.names.description()
    }

    /// A reference to a definition.
    pub(crate) fn reference(&self, name: &str) -> Json {
        let path = match self.dialect {
            Dialect::Schema => format!("#/$defs/{name}"),
            Dialect::AsyncApi => format!("#/components/schemas/{name}"),
        };
        Json::object().with("$ref", path)
    }
}

impl Json {
    /// With a doc comment as its description, if there is one.
    pub(super) fn with_doc(self, doc: &str) -> Self {
        let doc = one_line(doc);
        self.with_some("description", (!doc.is_empty()).then_some(doc))
    }

    /// With the entries of another object behind its own; a description that is there stays.
    pub(super) fn with_all(mut self, other: &Self) -> Self {
        for (key, value) in other.entries() {
            if !self.has(key) {
                self.put(key, value.clone());
            }
        }
        self
    }
}

/// The schema of `null`.
fn null() -> Json {
    Json::object().with("type", "null")
}

fn any_of(schemas: Vec<Json>) -> Json {
    Json::object().with("anyOf", schemas)
}

/// One of some strings.
fn one_of_texts(texts: &[&str]) -> Json {
    match texts {
        [text] => Json::object().with("const", *text),
        texts => Json::object().with("enum", texts.iter().copied().collect::<Json>()),
    }
}
