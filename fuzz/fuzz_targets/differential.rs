//! What sessions read, against a slow reader over serde_json.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cti_fuzz::differential::run(data));
