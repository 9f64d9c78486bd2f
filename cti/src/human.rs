//! How does a person see a replay?

use std::io::{self, Write};

use anstyle::Style;
use cti_runtime::describe::{Carrier, Description, Direction};
use cti_runtime::erased::{Report, StateNow, Verdict};
use cti_runtime::session::Moved;
use cti_runtime::{Location, Order, ReplyNote, Turn};

use crate::escape::{Safe, clip};
use crate::recording::Side;
use crate::show::{Played, Show, Summary, Title, Way};
use crate::stage::Answer;
use crate::style::{BAD, FAINT, GOOD, JSON, NAME, NEW, ODD, PLAIN, PROSE, Styled, wrap};
use crate::tally::Tally;

/// Columns of the time, the arrow and the verdict, up to where the message begins.
const INDENT: usize = 24;

/// Lines of one message's fields that are shown at most.
const FIELD_LINES: usize = 8;

/// Characters of a name or an origin of the recording that are shown at most.
const NAME_CHARACTERS: usize = 120;

/// Shows a replay to a person.
pub(crate) struct Human<W> {
    out: W,
    columns: usize,
    description: Option<&'static Description>,
    /// The time of the first line.
    start: Option<u64>,
    recordings: usize,
}

/// A piece of a line.
struct Piece(Style, String);

impl<W: Write> Human<W> {
    pub(crate) const fn new(out: W, columns: usize) -> Self {
        Self {
            out,
            columns,
            description: None,
            start: None,
            recordings: 0,
        }
    }

    /// A line about a message: what became of it on the left, where it came from on the right, or
    /// in a line of its own if there is no room.
    fn head(&mut self, at: u64, arrow: &str, left: &[Piece], right: &str) -> io::Result<()> {
        let since = at.saturating_sub(*self.start.get_or_insert(at));
        let time = format!("{:>6}.{:03}", since / 1_000, since % 1_000);
        write!(self.out, "{}  {arrow}  ", Styled(FAINT, &time))?;
        let mut length = time.chars().count() + 5;
        let mut rest = None;
        for Piece(style, text) in left {
            let room = self.columns.saturating_sub(length);
            let first = wrap(text, room, PROSE).first().map_or(0, |line| line.len());
            let (text, behind) = if text.chars().count() > room {
                text.split_at(first)
            } else {
                (text.as_str(), "")
            };
            write!(self.out, "{}", Styled(*style, text))?;
            length += text.chars().count();
            if !behind.is_empty() {
                rest = Some((*style, behind.trim_start()));
                break;
            }
        }
        if let Some((style, behind)) = rest {
            writeln!(self.out)?;
            self.detail(style, behind)?;
            return self.detail(FAINT, right);
        }
        if right.is_empty() {
            return writeln!(self.out);
        }
        let room = self.columns.saturating_sub(length + right.chars().count());
        if room < 2 {
            writeln!(self.out)?;
            return self.detail(FAINT, right);
        }
        writeln!(self.out, "{:room$}{}", "", Styled(FAINT, right))
    }

    /// Text that belongs to the message above it.
    fn detail(&mut self, style: Style, text: &str) -> io::Result<()> {
        for line in wrap(text, self.columns.saturating_sub(INDENT), PROSE) {
            writeln!(self.out, "{:INDENT$}{}", "", Styled(style, line))?;
        }
        Ok(())
    }

    /// What a report says beyond its head line.
    fn details(&mut self, report: &Report, place: Option<&Location>) -> io::Result<()> {
        self.fields(&report.fields)?;
        if let Some(place) = place {
            let place = place_of(place);
            match &report.verdict {
                Verdict::Drifted { why, .. } => self.detail(ODD, &format!("{why}, {place}"))?,
                _ => self.detail(FAINT, &place)?,
            }
        }
        match &report.order {
            Some(order) => self.order(order),
            None => Ok(()),
        }
    }

    fn fields(&mut self, fields: &str) -> io::Result<()> {
        if fields.is_empty() || fields == "{}" {
            return Ok(());
        }
        let room = self.columns.saturating_sub(INDENT);
        // No more is looked at than can be shown, and a bit to see that there is more.
        let shown = Safe(&clip(fields, room * (FIELD_LINES + 1))).to_string();
        let lines = wrap(&shown, room, JSON);
        for line in lines.iter().take(FIELD_LINES) {
            writeln!(self.out, "{:INDENT$}{line}", "")?;
        }
        if lines.len() > FIELD_LINES {
            return self.detail(FAINT, "… and more; --json has it all");
        }
        Ok(())
    }

    fn order(&mut self, order: &Order) -> io::Result<()> {
        for moved in order.moved() {
            let style = if moved.from == Some(moved.to) {
                FAINT
            } else {
                NEW
            };
            self.detail(style, &step_of(&moved))?;
        }
        if let Some(violation) = order.violation() {
            self.detail(ODD, &format!("out of turn: {violation}"))?;
        }
        if let Some(note) = note(order.reply()) {
            self.detail(FAINT, &note)?;
        }
        Ok(())
    }

    /// The words for what became of a message: its verdict, and its name or the reason.
    fn words(&self, side: Side, report: &Report) -> Vec<Piece> {
        let (style, verdict) = match &report.verdict {
            Verdict::Accepted if side == Side::App => (GOOD, "sent"),
            Verdict::Accepted => (GOOD, "accepted"),
            Verdict::Answered => (GOOD, "answered"),
            Verdict::Unknown => (NEW, "unknown"),
            Verdict::Drifted { .. } => (ODD, "drifted"),
            Verdict::Refused(_) => (BAD, "refused"),
        };
        let mut words = vec![Piece(style, format!("{verdict:<8}  "))];
        if let Verdict::Refused(refusal) = &report.verdict {
            words.push(Piece(PLAIN, refusal.to_string()));
            return words;
        }
        words.push(Piece(NAME, safe_name(&report.name)));
        if let (Some(handler), Side::Vendor) = (report.handler, side) {
            let method = format!(" → {}::{handler}", self.handlers(Direction::FromVendor));
            words.push(Piece(FAINT, method));
        }
        words
    }

    /// The trait that handles a direction's messages.
    fn handlers(&self, direction: Direction) -> String {
        let families = self
            .description
            .map_or(&[][..], |description| description.families);
        let family = families.iter().find(|family| family.direction == direction);
        family.map_or_else(String::new, |family| format!("{}Handler", family.name))
    }

    fn states(&mut self, states: &[StateNow]) -> io::Result<()> {
        let machines: Vec<String> = states
            .iter()
            .filter(|now| now.call.is_none())
            .map(|now| format!("{}: {}", now.machine, now.state.unwrap_or("not known")))
            .collect();
        if !machines.is_empty() {
            self.summed("at the end", &machines.join(" · "))?;
        }
        let calls: Vec<String> = states
            .iter()
            .filter_map(|now| {
                let call = clip(now.call.as_deref()?, NAME_CHARACTERS);
                Some(format!(
                    "{} {}: {}",
                    now.machine,
                    Safe(&call),
                    now.state.unwrap_or("?")
                ))
            })
            .collect();
        if !calls.is_empty() {
            self.summed("still open", &calls.join(", "))?;
        }
        Ok(())
    }

    fn summed(&mut self, label: &str, text: &str) -> io::Result<()> {
        const LABEL: usize = 14;
        let mut label = format!("  {label:<12}");
        for line in wrap(text, self.columns.saturating_sub(LABEL), PROSE) {
            writeln!(self.out, "{}{line}", Styled(FAINT, &label))?;
            label = " ".repeat(LABEL);
        }
        Ok(())
    }
}

impl<W: Write> Show for Human<W> {
    fn begin(&mut self, title: &Title<'_>) -> io::Result<()> {
        self.description = Some(title.description);
        self.start = None;
        if self.recordings > 0 {
            writeln!(self.out, "\n")?;
        }
        self.recordings += 1;
        let name = title.description.name;
        writeln!(
            self.out,
            "{}  {}",
            Styled(NAME, name),
            first_line(title.description.doc)
        )?;
        if let Some(note) = title.note {
            for line in wrap(&Safe(note).to_string(), self.columns, PROSE) {
                writeln!(self.out, "{line}")?;
            }
        }
        let legend = match title.description.carrier {
            Carrier::Window { .. } => "← arrives at the page   → the page posts",
            Carrier::Library { .. } => "← the library calls back   → the adapter calls the library",
        };
        writeln!(self.out, "{}\n", Styled(FAINT, legend))
    }

    fn played(&mut self, played: &Played<'_>) -> io::Result<()> {
        let Played {
            at,
            side,
            way,
            report,
            ..
        } = played;
        let words = self.words(*side, report);
        self.head(*at, arrow(*side), &words, &way_of(*way))?;
        self.details(report, played.place.as_ref())?;
        if let Some(Report {
            verdict: Verdict::Refused(refusal),
            ..
        }) = &played.turned_away
        {
            let who = stand_in(if *side == Side::App {
                Side::Vendor
            } else {
                Side::App
            });
            self.detail(BAD, &format!("{who} refused it: {refusal}"))?;
        }
        Ok(())
    }

    fn answered(&mut self, at: u64, answer: &Answer) -> io::Result<()> {
        let who = stand_in(answer.side);
        let done = match (answer.target.is_some(), answer.side, &answer.report.verdict) {
            (true, _, _) => "posted",
            (false, Side::App, _) => "called",
            (false, Side::Vendor, Verdict::Answered) => "answered",
            (false, Side::Vendor, _) => "fired",
        };
        let mut words = vec![Piece(NEW, format!("{done:<8}  "))];
        match &answer.report.verdict {
            Verdict::Refused(refusal) => words.push(Piece(BAD, format!("unreadable: {refusal}"))),
            _ => words.push(Piece(NAME, safe_name(&answer.report.name))),
        }
        words.push(Piece(FAINT, format!(" by {who}")));
        let to = answer
            .target
            .as_ref()
            .map_or_else(String::new, |target| format!("to {target}"));
        self.head(at, arrow(answer.side), &words, &to)?;
        self.fields(&answer.report.fields)
    }

    fn reloaded(&mut self, _: usize, at: u64) -> io::Result<()> {
        let words = [
            Piece(NEW, String::from("reloaded")),
            Piece(PLAIN, String::from("  ")),
        ];
        self.head(at, " ", &words, "")?;
        self.detail(
            FAINT,
            "the vendor's document was replaced: the rules start again",
        )
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let Tally {
            received,
            sent,
            accepted,
            unknown,
            drifted,
            out_of_turn,
            posted,
            ..
        } = summary.tally;
        let messages = count(summary.tally.messages(), "message");
        writeln!(
            self.out,
            "\n{}",
            Styled(NAME, format!("{messages} of {}", summary.description.name))
        )?;
        self.summed("in all", &format!("{received} received, {sent} sent"))?;
        let kept = format!(
            "{accepted} accepted, {unknown} unknown, {drifted} drifted; {out_of_turn} out of turn"
        );
        self.summed("kept", &kept)?;
        self.summed("refused", &refused(&summary.tally))?;
        if posted > 0 {
            self.summed("posted", &count(posted, "message"))?;
        }
        self.states(&summary.states)?;
        if !summary.unanswered.is_empty() {
            let calls: Vec<String> = summary
                .unanswered
                .iter()
                .map(|(id, name)| format!("{} (call {id})", safe_name(name)))
                .collect();
            self.summed("unanswered", &calls.join(", "))?;
        }
        Ok(())
    }

    fn total(&mut self, summaries: &[Summary]) -> io::Result<()> {
        let mut all = Tally::default();
        let width = summaries
            .iter()
            .map(|s| s.description.name.len())
            .max()
            .unwrap_or(0);
        let heads = format!(
            "{:<width$}  messages  accepted  unknown  drifted  out of turn  refused",
            ""
        );
        writeln!(self.out, "\n\n{}", Styled(FAINT, heads))?;
        let mut row = |name: &str, tally: &Tally| {
            writeln!(
                self.out,
                "{name:<width$}  {:>8}  {:>8}  {:>7}  {:>7}  {:>11}  {:>7}",
                tally.messages(),
                tally.accepted,
                tally.unknown,
                tally.drifted,
                tally.out_of_turn,
                tally.refused(),
            )
        };
        for summary in summaries {
            row(summary.description.name, &summary.tally)?;
            all.add(&summary.tally);
        }
        row("all", &all)?;
        let gates: Vec<String> = all
            .gates()
            .filter(|(_, count)| *count > 0)
            .map(|(gate, count)| format!("{count} {}", gate.name()))
            .collect();
        if gates.is_empty() {
            return Ok(());
        }
        writeln!(
            self.out,
            "{}",
            Styled(FAINT, format!("refused by gate: {}", gates.join(", ")))
        )
    }
}

const fn arrow(from: Side) -> &'static str {
    match from {
        Side::Vendor => "←",
        Side::App => "→",
    }
}

const fn stand_in(side: Side) -> &'static str {
    match side {
        Side::Vendor => "the simulated phone",
        Side::App => "the demo application",
    }
}

fn way_of(way: Way<'_>) -> String {
    match way {
        Way::Window { origin, source } => {
            let origin = safe_name(origin);
            if source == 1 {
                origin
            } else {
                format!("{origin}, window {source}")
            }
        }
        Way::Call { id } => format!("call {id}"),
        Way::Reply { id } => format!("answers call {id}"),
        Way::Fire => String::from("fires"),
    }
}

fn step_of(moved: &Moved) -> String {
    let Moved { machine, to, .. } = moved;
    match (moved.from, moved.turn) {
        (Some(from), _) if from == *to => format!("{machine}: still {to}"),
        (Some(from), _) => format!("{machine}: {from} → {to}"),
        (None, Turn::Unsynced) => format!("{machine}: ? → {to}"),
        (None, _) => format!("{machine}: new → {to}"),
    }
}

/// Where something is in a message. The path has keys of the message.
fn place_of(place: &Location) -> String {
    let path = clip(&place.path, NAME_CHARACTERS);
    let at = if path.is_empty() { "" } else { ", at " };
    format!(
        "line {}, column {}{at}{}",
        place.line,
        place.column,
        Safe(&path)
    )
}

fn note(reply: ReplyNote) -> Option<String> {
    match reply {
        ReplyNote::Settled => Some(String::from("settles the call that waits for it")),
        ReplyNote::Unasked => Some(String::from("an answer that no call waits for")),
        ReplyNote::Ambiguous => Some(String::from(
            "perhaps the late answer of a call that was given up; settles none",
        )),
        ReplyNote::Shared { waiting } => Some(format!(
            "a failure of one of {waiting} calls, nobody knows which; settles none"
        )),
        _ => None,
    }
}

fn refused(tally: &Tally) -> String {
    let gates: Vec<String> = tally
        .gates()
        .filter(|(_, count)| *count > 0)
        .map(|(gate, count)| format!("{count} {}", gate.name()))
        .collect();
    if gates.is_empty() {
        String::from("none")
    } else {
        gates.join(", ")
    }
}

fn safe_name(name: &str) -> String {
    if name.is_empty() {
        return String::from("\"\"");
    }
    Safe(&clip(name, NAME_CHARACTERS)).to_string()
}

fn first_line(doc: &str) -> &str {
    doc.lines().next().unwrap_or_default().trim()
}

fn count(number: u64, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}
