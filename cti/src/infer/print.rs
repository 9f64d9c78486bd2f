//! Prints a module as rustfmt would.

use std::fmt::Write as _;

use cti_runtime::describe::Direction;

use super::model::{
    Answer, Body, CAMEL, Data, DataShape, Encoding, Family, Field, Head, Kind, Message, Module,
    Sample, Ty,
};
use super::naming::ident;
use super::text::{comment, times};
use super::tokens;
use super::value::Members;

/// What rustfmt puts into one line of an attribute, and of a variant's fields.
const ARGUMENTS: usize = 70;
const FIELDS: usize = 35;

/// The source of a module.
pub(super) fn module(module: &Module) -> String {
    let mut out = String::new();
    let vendor = comment(
        "",
        "///",
        &format!("{}, as `cti infer` found it in a recording.", module.vendor),
    );
    out.push_str(&vendor);
    notes(&mut out, module);
    attribute(&mut out, "", "cti_runtime::protocol", &head(module));
    let _ = writeln!(out, "pub mod {} {{", ident(&module.name));
    if !module.codecs.is_empty() {
        out.push_str(
            "    use cti_runtime::describe::TextCodec;\n    use cti_runtime::types::{Json, Map};\n\n",
        );
    }
    let mut blocks: Vec<String> = Vec::new();
    if !module.proposal.is_empty() {
        blocks.push(module.proposal.iter().map(|line| proposed(line)).collect());
    }
    blocks.extend(module.families.iter().map(|of| family(module, of)));
    blocks.extend(module.types.iter().map(data));
    blocks.extend(
        module
            .codecs
            .iter()
            .map(|codec| codec.trim_start_matches('\n').to_owned()),
    );
    out.push_str(&blocks.join("\n"));
    out.push_str("}\n");
    out
}

/// A line of a proposal. What is Rust keeps its margin.
fn proposed(line: &str) -> String {
    match line {
        "" => "    //\n".to_owned(),
        line if line.len() > 90 => comment("    ", "//", line),
        line => format!("    // {line}\n"),
    }
}

fn notes(out: &mut String, module: &Module) {
    if module.notes.is_empty() && module.left.is_empty() {
        return;
    }
    out.push_str("//\n");
    for note in &module.notes {
        out.push_str(&comment("", "//", note));
    }
    if !module.left.is_empty() {
        out.push_str("//\n// Left out:\n");
        for left in &module.left {
            let lines = comment("", "//", &format!("- {left}"));
            out.push_str(&lines.replace("\n// ", "\n//   "));
        }
    }
}

/// The arguments of the protocol.
fn head(module: &Module) -> Vec<String> {
    let mut arguments = vec![format!("vendor = {:?}", module.vendor)];
    match &module.head {
        Head::Unknown => {}
        Head::Windows { origins } => {
            arguments.push(format!("origins({})", quoted(origins)));
            if shares_envelope(module)
                && let Some(first) = module.families.first()
            {
                arguments.push(envelope(first));
            }
        }
        Head::Library {
            root,
            error,
            convention,
        } => {
            let mut parts = vec![
                format!("library = {root:?}"),
                format!("error = {}", error.rust()),
            ];
            parts.extend(convention.iter().cloned());
            arguments.push(call("calls", &parts));
        }
    }
    let cases = module.rename_all;
    if cases.names != CAMEL {
        arguments.push(format!("rename_all = {:?}", cases.names));
    }
    if cases.keys != cases.names {
        arguments.push(format!("rename_all_fields = {:?}", cases.keys));
    }
    arguments
}

fn quoted(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
    texts.join(", ")
}

/// Whether all families are wrapped alike.
fn shares_envelope(module: &Module) -> bool {
    let mut envelopes = module.families.iter().map(envelope);
    let first = envelopes.next();
    envelopes.all(|other| Some(other) == first)
}

fn envelope(family: &Family) -> String {
    let mut parts = match (&family.encoding, &family.codec) {
        (Encoding::Json(encoding), _) => vec![(*encoding).to_owned()],
        (Encoding::Codec(_), codec) => {
            vec![format!("codec = {}", codec.as_deref().unwrap_or("Codec"))]
        }
    };
    parts.push(format!("tag = {:?}", family.tag));
    parts.extend(
        family
            .content
            .iter()
            .map(|key| format!("content = {key:?}")),
    );
    if !family.constants.is_empty() {
        parts.push(constants("constants", &family.constants));
    }
    if !family.reports.is_empty() {
        parts.push(constants("reports", &family.reports));
    }
    call("envelope", &parts)
}

fn constants(name: &str, members: &Members) -> String {
    let entries = members
        .iter()
        .map(|(key, value)| format!("{} = {}", key_of(key), tokens::value(value)));
    format!("{name}({})", entries.collect::<Vec<_>>().join(", "))
}

/// A key as a constant's: a name, or a string where it is none.
fn key_of(key: &str) -> String {
    let plain = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    if plain && !["self", "super", "crate"].contains(&key) {
        key.to_owned()
    } else {
        format!("{key:?}")
    }
}

/// `name(a, b)`, in lines of its own if it is long. The lines are indented by the caller.
fn call(name: &str, parts: &[String]) -> String {
    let line = parts.join(", ");
    if let [part] = parts
        && part.ends_with(')')
    {
        return format!("{name}({part})");
    }
    if line.len() <= ARGUMENTS && !line.contains('\n') {
        return format!("{name}({line})");
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|part| format!("    {}", part.replace('\n', "\n    ")))
        .collect();
    format!("{name}(\n{}\n)", parts.join(",\n"))
}

fn attribute(out: &mut String, indent: &str, name: &str, arguments: &[String]) {
    let text = if arguments.is_empty() {
        name.to_owned()
    } else {
        call(name, arguments)
    };
    let text = format!("#[{text}]");
    for line in text.lines() {
        let _ = writeln!(out, "{indent}{line}");
    }
}

fn family(module: &Module, family: &Family) -> String {
    let mut out = String::new();
    let library = matches!(module.head, Head::Library { .. });
    let (doc, word) = match (&family.kind, family.direction) {
        (Kind::Messages, Direction::FromVendor) => ("{} → page.", "event"),
        (Kind::Messages, Direction::ToVendor) => ("Page → {}.", "command"),
        (Kind::Requests(_), Direction::FromVendor) => ("{} → page: what it asks.", "event"),
        (Kind::Requests(_), Direction::ToVendor) => ("Page → {}: what it asks.", "command"),
        (Kind::Methods, _) => ("Page → {}.", "method"),
        (Kind::Subscriptions, _) => ("{} → page.", "subscription"),
    };
    let _ = writeln!(out, "    /// {}", doc.replace("{}", &module.vendor));
    let mut arguments = Vec::new();
    if !library && !shares_envelope(module) {
        arguments.push(envelope(family));
    }
    if !family.prefix.is_empty() {
        arguments.push(format!("prefix = {:?}", family.prefix));
    }
    if family.cases.names != module.rename_all.names {
        arguments.push(format!("rename_all = {:?}", family.cases.names));
    }
    if family.cases.keys != module.rename_all.keys && !matches!(family.kind, Kind::Subscriptions) {
        arguments.push(format!("rename_all_fields = {:?}", family.cases.keys));
    }
    if let Kind::Requests(answer) = &family.kind {
        arguments.extend(answers(answer));
    }
    attribute(&mut out, "    ", word, &arguments);
    let is_enum = matches!(family.kind, Kind::Messages);
    let kind = if is_enum { "enum" } else { "trait" };
    let _ = writeln!(out, "    pub {kind} {} {{", family.name);
    out.push_str(&messages(family));
    out.push_str("    }\n");
    out
}

/// The messages of a family.
pub(super) fn messages(family: &Family) -> String {
    let mut out = String::new();
    for message in &family.messages {
        self::message(&mut out, message, matches!(family.kind, Kind::Messages));
    }
    out
}

/// The arguments that say how requests are answered.
fn answers(answer: &Answer) -> Vec<String> {
    let mut parts = vec![format!("id = {:?}", answer.shared_id)];
    parts.extend(answer.flag.iter().map(|key| format!("flag = {key:?}")));
    parts.extend(answer.ok.iter().map(|key| format!("ok = {key:?}")));
    parts.extend(answer.error.iter().map(|key| format!("error = {key:?}")));
    if !answer.constants.is_empty() {
        parts.push(constants("constants", &answer.constants));
    }
    let mut arguments = vec![format!("id = {:?}", answer.id)];
    if answer.numbers {
        arguments.push("ids = number".to_owned());
    }
    arguments.push(call("answer", &parts));
    if let Some(failure) = &answer.failure {
        arguments.push(format!("error = {}", failure.rust()));
    }
    arguments
}

fn message(out: &mut String, message: &Message, is_enum: bool) {
    let indent = "        ";
    out.push_str(&comment(
        indent,
        "///",
        &format!("Seen {}.", times(message.count, "time")),
    ));
    for note in &message.notes {
        out.push_str(&comment(indent, "//", note));
    }
    if let Some(rename) = &message.rename {
        let _ = writeln!(out, "{indent}#[rename({rename:?})]");
    }
    for attribute in &message.attributes {
        let _ = writeln!(out, "{indent}#[{attribute}]");
    }
    for sample in &message.samples {
        samples(out, indent, sample);
    }
    if is_enum {
        variant(out, indent, &ident(&message.rust), &message.body);
    } else {
        function(out, indent, message);
    }
}

fn samples(out: &mut String, indent: &str, sample: &Sample) {
    let text = match sample {
        Sample::Message(value) => tokens::value(value),
        Sample::Posted(text) => format!("{text:?}"),
        Sample::Arguments(value) => format!("args = {}", tokens::value(value)),
        Sample::Result(value) => format!("result = {}", tokens::value(value)),
        Sample::Error(value) => format!("error = {}", tokens::value(value)),
    };
    out.push_str(&tokens::wrapped(&format!("{indent}#[sample("), &text, ")]"));
}

fn variant(out: &mut String, indent: &str, name: &str, body: &Body) {
    match body {
        Body::Nothing => {
            let _ = writeln!(out, "{indent}{name},");
        }
        Body::Whole(whole) => {
            let null = if whole.null { "#[null] " } else { "" };
            let personal = if whole.personal { "#[personal] " } else { "" };
            let _ = writeln!(out, "{indent}{name}({null}{personal}{}),", of_field(whole));
        }
        Body::Fields(fields) => {
            let _ = write!(out, "{indent}{name} {{");
            let line: Vec<String> = fields.iter().map(declared).collect();
            let line = line.join(", ");
            let plain = fields
                .iter()
                .all(|field| attributes(field).is_empty() && field.note.is_none());
            if plain && line.len() <= FIELDS {
                let _ = writeln!(out, " {line} }},");
                return;
            }
            out.push('\n');
            record(out, &format!("{indent}    "), fields);
            let _ = writeln!(out, "{indent}}},");
        }
    }
}

fn record(out: &mut String, indent: &str, fields: &[Field]) {
    for field in fields {
        if let Some(note) = &field.note {
            out.push_str(&comment(indent, "//", note));
        }
        for attribute in attributes(field) {
            let _ = writeln!(out, "{indent}{attribute}");
        }
        let _ = writeln!(out, "{indent}{},", declared(field));
    }
}

fn attributes(field: &Field) -> Vec<String> {
    let mut all = Vec::new();
    let flags = [
        (field.beside, "#[beside]"),
        (field.id, "#[id]"),
        (field.flatten, "#[flatten]"),
        (field.null, "#[null]"),
        (field.personal, "#[personal]"),
    ];
    all.extend(
        flags
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, text)| (*text).to_owned()),
    );
    all.extend(field.rename.iter().map(|key| format!("#[rename({key:?})]")));
    all
}

/// `name: Type`
fn declared(field: &Field) -> String {
    format!("{}: {}", ident(&field.rust), of_field(field))
}

fn of_field(field: &Field) -> String {
    if field.optional {
        Ty::Option(Box::new(field.ty.clone())).rust()
    } else {
        field.ty.rust()
    }
}

fn function(out: &mut String, indent: &str, message: &Message) {
    let fields = match &message.body {
        Body::Fields(fields) => fields.as_slice(),
        Body::Nothing | Body::Whole(_) => &[],
    };
    let result = match &message.result {
        None | Some(Ty::Nothing) => String::new(),
        Some(result) => format!(" -> {}", result.rust()),
    };
    let name = ident(&message.rust);
    let end = format!("){result};");
    // Several attributes stand in lines of their own.
    if fields.iter().all(|field| attributes(field).len() < 2) {
        let arguments: Vec<String> = fields.iter().map(argument).collect();
        let line = format!("{indent}fn {name}({}", arguments.join(", "));
        if line.len() + end.len() < 100 {
            let _ = writeln!(out, "{line}{end}");
            return;
        }
        if arguments.len() == 1 && line.len() < 98 {
            let _ = writeln!(out, "{line})\n{indent}{};", result.trim_start());
            return;
        }
    }
    let _ = writeln!(out, "{indent}fn {name}(");
    for field in fields {
        match &*attributes(field) {
            [] | [_] => {
                let _ = writeln!(out, "{indent}    {},", argument(field));
            }
            attributes => {
                for attribute in attributes {
                    let _ = writeln!(out, "{indent}    {attribute}");
                }
                let _ = writeln!(out, "{indent}    {},", declared(field));
            }
        }
    }
    let _ = writeln!(out, "{indent}{end}");
}

/// An argument with its attributes.
fn argument(field: &Field) -> String {
    let mut text = attributes(field).join(" ");
    if !text.is_empty() {
        text.push(' ');
    }
    text + &declared(field)
}

/// A declared type.
pub(super) fn data(data: &Data) -> String {
    let mut out = String::new();
    let indent = "    ";
    out.push_str(&comment(indent, "///", &data.doc));
    let mut arguments = Vec::new();
    match &data.shape {
        DataShape::Enum(_) => arguments.push("open".to_owned()),
        DataShape::Tagged { tag, .. } => arguments.push(format!("tag = {tag:?}")),
        DataShape::Object(_) | DataShape::Any => {}
    }
    if let Some(case) = data.case.filter(|_| !matches!(data.shape, DataShape::Any)) {
        arguments.push(format!("rename_all = {case:?}"));
    }
    attribute(&mut out, indent, "data", &arguments);
    if data.personal {
        let _ = writeln!(out, "{indent}#[personal]");
    }
    let name = ident(&data.rust);
    match &data.shape {
        DataShape::Any => {
            let _ = writeln!(out, "{indent}pub struct {name}(Map<Json>);");
        }
        DataShape::Object(fields) => {
            let _ = writeln!(out, "{indent}pub struct {name} {{");
            record(&mut out, "        ", fields);
            out.push_str("    }\n");
        }
        DataShape::Enum(variants) => {
            let _ = writeln!(out, "{indent}pub enum {name} {{");
            for variant in variants {
                renamed(&mut out, variant.rename.as_deref());
                let _ = writeln!(out, "        {},", ident(&variant.rust));
            }
            out.push_str("    }\n");
        }
        DataShape::Tagged { variants, .. } => {
            let _ = writeln!(out, "{indent}pub enum {name} {{");
            for (variant, fields) in variants {
                out.push_str("        /// Seen under this tag.\n");
                renamed(&mut out, variant.rename.as_deref());
                let body = if fields.is_empty() {
                    Body::Nothing
                } else {
                    Body::Fields(fields.clone())
                };
                self::variant(&mut out, "        ", &ident(&variant.rust), &body);
            }
            out.push_str("    }\n");
        }
    }
    out
}

fn renamed(out: &mut String, rename: Option<&str>) {
    if let Some(rename) = rename {
        let _ = writeln!(out, "        #[rename({rename:?})]");
    }
}
