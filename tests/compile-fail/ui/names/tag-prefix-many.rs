//! One field has what is behind a prefix.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        #[prefix("contact::")]
        Contact {
            #[remainder]
            id: String,
            #[remainder]
            name: String,
        },
    }
}

fn main() {}
