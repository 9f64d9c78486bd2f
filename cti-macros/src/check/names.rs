//! Names: on the wire and in Rust, each means one thing.

use super::keys::{keys, leaf_keys};
use crate::errors::Errors;
use crate::idents::{plain, snake_ident};
use crate::model::{At, DataShape, Family, Field, OutcomeKeys, Transport, Variant, VariantBody};
use crate::resolve::layout::Case;
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use proc_macro2::{Ident, Span};
use std::collections::HashMap;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        messages(family, errors);
        for row in protocol.rows_of(family) {
            message_keys(protocol, row, errors);
        }
    }
    for data in &protocol.types {
        match &data.shape {
            DataShape::Object(fields) | DataShape::Positional(fields) => {
                if field_names(fields.iter(), true, errors) {
                    unique_keys(leaf_keys(&protocol.layout(data).leaves), errors);
                }
            }
            DataShape::Newtype(_) => {}
            DataShape::Enum { values, open } => {
                unique_idents(values.iter().map(|value| &value.ident), errors);
                let names = values.iter().flat_map(|value| {
                    let names = value.names().enumerate();
                    names.map(|(place, name)| (name, value.prefix && place == 0))
                });
                unique_values(names, errors);
                let reserved = values
                    .iter()
                    .filter(|value| *open && value.ident == "Other");
                for value in reserved {
                    let message = "unlisted values are kept in `Other`; choose another name and \
                                   add `#[rename(\"other\")]`";
                    errors.push(Rule::NameReserved, value.ident.span(), message);
                }
            }
            DataShape::OneOf(variants) | DataShape::Tagged { variants, .. } => {
                unique_idents(variants.iter().map(|variant| &variant.ident), errors);
                let names = variants.iter().flat_map(Variant::names);
                unique_values(names.map(|name| (name, false)), errors);
            }
            DataShape::Union(variants) => {
                unique_idents(variants.iter().map(|variant| &variant.ident), errors);
            }
        }
        if let DataShape::Tagged { tag, .. } = &data.shape {
            tagged(tag, &protocol.layout(data).cases, errors);
        }
    }
}

/// Keys and constructors of a tagged enum's variants.
fn tagged(tag: &At<String>, cases: &[Case<'_>], errors: &mut Errors) {
    not_empty(tag, "the tag's key", errors);
    let mut made: Vec<(Ident, &Ident)> = Vec::new();
    let mut places: Vec<Vec<&At<String>>> = Vec::new();
    for Case {
        variant, layout, ..
    } in cases
    {
        let VariantBody::Fields(fields) = &variant.body else {
            continue;
        };
        let name = snake_ident(&variant.ident);
        match made.iter().find(|(known, _)| *known == name) {
            Some((_, first)) if **first != variant.ident => {
                let message = format!(
                    "`{}` and `{first}` are both made by `{name}`; rename one of them, and keep its \
                     tag with `#[rename(\"…\")]`",
                    variant.ident
                );
                let (first, second) = (first.span(), variant.ident.span());
                let hint = "the other one is here";
                errors.twice(Rule::NameCollision, first, second, message, hint);
            }
            _ => made.push((name, &variant.ident)),
        }
        if !field_names(fields.iter(), false, errors) {
            continue;
        }
        let before = errors.count();
        let mut found = vec![(tag.value.as_str(), tag.span)];
        found.extend(leaf_keys(&layout.leaves));
        unique_keys(found, errors);
        if errors.count() == before {
            let leaves = layout.leaves.iter().map(|leaf| leaf.names.clone());
            shared_keys(leaves.collect(), &mut places, errors);
        }
    }
}

/// Variants share the place of a key that they share, so an alias in one must not be another field
/// in the next.
fn shared_keys<'a>(
    fields: Vec<Vec<&'a At<String>>>,
    places: &mut Vec<Vec<&'a At<String>>>,
    errors: &mut Errors,
) {
    let mut used: Vec<usize> = Vec::new();
    for names in fields {
        let Some(own) = names.first().copied() else {
            continue;
        };
        let own_name = |known: &&'a At<String>| names.iter().any(|name| name.value == known.value);
        let mut shared = places.iter().enumerate().filter_map(|(at, place)| {
            let key: Option<&'a At<String>> = place.iter().copied().find(own_name);
            Some((at, key?))
        });
        match (shared.next(), shared.next()) {
            (Some((at, _)), None) if !used.contains(&at) => {
                used.push(at);
                if let Some(place) = places.get_mut(at) {
                    place.extend(names);
                }
            }
            (None, _) => {
                used.push(places.len());
                places.push(names);
            }
            (Some((_, first)), second) => {
                let first = second.map_or(first, |(_, second)| second);
                let message = format!(
                    "`{}` is a field of its own in one variant, and shares one in another; a key means \
                     one field in all of them",
                    first.value
                );
                let hint = "first used here";
                errors.twice(Rule::KeyDuplicate, first.span, own.span, message, hint);
                return;
            }
        }
    }
}

/// Tags, structs and handler methods of one direction.
fn messages(family: &Family, errors: &mut Errors) {
    let library = family.envelope.tag.value.is_empty();
    let mut tags: HashMap<&str, Span> = HashMap::new();
    let mut handlers: HashMap<String, (&Ident, Span)> = HashMap::new();
    for message in &family.messages {
        let handler = plain(&message.handler);
        if let Some((_, first)) = handlers
            .get(&handler)
            .filter(|(name, _)| **name == message.ident)
        {
            let text = format!(
                "`{}` is declared already; remove one of the two",
                message.ident
            );
            let hint = "first declared here";
            errors.twice(
                Rule::NameCollision,
                *first,
                message.ident.span(),
                text,
                hint,
            );
            continue;
        }
        for tag in message.names() {
            not_empty(tag, "the name of a message", errors);
            if let Some(first) = tags.get(tag.value.as_str()) {
                let what = if library { "function" } else { "message" };
                let text = format!(
                    "the tag `{}` is already used; it can mean one {what} only",
                    tag.value
                );
                let hint = "first used here";
                errors.twice(Rule::TagDuplicate, *first, tag.span, text, hint);
            } else {
                tags.insert(&tag.value, tag.span);
            }
        }
        if message.ident == "Unknown" {
            let text = "messages with an unknown tag are `Unknown`; choose another name and add \
                        `#[rename(\"unknown\")]`";
            errors.push(Rule::NameReserved, message.ident.span(), text);
            continue;
        }
        if handler == "unknown" {
            let text = "messages with an unknown tag are handled by `unknown`; choose another name, \
                        and keep its tag with `#[rename(\"…\")]`";
            errors.push(Rule::NameReserved, message.ident.span(), text);
            continue;
        }
        if let Some((name, first)) = handlers.get(&handler) {
            let text = format!(
                "`{}` and `{name}` are both handled by `{handler}`; rename one of them, and keep \
                 its tag with `#[rename(\"…\")]`",
                message.ident
            );
            let hint = "the other one is here";
            errors.twice(
                Rule::NameCollision,
                *first,
                message.ident.span(),
                text,
                hint,
            );
        } else {
            handlers.insert(handler, (&message.ident, message.ident.span()));
        }
    }
}

/// Keys of one message, inside its content and beside it.
fn message_keys(protocol: &Resolved<'_>, row: &Row<'_>, errors: &mut Errors) {
    let Row {
        family,
        message,
        layout,
        ..
    } = row;
    if !field_names(message.body.each(), true, errors) {
        return;
    }
    let (mut inside, mut beside) = (Vec::new(), Vec::new());
    let slots = layout.slots.iter();
    let own = slots.filter(|slot| !message.body.is_value(slot.field));
    for slot in own.filter(|slot| !slot.field.remainder) {
        let outer = message.content.is_none() || slot.field.beside;
        let keys = keys(protocol, layout, slot);
        if outer { &mut beside } else { &mut inside }.extend(keys);
    }
    if matches!(protocol.transport, Transport::Window { .. }) {
        let tag = std::iter::once((family.envelope.tag.value.as_str(), "the tag"));
        let content = message.content.iter().map(|key| (&**key, "the content"));
        let fixed = family.envelope.fixed();
        let fixed = fixed.map(|constant| (&*constant.key.value, "a constant"));
        let id = family
            .requests
            .as_ref()
            .and_then(|of| of.id.as_ref())
            .map(|id| (&*id.value, "the request's id"));
        let taken: Vec<(&str, &str)> = tag.chain(content).chain(fixed).chain(id).collect();
        beside.retain(|(key, span)| {
            let what = taken.iter().find(|(taken, _)| taken == key);
            if let Some((_, what)) = what {
                let text = format!("`{key}` is the key of {what}, which stands beside it");
                errors.push(Rule::KeyTag, *span, text);
            }
            what.is_none()
        });
    }
    unique_keys(inside, errors);
    unique_keys(beside, errors);
}

/// Rust names of fields. Where they collide, their keys do too, which is no second error.
fn field_names<'a>(
    fields: impl Iterator<Item = &'a Field> + Clone,
    setters: bool,
    errors: &mut Errors,
) -> bool {
    let before = errors.count();
    unique_idents(fields.clone().map(|field| &field.ident), errors);
    for field in fields {
        if setters && field.ident == "new" {
            let text = "the constructor is called `new`; choose another name and add \
                        `#[rename(\"new\")]`";
            errors.push(Rule::NameReserved, field.ident.span(), text);
        }
        let outcome = field.outcome.iter();
        let outcome = outcome.flat_map(OutcomeKeys::each);
        for key in field.names().chain(outcome) {
            not_empty(key, "a key", errors);
        }
    }
    errors.count() == before
}

fn not_empty(name: &At<String>, what: &str, errors: &mut Errors) {
    if name.value.is_empty() {
        errors.push(Rule::NameEmpty, name.span, format!("{what} is not empty"));
    }
}

fn unique_idents<'a>(idents: impl Iterator<Item = &'a Ident>, errors: &mut Errors) {
    let mut known: HashMap<String, Span> = HashMap::new();
    for ident in idents {
        if let Some(first) = known.get(&plain(ident)) {
            let message = format!("`{ident}` is declared already; choose another name");
            let hint = "first declared here";
            errors.twice(Rule::NameCollision, *first, ident.span(), message, hint);
        } else {
            known.insert(plain(ident), ident.span());
        }
    }
}

fn unique_keys(found: Vec<(&str, Span)>, errors: &mut Errors) {
    let mut known: HashMap<&str, Span> = HashMap::new();
    for (key, span) in found {
        if let Some(first) = known.get(key) {
            let message = format!("the key `{key}` is already used; it can mean one field only");
            errors.twice(Rule::KeyDuplicate, *first, span, message, "first used here");
        } else {
            known.insert(key, span);
        }
    }
}

fn unique_values<'a>(names: impl Iterator<Item = (&'a At<String>, bool)>, errors: &mut Errors) {
    let mut known: HashMap<(&str, bool), Span> = HashMap::new();
    for (name, prefix) in names {
        not_empty(name, if prefix { "a prefix" } else { "a value" }, errors);
        if let Some(first) = known.get(&(name.value.as_str(), prefix)) {
            let message = format!(
                "`{}` is already used; it can mean one variant only",
                name.value
            );
            let hint = "first used here";
            errors.twice(Rule::EnumValueDuplicate, *first, name.span, message, hint);
        } else {
            known.insert((&name.value, prefix), name.span);
        }
    }
}
