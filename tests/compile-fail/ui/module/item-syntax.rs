//! Each item is Rust.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring,
    }

    #[data]
    pub struct Contact
    where
        String: Clone,
    {
        name: String,
    }
}

fn main() {}
