//! Handshakes: one per direction, with messages of the other side that end it and begin it again.

use super::other_side::{self, Named};
use crate::errors::Errors;
use crate::model::{Direction, Handshake, Message};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use proc_macro2::Ident;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    for direction in Direction::BOTH {
        let mut first: Option<&Handshake> = None;
        for Row { message, .. } in protocol.rows_in(direction) {
            let Some(handshake) = &message.handshake else {
                continue;
            };
            one(protocol, direction, message, handshake, errors);
            if let Some(first) = first {
                let text = "this side begins with another message already; remove one of the two";
                let hint = "the other handshake is here";
                errors.twice(
                    Rule::HandshakeDuplicate,
                    first.span,
                    handshake.span,
                    text,
                    hint,
                );
            } else {
                first = Some(handshake);
            }
        }
    }
}

fn one(
    protocol: &Resolved<'_>,
    direction: Direction,
    message: &Message,
    handshake: &Handshake,
    errors: &mut Errors,
) {
    for name in std::iter::once(&handshake.until).chain(&handshake.again) {
        from_the_other_side(protocol, direction, name, errors);
    }
    let again = handshake.again.as_ref();
    if let Some(again) = again.filter(|again| **again == handshake.until) {
        let text = "what acknowledges the handshake can't begin it again; name another message, or \
                    remove `again`";
        let hint = "the acknowledgement is here";
        let (first, second) = (handshake.until.span(), again.span());
        errors.twice(Rule::HandshakeSame, first, second, text, hint);
    }
    let mut until = protocol.named(direction.opposite(), &handshake.until);
    if let Some(at) = until.find_map(|row| row.message.reloaded) {
        let text = "what acknowledges the handshake can't show that the document is new: that begins it \
                    again; remove `#[reloaded]`";
        let hint = "it is the acknowledgement here";
        errors.twice(Rule::HandshakeSame, handshake.until.span(), at, text, hint);
    }
    if let Some(at) = message.reloaded {
        let text = "what begins a handshake is posted again to the same document; write `#[reloaded]` on \
                    another message";
        let hint = "the handshake is here";
        errors.twice(Rule::HandshakeSame, handshake.span, at, text, hint);
    }
    if let Some(at) = message.port {
        let text = "what begins a handshake may be posted many times, and a port is handed over once; write \
                    `#[port]` on another message";
        let hint = "the handshake is here";
        errors.twice(Rule::HandshakePort, handshake.span, at, text, hint);
    }
    if let Some(answer) = message
        .reply
        .as_ref()
        .and_then(|reply| reply.names().next())
    {
        let text = format!(
            "`{}` is repeated until `{}` arrives, and no single post is answered; remove \
             `#[reply]`",
            message.ident, handshake.until
        );
        let hint = "the handshake is here";
        errors.twice(
            Rule::HandshakeReply,
            handshake.span,
            answer.span(),
            text,
            hint,
        );
    }
}

fn from_the_other_side(
    protocol: &Resolved<'_>,
    direction: Direction,
    name: &Ident,
    errors: &mut Errors,
) {
    let other = direction.opposite();
    let who = match other {
        Direction::FromVendor => "an event",
        Direction::ToVendor => "a command",
    };
    let is_own = protocol.named(direction, name).next().is_some();
    let own_text = format!("`{name}` is sent by this side; the other side answers with {who}");
    let named = Named {
        name,
        direction: other,
        ambiguous: Rule::HandshakeAmbiguous,
        own: is_own.then_some((Rule::HandshakeDirection, own_text)),
        unknown: (Rule::HandshakeUnknown, format!("`{name}` is not {who}")),
    };
    other_side::message(protocol, named, |_| true, errors);
}
