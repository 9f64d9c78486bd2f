//! A replay as text, for people.

mod page;
mod words;

use std::io::{self, Write};

use cti_export::words::arrow;
use cti_runtime::describe::{Description, Transport};
use cti_runtime::tools::{Report, StateNow, Verdict};
use cti_runtime::{Location, Order};

use self::page::{Page, Piece};
pub(crate) use self::words::count;
use crate::output::escape::Safe;
use crate::output::style::{BAD, FAINT, NAME, NEW, ODD, Styled};
use crate::output::wrap::{width, wrap};
use crate::recording::Side;
use crate::replay::{Answer, Counts, Played, Show, Summary, Title};

/// Shows a replay to a person.
pub struct Text<W> {
    page: Page<W>,
    recordings: usize,
}

impl<W: Write> Text<W> {
    /// A page of this many columns.
    pub const fn new(out: W, columns: usize) -> Self {
        Self {
            page: Page::new(out, columns),
            recordings: 0,
        }
    }

    /// What a report says beyond its head line.
    fn details(&mut self, report: &Report, place: Option<&Location>) -> io::Result<()> {
        self.page.fields(&report.fields)?;
        if let Some(place) = place.map(words::place) {
            match &report.verdict {
                Verdict::Drifted { why, .. } => {
                    self.page.detail(ODD, &format!("{why}, {place}"))?;
                }
                _ => self.page.detail(FAINT, &place)?,
            }
        }
        report
            .order
            .as_ref()
            .map_or(Ok(()), |order| self.order(order))
    }

    fn order(&mut self, order: &Order) -> io::Result<()> {
        for moved in order.moved() {
            let style = if moved.from == Some(moved.to) {
                FAINT
            } else {
                NEW
            };
            self.page.detail(style, &words::step(&moved))?;
        }
        if let Some(violation) = order.violation() {
            self.page
                .detail(ODD, &format!("out of turn: {violation}"))?;
        }
        if let Some(note) = words::note(order.reply()) {
            self.page.detail(FAINT, &note)?;
        }
        Ok(())
    }

    fn states(&mut self, description: &Description, states: &[StateNow]) -> io::Result<()> {
        self.page.labelled("at the end", &words::machines(states))?;
        // A machine that no state ends keeps what it has seen.
        let ends = |now: &&StateNow| {
            let machine = description
                .machines
                .iter()
                .find(|machine| machine.name == now.machine);
            machine.is_some_and(|machine| machine.states.iter().any(|state| state.end))
        };
        self.page
            .labelled("still open", &words::calls(states.iter().filter(ends)))?;
        let kept = states.iter().filter(|now| !ends(now));
        self.page.labelled("remembered", &words::calls(kept))
    }
}

impl<W: Write> Show for Text<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        let description = title.description;
        self.page.restart();
        if self.recordings > 0 {
            self.page.line("\n")?;
        }
        self.recordings += 1;
        let doc = description.doc.lines().next().unwrap_or_default().trim();
        let name = Styled(NAME, description.name);
        if width(description.name) + 2 + width(doc) <= self.page.columns {
            self.page.line(format_args!("{name}  {doc}"))?;
        } else {
            self.page.line(name)?;
            for line in wrap(doc, self.page.columns) {
                self.page.line(line)?;
            }
        }
        if let Some(note) = title.note {
            for line in wrap(&Safe(note).to_string(), self.page.columns) {
                self.page.line(line)?;
            }
        }
        let legend = match description.transport {
            Transport::Window { .. } => "← arrives at the page   → the page posts",
            Transport::Library { .. } => {
                "← the library calls back   → the adapter calls the library"
            }
        };
        for line in wrap(legend, self.page.columns) {
            self.page.line(Styled(FAINT, line))?;
        }
        self.page.line("")
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let Played {
            at, side, report, ..
        } = played;
        let verdict = words::verdict(*side, report);
        self.page.head(
            *at,
            arrow(side.direction()),
            &verdict,
            &words::way(played.way),
        )?;
        self.details(report, played.place.as_ref())?;
        if let Some(refusal) = played.turned_away {
            let other = if *side == Side::App {
                Side::Vendor
            } else {
                Side::App
            };
            let who = words::responder(other);
            self.page
                .detail(BAD, &format!("{who} refused it: {refusal}"))?;
        }
        Ok(())
    }

    fn answered(&mut self, at: u64, answer: &Answer) -> io::Result<()> {
        let to = answer
            .target
            .as_ref()
            .map(|target| format!("to {target}"))
            .unwrap_or_default();
        self.page.head(
            at,
            arrow(answer.side.direction()),
            &words::answer(answer),
            &to,
        )?;
        self.page.fields(&answer.report.fields)
    }

    fn reloaded(&mut self, _: usize, at: u64) -> io::Result<()> {
        self.page
            .head(at, " ", &[Piece(NEW, String::from("reloaded"))], "")?;
        self.page.detail(
            FAINT,
            "the vendor's document was replaced: the rules start again",
        )
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let Counts {
            received,
            sent,
            accepted,
            unknown,
            drifted,
            out_of_turn,
            posted,
            ..
        } = summary.counts;
        let messages = words::count(summary.counts.messages(), "message");
        let heading = format!("{messages} of {}", summary.description.name);
        self.page
            .line(format_args!("\n{}", Styled(NAME, heading)))?;
        self.page
            .labelled("in all", &format!("{received} received, {sent} sent"))?;
        let kept = format!(
            "{accepted} accepted, {unknown} unknown, {drifted} drifted; {out_of_turn} out of turn"
        );
        self.page.labelled("kept", &kept)?;
        self.page
            .labelled("refused", &words::gates(&summary.counts))?;
        if posted > 0 {
            self.page
                .labelled("posted", &words::count(posted, "message"))?;
        }
        self.states(summary.description, &summary.states)?;
        self.page
            .labelled("unanswered", &words::unanswered(&summary.unanswered))
    }

    fn total(&mut self, summaries: &[Summary]) -> io::Result<()> {
        let mut all = Counts::default();
        for summary in summaries {
            all.add(&summary.counts);
        }
        let of_each = summaries.iter().map(|of| (of.description.name, &of.counts));
        let rows: Vec<_> = of_each.chain([("all", &all)]).collect();
        let names = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let heads = format!("{:names$}{HEADS}", "");
        let fits = width(&heads) <= self.page.columns;
        if fits {
            self.page
                .line(format_args!("\n\n{}", Styled(FAINT, heads)))?;
        } else {
            self.page.line("\n")?;
        }
        for (name, counts) in rows {
            if fits {
                self.page.line(row(name, names, counts))?;
            } else {
                self.page.line(Styled(NAME, name))?;
                self.page.labelled("", &sentence(counts))?;
            }
        }
        let gates = format!("refused by gate: {}", words::gates(&all));
        for line in wrap(&gates, self.page.columns) {
            self.page.line(Styled(FAINT, line))?;
        }
        Ok(())
    }
}

/// The heads of the table of all recordings.
const HEADS: &str = "  total  accepted  unknown  drifted  out of turn  refused";

/// A line of the table of all recordings.
fn row(name: &str, width: usize, counts: &Counts) -> String {
    format!(
        "{name:<width$}  {:>5}  {:>8}  {:>7}  {:>7}  {:>11}  {:>7}",
        counts.messages(),
        counts.accepted,
        counts.unknown,
        counts.drifted,
        counts.out_of_turn,
        counts.refused(),
    )
}

/// The same where a line has no room for it.
fn sentence(counts: &Counts) -> String {
    format!(
        "{} in all: {} accepted, {} unknown, {} drifted, {} out of turn, {} refused",
        counts.messages(),
        counts.accepted,
        counts.unknown,
        counts.drifted,
        counts.out_of_turn,
        counts.refused(),
    )
}
