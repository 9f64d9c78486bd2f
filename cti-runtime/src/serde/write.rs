//! JSON that was written, as any format's.

use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json::{Fault, JsonReader, Kind, Reader, inexact};
use crate::limits::MAX_NESTING;

/// Writes JSON in another format.
pub(super) fn json<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if !is_exact(json) {
        return Err(S::Error::custom("a value that can't be said exactly"));
    }
    Json(json).serialize(serializer)
}

/// Whether what was written is exactly what should be said.
fn is_exact(json: &str) -> bool {
    inexact(json, false).is_none()
}

/// A value of JSON.
struct Json<'a>(&'a str);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = JsonReader::new(self.0, MAX_NESTING);
        match reader.kind().map_err(S::Error::custom)? {
            Kind::Null => serializer.serialize_unit(),
            Kind::Bool => serializer.serialize_bool(reader.bool().map_err(S::Error::custom)?),
            Kind::Number => number(self.0, serializer),
            Kind::String => serializer.serialize_str(&reader.str().map_err(S::Error::custom)?),
            Kind::Array => items(&mut reader, serializer),
            Kind::Object => entries(&mut reader, serializer),
        }
    }
}

/// A number, as whole as it is.
fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let text = text.trim();
    if let Ok(whole) = text.parse::<u64>() {
        serializer.serialize_u64(whole)
    } else if let Ok(whole) = text.parse::<i64>() {
        serializer.serialize_i64(whole)
    } else {
        let float = text.parse().map_err(S::Error::custom)?;
        serializer.serialize_f64(float)
    }
}

fn items<S: Serializer>(reader: &mut JsonReader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(None)?;
    let mut failed = None;
    let read = reader.items(&mut |item| {
        let item = item.raw()?;
        take(list.serialize_element(&Json(&item)), &mut failed);
        Ok(())
    });
    finish(read, failed)?;
    list.end()
}

fn entries<S: Serializer>(reader: &mut JsonReader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut failed = None;
    let read = reader.entries(&mut |key, value| {
        let value = value.raw()?;
        take(map.serialize_entry(key, &Json(&value)), &mut failed);
        Ok(())
    });
    finish(read, failed)?;
    map.end()
}

/// Keeps the first failure of a format.
fn take<E>(result: Result<(), E>, failed: &mut Option<E>) {
    if let Err(error) = result {
        failed.get_or_insert(error);
    }
}

fn finish<E: serde_core::ser::Error>(read: Result<(), Fault>, failed: Option<E>) -> Result<(), E> {
    match failed {
        Some(error) => Err(error),
        None => read.map_err(E::custom),
    }
}
