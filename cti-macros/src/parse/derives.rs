//! `#[derive(Eq, Hash)]` on data types.

use super::attributes::Attributes;
use super::tokens::{at_commas, span};
use crate::errors::Errors;
use crate::model::{At, Derive};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::TokenTree;

/// What a data type derives besides what is generated.
pub(super) fn derives(attributes: &Attributes, errors: &mut Errors) -> Vec<At<Derive>> {
    let mut found: Vec<At<Derive>> = Vec::new();
    for attribute in attributes.all("derive") {
        let Some(list) = attribute.list("(Eq, Hash)", errors) else {
            continue;
        };
        for part in at_commas(list.stream()) {
            let at = span(&part, list.span());
            let [TokenTree::Ident(name)] = part.as_slice() else {
                let message = format!("write the names of traits: {}", names());
                errors.push(Rule::DataDerive, at, message);
                continue;
            };
            let Some(derive) = Derive::ALL.into_iter().find(|known| *name == known.name()) else {
                unknown(&name.to_string(), at, errors);
                continue;
            };
            if let Some(first) = found.iter().find(|first| first.value == derive) {
                let message = format!("`{name}` is already derived; keep one of the two");
                errors.twice(
                    Rule::DataDerive,
                    first.span,
                    at,
                    message,
                    "first derived here",
                );
            } else {
                found.push(At::new(derive, at));
            }
        }
    }
    found
}

fn unknown(name: &str, at: proc_macro2::Span, errors: &mut Errors) {
    let message = match name {
        "Clone" | "PartialEq" | "Debug" => {
            format!("`{name}` is generated already; remove it")
        }
        "Serialize" | "Deserialize" => {
            format!("`{name}` is there with the feature `serde` of the runtime; remove it")
        }
        _ => {
            let hint = suggest(name, Derive::ALL.map(Derive::name));
            format!("a data type may derive {}, and not `{name}`{hint}", names())
        }
    };
    errors.push(Rule::DataDerive, at, message);
}

fn names() -> String {
    let names = Derive::ALL.map(|derive| format!("`{}`", derive.name()));
    names.join(", ")
}
