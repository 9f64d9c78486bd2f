//! The tag scanner and its relatives, against serde_json.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cti_fuzz::scanner::run(data));
