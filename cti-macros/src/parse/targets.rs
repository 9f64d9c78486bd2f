//! Which attributes there are, and what each may stand on.

use crate::errors::Errors;
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::{Span, TokenTree};

/// What an attribute can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttributeTarget {
    Item,
    State,
    Message,
    Function,
    /// A variant of a data enum.
    Value,
    /// A field, or an argument of a function.
    Field,
}

impl AttributeTarget {
    fn name(self) -> &'static str {
        match self {
            Self::Item => "an item",
            Self::State => "a state",
            Self::Message => "a message",
            Self::Function => "a function",
            Self::Value => "a variant of a `#[data]` enum",
            Self::Field => "a field",
        }
    }
}

use AttributeTarget::{Field, Function, Item, Message, State, Value};

/// The attributes of a declaration, where they may stand, and whether they repeat.
const KNOWN: &[(&str, &[AttributeTarget], bool)] = &[
    ("alias", &[Message, Function, Value, Field], true),
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
    ("posted", &[Field], false),
    ("prefix", &[Message, Value], false),
    ("reloaded", &[Message], false),
    ("remainder", &[Field], false),
    ("rename", &[Message, Function, Value, Field], false),
    ("rename_all", &[Message, Function, Value], false),
    ("reply", &[Message], false),
    ("sample", &[Message, Function], true),
    ("session", &[Field], false),
    ("states", &[Item], false),
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

/// What is meant by an attribute that stands on something else.
fn meant_elsewhere(name: &str, target: AttributeTarget) -> Option<&'static str> {
    Some(match (name, target) {
        ("optional", Field) => "a field that may be absent is an `Option<…>`; remove `#[optional]`",
        ("default", State) => {
            "a machine starts in its first state; put this one first, and remove \
                               `#[default]`"
        }
        ("rename_all", Item) => {
            "the case is an argument of the item's own attribute: \
                                 `#[data(rename_all = \"…\")]`"
        }
        _ => return None,
    })
}

/// What `#[serde(…)]` is called here.
fn of_serde(rest: &[TokenTree], target: AttributeTarget) -> String {
    let words: Vec<String> = match rest {
        [TokenTree::Group(group)] => group
            .stream()
            .into_iter()
            .filter_map(|token| match token {
                TokenTree::Ident(word) => Some(word.to_string()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let item = target == Item;
    match words.first().map_or("", String::as_str) {
        "default" => "serde's `default` is `#[default]` here",
        "rename" => "serde's `rename` is `#[rename(\"…\")]` here",
        "alias" => "serde's `alias` is `#[alias(\"…\")]` here",
        "flatten" => "serde's `flatten` is `#[flatten]` here",
        "with" | "serialize_with" | "deserialize_with" => {
            "a type of another crate with serde's traits is `#[opaque]` here"
        }
        "skip_serializing_if" => "an `Option` that is `None` is left out already; remove this",
        "skip" | "skip_serializing" | "skip_deserializing" => {
            "every declared field is on the wire; remove the field"
        }
        "untagged" if item => "serde's `untagged` is `#[data(untagged)]` here",
        "rename_all" if item => {
            "serde's `rename_all` is an argument of the item's own attribute here: \
                                 `#[data(rename_all = \"…\")]`"
        }
        "rename_all" => "serde's `rename_all` is `#[rename_all(\"…\")]` here",
        "tag" | "content" if item => {
            "what serde calls `tag` and `content` is said by `envelope(…)` of \
                                      messages, and by `#[data(tag = \"…\")]` of data"
        }
        "deny_unknown_fields" => "unknown members are kept apart and counted; remove this",
        _ => "write serde's words as attributes of their own: `#[rename(\"…\")]`",
    }
    .to_owned()
}

/// What words of other languages and libraries are called here.
fn called(name: &str) -> Option<&'static str> {
    Some(match name {
        "optional" | "nullable" | "maybe" => {
            "what may be absent is an `Option<…>`; one that is written as `null` is `#[null]`"
        }
        "required" | "not_null" | "non_null" => "a field is required unless it is an `Option<…>`",
        "secret" | "sensitive" | "private" | "masked" | "mask" | "redact" | "redacted" | "pii"
        | "hidden" | "confidential" => {
            "personal data is `#[personal]`; a token or a password is a `Secret<…>`"
        }
        "name" | "key" | "json" | "wire" | "action" => "a name on the wire is `#[rename(\"…\")]`",
        "start" | "initial" | "init" | "begin" => {
            "a machine starts in its first state; put this one first, and remove the attribute"
        }
        "final" | "terminal" | "last" => "the state in which a call is over is `#[end]`",
        "answer" | "response" | "returns" | "answers" => {
            "what answers a message is said on the message: `#[reply(Name, or = Name)]`"
        }
        "timeout" | "deadline" => "how long an answer is waited for is `#[within(ms = 3000)]`",
        "example" | "examples" | "samples" => "a documented payload is `#[sample({ … })]`",
        "doc" | "description" => "a description is a doc comment: `/// …`",
        "request" | "message" | "messages" | "outgoing" | "send" => {
            "what the page sends is `#[command]`, what it receives is `#[event]`"
        }
        "incoming" | "receive" | "events" => "what the page receives is `#[event]`",
        "commands" => "what the page sends is `#[command]`",
        "state" | "machine" | "state_machine" => "a state machine is `#[states]`",
        "struct" | "record" | "type" | "object_type" | "model" | "schema" => {
            "a type of fields is `#[data]`"
        }
        _ => return None,
    })
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
