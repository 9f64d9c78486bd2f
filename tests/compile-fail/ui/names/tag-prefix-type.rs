//! A part of a tag is a string.

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
            id: Option<u64>,
        },
    }
}

fn main() {}
