//! Messages that were posted as objects, in the JSON that a browser's edge has written of them.

use std::borrow::Cow;

use super::{Inbound, NO_TAG};
use crate::json::{Fault, Fill};
use crate::message::{self, Snapshot, Unknown};
use crate::session::admit::AdmittedJson;
use crate::session::refusal::Refusal;
use crate::table::{DirectionTable, FamilyTable, Row};

/// An object in which nothing but a tag is to be found, and perhaps a content.
pub(in crate::session) struct Object<'a> {
    json: &'a str,
    snapshot: Snapshot<'a>,
    family: &'static FamilyTable,
    /// Its row, if its tag is declared.
    row: Option<u16>,
}

/// Finds out which message an object is, in a table of one plain part.
pub(in crate::session) fn object<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
) -> Result<Object<'a>, Refusal> {
    let json = admitted.json();
    let snapshot = Snapshot::new(json, nesting);
    let family = table.only_plain().ok_or(NO_TAG)?;
    let row = family.find(&tag(&snapshot, family)?);
    match snapshot.too_deep() {
        Some(fault) => Err(Refusal::malformed(fault)),
        None => Ok(Object {
            json,
            snapshot,
            family,
            row,
        }),
    }
}

fn tag<'a>(snapshot: &'a Snapshot<'_>, family: &FamilyTable) -> Result<Cow<'a, str>, Refusal> {
    let tag = message::object_tag(snapshot, family.tag).map_err(Refusal::malformed)?;
    tag.ok_or(NO_TAG)
}

impl Inbound for Object<'_> {
    fn json(&self) -> &str {
        self.json
    }

    fn row(&self) -> Option<(usize, &'static Row)> {
        let row = usize::from(self.row?);
        Some((row, self.family.rows.get(row)?))
    }

    fn read(&self, row: &Row, record: &mut dyn Fill) -> Result<(), Fault> {
        message::read_message(&self.snapshot, row, self.family.tag, record)
            .map_err(|(fault, _)| fault)
    }

    fn read_leniently(&self, row: &Row, record: &mut dyn Fill) -> u64 {
        let read = message::read_message(&self.snapshot, row, self.family.tag, record);
        read.map_or_else(|(_, fields)| fields, |()| u64::MAX)
    }

    fn unknown(&self) -> Result<Unknown, Refusal> {
        let (name, json) = (tag(&self.snapshot, self.family)?, self.json.to_owned());
        Ok(Unknown::new(name.into(), json, self.family.content_keys()))
    }
}
