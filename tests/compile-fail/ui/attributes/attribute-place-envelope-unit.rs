//! An attribute stands on what it is about.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[envelope(beside)]
        Ready,
    }
}

fn main() {}
