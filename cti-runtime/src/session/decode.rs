//! From admitted JSON to a message.

use super::admit::Admitted;
use super::received::{Gate, Refusal, Unknown};
use crate::codec::{self, Fault, Found, JsonReader, Miss, Reader};
use crate::protocol::{Family, FamilyTable};

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

/// Reads a message in its envelope.
pub(super) fn message<F: Family>(
    admitted: &Admitted<'_>,
    nesting: u16,
) -> Result<Decoded<F>, Refusal> {
    let json = admitted.json();
    let table = F::TABLE;
    let tagged = codec::find_tag(json, table, nesting).map_err(|miss| match miss {
        Miss::NotOurs => Refusal::new(Gate::NotOurs, "no tag of this protocol"),
        Miss::Malformed(fault) => Refusal::malformed(fault),
    })?;
    let row = match tagged.found {
        Found::Row(row) => usize::from(row),
        Found::Unknown(token) => return unknown(json, token, table, nesting).map(Decoded::Message),
    };
    let Some(entry) = table.rows.get(row) else {
        return Err(Refusal::new(Gate::NotOurs, "no tag of this protocol"));
    };
    let mut message = F::blank(row);
    match codec::read_body(
        json,
        &tagged,
        entry,
        table.tag,
        message.record_mut(),
        nesting,
    ) {
        Ok(()) => Ok(Decoded::Message(message)),
        Err(fault) if fault.is_malformed() => Err(Refusal::malformed(fault)),
        Err(why) => {
            let mut message = F::blank(row);
            let fields = codec::read_body_leniently(
                json,
                &tagged,
                entry,
                table.tag,
                message.record_mut(),
                nesting,
            );
            Ok(Decoded::Drifted {
                message,
                row,
                fields,
                why,
            })
        }
    }
}

fn unknown<F: Family>(
    json: &str,
    token: &str,
    table: &'static FamilyTable,
    nesting: u16,
) -> Result<F, Refusal> {
    let keys = [table.tag, table.content.unwrap_or(table.tag)];
    codec::check(json, &keys, nesting).map_err(Refusal::malformed)?;
    let name = codec::unescape(token).into_owned();
    Ok(F::unknown(Unknown::new(
        name,
        json.to_owned(),
        table.content,
    )))
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
