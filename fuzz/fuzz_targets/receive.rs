//! Sessions of every protocol and side, fed anything from anywhere.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| cti_fuzz::receive::run(data));
