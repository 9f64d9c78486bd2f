//! Replies by name.

use crate::errors::Errors;
use crate::model::{Direction, Family, FamilyKind, Protocol, Reply};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::Ident;

pub(crate) fn check(protocol: &Protocol, errors: &mut Errors) {
    for family in &protocol.families {
        for message in &family.messages {
            let Some(Reply::Named { ok, error }) = &message.reply else {
                continue;
            };
            if family.direction == Direction::FromVendor || family.kind != FamilyKind::Messages {
                let text = "the vendor doesn't wait for answers: `#[reply]` stands on a command";
                errors.push(Rule::ReplyPlace, ok.span(), text);
                continue;
            }
            for name in std::iter::once(ok).chain(error) {
                answer(protocol, name, family, errors);
            }
            if let Some(error) = error.as_ref().filter(|error| *error == ok) {
                let text = "success and failure are the same message; remove `or = …`";
                let hint = "the answer on success is here";
                errors.twice(Rule::ReplySame, ok.span(), error.span(), text, hint);
            }
        }
    }
}

fn answer(protocol: &Protocol, name: &Ident, own: &Family, errors: &mut Errors) {
    let of = |direction| protocol.channel(direction).flat_map(|of| &of.messages);
    let messages = || of(own.direction.opposite());
    let mut meant = messages().filter(|message| message.ident == *name);
    if let (Some(first), Some(second)) = (meant.next(), meant.next()) {
        let text = format!("two messages are called `{name}`; rename one of them");
        errors.push(Rule::ReplyAmbiguous, name.span(), text);
        for message in [first, second] {
            let hint = format!("`{name}` is declared here");
            errors.push(Rule::ReplyAmbiguous, message.ident.span(), hint);
        }
    }
    if messages().any(|message| message.ident == *name) || protocol.unread.contains(name) {
        return;
    }
    if own.messages.iter().any(|message| message.ident == *name) {
        let text = format!("`{name}` is a command itself; an answer is an event");
        errors.push(Rule::ReplyDirection, name.span(), text);
        return;
    }
    let names: Vec<String> = messages()
        .map(|message| message.ident.to_string())
        .collect();
    let hint = suggest(&name.to_string(), names.iter().map(String::as_str));
    errors.push(
        Rule::ReplyUnknown,
        name.span(),
        format!("there is no event `{name}`{hint}"),
    );
}
