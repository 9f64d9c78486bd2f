//! What crossed the edge of an in-page library: the arguments of a function, or what a subscriber is
//! called with.

use super::{Inbound, NO_TAG, ReadAgain};
use crate::describe::{CallbackKeys, Convention};
use crate::json::{self, Fault, Fill, JsonReader};
use crate::message::{self, Heard, Unknown};
use crate::session::admit::AdmittedJson;
use crate::session::assemble::Conventions;
use crate::session::part::Part;
use crate::session::refusal::Refusal;
use crate::table::{DirectionTable, Row};

/// A function or a subscription.
pub(in crate::session) struct Named<'a> {
    json: &'a str,
    table: &'static DirectionTable,
    name: &'a str,
    convention: &'static Convention,
    is_call: bool,
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
    Named {
        json: admitted.json(),
        table,
        name,
        convention: convention(table, table.find(name).unwrap_or(usize::MAX)),
        is_call,
        nesting,
    }
}

/// How a function is called and answers, or an event is subscribed to. For edges: a program without
/// conventions has in it only what the plain one needs.
#[inline]
pub fn convention(table: &DirectionTable, row: usize) -> &'static Convention {
    if has_conventions() {
        table.convention(row)
    } else {
        &Convention::PLAIN
    }
}

/// Whether a protocol of this program has conventions of its own.
#[inline]
pub(in crate::session) fn has_conventions() -> bool {
    Part::<Conventions>::is_made()
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
        if self.is_call && has_conventions() && self.convention.object {
            message::read_named_arguments(self.json, record, self.nesting)
        } else if self.is_call {
            message::read_arguments(self.json, record, self.nesting)
        } else {
            read_fired(self.json, self.convention, record, self.nesting)
        }
    }

    /// What a library calls answers no request.
    fn again(&self) -> ReadAgain {
        |_, _, _| Err(NO_TAG)
    }

    fn read_leniently(&self, _: &Row, _: &mut dyn Fill) -> u64 {
        0
    }

    fn unknown(&self) -> Result<Unknown, Refusal> {
        json::check(self.json, &[], self.nesting).map_err(Refusal::malformed)?;
        Ok(Unknown::new(self.name.into(), self.json.to_owned(), &[]))
    }
}

fn read_fired(
    json: &str,
    convention: &Convention,
    record: &mut dyn Fill,
    nesting: u16,
) -> Result<(), Fault> {
    let keys = convention.keys.as_ref();
    heard(json, keys, record, nesting)
        .or_else(|fault| message::check_callback(json, keys, nesting).and(Err(fault)))
}

fn heard(
    json: &str,
    keys: Option<&CallbackKeys>,
    record: &mut dyn Fill,
    nesting: u16,
) -> Result<(), Fault> {
    if !record.shape().whole {
        return json::check(json, &[], nesting);
    }
    let read = |text: &str, record: &mut dyn Fill| {
        let mut reader = JsonReader::new(text, nesting);
        record.set(0, &mut reader).and_then(|()| reader.end())
    };
    if !has_conventions() {
        return read(json, record);
    }
    let heard = Heard::read(json, keys, nesting)?;
    read(heard.text(), record).map_err(|fault| heard.fault(fault))
}
