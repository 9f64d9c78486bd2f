//! Messages that were posted as JSON.

use super::{Inbound, NO_TAG};
use crate::json::{Fault, Fill};
use crate::message::{self, Found, Miss, Tagged, Unknown};
use crate::session::admit::AdmittedJson;
use crate::session::features::{ENVELOPES, QUESTIONS};
use crate::session::refusal::Refusal;
use crate::table::{DirectionTable, FamilyTable, Requests, Row};

/// A message in the envelope of its family.
pub(in crate::session) struct Posted<'a> {
    json: &'a str,
    /// The string of which a codec made the JSON.
    coded: Option<&'a str>,
    table: &'static DirectionTable,
    nesting: u16,
    tagged: Tagged<'a>,
}

/// Finds out which message was posted.
#[inline]
pub(in crate::session) fn posted<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
) -> Result<Posted<'a>, Refusal> {
    let found = message::find_tag(admitted.json(), table, nesting);
    with_tag(admitted, table, nesting, found)
}

/// As [`posted`], for a session: without what [none of a program's](ENVELOPES) needs.
#[inline]
pub(in crate::session) fn find_message<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    nesting: u16,
) -> Result<Posted<'a>, Refusal> {
    if ENVELOPES.is_linked() {
        return posted(admitted, table, nesting);
    }
    let found = message::find_plain_tag(admitted.json(), table.first(), nesting);
    with_tag(admitted, table, nesting, found)
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
            coded: admitted.posted(),
            table,
            nesting,
            tagged,
        }),
        Err(miss) => Err(missed(miss)),
    }
}

fn missed(miss: Miss) -> Refusal {
    match miss {
        Miss::NotOurs => NO_TAG,
        Miss::Malformed(fault) => Refusal::malformed(fault),
    }
}

impl Inbound for Posted<'_> {
    fn json(&self) -> &str {
        self.json
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
        message::read_body(self.json, &self.tagged, row, record, self.nesting)
    }

    #[cold]
    fn read_leniently(&self, row: &Row, record: &mut dyn Fill) -> u64 {
        message::read_body_leniently(self.json, &self.tagged, row, record, self.nesting)
    }

    #[inline]
    fn unknown(&self) -> Result<Unknown, Refusal> {
        let (json, tagged) = (self.json, &self.tagged);
        let Found::Unknown(token) = tagged.found else {
            return Err(NO_TAG);
        };
        message::check_unknown(json, tagged, self.nesting).map_err(|why| self.refusal(why))?;
        let family = self.table.index_of(tagged.family());
        Ok(Unknown::tagged(json, self.coded, token, tagged, family))
    }

    #[cold]
    fn refusal(&self, why: Fault) -> Refusal {
        missed(message::why_malformed(
            self.json,
            &self.tagged,
            why,
            self.nesting,
        ))
    }

    fn posted(&self) -> Option<&str> {
        self.coded
    }

    #[inline]
    fn family(&self) -> Option<&'static FamilyTable> {
        Some(self.tagged.family())
    }

    #[inline]
    fn request(&self) -> Option<(&'static Requests, Result<&str, Fault>)> {
        let requests = self
            .tagged
            .family()
            .requests
            .filter(|_| QUESTIONS.is_linked())?;
        let id = message::request_id(self.json, requests.id.key, self.nesting);
        Some((requests, id))
    }
}
