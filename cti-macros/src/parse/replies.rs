//! `#[within(…)]` and `#[outcome(…)]`: how long an answer is waited for, and an answer that is
//! either of two.

use super::attributes::{Attribute, Attributes};
use super::depth::printed;
use super::keys::{Argument, Entry, Form, Keys};
use super::tokens::{digits, sign, string};
use crate::errors::Errors;
use crate::idents::{pascal, plain};
use crate::model::path::is_path;
use crate::model::{At, Decides, OutcomeKeys};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Span, TokenTree};

const WITHIN: &[Argument] = &[("ms", Form::Tokens, "ms = 3000")];

const OUTCOME: &[Argument] = &[
    ("flag", Form::Text, "flag = \"…\""),
    ("ok", Form::Text, "ok = \"…\""),
    ("error", Form::Text, "error = \"…\""),
    DECIDES,
];

pub(super) const DECIDES: Argument = ("decides", Form::Tokens, "decides = error");

/// What has keys of success and failure.
#[derive(Clone, Copy)]
pub(crate) enum Owner {
    /// `#[outcome(…)]`
    Message,
    /// `answer(…)`, which may have no failure, or nothing else.
    Answer,
}

/// `#[within(ms = 3000)]`, in milliseconds.
pub(crate) fn within(attributes: &Attributes, errors: &mut Errors) -> Option<u64> {
    let attribute = attributes.get("within")?;
    attribute.list("(ms = 3000)", errors)?;
    let keys = Keys::of(attribute, WITHIN, errors);
    let Some(entry) = keys.get("ms") else {
        if !keys.broken {
            let message = "how long? Write `#[within(ms = 3000)]`";
            errors.push(Rule::AttributeArguments, attribute.span, message);
        }
        return None;
    };
    let found = match entry.value.as_slice() {
        [TokenTree::Literal(literal)] => digits(literal).and_then(|digits| digits.parse().ok()),
        _ => None,
    };
    let found: Option<u64> = found.filter(|ms| *ms > 0);
    if found.is_none() {
        let message = "write whole milliseconds, above 0: `ms = 3000`";
        errors.push(Rule::ArgumentValue, entry.span, message);
    }
    found
}

/// The name of a message that is meant by what isn't one: a string, or a path.
pub(super) fn meant(tokens: &[TokenTree]) -> String {
    let otherwise = "Name".to_owned();
    match tokens {
        [_] => string(tokens).map_or(otherwise, |tag| pascal(&tag)),
        [.., colon, TokenTree::Ident(name)] if sign(colon) == ':' => name.to_string(),
        _ => otherwise,
    }
}

/// `#[outcome(flag = "success", ok = "data", error = "errorCode")]`; made up where it is broken, so
/// that the `Result` beside it is no second error.
pub(crate) fn outcome(attribute: &Attribute, errors: &mut Errors) -> OutcomeKeys {
    let before = errors.count();
    let list = attribute.list("(ok = \"…\", error = \"…\")", errors);
    let keys = list.map(|_| Keys::of(attribute, OUTCOME, errors));
    let at = attribute.span;
    keys.filter(|_| errors.count() == before)
        .and_then(|keys| outcome_keys(&keys, Owner::Message, at, errors))
        .unwrap_or_else(|| OutcomeKeys {
            flag: None,
            ok: Some(At::new("ok".to_owned(), at)),
            error: Some(At::new("error".to_owned(), at)),
            decides: None,
        })
}

/// The keys of success and failure. What has none stands beside the flag, if there is one.
pub(crate) fn outcome_keys(
    keys: &Keys,
    owner: Owner,
    at: Span,
    errors: &mut Errors,
) -> Option<OutcomeKeys> {
    let found = OutcomeKeys {
        flag: keys.text("flag"),
        ok: keys.text("ok"),
        error: keys.text("error"),
        decides: keys.get("decides").and_then(|entry| decides(entry, errors)),
    };
    if matches!(owner, Owner::Message)
        && let Some(key) = found.each().find(|key| is_path(&key.value))
    {
        let message = "the keys of an outcome stand among the fields, and are no paths; declare what is \
                       around as a `#[data]` type";
        errors.push(Rule::EnvelopePath, key.span, message);
    }
    let enough = match owner {
        Owner::Message => found.ok.is_some() && found.error.is_some(),
        Owner::Answer => found.ok.is_some() || found.error.is_some(),
    };
    if found.flag.is_none() && !enough {
        let message = match owner {
            Owner::Message => {
                "under which keys do success and failure stand? Write `ok = \"…\", error = \"…\"`, \
                 or `flag = \"…\"`, in `#[outcome(…)]`"
            }
            Owner::Answer => {
                "under which key does the result stand? Write `ok = \"…\"`, or `flag = \"…\"`, in \
                 `answer(…)`; `error = \"…\"` alone, if only a failure is answered"
            }
        };
        errors.push(Rule::OutcomeKeys, at, message);
        return None;
    }
    if let (Some(entry), Some(decides)) = (keys.get("decides"), found.decides) {
        let why = match (decides, &found.flag, &found.ok, &found.error) {
            (Decides::Flag, None, ..) => "there is no flag; name its key: `flag = \"…\"`",
            (Decides::Flag, _, None, None) => {
                "nothing speaks against the flag where neither of the two has a key; remove `decides`"
            }
            (Decides::Ok | Decides::Error, Some(_), ..) => {
                "the flag says which of the two it is; write `decides = flag`"
            }
            (Decides::Ok | Decides::Error, None, None, _)
            | (Decides::Ok | Decides::Error, None, _, None) => {
                "with one of the two alone there is nothing to decide; remove `decides`"
            }
            _ => return Some(found),
        };
        errors.push(Rule::OutcomeDecides, entry.span, why);
    }
    Some(found)
}

/// `decides = flag`, `decides = ok` or `decides = error`
fn decides(entry: &Entry, errors: &mut Errors) -> Option<Decides> {
    let found = match entry.value.as_slice() {
        [TokenTree::Ident(word)] => plain(word),
        other => other.first().map(printed).unwrap_or_default(),
    };
    let decides = Decides::ALL.into_iter().find(|of| of.names().0 == found);
    if decides.is_none() {
        let known = Decides::ALL.map(|of| of.names().0);
        let hint = suggest(&found, known);
        let message = format!("what decides is `flag`, `ok` or `error`{hint}");
        errors.push(Rule::ValueUnknown, entry.span, message);
    }
    decides
}
