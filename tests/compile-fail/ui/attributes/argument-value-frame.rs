//! A URL alone is no frame.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type"),
    frame = "https://phone.acme.example/embed"
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
    }
}

fn main() {}
