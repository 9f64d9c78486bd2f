//! What crossed the edge of an in-page library: the arguments of a function, or what a subscriber is
//! called with.

use super::Inbound;
use crate::json::{self, Fault, Fill, JsonReader, Reader};
use crate::message::{self, Unknown};
use crate::session::admit::AdmittedJson;
use crate::session::refusal::Refusal;
use crate::table::{DirectionTable, Row};

/// A function or a subscription.
pub(in crate::session) struct Named<'a> {
    json: &'a str,
    table: &'static DirectionTable,
    name: &'a str,
    read: fn(&str, &mut dyn Fill, u16) -> Result<(), Fault>,
    nesting: u16,
}

/// A function, whose arguments were admitted, or a subscription.
pub(in crate::session) fn named<'a>(
    admitted: &AdmittedJson<'a>,
    table: &'static DirectionTable,
    name: &'a str,
    is_call: bool,
    nesting: u16,
) -> Named<'a> {
    let read = if is_call {
        message::read_arguments
    } else {
        read_fired
    };
    Named {
        json: admitted.json(),
        table,
        name,
        read,
        nesting,
    }
}

impl Inbound for Named<'_> {
    fn json(&self) -> &str {
        self.json
    }

    fn row(&self) -> Option<(usize, &'static Row)> {
        let row = self.table.find(self.name)?;
        Some((row, self.table.row(row)?))
    }

    fn read(&self, _: &Row, record: &mut dyn Fill) -> Result<(), Fault> {
        (self.read)(self.json, record, self.nesting)
    }

    fn read_leniently(&self, _: &Row, _: &mut dyn Fill) -> u64 {
        0
    }

    fn unknown(&self) -> Result<Unknown, Refusal> {
        json::check(self.json, &[], self.nesting).map_err(Refusal::malformed)?;
        Ok(Unknown::new(self.name.into(), self.json.to_owned(), &[]))
    }
}

fn read_fired(json: &str, record: &mut dyn Fill, nesting: u16) -> Result<(), Fault> {
    let mut reader = JsonReader::new(json, nesting);
    let read = if record.shape().whole {
        record.set(0, &mut reader)
    } else {
        reader.skip()
    };
    read.and_then(|()| reader.end())
        .or_else(|fault| json::check(json, &["result", "error"], nesting).and(Err(fault)))
}
