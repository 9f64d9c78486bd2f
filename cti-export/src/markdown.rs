//! The reference for people.
//!
//! It stands by itself, and it is a rustdoc page: types and wire text are code, so that nothing in
//! them is taken for a link or a tag.

use core::fmt::Write;

use cti_runtime::describe::{
    Carrier, Constant, Data, DataShape, Description, Family, FamilyKind, Field, Frame, Message,
    Outcome, Presence, Reply, Requests, Sample, TagKind, Type, Variant,
};

use crate::either::{self, Either};
use crate::json::{Json, quoted};
use crate::names::{heading, is_personal};
use crate::order;
use crate::text::{either, lines, one_line};
use crate::wire;

/// Writes the reference of a protocol.
///
/// The order rules stand there twice: as text, and as a Mermaid diagram, which many viewers draw
/// and rustdoc shows as it is.
///
/// ```
/// # use cti_runtime::describe::Description;
/// fn save(description: &Description) -> std::io::Result<()> {
///     std::fs::write("phone.md", cti_export::markdown(description))
/// }
/// ```
pub fn markdown(description: &Description) -> String {
    let mut page = Page {
        description,
        out: String::new(),
    };
    page.head();
    for family in description.families {
        if !family.messages.is_empty() {
            page.family(family);
        }
    }
    page.types();
    page.order();
    while page.out.ends_with("\n\n") {
        page.out.pop();
    }
    page.out
}

struct Page<'d> {
    description: &'d Description,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.line(text);
            self.line("");
        }
    }

    fn head(&mut self) {
        let description = self.description;
        self.paragraph(&lines(description.doc).join("\n"));
        self.line("| | |");
        self.line("|---|---|");
        self.line(&format!(
            "| vendor | {} |",
            description.vendor.replace('|', "\\|")
        ));
        self.line(&format!("| name for tools | {} |", code(description.name)));
        match description.carrier {
            Carrier::Window { origins, frame } => {
                let origins: Vec<String> = origins.iter().map(|of| code(of)).collect();
                let origins: Vec<&str> = origins.iter().map(String::as_str).collect();
                let wild = origins.iter().any(|origin| origin.contains('*'));
                let wild = if wild {
                    "; `*` stands for one or more of `a` to `z`, `0` to `9` and `-`, never for a dot"
                } else {
                    ""
                };
                self.line(&format!("| origins | {}{wild} |", either(&origins)));
                self.frame(frame);
                self.line("");
            }
            Carrier::Library { library } => {
                self.line(&format!(
                    "| library | {} in the vendor's page |",
                    code(library)
                ));
                self.line("| origins | none: caller and library are in one page |");
                self.line("");
            }
        }
    }

    fn frame(&mut self, frame: Option<Frame>) {
        match frame {
            Some(Frame::Inside) => self.line("| frame | the page is in a frame of the vendor's |"),
            Some(Frame::Around {
                src,
                allow,
                size,
                min,
            }) => {
                let mut frame = format!("<iframe src={}", quoted(src));
                if let Some(allow) = allow {
                    let _ = write!(frame, " allow={}", quoted(allow));
                }
                frame.push('>');
                self.line(&format!("| frame | {} |", code(&frame)));
                for (label, size) in [("size", size), ("smallest size", min)] {
                    if let Some((width, height)) = size {
                        self.line(&format!("| {label} | {width} × {height} CSS pixels |"));
                    }
                }
            }
            None => {}
        }
    }

    fn family(&mut self, family: &Family) {
        self.paragraph(&format!("## {}", heading(self.description, family)));
        self.paragraph(&lines(family.doc).join("\n"));
        if family.kind.is_posted() {
            self.envelope(family);
        }
        if let Some(requests) = either::requests(family) {
            self.requests(&requests);
        }
        let (first, second, third) = match family.kind {
            FamilyKind::Messages => ("message", "field", "presence"),
            FamilyKind::Requests => ("request", "argument", "presence"),
            FamilyKind::Methods => ("function", "argument", "presence"),
            FamilyKind::Subscriptions => ("subscription", "field", "presence"),
        };
        self.line(&format!(
            "| {first} | {second} | type | {third} | meaning |"
        ));
        self.line("|---|---|---|---|---|");
        for message in family.messages {
            self.message(family, message);
        }
        self.line("");
        self.samples(family);
    }

    fn envelope(&mut self, family: &Family) {
        let envelope = &family.envelope;
        let posted = wire::posted(&envelope.encoding);
        let content = match envelope.content {
            Some(content) => format!("its fields in {}", code(content)),
            None => "its fields beside it".to_owned(),
        };
        self.paragraph(&format!(
            "{posted} {} says which message it is, with {content}.",
            code(envelope.tag),
        ));
        if !envelope.constants.is_empty() {
            self.paragraph(&format!(
                "Every message has {}; one without is somebody else's.",
                entries(envelope.constants)
            ));
        }
        if !envelope.reports.is_empty() {
            self.paragraph(&format!(
                "Every message is written with {}. What the other side writes there may differ.",
                entries(envelope.reports)
            ));
        }
    }

    fn message(&mut self, family: &Family, message: &Message) {
        let mut meaning = vec![one_line(message.doc)];
        if !message.aliases.is_empty() {
            meaning.push(format!("Also read: {}.", codes(message.aliases)));
        }
        let other_place = family.kind.is_posted()
            && !message.fields.is_empty()
            && message.content != family.envelope.content;
        if other_place {
            meaning.push(match message.content {
                Some(content) => format!("Fields in {}.", code(content)),
                None => format!("Fields beside {}.", code(family.envelope.tag)),
            });
        }
        match message.reply {
            Some(Reply::Named { tag, error }) => {
                let or = error.map_or(String::new(), |error| {
                    format!(", or by {} if it failed", code(error))
                });
                meaning.push(format!("Answered by {}{or}.", code(tag)));
            }
            Some(Reply::Callback { result, error }) => meaning.push(format!(
                "{} with {}{}.",
                if family.kind == FamilyKind::Requests {
                    "Answered"
                } else {
                    "Calls back"
                },
                code(&words(result)),
                if family.requests.is_none_or(|of| of.answer.may_fail()) {
                    format!(", or {} if it failed", code(&words(error)))
                } else {
                    String::new()
                },
            )),
            None => {}
        }
        meaning.extend(either::within(message));
        if let Some(handshake) = &message.handshake {
            meaning.push(wire::handshake(handshake));
        }
        if let Some(failure) = message.failure {
            meaning.push(format!("If it failed: {}.", code(&words(failure))));
        }
        let name = format!("**{}**", code(message.tag));
        self.row([&name, "", "", "", &meaning.join(" ")]);
        let whole = message.whole;
        for field in message.fields {
            self.field(
                field,
                (whole && !field.beside).then_some("*the whole content*"),
                message.content.is_some(),
            );
        }
        if let Some(outcome) = &message.outcome {
            self.outcome(outcome, message.content.is_some());
        }
    }

    /// The rows of a body that is either of two.
    fn outcome(&mut self, outcome: &Outcome, content: bool) {
        let either = Either::of(outcome);
        let place = if outcome.beside && content {
            " Beside the content."
        } else {
            ""
        };
        if let Some(flag) = either.flag {
            let meaning = format!("Whether it succeeded.{place}");
            self.row(["", &code(flag), "`boolean`", "", &meaning]);
        }
        let [ok, error] = either.needs();
        let ways = [
            (either.ok, ok, "succeeded"),
            (either.error, error, "failed"),
        ];
        for ((key, ty), needed, what) in ways {
            if key.is_none() && ty == Type::Nothing {
                continue;
            }
            let presence = if needed { "" } else { "optional" };
            let key = key.map_or_else(|| "*the keys of*".to_owned(), code);
            let personal = outcome.personal || is_personal(self.description, ty);
            let personal = if personal { " *Personal.*" } else { "" };
            let meaning = format!("If it {what}, and only then.{place}{personal}");
            self.row(["", &key, &code(&words(ty)), presence, &meaning]);
        }
    }

    /// How requests find their answers.
    fn requests(&mut self, requests: &Requests) {
        let answer = &requests.answer;
        let place = |key: Option<&str>| match key {
            Some(key) => format!("in {}", code(key)),
            None => "beside it".to_owned(),
        };
        let (ok, error) = (place(answer.ok), place(answer.error));
        let says = match (answer.flag, answer.error) {
            (Some(flag), _) => format!(
                "with the result {ok} or the error {error}; {} says which of the two it is",
                code(flag)
            ),
            (None, Some(_)) => format!(
                "with the result {ok} or the error {error}; the one that is there says which of the \
                 two it is"
            ),
            (None, None) => format!("with the result {ok}; there is no failure"),
        };
        let kind = if requests.numbers {
            "numbers"
        } else {
            "strings"
        };
        self.paragraph(&format!(
            "A request has an id in {} (made as {kind}), and its answer the same one in {}, {says}.",
            code(requests.id),
            code(answer.id),
        ));
        if !answer.constants.is_empty() {
            let constants = entries(answer.constants);
            self.paragraph(&format!("Every answer has {constants}."));
        }
        if let Some(unknown) = requests.unknown {
            self.paragraph(&format!(
                "A request that nobody knows is answered with the {} {}.",
                if answer.may_fail() { "error" } else { "result" },
                code(&Json::of_text(unknown).line())
            ));
        }
    }

    /// A row for a field. Some have no key of their own.
    fn field(&mut self, field: &Field, name: Option<&str>, content: bool) {
        let mut meaning = vec![one_line(field.doc)];
        if !field.aliases.is_empty() {
            meaning.push(format!("Also read: {}.", codes(field.aliases)));
        }
        if field.beside && content {
            meaning.push("Beside the content.".to_owned());
        }
        if field.id {
            meaning.push("By it an answer finds what it answers.".to_owned());
        }
        if is_secret(field.ty) {
            meaning.push("*Secret.*".to_owned());
        } else if field.personal || is_personal(self.description, field.ty) {
            meaning.push("*Personal.*".to_owned());
        }
        let key = match name {
            Some(name) => name.to_owned(),
            None if field.flatten => "*the keys of*".to_owned(),
            None => code(field.key),
        };
        let default = match field.default {
            Some(default) => format!("optional, {} if absent", code(default)),
            None => "optional, has a default".to_owned(),
        };
        let (ty, presence) = match (field.presence, field.ty) {
            (Presence::Required, ty) => (ty, ""),
            (Presence::Optional, Type::Option(of)) => (*of, "optional"),
            (Presence::Nullable, Type::Option(of)) => (*of, "or `null`"),
            (Presence::Optional, ty) => (ty, "optional"),
            (Presence::Nullable, ty) => (ty, "or `null`"),
            (Presence::Default, ty) => (ty, default.as_str()),
        };
        self.row(["", &key, &code(&words(ty)), presence, &meaning.join(" ")]);
    }

    fn row(&mut self, cells: [&str; 5]) {
        let cells = cells.map(|cell| cell.trim().replace('|', "\\|"));
        let row = format!("| {} |", cells.join(" | "));
        // An empty cell is narrower than two blanks.
        let row = row.replace("|  |", "| |").replace("|  |", "| |");
        self.line(&row);
    }

    fn samples(&mut self, family: &Family) {
        let mut samples = Vec::new();
        for message in family.messages {
            if family.kind == FamilyKind::Requests {
                let posted = either::posted(family, message);
                let answers = either::answers(family, message);
                samples.extend(posted.iter().chain(&answers).map(|json| json.pretty_at(0)));
                continue;
            }
            for sample in message.samples {
                samples.push(match (family.kind, sample) {
                    (_, Sample::Message(json)) => Json::of_text(json).pretty_at(0),
                    (_, Sample::Posted(text)) => (*text).to_owned(),
                    (_, Sample::Arguments(json)) => {
                        let arguments = Json::of_text(json).line();
                        let inner = arguments.trim_start_matches('[').trim_end_matches(']');
                        let comma = if inner.is_empty() { "" } else { ", " };
                        format!("{}({inner}{comma}callback)", message.tag)
                    }
                    (_, Sample::Result(json)) => {
                        let body = Json::object().with("result", Json::of_text(json));
                        indented("    ⇒ ", &body.pretty_at(6), message, family)
                    }
                    (_, Sample::Error(json)) => {
                        let body = Json::object()
                            .with("result", Json::Literal("null".to_owned()))
                            .with("error", Json::of_text(json));
                        indented("    ⇒ ", &body.pretty_at(6), message, family)
                    }
                });
            }
        }
        if samples.is_empty() {
            return;
        }
        self.paragraph("On the wire:");
        // Not JSON alone: text that stands for itself is never taken for code to be tested.
        let coded = family.envelope.encoding.codec().is_some();
        let language = if family.kind.is_posted() && !coded {
            "json"
        } else {
            "text"
        };
        self.line(&format!("```{language}"));
        for sample in samples {
            self.line(&sample);
        }
        self.line("```");
        self.line("");
    }

    fn types(&mut self) {
        if self.description.types.is_empty() {
            return;
        }
        self.paragraph("## Types");
        for data in self.description.types {
            self.data(data);
        }
    }

    fn data(&mut self, data: &Data) {
        self.paragraph(&format!("### {}", code(data.name)));
        self.paragraph(&lines(data.doc).join("\n"));
        if data.personal {
            self.paragraph("*Personal.*");
        }
        match data.shape {
            DataShape::Newtype(of) => self.paragraph(&format!("{}.", code(&words(of)))),
            DataShape::Object(fields) => {
                self.fields_head("");
                for field in fields {
                    self.field(field, None, false);
                }
                self.line("");
            }
            DataShape::Enum { values, open } => {
                self.line("| value | meaning |");
                self.line("|---|---|");
                for value in values {
                    let prefix = if value.prefix { "…" } else { "" };
                    let text = code(&format!("{}{prefix}", value.value));
                    let mut meaning = one_line(value.doc);
                    if !value.aliases.is_empty() {
                        let _ = write!(meaning, " Also read: {}.", codes(value.aliases));
                    }
                    let meaning = meaning.trim().replace('|', "\\|");
                    self.line(&format!("| {} | {meaning} |", text.replace('|', "\\|")));
                }
                if open {
                    self.line("| *any other* | kept as it is |");
                }
                self.line("");
            }
            DataShape::OneOf(variants) => {
                self.paragraph("Exactly one of these keys:");
                self.line("| key | type | meaning |");
                self.line("|---|---|---|");
                for variant in variants {
                    self.variant(variant);
                }
                self.line("");
            }
            DataShape::Union(variants) => {
                self.paragraph("One of these:");
                self.line("| | type | meaning |");
                self.line("|---|---|---|");
                for variant in variants {
                    self.variant(variant);
                }
                self.line("");
            }
            DataShape::Tagged { tag, variants } => {
                let kind = match variants.first().map(|variant| variant.tag) {
                    Some(TagKind::Boolean) => ", a boolean,",
                    Some(TagKind::Number) => ", a whole number,",
                    Some(TagKind::String) | None => "",
                };
                let text = format!("{}{kind} says which other keys there are:", code(tag));
                self.paragraph(&text);
                self.fields_head(tag);
                for variant in variants {
                    let name = format!("**{}**", code(variant.key));
                    let mut meaning = one_line(variant.doc);
                    if !variant.aliases.is_empty() {
                        let _ = write!(meaning, " Also read: {}.", codes(variant.aliases));
                    }
                    let keys = match variant.ty {
                        Type::Nothing => String::new(),
                        ty => code(&words(ty)),
                    };
                    let keys_of = if keys.is_empty() { "" } else { "*the keys of*" };
                    self.row([&name, keys_of, &keys, "", &meaning]);
                    for field in variant.fields {
                        self.field(field, None, false);
                    }
                }
                self.line("");
            }
        }
    }

    fn fields_head(&mut self, first: &str) {
        let first = if first.is_empty() {
            String::new()
        } else {
            code(first)
        };
        self.row([&first, "field", "type", "presence", "meaning"]);
        self.line("|---|---|---|---|---|");
    }

    fn variant(&mut self, variant: &Variant) {
        let key = if variant.key.is_empty() {
            String::new()
        } else {
            code(variant.key)
        };
        let mut meaning = one_line(variant.doc);
        if !variant.aliases.is_empty() {
            let _ = write!(meaning, " Also read: {}.", codes(variant.aliases));
        }
        let meaning = meaning.trim().replace('|', "\\|");
        self.line(&format!(
            "| {key} | {} | {meaning} |",
            code(&words(variant.ty))
        ));
    }

    fn order(&mut self) {
        if self.description.machines.is_empty() {
            return;
        }
        self.paragraph("## Order");
        self.paragraph(&format!(
            "`←` is sent by {}, `→` by the page. What arrives out of turn is delivered and marked, \
             and its state adopted; what the page would send out of turn is refused.",
            self.description.vendor
        ));
        for machine in self.description.machines {
            self.paragraph(&format!("### {}", code(machine.name)));
            self.paragraph(&lines(machine.doc).join("\n"));
            if let Some(key) = machine.key {
                self.paragraph(&format!("One for each value of {}.", code(key)));
            }
            self.line("| state | meaning |");
            self.line("|---|---|");
            for state in machine.states {
                let doc = one_line(state.doc).replace('|', "\\|");
                self.line(&format!("| {} | {doc} |", code(state.name)));
            }
            self.line("");
            let only = order::only(self.description, machine);
            for (direction, tag, states) in only {
                self.line(&format!(
                    "- `{} {tag}` only in {}",
                    order::arrow(direction),
                    codes(states)
                ));
            }
            if !self.out.ends_with("\n\n") {
                self.line("");
            }
            self.line("```text");
            self.out.push_str(&order::text(self.description, machine));
            self.line("```");
            self.line("");
            self.line("```mermaid");
            self.out
                .push_str(&order::mermaid(self.description, machine));
            self.line("```");
            self.line("");
        }
    }
}

/// Constants as a message has them.
fn entries(constants: &[Constant]) -> String {
    let entries = constants
        .iter()
        .map(|of| code(&format!("{}: {}", quoted(of.key), of.value)));
    entries.collect::<Vec<_>>().join(", ")
}

/// A sample of a callback, under the call that it belongs to, or behind the subscription's name.
fn indented(arrow: &str, body: &str, message: &Message, family: &Family) -> String {
    if family.kind == FamilyKind::Subscriptions {
        format!("{} ⇒ {}", message.tag, body.replace("\n      ", "\n"))
    } else {
        format!("{arrow}{body}")
    }
}

fn is_secret(ty: Type) -> bool {
    match ty {
        Type::Secret(_) => true,
        Type::Option(of) => is_secret(*of),
        _ => false,
    }
}

/// A type in words.
fn words(ty: Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::Integer { bits, signed } => match (signed, bits) {
            (false, 64) => "whole number from 0".to_owned(),
            (true, 64) => "whole number".to_owned(),
            (false, bits) => format!("whole number from 0 to {}", (1_u64 << bits.min(63)) - 1),
            (true, bits) => {
                let half = 1_i64 << (bits.clamp(1, 63) - 1);
                format!("whole number from {} to {}", -half, half - 1)
            }
        },
        Type::Float { bits: 64 } => "number".to_owned(),
        Type::Float { bits } => format!("number of {bits} bits"),
        Type::String => "string".to_owned(),
        Type::PhoneNumber => "phone number".to_owned(),
        Type::Id => "id (string or whole number)".to_owned(),
        Type::DateTime => "date and time".to_owned(),
        Type::EpochMillis => "time in milliseconds since 1970".to_owned(),
        Type::EpochSeconds => "time in seconds since 1970".to_owned(),
        Type::Url => "URL".to_owned(),
        Type::Uuid => "UUID".to_owned(),
        Type::Json => "any JSON".to_owned(),
        Type::Option(of) => format!("{} or null", words(*of)),
        Type::List(of) => format!("list of {}", words(*of)),
        Type::OneOrMany(of) => format!("{0}, or list of {0}", words(*of)),
        Type::Text(of) => format!("{} as text", words(*of)),
        Type::Map(of) => format!("object of {}", words(*of)),
        Type::Secret(of) => words(*of),
        Type::Query(of) => format!("query string of {}", words(*of)),
        Type::Named(name) => name.to_owned(),
        Type::Nothing => "nothing".to_owned(),
        _ => "unknown".to_owned(),
    }
}

/// A code span.
fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

fn codes(texts: &[&str]) -> String {
    let codes: Vec<String> = texts.iter().map(|text| code(text)).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    either(&codes)
}
