//! Values on the wire: what a field's type must be able to do.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};
use uuid::Uuid;

use super::float;
use super::scan::{Scan, same};
use super::{
    Failure, Fault, FaultKind, Fill, JsonReader, Key, Kind, Reader, Record, Shape, Writer,
};
use crate::describe::Type;
use crate::limits::MAX_NESTING;

/// The value by which a keyed state machine tells calls apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CallKey {
    /// A number.
    Number(u64),
    /// A UUID.
    Uuid(u128),
    /// Any text.
    Text(Box<str>),
}

/// A type that can be a field of a message.
///
/// Implemented for the types in [`types`](crate::types), for Rust's own scalars, and by the macro
/// for every `#[data]` type. A type with serde's traits instead is declared `#[opaque]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a message (rule: field-type)",
    label = "not a wire type",
    note = "declare it in the protocol with `#[data]`, use a type of `cti_runtime::types`, or mark \
            the field `#[opaque]` if the type has serde's traits; a type that implements `Wire` \
            itself needs `Clone` and `PartialEq` too"
)]
pub trait Wire: Sized {
    /// The type, for the description.
    const TYPE: Type;

    /// A value to be read into. Reading fills it; a blank value is never handed to a user.
    fn blank() -> Self;

    /// Reads a value in place.
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault>;

    /// Writes the value.
    fn write(&self, out: &mut Writer);

    /// Whether an optional field with this value is left out when it is written.
    fn is_absent(&self) -> bool {
        false
    }

    /// The value as the key of a state machine, if it can be one.
    fn call_key(&self) -> Option<CallKey> {
        None
    }
}

impl Wire for bool {
    const TYPE: Type = Type::Bool;
    fn blank() -> Self {
        false
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.bool()?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.bool(*self);
    }
}

/// Integers narrower than a word: out of range is a value that the type doesn't allow.
macro_rules! integer {
    ($($rust:ty, $read:ident, $bits:literal, $signed:literal, $range:literal;)*) => {$(
        impl Wire for $rust {
            const TYPE: Type = Type::Integer { bits: $bits, signed: $signed };
            fn blank() -> Self {
                0
            }
            fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
                let at = reader.at();
                let range = |_| Fault::new(FaultKind::Value(concat!("a whole number ", $range)), at);
                *self = reader.$read()?.try_into().map_err(range)?;
                Ok(())
            }
            fn write(&self, out: &mut Writer) {
                out.$read((*self).into());
            }
            fn call_key(&self) -> Option<CallKey> {
                u64::try_from(*self).ok().map(CallKey::Number)
            }
        }
    )*};
}

integer! {
    u8, u64, 8, false, "from 0 to 255";
    u16, u64, 16, false, "from 0 to 65535";
    u32, u64, 32, false, "from 0 to 4294967295";
    i8, i64, 8, true, "from -128 to 127";
    i16, i64, 16, true, "from -32768 to 32767";
    i32, i64, 32, true, "from -2147483648 to 2147483647";
}

impl Wire for u64 {
    const TYPE: Type = Type::Integer {
        bits: 64,
        signed: false,
    };
    fn blank() -> Self {
        0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.u64()?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.u64(*self);
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Number(*self))
    }
}

impl Wire for i64 {
    const TYPE: Type = Type::Integer {
        bits: 64,
        signed: true,
    };
    fn blank() -> Self {
        0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.i64()?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.i64(*self);
    }
    fn call_key(&self) -> Option<CallKey> {
        u64::try_from(*self).ok().map(CallKey::Number)
    }
}

impl Wire for f64 {
    const TYPE: Type = Type::Float { bits: 64 };
    fn blank() -> Self {
        0.0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = finite(reader)?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.f64(*self);
    }
}

/// Reads a number. No method of [`Reader`], so that only programs whose messages have such a number have
/// in them what makes one of its digits: 2 kB, gzipped.
fn finite(reader: &mut dyn Reader) -> Result<f64, Fault> {
    let at = reader.at();
    float::parse(&reader.number()?).ok_or(Fault::new(FaultKind::Value("a finite number"), at))
}

impl Wire for f32 {
    const TYPE: Type = Type::Float { bits: 32 };
    fn blank() -> Self {
        0.0
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        #[allow(clippy::cast_possible_truncation)] // the nearest one is wanted
        let value = finite(reader)? as Self;
        if !value.is_finite() {
            return Err(Fault::new(
                FaultKind::Value("a number of single precision"),
                at,
            ));
        }
        *self = value;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        if self.is_finite() {
            // As short as it gets; `{:?}` of a finite float is JSON.
            out.display(&format_args!("{self:?}"));
        } else {
            out.f64(f64::from(*self));
        }
    }
}

impl Wire for String {
    const TYPE: Type = Type::String;
    fn blank() -> Self {
        Self::new()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = reader.str()?.into_owned();
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.str(self);
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Text(self.as_str().into()))
    }
}

impl Wire for Uuid {
    const TYPE: Type = Type::Uuid;
    fn blank() -> Self {
        Self::nil()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        let value = uuid(reader.str()?.as_bytes());
        *self = value.ok_or(Fault::new(FaultKind::Value("a UUID"), at))?;
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        out.str(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
    fn call_key(&self) -> Option<CallKey> {
        Some(CallKey::Uuid(self.as_u128()))
    }
}

/// The value of a hexadecimal digit.
fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' | b'a'..=b'f' => Some((byte | 0x20) - b'a' + 10),
        _ => None,
    }
}

/// A UUID in any of the forms that [`Uuid`] has: with hyphens, and then perhaps in braces or behind
/// `urn:uuid:`; or without.
#[inline(never)] // one, not one for each field
fn uuid(text: &[u8]) -> Option<Uuid> {
    const URN: &[u8] = b"urn:uuid:";
    let text = match text.split_at_checked(URN.len()) {
        Some((urn, rest)) if rest.len() == 36 && urn.eq_ignore_ascii_case(URN) => rest,
        _ if text.len() == 38 => text.strip_prefix(b"{")?.strip_suffix(b"}")?,
        _ => text,
    };
    let hyphens = match text.len() {
        32 => 0,
        36 => 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23,
        _ => return None,
    };
    let mut bytes = [0; 16];
    let mut digits = 0;
    for (place, &byte) in text.iter().enumerate() {
        if hyphens >> place & 1_u64 == 0 {
            let into = bytes.get_mut(digits / 2)?;
            *into = *into << 4 | hex(byte)?;
            digits += 1;
        } else if byte != b'-' {
            return None;
        }
    }
    Some(Uuid::from_bytes(bytes))
}

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
        self.is_none()
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
pub(super) fn read_entry<T: Wire>(
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
fn repeated_key(reader: &dyn Reader) -> Fault {
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

/// Any value. An object with a repeated key is refused, and numbers that aren't whole lose what an
/// `f64` doesn't hold.
impl Wire for Value {
    const TYPE: Type = Type::Json;
    fn blank() -> Self {
        Self::Null
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        *self = match reader.kind()? {
            Kind::Null => {
                reader.null()?;
                Self::Null
            }
            Kind::Bool => Self::Bool(reader.bool()?),
            Kind::String => Self::String(reader.str()?.into_owned()),
            Kind::Number => Self::Number(number(reader)?),
            Kind::Array => {
                let mut array = Vec::new();
                reader.items(&mut |reader| {
                    array.push(Self::Null);
                    array.last_mut().map_or(Ok(()), |item| item.read(reader))
                })?;
                Self::Array(array)
            }
            Kind::Object => {
                let mut object = Map::new();
                reader.entries(&mut |key, reader| {
                    if object.contains_key(key) {
                        return Err(repeated_key(reader));
                    }
                    object.entry(key).or_insert(Self::Null).read(reader)
                })?;
                Self::Object(object)
            }
        };
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Null => out.null(),
            Self::Bool(value) => out.bool(*value),
            Self::Number(value) => write_number(value, out),
            Self::String(value) => out.str(value),
            Self::Array(items) => out.items(items),
            Self::Object(entries) => out.entries(entries),
        }
    }
}

/// How far whole numbers go below zero.
const NEGATIVE: u64 = i64::MIN.unsigned_abs();

/// Reads a number as whole as it is.
fn number(reader: &mut dyn Reader) -> Result<Number, Fault> {
    let at = reader.at();
    let text = reader.number()?;
    let negative = text.strip_prefix('-');
    let whole = Scan::new(negative.unwrap_or(&text), 0).integer();
    let number = match (negative, whole) {
        (None, Some(value)) => Some(value.into()),
        (Some(_), Some(value @ 1..=NEGATIVE)) => Some(0_i64.wrapping_sub_unsigned(value).into()),
        _ => float::parse(&text).and_then(Number::from_f64),
    };
    number.ok_or(Fault::new(FaultKind::Value("a finite number"), at))
}

fn write_number(number: &Number, out: &mut Writer) {
    if let Some(whole) = number.as_u64() {
        out.u64(whole);
    } else if let Some(whole) = number.as_i64() {
        out.i64(whole);
    } else {
        // Always one, without serde_json's feature for numbers of any precision.
        out.f64(number.as_f64().unwrap_or_default());
    }
}

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
        let (mut value, mut error) = (T::blank(), None::<E>);
        let mut failure = |reader: &mut dyn Reader| {
            error.read(reader)?;
            Ok(error.is_some())
        };
        read_outcome(reader, &mut failure, &mut |reader| value.read(reader))?;
        *self = error.map_or(Ok(value), Err);
        Ok(())
    }

    fn write(&self, out: &mut Writer) {
        write_callback(self, out);
    }
}

/// Writes what a callback receives.
pub(crate) fn write_callback<T: Wire, E: Failure>(outcome: &Result<T, E>, out: &mut Writer) {
    out.raw("{");
    match outcome {
        Ok(value) => out.field(",\"result\":", value),
        Err(error) => {
            out.literal(",\"result\":", "null");
            out.entry(",\"error\":", |out| error.write_value(out));
        }
    }
    out.raw("}");
}

/// Reads `{result, error}`. `failure` says whether there is an error; only without one there is a
/// result to be read.
fn read_outcome(
    reader: &mut dyn Reader,
    failure: &mut dyn FnMut(&mut dyn Reader) -> Result<bool, Fault>,
    success: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let at = reader.at();
    let mut outcome = Outcome {
        result: None,
        failure,
        failed: false,
    };
    reader.record(&mut outcome)?;
    if outcome.failed {
        return Ok(());
    }
    let Some((text, start)) = &outcome.result else {
        return Err(Fault::new(FaultKind::Missing("result"), at));
    };
    success(&mut JsonReader::new(text, MAX_NESTING)).map_err(|fault| fault.behind(*start))
}

/// `{result, error}` being read: the result as text and where it stands, since it may be of any
/// kind if there is an error.
struct Outcome<'a> {
    result: Option<(String, u32)>,
    failure: &'a mut dyn FnMut(&mut dyn Reader) -> Result<bool, Fault>,
    failed: bool,
}

impl Record for Outcome<'_> {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            keys: &[Key::new("result", 0), Key::new("error", 1)],
            ..Shape::EMPTY
        };
        &SHAPE
    }
}

impl Fill for Outcome<'_> {
    fn set(&mut self, field: usize, reader: &mut dyn Reader) -> Result<(), Fault> {
        match field {
            0 => {
                let at = reader.at();
                self.result = Some((reader.raw()?.into_owned(), at));
                Ok(())
            }
            1 => {
                self.failed = (self.failure)(reader)?;
                Ok(())
            }
            _ => reader.skip(),
        }
    }
}
