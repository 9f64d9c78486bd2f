//! From admitted JSON to a message.

use super::admit::Admitted;
use super::received::{Gate, Refusal, Unknown};
use crate::codec::{self, Fault, Found, JsonReader, Miss, Reader, Record, Tagged};
use crate::protocol::{Family, FamilyTable, Row};

/// A message that was read, as far as it could be.
pub(super) enum Decoded<F> {
    Message(F),
    /// The body doesn't fit; `fields` says which fields of the message could be read all the same.
    Drifted {
        message: F,
        row: usize,
        fields: u64,
        why: Fault,
    },
}

/// Which message admitted JSON is.
pub(super) struct Envelope<'a> {
    json: &'a str,
    tagged: Tagged<'a>,
    table: &'static FamilyTable,
    nesting: u16,
}

/// Finds out which message admitted JSON is.
#[inline]
pub(super) fn open<'a, F: Family>(
    admitted: &Admitted<'a>,
    nesting: u16,
) -> Result<Envelope<'a>, Refusal> {
    let json = admitted.json();
    let table = F::TABLE;
    match codec::find_tag(json, table, nesting) {
        Ok(tagged) => Ok(Envelope {
            json,
            tagged,
            table,
            nesting,
        }),
        Err(Miss::NotOurs) => Err(Refusal::new(Gate::NotOurs, "no tag of this protocol")),
        Err(Miss::Malformed(fault)) => Err(Refusal::malformed(fault)),
    }
}

impl Envelope<'_> {
    /// The row of the message; `None` if the declaration doesn't know its tag.
    #[inline]
    pub(super) fn row(&self) -> Option<&'static Row> {
        match self.tagged.found {
            Found::Row(row) => self.table.rows.get(usize::from(row)),
            Found::Unknown(_) => None,
        }
    }

    /// A message to be read into.
    #[inline]
    pub(super) fn blank<F: Family>(&self) -> F {
        match self.tagged.found {
            Found::Row(row) => F::blank(usize::from(row)),
            Found::Unknown(_) => F::blank(self.table.rows.len()),
        }
    }

    /// Reads the body into a blank message of this row.
    #[inline]
    pub(super) fn read(&self, row: &'static Row, record: &mut dyn Record) -> Result<(), Fault> {
        codec::read_body(
            self.json,
            &self.tagged,
            row,
            self.table.tag,
            record,
            self.nesting,
        )
    }

    /// A message that has drifted, with what can be read of it.
    #[cold]
    pub(super) fn drifted<F: Family>(&self, row: &'static Row, why: Fault) -> Decoded<F> {
        let mut message: F = self.blank();
        let fields = codec::read_body_leniently(
            self.json,
            &self.tagged,
            row,
            self.table.tag,
            message.record_mut(),
            self.nesting,
        );
        let row = message.row();
        Decoded::Drifted {
            message,
            row,
            fields,
            why,
        }
    }

    /// The message, if the declaration doesn't know its tag.
    pub(super) fn unknown<F: Family>(&self) -> Result<F, Refusal> {
        let Found::Unknown(token) = self.tagged.found else {
            return Err(Refusal::new(Gate::NotOurs, "no tag of this protocol"));
        };
        codec::check_unknown(self.json, &self.tagged, self.table, self.nesting)
            .map_err(Refusal::malformed)?;
        let raw = self.json.to_owned();
        let unknown = Unknown::tagged(raw, token, self.tagged.at(), self.table.content);
        Ok(F::unknown(unknown))
    }
}

/// Reads a message in its envelope.
pub(super) fn message<F: Family>(
    admitted: &Admitted<'_>,
    nesting: u16,
) -> Result<Decoded<F>, Refusal> {
    let envelope = open::<F>(admitted, nesting)?;
    let Some(row) = envelope.row() else {
        return envelope.unknown().map(Decoded::Message);
    };
    let mut message: F = envelope.blank();
    match envelope.read(row, message.record_mut()) {
        Ok(()) => Ok(Decoded::Message(message)),
        Err(fault) if fault.is_malformed() => Err(Refusal::malformed(fault)),
        Err(why) => Ok(envelope.drifted(row, why)),
    }
}

/// Finds a function or a subscription by its name.
pub(crate) fn find_row(table: &FamilyTable, name: &str) -> Option<usize> {
    let at = table
        .tags
        .binary_search_by(|(tag, _)| (*tag).cmp(name))
        .ok()?;
    table.tags.get(at).map(|(_, row)| usize::from(*row))
}

/// Reads the arguments of a call.
pub(super) fn arguments<F: Family>(
    row: usize,
    admitted: &Admitted<'_>,
    nesting: u16,
) -> Result<Decoded<F>, Refusal> {
    let mut message = F::blank(row);
    match codec::read_arguments(admitted.json(), message.record_mut(), nesting) {
        Ok(()) => Ok(Decoded::Message(message)),
        Err(fault) => drifted(row, fault),
    }
}

/// Reads what a subscriber is called with.
pub(super) fn fired<F: Family>(
    row: usize,
    admitted: &Admitted<'_>,
    nesting: u16,
) -> Result<Decoded<F>, Refusal> {
    let mut message = F::blank(row);
    let record = message.record_mut();
    let mut reader = JsonReader::new(admitted.json(), nesting);
    let read = if record.shape().whole {
        record.set(0, &mut reader)
    } else {
        reader.skip()
    };
    match read.and_then(|()| reader.end()) {
        Ok(()) => Ok(Decoded::Message(message)),
        Err(fault) => match codec::check(admitted.json(), &["result", "error"], nesting) {
            Ok(()) => drifted(row, fault),
            Err(malformed) => Err(Refusal::malformed(malformed)),
        },
    }
}

fn drifted<F: Family>(row: usize, why: Fault) -> Result<Decoded<F>, Refusal> {
    if why.is_malformed() {
        return Err(Refusal::malformed(why));
    }
    Ok(Decoded::Drifted {
        message: F::blank(row),
        row,
        fields: 0,
        why,
    })
}

/// Reads JSON that is no traffic: a sample, or a message that a tool was asked to send.
pub(crate) fn sample<F: Family>(json: &str) -> Result<F, String> {
    let limits = crate::Limits::default();
    let say = |refusal: Refusal| match refusal.locate(json) {
        Some(location) => format!("{refusal}, {location}"),
        None => refusal.to_string(),
    };
    let admitted = Admitted::in_page(json, &limits).map_err(say)?;
    match message::<F>(&admitted, limits.nesting()).map_err(say)? {
        Decoded::Message(message) => Ok(message),
        Decoded::Drifted { why, .. } => Err(format!("{why}, {}", why.locate(json))),
    }
}

/// Reads the arguments of a function, or what a subscriber is called with, outside traffic.
pub(crate) fn sample_named<F: Family>(row: usize, json: &str, call: bool) -> Result<F, String> {
    let limits = crate::Limits::default();
    let admitted = Admitted::in_page(json, &limits).map_err(|refusal| refusal.to_string())?;
    let decoded = if call {
        arguments(row, &admitted, limits.nesting())
    } else {
        fired(row, &admitted, limits.nesting())
    };
    match decoded.map_err(|refusal| refusal.to_string())? {
        Decoded::Message(message) => Ok(message),
        Decoded::Drifted { why, .. } => Err(format!("{why}, {}", why.locate(json))),
    }
}
