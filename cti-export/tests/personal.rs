//! Schema, TypeScript and Markdown mark as personal what the description says is.

#![expect(clippy::expect_used, reason = "a test fails by it")]

#[path = "support/sink.rs"]
mod sink;
#[path = "support/sink_answers.rs"]
mod sink_answers;

use cti_export::{Format, export};
use cti_runtime::Protocol as _;
use cti_runtime::describe::{DataShape, Description, Type};
use cti_vendors::registry;
use serde_json::Value;

fn descriptions() -> Vec<&'static Description> {
    let shipped = registry::protocols().iter();
    let mut all: Vec<_> = shipped.map(|entry| (entry.description)()).collect();
    all.extend([
        sink::sink_wrapped::SinkWrapped::description(),
        sink::sink_flat::SinkFlat::description(),
        sink::sink_families::SinkFamilies::description(),
        sink::sink_library::SinkLibrary::description(),
        sink_answers::sink_answers::SinkAnswers::description(),
    ]);
    all
}

/// The comment in front of a declaration in TypeScript.
fn comment<'a>(module: &'a str, name: &str) -> &'a str {
    let found = ["interface", "type"].iter().find_map(|kind| {
        let starts = [" ", "\n"].map(|end| format!("export {kind} {name}{end}"));
        starts.iter().find_map(|start| module.find(start.as_str()))
    });
    let (before, _) = module.split_at(found.expect("the type is declared"));
    match before.trim_end().strip_suffix("*/") {
        Some(before) => before.rsplit("/**").next().unwrap_or_default(),
        None => "",
    }
}

/// The section of a type in Markdown.
fn section<'a>(page: &'a str, name: &str) -> &'a str {
    let start = format!("### `{name}`\n");
    let (_, rest) = page.split_once(&start).expect("the type has a section");
    rest.split("\n#").next().unwrap_or_default()
}

#[test]
fn outputs_agree_on_types_and_fields() {
    let (mut personal, mut plain) = (0, 0);
    for description in descriptions() {
        let schema: Value = serde_json::from_str(&export(description, Format::JsonSchema))
            .expect("a schema is JSON");
        let (module, page) = (
            export(description, Format::TypeScript),
            export(description, Format::Markdown),
        );
        for data in description.types {
            let at = format!("{} {}", description.name, data.name);
            let is = description.is_personal(Type::Named(data.name));
            let definition = &schema["$defs"][data.name];
            assert!(definition.is_object(), "{at}");
            assert_eq!(definition["x-personal"] == true, is, "schema of {at}");
            let noted = comment(&module, data.name).contains("Personal data.");
            assert_eq!(noted, is, "TypeScript of {at}");
            let section = section(&page, data.name);
            let head = section.split("\n|").next().unwrap_or_default();
            assert_eq!(head.contains("*Personal.*"), is, "Markdown of {at}");
            let DataShape::Object(fields) = data.shape else {
                continue;
            };
            for field in fields.iter().filter(|field| !field.flatten) {
                let at = format!("{at}.{}", field.key);
                let is = field.is_personal(description);
                let of = &definition["properties"][field.key];
                // One of several keys stands in a way of its own.
                if of.is_object() {
                    assert_eq!(of["x-personal"] == true, is, "schema of {at}");
                }
                let key = format!("| | `{}` |", field.key);
                let row = section.lines().find(|line| line.starts_with(&key));
                let row = row.expect("the field has a row");
                let noted = row.contains("*Personal.*") || row.contains("*Secret.*");
                assert_eq!(noted, is, "Markdown of {at}");
                if is {
                    personal += 1;
                } else {
                    plain += 1;
                }
            }
        }
    }
    assert!(personal > 20 && plain > 50, "{personal} and {plain} fields");
}
