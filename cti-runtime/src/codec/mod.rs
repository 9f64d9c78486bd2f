//! Reading and writing messages: the seam between generated code and the wire.
//!
//! Generated code never sees where bytes come from. Each message and each data type is a
//! [`Record`]: a [`Shape`] (a table of keys) plus a few lines that read one field from a
//! [`Reader`]. Everything else (key lookup, repeated and missing fields, nesting limits, the
//! envelope) is shared code in this module.

mod envelope;
mod fault;
mod json;
mod reader;
mod record;
mod scan;
mod wire;
mod writer;

pub mod opaque;

pub use envelope::{Found, Tagged, find_tag, read_body, read_body_leniently, write_message};
pub use fault::{Fault, FaultKind, Location};
pub use json::JsonReader;
pub use reader::{Kind, Reader};
pub use record::{Key, OneOf, Record, Shape, lookup, read_record};
pub use scan::{Scan, check};
pub use wire::{CallKey, Wire};
pub use writer::Writer;
