#![doc = include_str!("../README.md")]
//!
//! What words mean: [a table](cti_runtime#words) for all crates.

mod asyncapi;
mod convention;
mod diagram;
mod format;
mod json;
mod markdown;
mod message_diagram;
mod names;
mod order;
mod outcome;
mod paths;
mod recorder;
mod schema;
mod shape;
mod text;
mod typescript;

pub mod drift;
pub mod words;

pub use asyncapi::asyncapi;
pub use diagram::state_diagram;
pub use format::{Format, UnknownFormat, export};
pub use markdown::{markdown, rustdoc};
pub use message_diagram::message_diagram;
pub use recorder::recorder_table;
pub use schema::json_schema;
pub use typescript::{typescript, typescript_page, typescript_types};
