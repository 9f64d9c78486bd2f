//! Outputs of a replay, and what every output is made with.

pub(crate) mod escape;
pub(crate) mod file;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod style;
pub(crate) mod text;
pub(crate) mod wrap;
