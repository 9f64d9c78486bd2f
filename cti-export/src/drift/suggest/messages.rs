//! Messages and values of enums.

use cti_runtime::describe::{Data, DataShape, Family, FamilyKind, Message, Value};

use super::functions::function;
use super::names::{Taken, variant_name};
use super::wire::Ways;
use cti_case::Case;

/// A value of an enum: `OnHold,`.
pub(crate) fn value(values: &[Value], open: bool, wire: &str) -> String {
    let names = values.iter().filter(|value| !value.prefix);
    let names = names.map(|value| (value.name, value.value));
    let ways = Ways::of(names, Case::variant, false);
    let other = open.then_some("Other");
    let taken = values.iter().map(|value| value.name);
    let mut taken = Taken::of(taken.chain(["Self", "New"]).chain(other));
    let name = taken.free(&variant_name(ways.bare(wire)));
    format!("{}{name},", ways.rename(&name, wire, Case::variant))
}

/// A message: `Held { call_id: String },`, or a request: `fn hold(call_id: String) -> Json;`.
pub(crate) fn message(
    family: &Family,
    taken: &mut Taken,
    tag: &str,
    fields: &[String],
    whole: Option<&str>,
) -> String {
    let ways = Ways::of_tags(family);
    if family.kind == FamilyKind::Requests {
        let arguments = whole.map(|ty| format!("content: {ty}"));
        let arguments = arguments.unwrap_or_else(|| fields.join(", "));
        let fails = family.requests.is_some_and(|of| of.answer.may_fail());
        let result = if fails { "Result<Json, Json>" } else { "Json" };
        return function(family, taken, tag, &arguments, result);
    }
    let name = taken.free(&variant_name(ways.bare(tag)));
    let rename = ways.rename(&name, tag, Case::variant);
    match whole {
        Some(ty) => format!("{rename}{name}({ty}),"),
        None if fields.is_empty() => format!("{rename}{name},"),
        None => format!("{rename}{name} {{ {} }},", fields.join(", ")),
    }
}

/// A declared message with this body; what stands above it stays.
pub(crate) fn body(message: &Message, body: &str) -> String {
    format!("{}{body},", message.name)
}

/// The Rust name of a data type's enum of values, if it has such.
pub(crate) fn values(data: &Data) -> Option<(&'static [Value], bool)> {
    match data.shape {
        DataShape::Enum { values, open } => Some((values, open)),
        _ => None,
    }
}
