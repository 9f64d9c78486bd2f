//! An attribute has arguments if it needs them, and none otherwise.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[rename]
        Ring,
    }
}

fn main() {}
