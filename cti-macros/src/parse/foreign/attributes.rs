//! What attributes of other languages and libraries are called in a declaration.

use crate::parse::targets::AttributeTarget;
use AttributeTarget::{Field, Item, State};
use proc_macro2::TokenTree;

/// What is meant by an attribute that stands on something else.
pub(in crate::parse) fn meant_elsewhere(
    name: &str,
    target: AttributeTarget,
) -> Option<&'static str> {
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
pub(in crate::parse) fn of_serde(rest: &[TokenTree], target: AttributeTarget) -> String {
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
pub(in crate::parse) fn called(name: &str) -> Option<&'static str> {
    Some(match name {
        "optional" | "nullable" | "maybe" => {
            "what may be absent is an `Option<…>`; one that is written as `null` is `#[null]`"
        }
        "required" | "not_null" | "non_null" => "a field is required unless it is an `Option<…>`",
        "secret" | "sensitive" | "private" | "masked" | "mask" | "redact" | "redacted" | "pii"
        | "hidden" | "confidential" => {
            "personal data is `#[personal]`; a token or a password is a `Secret<…>`"
        }
        "stamp" | "generated" | "auto" | "uuid" => {
            "what the session fills in is `#[session]`, the same in each message, or `#[fresh]`, another in \
             each"
        }
        "positional" | "tuple" | "ordered" => {
            "a list whose values have positions is a struct with `#[data(positional)]`"
        }
        "date" | "map" => {
            "what is posted as a `Date` or a `Map` is `#[posted(Date)]`, `#[posted(Map)]`"
        }
        "path" | "nested" | "pointer" => "a field elsewhere in the message is `#[at(\"meta.id\")]`",
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
