//! Reading what is no traffic: it passes no gate and moves nothing.

use super::admit::AdmittedJson;
use super::assemble::Conventions;
use super::inbound::{self, Slot, read};
use super::part::Part;
use crate::Limits;
use crate::message::Lifted;
use crate::protocol::{Messages, New};
use crate::table::DirectionTable;

/// Reads a message as JSON, without a session: nothing is linked for its protocol.
#[cfg(feature = "serde")]
pub(crate) fn parsed<F: Messages>(json: &str) -> Result<F, String> {
    let (mut message, mut lifted) = (F::make(New::NONE), Lifted::default());
    let read = inbound::posted(
        &AdmittedJson::kept(json),
        F::TABLE,
        crate::limits::MAX_NESTING,
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
