//! `constants(…)` and `reports(…)` of an envelope: entries that every message is written with.

use super::keys::Entry;
use super::tokens::{sign, span, string};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{At, Constant, Scalar};
use crate::rules::Rule;
use proc_macro2::TokenTree;

/// The largest whole number that JavaScript tells from its neighbours.
const MOST: i64 = (1 << 53) - 1;

/// Reads `key = value, …`; a key is a name or a string.
pub(crate) fn list(entry: &Entry, errors: &mut Errors) -> Vec<Constant> {
    let mut found = Vec::new();
    if entry.value.is_empty() {
        let message = format!("write `{}(key = \"value\")`", entry.key);
        errors.push(Rule::AttributeArguments, entry.span, message);
    }
    for part in entry.parts() {
        let at = span(&part, entry.span);
        let [key, equals, value @ ..] = part.as_slice() else {
            errors.push(Rule::ArgumentValue, at, "write `key = \"value\"`");
            continue;
        };
        let name = match key {
            TokenTree::Ident(name) => Some(plain(name)),
            key => string(std::slice::from_ref(key)),
        };
        let Some(name) = name.filter(|_| sign(equals) == '=') else {
            let message = "write `key = \"value\"`, or `\"the-key\" = \"value\"` where the key is no \
                           Rust name";
            errors.push(Rule::ArgumentValue, at, message);
            continue;
        };
        if let Some(value) = scalar(value) {
            let key = At::new(name, key.span());
            found.push(Constant { key, value });
        } else {
            let message = "a value is a string, a whole number or a boolean";
            errors.push(Rule::ArgumentValue, span(value, at), message);
        }
    }
    found
}

/// A string, a whole number or a boolean.
pub(super) fn scalar(tokens: &[TokenTree]) -> Option<Scalar> {
    let (negative, rest) = match tokens {
        [minus, rest @ ..] if sign(minus) == '-' => (true, rest),
        rest => (false, rest),
    };
    let text = match rest {
        [TokenTree::Ident(word)] if word == "true" && !negative => return Some(Scalar::Bool(true)),
        [TokenTree::Ident(word)] if word == "false" && !negative => {
            return Some(Scalar::Bool(false));
        }
        [TokenTree::Literal(literal)] => literal.to_string(),
        _ => return None,
    };
    if let Some(text) = string(rest).filter(|_| !negative) {
        return Some(Scalar::Text(text));
    }
    let number: i64 = text.replace('_', "").parse().ok()?;
    (number <= MOST).then_some(Scalar::Integer(if negative { -number } else { number }))
}

/// Refuses a key that is given twice.
pub(crate) fn differ(constants: &[Constant], reports: &[Constant], errors: &mut Errors) {
    let all: Vec<&Constant> = constants.iter().chain(reports).collect();
    for (index, constant) in all.iter().enumerate() {
        let same = |other: &&&Constant| other.key.value == constant.key.value;
        if let Some(first) = all.iter().take(index).find(same) {
            let message = format!(
                "`{}` is already given; keep one of the two",
                constant.key.value
            );
            let hint = "first given here";
            let (first, second) = (first.key.span, constant.key.span);
            errors.twice(Rule::ArgumentDuplicate, first, second, message, hint);
        }
    }
}

/// What the protocol says and a direction doesn't, then what the direction says.
pub(crate) fn join(
    inherited: &[Constant],
    own: &[Constant],
    elsewhere: &[Constant],
) -> Vec<Constant> {
    let is_own = |constant: &&Constant| {
        let mut given = own.iter().chain(elsewhere);
        given.any(|own| own.key.value == constant.key.value)
    };
    let inherited = inherited.iter().filter(|constant| !is_own(constant));
    inherited.chain(own).cloned().collect()
}
