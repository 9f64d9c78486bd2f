//! `#[command]` and `#[event]` traits: requests between windows, with their answers.

use super::attributes::Attributes;
use super::convention::Conventions;
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
use crate::model::{Answer, At, Direction, Envelope, Family, FamilyKind, Requests, Type};
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
    ("port", Form::Flag, "port"),
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
        conventions: Conventions::default(),
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
    let Some(answered) = keys.get("answer") else {
        let message = match id {
            Some(_) => format!("how are requests answered? Add `{ANSWER_FORM}`"),
            None => format!(
                "how do requests find their answers? Add `id = \"…\"`, the key of the request's id, and \
                 `{ANSWER_FORM}`; or `answer(port, …)`, if each comes with a port over which it is answered"
            ),
        };
        errors.push(Rule::RequestAnswer, at, message);
        return None;
    };
    let by = Keys::inside(answered, ANSWER, errors);
    let is_port = by.get("port").is_some();
    let answer = answer(&by, answered.span, errors);
    if is_port {
        no_ids(keys, &by, errors);
    } else if id.is_none() {
        let message = "by what does an answer find its request? Add `id = \"…\"`, the key of the \
                       request's id; or write `answer(port, …)`, if each comes with a port over which it is \
                       answered";
        errors.push(Rule::RequestId, at, message);
    }
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
        id: if is_port { None } else { Some(id?) },
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

/// What comes over a port of its own is told apart by that.
fn no_ids(keys: &Keys, answer: &Keys, errors: &mut Errors) {
    let all_the_same = ". If it has one all the same, declare that in `each(…)`";
    let ids = [
        (keys.get("id"), "a request", all_the_same),
        (keys.get("ids"), "a request", ""),
        (answer.get("id"), "an answer", ""),
    ];
    for (entry, what, otherwise) in ids {
        if let Some(entry) = entry {
            let message = format!(
                "the port says which request is answered, so {what} needs no id; remove `{}`{otherwise}",
                entry.key
            );
            errors.push(Rule::RequestPort, entry.span, message);
        }
    }
}

/// `answer(id = "…", flag = "…", ok = "…", error = "…", constants(…))`, or `answer(port, …)`
fn answer(keys: &Keys, at: Span, errors: &mut Errors) -> Option<Answer> {
    if keys.broken {
        return None;
    }
    let id: Option<At<String>> = keys.text("id");
    let is_port = keys.get("port").is_some();
    if id.is_none() && !is_port {
        let message = "under which key does an answer say which request it answers? Add `id = \"…\"`, or \
                       `port`, if it comes over a port that was posted with the request";
        errors.push(Rule::RequestAnswer, at, message);
    }
    let outcome = replies::outcome_keys(keys, replies::Owner::Answer, at, errors);
    let constants = keys
        .get("constants")
        .map_or_else(Vec::new, |entry| constants::list(entry, errors));
    Some(Answer {
        id: if is_port { None } else { Some(id?) },
        keys: outcome?,
        constants,
    })
}
