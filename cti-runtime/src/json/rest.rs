//! A flattened map: entries of an object that are no field's, or those of them whose keys begin alike.

use std::collections::BTreeMap;

use super::containers::read_entry;
use super::fault::Fault;
use super::record::Reader;
use super::wire::Wire;
use super::writer::Writer;

/// Takes an entry, under what is behind the prefix of its key.
///
/// # Errors
///
/// What the value's type says to it; [`Repeated`](super::FaultKind::Repeated) for a second entry
/// with the same key.
pub fn read<V: Wire>(
    map: &mut BTreeMap<String, V>,
    key: &str,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    let at = reader.at();
    // Its own key is data too.
    read_entry(map, key, reader).map_err(|fault| fault.with_data_behind(at.saturating_sub(1)))
}

/// Writes the entries among the fields, each with its prefix.
pub fn write<V: Wire>(prefix: &str, map: &BTreeMap<String, V>, out: &mut Writer) {
    out.rest(prefix, map);
}
