//! Rust names stay different in every case they are written in.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        CallA,
        Call_A,
    }
}

fn main() {}
// errors: 2
