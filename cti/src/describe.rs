//! A declaration, as text and as JSON.

mod json;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use json::json;
pub use text::text;
