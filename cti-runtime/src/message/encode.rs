//! A message as JSON, without a session.

use super::envelope::write_row;
use super::unlift::unlift;
use crate::json::Writer;
use crate::protocol::Messages;

/// A message in its envelope, as JSON. An unknown message is written as it was read. One that
/// [can't be said exactly](crate::json::Inexact) gives what is no JSON.
pub fn encode<F: Messages>(message: &F) -> String {
    // Most messages fit: growing twice on the way costs a fifth of the time.
    let mut out = Writer::with_capacity(512);
    let row = message.row();
    write_row(F::TABLE.row(row), message.record(), &mut out);
    let json = out.into_string();
    if const { F::TABLE.has_paths() } {
        let paths = F::TABLE.paths(row);
        if !paths.is_empty() {
            // What is no JSON stays none.
            return unlift(&json, paths).unwrap_or(json);
        }
    }
    json
}
