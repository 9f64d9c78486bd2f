//! Where do a recording and a declaration differ?

use std::collections::HashMap;
use std::io::{self, Write};

use cti_export::drift::{self, Drift, Line, OutOfTurn, What};
use cti_runtime::Gate;
use cti_runtime::describe::Direction;
use cti_runtime::erased::{Report, Verdict};

use crate::escape::{self, Safe};
use crate::recording::Side;
use crate::show::{Played, Show, Summary, Title, Way};
use crate::stage::Answer;

/// Collects what a replay heard of the protocol, and compares it with the declaration at the end.
pub(crate) struct Check<W> {
    out: W,
    json: bool,
    heard: Vec<Heard>,
    broken: Vec<Broken>,
    /// The functions that were called, by the number of the call.
    calls: HashMap<u64, String>,
    drifted: usize,
}

/// Something that the protocol's own windows said.
struct Heard {
    line: usize,
    direction: Direction,
    kind: Kind,
    name: String,
    text: String,
}

enum Kind {
    Message,
    Call,
    Reply,
    Fire,
}

/// An order rule that was broken.
struct Broken {
    line: usize,
    direction: Direction,
    name: String,
    machine: &'static str,
    state: Option<&'static str>,
}

impl<W: Write> Check<W> {
    pub(crate) fn new(out: W, json: bool) -> Self {
        Self {
            out,
            json,
            heard: Vec::new(),
            broken: Vec::new(),
            calls: HashMap::new(),
            drifted: 0,
        }
    }

    /// How many recordings differ from their declarations.
    pub(crate) const fn drifted(&self) -> usize {
        self.drifted
    }

    fn drift(&mut self, summary: &Summary) -> Drift {
        let lines = self.heard.iter().map(Heard::line);
        let broken = self.broken.iter().map(|broken| OutOfTurn {
            line: broken.line,
            direction: broken.direction,
            name: &broken.name,
            machine: broken.machine,
            state: broken.state,
        });
        drift::compare(summary.description, lines, broken)
    }
}

impl<W: Write> Show for Check<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        self.heard.clear();
        self.broken.clear();
        self.calls.clear();
        if self.json {
            return Ok(());
        }
        writeln!(self.out, "{}", title.description.name)
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        if is_somebody_elses(&played.report) {
            return Ok(());
        }
        let direction = match played.side {
            Side::Vendor => Direction::FromVendor,
            Side::App => Direction::ToVendor,
        };
        let mut name = played.name.to_owned();
        let kind = match played.way {
            Way::Window { .. } => Kind::Message,
            Way::Fire => Kind::Fire,
            Way::Call { id } => {
                self.calls.insert(id, name.clone());
                Kind::Call
            }
            Way::Reply { id } => {
                let Some(called) = self.calls.remove(&id) else {
                    return Ok(());
                };
                name = called;
                Kind::Reply
            }
        };
        let violation = played.report.order.and_then(|order| order.violation());
        if let Some(violation) = violation {
            self.broken.push(Broken {
                line: played.line,
                direction,
                name: played.report.name.clone(),
                machine: violation.machine,
                state: violation.state,
            });
        }
        self.heard.push(Heard {
            line: played.line,
            direction,
            kind,
            name,
            text: played.text.to_owned(),
        });
        Ok(())
    }

    fn answered(&mut self, _: u64, _: &Answer) -> io::Result<()> {
        Ok(())
    }

    fn reloaded(&mut self, _: usize, _: u64) -> io::Result<()> {
        self.calls.clear();
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let drift = self.drift(summary);
        self.drifted += usize::from(drift.is_drift());
        if self.json {
            return writeln!(self.out, "{}", escape::json(&drift.to_json()));
        }
        for line in drift.to_string().lines() {
            writeln!(self.out, "{}", Safe(line))?;
        }
        writeln!(self.out)
    }

    fn total(&mut self, _: &[Summary]) -> io::Result<()> {
        Ok(())
    }
}

impl Heard {
    fn line(&self) -> Line<'_> {
        let (name, text) = (self.name.as_str(), self.text.as_str());
        Line {
            number: self.line,
            direction: self.direction,
            what: match self.kind {
                Kind::Message => What::Message(text),
                Kind::Call => What::Call {
                    name,
                    arguments: text,
                },
                Kind::Reply => What::Reply { name, body: text },
                Kind::Fire => What::Fire { name, body: text },
            },
        }
    }
}

/// Whether a message comes from another window or origin, or can't be read: what it says tells
/// nothing of the protocol.
fn is_somebody_elses(report: &Report) -> bool {
    matches!(
        &report.verdict,
        Verdict::Refused(refusal) if refusal.gate() != Gate::NotOurs
    )
}
