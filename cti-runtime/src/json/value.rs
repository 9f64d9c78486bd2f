//! Any JSON value.

use serde_json::{Map, Number, Value};

use super::containers::repeated_key;
use super::fault::{Fault, FaultKind};
use super::float;
use super::record::{Kind, Reader};
use super::scan::Scan;
use super::value_type::Type;
use super::wire::Wire;
use super::writer::Writer;

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
    fn is_null(&self) -> bool {
        Self::is_null(self)
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
