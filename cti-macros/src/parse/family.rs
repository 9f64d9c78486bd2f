//! `#[event]` and `#[command]` enums: messages in an envelope.

use super::attributes::Attributes;
use super::case::Case;
use super::deprecated::deprecated;
use super::envelope;
use super::fields::{Alone, FieldReader};
use super::heading::Heading;
use super::item::Item;
use super::keys::{Argument, Form, RENAME_ALL, RENAME_ALL_FIELDS};
use super::order::{self, Rules};
use super::parsed::Fallback;
use super::prefix::open_tag;
use super::sample::{self, Owner};
use super::setting::Setting;
use super::targets::AttributeTarget;
use super::tokens::{Cursor, is_filled, sign, string};
use super::types::Scope;
use super::{handshake, place, replies, stream};
use crate::errors::Errors;
use crate::idents::{ident, plain, snake};
use crate::model::{
    At, Body, Direction, Envelope, Family, FamilyKind, Field, Id, Message, OutcomeKeys,
};
use crate::rules::Rule;
use proc_macro2::{Delimiter, Ident, Span, TokenTree};

const FORMS: &[Argument] = &[
    ("envelope", Form::List, "envelope(object)"),
    ("tag", Form::Text, "tag = \"…\""),
    ("content", Form::Text, "content = \"…\""),
    RENAME_ALL,
    RENAME_ALL_FIELDS,
    ("each", Form::List, "each(name: Type)"),
    ("prefix", Form::Text, "prefix = \"phone_\""),
];

/// What messages of one family share.
struct Context<'a> {
    scope: &'a Scope,
    /// What stands before each tag that follows from a Rust name.
    prefix: String,
    names: Case,
    keys: Case,
    envelope: Option<Envelope>,
    each: Vec<Field>,
    rules: Rules,
    /// The shared part is whole: a message can be trusted to the checks.
    sound: bool,
}

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
    let each = heading.each(scope, errors);
    let prefix = heading.prefix(errors);
    let rules = Rules::read(attributes, errors);
    let readable = errors.count() == before;
    let envelope = heading.envelope(defaults, readable, item.ident.span(), errors);
    let context = Context {
        scope,
        prefix,
        names: heading.names,
        keys: heading.cases,
        sound: item.sound && errors.count() == before && envelope.is_some(),
        envelope,
        each,
        rules,
    };
    let mut messages = Vec::new();
    for part in item.parts() {
        let before = errors.count();
        let Some(message) = message(&part, item, &context, errors) else {
            continue;
        };
        if errors.count() == before && context.sound {
            messages.push(message);
        } else {
            fallbacks.push(fallback(item, message));
        }
    }
    Family {
        ident: item.ident.clone(),
        doc: attributes.doc.clone(),
        direction,
        kind: FamilyKind::Messages,
        envelope: context.envelope.unwrap_or_else(Envelope::blank),
        requests: None,
        messages,
    }
}

/// What stays of a message of which something could not be read.
pub(crate) fn fallback(family: &Item, message: Message) -> Fallback {
    let body = if family.sound {
        message.body
    } else {
        Body::Unit
    };
    let bare = Message {
        body,
        aliases: Vec::new(),
        prefix: false,
        moves: Vec::new(),
        only: Vec::new(),
        handshake: None,
        stream: None,
        reloaded: None,
        port: None,
        samples: Vec::new(),
        ..message
    };
    Fallback::Message(family.ident.clone(), Box::new(bare))
}

/// Reads a message; as much of it as there is, if its name could be read.
fn message(
    part: &[TokenTree],
    item: &Item,
    context: &Context<'_>,
    errors: &mut Errors,
) -> Option<Message> {
    let mut cursor = Cursor::new(part, item.body_span());
    let attributes = Attributes::take(&mut cursor, AttributeTarget::Message, errors);
    let Some(name) = cursor.ident() else {
        let message = "expected a message: `Name`, `Name { field: Type }` or `Name(Type)`";
        errors.push(Rule::VariantSyntax, cursor.span(), message);
        return None;
    };
    let case = attributes.case(errors).unwrap_or(context.keys);
    let handler = handler(name, errors);
    if !is_filled(cursor.peek(), Delimiter::Brace) {
        let why = format!("`{name}` has no keys of its own to write in a case");
        attributes.no_effect("rename_all", why, errors);
    }
    let outcome = attributes
        .get("outcome")
        .map(|attribute| (attribute.span, replies::outcome(attribute, errors)));
    let keys = outcome.as_ref().map(|(_, keys)| keys);
    let mut body = body(&mut cursor, case, keys, context, errors);
    if let (Some((at, _)), Some(body)) = (&outcome, &body) {
        one_outcome(*at, body, errors);
    }
    let reply = order::reply(&attributes, errors);
    // Of a broken `#[reply]`, too: the id is no argument all the same.
    let answered = attributes.get("reply").or(attributes.get("stream"));
    if answered.is_some() {
        made_ids(&mut body);
    }
    if attributes.get("reply").is_none() && attributes.get("handshake").is_none() {
        let why = format!("nothing answers `{name}`, so nothing is waited for");
        attributes.no_effect("within", why, errors);
    }
    if attributes.get("reply").is_none() {
        let why = format!("nothing answers `{name}`, so nothing comes many times");
        attributes.no_effect("stream", why, errors);
    }
    if matches!(body, Some(Body::Unit)) {
        let why = format!("`{name}` has no fields, so it has no content");
        attributes.no_effect("envelope", why, errors);
    }
    if let Some(token) = cursor.peek() {
        behind(name, token, cursor.rest(), errors);
    }
    let open = open_tag(&attributes, errors);
    if attributes.get("prefix").is_some() {
        for name in ["rename", "alias"] {
            attributes.no_effect(name, "the prefix is what stands on the wire", errors);
        }
    }
    let mut aliases = attributes.aliases(errors);
    let prefix = open.is_some();
    let tag = attributes
        .rename(&mut aliases, errors)
        .or(open)
        .unwrap_or_else(|| {
            let tag = context.prefix.clone() + &context.names.variant(&plain(name));
            At::new(tag, name.span())
        });
    let content = match (&context.envelope, attributes.get("envelope")) {
        (Some(envelope), Some(own)) => envelope::message(own, envelope, errors),
        (Some(envelope), None) => envelope.content.as_ref().map(|key| key.value.clone()),
        (None, _) => None,
    };
    let mut body = body.unwrap_or(Body::Unit);
    let content = match &context.envelope {
        Some(envelope) => place::body(&mut body, content, envelope, errors),
        None => content,
    };
    let (moves, only) = order::rules(&attributes, &context.rules, errors);
    Some(Message {
        ident: name.clone(),
        handler,
        tag,
        aliases,
        prefix,
        content,
        body,
        moves,
        only,
        reply,
        convention: None,
        within: replies::within(&attributes, errors),
        stream: stream::read(&attributes, errors),
        handshake: handshake::read(&attributes, errors),
        deprecated: deprecated(&attributes, errors),
        reloaded: attributes.flag("reloaded", errors),
        port: attributes.flag("port", errors),
        optional: false,
        samples: sample::samples(
            &attributes,
            Owner::message(context.envelope.as_ref()),
            errors,
        ),
        doc: attributes.doc,
    })
}

/// Reports what stands behind a message.
fn behind(name: &Ident, token: &TokenTree, rest: &[TokenTree], errors: &mut Errors) {
    if sign(token) == '=' {
        let tag = rest.get(1..).and_then(string);
        let tag = tag.unwrap_or_else(|| "…".to_owned());
        let message = format!("a name on the wire is `#[rename(\"{tag}\")]` in front of `{name}`");
        errors.push(Rule::VariantSyntax, token.span(), message);
    } else {
        let message = format!("unexpected behind `{name}`; expected `,`");
        errors.syntax(Rule::VariantSyntax, token.span(), message);
    }
}

/// The handler's method for a message.
pub(crate) fn handler(name: &Ident, errors: &mut Errors) -> Ident {
    let method = snake(&plain(name));
    if ["self", "super", "crate"].contains(&method.as_str()) {
        let message = format!(
            "no method can be called `{method}`; choose another name and add \
             `#[rename(\"{method}\")]`"
        );
        errors.push(Rule::NameReserved, name.span(), message);
    }
    ident(&method, name.span())
}

/// A message with `#[outcome(…)]` has one.
fn one_outcome(at: Span, body: &Body, errors: &mut Errors) {
    let mut outcomes = body.each().filter(|field| field.outcome.is_some());
    let Some(first) = outcomes.next() else {
        let message = "what is the outcome? Write `Name(Result<T, E>)`, or a field of such a type";
        errors.push(Rule::OutcomeResult, at, message);
        return;
    };
    for other in outcomes {
        let message = "a message has one outcome; write another message for the other one";
        let (first, other) = (first.ident.span(), other.ident.span());
        let hint = "the first one is here";
        errors.twice(Rule::OutcomeResult, first, other, message, hint);
    }
}

/// The session makes the id of a message that is answered.
fn made_ids(body: &mut Option<Body>) {
    if let Some(Body::Fields(fields) | Body::Whole(_, fields)) = body {
        for field in fields.iter_mut().filter(|field| field.id == Id::Given) {
            field.id = Id::Made;
        }
    }
}

fn body(
    cursor: &mut Cursor<'_>,
    case: Case,
    outcome: Option<&OutcomeKeys>,
    context: &Context<'_>,
    errors: &mut Errors,
) -> Option<Body> {
    let reader = FieldReader {
        scope: context.scope,
        case,
        outcome,
        positional: false,
    };
    if let Some(group) = cursor.group(Delimiter::Brace) {
        return Some(context.with_each(reader.named(group, errors)));
    }
    if let Some(group) = cursor.group(Delimiter::Parenthesis) {
        if outcome.is_some() {
            let field = reader.single(group, "outcome", Alone::Outcome, errors)?;
            return Some(context.with_each(vec![field]));
        }
        let single = reader.single(group, "content", Alone::Content, errors);
        if single.is_some() && context.each.iter().any(|field| !field.beside) {
            let message = "the fields of `each(…)` need a place; write named fields here, or \
                           `#[beside]` there";
            errors.push(Rule::FieldTuple, group.span(), message);
        }
        return single.map(|field| Body::Whole(Box::new(field), context.each.clone()));
    }
    Some(context.with_each(Vec::new()))
}

impl Context<'_> {
    /// The fields that every message has, and those of one.
    fn with_each(&self, own: Vec<Field>) -> Body {
        Body::of(self.each.iter().cloned().chain(own).collect())
    }
}
