//! A key of a path has no space around it.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload . type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ready,
    }
}

fn main() {}
