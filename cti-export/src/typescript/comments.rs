//! Comments: of messages, of members, and what is deprecated.

use core::fmt::Write;

use cti_runtime::describe::{Deprecated, Message, Reply};

use crate::text;
use crate::words;

/// A message's doc, and what else is known of it.
pub(super) fn doc(message: &Message) -> String {
    let mut doc = text::lines(message.doc).join("\n");
    let mut note = |line: String| {
        let _ = write!(doc, "\n\n{line}");
    };
    for only in message.only {
        note(format!(
            "Only while `{}` is {}.",
            only.machine,
            text::either(only.states)
        ));
    }
    if let Some(Reply::Named { tags, errors }) = message.reply {
        note(words::answered_by(tags, errors));
    }
    if message.stream.is_some() {
        note(words::stream(message));
    }
    if let Some(within) = words::within(message) {
        note(within);
    }
    if let Some(handshake) = &message.handshake {
        note(words::handshake(handshake));
    }
    if message.reloaded {
        note(words::reloaded(message).to_owned());
    }
    if message.port {
        note(words::port(message).to_owned());
    }
    if let Some(tag) = deprecated_tag(message.deprecated) {
        note(tag);
    }
    doc.trim().to_owned()
}

/// The tag by which editors strike out what is deprecated.
pub(super) fn deprecated_tag(deprecated: Option<Deprecated>) -> Option<String> {
    let Deprecated { since, note } = deprecated?;
    let since = since.map(|since| format!("Since {since}."));
    let said = text::sentences(&[since.unwrap_or_default(), text::one_line(note)]);
    Some(["@deprecated", &said].join(" ").trim_end().to_owned())
}

/// A comment in front of a member, if there is something to say.
pub(super) fn note(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("/** {text} */ ")
    }
}
