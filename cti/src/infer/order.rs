//! A proposal of order rules, with what speaks for it. It stands in comments: a recording shows what
//! happened, and not what may.

use std::collections::{BTreeMap, BTreeSet};

use cti_runtime::describe::Direction;

use super::envelope::Message;
use super::model::{Body, Family, Ty};
use super::naming;
use super::talk::{Group, Said};
use super::text::times;
use super::value::{Value, get};
use super::words;

/// The most states that a proposal has.
const STATES: usize = 24;

/// The field by which calls are told apart: its key, or two of them, in content or beside the tag.
type Key = Vec<String>;

/// Calls, each with the messages that it went through, by their places among the messages of the vendor.
type Calls = BTreeMap<String, Vec<(usize, usize)>>;

/// Proposes a machine for calls that have an id in most of their messages.
pub(super) fn propose(said: &[Said], families: &[Family]) -> Vec<String> {
    let Some((at, family)) = said.first().and_then(|said| {
        let mut families = said.families.iter().enumerate();
        families.find(|(_, family)| family.asks.is_none())
    }) else {
        return Vec::new();
    };
    let Some(declared) = families
        .get(at)
        .filter(|family| family.direction == Direction::FromVendor)
    else {
        return Vec::new();
    };
    let content = family.envelope.content.as_deref();
    let names: Vec<&str> = declared
        .messages
        .iter()
        .map(|message| message.rust.as_str())
        .collect();
    let Some(key) = key(&family.groups, content) else {
        return unkeyed(&family.groups, &names);
    };
    let calls = calls(&family.groups, content, &key);
    path(declared, &key).map_or_else(Vec::new, |path| keyed(&names, &path, &calls))
}

/// The value under a key of a message.
fn value<'m>(message: &'m Message, content: Option<&str>, key: &Key) -> Option<&'m Value> {
    let members = match content {
        None => &message.members,
        Some(content) => match get(&message.members, content) {
            Some(Value::Object(members)) => members,
            _ => return None,
        },
    };
    match &**key {
        [key] => get(members, key),
        [outer, inner] => get(members, outer)?.get(inner),
        _ => None,
    }
}

/// The key that most messages have with the same values: an id of calls.
fn key(groups: &[Group], content: Option<&str>) -> Option<Key> {
    let mut keys: BTreeSet<Key> = BTreeSet::new();
    for (name, shape) in groups.iter().flat_map(|group| &group.content.members) {
        if words::is_id(name) && is_of_call(name) {
            keys.insert(vec![name.clone()]);
        }
        for (inner, _) in &shape.members {
            if words::words(name)
                .iter()
                .any(|word| word == "call" || word == "leg")
                && words::is_id(inner)
            {
                keys.insert(vec![name.clone(), inner.clone()]);
            }
        }
    }
    let score = |key: &Key| {
        let calls = calls(groups, content, key);
        let several = calls.values().filter(|steps| steps.len() > 1).count();
        let tags: BTreeSet<usize> = calls.values().flatten().map(|(_, tag)| *tag).collect();
        (tags.len() >= 2 && several > 0).then_some((tags.len(), several))
    };
    keys.into_iter()
        .filter_map(|key| Some((score(&key)?, key)))
        .max_by_key(|(score, _)| *score)
        .map(|(_, key)| key)
}

/// Whether an id may be that of a call.
fn is_of_call(key: &str) -> bool {
    const WORDS: [&str; 11] = [
        "call",
        "leg",
        "session",
        "interaction",
        "conversation",
        "sid",
        "uuid",
        "log",
        "line",
        "contact",
        "ref",
    ];
    let words = words::words(key);
    words == ["id"] || words.iter().any(|word| WORDS.contains(&&**word))
}

fn calls(groups: &[Group], content: Option<&str>, key: &Key) -> Calls {
    let mut calls = Calls::new();
    for (tag, group) in groups.iter().enumerate() {
        for message in &group.messages {
            if let Some(id) = value(message, content, key).and_then(Value::id) {
                calls.entry(id).or_default().push((message.order, tag));
            }
        }
    }
    for steps in calls.values_mut() {
        steps.sort_unstable();
    }
    calls
}

/// The key by its Rust names, if it can be one.
fn path(family: &Family, key: &Key) -> Option<String> {
    let fields = family
        .messages
        .iter()
        .filter_map(|message| match &message.body {
            Body::Fields(fields) => fields.iter().find(|field| Some(&field.key) == key.first()),
            _ => None,
        });
    let mut types: Vec<&Ty> = Vec::new();
    let mut name = None;
    for field in fields {
        name.get_or_insert(field.rust.clone());
        types.push(&field.ty);
    }
    let name = name?;
    match &**key {
        [_] => Some(name),
        [_, inner] => Some(format!("{name}.{}", naming::snake(inner))),
        _ => None,
    }
}

/// Proposes a machine for calls that an id tells apart.
fn keyed(names: &[&str], path: &str, calls: &Calls) -> Vec<String> {
    let head = format!(
        "A proposal, from {} that `{path}` tells apart; look at it before you believe it:",
        times(calls.len(), "call")
    );
    let steps = Steps::of(calls.values());
    let ends = steps.ends(names);
    steps.lines(
        head,
        &format!("#[states(key = {path})]"),
        "Leg",
        names,
        &ends,
    )
}

/// Proposes a machine for calls that no id tells apart, from the order of the events that sound like one.
fn unkeyed(groups: &[Group], names: &[&str]) -> Vec<String> {
    const WORDS: [&str; 26] = [
        "call",
        "ring",
        "ringing",
        "rings",
        "incoming",
        "outgoing",
        "connect",
        "connected",
        "answer",
        "answered",
        "talk",
        "talking",
        "dial",
        "dialing",
        "hangup",
        "hold",
        "held",
        "resumed",
        "disconnect",
        "disconnected",
        "end",
        "ended",
        "complete",
        "completed",
        "missed",
        "idle",
    ];
    let sounds = |tag: &str| {
        words::words(tag)
            .iter()
            .any(|word| WORDS.contains(&&**word))
    };
    let mut events: Vec<(usize, usize)> = Vec::new();
    for (tag, group) in groups
        .iter()
        .enumerate()
        .filter(|(_, group)| sounds(&group.tag))
    {
        events.extend(group.messages.iter().map(|message| (message.order, tag)));
    }
    events.sort_unstable();
    let tags: BTreeSet<usize> = events.iter().map(|(_, tag)| *tag).collect();
    if tags.len() < 3 || events.len() < 5 {
        return Vec::new();
    }
    let head = format!(
        "A proposal, from the order of {} that no id tells apart; look at it before you believe it:",
        times(events.len(), "event")
    );
    Steps::of([&events]).lines(head, "#[states]", "Line", names, &BTreeSet::new())
}

/// From which message to which calls went, how often, and with which they ended.
struct Steps {
    counts: BTreeMap<(Option<usize>, usize), usize>,
    last: BTreeSet<usize>,
}

impl Steps {
    fn of<'c>(calls: impl IntoIterator<Item = &'c Vec<(usize, usize)>>) -> Self {
        let mut steps = Self {
            counts: BTreeMap::new(),
            last: BTreeSet::new(),
        };
        for call in calls {
            let mut before = None;
            for (_, tag) in call {
                *steps.counts.entry((before, *tag)).or_default() += 1;
                before = Some(*tag);
            }
            steps.last.extend(before);
        }
        steps
    }

    fn states(&self) -> BTreeSet<usize> {
        self.counts.keys().map(|(_, tag)| *tag).collect()
    }

    /// The states that led nowhere, and with which a call ended or that sound like it.
    fn ends(&self, names: &[&str]) -> BTreeSet<usize> {
        const OVER: [&str; 9] = [
            "ended",
            "end",
            "over",
            "completed",
            "finished",
            "terminated",
            "hangup",
            "disconnected",
            "closed",
        ];
        let leads_on = |state: usize| {
            let mut steps = self.counts.keys();
            steps.any(|(from, to)| *from == Some(state) && *to != state)
        };
        let sounds = |state: &usize| {
            let words = words::words(names.get(*state).unwrap_or(&""));
            words.iter().any(|word| OVER.contains(&&**word))
        };
        let states = self.states().into_iter();
        let still = states.filter(|state| !leads_on(*state));
        still
            .filter(|state| sounds(state) || self.last.contains(state))
            .collect()
    }

    /// The lines of a proposal; none if there are too many states.
    fn lines(
        &self,
        head: String,
        attribute: &str,
        machine: &str,
        names: &[&str],
        ends: &BTreeSet<usize>,
    ) -> Vec<String> {
        let states = self.states();
        if states.len() > STATES {
            return Vec::new();
        }
        let name = |state: usize| names.get(state).copied().unwrap_or("State");
        let mut lines = vec![
            head,
            String::new(),
            attribute.to_owned(),
            format!("enum {machine} {{"),
        ];
        for state in &states {
            if ends.contains(state) {
                lines.push("    #[end]".to_owned());
            }
            lines.push(format!("    {},", name(*state)));
        }
        lines.extend(["}".to_owned(), String::new()]);
        let keyed = machine == "Leg";
        for state in &states {
            let into = self.counts.iter().filter(|((from, to), _)| {
                to == state && *from != Some(*state) && (keyed || from.is_some())
            });
            for ((from, _), count) in into {
                let from = from.map_or("new", name);
                lines.push(format!(
                    "{0}: #[moves({machine}: {from} => {0})], seen {1}",
                    name(*state),
                    times(*count, "time")
                ));
            }
        }
        lines
    }
}
