//! What becomes of a line of a recording?

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use cti_runtime::describe::{Carrier, Description};
use cti_runtime::erased::{Input, Report, Verdict};
use cti_runtime::{Data, Location, Millis, Post, Signal, Source};

use crate::recording::{Content, Happened, Side};
use crate::show::{Kind, Played, Show, Summary, Way};
use crate::stage::Stage;
use crate::tally::Tally;

/// What a call without an answer was answered.
static NOTHING: Cow<'static, str> = Cow::Borrowed("");

/// Calls without an answer that are kept at most, so that memory doesn't grow with a recording.
pub(crate) const MOST_UNANSWERED: usize = 10_000;

/// A recording that is being played.
pub(crate) struct Play {
    description: &'static Description,
    stage: Stage,
    /// When the line before happened.
    now: u64,
    tally: Tally,
    unanswered: BTreeMap<u64, String>,
}

impl Play {
    pub(crate) fn new(description: &'static Description, stage: Stage) -> Self {
        Self {
            description,
            stage,
            now: 0,
            tally: Tally::default(),
            unanswered: BTreeMap::new(),
        }
    }

    /// Plays a line.
    pub(crate) fn happened(
        &mut self,
        line: usize,
        at: u64,
        what: &Happened<'_>,
        show: &mut dyn Show,
    ) -> io::Result<()> {
        self.now = at;
        self.stage.tick(Millis(at));
        self.answers(at, show)?;
        let (side, way, name, text, input) = match what {
            Happened::Reloaded => {
                self.stage.reload();
                self.unanswered.clear();
                show.reloaded(line, at)?;
                return self.answers(at, show);
            }
            Happened::Posted(posted) => {
                let (text, data, kind) = match &posted.data {
                    Content::Text(text) => (text.as_ref(), Data::Text(text), Kind::Text),
                    Content::Object(json) => (json.as_ref(), Data::Object(json), Kind::Object),
                    Content::Other => ("", Data::Other, Kind::Other),
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
                    Signal::Call {
                        id,
                        name,
                        arguments,
                    } => (Side::App, Way::Call { id: *id }, name.as_ref(), arguments),
                    Signal::Reply { id, body } => (Side::Vendor, Way::Reply { id: *id }, "", body),
                    Signal::Fire { name, body } => (Side::Vendor, Way::Fire, name.as_ref(), body),
                    // A recording has none.
                    Signal::Fail { id, .. } => (Side::Vendor, Way::Reply { id: *id }, "", &NOTHING),
                };
                let input = Input::Signal(signal.clone());
                (side, way, name, text.as_ref(), input)
            }
        };
        let (report, turned_away) = self.stage.play(side, &input, Millis(at));
        self.note_call(what, &report);
        self.tally.count(side, &report);
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
    pub(crate) fn misfit(&self, at: u64, what: &Happened<'_>) -> Option<String> {
        let name = self.description.name;
        if at < self.now {
            let before = self.now;
            return Some(format!("`at` goes back from {before} to {at}"));
        }
        match (what, self.description.carrier) {
            (Happened::Posted(_), Carrier::Library { .. }) => Some(format!(
                "{name} is a library in the page: its lines have `call`, `reply` or `fire`"
            )),
            (Happened::Signalled(_), Carrier::Window { .. }) => Some(format!(
                "{name} goes between windows: its lines have `side`, `origin` and `data`"
            )),
            _ => None,
        }
    }

    /// Keeps the book of calls that wait for their callback.
    fn note_call(&mut self, what: &Happened<'_>, report: &Report) {
        match what {
            Happened::Signalled(Signal::Call { id, name, .. })
                if matches!(report.verdict, Verdict::Accepted)
                    && self.unanswered.len() < MOST_UNANSWERED =>
            {
                self.unanswered.insert(*id, name.clone().into_owned());
            }
            Happened::Signalled(Signal::Reply { id, .. }) => {
                self.unanswered.remove(id);
            }
            _ => {}
        }
    }

    /// Shows what the stand-in has posted.
    fn answers(&mut self, at: u64, show: &mut dyn Show) -> io::Result<()> {
        while let Some(answer) = self.stage.answer(Millis(at)) {
            self.tally.posted += 1;
            show.answered(at, &answer)?;
        }
        Ok(())
    }

    /// What has become of it in all.
    pub(crate) fn summary(self) -> Summary {
        Summary {
            description: self.description,
            tally: self.tally,
            states: self.stage.watcher().states(),
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
