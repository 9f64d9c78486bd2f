//! Strings of a closed list. For generated code.

use super::bytes::same;
use super::fault::{Fault, FaultKind};
use super::record::Reader;

/// The place of a string in a list; its length if it isn't there. For generated code.
pub fn place(values: &[&str], text: &str) -> usize {
    let mut place = 0;
    for value in values {
        if same(value.as_bytes(), text.as_bytes()) {
            break;
        }
        place += 1;
    }
    place
}

/// Reads a string that must be one of a list, and gives its place. For generated code.
///
/// # Errors
///
/// [`Value`](FaultKind::Value) if it isn't there.
pub fn listed(
    reader: &mut dyn Reader,
    values: &[&str],
    expected: &'static str,
) -> Result<usize, Fault> {
    let at = reader.at();
    let place = place(values, &reader.str()?);
    if place == values.len() {
        return Err(Fault::new(FaultKind::Value(expected), at));
    }
    Ok(place)
}
