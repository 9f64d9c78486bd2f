//! Messages that were posted as objects, in the JSON that a browser's edge has written of them.

use super::{Inbound, ReadAgain, missed, read};
use crate::json::{Fault, Fill};
use crate::limits::MAX_NESTING;
use crate::message::{FoundObject, Unknown};
use crate::session::admit::AdmittedJson;
use crate::session::refusal::Refusal;
use crate::table::{DirectionTable, Row};

/// An object in which nothing but a tag is to be found, and perhaps a content.
pub(in crate::session) struct Object<'a> {
    json: &'a str,
    found: FoundObject<'a>,
}

/// Finds out which message an object is, in a table of one plain part.
pub(in crate::session) fn object<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
) -> Result<Object<'a>, Refusal> {
    let json = admitted.json();
    let found = FoundObject::find(json, table, nesting).map_err(missed)?;
    Ok(Object { json, found })
}

impl Inbound for Object<'_> {
    fn json(&self) -> &str {
        self.json
    }

    fn row(&self) -> Option<(usize, &'static Row)> {
        self.found.row()
    }

    fn read(&self, row: &Row, record: &mut dyn Fill) -> Result<(), Fault> {
        self.found.read(row, record).map_err(|(fault, _)| fault)
    }

    fn again(&self) -> ReadAgain {
        |json, table, slot| {
            read(
                &object(&AdmittedJson::kept(json), table, MAX_NESTING)?,
                slot,
            )
        }
    }

    fn read_leniently(&self, row: &Row, record: &mut dyn Fill) -> u64 {
        let read = self.found.read(row, record);
        read.map_or_else(|(_, fields)| fields, |()| u64::MAX)
    }

    fn unknown(&self) -> Result<Unknown, Refusal> {
        let (tag, keys) = (self.found.tag(), self.found.family().content_keys());
        Ok(Unknown::new(tag.into(), self.json.to_owned(), keys))
    }
}
