//! What a library answers, and what it calls listeners with: under keys, or the value itself.

use super::answer::Value;
use crate::describe::CallbackKeys;
use crate::json::{self, Fault, FaultKind, JsonReader, Reader, Scan, Type, Wire, Writer};
use crate::limits::MAX_NESTING;

/// What a callback receives: `{result, error}`. An `error` that isn't null is the outcome, whatever
/// `result` is beside it; without one, `result` must be there, and null if there is nothing to say. A
/// body with neither is none of this library's: another may report a failure under other keys.
impl<T: Wire, E: Wire> Wire for Result<T, E> {
    const TYPE: Type = T::TYPE;

    fn blank() -> Self {
        Ok(T::blank())
    }

    // Read by each who asks for an outcome.
    #[inline(never)]
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let start = reader.at();
        let text = reader.raw()?;
        let within = |fault: Fault| fault.behind(start);
        let value =
            read_callback(&text, Some(&CallbackKeys::PLAIN), MAX_NESTING).map_err(within)?;
        let (Ok((json, at)) | Err((json, at))) = value;
        let reader = &mut JsonReader::new(json, MAX_NESTING);
        let read = if value.is_ok() {
            let mut ok = T::blank();
            ok.read(reader).map(|()| *self = Ok(ok))
        } else {
            let mut error = E::blank();
            error.read(reader).map(|()| *self = Err(error))
        };
        read.map_err(|fault| within(fault.behind(at)))
    }

    fn write(&self, out: &mut Writer) {
        let value = |out: &mut Writer| match self {
            Ok(value) => value.write(out),
            Err(error) => error.write(out),
        };
        write_callback(Some(&CallbackKeys::PLAIN), self.is_ok(), &value, out);
    }
}

/// Checks that what a library gave is JSON throughout, and has no key twice that matters.
///
/// # Errors
///
/// A [malformed](Fault::is_malformed) fault if it isn't, or hasn't.
pub(crate) fn check_callback(
    text: &str,
    keys: Option<&CallbackKeys>,
    nesting: u16,
) -> Result<(), Fault> {
    let named = |keys: &CallbackKeys| {
        let any = keys.flag.or(keys.ok).or(keys.error)?;
        // One that is named twice is the same key.
        Some([keys.flag, keys.ok, keys.error].map(|key| key.unwrap_or(any)))
    };
    match keys.and_then(named) {
        Some(names) => json::check(text, &names, nesting),
        None => json::check(text, &[], nesting),
    }
}

/// Which of the two a library gave, and what is there: the value itself, or what stands under the keys.
///
/// With a flag, it decides, and what stands under the other's key isn't looked at; what has no key is the
/// whole. Without, an error that is there and isn't null decides; else there is a result, null if there is
/// nothing to say.
///
/// # Errors
///
/// If it is neither of the two, or a key stands in it twice.
pub(crate) fn read_callback<'a>(
    text: &'a str,
    keys: Option<&CallbackKeys>,
    nesting: u16,
) -> Result<Value<'a>, Fault> {
    let whole = (text, 0);
    let Some(keys) = keys else {
        return Ok(Ok(whole));
    };
    let mut scan = Scan::new(text, nesting);
    let object = scan.peek() == Some(b'{');
    let start = scan.at();
    if !object {
        return Err(Fault::new(FaultKind::Expected("an object"), start));
    }
    let names = [keys.flag, keys.ok, keys.error];
    let mut found = [None; 3];
    scan.enter()?;
    let mut fresh = true;
    while let Some(key) = scan.next_key(&mut fresh)? {
        let is = |name: Option<&'static str>| name.is_some_and(|name| key.is(name));
        let Some(at) = names.into_iter().position(is) else {
            scan.skip()?;
            continue;
        };
        if let (Some(name), Some(found)) = (names[at], found.get_mut(at)) {
            if found.is_some() {
                return Err(Fault::new(FaultKind::Repeated(name), key.at()).with_data());
            }
            let at = scan.at();
            *found = Some((scan.raw()?, at));
        }
    }
    let [flag, ok, error] = found;
    let side = |key: Option<&str>, found: Option<(&'a str, u32)>| match key {
        Some(_) => found.unwrap_or(("null", start)),
        None => whole,
    };
    match (keys.flag, flag) {
        (Some(key), None) => Err(Fault::new(FaultKind::Missing(key), start)),
        (Some(_), Some(("true", _))) => Ok(Ok(side(keys.ok, ok))),
        (Some(_), Some(("false", _))) => Ok(Err(side(keys.error, error))),
        (Some(_), Some((_, at))) => Err(Fault::new(FaultKind::Expected("a boolean"), at)),
        (None, _) => match (error.filter(|(json, _)| *json != "null"), ok, keys.ok) {
            (Some(error), ..) => Ok(Err(error)),
            (None, Some(ok), _) => Ok(Ok(ok)),
            (None, None, Some(key)) => Err(Fault::new(FaultKind::Missing(key), start)),
            (None, None, None) => Ok(Ok(whole)),
        },
    }
}

/// Writes what a library gives on success, or on failure, as [`read_callback`] reads it.
pub(crate) fn write_callback(
    keys: Option<&CallbackKeys>,
    is_ok: bool,
    value: &dyn Fn(&mut Writer),
    out: &mut Writer,
) {
    let Some(keys) = keys else {
        return value(out);
    };
    let mut separator = "{";
    let mut open = |key: &str, out: &mut Writer| {
        out.raw(separator);
        out.str(key);
        out.raw(":");
        separator = ",";
    };
    if let Some(flag) = keys.flag {
        open(flag, out);
        out.bool(is_ok);
    }
    if let Some(ok) = keys.ok.filter(|_| !is_ok) {
        open(ok, out);
        out.null();
    }
    if let Some(key) = if is_ok { keys.ok } else { keys.error } {
        open(key, out);
        value(out);
    } else {
        // Its fields stand beside the flag.
        let mut own = out.alike();
        value(&mut own);
        out.spread(own.as_str());
    }
    out.raw("}");
}

/// What listeners are called with, in the form in which the outcome of a subscription is written:
/// `{result, error}`, or the value itself, if none reports a failure.
pub(crate) struct Heard<'a> {
    text: std::borrow::Cow<'a, str>,
    /// Where the value begins, here and in what the listener was called with.
    places: [u32; 2],
}

impl<'a> Heard<'a> {
    /// Reads what a listener was called with.
    pub(crate) fn read(
        text: &'a str,
        keys: Option<&CallbackKeys>,
        nesting: u16,
    ) -> Result<Self, Fault> {
        let Some(keys) = keys.filter(|keys| **keys != CallbackKeys::PLAIN) else {
            return Ok(Self {
                text: text.into(),
                places: [0, 0],
            });
        };
        let value = read_callback(text, Some(keys), nesting)?;
        let (Ok((json, at)) | Err((json, at))) = value;
        let head = match value {
            _ if !keys.may_fail() => "",
            Ok(_) => "{\"result\":",
            Err(_) => "{\"error\":",
        };
        let tail = if head.is_empty() { "" } else { "}" };
        Ok(Self {
            text: [head, json, tail].concat().into(),
            places: [json::offset(head.len()), at],
        })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong in it, as something that is wrong in what the listener was called with.
    pub(crate) fn fault(&self, fault: Fault) -> Fault {
        let [here, there] = self.places;
        fault.moved(|at| there.saturating_add(at.saturating_sub(here)))
    }
}

/// Writes what listeners are called with.
pub(crate) fn write_heard(keys: Option<&CallbackKeys>, written: &str, out: &mut Writer) {
    match keys.filter(|keys| **keys != CallbackKeys::PLAIN) {
        None => out.raw(written),
        Some(keys) if !keys.may_fail() => {
            write_callback(Some(keys), true, &|out| out.raw(written), out);
        }
        Some(keys) => {
            // It was written as a `Result`.
            if let Ok(value) = read_callback(written, Some(&CallbackKeys::PLAIN), MAX_NESTING) {
                let (Ok((json, _)) | Err((json, _))) = value;
                write_callback(Some(keys), value.is_ok(), &|out| out.raw(json), out);
            }
        }
    }
}
