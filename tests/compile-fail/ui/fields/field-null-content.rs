//! `#[null]` stands on an `Option`, also if that is the whole content.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "action", content = "data")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Loaded(#[null] Option<String>),
        Ring(#[null] String),
    }
}

fn main() {}
