//! A tuple has one value.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring(String, u64),
    }
}

fn main() {}
