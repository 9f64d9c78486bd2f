//! One value, or a list.

use core::hash::{Hash, Hasher};
use core::ops::Deref;

use crate::describe::Type;
use crate::json::{Fault, Kind, Reader, Wire, Writer};

/// One value, or a list of them, as it came.
///
/// Vendors leave the brackets out where there is only one. It reads as a slice; one
/// value is equal to a list of that one, and both are written back as they were read.
///
/// ```
/// use cti_runtime::types::OneOrMany;
///
/// let one = OneOrMany::from(7);
/// assert_eq!(one, OneOrMany::from(vec![7]));
/// assert_eq!(one.iter().sum::<u64>(), 7);
/// assert_eq!(OneOrMany::<u64>::from(vec![7, 8]).len(), 2);
/// ```
#[derive(Clone, Debug)]
pub enum OneOrMany<T> {
    /// A value without brackets.
    One(T),
    /// A list, of any length.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// The values.
    pub const fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => core::slice::from_ref(value),
            Self::Many(values) => values.as_slice(),
        }
    }

    /// The values.
    pub fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(value) => vec![value],
            Self::Many(values) => values,
        }
    }
}

/// An empty list.
impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T: PartialEq> PartialEq for OneOrMany<T> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: Eq> Eq for OneOrMany<T> {}

impl<T: Hash> Hash for OneOrMany<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

/// A value without brackets.
impl<T> From<T> for OneOrMany<T> {
    fn from(value: T) -> Self {
        Self::One(value)
    }
}

/// A list, also of one.
impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(values: Vec<T>) -> Self {
        Self::Many(values)
    }
}

/// A value without brackets.
impl From<&str> for OneOrMany<String> {
    fn from(value: &str) -> Self {
        Self::One(value.to_owned())
    }
}

/// A list, also of one.
impl<T> FromIterator<T> for OneOrMany<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::Many(values.into_iter().collect())
    }
}

impl<T> IntoIterator for OneOrMany<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a OneOrMany<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.as_slice().iter()
    }
}

impl<T: Wire> Wire for OneOrMany<T> {
    const TYPE: Type = Type::OneOrMany(&T::TYPE);
    fn blank() -> Self {
        Self::default()
    }
    fn read(&mut self, reader: &mut dyn Reader) -> Result<(), Fault> {
        if reader.kind()? == Kind::Array {
            let mut values = Vec::new();
            values.read(reader)?;
            *self = Self::Many(values);
        } else {
            let mut value = T::blank();
            value.read(reader)?;
            *self = Self::One(value);
        }
        Ok(())
    }
    fn write(&self, out: &mut Writer) {
        match self {
            Self::One(value) => value.write(out),
            Self::Many(values) => values.write(out),
        }
    }
}
