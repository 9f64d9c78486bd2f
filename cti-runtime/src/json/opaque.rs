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

/// A type that `#[opaque]` takes: all that have these traits have this one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` lacks a trait that `#[opaque]` needs (rule: field-opaque)",
    label = "not all of `Serialize`, `Deserialize`, `Default`, `Clone` and `PartialEq` are there",
    note = "add what is missing to the type: `#[derive(Clone, Default, PartialEq, serde::Serialize, \
            serde::Deserialize)]`"
)]
pub trait Opaque: Sized {
    /// A value to be read into.
    fn blank() -> Self;

    /// A copy of the value.
    #[must_use]
    fn copy(&self) -> Self;

    /// Whether another value is alike.
    fn alike(&self, other: &Self) -> bool;

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// [`Value`](FaultKind::Value) if the type refuses it.
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault>;

    /// Writes the value. Where its `Serialize` fails, or a number in it isn't finite, what is written is no
    /// JSON: a session [doesn't send it](crate::SendError::Inexact).
    fn write(&self, out: &mut Writer);

    /// Writes a field.
    fn field(&self, out: &mut Writer, key: &'static str);

    /// Writes a field unless it is absent. One that is there and written as `null` is as good as absent: it
    /// would be read as that.
    fn optional_field(&self, out: &mut Writer, key: &'static str);
}

// The compiler tells of the trait above, and not of each that is asked for here. So they are no supertraits
// either, and the methods no functions, of each of which the compiler would tell by itself.
#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + Default + Clone + PartialEq> Opaque for T {
    fn blank() -> Self {
        Self::default()
    }

    fn copy(&self) -> Self {
        self.clone()
    }

    fn alike(&self, other: &Self) -> bool {
        self == other
    }

    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        let read = serde_json::from_str(&reader.raw()?);
        *self = read
            .map_err(|_| Fault::new(FaultKind::Value("a value that the field's type takes"), at))?;
        Ok(())
    }

    fn write(&self, out: &mut Writer) {
        if out.is_masked() {
            return out.mask();
        }
        written(self, serde_json::to_string(self), out);
    }

    fn field(&self, out: &mut Writer, key: &'static str) {
        out.entry(key, |out| self.write(out));
    }

    fn optional_field(&self, out: &mut Writer, key: &'static str) {
        match serde_json::to_string(self) {
            Ok(json) if json == "null" => out.optional(key, &None::<()>),
            _ if out.is_masked() => out.entry(key, Writer::mask),
            json => out.entry(key, |out| written(self, json, out)),
        }
    }
}

/// Writes a value, given what serde makes of it.
fn written<T: Serialize>(value: &T, json: serde_json::Result<String>, out: &mut Writer) {
    match json {
        Ok(json) if is_finite(value) => out.foreign(&json),
        Ok(_) => out.f64(f64::NAN),
        Err(_) => out.raw(UNWRITABLE),
    }
}
