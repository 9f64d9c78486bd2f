//! Replies by name and by id: answers that exist, and can be told from others.

use super::other_side::{self, Named};
use crate::errors::Errors;
use crate::model::{Family, FamilyKind, Field, Id, Message, Reply, Type, TypeKind};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use proc_macro2::Ident;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            let Some(Reply::Named { ok, error }) = &message.reply else {
                continue;
            };
            for name in std::iter::once(ok).chain(error) {
                if let Some(answer) = answer(protocol, name, family, errors) {
                    ids(message, answer, name, errors);
                }
            }
            if let Some(error) = error.as_ref().filter(|error| *error == ok) {
                let text = "success and failure are the same message; remove `or = …`";
                let hint = "the answer on success is here";
                errors.twice(Rule::ReplySame, ok.span(), error.span(), text, hint);
            } else if let Some(error) = error {
                outcomes(protocol, family, [ok, error], errors);
            }
        }
    }
}

/// Ids of messages that neither are answered nor answer one. Where a message could not be read, it
/// may be the one that is answered.
pub(crate) fn check_ids(protocol: &Resolved<'_>, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            let Some(id) = message.id() else { continue };
            let answers = others(protocol, family).any(|row| match &row.message.reply {
                Some(Reply::Named { ok, error }) => {
                    *ok == message.ident || error.as_ref() == Some(&message.ident)
                }
                _ => false,
            });
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
        (Some(own), Some(other)) if id_kind(&own.ty) != id_kind(&other.ty) => {
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

/// What an id can be; `None` if it can't.
fn id_kind(ty: &Type) -> Option<u8> {
    match ty.kind {
        TypeKind::String => Some(0),
        TypeKind::Integer {
            bits: 64,
            signed: false,
        } => Some(1),
        TypeKind::Id => Some(2),
        _ => None,
    }
}

fn id_type(field: &Field, errors: &mut Errors) {
    use crate::model::Presence;
    if id_kind(&field.ty).is_none() || field.presence != Presence::Required {
        let text = "an id is a `String`, a `u64` or an `Id` that is always there";
        errors.push(Rule::ReplyIdType, field.ty.span, text);
    }
}

/// An answer with an outcome is its own failure.
fn outcomes(protocol: &Resolved<'_>, own: &Family, names: [&Ident; 2], errors: &mut Errors) {
    let [_, error] = names;
    for name in names {
        let mut named = protocol.named(own.direction.opposite(), name);
        let answer = named.find(|row| may_answer(row));
        if answer.is_some_and(|row| row.message.outcome().is_some()) {
            let text = format!("`{name}` says itself whether it failed; remove `or = …`");
            errors.push(Rule::ReplyOutcome, error.span(), text);
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
    if let Some(at) = flag.filter(|_| field.beside) {
        let text = "the flag and what it tells of stand together; remove `#[beside]`";
        errors.push(Rule::EnvelopeBeside, at, text);
    }
}
