//! Replies by name and by id: answers that exist, and can be told from others.

use super::other_side::{self, Named};
use super::streams;
use crate::errors::Errors;
use crate::model::{Family, FamilyKind, Field, Id, Message, Reply, TypeKind};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use proc_macro2::Ident;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            let Some(reply @ Reply::Named { ok, error }) = &message.reply else {
                continue;
            };
            for name in reply.names() {
                if let Some(answer) = answer(protocol, name, family, errors) {
                    ids(message, answer, name, errors);
                }
            }
            if different(ok, error, errors) {
                outcomes(protocol, family, reply, errors);
            }
            let (ok_enum, error_enum) = message.answer_enums();
            for name in ok_enum.into_iter().chain(error_enum) {
                unreserved(family, &message.ident, &name, errors);
            }
            if let (true, Some(error), None) = (ok.is_empty(), error.first(), message.within) {
                let text = format!(
                    "when has `{}` succeeded, if nothing says so? Add `#[within(ms = …)]`: as long as a \
                     failure may take",
                    message.ident
                );
                errors.push(Rule::ReplySilence, error.span(), text);
            }
        }
    }
}

/// Whether each answer of a message is named once.
fn different(ok: &[Ident], error: &[Ident], errors: &mut Errors) -> bool {
    let before = errors.count();
    for names in [ok, error] {
        for (at, name) in names.iter().enumerate() {
            if let Some(first) = names.iter().take(at).find(|first| *first == name) {
                let text = format!("`{name}` is named twice; remove one of the two");
                let hint = "the first one is here";
                errors.twice(Rule::ReplySame, first.span(), name.span(), text, hint);
            }
        }
    }
    for name in error {
        if let Some(first) = ok.iter().find(|first| *first == name) {
            let text = format!("`{name}` is success and failure; remove one of the two");
            let hint = "the answer on success is here";
            errors.twice(Rule::ReplySame, first.span(), name.span(), text, hint);
        }
    }
    errors.count() == before
}

/// No message is called as the enum that is generated beside a message which is answered by one of several.
fn unreserved(family: &Family, asked: &Ident, name: &Ident, errors: &mut Errors) {
    if let Some(other) = family.messages.iter().find(|of| of.ident == *name) {
        let text = format!(
            "what answers `{asked}` is called `{name}`; choose another name, and keep its tag with \
             `#[rename(\"…\")]`"
        );
        errors.push(Rule::NameReserved, other.ident.span(), text);
    }
}

/// Ids of messages that neither are answered nor answer one. Where a message could not be read, it
/// may be the one that is answered.
pub(crate) fn check_ids(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            let Some(id) = message.id() else { continue };
            let answers = others(protocol, family).any(|row| {
                let mut named = row.message.reply.iter().flat_map(Reply::names);
                named.any(|name| *name == message.ident)
            });
            let mut streams = streams::named(protocol);
            let answers =
                answers || streams.any(|named| named == (family.direction, &message.ident));
            if id.id == Id::Given && !answers {
                let text = format!(
                    "`{}` is no answer, and nothing answers it; remove `#[id]`, or add \
                     `#[reply(…)]`",
                    message.ident
                );
                errors.push(Rule::ReplyIdPlace, id.ident.span(), text);
            }
        }
    }
}

/// Ids and outcomes of each message by itself.
pub(crate) fn check_each(protocol: &Resolved<'_>, errors: &mut Errors) {
    for message in protocol.messages() {
        let mut ids = message.body.each().filter(|field| field.id != Id::No);
        if let Some(first) = ids.next() {
            id_type(first, errors);
            for other in ids {
                let text = "a message has one id; remove `#[id]` from one of the two";
                let (first, other) = (first.ident.span(), other.ident.span());
                let hint = "the first one is here";
                errors.twice(Rule::ReplyIdPlace, first, other, text, hint);
            }
        }
        for field in message.body.each() {
            outcome_keys(protocol, field, errors);
        }
    }
    for data in &protocol.types {
        for field in data.fields() {
            if field.id != Id::No {
                let text = "an id stands in a message, not in its data; write the field there";
                errors.push(Rule::ReplyIdPlace, field.ident.span(), text);
            }
        }
    }
}

/// The messages of the other direction.
fn others<'a>(protocol: &'a Resolved<'a>, of: &Family) -> impl Iterator<Item = &'a Row<'a>> {
    let rows = protocol.rows_in(of.direction.opposite());
    rows.filter(|row| may_answer(row))
}

fn may_answer(row: &Row<'_>) -> bool {
    row.family.kind == FamilyKind::Messages
}

fn answer<'a>(
    protocol: &'a Resolved<'a>,
    name: &Ident,
    own: &Family,
    errors: &mut Errors,
) -> Option<&'a Message> {
    let (this, that) = words(own);
    let is_own = own.messages.iter().any(|message| message.ident == *name);
    let own_text = format!("`{name}` is {this} itself; an answer is {that}");
    let that = that.trim_start_matches("an ").trim_start_matches("a ");
    let named = Named {
        name,
        direction: own.direction.opposite(),
        ambiguous: Rule::ReplyAmbiguous,
        own: is_own.then_some((Rule::ReplyDirection, own_text)),
        unknown: (Rule::ReplyUnknown, format!("there is no {that} `{name}`")),
    };
    other_side::message(protocol, named, may_answer, errors)
}

/// What messages of a family are called, and those of the other direction.
fn words(family: &Family) -> (&'static str, &'static str) {
    use crate::model::Direction;
    match family.direction {
        Direction::ToVendor => ("a command", "an event"),
        Direction::FromVendor => ("an event", "a command"),
    }
}

/// A message and its answer both have an id, of one type.
fn ids(asked: &Message, answer: &Message, name: &Ident, errors: &mut Errors) {
    match (asked.id(), answer.id()) {
        (Some(id), None) => {
            let text = format!(
                "`{name}` is found by the id that `{}` has; mark its field with `#[id]`",
                asked.ident
            );
            let hint = "the id is here";
            errors.twice(
                Rule::ReplyIdMissing,
                id.ident.span(),
                name.span(),
                text,
                hint,
            );
        }
        (None, Some(id)) => {
            let text = format!(
                "`{name}` has an id, and `{}` none; mark the field that has it with `#[id]`",
                asked.ident
            );
            let hint = "the answer's id is here";
            errors.twice(
                Rule::ReplyIdMissing,
                id.ident.span(),
                name.span(),
                text,
                hint,
            );
        }
        (Some(own), Some(other)) if own.ty.id_kind() != other.ty.id_kind() => {
            let text = format!(
                "the id of `{}` is of another type, and never found; write the same",
                answer.ident
            );
            let hint = "the other one is here";
            errors.twice(Rule::ReplyIdType, own.ty.span, other.ty.span, text, hint);
        }
        _ => {}
    }
}

fn id_type(field: &Field, errors: &mut Errors) {
    use crate::model::Presence;
    if field.ty.id_kind().is_none() || field.presence != Presence::Required {
        let text = "an id is a `String`, a `u64` or an `Id` that is always there";
        errors.push(Rule::ReplyIdType, field.ty.span, text);
    }
}

/// An answer with an outcome is its own failure, and the only answer.
fn outcomes(protocol: &Resolved<'_>, own: &Family, reply: &Reply, errors: &mut Errors) {
    let fails_only = matches!(reply, Reply::Named { ok, .. } if ok.is_empty());
    if reply.names().count() < 2 && !fails_only {
        return;
    }
    for name in reply.names() {
        let mut named = protocol.named(own.direction.opposite(), name);
        let answer = named.find(|row| may_answer(row));
        if answer.is_some_and(|row| row.message.outcome().is_some()) {
            let text = format!("`{name}` says itself whether it failed; write `#[reply({name})]`");
            errors.push(Rule::ReplyOutcome, name.span(), text);
            return;
        }
    }
}

/// One of the keys of an outcome says which of the two it is.
fn outcome_keys(protocol: &Resolved<'_>, field: &Field, errors: &mut Errors) {
    let (Some(keys), Some(sides)) = (&field.outcome, field.sides()) else {
        return;
    };
    super::fields::beside_flag(protocol, sides, errors);
    let [_, (_, error)] = sides;
    let flag = keys.flag.as_ref().map(|flag| flag.span);
    if flag.is_none() && matches!(error.kind, TypeKind::Unit | TypeKind::Option(_)) {
        let text = "a failure that says nothing looks like no answer; add `flag = \"…\"` to \
                    `#[outcome(…)]`, or write what it says";
        errors.push(Rule::OutcomeKeys, error.span, text);
    }
    let ahead = flag.or_else(|| keys.decides.and(keys.error.as_ref()).map(|key| key.span));
    if let Some(at) = ahead.filter(|_| field.beside) {
        let text = "the flag and what it tells of stand together; remove `#[beside]`";
        errors.push(Rule::EnvelopeBeside, at, text);
    }
}
