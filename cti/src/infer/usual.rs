//! Which keys are usual for what, and what other programs in a page post.

use super::looks::Look;
use super::value::Members;
use super::words;

/// Keys that tags have, the usual ones first.
const TAGS: [&[&str]; 4] = [
    &["type", "event", "action"],
    &[
        "method",
        "cmd",
        "command",
        "name",
        "messageType",
        "eventName",
        "eventType",
        "event_type",
        "event_name",
        "message_type",
        "msgType",
        "actionType",
        "evt",
        "messageName",
        "eventtype",
    ],
    &[
        "kind",
        "op",
        "topic",
        "verb",
        "request",
        "operation",
        "key",
        "msg",
    ],
    &[
        "path",
        "message",
        "func",
        "function",
        "procedure",
        "status",
        "task",
    ],
];

/// Keys that contents have.
const CONTENTS: [&str; 22] = [
    "data",
    "payload",
    "value",
    "params",
    "properties",
    "body",
    "content",
    "args",
    "arguments",
    "detail",
    "details",
    "options",
    "parameters",
    "attributes",
    "info",
    "context",
    "message",
    "result",
    "eventData",
    "fields",
    "object",
    "model",
];

/// Keys whose value says whose message it is.
const CHANNELS: [&str; 21] = [
    "api",
    "source",
    "channel",
    "app",
    "application",
    "namespace",
    "ns",
    "protocol",
    "vendor",
    "product",
    "target",
    "sender",
    "jsonrpc",
    "version",
    "v",
    "from",
    "origin",
    "scope",
    "service",
    "client",
    "apiVersion",
];

/// Keys of versions, which may change.
const VERSIONS: [&str; 5] = [
    "version",
    "v",
    "apiVersion",
    "api_version",
    "protocolVersion",
];

/// How usual a key is for tags, up to 4: 0 if it isn't.
pub(super) fn tag_rank(name: &str) -> i64 {
    let at = TAGS.iter().position(|names| names.contains(&name));
    at.map_or(0, |at| 4 - i64::try_from(at).unwrap_or(4))
}

/// Whether a key is usual for tags.
pub(super) fn is_tag(name: &str) -> bool {
    tag_rank(name) > 0
}

/// Whether the value of a key may say whose message it is.
pub(super) fn is_channel(name: &str) -> bool {
    CHANNELS.contains(&name)
}

/// Whether a key names a version.
pub(super) fn is_version(name: &str) -> bool {
    VERSIONS.contains(&name)
}

/// Whether a key is usual for contents: `data`, `messageBody`.
pub(super) fn is_content(name: &str) -> bool {
    let words = words::words(name);
    let last = words
        .last()
        .is_some_and(|word| CONTENTS.contains(&&**word) && word != "message");
    CONTENTS.contains(&name) || (words.len() == 2 && last)
}

/// Whether development tools and extensions begin a text so.
pub(super) fn is_noise(text: &str) -> bool {
    const BEGIN: [&str; 12] = [
        "webpack",
        "react-devtools",
        "vue-devtools",
        "__vue",
        "__react",
        "setImmediate",
        "gapi.",
        "[iFrameSizer]",
        "metamask",
        "grammarly",
        "wappalyzer",
        "angular-devtools",
    ];
    BEGIN.iter().any(|begin| text.starts_with(begin))
}

/// Whether a string looks like a tag: a name, or some words.
pub(super) fn can_be_tag(text: &str) -> bool {
    matches!(Look::of(text), Look::Name | Look::Phrase)
}

/// The usual keys of tags under which a message has a name, unless a development tool posts it.
pub(super) fn usual_tags(members: &Members) -> Vec<String> {
    let named = members.iter().filter(|(key, value)| {
        tag_rank(key) > 0
            && value
                .text()
                .is_some_and(|text| can_be_tag(text) && !is_noise(text))
    });
    named.map(|(key, _)| key.clone()).collect()
}
