//! Each item is Rust.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action"),
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    pub enum

    #[command]
    pub enum Command { Hangup }
}

fn main() {}
