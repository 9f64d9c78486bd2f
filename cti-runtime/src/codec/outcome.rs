//! A body that is either of two: success or failure, each under a key of its own. For generated
//! code.
//!
//! With a flag, the flag says which of the two it is, is read before the others wherever it stands,
//! and a value under the other key is refused. Without, the key that is there and not null does.

use super::{Fault, FaultKind, Reader, Wire, Writer};
use crate::describe::Type;

/// Reads the flag.
///
/// # Errors
///
/// If it is no boolean.
pub fn flag<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    *outcome = if reader.bool()? {
        Ok(T::blank())
    } else {
        Err(E::blank())
    };
    Ok(())
}

/// Reads the value under the key of success, once the flag was read.
///
/// # Errors
///
/// What the type says to it, or that there is one although the flag says failure.
pub fn flagged_ok<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    match outcome {
        Ok(value) => value.read(reader),
        Err(_) => nothing(reader, "no result beside a flag that says failure"),
    }
}

/// Reads the value under the key of failure, once the flag was read.
///
/// # Errors
///
/// What the type says to it, or that there is one although the flag says success.
pub fn flagged_error<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    match outcome {
        Ok(_) => nothing(reader, "no error beside a flag that says success"),
        Err(error) => error.read(reader),
    }
}

/// What stands under the key that the flag speaks against.
fn nothing(reader: &mut dyn Reader, expected: &'static str) -> Result<(), Fault> {
    let at = reader.at();
    if reader.null()? {
        return Ok(());
    }
    Err(Fault::new(FaultKind::Value(expected), at))
}

/// Which keys must be there behind the flag, a bit each: that of success, that of failure.
pub fn required<T: Wire, E: Wire>(outcome: &Result<T, E>) -> u64 {
    match outcome {
        Ok(_) if says_something(T::TYPE) => 0b01,
        Err(_) if says_something(E::TYPE) => 0b10,
        _ => 0,
    }
}

const fn says_something(ty: Type) -> bool {
    !matches!(ty, Type::Option(_) | Type::Nothing)
}

/// Reads the value under the key of success.
///
/// # Errors
///
/// What the type says to it.
pub fn ok<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    let mut value = T::blank();
    value.read(reader)?;
    *outcome = Ok(value);
    Ok(())
}

/// Reads the value under the key of failure.
///
/// # Errors
///
/// What the type says to it.
pub fn error<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    let mut value = E::blank();
    value.read(reader)?;
    *outcome = Err(value);
    Ok(())
}

/// Writes the flag, and the value under its key; the keys are those of the flag, success, failure.
pub fn put_flagged<T: Wire, E: Wire>(
    outcome: &Result<T, E>,
    [flag, ok, error]: [&'static str; 3],
    personal: bool,
    out: &mut Writer,
) {
    out.literal(flag, if outcome.is_ok() { "true" } else { "false" });
    match (outcome, personal) {
        (Ok(value), false) => out.optional(ok, value),
        (Ok(value), true) => out.personal_optional(ok, value),
        (Err(value), false) => out.optional(error, value),
        (Err(value), true) => out.personal_optional(error, value),
    }
}

/// Writes the value under its key, null too: the key says which of the two it is.
pub fn put<T: Wire, E: Wire>(
    outcome: &Result<T, E>,
    [ok, error]: [&'static str; 2],
    personal: bool,
    out: &mut Writer,
) {
    match (outcome, personal) {
        (Ok(value), false) => out.field(ok, value),
        (Ok(value), true) => out.personal(ok, value),
        (Err(value), false) => out.field(error, value),
        (Err(value), true) => out.personal(error, value),
    }
}
