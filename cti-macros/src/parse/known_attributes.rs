//! Which attributes there are, and what each may stand on.

use super::foreign::attributes::{called, meant_elsewhere, of_serde};
use super::targets::AttributeTarget;
use crate::errors::Errors;
use crate::rules::Rule;
use crate::suggest::suggest;
use AttributeTarget::{Field, Function, Item, Message, State, Value};
use proc_macro2::{Span, TokenTree};

/// The attributes of a declaration, where they may stand, and whether they repeat.
const KNOWN: &[(&str, &[AttributeTarget], bool)] = &[
    ("alias", &[Message, Function, Value, Field], true),
    ("answer", &[Function, Item], false),
    ("arguments", &[Function, Item], false),
    ("at", &[Field], false),
    ("beside", &[Field], false),
    ("command", &[Item], false),
    ("data", &[Item], false),
    ("default", &[Field], false),
    ("derive", &[Item], true),
    ("deprecated", &[Message, Function, Field], false),
    ("end", &[State], false),
    ("envelope", &[Message], false),
    ("event", &[Item], false),
    ("events", &[Function, Item], false),
    ("flatten", &[Field], false),
    ("fresh", &[Field], false),
    ("handshake", &[Message], false),
    ("id", &[Field], false),
    ("method", &[Item], false),
    ("moves", &[Message, Function, Item], true),
    ("null", &[Field], false),
    ("object", &[Function, Item], false),
    ("only", &[Message, Function, Item], true),
    ("opaque", &[Field], false),
    ("optional", &[Function], false),
    ("outcome", &[Message], false),
    ("personal", &[Item, Field], false),
    ("port", &[Message], false),
    ("posted", &[Field], false),
    ("prefix", &[Message, Value, Field], false),
    ("suffix", &[Message], false),
    ("reloaded", &[Message], false),
    ("remainder", &[Field], false),
    ("rename", &[Message, Function, Value, Field], false),
    ("rename_all", &[Message, Function, Value], false),
    ("reply", &[Message], false),
    ("sample", &[Message, Function], true),
    ("session", &[Field], false),
    ("states", &[Item], false),
    ("stream", &[Message, Function], false),
    ("subscription", &[Item], false),
    ("within", &[Message, Function], false),
];

/// Whether an attribute that stands here may stand here again; `None` if it may not stand here at
/// all, which is reported.
pub(super) fn repeats(
    name: &str,
    rest: &[TokenTree],
    at: Span,
    target: AttributeTarget,
    errors: &mut Errors,
) -> Option<bool> {
    let Some((_, targets, repeats)) = KNOWN.iter().find(|(known, ..)| *known == name) else {
        unknown(name, rest, at, target, errors);
        return None;
    };
    if !targets.contains(&target) && name == "derive" {
        unknown(name, rest, at, target, errors);
        return None;
    }
    if !targets.contains(&target) {
        if let Some(message) = meant_elsewhere(name, target) {
            errors.push(Rule::AttributePlace, at, message);
            return None;
        }
        let wanted: Vec<&str> = targets.iter().map(|target| target.name()).collect();
        let (wanted, target) = (wanted.join(" or "), target.name());
        let message = format!("`#[{name}]` stands on {wanted}, not on {target}");
        errors.push(Rule::AttributePlace, at, message);
        return None;
    }
    Some(*repeats)
}

fn unknown(
    name: &str,
    rest: &[TokenTree],
    span: Span,
    target: AttributeTarget,
    errors: &mut Errors,
) {
    let message = match name {
        "cfg" | "cfg_attr" => {
            let message = "what a protocol contains cannot depend on `cfg`: the tables of both \
                           ends would shift against each other; put the `cfg` on the whole module";
            errors.push(Rule::Cfg, span, message);
            return;
        }
        "derive" => "generated types have their derives already; remove `derive`".to_owned(),
        "serde" => of_serde(rest, target),
        "allow" | "warn" | "deny" | "expect" | "forbid" => {
            format!("put `#[{name}(…)]` on the module")
        }
        "skip" => "every declared field is on the wire; remove the field".to_owned(),
        _ => {
            let here = KNOWN
                .iter()
                .filter(|(_, targets, _)| targets.contains(&target));
            let hint = suggest(name, here.map(|(name, ..)| *name));
            match called(name) {
                Some(said) if !hint.contains("did you mean") => {
                    format!("declarations have no attribute `{name}`: {said}")
                }
                _ => format!("declarations have no attribute `{name}`{hint}"),
            }
        }
    };
    errors.push(Rule::AttributeUnknown, span, message);
}
