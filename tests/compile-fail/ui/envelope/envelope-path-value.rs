//! A value that is the content has it to itself.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "payload.type", content = "payload")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Loaded(Map<Json>),
    }
}

fn main() {}
