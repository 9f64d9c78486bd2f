//! The comparison of recordings with declarations: what was heard, what was refused, what differs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use cti_export::drift::{Comparison, Drift, Drifted, Line, OutOfTurn, Refused, What};
use cti_runtime::Gate;
use cti_runtime::describe::Direction;
use cti_runtime::erased::Verdict;

use crate::escape::{self, Safe};
use crate::play::MOST_UNANSWERED;
use crate::recording::Side;
use crate::show::{Kind, Played, Show, Summary, Title, Way};
use crate::stage::Answer;

/// Compares what a replay heard of the protocol with the declaration, line by line.
pub(crate) struct Check<W> {
    out: W,
    json: bool,
    comparison: Option<Comparison<'static>>,
    /// The functions that were called, by the number of the call.
    calls: BTreeMap<u64, String>,
    /// The reports for machines.
    reports: Vec<String>,
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
    pub(crate) fn new(out: W, json: bool) -> Self {
        Self {
            out,
            json,
            comparison: None,
            calls: BTreeMap::new(),
            reports: Vec::new(),
            outcome: Outcome::default(),
        }
    }

    /// Ends the reports: for machines they are one JSON value, the report itself if `alone`.
    pub(crate) fn finish(mut self, alone: bool) -> io::Result<Outcome> {
        if self.json {
            let reports = self.reports.join(",\n");
            let value = if alone && self.reports.len() == 1 {
                reports
            } else {
                format!("[{reports}]")
            };
            escape::lines(&mut self.out, &value)?;
        }
        Ok(self.outcome)
    }

    fn report(&mut self, complete: bool) -> io::Result<()> {
        let Some(mut drift) = self.comparison.take().map(Comparison::finish) else {
            return Ok(());
        };
        drift.complete = complete;
        self.outcome.drifted |= drift.is_drift();
        if drift.looked_at_nothing() {
            self.outcome.blind.get_or_insert_with(|| refusals(&drift));
        }
        if self.json {
            self.reports.push(drift.to_json());
            return Ok(());
        }
        for line in drift.to_string().lines() {
            writeln!(self.out, "{}", Safe(line))?;
        }
        writeln!(self.out)
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
            Way::Call { .. } | Way::Reply { .. } | Way::Fire => (None, None),
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
                Kind::Text => What::Text(text),
                Kind::Object => What::Object(text),
                Kind::Other => What::Message(text),
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

impl<W: Write> Show for Check<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        self.comparison = Some(Comparison::new(title.description));
        self.calls.clear();
        Ok(())
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let direction = match played.side {
            Side::Vendor => Direction::FromVendor,
            Side::App => Direction::ToVendor,
        };
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

    fn answered(&mut self, _: u64, _: &Answer) -> io::Result<()> {
        Ok(())
    }

    fn reloaded(&mut self, _: usize, _: u64) -> io::Result<()> {
        self.calls.clear();
        Ok(())
    }

    fn end(&mut self, _: &Summary) -> io::Result<()> {
        self.report(true)
    }

    fn stopped(&mut self, _: &Summary) -> io::Result<()> {
        self.report(false)
    }

    fn total(&mut self, _: &[Summary]) -> io::Result<()> {
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
