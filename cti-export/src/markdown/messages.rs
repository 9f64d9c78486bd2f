//! Families: their messages, fields and samples.

use cti_runtime::describe::{
    self, Constant, Decides, Family, FamilyKind, Field, Message, Presence, Reply, Requests, Sample,
    Type,
};

use super::Page;
use crate::convention;
use crate::json::{Json, quoted};
use crate::names::heading;
use crate::outcome::{self, Outcome};
use crate::paths::is_path;
use crate::text::{also_read, code, lines, one_line, sentences};
use crate::words::{self, Privacy};

impl Page<'_> {
    pub(super) fn family(&mut self, family: &Family) {
        self.paragraph(&format!("## {}", heading(self.description, family)));
        self.paragraph(&lines(family.doc).join("\n"));
        if family.kind.is_posted() {
            self.envelope(family);
        }
        if let Some(requests) = outcome::requests(family) {
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
        let common = self.common_fields(family);
        if !common.is_empty() {
            self.row(["*every message*", "", "", "", "Has these, besides its own."]);
            for row in &common {
                self.line(row);
            }
        }
        for message in family.messages {
            self.message(family, message, &common);
        }
        self.line("");
        self.shapes(family);
        self.samples(family);
    }

    /// The rows of fields that every message of a direction has, and has alike.
    fn common_fields(&self, family: &Family) -> Vec<String> {
        let [first, others @ ..] = family.messages else {
            return Vec::new();
        };
        if family.kind != FamilyKind::Messages || others.is_empty() {
            return Vec::new();
        }
        let mut rows = self.field_rows(first);
        for other in others {
            let others = self.field_rows(other);
            rows.retain(|row| others.contains(row));
        }
        rows
    }

    fn field_rows(&self, message: &Message) -> Vec<String> {
        let fields = message.fields.iter();
        let rows = fields.map(|field| {
            let whole = message.whole && !field.beside;
            let name = whole.then_some("*the whole content*");
            self.field(field, name, message.content.is_some())
        });
        rows.collect()
    }

    /// Pictures of the messages that have fields, where there are pictures.
    fn shapes(&mut self, family: &Family) {
        let drawn = family.messages.iter();
        let drawn = drawn.filter(|message| !message.fields.is_empty() || message.outcome.is_some());
        let drawn: Vec<String> = drawn
            .filter_map(|message| (self.shape)(self.description, family, message))
            .collect();
        if !drawn.is_empty() {
            // HTML ends at a blank line: the pictures have none.
            let pictures = drawn.concat();
            self.paragraph(&format!(
                "<details><summary>What they look like</summary>\n{pictures}</details>"
            ));
        }
    }

    pub(super) fn envelope(&mut self, family: &Family) {
        let envelope = &family.envelope;
        let posted = words::posted_sentence(envelope);
        if envelope.encoding.is_bare() {
            return self.paragraph(&posted);
        }
        let content = match envelope.content {
            Some(content) => format!("its fields in {}", code(content)),
            None => "its fields beside it".to_owned(),
        };
        self.paragraph(&format!(
            "{posted} {} says which message it is, with {content}.",
            code(envelope.tag),
        ));
        if let Some(dots) = words::dots(family) {
            self.paragraph(&dots);
        }
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

    /// The rows of a message, without those that are told of every message.
    fn message(&mut self, family: &Family, message: &Message, common: &[String]) {
        let mut meaning = vec![one_line(message.doc)];
        meaning.push(words::deprecated(message.deprecated));
        meaning.push(also_read(message.aliases));
        let other_place = family.kind.is_posted()
            && !message.fields.is_empty()
            && message.content != family.envelope.content;
        if other_place {
            meaning.push(match message.content {
                Some(content) => format!("Fields in {}.", code(content)),
                None => format!("Fields beside {}.", code(family.envelope.tag)),
            });
        }
        meaning.push(match message.reply {
            Some(Reply::Named { tags, errors }) => words::answered_by(tags, errors),
            _ => convention::answered(family, message),
        });
        if family.kind == FamilyKind::Subscriptions {
            meaning.push(convention::subscribed(message));
        }
        meaning.push(words::stream(message));
        meaning.extend(words::within(message));
        meaning.push(words::reloaded(message).to_owned());
        meaning.push(words::port(message).to_owned());
        if message.optional {
            meaning.push("A library may lack it.".to_owned());
        }
        if let Some(handshake) = &message.handshake {
            meaning.push(words::handshake(handshake));
        }
        if let Some(failure) = message.failure {
            meaning.push(format!("If it failed: {}.", code(&words::of_type(failure))));
        }
        let name = format!("**{}**", code(&words::tag_of(message)));
        self.row([&name, "", "", "", &sentences(&meaning)]);
        for row in self.field_rows(message) {
            if !common.contains(&row) {
                self.line(&row);
            }
        }
        if let Some(outcome) = &message.outcome {
            self.outcome(outcome, message.content.is_some());
        }
    }

    /// The rows of an outcome.
    pub(super) fn outcome(&mut self, declared: &describe::Outcome, content: bool) {
        let outcome = Outcome::of(declared);
        let place = if declared.beside && content {
            "Beside the content."
        } else {
            ""
        };
        if let Some(flag) = outcome.flag {
            let alone = match outcome.decides {
                Some(_) => "Decides alone.",
                None => "",
            };
            let meaning = sentences(&["Whether it succeeded.", alone, place]);
            self.row(["", &code(flag), "`boolean`", "", &meaning]);
        }
        for way in [outcome.way(true), outcome.way(false)] {
            let (key, ty) = (way.key, way.ty);
            let what = if way.succeeded { "succeeded" } else { "failed" };
            if key.is_none() && ty == Type::Nothing {
                continue;
            }
            let presence = if way.needed { "" } else { "optional" };
            let key = key.map_or_else(|| "*the keys of*".to_owned(), code);
            let personal = Privacy::of_outcome(self.description, declared, ty).mark();
            let when = match outcome.decides {
                None => format!("If it {what}, and only then."),
                Some(_) if outcome.flag.is_none() && way.decides_alone => {
                    format!("If it is there, it {what}.")
                }
                Some(_) => format!("If it {what}."),
            };
            let meaning = sentences(&[when.as_str(), place, personal]);
            self.row(["", &key, &code(&words::of_type(ty)), presence, &meaning]);
        }
    }

    /// How requests find their answers.
    pub(super) fn requests(&mut self, requests: &Requests) {
        let answer = &requests.answer;
        let place = |key: Option<&str>| match key {
            Some(key) => format!("in {}", code(key)),
            None => "beside it".to_owned(),
        };
        let (ok, error) = (place(answer.ok), place(answer.error));
        let says = match (answer.flag, answer.error) {
            (Some(flag), _) => format!(
                "with the result {ok} or the error {error}; {} says which of the two it is{}",
                code(flag),
                answer.decides.map_or("", |_| ", alone")
            ),
            (None, Some(_)) if answer.only_fails() => {
                format!(
                    "if it failed, with the error {error}; that none comes in time is the success"
                )
            }
            (None, Some(_)) => format!(
                "with the result {ok} or the error {error}; the one that is there says which of the \
                 two it is{}",
                match answer.decides {
                    Some(Decides::Ok) => ", the result if both are",
                    Some(Decides::Error) => ", the error if both are",
                    Some(Decides::Flag) | None => "",
                }
            ),
            (None, None) => format!("with the result {ok}; there is no failure"),
        };
        let kind = if requests.numbers {
            "numbers"
        } else {
            "strings"
        };
        self.paragraph(&match requests.id.zip(answer.id) {
            Some((asked, answered)) => format!(
                "A request has an id in {} (made as {kind}), and its answer the same one in {}, {says}.",
                code(asked),
                code(answered),
            ),
            None => format!(
                "With a request comes a message port, over which it is answered, {says}. So neither has an id."
            ),
        });
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
    pub(super) fn field(&self, field: &Field, name: Option<&str>, content: bool) -> String {
        let mut meaning = vec![one_line(field.doc)];
        meaning.push(words::deprecated(field.deprecated));
        meaning.push(also_read(field.aliases));
        if field.remainder {
            meaning.push("What is in the tag in the place of `…`.".to_owned());
        } else if field.beside && content && !is_path(field.key) {
            meaning.push("Beside the content.".to_owned());
        }
        if field.id {
            meaning.push("By it an answer finds what it answers.".to_owned());
        }
        meaning.push(words::stamped(field.stamp).to_owned());
        meaning.push(words::posted_as(field.posted));
        meaning.push(Privacy::of_field(self.description, field).mark().to_owned());
        let key = match (name, field.prefix) {
            (Some(name), _) => name.to_owned(),
            (None, Some(prefix)) => code(&format!("{prefix}…")),
            (None, None) if field.remainder => "*in the tag*".to_owned(),
            (None, None) if field.flatten => "*the keys of*".to_owned(),
            (None, None) => code(field.key),
        };
        let default = match field.default {
            Some(default) => format!("optional, {} if absent", code(default)),
            None => "optional, has a default".to_owned(),
        };
        let presence = match field.presence {
            Presence::Required => "",
            Presence::Optional => "optional",
            Presence::Nullable => "or `null`",
            Presence::Default => default.as_str(),
        };
        row([
            "",
            &key,
            &code(&words::of_field(field)),
            presence,
            &sentences(&meaning),
        ])
    }

    pub(super) fn row(&mut self, cells: [&str; 5]) {
        self.line(&row(cells));
    }

    pub(super) fn samples(&mut self, family: &Family) {
        let mut samples = Vec::new();
        for message in family.messages {
            if family.kind == FamilyKind::Requests {
                let posted = outcome::posted(family, message);
                let answers = outcome::answers(family, message);
                samples.extend(posted.iter().chain(&answers).map(|json| json.pretty_at(0)));
                continue;
            }
            for sample in message.samples {
                samples.push(match (family.kind, sample) {
                    (_, Sample::Message(json)) => Json::of_text(json).pretty_at(0),
                    (_, Sample::Posted(text)) => (*text).to_owned(),
                    (_, Sample::Arguments(json)) => convention::call(message, json),
                    (_, sample @ (Sample::Result(_) | Sample::Error(_))) => {
                        let apart = message.convention.fails_apart();
                        let arrow = match sample {
                            Sample::Error(_) if apart => "    ⇏ ",
                            _ => "    ⇒ ",
                        };
                        let body = convention::called_back(message, sample);
                        let body = body.unwrap_or(Json::object());
                        indented(arrow, &body.pretty_at(6), message, family)
                    }
                });
            }
        }
        if samples.is_empty() {
            return;
        }
        self.paragraph("On the wire:");
        // Not JSON alone: text that stands for itself is never taken for code to be tested.
        let coded = words::is_coded_string(&family.envelope.encoding);
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
}

fn row(cells: [&str; 5]) -> String {
    let cells = cells.map(|cell| cell.trim().replace('|', "\\|"));
    let row = format!("| {} |", cells.join(" | "));
    // An empty cell is narrower than two blanks.
    row.replace("|  |", "| |").replace("|  |", "| |")
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
    if family.kind == FamilyKind::Subscriptions && !family.is_function(message) {
        format!("{} ⇒ {}", message.tag, body.replace("\n      ", "\n"))
    } else {
        format!("{arrow}{body}")
    }
}
