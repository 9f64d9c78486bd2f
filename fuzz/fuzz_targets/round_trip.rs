//! Messages made up from the descriptions, written and read again.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cti_fuzz::round_trip::run(data));
