//! Functions and subscriptions of a library: arguments, and what callbacks receive.

use cti_runtime::describe::{CallbackKeys, Message, Sample, Type};

use super::{Dialect, Writer, null};
use crate::convention;
use crate::json::Json;
use crate::outcome;
use crate::shape::{self, Shape};
use crate::text::{one_line, sentences};
use crate::words;

impl<'d> Writer<'_, 'd> {
    /// The arguments of a function.
    pub(super) fn arguments(&self, message: &'d Message) -> Json {
        if message.convention.object {
            return self.named_arguments(message);
        }
        let items: Vec<Json> = message
            .fields
            .iter()
            .map(|field| self.position(field))
            .collect();
        let needed = shape::needed_arguments(message.fields);
        let doc = sentences(&[one_line(message.doc), words::deprecated(message.deprecated)]);
        let schema = Json::object()
            .with("description", doc)
            .with("type", "array")
            .with_some("deprecated", message.deprecated.map(|_| true));
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
        self.with_examples(schema, outcome::arguments(message))
    }

    /// The arguments of a function that takes one object.
    fn named_arguments(&self, message: &'d Message) -> Json {
        let doc = sentences(&[one_line(message.doc), words::deprecated(message.deprecated)]);
        let shape = Shape::of_fields(self.description(), message.fields.iter());
        let mut schema = Json::object()
            .with("description", doc)
            .with_some("deprecated", message.deprecated.map(|_| true))
            .with("type", "object");
        self.object(&mut schema, Json::object(), Vec::new(), &shape);
        self.with_examples(schema, outcome::arguments(message))
    }

    /// What a callback receives, a listener, or who waits for what a function returns.
    pub(super) fn outcome(&self, message: &Message, doc: &str, result: Type, error: Type) -> Json {
        let description = self.description();
        let value = self.marked(description.is_personal(result), self.ty(result));
        let schema = match message.convention.keys {
            None => value,
            Some(keys) => self.under_keys(&keys, (result, value), error),
        };
        let schema = Json::object()
            .with("description", one_line(doc))
            .with_all(&schema);
        self.with_examples(schema, outcomes(message).collect())
    }

    /// What stands under keys.
    fn under_keys(&self, keys: &CallbackKeys, (result, value): (Type, Json), error: Type) -> Json {
        let side = |title: &str, ok: bool| {
            let (key, ty) = if ok {
                (keys.ok, result)
            } else {
                (keys.error, error)
            };
            let mut properties = Json::object();
            let mut required: Vec<&str> = Vec::new();
            if let Some(flag) = keys.flag {
                properties.put(flag, Json::object().with("const", ok));
                required.push(flag);
            }
            if let Some(key) = key {
                let said = match (ok, keys.flag) {
                    (true, _) => value.clone(),
                    (false, None) => self.not_null(error),
                    (false, Some(_)) => self.ty(error),
                };
                properties.put(key, said);
                // With a flag, what says nothing may be left out.
                if keys.flag.is_none() || !matches!(ty, Type::Option(_) | Type::Nothing) {
                    required.push(key);
                }
            }
            // Without one, an error that is there decides.
            if let (true, None, Some(key)) = (ok, keys.flag, keys.error) {
                properties.put(key, null());
            }
            let own = Json::object()
                .with("title", title)
                .with("properties", properties)
                .with("required", required.into_iter().collect::<Json>());
            let beside = key.is_none() && !matches!(ty, Type::Nothing);
            if beside {
                Json::object().with("allOf", vec![own, self.ty(ty)])
            } else {
                own
            }
        };
        let done = side("done", true);
        let sides = if keys.may_fail() {
            vec![done, side("failed", false)]
        } else {
            vec![done]
        };
        Json::object().with("type", "object").with("anyOf", sides)
    }

    /// What a failure that comes by itself says.
    pub(super) fn failure(&self, message: &Message, error: Type) -> Json {
        let doc = format!("What a failure of `{}` says by itself.", message.tag);
        let schema = Json::object()
            .with("description", doc)
            .with_all(&self.ty(error));
        self.with_examples(schema, failures(message).collect())
    }
}

/// What callbacks receive, by the samples of a function or a subscription.
pub(crate) fn outcomes(message: &Message) -> impl Iterator<Item = Json> + '_ {
    samples(message, false)
}

/// What failures that come by themselves say, by the samples of a function.
pub(crate) fn failures(message: &Message) -> impl Iterator<Item = Json> + '_ {
    samples(message, true)
}

fn samples(message: &Message, apart: bool) -> impl Iterator<Item = Json> + '_ {
    let fails_apart = message.convention.fails_apart();
    let is_apart = move |sample: &&Sample| fails_apart && matches!(sample, Sample::Error(_));
    let samples = message.samples.iter();
    samples
        .filter(move |sample| is_apart(sample) == apart)
        .filter_map(|sample| convention::called_back(message, sample))
}
