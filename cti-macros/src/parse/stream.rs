//! `#[stream(until = Done, cancel = Stop)]`: a request that is answered many times.

use super::attributes::Attributes;
use super::keys::{Argument, Entry, Form, Keys};
use super::replies::meant;
use super::tokens::sign;
use crate::errors::Errors;
use crate::model::Stream;
use crate::rules::Rule;
use proc_macro2::Ident;

const FORMS: &[Argument] = &[
    ("until", Form::Tokens, "until = Name"),
    ("cancel", Form::Tokens, "cancel = Name"),
];

pub(crate) fn read(attributes: &Attributes, errors: &mut Errors) -> Option<Stream> {
    let attribute = attributes.get("stream")?;
    let keys = Keys::of(attribute, FORMS, errors);
    let [until, cancel] =
        ["until", "cancel"].map(|key| keys.get(key).and_then(|entry| name(entry, errors)));
    Some(Stream {
        span: attribute.span,
        until,
        cancel,
    })
}

fn name(entry: &Entry, errors: &mut Errors) -> Option<Ident> {
    if let Some(name) = entry.name() {
        return Some(name.clone());
    }
    let several = entry.value.iter().any(|token| sign(token) == '|');
    let message = if several {
        format!("one message does this: `{} = Name`", entry.key)
    } else {
        format!("write one name: `{} = {}`", entry.key, meant(&entry.value))
    };
    errors.push(Rule::ArgumentValue, entry.span, message);
    None
}
