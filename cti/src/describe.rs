//! What does a declaration say?

mod json;
mod text;
mod types;

pub(crate) use json::json;
pub(crate) use text::text;
