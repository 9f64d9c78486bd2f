#![doc = include_str!("../README.md")]

mod ident;
mod wire;

pub use ident::{camel, foreign, pascal, snake};
pub use wire::Case;
