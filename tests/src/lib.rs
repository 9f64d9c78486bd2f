//! Cross-crate, end-to-end and compile-fail tests of the workspace.
//!
//! What tests and fuzz targets share is here: the shipped protocols one by one, JSON that is made up
//! and disturbed, and a slow, obvious reader to compare the fast one with.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

pub mod answers;
pub mod bare;
pub mod callbacks;
pub mod choices;
pub mod compare;
pub mod entropy;
pub mod families;
pub mod hosts;
pub mod in_tags;
pub mod json;
pub mod keys;
pub mod make;
pub mod marks;
pub mod nested;
pub mod paths;
pub mod ports;
pub mod positions;
pub mod reading;
pub mod recoded;
pub mod scalars;
pub mod streams;
pub mod subject;
pub mod tags;
pub mod tree;

/// The README's examples, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The same of the macros' README.
#[cfg(doctest)]
#[doc = include_str!("../../cti-macros/README.md")]
pub struct MacrosReadme;
