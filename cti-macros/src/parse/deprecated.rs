//! `#[deprecated]`, in the forms that Rust has.

use super::attributes::{Arguments, Attributes};
use super::keys::{Argument, Form, Keys};
use super::tokens::{span, string};
use crate::errors::Errors;
use crate::model::Deprecated;
use crate::rules::Rule;

const FORMS: &[Argument] = &[
    ("since", Form::Text, "since = \"2.0\""),
    ("note", Form::Text, "note = \"use `dial`\""),
];

pub(super) fn deprecated(attributes: &Attributes, errors: &mut Errors) -> Option<Deprecated> {
    let attribute = attributes.get("deprecated")?;
    let (since, note) = match &attribute.arguments {
        Arguments::None => (None, None),
        Arguments::Value(tokens) => {
            let note = string(tokens);
            if note.is_none() {
                let message = "write what to use instead: `#[deprecated = \"use `dial`\"]`";
                let at = span(tokens, attribute.span);
                errors.push(Rule::AttributeSyntax, at, message);
            }
            (None, note)
        }
        Arguments::List(_) => {
            let keys = Keys::of(attribute, FORMS, errors);
            let text = |key| keys.text(key).map(|text| text.value);
            (text("since"), text("note"))
        }
    };
    Some(Deprecated {
        since,
        note: note.unwrap_or_default(),
    })
}
