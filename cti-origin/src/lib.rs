#![doc = include_str!("../README.md")]

mod fault;
mod grammar;
mod pattern;
mod suffix;
mod table;

pub use fault::{Fault, FaultKind};
pub use grammar::{Host, check_host, check_port, is_loopback};
pub use pattern::Pattern;
pub use suffix::is_shared;
