//! `#[command]` and `#[event]` traits: requests between windows, with their answers.

use super::attributes::Attributes;
use super::depth::printed;
use super::function::{self, Context};
use super::heading::Heading;
use super::item::Item;
use super::keys::{Argument, Entry, Form, Keys, RENAME_ALL, RENAME_ALL_FIELDS};
use super::order::Rules;
use super::parsed::Fallback;
use super::sample;
use super::setting::Setting;
use super::tokens::is_word;
use super::{constants, replies};
use crate::errors::Errors;
use crate::model::{Answer, Direction, Envelope, Family, FamilyKind, Requests, Type};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::Span;

const FORMS: &[Argument] = &[
    ("envelope", Form::List, "envelope(object)"),
    ("tag", Form::Text, "tag = \"…\""),
    ("content", Form::Text, "content = \"…\""),
    RENAME_ALL,
    RENAME_ALL_FIELDS,
    ("each", Form::List, "each(name: Type)"),
    ("prefix", Form::Text, "prefix = \"app_\""),
    ("id", Form::Text, "id = \"requestId\""),
    ("ids", Form::Tokens, "ids = number"),
    ("answer", Form::List, ANSWER_FORM),
    ("error", Form::Tokens, "error = Type"),
    ("unknown", Form::Tokens, "unknown = { … }"),
];

const ANSWER_FORM: &str = "answer(id = \"…\", ok = \"…\", error = \"…\")";

const ANSWER: &[Argument] = &[
    ("id", Form::Text, "id = \"responseId\""),
    ("flag", Form::Text, "flag = \"…\""),
    ("ok", Form::Text, "ok = \"…\""),
    ("error", Form::Text, "error = \"…\""),
    replies::DECIDES,
    ("constants", Form::List, "constants(type = \"…\")"),
];

pub(crate) fn family(
    item: &Item,
    attributes: &Attributes,
    direction: Direction,
    setting: &Setting<'_>,
    fallbacks: &mut Vec<Fallback>,
    errors: &mut Errors,
) -> Family {
    let Setting { defaults, scope } = *setting;
    let before = errors.count();
    let heading = Heading::read(attributes, direction.attribute(), FORMS, defaults, errors);
    let prefix = heading.prefix(errors);
    let each = heading.each(scope, errors);
    let error = heading
        .keys
        .get("error")
        .map(|entry| errors.in_arguments(|errors| scope.read(entry.stream(), entry.span, errors)));
    let readable = errors.count() == before;
    let own = attributes.get(direction.attribute());
    let at = own.map_or(item.ident.span(), |attribute| attribute.span);
    let requests = readable
        .then(|| requests(&heading.keys, error.clone(), at, errors))
        .flatten();
    // What a failure says is asked once it is known how requests are answered.
    let error = error.or_else(|| requests.is_none().then(|| Type::unit(at)));
    let envelope = heading.envelope(defaults, readable, item.ident.span(), errors);
    let context = Context {
        scope,
        kind: FamilyKind::Requests,
        prefix,
        object: None,
        names: heading.names,
        keys: heading.cases,
        error: error.as_ref(),
        fails: requests
            .as_ref()
            .is_none_or(|requests| requests.answer.keys.may_fail()),
        envelope: envelope.as_ref(),
        each,
        rules: Rules::read(attributes, errors),
        sound: item.sound && envelope.is_some() && errors.count() == before,
    };
    let messages = function::functions(item, &context, fallbacks, errors);
    Family {
        ident: item.ident.clone(),
        doc: attributes.doc.clone(),
        direction,
        kind: FamilyKind::Requests,
        envelope: envelope.unwrap_or_else(Envelope::blank),
        requests,
        messages,
    }
}

/// How requests of a trait find their answers.
fn requests(keys: &Keys, error: Option<Type>, at: Span, errors: &mut Errors) -> Option<Requests> {
    let id = keys.text("id");
    if id.is_none() && keys.get("answer").is_none() {
        let message = format!(
            "how do requests find their answers? Add `id = \"…\"`, the key of the request's id, and \
             `{ANSWER_FORM}`"
        );
        errors.push(Rule::RequestAnswer, at, message);
        return None;
    }
    if id.is_none() {
        let message = "by what does an answer find its request? Add `id = \"…\"`, the key of the \
                       request's id";
        errors.push(Rule::RequestId, at, message);
    }
    let answer = if let Some(entry) = keys.get("answer") {
        answer(entry, errors)
    } else {
        let message = format!("how are requests answered? Add `{ANSWER_FORM}`");
        errors.push(Rule::RequestAnswer, at, message);
        None
    };
    let fails = answer.as_ref().is_none_or(|answer| answer.keys.may_fail());
    if let Some(error) = error.as_ref().filter(|_| !fails) {
        let message = "where does it stand? Add `error = \"…\"` to `answer(…)`, or remove the type";
        errors.push(Rule::RequestFailure, error.span, message);
    }
    let numbers = keys.get("ids").is_some_and(|entry| numbers(entry, errors));
    let unknown = keys
        .get("unknown")
        .and_then(|entry| sample::json(&entry.value, entry.span, errors));
    Some(Requests {
        id: id?,
        numbers,
        answer: answer?,
        error,
        unknown,
    })
}

/// `ids = number`, or `ids = string`
fn numbers(entry: &Entry, errors: &mut Errors) -> bool {
    match entry.value.as_slice() {
        [word] if is_word(word, "number") => return true,
        [word] if is_word(word, "string") => {}
        other => {
            let found = other.first().map(printed).unwrap_or_default();
            let hint = suggest(&found, ["number", "string"]);
            let message = format!("ids are made as `number` or as `string`{hint}");
            errors.push(Rule::ValueUnknown, entry.span, message);
        }
    }
    false
}

/// `answer(id = "…", flag = "…", ok = "…", error = "…", constants(…))`
fn answer(entry: &Entry, errors: &mut Errors) -> Option<Answer> {
    let keys = Keys::inside(entry, ANSWER, errors);
    if keys.broken {
        return None;
    }
    let id = keys.text("id");
    if id.is_none() {
        let message =
            "under which key does an answer say which request it answers? Add `id = \"…\"`";
        errors.push(Rule::RequestAnswer, entry.span, message);
    }
    let outcome = replies::outcome_keys(&keys, replies::Owner::Answer, entry.span, errors);
    let constants = keys
        .get("constants")
        .map_or_else(Vec::new, |entry| constants::list(entry, errors));
    Some(Answer {
        id: id?,
        keys: outcome?,
        constants,
    })
}
