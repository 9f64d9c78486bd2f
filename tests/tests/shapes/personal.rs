//! `cti describe --json`, JSON Schema, TypeScript and Markdown say of the same fields and types that they
//! are personal: those that the description calls so.

use std::iter::{self, Peekable};

use cti_export::{Format, export, words};
use cti_runtime::describe::{
    DataShape, Description, Family, FamilyKind, Field, Message, Type, Variant,
};
use serde_json::Value;

use crate::made_up;

#[path = "../../../cti-export/tests/support/sink.rs"]
mod sink;
#[path = "../../../cti-export/tests/support/sink_answers.rs"]
mod sink_answers;

/// A phone whose personal data stands wherever data can.
#[cti_runtime::protocol(
    vendor = "Muffle",
    origins("https://phone.muffle.example"),
    envelope(object, tag = "type", content = "data")
)]
pub mod muffled_phone {
    /// What the phone says.
    #[event]
    pub enum Event {
        /// The keys of an object.
        Keys {
            open: bool,
            #[personal]
            #[flatten]
            who: Person,
        },
        /// The keys of one that may be absent.
        Perhaps {
            #[personal]
            #[flatten]
            who: Option<Person>,
        },
        /// Any keys.
        Rest {
            id: u64,
            #[personal]
            #[flatten]
            more: Map<Json>,
        },
        /// One of some keys.
        Which {
            #[personal]
            #[flatten]
            which: Which,
        },
        /// A key of several names, and a secret that may be absent.
        Names {
            #[personal]
            #[alias("formerly")]
            name: String,
            token: Option<Secret<String>>,
        },
        /// What a tag decides.
        Kinds { kinds: Kinds, any: Any },
    }

    /// Not personal of itself.
    #[data]
    pub struct Person {
        name: String,
        age: u32,
    }

    /// Neither is this.
    #[data(one_of)]
    pub enum Which {
        Agent(u64),
        Queue(String),
    }

    /// Of some kind.
    #[data(tag = "kind")]
    pub enum Kinds {
        /// Personal as a whole.
        Agent {
            #[flatten]
            agent: Agent,
        },
        /// In part.
        Team {
            #[personal]
            name: String,
            size: u8,
        },
    }

    /// Personal as a whole.
    #[data]
    #[personal]
    pub struct Agent {
        name: String,
        skill: String,
    }

    /// A number or a flag.
    #[data(untagged)]
    pub enum Any {
        Number(PhoneNumber),
        Flag(bool),
    }
}

fn descriptions() -> Vec<&'static Description> {
    use cti_runtime::Protocol as _;
    let shipped = cti_vendors::registry::protocols().iter();
    let mut all: Vec<_> = shipped.map(|entry| (entry.description)()).collect();
    all.extend(made_up::descriptions());
    all.extend([
        muffled_phone::MuffledPhone::description(),
        sink::sink_wrapped::SinkWrapped::description(),
        sink::sink_flat::SinkFlat::description(),
        sink::sink_families::SinkFamilies::description(),
        sink::sink_library::SinkLibrary::description(),
        sink_answers::sink_answers::SinkAnswers::description(),
    ]);
    all
}

/// What the outputs say of one field or type.
struct Said<'a> {
    /// The value's object.
    json: &'a Value,
    /// Schemas of the value.
    schemas: Vec<&'a Value>,
    /// Comments in front of it.
    comments: Vec<&'a str>,
    /// Its row, or what stands above its table.
    row: &'a str,
}

/// How many were personal and how many weren't, and where an output says otherwise.
#[derive(Default)]
struct Compared {
    personal: usize,
    plain: usize,
    wrong: Vec<String>,
}

impl Compared {
    fn compare(&mut self, at: &str, is: bool, said: &Said<'_>) {
        let marked = |text: &str, marks: [&str; 2]| marks.iter().any(|mark| text.contains(mark));
        let comments = said.comments.iter();
        let mut comments = comments.map(|text| marked(text, ["Personal data.", "A secret."]));
        let outputs = [
            ("JSON", said.json["personal"] == true),
            (
                "schema",
                said.schemas.iter().any(|of| of["x-personal"] == true),
            ),
            ("TypeScript", comments.any(|marked| marked)),
            ("Markdown", marked(said.row, ["*Personal.*", "*Secret.*"])),
        ];
        for (output, _) in outputs.iter().filter(|(_, marked)| *marked != is) {
            let not = if is { "" } else { "not " };
            self.wrong.push(format!("{at} is {not}personal: {output}"));
        }
        if is {
            self.personal += 1;
        } else {
            self.plain += 1;
        }
    }
}

/// A protocol in all outputs.
struct Outputs {
    description: &'static Description,
    json: Value,
    schema: Value,
    module: String,
    page: String,
}

impl Outputs {
    fn of(description: &'static Description) -> Self {
        let mut json = Vec::new();
        cti::describe::json(&mut json, description).unwrap();
        let schema = export(description, Format::JsonSchema);
        Self {
            description,
            json: serde_json::from_slice(&json).unwrap(),
            schema: serde_json::from_str(&schema).unwrap(),
            module: export(description, Format::TypeScript),
            page: export(description, Format::Markdown),
        }
    }

    /// The definition of this name; a name that was taken has `_` behind it.
    fn definition(&self, name: &str) -> (&Value, &str) {
        let free = format!("{name}_");
        let name = [&free, name]
            .into_iter()
            .find(|name| self.schema["$defs"].get(*name).is_some());
        let name = name.unwrap_or_else(|| panic!("{free}"));
        (&self.schema["$defs"][name], self.declaration(name))
    }

    /// A declaration in TypeScript, with the comment in front of it.
    fn declaration(&self, name: &str) -> &str {
        let starts = ["interface", "type"].map(|kind| format!("\nexport {kind} {name} "));
        let start = starts
            .iter()
            .find_map(|start| self.module.find(start.as_str()));
        let start = start.unwrap_or_else(|| panic!("no {name}"));
        let before = &self.module[..start];
        let comment = if before.ends_with("*/") {
            before.rfind("/**").unwrap()
        } else {
            start
        };
        let end = self.module[start + 1..].find("\n\n");
        let end = end.map_or(self.module.len(), |end| start + 1 + end);
        &self.module[comment..end]
    }

    fn types(&self, compared: &mut Compared) {
        for (index, data) in self.description.types.iter().enumerate() {
            let at = format!("{} {}", self.description.name, data.name);
            let json = &self.json["types"][index];
            let (schema, declaration) = self.definition(data.name);
            let section = format!("### `{}`\n", data.name);
            let (_, section) = self.page.split_once(&section).unwrap();
            let section = section.split("\n#").next().unwrap();
            let (head, table) = section.split_once("\n|").unwrap_or((section, ""));
            let said = Said {
                json,
                schemas: vec![schema],
                comments: head_comment(declaration).into_iter().collect(),
                row: head,
            };
            let is = self.description.is_personal(Type::Named(data.name));
            compared.compare(&at, is, &said);
            let rows: Vec<&str> = table.lines().skip(2).collect();
            match data.shape {
                DataShape::Object(fields) => {
                    let place = Place {
                        json: &json["fields"],
                        schema,
                        declaration,
                        rows: &rows,
                    };
                    self.fields(&at, fields, &place, compared);
                }
                DataShape::OneOf(variants)
                | DataShape::Union(variants)
                | DataShape::Tagged { variants, .. } => {
                    let place = Place {
                        json: &json["variants"],
                        schema,
                        declaration,
                        rows: &rows,
                    };
                    self.variants(&at, variants, &place, compared);
                }
                DataShape::Positional(_) | DataShape::Newtype(_) | DataShape::Enum { .. } => {}
            }
        }
    }

    fn variants(
        &self,
        at: &str,
        variants: &'static [Variant],
        place: &Place<'_>,
        compared: &mut Compared,
    ) {
        let mut rows = place.rows;
        let ways = ways(place.schema);
        for (index, variant) in variants.iter().enumerate() {
            let at = format!("{at}::{}", variant.name);
            let json = &place.json[index];
            let (row, rest) = rows.split_first().unwrap();
            rows = rest;
            let is = self.description.is_personal(variant.ty);
            let (schemas, comments) = if variant.ty == Type::Nothing {
                // Its fields are what there is.
                (Vec::new(), Vec::new())
            } else if variant.key.is_empty() {
                let comments = alternatives(place.declaration);
                (vec![ways[index]], vec![comments[index]])
            } else {
                let schemas = of_key(place.schema, variant.key);
                (schemas, comments(place.declaration, variant.key))
            };
            let said = Said {
                json,
                schemas,
                comments,
                row,
            };
            compared.compare(&at, is, &said);
            let (own, rest) = rows.split_at(variant.fields.len());
            rows = rest;
            let place = Place {
                json: &json["fields"],
                schema: ways.get(index).copied().unwrap_or(&Value::Null),
                declaration: place.declaration,
                rows: own,
            };
            self.fields(&at, variant.fields, &place, compared);
        }
    }

    fn fields(
        &self,
        at: &str,
        fields: &'static [Field],
        place: &Place<'_>,
        compared: &mut Compared,
    ) {
        for (index, field) in fields.iter().enumerate() {
            let (schemas, comments) = if field.flatten {
                self.flattened(field, place)
            } else {
                let mut schemas = of_key(place.schema, field.key);
                // An alias is the field, too.
                for alias in field.aliases {
                    schemas.retain(|of| of["x-personal"] == true);
                    let own = of_key(place.schema, alias);
                    schemas.retain(|_| own.iter().any(|of| of["x-personal"] == true));
                }
                (schemas, comments(place.declaration, field.key))
            };
            let said = Said {
                json: &place.json[index],
                schemas,
                comments,
                row: place.rows[index],
            };
            let is = field.is_personal(self.description);
            compared.compare(&format!("{at}.{}", field.name), is, &said);
        }
    }

    /// A field whose keys stand among those of the object: it is marked where they are.
    fn flattened<'a>(&self, field: &Field, place: &Place<'a>) -> (Vec<&'a Value>, Vec<&'a str>) {
        let ty = match field.ty {
            Type::Option(of) => *of,
            ty => ty,
        };
        let Type::Named(name) = ty else {
            let Some(prefix) = field.prefix else {
                let all = objects(place.schema).into_iter();
                let rest = all.filter_map(|schema| schema.get("additionalProperties"));
                return (rest.collect(), comments(place.declaration, "[key: string]"));
            };
            let patterns = place.schema["patternProperties"].as_object().unwrap();
            let key = format!("[key: `{prefix}${{string}}`]");
            return (
                patterns.values().collect(),
                comments(place.declaration, &key),
            );
        };
        let mut joined = place.declaration.match_indices(name);
        let comment = joined.find_map(|(at, _)| comment_before(&place.declaration[..at]));
        let data = self.description.data(name).unwrap();
        let is = field.is_personal(self.description);
        // Keys may be personal of themselves: all of them are, or it is another's.
        let keys: Vec<&Value> = match data.shape {
            DataShape::Object(fields) => {
                let fields = fields.iter().filter(|field| !field.flatten);
                let fields = fields.filter(|field| is || !field.is_personal(self.description));
                let keys = fields.map(|field| of_key(place.schema, field.key));
                keys.flatten().collect()
            }
            DataShape::OneOf(variants) => {
                let open = |of: &&Variant| is || !self.description.is_personal(of.ty);
                let keys = variants.iter().filter(open);
                keys.flat_map(|of| of_key(place.schema, of.key)).collect()
            }
            _ if is => marks_inside(place.schema),
            _ => Vec::new(),
        };
        (keys, comment.into_iter().collect())
    }

    fn messages(&self, compared: &mut Compared) {
        let before_types = self.page.split("\n## Types\n").next().unwrap();
        let mut rows = before_types.lines().peekable();
        for (of, family) in self.description.families.iter().enumerate() {
            let mut common = Vec::new();
            for (index, message) in family.messages.iter().enumerate() {
                let tag = words::tag_of(message);
                let head = format!("| **`{tag}`** |");
                while let Some(row) = rows.next_if(|row| !row.starts_with(&head)) {
                    if row.starts_with("| *every message* |") {
                        common = rows_under(&mut rows);
                    }
                }
                assert!(rows.next().is_some(), "{tag}");
                let json = &self.json["families"][of]["messages"][index];
                let mut own = rows_under(&mut rows).into_iter();
                // What every message has is told in front of all, and not again.
                let fields = message.fields.iter().filter_map(|field| {
                    let row = format!("| | `{}` |", field.key);
                    let row = common.iter().find(|common| common.starts_with(&row));
                    row.copied().or_else(|| own.next())
                });
                let mut all: Vec<&str> = fields.collect();
                all.extend(own);
                self.message(family, message, json, &all, compared);
            }
        }
    }

    fn message(
        &self,
        family: &Family,
        message: &'static Message,
        json: &Value,
        rows: &[&str],
        compared: &mut Compared,
    ) {
        let at = format!(
            "{} {}::{}",
            self.description.name, family.name, message.name
        );
        let name = format!("{}{}", message.name, family.name);
        if family.kind == FamilyKind::Subscriptions && message.fields.is_empty() {
            return;
        }
        let (schema, declaration) = self.definition(&name);
        let fields = message.fields.iter().enumerate();
        // What is behind the beginning of a tag has no key of its own.
        for (index, field) in fields.filter(|(_, field)| !field.remainder) {
            let at = format!("{at}.{}", field.name);
            let inside = match message.content {
                Some(content) if !field.beside => &schema["properties"][content],
                _ => schema,
            };
            let (schemas, comments) = match family.kind {
                _ if family.is_function(message) => (
                    if message.convention.object {
                        of_key(schema, field.key)
                    } else {
                        vec![&schema["prefixItems"][index]]
                    },
                    comments(declaration, field.key),
                ),
                FamilyKind::Subscriptions => (
                    of_key(schema, "result"),
                    head_comment(declaration).into_iter().collect(),
                ),
                _ if message.whole && !field.beside => {
                    let content = message.content.unwrap();
                    (objects(inside), comments(declaration, content))
                }
                _ => {
                    let place = Place {
                        json: &json["fields"],
                        schema: inside,
                        declaration,
                        rows,
                    };
                    let one = core::slice::from_ref(field);
                    let place = Place {
                        json: &Value::from(vec![place.json[index].clone()]),
                        rows: &rows[index..],
                        ..place
                    };
                    self.fields(&at, one, &place, compared);
                    continue;
                }
            };
            let said = Said {
                json: &json["fields"][index],
                schemas,
                comments,
                row: rows[index],
            };
            compared.compare(&at, field.is_personal(self.description), &said);
        }
        let Some(outcome) = message.outcome else {
            return;
        };
        let inside = match message.content {
            Some(content) if !outcome.beside => &schema["properties"][content],
            _ => schema,
        };
        for (way, key, ty) in [
            ("ok", outcome.ok_key, outcome.ok),
            ("error", outcome.error_key, outcome.error),
        ] {
            let Some(key) = key else { continue };
            let row = format!("| | `{key}` |");
            let mut rows = rows.iter().skip(message.fields.len());
            let said = Said {
                json: &json["outcome"][way],
                schemas: of_key(inside, key),
                comments: comments(declaration, key),
                row: rows.find(|of| of.starts_with(&row)).unwrap(),
            };
            let is = outcome.personal || self.description.is_personal(ty);
            compared.compare(&format!("{at}.{key}"), is, &said);
        }
    }
}

/// Where fields stand in each output.
struct Place<'a> {
    json: &'a Value,
    schema: &'a Value,
    declaration: &'a str,
    rows: &'a [&'a str],
}

/// A schema and those that hold for the same value.
fn objects(schema: &Value) -> Vec<&Value> {
    let mut all = vec![schema];
    for key in ["anyOf", "allOf"] {
        let parts = schema[key].as_array().into_iter().flatten();
        all.extend(parts.flat_map(objects));
    }
    all
}

/// The schemas of a key of an object.
fn of_key<'a>(schema: &'a Value, key: &str) -> Vec<&'a Value> {
    let all = objects(schema).into_iter();
    all.filter_map(|schema| schema["properties"].get(key))
        .collect()
}

/// The alternatives that a schema has, one for each variant.
fn ways(schema: &Value) -> Vec<&Value> {
    schema["anyOf"].as_array().into_iter().flatten().collect()
}

/// The schemas of all keys of an object.
fn marks_inside(schema: &Value) -> Vec<&Value> {
    let all = objects(schema).into_iter();
    all.filter_map(|schema| schema["properties"].as_object())
        .flat_map(|properties| properties.values())
        .collect()
}

/// The comment that ends right before this place.
fn comment_before(before: &str) -> Option<&str> {
    let before = before.trim_end();
    before.strip_suffix("*/")?.rsplit("/**").next()
}

/// The comment in front of a declaration.
fn head_comment(declaration: &str) -> Option<&str> {
    let start = declaration.find("export ")?;
    comment_before(&declaration[..start])
}

/// The comments in front of a member, wherever it stands in a declaration.
fn comments<'a>(declaration: &'a str, key: &str) -> Vec<&'a str> {
    let plain = key.starts_with('[')
        || key
            .chars()
            .all(|of| of.is_ascii_alphanumeric() || of == '_');
    let key = if plain {
        key.to_owned()
    } else {
        serde_json::to_string(key).unwrap()
    };
    let found = declaration.match_indices(&key).filter(|(at, _)| {
        let behind = declaration[at + key.len()..].trim_start_matches(['_', '?']);
        behind.starts_with(": ") && declaration[..*at].ends_with([' ', '[', '\n'])
    });
    found
        .filter_map(|(at, _)| comment_before(&declaration[..at]))
        .collect()
}

/// The comments in front of the alternatives of a union.
fn alternatives(declaration: &str) -> Vec<&str> {
    let found = declaration.match_indices("\n  | ");
    found
        .map(|(at, _)| comment_before(&declaration[..at]).unwrap_or_default())
        .collect()
}

/// The rows of fields that come next.
fn rows_under<'p>(rows: &mut Peekable<impl Iterator<Item = &'p str>>) -> Vec<&'p str> {
    iter::from_fn(|| rows.next_if(|row| row.starts_with("| | "))).collect()
}

#[test]
fn outputs_agree_on_what_is_personal() {
    let mut compared = Compared::default();
    for description in descriptions() {
        let outputs = Outputs::of(description);
        outputs.types(&mut compared);
        outputs.messages(&mut compared);
    }
    let Compared {
        personal,
        plain,
        wrong,
    } = compared;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(personal > 100 && plain > 300, "{personal} and {plain}");
}
