//! Answers whose body is a success or a failure, as a boolean in it says.

use std::collections::BTreeMap;

use cti_case::Case;
use cti_runtime::describe::Direction;

use super::build::Types;
use super::model::{Body, Data, DataShape, Family, Field, Kind, Message, Ty};
use super::naming;
use super::talk::{Group, Said};
use super::value::{Members, Value, get};

/// Keys of the boolean.
const FLAGS: [&str; 4] = ["success", "ok", "succeeded", "isSuccess"];

/// How often keys were there in successes and in failures, and how many of each there were.
#[derive(Clone, Debug, Default)]
struct Seen {
    successes: usize,
    failures: usize,
    on_success: BTreeMap<String, usize>,
    on_failure: BTreeMap<String, usize>,
}

/// An answer with a flag.
struct Answer {
    place: (usize, usize),
    direction: Direction,
    flag: &'static str,
    seen: Seen,
}

/// Declares the answers of messages that say whether they failed as such, where failures were seen.
pub(super) fn find(said: &[Said], families: &mut [Family], types: &mut Types) {
    let answers = answers(said, families);
    for direction in [Direction::FromVendor, Direction::ToVendor] {
        for flag in FLAGS {
            let alike: Vec<&Answer> = answers
                .iter()
                .filter(|of| of.direction == direction && of.flag == flag)
                .collect();
            declare(&alike, families, types);
        }
    }
}

/// Messages that answer others, and have a flag.
fn answers(said: &[Said], families: &[Family]) -> Vec<Answer> {
    let named: Vec<String> = {
        let messages = families.iter().flat_map(|family| &family.messages);
        messages
            .flat_map(|message| &message.attributes)
            .cloned()
            .collect()
    };
    let answered = |message: &Message| {
        named
            .iter()
            .any(|of| of == &format!("reply({})", naming::ident(&message.rust)))
    };
    let groups = said
        .iter()
        .flat_map(|said| said.families.iter().map(move |of| (said.direction, of)));
    let mut answers = Vec::new();
    for (at, ((direction, talked), family)) in groups.zip(families).enumerate() {
        for (index, (message, group)) in family.messages.iter().zip(&talked.groups).enumerate() {
            let Body::Fields(fields) = &message.body else {
                continue;
            };
            let plain = !fields
                .iter()
                .any(|field| field.id || field.beside || field.flatten);
            if !(plain && answered(message) && matches!(family.kind, Kind::Messages)) {
                continue;
            }
            let content = talked.envelope.content.as_deref();
            let flagged = |flag: &&str| {
                fields
                    .iter()
                    .any(|of| of.key == **flag && of.ty == Ty::Bool && !of.optional)
            };
            if let Some(flag) = FLAGS.into_iter().find(|flag| flagged(flag)) {
                let seen = Seen::of(group, content, fields, flag);
                answers.push(Answer {
                    place: (at, index),
                    direction,
                    flag,
                    seen,
                });
            }
        }
    }
    answers
}

impl Seen {
    fn of(group: &Group, content: Option<&str>, fields: &[Field], flag: &str) -> Self {
        let mut seen = Self::default();
        for message in &group.messages {
            let members: &Members = match content.map(|key| get(&message.members, key)) {
                None => &message.members,
                Some(Some(Value::Object(members))) => members,
                Some(_) => continue,
            };
            let (all, keys) = match get(members, flag) {
                Some(Value::Bool(true)) => (&mut seen.successes, &mut seen.on_success),
                _ => (&mut seen.failures, &mut seen.on_failure),
            };
            *all += 1;
            for field in fields.iter().filter(|field| field.key != flag) {
                if get(members, &field.key).is_some_and(|value| *value != Value::Null) {
                    *keys.entry(field.key.clone()).or_default() += 1;
                }
            }
        }
        seen
    }

    fn add(&mut self, other: &Self) {
        self.failures += other.failures;
        for (key, count) in &other.on_failure {
            *self.on_failure.entry(key.clone()).or_default() += count;
        }
    }
}

/// Declares answers that share the type of a failure.
fn declare(answers: &[&Answer], families: &mut [Family], types: &mut Types) {
    let mut all = Seen::default();
    for answer in answers {
        all.add(&answer.seen);
    }
    let clear = answers.iter().all(|answer| {
        let on_success = &answer.seen.on_success;
        on_success.len() <= 1
            && on_success
                .keys()
                .all(|key| !all.on_failure.contains_key(key))
    });
    if !clear || all.on_failure.is_empty() {
        return;
    }
    let failure = failure(answers, &all, families, types);
    for answer in answers {
        let Some(message) = families
            .get_mut(answer.place.0)
            .and_then(|family| family.messages.get_mut(answer.place.1))
        else {
            continue;
        };
        let Body::Fields(fields) = &message.body else {
            continue;
        };
        let key = answer.seen.on_success.keys().next();
        let field = key.and_then(|key| fields.iter().find(|field| field.key == *key));
        let ok = field.map_or(Ty::Nothing, |field| {
            let always = answer
                .seen
                .on_success
                .values()
                .all(|count| *count == answer.seen.successes);
            if always {
                field.ty.clone()
            } else {
                Ty::Option(Box::new(field.ty.clone()))
            }
        });
        let ok_key = key.map(|key| format!(", ok = {key:?}")).unwrap_or_default();
        let error_key = failure
            .1
            .as_ref()
            .map(|key| format!(", error = {key:?}"))
            .unwrap_or_default();
        let outcome = format!("Result<{}, {}>", ok.rust(), failure.0);
        let personal = field.is_some_and(|field| field.personal);
        message.attributes.push(format!(
            "outcome(flag = {:?}{ok_key}{error_key})",
            answer.flag
        ));
        message.body = Body::Whole(Field {
            rust: "outcome".to_owned(),
            ty: Ty::Named(outcome),
            personal,
            ..Field::default()
        });
    }
}

/// The type of a failure, and the key under which it is if it is one value.
fn failure(
    answers: &[&Answer],
    all: &Seen,
    families: &[Family],
    types: &mut Types,
) -> (String, Option<String>) {
    let mut fields: Vec<Field> = Vec::new();
    for answer in answers {
        let message = families
            .get(answer.place.0)
            .and_then(|of| of.messages.get(answer.place.1));
        let Some(Body::Fields(known)) = message.map(|message| &message.body) else {
            continue;
        };
        for field in known
            .iter()
            .filter(|field| all.on_failure.contains_key(&field.key))
        {
            if !fields.iter().any(|of| of.key == field.key) {
                fields.push(field.clone());
            }
        }
    }
    if let [field] = &*fields
        && all.on_failure.values().all(|count| *count == all.failures)
    {
        return (field.ty.rust(), Some(field.key.clone()));
    }
    let case = naming::case(
        fields.iter().map(|field| field.key.as_str()),
        naming::snake,
        Case::field,
        types.cases.keys,
    );
    for field in &mut fields {
        let count = all.on_failure.get(&field.key).copied().unwrap_or(0);
        field.optional = count < all.failures;
        field.null = false;
        field.note = field
            .optional
            .then(|| format!("In {count} of {}.", all.failures));
        let follows = naming::named(case).field(&field.rust) == field.key;
        field.rename = (!follows).then(|| field.key.clone());
    }
    let rust = types.taken.free("Refusal");
    types.data.push(Data {
        rust: rust.clone(),
        doc: format!("Seen {}.", super::text::times(all.failures, "time")),
        personal: false,
        case: (case != types.cases.keys).then_some(case),
        shape: DataShape::Object(fields),
    });
    (rust, None)
}
