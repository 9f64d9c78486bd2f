//! Conditions of transitions: fields that exist, of a type that is compared, with values that they
//! can have.

use crate::errors::Errors;
use crate::model::{At, Condition, DataShape, Field, Move, Scalar, Type, TypeKind, Value};
use crate::resolve::paths::Broken;
use crate::resolve::{DEPTH, Resolved, Row};
use crate::rules::Rule;
use crate::suggest::suggest;

/// One condition by itself.
pub(super) fn check(
    protocol: &Resolved<'_>,
    row: &Row<'_>,
    condition: &Condition,
    errors: &mut Errors,
) {
    let steps = match row.path(&condition.path) {
        Some(Ok(steps)) => steps,
        None | Some(Err(Broken::Unread)) => return,
        Some(Err(Broken::Unknown { part, known })) => {
            let hint = suggest(part, known);
            let text = format!("there is no field `{part}` here{hint}");
            errors.push(Rule::ConditionUnknown, part.span(), text);
            return;
        }
        Some(Err(Broken::Leaf { part })) => {
            let text = format!("nothing is inside of `{part}`: its type is no `#[data]` struct");
            errors.push(Rule::ConditionUnknown, part.span(), text);
            return;
        }
    };
    let Some(field) = steps.last() else { return };
    match compared(protocol, field) {
        Some(Compared::Unread) => {}
        Some(compared) => value(&compared, &condition.value, errors),
        None => {
            let text = format!(
                "`{}` is none of what a condition compares: a boolean, a whole number, a `String`, \
                 or an enum of strings",
                condition.path
            );
            errors.push(Rule::ConditionType, condition.path.span(), text);
        }
    }
}

/// Whether two moves of one machine are for the same messages, so that one of them must be chosen by
/// the state. If not, one field decides between them.
pub(super) fn alike(earlier: &Move, later: &Move, errors: &mut Errors) -> bool {
    match (&earlier.condition, &later.condition) {
        (None, None) => true,
        (Some(first), Some(second)) if first.path == second.path => {
            first.value.value == second.value.value
        }
        (Some(first), Some(second)) => {
            let text = format!(
                "which one counts? One field decides how a message moves `{}`",
                later.machine
            );
            let hint = "another one decides here";
            errors.twice(
                Rule::ConditionMixed,
                first.path.span(),
                second.path.span(),
                text,
                hint,
            );
            false
        }
        (Some(condition), None) | (None, Some(condition)) => {
            let always = if earlier.condition.is_none() {
                earlier
            } else {
                later
            };
            let text = format!(
                "this moves `{}` whatever the message says; add a condition on `{}`",
                later.machine, condition.path
            );
            let hint = "here it depends on what the message says";
            let (first, second) = (condition.path.span(), always.machine.span());
            errors.twice(Rule::ConditionMixed, first, second, text, hint);
            false
        }
    }
}

/// What a condition's value is compared with.
enum Compared<'a> {
    Bool,
    Integer {
        bits: u8,
        signed: bool,
    },
    Text,
    Values {
        values: &'a [Value],
        open: bool,
    },
    /// The type could not be read.
    Unread,
}

fn compared<'a>(protocol: &'a Resolved<'a>, field: &'a Field) -> Option<Compared<'a>> {
    if field.opaque || field.flatten || field.outcome.is_some() {
        return None;
    }
    of_type(protocol, &field.ty, DEPTH)
}

fn of_type<'a>(protocol: &'a Resolved<'a>, ty: &'a Type, depth: usize) -> Option<Compared<'a>> {
    match &ty.kind {
        TypeKind::Bool => Some(Compared::Bool),
        TypeKind::Integer { bits, signed } => Some(Compared::Integer {
            bits: *bits,
            signed: *signed,
        }),
        TypeKind::String => Some(Compared::Text),
        TypeKind::Option(inner) | TypeKind::Text(inner) => of_type(protocol, inner, depth),
        TypeKind::Declared(name) => {
            let Some(data) = protocol.data(name) else {
                return Some(Compared::Unread);
            };
            match &data.shape {
                DataShape::Newtype(inner) => of_type(protocol, inner, depth.checked_sub(1)?),
                DataShape::Enum { values, open } => Some(Compared::Values {
                    values,
                    open: *open,
                }),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A value that the field can have.
fn value(compared: &Compared<'_>, value: &At<Scalar>, errors: &mut Errors) {
    let text = match (compared, &value.value) {
        (Compared::Bool, Scalar::Bool(_))
        | (Compared::Text, Scalar::Text(_))
        | (Compared::Unread, _) => return,
        (Compared::Integer { bits, signed }, Scalar::Integer(number)) => {
            let range = TypeKind::range(*bits, *signed);
            if range.contains(&i128::from(*number)) {
                return;
            }
            let (least, most) = range.into_inner();
            format!("the field is a whole number from {least} to {most}")
        }
        (Compared::Values { values, open }, Scalar::Text(text)) => {
            match unlisted(values, *open, text) {
                Some(text) => text,
                None => return,
            }
        }
        (Compared::Bool, _) => "the field is a boolean; write `true` or `false`".to_owned(),
        (Compared::Integer { .. }, _) => "the field is a whole number; write one".to_owned(),
        (Compared::Text, _) => "the field is a string; write it in quotes".to_owned(),
        (Compared::Values { values, .. }, _) => {
            let hint = suggest("", values.iter().map(|value| &value.value.value));
            format!("the field is an enum of strings{hint}")
        }
    };
    errors.push(Rule::ConditionValue, value.span, text);
}

/// What is wrong with a string in place of one of an enum's.
fn unlisted(values: &[Value], open: bool, text: &str) -> Option<String> {
    let is = |value: &&Value| {
        let own = &value.value.value;
        if value.prefix {
            text.starts_with(own)
        } else {
            own == text
        }
    };
    if values.iter().any(|value| is(&value)) {
        return None;
    }
    let alias = values.iter().find(|value| {
        let mut aliases = value.aliases.iter();
        aliases.any(|alias| alias.value == text)
    });
    if let Some(value) = alias {
        let own = &value.value.value;
        return Some(format!("`{text}` is read as `{own}`; write `{own}`"));
    }
    if open {
        return None;
    }
    let hint = suggest(text, values.iter().map(|value| &value.value.value));
    Some(format!("the field never has this value{hint}"))
}
