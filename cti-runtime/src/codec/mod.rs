//! Reading and writing messages: the seam between generated code and the wire.
//!
//! Generated code never sees where bytes come from. Each message and each data type is a
//! [`Record`]: a [`Shape`] (a table of keys), plus a few lines that read one field from a [`Reader`]
//! ([`Fill`]) and a few that write it ([`Put`]). Everything else (key lookup, repeated and missing
//! fields, nesting limits, the envelope) is shared code in this module.

mod answer;
mod envelope;
mod exact;
mod failure;
mod fault;
mod finite;
mod float;
mod json;
mod literal;
mod nested;
mod object;
mod reader;
mod record;
mod scan;
mod snapshot;
mod tag;
mod text;
mod unlift;
mod wire;
mod writer;

pub mod opaque;
pub mod outcome;
pub mod rest;

use envelope::write_rest;
pub use envelope::{
    encode, read_arguments, read_body, read_body_leniently, write_arguments, write_message,
};
pub use exact::Inexact;
pub use failure::Failure;
pub use fault::{Fault, FaultKind, Location, Unholdable};
pub use json::JsonReader;
pub use nested::{Lifted, Paths};
pub use reader::{Kind, Reader};
pub use record::{Fields, Fill, Key, OneOf, Put, Record, Shape};
pub(crate) use record::{Names, field_of};
pub use scan::{check, member, unescape};
pub use tag::{Found, Miss, Tagged, check_unknown, find_tag, reported, why_malformed};
pub(crate) use text::exact_object;
pub use text::{TextCodec, json_text};
pub use wire::{CallKey, Wire, listed, place};
pub use writer::Writer;

pub(crate) use crate::mask::MASK;
pub(crate) use answer::{
    Answered, Value, id_text, read_answer, request_id, write_answer, write_request, write_unknown,
};
pub(crate) use envelope::write_row;
pub(crate) use exact::{inexact, inexact_path};
pub(crate) use failure::read_value;
pub(crate) use literal::Literal;
pub(crate) use object::{object_tag, read_message};
pub(crate) use scan::{Scan, same};
pub(crate) use snapshot::Snapshot;
pub(crate) use tag::find_plain_tag;
pub(crate) use unlift::unlift;
pub(crate) use wire::write_callback;
pub(crate) use writer::{digits, hex};
