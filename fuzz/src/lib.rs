//! What the fuzz targets do: a file each. All are plain functions over bytes, so a finding can be
//! replayed by a test.

pub mod differential;
pub mod order;
pub mod origin;
pub mod receive;
pub mod round_trip;
pub mod scanner;
pub mod seeds;
