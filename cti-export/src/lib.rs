//! What a declaration says, for everyone around the Rust code.
//!
//! Each function here reads the `static` description of a protocol that
//! [`protocol`](macro@cti_runtime::protocol) has made, and writes it down for somebody else:
//!
//! | function | for |
//! |---|---|
//! | [`markdown`] | people: messages, envelopes, origins, order rules |
//! | [`typescript`] | pages that stay in JavaScript: types of both directions, and a guard |
//! | [`typescript_types`] | declaration files: the types alone |
//! | [`json_schema`] | validators and generators in any language: JSON Schema 2020-12 |
//! | [`asyncapi`] | the tools of AsyncAPI 3 |
//! | [`drift::compare`] | integrators: where a recording and the declaration differ |
//!
//! The same declaration gives the same bytes on every machine, so the files can be kept beside the
//! code and compared in a test.
//!
//! ```
//! use cti_export::{Format, export};
//! use cti_runtime::Protocol;
//!
//! #[cti_runtime::protocol(
//!     vendor = "Acme",
//!     origins("https://phone.acme.example"),
//!     envelope(object, tag = "type")
//! )]
//! pub mod acme_phone {
//!     #[event]
//!     pub enum Event {
//!         /// Somebody calls.
//!         Incoming { call_id: String },
//!     }
//! }
//! # fn main() -> Result<(), cti_export::UnknownFormat> {
//! let description = acme_phone::AcmePhone::description();
//! let format: Format = "typescript".parse()?;
//! assert!(export(description, format).contains("callId: string;"));
//! # Ok(())
//! # }
//! ```

mod asyncapi;
mod format;
mod json;
mod markdown;
mod names;
mod order;
mod outcome;
mod schema;
mod shape;
mod text;
mod typescript;

pub mod drift;
pub mod words;

pub use asyncapi::asyncapi;
pub use format::{Format, UnknownFormat, export};
pub use markdown::markdown;
pub use schema::json_schema;
pub use typescript::{typescript, typescript_types};
