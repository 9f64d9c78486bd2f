//! Functions and subscriptions of a library: arguments, and what callbacks receive.

use cti_runtime::describe::{Message, Type};

use super::{Dialect, Writer, null};
use crate::json::Json;
use crate::outcome;
use crate::shape;
use crate::text::{one_line, sentences};
use crate::words;

impl<'d> Writer<'_, 'd> {
    /// The arguments of a function.
    pub(super) fn arguments(&self, message: &'d Message) -> Json {
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

    /// What a callback receives.
    pub(super) fn outcome(&self, message: &Message, doc: &str, result: Type, error: Type) -> Json {
        let description = self.description();
        let failed = Json::object()
            .with("title", "failed")
            .with(
                "properties",
                Json::object().with("error", self.not_null(error)),
            )
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
        let schema = Json::object()
            .with("description", one_line(doc))
            .with("type", "object")
            .with("anyOf", vec![done, failed]);
        self.with_examples(schema, outcomes(message).collect())
    }
}

/// What callbacks receive, by the samples of a function or a subscription.
pub(crate) fn outcomes(message: &Message) -> impl Iterator<Item = Json> + '_ {
    message.samples.iter().filter_map(outcome::called_back)
}
