//! Values that travel as text.

use core::fmt;
use core::ops::{Deref, DerefMut};

use super::{EpochMillis, EpochSeconds};
use crate::describe::Type;
use crate::json::{CallKey, Fault, FaultKind, JsonReader, Kind, Reader, Wire, Writer};

/// A boolean or a number that is written as a string: `"true"`, `"9007199254740993"`.
///
/// Some vendors put everything in quotes, others only whole numbers beyond 2^53, which JavaScript
/// would round. It is read from a string that holds what JSON would write, or without the quotes, and
/// always written as a string.
///
/// ```
/// use cti_runtime::types::Text;
///
/// let id = Text(9_007_199_254_740_993_u64);
/// assert_eq!(*id + 1, 9_007_199_254_740_994);
/// assert_eq!(id, 9_007_199_254_740_993.into());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<T>(pub T);

/// What a [`Text`] can hold: `bool`, integers, `f64`, and times that are numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as text",
    label = "neither a boolean nor a number",
    note = "`Text<…>` holds `bool`, an integer, `f64`, `EpochMillis` or `EpochSeconds`"
)]
pub trait InText: Wire + sealed::Sealed {
    /// What is expected, in words.
    #[doc(hidden)]
    const EXPECTED: &'static str;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! in_text {
    ($($rust:ty)*, $expected:literal) => {$(
        impl sealed::Sealed for $rust {}
        impl InText for $rust {
            const EXPECTED: &'static str = $expected;
        }
    )*};
}

in_text!(bool, "`true` or `false`, in quotes or not");
in_text!(
    u8 u16 u32 u64 i8 i16 i32 i64 EpochMillis EpochSeconds,
    "a whole number, in quotes or not"
);
in_text!(f64, "a number, in quotes or not");

impl<T> From<T> for Text<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Text<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Text<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: fmt::Display> fmt::Display for Text<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: InText> Wire for Text<T> {
    const TYPE: Type = Type::Text(&T::TYPE);
    fn blank() -> Self {
        Self(T::blank())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        let at = reader.at();
        if reader.kind()? != Kind::String {
            return self.0.read(reader).map_err(|fault| match fault.kind {
                FaultKind::Expected(_) => Fault::new(FaultKind::Expected(T::EXPECTED), fault.at),
                _ => fault,
            });
        }
        let text = reader.str()?;
        let mut inside = JsonReader::new(&text, 1);
        let read = self.0.read(&mut inside).and_then(|()| inside.end());
        // What is wrong inside of a string is no fault of the JSON around it.
        let kind = match read {
            Ok(()) if text.trim_ascii().len() == text.len() => return Ok(()),
            Err(Fault {
                kind: FaultKind::Value(range),
                ..
            }) => FaultKind::Value(range),
            _ => FaultKind::Expected(T::EXPECTED),
        };
        Err(Fault::new(kind, at))
    }
    fn write(&self, out: &mut Writer) {
        out.quoted(&self.0);
    }
    fn call_key(&self) -> Option<CallKey> {
        self.0.call_key()
    }
}
