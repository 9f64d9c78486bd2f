//! The tags of `#[data(tag = "…")]` enums: strings, booleans or whole numbers.

use super::attributes::Attributes;
use super::tokens::{digits, is_word, sign, string};
use crate::errors::Errors;
use crate::model::{At, TagKind};
use crate::rules::Rule;
use proc_macro2::TokenTree;

/// What stands on the wire in the place of a tag.
struct Tag {
    /// The string, `true`, or the digits.
    text: String,
    kind: TagKind,
}

/// The name of a variant, what it is in JSON, and the other names that are read.
pub(super) struct Names {
    pub(super) name: At<String>,
    pub(super) kind: TagKind,
    pub(super) aliases: Vec<At<String>>,
}

/// What `#[rename]` and `#[alias]` say of a variant, or the name that it has otherwise.
pub(super) fn names(
    attributes: &Attributes,
    otherwise: impl FnOnce() -> At<String>,
    errors: &mut Errors,
) -> Names {
    let mut aliases = attributes.aliases_by(tag, errors);
    let name = attributes.rename_by(tag, &mut aliases, errors);
    let (name, kind) = match name {
        Some(At { value, span }) => (At::new(value.text, span), value.kind),
        None => (otherwise(), TagKind::Text),
    };
    for alias in &aliases {
        if alias.value.kind != kind {
            different(alias.span, alias.value.kind, &name, kind, errors);
        }
    }
    Names {
        name,
        kind,
        aliases: aliases
            .into_iter()
            .filter(|alias| alias.value.kind == kind)
            .map(|alias| At::new(alias.value.text, alias.span))
            .collect(),
    }
}

/// Reports a tag that is of another kind than the first one.
pub(super) fn different(
    at: proc_macro2::Span,
    kind: TagKind,
    first: &At<String>,
    wanted: TagKind,
    errors: &mut Errors,
) {
    let write = match wanted {
        TagKind::Text => "`#[rename(\"…\")]`",
        TagKind::Bool => "`#[rename(true)]` or `#[rename(false)]`",
        TagKind::Number => "its number: `#[rename(1)]`",
    };
    let message = format!(
        "this tag is {}, another one is {}; write {write}",
        kind.in_words(),
        wanted.in_words()
    );
    let hint = "the other one is here";
    errors.twice(Rule::TaggedKind, first.span, at, message, hint);
}

/// `"…"`, `true`, `404`, `-1`
fn tag(tokens: &[TokenTree]) -> Option<Tag> {
    if let Some(text) = string(tokens) {
        let kind = TagKind::Text;
        return Some(Tag { text, kind });
    }
    match tokens {
        [word] if is_word(word, "true") || is_word(word, "false") => Some(Tag {
            text: word.to_string(),
            kind: TagKind::Bool,
        }),
        [minus, TokenTree::Literal(number)] if sign(minus) == '-' => {
            whole(&format!("-{}", digits(number)?))
        }
        [TokenTree::Literal(number)] => whole(&digits(number)?),
        _ => None,
    }
}

/// A number that a reader tells from others.
fn whole(text: &str) -> Option<Tag> {
    let number: i64 = text.parse().ok()?;
    Some(Tag {
        text: number.to_string(),
        kind: TagKind::Number,
    })
}
