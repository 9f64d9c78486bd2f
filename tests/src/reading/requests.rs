//! Ids of requests, and what answers them.

use cti_runtime::describe::{
    Answer, Constant, Decides, Description, Direction, Family, Message, Reply, Type,
};

use super::outcome::there;
use super::{Entries, Not, Reader, Reading, all};
use crate::families::{self, Choice, choose};
use crate::json::Json;
use crate::paths;

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
    // What is answered over a port is answered nowhere else.
    let answers = asked.filter_map(|family| Some(family.requests?.answer));
    let answers = answers.filter(|answer| answer.id.is_some());
    let mut nobodys = None;
    for answer in answers.filter(|answer| !marked || !answer.constants.is_empty()) {
        let Some(entries) = &paths::lift(&paths::of_answer(&answer), entries) else {
            continue;
        };
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
    let Some(id) = answer.id else {
        return Some(true);
    };
    let ids: Vec<_> = all(entries, &[id]).into_iter().map(is_id).collect();
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
    let mut keys = values(answer).chain(constants).chain(answer.id);
    keys.any(|key| all(entries, &[key]).len() > 1)
}

impl Reader {
    /// Whether a message answers the request that waits under this id, or over whose port it comes, and says
    /// what it may; `None` if this reader can't tell.
    pub fn answers(
        self,
        family: &Family,
        message: &Message,
        id: &Json,
        json: &Json,
    ) -> Option<bool> {
        let answer = family.requests?.answer;
        let Some(Reply::Callback { result, error }) = message.reply else {
            return None;
        };
        let Json::Object(entries) = json else {
            return Some(false);
        };
        let answering = family.direction.opposite();
        let Some(key) = answer.id else {
            return self.answers_over_port(&answer, (result, error), entries);
        };
        // A message of the other side comes first, and so does an unknown one before an answer without
        // constants.
        let all_paths = paths::of_direction(self.description, answering);
        let Some(lifted) = paths::lift(&all_paths, entries) else {
            return Some(false);
        };
        match choose(self.description, answering, &lifted) {
            Choice::Repeated => return Some(false),
            Choice::Family(of, tag) if paths::find(of, &tag).is_some() => {
                return None;
            }
            Choice::Family(..) if answer.constants.is_empty() => return Some(false),
            Choice::Family(..) | Choice::None => {}
        }
        let Some(entries) = &paths::lift(&paths::of_answer(&answer), entries) else {
            return Some(false);
        };
        if !is_answer(&answer, entries)? || repeats(&answer, entries) {
            return Some(false);
        }
        if all(entries, &[key]) != [id] {
            return None;
        }
        let silent = matches!(result, Type::Option(_) | Type::Nothing);
        let says = values(&answer).any(|key| !all(entries, &[key]).is_empty())
            || !answer.constants.is_empty()
            || (silent && answer.flag.is_none());
        match self.said(&answer, result, error, entries) {
            Err(Not::Known) => None,
            said => Some(says && said.is_ok()),
        }
    }

    /// The same of what comes over a port, where no other message does.
    fn answers_over_port(
        self,
        answer: &Answer,
        (result, error): (Type, Type),
        entries: &Entries,
    ) -> Option<bool> {
        let Some(entries) = &paths::lift(&paths::of_answer(answer), entries) else {
            return Some(false);
        };
        if !is_answer(answer, entries)? || repeats(answer, entries) {
            return Some(false);
        }
        match self.said(answer, result, error, entries) {
            Err(Not::Known) => None,
            said => Some(said.is_ok()),
        }
    }

    /// What an answer says, as it would be written.
    fn said(
        self,
        answer: &Answer,
        result: Type,
        error: Type,
        entries: &Entries,
    ) -> Result<Json, Not> {
        let ok = (answer.ok, result);
        let failure = (answer.error, error);
        let is_there = |key: Option<&str>| key.is_some_and(|key| there(entries, key).is_some());
        let succeeded = match answer.flag {
            Some(flag) => match all(entries, &[flag])[..] {
                [Json::Bool(success)] => *success,
                _ => return Err(Not::Fits),
            },
            None if answer.decides == Some(Decides::Ok) => {
                is_there(answer.ok) || !is_there(answer.error)
            }
            None => !is_there(answer.error),
        };
        let ((key, ty), (other, _)) = if succeeded {
            (ok, failure)
        } else {
            (failure, ok)
        };
        if answer.decides.is_none() && is_there(other) {
            return Err(Not::Fits);
        }
        match (key.map(|key| all(entries, &[key])), answer.flag) {
            (Some(values), flag) => match (values.first(), ty) {
                // Without a flag and a place for a failure, null is a result.
                (Some(Json::Null), _) if flag.is_none() && answer.error.is_some() => nothing(ty),
                (Some(value), _) => self.value(ty, value),
                (None, _) if flag.is_some() => self.value(ty, &Json::Null),
                (None, _) => nothing(ty),
            },
            (None, _) if ty == Type::Nothing => Ok(Json::Null),
            (None, _) => {
                let data = self.named(ty).ok_or(Not::Known)?;
                self.object(data, entries).map(Json::Object)
            }
        }
    }
}

/// A result that isn't there.
fn nothing(ty: Type) -> Result<Json, Not> {
    match ty {
        Type::Option(_) | Type::Nothing => Ok(Json::Null),
        _ => Err(Not::Fits),
    }
}
