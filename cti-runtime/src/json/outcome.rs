//! A body that is either of two: success or failure. For generated code.
//!
//! With a flag, the flag says which of the two it is, and is read before the others wherever it
//! stands. Each of the two has a key, and a value under the other's is refused, or passed over if the
//! flag decides alone; or its fields stand beside the flag. Without a flag, the key that is there and not
//! null says which of the two it is. If one of them decides where both are there, it is [read
//! first](super::Shape::first).

use super::fault::{Fault, FaultKind};
use super::record::Reader;
use super::wire::Wire;
use super::writer::Writer;

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

/// Reads the value under the key of success if the flag, which decides alone, said so.
///
/// # Errors
///
/// What the type says to it.
pub fn decided_ok<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    match outcome {
        Ok(value) => value.read(reader),
        Err(_) => reader.skip(),
    }
}

/// Reads the value under the key of failure if the flag, which decides alone, said so.
///
/// # Errors
///
/// What the type says to it.
pub fn decided_error<T: Wire, E: Wire>(
    outcome: &mut Result<T, E>,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    match outcome {
        Ok(_) => reader.skip(),
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
