//! Messages that were posted as JSON.

use super::{Inbound, NO_TAG, ReadAgain, missed, read};
use crate::json::{Fault, Fill};
use crate::limits::MAX_NESTING;
use crate::message::{self, Found, Lifted, Miss, Paths, Tagged, Unknown};
use crate::session::admit::AdmittedJson;
use crate::session::assemble::InnerObjects;
use crate::session::part::Part;
use crate::session::refusal::Refusal;
use crate::table::{DirectionTable, FamilyTable, Requests, Row};

/// A message in the envelope of its family.
pub(in crate::session) struct Posted<'a> {
    json: &'a str,
    /// The JSON, with what [stands in other objects](Lifted) in front of it.
    lifted: &'a str,
    /// Where that came from.
    from: Option<&'a Lifted>,
    /// The string of which a codec made the JSON.
    coded: Option<&'a str>,
    table: &'static DirectionTable,
    nesting: u16,
    tagged: Tagged<'a>,
}

/// Finds out which message of a table was posted. What stands in other objects is lifted into the room.
pub(in crate::session) fn posted<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
    room: &'a mut Lifted,
) -> Result<Posted<'a>, Refusal> {
    if table.has_paths() {
        lifted(admitted, table, nesting, room)
    } else {
        enveloped(admitted, table, nesting)
    }
}

/// As [`posted`], of what a session has taken in: no program without inner objects has what reads them.
fn posted_again<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
    room: &'a mut Lifted,
) -> Result<Posted<'a>, Refusal> {
    if Part::<InnerObjects>::is_made() {
        posted(admitted, table, nesting, room)
    } else {
        enveloped(admitted, table, nesting)
    }
}

/// As [`posted`], of a table of one family whose envelope has a tag and perhaps a content.
#[inline]
pub(in crate::session) fn plain<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
) -> Result<Posted<'a>, Refusal> {
    let found = message::find_plain_tag(admitted.json(), table.first(), nesting);
    with_tag(admitted, table, nesting, found)
}

/// As [`posted`], of any families without paths.
#[inline]
pub(in crate::session) fn enveloped<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
) -> Result<Posted<'a>, Refusal> {
    let found = message::find_tag(admitted.json(), table, nesting);
    not_spelt_out(admitted, with_tag(admitted, table, nesting, found))
}

/// An object that was posted with the key of bare strings is none.
#[inline]
fn not_spelt_out<'a>(
    admitted: &AdmittedJson<'a>,
    posted: Result<Posted<'a>, Refusal>,
) -> Result<Posted<'a>, Refusal> {
    posted.and_then(|posted| {
        if posted.tagged.family().is_bare() && admitted.is_as_posted() {
            Err(NO_TAG)
        } else {
            Ok(posted)
        }
    })
}

/// As [`posted`], of envelopes that have some of it in other objects.
#[inline(never)]
pub(in crate::session) fn lifted<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
    room: &'a mut Lifted,
) -> Result<Posted<'a>, Refusal> {
    let found = room.lift(admitted.json(), Paths::of(table), nesting);
    found.map_err(Refusal::malformed)?;
    let lifted = room.text(admitted.json());
    let found = message::find_tag(lifted, table, nesting);
    let moved = |miss| match miss {
        Miss::Malformed(fault) => Miss::Malformed(room.fault(fault)),
        Miss::NotOurs => Miss::NotOurs,
    };
    let found = with_tag(admitted, table, nesting, found.map_err(moved));
    let posted = not_spelt_out(admitted, found)?;
    Ok(Posted {
        lifted,
        from: Some(room),
        ..posted
    })
}

#[inline]
fn with_tag<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
    found: Result<Tagged<'a>, Miss>,
) -> Result<Posted<'a>, Refusal> {
    match found {
        Ok(tagged) => Ok(Posted {
            json: admitted.json(),
            lifted: admitted.json(),
            from: None,
            coded: admitted.posted(),
            table,
            nesting,
            tagged,
        }),
        Err(miss) => Err(missed(miss)),
    }
}

impl Inbound for Posted<'_> {
    fn json(&self) -> &str {
        self.json
    }

    fn lifted(&self) -> &str {
        self.lifted
    }

    #[inline]
    fn row(&self) -> Option<(usize, &'static Row)> {
        match self.tagged.found {
            Found::Row(row) => Some((row.into(), self.table.row(row.into())?)),
            Found::Unknown(_) => None,
        }
    }

    #[inline]
    fn read(&self, row: &Row, record: &mut dyn Fill) -> Result<(), Fault> {
        message::read_body(self.lifted, &self.tagged, row, record, self.nesting)
            .map_err(|fault| self.moved(fault))
    }

    #[cold]
    fn again(&self) -> ReadAgain {
        |json, table, slot| {
            let (kept, mut room) = (AdmittedJson::kept(json), Lifted::default());
            read(&posted_again(&kept, table, MAX_NESTING, &mut room)?, slot)
        }
    }

    fn read_leniently(&self, row: &Row, record: &mut dyn Fill) -> u64 {
        message::read_body_leniently(self.lifted, &self.tagged, row, record, self.nesting)
    }

    #[inline]
    fn unknown(&self) -> Result<Unknown, Refusal> {
        let (json, tagged) = (self.json, &self.tagged);
        let Found::Unknown(token) = tagged.found else {
            return Err(NO_TAG);
        };
        message::check_unknown(self.lifted, tagged, self.nesting)
            .map_err(|why| self.refusal(self.moved(why)))?;
        let (family, at) = (tagged.family(), self.from.is_none().then_some(tagged.at()));
        let index = self.table.index_of(family);
        Ok(Unknown::tagged(json, self.coded, token, at, family, index))
    }

    #[cold]
    fn refusal(&self, why: Fault) -> Refusal {
        match message::why_malformed(self.lifted, &self.tagged, why, self.nesting) {
            Miss::Malformed(fault) if fault != why => Refusal::malformed(self.moved(fault)),
            miss => missed(miss),
        }
    }

    fn posted(&self) -> Option<&str> {
        self.coded
    }

    #[inline]
    fn family(&self) -> Option<&'static FamilyTable> {
        Some(self.tagged.family())
    }

    fn requests(&self) -> Option<&'static Requests> {
        self.tagged.family().requests
    }

    fn moved(&self, fault: Fault) -> Fault {
        self.from.map_or(fault, |lifted| lifted.fault(fault))
    }
}
