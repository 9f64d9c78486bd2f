//! Reading the objects of a browser.
//!
//! In such an object no key stands twice, and its members have no order that means anything.

use std::borrow::Cow;

use super::snapshot::{Node, Snapshot};
use crate::json::{Fault, FaultKind, Fields, Fill, Key, Kind, Literal, Names, Reader};
use crate::table::{Content, Row};

/// The tag of a message, if it is a string.
///
/// # Errors
///
/// If JSON can't hold it.
pub(crate) fn object_tag<'a>(
    message: &'a Snapshot<'_>,
    tag: &str,
) -> Result<Option<Cow<'a, str>>, Fault> {
    let Some(tag) = message.root().member(tag) else {
        return Ok(None);
    };
    match tag.unholdable() {
        Some(fault) => Err(fault),
        None => Ok(tag.text()),
    }
}

/// Reads the body of a message whose tag was found into its record, and passes over values that don't
/// fit. If there are such values, gives the fault and the fields that were read nevertheless, a bit each.
pub(crate) fn read_message(
    message: &Snapshot<'_>,
    row: &Row,
    tag: &'static str,
    record: &mut dyn Fill,
) -> Result<(), (Fault, u64)> {
    read(message.root(), record, row.content.as_ref(), tag)
}

/// Reads an object into a record.
fn read_object(mut value: Node<'_>, record: &mut dyn Fill) -> Result<(), Fault> {
    if record.shape().whole {
        return record.set(0, &mut value);
    }
    read(value, record, None, "").map_err(|(fault, _)| fault)
}

fn read(
    object: Node<'_>,
    record: &mut dyn Fill,
    content: Option<&Content>,
    tag: &str,
) -> Result<(), (Fault, u64)> {
    let shape = record.shape();
    let mut body = Body {
        record,
        fields: Fields::new(shape),
        at: object.at(),
        fault: None,
    };
    let keys = match content {
        None => shape.keys,
        Some(_) => shape.beside,
    };
    body.fill(object, keys, content, tag);
    if body.fault.is_none() {
        if shape.whole
            && let Some(content) = content
        {
            body.whole_or_empty(content);
        }
        let finished = body.fields.finish(body.record, || body.at);
        body.note(finished);
    }
    match body.fault {
        None => Ok(()),
        Some(fault) => Err((fault, body.fields.read())),
    }
}

/// What an object says of a field besides one of its aliases.
#[cold]
fn names_in(object: Node<'_>, keys: &'static [Key], alias: &'static Key) -> Names {
    let mut before = keys.iter().filter(|key| key.counts_before(alias, keys));
    if before.any(|key| object.member(key.key).is_some()) {
        Names::Overruled
    } else {
        Names::Last
    }
}

/// An object being read.
struct Body<'r> {
    record: &'r mut dyn Fill,
    fields: Fields,
    /// Where the object with the fields stands.
    at: u32,
    /// What didn't fit first; what is malformed goes before.
    fault: Option<Fault>,
}

impl Body<'_> {
    /// Says whether a value was read; notes why if it wasn't.
    fn note(&mut self, read: Result<(), Fault>) -> bool {
        match (read, self.fault) {
            (Ok(()), _) => return true,
            (Err(_), Some(before)) if before.is_malformed() => {}
            (Err(fault), before) => {
                if before.is_none() || fault.is_malformed() {
                    self.fault = Some(fault);
                }
            }
        }
        false
    }

    /// Reads the members of an object into the fields of a record, save the tag.
    fn fill(
        &mut self,
        object: Node<'_>,
        keys: &'static [Key],
        content: Option<&Content>,
        tag: &str,
    ) {
        if content.is_none()
            && let Some(first) = self.record.shape().first
        {
            self.read_ahead(object, keys, first);
        }
        let read = object.each(Kind::Object, &mut |mut key, mut value| {
            let at = key.at();
            let Some(name) = key.text() else {
                // No field has such a key, and no map can hold it.
                let read = match content {
                    None => self.record.rest("", &mut key),
                    Some(_) => Ok(()),
                };
                self.note(read);
                return Ok(());
            };
            let name = &*name;
            if let Some(key) = keys.iter().find(|key| key.key == name) {
                let read = if key.alias {
                    let names = names_in(object, keys, key);
                    (self.fields).fill_alias(self.record, key, names, at, &mut value)
                } else {
                    self.fields.fill(self.record, key, at, &mut value)
                };
                if !self.note(read) {
                    self.fields.refuse(key);
                }
            } else if let Some(content) = content {
                if name == content.key {
                    self.content(value);
                }
            } else if name != tag {
                let read = self.record.rest(name, &mut value);
                self.note(read);
            }
            Ok(())
        });
        self.note(read);
    }

    /// Reads the field that must be read before the others, under the first of its names.
    #[cold]
    fn read_ahead(&mut self, object: Node<'_>, keys: &'static [Key], first: u8) {
        for key in keys.iter().filter(|key| key.field == first) {
            if let Some(mut value) = object.member(key.key) {
                if value.kind() == Kind::Null && self.fields.may_be_null(first) {
                    break;
                }
                let read = self.record.set(usize::from(first), &mut value);
                if !self.note(read) {
                    self.fields.refuse(key);
                }
                self.fields.read_ahead(first);
                break;
            }
        }
    }

    /// Reads the content.
    fn content(&mut self, mut value: Node<'_>) {
        self.at = value.at();
        let shape = self.record.shape();
        if shape.whole {
            match self.record.set(0, &mut value) {
                Ok(()) => self.fields.mark(0),
                // Null may be a value, or mean that there is none.
                Err(_) if value.kind() == Kind::Null => {}
                fault => {
                    self.note(fault);
                }
            }
        } else if value.kind() == Kind::Null || (shape.is_empty() && value.kind() != Kind::Object) {
            // An object without fields; or not even that is looked for.
        } else {
            self.fill(value, shape.keys, None, "");
        }
    }

    /// Content that is absent, or null where that isn't a value, is read as an empty object.
    fn whole_or_empty(&mut self, content: &Content) {
        if self.record.required() & !self.fields.read() & 1 != 0 {
            let read = Literal::EmptyObject.fill(self.record, 0);
            let missing = FaultKind::Missing(content.key);
            if self.note(read.map_err(|_| Fault::new(missing, self.at))) {
                self.fields.mark(0);
            }
        }
    }
}

impl Reader for Node<'_> {
    fn kind(&mut self) -> Result<Kind, Fault> {
        Ok((*self).kind())
    }

    fn null(&mut self) -> Result<bool, Fault> {
        Ok((*self).kind() == Kind::Null)
    }

    fn bool(&mut self) -> Result<bool, Fault> {
        match self.json() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.not("a boolean")),
        }
    }

    fn u64(&mut self) -> Result<u64, Fault> {
        let range = "a whole number from 0 to 18446744073709551615";
        match self.whole()? {
            (false, Some(size)) => Ok(size),
            _ => Err(self.fault(FaultKind::Value(range))),
        }
    }

    fn i64(&mut self) -> Result<i64, Fault> {
        let range = "a whole number from -9223372036854775808 to 9223372036854775807";
        let value = match self.whole()? {
            (false, size) => size.and_then(|size| i64::try_from(size).ok()),
            (true, size) => size.and_then(|size| 0_i64.checked_sub_unsigned(size)),
        };
        value.ok_or_else(|| self.fault(FaultKind::Value(range)))
    }

    fn number(&mut self) -> Result<Cow<'_, str>, Fault> {
        match (*self).kind() {
            Kind::Number => self.raw(),
            _ => Err(self.not("a number")),
        }
    }

    fn str(&mut self) -> Result<Cow<'_, str>, Fault> {
        self.text().ok_or_else(|| self.not("a string"))
    }

    fn record(&mut self, record: &mut dyn Fill) -> Result<(), Fault> {
        read_object(*self, record)
    }

    fn items(
        &mut self,
        each: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        (*self).each(Kind::Array, &mut |_, mut item| each(&mut item))
    }

    fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let read = (*self).each(Kind::Object, &mut |key, mut value| {
            let name = key.text().ok_or_else(|| key.not("a key"))?;
            each(&name, &mut value)
        });
        read.map_err(|fault| fault.with_data_behind(Node::at(*self)))
    }

    fn raw(&mut self) -> Result<Cow<'_, str>, Fault> {
        Ok(Cow::Borrowed(self.json()))
    }

    fn skip(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn at(&self) -> u32 {
        Node::at(*self)
    }
}
