//! A replay as JSON lines.

mod keys;

use std::io::{self, Write};

use serde::Serialize;

use self::keys::{Message, Reloaded, Summed};
use crate::output::escape;
use crate::replay::{Answer, Counts, Played, Show, Summary, Title, Way};

/// Writes an object per line. Its keys are documented in `docs/recording.md`: they are a contract.
pub struct JsonLines<W> {
    out: W,
    protocol: &'static str,
}

impl<W: Write> JsonLines<W> {
    /// Lines are written to `out`.
    pub const fn new(out: W) -> Self {
        Self { out, protocol: "" }
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        writeln!(self.out, "{}", escape::json(&text))
    }
}

/// Writes a value as JSON that a person can read, and that can't drive a terminal.
pub(crate) fn pretty(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    escape::lines(out, &text)
}

impl<W: Write> Show for JsonLines<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        self.protocol = title.description.name;
        Ok(())
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let (origin, source, call) = match played.way {
            Way::Window { origin, source, .. } => (Some(origin), Some(source), None),
            Way::Call { id } | Way::Reply { id } | Way::Reject { id } => (None, None, Some(id)),
            Way::Fire => (None, None, None),
        };
        self.line(&Message {
            kind: "message",
            protocol: self.protocol,
            line: Some(played.line),
            at: played.at,
            side: keys::side(played.side),
            origin,
            source,
            call,
            target: None,
            outcome: keys::outcome(&played.report, played.place.as_ref()),
            turned_away: played.turned_away.map(keys::refused),
        })
    }

    fn answered(&mut self, at: u64, answer: &Answer) -> io::Result<()> {
        self.line(&Message {
            kind: "posted",
            protocol: self.protocol,
            line: None,
            at,
            side: keys::side(answer.side),
            origin: None,
            source: None,
            call: None,
            target: answer.target.as_ref().map(cti_runtime::Origin::as_str),
            outcome: keys::outcome(&answer.report, None),
            turned_away: None,
        })
    }

    fn reloaded(&mut self, line: usize, at: u64) -> io::Result<()> {
        self.line(&Reloaded {
            kind: "reload",
            protocol: self.protocol,
            line,
            at,
        })
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.line(&Summed {
            kind: "summary",
            protocol: Some(self.protocol),
            counts: keys::counts(&summary.counts),
            states: Some(summary.states.iter().map(keys::state).collect()),
            unanswered: Some(summary.unanswered.iter().map(keys::waiting).collect()),
        })
    }

    fn total(&mut self, summaries: &[Summary]) -> io::Result<()> {
        let mut all = Counts::default();
        for summary in summaries {
            all.add(&summary.counts);
        }
        self.line(&Summed {
            kind: "total",
            protocol: None,
            counts: keys::counts(&all),
            states: None,
            unanswered: None,
        })
    }
}
