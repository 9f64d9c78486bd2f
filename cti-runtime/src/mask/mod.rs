//! Showing messages without the personal data in them. For generated code, mostly.

mod debug;
mod family;
mod fields;
mod keys;
mod name;
mod shape;
mod writer;

#[doc(hidden)]
pub use debug::{debug, debug_value};
#[doc(hidden)]
pub use family::debug_family;
pub(crate) use fields::fields;
pub use keys::Keys;
pub(crate) use keys::hides_calls;
pub use name::{MASK, is_name, name};
pub use shape::shape_of;
