//! Fields, from what is known of an object's members.

use std::collections::BTreeMap;

use cti_case::Case;

use super::model::{Field, Ty};
use super::naming::{self, Taken};
use super::privacy::{self, Around};
use super::shape::Shape;
use super::text::times;
use super::types::{self, Named};

/// The most fields that a record has.
pub(super) const MOST: usize = 60;

/// What is known of a record, and around it.
pub(super) struct Record<'r> {
    pub(super) members: &'r Shape,
    /// How many records there were, those without any member included.
    pub(super) total: usize,
    /// The types of objects in it, by their keys.
    pub(super) inside: &'r BTreeMap<String, usize>,
    pub(super) around: Around,
    pub(super) case: Case,
    /// Whether it stands beside a content, whose fields have names already.
    pub(super) beside: bool,
}

/// The fields of a record. Names are taken in the order of the fields.
pub(super) fn of(record: &Record<'_>, named: &dyn Named, taken: &mut Taken) -> Vec<Field> {
    if record.members.members.len() > MOST || record.members.has_data_keys() {
        return vec![rest(record, named, taken)];
    }
    let declared = record
        .members
        .members
        .iter()
        .filter(|(key, shape)| !shape.halves && !key.is_empty() && !key.contains('\u{fffd}'));
    declared
        .map(|(key, shape)| field(key, shape, record, named, taken))
        .collect()
}

/// All members, where they are too many or their keys are data.
fn rest(record: &Record<'_>, named: &dyn Named, taken: &mut Taken) -> Field {
    let values = record.members.any_member();
    let ty = match types::of(&values, "rest", None, named) {
        Ty::Json | Ty::Object(_) => Ty::Json,
        ty if values.null > 0 => Ty::Option(Box::new(ty)),
        ty => ty,
    };
    Field {
        rust: taken.free("rest"),
        ty: Ty::Map(Box::new(ty)),
        flatten: true,
        personal: true,
        note: Some("The keys look like data, or are too many for fields.".to_owned()),
        ..Field::default()
    }
}

fn field(
    key: &str,
    shape: &Shape,
    record: &Record<'_>,
    named: &dyn Named,
    taken: &mut Taken,
) -> Field {
    let ty = types::of(shape, key, record.inside.get(key).copied(), named);
    let (ty, personal) = privacy::judge(key, shape, ty, record.around);
    let rust = naming::snake(key);
    let clashes = record.beside && taken.has(&rust);
    let rust = taken.free(&if clashes {
        format!("beside_{rust}")
    } else {
        rust
    });
    let rename = (record.case.field(&rust) != key).then(|| key.to_owned());
    let optional = shape.null > 0 || shape.count < record.total;
    Field {
        key: key.to_owned(),
        rust,
        rename,
        optional,
        null: shape.null > 0 && shape.count >= record.total,
        personal,
        note: note(shape, &ty, record.total),
        ty,
        ..Field::default()
    }
}

/// What is uncertain of a field.
fn note(shape: &Shape, ty: &Ty, total: usize) -> Option<String> {
    let mut notes = Vec::new();
    if shape.count < total {
        notes.push(format!("In {} of {total}.", shape.count));
    }
    if shape.null == shape.count {
        notes.push("Only null was seen.".to_owned());
    } else if shape.null > 0 {
        notes.push(format!("Null {}.", times(shape.null, "time")));
    }
    if *ty == Ty::Json && shape.kinds() > 1 {
        notes.push(format!("Not always the same: {}.", kinds(shape)));
    }
    if *ty == Ty::List(Box::new(Ty::Json)) {
        notes.push("Only empty lists, or with different items.".to_owned());
    }
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// The kinds of values that were there.
pub(super) fn kinds(shape: &Shape) -> String {
    let numbers = shape.naturals + shape.negative + shape.fractions;
    let kinds = [
        (shape.bools, "a boolean"),
        (numbers, "a number"),
        (shape.strings, "a string"),
        (shape.lists, "a list"),
        (shape.objects, "an object"),
        (shape.null, "null"),
    ];
    let there = kinds.iter().filter(|(count, _)| *count > 0);
    let there: Vec<String> = there
        .map(|(count, kind)| format!("{kind} ({count})"))
        .collect();
    there.join(", ")
}
