//! Words of other languages and libraries, and what each is called in a declaration.

pub(super) mod arguments;
pub(super) mod attributes;
mod types;
