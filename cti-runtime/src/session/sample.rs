//! Reading what is no traffic, or was before: it passes no gate and moves nothing.

use super::admit::AdmittedJson;
use super::assemble::Conventions;
use super::inbound::{self, Inbound, Slot};
use super::part::Part;
use super::refusal::Refusal;
use crate::Limits;
use crate::json::Fault;
use crate::limits::MAX_NESTING;
use crate::message::{Lifted, not_an_answer};
use crate::protocol::{Messages, New};
use crate::table::DirectionTable;

/// Reads an answer that a session took in and kept.
pub(super) fn kept<F: Messages>(json: &str) -> Result<F, Fault> {
    let mut message = F::make(New::NONE);
    let mut room = Lifted::default();
    let kept = AdmittedJson::kept(json);
    let read = inbound::posted_again(&kept, F::TABLE, MAX_NESTING, &mut room)
        .and_then(|incoming| read(&incoming, &mut message));
    match read {
        Ok(Ok(())) => Ok(message),
        Ok(Err(fault)) => Err(fault),
        Err(refusal) => Err(refusal.fault().unwrap_or(not_an_answer())),
    }
}

/// Reads a message as JSON, without a session: nothing is linked for its protocol.
#[cfg(feature = "serde")]
pub(crate) fn parsed<F: Messages>(json: &str) -> Result<F, String> {
    let (mut message, mut lifted) = (F::make(New::NONE), Lifted::default());
    let read = inbound::posted(
        &AdmittedJson::kept(json),
        F::TABLE,
        MAX_NESTING,
        &mut lifted,
    )
    .and_then(|posted| read(&posted, &mut message));
    match read {
        Ok(Ok(())) => Ok(message),
        Ok(Err(fault)) => Err(format!("{fault}, {}", fault.locate(json))),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Reads what is no traffic: a sample, or a message that a tool was asked to send. It is JSON, or a
/// string of the family's codec.
pub(crate) fn sample<F: Messages>(json: &str) -> Result<F, String> {
    let mut message = F::make(New::NONE);
    read_sample(F::TABLE, None, json, &mut message)?;
    Ok(message)
}

/// Reads the arguments of a function, or what a subscriber is called with, outside traffic.
pub(crate) fn sample_named<F: Messages>(
    name: &str,
    json: &str,
    is_call: bool,
) -> Result<F, String> {
    // There may be no session that has made one.
    let _ = Part::new(Conventions);
    let mut message = F::make(New::NONE);
    read_sample(F::TABLE, Some((name, is_call)), json, &mut message)?;
    Ok(message)
}

fn read_sample(
    table: &'static DirectionTable,
    named: Option<(&str, bool)>,
    json: &str,
    slot: &mut dyn Slot,
) -> Result<(), String> {
    let limits = Limits::default();
    let nesting = limits.nesting();
    let (mut room, mut lifted) = (String::new(), Lifted::default());
    let read = AdmittedJson::in_page(json, &limits).and_then(|admitted| match named {
        Some((name, is_call)) => {
            let named = inbound::named(&admitted, table, name, is_call, nesting);
            read(&named, slot)
        }
        None => admitted
            .read_by(table.encoding.codec(), &limits, &mut room)
            .and_then(|admitted| inbound::posted(&admitted, table, nesting, &mut lifted))
            .and_then(|posted| read(&posted, slot)),
    });
    match read {
        Ok(Ok(())) => Ok(()),
        Ok(Err(fault)) => Err(format!("{fault}, {}", fault.locate(json))),
        Err(refusal) => Err(match refusal.locate(json) {
            Some(location) => format!("{refusal}, {location}"),
            None => refusal.to_string(),
        }),
    }
}

/// Reads a message: a refusal if it is malformed, a fault if it has drifted.
fn read(incoming: &dyn Inbound, slot: &mut dyn Slot) -> Result<Result<(), Fault>, Refusal> {
    let Some((index, row)) = incoming.row() else {
        slot.make(New::Unknown(incoming.unknown()?));
        return Ok(Ok(()));
    };
    match incoming.read(row, slot.make(New::Row(index))) {
        Err(fault) if fault.is_malformed() => Err(incoming.refusal(fault)),
        read => Ok(read),
    }
}
