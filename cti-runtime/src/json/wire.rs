//! Values on the wire: what a field's type must be able to do, and Rust's own scalars.

use super::fault::{Fault, FaultKind};
use super::float;
use super::record::{CallKey, Reader};
use super::value_type::Type;
use super::writer::Writer;

/// A type that can be a field of a message.
///
/// Implemented for the types in [`types`](crate::types), for Rust's own scalars, and by the macro
/// for every `#[data]` type. A type with serde's traits instead is declared `#[opaque]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a message (rule: field-type)",
    label = "not a wire type",
    note = "declare it in the protocol with `#[data]`, use a type of `cti_runtime::types`, or mark \
            the field `#[opaque]` if the type has serde's traits; a type that implements `Wire` \
            itself needs `Clone` and `PartialEq` too"
)]
pub trait Wire: Sized + Clone + PartialEq {
    /// The type, for the description.
    const TYPE: Type;

    /// A value to be read into. Reading fills it; a blank value is never handed to a user.
    fn blank() -> Self;

    /// Reads a value in place.
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault>;

    /// Writes the value.
    fn write(&self, out: &mut Writer);

    /// Whether an optional field with this value is left out when it is written.
    fn is_absent(&self) -> bool {
        false
    }

    /// Whether the value is written as `null`. An `Option` of it is then as good as `None`, which is what it
    /// would be read as.
    fn is_null(&self) -> bool {
        false
    }

    /// A copy of the value.
    #[doc(hidden)]
    #[must_use]
    fn copy(&self) -> Self {
        self.clone()
    }

    /// Whether another value is alike.
    #[doc(hidden)]
    fn alike(&self, other: &Self) -> bool {
        self == other
    }

    /// The value as the key of a state machine, if it can be one.
    fn call_key(&self) -> Option<CallKey> {
        None
    }
}

impl Wire for bool {
    const TYPE: Type = Type::Bool;
    fn blank() -> Self {
        false
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.bool()?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.bool(*self);
    }
}

/// Integers narrower than a word: out of range is a value that the type doesn't allow.
macro_rules! integer {
    ($($rust:ty, $read:ident, $bits:literal, $signed:literal, $range:literal;)*) => {$(
        impl Wire for $rust {
            const TYPE: Type = Type::Integer { bits: $bits, signed: $signed };
            fn blank() -> Self {
                0
            }
            fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
                let at = reader.at();
                let range = |_| Fault::new(FaultKind::Value(concat!("a whole number ", $range)), at);
                *self = reader.$read()?.try_into().map_err(range)?;
                Ok(())
            }
            fn write(&self, out: &mut Writer) {
                out.$read((*self).into());
            }
            fn call_key(&self) -> Option<CallKey> {
                u64::try_from(*self).ok().map(CallKey::Number)
            }
        }
    )*};
}

integer! {
    u8, u64, 8, false, "from 0 to 255";
    u16, u64, 16, false, "from 0 to 65535";
    u32, u64, 32, false, "from 0 to 4294967295";
    i8, i64, 8, true, "from -128 to 127";
    i16, i64, 16, true, "from -32768 to 32767";
    i32, i64, 32, true, "from -2147483648 to 2147483647";
}

impl Wire for u64 {
    const TYPE: Type = Type::Integer {
        bits: 64,
        signed: false,
    };
    fn blank() -> Self {
        0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.u64()?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.u64(*self);
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Number(*self))
    }
}

impl Wire for i64 {
    const TYPE: Type = Type::Integer {
        bits: 64,
        signed: true,
    };
    fn blank() -> Self {
        0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.i64()?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.i64(*self);
    }
    fn call_key(&self) -> Option<CallKey> {
        u64::try_from(*self).ok().map(CallKey::Number)
    }
}

impl Wire for f64 {
    const TYPE: Type = Type::Float { bits: 64 };
    fn blank() -> Self {
        0.0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = finite(reader)?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.f64(*self);
    }
}

/// Reads a number. No method of [`Reader`], so that only programs whose messages have such a number have
/// in them what makes one of its digits: 2 kB, gzipped.
fn finite(reader: &mut dyn Reader) -> Result<f64, Fault> {
    let at = reader.at();
    float::parse(&reader.number()?).ok_or(Fault::new(FaultKind::Value("a finite number"), at))
}

impl Wire for f32 {
    const TYPE: Type = Type::Float { bits: 32 };
    fn blank() -> Self {
        0.0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        #[allow(clippy::cast_possible_truncation)] // the nearest one is wanted
        let value = finite(reader)? as Self;
        if !value.is_finite() {
            return Err(Fault::new(
                FaultKind::Value("a number of single precision"),
                at,
            ));
        }
        *self = value;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        if self.is_finite() {
            // As short as it gets; `{:?}` of a finite float is JSON.
            out.display(&format_args!("{self:?}"));
        } else {
            out.f64(f64::from(*self));
        }
    }
}

impl Wire for String {
    const TYPE: Type = Type::String;
    fn blank() -> Self {
        Self::new()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.str()?.into_owned();
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.str(self);
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Text(self.as_str().into()))
    }
}
