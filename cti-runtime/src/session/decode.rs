//! From admitted JSON to a message: which one it is, and reading it into a blank one.

use super::admit::Admitted;
use super::call::CallId;
use super::order::Order;
use super::received::{Drifted, Gate, Refusal, Unknown};
use crate::codec::{self, Fault, Found, JsonReader, Miss, Reader, Record, Tagged};
use crate::protocol::{Family, FamilyTable, Row};

/// Admitted JSON whose message is known, before it is read.
pub(super) struct Envelope<'a> {
    pub(super) json: &'a str,
    pub(super) row: &'static Row,
    /// The row's place in the table.
    pub(super) index: usize,
    /// The origin that the session settles on if it takes the message.
    pub(super) origin: Option<&'a str>,
    /// The number of the call, on the vendor's side of a library.
    pub(super) call: Option<CallId>,
    tag: &'static str,
    nesting: u16,
    how: How<'a>,
}

/// How a message stands in its JSON.
enum How<'a> {
    /// In the envelope of its family.
    Posted(Tagged<'a>),
    /// Alone: as the arguments of a function, or as what a subscriber is called with.
    Bare(fn(&str, &mut dyn Record, u16) -> Result<(), Fault>),
}

/// Which message admitted JSON is.
pub(super) enum Opened<'a> {
    Known(Envelope<'a>),
    /// The declaration doesn't list its tag; it is kept as it is.
    Unknown(Unknown),
}

/// Opens a message that was posted.
#[inline]
pub(super) fn posted<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    nesting: u16,
) -> Result<Opened<'a>, Refusal> {
    let json = admitted.json();
    let tagged = match codec::find_tag(json, table, nesting) {
        Ok(tagged) => tagged,
        Err(Miss::NotOurs) => return Err(Refusal::new(Gate::NotOurs, "no tag of this protocol")),
        Err(Miss::Malformed(fault)) => return Err(Refusal::malformed(fault)),
    };
    match tagged.found {
        Found::Row(row) => known(json, table, row.into(), nesting, How::Posted(tagged)),
        Found::Unknown(token) => {
            codec::check_unknown(json, &tagged, table, nesting).map_err(Refusal::malformed)?;
            let unknown = Unknown::tagged(json.to_owned(), token, tagged.at(), table.content);
            Ok(Opened::Unknown(unknown))
        }
    }
}

/// Opens the arguments of a function, or what a subscriber is called with.
pub(super) fn named<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    name: &str,
    is_call: bool,
    nesting: u16,
) -> Result<Opened<'a>, Refusal> {
    if let Some(row) = find_row(table, name) {
        return bare(admitted, table, row, is_call, nesting);
    }
    let json = admitted.json();
    codec::check(json, &[], nesting).map_err(Refusal::malformed)?;
    let unknown = Unknown::new(name.to_owned(), json.to_owned(), None);
    Ok(Opened::Unknown(unknown))
}

fn bare<'a>(
    admitted: &Admitted<'a>,
    table: &'static FamilyTable,
    row: usize,
    is_call: bool,
    nesting: u16,
) -> Result<Opened<'a>, Refusal> {
    let how = How::Bare(if is_call {
        codec::read_arguments
    } else {
        read_fired
    });
    known(admitted.json(), table, row, nesting, how)
}

#[inline]
fn known<'a>(
    json: &'a str,
    table: &'static FamilyTable,
    index: usize,
    nesting: u16,
    how: How<'a>,
) -> Result<Opened<'a>, Refusal> {
    match table.rows.get(index) {
        Some(row) => Ok(Opened::Known(Envelope {
            json,
            row,
            index,
            origin: None,
            call: None,
            tag: table.tag,
            nesting,
            how,
        })),
        None => Err(Refusal::new(Gate::NotOurs, "no tag of this protocol")),
    }
}

impl Envelope<'_> {
    /// Reads the message into a blank one of its row.
    #[inline]
    pub(super) fn read(&self, record: &mut dyn Record) -> Result<(), Fault> {
        let (json, nesting) = (self.json, self.nesting);
        match &self.how {
            How::Posted(tagged) => {
                codec::read_body(json, tagged, self.row, self.tag, record, nesting)
            }
            How::Bare(read) => read(json, record, nesting),
        }
    }

    /// Reads what can be read of a message that has drifted; gives the fields that could, a bit each.
    #[cold]
    pub(super) fn read_leniently(&self, record: &mut dyn Record) -> u64 {
        let How::Posted(tagged) = &self.how else {
            return 0;
        };
        codec::read_body_leniently(self.json, tagged, self.row, self.tag, record, self.nesting)
    }

    /// The message, of which this doesn't fit.
    #[cold]
    pub(super) fn drifted(&self, why: Fault, order: Order) -> Drifted {
        Drifted {
            name: self.row.tag,
            raw: self.json.to_owned(),
            why,
            order,
        }
    }
}

fn read_fired(json: &str, record: &mut dyn Record, nesting: u16) -> Result<(), Fault> {
    let mut reader = JsonReader::new(json, nesting);
    let read = if record.shape().whole {
        record.set(0, &mut reader)
    } else {
        reader.skip()
    };
    read.and_then(|()| reader.end())
        .or_else(|fault| codec::check(json, &["result", "error"], nesting).and(Err(fault)))
}

/// Finds a function or a subscription by its name.
pub(crate) fn find_row(table: &FamilyTable, name: &str) -> Option<usize> {
    let at = table
        .tags
        .binary_search_by(|(tag, _)| (*tag).cmp(name))
        .ok()?;
    table.tags.get(at).map(|(_, row)| usize::from(*row))
}

/// Reads what was opened, where it moves nothing.
fn read<F: Family>(opened: Opened<'_>) -> Result<F, Fault> {
    match opened {
        Opened::Unknown(unknown) => Ok(F::unknown(unknown)),
        Opened::Known(envelope) => {
            let mut message = F::blank(envelope.index);
            envelope.read(message.record_mut())?;
            Ok(message)
        }
    }
}

/// Reads an answer that a session took in and kept.
pub(super) fn kept<F: Family>(json: &str) -> Result<F, Fault> {
    let nesting = crate::limits::MAX_NESTING;
    match posted(&Admitted::kept(json), F::TABLE, nesting) {
        Ok(opened) => read(opened),
        Err(refusal) => Err(refusal.fault().unwrap_or(super::call::not_an_answer())),
    }
}

/// Reads JSON that is no traffic: a sample, or a message that a tool was asked to send.
pub(crate) fn sample<F: Family>(json: &str) -> Result<F, String> {
    let limits = crate::Limits::default();
    let opened = Admitted::in_page(json, &limits)
        .and_then(|admitted| posted(&admitted, F::TABLE, limits.nesting()))
        .map_err(|refusal| refused(&refusal, json))?;
    read(opened).map_err(|fault| unread(fault, json))
}

/// Reads the arguments of a function, or what a subscriber is called with, outside traffic.
pub(crate) fn sample_named<F: Family>(row: usize, json: &str, is_call: bool) -> Result<F, String> {
    let limits = crate::Limits::default();
    let opened = Admitted::in_page(json, &limits)
        .and_then(|admitted| bare(&admitted, F::TABLE, row, is_call, limits.nesting()))
        .map_err(|refusal| refused(&refusal, json))?;
    read(opened).map_err(|fault| unread(fault, json))
}

fn refused(refusal: &Refusal, json: &str) -> String {
    match refusal.locate(json) {
        Some(location) => format!("{refusal}, {location}"),
        None => refusal.to_string(),
    }
}

fn unread(fault: Fault, json: &str) -> String {
    if fault.is_malformed() {
        refused(&Refusal::malformed(fault), json)
    } else {
        format!("{fault}, {}", fault.locate(json))
    }
}
