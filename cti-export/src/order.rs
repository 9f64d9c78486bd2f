//! The order rules: which message takes a machine from which state to which, as rows and as a
//! diagram.

use core::fmt::Write;

use cti_runtime::describe::{Condition, Description, Direction, From, Machine, Message};

/// A transition of a machine.
pub(crate) struct Step {
    /// The state before; `None` for a call that wasn't known.
    pub(crate) from: Option<&'static str>,
    pub(crate) to: &'static str,
    pub(crate) direction: Direction,
    pub(crate) tag: &'static str,
    /// What the message must say.
    pub(crate) condition: Option<Condition>,
}

impl Step {
    /// `← ring if state = "on"`
    fn label(&self) -> String {
        let (arrow, tag) = (arrow(self.direction), self.tag);
        match self.condition {
            Some(condition) => format!("{arrow} {tag} if {condition}"),
            None => format!("{arrow} {tag}"),
        }
    }
}

/// Every transition of a machine, `*` written out, in order of the states.
pub(crate) fn steps(description: &Description, machine: &Machine) -> Vec<Step> {
    let mut steps = Vec::new();
    for (direction, message) in messages(description) {
        for step in message.moves.iter().filter(|of| of.machine == machine.name) {
            let (to, tag, condition) = (step.to, message.tag, step.condition);
            let mut push = |from: Option<&'static str>| {
                steps.push(Step {
                    from,
                    to,
                    direction,
                    tag,
                    condition,
                });
            };
            match step.from {
                From::New => push(None),
                From::States(states) => states.iter().for_each(|from| push(Some(from))),
                From::Any => {
                    if machine.key.is_some() {
                        push(None);
                    }
                    let open = machine.states.iter().filter(|state| !state.end);
                    open.for_each(|state| push(Some(state.name)));
                }
            }
        }
    }
    let place = |step: &Step| {
        step.from
            .and_then(|from| machine.states.iter().position(|state| state.name == from))
    };
    steps.sort_by_key(place);
    steps
}

/// Messages that are in turn in some states of a machine only, with these states.
pub(crate) fn only(
    description: &Description,
    machine: &Machine,
) -> Vec<(Direction, &'static str, &'static [&'static str])> {
    let mut all = Vec::new();
    for (direction, message) in messages(description) {
        for only in message.only.iter().filter(|of| of.machine == machine.name) {
            all.push((direction, message.tag, only.states));
        }
    }
    all
}

pub(crate) fn messages(
    description: &Description,
) -> impl Iterator<Item = (Direction, &'static Message)> {
    description.families.iter().flat_map(|family| {
        family
            .messages
            .iter()
            .map(move |message| (family.direction, message))
    })
}

/// `← ringing` for what the vendor sends, `→ hangup` for what the page sends.
pub const fn arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::FromVendor => "←",
        Direction::ToVendor => "→",
    }
}

/// A machine as a Mermaid state diagram.
pub(crate) fn mermaid(description: &Description, machine: &Machine) -> String {
    let mut out = String::from("stateDiagram-v2\n");
    let mut edges: Vec<(String, &str, Vec<String>)> = Vec::new();
    if machine.key.is_none()
        && let Some(start) = machine.states.first()
    {
        edges.push(("[*]".to_owned(), start.name, Vec::new()));
    }
    for step in steps(description, machine) {
        // A colon ends a label's place in Mermaid, a semicolon the line.
        let label = step.label().replace([':', ';'], " ");
        let from = step.from.unwrap_or("[*]");
        match edges
            .iter_mut()
            .find(|(known, to, _)| known == from && *to == step.to)
        {
            Some((_, _, labels)) => labels.push(label),
            None => edges.push((from.to_owned(), step.to, vec![label])),
        }
    }
    for (from, to, labels) in edges {
        let label = if labels.is_empty() {
            String::new()
        } else {
            format!(" : {}", labels.join(", "))
        };
        let _ = writeln!(out, "    {from} --> {to}{label}");
    }
    for state in machine.states.iter().filter(|state| state.end) {
        let _ = writeln!(out, "    {} --> [*]", state.name);
    }
    out
}

/// A machine as text: each state, and where messages lead from it.
pub(crate) fn text(description: &Description, machine: &Machine) -> String {
    let steps = steps(description, machine);
    let mut out = String::new();
    let mut block = |title: String, from: Option<&str>| {
        let mut from_here: Vec<(String, &str)> = Vec::new();
        for step in steps.iter().filter(|step| step.from == from) {
            from_here.push((step.label(), step.to));
        }
        let _ = writeln!(out, "{title}");
        let width = from_here
            .iter()
            .map(|(label, _)| label.chars().count())
            .max()
            .unwrap_or_default();
        for (label, to) in from_here {
            let _ = writeln!(out, "    {label:width$}  {to}");
        }
    };
    if machine.key.is_some() {
        block("(not known yet)".to_owned(), None);
    }
    for (index, state) in machine.states.iter().enumerate() {
        let start = machine.key.is_none() && index == 0;
        let note = match (start, state.end) {
            (true, _) => " (start)",
            (_, true) => " (end)",
            _ => "",
        };
        block(format!("{}{note}", state.name), Some(state.name));
    }
    out
}
