//! Records that are lists on the wire: a field has a position, and no key. For generated code.

use super::fault::Fault;
use super::fields::Fields;
use super::record::{Fill, Put, Reader};
use super::writer::Writer;

/// Reads a list into a record whose fields its items are, in order. Items behind the last field are passed
/// over, as keys are that no field has; fields that need not be there may be missing at the end.
///
/// # Errors
///
/// [`Missing`](super::FaultKind::Missing), or what a field's type says to an item.
pub fn read(record: &mut dyn Fill, reader: &mut dyn Reader) -> Result<(), Fault> {
    let shape = record.shape();
    let start = reader.at();
    let mut fields = Fields::new(shape);
    let mut keys = shape.keys.iter();
    reader.items(&mut |reader| match keys.next() {
        Some(key) => {
            let at = reader.at();
            fields.fill(record, key, at, reader)
        }
        None => reader.skip(),
    })?;
    fields.finish(record, || start)
}

/// Writes a record as the list of its fields. One that is absent is `null`.
pub fn write(record: &dyn Put, out: &mut Writer) {
    out.arguments(record);
}
