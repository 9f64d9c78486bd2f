//! A frame's size is positive and no smaller than its minimum.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action"),
    frame(src = "https://phone.acme.example/", size = (300, 600), min = (400, 600)),
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }
}

fn main() {}
