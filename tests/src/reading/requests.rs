//! Ids of requests, and what answers them.

use cti_runtime::describe::{Answer, Constant, Description, Direction};

use super::{Entries, Reading, all};
use crate::families;
use crate::json::Json;

/// The bytes that an id may have in its text.
const ID_BYTES: usize = 256;

/// Whether a value can be an id; `None` if that depends on how it was spelled.
pub(super) fn is_id(value: &Json) -> Option<bool> {
    match value {
        Json::String(text) if text.len() > ID_BYTES => Some(false),
        // A byte takes six as an escape.
        Json::String(text) if text.len() * 6 > ID_BYTES => None,
        Json::String(_) => Some(true),
        Json::Number(number) => (!number.is_f64()).then_some(true),
        _ => Some(false),
    }
}

/// What a session that has asked nothing takes a message for, if it is an answer of requests of the
/// other direction. `marked` asks for answers that have constants only.
pub(super) fn answer(
    description: &Description,
    receives: Direction,
    marked: bool,
    entries: &Entries,
) -> Option<Reading<'static>> {
    let asked = description.families.iter();
    let asked = asked.filter(|family| family.direction != receives);
    let answers = asked.filter_map(|family| Some(family.requests?.answer));
    let mut nobodys = None;
    for answer in answers.filter(|answer| !marked || !answer.constants.is_empty()) {
        match is_answer(&answer, entries) {
            None => return Some(Reading::Unsure),
            Some(false) => continue,
            Some(true) if repeats(&answer, entries) => return Some(Reading::Repeated),
            Some(true) => {}
        }
        if values(&answer).any(|key| !all(entries, &[key]).is_empty()) {
            nobodys = Some(Reading::NotOurs);
        }
    }
    nobodys
}

/// Whether a message has what every answer has.
fn is_answer(answer: &Answer, entries: &Entries) -> Option<bool> {
    let right = |constant: &Constant| {
        let mut values = all(entries, &[constant.key]).into_iter();
        values.any(|value| *value == families::scalar(constant.value))
    };
    if !answer.constants.iter().all(right) {
        return Some(false);
    }
    let ids: Vec<_> = all(entries, &[answer.id]).into_iter().map(is_id).collect();
    if ids.contains(&Some(true)) {
        return Some(true);
    }
    (!ids.contains(&None)).then_some(false)
}

/// The keys of which an answer has one, mostly.
fn values(answer: &Answer) -> impl Iterator<Item = &'static str> + use<> {
    [answer.flag, answer.ok, answer.error].into_iter().flatten()
}

fn repeats(answer: &Answer, entries: &Entries) -> bool {
    let constants = answer.constants.iter().map(|constant| constant.key);
    let mut keys = values(answer).chain(constants).chain([answer.id]);
    keys.any(|key| all(entries, &[key]).len() > 1)
}
