//! Conventions of libraries: keys that differ, and failures that can be told.

use crate::errors::Errors;
use crate::model::{At, Convention, Field, Message};
use crate::resolve::Resolved;
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for message in protocol.messages() {
        if let Some(convention) = &message.convention {
            function(protocol, message, convention, errors);
        }
    }
}

fn function(
    protocol: &Resolved<'_>,
    message: &Message,
    convention: &Convention,
    errors: &mut Errors,
) {
    callbacks(message, convention, errors);
    let (Some(keys), Some([ok, error])) = (&convention.keys, message.callback()) else {
        return;
    };
    // What a listener receives is told apart by the failure that is there.
    let told = keys.flag.is_some() && message.reply.is_some();
    if !told && keys.error.is_some() && !convention.is_plain() {
        super::requests::says_something(error, errors);
    }
    if keys.flag.is_some() {
        super::fields::beside_flag(protocol, keys.sides([ok, error]), errors);
    }
}

/// Callbacks that are members of an object have keys that no argument has.
fn callbacks(message: &Message, convention: &Convention, errors: &mut Errors) {
    let mut known: Vec<&At<String>> = Vec::new();
    if convention.object {
        known.extend(message.body.named().iter().flat_map(Field::names));
    }
    for key in convention.answer.keys() {
        if let Some(first) = known.iter().find(|first| first.value == key.value) {
            let text = format!(
                "`{}` is the key of an argument and of a callback",
                key.value
            );
            errors.twice(
                Rule::ConventionKeys,
                key.span,
                first.span,
                text,
                "the other is here",
            );
        }
        known.push(key);
    }
}
