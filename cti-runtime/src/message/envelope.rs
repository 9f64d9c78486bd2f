//! Messages in their envelope: reading and writing the body, once it is known which message it is.

use super::tag::{BEFORE_TAG, Tagged, envelope_key};
use crate::json::{
    self, Fault, FaultKind, Fields, Fill, JsonReader, Key, Literal, Put, Reader, Scan, Shape,
    Token, Writer, note,
};
use crate::table::{Content, FamilyTable, Row};

/// Reads the body of a message whose tag was found into its record.
///
/// # Errors
///
/// A [malformed](Fault::is_malformed) fault if the text isn't JSON, nests too deep, goes on behind
/// the object, or repeats a key of the envelope or a field; only a text without any of that has
/// another fault, which is a drift from the declaration.
pub fn read_body(
    text: &str,
    tagged: &Tagged<'_>,
    row: &Row,
    record: &mut dyn Fill,
    nesting: u16,
) -> Result<(), Fault> {
    let mut body = Body {
        row,
        fields: Fields::new(record.shape()),
        lenient: false,
    };
    match body.read(text, tagged, record, nesting) {
        Err(fault) if !fault.is_malformed() => {
            let checked = check_body(text, row, tagged.family(), record.shape(), nesting);
            checked.map_err(Fault::with_data).and(Err(fault))
        }
        result => result,
    }
}

/// Reads as much of a body as fits, passes over the rest, and gives the fields that were read, a bit
/// each.
///
/// For a message that [`read_body`] refused as a drift: it may still name the call that it is about.
pub fn read_body_leniently(
    text: &str,
    tagged: &Tagged<'_>,
    row: &Row,
    record: &mut dyn Fill,
    nesting: u16,
) -> u64 {
    let mut body = Body {
        row,
        fields: Fields::new(record.shape()),
        lenient: true,
    };
    // What it was refused for is known.
    let _ = body.read(text, tagged, record, nesting);
    body.fields.read()
}

/// A body being read.
struct Body<'r> {
    row: &'r Row,
    fields: Fields,
    /// Whether values that don't fit are passed over.
    lenient: bool,
}

impl Body<'_> {
    fn read(
        &mut self,
        text: &str,
        tagged: &Tagged<'_>,
        record: &mut dyn Fill,
        nesting: u16,
    ) -> Result<(), Fault> {
        let (family, resume) = (tagged.family(), tagged.resume());
        let mut fresh = resume.is_none();
        // Keys of the envelope that were read, a bit each.
        let mut envelope = if fresh { 0 } else { BEFORE_TAG };
        let mut reader = if let Some(behind_tag) = resume {
            JsonReader {
                scan: Scan::inside(text, nesting, behind_tag),
            }
        } else {
            let mut reader = JsonReader::new(text, nesting);
            reader.open_object()?;
            reader
        };
        let shape = record.shape();
        let (keys, content) = match &self.row.content {
            None => (shape.keys, None),
            Some(content) => (shape.beside, Some(content)),
        };
        if content.is_none()
            && let Some(first) = shape.first
        {
            let fields = &mut self.fields;
            reader.read_ahead(record, fields, keys, first, fresh, self.lenient)?;
        }
        let mut content_at = None;
        let mut before = Fault::NOWHERE;
        loop {
            let expected = match content {
                None => {
                    reader.expected(record, &mut self.fields, keys, &mut fresh, self.lenient)?
                }
                Some(content) if content_at.is_none() && content.is_plain() => {
                    let found = reader.scan.eat_key(content.key, &mut fresh).is_some();
                    if found {
                        content_at = Some(reader.at());
                        self.content(record, shape, &mut reader)?;
                    }
                    found
                }
                Some(_) => false,
            };
            if expected {
                before = Fault::NOWHERE;
                continue;
            }
            let Some(key) = reader.next_key(&mut fresh, before)? else {
                break;
            };
            before = Fault::NOWHERE;
            if let Some((index, name)) = envelope_key(family, key) {
                note(&mut envelope, index, name, key)?;
                reader.skip()?;
                continue;
            }
            match content {
                None => {
                    before = reader.entry(record, &mut self.fields, keys, key, self.lenient)?;
                }
                Some(content) if key.is(content.key) => {
                    if content_at.is_some() {
                        return Err(Fault::new(FaultKind::Repeated(content.key), key.at()));
                    }
                    content_at = Some(reader.at());
                    self.content(record, shape, &mut reader)?;
                }
                Some(_) if keys.iter().any(|known| key.is(known.key)) => {
                    reader.entry(record, &mut self.fields, keys, key, self.lenient)?;
                }
                Some(_) => reader.skip()?,
            }
        }
        reader.end()?;
        if self.lenient {
            return Ok(());
        }
        let start = || Scan::new(text, nesting).at();
        match content {
            Some(content) if shape.whole => {
                self.whole_or_empty(record, content, content_at.unwrap_or_else(start))?;
            }
            _ => {}
        }
        self.fields
            .finish(record, || content_at.unwrap_or_else(start))
    }

    /// Reads the content.
    fn content(
        &mut self,
        record: &mut dyn Fill,
        shape: &'static Shape,
        reader: &mut JsonReader<'_>,
    ) -> Result<(), Fault> {
        let before = reader.scan.mark();
        let result = if shape.whole {
            self.whole(record, reader)
        } else {
            let object = reader.scan.peek() == Some(b'{');
            if reader.null()? || (shape.is_empty() && !object) {
                // An object without fields; or not even that is looked for.
                reader.scan.reset(before);
                reader.skip()
            } else {
                // Beside the content and inside it, different keys are expected next.
                let next = self.fields.rewind(0);
                let fields = &mut self.fields;
                let result = reader.open_object();
                let result =
                    result.and_then(|()| reader.fields(record, fields, shape.keys, self.lenient));
                self.fields.rewind(next);
                result
            }
        };
        match result {
            Err(_) if self.lenient => {
                reader.scan.reset(before);
                reader.skip()
            }
            result => result,
        }
    }

    /// Reads content that is one value. Null may be a value, or mean that there is none.
    fn whole(&mut self, record: &mut dyn Fill, reader: &mut JsonReader<'_>) -> Result<(), Fault> {
        let before = reader.scan.mark();
        let null = reader.null()?;
        reader.scan.reset(before);
        match record.set(0, reader) {
            Err(_) if null => {
                reader.scan.reset(before);
                return reader.skip();
            }
            result => result?,
        }
        self.fields.mark(0);
        Ok(())
    }

    /// Content that is absent, or null where that isn't a value, is read as an empty object.
    fn whole_or_empty(
        &mut self,
        record: &mut dyn Fill,
        content: &Content,
        at: u32,
    ) -> Result<(), Fault> {
        if record.required() & !self.fields.read() & 1 != 0 {
            let missing = |_| Fault::new(FaultKind::Missing(content.key), at);
            Literal::EmptyObject.fill(record, 0).map_err(missing)?;
            self.fields.mark(0);
        }
        Ok(())
    }
}

/// Checks that nothing but the declaration speaks against a message: it is JSON throughout, and
/// neither keys of the envelope nor fields stand twice, also beyond the place where reading stopped.
#[cold]
fn check_body(
    text: &str,
    row: &Row,
    family: &FamilyTable,
    shape: &'static Shape,
    nesting: u16,
) -> Result<(), Fault> {
    let mut scan = Scan::new(text, nesting);
    scan.peek();
    scan.enter()?;
    let keys = if row.content.is_some() {
        shape.beside
    } else {
        shape.keys
    };
    let (mut envelope, mut inside, mut fields) = (0, 0, Vec::new());
    let mut fresh = true;
    while let Some(key) = scan.next_key(&mut fresh)? {
        if let Some((index, name)) = envelope_key(family, key) {
            note(&mut envelope, index, name, key)?;
        } else if let Some(content) = row.content.as_ref().filter(|content| key.is(content.key)) {
            note(&mut inside, 0, content.key, key)?;
            if !shape.whole && scan.peek() == Some(b'{') {
                scan.enter()?;
                let mut fresh = true;
                while let Some(key) = scan.next_key(&mut fresh)? {
                    note_field(&mut fields, shape.keys, key)?;
                    scan.skip()?;
                }
                continue;
            }
        } else {
            note_field(&mut fields, keys, key)?;
        }
        scan.skip()?;
    }
    scan.end()
}

/// Notes the key of a field, which may stand once under each of its names.
fn note_field(
    seen: &mut Vec<&'static str>,
    keys: &'static [Key],
    token: Token<'_>,
) -> Result<(), Fault> {
    if let Some(key) = keys.iter().find(|key| token.is(key.key)) {
        if seen.contains(&key.key) {
            return Err(Fault::new(FaultKind::Repeated(key.key), token.at()));
        }
        seen.push(key.key);
    }
    Ok(())
}

/// Writes a message of this row, or an unknown one.
pub(crate) fn write_row(row: Option<&Row>, record: &dyn Put, out: &mut Writer) {
    match row {
        Some(row) => write_message(row, record, out),
        None => record.put(out),
    }
}

/// Writes a message in its envelope.
pub fn write_message(row: &Row, record: &dyn Put, out: &mut Writer) {
    out.raw(row.open);
    write_rest(row, record, out);
}

/// Writes what stands behind the tag of a message.
pub(super) fn write_rest(row: &Row, record: &dyn Put, out: &mut Writer) {
    match &row.content {
        None => record.put(out),
        Some(content) => {
            let before = out.as_str().len();
            out.raw(content.open);
            let start = out.as_str().len();
            out.record(record);
            if content
                .omit
                .is_some_and(|nothing| out.as_str().get(start..) == Some(nothing))
            {
                out.truncate(before);
            }
            record.put_beside(out);
        }
    }
    out.raw("}");
}

/// Reads the arguments of a function, a JSON array, into a record whose fields they are in order.
/// Trailing arguments may be missing if they are optional.
///
/// # Errors
///
/// As [`read_body`]; more arguments than fields are a drift too.
pub fn read_arguments(text: &str, record: &mut dyn Fill, nesting: u16) -> Result<(), Fault> {
    match arguments(text, record, nesting) {
        Err(fault) if !fault.is_malformed() => json::check(text, &[], nesting).and(Err(fault)),
        result => result,
    }
}

/// Reads the arguments of a function that are the members of one object.
///
/// # Errors
///
/// As [`read_body`].
pub fn read_named_arguments(text: &str, record: &mut dyn Fill, nesting: u16) -> Result<(), Fault> {
    match named_arguments(text, record, nesting) {
        Err(fault) if !fault.is_malformed() => {
            let keys: Vec<_> = record.shape().keys.iter().map(|key| key.key).collect();
            json::check(text, &keys, nesting).and(Err(fault))
        }
        result => result,
    }
}

fn named_arguments(text: &str, record: &mut dyn Fill, nesting: u16) -> Result<(), Fault> {
    let mut reader = JsonReader::new(text, nesting);
    reader.record(record)?;
    reader.end()
}

fn arguments(text: &str, record: &mut dyn Fill, nesting: u16) -> Result<(), Fault> {
    let shape = record.shape();
    let keys = shape.keys;
    let mut fields = Fields::new(shape);
    let mut reader = JsonReader::new(text, nesting);
    let start = reader.at();
    let mut position = 0_u8;
    reader.items(&mut |reader| {
        let at = reader.at();
        // A field's own key comes before its aliases.
        let key = keys.iter().find(|key| key.field == position);
        let key = key.ok_or(Fault::new(FaultKind::Value("no further arguments"), at))?;
        position = position.saturating_add(1);
        fields.fill(record, key, at, reader)
    })?;
    reader.end()?;
    fields.finish(record, || start)
}

/// Writes the arguments of a function as a JSON array.
pub fn write_arguments(record: &dyn Put, out: &mut Writer) {
    out.arguments(record);
}

/// Writes the arguments of a function as the members of one object.
pub fn write_named_arguments(record: &dyn Put, out: &mut Writer) {
    out.record(record);
}
