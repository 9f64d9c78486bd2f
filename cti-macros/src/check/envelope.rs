//! Envelopes: keys that differ, and content for what needs it.

use crate::errors::Errors;
use crate::model::{Body, Envelope, Family, FamilyKind, Transport};
use crate::resolve::Resolved;
use crate::rules::Rule;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    if matches!(protocol.transport, Transport::Library { .. }) {
        return;
    }
    for family in protocol
        .families
        .iter()
        .filter(|family| family.kind.is_posted())
    {
        let envelope = &family.envelope;
        // A broken envelope has an empty tag and no messages.
        if family.messages.is_empty() {
            continue;
        }
        if envelope.is_bare() {
            bare(family, errors);
            continue;
        }
        keys(envelope, errors);
        for message in &family.messages {
            match &message.body {
                Body::Whole(field, _) if message.content.is_none() => {
                    let text = "the value needs a key; give the envelope a `content = \"…\"`, or \
                                write a named field";
                    errors.push(Rule::EnvelopeWhole, field.ty.span, text);
                }
                Body::Fields(fields) | Body::Whole(_, fields) => {
                    let beside = fields.iter().filter(|field| field.beside);
                    for field in beside.filter(|field| field.at.is_none() && !field.remainder) {
                        let text = match (&message.content, field.flatten) {
                            (None, _) => format!(
                                "`{}` has no content to stand beside; remove `#[beside]`",
                                message.ident
                            ),
                            (Some(_), true) => "one field stands beside the content, not those of \
                                                a type; write them as fields"
                                .to_owned(),
                            (Some(_), false) => continue,
                        };
                        errors.push(Rule::EnvelopeBeside, field.ident.span(), text);
                    }
                }
                Body::Unit => {}
            }
        }
    }
}

/// Bare strings have a tag, and perhaps something behind its beginning.
fn bare(family: &Family, errors: &mut Errors) {
    if family.kind == FamilyKind::Requests {
        let text = "a request has an id, and a bare string has no room for one; write messages in an \
                    enum";
        errors.push(Rule::EnvelopeBare, family.ident.span(), text);
        return;
    }
    for message in &family.messages {
        let fields = message.body.each();
        for field in fields.filter(|field| !field.remainder) {
            let text = "a bare string is its tag, and has no fields; one may have what is behind a \
                        beginning: `#[prefix(\"…\")]` on the message, `#[remainder]` on the field";
            errors.push(Rule::EnvelopeBare, field.ident.span(), text);
        }
        for tag in message.names() {
            if tag.value.trim_start().starts_with('{') {
                let text = "what begins with a brace is read as JSON, and not as a bare string";
                errors.push(Rule::EnvelopeBare, tag.span, text);
            }
        }
    }
}

/// How many constants an envelope may have: what the runtime has bits for.
const MOST: usize = 32;

/// Keys of an envelope. What families share is found once for each of them and said once.
fn keys(envelope: &Envelope, errors: &mut Errors) {
    let content = envelope.content.iter().map(|key| (key, "the content"));
    let fixed = envelope.fixed().map(|fixed| (&fixed.key, "the constant"));
    let mut known = vec![(&envelope.tag, "the tag")];
    for (key, what) in content.chain(fixed) {
        if let Some((first, of)) = known.iter().find(|(first, _)| first.value == key.value) {
            let message = format!("this is the key of {of} too; give {what} its own");
            let hint = format!("the key of {of} is here");
            errors.twice(Rule::EnvelopeKeys, first.span, key.span, message, hint);
        }
        known.push((key, what));
    }
    for (key, _) in &known {
        if key.value.is_empty() {
            errors.push(Rule::NameEmpty, key.span, "a key is not empty");
        }
    }
    if let Some(excess) = envelope.fixed().nth(MOST) {
        let message = format!("an envelope has at most {MOST} constants and reported values");
        errors.push(Rule::EnvelopeCount, excess.key.span, message);
    }
}
