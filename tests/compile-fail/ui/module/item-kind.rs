//! An attribute stands on the kind of item that it describes.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub struct Event {
        ring: bool,
    }
}

fn main() {}
