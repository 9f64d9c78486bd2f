//! Messages in their envelope, and answers.

use cti_runtime::describe::{
    AnswerBy, Constant, Envelope, Family, FamilyKind, Message, Reply, Requests, Sample, Type,
};

use super::nested::nested;
use super::values::or_null;
use super::{Dialect, Writer, any_of, null, one_of_texts};
use crate::json::Json;
use crate::outcome::{self, Outcome, Way};
use crate::paths::is_path;
use crate::shape::{self, Shape, names_of};
use crate::text::{one_line, sentences};
use crate::words;

impl<'d> Writer<'_, 'd> {
    /// All messages of a direction.
    pub(super) fn family(&self, family: &Family) -> Json {
        let place = match family.kind {
            FamilyKind::Methods => "Arguments of a call, without the callback.".to_owned(),
            FamilyKind::Subscriptions => "What a subscriber is called with.".to_owned(),
            FamilyKind::Messages | FamilyKind::Requests => words::posted_sentence(&family.envelope),
        };
        let messages: Vec<Json> = family
            .messages
            .iter()
            .map(|message| self.reference(self.names.message(message)))
            .collect();
        let doc = format!("{} {place}", one_line(family.doc));
        Json::object()
            .with("description", doc.trim())
            .with("anyOf", messages)
    }

    /// Whatever answers requests of a family.
    pub(super) fn answers(&self, family: &Family) -> Json {
        let answers = family.messages.iter().map(|message| {
            let name = self.names.message(message);
            self.reference(&format!("{name}Answer"))
        });
        let doc = format!("What answers requests of `{}`, by the id.", family.name);
        any_of(answers.collect()).with("description", doc)
    }

    /// The definitions of a message: a function has one for its arguments and one for its outcome.
    pub(crate) fn message(&self, family: &Family, message: &'d Message) -> Vec<(String, Json)> {
        let name = self.names.message(message).to_owned();
        match family.kind {
            FamilyKind::Messages => vec![(name, self.enveloped(family, message))],
            FamilyKind::Requests => {
                let request = (name.clone(), self.enveloped(family, message));
                let answer = outcome::requests(family)
                    .and_then(|requests| self.answer(family, &requests, message))
                    .map(|answer| (format!("{name}Answer"), answer));
                std::iter::once(request).chain(answer).collect()
            }
            FamilyKind::Methods | FamilyKind::Subscriptions if family.is_function(message) => {
                let mut all = vec![(name.clone(), self.arguments(message))];
                if let Some(Reply::Callback { result, error }) = message.reply {
                    let doc = match message.convention.answer {
                        AnswerBy::Promise => format!("What `{}` returns.", message.tag),
                        _ => format!("What the callback of `{}` receives.", message.tag),
                    };
                    all.push((
                        format!("{name}Outcome"),
                        self.outcome(message, &doc, result, error),
                    ));
                    if message.convention.fails_apart() {
                        all.push((format!("{name}Failure"), self.failure(message, error)));
                    }
                }
                all
            }
            FamilyKind::Methods | FamilyKind::Subscriptions => {
                let schema = match (message.fields.first(), message.failure) {
                    (Some(field), error) => {
                        let error = error.unwrap_or(Type::Nothing);
                        self.outcome(message, message.doc, field.ty, error)
                    }
                    // A subscriber that is told nothing looks at nothing.
                    _ => Json::object().with("description", one_line(message.doc)),
                };
                vec![(name, schema)]
            }
        }
    }

    /// A message in its envelope.
    pub(super) fn enveloped(&self, family: &Family, message: &'d Message) -> Json {
        let envelope = &family.envelope;
        let doc = sentences(&[one_line(message.doc), words::deprecated(message.deprecated)]);
        let bare = envelope.encoding.is_bare();
        let mut schema = Json::object()
            .with("description", doc)
            .with("type", if bare { "string" } else { "object" })
            .with_some("deprecated", message.deprecated.map(|_| true));
        if bare {
            let schema = schema.with_all(&tag(message));
            return self.with_examples(schema, samples(family, message).collect());
        }
        let (outcome, within) = outcome::beside_and_within(message);
        let (mut first, mut needed) = first(family);
        first.put(envelope.tag, tag(message));
        needed.push(envelope.tag);
        if let Some(content) = message.content {
            let fields = message.fields.iter().filter(|field| !field.remainder);
            let (beside, inside): (Vec<_>, Vec<_>) = fields.partition(|field| field.beside);
            let beside = Shape::of_fields(self.description(), beside);
            let (value, required) = if message.whole {
                self.whole(message)
            } else {
                let shape = Shape::of_fields(self.description(), inside);
                match within {
                    Some(outcome) => self.outcome_content(&shape, &outcome),
                    None => self.content(&shape),
                }
            };
            first.put(content, value);
            if required {
                needed.push(content);
            }
            self.object(&mut schema, first, needed, &beside);
        } else {
            let fields = message.fields.iter().filter(|field| !field.remainder);
            let shape = Shape::of_fields(self.description(), fields);
            self.object(&mut schema, first, needed, &shape);
        }
        if let Some(outcome) = outcome {
            self.ways(&mut schema, &outcome);
        }
        let paths = paths(family, message);
        if !paths.is_empty() {
            schema = nested(schema, &paths);
        }
        let posted = outcome::posted(family, message);
        self.with_examples(schema, samples(family, message).chain(posted).collect())
    }

    /// With examples, where the dialect has them in schemas.
    pub(super) fn with_examples(&self, schema: Json, examples: Vec<Json>) -> Json {
        let shown = !examples.is_empty() && self.dialect == Dialect::Schema;
        schema.with_some("examples", shown.then_some(examples))
    }

    /// What answers a request.
    fn answer(&self, family: &Family, requests: &Requests, message: &'d Message) -> Option<Json> {
        let outcome = Outcome::answer(requests, message)?;
        let (mut properties, mut required) = constants(requests.answer.constants);
        if let Some(key) = requests.answer.id {
            properties.put(key, id());
            required.push(key);
        }
        let by = words::answered_with(requests);
        let doc = format!("What answers `{}`, {by}.", message.tag);
        let mut schema = Json::object()
            .with("description", doc)
            .with("type", "object")
            .with("properties", properties)
            .with("required", Json::from_iter(required));
        self.ways(&mut schema, &outcome);
        let answer = &requests.answer;
        let constants = answer.constants.iter().map(|constant| constant.key);
        let keys = [answer.flag, answer.ok, answer.error];
        let keys = keys.into_iter().flatten().chain(answer.id);
        let paths: Vec<&str> = keys.chain(constants).filter(|key| is_path(key)).collect();
        if !paths.is_empty() {
            schema = nested(schema, &paths);
        }
        Some(self.with_examples(schema, outcome::answers(family, message)))
    }

    /// Content with an outcome, and whether it must be there.
    fn outcome_content(&self, shape: &Shape<'d>, outcome: &Outcome) -> (Json, bool) {
        let mut schema = Json::object().with("type", "object");
        self.object(&mut schema, Json::object(), Vec::new(), shape);
        self.ways(&mut schema, outcome);
        if shape.takes_nothing() && outcome.takes_nothing() {
            (or_null(schema), false)
        } else {
            (schema, true)
        }
    }

    /// A success or a failure, beside what else there is.
    fn ways(&self, schema: &mut Json, outcome: &Outcome) {
        let way = |way: Way| {
            // Without a flag, a failure that is null is none.
            let value = if outcome.flag.is_none() && !way.succeeded {
                self.not_null(way.ty)
            } else {
                self.ty(way.ty)
            };
            let mut properties = Json::object();
            let mut required = Vec::new();
            let mut beside = None;
            match way.key {
                Some(key) => {
                    let personal = outcome.personal || self.description().is_personal(way.ty);
                    properties.put(key, self.marked(personal, value));
                    required.extend(way.needed.then_some(key));
                }
                None => beside = (way.ty != Type::Nothing).then(|| vec![value]),
            }
            if let Some(key) = way.other.filter(|_| !way.decides_alone) {
                properties.put(key, null());
            }
            if let Some(flag) = outcome.flag {
                properties.put(flag, Json::object().with("const", way.succeeded));
                required.insert(0, flag);
            }
            let title = if way.succeeded { "done" } else { "failed" };
            let required = (!required.is_empty()).then(|| Json::from_iter(required));
            Json::object()
                .with("title", title)
                .with("properties", properties)
                .with_some("required", required)
                .with_some("allOf", beside)
        };
        let ways: Vec<Json> = outcome.ways().map(way).collect();
        if schema.has("anyOf") {
            schema.put("allOf", vec![any_of(ways)]);
        } else {
            schema.put("anyOf", ways);
        }
    }

    /// Content that is an object, and whether it must be there.
    pub(super) fn content(&self, shape: &Shape<'d>) -> (Json, bool) {
        if shape.is_empty() {
            // Nothing is looked for in it.
            return (Json::object(), false);
        }
        let mut schema = Json::object().with("type", "object");
        self.object(&mut schema, Json::object(), Vec::new(), shape);
        if shape.takes_nothing() {
            (or_null(schema), false)
        } else {
            (schema, true)
        }
    }

    /// Content that is a value of a field's type, and whether it must be there.
    pub(super) fn whole(&self, message: &'d Message) -> (Json, bool) {
        let Some(field) = message.fields.first() else {
            return (Json::object(), false);
        };
        let description = self.description();
        let optional = shape::content_may_be_absent(description, field);
        let schema = self.described(field, false);
        if optional && !shape::takes_null(description, field.ty) {
            (or_null(schema), false)
        } else {
            (schema, !optional)
        }
    }
}

/// What of a message stands in other objects.
fn paths<'d>(family: &Family, message: &'d Message) -> Vec<&'d str> {
    let envelope = &family.envelope;
    let fixed = envelope.constants.iter().chain(envelope.reports);
    let mut paths = vec![envelope.tag];
    paths.extend(fixed.map(|constant| constant.key));
    paths.extend(family.requests.and_then(|requests| requests.id));
    paths.extend(message.content);
    for field in message.fields.iter().filter(|field| field.beside) {
        paths.push(field.key);
        paths.extend(field.aliases);
    }
    paths.retain(|path| is_path(path));
    paths
}

/// What the tag of a message may be.
fn tag(message: &Message) -> Json {
    if message.prefix {
        let (begins, ends) = message.around();
        let mut pattern = format!("^{}", escaped(begins));
        if !ends.is_empty() {
            // A dot is no line break.
            pattern = [&pattern, r"[\s\S]*", &escaped(ends), "$"].concat();
        }
        return Json::object()
            .with("type", "string")
            .with("pattern", pattern);
    }
    let tags: Vec<&str> = names_of(message.tag, message.aliases).collect();
    one_of_texts(&tags)
}

/// A text as a pattern that it alone fits.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for char in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(char) {
            pattern.push('\\');
        }
        pattern.push(char);
    }
    pattern
}

/// What stands in front of the tag, and what of it must be there.
fn fixed(envelope: &Envelope) -> (Json, Vec<&'static str>) {
    let (mut fixed, needed) = constants(envelope.constants);
    // It may be anything, or nothing.
    for report in envelope.reports {
        let value = Json::of_text(&report.value.to_string());
        fixed.put(report.key, Json::object().with("default", value));
    }
    (fixed, needed)
}

fn constants(constants: &[Constant]) -> (Json, Vec<&'static str>) {
    let mut fixed = Json::object();
    for constant in constants {
        let value = Json::of_text(&constant.value.to_string());
        fixed.put(constant.key, Json::object().with("const", value));
    }
    let needed = constants.iter().map(|constant| constant.key);
    (fixed, needed.collect())
}

/// What stands before the tag, and which keys of it must be there.
fn first(family: &Family) -> (Json, Vec<&'static str>) {
    let (mut first, mut needed) = fixed(&family.envelope);
    if let Some(key) = outcome::requests(family).and_then(|requests| requests.id) {
        first.put(key, id());
        needed.push(key);
    }
    (first, needed)
}

/// The id of a request.
fn id() -> Json {
    Json::object().with("type", Json::from_iter(["string", "number"]))
}

/// The samples of a message: those of a codec aside: what it posts isn't what is described.
pub(crate) fn samples(family: &Family, message: &Message) -> impl Iterator<Item = Json> {
    let bare = family.envelope.encoding.is_bare();
    message
        .samples
        .iter()
        .filter_map(move |sample| match sample {
            Sample::Message(json) => Some(Json::of_text(json)),
            Sample::Posted(text) if bare => Some(Json::from(*text)),
            _ => None,
        })
}
