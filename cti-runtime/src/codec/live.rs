//! Messages that are objects outside of this program's memory: in a browser, JavaScript's.
//!
//! They are read where they are, without a detour over JSON text. In such an object no key stands
//! twice, and its members have no order that means anything.

use super::literal::Literal;
use super::record::{Fields, Key};
use super::{Fault, FaultKind, Fill, Kind, Miss, Reader};
use crate::Limits;
use crate::protocol::{Content, Part, Row};

/// An object outside of this program's memory.
///
/// The edge that brings it (`cti-web`, in a browser) implements this; a session reads it with
/// [`receive_live`](crate::Session::receive_live).
pub trait Live {
    /// Hands out a reader of the object. It goes no deeper than [`Limits::nesting`], and fails with
    /// [`FaultKind::TooLarge`] once it has passed values whose JSON is longer than
    /// [`Limits::message_bytes`].
    fn read(&self, limits: &Limits, read: &mut dyn FnMut(&mut dyn LiveReader));
}

/// A reader of values outside of this program's memory.
///
/// It reads what JSON can hold and fails with [`FaultKind::Syntax`] at anything else. Reading moves
/// nothing: a value can be read again.
pub trait LiveReader: Reader {
    /// Reads one member of the object that comes next: has `each` read its value. `false` if it
    /// has no such member of its own.
    fn member(
        &mut self,
        key: &'static str,
        each: &mut dyn FnMut(&mut dyn LiveReader) -> Result<(), Fault>,
    ) -> Result<bool, Fault>;

    /// Reads the members of the object that comes next: for each one, has `each` read its value.
    /// Members that are absent by another name (`undefined`) are left out.
    fn members(
        &mut self,
        keys: &'static [Key],
        each: &mut dyn FnMut(Member<'_>, &mut dyn LiveReader) -> Result<(), Fault>,
    ) -> Result<(), Fault>;

    /// The object as JSON text, counted anew, and the offset therein of the value at which the last
    /// fault arose; 0 if that is the object itself.
    fn keep(&mut self) -> Result<(String, u32), Fault>;
}

/// Which member of an object comes.
#[derive(Clone, Copy, Debug)]
pub enum Member<'a> {
    /// One with a key of the table.
    Known(&'static Key),
    /// One with another key.
    Other(&'a str),
}

/// What the tag of a live message says.
pub(crate) enum LiveTag {
    Row(u16),
    Unknown(String),
}

/// Reads an object into a record: what [`Reader::record`] of a live reader does.
///
/// # Errors
///
/// What the fields' types say to the values; [`Missing`](FaultKind::Missing) or
/// [`OneOf`](FaultKind::OneOf).
pub fn read_object(reader: &mut dyn LiveReader, record: &mut dyn Fill) -> Result<(), Fault> {
    let shape = record.shape();
    if shape.whole {
        return record.set(0, reader);
    }
    let mut fields = Fields::new(shape);
    fill(reader, record, &mut fields, shape.keys, "", false)?;
    fields.finish(record, || Fault::NOWHERE)
}

/// Finds the tag of a message and its row.
pub(crate) fn find_tag(reader: &mut dyn LiveReader, part: &Part) -> Result<LiveTag, Miss> {
    let mut tag = None;
    reader.member(part.tag, &mut |value| {
        if value.kind()? == Kind::String {
            tag = Some(live_tag(&value.str()?, part));
        }
        Ok(())
    })?;
    tag.ok_or(Miss::NotOurs)
}

fn live_tag(tag: &str, part: &Part) -> LiveTag {
    match part.find(tag) {
        Some(row) => LiveTag::Row(row),
        None => LiveTag::Unknown(tag.to_owned()),
    }
}

/// Reads the body of a message whose tag was found into its record. A lenient reader passes over
/// values that don't fit. Gives the fields that were read, a bit each.
pub(crate) fn read_live(
    reader: &mut dyn LiveReader,
    row: &Row,
    tag: &'static str,
    record: &mut dyn Fill,
    lenient: bool,
) -> Result<u64, Fault> {
    let shape = record.shape();
    let mut fields = Fields::new(shape);
    match &row.content {
        None => fill(reader, record, &mut fields, shape.keys, tag, lenient)?,
        Some(content) => {
            reader.members(shape.beside, &mut |member, value| match member {
                Member::Known(key) => field(record, &mut fields, key, value, lenient),
                Member::Other(key) if key == content.key => {
                    match self::content(value, record, &mut fields, lenient) {
                        Err(_) if lenient => value.skip(),
                        result => result,
                    }
                }
                Member::Other(_) => value.skip(),
            })?;
            if shape.whole && !lenient {
                whole_or_empty(record, &mut fields, content)?;
            }
        }
    }
    if !lenient {
        fields.finish(record, || Fault::NOWHERE)?;
    }
    Ok(fields.read())
}

/// Reads the members of an object into the fields of a record, save the tag.
fn fill(
    reader: &mut dyn LiveReader,
    record: &mut dyn Fill,
    fields: &mut Fields,
    keys: &'static [Key],
    tag: &'static str,
    lenient: bool,
) -> Result<(), Fault> {
    if let Some(first) = record.shape().first {
        read_ahead(reader, record, fields, keys, first, lenient)?;
    }
    reader.members(keys, &mut |member, value| match member {
        Member::Known(key) => field(record, fields, key, value, lenient),
        Member::Other(key) if key == tag => value.skip(),
        Member::Other(key) => match record.rest(key, value) {
            Err(_) if lenient => value.skip(),
            result => result,
        },
    })
}

fn field(
    record: &mut dyn Fill,
    fields: &mut Fields,
    key: &'static Key,
    value: &mut dyn LiveReader,
    lenient: bool,
) -> Result<(), Fault> {
    match fields.fill(record, key, Fault::NOWHERE, value) {
        Err(_) if lenient => {
            fields.refuse(key);
            value.skip()
        }
        result => result,
    }
}

/// Reads the field that must be read before the others.
#[cold]
fn read_ahead(
    reader: &mut dyn LiveReader,
    record: &mut dyn Fill,
    fields: &mut Fields,
    keys: &'static [Key],
    first: u8,
    lenient: bool,
) -> Result<(), Fault> {
    for key in keys.iter().filter(|key| key.field == first) {
        let found = reader.member(
            key.key,
            &mut |value| match record.set(usize::from(first), value) {
                Err(_) if lenient => {
                    fields.refuse(key);
                    Ok(())
                }
                result => result,
            },
        )?;
        if found {
            fields.read_ahead(first);
            break;
        }
    }
    Ok(())
}

/// Reads the content.
fn content(
    value: &mut dyn LiveReader,
    record: &mut dyn Fill,
    fields: &mut Fields,
    lenient: bool,
) -> Result<(), Fault> {
    let shape = record.shape();
    let kind = value.kind()?;
    if shape.whole {
        // Null may be a value, or mean that there is none.
        return match record.set(0, value) {
            Err(_) if kind == Kind::Null => Ok(()),
            Err(fault) => Err(fault),
            Ok(()) => {
                fields.mark(0);
                Ok(())
            }
        };
    }
    if kind == Kind::Null || (shape.keys.is_empty() && kind != Kind::Object) {
        // An object without fields; or not even that is looked for.
        return value.skip();
    }
    fill(value, record, fields, shape.keys, "", lenient)
}

/// Content that is absent, or null where that isn't a value, is read as an empty object.
fn whole_or_empty(
    record: &mut dyn Fill,
    fields: &mut Fields,
    content: &Content,
) -> Result<(), Fault> {
    if record.required() & !fields.read() & 1 != 0 {
        record
            .set(0, &mut Literal::EmptyObject)
            .map_err(|_| Fault::nowhere(FaultKind::Missing(content.key)))?;
        fields.mark(0);
    }
    Ok(())
}
