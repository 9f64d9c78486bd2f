//! Conventions of libraries, in words and in samples.

use cti_runtime::describe::{AnswerBy, Family, FamilyKind, Message, Reply, Sample};

use crate::json::Json;
use crate::words;

/// What a callback receives, or a function returns, by a sample of it; a failure that comes by itself is
/// what is there.
pub(crate) fn called_back(message: &Message, sample: &Sample) -> Option<Json> {
    let (ok, json) = match sample {
        Sample::Result(json) => (true, json),
        Sample::Error(json) => (false, json),
        _ => return None,
    };
    let (convention, value) = (&message.convention, Json::of_text(json));
    let apart = !ok && convention.fails_apart();
    let Some(keys) = convention.keys.filter(|_| !apart) else {
        return Some(value);
    };
    let mut body = Json::object();
    if let Some(flag) = keys.flag {
        body.put(flag, ok);
    }
    if let Some(key) = keys.ok.filter(|_| !ok) {
        body.put(key, Json::Literal("null".to_owned()));
    }
    match if ok { keys.ok } else { keys.error } {
        Some(key) => body.put(key, value),
        None => {
            for (key, value) in value.entries() {
                body.put(key, value.clone());
            }
        }
    }
    Some(body)
}

/// How a function is called, by a sample of its arguments.
pub(crate) fn call(message: &Message, arguments: &str) -> String {
    let convention = &message.convention;
    let named = |keys: &[&str], names: &[&str]| {
        let pairs = keys.iter().zip(names);
        let pairs: Vec<String> = pairs
            .map(|(key, name)| format!("\"{key}\": {name}"))
            .collect();
        pairs.join(", ")
    };
    let (inside, behind) = match convention.answer {
        AnswerBy::Callback(None) => (String::new(), "callback"),
        AnswerBy::Callback(Some(key)) => (named(&[key], &["callback"]), ""),
        AnswerBy::Callbacks(None) => (String::new(), "success, failure"),
        AnswerBy::Callbacks(Some(keys)) => (named(&keys, &["success", "failure"]), ""),
        AnswerBy::Promise | AnswerBy::Nothing => (String::new(), ""),
    };
    let json = Json::of_text(arguments).line();
    let (open, close) = if convention.object {
        ("{", "}")
    } else {
        ("[", "]")
    };
    let own = json.trim_start_matches(open).trim_end_matches(close).trim();
    let given = if convention.object {
        let own = joined(&[own, &inside]);
        if own.is_empty() {
            "{}".to_owned()
        } else {
            format!("{{ {own} }}")
        }
    } else if inside.is_empty() {
        own.to_owned()
    } else {
        joined(&[own, &format!("{{ {inside} }}")])
    };
    format!("{}({})", message.tag, joined(&[&given, behind]))
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// What a function is answered, in words.
pub(crate) fn answered(family: &Family, message: &Message) -> String {
    let Some(Reply::Callback { result, error }) = message.reply else {
        return if family.is_function(message) {
            "Nothing answers it.".to_owned()
        } else {
            String::new()
        };
    };
    let code = |ty| format!("`{}`", words::of_type(ty));
    let (result, error) = (code(result), code(error));
    let fails = if family.kind == FamilyKind::Requests {
        family.requests.is_none_or(|of| of.answer.may_fail())
    } else {
        message.convention.may_fail()
    };
    let failed = if fails {
        format!(", or {error} if it failed")
    } else {
        String::new()
    };
    let told = match (family.kind, message.convention.answer) {
        (FamilyKind::Requests, _) => format!("Answered with {result}{failed}."),
        (_, AnswerBy::Promise) => {
            format!("Returns {result}, or a promise of it; a failure says {error}.")
        }
        (_, AnswerBy::Callbacks(_)) => {
            format!("Calls back with {result}, or its other callback with {error}.")
        }
        _ => format!("Calls back with {result}{failed}."),
    };
    if family.kind == FamilyKind::Subscriptions {
        format!("A function of the page. {told}")
    } else {
        told
    }
}

/// How an event is subscribed to, or a function of the page given to the library, in words; nothing if an
/// event is by a function of its own.
pub(crate) fn subscribed(message: &Message) -> String {
    let convention = &message.convention;
    let is_answered = message.reply.is_some();
    let (what, name) = if is_answered {
        ("Given to the library", "answer")
    } else {
        ("Subscribed to", "listener")
    };
    let member = |key: &str| format!("{{ \"{key}\": {name} }}");
    let listener = convention.listener.map_or(name.to_owned(), member);
    let call = match (convention.by, convention.names) {
        (Some(by), _) if convention.together => format!("{by}({})", member(message.tag)),
        (Some(by), Some(names)) => format!("{by}({names}.{}, {listener})", message.tag),
        (Some(by), None) => format!("{by}(\"{}\", {listener})", message.tag),
        (None, _) if is_answered || convention.listener.is_some() => {
            format!("{}({listener})", message.tag)
        }
        (None, _) => return String::new(),
    };
    format!("{what} by `{call}`.")
}
