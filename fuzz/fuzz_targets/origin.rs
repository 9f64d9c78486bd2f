//! Origins, against the `url` crate.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cti_fuzz::origin::run(data));
