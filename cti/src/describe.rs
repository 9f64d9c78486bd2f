//! What does a declaration say?

mod json;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod types;

pub(crate) use json::json;
pub(crate) use text::text;
