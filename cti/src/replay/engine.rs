//! Hands the lines of a recording to the sessions, and tells what happened to each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use cti_runtime::describe::{Description, Direction, Message, Transport};
use cti_runtime::tools::{Input, Report, Verdict};
use cti_runtime::{Data, Location, Millis, Post, Signal, Source};

use super::counts::Counts;
use super::sessions::Sessions;
use super::show::{Played, PostedAs, Show, Summary, Way};
use crate::recording::{Content, Happened, Side};

/// What a call without an answer was answered.
static NOTHING: Cow<'static, str> = Cow::Borrowed("");

/// Calls without an answer that are kept at most, so that memory doesn't grow with a recording.
pub(crate) const MOST_UNANSWERED: usize = 10_000;

/// A recording that is being replayed.
pub(super) struct Engine {
    description: &'static Description,
    sessions: Sessions,
    /// When the line before happened.
    now: u64,
    counts: Counts,
    unanswered: BTreeMap<u64, String>,
}

impl Engine {
    pub(super) fn new(description: &'static Description, sessions: Sessions) -> Self {
        Self {
            description,
            sessions,
            now: 0,
            counts: Counts::default(),
            unanswered: BTreeMap::new(),
        }
    }

    /// Hands over a line.
    pub(super) fn happened(
        &mut self,
        line: usize,
        at: u64,
        what: &Happened<'_>,
        show: &mut dyn Show,
    ) -> io::Result<()> {
        self.now = at;
        self.sessions.tick(Millis(at));
        self.answers(at, show)?;
        let (side, way, name, text, input) = match what {
            Happened::Reloaded => {
                self.sessions.reload();
                self.unanswered.clear();
                show.reloaded(line, at)?;
                return self.answers(at, show);
            }
            Happened::Posted(posted) => {
                let (text, data, kind) = match &posted.data {
                    Content::Text(text) => (text.as_ref(), Data::Text(text), PostedAs::Text),
                    Content::Object(json) => (json.as_ref(), Data::Object(json), PostedAs::Object),
                    Content::Other => ("", Data::Other, PostedAs::Other),
                };
                let way = Way::Window {
                    origin: &posted.origin,
                    source: posted.source,
                    posted: kind,
                };
                let post = Post::new(Source(posted.source), &posted.origin, data);
                (posted.side, way, "", text, Input::Post(post))
            }
            Happened::Signalled(signal) => {
                let (side, way, name, text) = match signal {
                    Signal::Request {
                        id,
                        name,
                        arguments,
                    } => {
                        let caller = caller(self.description, name);
                        (caller, Way::Call { id: *id }, name.as_ref(), arguments)
                    }
                    Signal::Reply { id, body } => {
                        (self.answerer(*id), Way::Reply { id: *id }, "", body)
                    }
                    Signal::Reject { id, body } => {
                        (self.answerer(*id), Way::Reject { id: *id }, "", body)
                    }
                    Signal::Fire { name, body } => (Side::Vendor, Way::Fire, name.as_ref(), body),
                    // A recording has none.
                    Signal::Fail { id, .. } => (Side::Vendor, Way::Reply { id: *id }, "", &NOTHING),
                };
                let input = Input::Signal(signal.clone());
                (side, way, name, text.as_ref(), input)
            }
        };
        let (report, turned_away) = self.sessions.take(side, &input, Millis(at));
        self.note_call(what, &report);
        self.counts.count(side, &report);
        let place = place(&report, text);
        show.played(&Played {
            line,
            at,
            side,
            way,
            name,
            text,
            report,
            place,
            turned_away,
        })?;
        self.answers(at, show)
    }

    /// Why this can't be the next line of a recording of this protocol.
    pub(super) fn misfit(&self, at: u64, what: &Happened<'_>) -> Option<String> {
        let name = self.description.name;
        if at < self.now {
            let before = self.now;
            return Some(format!("`at` goes back from {before} to {at}"));
        }
        match (what, self.description.transport) {
            (Happened::Posted(_), Transport::Library { .. }) => Some(format!(
                "{name} is a library in the page: its lines have `call`, `reply` or `fire`"
            )),
            (Happened::Signalled(_), Transport::Window { .. }) => Some(format!(
                "{name} goes between windows: its lines have `side`, `origin` and `data`"
            )),
            _ => None,
        }
    }

    /// Who answers the call with this number: the page if the library has called it.
    fn answerer(&self, id: u64) -> Side {
        let name = self.unanswered.get(&id);
        match name.map(|name| caller(self.description, name)) {
            Some(Side::Vendor) => Side::App,
            _ => Side::Vendor,
        }
    }

    /// Keeps the book of calls that wait for their callback.
    fn note_call(&mut self, what: &Happened<'_>, report: &Report) {
        match what {
            Happened::Signalled(Signal::Request { id, name, .. })
                if matches!(report.verdict, Verdict::Accepted)
                    && is_answered(self.description, name)
                    && self.unanswered.len() < MOST_UNANSWERED =>
            {
                self.unanswered.insert(*id, name.clone().into_owned());
            }
            Happened::Signalled(Signal::Reply { id, .. } | Signal::Reject { id, .. }) => {
                self.unanswered.remove(id);
            }
            _ => {}
        }
    }

    /// Shows what the responder has posted.
    fn answers(&mut self, at: u64, show: &mut dyn Show) -> io::Result<()> {
        while let Some(answer) = self.sessions.answer(Millis(at)) {
            self.counts.posted += 1;
            show.answered(at, &answer)?;
        }
        Ok(())
    }

    /// The state of the sessions and the counts, at the end.
    pub(super) fn summary(self) -> Summary {
        Summary {
            description: self.description,
            counts: self.counts,
            states: self.sessions.watcher().states(),
            unanswered: self.unanswered.into_iter().collect(),
        }
    }
}

/// Where a message is malformed, or has drifted.
fn place(report: &Report, text: &str) -> Option<Location> {
    match &report.verdict {
        Verdict::Drifted { at, .. } => Some(at.clone()),
        Verdict::Refused(refusal) => refusal.locate(text),
        Verdict::Accepted | Verdict::Unknown | Verdict::Answered => None,
    }
}

/// Who calls the function of this name: a library, if it is one of the page.
fn caller(description: &Description, name: &str) -> Side {
    let mut events = description.families_of(Direction::FromVendor);
    let is_named = |of: &Message| of.tag == name || of.aliases.contains(&name);
    let of_page = events.any(|family| {
        let mut messages = family.messages.iter();
        messages.any(|message| family.is_function(message) && is_named(message))
    });
    if of_page { Side::Vendor } else { Side::App }
}

/// Whether something comes back from a function of a library.
fn is_answered(description: &Description, name: &str) -> bool {
    let messages = description.families.iter().flat_map(|of| of.messages);
    let mut named = messages.filter(|of| of.tag == name || of.aliases.contains(&name));
    named.all(|of| of.reply.is_some())
}
