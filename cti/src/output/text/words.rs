//! The words that tell what happened.

use cti_runtime::session::Moved;
use cti_runtime::tools::{Report, StateNow, Verdict};
use cti_runtime::{Location, ReplyNote, Turn};

use super::page::Piece;
use crate::output::escape::{Safe, clip};
use crate::output::style::{BAD, FAINT, GOOD, NAME, NEW, ODD, PLAIN};
use crate::recording::Side;
use crate::replay::{Answer, Counts, Way};

/// Characters of a name or an origin of the recording that are shown at most.
const NAME_CHARACTERS: usize = 120;

/// Calls that are listed at most.
const CALLS: usize = 12;

pub(super) const fn responder(side: Side) -> &'static str {
    match side {
        Side::Vendor => "the simulated phone",
        Side::App => "the demo application",
    }
}

/// The verdict on a message, and its name or the reason.
pub(super) fn verdict(side: Side, report: &Report) -> Vec<Piece> {
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
    words.push(Piece(NAME, name(&report.name)));
    if let (Some(family), Some(handler), Side::Vendor) = (report.family, report.handler, side) {
        words.push(Piece(FAINT, format!(" → {family}Handler::{handler}")));
    }
    words
}

/// What a simulated phone or a demo application did.
pub(super) fn answer(answer: &Answer) -> Vec<Piece> {
    let done = match (answer.target.is_some(), answer.side, &answer.report.verdict) {
        (true, _, _) => "posted",
        (false, Side::App, _) => "called",
        (false, Side::Vendor, Verdict::Answered) => "answered",
        (false, Side::Vendor, _) => "fired",
    };
    let what = match &answer.report.verdict {
        Verdict::Refused(refusal) => Piece(BAD, format!("unreadable: {refusal}")),
        _ => Piece(NAME, name(&answer.report.name)),
    };
    let who = format!(" by {}", responder(answer.side));
    vec![Piece(NEW, format!("{done:<8}  ")), what, Piece(FAINT, who)]
}

/// How something came.
pub(super) fn way(way: Way<'_>) -> String {
    match way {
        Way::Window {
            origin, source: 1, ..
        } => name(origin),
        Way::Window { origin, source, .. } => format!("{}, window {source}", name(origin)),
        Way::Call { id } => format!("call {id}"),
        Way::Reply { id } => format!("answers call {id}"),
        Way::Reject { id } => format!("fails call {id}"),
        Way::Fire => String::from("fires"),
    }
}

pub(super) fn step(moved: &Moved) -> String {
    let Moved { machine, to, .. } = moved;
    match (moved.from, moved.turn) {
        (Some(from), _) if from == *to => format!("{machine}: still {to}"),
        (Some(from), _) => format!("{machine}: {from} → {to}"),
        (None, Turn::Unsynced) => format!("{machine}: ? → {to}"),
        (None, _) => format!("{machine}: new → {to}"),
    }
}

/// Where something is in a message.
pub(super) fn place(place: &Location) -> String {
    let path = clip(&place.path, NAME_CHARACTERS);
    let at = if path.is_empty() { "" } else { ", at " };
    format!(
        "line {}, column {}{at}{}",
        place.line,
        place.column,
        Safe(&path)
    )
}

pub(super) fn note(reply: ReplyNote) -> Option<String> {
    Some(match reply {
        ReplyNote::Settled => String::from("settles the call that waits for it"),
        ReplyNote::Unsolicited => String::from("an answer that no call waits for"),
        ReplyNote::Ambiguous => {
            String::from("perhaps the late answer of a call that was given up; settles none")
        }
        ReplyNote::Shared { waiting } => {
            format!("a failure of one of {waiting} calls, nobody knows which; settles none")
        }
        _ => return None,
    })
}

/// How many messages each gate has turned away.
pub(super) fn gates(counts: &Counts) -> String {
    let gates: Vec<String> = counts
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

/// The machines that run once, and what each is in.
pub(super) fn machines(states: &[StateNow]) -> String {
    let once = states.iter().filter(|now| now.call.is_none());
    let said = once.map(|now| format!("{}: {}", now.machine, now.state.unwrap_or("not known")));
    said.collect::<Vec<_>>().join(" · ")
}

/// The calls that some machine keeps, and what each is in.
pub(super) fn calls<'a>(states: impl Iterator<Item = &'a StateNow>) -> String {
    let said = states.filter_map(|now| {
        let call = name(now.call.as_deref()?);
        Some(format!(
            "{} {call}: {}",
            now.machine,
            now.state.unwrap_or("not known")
        ))
    });
    some(said.collect())
}

/// The library's calls without an answer.
pub(super) fn unanswered(calls: &[(u64, String)]) -> String {
    some(
        calls
            .iter()
            .map(|(id, function)| format!("{} (call {id})", name(function)))
            .collect(),
    )
}

/// The first of a list, and how many more there are.
fn some(mut all: Vec<String>) -> String {
    let more = all.len().saturating_sub(CALLS);
    if more > 0 {
        all.truncate(CALLS);
        all.push(format!("and {more} more"));
    }
    all.join(", ")
}

pub(crate) fn count(number: u64, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// A name of the recording.
fn name(name: &str) -> String {
    if name.is_empty() {
        return String::from("\"\"");
    }
    Safe(&clip(name, NAME_CHARACTERS)).to_string()
}
