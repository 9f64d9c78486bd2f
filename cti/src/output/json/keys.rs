//! The keys of the JSON lines. They are documented in `docs/recording.md`.

use cti_runtime::session::Moved;
use cti_runtime::tools::{Report, StateNow, Verdict};
use cti_runtime::{Gate, Location, Order, Refusal, ReplyNote, Turn};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::recording::Side;
use crate::replay::{Answer, Counts, Played, Summary, Way};

#[derive(Serialize)]
pub(crate) struct Message<'a> {
    kind: &'static str,
    protocol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    at: u64,
    side: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
    #[serde(flatten)]
    outcome: Outcome<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turned_away: Option<Refused>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    handler: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Located<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turn: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    moved: Vec<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    violation: Option<Broke>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<&'static str>,
}

#[derive(Serialize)]
struct Located<'a> {
    line: u32,
    column: u32,
    path: &'a str,
}

#[derive(Serialize)]
struct Step {
    machine: &'static str,
    from: Option<&'static str>,
    to: &'static str,
}

#[derive(Serialize)]
struct Broke {
    machine: &'static str,
    state: Option<&'static str>,
    allowed: Vec<&'static str>,
}

#[derive(Serialize)]
struct Refused {
    gate: &'static str,
    why: String,
}

#[derive(Serialize)]
pub(crate) struct Reloaded {
    pub(crate) kind: &'static str,
    pub(crate) protocol: &'static str,
    pub(crate) line: usize,
    pub(crate) at: u64,
}

#[derive(Serialize)]
pub(crate) struct Summed<'a> {
    pub(crate) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) protocol: Option<&'static str>,
    #[serde(flatten)]
    pub(crate) counts: Counted,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) states: Option<Vec<State<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unanswered: Option<Vec<Waiting<'a>>>,
}

#[derive(Serialize)]
pub(crate) struct Counted {
    messages: u64,
    received: u64,
    sent: u64,
    accepted: u64,
    unknown: u64,
    drifted: u64,
    refused: u64,
    refused_by_gate: Gates,
    out_of_turn: u64,
    posted: u64,
}

#[derive(Default, Serialize)]
struct Gates {
    source: u64,
    origin: u64,
    size: u64,
    not_ours: u64,
    malformed: u64,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the keys are a contract")]
pub(crate) struct State<'a> {
    machine: &'static str,
    call: Option<&'a str>,
    state: Option<&'static str>,
}

#[derive(Serialize)]
pub(crate) struct Waiting<'a> {
    call: u64,
    message: &'a str,
}

/// A line of the recording.
pub(crate) fn played<'a>(protocol: &'static str, played: &'a Played<'_>) -> Message<'a> {
    let (origin, source, call) = match played.way {
        Way::Window { origin, source, .. } => (Some(origin), Some(source), None),
        Way::Call { id } | Way::Reply { id } | Way::Reject { id } => (None, None, Some(id)),
        Way::Fire => (None, None, None),
    };
    Message {
        kind: "message",
        protocol,
        line: Some(played.line),
        at: played.at,
        side: side(played.side),
        origin,
        source,
        call,
        target: None,
        outcome: outcome(&played.report, played.place.as_ref()),
        turned_away: played.turned_away.map(refused),
    }
}

/// What the simulated phone or the demo application posted.
pub(crate) fn answered<'a>(protocol: &'static str, at: u64, answer: &'a Answer) -> Message<'a> {
    Message {
        kind: "posted",
        protocol,
        line: None,
        at,
        side: side(answer.side),
        origin: None,
        source: None,
        call: None,
        target: answer.target.as_ref().map(cti_runtime::Origin::as_str),
        outcome: outcome(&answer.report, None),
        turned_away: None,
    }
}

fn outcome<'a>(report: &'a Report, place: Option<&'a Location>) -> Outcome<'a> {
    let mut outcome = Outcome {
        verdict: "",
        message: Some(&*report.name),
        handler: report.handler,
        fields: None,
        shape: None,
        gate: None,
        why: None,
        place: place.map(|at| Located {
            line: at.line,
            column: at.column,
            path: &at.path,
        }),
        turn: report.order.map(|order| turn(order.turn())),
        moved: report
            .order
            .iter()
            .flat_map(Order::moved)
            .map(|moved| step(&moved))
            .collect(),
        violation: report
            .order
            .and_then(|order| order.violation())
            .map(|violation| Broke {
                machine: violation.machine,
                state: violation.state,
                allowed: violation.allowed,
            }),
        reply: report.order.and_then(|order| reply(order.reply())),
    };
    match &report.verdict {
        Verdict::Accepted => outcome.verdict = "accepted",
        Verdict::Answered => outcome.verdict = "answered",
        Verdict::Unknown => outcome.verdict = "unknown",
        Verdict::Drifted { why, .. } => {
            outcome.verdict = "drifted";
            outcome.why = Some(why.to_string());
        }
        Verdict::Refused(refusal) => {
            outcome.verdict = "refused";
            outcome.message = None;
            let Refused { gate, why } = refused(*refusal);
            (outcome.gate, outcome.why) = (Some(gate), Some(why));
        }
    }
    match &report.verdict {
        Verdict::Accepted | Verdict::Answered => {
            outcome.fields = serde_json::from_str(&report.fields).ok();
        }
        Verdict::Unknown | Verdict::Drifted { .. } => outcome.shape = Some(&report.fields),
        Verdict::Refused(_) => {}
    }
    outcome
}

/// The gate, and the reason without the gate's name.
fn refused(refusal: Refusal) -> Refused {
    let said = refusal.to_string();
    let why = said
        .strip_prefix(refusal.gate().name())
        .and_then(|why| why.strip_prefix(": "));
    Refused {
        gate: key(refusal.gate()),
        why: why.unwrap_or(&said).to_owned(),
    }
}

fn step(moved: &Moved) -> Step {
    Step {
        machine: moved.machine,
        from: moved.from,
        to: moved.to,
    }
}

/// What a recording has come to.
pub(crate) fn summary<'a>(protocol: &'static str, summary: &'a Summary) -> Summed<'a> {
    Summed {
        kind: "summary",
        protocol: Some(protocol),
        counts: counts(&summary.counts),
        states: Some(summary.states.iter().map(state).collect()),
        unanswered: Some(summary.unanswered.iter().map(waiting).collect()),
    }
}

fn state(now: &StateNow) -> State<'_> {
    State {
        machine: now.machine,
        call: now.call.as_deref(),
        state: now.state,
    }
}

fn waiting((call, message): &(u64, String)) -> Waiting<'_> {
    Waiting {
        call: *call,
        message,
    }
}

pub(super) fn counts(counts: &Counts) -> Counted {
    let mut gates = Gates::default();
    for (gate, count) in counts.gates() {
        *match gate {
            Gate::Source => &mut gates.source,
            Gate::Origin => &mut gates.origin,
            Gate::Size => &mut gates.size,
            Gate::NotOurs => &mut gates.not_ours,
            Gate::Malformed => &mut gates.malformed,
        } = count;
    }
    Counted {
        messages: counts.messages(),
        received: counts.received,
        sent: counts.sent,
        accepted: counts.accepted,
        unknown: counts.unknown,
        drifted: counts.drifted,
        refused: counts.refused(),
        refused_by_gate: gates,
        out_of_turn: counts.out_of_turn,
        posted: counts.posted,
    }
}

const fn key(gate: Gate) -> &'static str {
    match gate {
        Gate::Source => "source",
        Gate::Origin => "origin",
        Gate::Size => "size",
        Gate::NotOurs => "not_ours",
        Gate::Malformed => "malformed",
    }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Vendor => "vendor",
        Side::App => "app",
    }
}

const fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::InTurn => "in_turn",
        Turn::OutOfTurn => "out_of_turn",
        Turn::Unsynced => "unsynced",
    }
}

const fn reply(note: ReplyNote) -> Option<&'static str> {
    match note {
        ReplyNote::Settled => Some("settled"),
        ReplyNote::Unsolicited => Some("unsolicited"),
        ReplyNote::Ambiguous => Some("ambiguous"),
        ReplyNote::Shared { .. } => Some("shared"),
        _ => None,
    }
}
