//! The comparison of recordings with declarations: what came, what was refused, what differs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use cti_export::drift::{Comparison, Drift, Drifted, Line, OutOfTurn, Refused, What};
use cti_runtime::Gate;
use cti_runtime::describe::Direction;
use cti_runtime::tools::Verdict;

use crate::args::Report;
use crate::failure::Failure;
use crate::output::escape::{self, Safe};
use crate::output::wrap::{wrap, wrap_json};
use crate::protocols::Protocols;
use crate::replay::engine::MOST_UNANSWERED;
use crate::replay::{Options, Played, PostedAs, Show, Source, Summary, Title, Way, replay};

/// What a suggested line of Rust begins with.
const SUGGESTED: &str = "    + ";

/// Compares a recording with its protocol's declaration.
///
/// ```
/// # #[cti_runtime::protocol(vendor = "Acme", origins("https://phone.acme.example"), envelope(object, tag = "type"))]
/// # pub mod acme_phone {
/// #     #[event] pub enum Event { Incoming { from: PhoneNumber } }
/// # }
/// # use acme_phone::AcmePhone;
/// use cti::check::compare;
/// use cti::replay::{Options, Source};
/// use cti::{Entry, Protocols};
///
/// let protocols = Protocols::none().with(Entry::window::<AcmePhone>());
/// let recording = br#"{"cti": 1, "protocol": "acme-phone"}
/// {"at": 0, "side": "vendor", "origin": "https://phone.acme.example", "data": {"type": "hold"}}
/// "#;
/// let source = Source::reading("call.jsonl", &recording[..]);
/// let drift = compare(source, &protocols, &Options::default())?;
/// assert_eq!(drift.findings[0].suggestion, "Hold,");
/// # Ok::<(), cti::Failure>(())
/// ```
///
/// # Errors
/// As [`replay`]; a recording that can't be read to its end isn't compared.
pub fn compare(source: Source, protocols: &Protocols, options: &Options) -> Result<Drift, Failure> {
    let mut comparing = Comparing::default();
    replay(source, protocols, options, &mut comparing)?;
    let drift = comparing.finished;
    drift.ok_or_else(|| Failure::NothingLookedAt(String::new()))
}

/// Compares what a replay tells of the protocol's messages with the declaration, line by line.
#[derive(Default)]
struct Comparing {
    comparison: Option<Comparison<'static>>,
    /// The functions that were called, by the number of the call.
    calls: BTreeMap<u64, String>,
    /// The recording that has ended.
    finished: Option<Drift>,
}

/// Reports comparisons as they end.
pub(crate) struct Check<W> {
    out: W,
    format: Report,
    columns: usize,
    /// The recording, as the user named it; those that come with protocols have none.
    recording: Option<String>,
    comparing: Comparing,
    /// The reports for machines, each with its recording.
    reports: Vec<(String, Drift)>,
    outcome: Outcome,
}

/// What all comparisons have come to.
#[derive(Default)]
pub(crate) struct Outcome {
    /// Whether a recording differs from its declaration.
    pub(crate) drifted: bool,
    /// What was refused, in words, of a recording of which nothing was looked at.
    pub(crate) blind: Option<String>,
}

impl<W: Write> Check<W> {
    pub(crate) fn new(out: W, format: Report, recording: Option<String>, columns: usize) -> Self {
        Self {
            out,
            format,
            columns,
            recording,
            comparing: Comparing::default(),
            reports: Vec::new(),
            outcome: Outcome::default(),
        }
    }

    /// Ends the reports: for machines they are one JSON value, the report itself if `alone`.
    pub(crate) fn finish(mut self, alone: bool) -> io::Result<Outcome> {
        let value = match self.format {
            Report::Text | Report::Github => return Ok(self.outcome),
            Report::Sarif => {
                let reports = self
                    .reports
                    .iter()
                    .map(|(name, drift)| (name.as_str(), drift));
                cti_export::drift::sarif(reports)
            }
            Report::Json => {
                let reports = self.reports.iter().map(|(_, drift)| drift.to_json());
                let reports: Vec<String> = reports.collect();
                match &*reports {
                    [report] if alone => report.clone(),
                    reports => format!("[{}]", reports.join(",\n")),
                }
            }
        };
        escape::lines(&mut self.out, &value)?;
        Ok(self.outcome)
    }

    fn report(&mut self) -> io::Result<()> {
        let Some(drift) = self.comparing.finished.take() else {
            return Ok(());
        };
        self.outcome.drifted |= drift.is_drift();
        if drift.looked_at_nothing() {
            self.outcome.blind.get_or_insert_with(|| refusals(&drift));
        }
        let bundled = || format!("cti/recordings/{}.jsonl", drift.protocol);
        let recording = self.recording.clone().unwrap_or_else(bundled);
        let text = match self.format {
            Report::Json | Report::Sarif => {
                self.reports.push((recording, drift));
                return Ok(());
            }
            Report::Github => drift.to_github(&recording),
            Report::Text => {
                let text = format!("{drift}\n");
                return text.lines().try_for_each(|line| self.line(line));
            }
        };
        text.lines()
            .try_for_each(|line| writeln!(self.out, "{}", Safe(line)))
    }

    /// A line for people. A line of Rust stays one, since it is there to be copied.
    fn line(&mut self, line: &str) -> io::Result<()> {
        let line = Safe(line).to_string();
        if line.is_empty() || line.starts_with(SUGGESTED) {
            return writeln!(self.out, "{line}");
        }
        let text = line.trim_start();
        let mut indent = line.len() - text.len();
        let room = self.columns.saturating_sub(indent + 2);
        let (lines, behind) = if text.starts_with('{') {
            (wrap_json(text, room), 0)
        } else {
            (wrap(text, room), 2)
        };
        for (number, line) in lines.iter().enumerate() {
            indent += if number == 1 { behind } else { 0 };
            writeln!(self.out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }
}

impl<W: Write> Show for Check<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        self.comparing.begin(title)
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        self.comparing.played(played)
    }

    fn reloaded(&mut self, line: usize, at: u64) -> io::Result<()> {
        self.comparing.reloaded(line, at)
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.comparing.end(summary)?;
        self.report()
    }

    fn stopped(&mut self, summary: &Summary) -> io::Result<()> {
        self.comparing.stopped(summary)?;
        self.report()
    }
}

impl Comparing {
    fn finish(&mut self, complete: bool) {
        self.finished = self.comparison.take().map(|comparison| Drift {
            complete,
            ..comparison.finish()
        });
    }

    /// What the gates turned away.
    fn refused(&mut self, played: &Played<'_>, direction: Direction) {
        let (Verdict::Refused(refusal), Some(comparison)) =
            (&played.report.verdict, &mut self.comparison)
        else {
            return;
        };
        let (origin, source) = match played.way {
            Way::Window { origin, source, .. } => (Some(origin), Some(source)),
            Way::Call { .. } | Way::Reply { .. } | Way::Reject { .. } | Way::Fire => (None, None),
        };
        comparison.refused(&Refused {
            line: played.line,
            direction,
            gate: refusal.gate(),
            origin,
            source,
            why: &refusal.to_string(),
        });
    }

    /// What is compared of a line that the gates let through.
    fn what<'a>(&mut self, played: &'a Played<'_>, called: &'a mut String) -> Option<What<'a>> {
        let (name, text) = (played.name, played.text);
        Some(match played.way {
            Way::Window { posted, .. } => match posted {
                PostedAs::Text => What::Text(text),
                PostedAs::Object => What::Object(text),
                PostedAs::Other => What::Message(text),
            },
            Way::Fire => What::Fire { name, body: text },
            Way::Call { id } => {
                if self.calls.len() < MOST_UNANSWERED {
                    self.calls.insert(id, name.to_owned());
                }
                What::Call {
                    name,
                    arguments: text,
                }
            }
            Way::Reject { id } => {
                *called = self.calls.remove(&id)?;
                What::Reject {
                    name: called,
                    body: text,
                }
            }
            Way::Reply { id } => {
                *called = self.calls.remove(&id)?;
                What::Reply {
                    name: called,
                    body: text,
                }
            }
        })
    }
}

impl Show for Comparing {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        self.comparison = Some(Comparison::new(title.description));
        self.calls.clear();
        Ok(())
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let direction = played.side.direction();
        if let Verdict::Refused(refusal) = &played.report.verdict
            && refusal.gate() != Gate::NotOurs
        {
            self.refused(played, direction);
            return Ok(());
        }
        let mut called = String::new();
        let (Some(what), Some(comparison)) = (self.what(played, &mut called), &mut self.comparison)
        else {
            return Ok(());
        };
        comparison.line(&Line {
            number: played.line,
            direction,
            what,
        });
        if let Verdict::Drifted { why, at } = &played.report.verdict {
            comparison.drifted(&Drifted {
                line: played.line,
                direction,
                name: &played.report.name,
                path: &at.path,
                why: &why.to_string(),
            });
        }
        let violation = played.report.order.and_then(|order| order.violation());
        if let Some(violation) = violation {
            comparison.out_of_turn(&OutOfTurn {
                line: played.line,
                direction,
                name: &played.report.name,
                machine: violation.machine,
                state: violation.state,
            });
        }
        Ok(())
    }

    fn reloaded(&mut self, _: usize, _: u64) -> io::Result<()> {
        self.calls.clear();
        Ok(())
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        self.finish(true);
        Ok(())
    }

    fn stopped(&mut self, _: &Summary) -> io::Result<()> {
        self.finish(false);
        Ok(())
    }
}

/// What was refused, in words: by which gate, and from where.
fn refusals(drift: &Drift) -> String {
    let mut words: Vec<String> = drift.turned_away.iter().map(ToString::to_string).collect();
    if drift.foreign > 0 {
        words.push(format!("{} not ours", drift.foreign));
    }
    words.join(", ")
}
