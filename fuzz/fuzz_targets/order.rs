//! State machines and replies, against a slow, obvious model.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cti_fuzz::order::run(data));
