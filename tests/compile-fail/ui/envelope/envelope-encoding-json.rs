//! JSON is posted as text or as an object.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(json, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
