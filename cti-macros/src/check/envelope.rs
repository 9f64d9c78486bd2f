//! Envelopes: keys that differ, and content for what needs it.

use crate::errors::Errors;
use crate::model::{Body, Carrier, FamilyKind, Protocol};
use crate::rules::Rule;

pub(crate) fn check(protocol: &Protocol, errors: &mut Errors) {
    if matches!(protocol.carrier, Carrier::Library { .. }) {
        return;
    }
    let mut seen = Vec::new();
    for family in protocol
        .families
        .iter()
        .filter(|family| family.kind == FamilyKind::Messages)
    {
        let envelope = &family.envelope;
        // A broken envelope has an empty tag and no messages.
        if family.messages.is_empty() {
            continue;
        }
        let content = envelope.content.as_ref();
        // Both directions may share what the protocol says: reported once.
        let place = format!("{:?}{:?}", envelope.tag, content);
        if !seen.contains(&place) {
            seen.push(place);
            for key in [Some(&envelope.tag), content].into_iter().flatten() {
                if key.value.is_empty() {
                    errors.push(Rule::NameEmpty, key.span, "a key is not empty");
                }
            }
            if let Some(content) = content.filter(|key| key.value == envelope.tag.value) {
                let message = "tag and content have the same key; give the content its own";
                let hint = "the tag's key is here";
                errors.twice(
                    Rule::EnvelopeKeys,
                    envelope.tag.span,
                    content.span,
                    message,
                    hint,
                );
            }
        }
        for message in &family.messages {
            match &message.body {
                Body::Whole(field, _) if message.content.is_none() => {
                    let text = "the value needs a key; give the envelope a `content = \"…\"`, or \
                                write a named field";
                    errors.push(Rule::EnvelopeWhole, field.ty.span, text);
                }
                Body::Fields(fields) => {
                    for field in fields.iter().filter(|field| field.beside) {
                        let text = match (&message.content, field.flatten) {
                            (None, _) => {
                                "this message has no content to stand beside; remove `#[beside]`"
                            }
                            (Some(_), true) => {
                                "one field stands beside the content, not those of a type; write \
                                 them as fields"
                            }
                            (Some(_), false) => continue,
                        };
                        errors.push(Rule::EnvelopeBeside, field.ident.span(), text);
                    }
                }
                _ => {}
            }
        }
    }
}
