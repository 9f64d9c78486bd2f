//! Ids of requests, and the answers that name them.

use std::borrow::Cow;

use super::envelope::write_rest;
use super::failure::{Failure, put};
use super::tag::is;
use crate::Limits;
use crate::describe::Decides;
use crate::json::{Fault, FaultKind, Put, Scan, Token, Wire, Writer, note, unescape};
use crate::table::{AnswerTable, Entry, Requests, Row};

/// The id of a request, as it stands in its text: a string with its quotes, or a number.
///
/// For a message that was read without a fault.
///
/// # Errors
///
/// If there is none, or it is neither, or longer than any that is kept.
pub(crate) fn request_id<'a>(
    text: &'a str,
    key: &'static str,
    nesting: u16,
) -> Result<&'a str, Fault> {
    let mut scan = Scan::new(text, nesting);
    let at = scan.at();
    scan.peek();
    scan.enter()?;
    let mut fresh = true;
    while let Some(token) = scan.next_key(&mut fresh)? {
        if token.is(key) {
            return id(&mut scan)?.ok_or(scan.fault(FaultKind::Value(ID_FORM)));
        }
        scan.skip()?;
    }
    Err(Fault::new(FaultKind::Missing(key), at))
}

const ID_FORM: &str = "a string or a number of at most 256 bytes";

/// Moves behind a value; the value if it can be an id.
fn id<'a>(scan: &mut Scan<'a>) -> Result<Option<&'a str>, Fault> {
    let scalar = match scan.peek() {
        Some(b'"') => scan.clone().string()?.is_whole(),
        first => matches!(first, Some(b'-' | b'0'..=b'9')),
    };
    let text = scan.raw()?;
    Ok((scalar && text.len() <= Limits::CALL_KEY_BYTES + 2).then_some(text))
}

/// The text of an id as it stands in a message: two ids are the same if their texts are.
pub(crate) fn id_text(id: &str) -> Cow<'_, str> {
    if id.starts_with('"') {
        unescape(id)
    } else {
        Cow::Borrowed(id)
    }
}

/// What is there on success, or on failure: as JSON, and where it begins.
pub(crate) type Value<'a> = Result<(&'a str, u32), (&'a str, u32)>;

/// An answer whose envelope was read.
pub(crate) struct Answered<'a> {
    /// The whole message.
    text: &'a str,
    /// The id as it stands in the text.
    pub(crate) id: &'a str,
    flag: Option<bool>,
    ok: Option<(&'a str, u32)>,
    error: Option<(&'a str, u32)>,
    /// Whether it has any key besides those that every answer has.
    says: bool,
    /// Whether the flag is no boolean.
    odd: bool,
}

impl<'a> Answered<'a> {
    /// Whether it has the flag, or one of the two values.
    pub(crate) const fn says_something(&self) -> bool {
        self.says
    }

    /// Which of the two it is, and what is there, with its place.
    ///
    /// # Errors
    ///
    /// If it is both, or neither, or the flag speaks against what is there.
    pub(crate) fn outcome(&self, table: &AnswerTable, silent: bool) -> Result<Value<'a>, Fault> {
        let there = |value: Option<(&'a str, u32)>| value.filter(|(json, _)| *json != "null");
        let (mut ok, mut error) = (there(self.ok), there(self.error));
        let failed = match table.decides {
            None => None,
            Some(Decides::Flag) => self.flag.map(|succeeded| !succeeded),
            Some(Decides::Ok) => Some(ok.is_none()),
            Some(Decides::Error) => Some(error.is_some()),
        };
        // What is decided against isn't looked at.
        match failed {
            Some(true) => ok = None,
            Some(false) => error = None,
            None => {}
        }
        let refuse =
            |kind, at: Option<(&str, u32)>| Err(Fault::new(kind, at.map_or(0, |(_, at)| at)));
        let null = ("null", 0);
        match (&table.flag, self.flag) {
            (Some(_), _) if self.odd => refuse(FaultKind::Expected("a boolean"), None),
            (Some(flag), None) => refuse(FaultKind::Missing(flag.key), None),
            (Some(_), Some(true)) if error.is_some() => refuse(
                FaultKind::Value("no error beside a flag that says success"),
                error,
            ),
            (Some(_), Some(false)) if ok.is_some() => refuse(
                FaultKind::Value("no result beside a flag that says failure"),
                ok,
            ),
            // What has no key stands beside the flag: the answer itself is read as it.
            (Some(_), Some(true)) if table.ok.is_none() => Ok(Ok((self.text, 0))),
            (Some(_), Some(false)) if table.error.is_none() => Ok(Err((self.text, 0))),
            (Some(_), Some(true)) => Ok(Ok(self.ok.unwrap_or(null))),
            (Some(_), Some(false)) => Ok(Err(self.error.unwrap_or(null))),
            // There is no failure: what is there is of the result's type, or has drifted.
            (None, _) if table.error.is_none() => match self.ok {
                Some(ok) => Ok(Ok(ok)),
                None if silent => Ok(Ok(null)),
                None => refuse(FaultKind::Missing(key(table.ok.as_ref())), None),
            },
            (None, _) => match (ok, error) {
                (Some(_), Some(_)) => refuse(FaultKind::OneOf("answer"), error),
                (None, Some(error)) => Ok(Err(error)),
                (Some(ok), None) => Ok(Ok(ok)),
                (None, None) if silent => Ok(Ok(self.ok.unwrap_or(null))),
                (None, None) => refuse(FaultKind::OneOf("answer"), None),
            },
        }
    }
}

/// Reads the envelope of an answer; `None` if a message is none of this table's.
///
/// # Errors
///
/// A [malformed](Fault::is_malformed) fault if it is one, but not JSON throughout, or a key that
/// matters stands in it twice.
pub(crate) fn read_answer<'a>(
    text: &'a str,
    table: &AnswerTable,
    nesting: u16,
) -> Result<Option<Answered<'a>>, Fault> {
    let mut scan = Scan::new(text, nesting);
    if scan.peek() != Some(b'{') {
        return Ok(None);
    }
    let mut found = Found::default();
    let read = found.read(&mut scan, table);
    let all = (1_u64 << table.constants.len()) - 1;
    // Over a port, none is looked for.
    let id = found.id.or(table.id.is_none().then_some(""));
    let Some(id) = id.filter(|_| found.right == all) else {
        return Ok(None);
    };
    // What stands under its keys isn't looked into.
    read.map_err(Fault::with_data)?;
    let answer = found.answer;
    Ok(Some(Answered { text, id, ..answer }))
}

const fn key(entry: Option<&Entry>) -> &'static str {
    match entry {
        Some(entry) => entry.key,
        None => "",
    }
}

/// What was found of an answer.
struct Found<'a> {
    id: Option<&'a str>,
    /// Constants that are there with their values, a bit each.
    right: u64,
    /// Keys that were seen, a bit each.
    seen: u64,
    answer: Answered<'a>,
}

impl Default for Found<'_> {
    fn default() -> Self {
        Self {
            id: None,
            right: 0,
            seen: 0,
            answer: Answered {
                text: "",
                id: "",
                flag: None,
                ok: None,
                error: None,
                says: false,
                odd: false,
            },
        }
    }
}

impl<'a> Found<'a> {
    fn read(&mut self, scan: &mut Scan<'a>, table: &AnswerTable) -> Result<(), Fault> {
        scan.enter()?;
        let mut fresh = true;
        let mut repeated = Ok(());
        while let Some(key) = scan.next_key(&mut fresh)? {
            let noted = self.entry(scan, table, key)?;
            repeated = repeated.and(noted);
        }
        scan.end()?;
        repeated
    }

    /// Reads an entry. A key that stands twice is told apart from what ends reading: whether the
    /// message is an answer at all isn't known before its end.
    fn entry(
        &mut self,
        scan: &mut Scan<'a>,
        table: &AnswerTable,
        key: Token<'a>,
    ) -> Result<Result<(), Fault>, Fault> {
        let value = |scan: &mut Scan<'a>| {
            let at = scan.at();
            scan.raw().map(|json| (json, at))
        };
        let answer = &mut self.answer;
        let named = |entry: &Option<Entry>| {
            let entry = entry.as_ref().filter(|entry| key.is(entry.key))?;
            Some(entry.key)
        };
        let (index, name) = if let Some(known) = table.id.filter(|known| key.is(known)) {
            let id = id(scan)?;
            self.id = self.id.or(id);
            (0, known)
        } else if let Some(ok) = named(&table.ok) {
            answer.ok = Some(value(scan)?);
            answer.says = true;
            (1, ok)
        } else if let Some(error) = named(&table.error) {
            answer.error = Some(value(scan)?);
            answer.says = true;
            (2, error)
        } else if let Some(flag) = named(&table.flag) {
            let (json, _) = value(scan)?;
            answer.flag = json.parse().ok();
            answer.odd = answer.flag.is_none();
            answer.says = true;
            (3, flag)
        } else {
            let known = |constant: &crate::describe::Constant| key.is(constant.key);
            let Some(index) = table.constants.iter().position(known) else {
                scan.skip()?;
                return Ok(Ok(()));
            };
            let Some(constant) = table.constants.get(index) else {
                return Ok(Ok(()));
            };
            let right = is(*scan, &constant.value);
            self.right |= u64::from(right) << index;
            scan.skip()?;
            (4 + index, constant.key)
        };
        Ok(note(&mut self.seen, index, name, key))
    }
}

/// Writes a request with its id, which is JSON; without, if it is answered over a port.
pub(crate) fn write_request(
    row: &Row,
    requests: &Requests,
    id: &str,
    record: &dyn Put,
    out: &mut Writer,
) {
    out.raw(row.open);
    if let Some(entry) = &requests.id {
        out.raw(entry.open);
        out.raw(id);
    }
    write_rest(row, record, out);
}

/// Writes an answer. The id is JSON, as it came; empty, if there is none.
pub(crate) fn write_answer<T: Wire, E: Failure>(
    table: &AnswerTable,
    id: &str,
    result: &Result<T, E>,
    out: &mut Writer,
) {
    answer(table, id, result.is_ok(), out, |out| match result {
        Ok(value) => put(out, table, table.ok.as_ref(), value),
        Err(error) => error.put(out, table),
    });
}

/// Writes the answer to a request that no handler answers. The id is JSON, and what is said is.
pub(crate) fn write_unknown(table: &AnswerTable, id: &str, said: &'static str, out: &mut Writer) {
    let (place, ok) = if table.may_fail() {
        (&table.error, false)
    } else {
        (&table.ok, true)
    };
    answer(table, id, ok, out, |out| match place {
        Some(entry) => out.literal(entry.open, said),
        None => out.spread(said),
    });
}

fn answer(
    table: &AnswerTable,
    id: &str,
    ok: bool,
    out: &mut Writer,
    write: impl FnOnce(&mut Writer),
) {
    out.raw(table.open);
    out.raw(id);
    if let Some(flag) = &table.flag {
        out.literal(flag.open, if ok { "true" } else { "false" });
    }
    write(out);
    out.raw("}");
}
