//! Cross-crate, end-to-end and compile-fail tests of the workspace.

/// The README's examples, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
