//! A path is all that says where a field stands.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring {
            #[at("meta.id")]
            #[rename("callId")]
            id: String,
        },
    }
}

fn main() {}
