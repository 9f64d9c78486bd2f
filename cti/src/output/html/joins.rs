//! Which request each answer is for.
//!
//! A session tells that an answer has settled a request, and not which: tools that watch hold no ticket. So
//! the requests of a recording are kept here until they are answered, and found by number, by id or by name
//! as a session finds them.

use std::collections::{BTreeMap, VecDeque};

use cti_runtime::describe::{Description, Family, Message, Reply, keys_of};
use cti_runtime::tools::Verdict;
use cti_runtime::{Order, ReplyNote};
use serde_json::Value;

use super::calls::{message, text_of};
use crate::recording::Side;
use crate::replay::{Played, Way};

/// Requests that are kept at most, so that memory doesn't grow with a recording.
const MOST: usize = 10_000;

/// How long a session waits for an answer, in milliseconds, where the declaration doesn't say.
const PATIENCE: u64 = 10_000;

/// The requests that wait for an answer.
pub(super) struct Joins {
    description: Option<&'static Description>,
    /// Calls of a library: their lines by number.
    calls: BTreeMap<u64, usize>,
    others: VecDeque<Waiting>,
}

/// A request that waits.
struct Waiting {
    line: usize,
    side: Side,
    /// When it is given up.
    until: u64,
    by: By,
    /// It is answered many times.
    is_stream: bool,
}

/// How an answer finds its request.
enum By {
    /// By an id, which it repeats.
    Id(String),
    /// By its tag, that of a success or of a failure; and by an id, if both have one.
    Name {
        tags: [&'static [&'static str]; 2],
        id: Option<String>,
    },
}

impl Joins {
    pub(super) const fn new() -> Self {
        Self {
            description: None,
            calls: BTreeMap::new(),
            others: VecDeque::new(),
        }
    }

    pub(super) fn of(description: &'static Description) -> Self {
        Self {
            description: Some(description),
            ..Self::new()
        }
    }

    /// Nobody answers any more: the vendor's document was replaced.
    pub(super) fn reload(&mut self) {
        self.calls.clear();
        self.others.clear();
    }

    /// The line of the request that this message answers. Keeps the message if it is a request.
    pub(super) fn answered(&mut self, played: &Played<'_>) -> Option<usize> {
        let description = self.description?;
        self.others.retain(|waiting| waiting.until > played.at);
        match (played.way, &played.report.verdict) {
            (_, Verdict::Refused(_)) => None,
            (Way::Call { id }, _) => {
                if self.calls.len() < MOST {
                    self.calls.insert(id, played.line);
                }
                None
            }
            (Way::Reply { id } | Way::Reject { id }, _) => self.calls.remove(&id),
            (_, Verdict::Answered) => {
                let id = answer_id(description, played)?;
                self.take(played.side, |by| matches!(by, By::Id(of) if *of == id))
            }
            _ => {
                let answered = self.named(description, played);
                self.keep(description, played);
                answered
            }
        }
    }

    /// The request that a message answers by its name.
    fn named(&mut self, description: &Description, played: &Played<'_>) -> Option<usize> {
        let note = played.report.order.as_ref().map(Order::reply);
        if !matches!(note, Some(ReplyNote::Settled | ReplyNote::None)) {
            return None;
        }
        let tag = message(description, played)?.tag;
        let own = id_field(description, played);
        self.take(played.side, |by| match by {
            By::Id(_) => false,
            By::Name { tags, id } => {
                tags.iter().any(|tags| tags.contains(&tag))
                    && (id.is_none() || own.is_none() || *id == own)
            }
        })
    }

    /// Takes out the oldest request of the other side that fits; a stream stays.
    fn take(&mut self, side: Side, fits: impl Fn(&By) -> bool) -> Option<usize> {
        let mut waiting = self.others.iter();
        let at = waiting.position(|waiting| waiting.side != side && fits(&waiting.by))?;
        let waiting = self.others.get(at)?;
        let (line, is_stream) = (waiting.line, waiting.is_stream);
        if !is_stream {
            self.others.remove(at);
        }
        Some(line)
    }

    fn keep(&mut self, description: &Description, played: &Played<'_>) {
        if self.others.len() >= MOST {
            return;
        }
        if let Some((by, declared)) = request(description, played) {
            let Played { line, side, at, .. } = *played;
            let is_stream = declared.stream.is_some();
            let unsaid = if is_stream { u64::MAX } else { PATIENCE };
            let patience = declared.within.unwrap_or(unsaid);
            // An answer at the last moment is in time.
            let until = at.saturating_add(patience).saturating_add(1);
            self.others.push_back(Waiting {
                line,
                side,
                until,
                by,
                is_stream,
            });
        }
    }
}

/// How the answer of a message finds it, if it is a request, and its declaration.
fn request<'d>(description: &'d Description, played: &Played<'_>) -> Option<(By, &'d Message)> {
    let declared = message(description, played)?;
    if let Some(Reply::Named { tags, errors }) = declared.reply {
        let tags = [tags, errors];
        let id = id_field(description, played);
        return Some((By::Name { tags, id }, declared));
    }
    let mut families = description.families_of(played.side.direction());
    let family = families.find(|family| {
        let mut messages = family.messages.iter();
        messages.any(|of| std::ptr::eq(of, declared))
    })?;
    let id = at_path(played.text, family.requests?.id?)?;
    Some((By::Id(id), declared))
}

/// The id in an answer to a request that the other side made.
fn answer_id(description: &Description, played: &Played<'_>) -> Option<String> {
    let asked = |family: &&Family| {
        let mut messages = family.messages.iter();
        messages.any(|message| message.tag == played.report.name)
    };
    let mut families = description
        .families
        .iter()
        .filter(|family| family.direction != played.side.direction());
    let requests = families.find(asked)?.requests?;
    at_path(played.text, requests.answer.id?)
}

/// The id of a message that has a field for it.
fn id_field(description: &Description, played: &Played<'_>) -> Option<String> {
    let mut fields = message(description, played)?.fields.iter();
    at_path(&played.report.fields, fields.find(|field| field.id)?.key)
}

/// A string or a number at a path of a JSON object.
fn at_path(text: &str, path: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut keys = keys_of(path).into_iter();
    let found = keys.try_fold(&value, |object, key| object.get(key))?;
    text_of(found)
}
