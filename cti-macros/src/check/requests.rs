//! Requests: keys that differ, and answers that can be told from other messages.

use crate::errors::Errors;
use crate::model::{
    At, Direction, Family, FamilyKind, Message, Requests, Scalar, Sides, Type, TypeKind,
};
use crate::resolve::Resolved;
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        let Some(requests) = &family.requests else {
            continue;
        };
        id(family, requests, errors);
        answer_keys(requests, errors);
        let keys = &requests.answer.keys;
        for message in &family.messages {
            let Some([ok, error]) = message.callback() else {
                continue;
            };
            if keys.flag.is_none() && keys.error.is_some() {
                says_something(error, errors);
            }
            if keys.only_fails() {
                fails_in_time(message, ok, errors);
                continue;
            }
            let sides = keys.sides([ok, error]);
            super::fields::beside_flag(protocol, sides, errors);
            beside(protocol, requests, sides, errors);
        }
    }
}

/// How answers stand to the messages of the direction from which they come.
pub(crate) fn check_answers(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        let Some(requests) = &family.requests else {
            continue;
        };
        for other in protocol.in_direction(family.direction.opposite()) {
            alike(requests, other, errors);
        }
    }
    for direction in Direction::BOTH {
        let asks = |family: &Family| family.kind == FamilyKind::Requests;
        if protocol.in_direction(direction.opposite()).any(asks) {
            settled(protocol, direction, errors);
        }
    }
}

/// The key of the id, among those of the envelope.
fn id(family: &Family, requests: &Requests, errors: &mut Errors) {
    let envelope = &family.envelope;
    let content = envelope.content.iter().map(|key| (key, "the content"));
    let fixed = envelope.fixed().map(|fixed| (&fixed.key, "a constant"));
    let known = std::iter::once((&envelope.tag, "the tag"));
    let Some(id) = &requests.id else { return };
    if id.value.is_empty() {
        errors.push(Rule::NameEmpty, id.span, "a key is not empty");
    }
    let taken = known.chain(content).chain(fixed);
    if let Some((first, of)) = { taken }.find(|(key, _)| key.value == id.value) {
        let message = format!("this is the key of {of} too; give the id its own");
        let hint = format!("the key of {of} is here");
        errors.twice(Rule::EnvelopeKeys, first.span, id.span, message, hint);
    }
}

/// The keys of an answer differ.
fn answer_keys(requests: &Requests, errors: &mut Errors) {
    let answer = &requests.answer;
    let fixed = answer.constants.iter().map(|constant| &constant.key);
    let keys = &answer.keys;
    let own = answer.id.iter().chain(keys.named());
    let mut known: Vec<&At<String>> = Vec::new();
    for key in own.chain(&keys.flag).chain(fixed) {
        if key.value.is_empty() {
            errors.push(Rule::NameEmpty, key.span, "a key is not empty");
        }
        if let Some(first) = known.iter().find(|first| first.value == key.value) {
            let message = format!("the key `{}` is already used in an answer", key.value);
            let hint = "first used here";
            errors.twice(Rule::EnvelopeKeys, first.span, key.span, message, hint);
        }
        known.push(key);
    }
}

/// What stands beside the flag has keys of its own.
fn beside(protocol: &Resolved<'_>, requests: &Requests, sides: Sides<'_>, errors: &mut Errors) {
    let answer = &requests.answer;
    let constants = answer.constants.iter().map(|constant| &constant.key);
    let taken = answer.id.iter().chain(constants);
    let taken = taken.map(|key| (key.value.as_str(), key.span));
    let mut found: Vec<_> = taken.collect();
    let own = found.len();
    found.extend(super::keys::outcome_keys(protocol, &answer.keys, sides));
    let (own, beside) = found.split_at(own + answer.keys.each().count());
    for (key, span) in beside {
        if let Some((_, first)) = own.iter().find(|(taken, _)| taken == key) {
            let message = format!("the key `{key}` of this type is already used in an answer");
            let hint = "first used here";
            errors.twice(Rule::EnvelopeKeys, *first, *span, message, hint);
        }
    }
}

/// Where only failures are answered, there is no result, and a time after which there was none.
fn fails_in_time(message: &Message, ok: &Type, errors: &mut Errors) {
    if !matches!(ok.kind, TypeKind::Unit) {
        let text = "only a failure is answered, so there is no result; remove it, or add `ok = \"…\"` to \
                    `answer(…)`";
        errors.push(Rule::RequestAnswer, ok.span, text);
    } else if message.within.is_none() && message.stream.is_none() {
        let text = format!(
            "when has `{}` succeeded, if nothing says so? Add `#[within(ms = …)]`: as long as a failure may \
             take",
            message.handler
        );
        errors.push(Rule::ReplySilence, message.ident.span(), text);
    }
    if let Some(stream) = &message.stream {
        let text = "only a failure is answered, so nothing comes many times; add `ok = \"…\"` to \
                    `answer(…)`";
        errors.push(Rule::StreamAnswer, stream.span, text);
    }
}

/// Without a flag, an error says something.
pub(super) fn says_something(error: &Type, errors: &mut Errors) {
    if matches!(error.kind, TypeKind::Unit | TypeKind::Option(_)) {
        let message = "a failure that says nothing looks like no answer; add `flag = \"…\"` to \
                       `answer(…)`, or write what it says";
        errors.push(Rule::OutcomeKeys, error.span, message);
    }
}

/// Whether a family takes answers for its own messages.
fn alike(requests: &Requests, other: &Family, errors: &mut Errors) {
    let answer = &requests.answer;
    // What comes over a port is told apart by that.
    let Some(id) = &answer.id else { return };
    let tag = &other.envelope.tag.value;
    let mut keys = std::iter::once(id).chain(answer.keys.named());
    if let Some(key) = keys.find(|key| key.value == *tag) {
        let message = format!(
            "a string under `{tag}` is the tag of `{}`; answers need other keys",
            other.ident
        );
        errors.push(Rule::RequestAnswer, key.span, message);
    }
    for constant in answer.constants.iter().filter(|of| of.key.value == *tag) {
        let Scalar::Text(text) = &constant.value else {
            continue;
        };
        let tags = other.messages.iter().flat_map(Message::names);
        if let Some(first) = { tags }.find(|tag| tag.value == *text) {
            let message = format!("`{text}` is the tag of a message, so no answer is ever found");
            let (first, at) = (first.span, constant.key.span);
            let hint = "the message is here";
            errors.twice(Rule::RequestAnswer, first, at, message, hint);
        }
    }
}

/// The name of answers among the messages of their direction.
fn settled(protocol: &Resolved<'_>, direction: Direction, errors: &mut Errors) {
    let several = protocol.direction_enum(direction).is_some();
    for family in protocol.in_direction(direction) {
        let messages = family.messages.iter().map(|message| &message.ident);
        let names: Vec<_> = if several {
            vec![&family.ident]
        } else {
            messages.collect()
        };
        for name in names.into_iter().filter(|name| *name == "Settled") {
            let message = "answers to requests are `Settled` here; choose another name, and keep a \
                           tag with `#[rename(\"settled\")]`";
            errors.push(Rule::NameReserved, name.span(), message);
        }
    }
}
