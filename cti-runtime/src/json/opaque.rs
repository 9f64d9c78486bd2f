//! Fields of types that only have serde's traits.
//!
//! Such a value is read from its own slice of the text, and nothing is known of what it holds: a
//! masked writer shows none of it. The type needs `Default`, for a value to be read into; an
//! `Option` has it.

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

use super::exact::UNWRITABLE;
use super::fault::{Fault, FaultKind};
use super::finite::is_finite;
use super::record::Reader;
use super::writer::Writer;

/// Reads a value.
///
/// # Errors
///
/// [`Value`](FaultKind::Value) if the type refuses it.
pub fn read<T: DeserializeOwned>(value: &mut T, reader: &mut dyn Reader) -> Result<(), Fault> {
    let at = reader.at();
    let read = serde_json::from_str(&reader.raw()?);
    *value =
        read.map_err(|_| Fault::new(FaultKind::Value("a value that the field's type takes"), at))?;
    Ok(())
}

/// Writes a value. Where its `Serialize` fails, or a number in it isn't finite, what is written is no
/// JSON: a session [doesn't send it](crate::SendError::Inexact).
pub fn write<T: Serialize>(value: &T, out: &mut Writer) {
    if out.is_masked() {
        return out.mask();
    }
    match serde_json::to_string(value) {
        Ok(json) if is_finite(value) => out.foreign(&json),
        Ok(_) => out.f64(f64::NAN),
        Err(_) => out.raw(UNWRITABLE),
    }
}

/// Writes a field.
pub fn field<T: Serialize>(out: &mut Writer, key: &'static str, value: &T) {
    out.entry(key, |out| write(value, out));
}

/// Writes a field unless it is absent.
pub fn optional_field<T: Serialize>(out: &mut Writer, key: &'static str, value: &Option<T>) {
    match value {
        Some(value) => field(out, key, value),
        None => out.optional(key, &None::<()>),
    }
}

/// Writes a field that is personal data. None of an opaque value is shown anyway.
pub fn personal_field<T: Serialize>(out: &mut Writer, key: &'static str, value: &T) {
    field(out, key, value);
}

/// Writes a field that is personal data, unless it is absent.
pub fn personal_optional_field<T: Serialize>(
    out: &mut Writer,
    key: &'static str,
    value: &Option<T>,
) {
    optional_field(out, key, value);
}
