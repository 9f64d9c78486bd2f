//! JSON: reading and writing values, the seam between generated code and the wire.
//!
//! Generated code never sees where bytes come from. Each message and each data type is a
//! [`Record`]: a [`Shape`] (a table of keys), plus a few lines that read one field from a [`Reader`]
//! ([`Fill`]) and a few that write it ([`Put`]). Everything else (key lookup, repeated and missing
//! fields, nesting limits) is shared code in this module, which knows no protocol.
//!
//! A type of your own that is to be a field implements [`Wire`].

mod bytes;
mod check;
mod containers;
mod exact;
mod exact_path;
mod fault;
mod fields;
mod finite;
mod float;
mod listed;
mod literal;
mod locate;
mod put;
mod reader;
mod record;
mod scalar;
mod scan;
mod token;
mod utf16;
mod uuid;
mod value;
mod value_type;
mod wire;
mod writer;

#[doc(hidden)]
pub mod opaque;
#[doc(hidden)]
pub mod outcome;
#[doc(hidden)]
pub mod positional;
#[doc(hidden)]
pub mod rest;

pub use check::{check, member};
pub use exact::Inexact;
pub use fault::{Fault, FaultKind, Unholdable};
pub use fields::Fields;
#[doc(hidden)]
pub use listed::{listed, place};
pub use locate::Location;
pub use reader::{JsonReader, read_value};
pub use record::{CallKey, Fill, Key, Kind, OneOf, Put, Reader, Record, Shape};
pub use scalar::Scalar;
pub use token::unescape;
pub use utf16::json_text;
pub use value_type::Type;
pub use wire::Wire;
pub use writer::Writer;

pub(crate) use bytes::same;
pub(crate) use check::note;
pub(crate) use exact::{inexact, string_end};
pub(crate) use exact_path::inexact_path;
pub(crate) use fault::offset;
pub(crate) use fields::Names;
pub(crate) use literal::Literal;
pub(crate) use record::field_of;
pub(crate) use scan::Scan;
pub(crate) use token::Token;
pub(crate) use writer::{Masks, digits, hex};
