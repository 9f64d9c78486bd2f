//! `Debug` of messages. For generated code.

use core::fmt::{self, Formatter};

use super::debug::debug;
use crate::protocol::Messages;

/// Shows a message: as [`debug`], by the name of its row, and an unknown one with its tag.
pub fn debug_family<F: Messages>(
    names: &[&str],
    message: &F,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    match (message.as_unknown(), message.as_settled()) {
        (Some(unknown), _) => fmt::Debug::fmt(unknown, f),
        (None, Some(settled)) => fmt::Debug::fmt(settled, f),
        (None, None) => {
            let name = names.get(message.row()).copied();
            debug(name.unwrap_or_default(), message.record(), f)
        }
    }
}
