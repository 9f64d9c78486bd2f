//! `#[handshake(until = Ready, again = Loaded, every_ms = 500, hold)]`.

use super::attributes::Attributes;
use super::keys::{Argument, Entry, Form, Keys};
use crate::errors::Errors;
use crate::model::Handshake;
use crate::rules::Rule;
use proc_macro2::{Ident, TokenTree};

const FORMS: &[Argument] = &[
    ("until", Form::Tokens, "until = Name"),
    ("again", Form::Tokens, "again = Name"),
    ("every_ms", Form::Tokens, "every_ms = 500"),
    ("hold", Form::Flag, "hold"),
];

pub(crate) fn read(attributes: &Attributes, errors: &mut Errors) -> Option<Handshake> {
    let attribute = attributes.get("handshake")?;
    attribute.list("(until = Name)", errors)?;
    let keys = Keys::of(attribute, FORMS, errors);
    let again = keys.get("again").and_then(|entry| name(entry, errors));
    let every = keys.get("every_ms").and_then(|entry| millis(entry, errors));
    let Some(until) = keys.get("until") else {
        if !keys.broken {
            let message = "what acknowledges it? Add `until = Name`, a message of the other side";
            errors.push(Rule::HandshakeUntil, attribute.span, message);
        }
        return None;
    };
    Some(Handshake {
        span: attribute.span,
        until: name(until, errors)?,
        again,
        every,
        hold: keys.flag("hold").is_some(),
    })
}

fn name(entry: &Entry, errors: &mut Errors) -> Option<Ident> {
    if let Some(name) = entry.name() {
        return Some(name.clone());
    }
    let message = format!("write one name: `{} = Name`", entry.key);
    errors.push(Rule::ArgumentValue, entry.span, message);
    None
}

fn millis(entry: &Entry, errors: &mut Errors) -> Option<u32> {
    let number = match entry.value.as_slice() {
        [TokenTree::Literal(literal)] => literal.to_string().replace('_', "").parse().ok(),
        _ => None,
    };
    if number.is_none_or(|number: u32| number == 0) {
        let message = "write the milliseconds between two posts, above 0: `every_ms = 500`";
        errors.push(Rule::ArgumentValue, entry.span, message);
        return None;
    }
    number
}
