//! Values that hold others, or none.

use std::collections::BTreeMap;

use super::fault::{Fault, FaultKind};
use super::record::{CallKey, Reader};
use super::value_type::Type;
use super::wire::Wire;
use super::writer::Writer;

/// `null` is `None`, and `None` is left out unless its field is declared `#[null]`.
impl<T: Wire> Wire for Option<T> {
    const TYPE: Type = Type::Option(&T::TYPE);
    fn blank() -> Self {
        None
    }
    #[inline(never)] // one for each type, not for each field
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        if reader.null()? {
            *self = None;
            return Ok(());
        }
        self.insert(T::blank()).read(reader)
    }
    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.null(),
        }
    }
    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_null)
    }
    fn call_key(&self) -> Option<CallKey> {
        self.as_ref().and_then(Wire::call_key)
    }
}

impl<T: Wire> Wire for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    fn blank() -> Self {
        Self::new()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.clear();
        reader.items(&mut |reader| {
            let mut item = T::blank();
            item.read(reader)?;
            self.push(item);
            Ok(())
        })
    }
    fn write(&self, out: &mut Writer) {
        out.items(self);
    }
}

impl<T: Wire> Wire for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);
    fn blank() -> Self {
        Self::new()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.clear();
        reader.entries(&mut |key, reader| read_entry(self, key, reader))
    }
    fn write(&self, out: &mut Writer) {
        out.entries(self);
    }
}

/// Reads an entry of a map.
pub(crate) fn read_entry<T: Wire>(
    map: &mut BTreeMap<String, T>,
    key: &str,
    reader: &mut dyn Reader,
) -> Result<(), Fault> {
    if map.contains_key(key) {
        return Err(repeated_key(reader));
    }
    let mut value = T::blank();
    value.read(reader)?;
    map.insert(key.to_owned(), value);
    Ok(())
}

/// A key that stands twice where any key may stand. It comes from the message, so isn't named.
#[cold]
pub(super) fn repeated_key(reader: &dyn Reader) -> Fault {
    Fault::new(FaultKind::Repeated("key"), reader.at())
}

impl<T: Wire> Wire for Box<T> {
    const TYPE: Type = T::TYPE;
    fn blank() -> Self {
        Self::new(T::blank())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        T::read(self, reader)
    }
    fn write(&self, out: &mut Writer) {
        T::write(self, out);
    }
    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
    fn is_null(&self) -> bool {
        T::is_null(self)
    }
    fn call_key(&self) -> Option<CallKey> {
        T::call_key(self)
    }
}

/// No value: any value is passed over, and `null` is written.
impl Wire for () {
    const TYPE: Type = Type::Nothing;
    fn blank() -> Self {}
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        reader.skip().map_err(|fault| fault.with_data_behind(at))
    }
    fn write(&self, out: &mut Writer) {
        out.null();
    }
    fn is_absent(&self) -> bool {
        true
    }
}
