//! Commands as JavaScript has them: read through the codec, and refused where they aren't as
//! declared.

use cti_runtime::json::{self, Fill};
use cti_runtime::message::{Found, FoundObject, Lifted, Miss, Paths, Unsent, find_tag, read_body};
use cti_runtime::protocol::{Messages, New};
use cti_runtime::table::{FamilyTable, Row};
use cti_runtime::{Fault, Limits, mask};
use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use super::values::{error, message};
use crate::value::{has_own, is_array, json_of, own_keys};

/// Reads a message of this side.
///
/// # Errors
/// An `Error` that says what isn't as declared, with the `path` to it.
pub(super) fn read<F: Messages>(value: &JsValue) -> Result<F, JsValue> {
    let limits = Limits::DEFAULT;
    let json = json_of(value, &limits).ok_or_else(|| error("it is too large"))?;
    let nesting = limits.nesting();
    // A page whose protocol is written as objects has no parser of JSON in it.
    let (row, read) = if const { F::TABLE.plain_tag().is_some() } {
        read_object::<F>(&json, nesting)
    } else {
        read_text::<F>(&json, nesting)
    }?;
    match left_out(value, &message(&read), "", &is_made::<F>) {
        Some(path) => Err(at(&format!("{}: there is no such field", row.tag), &path)),
        None => Ok(read),
    }
}

/// Reads a message of which nothing but a tag is to be found, and perhaps a content.
fn read_object<F: Messages>(json: &str, nesting: u16) -> Result<(&'static Row, F), JsValue> {
    let found = FoundObject::find(json, F::TABLE, nesting).map_err(missed)?;
    let Some((index, _)) = found.row() else {
        return Err(unknown(&found.tag(), found.family()));
    };
    read_row(index, json, |row, record| {
        found.read(row, record).map_err(|(fault, _)| fault)
    })
}

fn read_text<F: Messages>(json: &str, nesting: u16) -> Result<(&'static Row, F), JsValue> {
    let mut room = Lifted::default();
    if const { F::TABLE.has_paths() } {
        room.lift(json, Paths::of(F::TABLE), nesting)
            .map_err(error)?;
    }
    let lifted = room.text(json);
    let found = find_tag(lifted, F::TABLE, nesting).map_err(missed)?;
    let index = match found.found {
        Found::Row(row) => usize::from(row),
        Found::Unknown(tag) => return Err(unknown(&json::unescape(tag), found.family())),
    };
    read_row(index, json, |row, record| {
        read_body(lifted, &found, row, record, nesting).map_err(|fault| room.fault(fault))
    })
}

/// Reads a message of this row into a blank one, in which there need not be what the session fills in.
fn read_row<F: Messages>(
    index: usize,
    json: &str,
    read: impl FnOnce(&Row, &mut dyn Fill) -> Result<(), Fault>,
) -> Result<(&'static Row, F), JsValue> {
    let row = F::TABLE
        .row(index)
        .ok_or_else(|| error("no such command"))?;
    let mut message = F::make(New::Row(index));
    let mut unsent = Unsent::new(message.record_mut(), F::TABLE, index);
    read(row, &mut unsent).map_err(|fault| drifted(row.tag, &fault, json))?;
    Ok((row, message))
}

fn missed(miss: Miss) -> JsValue {
    match miss {
        Miss::NotOurs => error("it has no tag of this protocol"),
        Miss::Malformed(fault) => error(fault),
    }
}

fn unknown(tag: &str, family: &FamilyTable) -> JsValue {
    let name = if family.has_data_in_tags() {
        mask::MASK
    } else {
        mask::name(tag)
    };
    error(format!("no such command: {name}"))
}

fn drifted(tag: &str, fault: &Fault, json: &str) -> JsValue {
    at(&format!("{tag}: {fault}"), &fault.locate(json).path)
}

/// An `Error` with the path to what is wrong.
fn at(text: &str, path: &str) -> JsValue {
    let text = if path.is_empty() {
        text.to_owned()
    } else {
        format!("{text}, at {path}")
    };
    let error = Error::new(&text).into();
    // A fresh object takes any member.
    let _ = Reflect::set(&error, &"path".into(), &path.into());
    error
}

/// Whether the session makes it: the id of a request.
fn is_made<F: Messages>(path: &str) -> bool {
    let mut requests = F::TABLE
        .families
        .iter()
        .filter_map(|family| family.requests);
    requests.any(|requests| requests.id.is_some_and(|id| id.key == path))
}

/// The path to the first member that was given and isn't in what was read of it. A misspelled field
/// is one: what arrives may have more than the declaration says, what is sent may not.
fn left_out(
    given: &JsValue,
    read: &JsValue,
    path: &str,
    is_made: &dyn Fn(&str) -> bool,
) -> Option<String> {
    if !given.is_object() {
        return None;
    }
    let keys = own_keys(given).ok()?;
    let list = is_array(given) == Ok(true);
    keys.iter().find_map(|key| {
        let value = Reflect::get(given, &key).ok()?;
        if value.is_null_or_undefined() {
            return None;
        }
        let name = key.as_string()?;
        let path = match (list, path, mask::name(&name)) {
            (true, ..) => format!("{path}[{name}]"),
            (false, "", name) => name.to_owned(),
            (false, _, name) => format!("{path}.{name}"),
        };
        if read.is_object() && has_own(read, &key) == Ok(true) {
            return left_out(&value, &Reflect::get(read, &key).ok()?, &path, is_made);
        }
        (!is_made(&path)).then_some(path)
    })
}
