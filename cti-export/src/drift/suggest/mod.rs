//! The lines that would put a declaration right.
//!
//! Every line is a whole one: pasted where the finding says, it compiles, and takes what came.

mod envelope;
mod functions;
mod messages;
mod names;
mod order;
mod types;
mod wire;

pub(super) use self::envelope::envelope;
pub(super) use self::functions::{library_function, signature};
pub(super) use self::messages::{body, message, value, values};
pub(super) use self::names::{Taken, alias_of, is_twin, taken_by, taken_in};
pub(super) use self::order::order;
pub(super) use self::types::{rust, whole};
pub(super) use self::wire::{KeyNames, twin};
