//! What arguments of attributes are called elsewhere, and how each is written here.

use crate::idents::plain;
use crate::parse::tokens::sign;
use proc_macro2::TokenTree;

/// Words for an argument, its name here, and how it is written.
const TABLE: &[(&[&str], &str, &str)] = &[
    (
        &[
            "data",
            "payload",
            "body",
            "params",
            "parameters",
            "properties",
            "detail",
            "details",
            "args",
        ],
        "content",
        "content = \"…\"",
    ),
    (
        &[
            "key",
            "type",
            "kind",
            "name",
            "action",
            "event",
            "discriminator",
        ],
        "tag",
        "tag = \"…\"",
    ),
    (&["encoding", "format"], "envelope", "envelope(object, …)"),
    (
        &["url", "uri", "href", "source"],
        "src",
        "src = \"https://…\"",
    ),
    (
        &["width", "height", "dimensions"],
        "size",
        "size = (400, 800)",
    ),
    (
        &["permissions", "permission", "policy"],
        "allow",
        "allow = \"…\"",
    ),
    (
        &["end", "ends", "done", "stop", "complete", "last"],
        "until",
        "until = Name",
    ),
    (
        &["abort", "unsubscribe", "close"],
        "cancel",
        "cancel = Name",
    ),
    (
        &["every", "interval", "interval_ms", "retry", "repeat"],
        "every_ms",
        "every_ms = 500",
    ),
    (
        &[
            "s",
            "sec",
            "secs",
            "seconds",
            "timeout",
            "millis",
            "milliseconds",
        ],
        "ms",
        "ms = 3000",
    ),
    (
        &["result", "value", "success_key", "response"],
        "ok",
        "ok = \"…\"",
    ),
    (&["err", "failure", "reason"], "error", "error = …"),
    (
        &["args", "params", "parameters"],
        "arguments",
        "arguments(object)",
    ),
    (
        &["async", "await", "returns", "future"],
        "promise",
        "promise",
    ),
    (&["none", "void", "never", "no"], "nothing", "nothing"),
    (
        &["on", "subscribe", "listen", "add", "function"],
        "by",
        "by = \"addHandler\"",
    ),
    (&["positional", "ordered", "list"], "positions", "positions"),
    (&["named", "keyed", "keys"], "object", "object"),
    (&["error", "err", "fail", "failure"], "or", "or = Name"),
    (&["path", "name", "root"], "library", "library = \"…\""),
    (&["message", "reason", "text"], "note", "note = \"…\""),
    (&["oneof", "one"], "one_of", "one_of"),
    (&["case", "rename"], "rename_all", "rename_all = \"…\""),
];

/// The argument that is called so elsewhere, among those that there are, and how it is written.
pub(in crate::parse) fn called(word: &str, known: &[&str]) -> Option<(&'static str, &'static str)> {
    let named = TABLE
        .iter()
        .find(|(words, here, _)| words.contains(&word) && known.contains(here))?;
    Some((named.1, named.2))
}

/// How the value of an argument is written with its key, if it stands alone: `Over` in
/// `#[stream(Over)]`.
pub(in crate::parse) fn keyless(owner: &str, part: &[TokenTree]) -> Option<String> {
    let (first, rest) = part.split_first()?;
    let (key, quoted) = match owner.trim_matches(['#', '[', ']']) {
        "stream" | "handshake" => ("until", false),
        "states" => ("key", false),
        "events" => ("by", true),
        "envelope" => ("tag", true),
        "deprecated" => ("note", true),
        "frame" => ("src", true),
        _ => return None,
    };
    let text = match first {
        TokenTree::Ident(name) => plain(name),
        TokenTree::Literal(text) => text.to_string(),
        _ => return None,
    };
    let stands_alone = rest
        .iter()
        .all(|token| sign(token) == '.' || matches!(token, TokenTree::Ident(_)) && quoted);
    let is_text = text.starts_with('"');
    match (stands_alone, is_text, quoted) {
        (false, ..) | (true, true, false) => None,
        (true, false, true) => Some(format!("{key} = \"{text}\"")),
        _ => Some(format!("{key} = {text}")),
    }
}
