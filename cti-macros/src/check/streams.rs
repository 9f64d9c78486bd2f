//! Streams: their answers are found by an id, and so are what ends them and what cancels them.

use super::other_side::{self, Named};
use crate::errors::Errors;
use crate::model::{
    Direction, Family, FamilyKind, Message, Presence, Reply, Stream, Type, TypeKind,
};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use proc_macro2::{Ident, Span};

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for row in protocol.rows() {
        let Some(stream) = &row.message.stream else {
            continue;
        };
        let Some(id) = id(row, stream, errors) else {
            continue;
        };
        answers(protocol, row, stream, errors);
        if let Some(until) = &stream.until {
            ends(protocol, row, until, &id, errors);
        }
        if let Some(cancel) = &stream.cancel {
            cancels(protocol, row.family, row.message, cancel, &id, errors);
        }
    }
}

/// Messages that end or cancel a stream by its id, each with its direction.
pub(super) fn named<'a>(
    protocol: &'a Resolved<'a>,
) -> impl Iterator<Item = (Direction, &'a Ident)> {
    protocol.rows().iter().flat_map(|row| {
        let own = row.family.direction;
        let stream = row.message.stream.iter();
        stream.flat_map(move |stream| {
            let until = stream.until.iter().map(move |name| (own.opposite(), name));
            until.chain(stream.cancel.iter().map(move |name| (own, name)))
        })
    })
}

/// What the id of a stream is.
struct StreamId {
    /// The kinds of fields that can read it.
    read: [Option<u8>; 2],
    /// Those of fields that it can be written to.
    written: [Option<u8>; 2],
    at: Span,
}

fn id(row: &Row<'_>, stream: &Stream, errors: &mut Errors) -> Option<StreamId> {
    if let Some(requests) = &row.family.requests {
        let Some(own) = &requests.id else {
            for name in [&stream.until, &stream.cancel].into_iter().flatten() {
                let text = format!(
                    "`{name}` can't say which stream it means, as what is answered over a port has no id; \
                     remove it. A failure ends the stream, and so does who asked, by closing the port"
                );
                errors.push(Rule::RequestPort, name.span(), text);
            }
            return None;
        };
        let at = own.span;
        // An `Id` is written as a string.
        let (own, any) = (Some(u8::from(requests.numbers)), Some(2));
        return Some(StreamId {
            read: [own, any],
            written: [own, if requests.numbers { own } else { any }],
            at,
        });
    }
    if let Some(field) = row.message.id() {
        return Some(StreamId {
            read: [field.ty.id_kind(); 2],
            written: [field.ty.id_kind(); 2],
            at: field.ident.span(),
        });
    }
    let text = format!(
        "the answers of a stream are found by an id; mark the field of `{}` that has it with `#[id]`, and \
         those of its answers",
        row.message.ident
    );
    errors.push(Rule::StreamId, stream.span, text);
    None
}

/// There is an answer that comes many times, and it says only what it is.
fn answers(protocol: &Resolved<'_>, row: &Row<'_>, stream: &Stream, errors: &mut Errors) {
    let Some(Reply::Named { ok, error }) = &row.message.reply else {
        return;
    };
    if ok.is_empty() {
        let text = "what comes many times? Name it: `#[reply(Name, or = Name)]`";
        errors.push(Rule::StreamAnswer, stream.span, text);
    }
    for name in ok.iter().chain(error) {
        let answer = protocol.opposite(row.family, name);
        if answer.is_some_and(|row| row.message.outcome().is_some()) {
            let text = format!(
                "`{name}` may be a failure, after which a stream goes on or not; declare what ends it as a \
                 message of its own"
            );
            errors.push(Rule::StreamAnswer, name.span(), text);
        }
    }
    if let Some(until) = &stream.until
        && let Some(answer) = ok.iter().chain(error).find(|name| *name == until)
    {
        let text =
            format!("`{until}` is an answer of this stream; name another message that ends it");
        let hint = "the answer is here";
        errors.twice(Rule::StreamUntil, answer.span(), until.span(), text, hint);
    }
}

/// What ends it comes from the other side, with its id.
fn ends(protocol: &Resolved<'_>, row: &Row<'_>, until: &Ident, id: &StreamId, errors: &mut Errors) {
    let direction = row.family.direction;
    let is_own = protocol.named(direction, until).next().is_some();
    let own = format!("`{until}` is sent by this side; the other side ends what it answers");
    let named = Named {
        name: until,
        direction: direction.opposite(),
        ambiguous: Rule::StreamUntil,
        own: is_own.then_some((Rule::StreamUntil, own)),
        unknown: (
            Rule::StreamUntil,
            format!("there is no message `{until}` of the other side"),
        ),
    };
    if let Some(message) = other_side::message(protocol, named, is_message, errors) {
        has_id(message, until, id.at, id.read, Rule::StreamUntil, errors);
    }
}

/// What cancels it is sent by the same side, with its id and nothing else that must be given.
fn cancels(
    protocol: &Resolved<'_>,
    family: &Family,
    asked: &Message,
    cancel: &Ident,
    id: &StreamId,
    errors: &mut Errors,
) {
    let is_other = protocol.opposite(family, cancel).is_some();
    let own = format!("`{cancel}` comes from the other side; whoever asked cancels");
    let named = Named {
        name: cancel,
        direction: family.direction,
        ambiguous: Rule::StreamCancel,
        own: is_other.then_some((Rule::StreamCancel, own)),
        unknown: (
            Rule::StreamCancel,
            format!("there is no message `{cancel}` of this side"),
        ),
    };
    let Some(message) = other_side::message(protocol, named, is_message, errors) else {
        return;
    };
    if message.reply.is_some() || std::ptr::eq(message, asked) {
        let text = format!("`{cancel}` is answered itself; name a message that isn't");
        errors.push(Rule::StreamCancel, cancel.span(), text);
    }
    has_id(
        message,
        cancel,
        id.at,
        id.written,
        Rule::StreamCancel,
        errors,
    );
    let mut fields = message.body.each();
    let needed = fields.find(|field| {
        let is_given = field.id == crate::model::Id::No && field.stamp.is_none();
        is_given && field.presence == Presence::Required && !says_nothing(&field.ty)
    });
    if let Some(field) = needed {
        let text = format!(
            "the session sends `{cancel}` with nothing but the stream's id; make this an `Option`, or leave \
             out `cancel`"
        );
        let hint = format!("`{cancel}` cancels here");
        let (at, named) = (field.ident.span(), cancel.span());
        errors.twice(Rule::StreamCancel, named, at, text, hint);
    }
}

fn says_nothing(ty: &Type) -> bool {
    matches!(ty.kind, TypeKind::Unit)
}

fn is_message(row: &Row<'_>) -> bool {
    row.family.kind == FamilyKind::Messages
}

/// A message has the id of a stream, of one of these kinds.
fn has_id(
    message: &Message,
    name: &Ident,
    at: Span,
    kinds: [Option<u8>; 2],
    rule: Rule,
    errors: &mut Errors,
) {
    let hint = "the stream's id is here";
    let Some(field) = message.id() else {
        let text =
            format!("by what is it known which stream `{name}` means? Mark its field with `#[id]`");
        errors.twice(rule, at, name.span(), text, hint);
        return;
    };
    if !kinds.contains(&field.ty.id_kind()) {
        let text = "the stream's id is of another type, and never found; write the same";
        errors.twice(rule, at, field.ty.span, text, hint);
    }
}
