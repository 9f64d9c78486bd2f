#![doc = include_str!("../README.md")]
//!
//! What words mean: [a table](cti_runtime#words) for all crates.

mod args;
mod command;
mod failure;
mod list;
mod output;
mod progress;
mod protocols;

pub mod check;
pub mod describe;
pub mod infer;
pub mod recorder;
pub mod recording;
pub mod replay;
pub mod template;

pub use command::run;
pub use failure::Failure;
pub use output::html::Html;
pub use output::json::JsonLines;
pub use output::text::Text;
pub use protocols::{Entry, Open, Protocols, Role, Setup};
