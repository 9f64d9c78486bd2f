//! Messages that are objects outside of this program's memory: in a browser, JavaScript's.
//!
//! They are copied before they are read, without a detour over text that would have to be read again.
//! In such an object no key stands twice, and its members have no order that means anything.

use super::literal::Literal;
use super::record::{Fields, Key};
use super::snapshot::{CopyError, Node, Snapshot};
use super::{Fault, FaultKind, Fill, Reader};
use crate::protocol::{Content, Row};

/// An object outside of this program's memory.
///
/// The edge that brings it (`cti-web`, in a browser) implements this; a session reads it with
/// [`receive_live`](crate::Session::receive_live).
pub trait Live {
    /// Copies the object. Reads each of its values once.
    ///
    /// # Errors
    ///
    /// What the copy says, and at anything that JSON can't hold.
    fn copy(&self, copy: &mut Snapshot) -> Result<(), CopyError>;
}

/// The tag of a message.
pub(crate) fn live_tag<'a>(message: &'a Snapshot, tag: &str) -> Option<&'a str> {
    message.root().member(tag)?.text()
}

/// Reads the body of a message whose tag was found into its record. A lenient reader passes over
/// values that don't fit. Gives the fields that were read, a bit each.
pub(crate) fn read_live(
    message: &Snapshot,
    row: &Row,
    tag: &'static str,
    record: &mut dyn Fill,
    lenient: bool,
) -> Result<u64, Fault> {
    read(message.root(), record, row.content, tag, lenient)
}

/// Reads an object into a record.
pub(super) fn read_object(mut value: Node<'_>, record: &mut dyn Fill) -> Result<(), Fault> {
    if record.shape().whole {
        return record.set(0, &mut value);
    }
    read(value, record, None, "", false).map(drop)
}

fn read(
    object: Node<'_>,
    record: &mut dyn Fill,
    content: Option<&Content>,
    tag: &str,
    lenient: bool,
) -> Result<u64, Fault> {
    let shape = record.shape();
    let mut body = Body {
        record,
        fields: Fields::new(shape),
        at: object.at(),
        lenient,
    };
    match content {
        None => body.fill(object, shape.keys, None, tag)?,
        Some(content) => {
            body.fill(object, shape.beside, Some(content), tag)?;
            if shape.whole && !lenient {
                body.whole_or_empty(content)?;
            }
        }
    }
    if !lenient {
        body.fields.finish(body.record, || body.at)?;
    }
    Ok(body.fields.read())
}

/// An object being read.
struct Body<'r> {
    record: &'r mut dyn Fill,
    fields: Fields,
    /// Where the object with the fields stands.
    at: u32,
    /// Whether values that don't fit are passed over.
    lenient: bool,
}

impl Body<'_> {
    /// Reads the members of an object into the fields of a record, save the tag.
    fn fill(
        &mut self,
        object: Node<'_>,
        keys: &'static [Key],
        content: Option<&Content>,
        tag: &str,
    ) -> Result<(), Fault> {
        let members = object.members()?;
        if content.is_none()
            && let Some(first) = self.record.shape().first
        {
            self.read_ahead(object, keys, first)?;
        }
        for (name, mut value) in members {
            let (name, at) = (name.text().unwrap_or_default(), name.at());
            let read = if let Some(key) = self.fields.find(keys, name) {
                let read = self.fields.fill(self.record, key, at, &mut value);
                read.inspect_err(|_| self.fields.refuse(key))
            } else if let Some(content) = content {
                if name == content.key {
                    self.content(value)
                } else {
                    Ok(())
                }
            } else if name == tag {
                Ok(())
            } else {
                self.record.rest(name, &mut value)
            };
            if !self.lenient {
                read?;
            }
        }
        Ok(())
    }

    /// Reads the field that must be read before the others.
    #[cold]
    fn read_ahead(
        &mut self,
        object: Node<'_>,
        keys: &'static [Key],
        first: u8,
    ) -> Result<(), Fault> {
        for key in keys.iter().filter(|key| key.field == first) {
            if let Some(mut value) = object.member(key.key) {
                match self.record.set(usize::from(first), &mut value) {
                    Err(_) if self.lenient => self.fields.refuse(key),
                    result => result?,
                }
                self.fields.read_ahead(first);
                break;
            }
        }
        Ok(())
    }

    /// Reads the content.
    fn content(&mut self, mut value: Node<'_>) -> Result<(), Fault> {
        self.at = value.at();
        let shape = self.record.shape();
        if shape.whole {
            let read = self.record.set(0, &mut value);
            // Null may be a value, or mean that there is none.
            if read.is_err() && value.is_null() {
                return Ok(());
            }
            self.fields.mark(0);
            return read;
        }
        if value.is_null() || (shape.keys.is_empty() && !value.is_object()) {
            // An object without fields; or not even that is looked for.
            return Ok(());
        }
        self.fill(value, shape.keys, None, "")
    }

    /// Content that is absent, or null where that isn't a value, is read as an empty object.
    fn whole_or_empty(&mut self, content: &Content) -> Result<(), Fault> {
        if self.record.required() & !self.fields.read() & 1 != 0 {
            Literal::EmptyObject
                .fill(self.record, 0)
                .map_err(|_| Fault::new(FaultKind::Missing(content.key), self.at))?;
            self.fields.mark(0);
        }
        Ok(())
    }
}
