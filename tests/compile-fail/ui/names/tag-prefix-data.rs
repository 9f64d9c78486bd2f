//! A data type has no tag with something behind it.

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
            call: Call,
        },
    }

    #[data]
    pub struct Call {
        #[remainder]
        id: String,
    }
}

fn main() {}
