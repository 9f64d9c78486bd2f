//! Which message an object of a browser is.

use std::borrow::Cow;
use std::fmt;

use super::Miss;
use super::object::{object_tag, read_message};
use super::snapshot::Snapshot;
use crate::json::{Fault, Fill};
use crate::table::{DirectionTable, FamilyTable, Row};

/// A message of a table with one plain family, in the JSON that an edge has written of an object. For
/// edges.
///
/// The JSON has to be as `JSON.stringify` writes it. That isn't checked: there is no parser of JSON in
/// this.
pub struct FoundObject<'a> {
    snapshot: Snapshot<'a>,
    family: &'static FamilyTable,
    row: Option<u16>,
}

impl<'a> FoundObject<'a> {
    /// Finds out which message an object is.
    ///
    /// # Errors
    /// If it has no tag, can't be held, or nests deeper than so many levels; or if there is more to be found
    /// in messages of this table than a tag, perhaps with a content.
    pub fn find(json: &'a str, table: &DirectionTable, nesting: u16) -> Result<Self, Miss> {
        let family = table.only_plain().ok_or(Miss::NotOurs)?;
        let snapshot = Snapshot::new(json, nesting);
        let tag = object_tag(&snapshot, family.tag).map_err(Miss::Malformed)?;
        let row = family.find(&tag.ok_or(Miss::NotOurs)?);
        match snapshot.too_deep() {
            Some(fault) => Err(Miss::Malformed(fault)),
            None => Ok(Self {
                snapshot,
                family,
                row,
            }),
        }
    }

    /// Its row and the place of that in the table; `None` if the declaration doesn't list its tag.
    pub fn row(&self) -> Option<(usize, &'static Row)> {
        let row = usize::from(self.row?);
        Some((row, self.family.rows.get(row)?))
    }

    /// Its tag.
    pub fn tag(&self) -> Cow<'_, str> {
        let tag = object_tag(&self.snapshot, self.family.tag);
        tag.ok().flatten().unwrap_or_default()
    }

    /// The family that its tag is of, or would be.
    pub const fn family(&self) -> &'static FamilyTable {
        self.family
    }

    /// Reads it into a blank message of its row, and passes over values that don't fit.
    ///
    /// # Errors
    /// If there are such values: the fault, and the fields that were read nevertheless, a bit each.
    pub fn read(&self, row: &Row, record: &mut dyn Fill) -> Result<(), (Fault, u64)> {
        read_message(&self.snapshot, row, self.family.tag, record)
    }
}

/// What it has is personal.
impl fmt::Debug for FoundObject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoundObject").finish_non_exhaustive()
    }
}
