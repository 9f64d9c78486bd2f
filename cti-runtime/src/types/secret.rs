//! Secrets.

use core::fmt;

use crate::describe::Type;
use crate::json::{CallKey, Fault, Reader, Wire, Writer};
use crate::mask::MASK;

/// A value that logs must not show, such as an access token. It has no `Display`, and `Debug` shows
/// none of it; who wants the value says so.
///
/// Comparing takes time that depends on the values: don't verify a token against a stored one with
/// `==`.
///
/// ```
/// use cti_runtime::types::Secret;
///
/// let token: Secret<String> = "eyJhbGciOi".into();
/// assert_eq!(format!("{token:?}"), "•••");
/// assert_eq!(token.expose(), "eyJhbGciOi");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// The value.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl<T: Wire> Wire for Secret<T> {
    const TYPE: Type = Type::Secret(&T::TYPE);
    fn blank() -> Self {
        Self(T::blank())
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        self.0.read(reader)
    }
    fn write(&self, out: &mut Writer) {
        if out.is_masked() {
            out.mask();
        } else {
            self.0.write(out);
        }
    }
    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }
    fn is_null(&self) -> bool {
        self.0.is_null()
    }
    fn call_key(&self) -> Option<CallKey> {
        self.0.call_key()
    }
}
