//! Writes what `check/run` feeds to TypeScript's compiler, to Node and to AsyncAPI's parser: every
//! output of every protocol, samples that must fit their types and broken ones that mustn't, and a
//! table of origins with what the runtime says to each.
//!
//! `cargo run -p cti-export --example check_material -- FOLDER`

#![allow(missing_docs, reason = "the made-up protocols need none")]

#[path = "../../cti-runtime/tests/attacks/mod.rs"]
mod attacks;
#[path = "../tests/support/called.rs"]
mod called;
#[path = "../tests/support/generate.rs"]
#[allow(dead_code, reason = "shared with a test")]
mod generate;
#[path = "../tests/support/posted.rs"]
mod posted;
#[path = "../tests/support/sink.rs"]
mod sink;
#[path = "../tests/support/sink_answers.rs"]
mod sink_answers;

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use attacks::ATTACKS;
use called::Back;
use cti_export::Format;
use cti_runtime::describe::{
    DataShape, Description, Family, Field, Message, Presence, Sample, Transport, Type, keys_of,
};
use cti_runtime::{OriginPattern, Protocol};
use cti_vendors::registry;
use generate::{Maker, Random, Step};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::args()
        .nth(1)
        .ok_or("which folder is to be written to?")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut descriptions: Vec<&'static Description> = registry::protocols()
        .iter()
        .map(|entry| (entry.description)())
        .collect();
    descriptions.push(sink::sink_wrapped::SinkWrapped::description());
    descriptions.push(sink::sink_flat::SinkFlat::description());
    descriptions.push(sink::sink_families::SinkFamilies::description());
    descriptions.push(sink_answers::sink_answers::SinkAnswers::description());
    descriptions.push(sink::sink_library::SinkLibrary::description());
    let mut tables = Vec::new();
    let (mut fitting, mut broken) = (0, 0);
    for description in &descriptions {
        let name = description.name;
        fs::write(folder.join(format!("{name}.ts")), module(description))?;
        fs::write(
            folder.join(format!("{name}.asyncapi.json")),
            cti_export::export(description, Format::AsyncApi),
        )?;
        let cases = Cases::of(description);
        fitting += cases.fitting;
        broken += cases.broken;
        fs::write(folder.join(format!("{name}.check.ts")), cases.text)?;
        if let Transport::Window { origins, .. } = description.transport {
            tables.push(table(description, origins));
        }
    }
    fs::write(folder.join("origins.json"), json!(tables).to_string())?;
    println!("{fitting} samples that fit their type, {broken} broken ones");
    Ok(())
}

/// A protocol in TypeScript, with what a class for pages is typed with, where windows post.
fn module(description: &'static Description) -> String {
    match description.transport {
        Transport::Window { .. } => cti_export::typescript_page(description),
        Transport::Library { .. } => cti_export::export(description, Format::TypeScript),
    }
}

/// Origins with the runtime's verdict, pattern by pattern.
fn table(description: &'static Description, origins: &'static [&'static str]) -> Value {
    let mut texts: Vec<String> = ATTACKS.iter().map(|text| (*text).to_owned()).collect();
    for pattern in origins {
        for middle in [
            "",
            "a",
            "ce2",
            "qed-fi1",
            "-",
            "--",
            "a-",
            "-a",
            "0",
            "a.b",
            "A",
            "ä",
            "_",
            "*",
            "a_b",
            "xn--fa-hia",
            " ",
            "a/",
            "a@",
            "%61",
            "a:1",
            "\n",
        ] {
            texts.push(pattern.replacen('*', middle, 1));
        }
        for length in [50, 56, 57, 58, 61, 62, 63, 64, 100, 253, 100_000] {
            texts.push(pattern.replacen('*', &"a".repeat(length), 1));
        }
        let plain = pattern.replacen('*', "x", 1);
        for (before, behind) in [
            ("", "/"),
            ("", "."),
            ("", ":443"),
            ("", ":8443"),
            ("", ".evil.example"),
            ("", " "),
            (" ", ""),
            ("", "?a"),
            ("", "#"),
            ("", "\\"),
            ("x", ""),
            ("", "x"),
            ("https://a@", ""),
        ] {
            texts.push(format!("{before}{plain}{behind}"));
        }
        texts.push(plain.to_uppercase());
        texts.push(plain.replacen("https", "http", 1));
        texts.push(plain.replacen("https://", "", 1));
        texts.push(plain.clone());
        // One character more, less, or another, in every place.
        for (at, _) in plain.char_indices() {
            let (before, behind) = plain.split_at(at);
            texts.push(format!("{before}-{behind}"));
            texts.push(format!("{before}.{behind}"));
            texts.push(format!("{before}{}", behind.get(1..).unwrap_or_default()));
            texts.push(format!("{before}q{}", behind.get(1..).unwrap_or_default()));
        }
    }
    texts.sort();
    texts.dedup();
    let rows: Vec<Value> = texts
        .iter()
        .map(|text| {
            let admitted = origins
                .iter()
                .any(|pattern| OriginPattern::from_static(pattern).admits(text));
            json!([text, admitted])
        })
        .collect();
    let mut families = Vec::new();
    for family in description.families {
        let samples: Vec<Value> = family
            .messages
            .iter()
            .flat_map(|message| message.samples)
            .filter_map(|sample| match sample {
                Sample::Message(json) => serde_json::from_str(json).ok(),
                _ => None,
            })
            .collect();
        families.push(json!({
            "name": family.name,
            "tag": keys_of(family.envelope.tag),
            "constants": family.envelope.constants.iter().map(|of| keys_of(of.key)).collect::<Vec<_>>(),
            "joint": description.direction_enum(family.direction),
            "encoding": format!("{:?}", family.envelope.encoding),
            "fromVendor": family.direction == cti_runtime::describe::Direction::FromVendor,
            "empty": family.messages.is_empty(),
            "samples": samples,
        }));
    }
    let one = origins.first().map(|origin| origin.replacen('*', "x", 1));
    json!({ "name": description.name, "origin": one, "rows": rows, "families": families })
}

/// The way to what stands at a path of keys.
fn steps(path: &str) -> Vec<Step> {
    keys_of(path).into_iter().map(Step::Key).collect()
}

/// Assignments for the compiler.
struct Cases {
    description: &'static Description,
    text: String,
    fitting: usize,
    broken: usize,
}

impl Cases {
    fn of(description: &'static Description) -> Self {
        let mut cases = Self {
            description,
            text: format!("import * as t from \"./{}.js\";\n\n", description.name),
            fitting: 0,
            broken: 0,
        };
        for family in description.families {
            for message in family.messages {
                cases.message(family, message);
            }
        }
        // Without this, what isn't used is an error of its own.
        let count = cases.fitting + cases.broken;
        for index in 0..count {
            let _ = writeln!(cases.text, "void c{index};");
        }
        cases
    }

    fn message(&mut self, family: &'static Family, message: &'static Message) {
        let description = self.description;
        let name = format!("{}{}", message.name, family.name);
        let mut random = Random::new(7);
        let mut maker = Maker {
            description,
            random: &mut random,
            full: true,
        };
        let mut values = Vec::new();
        for sample in message.samples {
            if let Sample::Message(json) | Sample::Arguments(json) = sample {
                let value = serde_json::from_str::<Value>(json);
                values.extend(value.map(|value| match family.requests {
                    Some(_) => posted::request(family, message, &value, &json!("1")),
                    None => value,
                }));
            }
        }
        if family.kind.is_posted() {
            // Often enough to see each variant of what stands in it.
            values.extend((0..8).map(|_| maker.message(family, message)));
            values.dedup();
            for value in values {
                self.fits(&name, &value);
                let tag = steps(family.envelope.tag);
                self.is_broken(&name, &value, &tag, Some(json!("no such tag")));
                self.is_broken(&name, &value, &tag, None);
                self.break_message(&name, message, &value);
            }
            return self.answers(family, message, &format!("{name}Answer"));
        }
        if family.is_function(message) {
            values.push(maker.arguments(message));
            for value in values {
                self.fits(&name, &value);
                if message.convention.object {
                    self.break_fields(&name, &value, &[], message.fields.iter());
                    continue;
                }
                for (index, field) in message.fields.iter().enumerate() {
                    let path = vec![Step::Index(index)];
                    if let Some(inner) = value.get(index) {
                        self.break_value(&name, &value, &path, inner, field.ty);
                    }
                }
            }
        }
        self.outcomes(family, message, &name);
    }

    /// What answers a request.
    fn answers(&mut self, family: &'static Family, message: &'static Message, name: &str) {
        let Some(requests) = family.requests else {
            return;
        };
        let description = self.description;
        let mut random = Random::new(7);
        for _ in 0..4 {
            let mut maker = Maker {
                description,
                random: &mut random,
                full: true,
            };
            let value = maker.answer(family, message, &json!("1"));
            self.fits(name, &value);
            let answer = requests.answer;
            let always = answer.constants.iter().map(|constant| constant.key);
            for key in always.chain(answer.id).chain(answer.flag) {
                let path = steps(key);
                self.is_broken(name, &value, &path, Some(json!({})));
                self.is_broken(name, &value, &path, None);
            }
        }
    }

    /// What a function calls back with, or an event.
    fn outcomes(&mut self, family: &'static Family, message: &'static Message, name: &str) {
        let Some((result, error)) = called::types(message) else {
            return;
        };
        for sample in message.samples {
            let Some((back, mut value)) = called::of_sample(message, sample) else {
                continue;
            };
            let ok = matches!(sample, Sample::Result(_));
            // A literal has no keys but those that count, and a flag decides.
            if let (Some(keys), Value::Object(entries)) = (message.convention.keys, &mut value)
                && let (Some(_), Some(key), false) = (keys.flag, keys.ok, ok)
            {
                entries.remove(key);
            }
            let ty = if ok { result } else { error };
            let (name, keys) = match back {
                Back::Apart => (format!("{name}Failure"), None),
                Back::Called if family.is_function(message) => {
                    (format!("{name}Outcome"), message.convention.keys)
                }
                Back::Called => (name.to_owned(), message.convention.keys),
            };
            self.fits(&name, &value);
            let key = keys.and_then(|keys| if ok { keys.ok } else { keys.error });
            let path: Vec<Step> = key.into_iter().flat_map(steps).collect();
            let mut copy = value.clone();
            if let Some(inner) = generate::at(&mut copy, &path).cloned() {
                self.break_value(&name, &value, &path, &inner, ty);
            }
        }
    }

    fn fits(&mut self, name: &str, value: &Value) {
        let index = self.fitting + self.broken;
        self.fitting += 1;
        let _ = writeln!(self.text, "const c{index}: t.{name} = {value};");
    }

    /// A case that the compiler must refuse: something else at a place, or nothing.
    fn is_broken(&mut self, name: &str, value: &Value, path: &[Step], other: Option<Value>) {
        let what = if other.is_some() {
            "another type"
        } else {
            "missing"
        };
        let broken = match other {
            Some(other) => generate::with(value, path, other),
            None => generate::without(value, path),
        };
        let Some(broken) = broken else { return };
        let index = self.fitting + self.broken;
        self.broken += 1;
        let place: Vec<String> = path
            .iter()
            .map(|step| match step {
                Step::Key(key) => key.clone(),
                Step::Index(index) => index.to_string(),
            })
            .collect();
        let place = place.join(" / ");
        let _ = writeln!(self.text, "// @ts-expect-error {place}: {what}");
        let _ = writeln!(self.text, "const c{index}: t.{name} = {broken};");
    }

    fn break_message(&mut self, name: &str, message: &'static Message, value: &Value) {
        let Some(content) = message.content else {
            return self.break_fields(name, value, &[], message.fields.iter());
        };
        let inside = steps(content);
        if message.whole {
            let mut copy = value.clone();
            let inner = generate::at(&mut copy, &inside).cloned();
            if let (Some(inner), Some(field)) = (inner, message.fields.first()) {
                self.break_value(name, value, &inside, &inner, field.ty);
            }
            return;
        }
        let beside = message.fields.iter().filter(|field| field.beside);
        self.break_fields(name, value, &[], beside);
        let fields = message.fields.iter().filter(|field| !field.beside);
        self.break_fields(name, value, &inside, fields);
    }

    fn break_fields(
        &mut self,
        name: &str,
        value: &Value,
        inside: &[Step],
        fields: impl Iterator<Item = &'static Field>,
    ) {
        for field in fields {
            if field.flatten {
                self.break_flattened(name, value, inside, field.ty);
                continue;
            }
            let mut path = inside.to_vec();
            if field.beside {
                path.extend(steps(field.key));
            } else {
                path.push(Step::Key(field.key.to_owned()));
            }
            let mut copy = value.clone();
            let Some(inner) = generate::at(&mut copy, &path).cloned() else {
                continue;
            };
            if field.presence == Presence::Required {
                self.is_broken(name, value, &path, None);
            }
            self.break_value(name, value, &path, &inner, field.ty);
        }
    }

    fn break_flattened(&mut self, name: &str, value: &Value, inside: &[Step], ty: Type) {
        let ty = match ty {
            Type::Option(of) => *of,
            ty => ty,
        };
        if matches!(ty, Type::Map(_)) {
            // TypeScript can't say what unlisted keys hold beside listed ones.
            return;
        }
        let mut copy = value.clone();
        if let Some(inner) = generate::at(&mut copy, inside).cloned() {
            self.break_value(name, value, inside, &inner, ty);
        }
    }

    /// Breaks the value at a place, and what is in it.
    fn break_value(&mut self, name: &str, value: &Value, path: &[Step], inner: &Value, ty: Type) {
        if inner.is_null() {
            return;
        }
        let wrong = self.wrong(ty, 8);
        let deeper = |step: Step| [path, &[step]].concat();
        match ty {
            Type::Option(of) | Type::Secret(of) => {
                return self.break_value(name, value, path, inner, *of);
            }
            Type::List(of) => {
                for (index, item) in inner.as_array().into_iter().flatten().enumerate() {
                    self.break_value(name, value, &deeper(Step::Index(index)), item, *of);
                }
            }
            Type::Map(of) => {
                for (key, item) in inner.as_object().into_iter().flatten() {
                    self.break_value(name, value, &deeper(Step::Key(key.clone())), item, *of);
                }
            }
            Type::Named(named) => self.break_named(name, value, path, inner, named),
            _ => {}
        }
        // What is flattened has no place of its own that could hold something else.
        if let Some(wrong) = wrong.filter(|_| !path.is_empty()) {
            self.is_broken(name, value, path, Some(wrong));
        }
    }

    fn break_named(
        &mut self,
        name: &str,
        value: &Value,
        path: &[Step],
        inner: &Value,
        named: &str,
    ) {
        let data = self
            .description
            .types
            .iter()
            .find(|data| data.name == named);
        let Some(data) = data else { return };
        let deeper = |key: &str| [path, &[Step::Key(key.to_owned())]].concat();
        match data.shape {
            DataShape::Newtype(of) => self.break_value(name, value, path, inner, of),
            DataShape::Object(fields) => self.break_fields(name, value, path, fields.iter()),
            DataShape::OneOf(variants) => {
                for variant in variants {
                    if let Some(item) = inner.get(variant.key) {
                        self.break_value(name, value, &deeper(variant.key), item, variant.ty);
                    }
                }
            }
            DataShape::Tagged { tag, variants } => {
                let chosen = inner.get(tag).map(|tag| match tag {
                    Value::String(tag) => tag.clone(),
                    other => other.to_string(),
                });
                let variant = variants
                    .iter()
                    .find(|variant| Some(variant.key) == chosen.as_deref());
                if let Some(variant) = variant {
                    let wrong = Some(json!("no such value"));
                    self.is_broken(name, value, &deeper(tag), wrong);
                    self.break_fields(name, value, path, variant.fields.iter());
                }
            }
            DataShape::Positional(_) | DataShape::Enum { .. } | DataShape::Union(_) => {}
        }
    }

    /// A value that is not of a type, if there is one.
    fn wrong(&self, ty: Type, depth: usize) -> Option<Value> {
        let candidates = [
            json!(true),
            json!(1),
            json!("no such value"),
            json!([[[true]]]),
        ];
        candidates
            .into_iter()
            .find(|value| !self.takes(ty, value, depth))
    }

    /// Whether TypeScript's type takes one of these values. Lists are told by being lists.
    fn takes(&self, ty: Type, value: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return true;
        };
        match ty {
            Type::Bool => value.is_boolean(),
            Type::Integer { .. } | Type::Float { .. } | Type::EpochMillis | Type::EpochSeconds => {
                value.is_number()
            }
            Type::OneOrMany(of) => value.is_array() || self.takes(*of, value, depth),
            Type::String | Type::DateTime | Type::Url | Type::Uuid | Type::Query(_) => {
                value.is_string()
            }
            Type::PhoneNumber | Type::Id => value.is_string() || value.is_number(),
            // Of strings, TypeScript takes those that say a value.
            Type::Option(of) | Type::Secret(of) | Type::Text(of) => self.takes(*of, value, depth),
            Type::List(_) => value.is_array(),
            // TypeScript takes a list for an object of numbers; not here.
            Type::Map(_) => value.is_array() || value.is_object(),
            Type::Named(name) => {
                let data = self.description.types.iter().find(|data| data.name == name);
                data.is_none_or(|data| match data.shape {
                    DataShape::Newtype(of) => self.takes(of, value, depth),
                    DataShape::Union(variants) => variants
                        .iter()
                        .any(|variant| self.takes(variant.ty, value, depth)),
                    DataShape::Enum { open, .. } => value.is_string() && open,
                    _ => value.is_array() || value.is_object(),
                })
            }
            _ => true,
        }
    }
}
