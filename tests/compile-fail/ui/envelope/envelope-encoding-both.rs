//! Both encodings are joined.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, text, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { id: String },
    }
}

fn main() {}
