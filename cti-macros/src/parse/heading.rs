//! What the attribute of a family says of everything in it.

use super::attributes::Attributes;
use super::case::Case;
use super::envelope;
use super::fields::FieldReader;
use super::keys::{Argument, Keys};
use super::setting::Defaults;
use super::types::Scope;
use crate::errors::Errors;
use crate::model::{Envelope, Field};
use crate::rules::Rule;
use proc_macro2::Span;

/// The arguments of a family's attribute, and what follows from them and from the protocol's.
pub(super) struct Heading {
    pub(super) keys: Keys,
    /// The case of tags.
    pub(super) names: Case,
    /// The case of fields.
    pub(super) cases: Case,
}

impl Heading {
    pub(super) fn read(
        attributes: &Attributes,
        role: &str,
        forms: &[Argument],
        defaults: &Defaults,
        errors: &mut Errors,
    ) -> Self {
        let keys = match attributes.get(role) {
            Some(attribute) => Keys::of(attribute, forms, errors),
            None => Keys::default(),
        };
        let names = keys.case("rename_all", errors).unwrap_or(defaults.names);
        let cases = keys
            .case("rename_all_fields", errors)
            .unwrap_or(defaults.keys);
        Self { keys, names, cases }
    }

    /// What stands in front of each tag.
    pub(super) fn prefix(&self, errors: &mut Errors) -> String {
        let prefix = self.keys.text("prefix");
        if let Some(prefix) = prefix.as_ref().filter(|prefix| prefix.value.is_empty()) {
            errors.push(Rule::NameEmpty, prefix.span, "a prefix is not empty");
        }
        prefix.map(|prefix| prefix.value).unwrap_or_default()
    }

    /// The fields that everything in the family has.
    pub(super) fn each(&self, scope: &Scope, errors: &mut Errors) -> Vec<Field> {
        self.keys.get("each").map_or_else(Vec::new, |entry| {
            let reader = FieldReader::new(scope, self.cases);
            errors.in_arguments(|errors| reader.list(&entry.parts(), entry.span, errors))
        })
    }

    /// The protocol's envelope with what the family says of its own; none if either was broken.
    pub(super) fn envelope(
        &self,
        defaults: &Defaults,
        readable: bool,
        at: Span,
        errors: &mut Errors,
    ) -> Option<Envelope> {
        let defaults = defaults.envelope.as_ref()?;
        let own = envelope::part(&self.keys, errors)?;
        readable
            .then(|| envelope::join(defaults, &own, at, errors))
            .flatten()
    }
}
