//! What a callback receives: `{result, error}`.

use super::failure::Failure;
use crate::json::{
    Fault, FaultKind, Fill, JsonReader, Key, Reader, Record, Shape, Type, Wire, Writer,
};
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
