//! What the benchmarks share.

pub mod messages;
pub mod mirrors;
pub mod phone;
pub mod race;
