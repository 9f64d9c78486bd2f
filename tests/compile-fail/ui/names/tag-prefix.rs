//! What is behind a prefix has a field.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("contact::")]
        Contact { name: String },
    }
}

fn main() {}
