//! `#[posted(Date)]`, `#[posted(Map)]`, and `posted = Map` of an envelope.

use super::attributes::Attributes;
use super::depth::printed;
use super::keys::{Argument, Entry, Form, Keys};
use super::tokens::is_word;
use crate::errors::Errors;
use crate::model::{At, Posted};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::Span;

const FORMS: &[Argument] = &[("Date", Form::Flag, "Date"), ("Map", Form::Flag, "Map")];

/// What a field is posted as.
pub(super) fn posted(attributes: &Attributes, errors: &mut Errors) -> Option<At<Posted>> {
    let attribute = attributes.get("posted")?;
    attribute.list("(Date)", errors)?;
    let keys = Keys::of(attribute, FORMS, errors);
    match (keys.flag("Date"), keys.flag("Map")) {
        (Some(date), Some(map)) => {
            let message = "a value is posted as a `Date` or as a `Map`; keep one of the two";
            let hint = "the other one is here";
            errors.twice(Rule::FieldPosted, date, map, message, hint);
            None
        }
        (Some(at), None) => Some(At::new(Posted::Date, at)),
        (None, Some(at)) => Some(At::new(Posted::Map, at)),
        (None, None) => None,
    }
}

/// Where an envelope says that its messages are `Map`s.
pub(super) fn map(entry: &Entry, errors: &mut Errors) -> Option<Span> {
    if let [word] = entry.value.as_slice()
        && is_word(word, "Map")
    {
        return Some(entry.span);
    }
    let found = entry.value.first().map(printed).unwrap_or_default();
    let hint = suggest(&found, ["Map"]);
    let message = format!("an object is posted as a `Map`, or as it is{hint}");
    errors.push(Rule::ValueUnknown, entry.span, message);
    None
}
