//! A path leads from the message.

#[cti_runtime::protocol(
    vendor = "Acme",
    origins("https://phone.acme.example"),
    envelope(object, tag = "type")
)]
pub mod phone {
    #[event]
    pub enum Event {
        Ring { call: Call },
    }

    #[data]
    pub struct Call {
        #[at("meta.id")]
        id: String,
    }
}

fn main() {}
