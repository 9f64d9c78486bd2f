//! Requests whose answers have no name of their own: they share an id.

use std::collections::{BTreeMap, BTreeSet};

use super::envelope::{self, Message};
use super::text;
use super::value::{Members, Value, get};
use super::{usual, words};

/// Requests of one side and the answers of the other.
#[derive(Debug)]
pub(super) struct Asked {
    /// The keys of the id, in requests and in answers.
    pub(super) id: String,
    pub(super) answer_id: String,
    /// Whether ids are numbers.
    pub(super) numbers: bool,
    /// The key of the request's name.
    pub(super) tag: String,
    pub(super) ok: Option<String>,
    pub(super) error: Option<String>,
    /// The key of the boolean that says which of the two it is.
    pub(super) flag: Option<String>,
    /// What every request has, and what every answer has.
    pub(super) constants: Members,
    pub(super) reports: Members,
    pub(super) answer_constants: Members,
    pub(super) requests: Vec<Message>,
    /// Each with the place of its request in `requests`.
    pub(super) answers: Vec<(usize, Message)>,
}

/// Keys of results and of failures.
const OK: [&str; 9] = [
    "result",
    "response",
    "data",
    "payload",
    "value",
    "body",
    "returnValue",
    "content",
    "results",
];
const ERROR: [&str; 8] = [
    "error",
    "err",
    "errors",
    "failure",
    "exception",
    "fault",
    "errorMessage",
    "reason",
];
const FLAG: [&str; 4] = ["success", "ok", "succeeded", "isSuccess"];

/// Keys of a request's name, where another key says that it is a request.
const NAMES: [&str; 9] = [
    "path",
    "method",
    "command",
    "request",
    "action",
    "name",
    "operation",
    "function",
    "query",
];

/// Takes requests and their answers out of the messages of two sides, if there are any. `hint` is the
/// key of the name that requests of the other direction have.
pub(super) fn take(
    asking: &mut Vec<Message>,
    answering: &mut Vec<Message>,
    hint: Option<&str>,
    notes: &mut Vec<String>,
) -> Option<Asked> {
    let (id, answer_id, ids) = pair(asking, answering)?;
    let answers_by_tag = envelope::tag(answering, None);
    let is_answer = |message: &Message| {
        let value = get(&message.members, &answer_id).and_then(Value::id);
        value.is_some_and(|value| ids.contains_key(&value))
    };
    // All that look like those that were matched, so that an answer to what wasn't recorded is one too.
    let matched: Vec<&Message> = answering.iter().filter(|of| is_answer(of)).collect();
    let tags: BTreeSet<Option<&str>> = matched
        .iter()
        .map(|of| {
            answers_by_tag
                .as_deref()
                .and_then(|tag| get(&of.members, tag)?.text())
        })
        .collect();
    let common = match (tags.len(), tags.first()) {
        (1, Some(tag)) => tag.map(str::to_owned),
        _ => return None,
    };
    let answer_constants: Members = match (&answers_by_tag, &common) {
        (Some(tag), Some(text)) => vec![(tag.clone(), Value::Text(text.clone()))],
        _ => Vec::new(),
    };
    let (ok, error, flag) = outcome(&matched, &answer_id, &answer_constants);
    if ok.is_none() && flag.is_none() {
        return None;
    }
    let asks = |message: &Message| get(&message.members, &id).is_some_and(|of| of.id().is_some());
    let requests: Vec<Message> = asking.iter().filter(|of| asks(of)).cloned().collect();
    let tag = name(&requests, &id, hint)?;
    let (constants, reports) = fixed(&requests, &tag, &id);
    if !can_be_told(asking, &requests, &tag, &constants) {
        notes.push(format!(
            "Some messages with {} have an id and get an answer, under {}; others have none. A declaration \
             can't tell these from those, so the answers aren't declared.",
            text::name(&tag),
            text::name(&answer_id)
        ));
        return None;
    }
    let is_ours = |message: &Message| {
        get(&message.members, &tag).is_some() && envelope::has_all(&message.members, &constants)
    };
    let requests: Vec<Message> = extract(asking, is_ours);
    let outcome_keys: Vec<&String> = [&ok, &error, &flag].into_iter().flatten().collect();
    let answers = extract(answering, |message| {
        get(&message.members, &answer_id).is_some()
            && envelope::has_all(&message.members, &answer_constants)
            && outcome_keys
                .iter()
                .any(|key| get(&message.members, key).is_some())
            && (common.is_some()
                || answers_by_tag
                    .as_deref()
                    .is_none_or(|tag| get(&message.members, tag).is_none()))
    });
    let answers = joined(&requests, answers, &id, &answer_id);
    let numbers = requests
        .iter()
        .any(|of| matches!(get(&of.members, &id), Some(Value::Number(_))));
    Some(Asked {
        id,
        answer_id,
        numbers,
        tag,
        ok,
        error,
        flag,
        constants,
        reports,
        answer_constants,
        requests,
        answers,
    })
}

/// Takes the messages out that are meant.
fn extract(messages: &mut Vec<Message>, is_meant: impl Fn(&Message) -> bool) -> Vec<Message> {
    let (meant, rest) = std::mem::take(messages)
        .into_iter()
        .partition(|of| is_meant(of));
    *messages = rest;
    meant
}

/// The keys by which messages of the two sides are pairs, and the ids with their requests.
fn pair(
    asking: &[Message],
    answering: &[Message],
) -> Option<(String, String, BTreeMap<String, usize>)> {
    let keys = |messages: &[Message]| -> BTreeSet<String> {
        let members = messages.iter().flat_map(|message| &message.members);
        let named = members.filter(|(name, value)| may_correlate(name) && value.id().is_some());
        named.map(|(name, _)| name.clone()).take(64).collect()
    };
    let mut best: Option<(usize, String, String, BTreeMap<String, usize>)> = None;
    let answer_keys = keys(answering);
    for id in keys(asking) {
        let ids = ids(asking, &id);
        for answer_id in &answer_keys {
            let (matched, all) = matched(&ids, answering, answer_id);
            let once = matched <= 2 * ids.len();
            if matched > 0
                && once
                && matched * 10 >= all * 6
                && best.as_ref().is_none_or(|best| matched > best.0)
            {
                best = Some((matched, id.clone(), answer_id.clone(), ids.clone()));
            }
        }
    }
    best.map(|(_, id, answer_id, ids)| (id, answer_id, ids))
}

/// Whether a key may name the id of a request, and not that of a call.
pub(super) fn may_correlate(name: &str) -> bool {
    const AROUND: [&str; 26] = [
        "id",
        "request",
        "req",
        "response",
        "res",
        "reply",
        "answer",
        "correlation",
        "message",
        "msg",
        "callback",
        "cb",
        "in",
        "to",
        "reference",
        "ref",
        "transaction",
        "txn",
        "seq",
        "sequence",
        "nonce",
        "query",
        "command",
        "rpc",
        "responding",
        "original",
    ];
    let words = words::words(name);
    words::is_correlation(name) && words.iter().all(|word| AROUND.contains(&&**word))
}

/// The ids under a key with the order of their messages; none if they stand in several.
fn ids(messages: &[Message], key: &str) -> BTreeMap<String, usize> {
    let mut ids = BTreeMap::new();
    let mut all = 0;
    for message in messages {
        if let Some(id) = get(&message.members, key).and_then(Value::id) {
            all += 1;
            ids.entry(id).or_insert(message.order);
        }
    }
    // An id that comes again and again is not a request's.
    if ids.len() * 10 < all * 8 {
        ids.clear();
    }
    ids
}

/// How many of the messages with an id under this key came behind the request with that id.
fn matched(ids: &BTreeMap<String, usize>, answering: &[Message], key: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    for message in answering {
        if let Some(id) = get(&message.members, key).and_then(Value::id) {
            counts.1 += 1;
            counts.0 += usize::from(ids.get(&id).is_some_and(|order| *order < message.order));
        }
    }
    counts
}

/// The keys of a result, a failure, and of what says which of the two it is.
fn outcome(
    answers: &[&Message],
    id: &str,
    constants: &Members,
) -> (Option<String>, Option<String>, Option<String>) {
    let there: BTreeMap<&str, usize> = {
        let mut there = BTreeMap::new();
        let members = answers.iter().flat_map(|message| &message.members);
        let others = members.filter(|(name, _)| name != id && get(constants, name).is_none());
        others.for_each(|(name, _)| *there.entry(name.as_str()).or_default() += 1);
        there
    };
    let known = |names: &[&str]| {
        names
            .iter()
            .find(|name| there.contains_key(**name))
            .map(|name| (*name).to_owned())
    };
    let is_flag = |name: &&str| {
        let values = answers.iter().filter_map(|of| get(&of.members, name));
        let bools: Vec<bool> = values
            .map(|value| matches!(value, Value::Bool(_)))
            .collect();
        bools.len() == answers.len() && bools.iter().all(|is| *is)
    };
    let flag = FLAG
        .iter()
        .find(|name| there.contains_key(**name) && is_flag(name));
    let error = known(&ERROR);
    let ok = known(&OK).or_else(|| {
        let others = there.iter().filter(|(name, _)| {
            Some(**name) != error.as_deref() && Some(*name) != flag && **name != "jsonrpc"
        });
        others
            .max_by_key(|(_, count)| **count)
            .map(|(name, _)| (*name).to_owned())
    });
    (ok, error, flag.map(|name| (*name).to_owned()))
}

/// The key of the name of a request.
fn name(requests: &[Message], id: &str, hint: Option<&str>) -> Option<String> {
    let without_id: Vec<Message> = requests
        .iter()
        .map(|message| Message {
            members: message
                .members
                .iter()
                .filter(|(name, _)| name != id)
                .cloned()
                .collect(),
            ..message.clone()
        })
        .collect();
    let everywhere = |key: &str| {
        requests.iter().all(|of| {
            get(&of.members, key)
                .and_then(Value::text)
                .is_some_and(usual::can_be_tag)
        })
    };
    if let Some(hint) = hint.filter(|hint| everywhere(hint)) {
        return Some(hint.to_owned());
    }
    let tag = envelope::tag(&without_id, None)?;
    let says_request = requests.iter().all(|of| {
        let name = get(&of.members, &tag)
            .and_then(Value::text)
            .unwrap_or_default();
        let words = words::words(name);
        words
            .iter()
            .any(|word| ["request", "req", "rpc", "invoke", "query"].contains(&&**word))
    });
    let inner = NAMES.iter().find(|name| **name != tag && everywhere(name));
    match inner {
        Some(inner) if says_request => Some((*inner).to_owned()),
        _ => Some(tag),
    }
}

/// What every request has: constants, and versions, which may change.
fn fixed(requests: &[Message], tag: &str, id: &str) -> (Members, Members) {
    let Some((first, rest)) = requests.split_first() else {
        return (Vec::new(), Vec::new());
    };
    let others = first
        .members
        .iter()
        .filter(|(name, _)| name != tag && name != id);
    let same = |(name, value): &&(String, Value)| {
        envelope::is_mark(value) && rest.iter().all(|of| get(&of.members, name) == Some(value))
    };
    let constants = others.clone().filter(|(name, _)| {
        usual::is_tag(name) || name == "jsonrpc" || (usual::is_channel(name) && rest.len() > 1)
    });
    let reports = others.filter(|(name, value)| {
        usual::is_version(name)
            && envelope::is_mark(value)
            && rest
                .iter()
                .all(|of| get(&of.members, name).is_some_and(envelope::is_mark))
    });
    let constants = constants
        .filter(|(name, _)| !usual::is_version(name))
        .filter(same);
    (constants.cloned().collect(), reports.cloned().collect())
}

/// Whether requests can be told from the other messages of their side.
fn can_be_told(asking: &[Message], requests: &[Message], tag: &str, constants: &Members) -> bool {
    let others = asking.iter().filter(|of| {
        get(&of.members, tag).and_then(Value::text).is_some()
            && envelope::has_all(&of.members, constants)
    });
    // What looks like a request and has no id isn't read; that may happen now and then.
    let alike: usize = others.map(|of| of.times).sum();
    let asked: usize = requests.iter().map(|of| of.times).sum();
    alike * 10 <= asked * 13 && asked > 0
}

/// Answers with the places of their requests.
fn joined(
    requests: &[Message],
    answers: Vec<Message>,
    id: &str,
    answer_id: &str,
) -> Vec<(usize, Message)> {
    let with_request = answers.into_iter().filter_map(|answer| {
        let value = get(&answer.members, answer_id)?.id()?;
        let is_of = |request: &Message| {
            get(&request.members, id).and_then(Value::id).as_ref() == Some(&value)
        };
        let at = requests.iter().position(is_of)?;
        Some((at, answer))
    });
    with_request.collect()
}
