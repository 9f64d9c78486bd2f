//! Paths of an envelope: that each leads somewhere, and to nothing that something else is.

use crate::errors::Errors;
use crate::model::path::{inside, is_path, is_within, keys as keys_of};
use crate::model::{Body, Direction, Id, Message, Transport};
use crate::resolve::kinds::Kind;
use crate::resolve::places::{self, Place};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;

/// How many keys a path may have.
const LONGEST: usize = 8;

/// How many paths a direction may have: what the runtime has bits for.
const MOST: usize = 64;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    if matches!(protocol.transport, Transport::Library { .. }) {
        return;
    }
    let enveloped = |row: &&Row<'_>| !row.family.envelope.is_bare();
    for row in protocol.rows().iter().filter(enveloped) {
        let places = places::of_message(row.family, row.message);
        if all(&places, errors) {
            value(row.message, &places, errors);
            fields(protocol, row, &places, errors);
            passed_over(protocol, row, errors);
        }
    }
    for requests in protocol
        .families
        .iter()
        .filter_map(|of| of.requests.as_ref())
    {
        all(&places::of_answer(requests), errors);
        let keys = &requests.answer.keys;
        if let Some(flag) = keys.flag.as_ref().filter(|flag| is_path(&flag.value))
            && (keys.ok.is_none() || keys.error.is_none())
        {
            let text = "what has no key stands beside the flag, in the message itself; give `ok` \
                        and `error` a path too";
            errors.push(Rule::EnvelopePath, flag.span, text);
        }
    }
    for direction in Direction::BOTH {
        few(protocol, direction, errors);
    }
}

/// Whether the paths of a message are sound, one by one and beside each other.
fn all(places: &[Place], errors: &mut Errors) -> bool {
    let before = errors.count();
    for place in places.iter().filter(|place| !place.path.is_empty()) {
        let keys = keys_of(&place.path);
        if keys.iter().any(String::is_empty) {
            let text = "a dot leads into another object, and here a key is missing; a dot that is \
                        part of a key is written twice: `v1..0`";
            errors.push(Rule::EnvelopePath, place.span, text);
        } else if keys.iter().any(|key| key.trim() != key) {
            let text = "a space is part of a key; write the path without it";
            errors.push(Rule::EnvelopePath, place.span, text);
            return false; // The objects around it have it, too.
        } else if let Some(hint) = foreign(&place.path) {
            errors.push(Rule::EnvelopePath, place.span, hint);
        } else if keys.len() > LONGEST {
            let text = format!("a path has at most {LONGEST} keys");
            errors.push(Rule::EnvelopePath, place.span, text);
        }
        let around = places.iter().find(|other| {
            !other.is_content && !other.path.is_empty() && is_within(&place.path, &other.path)
        });
        if let Some(around) = around {
            let text = format!(
                "`{}` is {}, so nothing stands in it; write another path, or \
                 `{}` if the dot is part of a key",
                around.path,
                around.what,
                place.path.replace('.', "..")
            );
            let hint = format!("{} is here", around.what);
            errors.twice(Rule::EnvelopePath, around.span, place.span, text, hint);
        }
        let literal = |other: &&Place| {
            let keys = keys_of(&other.path);
            matches!(keys.as_slice(), [key] if *key == place.path) && is_path(&place.path)
        };
        if let Some(other) = places.iter().find(literal) {
            let text = format!("`{}` is a key of this message, too", place.path);
            let hint = "the key is here";
            errors.twice(Rule::EnvelopePath, other.span, place.span, text, hint);
        }
    }
    errors.count() == before
}

/// What a path in another notation is here.
fn foreign(path: &str) -> Option<&'static str> {
    if path.starts_with('/') {
        Some("a path is keys with dots between them, without a slash: `meta.id`")
    } else if path.starts_with("$.") {
        Some("a path begins with a key of the message: `meta.id`, without `$.`")
    } else if path.contains('[')
        && path.ends_with(|last: char| last == ']' || last.is_alphanumeric())
        && path.contains(']')
    {
        Some("a path leads through objects, not into lists; declare the list as a field")
    } else {
        None
    }
}

/// A value that is the content has it to itself.
fn value(message: &Message, places: &[Place], errors: &mut Errors) {
    let (Body::Whole(field, _), Some(content)) = (&message.body, &message.content) else {
        return;
    };
    if let Some(other) = places.iter().find(|other| is_within(&other.path, content)) {
        let text = format!(
            "{} stands in `{content}`, so the content is no value of its own; write named fields",
            other.what
        );
        errors.push(Rule::EnvelopePath, field.ty.span, text);
    }
}

/// Fields of the content, among what else stands there.
fn fields(protocol: &Resolved<'_>, row: &Row<'_>, places: &[Place], errors: &mut Errors) {
    let (message, content) = (row.message, row.message.content.as_deref());
    let slots = row.layout.slots.iter();
    let own = slots.filter(|slot| !slot.field.beside && !message.body.is_value(slot.field));
    for (key, span) in own.flat_map(|slot| super::keys::keys(protocol, &row.layout, slot)) {
        let path = inside(content, key);
        for other in places {
            if other.path == path && content.is_some() {
                let text = format!(
                    "`{key}` is the key of {}, which stands beside it",
                    other.what
                );
                errors.push(Rule::KeyTag, span, text);
            } else if is_within(&other.path, &path) {
                let text = format!(
                    "{} stands in `{key}`; write each field that is in there by itself: \
                     `#[at(\"{path}.…\")]`",
                    other.what
                );
                errors.push(Rule::EnvelopePath, span, text);
            }
        }
    }
}

/// Where a map takes all keys, those of the envelope have places among the fields.
fn passed_over(protocol: &Resolved<'_>, row: &Row<'_>, errors: &mut Errors) {
    if row.layout.rest().next().is_some() {
        let families = protocol.in_direction(row.family.direction);
        let others = places::passed_over(families, row.message).len();
        let own = row.layout.count;
        // Too many of its own are reported already.
        if own <= super::fields::MOST {
            super::fields::too_many(&row.message.ident, own + others, errors);
        }
    }
}

/// No more paths than there are bits for.
fn few(protocol: &Resolved<'_>, direction: Direction, errors: &mut Errors) {
    let mut count = 0;
    for family in protocol.in_direction(direction) {
        count += places::paths(family).len() + usize::from(!places::prefixes(family).is_empty());
        if count > MOST {
            let text = format!("a direction has at most {MOST} paths into other objects");
            errors.push(Rule::EnvelopeCount, family.ident.span(), text);
            return;
        }
    }
}

/// Tags that have more behind them.
pub(crate) fn prefixes(protocol: &Resolved<'_>, errors: &mut Errors) {
    for message in protocol.messages() {
        let mut rest = message.body.each().filter(|field| field.remainder);
        match (rest.next(), message.prefix) {
            (None, true) => {
                let text =
                    "where does what is behind the prefix go? Mark a field with `#[remainder]`";
                errors.push(Rule::TagPrefix, message.tag.span, text);
            }
            (Some(field), false) => {
                let text = "behind what? Write the beginning of the tag on the message: \
                            `#[prefix(\"…\")]`";
                errors.push(Rule::TagPrefix, field.ident.span(), text);
            }
            (Some(field), true) => {
                let kinds = protocol.kinds(&field.ty);
                if kinds.first().is_some_and(|kind| *kind != Kind::String) || field.opaque {
                    let text = if field.id == Id::No {
                        "a part of a tag is a string: `String`, an `Id`, an enum of strings; a number is \
                         a `Text<…>`"
                    } else {
                        "an id in a tag is a `String` or an `Id`, which is its digits there"
                    };
                    errors.push(Rule::TagPrefix, field.ty.span, text);
                }
            }
            (None, false) => {}
        }
        if let Some(second) = rest.next() {
            let text = "one field has what is behind the prefix; remove `#[remainder]`";
            errors.push(Rule::TagPrefix, second.ident.span(), text);
        }
    }
}
