//! Messages in their envelope, functions with their callbacks.

use cti_runtime::describe::{
    self, Constant, Envelope, Family, FamilyKind, Message, Presence, Reply, Requests, Sample, Type,
};

use super::values::or_null;
use super::{Dialect, Writer, any_of, one_of_texts};
use crate::json::Json;
use crate::outcome::{self, Outcome};
use crate::shape::{self, Shape, names_of};
use crate::text::one_line;
use crate::words;

impl<'d> Writer<'_, 'd> {
    /// All messages of a direction.
    pub(super) fn family(&self, family: &Family) -> Json {
        let place = match family.kind {
            FamilyKind::Methods => "Arguments of a call, without the callback.".to_owned(),
            FamilyKind::Subscriptions => "What a subscriber is called with.".to_owned(),
            FamilyKind::Messages | FamilyKind::Requests => {
                words::posted_sentence(&family.envelope.encoding)
            }
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
            FamilyKind::Methods => {
                let mut all = vec![(name.clone(), self.arguments(message))];
                if let Some(Reply::Callback { result, error }) = message.reply {
                    let doc = format!("What the callback of `{}` receives.", message.tag);
                    all.push((
                        format!("{name}Outcome"),
                        self.outcome(message, &doc, result, error),
                    ));
                }
                all
            }
            FamilyKind::Subscriptions => {
                let schema = match (message.fields.first(), message.failure) {
                    (Some(field), Some(error)) => {
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
        let tags: Vec<&str> = names_of(message.tag, message.aliases).collect();
        let envelope = &family.envelope;
        let mut schema = Json::object()
            .with("description", one_line(message.doc))
            .with("type", "object");
        let tag = one_of_texts(&tags);
        if let Some(content) = message.content {
            let (beside, inside): (Vec<_>, Vec<_>) =
                message.fields.iter().partition(|field| field.beside);
            let beside = Shape::of_fields(self.description(), beside);
            let within = message.outcome.filter(|outcome| !outcome.beside);
            let (value, required) = if message.whole {
                self.whole(message)
            } else {
                let shape = Shape::of_fields(self.description(), inside);
                match within {
                    Some(outcome) => self.outcome_content(&shape, &Outcome::of(&outcome)),
                    None => self.content(&shape),
                }
            };
            let (mut first, mut needed) = first(family);
            first.put(envelope.tag, tag);
            needed.push(envelope.tag);
            first.put(content, value);
            if required {
                needed.push(content);
            }
            self.object(&mut schema, first, needed, &beside);
        } else {
            let shape = Shape::of_fields(self.description(), message.fields);
            let (mut first, mut needed) = first(family);
            first.put(envelope.tag, tag);
            needed.push(envelope.tag);
            self.object(&mut schema, first, needed, &shape);
        }
        let beside = |outcome: &describe::Outcome| outcome.beside || message.content.is_none();
        if let Some(outcome) = message.outcome.filter(beside) {
            self.ways(&mut schema, &Outcome::of(&outcome));
        }
        let posted = outcome::posted(family, message);
        let examples: Vec<Json> = samples(message).chain(posted).collect();
        if !examples.is_empty() && self.dialect == Dialect::Schema {
            schema.put("examples", examples);
        }
        schema
    }

    /// What answers a request.
    fn answer(&self, family: &Family, requests: &Requests, message: &'d Message) -> Option<Json> {
        let outcome = Outcome::answer(requests, message)?;
        let (mut properties, mut required) = constants(requests.answer.constants);
        properties.put(requests.answer.id, id());
        required.push(requests.answer.id);
        let doc = format!("What answers `{}`, with the request's id.", message.tag);
        let mut schema = Json::object()
            .with("description", doc)
            .with("type", "object")
            .with("properties", properties)
            .with("required", Json::from_iter(required));
        self.ways(&mut schema, &outcome);
        let examples = outcome::answers(family, message);
        let examples =
            (!examples.is_empty() && self.dialect == Dialect::Schema).then_some(examples);
        Some(schema.with_some("examples", examples))
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
        let null = || Json::object().with("type", "null");
        let way = |title: &str, said: bool| {
            let (own, other) = if said {
                (outcome.ok, outcome.error)
            } else {
                (outcome.error, outcome.ok)
            };
            let [ok, error] = outcome.needs();
            let needed = if said { ok } else { error };
            let value = self.ty(own.1);
            let takes_null = shape::takes_null(self.description(), own.1);
            // Without a flag, a failure that is null is none.
            let value = if takes_null && outcome.flag.is_none() && !said {
                let not_null = Json::object().with("not", null());
                Json::object().with("allOf", vec![value, not_null])
            } else {
                value
            };
            let mut properties = Json::object();
            let mut required = Vec::new();
            let mut beside = None;
            match own.0 {
                Some(key) => {
                    let personal = outcome.personal || self.description().is_personal(own.1);
                    properties.put(key, self.marked(personal, value));
                    required.extend(needed.then_some(key));
                }
                None => beside = (own.1 != Type::Nothing).then(|| vec![value]),
            }
            if let Some(key) = other.0 {
                properties.put(key, null());
            }
            if let Some(flag) = outcome.flag {
                properties.put(flag, Json::object().with("const", said));
                required.insert(0, flag);
            }
            let way = Json::object()
                .with("title", title)
                .with("properties", properties);
            let required = (!required.is_empty()).then(|| Json::from_iter(required));
            way.with_some("required", required)
                .with_some("allOf", beside)
        };
        let failed = outcome.may_fail().then(|| way("failed", false));
        let ways: Vec<Json> = std::iter::once(way("done", true)).chain(failed).collect();
        if schema.has("anyOf") {
            schema.put("allOf", vec![any_of(ways)]);
        } else {
            schema.put("anyOf", ways);
        }
    }

    /// Content that is an object, and whether it must be there.
    pub(super) fn content(&self, shape: &Shape<'d>) -> (Json, bool) {
        if shape.has_no_keys() && shape.rest.is_none() {
            // Nothing is looked for in it.
            return (Json::object(), false);
        }
        let mut schema = Json::object().with("type", "object");
        self.object(&mut schema, Json::object(), Vec::new(), shape);
        if shape.has_no_keys() {
            let other = Json::object().with("not", Json::object().with("type", "object"));
            return (any_of(vec![schema, other]), false);
        }
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
        let optional = field.presence != Presence::Required
            || shape::takes_empty_object(description, field.ty);
        let schema = self.described(field, false);
        if optional && !shape::takes_null(description, field.ty) {
            (or_null(schema), false)
        } else {
            (schema, !optional)
        }
    }

    /// The arguments of a function.
    pub(super) fn arguments(&self, message: &'d Message) -> Json {
        let items: Vec<Json> = message
            .fields
            .iter()
            .map(|field| {
                let schema = self.described(field, false);
                if self.dialect == Dialect::Schema {
                    Json::object().with("title", field.name).with_all(&schema)
                } else {
                    schema
                }
            })
            .collect();
        let needed = message
            .fields
            .iter()
            .rposition(|field| field.presence == Presence::Required)
            .map_or(0, |last| last + 1);
        let schema = Json::object()
            .with("description", one_line(message.doc))
            .with("type", "array");
        let schema = match self.dialect {
            _ if items.is_empty() => schema.with("maxItems", 0),
            Dialect::Schema => schema
                .with("prefixItems", items)
                .with("items", false)
                .with("minItems", needed),
            Dialect::AsyncApi => schema
                .with("items", items)
                .with("additionalItems", false)
                .with("minItems", needed),
        };
        let examples: Vec<Json> = message
            .samples
            .iter()
            .filter_map(|sample| match sample {
                Sample::Arguments(json) => Some(Json::of_text(json)),
                _ => None,
            })
            .collect();
        let examples =
            (!examples.is_empty() && self.dialect == Dialect::Schema).then_some(examples);
        schema.with_some("examples", examples)
    }

    /// What a callback receives.
    pub(super) fn outcome(&self, message: &Message, doc: &str, result: Type, error: Type) -> Json {
        let description = self.description();
        let null = || Json::object().with("type", "null");
        let failed = if shape::takes_null(description, error) {
            let not_null = Json::object().with("not", null());
            Json::object().with("allOf", vec![self.ty(error), not_null])
        } else {
            self.ty(error)
        };
        let failed = Json::object()
            .with("title", "failed")
            .with("properties", Json::object().with("error", failed))
            .with("required", Json::from_iter(["error"]));
        let properties = Json::object()
            .with(
                "result",
                self.marked(description.is_personal(result), self.ty(result)),
            )
            .with("error", null());
        let done = Json::object()
            .with("title", "done")
            .with("properties", properties)
            .with("required", Json::from_iter(["result"]));
        let examples: Vec<Json> = outcomes(message).collect();
        let examples =
            (!examples.is_empty() && self.dialect == Dialect::Schema).then_some(examples);
        Json::object()
            .with("description", one_line(doc))
            .with("type", "object")
            .with("anyOf", vec![done, failed])
            .with_some("examples", examples)
    }
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
    if let Some(requests) = outcome::requests(family) {
        first.put(requests.id, id());
        needed.push(requests.id);
    }
    (first, needed)
}

/// The id of a request.
fn id() -> Json {
    Json::object().with("type", Json::from_iter(["string", "number"]))
}

/// The samples of a message.
pub(crate) fn samples(message: &Message) -> impl Iterator<Item = Json> + '_ {
    message.samples.iter().filter_map(|sample| match sample {
        Sample::Message(json) => Some(Json::of_text(json)),
        _ => None,
    })
}

/// What callbacks receive, by the samples of a function or a subscription.
pub(crate) fn outcomes(message: &Message) -> impl Iterator<Item = Json> + '_ {
    let null = || Json::Literal("null".to_owned());
    message
        .samples
        .iter()
        .filter_map(move |sample| match sample {
            Sample::Result(json) => Some(Json::object().with("result", Json::of_text(json))),
            Sample::Error(json) => Some(
                Json::object()
                    .with("result", null())
                    .with("error", Json::of_text(json)),
            ),
            _ => None,
        })
}
