//! Order rules: machines and states that exist, can be reached and can be left.

use super::{conditions, machine_keys};
use crate::errors::Errors;
use crate::idents::plain;
use crate::model::{From, Machine, Message};
use crate::resolve::{Resolved, Row};
use crate::rules::Rule;
use crate::suggest::suggest;
use proc_macro2::Ident;

/// States are bits of a word that has two more to say `new` and `*`.
const MOST: usize = 62;

/// Machines of a protocol: a session has a word of them.
const MACHINES: usize = 16;

/// Rules of a message that a session has room for.
const RULES: usize = 4;

pub(crate) fn check(protocol: &Resolved<'_>, errors: &mut Errors) {
    let before = errors.count();
    for machine in &protocol.machines {
        states(machine, errors);
    }
    if let Some(machine) = protocol.machines.get(MACHINES) {
        let count = protocol.machines.len();
        let message = format!(
            "a protocol has at most {MACHINES} machines, not {count}; join those that move together"
        );
        errors.push(Rule::MachineCount, machine.ident.span(), message);
    }
    for row in protocol.rows() {
        rules(protocol, row, errors);
        count(row.message, errors);
    }
    for machine in &protocol.machines {
        machine_keys::alike(protocol, machine, errors);
    }
    // With a misspelt name, what can be reached is not known.
    if errors.count() == before {
        for machine in &protocol.machines {
            paths(protocol, machine, errors);
        }
    }
}

/// The rules of messages that could be read, on machines that could be.
pub(crate) fn check_names(protocol: &Resolved<'_>, errors: &mut Errors) {
    for machine in &protocol.machines {
        states(machine, errors);
    }
    for row in protocol.rows() {
        rules(protocol, row, errors);
    }
}

/// The states by themselves.
fn states(machine: &Machine, errors: &mut Errors) {
    if !(1..=MOST).contains(&machine.states.len()) {
        let count = machine.states.len();
        let message = format!("a machine has 1 to {MOST} states, not {count}");
        errors.push(Rule::MachineSize, machine.ident.span(), message);
    }
    for (index, state) in machine.states.iter().enumerate() {
        let first = machine
            .states
            .iter()
            .take(index)
            .find(|first| first.ident == state.ident);
        if let Some(first) = first {
            let message = format!("the state `{}` is declared already", state.ident);
            let hint = "first declared here";
            let (first, second) = (first.ident.span(), state.ident.span());
            errors.twice(Rule::StateDuplicate, first, second, message, hint);
        }
        if state.end && machine.key.is_none() {
            let message = "a machine that runs once has no end; say what tells calls apart, \
                           `#[states(key = field)]`, or remove `#[end]`";
            errors.push(Rule::MachineEnd, state.ident.span(), message);
        }
    }
}

/// The rules of one message.
fn rules(protocol: &Resolved<'_>, row: &Row<'_>, errors: &mut Errors) {
    let message = row.message;
    let mut keyed: Vec<&Ident> = Vec::new();
    for (index, step) in message.moves.iter().enumerate() {
        let Some(machine) = find(protocol, &step.machine, errors) else {
            continue;
        };
        known(machine, &step.to, errors);
        match &step.from {
            From::States(states) => listed(machine, states, errors),
            From::New(at) if machine.key.is_none() => {
                let text = format!(
                    "`{}` runs once and is never new; name the states, write `*`, or add `key = \
                     field` to `#[states]`",
                    machine.ident
                );
                errors.push(Rule::MoveNew, *at, text);
            }
            From::Any(_) | From::New(_) => {}
        }
        if let Some(condition) = &step.condition {
            conditions::check(protocol, row, condition, errors);
        }
        let earlier = message.moves.iter().take(index);
        for earlier in earlier.filter(|earlier| earlier.machine == step.machine) {
            if conditions::alike(earlier, step, errors) {
                between(&earlier.from, &step.from, errors);
            }
        }
        keyed.push(&step.machine);
    }
    for (index, rule) in message.only.iter().enumerate() {
        let Some(machine) = find(protocol, &rule.machine, errors) else {
            continue;
        };
        listed(machine, &rule.states, errors);
        let first = message
            .only
            .iter()
            .take(index)
            .find(|first| first.machine == rule.machine);
        if let Some(first) = first {
            let text = format!(
                "`{}` has a rule here already; list all states in one: `A | B`",
                rule.machine
            );
            let hint = "the other rule is here";
            errors.twice(
                Rule::OrderOverlap,
                first.machine.span(),
                rule.machine.span(),
                text,
                hint,
            );
        }
        keyed.push(&rule.machine);
    }
    keyed.dedup();
    for name in keyed {
        machine_keys::field(protocol, row, name, errors);
    }
}

/// A message moves or needs few machines.
fn count(message: &Message, errors: &mut Errors) {
    let mut moved: Vec<&Ident> = Vec::new();
    for step in &message.moves {
        if !moved.contains(&&step.machine) {
            moved.push(&step.machine);
        }
    }
    let count = moved.len() + message.only.len();
    if count > RULES {
        let text = format!(
            "a message moves or needs at most {RULES} machines, not {count}; join those that move \
             together"
        );
        errors.push(Rule::MachineCount, message.ident.span(), text);
    }
}

/// The machine that a rule names.
fn find<'a>(protocol: &Resolved<'a>, name: &Ident, errors: &mut Errors) -> Option<&'a Machine> {
    let found = protocol.machine(name).map(|(_, machine)| machine);
    if found.is_none() && !protocol.unread.contains(name) {
        let hint = suggest(name, protocol.machines.iter().map(|machine| &machine.ident));
        let message = format!("there is no `#[states]` enum `{name}`{hint}");
        errors.push(Rule::MachineUnknown, name.span(), message);
    }
    found
}

fn known(machine: &Machine, state: &Ident, errors: &mut Errors) {
    if machine.states.iter().any(|known| known.ident == *state) {
        return;
    }
    let hint = match plain(state).to_ascii_lowercase().as_str() {
        "any" | "all" | "every" | "_" => "; any state is `*`".to_owned(),
        _ => suggest(state, machine.states.iter().map(|state| &state.ident)),
    };
    let message = format!("`{}` has no state `{state}`{hint}", machine.ident);
    errors.push(Rule::StateUnknown, state.span(), message);
}

/// States in a rule are the machine's, and differ.
fn listed(machine: &Machine, states: &[Ident], errors: &mut Errors) {
    for (index, state) in states.iter().enumerate() {
        known(machine, state, errors);
        overlap(states.iter().take(index), state, errors);
    }
}

/// Each state has one rule.
fn overlap<'a>(mut earlier: impl Iterator<Item = &'a Ident>, state: &Ident, errors: &mut Errors) {
    if let Some(first) = earlier.find(|first| *first == state) {
        let message = format!("`{state}` is named already; each state has one rule");
        let hint = "first named here";
        errors.twice(
            Rule::OrderOverlap,
            first.span(),
            state.span(),
            message,
            hint,
        );
    }
}

/// Two moves of one machine: `*` is what remains, everything else must differ.
fn between(earlier: &From, later: &From, errors: &mut Errors) {
    match (earlier, later) {
        (From::States(earlier), From::States(later)) => {
            for state in later {
                overlap(earlier.iter(), state, errors);
            }
        }
        (From::Any(first), From::Any(second)) | (From::New(first), From::New(second)) => {
            let message = "a message has one such rule per machine";
            let hint = "the other rule is here";
            errors.twice(Rule::OrderOverlap, *first, *second, message, hint);
        }
        (From::Any(first), _) => {
            let message = "`*` takes every state before the next rule is asked; write it last";
            errors.push(Rule::OrderOverlap, *first, message);
        }
        _ => {}
    }
}

/// Where a machine can get, and whether it gets out.
fn paths(protocol: &Resolved<'_>, machine: &Machine, errors: &mut Errors) {
    let steps: Vec<_> = protocol
        .messages()
        .flat_map(|message| &message.moves)
        .filter(|step| step.machine == machine.ident)
        .collect();
    if steps.is_empty() {
        let message = format!(
            "no message moves `{}`; add `#[moves({}: … => …)]`, or remove it",
            machine.ident, machine.ident
        );
        errors.push(Rule::MachineUnused, machine.ident.span(), message);
        return;
    }
    let keyed = machine.key.is_some();
    let entered = |step: &From| keyed && matches!(step, From::New(_) | From::Any(_));
    if keyed && !steps.iter().any(|step| entered(&step.from)) {
        let message = format!(
            "no message begins a call; add `#[moves({}: new => …)]` to the first one of a call",
            machine.ident
        );
        errors.push(Rule::StateUnreachable, machine.ident.span(), message);
        return;
    }
    let mut reached: Vec<&Ident> = machine
        .states
        .iter()
        .take(usize::from(!keyed))
        .map(|state| &state.ident)
        .collect();
    loop {
        let before = reached.len();
        for step in &steps {
            let comes = match &step.from {
                From::Any(_) => keyed || !reached.is_empty(),
                From::New(_) => true,
                From::States(states) => states.iter().any(|state| reached.contains(&state)),
            };
            if comes && !reached.contains(&&step.to) {
                reached.push(&step.to);
            }
        }
        if reached.len() == before {
            break;
        }
    }
    for state in machine
        .states
        .iter()
        .filter(|state| !reached.contains(&&state.ident))
    {
        let message = format!(
            "no message leads to `{}`; add `#[moves({}: … => {})]`, or remove it",
            state.ident, machine.ident, state.ident
        );
        errors.push(Rule::StateUnreachable, state.ident.span(), message);
    }
    if !machine.states.iter().any(|state| state.end) {
        return;
    }
    for state in machine
        .states
        .iter()
        .filter(|state| !state.end && reached.contains(&&state.ident))
    {
        let leaves = steps.iter().any(|step| {
            step.to != state.ident
                && match &step.from {
                    From::Any(_) => true,
                    From::New(_) => false,
                    From::States(states) => states.contains(&state.ident),
                }
        });
        if !leaves {
            let message = format!(
                "a call in `{}` never ends; add a message that moves on, or mark it `#[end]`",
                state.ident
            );
            errors.push(Rule::StateDeadEnd, state.ident.span(), message);
        }
    }
}
