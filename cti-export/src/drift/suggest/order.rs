//! Order rules that would have let a message come.

use cti_runtime::describe::{From, Message, Move};

/// The rule that would have let a message come in this state.
pub(crate) fn order(message: &Message, machine: &str, state: Option<&str>) -> String {
    let steps = message.moves.iter();
    let mut steps: Vec<&Move> = steps.filter(|step| step.machine == machine).collect();
    if steps.iter().any(|step| step.condition.is_some()) {
        // Which value it had isn't known, but with some it would have been in turn.
        steps.retain(|step| !begins(step.from, state));
    } else {
        steps.drain(..steps.len().saturating_sub(1));
    }
    if !steps.is_empty() {
        let steps = steps.into_iter().map(|step| wider(step, state));
        return steps.collect::<Vec<_>>().join("\n");
    }
    match state {
        Some(state) => {
            let only = message.only.iter().find(|only| only.machine == machine);
            let states = only.map_or(&[][..], |only| only.states);
            format!(
                "#[only({machine}: {})]",
                [states, &[state]].concat().join(" | ")
            )
        }
        // A message before its call is known: without the rule it is in turn, and no line says so.
        None => String::new(),
    }
}

fn begins(from: From, state: Option<&str>) -> bool {
    match (from, state) {
        (From::Any, _) | (From::New, None) => true,
        (From::States(states), Some(state)) => states.contains(&state),
        _ => false,
    }
}

/// A transition that begins in this state too.
fn wider(step: &Move, state: Option<&str>) -> String {
    let from = match (step.from, state) {
        (From::States(states), Some(state)) => [states, &[state]].concat().join(" | "),
        (_, state) => state.unwrap_or("new").to_owned(),
    };
    let condition = step.condition.map_or_else(String::new, |of| {
        format!(", if {} = {}", of.field, of.value)
    });
    format!(
        "#[moves({}: {from} => {}{condition})]",
        step.machine, step.to
    )
}
