//! Values on the wire: what a field's type must be able to do.

use super::{Fault, Reader, Writer};
use crate::describe::Type;

/// The value by which a keyed state machine tells calls apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CallKey {
    /// A number.
    Number(u64),
    /// A UUID.
    Uuid(u128),
    /// Any text.
    Text(Box<str>),
}

/// A type that can be a field of a message.
///
/// Implemented for the types in [`types`](crate::types), for Rust's own scalars, and by the macro
/// for every `#[data]` type. A type with serde's traits instead is declared `#[opaque]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a message",
    label = "not a wire type",
    note = "declare it in the protocol with `#[data]`, use a type of `cti_runtime::types`, or mark \
            the field `#[opaque]` if the type has serde's traits"
)]
pub trait Wire: Sized {
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

    /// The value as the key of a state machine, if it can be one.
    fn call_key(&self) -> Option<CallKey> {
        None
    }
}
