//! A prefix is all that stands on the wire.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("contact::")]
        #[rename("contact")]
        Contact {
            #[remainder]
            id: String,
        },
    }
}

fn main() {}
